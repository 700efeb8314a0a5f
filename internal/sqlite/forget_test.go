package sqlite

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"testing"

	"mingda/internal/auth"
	"mingda/internal/casefile"
)

// TestForgetDropped: a word of a case that was taken out of the index is in no file of the
// database any more, and those of others are found as before.
func TestForgetDropped(t *testing.T) {
	db := fresh(t)
	const word, other = "zzqxwonceonly", "staysfindable"
	for id, words := range map[casefile.ID]string{1: word, 2: other} {
		if err := putCase(t, db, casefile.Row{ID: id, Number: string(rune('0' + id)), Stage: casefile.StageHandling, Open: true}, words); err != nil {
			t.Fatal(err)
		}
	}
	onDisk := func() bool {
		for _, suffix := range []string{"", "-wal"} {
			content, err := os.ReadFile(db.path + suffix)
			if err != nil && !errors.Is(err, fs.ErrNotExist) {
				t.Fatal(err)
			}
			if bytes.Contains(content, []byte(word)) {
				return true
			}
		}
		return false
	}
	if err := db.Write(ctx, func(tx *Tx) error { return tx.dropWords(ctx, 1) }); err != nil {
		t.Fatal(err)
	}
	if !onDisk() {
		t.Fatal("the index keeps nothing of what is dropped: nothing is tested")
	}
	for range 2 { // once more changes nothing
		if err := db.ForgetDropped(ctx); err != nil {
			t.Fatal(err)
		}
		if onDisk() {
			t.Error("the word is still there")
		}
	}
	rows, err := db.Cases(ctx, CaseFilter{Sight: auth.Sight{All: true}, Words: other})
	if err != nil || len(rows) != 1 {
		t.Errorf("%d found, %v", len(rows), err)
	}
}
