package sealed

import (
	"crypto/cipher"
	"errors"
	"fmt"
	"io"
	"sync"
)

// A Reader opens a sealed stream at any place. It may be used from many goroutines.
type Reader struct {
	from   io.ReaderAt
	header []byte
	aead   cipher.AEAD
	size   int64 // of the content
	sum    []byte

	mu     sync.Mutex
	place  int64  // of the piece that is held; -1: none
	piece  []byte // its content
	sealed []byte
}

// Open opens what lies sealed in the first size bytes of from. It fails with ErrOtherKey
// and with ErrDamaged; a piece in the middle is looked at when it is read.
func (k *Keys) Open(from io.ReaderAt, size int64) (*Reader, error) {
	r := &Reader{from: from, header: make([]byte, headerSize), place: -1}
	if size < int64(headerSize+endSize) {
		return nil, ErrDamaged
	}
	if err := readAt(from, r.header, 0); err != nil {
		return nil, err
	}
	if !IsSealed(r.header) {
		return nil, ErrDamaged
	}
	var err error
	if r.aead, err = k.of(r.header); err != nil {
		return nil, err
	}
	body := size - int64(headerSize+endSize)
	pieces := (body + pieceSize + tagSize - 1) / (pieceSize + tagSize)
	if r.size = body - pieces*tagSize; r.size < 0 {
		return nil, ErrDamaged
	}
	end := make([]byte, endSize)
	if err := readAt(from, end, size-int64(endSize)); err != nil {
		return nil, err
	}
	if r.sum, err = r.aead.Open(nil, nonce(theEnd, pieces), end, r.header); err != nil {
		return nil, fmt.Errorf("its end: %w", ErrDamaged)
	}
	return r, nil
}

// Size returns the length of the content in bytes.
func (r *Reader) Size() int64 { return r.size }

// Sum returns the SHA-256 that the content had when it was sealed.
func (r *Reader) Sum() []byte { return r.sum }

// ReadAt reads content as io.ReaderAt says. It fails with ErrDamaged.
func (r *Reader) ReadAt(p []byte, off int64) (n int, err error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for n < len(p) {
		at := off + int64(n)
		if at >= r.size {
			return n, io.EOF
		}
		if err := r.hold(at / pieceSize); err != nil {
			return n, err
		}
		n += copy(p[n:], r.piece[at%pieceSize:])
	}
	return n, nil
}

// hold opens the piece at a place, if it is not the one that is held.
func (r *Reader) hold(place int64) error {
	if r.place == place {
		return nil
	}
	r.place = -1
	if r.sealed == nil {
		r.sealed, r.piece = make([]byte, pieceSize+tagSize), make([]byte, pieceSize)
	}
	sealed := r.sealed[:min(pieceSize, r.size-place*pieceSize)+tagSize]
	if err := readAt(r.from, sealed, int64(headerSize)+place*(pieceSize+tagSize)); err != nil {
		return err
	}
	piece, err := r.aead.Open(r.piece[:0], nonce(aPiece, place), sealed, r.header)
	if err != nil {
		return fmt.Errorf("at byte %d: %w", place*pieceSize, ErrDamaged)
	}
	r.place, r.piece = place, piece
	return nil
}

// readAt fills p. That there is less is damage.
func readAt(from io.ReaderAt, p []byte, off int64) error {
	n, err := from.ReadAt(p, off)
	if n == len(p) {
		return nil
	}
	if err == nil || errors.Is(err, io.EOF) {
		return ErrDamaged
	}
	return err
}
