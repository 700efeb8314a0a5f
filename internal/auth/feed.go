package auth

import (
	"encoding/hex"
	"io"
	"strings"
)

// A FeedSecret is the part of the address of a person's calendar that nobody can
// guess: 26 signs, 130 bits. It is shown once and kept only as its hash; a new one
// ends the old.
type FeedSecret string

const feedSigns = 26

// NewFeedSecret returns a secret from random. It fails only if random does.
func NewFeedSecret(random io.Reader) (FeedSecret, error) {
	signs, err := randomSigns(random, feedSigns)
	return FeedSecret(strings.ToLower(signs)), err
}

// HashFeedSecret returns HMAC-SM3 of the secret under the office's key, in hex: what
// is stored, and looked up by. Its input is no query code's.
func HashFeedSecret(key []byte, s FeedSecret) string {
	return hex.EncodeToString(macSM3(key, "feed "+string(s)))
}
