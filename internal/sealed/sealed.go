// Package sealed is the form in which files lie encrypted on a disk: streams of any length,
// sealed and opened piece by piece with SM4-GCM, so that none is ever held in memory.
//
//	header  32 bytes: 8 the mark of the format, 8 the name of the key, 16 drawn for this file
//	pieces  64 KiB of content each, the last one shorter, each with 16 bytes of its tag
//	end     the SHA-256 of the content, with 16 bytes of its tag
//
// The key of a file is stretched of the key and what was drawn for the file (HKDF with SM3),
// so that no two files share one. The nonce of a piece is its place; that of the end says
// after how many pieces it comes. A piece that was changed, swapped or left out does not
// open, nor does the end of a file that was cut or that is called by another hash; the
// end is opened first. All is bound to the header.
package sealed

import (
	"crypto/cipher"
	"crypto/hkdf"
	"encoding/binary"
	"errors"
	"fmt"
	"io"

	"github.com/emmansun/gmsm/sm3"
	"github.com/emmansun/gmsm/sm4"
)

const (
	mark      = "mingda\x00\x01"
	nameSize  = 8
	saltSize  = 16
	pieceSize = 64 << 10
	tagSize   = 16
	sumSize   = 32 // SHA-256

	headerSize = len(mark) + nameSize + saltSize
	endSize    = sumSize + tagSize
)

// ErrOtherKey is returned for what was sealed with a key that is not there.
var ErrOtherKey = errors.New("sealed with another key")

// ErrDamaged is returned for what was changed or cut since it was sealed.
var ErrDamaged = errors.New("changed or cut off since it was sealed")

// A Key seals files. Its name, 16 hex digits, tells nothing of it and stands in every file.
type Key struct {
	Name   [nameSize]byte
	Secret []byte
}

// Keys are what opens files; the first one seals. They are safe for concurrent use.
type Keys struct {
	all    []Key
	random io.Reader
}

// NewKeys returns keys that draw from random. The first one seals.
func NewKeys(random io.Reader, seals Key, older ...Key) *Keys {
	return &Keys{append([]Key{seals}, older...), random}
}

// Current returns the name of the key that seals.
func (k *Keys) Current() [nameSize]byte { return k.all[0].Name }

// Names returns the names of all keys, that of the one that seals first.
func (k *Keys) Names() (all [][nameSize]byte) {
	for _, key := range k.all {
		all = append(all, key.Name)
	}
	return all
}

// KeyOf returns the name of the key of something sealed, by its beginning (NameSize bytes or more).
func KeyOf(begin []byte) (name [nameSize]byte, ok bool) {
	if len(begin) < NameSize || !IsSealed(begin) {
		return name, false
	}
	return [nameSize]byte(begin[len(mark):NameSize]), true
}

// header draws the header of a new file, and makes its cipher.
func (k *Keys) header() (header []byte, aead cipher.AEAD, err error) {
	header = append(append([]byte(mark), k.all[0].Name[:]...), make([]byte, saltSize)...)
	if _, err := io.ReadFull(k.random, header[headerSize-saltSize:]); err != nil {
		return nil, nil, fmt.Errorf("draw the salt of a sealed file: %w", err)
	}
	aead, err = cipherOf(k.all[0], header)
	return header, aead, err
}

// of makes the cipher of a file that has the header.
func (k *Keys) of(header []byte) (cipher.AEAD, error) {
	for _, key := range k.all {
		if string(header[len(mark):len(mark)+nameSize]) == string(key.Name[:]) {
			return cipherOf(key, header)
		}
	}
	return nil, ErrOtherKey
}

func cipherOf(key Key, header []byte) (cipher.AEAD, error) {
	own, err := hkdf.Key(sm3.New, key.Secret, header[headerSize-saltSize:], "mingda sealed file", 16)
	if err != nil {
		return nil, err
	}
	block, err := sm4.NewCipher(own)
	if err != nil {
		return nil, err
	}
	return cipher.NewGCM(block)
}

// What a nonce begins with.
const (
	aPiece = 1
	theEnd = 2
)

func nonce(kind byte, place int64) []byte {
	n := make([]byte, 12)
	n[0] = kind
	binary.BigEndian.PutUint64(n[4:], uint64(place))
	return n
}

// IsSealed tells what is sealed by its first bytes, of which there may be fewer.
func IsSealed(begin []byte) bool { return len(begin) >= len(mark) && string(begin[:len(mark)]) == mark }

// NameSize is how many bytes KeyOf looks at.
const NameSize = len(mark) + nameSize
