package desk

import (
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"mingda/internal/casefile"
	"mingda/internal/fault"
	"mingda/internal/ledger"
	"mingda/internal/sqlite"
)

// TestStanding: a case that is looked at again is not folded again, but whatever
// happened to it since is on its page: an act, an act through another process,
// personal data erased, another day.
func TestStanding(t *testing.T) {
	b := newBench(t)
	clerk := b.by("clerk")
	id := b.register(b.web(form(casefile.ByDownload)).Input, wants(casefile.ByDownload))
	other := b.register(b.web(form(casefile.ByDownload)).Input, wants(casefile.ByDownload))
	look := func() *casefile.Case {
		t.Helper()
		v, err := b.Case(ctx, clerk, id)
		b.must(err)
		return v.Case
	}
	first := look()
	if look() != first {
		t.Error("nothing was committed, and the case was folded again")
	}
	b.must(b.Note(ctx, clerk, other, "别的案件"))
	if look() != first {
		t.Error("nothing happened to the case, and it was folded again")
	}
	if _, err := b.Case(ctx, b.by("foreign-clerk"), id); fault.KindOf(err) != fault.Forbidden {
		t.Errorf("what one has looked at, another agency sees: %v", err)
	}

	b.must(b.Note(ctx, clerk, id, "打过电话"))
	noted := look()
	if noted.Version != first.Version+1 {
		t.Errorf("after a note the case is at %d, want %d", noted.Version, first.Version+1)
	}

	seal, err := ledger.NewSealer([]byte("0123456789abcdef"), neverRandom{})
	b.must(err)
	elsewhere, err := sqlite.Open(ctx, filepath.Join(b.dir, "mingda.db"), seal)
	b.must(err)
	defer elsewhere.Close()
	before := b.DB.Version()
	b.must(elsewhere.Write(ctx, func(tx *sqlite.Tx) error { return tx.Erase(ctx, ledger.Case, int64(id)) }))
	for b.DB.Version() == before { // another process is noticed within a moment
		runtime.Gosched()
	}
	if c := look(); !c.Erased || c.Applicant.Name != "" {
		t.Errorf("personal data that were erased still stand on the page: %q", c.Applicant.Name)
	}

	today := look()
	b.goTo("2026-10-12")
	if look() == today {
		t.Error("the days of yesterday stand on the page")
	}
}

// neverRandom is for a sealer that seals nothing.
type neverRandom struct{}

func (neverRandom) Read([]byte) (int, error) { return 0, os.ErrInvalid }
