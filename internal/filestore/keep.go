package filestore

import (
	"errors"
	"os"
	"path/filepath"
	"syscall"
)

// Keep has nothing removed from the store, by no process, until release is called or this
// process ends: while all files of a moment are copied. Removing is put off meanwhile.
func (s *Store) Keep() (release func() error, err error) {
	f, err := s.locked(syscall.LOCK_SH)
	if err != nil {
		return nil, err
	}
	return f.Close, nil
}

// removing calls do while nobody keeps; else it does nothing.
func (s *Store) removing(do func() error) error {
	f, err := s.locked(syscall.LOCK_EX | syscall.LOCK_NB)
	if errors.Is(err, syscall.EWOULDBLOCK) {
		return nil
	}
	if err != nil {
		return err
	}
	defer f.Close()
	return do()
}

// locked locks what stands for the right to remove.
func (s *Store) locked(how int) (*os.File, error) {
	f, err := os.Open(filepath.Join(s.root, incomingDir))
	if err != nil {
		return nil, err
	}
	if err := flock(f, how); err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return f, nil
}

// naming gives names to files, or takes them, while nobody else does, in no process.
func (s *Store) naming(do func() error) error {
	root, err := os.Open(s.root)
	if err != nil {
		return err
	}
	defer root.Close() // and with it ends the lock
	if err := flock(root, syscall.LOCK_EX); err != nil {
		return err
	}
	return do()
}

func flock(f *os.File, how int) error {
	for {
		if err := syscall.Flock(int(f.Fd()), how); !errors.Is(err, syscall.EINTR) {
			return err
		}
	}
}
