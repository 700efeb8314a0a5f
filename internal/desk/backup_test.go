package desk

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"mingda/internal/casefile"
	"mingda/internal/disposal"
	"mingda/internal/filestore"
)

// TestDestroyWaitsForBackup: files that are to be destroyed stay while a copy is made, and
// go after it.
func TestDestroyWaitsForBackup(t *testing.T) {
	b := newBench(t)
	b.needFonts()
	id := b.keptFile("要销毁的", casefile.PutAway{})
	b.goTo(afterTen)
	list := b.ordered(id)
	named := b.filesOf(id)
	release, err := b.Files.Keep()
	b.must(err)
	b.must(b.DestroyAll(ctx))
	l, err := loadDisposal(ctx, b.DB, list)
	b.must(err)
	if l.Stage != disposal.StageDestroying {
		t.Errorf("the list is %v while a copy is made", l.Stage)
	}
	for _, h := range named {
		if !b.Files.Has(filestore.Hash(h)) {
			t.Errorf("%s is gone while a copy is made", h)
		}
	}
	b.must(release())
	b.must(b.DestroyAll(ctx))
	if l, err = loadDisposal(ctx, b.DB, list); err != nil || l.Stage != disposal.StageDestroyed {
		t.Errorf("%v, %v", l.Stage, err)
	}
}

// TestBackupBesideDestruction makes copies while a list is carried out: each is whole.
func TestBackupBesideDestruction(t *testing.T) {
	b := newBench(t)
	b.needFonts()
	id := b.keptFile("要销毁的", casefile.PutAway{})
	b.goTo(afterTen)
	b.ordered(id)
	done := make(chan error, 1)
	go func() {
		for until := time.Now().Add(300 * time.Millisecond); time.Now().Before(until); {
			if err := b.DestroyAll(ctx); err != nil {
				done <- err
				return
			}
		}
		done <- nil
	}()
	dir := t.TempDir()
	for n := range 3 {
		_, err := b.Backup(ctx, filepath.Join(dir, string(rune('a'+n))))
		b.must(err)
	}
	b.must(<-done)
	if left, err := os.ReadDir(b.Files.TempDir()); err != nil || len(left) != 0 {
		t.Errorf("%v, %v", left, err)
	}
}

// TestBackupCutShort leaves no copy of the database in the clear when it fails.
func TestBackupCutShort(t *testing.T) {
	b := newBench(t)
	dir := t.TempDir()
	b.must(os.WriteFile(BackupNote{Sealed: true}.Database(dir), nil, 0o600))
	if _, err := b.Backup(ctx, dir); !errors.Is(err, os.ErrExist) {
		t.Error(err)
	}
	if left, err := os.ReadDir(b.Files.TempDir()); err != nil || len(left) != 0 {
		t.Errorf("%v, %v", left, err)
	}
	if _, err := os.Stat(filepath.Join(dir, backupDB)); err == nil {
		t.Error("the copy lies in the clear")
	}
}
