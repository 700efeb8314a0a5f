package sealed

import (
	"bytes"
	"crypto/rand"
	"crypto/sha256"
	"errors"
	"io"
	"testing"
	"testing/iotest"

	"pgregory.net/rapid"
)

func key(n byte) Key { return Key{[8]byte{n}, bytes.Repeat([]byte{n}, 32)} }

func seal(t testing.TB, k *Keys, content []byte) []byte {
	t.Helper()
	var out bytes.Buffer
	w, err := k.NewWriter(&out)
	if err != nil {
		t.Fatal(err)
	}
	if n, err := w.Write(content); n != len(content) || err != nil {
		t.Fatal(n, err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if sum := sha256.Sum256(content); !bytes.Equal(w.Sum(), sum[:]) {
		t.Fatalf("sum %x", w.Sum())
	}
	return out.Bytes()
}

func opened(k *Keys, text []byte) ([]byte, error) {
	r, err := k.Open(bytes.NewReader(text), int64(len(text)))
	if err != nil {
		return nil, err
	}
	return io.ReadAll(io.NewSectionReader(r, 0, r.Size()))
}

// TestRoundTrip seals contents of every length about the ends of pieces, and reads them as
// files are read: whole, by pieces of any size, and from anywhere.
func TestRoundTrip(t *testing.T) {
	k := NewKeys(rand.Reader, key(1))
	for _, n := range []int{0, 1, 15, 16, 17, pieceSize - 1, pieceSize, pieceSize + 1, 3*pieceSize - 16, 3 * pieceSize, 3*pieceSize + 5} {
		content := make([]byte, n)
		rand.Read(content)
		text := seal(t, k, content)
		if !IsSealed(text) || (n > 16 && bytes.Contains(text, content[:16])) {
			t.Errorf("%d bytes lie open", n)
		}
		r, err := k.Open(bytes.NewReader(text), int64(len(text)))
		if err != nil || r.Size() != int64(n) {
			t.Fatalf("%d bytes: %v", n, err)
		}
		if err := iotest.TestReader(io.NewSectionReader(r, 0, r.Size()), content); err != nil {
			t.Errorf("%d bytes: %v", n, err)
		}
	}
}

// TestChanged changes, cuts, and moves anything anywhere: what is read then is never
// anything else than was sealed.
func TestChanged(t *testing.T) {
	k := NewKeys(rand.Reader, key(1))
	content := make([]byte, 2*pieceSize+100)
	rand.Read(content)
	text := seal(t, k, content)
	rapid.Check(t, func(t *rapid.T) {
		changed := bytes.Clone(text)
		switch rapid.IntRange(0, 3).Draw(t, "what") {
		case 0:
			changed[rapid.IntRange(0, len(text)-1).Draw(t, "byte")] ^= byte(rapid.IntRange(1, 255).Draw(t, "by"))
		case 1:
			changed = changed[:rapid.IntRange(0, len(text)-1).Draw(t, "cut")]
		case 2:
			changed = append(changed, make([]byte, rapid.IntRange(1, 2*pieceSize).Draw(t, "more"))...)
		case 3:
			at := rapid.IntRange(0, len(text)-1).Draw(t, "from")
			n := rapid.IntRange(1, len(text)-at).Draw(t, "bytes")
			changed = append(changed[:at], changed[at+n:]...)
		}
		if got, err := opened(k, changed); err == nil || bytes.Equal(got, content) {
			t.Fatalf("%d bytes were read, %v", len(got), err)
		}
	})
}

// TestSwapped swaps pieces within a file, puts one of another file in, and cuts whole pieces.
func TestSwapped(t *testing.T) {
	k := NewKeys(rand.Reader, key(1))
	one, other := seal(t, k, make([]byte, 3*pieceSize)), seal(t, k, make([]byte, 3*pieceSize))
	const p = pieceSize + tagSize
	piece := func(text []byte, n int) []byte { return text[headerSize+n*p : headerSize+(n+1)*p] }
	join := func(parts ...[]byte) []byte { return bytes.Join(parts, nil) }
	head, end := one[:headerSize], one[headerSize+3*p:]
	for name, text := range map[string][]byte{
		"two swapped":           join(head, piece(one, 1), piece(one, 0), piece(one, 2), end),
		"one of another":        join(head, piece(one, 0), piece(other, 1), piece(one, 2), end),
		"the last one left out": join(head, piece(one, 0), piece(one, 1), end),
		"one twice":             join(head, piece(one, 0), piece(one, 1), piece(one, 2), piece(one, 2), end),
		"without its end":       join(head, piece(one, 0), piece(one, 1), piece(one, 2)),
		"the end of another":    join(head, piece(one, 0), piece(one, 1), piece(one, 2), other[headerSize+3*p:]),
		"nothing":               nil,
	} {
		if _, err := opened(k, text); !errors.Is(err, ErrDamaged) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestKeys: the first key seals, all open, and another one is told from damage.
func TestKeys(t *testing.T) {
	old, newer := NewKeys(rand.Reader, key(1)), NewKeys(rand.Reader, key(2), key(1))
	text := seal(t, old, []byte("申请"))
	if got, err := opened(newer, text); string(got) != "申请" || err != nil {
		t.Errorf("%q, %v", got, err)
	}
	if _, err := opened(old, seal(t, newer, nil)); !errors.Is(err, ErrOtherKey) {
		t.Error(err)
	}
	forged := NewKeys(rand.Reader, Key{key(1).Name, key(3).Secret})
	if _, err := opened(forged, text); !errors.Is(err, ErrDamaged) {
		t.Error(err)
	}
}

// BenchmarkSeal and BenchmarkOpen are what a core seals and opens, in memory.
func BenchmarkSeal(b *testing.B) {
	k, content := NewKeys(rand.Reader, key(1)), make([]byte, 8<<20)
	b.SetBytes(int64(len(content)))
	for b.Loop() {
		w, _ := k.NewWriter(io.Discard)
		if _, err := io.Copy(w, bytes.NewReader(content)); err != nil || w.Close() != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkOpen(b *testing.B) {
	k := NewKeys(rand.Reader, key(1))
	text := seal(b, k, make([]byte, 8<<20))
	b.SetBytes(8 << 20)
	for b.Loop() {
		r, err := k.Open(bytes.NewReader(text), int64(len(text)))
		if err != nil {
			b.Fatal(err)
		}
		if _, err := io.Copy(io.Discard, io.NewSectionReader(r, 0, r.Size())); err != nil {
			b.Fatal(err)
		}
	}
}
