package filestore

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/iotest"

	"mingda/internal/fault"
)

func open(t *testing.T) *Store {
	t.Helper()
	s, err := Open(filepath.Join(t.TempDir(), "files"))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestPutAndRead(t *testing.T) {
	s := open(t)
	for _, body := range []string{"", "a", strings.Repeat("政府信息公开", 1<<18)} {
		h, n, err := s.Put(strings.NewReader(body), int64(len(body)))
		if err != nil || n != int64(len(body)) || h != HashOf([]byte(body)) || !h.Valid() {
			t.Fatalf("put %d bytes: %s, %d, %v", len(body), h, n, err)
		}
		if got, err := s.ReadAll(h, 0); err != nil || string(got) != body {
			t.Errorf("read %d bytes of %d: %v", len(got), len(body), err)
		}
		if !s.Has(h) || s.Verify(h) != nil {
			t.Errorf("has %v, verify %v", s.Has(h), s.Verify(h))
		}
		info, err := os.Stat(s.Path(h))
		if err != nil || info.Mode() != 0o400 {
			t.Errorf("%v, %v: others may read or the owner may write", info.Mode(), err)
		}
	}
	wantEntries(t, s, tmpDir, 0)
	again, err := Open(s.root)
	if err != nil || !again.Has(HashOf([]byte("a"))) {
		t.Errorf("opened again: %v", err)
	}
}

func wantEntries(t *testing.T, s *Store, dir string, want int) {
	t.Helper()
	entries, err := os.ReadDir(filepath.Join(s.root, dir))
	if err != nil || len(entries) != want {
		t.Errorf("%s holds %v, %v; want %d", dir, entries, err, want)
	}
}

func TestPutRefused(t *testing.T) {
	s := open(t)
	broken := errors.New("the line broke")
	cases := []struct {
		name  string
		r     io.Reader
		limit int64
		is    func(error) bool
	}{
		{"one over", strings.NewReader("12345"), 4, func(err error) bool {
			return fault.KindOf(err) == fault.Invalid && strings.Contains(err.Error(), "最多 1 MB")
		}},
		{"endless", neverEnding{}, 1 << 20, func(err error) bool { return fault.KindOf(err) == fault.Invalid }},
		{"broken upload", io.MultiReader(strings.NewReader("half"), iotest.ErrReader(broken)), 100, func(err error) bool { return errors.Is(err, broken) }},
	}
	for _, c := range cases {
		if h, _, err := s.Put(c.r, c.limit); h != "" || !c.is(err) {
			t.Errorf("%s: %q, %v", c.name, h, err)
		}
	}
	wantEntries(t, s, tmpDir, 0)
	if err := s.Walk(func(h Hash, _ int64) error { t.Errorf("kept %s", h); return nil }); err != nil {
		t.Error(err)
	}
}

type neverEnding struct{}

func (neverEnding) Read(p []byte) (int, error) { return len(p), nil }

func TestMissingAndForeignHashes(t *testing.T) {
	s := open(t)
	secret := filepath.Join(s.root, "..", "secret")
	if err := os.WriteFile(secret, []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, h := range []Hash{HashOf([]byte("never stored")), "", "ab", "../../secret", Hash("../" + strings.Repeat("a", 61)), Hash(strings.Repeat("A", 64)), Hash(strings.Repeat("/", 64))} {
		if s.Has(h) {
			t.Errorf("has %q", h)
		}
		if _, err := s.Open(h); fault.KindOf(err) != fault.NotFound || !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("open %q: %v", h, err)
		}
		if err := s.Verify(h); fault.KindOf(err) != fault.NotFound {
			t.Errorf("verify %q: %v", h, err)
		}
	}
}

func TestVerifyFindsDamage(t *testing.T) {
	s := open(t)
	h, err := s.PutBytes([]byte("what came in"))
	if err != nil {
		t.Fatal(err)
	}
	damage(t, s, h, "what came im")
	if err := s.Verify(h); err == nil || !strings.Contains(err.Error(), string(h[:12])) {
		t.Errorf("changed content: %v", err)
	}
	// A file of another length is put right by the next Put of the same bytes.
	damage(t, s, h, "what")
	if _, err := s.PutBytes([]byte("what came in")); err != nil || s.Verify(h) != nil {
		t.Errorf("after storing again: %v, %v", err, s.Verify(h))
	}
}

func damage(t *testing.T, s *Store, h Hash, content string) {
	t.Helper()
	if err := os.Chmod(s.Path(h), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(s.Path(h), []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestWalk(t *testing.T) {
	s := open(t)
	want := map[Hash]int64{}
	for i := range 300 {
		body := bytes.Repeat([]byte{byte(i), byte(i >> 8)}, i)
		h, err := s.PutBytes(body)
		if err != nil {
			t.Fatal(err)
		}
		want[h] = int64(len(body))
	}
	if err := os.WriteFile(filepath.Join(s.root, "ab", "stray"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	last := Hash("")
	err := s.Walk(func(h Hash, size int64) error {
		if want[h] != size || h <= last {
			t.Errorf("%s of %d bytes after %s", h, size, last)
		}
		last = h
		delete(want, h)
		return nil
	})
	if err != nil || len(want) != 0 {
		t.Errorf("%v, %d files not visited", err, len(want))
	}
	stop := errors.New("enough")
	if err := s.Walk(func(Hash, int64) error { return stop }); err != stop {
		t.Errorf("stopped with %v", err)
	}
}

// TestConcurrentPuts stores the same content and different contents from many
// goroutines at once.
func TestConcurrentPuts(t *testing.T) {
	s := open(t)
	var wg sync.WaitGroup
	for g := range 16 {
		wg.Go(func() {
			for i := range 20 {
				same := []byte{byte(i)}
				if h, err := s.PutBytes(same); err != nil || s.Verify(h) != nil {
					t.Errorf("same: %v", err)
				}
				own := []byte{byte(i), byte(g)}
				if h, err := s.PutBytes(own); err != nil || s.Verify(h) != nil {
					t.Errorf("own: %v", err)
				}
			}
		})
	}
	wg.Wait()
	n := 0
	if err := s.Walk(func(Hash, int64) error { n++; return nil }); err != nil || n != 20+16*20 {
		t.Errorf("%d files, %v", n, err)
	}
	wantEntries(t, s, tmpDir, 0)
}

func TestStagedIsNotStored(t *testing.T) {
	s := open(t)
	st, err := s.Stage(strings.NewReader("not yet"), 0)
	if err != nil || s.Has(st.Hash) || st.Size != 7 {
		t.Fatalf("%+v, %v", st, err)
	}
	st.Discard()
	st.Discard()
	wantEntries(t, s, tmpDir, 0)

	// Sweeping takes a staged file away; its commit must fail, not pass.
	if st, err = s.Stage(strings.NewReader("swept"), 0); err != nil {
		t.Fatal(err)
	}
	if err := s.Sweep(); err != nil {
		t.Fatal(err)
	}
	if err := s.Commit(st); err == nil || s.Has(st.Hash) {
		t.Errorf("commit after a sweep: %v, has %v", err, s.Has(st.Hash))
	}
	wantEntries(t, s, tmpDir, 0)
}

func TestCommitMany(t *testing.T) {
	s := open(t)
	var staged []*Staged
	for i := range 100 {
		st, err := s.Stage(bytes.NewReader([]byte{byte(i % 50)}), 0) // each content twice
		if err != nil {
			t.Fatal(err)
		}
		defer st.Discard()
		staged = append(staged, st)
	}
	if err := s.Commit(staged...); err != nil {
		t.Fatal(err)
	}
	for _, st := range staged {
		if err := s.Verify(st.Hash); err != nil {
			t.Error(err)
		}
	}
	wantEntries(t, s, tmpDir, 0)
	if err := s.Commit(); err != nil {
		t.Errorf("nothing to commit: %v", err)
	}
}

func TestIntents(t *testing.T) {
	s := open(t)
	first, err := s.Announce([]byte(`{"door":"post"}`))
	if err != nil {
		t.Fatal(err)
	}
	ids, err := s.AnnounceAll([][]byte{[]byte("2"), []byte("3"), []byte("4")})
	if err != nil || len(ids) != 3 {
		t.Fatal(ids, err)
	}
	again, err := Open(s.root) // as after a crash
	if err != nil {
		t.Fatal(err)
	}
	intents, err := again.Intents()
	if err != nil || len(intents) != 4 {
		t.Fatalf("%v, %v", intents, err)
	}
	got := map[IntentID]string{}
	for i, intent := range intents {
		got[intent.ID] = string(intent.Body)
		if intent.Announced.IsZero() || (i > 0 && intent.Announced.Before(intents[i-1].Announced)) {
			t.Errorf("not oldest first: %+v", intents)
		}
	}
	want := map[IntentID]string{first: `{"door":"post"}`, ids[0]: "2", ids[1]: "3", ids[2]: "4"}
	if !maps.Equal(got, want) {
		t.Errorf("intents %v, want %v", got, want)
	}
	if err := again.Settle(first, ids[1], first, "../../secret", "unknown"); err != nil {
		t.Error(err)
	}
	if intents, err = s.Intents(); err != nil || len(intents) != 2 {
		t.Errorf("after settling: %v, %v", intents, err)
	}
	if err := s.Settle(ids...); err != nil {
		t.Error(err)
	}
	wantEntries(t, s, incomingDir, 0)
	wantEntries(t, s, tmpDir, 0)
}

// TestAside: what is written aside can be read, and leaves nothing behind.
func TestAside(t *testing.T) {
	s := open(t)
	f, err := s.Aside(strings.NewReader("附件"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if got, err := io.ReadAll(f); string(got) != "附件" || err != nil {
		t.Errorf("%q, %v", got, err)
	}
	wantEntries(t, s, tmpDir, 0)
}
