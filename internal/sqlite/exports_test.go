package sqlite

import (
	"testing"
	"time"

	"mingda/internal/auth"
)

// TestExportsStay: what was exported is never changed and never goes.
func TestExportsStay(t *testing.T) {
	db := fresh(t)
	e := TableExport{At: time.Date(2026, 11, 23, 2, 0, 0, 0, time.UTC), User: 1, What: "台账", Chosen: "范围：全部", Address: "/cases/export", Columns: "编号", Rows: 3, Name: "台账.csv", Bytes: 9, Hash: "ab"}
	err := db.Write(ctx, func(tx *Tx) error {
		if _, err := tx.PutUser(ctx, auth.User{Login: "feng", Name: "冯小满"}, e.At); err != nil {
			return err
		}
		return tx.AddTableExport(ctx, e)
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, query := range []string{`UPDATE table_exports SET rows = 1`, `DELETE FROM table_exports`, `INSERT OR REPLACE INTO table_exports SELECT * FROM table_exports`} {
		if err := db.Write(ctx, func(tx *Tx) error { return tx.exec(ctx, query) }); err == nil {
			t.Errorf("%s is done", query)
		}
	}
	all, err := db.TableExports(ctx, ExportedBy{}, 0, 10)
	if e.ID = 1; err != nil || len(all) != 1 || all[0] != e {
		t.Errorf("%v %+v", err, all)
	}
	if n, err := db.CountTableExports(ctx, ExportedBy{User: 2}); err != nil || n != 0 {
		t.Errorf("of somebody else: %d %v", n, err)
	}
}
