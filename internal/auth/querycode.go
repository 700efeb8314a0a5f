package auth

import (
	"crypto/hmac"
	"crypto/subtle"
	"encoding/hex"
	"fmt"
	"hash"
	"io"
	"strings"

	"github.com/emmansun/gmsm/sm3"
	"golang.org/x/text/width"
)

// A Code is a query code (查询码) in its bare form: twelve signs of
// codeAlphabet, 60 bits. It is told to the applicant once and kept only as its
// hash; a lost one is replaced, never shown again.
type Code string

// codeAlphabet has 32 signs. I, L, O and U are left out, so that whatever of 1,
// I, L and of 0, O was written or typed, one sign only can be meant.
const (
	codeAlphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
	codeSigns    = 12
)

// misread maps the signs that are not in the alphabet to the one meant.
var misread = strings.NewReplacer("O", "0", "I", "1", "L", "1", "U", "V")

// NewQueryCode returns a code from random. It fails only if random does.
func NewQueryCode(random io.Reader) (Code, error) {
	signs, err := randomSigns(random, codeSigns)
	return Code(signs), err
}

// randomSigns returns n signs of codeAlphabet, five bits each.
func randomSigns(random io.Reader, n int) (string, error) {
	raw := make([]byte, n)
	if _, err := io.ReadFull(random, raw); err != nil {
		return "", fmt.Errorf("secret signs: %w", err)
	}
	for i, b := range raw {
		raw[i] = codeAlphabet[b&31] // 32 divides 256: every sign is as likely as any other
	}
	return string(raw), nil
}

// String returns the code as it is written for people: K7MT-9QRX-3WVH.
func (c Code) String() string {
	if len(c) != codeSigns {
		return string(c)
	}
	return string(c[:4] + "-" + c[4:8] + "-" + c[8:])
}

// NormalizeCode reads a code as people type it: in lower case, with other
// hyphens and spaces or none, in full-width signs of an input method, with O
// for 0, I or L for 1, U for V. It reports false if that is no code.
func NormalizeCode(typed string) (Code, bool) {
	var b strings.Builder
	for _, r := range misread.Replace(strings.ToUpper(width.Narrow.String(typed))) {
		switch {
		case r < 128 && strings.IndexByte(codeAlphabet, byte(r)) >= 0:
			b.WriteRune(r)
		case !strings.ContainsRune(" \t\r\n\u00a0\u2002\u2003\u3000-_.·‐‑‒–—―−ー", r):
			return "", false
		}
		if b.Len() > codeSigns {
			return "", false
		}
	}
	return Code(b.String()), b.Len() == codeSigns
}

// HashCode returns HMAC-SM3 of the code under the office's key, in hex: what is
// stored. With 60 random bits and a key outside the database no slow hash is
// needed.
func HashCode(key []byte, c Code) string { return hex.EncodeToString(macSM3(key, string(c))) }

// HashAddress returns HMAC-SM3 of a mail address under the office's key, in hex:
// what an address is known by where it must not be readable.
func HashAddress(key []byte, address string) string {
	return hex.EncodeToString(macSM3(key, "address "+address))
}

// HashNumber returns the first 64 bits of HMAC-SM3 of an identity number, a telephone or
// the address of a mailbox under the office's key, in hex: what the index of cases knows it by.
func HashNumber(key []byte, number string) string {
	const size = 8 // bytes: of a million cases no two share one
	return hex.EncodeToString(macSM3(key, "number "+number)[:size])
}

// CodeMatches reports whether the stored hash is the code's. An empty hash, for
// a number that does not exist, costs the same work and never matches.
func CodeMatches(key []byte, c Code, stored string) bool {
	got := HashCode(key, c)
	if len(stored) != len(got) {
		subtle.ConstantTimeCompare([]byte(got), []byte(got))
		return false
	}
	return subtle.ConstantTimeCompare([]byte(got), []byte(stored)) == 1
}

func macSM3(key []byte, text string) []byte {
	mac := hmac.New(func() hash.Hash { return sm3.New() }, key)
	mac.Write([]byte(text))
	return mac.Sum(nil)
}
