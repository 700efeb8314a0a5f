package sqlite

import (
	"context"

	"mingda/internal/casefile"
	"mingda/internal/lawsuit"
	"mingda/internal/reconsider"
)

const lawsuitColumns = `id, version, number, coalesce(body_id, 0), coalesce(agency_id, 0), coalesce(counts_id, 0), coalesce(case_id, 0), coalesce(review_id, 0),
	stage, opened_on, force_on, way, col, coalesce((SELECT name FROM agencies WHERE id = counts_id), '')`

func scanLawsuit(row row) (l lawsuit.Listed, err error) {
	var opened, force string
	err = row.Scan(&l.ID, &l.Version, &l.Number, &l.Body, &l.Agency, &l.Counts, &l.Case, &l.Review, &l.Stage, &opened, &force, &l.Way, &l.Column, &l.Name)
	if err != nil {
		return l, err
	}
	if l.OpenedOn, err = scanDate(opened); err != nil {
		return l, err
	}
	l.ForceOn, err = scanDate(force)
	return l, err
}

// PutLawsuit writes the row of a court case.
func (tx *Tx) PutLawsuit(ctx context.Context, l lawsuit.Listed) error {
	var key any
	if l.Key != "" {
		key = l.Key
	}
	return tx.exec(ctx, `
		INSERT INTO lawsuits (id, version, form_key, number, body_id, agency_id, counts_id, case_id, review_id, stage, opened_on, force_on, way, col)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT (id) DO UPDATE SET
			version = excluded.version, number = excluded.number, body_id = excluded.body_id, agency_id = excluded.agency_id, counts_id = excluded.counts_id,
			case_id = excluded.case_id, review_id = excluded.review_id, stage = excluded.stage, opened_on = excluded.opened_on, force_on = excluded.force_on,
			way = excluded.way, col = excluded.col`,
		l.ID, l.Version, key, l.Number, nullID(l.Body), nullID(l.Agency), nullID(l.Counts), nullID(int64(l.Case)), nullID(int64(l.Review)),
		l.Stage, l.OpenedOn.String(), l.ForceOn.String(), l.Way, l.Column)
}

// A LawsuitFilter chooses court cases. Its zero fields choose all.
type LawsuitFilter struct {
	Body   int64
	Agency int64
	Case   casefile.ID
	Review reconsider.ID
}

// Lawsuits returns the cases of a filter, those opened last first.
func (r Reader) Lawsuits(ctx context.Context, f LawsuitFilter) ([]lawsuit.Listed, error) {
	return collectOnce(ctx, r, scanLawsuit, `
		SELECT `+lawsuitColumns+` FROM lawsuits
		WHERE (?1 = 0 OR body_id = ?1) AND (?2 = 0 OR agency_id = ?2) AND (?3 = 0 OR case_id = ?3) AND (?4 = 0 OR review_id = ?4)
		ORDER BY opened_on DESC, id DESC`, f.Body, f.Agency, f.Case, f.Review)
}

// CountLawsuits counts the cases in which an agency is sued or, with body, looks after what its
// bureau decided too: those that are pending, and all. It stands on every page.
func (r Reader) CountLawsuits(ctx context.Context, agency int64, body bool) (open, all int, err error) {
	query := `
		SELECT coalesce(sum(stage NOT IN (?1, ?2)), 0), count(*) FROM lawsuits WHERE agency_id = ?3 OR ?4 AND body_id = ?3`
	args := []any{lawsuit.StageOver, lawsuit.StageCancelled, agency, body}
	n, err := remembered(ctx, r, query, args, func() (n [2]int, err error) {
		err = r.q.QueryRowContext(ctx, query, args...).Scan(&n[0], &n[1])
		return n, explain(err)
	})
	return n[0], n[1], err
}

// LawsuitOfForm returns the case that a form registered; 0 where it did none.
func (r Reader) LawsuitOfForm(ctx context.Context, key string) (id lawsuit.ID, err error) {
	err = r.q.QueryRowContext(ctx, `SELECT coalesce(max(id), 0) FROM lawsuits WHERE form_key = ?1 AND ?1 <> ''`, key).Scan(&id)
	return id, explain(err)
}

// ReviewByNumber returns the reconsideration case that a number names: its own, or that of
// one of its papers; 0 where there is none.
func (r Reader) ReviewByNumber(ctx context.Context, number string) (id reconsider.ID, err error) {
	err = r.q.QueryRowContext(ctx, `
		SELECT coalesce(max(id), 0) FROM (
			SELECT id FROM reviews WHERE number = ?1 AND ?1 <> ''
			UNION ALL SELECT review_id FROM review_papers WHERE number = ?1 AND ?1 <> '')`, number).Scan(&id)
	return id, explain(err)
}
