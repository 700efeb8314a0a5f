package sqlite

import (
	"context"
	"encoding/json"
	"errors"
	"strconv"
	"strings"

	"mingda/internal/auth"
	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/reconsider"
)

const reviewColumns = `r.id, r.version, r.number, r.body_id, coalesce(r.respondent_id, 0), coalesce(r.case_id, 0), r.open, r.received_on, r.ended_on, r.outcome,
	r.respondent, r.applicant, r.subject, r.handlers, r.stepped_back, r.closing, r.told, r.answered, r.owes, r.decision_number, r.publicity, r.published_on, r.to_copy_up, r.events, coalesce(c.subject, ''), coalesce(c.open, 0)`

const reviewsFrom = ` FROM reviews r LEFT JOIN cases c ON c.id = r.case_id `

func scanReview(row row) (r reconsider.Listed, err error) {
	var received, ended, published string
	var handlers, left, events []byte
	err = row.Scan(&r.ID, &r.Version, &r.Number, &r.Body, &r.Respondent, &r.Case, &r.Open, &received, &ended, &r.Outcome,
		&r.RespondentName, &r.Applicant, &r.Subject, &handlers, &left, &r.Closing, &r.Told, &r.Answered, &r.Owes, &r.DecisionNumber, &r.Publicity, &published, &r.ToCopyUp, &events, &r.RequestSubject, &r.RequestOpen)
	if err != nil {
		return r, err
	}
	if r.ReceivedOn, err = scanDate(received); err != nil {
		return r, err
	}
	if r.EndedOn, err = scanDate(ended); err != nil {
		return r, err
	}
	if r.PublishedOn, err = scanDate(published); err != nil {
		return r, err
	}
	return r, errors.Join(json.Unmarshal(handlers, &r.Handlers), json.Unmarshal(left, &r.SteppedBack), json.Unmarshal(events, &r.Events))
}

// PutReview writes the row of a reconsideration case and its papers.
func (tx *Tx) PutReview(ctx context.Context, r reconsider.Listed, papers []reconsider.Paper) error {
	var lists [3]string
	for i, list := range []any{r.Handlers, r.SteppedBack, r.Events} {
		written, err := json.Marshal(list)
		if err != nil {
			return err
		}
		lists[i] = string(written)
	}
	err := tx.exec(ctx, `
		INSERT INTO reviews (id, version, number, body_id, respondent_id, case_id, open, received_on, ended_on, outcome,
			respondent, applicant, subject, handlers, stepped_back, closing, told, answered, owes, decision_number, publicity, published_on, to_copy_up, events)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT (id) DO UPDATE SET
			version = excluded.version, respondent_id = excluded.respondent_id, case_id = excluded.case_id, open = excluded.open,
			received_on = excluded.received_on, ended_on = excluded.ended_on, outcome = excluded.outcome,
			respondent = excluded.respondent, applicant = excluded.applicant, subject = excluded.subject, handlers = excluded.handlers,
			stepped_back = excluded.stepped_back, closing = excluded.closing, told = excluded.told, answered = excluded.answered, owes = excluded.owes,
			decision_number = excluded.decision_number, publicity = excluded.publicity, published_on = excluded.published_on, to_copy_up = excluded.to_copy_up, events = excluded.events`,
		r.ID, r.Version, r.Number, r.Body, nullID(r.Respondent), nullID(int64(r.Case)), r.Open, r.ReceivedOn.String(), r.EndedOn.String(), r.Outcome,
		r.RespondentName, r.Applicant, casefile.MaskText(r.Subject), lists[0], lists[1], r.Closing, r.Told, r.Answered, r.Owes, r.DecisionNumber, r.Publicity, r.PublishedOn.String(), r.ToCopyUp, lists[2])
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
	Number     string
	Open       bool
	Ended      bool
	Decided    bool        // the decision is signed
	Told       bool        // the respondent has been told
	Public     bool        // its decision is published, taken down or withheld, or is to be
	Published  bool        // anybody can read its decision
	ToCopyUp   bool        // a paper is to be copied to the department above the respondent
	Year       int         // received in the year or before, and not ended before it, or not served yet
	Owed       bool        // over, and the respondent may have something left to do: the request is open, or a report is missing
	Seen       *auth.Sight // about requests within this sight, or none of this installation
	For        int64       // none from which this person has stepped back
	Without    []reconsider.ID
}

// where returns the filter as a condition and its arguments.
func (f ReviewFilter) where() (string, []any) {
	and, args := []string{`1`}, []any(nil)
	for _, only := range []struct {
		set       bool
		condition string
		args      []any
	}{
		{f.Body != 0, `r.body_id = ?`, []any{f.Body}}, {f.Respondent != 0, `r.respondent_id = ?`, []any{f.Respondent}}, {f.Case != 0, `r.case_id = ?`, []any{f.Case}},
		{f.Number != "", `r.number = ?`, []any{f.Number}}, {f.Open, `r.open = 1`, nil}, {f.Ended, `r.open = 0`, nil}, {f.Decided, `r.outcome <> ''`, nil}, {f.Told, `r.told = 1`, nil},
		{f.Year != 0, `r.received_on < ? AND (r.ended_on = '' OR r.ended_on >= ? OR r.open = 1)`, []any{strconv.Itoa(f.Year+1) + "-01-01", strconv.Itoa(f.Year) + "-01-01"}},
		{f.Public, `r.publicity <> ''`, nil}, {f.Published, `r.publicity = 'released'`, nil}, {f.ToCopyUp, `r.to_copy_up > 0`, nil},
		{f.Owed, `r.open = 0 AND (r.owes > 0 OR c.open = 1)`, nil},
		{f.For != 0, `NOT EXISTS (SELECT 1 FROM json_each(r.stepped_back) WHERE value = ?)`, []any{f.For}},
	} {
		if only.set {
			and, args = append(and, only.condition), append(args, only.args...)
		}
	}
	for _, id := range f.Without {
		and, args = append(and, `r.id <> ?`), append(args, id)
	}
	switch {
	case f.Seen == nil || *f.Seen == auth.Sight{All: true}:
	case f.Seen.All: // but what is restricted to others: no row of a request is looked at for that
		and, args = append(and, `(r.case_id IS NULL OR r.case_id NOT IN (`+unknownTo+`))`), append(args, unknownArg(f.Seen.Person))
	default:
		sight, more := CaseFilter{Sight: *f.Seen}.where()
		and, args = append(and, `(r.case_id IS NULL OR EXISTS (SELECT 1 FROM cases WHERE cases.id = r.case_id AND `+sight+`))`), append(args, more...)
	}
	return strings.Join(and, " AND "), args
}

// Reviews returns the cases of a filter, those received last first.
func (r Reader) Reviews(ctx context.Context, f ReviewFilter) ([]reconsider.Listed, error) {
	where, args := f.where()
	return collect(ctx, r.q, scanReview, `SELECT `+reviewColumns+reviewsFrom+` WHERE `+where+` ORDER BY r.received_on DESC, r.id DESC`, args...)
}

// ReviewsUnlisted returns the cases whose rows are of before lists were read from them.
func (r Reader) ReviewsUnlisted(ctx context.Context) ([]reconsider.ID, error) {
	return collect(ctx, r.q, func(row row) (id reconsider.ID, err error) { return id, row.Scan(&id) }, `SELECT id FROM reviews WHERE events = '[]' ORDER BY id`)
}

// A ReviewCount says how many cases a filter chooses.
type ReviewCount struct {
	All        int
	Ended      int
	Unanswered int // open, and the respondent has not answered
	Owes       int // opinions and orders on which it has not reported
}

// CountReviews counts the cases of a filter, remembered: the navigation of each page asks.
func (r Reader) CountReviews(ctx context.Context, f ReviewFilter) (ReviewCount, error) {
	where, args := f.where()
	from := ` FROM reviews r`
	if f.Owed {
		from = reviewsFrom // only that asks something of the request
	}
	query := `
		SELECT count(*), coalesce(sum(r.open = 0), 0), coalesce(sum(r.open = 1 AND r.answered = 0), 0), coalesce(sum(r.owes), 0)` + from + ` WHERE ` + where
	return remembered(ctx, r, query, args, func() (n ReviewCount, err error) {
		err = r.q.QueryRowContext(ctx, query, args...).Scan(&n.All, &n.Ended, &n.Unanswered, &n.Owes)
		return n, explain(err)
	})
}

// CopiedUpTo returns to which department papers of a body about a respondent were copied
// last, empty where none was.
func (r Reader) CopiedUpTo(ctx context.Context, body int64, respondent string) (to string, err error) {
	err = r.q.QueryRowContext(ctx, `
		SELECT coalesce((SELECT json_extract(e.body, '$.to') FROM reviews r JOIN entries e ON e.matter = 'review' AND e.subject_id = r.id
			WHERE r.body_id = ? AND r.respondent = ? AND e.type = 'copied_up' AND json_extract(e.body, '$.to') <> '' ORDER BY e.seq DESC LIMIT 1), '')`, body, respondent).Scan(&to)
	return to, explain(err)
}

// FirstReview returns the day on which the first case of a body came, no day where none
// has.
func (r Reader) FirstReview(ctx context.Context, body int64) (calendar.Date, error) {
	var first string
	if err := r.q.QueryRowContext(ctx, `SELECT coalesce(min(received_on), '') FROM reviews WHERE body_id = ?`, body).Scan(&first); err != nil {
		return calendar.Date{}, explain(err)
	}
	return scanDate(first)
}

// ReviewsTouched returns the cases of a body about requests in which a person did
// something or which they were given: there they may have made the reply.
func (r Reader) ReviewsTouched(ctx context.Context, body, user int64) ([]reconsider.ID, error) {
	return collect(ctx, r.q, func(row row) (id reconsider.ID, err error) { return id, row.Scan(&id) }, `
		SELECT r.id FROM reviews r
		WHERE r.body_id = ?1 AND (EXISTS (SELECT 1 FROM entries e WHERE e.matter = 'case' AND e.subject_id = r.case_id AND e.actor = ?2)
			OR EXISTS (SELECT 1 FROM cases c WHERE c.id = r.case_id AND c.officer_id = ?2))`, body, user)
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
