package audit

import (
	"crypto/hmac"
	"encoding/hex"
	"hash"
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/emmansun/gmsm/sm3"

	"mingda/internal/casefile"
)

// longestWords is how many characters of what was searched for are kept.
const longestWords = 100

// Words returns what is kept of words that somebody searched for. They are kept as they
// were typed, for a search for a neighbour's name cannot be seen otherwise; but an
// identity number, a phone, an account or an address of a mailbox is replaced by a keyed
// digest of it: that the same one was searched for twice can be seen, what it was cannot.
func Words(key []byte, typed string) string {
	typed = strings.Join(strings.Fields(strings.ToValidUTF8(typed, "\uFFFD")), " ")
	kept := casefile.DigestNumbers(typed, func(number string) string {
		mac := hmac.New(func() hash.Hash { return sm3.New() }, key)
		mac.Write([]byte("audit " + number)) // a hash never fails to write
		return "#" + hex.EncodeToString(mac.Sum(nil)[:4])
	})
	if utf8.RuneCountInString(kept) > longestWords {
		kept = string([]rune(kept)[:longestWords]) + "…"
	}
	return kept
}

// ourNumber is what a number of a case or an input looks like: letters of the agency, the
// year or day, and which one.
var ourNumber = regexp.MustCompile(`^[\p{L}]{0,8}-?[0-9]{4,8}-[0-9]{2,6}$`)

// Number returns what is kept of a number that somebody of the public looked up: the
// number, if it looks like one of ours, else only that it does not. A query code may have
// been typed in its place.
func Number(typed string) string {
	if ourNumber.MatchString(typed) {
		return typed
	}
	return "不像编号"
}
