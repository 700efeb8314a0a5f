package sqlite

import (
	"context"

	"mingda/internal/casefile"
	"mingda/internal/reconsider"
)

const reviewColumns = `id, version, number, body_id, coalesce(respondent_id, 0), coalesce(case_id, 0), open, received_on, ended_on, outcome`

func scanReview(row row) (r reconsider.Listed, err error) {
	var received, ended string
	err = row.Scan(&r.ID, &r.Version, &r.Number, &r.Body, &r.Respondent, &r.Case, &r.Open, &received, &ended, &r.Outcome)
	if err != nil {
		return r, err
	}
	if r.ReceivedOn, err = scanDate(received); err != nil {
		return r, err
	}
	r.EndedOn, err = scanDate(ended)
	return r, err
}

// PutReview writes the row of a reconsideration case and its papers.
func (tx *Tx) PutReview(ctx context.Context, r reconsider.Listed, papers []reconsider.Paper) error {
	err := tx.exec(ctx, `
		INSERT INTO reviews (id, version, number, body_id, respondent_id, case_id, open, received_on, ended_on, outcome)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT (id) DO UPDATE SET
			version = excluded.version, respondent_id = excluded.respondent_id, case_id = excluded.case_id, open = excluded.open,
			received_on = excluded.received_on, ended_on = excluded.ended_on, outcome = excluded.outcome`,
		r.ID, r.Version, r.Number, r.Body, nullID(r.Respondent), nullID(int64(r.Case)), r.Open, r.ReceivedOn.String(), r.EndedOn.String(), r.Outcome)
	if err != nil {
		return err
	}
	for _, p := range papers {
		var number, code any
		if p.Number != "" {
			number, code = p.Number, p.Code
		}
		err := tx.exec(ctx, `
			INSERT INTO review_papers (review_id, n, kind, stage, number, code, file) VALUES (?, ?, ?, ?, ?, ?, ?)
			ON CONFLICT (review_id, n) DO UPDATE SET
				kind = excluded.kind, stage = excluded.stage, number = excluded.number, code = excluded.code, file = excluded.file`,
			r.ID, p.N, p.Kind, p.Stage, number, code, p.File)
		if err != nil {
			return err
		}
	}
	return nil
}

// A ReviewFilter chooses reconsideration cases. Its zero fields choose all.
type ReviewFilter struct {
	Body       int64
	Respondent int64
	Case       casefile.ID
	Open       bool
	Ended      bool
	Decided    bool // the decision is signed
}

// Reviews returns the cases of a filter, those received last first.
func (r Reader) Reviews(ctx context.Context, f ReviewFilter) ([]reconsider.Listed, error) {
	return collect(ctx, r.q, scanReview, `
		SELECT `+reviewColumns+` FROM reviews
		WHERE (?1 = 0 OR body_id = ?1) AND (?2 = 0 OR respondent_id = ?2) AND (?3 = 0 OR case_id = ?3) AND (NOT ?4 OR open = 1) AND (NOT ?5 OR open = 0)
			AND (NOT ?6 OR outcome <> '')
		ORDER BY received_on DESC, id DESC`, f.Body, f.Respondent, f.Case, f.Open, f.Ended, f.Decided)
}

// ReviewNumberTaken reports whether a reconsideration case or a paper of one has the
// number.
func (r Reader) ReviewNumberTaken(ctx context.Context, number string) (taken bool, err error) {
	err = r.q.QueryRowContext(ctx, `
		SELECT EXISTS (SELECT 1 FROM reviews WHERE number = ?1) OR EXISTS (SELECT 1 FROM review_papers WHERE number = ?1)`, number).Scan(&taken)
	return taken, explain(err)
}

// ByNumber returns the request that a number names, with the letter if it is that of a
// letter; 0 where there is none.
func (r Reader) ByNumber(ctx context.Context, number string) (id casefile.ID, letter int, err error) {
	err = r.q.QueryRowContext(ctx, `
		SELECT coalesce(max(case_id), 0), coalesce(max(n), 0) FROM (
			SELECT case_id, n FROM case_letters WHERE agency_id IN (SELECT id FROM agencies) AND number = ?1 AND ?1 <> ''
			UNION ALL SELECT id, 0 FROM cases WHERE number = ?1)`, number).Scan(&id, &letter)
	return id, letter, explain(err)
}

// A ReviewPaper is a paper of a reconsideration case by its place.
type ReviewPaper struct {
	Review reconsider.ID
	N      int
}

// ReviewPapersIn returns the papers in a stage.
func (r Reader) ReviewPapersIn(ctx context.Context, stage casefile.LetterStage) ([]ReviewPaper, error) {
	return collect(ctx, r.q, func(row row) (p ReviewPaper, err error) { return p, row.Scan(&p.Review, &p.N) },
		`SELECT review_id, n FROM review_papers WHERE stage = ? ORDER BY review_id, n`, stage)
}

// ReviewPaperBy returns the paper with the code (查验码) as it is printed, or, with the
// SHA-256 of a file in hex, the one of which it is the PDF; or fault NotFound.
func (r Reader) ReviewPaperBy(ctx context.Context, code, hash string) (ReviewPaper, error) {
	return one(ctx, r.q, "letter_not_found", func(row row) (p ReviewPaper, err error) { return p, row.Scan(&p.Review, &p.N) }, `
		SELECT review_id, n FROM review_papers WHERE ?1 <> '' AND code = ?1 OR ?2 <> '' AND file = ?2`, code, hash)
}
