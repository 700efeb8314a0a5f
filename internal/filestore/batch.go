package filestore

import (
	"errors"
	"io"
)

// batchSize is how many files are made durable together. Each is open until then.
const batchSize = 64

// A Batch stores many files whose order does not matter, and makes them durable together:
// what was put is stored when Flush returned nil after it. It is used by one goroutine and
// ends with Flush or Discard.
type Batch struct {
	store  *Store
	staged []*Staged
}

// Batch begins one.
func (s *Store) Batch() *Batch { return &Batch{store: s} }

// Put takes all that r gives and returns its hash and its size in bytes. It fails as
// Stage and Commit do.
func (b *Batch) Put(r io.Reader) (Hash, int64, error) {
	st, err := b.store.Stage(r, 0)
	if err != nil {
		return "", 0, err
	}
	b.staged = append(b.staged, st)
	if len(b.staged) >= batchSize {
		err = b.Flush()
	}
	return st.Hash, st.Size, err
}

// Flush makes durable what was put so far.
func (b *Batch) Flush() error {
	if len(b.staged) == 0 {
		return nil
	}
	err := b.store.Commit(b.staged...)
	b.staged = nil
	return err
}

// Discard gives up what is not durable yet. After Flush it does nothing.
func (b *Batch) Discard() {
	for _, st := range b.staged {
		st.Discard()
	}
	b.staged = nil
}

// CopyTo puts the file of that hash into the batch of another store. One that has changed
// on the disk fails with fault.Internal, code file_damaged.
func (s *Store) CopyTo(b *Batch, h Hash) (size int64, err error) {
	f, err := s.Open(h)
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	got, size, err := b.Put(f)
	if err == nil && got != h {
		err = damaged(h)
	}
	return size, err
}
