package filestore

import (
	"fmt"
	"runtime"
	"runtime/debug"
	"syscall"
)

// View lets read look at the raw file's content where it lies on the disk,
// without taking it into memory of the process: the kernel holds what is being
// looked at and may drop it at any time. raw may not be changed, and nothing
// of it may be used after read has returned. View fails as Open does, with the
// error of read, and with an error where the disk does not give the bytes.
func (s *Store) View(h Hash, read func(raw []byte) error) (err error) {
	f, err := s.Open(h)
	if err != nil {
		return err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return err
	}
	if info.Size() == 0 {
		return read(nil) // nothing cannot be mapped
	}
	raw, err := syscall.Mmap(int(f.Fd()), 0, int(info.Size()), syscall.PROT_READ, syscall.MAP_PRIVATE)
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
