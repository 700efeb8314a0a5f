package auth

import (
	"crypto/rand"
	"strings"
	"testing"
)

// TestLetterCode: a code is read however it is typed; every single sign read
// wrong and every two signs in each other's place are noticed.
func TestLetterCode(t *testing.T) {
	for range 50 {
		c, err := NewLetterCode(rand.Reader)
		if err != nil {
			t.Fatal(err)
		}
		for _, typed := range []string{string(c), c.String(), strings.ToLower(c.String()), " " + strings.ReplaceAll(c.String(), "-", " － "), strings.ReplaceAll(strings.ReplaceAll(c.String(), "0", "o"), "1", "l")} {
			if got, ok := ParseLetterCode(typed); !ok || got != c {
				t.Errorf("%q is read as %q, %v", typed, got, ok)
			}
		}
		for i := range len(c) {
			for _, sign := range []byte(codeAlphabet) {
				wrong := string(c[:i]) + string(sign) + string(c[i+1:])
				if _, ok := ParseLetterCode(wrong); ok != (wrong == string(c)) {
					t.Errorf("%s for %s: %v", wrong, c, ok)
				}
			}
			for j := i + 1; j < len(c); j++ {
				wrong := string(c[:i]) + string(c[j]) + string(c[i+1:j]) + string(c[i]) + string(c[j+1:])
				if _, ok := ParseLetterCode(wrong); ok != (wrong == string(c)) {
					t.Errorf("%s for %s: %v", wrong, c, ok)
				}
			}
		}
	}
	for _, typed := range []string{"", "K7MT-9QRX", "K7MT-9QRX-3WV*", "K7MT-9QRX-3WVH-3"} {
		if got, ok := ParseLetterCode(typed); ok {
			t.Errorf("%q is read as %q", typed, got)
		}
	}
}

func TestLetterCodeFails(t *testing.T) {
	if c, err := NewLetterCode(strings.NewReader("few")); err == nil {
		t.Errorf("%s without random", c)
	}
}
