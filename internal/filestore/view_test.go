package filestore

import (
	"errors"
	"io"
	"os"
	"strings"
	"testing"

	"mingda/internal/fault"
)

// TestView looks at files in place, also an empty one and one that is gone.
func TestView(t *testing.T) {
	s := open(t)
	for _, content := range []string{"", "申请", strings.Repeat("0123456789abcdef", 1<<16)} {
		h, err := s.PutBytes([]byte(content))
		if err != nil {
			t.Fatal(err)
		}
		seen := "nothing"
		if err := s.View(h, func(raw []byte) error { seen = string(raw); return io.ErrUnexpectedEOF }); !errors.Is(err, io.ErrUnexpectedEOF) {
			t.Error(err)
		}
		if seen != content {
			t.Errorf("%d bytes are seen as %d", len(content), len(seen))
		}
	}
	err := s.View(HashOf([]byte("never stored")), func([]byte) error { return nil })
	if fault.KindOf(err) != fault.NotFound {
		t.Error(err)
	}
}

// TestViewOfLostBytes: a disk that does not give the bytes is an error, not the
// end of the server. What a caller does wrong is no matter of the disk.
func TestViewOfLostBytes(t *testing.T) {
	s := open(t)
	h, err := s.PutBytes(make([]byte, 1<<16))
	if err != nil {
		t.Fatal(err)
	}
	err = s.View(h, func(raw []byte) error {
		if err := os.Chmod(s.Path(h), 0o600); err != nil {
			return err
		}
		if err := os.Truncate(s.Path(h), 0); err != nil {
			return err
		}
		if raw[1<<15] != 0 {
			t.Error("the bytes changed")
		}
		return nil
	})
	if err == nil || !strings.Contains(err.Error(), "cannot be read") {
		t.Error(err)
	}
	other, err := s.PutBytes([]byte("x"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if recover() != "a mistake" {
			t.Error("the panic was swallowed")
		}
	}()
	_ = s.View(other, func([]byte) error { panic("a mistake") })
}
