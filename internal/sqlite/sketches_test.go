package sqlite

import (
	"bytes"
	"testing"

	"mingda/internal/calendar"
)

// TestSketchesSealed: what an input resembles lies sealed, also what an older program kept
// in the clear, and reads the same.
func TestSketchesSealed(t *testing.T) {
	db := fresh(t)
	path := db.path
	one := addInput(t, db, mail("20261123-0001", "same", noon))
	lies := func() (b []byte) {
		t.Helper()
		if err := db.readers.QueryRowContext(ctx, `SELECT sealed FROM sketches WHERE input_id = ?`, one.ID).Scan(&b); err != nil {
			t.Fatal(err)
		}
		return b
	}
	if bytes.Contains(lies(), []byte("person")) {
		t.Error("a sketch lies in the clear")
	}
	clear := `{"person":[1,2,3,4]}`
	write(t, db, func(tx *Tx) error {
		if err := tx.exec(ctx, `DELETE FROM settings WHERE name = ?`, sketchesSetting); err != nil {
			return err
		}
		return tx.exec(ctx, `UPDATE sketches SET sealed = CAST(? AS BLOB)`, clear)
	})
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	db = open(t, path)
	if bytes.Contains(lies(), []byte("person")) {
		t.Error("a sketch of before lies in the clear")
	}
	all, err := db.Sketches(ctx, Place{Agency: one.Agency}, calendar.NewDate(2026, 11, 1), 0)
	if err != nil || len(all) != 1 || all[0].Sketch.Person != [4]uint64{1, 2, 3, 4} {
		t.Error(all, err)
	}
}
