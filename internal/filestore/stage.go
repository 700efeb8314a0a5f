package filestore

import (
	"bytes"
	"crypto/sha256"
	"io"
	"os"
	"path/filepath"

	"mingda/internal/fault"
)

// A Staged file is written and hashed, but neither synced nor named yet: the
// door knows what it would keep, and can announce it before it is kept. It is
// used by one goroutine and ends with Commit or Discard.
type Staged struct {
	Hash Hash  // of the whole content
	Size int64 // in bytes
	file *os.File
}

// Stage writes all that r gives to a file aside and hashes it on the way. More
// than limit bytes fail with fault.Invalid, code file_too_big, after limit
// bytes are read; limit 0 means any size. A full disk fails with
// fault.Unavailable, code disk_full. An error of r is returned as it is. After
// a failure nothing is left behind.
func (s *Store) Stage(r io.Reader, limit int64) (*Staged, error) {
	f, err := os.CreateTemp(filepath.Join(s.root, tmpDir), "raw-*")
	if err != nil {
		return nil, explained(err)
	}
	st := &Staged{file: f}
	if limit > 0 {
		r = io.LimitReader(r, limit+1)
	}
	st.Hash, st.Size, err = s.write(f, r)
	if err == nil && limit > 0 && st.Size > limit {
		err = tooBig(limit)
	}
	if err == nil {
		err = f.Chmod(0o400) // from here on nobody writes to it
	}
	if err != nil {
		st.Discard()
		return nil, explained(err)
	}
	return st, nil
}

// write writes all that r gives as it is to lie on the disk, and hashes it.
func (s *Store) write(to io.Writer, r io.Reader) (Hash, int64, error) {
	if s.keys == nil {
		sum := sha256.New()
		size, err := io.Copy(io.MultiWriter(to, sum), r)
		return hexOf(sum.Sum(nil)), size, err
	}
	w, err := s.keys.NewWriter(to)
	if err != nil {
		return "", 0, err
	}
	size, err := io.Copy(w, r)
	if err == nil {
		err = w.Close()
	}
	return hexOf(w.Sum()), size, err
}

// Aside writes all that r gives, in the clear, to a file that nobody else sees and that is
// gone when it is closed, or with the process; it is open at its beginning. It
// fails as Stage does.
func (s *Store) Aside(r io.Reader) (*os.File, error) {
	f, err := os.CreateTemp(filepath.Join(s.root, tmpDir), "aside-*")
	if err != nil {
		return nil, explained(err)
	}
	err = os.Remove(f.Name())
	if err == nil {
		_, err = io.Copy(f, r)
	}
	if err == nil {
		_, err = f.Seek(0, io.SeekStart)
	}
	if err != nil {
		f.Close()
		return nil, explained(err)
	}
	return f, nil
}

// TempDir is a folder for what is written meanwhile; what is left of it is swept at the
// next start.
func (s *Store) TempDir() string { return filepath.Join(s.root, tmpDir) }

// Discard gives the staged file up. After Commit, or a second time, it does
// nothing, so that a door may always defer it.
func (st *Staged) Discard() {
	if st.file == nil {
		return
	}
	os.Remove(st.file.Name())
	st.file.Close()
	st.file = nil
}

// Commit makes the staged files durable and gives them their names: when it
// returns nil, each file and its folder are on the disk. Content the store
// already holds is left as it is and made durable all the same, because the
// goroutine that put it there may not have synced the folder yet. When Commit
// fails, some of the files may be stored and all others are discarded; nothing
// may be acknowledged. A full disk fails with fault.Unavailable, code disk_full.
func (s *Store) Commit(staged ...*Staged) error {
	defer func() {
		for _, st := range staged {
			st.Discard()
		}
	}()
	if err := eachOf(len(staged), func(i int) error { return staged[i].file.Sync() }); err != nil {
		return explained(err)
	}
	folders := map[string]bool{}
	err := s.naming(func() error {
		for _, st := range staged {
			path := s.Path(st.Hash)
			folders[filepath.Dir(path)] = true
			if err := st.settleAt(path); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return explained(err)
	}
	paths := make([]string, 0, len(folders))
	for dir := range folders {
		paths = append(paths, dir)
	}
	return explained(syncPaths(paths))
}

// settleAt gives the synced file its name. A file of the same content that has
// it already is replaced, so that the age of a file is counted from the last
// time somebody stored it (see Remove), and one damaged from outside is mended.
func (st *Staged) settleAt(path string) error {
	if err := os.Rename(st.file.Name(), path); err != nil {
		return err
	}
	st.file.Close()
	st.file = nil
	return nil
}

// Put stages and commits all that r gives, and returns its hash and its size
// in bytes. It fails as Stage and Commit do.
func (s *Store) Put(r io.Reader, limit int64) (Hash, int64, error) {
	st, err := s.Stage(r, limit)
	if err != nil {
		return "", 0, err
	}
	if err := s.Commit(st); err != nil {
		return "", 0, err
	}
	return st.Hash, st.Size, nil
}

// PutBytes stages and commits b and returns its hash.
func (s *Store) PutBytes(b []byte) (Hash, error) {
	h, _, err := s.Put(bytes.NewReader(b), 0)
	return h, err
}

func tooBig(limit int64) *fault.Error {
	return fault.New(fault.Invalid, "file_too_big", (limit+1<<20-1)>>20)
}
