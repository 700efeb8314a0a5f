package worker

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"mingda/internal/desk"
	"mingda/internal/filestore"
	"mingda/internal/office"
)

func mustAgency(t *testing.T, d *desk.Desk) office.Agency {
	t.Helper()
	all, err := d.Agencies(t.Context())
	if err != nil || len(all) == 0 {
		t.Fatal(all, err)
	}
	return all[0]
}

// TestBackup makes four copies, keeps two, drops one that was never finished,
// and leaves alone what is none of its own.
func TestBackup(t *testing.T) {
	dir := t.TempDir()
	now := time.Date(2026, 11, 20, 2, 30, 0, 0, time.UTC)
	w := newWorker(newDesk(t))
	w.Now = func() time.Time { return now }
	w.Backup = Backup{Dir: dir, At: TimeOfDay{2, 30}, Keep: 2}
	for _, name := range []string{"mingda-20261101-023000", "mingda-old", "other"} {
		if err := os.Mkdir(filepath.Join(dir, name), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	if last := w.Backup.Newest(); !last.IsZero() {
		t.Error("an unfinished copy counts", last)
	}
	for range 4 {
		if err := w.backup(t.Context()); err != nil {
			t.Fatal(err)
		}
		if last := w.Backup.Newest(); !last.Equal(now) {
			t.Errorf("newest %v, want %v", last, now)
		}
		now = now.Add(24 * time.Hour)
	}
	if got := names(t, dir); !slices.Equal(got, []string{"mingda-20261122-103000", "mingda-20261123-103000", "mingda-old", "other"}) {
		t.Error(got)
	}
	now = now.Add(-30 * 24 * time.Hour) // a clock set back: the new copy is kept all the same
	if err := w.backup(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got := names(t, dir); !slices.Equal(got, []string{"mingda-20261025-103000", "mingda-20261123-103000", "mingda-old", "other"}) {
		t.Error(got)
	}
}

func names(t *testing.T, dir string) []string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, e := range entries {
		all = append(all, e.Name())
	}
	return all
}

// TestVerify finds a raw file that was changed on the disk.
func TestVerify(t *testing.T) {
	d := newDesk(t)
	w := newWorker(d)
	err := d.TakeMails(t.Context(), []desk.RawMail{{Agency: mustAgency(t, d).ID, Mailbox: "box", Body: bytes.NewReader(requestMail("a", "b", ""))}})
	if err != nil {
		t.Fatal(err)
	}
	if err := w.verify(t.Context()); err != nil {
		t.Fatal(err)
	}
	path := d.Files.Path(filestore.Hash(inputs(t, d)[0].File))
	if err := os.Chmod(path, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte("changed"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := w.verify(t.Context()); err == nil {
		t.Error("a changed file was not found")
	}
	if err := w.sealOld(t.Context()); err == nil || w.allSealed {
		t.Errorf("a changed file is sealed, or forgotten: %v", err)
	}
}
