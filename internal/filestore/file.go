package filestore

import (
	"errors"
	"io"
	"io/fs"
	"os"

	"mingda/internal/fault"
	"mingda/internal/sealed"
)

// A File is the content of a raw file, open for reading at any place: what lies sealed is
// opened piece by piece as it is read. It may be read at (ReadAt) from many goroutines.
type File struct {
	*io.SectionReader
	disk   *os.File
	sealed bool
	key    [8]byte // by which it is sealed
}

// Close gives the file back.
func (f *File) Close() error { return f.disk.Close() }

// Open opens the raw file for reading; the caller closes it. It fails with
// fault.NotFound, code file_missing, when there is none, which is also an
// fs.ErrNotExist; with fault.Internal, code file_other_key, when it was sealed with a key
// that is not there; and with code file_damaged when it was cut or exchanged. Reading fails
// with that code where the bytes were changed.
func (s *Store) Open(h Hash) (*File, error) {
	disk, err := os.Open(s.Path(h))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fault.New(fault.NotFound, "file_missing").Because(err)
	}
	if err != nil {
		return nil, err
	}
	f, err := s.opened(disk, h)
	if err != nil {
		return nil, errors.Join(err, disk.Close())
	}
	return f, nil
}

func (s *Store) opened(disk *os.File, h Hash) (*File, error) {
	info, err := disk.Stat()
	if err != nil {
		return nil, err
	}
	key, is, err := s.sealedBy(disk)
	if err != nil {
		return nil, err
	}
	if !is {
		return &File{SectionReader: io.NewSectionReader(disk, 0, info.Size()), disk: disk}, nil
	}
	content, err := s.keys.Open(disk, info.Size())
	if err != nil {
		return nil, unopened(h, err)
	}
	if hexOf(content.Sum()) != h {
		return nil, damaged(h)
	}
	return &File{io.NewSectionReader(contentOf{content, h}, 0, content.Size()), disk, true, key}, nil
}

// sealedBy tells how a file lies, and by which key. A store without keys seals nothing, so
// that what begins like something sealed is what somebody sent.
func (s *Store) sealedBy(disk *os.File) (key [8]byte, is bool, err error) {
	if s.keys == nil {
		return key, false, nil
	}
	begin := make([]byte, sealed.NameSize)
	n, err := disk.ReadAt(begin, 0)
	if err != nil && err != io.EOF {
		return key, false, err
	}
	key, is = sealed.KeyOf(begin[:n])
	return key, is, nil
}

// contentOf says of which file a piece does not open.
type contentOf struct {
	io.ReaderAt
	hash Hash
}

func (c contentOf) ReadAt(p []byte, off int64) (int, error) {
	n, err := c.ReaderAt.ReadAt(p, off)
	return n, unopened(c.hash, err)
}

// unopened names the file that could not be opened.
func unopened(h Hash, err error) error {
	switch {
	case errors.Is(err, sealed.ErrOtherKey):
		return fault.New(fault.Internal, "file_other_key", string(h[:12])).Because(err)
	case errors.Is(err, sealed.ErrDamaged):
		return damaged(h).Because(err)
	}
	return err
}

// ReadAll returns the raw file's content, which may have at most limit bytes;
// limit 0 means any size. It fails as Open does, and with fault.Invalid, code
// file_too_big, above the limit.
func (s *Store) ReadAll(h Hash, limit int64) ([]byte, error) {
	f, err := s.Open(h)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	if limit > 0 && f.Size() > limit {
		return nil, tooBig(limit)
	}
	return io.ReadAll(f)
}

// AtPath lends the content to a program that reads files by their path. What lies sealed is
// written aside in the clear for that long: in TempDir, readable by its owner only, and
// swept at the next start if the process dies meanwhile.
func (s *Store) AtPath(h Hash, use func(path string) error) error {
	f, err := s.Open(h)
	if err != nil {
		return err
	}
	defer f.Close()
	if !f.sealed {
		return use(s.Path(h))
	}
	lent, err := os.CreateTemp(s.TempDir(), "lent-*")
	if err != nil {
		return explained(err)
	}
	defer os.Remove(lent.Name())
	_, err = io.Copy(lent, f)
	if err := errors.Join(err, lent.Close()); err != nil {
		return explained(err)
	}
	return use(lent.Name())
}
