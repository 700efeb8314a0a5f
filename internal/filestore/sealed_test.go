package filestore

import (
	"bufio"
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	mrand "math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"testing/iotest"
	"time"

	"mingda/internal/fault"
	"mingda/internal/sealed"
)

func keysOf(n byte) *sealed.Keys {
	return sealed.NewKeys(rand.Reader, sealed.Key{Name: [8]byte{n}, Secret: bytes.Repeat([]byte{n}, 32)})
}

func openSealed(t testing.TB, root string) *Store {
	t.Helper()
	s, err := OpenSealed(root, keysOf(1))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// TestSealedStore puts contents into a store that seals: all ways to read them give them
// back, and none of them lies in the clear, nor what was announced.
func TestSealedStore(t *testing.T) {
	s := openSealed(t, filepath.Join(t.TempDir(), "files"))
	for _, content := range []string{"", "申请", strings.Repeat("政府信息公开", 1<<16), strings.Repeat("0123456789abcdef", viewInMemory/16+1)} {
		h, n, err := s.Put(strings.NewReader(content), 0)
		if err != nil || h != HashOf([]byte(content)) || n != int64(len(content)) {
			t.Fatal(h, n, err)
		}
		lies, err := os.ReadFile(s.Path(h))
		if err != nil || !sealed.IsSealed(lies) || (content != "" && bytes.Contains(lies, []byte(content[:6]))) {
			t.Errorf("%d bytes lie in the clear, %v", n, err)
		}
		if got, err := s.ReadAll(h, 0); string(got) != content || err != nil || s.Verify(h) != nil {
			t.Errorf("%d bytes are read as %d: %v, %v", n, len(got), err, s.Verify(h))
		}
		if err := s.View(h, func(raw []byte) error {
			if string(raw) != content {
				t.Errorf("%d bytes are seen as %d", n, len(raw))
			}
			return nil
		}); err != nil {
			t.Error(err)
		}
		if err := s.AtPath(h, func(path string) error {
			got, err := os.ReadFile(path)
			if string(got) != content {
				t.Errorf("%d bytes are lent as %d", n, len(got))
			}
			return err
		}); err != nil {
			t.Error(err)
		}
		f, err := s.Open(h)
		if err != nil || f.Size() != n {
			t.Fatal(err)
		}
		if err := iotest.TestReader(io.LimitReader(f, 1000), []byte(content)[:min(1000, n)]); err != nil {
			t.Error(err)
		}
		f.Close()
	}
	if _, err := s.Announce([]byte(`{"from":"申请人"}`)); err != nil {
		t.Fatal(err)
	}
	if all, err := s.Intents(); err != nil || len(all) != 1 || string(all[0].Body) != `{"from":"申请人"}` {
		t.Errorf("%v, %v", all, err)
	}
	err := filepath.WalkDir(filepath.Join(s.root, incomingDir), func(path string, e os.DirEntry, err error) error {
		if text, _ := os.ReadFile(path); bytes.Contains(text, []byte("申请人")) {
			t.Errorf("%s lies in the clear", path)
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
	wantEntries(t, s, tmpDir, 0)
}

// TestSealedFileChanged: one byte changed, one cut off, another file in its place, and
// another key are each told, by the name of the file.
func TestSealedFileChanged(t *testing.T) {
	s := openSealed(t, filepath.Join(t.TempDir(), "files"))
	content := bytes.Repeat([]byte("来信"), 1<<16)
	h, err := s.PutBytes(content)
	if err != nil {
		t.Fatal(err)
	}
	other, err := s.PutBytes([]byte("another"))
	if err != nil {
		t.Fatal(err)
	}
	lies, err := os.ReadFile(s.Path(h))
	if err != nil {
		t.Fatal(err)
	}
	exchanged, err := os.ReadFile(s.Path(other))
	if err != nil {
		t.Fatal(err)
	}
	changed := bytes.Clone(lies)
	changed[len(changed)/2] ^= 1
	for name, text := range map[string][]byte{"changed": changed, "cut": lies[:len(lies)-1], "exchanged": exchanged, "in the clear": []byte("x")} {
		damage(t, s, h, string(text))
		if err := s.Verify(h); fault.CodeOf(err) != "file_damaged" || !strings.Contains(err.Error(), string(h[:12])) {
			t.Errorf("%s: %v", name, err)
		}
	}
	damage(t, s, h, string(changed))
	if got, err := s.ReadAll(h, 0); fault.CodeOf(err) != "file_damaged" || !bytes.HasPrefix(content, got) {
		t.Errorf("%d bytes are read, %v", len(got), err)
	}
	stranger, err := OpenSealed(s.root, keysOf(2))
	if err != nil {
		t.Fatal(err)
	}
	if err := stranger.Verify(other); fault.CodeOf(err) != "file_other_key" || !strings.Contains(err.Error(), string(other[:12])) {
		t.Error(err)
	}
}

// TestSealOld seals what was stored in the clear: each keeps its age, one that has changed
// is left and told, and a second run finds nothing to do.
func TestSealOld(t *testing.T) {
	clear := open(t)
	var all []Hash
	for n := range 40 {
		h, err := clear.PutBytes([]byte(content(n)))
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, h)
	}
	long := time.Now().Add(-100 * time.Hour).Truncate(time.Second)
	if err := os.Chtimes(clear.Path(all[3]), long, long); err != nil {
		t.Fatal(err)
	}
	damage(t, clear, all[7], "changed")
	s := openSealed(t, clear.root)
	if err := s.Verify(all[0]); err != nil {
		t.Errorf("what lies in the clear is not read: %v", err)
	}
	looked := 0
	count, damaged, err := s.SealOld(t.Context(), func(n int) { looked = n })
	if count != 39 || looked != 40 || len(damaged) != 1 || !strings.Contains(damaged[0].Error(), string(all[7][:12])) || err != nil {
		t.Fatal(count, looked, damaged, err)
	}
	for n, h := range all {
		lies, err := os.ReadFile(s.Path(h))
		if err != nil || sealed.IsSealed(lies) != (n != 7) || (n != 7 && s.Verify(h) != nil) {
			t.Errorf("file %d: %v, %v", n, err, s.Verify(h))
		}
	}
	if info, err := os.Stat(s.Path(all[3])); err != nil || !info.ModTime().Equal(long) || info.Mode() != 0o400 {
		t.Errorf("%v, %v", info, err)
	}
	if count, _, err := s.SealOld(t.Context(), nil); count != 0 || err != nil {
		t.Errorf("again: %d, %v", count, err)
	}
	wantEntries(t, s, tmpDir, 0)
}

// TestSealOldBeside removes files and stores them again while they are sealed: what was
// removed does not come back, and what was stored again counts as new.
func TestSealOldBeside(t *testing.T) {
	clear := open(t)
	s := openSealed(t, clear.root)
	long := time.Now().Add(-100 * time.Hour)
	var all []Hash
	for n := range 150 {
		h, err := clear.PutBytes([]byte(content(n)))
		if err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(clear.Path(h), long, long); err != nil {
			t.Fatal(err)
		}
		all = append(all, h)
	}
	var beside sync.WaitGroup
	beside.Go(func() {
		if _, _, err := s.SealOld(context.Background(), nil); err != nil {
			t.Error(err)
		}
	})
	beside.Go(func() {
		for n, h := range all {
			switch n % 3 {
			case 0:
				if gone, err := s.Remove(h, time.Now().Add(-time.Hour)); !gone || err != nil {
					t.Error(gone, err)
				}
			case 1:
				if _, err := s.PutBytes([]byte(content(n))); err != nil {
					t.Error(err)
				}
			}
		}
	})
	beside.Wait()
	for n, h := range all {
		if s.Has(h) == (n%3 == 0) || s.IsNewer(h, time.Now().Add(-time.Hour)) != (n%3 == 1) {
			t.Errorf("file %d: there %v, new %v", n, s.Has(h), s.IsNewer(h, time.Now().Add(-time.Hour)))
		}
	}
}

// TestKeep: while somebody keeps, nothing is removed, whoever asks; storing goes on.
func TestKeep(t *testing.T) {
	s := open(t)
	other, err := Open(s.root)
	if err != nil {
		t.Fatal(err)
	}
	h, err := s.PutBytes([]byte("to be destroyed"))
	if err != nil {
		t.Fatal(err)
	}
	first, err := s.Keep()
	if err != nil {
		t.Fatal(err)
	}
	second, err := other.Keep()
	if err != nil {
		t.Fatal(err)
	}
	later := time.Now().Add(time.Hour)
	for _, from := range []*Store{s, other} {
		if gone, err := from.Remove(h, later); gone || err != nil || !s.Has(h) {
			t.Error(gone, err)
		}
	}
	if _, err := other.PutBytes([]byte("comes in")); err != nil {
		t.Error(err)
	}
	if err := first(); err != nil {
		t.Error(err)
	}
	if gone, err := other.Remove(h, later); gone || err != nil {
		t.Errorf("one still keeps: %v, %v", gone, err)
	}
	if err := second(); err != nil {
		t.Error(err)
	}
	if gone, err := other.Remove(h, later); !gone || err != nil {
		t.Error(gone, err)
	}
}

// TestSealOldKilled kills a process that seals, at random moments, until one gets through:
// every file is whole after each.
func TestSealOldKilled(t *testing.T) {
	clear := open(t)
	var all []Hash
	for n := range 60 {
		h, err := clear.PutBytes([]byte(content(n)))
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, h)
	}
	s := openSealed(t, clear.root)
	kills := 0
	for done := false; !done; kills++ {
		child := exec.Command(os.Args[0])
		child.Env = append(os.Environ(), sealerEnv+"="+clear.root)
		out, err := child.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := child.Start(); err != nil {
			t.Fatal(err)
		}
		var clock *time.Timer
		for lines := bufio.NewScanner(out); lines.Scan(); {
			done = lines.Text() == "sealed all"
			if clock == nil {
				clock = time.AfterFunc(mrand.N(time.Duration(kills+1)*10*time.Millisecond), func() { child.Process.Kill() })
			}
		}
		child.Wait()
		for _, h := range all {
			if err := s.Verify(h); err != nil {
				t.Fatal(err)
			}
		}
	}
	for _, h := range all {
		if lies, err := os.ReadFile(s.Path(h)); err != nil || !sealed.IsSealed(lies) {
			t.Errorf("%s lies in the clear, %v", h, err)
		}
	}
	t.Logf("%d starts", kills)
	if err := s.Sweep(); err != nil {
		t.Error(err)
	}
	wantEntries(t, s, tmpDir, 0)
}

const sealerEnv = "MINGDA_TEST_FILESTORE_SEALER"

// sealAll is what the killed process does.
func sealAll(root string) error {
	s, err := OpenSealed(root, keysOf(1))
	if err != nil {
		return err
	}
	fmt.Println("begins")
	if _, _, err = s.SealOld(context.Background(), nil); err == nil {
		fmt.Println("sealed all")
	}
	return err
}

// TestSealOldFull seals on a file system that has no room for the sealed copy.
func TestSealOldFull(t *testing.T) {
	small := t.TempDir()
	if err := syscall.Mount("tmpfs", small, "tmpfs", 0, "size=1m"); err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal("cannot mount a small file system: ", err)
		}
		t.Skip("cannot mount a small file system: ", err)
	}
	defer syscall.Unmount(small, 0)
	clear, err := Open(filepath.Join(small, "files"))
	if err != nil {
		t.Fatal(err)
	}
	h, err := clear.PutBytes(make([]byte, 600<<10))
	if err != nil {
		t.Fatal(err)
	}
	s := openSealed(t, clear.root)
	if _, _, err := s.SealOld(t.Context(), nil); fault.CodeOf(err) != "disk_full" || !errors.Is(err, syscall.ENOSPC) {
		t.Error(err)
	}
	if err := s.Verify(h); err != nil {
		t.Error(err)
	}
	wantEntries(t, s, tmpDir, 0)
}

// BenchmarkPutSealed and BenchmarkPutClear store 8 MB durably, BenchmarkReadSealed and
// BenchmarkReadClear read them.
func BenchmarkPutSealed(b *testing.B) {
	benchPut(b, openSealed(b, filepath.Join(b.TempDir(), "files")))
}
func BenchmarkPutClear(b *testing.B) { benchPut(b, openClear(b)) }
func BenchmarkReadSealed(b *testing.B) {
	benchRead(b, openSealed(b, filepath.Join(b.TempDir(), "files")))
}
func BenchmarkReadClear(b *testing.B) { benchRead(b, openClear(b)) }

func openClear(b *testing.B) *Store {
	s, err := Open(filepath.Join(b.TempDir(), "files"))
	if err != nil {
		b.Fatal(err)
	}
	return s
}

func benchPut(b *testing.B, s *Store) {
	body := make([]byte, 8<<20)
	b.SetBytes(int64(len(body)))
	for b.Loop() {
		if _, err := s.PutBytes(body); err != nil {
			b.Fatal(err)
		}
	}
}

func benchRead(b *testing.B, s *Store) {
	h, err := s.PutBytes(make([]byte, 8<<20))
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(8 << 20)
	for b.Loop() {
		f, err := s.Open(h)
		if err != nil {
			b.Fatal(err)
		}
		if _, err := io.Copy(io.Discard, f); err != nil {
			b.Fatal(err)
		}
		f.Close()
	}
}
