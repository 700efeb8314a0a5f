package auth

import (
	"crypto/rand"
	"regexp"
	"strings"
	"testing"
)

// TestFeedSecret: no two are alike, all can stand in an address, and the hash of one
// is nothing without the key and no hash of a query code.
func TestFeedSecret(t *testing.T) {
	a, err := NewFeedSecret(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	b, err := NewFeedSecret(rand.Reader)
	if err != nil || a == b || !regexp.MustCompile(`^[0-9a-z]{26}$`).MatchString(string(a)) {
		t.Errorf("%s and %s, %v", a, b, err)
	}
	if _, err := NewFeedSecret(strings.NewReader("too little")); err == nil {
		t.Error("a secret without enough randomness")
	}
	key, other := make([]byte, 32), append(make([]byte, 31), 1)
	if h := HashFeedSecret(key, a); h != HashFeedSecret(key, a) || h == HashFeedSecret(other, a) || h == HashFeedSecret(key, b) || h == HashCode(key, Code(a)) {
		t.Error("the hash is not of key, kind and secret")
	}
}
