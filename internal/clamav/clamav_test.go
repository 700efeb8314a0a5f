package clamav_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"math/rand/v2"
	"testing"
	"time"

	"mingda/internal/clamav"
	"mingda/internal/clamav/clamavtest"
)

func running(t *testing.T) *clamavtest.Server {
	t.Helper()
	s, err := clamavtest.New()
	if errors.Is(err, clamavtest.ErrMissing) {
		t.Skip(err)
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	if err := s.Run(); err != nil {
		t.Fatal(err)
	}
	return s
}

func noise(n int) []byte {
	b := make([]byte, n)
	rand.NewChaCha8([32]byte{1}).Read(b)
	return b
}

// What a real clamd answers, by both of its sockets.
func TestScan(t *testing.T) {
	s := running(t)
	for name, scanner := range map[string]*clamav.Scanner{"tcp": s.TCP, "unix": s.Unix} {
		t.Run(name, func(t *testing.T) {
			if v, err := scanner.Scan(t.Context(), bytes.NewReader(clamavtest.Bad())); err != nil || v.Signature != clamavtest.Signature {
				t.Errorf("harmful: %+v, %v", v, err)
			}
			for _, size := range []int{0, 1, 64 << 10, 6 << 20} {
				if v, err := scanner.Scan(t.Context(), bytes.NewReader(noise(size))); err != nil || v.Signature != "" {
					t.Errorf("%d clean bytes: %+v, %v", size, v, err)
				}
			}
			if _, err := scanner.Scan(t.Context(), bytes.NewReader(noise((clamavtest.Limit+4)<<20))); !errors.Is(err, clamav.ErrTooLarge) {
				t.Errorf("above the limit of the scanner: %v", err)
			}
			if v, err := scanner.Version(t.Context()); err != nil || v == "" {
				t.Errorf("version %q, %v", v, err)
			}
		})
	}
}

// A reader that does something before its second piece.
type meanwhile struct {
	pieces int
	do     func()
}

func (m *meanwhile) Read(b []byte) (int, error) {
	if m.pieces++; m.pieces == 2 {
		m.do()
	}
	if m.pieces > 50 {
		return 0, io.EOF
	}
	return copy(b, noise(64<<10)), nil
}

// A scanner that dies within a scan, or stands still, gives no verdict; and there
// is one again when it is back.
func TestScannerGoes(t *testing.T) {
	s := running(t)
	_, err := s.TCP.Scan(t.Context(), &meanwhile{do: func() {
		if err := s.Kill(); err != nil {
			t.Error(err)
		}
	}})
	if !errors.Is(err, clamav.ErrCut) {
		t.Errorf("killed within the scan: %v", err)
	}
	if _, err := s.TCP.Scan(t.Context(), bytes.NewReader(nil)); err == nil || errors.Is(err, clamav.ErrCut) {
		t.Errorf("nobody listens: %v", err)
	}
	if err := s.Run(); err != nil {
		t.Fatal(err)
	}
	if v, err := s.TCP.Scan(t.Context(), bytes.NewReader(clamavtest.Bad())); err != nil || v.Signature == "" {
		t.Errorf("back again: %+v, %v", v, err)
	}
	hasty := *s.TCP
	hasty.Wait = 200 * time.Millisecond
	if _, err := hasty.Scan(t.Context(), &meanwhile{do: func() {
		if err := s.Pause(); err != nil {
			t.Error(err)
		}
	}}); !errors.Is(err, clamav.ErrCut) {
		t.Errorf("stands still: %v", err)
	}
	gone, leave := context.WithCancel(t.Context())
	if _, err := s.TCP.Scan(gone, &meanwhile{do: leave}); !errors.Is(err, context.Canceled) {
		t.Errorf("the asker went away: %v", err)
	}
	broken := errors.New("the disk")
	if _, err := hasty.Scan(t.Context(), io.MultiReader(bytes.NewReader(noise(100)), failing{broken})); !errors.Is(err, broken) || errors.Is(err, clamav.ErrCut) {
		t.Errorf("what is scanned cannot be read: %v", err)
	}
}

type failing struct{ err error }

func (f failing) Read([]byte) (int, error) { return 0, f.err }
