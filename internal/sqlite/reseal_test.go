package sqlite

import (
	"crypto/rand"
	"fmt"
	"path/filepath"
	"testing"

	"mingda/internal/ledger"
)

// TestReseal: everything is sealed by the newest key in one run, however rows of both keys lie
// among each other, and a second run finds nothing to do.
func TestReseal(t *testing.T) {
	older, newest := make([]byte, ledger.KeySize), append(make([]byte, ledger.KeySize-1), 1)
	before, err := ledger.NewSealer(older, rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	seal, err := ledger.NewSealer(newest, rand.Reader, older)
	if err != nil {
		t.Fatal(err)
	}
	db, err := Open(ctx, filepath.Join(t.TempDir(), "mingda.db"), seal)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	const rows = 3*sealedPiece + 7
	old := 0
	write(t, db, func(tx *Tx) error {
		for i := range rows {
			by, file := before, fmt.Sprintf("%06d", i)
			if i%9 == 0 || i%sealedPiece == sealedPiece-1 { // also the last of a piece
				by = seal
			} else {
				old++
			}
			sealed, err := by.Seal([]byte("text"), "reading "+file)
			if err != nil {
				return err
			}
			if err := tx.exec(ctx, `INSERT INTO readings (file, how, pages, of, why, read_at, sealed) VALUES (?, 'mail', 0, 0, '', '', ?)`, file, sealed); err != nil {
				return err
			}
		}
		return nil
	})
	for run, want := range []int{old, 0} {
		if n, err := db.Reseal(ctx, nil); err != nil || n != want {
			t.Errorf("run %d: %d rows, want %d; %v", run+1, n, want, err)
		}
	}
	all, err := db.SealedBy(ctx)
	if err != nil {
		t.Fatal(err)
	}
	for _, by := range all {
		if by.ByKey[1] != 0 || by.Unopened != 0 || by.Table == "readings" && by.ByKey[0] != rows {
			t.Errorf("%+v", by)
		}
	}
}
