package sqlite

import (
	"context"
	"time"

	"mingda/internal/casefile"
	"mingda/internal/fault"
)

// A TableExport is a table that was taken out of the office as a file (导出).
type TableExport struct {
	ID      int64
	At      time.Time
	User    int64
	What    string // 台账
	Chosen  string // by which filters and in which order, in words; empty: all
	Address string // the same as the page's address has it
	Columns string // in words
	Rows    int
	Name    string // of the file
	Bytes   int64
	Hash    string // SHA-256, in hex
}

// AddTableExport records an export. What is recorded stays.
func (tx *Tx) AddTableExport(ctx context.Context, e TableExport) error {
	return tx.exec(ctx, `
		INSERT INTO table_exports (at, user_id, what, chosen, address, columns, rows, name, bytes, hash)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		instant(e.At), e.User, e.What, e.Chosen, e.Address, e.Columns, e.Rows, e.Name, e.Bytes, e.Hash)
}

// An ExportedBy chooses whose exports are listed. Its zero fields choose all.
type ExportedBy struct {
	User   int64
	Agency int64 // people of it
}

const exportedBy = ` WHERE (?1 = 0 OR user_id = ?1) AND (?2 = 0 OR user_id IN (SELECT id FROM users WHERE agency_id = ?2))`

// TableExports returns what they exported, the last first, at most limit, after the first offset.
func (r Reader) TableExports(ctx context.Context, by ExportedBy, offset, limit int) ([]TableExport, error) {
	return collect(ctx, r.q, func(row row) (e TableExport, err error) {
		var at string
		if err = row.Scan(&e.ID, &at, &e.User, &e.What, &e.Chosen, &e.Address, &e.Columns, &e.Rows, &e.Name, &e.Bytes, &e.Hash); err != nil {
			return e, err
		}
		e.At, err = scanTime(at)
		return e, err
	}, `
		SELECT id, at, user_id, what, chosen, address, columns, rows, name, bytes, hash
		FROM table_exports`+exportedBy+`
		ORDER BY id DESC
		LIMIT ?3 OFFSET ?4`, by.User, by.Agency, limit, offset)
}

// CountTableExports counts them.
func (r Reader) CountTableExports(ctx context.Context, by ExportedBy) (int, error) {
	return r.count(ctx, `SELECT count(*) FROM table_exports`+exportedBy, by.User, by.Agency)
}

// EachCase visits the chosen cases in order, however many there are, and stops at the first
// failure. Offset and Limit of the filter count for nothing.
func (r Reader) EachCase(ctx context.Context, f CaseFilter, visit func(casefile.Row) error) error {
	order, ok := caseOrders[f.Sort]
	if !ok {
		return fault.New(fault.Invalid, "form_unreadable")
	}
	where, args := f.where()
	rows, err := r.q.QueryContext(ctx, `SELECT `+caseColumns+` FROM cases WHERE `+where+` ORDER BY `+order, args...)
	if err != nil {
		return explain(err)
	}
	defer rows.Close()
	for rows.Next() {
		c, err := scanCase(rows)
		if err == nil {
			err = visit(c)
		}
		if err != nil {
			return err
		}
	}
	return explain(rows.Err())
}

// CountAllCases returns how many cases the filter chooses, all of them counted.
func (r Reader) CountAllCases(ctx context.Context, f CaseFilter) (int, error) {
	where, args := f.where()
	return r.count(ctx, `SELECT count(*) FROM cases WHERE `+where, args...)
}
