package sqlite

import (
	"context"

	"mingda/internal/auth"
	"mingda/internal/calendar"
	"mingda/internal/casefile"
)

// PutShelf writes how the file of a case is put away, or that it is not.
func (tx *Tx) PutShelf(ctx context.Context, c *casefile.Case) error {
	if err := tx.exec(ctx, `DELETE FROM archives WHERE case_id = ?`, c.ID); err != nil {
		return err
	}
	a, ok := c.Shelf()
	if !ok {
		return nil
	}
	_, held := c.Hold()
	return tx.exec(ctx, `
		INSERT INTO archives (case_id, agency_id, year, keep, number, archived_on, file, pages, handed_on, handed_to, until, held, contested, destroyed_on)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		c.ID, c.Agency, a.Year, a.Keep, a.Number, a.On.String(), a.File, a.Pages, a.HandedOn.String(), a.HandedTo,
		a.Until.String(), held, len(c.Pending()) > 0, a.Destroyed.On.String())
}

// Unbound returns the cases whose files are put away and have no PDF yet.
func (r Reader) Unbound(ctx context.Context) ([]casefile.ID, error) {
	return collect(ctx, r.q, func(row row) (id casefile.ID, err error) { return id, row.Scan(&id) },
		`SELECT case_id FROM archives WHERE file = '' AND keep <> '' AND destroyed_on = '' ORDER BY case_id`)
}

// A ShelfFilter chooses files that are put away, or are to be.
type ShelfFilter struct {
	Sight  auth.Sight
	Agency int64 // 0: all
	Year   int   // in which the case was over; 0: every
	Limit  int
}

// A ShelfRow is a case in the list of files.
type ShelfRow struct {
	Case      casefile.ID
	Version   int
	CaseNo    string
	Agency    int64
	Applicant string
	Subject   string
	EndedOn   calendar.Date
	Held      bool // it is not to be destroyed (暂缓)
	Contested bool // a review body or a court has the case
	casefile.Shelf
}

func (f ShelfFilter) where() (string, []any) {
	seen, args := CaseFilter{Sight: f.Sight, Agency: f.Agency}.where()
	return seen, args
}

// ToShelve returns the cases that are over and whose files are not put away, the oldest
// first, and how many there are.
func (r Reader) ToShelve(ctx context.Context, f ShelfFilter) ([]ShelfRow, int, error) {
	seen, args := f.where()
	where := `FROM cases WHERE ` + seen + ` AND open = 0 AND stage IN ('replied', 'withdrawn', 'closed') AND (? = 0 OR CAST(substr(ended_on, 1, 4) AS INTEGER) = ?)`
	args = append(args, f.Year, f.Year)
	n, err := r.count(ctx, `SELECT count(*) `+where, args...)
	if err != nil {
		return nil, 0, err
	}
	rows, err := collect(ctx, r.q, func(row row) (s ShelfRow, err error) {
		var ended string
		if err := row.Scan(&s.Case, &s.Version, &s.CaseNo, &s.Agency, &s.Applicant, &s.Subject, &ended); err != nil {
			return s, err
		}
		s.EndedOn, err = scanDate(ended)
		return s, err
	}, `SELECT id, version, number, agency_id, applicant, subject, ended_on `+where+` ORDER BY ended_on, id LIMIT ?`, append(args, f.Limit)...)
	return rows, n, err
}

// Shelved returns the files that are put away, by year and number, and how many there are.
func (r Reader) Shelved(ctx context.Context, f ShelfFilter) ([]ShelfRow, int, error) {
	seen, args := f.where()
	where := `FROM (SELECT * FROM cases WHERE ` + seen + `) AS c JOIN archives a ON a.case_id = c.id WHERE (? = 0 OR a.year = ?)`
	args = append(args, f.Year, f.Year)
	n, err := r.count(ctx, `SELECT count(*) `+where, args...)
	if err != nil {
		return nil, 0, err
	}
	rows, err := collect(ctx, r.q, scanShelf, `SELECT `+shelfColumns+` `+where+` ORDER BY a.year DESC, a.number, c.id LIMIT ?`, append(args, f.Limit)...)
	return rows, n, err
}

const shelfColumns = `c.id, c.version, c.number, c.agency_id, c.applicant, c.subject, c.ended_on,
	a.year, a.keep, a.number, a.archived_on, a.file, a.pages, a.handed_on, a.handed_to, a.until, a.held, a.contested, a.destroyed_on`

func scanShelf(row row) (s ShelfRow, err error) {
	var ended, on, handed, until, destroyed string
	err = row.Scan(&s.Case, &s.Version, &s.CaseNo, &s.Agency, &s.Applicant, &s.Subject, &ended,
		&s.Year, &s.Keep, &s.Number, &on, &s.File, &s.Pages, &handed, &s.HandedTo, &until, &s.Held, &s.Contested, &destroyed)
	if err != nil {
		return s, err
	}
	for _, d := range []struct {
		into *calendar.Date
		text string
	}{{&s.EndedOn, ended}, {&s.On, on}, {&s.HandedOn, handed}, {&s.Until, until}, {&s.Destroyed.On, destroyed}} {
		if *d.into, err = scanDate(d.text); err != nil {
			return s, err
		}
	}
	return s, nil
}

// Expired returns the files whose period of keeping is over before a day and which can be
// appraised: the longest over first, and how many there are. What is held back, contested,
// handed over or on a list already is not among them.
func (r Reader) Expired(ctx context.Context, f ShelfFilter, today calendar.Date) ([]ShelfRow, int, error) {
	seen, args := f.where()
	where := `FROM archives a JOIN (SELECT * FROM cases WHERE ` + seen + `) AS c ON c.id = a.case_id
		WHERE a.until <> '' AND a.destroyed_on = '' AND a.agency_id = ? AND a.until < ? AND a.held = 0 AND a.contested = 0 AND a.handed_on = ''
			AND NOT EXISTS (SELECT 1 FROM disposal_files i JOIN disposals d ON d.id = i.disposal_id
				WHERE i.case_id = a.case_id AND d.stage IN ('proposed', 'approved', 'destroying'))`
	args = append(args, f.Agency, today.String())
	n, err := r.count(ctx, `SELECT count(*) `+where, args...)
	if err != nil {
		return nil, 0, err
	}
	rows, err := collect(ctx, r.q, scanShelf, `SELECT `+shelfColumns+` `+where+` ORDER BY a.until, a.number, c.id LIMIT ?`, append(args, f.Limit)...)
	return rows, n, err
}

// Expiring says of the files whose period is over how many cannot be appraised, and why.
type Expiring struct {
	Held      int // 暂缓
	Contested int // a review body or a court has the case
	Handed    int // to the archives: those appraise it
	Listed    int // on a list that is under way
	Unknown   int // without number and period, of before there were any
}

// Expiring counts them.
func (r Reader) Expiring(ctx context.Context, agency int64, today calendar.Date) (x Expiring, err error) {
	err = r.q.QueryRowContext(ctx, `
		SELECT coalesce(sum(held), 0), coalesce(sum(contested), 0), coalesce(sum(handed_on <> ''), 0),
			coalesce(sum(EXISTS (SELECT 1 FROM disposal_files i JOIN disposals d ON d.id = i.disposal_id
				WHERE i.case_id = archives.case_id AND d.stage IN ('proposed', 'approved', 'destroying'))), 0),
			(SELECT count(*) FROM archives WHERE agency_id = ?1 AND keep = '')
		FROM archives WHERE until <> '' AND destroyed_on = '' AND agency_id = ?1 AND until < ?2`, agency, today.String()).
		Scan(&x.Held, &x.Contested, &x.Handed, &x.Listed, &x.Unknown)
	return x, explain(err)
}
