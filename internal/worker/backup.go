package worker

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"mingda/internal/calendar"
	"mingda/internal/desk"
)

// A Backup says where copies are made, when, and how many are kept.
type Backup struct {
	Dir  string // empty: none
	At   TimeOfDay
	Keep int // finished copies; at least 1
}

// backupPrefix begins the name of each copy; the rest is when it was begun, in
// Asia/Shanghai. Nothing else in the folder is touched.
const backupPrefix = "mingda-"

const backupLayout = backupPrefix + "20060102-150405"

// backup makes a copy into a folder of its own and removes the oldest beyond
// Keep, and unfinished ones, once the new one is whole.
func (w *Worker) backup(ctx context.Context) error {
	name := w.Now().In(calendar.Zone).Format(backupLayout)
	note, err := w.Desk.Backup(ctx, filepath.Join(w.Backup.Dir, name))
	if err != nil {
		return fmt.Errorf("backup %s: %w", name, err)
	}
	w.Log.Info("backup made", "name", name, "entries", note.Seq, "head", note.Head, "files", note.Files)
	return w.Backup.prune(name)
}

// A copied is one copy in the folder.
type copied struct {
	name string
	at   time.Time // when it was begun; zero if it is not finished
}

// copies lists the copies, the newest first, those that are not finished last.
func (b Backup) copies() ([]copied, error) {
	entries, err := os.ReadDir(b.Dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var all []copied
	for _, e := range entries {
		at, err := time.ParseInLocation(backupLayout, e.Name(), calendar.Zone)
		if err != nil || !e.IsDir() {
			continue
		}
		if _, err := desk.ReadBackupNote(filepath.Join(b.Dir, e.Name())); err != nil {
			at = time.Time{}
		}
		all = append(all, copied{e.Name(), at})
	}
	slices.SortFunc(all, func(x, y copied) int { return cmp.Or(y.at.Compare(x.at), strings.Compare(y.name, x.name)) })
	return all, nil
}

// Finished returns the folders of the finished copies, by their names.
func (b Backup) Finished() (map[string]string, error) {
	all, err := b.copies()
	folders := map[string]string{}
	for _, c := range all {
		if !c.at.IsZero() {
			folders[c.name] = filepath.Join(b.Dir, c.name)
		}
	}
	return folders, err
}

// Newest returns when the newest finished copy was begun, zero without one: so
// a copy that was missed is made at the next start.
func (b Backup) Newest() time.Time {
	all, err := b.copies()
	if err != nil || len(all) == 0 {
		return time.Time{}
	}
	return all[0].at
}

// prune removes finished copies beyond Keep and those that are not finished,
// but never the one just made, whatever the clock said before.
func (b Backup) prune(made string) error {
	all, err := b.copies()
	if err != nil {
		return err
	}
	kept := 1 // the one just made
	var failed error
	for _, c := range all {
		if c.name == made {
			continue
		}
		if !c.at.IsZero() && kept < b.Keep {
			kept++
			continue
		}
		failed = errors.Join(failed, os.RemoveAll(filepath.Join(b.Dir, c.name)))
	}
	return failed
}
