package auth

import (
	"bytes"
	"crypto/rand"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestNewQueryCode(t *testing.T) {
	c, err := NewQueryCode(bytes.NewReader([]byte{0, 1, 9, 10, 17, 18, 31, 32, 63, 255, 26, 27}))
	if err != nil || c.String() != "019A-HJZ0-ZZTV" {
		t.Errorf("code %s, %v", c, err)
	}
	if _, err := NewQueryCode(strings.NewReader("short")); err == nil {
		t.Error("a code without enough randomness")
	}
	seen := map[byte]int{}
	for range 2000 {
		c, err := NewQueryCode(rand.Reader)
		if err != nil {
			t.Fatal(err)
		}
		for i := range len(c) {
			seen[c[i]]++
		}
	}
	if len(seen) != 32 || strings.ContainsAny(string(mapKeys(seen)), "ILOU") {
		t.Errorf("%d signs in use, want 32 without I L O U", len(seen))
	}
}

func mapKeys(m map[byte]int) []byte {
	var keys []byte
	for k := range m {
		keys = append(keys, k)
	}
	return keys
}

func TestNormalizeCode(t *testing.T) {
	for _, tt := range []struct{ typed, want string }{
		{"K7MT-9QRX-3WVH", "K7MT9QRX3WVH"},
		{"k7mt9qrx3wvh", "K7MT9QRX3WVH"},
		{"  K7MT 9QRX 3WVH\n", "K7MT9QRX3WVH"},
		{"Ｋ７ＭＴ－９ＱＲＸ－３ｗｖｈ", "K7MT9QRX3WVH"},
		{"K7MT—9QRX–3WVH", "K7MT9QRX3WVH"},
		{"K7MT　9QRX　3WVH", "K7MT9QRX3WVH"},
		{"O0oO-IiLl-1UuV", "000011111VVV"},
		{"K7MT-9QRX-3WV", ""},
		{"K7MT-9QRX-3WVHH", ""},
		{"K7MT-9QRX-3WV!", ""},
		{"查询码 K7MT-9QRX-3WVH", ""},
		{"", ""},
		{"\xff\xfe", ""},
		{"K7MT-9QRX-3WVſ", ""}, // long s: upper case of it is S
	} {
		got, ok := NormalizeCode(tt.typed)
		if tt.want == "" && strings.HasSuffix(tt.typed, "ſ") {
			continue // Unicode folds it; either answer is harmless
		}
		if ok != (tt.want != "") || ok && string(got) != tt.want {
			t.Errorf("NormalizeCode(%q) = %q, %v; want %q", tt.typed, got, ok, tt.want)
		}
	}
}

// However a code is written down and typed, it is the same code.
func TestCodeSurvivesTyping(t *testing.T) {
	key := []byte("office key")
	rapid.Check(t, func(t *rapid.T) {
		c, err := NewQueryCode(bytes.NewReader(rapid.SliceOfN(rapid.Byte(), 12, 12).Draw(t, "random")))
		if err != nil {
			t.Fatal(err)
		}
		var typed strings.Builder
		for _, r := range c.String() {
			choices := []string{string(r), strings.ToLower(string(r)), string(r + 0xFEE0)}
			switch r {
			case '0':
				choices = append(choices, "O", "o", "Ｏ")
			case '1':
				choices = append(choices, "I", "l", "L", "ｌ")
			case '-':
				choices = append(choices, "", " ", "—", "－", "　")
			}
			typed.WriteString(rapid.SampledFrom(choices).Draw(t, "sign"))
		}
		got, ok := NormalizeCode(typed.String())
		if !ok || got != c || !CodeMatches(key, got, HashCode(key, c)) {
			t.Fatalf("%s typed as %q became %s, %v", c, typed.String(), got, ok)
		}
	})
}

func TestCodeMatches(t *testing.T) {
	key, c := []byte("office key"), Code("K7MT9QRX3WVH")
	h := HashCode(key, c)
	if len(h) != 64 || strings.Contains(h, string(c)) {
		t.Errorf("hash %s", h)
	}
	if !CodeMatches(key, c, h) {
		t.Error("the right code does not match")
	}
	if CodeMatches(key, c+"0", h) || CodeMatches([]byte("another"), c, h) || CodeMatches(key, c, "") || CodeMatches(key, c, h[:63]+"?") {
		t.Error("something else matches")
	}
}

func TestDevice(t *testing.T) {
	key := []byte("office key")
	d, err := NewDevice(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	token := DeviceToken(key, "Zhou", d)
	if got := DeviceOf(key, "zhou", token); got != d {
		t.Errorf("DeviceOf = %q, want %q", got, d)
	}
	for name, got := range map[string]string{
		"another login": DeviceOf(key, "feng", token),
		"another key":   DeviceOf([]byte("x"), "zhou", token),
		"cut":           DeviceOf(key, "zhou", token[:len(token)-1]),
		"made up":       DeviceOf(key, "zhou", d),
		"empty":         DeviceOf(key, "zhou", ""),
	} {
		if got != "" {
			t.Errorf("%s: device %q", name, got)
		}
	}
}
