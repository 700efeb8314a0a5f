package sealed

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
)

// SealFile seals a file into a new one that only its owner can read, durably. What fails
// leaves no new file.
func (k *Keys) SealFile(from, to string) error {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	return newFile(to, func(out io.Writer) error {
		w, err := k.NewWriter(out)
		if err != nil {
			return err
		}
		if _, err := io.Copy(w, in); err != nil {
			return err
		}
		return w.Close()
	})
}

// OpenFile opens what SealFile sealed into a new file of the same kind. It fails with
// ErrOtherKey before anything is written, and with ErrDamaged, and then leaves no new file.
func (k *Keys) OpenFile(from, to string) error {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	r, err := k.openFile(in)
	if err == nil {
		err = newFile(to, func(out io.Writer) error {
			_, err := io.Copy(out, io.NewSectionReader(r, 0, r.Size()))
			return err
		})
	}
	if err != nil {
		return fmt.Errorf("%s: %w", filepath.Base(from), err)
	}
	return nil
}

// CanOpen says why a sealed file cannot be opened: ErrOtherKey, or ErrDamaged where it was
// cut. It reads its beginning and its end.
func (k *Keys) CanOpen(path string) error {
	in, err := os.Open(path)
	if err != nil {
		return err
	}
	defer in.Close()
	if _, err := k.openFile(in); err != nil {
		return fmt.Errorf("%s: %w", filepath.Base(path), err)
	}
	return nil
}

// KeyOfFile returns the name of the key of a sealed file.
func KeyOfFile(path string) (name [nameSize]byte, err error) {
	in, err := os.Open(path)
	if err != nil {
		return name, err
	}
	defer in.Close()
	begin := make([]byte, NameSize)
	if err := readAt(in, begin, 0); err != nil {
		return name, fmt.Errorf("%s: %w", filepath.Base(path), err)
	}
	name, ok := KeyOf(begin)
	if !ok {
		return name, fmt.Errorf("%s: %w", filepath.Base(path), ErrDamaged)
	}
	return name, nil
}

func (k *Keys) openFile(in *os.File) (*Reader, error) {
	info, err := in.Stat()
	if err != nil {
		return nil, err
	}
	return k.Open(in, info.Size())
}

func newFile(path string, write func(out io.Writer) error) error {
	out, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	err = write(out)
	if err == nil {
		err = out.Sync()
	}
	if err = errors.Join(err, out.Close()); err != nil {
		err = errors.Join(err, os.Remove(path))
	}
	return err
}
