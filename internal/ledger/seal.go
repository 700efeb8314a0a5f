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
	aeads  []cipher.AEAD // the first one seals, all open
	random io.Reader
}

// NewSealer returns a sealer with the key, drawing nonces from random. It also opens what
// was sealed with older keys.
func NewSealer(key []byte, random io.Reader, older ...[]byte) (*Sealer, error) {
	s := &Sealer{random: random}
	for _, key := range append([][]byte{key}, older...) {
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
		s.aeads = append(s.aeads, aead)
	}
	return s, nil
}

// Seal encrypts plain; what binds it to its place, such as the entry's number,
// goes into context and must be the same at Open.
func (s *Sealer) Seal(plain []byte, context string) ([]byte, error) {
	aead := s.aeads[0]
	nonce := make([]byte, aead.NonceSize(), aead.NonceSize()+len(plain)+aead.Overhead())
	if _, err := io.ReadFull(s.random, nonce); err != nil {
		return nil, fmt.Errorf("draw nonce: %w", err)
	}
	return aead.Seal(nonce, nonce, plain, []byte(context)), nil
}

// errSealed is what Open returns for text it cannot open.
var errSealed = errors.New("sealed text cannot be opened: wrong key, changed, or of another place")

// Open decrypts what Seal returned for the same context.
func (s *Sealer) Open(sealed []byte, context string) ([]byte, error) {
	plain, _, err := s.OpenBy(sealed, context)
	return plain, err
}

// OpenBy is Open, and says by which key it was sealed: 0 is the one that seals, the older
// ones follow in their order; which that is, only opening tells.
func (s *Sealer) OpenBy(sealed []byte, context string) (plain []byte, by int, err error) {
	n := s.aeads[0].NonceSize()
	if len(sealed) < n {
		return nil, 0, errSealed
	}
	for by, aead := range s.aeads {
		if plain, err := aead.Open(nil, sealed[:n], sealed[n:], []byte(context)); err == nil {
			return plain, by, nil
		}
	}
	return nil, 0, errSealed
}

// Keys returns how many keys there are.
func (s *Sealer) Keys() int { return len(s.aeads) }
