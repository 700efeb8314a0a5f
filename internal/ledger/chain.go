package ledger

import (
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"io"
	"time"

	"github.com/emmansun/gmsm/sm3"
)

// TimeLayout is how instants are written in the ledger and its database: UTC
// with milliseconds, so that text order is time order.
const TimeLayout = "2006-01-02T15:04:05.000Z"

// FormatTime writes an instant by TimeLayout.
func FormatTime(t time.Time) string { return t.UTC().Format(TimeLayout) }

// Chain returns the hash of the entry: SM3 over the hash of the entry before
// (empty for the first) and every chained field, each with its length before
// it, so that no two different entries give the same bytes. The private part
// enters by its digest only.
func (e Entry) Chain(previous []byte) []byte {
	return Link(previous,
		number(e.Seq), []byte(e.Matter), number(e.Subject), number(int64(e.N)),
		[]byte(e.Type), []byte(e.On.String()), []byte(FormatTime(e.At)), number(e.By),
		e.Body, e.Salt, e.Digest)
}

// Link returns the hash of one link of a chain: SM3 over the hash of the link before and
// the fields of this one, each with its length before it.
func Link(previous []byte, fields ...[]byte) []byte {
	h := sm3.New()
	write := func(field []byte) {
		h.Write(number(int64(len(field)))) // a hash never fails to write
		h.Write(field)
	}
	write(previous)
	for _, field := range fields {
		write(field)
	}
	return h.Sum(nil)
}

// HashOf returns the SM3 of a text in hex, by which a copy of it is known.
func HashOf(text []byte) string {
	sum := sm3.Sum(text)
	return hex.EncodeToString(sum[:])
}

func number(n int64) []byte { return binary.BigEndian.AppendUint64(nil, uint64(n)) }

// SaltSize is the length of a private part's salt in bytes.
const SaltSize = 16

// NewDigest draws a salt from random and returns it with the salted digest of
// the private part. It returns nils where there is none.
func NewDigest(random io.Reader, private []byte) (salt, digest []byte, err error) {
	if private == nil {
		return nil, nil, nil
	}
	salt = make([]byte, SaltSize)
	if _, err := io.ReadFull(random, salt); err != nil {
		return nil, nil, fmt.Errorf("draw salt: %w", err)
	}
	return salt, digestOf(salt, private), nil
}

func digestOf(salt, private []byte) []byte {
	h := sm3.New()
	h.Write(salt)
	h.Write(private)
	return h.Sum(nil)
}
