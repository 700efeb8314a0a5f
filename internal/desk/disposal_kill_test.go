package desk

import (
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/disposal"
	"mingda/internal/export"
	"mingda/internal/filestore"
	"mingda/internal/intake"
	"mingda/internal/ledger"
	"mingda/internal/sqlite"
)

// TestDestroyCutShort: killed between the rows of a file and its files in the store, or
// between two files of a list, it goes on at the next start.
func TestDestroyCutShort(t *testing.T) {
	b := newBench(t)
	b.needFonts()
	one, two := b.keptFile("一", casefile.PutAway{}), b.keptFile("二", casefile.PutAway{})
	b.goTo(afterTen)
	list := b.ordered(one, two)
	l, err := loadDisposal(ctx, b.DB, list)
	b.must(err)
	b.must(b.destroyRows(ctx, list, l.Items[0]))
	named := b.filesOf(one)
	b.must(b.DB.Close())
	b.reopen()
	for _, h := range named {
		if !b.Files.Has(filestore.Hash(h)) {
			t.Fatal("the files went before the rows of all were gone: the test tests nothing")
		}
	}
	b.sound()
	b.must(b.DestroyAll(ctx))
	for _, h := range append(named, b.filesOf(two)...) {
		if b.Files.Has(filestore.Hash(h)) {
			t.Errorf("%s was left behind", h)
		}
	}
	if l, err = loadDisposal(ctx, b.DB, list); err != nil || l.Stage != disposal.StageDestroyed {
		t.Errorf("%+v, %v", l, err)
	}
	destroyed := 0
	for _, p := range b.caseOf(one).History {
		if _, is := p.Fact.(*casefile.Destroyed); is {
			destroyed++
		}
	}
	if destroyed != 1 {
		t.Errorf("destroyed %d times", destroyed)
	}
	b.sound()
}

// destroyLists carries out the lists that were begun, one after the other.
func destroyLists(d *Desk) error {
	d.Now = func() time.Time { return time.Date(2037, 1, 5, 15, 0, 0, 0, calendar.Zone) }
	begun, err := d.DB.DisposalsBegun(ctx)
	if err != nil {
		return err
	}
	for _, id := range begun {
		if err := d.destroy(ctx, id); err != nil {
			return err
		}
		fmt.Println("acknowledged", id, id, "-", "-")
	}
	return nil
}

// TestKilledDestroying kills it again and again: in the end each file is destroyed once,
// nothing of it is in the store, and what was not on a list is whole.
func TestKilledDestroying(t *testing.T) {
	if testing.Short() {
		t.Skip("takes many seconds")
	}
	b := newBench(t)
	const lists, each = 40, 1
	ids := b.registered(lists*each+1, "destroyed")
	for n, id := range ids {
		_, err := b.AddMaterials(ctx, b.by("clerk"), id, casefile.Evidence, []intake.File{b.stored("记录.pdf", fmt.Sprint("件 ", n))})
		b.must(err)
		b.must(b.Withdraw(ctx, b.by("clerk"), id, 0, "不要了"))
		b.must(b.Archive(ctx, b.by("clerk"), id, 0, casefile.PutAway{}))
	}
	b.goTo(afterTen)
	for n := range lists {
		b.ordered(ids[n*each : n*each+each]...)
	}
	b.must(b.DB.Close())
	runAndKill(t, "destroys", b.dir, 1)
	b.reopen()
	left := ids[lists*each]
	for _, id := range ids {
		for _, h := range b.filesOf(id) {
			if b.Files.Has(filestore.Hash(h)) != (id == left) {
				t.Errorf("case %d, file %s: there %v", id, h, id != left)
			}
		}
		n := 0
		for _, p := range b.caseOf(id).History {
			if _, is := p.Fact.(*casefile.Destroyed); is {
				n++
			}
		}
		if want := map[bool]int{true: 0, false: 1}[id == left]; n != want {
			t.Errorf("case %d is destroyed %d times", id, n)
		}
	}
	if begun, err := b.DB.DisposalsBegun(ctx); err != nil || len(begun) != 0 {
		t.Errorf("%v is not done, %v", begun, err)
	}
	b.onlyErased()
	b.sound()
}

// TestRebuildAfterErasing: rows that are made anew after something was erased, in a database
// that was opened since, leave an index that is whole.
func TestRebuildAfterErasing(t *testing.T) {
	b := newBench(t)
	id := b.registered(2, "erased")[0]
	b.must(b.DB.Write(ctx, func(tx *sqlite.Tx) error {
		if err := tx.Erase(ctx, ledger.Case, int64(id)); err != nil {
			return err
		}
		c, err := loadCase(ctx, tx, id)
		if err != nil {
			return err
		}
		return b.ProjectCase(ctx, tx, c)
	}))
	b.must(b.DB.Close())
	b.reopen()
	whole := func() {
		t.Helper()
		if v, err := b.Verify(ctx); err != nil || len(v.Damaged) > 0 { // the chain misses an entry that says so
			t.Errorf("%v, %v", v.Damaged, err)
		}
		if differences, err := b.Rebuild(ctx); err != nil || len(differences) > 0 {
			t.Errorf("%v, %v", differences, err)
		}
	}
	whole()
	whole()
}

// TestDestroyedMoves: an office with destroyed files moves whole: the same ledger, the same
// rows, no file lacking.
func TestDestroyedMoves(t *testing.T) {
	b := newBench(t)
	b.needFonts()
	id := b.keptFile("一", casefile.PutAway{})
	b.keptFile("二", casefile.PutAway{Keep: casefile.Keep30, Reason: "重大"})
	b.goTo(afterTen)
	b.ordered(id)
	b.must(b.DestroyAll(ctx))
	out, to := filepath.Join(t.TempDir(), "out"), t.TempDir()
	_, err := b.MoveOut(ctx, MovingOut{Dir: out, Personal: export.Sealed, Account: "test", Office: "real"})
	b.must(err)
	in, err := export.Open(out)
	b.must(err)
	b.must(LayIn(ctx, in, to, b.DB.Sealer()))
	moved, err := openDesk(to, b.Now)
	b.must(err)
	t.Cleanup(func() { moved.DB.Close() })
	if other, err := moved.SettleIn(ctx, in); err != nil || len(other) > 0 {
		t.Fatalf("%v are other rows, %v", other, err)
	}
	moved.Fonts, b.Desk = b.Fonts, moved
	if c := b.caseOf(id); c.NotDestroyed() == nil || !c.Erased {
		t.Errorf("%+v", c)
	}
	b.onlyErased()
	b.sound()
}
