package filestore

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"mingda/internal/sealed"
)

// An IntentID names one announced intent.
type IntentID string

// An Intent is a note of something received that may have no row yet.
type Intent struct {
	ID        IntentID
	Announced time.Time // when, by the file system's clock
	Body      []byte    // what the door wrote: JSON that says how to make the row
}

const intentPrefix = "intent-"

// Announce notes durably that something is on its way to a row. When it
// returns nil, Intents gives the note back until it is settled, whatever
// happens to the process or the power. The note is whole or not there at all.
// A full disk fails with fault.Unavailable, code disk_full.
func (s *Store) Announce(intent []byte) (IntentID, error) {
	ids, err := s.AnnounceAll([][]byte{intent})
	if err != nil {
		return "", err
	}
	return ids[0], nil
}

// AnnounceAll announces many intents with one sync of the folder. It announces
// all of them or, when it fails, none that matter: what a failure leaves
// behind names files that were never acknowledged.
func (s *Store) AnnounceAll(intents [][]byte) ([]IntentID, error) {
	ids := make([]IntentID, len(intents))
	err := eachOf(len(intents), func(i int) error {
		var err error
		ids[i], err = s.writeIntent(intents[i])
		return err
	})
	if err == nil {
		err = syncPaths([]string{filepath.Join(s.root, incomingDir)})
	}
	if err != nil {
		for _, id := range ids {
			_ = s.Settle(id) // the failure before it is the one to tell
		}
		return nil, explained(err)
	}
	return ids, nil
}

// writeIntent writes the note aside, syncs it and gives it its name, so that
// no torn note can ever be read.
func (s *Store) writeIntent(body []byte) (IntentID, error) {
	f, err := os.CreateTemp(filepath.Join(s.root, tmpDir), intentPrefix+"*")
	if err != nil {
		return "", err
	}
	defer f.Close()
	_, _, err = s.write(f, bytes.NewReader(body))
	if err == nil {
		err = f.Sync()
	}
	id := IntentID(filepath.Base(f.Name()))
	if err == nil {
		err = os.Rename(f.Name(), s.intentPath(id))
	}
	if err != nil {
		os.Remove(f.Name())
		return "", err
	}
	return id, nil
}

// Settle removes intents whose rows are committed, or that came to nothing.
// One that is already gone is no error.
func (s *Store) Settle(ids ...IntentID) error {
	for _, id := range ids {
		if !strings.HasPrefix(string(id), intentPrefix) {
			continue
		}
		if err := os.Remove(s.intentPath(id)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return nil
}

// Intents returns what has been announced and not settled, oldest first as far
// as the file system's clock tells them apart (some milliseconds). One
// that the caller cannot read was damaged from outside: it is the caller's to
// report, and to settle if nothing can be made of it.
func (s *Store) Intents() ([]Intent, error) {
	entries, err := os.ReadDir(filepath.Join(s.root, incomingDir))
	if err != nil {
		return nil, err
	}
	var all []Intent
	for _, e := range entries {
		id := IntentID(e.Name())
		info, err := e.Info()
		if err != nil || !strings.HasPrefix(e.Name(), intentPrefix) {
			continue
		}
		body, err := s.readIntent(id)
		if errors.Is(err, fs.ErrNotExist) {
			continue // settled meanwhile
		}
		if err != nil {
			return nil, err
		}
		all = append(all, Intent{ID: id, Announced: info.ModTime(), Body: body})
	}
	slices.SortFunc(all, func(a, b Intent) int {
		return cmp.Or(a.Announced.Compare(b.Announced), cmp.Compare(a.ID, b.ID))
	})
	return all, nil
}

// readIntent reads a note. What was changed from outside is returned as it lies.
func (s *Store) readIntent(id IntentID) ([]byte, error) {
	body, err := os.ReadFile(s.intentPath(id))
	if err != nil || s.keys == nil || !sealed.IsSealed(body) {
		return body, err
	}
	r, err := s.keys.Open(bytes.NewReader(body), int64(len(body)))
	if err != nil {
		if errors.Is(err, sealed.ErrDamaged) {
			return body, nil
		}
		return nil, fmt.Errorf("intent %s: %w", id, err)
	}
	return io.ReadAll(io.NewSectionReader(r, 0, r.Size()))
}

func (s *Store) intentPath(id IntentID) string {
	return filepath.Join(s.root, incomingDir, filepath.Base(string(id)))
}
