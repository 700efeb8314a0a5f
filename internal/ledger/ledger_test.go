package ledger

import (
	"bytes"
	"crypto/rand"
	"fmt"
	"testing"
	"time"

	"pgregory.net/rapid"

	"mingda/internal/calendar"
)

// entries returns a sound ledger of n entries over three subjects.
func entries(t interface{ Fatal(...any) }, n int) []Entry {
	var all []Entry
	versions := map[int64]int{}
	var head []byte
	for i := range n {
		id := int64(i % 3)
		versions[id]++
		private := fmt.Appendf(nil, `{"name":"申请人%d"}`, i)
		salt, digest, err := NewDigest(rand.Reader, private)
		if err != nil {
			t.Fatal(err)
		}
		e := Entry{
			Seq: int64(i + 1), Matter: Case, Subject: id, N: versions[id], Type: "noted",
			On: calendar.NewDate(2026, 6, 1), At: time.Date(2026, 6, 1, 8, 0, i, 0, time.UTC), By: 7,
			Body: fmt.Appendf(nil, `{"n":%d}`, i), Salt: salt, Digest: digest, Private: private,
		}
		e.Hash = e.Chain(head)
		head = e.Hash
		all = append(all, e)
	}
	return all
}

func verify(all []Entry) *Verifier {
	var v Verifier
	for _, e := range all {
		v.Check(e)
	}
	return &v
}

func TestSoundLedger(t *testing.T) {
	v := verify(entries(t, 9))
	if !v.Sound() || len(v.Findings) > 0 {
		t.Errorf("sound ledger: findings %v", v.Findings)
	}
	if seq, head := v.Head(); seq != 9 || len(head) != 32 {
		t.Errorf("Head() = %d, %x, want 9 and 32 bytes", seq, head)
	}
}

// TestTampering changes one thing anywhere and expects the entry to be named.
func TestTampering(t *testing.T) {
	tamper := []func(all []Entry, i int) []Entry{
		func(all []Entry, i int) []Entry { all[i].Body = append([]byte(" "), all[i].Body...); return all },
		func(all []Entry, i int) []Entry { all[i].By++; return all },
		func(all []Entry, i int) []Entry { all[i].On = all[i].On.AddDays(1); return all },
		func(all []Entry, i int) []Entry { all[i].At = all[i].At.Add(time.Second); return all },
		func(all []Entry, i int) []Entry { all[i].Type = "signed"; return all },
		func(all []Entry, i int) []Entry { all[i].Subject += 3; return all },
		func(all []Entry, i int) []Entry { all[i].Private = []byte(`{"name":"别人"}`); return all },
		func(all []Entry, i int) []Entry { all[i].Digest = nil; all[i].Salt = nil; return all },
		func(all []Entry, i int) []Entry { return append(all[:i:i], all[i+1:]...) },
		func(all []Entry, i int) []Entry { all[i], all[i+1] = all[i+1], all[i]; return all },
	}
	rapid.Check(t, func(t *rapid.T) {
		all := entries(t, 12)
		i := rapid.IntRange(0, 10).Draw(t, "entry")
		how := rapid.IntRange(0, len(tamper)-1).Draw(t, "how")
		v := verify(tamper[how](all, i))
		if v.Sound() {
			t.Fatalf("tampering %d of entry %d was not found", how, i+1)
		}
		first := v.Findings[0].Seq
		if first < int64(i+1) || first > int64(i+2) {
			t.Fatalf("tampering %d of entry %d was found at %d", how, i+1, first)
		}
	})
}

func TestErasedIsNotBroken(t *testing.T) {
	all := entries(t, 6)
	all[2].Private, all[2].Erased = nil, true
	gone := verify(all[:5])
	gone.Ends(5, all[4].Hash)
	if len(gone.Findings) != 1 || gone.Findings[0].Seq != 3 || !gone.Findings[0].Broken {
		t.Errorf("gone without a word: %v", gone.Findings)
	}
	all[5].Type = Destroyed // of the same subject
	all[5].Hash = all[5].Chain(all[4].Hash)
	v := verify(all)
	v.Ends(6, all[5].Hash)
	if !v.Sound() {
		t.Errorf("erased record was called broken: %v", v.Findings)
	}
	if len(v.Findings) != 1 || v.Findings[0].Seq != 3 {
		t.Errorf("findings = %v, want one about entry 3", v.Findings)
	}
}

func TestSeal(t *testing.T) {
	s, err := NewSealer(bytes.Repeat([]byte{7}, KeySize), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	sealed, err := s.Seal([]byte("身份证号"), "entry 1")
	if err != nil {
		t.Fatal(err)
	}
	if got, err := s.Open(sealed, "entry 1"); err != nil || string(got) != "身份证号" {
		t.Errorf("Open = %q, %v", got, err)
	}
	if _, err := s.Open(sealed, "entry 2"); err == nil {
		t.Error("sealed text was opened at another place")
	}
	sealed[len(sealed)-1] ^= 1
	if _, err := s.Open(sealed, "entry 1"); err == nil {
		t.Error("changed sealed text was opened")
	}
	if _, err := s.Open(sealed[:3], "entry 1"); err == nil {
		t.Error("a fragment was opened")
	}
}
