package filestore

import (
	"context"
	"errors"
	"os"
	"path/filepath"

	"mingda/internal/fault"
)

// SealOld seals the files that were stored before the store had keys or by an older one of
// them, and calls each, if it
// is not nil, with how many it has looked at. A file keeps its age. It may be cut anywhere
// and run again, beside everything else that uses the store, also in other processes: a file
// lies in the clear until its sealed copy is durable. A file whose bytes have changed is left
// as it is and is one of the damaged. A full disk ends it with fault.Unavailable, code
// disk_full. What the disk held of the old copy is not written over.
func (s *Store) SealOld(ctx context.Context, each func(looked int)) (count int, damaged []error, err error) {
	if s.keys == nil {
		return 0, nil, errors.New("a store without keys seals nothing")
	}
	looked := 0
	err = s.Walk(func(h Hash, _ int64) error {
		done, err := s.sealOld(h)
		if code := fault.CodeOf(err); code == "file_damaged" || code == "file_other_key" {
			damaged, err = append(damaged, err), nil
		}
		if done {
			count++
		}
		if looked++; each != nil {
			each(looked)
		}
		return errors.Join(err, ctx.Err())
	})
	return count, damaged, err
}

// Seals reports whether what comes in is sealed.
func (s *Store) Seals() bool { return s.keys != nil }

// sealOld puts a sealed copy in the place of a file, unless that was stored again or
// removed meanwhile.
func (s *Store) sealOld(h Hash) (done bool, err error) {
	f, err := s.Open(h)
	if fault.CodeOf(err) == "file_missing" {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	defer f.Close()
	if f.sealed && f.key == s.keys.Current() {
		return false, nil
	}
	was, err := f.disk.Stat()
	if err != nil {
		return false, err
	}
	st, err := s.Stage(f, 0)
	if err != nil {
		return false, err
	}
	defer st.Discard()
	if st.Hash != h {
		return false, damaged(h)
	}
	if err := os.Chtimes(st.file.Name(), was.ModTime(), was.ModTime()); err != nil {
		return false, err
	}
	if err := st.file.Sync(); err != nil {
		return false, explained(err)
	}
	err = s.naming(func() error {
		now, err := os.Stat(s.Path(h))
		if err != nil || !os.SameFile(now, was) {
			return nil // it is gone, or another is in its place
		}
		done = true
		return st.settleAt(s.Path(h))
	})
	if err != nil || !done {
		return false, explained(err)
	}
	return true, explained(syncPaths([]string{filepath.Dir(s.Path(h))}))
}

// SealedBy counts the files and the intents that lie sealed by the names of their keys; what
// lies in the clear is not counted.
func (s *Store) SealedBy(ctx context.Context) (map[[8]byte]int, error) {
	count := map[[8]byte]int{}
	look := func(path string) error {
		disk, err := os.Open(path)
		if errors.Is(err, os.ErrNotExist) {
			return nil // it is gone meanwhile
		}
		if err != nil {
			return err
		}
		defer disk.Close()
		key, is, err := s.sealedBy(disk)
		if is {
			count[key]++
		}
		return errors.Join(err, ctx.Err())
	}
	if err := s.Walk(func(h Hash, _ int64) error { return look(s.Path(h)) }); err != nil {
		return nil, err
	}
	waiting, err := os.ReadDir(filepath.Join(s.root, incomingDir))
	if err != nil {
		return nil, err
	}
	for _, e := range waiting {
		if err := look(filepath.Join(s.root, incomingDir, e.Name())); err != nil {
			return nil, err
		}
	}
	return count, nil
}
