package serve

import (
	"bytes"
	"maps"
	"testing"
	"time"

	"github.com/alexedwards/scs/v2"
)

// TestSessionText: the same session is the same bytes however often it is
// written, and is read back, also one that an earlier version wrote.
func TestSessionText(t *testing.T) {
	until := time.Date(2026, 11, 26, 12, 0, 0, 0, time.UTC)
	values := map[string]any{"user": "7", "password": "ab", "flash": "已保存"}
	first, err := sessionText{}.Encode(until, values)
	if err != nil {
		t.Fatal(err)
	}
	for range 50 {
		again, err := sessionText{}.Encode(until, maps.Clone(values))
		if err != nil || !bytes.Equal(first, again) {
			t.Fatalf("written as %s and as %s, %v", first, again, err)
		}
	}
	old, err := scs.GobCodec{}.Encode(until, values)
	if err != nil {
		t.Fatal(err)
	}
	for _, b := range [][]byte{first, old} {
		deadline, got, err := sessionText{}.Decode(b)
		if err != nil || !deadline.Equal(until) || !maps.Equal(got, values) {
			t.Errorf("read back as %v, %v, %v", deadline, got, err)
		}
	}
	if _, err := (sessionText{}).Encode(until, map[string]any{"user": 7}); err == nil {
		t.Error("a number was taken for a text")
	}
}
