package sealed

import (
	"crypto/cipher"
	"crypto/sha256"
	"hash"
	"io"
)

// A Writer seals what is written to it. It ends with Close, without which nothing of it can
// be opened. It is used by one goroutine.
type Writer struct {
	to     io.Writer
	header []byte
	aead   cipher.AEAD
	sum    hash.Hash
	place  int64
	piece  []byte // what waits for the rest of its piece
	out    []byte
}

// NewWriter begins a sealed stream.
func (k *Keys) NewWriter(to io.Writer) (*Writer, error) {
	header, aead, err := k.header()
	if err != nil {
		return nil, err
	}
	if _, err := to.Write(header); err != nil {
		return nil, err
	}
	return &Writer{to: to, header: header, aead: aead, sum: sha256.New(), piece: make([]byte, 0, pieceSize), out: make([]byte, 0, pieceSize+tagSize)}, nil
}

// Write seals p. An error is that of the stream below.
func (w *Writer) Write(p []byte) (n int, err error) {
	for n < len(p) {
		part := p[n:min(len(p), n+pieceSize-len(w.piece))]
		w.piece = append(w.piece, part...)
		n += len(part)
		if len(w.piece) == pieceSize {
			if err := w.flush(); err != nil {
				return n, err
			}
		}
	}
	return n, nil
}

// flush seals the piece that waits.
func (w *Writer) flush() error {
	w.sum.Write(w.piece)
	_, err := w.to.Write(w.aead.Seal(w.out, nonce(aPiece, w.place), w.piece, w.header))
	w.piece = w.piece[:0]
	w.place++
	return err
}

// Close writes what waits and the end. It does not close the stream below.
func (w *Writer) Close() error {
	if len(w.piece) > 0 {
		if err := w.flush(); err != nil {
			return err
		}
	}
	_, err := w.to.Write(w.aead.Seal(w.out, nonce(theEnd, w.place), w.sum.Sum(nil), w.header))
	return err
}

// Sum returns the SHA-256 of the content. It is known after Close.
func (w *Writer) Sum() []byte { return w.sum.Sum(nil) }
