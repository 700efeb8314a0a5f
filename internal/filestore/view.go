package filestore

import (
	"fmt"
	"io"
	"runtime"
	"runtime/debug"
	"syscall"
)

// viewInMemory is up to which size, in bytes, a sealed file is opened in memory to be looked
// at.
const viewInMemory = 8 << 20

// View lets read look at the raw file's content where it lies on the disk,
// without taking it into memory of the process: the kernel holds what is being
// looked at and may drop it at any time. What lies sealed is opened first: in memory, or,
// when it is large, written aside (see Aside). raw may not be changed, and nothing
// of it may be used after read has returned. View fails as Open does, with the
// error of read, and with an error where the disk does not give the bytes.
func (s *Store) View(h Hash, read func(raw []byte) error) (err error) {
	f, err := s.Open(h)
	if err != nil {
		return err
	}
	defer f.Close()
	if f.Size() == 0 {
		return read(nil) // nothing cannot be mapped
	}
	lies := f.disk
	if f.sealed && f.Size() <= viewInMemory {
		raw := make([]byte, f.Size())
		if _, err := io.ReadFull(f, raw); err != nil {
			return err
		}
		return read(raw)
	} else if f.sealed {
		if lies, err = s.Aside(f); err != nil {
			return err
		}
		defer lies.Close()
	}
	raw, err := syscall.Mmap(int(lies.Fd()), 0, int(f.Size()), syscall.PROT_READ, syscall.MAP_PRIVATE)
	if err != nil {
		return fmt.Errorf("map raw file %s: %w", h, err)
	}
	defer syscall.Munmap(raw) // it cannot fail for what was mapped just so
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() {
		if fault := recover(); fault != nil {
			err = unreadable(h, fault)
		}
	}()
	return read(raw)
}

// unreadable makes an error of the fault by which the kernel says that the
// disk did not give the bytes. Any other panic goes on.
func unreadable(h Hash, fault any) error {
	at, ok := fault.(interface {
		runtime.Error
		Addr() uintptr
	})
	if !ok {
		panic(fault)
	}
	return fmt.Errorf("raw file %s cannot be read: %w", h, at)
}
