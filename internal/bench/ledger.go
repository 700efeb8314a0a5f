package bench

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"path/filepath"

	"mingda/internal/desk"
)

// A Ledger measures what the ledger costs: entries appended, checked, and the
// tables made anew of them.
type Ledger struct {
	Desk   *desk.Desk // of an empty office
	Office Filling    // what is appended
	Dir    string     // for a database of its own
	Rounds int
	Now    Clock
}

// Run fills the office and measures.
func (b Ledger) Run(ctx context.Context) (Section, error) {
	began := b.Now()
	filled, err := b.Office.Fill(ctx, Filled{})
	if err != nil {
		return Section{}, err
	}
	appended := perSecond(int(filled.Entries), b.Now().Sub(began))
	single, err := b.single(ctx)
	if err != nil {
		return Section{}, err
	}
	verified, err := timed(b.Now, b.Rounds, int(filled.Entries), func(int) error {
		v, err := b.Desk.DB.Verify(ctx)
		if err == nil && !v.Sound() {
			err = errors.New("the ledger is not sound")
		}
		return err
	})
	if err != nil {
		return Section{}, err
	}
	rebuilt, err := timed(b.Now, 1, int(filled.Entries), func(int) error {
		differences, err := b.Desk.Rebuild(ctx)
		if err == nil && len(differences) > 0 {
			err = fmt.Errorf("%d rows are not what the ledger says, such as %s", len(differences), differences[0])
		}
		return err
	})
	if err != nil {
		return Section{}, err
	}
	rows, commits, err := b.plain(ctx, filepath.Join(b.Dir, "plain.db"))
	if err != nil {
		return Section{}, err
	}
	t := Table{Columns: []string{"", "a second"}}
	t.add("entries appended and folded, thousands in one commit", rate(appended))
	t.add("plain rows of that size inserted, thousands in one commit", rate(median(rows)))
	t.add("acts on a case, each durable at its end", rate(median(single)))
	t.add("plain rows inserted, each durable at its end", rate(median(commits)))
	t.add("entries verified (chain and personal parts)", rate(median(verified)))
	t.add("entries made into tables anew (rebuild, both dumps compared)", rate(median(rebuilt)))
	return Section{
		Name: "ledger", Title: "Ledger", Tables: []Table{t},
		Text: fmt.Sprintf("%s cases with %s entries. An entry is encoded, its personal part digested and sealed (SM3, SM4-GCM), chained to the one before, "+
			"and all that is folded from it written beside it.", thousands(int64(b.Office.Cases)), thousands(filled.Entries)),
	}, nil
}

// single lets things happen to cases one after the other, each in a
// transaction of its own: loaded, folded, decided, appended, projected.
func (b Ledger) single(ctx context.Context) ([]float64, error) {
	by, id, err := b.Office.noter(ctx)
	if err != nil {
		return nil, err
	}
	const n = 200
	return timed(b.Now, b.Rounds, n, func(int) error {
		for range n {
			if err := b.Desk.Note(ctx, by, id, "电话联系申请人，说明办理进度。"); err != nil {
				return err
			}
		}
		return nil
	})
}

// plain inserts rows of the size of an entry into a table without anything.
func (b Ledger) plain(ctx context.Context, path string) (rows, commits []float64, err error) {
	db, err := sql.Open("sqlite3", "file:"+path+"?_journal_mode=WAL&_synchronous=FULL")
	if err != nil {
		return nil, nil, err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	db.SetMaxOpenConns(1)
	if _, err := db.ExecContext(ctx, `CREATE TABLE plain (id INTEGER PRIMARY KEY, body TEXT NOT NULL, sealed BLOB NOT NULL) STRICT`); err != nil {
		return nil, nil, err
	}
	body, sealed := newWriter(3).list(3), newWriter(3).bytes(500)
	insert := func(n int, into interface {
		ExecContext(context.Context, string, ...any) (sql.Result, error)
	}) error {
		for range n {
			if _, err := into.ExecContext(ctx, `INSERT INTO plain (body, sealed) VALUES (?, ?)`, body, sealed); err != nil {
				return err
			}
		}
		return nil
	}
	const many, few = 20_000, 300
	rows, err = timed(b.Now, b.Rounds, many, func(int) error {
		tx, err := db.BeginTx(ctx, nil)
		if err != nil {
			return err
		}
		return errors.Join(insert(many, tx), tx.Commit())
	})
	if err != nil {
		return nil, nil, err
	}
	commits, err = timed(b.Now, b.Rounds, few, func(int) error { return insert(few, db) })
	return rows, commits, err
}
