package ledger

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"
)

// A Finding is one thing the check found wrong, or worth saying, about an entry.
type Finding struct {
	Seq    int64
	Broken bool   // false: only to be said (an erased private part)
	What   string // in English, for the operator
}

// A Walk is how far a chain was walked, and what was found.
type Walk struct {
	seq      int64
	head     []byte
	Findings []Finding
}

// Begin says where the chain begins, if that is not with its first entry.
func (w *Walk) Begin(seq int64, head []byte) { w.seq, w.head = seq, head }

// Head returns the number of entries seen and the hash of the last one.
func (w *Walk) Head() (seq int64, hash []byte) { return w.seq, w.head }

// Sound reports whether nothing was found broken.
func (w *Walk) Sound() bool {
	return !slices.ContainsFunc(w.Findings, func(f Finding) bool { return f.Broken })
}

// Broken notes what is wrong with an entry.
func (w *Walk) Broken(seq int64, format string, args ...any) {
	w.Findings = append(w.Findings, Finding{Seq: seq, Broken: true, What: fmt.Sprintf(format, args...)})
}

// Step goes on to an entry with its hash, chained being what it has to be after the one
// before. After a broken one it goes on from the stored hash, so that each is named once.
func (w *Walk) Step(seq int64, hash []byte, chained func(previous []byte) []byte) {
	if seq != w.seq+1 {
		w.Broken(seq, "%s", missing(seq, w.seq))
	}
	if !bytes.Equal(chained(w.head), hash) {
		w.Broken(seq, "%s", changed)
	}
	w.seq, w.head = seq, hash
}

// changed is what is wrong with an entry whose hash is another.
const changed = "was changed, or the entry before it was"

func missing(seq, last int64) string {
	return fmt.Sprintf("entry %d follows entry %d: entries are missing or out of order", seq, last)
}

// Ends says that this was the last entry, and what a seal that is kept apart says of it:
// of an entry that was taken from the end, or added there, nothing in the chain tells. No
// seal at all is one of nothing.
func (w *Walk) Ends(seq int64, hash []byte) {
	switch {
	case seq > w.seq:
		w.Broken(seq, "is the last one by its seal, and the chain ends with %d: entries are missing at its end", w.seq)
	case seq < w.seq:
		w.Broken(seq+1, "comes after the last one by its seal, %d: entries were added at the end", seq)
	case !bytes.Equal(hash, w.head):
		w.Broken(seq, "is not the last one that was sealed")
	}
}

// Says compares what is noted of an entry elsewhere with its hash, nil where there is no
// such entry.
func (w *Walk) Says(where string, seq int64, noted, is []byte) {
	switch {
	case is == nil:
		w.Broken(seq, "is noted %s, and is not there", where)
	case !bytes.Equal(noted, is):
		w.Broken(seq, "is not what was noted of it %s", where)
	}
}

// A Verifier checks entries in the order of the whole ledger.
type Verifier struct {
	Walk
	versions map[subject]int
	erased   map[subject][]int64 // entries without their private part
}

type subject struct {
	matter Matter
	id     int64
}

// Check looks at the next entry: its place, its version, its private part
// against the digest, and its hash against the chain. After a broken entry it
// goes on from the stored hash, so that each broken entry is named once.
func (v *Verifier) Check(e Entry) {
	for _, what := range e.wrong(v.seq, v.head) {
		v.Broken(e.Seq, "%s", what)
	}
	v.seq = e.Seq
	if v.versions == nil {
		v.versions = map[subject]int{}
	}
	s := subject{e.Matter, e.Subject}
	if e.N != v.versions[s]+1 {
		v.Broken(e.Seq, "is number %d of %s %d, after number %d", e.N, e.Matter, e.Subject, v.versions[s])
	}
	v.versions[s] = e.N
	switch {
	case e.Erased && v.erased == nil:
		v.erased = map[subject][]int64{s: {e.Seq}}
	case e.Erased:
		v.erased[s] = append(v.erased[s], e.Seq)
	}
	if e.Type == Destroyed {
		for _, seq := range v.erased[s] {
			v.Findings = append(v.Findings, Finding{Seq: seq, What: "private part erased"})
		}
		delete(v.erased, s)
	}
	v.head = e.Hash
}

// Destroyed is the type of the fact by which the private parts of the entries of a subject
// are erased (销毁). Without it after them, one that is not there was taken away.
const Destroyed = "destroyed"

// Ends is that of the Walk. By the end it is known too which private parts were erased.
func (v *Verifier) Ends(seq int64, hash []byte) {
	for _, all := range v.erased {
		for _, gone := range all {
			v.Broken(gone, "private part is gone, and nothing says that it was erased")
		}
	}
	v.erased = nil
	slices.SortStableFunc(v.Findings, func(a, b Finding) int { return cmp.Compare(a.Seq, b.Seq) })
	v.Walk.Ends(seq, hash)
}

// wrong says what is wrong with the entry, where it stands after the one of that
// place and hash.
func (e Entry) wrong(seq int64, head []byte) []string {
	var all []string
	if e.Seq != seq+1 {
		all = append(all, missing(e.Seq, seq))
	}
	switch {
	case e.Erased:
	case e.Digest == nil && e.Private != nil:
		all = append(all, "has a private part that the chain does not know")
	case e.Digest != nil && !bytes.Equal(digestOf(e.Salt, e.Private), e.Digest):
		all = append(all, "private part was changed")
	}
	if !bytes.Equal(e.Chain(head), e.Hash) {
		all = append(all, changed)
	}
	return all
}

// Follows returns nil if the entry is whole and stands rightly after the one of that
// place and hash. It is the check for who reads the whole ledger and keeps nothing of it:
// that the entries of each subject are counted without gaps is for the Verifier.
func (e Entry) Follows(seq int64, head []byte) error {
	if wrong := e.wrong(seq, head); len(wrong) > 0 {
		return fmt.Errorf("entry %d: %s", e.Seq, wrong[0])
	}
	return nil
}
