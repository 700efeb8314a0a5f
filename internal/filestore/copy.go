package filestore

import (
	"errors"
	"io"
)

// CopyAsIs puts the file of that hash into another store of the same keys as it lies, so
// that it is not sealed anew; what lies in the clear is sealed. It is read through first:
// one that has changed on the disk fails with fault.Internal, code file_damaged, and nothing
// is stored.
func (s *Store) CopyAsIs(to *Store, h Hash) (err error) {
	f, err := s.Open(h)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	if err := verify(f, h); err != nil {
		return err
	}
	if _, err := f.Seek(0, io.SeekStart); err != nil {
		return err
	}
	if !f.sealed {
		_, _, err := to.Put(f, 0) // it was verified
		return err
	}
	asIs := Store{root: to.root} // without keys it writes what it is given
	st, err := asIs.Stage(f.disk, 0)
	if err != nil {
		return err
	}
	st.Hash = h
	return to.Commit(st)
}
