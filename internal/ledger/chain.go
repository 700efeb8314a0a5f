package ledger

import (
	"bytes"
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

// A Finding is one thing the check found wrong, or worth saying, about an entry.
type Finding struct {
	Seq    int64
	Broken bool   // false: only to be said (an erased private part)
	What   string // in English, for the operator
}

// A Verifier checks entries in the order of the whole ledger.
type Verifier struct {
	head     []byte
	seq      int64
	versions map[subject]int
	Findings []Finding
}

type subject struct {
	matter Matter
	id     int64
}

// Check looks at the next entry: its place, its version, its private part
// against the digest, and its hash against the chain. After a broken entry it
// goes on from the stored hash, so that each broken entry is named once.
func (v *Verifier) Check(e Entry) {
	for _, what := range e.wrong(v.seq, v.head) {
		v.broken(e.Seq, "%s", what)
	}
	v.seq = e.Seq
	if v.versions == nil {
		v.versions = map[subject]int{}
	}
	s := subject{e.Matter, e.Subject}
	if e.N != v.versions[s]+1 {
		v.broken(e.Seq, "is number %d of %s %d, after number %d", e.N, e.Matter, e.Subject, v.versions[s])
	}
	v.versions[s] = e.N
	if e.Erased {
		v.Findings = append(v.Findings, Finding{Seq: e.Seq, What: "private part erased"})
	}
	v.head = e.Hash
}

// wrong says what is wrong with the entry, where it stands after the one of that
// place and hash.
func (e Entry) wrong(seq int64, head []byte) []string {
	var all []string
	if e.Seq != seq+1 {
		all = append(all, fmt.Sprintf("entry %d follows entry %d: entries are missing or out of order", e.Seq, seq))
	}
	switch {
	case e.Erased:
	case e.Digest == nil && e.Private != nil:
		all = append(all, "has a private part that the chain does not know")
	case e.Digest != nil && !bytes.Equal(digestOf(e.Salt, e.Private), e.Digest):
		all = append(all, "private part was changed")
	}
	if !bytes.Equal(e.Chain(head), e.Hash) {
		all = append(all, "was changed, or the entry before it was")
	}
	return all
}

// Follows returns nil if the entry is whole and stands rightly after the one of that
// place and hash. It is the check for who reads the whole ledger and keeps nothing of it:
// that the entries of each subject are counted without gaps is for the Verifier.
func (e Entry) Follows(seq int64, head []byte) error {
	if wrong := e.wrong(seq, head); len(wrong) > 0 {
		return fmt.Errorf("entry %d: %s", e.Seq, wrong[0])
	}
	return nil
}

func (v *Verifier) broken(seq int64, format string, args ...any) {
	v.Findings = append(v.Findings, Finding{Seq: seq, Broken: true, What: fmt.Sprintf(format, args...)})
}

// Head returns the number of entries seen and the hash of the last one.
func (v *Verifier) Head() (seq int64, hash []byte) { return v.seq, v.head }

// Sound reports whether nothing was found broken.
func (v *Verifier) Sound() bool {
	for _, f := range v.Findings {
		if f.Broken {
			return false
		}
	}
	return true
}
