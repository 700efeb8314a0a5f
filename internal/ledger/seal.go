package ledger

import (
	"crypto/cipher"
	"errors"
	"fmt"
	"io"

	"github.com/emmansun/gmsm/sm4"
)

// KeySize is the length of a sealing key in bytes (SM4: 128 bits).
const KeySize = 16

// A Sealer encrypts personal data with SM4-GCM (GB/T 32907, GB/T 36624), so
// that the database alone gives away nothing. It is safe for concurrent use.
type Sealer struct {
	aead   cipher.AEAD
	random io.Reader
}

// NewSealer returns a sealer with the key, drawing nonces from random.
func NewSealer(key []byte, random io.Reader) (*Sealer, error) {
	if len(key) != KeySize {
		return nil, fmt.Errorf("sealing key has %d bytes, must have %d", len(key), KeySize)
	}
	block, err := sm4.NewCipher(key)
	if err != nil {
		return nil, err
	}
	aead, err := cipher.NewGCM(block)
	if err != nil {
		return nil, err
	}
	return &Sealer{aead, random}, nil
}

// Seal encrypts plain; what binds it to its place, such as the entry's number,
// goes into context and must be the same at Open.
func (s *Sealer) Seal(plain []byte, context string) ([]byte, error) {
	nonce := make([]byte, s.aead.NonceSize(), s.aead.NonceSize()+len(plain)+s.aead.Overhead())
	if _, err := io.ReadFull(s.random, nonce); err != nil {
		return nil, fmt.Errorf("draw nonce: %w", err)
	}
	return s.aead.Seal(nonce, nonce, plain, []byte(context)), nil
}

// errSealed is what Open returns for text it cannot open.
var errSealed = errors.New("sealed text cannot be opened: wrong key, changed, or of another place")

// Open decrypts what Seal returned for the same context.
func (s *Sealer) Open(sealed []byte, context string) ([]byte, error) {
	n := s.aead.NonceSize()
	if len(sealed) < n {
		return nil, errSealed
	}
	plain, err := s.aead.Open(nil, sealed[:n], sealed[n:], []byte(context))
	if err != nil {
		return nil, errSealed
	}
	return plain, nil
}
