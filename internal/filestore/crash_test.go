package filestore

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"mingda/internal/fault"
)

const childEnv = "MINGDA_TEST_FILESTORE_CHILD"

// content returns what the child stores as its n-th input.
func content(n int) string {
	return fmt.Sprintf("input %d\n%s", n, strings.Repeat("x", (n*7919)%50000))
}

// TestMain makes the test binary the process that TestKilled kills, when it is
// started as such.
func TestMain(m *testing.M) {
	if root := os.Getenv(childEnv); root != "" {
		fmt.Println("the child ended:", takeInForever(root))
		os.Exit(1)
	}
	if root := os.Getenv(sealerEnv); root != "" {
		if err := sealAll(root); err != nil {
			fmt.Println("the child ended:", err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// takeInForever takes inputs in as a door does, and says on standard output
// what it acknowledges.
func takeInForever(root string) error {
	s, err := Open(root)
	if err != nil {
		return err
	}
	for n := os.Getpid() * 10000; ; n++ {
		st, err := s.Stage(strings.NewReader(content(n)), 0)
		if err != nil {
			return err
		}
		note, err := json.Marshal(map[string]any{"n": n, "hash": st.Hash})
		if err != nil {
			return err
		}
		id, err := s.Announce(note)
		if err != nil {
			return err
		}
		if err := s.Commit(st); err != nil {
			return err
		}
		fmt.Printf("acknowledged %d\n", n) // stands for the row and the answer to the sender
		if n%2 == 0 {
			if err := s.Settle(id); err != nil {
				return err
			}
		}
	}
}

// TestKilled kills a process that takes inputs in, at random moments. Whatever
// was acknowledged is there whole; whatever is there has an intent or was
// acknowledged; every file is what its name says, and every intent readable.
func TestKilled(t *testing.T) {
	root := filepath.Join(t.TempDir(), "files")
	acknowledged := map[Hash]bool{}
	for range 12 {
		child := exec.Command(os.Args[0])
		child.Env = append(os.Environ(), childEnv+"="+root)
		out, err := child.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := child.Start(); err != nil {
			t.Fatal(err)
		}
		var clock *time.Timer // runs from the first input on, however long the start takes
		for lines := bufio.NewScanner(out); lines.Scan(); {
			var n int
			if _, err := fmt.Sscanf(lines.Text(), "acknowledged %d", &n); err != nil {
				t.Fatal(lines.Text())
			}
			acknowledged[HashOf([]byte(content(n)))] = true
			if clock == nil {
				clock = time.AfterFunc(rand.N(50*time.Millisecond), func() { child.Process.Kill() })
			}
		}
		child.Wait()
	}
	s, err := Open(root)
	if err != nil {
		t.Fatal(err)
	}
	announced := map[Hash]bool{}
	intents, err := s.Intents()
	if err != nil {
		t.Fatal(err)
	}
	for _, intent := range intents {
		var note struct{ Hash Hash }
		if err := json.Unmarshal(intent.Body, &note); err != nil || !note.Hash.Valid() {
			t.Errorf("torn intent %s: %q, %v", intent.ID, intent.Body, err)
		}
		announced[note.Hash] = true
	}
	for h := range acknowledged {
		if err := s.Verify(h); err != nil {
			t.Errorf("acknowledged and lost: %v", err)
		}
	}
	err = s.Walk(func(h Hash, _ int64) error {
		if !acknowledged[h] && !announced[h] {
			t.Errorf("%s: nobody knows where it came from", h)
		}
		return s.Verify(h)
	})
	if err != nil {
		t.Error(err)
	}
	t.Logf("%d acknowledged, %d intents open", len(acknowledged), len(intents))
	if err := s.Sweep(); err != nil {
		t.Error(err)
	}
	wantEntries(t, s, tmpDir, 0)
}

// TestDiskFull fills a file system of 1 MB.
func TestDiskFull(t *testing.T) {
	small := t.TempDir()
	if err := syscall.Mount("tmpfs", small, "tmpfs", 0, "size=1m"); err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal("cannot mount a small file system: ", err)
		}
		t.Skip("cannot mount a small file system: ", err)
	}
	defer syscall.Unmount(small, 0)
	s, err := Open(filepath.Join(small, "files"))
	if err != nil {
		t.Fatal(err)
	}
	kept, err := s.PutBytes([]byte("before"))
	if err != nil {
		t.Fatal(err)
	}
	full := func(what string, err error) {
		t.Helper()
		if fault.KindOf(err) != fault.Unavailable || !errors.Is(err, syscall.ENOSPC) || !strings.Contains(err.Error(), "存储空间已满") {
			t.Errorf("%s: %v", what, err)
		}
	}
	_, _, err = s.Put(io.LimitReader(neverEnding{}, 4<<20), 0)
	full("put", err)
	wantEntries(t, s, tmpDir, 0)
	if _, err := s.PutBytes([]byte("there is room again")); err != nil {
		t.Errorf("after a refused file: %v", err)
	}

	// With the disk full to the last byte nothing can be announced either.
	if err := os.WriteFile(filepath.Join(small, "ballast"), make([]byte, 4<<20), 0o600); err == nil {
		t.Fatal("the disk does not fill")
	}
	_, err = s.Announce([]byte(`{"door":"form"}`))
	full("announce", err)
	_, err = s.PutBytes([]byte("after"))
	full("small put", err)
	wantEntries(t, s, incomingDir, 0)
	wantEntries(t, s, tmpDir, 0)
	if err := s.Verify(kept); err != nil {
		t.Errorf("what was there before: %v", err)
	}
}

func TestQuotaReadsAsFull(t *testing.T) {
	err := explained(fmt.Errorf("write: %w", syscall.EDQUOT))
	if fault.KindOf(err) != fault.Unavailable {
		t.Error(err)
	}
	other := errors.New("something else")
	if explained(other) != other || explained(nil) != nil {
		t.Error("other errors are changed")
	}
}

// BenchmarkCommit is the cost of one file in batches of 64, each file synced.
func BenchmarkCommit(b *testing.B) {
	s, err := Open(filepath.Join(b.TempDir(), "files"))
	if err != nil {
		b.Fatal(err)
	}
	for n := 0; n < b.N; n += 64 {
		staged := make([]*Staged, 64)
		for i := range staged {
			if staged[i], err = s.Stage(strings.NewReader(content(n+i)), 0); err != nil {
				b.Fatal(err)
			}
		}
		if err := s.Commit(staged...); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkPut is the cost of one file alone, with its intent.
func BenchmarkPut(b *testing.B) {
	s, err := Open(filepath.Join(b.TempDir(), "files"))
	if err != nil {
		b.Fatal(err)
	}
	for n := range b.N {
		id, err := s.Announce([]byte(`{"door":"form"}`))
		if err != nil {
			b.Fatal(err)
		}
		if _, err := s.PutBytes([]byte(content(n))); err != nil {
			b.Fatal(err)
		}
		if err := s.Settle(id); err != nil {
			b.Fatal(err)
		}
	}
}
