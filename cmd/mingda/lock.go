package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"syscall"
)

// lockData makes this process the only one that serves the data in dir, or
// restores into it; commands that only read or add go beside it. The lock ends
// with the process, however it ends, or when the returned func is called.
func lockData(dir string) (release func() error, err error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, err
	}
	f, err := os.OpenFile(filepath.Join(dir, lockName), os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, err
	}
	if err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); err != nil {
		f.Close() // nothing was written
		if errors.Is(err, syscall.EWOULDBLOCK) {
			return nil, fmt.Errorf("another mingda is serving %s", dir)
		}
		return nil, fmt.Errorf("lock %s: %w", f.Name(), err) // a file system without locks
	}
	return f.Close, nil
}

// lockName is the file in the data folder that is locked while it is served.
const lockName = "serving.lock"
