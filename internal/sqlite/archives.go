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
	return tx.exec(ctx, `
		INSERT INTO archives (case_id, agency_id, year, keep, number, archived_on, file, pages, handed_on, handed_to)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		c.ID, c.Agency, a.Year, a.Keep, a.Number, a.On.String(), a.File, a.Pages, a.HandedOn.String(), a.HandedTo)
}

// Unbound returns the cases whose files are put away and have no PDF yet.
func (r Reader) Unbound(ctx context.Context) ([]casefile.ID, error) {
	return collect(ctx, r.q, func(row row) (id casefile.ID, err error) { return id, row.Scan(&id) },
		`SELECT case_id FROM archives WHERE file = '' AND keep <> '' ORDER BY case_id`)
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
	rows, err := collect(ctx, r.q, func(row row) (s ShelfRow, err error) {
		var ended, on, handed string
		err = row.Scan(&s.Case, &s.Version, &s.CaseNo, &s.Agency, &s.Applicant, &s.Subject, &ended,
			&s.Year, &s.Keep, &s.Number, &on, &s.File, &s.Pages, &handed, &s.HandedTo)
		if err != nil {
			return s, err
		}
		if s.EndedOn, err = scanDate(ended); err != nil {
			return s, err
		}
		if s.On, err = scanDate(on); err != nil {
			return s, err
		}
		s.HandedOn, err = scanDate(handed)
		return s, err
	}, `SELECT c.id, c.version, c.number, c.agency_id, c.applicant, c.subject, c.ended_on,
			a.year, a.keep, a.number, a.archived_on, a.file, a.pages, a.handed_on, a.handed_to
		`+where+` ORDER BY a.year DESC, a.number, c.id LIMIT ?`, append(args, f.Limit)...)
	return rows, n, err
}
