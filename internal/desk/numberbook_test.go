package desk

import (
	"fmt"
	"slices"
	"testing"

	"mingda/internal/casefile"
	"mingda/internal/fault"
	"mingda/internal/letter"
	"mingda/internal/sqlite"
)

// TestNumberBook: each number stands in the register with what became of it, also
// the void ones with reason, by whom and when; a missing one is named; who sees
// part of the cases sees part of the lines, and the check of all.
func TestNumberBook(t *testing.T) {
	b := newBench(t)
	b.needFonts()
	var ids []casefile.ID
	for i := range 5 {
		ids = append(ids, b.toSign(fmt.Sprint("book ", i), letter.NotExisting, values(t, letter.NotExisting)))
		b.must(b.Sign(ctx, b.by("signer"), ids[i], 0, 1))
	}
	b.must(b.Void(ctx, b.by("signer"), ids[1], 0, 1, "页数写错"))
	b.must(b.Withdraw(ctx, b.by("clerk"), b.withDraft(t, ids[1]), 0, "不要了"))
	b.must(b.Serve(ctx, b.by("clerk"), ids[2], ServiceForm{Letter: 1, Way: casefile.Downloaded}))
	n, _, err := b.SaveDraft(ctx, b.by("officer"), ids[2], DraftForm{Kind: letter.NotExisting, Values: values(t, letter.NotExisting), Replaces: 1})
	b.must(err)
	b.must(b.Submit(ctx, b.by("officer"), ids[2], 0, n))
	b.must(b.Check(ctx, b.by("checker"), ids[2], 0, n, ""))
	b.must(b.Sign(ctx, b.by("signer"), ids[2], 0, n))
	for state, want := range map[sqlite.NumberState]int{sqlite.NumberReplaced: 0, sqlite.NumberStands: 5} {
		if signed, err := b.Numbers(ctx, b.by("clerk"), NumberQuery{State: state, Limit: 50}); err != nil || signed.Total != want {
			t.Errorf("before the correction is served %d are %s, want %d (%v)", signed.Total, state, want, err)
		}
	}
	b.must(b.Serve(ctx, b.by("clerk"), ids[2], ServiceForm{Letter: n, Way: casefile.Downloaded}))

	read := func(login string, q NumberQuery) NumberBook {
		t.Helper()
		book, err := b.Numbers(ctx, b.by(login), q)
		b.must(err)
		return book
	}
	book := read("clerk", NumberQuery{Limit: 50})
	states := map[string]sqlite.NumberState{}
	var order []string
	for _, l := range book.Lines {
		states[l.Letter.Number], order = l.State, append(order, l.Letter.Number)
	}
	number := func(n int) string { return fmt.Sprintf("明政公开答〔2026〕%d号", n) }
	if want := []string{number(6), number(5), number(4), number(3), number(2), number(1)}; !slices.Equal(order, want) {
		t.Errorf("order %v", order)
	}
	for n, want := range map[int]sqlite.NumberState{1: "stands", 2: "void", 3: "replaced", 4: "stands", 6: "stands"} {
		if states[number(n)] != want {
			t.Errorf("%d is %s, want %s", n, states[number(n)], want)
		}
	}
	if book.Last != 6 || book.Taken != 6 || book.Total != 6 || len(book.Missing) != 0 || !slices.Equal(book.Years, []int{2026}) {
		t.Errorf("%+v", book)
	}
	void := book.Lines[4]
	if void.VoidBy != b.by("signer").ID || void.Letter.VoidFor != "页数写错" || void.VoidAt.IsZero() {
		t.Errorf("the void number says %d, %q, %s", void.VoidBy, void.Letter.VoidFor, void.VoidAt)
	}
	for state, want := range map[sqlite.NumberState]int{sqlite.NumberVoid: 1, sqlite.NumberReplaced: 1, sqlite.NumberStands: 4} {
		if got := read("clerk", NumberQuery{State: state, Limit: 50}); got.Total != want || len(got.Lines) != want || got.Lines[0].State != state || got.Last != 6 {
			t.Errorf("%s: %d lines of %d, last %d", state, len(got.Lines), got.Total, got.Last)
		}
	}
	if part := read("clerk", NumberQuery{Offset: 4, Limit: 4}); len(part.Lines) != 2 || part.Total != 6 || part.Lines[1].Letter.Number != number(1) {
		t.Errorf("the second page has %d", len(part.Lines))
	}
	if other := read("other-officer", NumberQuery{Limit: 50}); len(other.Lines) != 0 || other.Total != 0 || other.Taken != 6 || other.Last != 6 {
		t.Errorf("another unit sees %+v", other)
	}
	if empty := read("clerk", NumberQuery{Word: "延", Limit: 50}); len(empty.Lines) != 0 || empty.Last != 0 {
		t.Errorf("of extensions there are %d", len(empty.Lines))
	}
	for login, q := range map[string]NumberQuery{"clerk": {Agency: 2}, "foreign-clerk": {Agency: 1}} {
		if _, err := b.Numbers(ctx, b.by(login), q); fault.KindOf(err) != fault.NotFound {
			t.Errorf("%s: %v", login, err)
		}
	}
	if _, err := b.Numbers(ctx, b.by("admin"), NumberQuery{}); fault.KindOf(err) != fault.Forbidden {
		t.Errorf("an administrator: %v", err)
	}
	if all := read("coordinator", NumberQuery{Agency: 2}); len(all.Agencies) != 2 || all.Agency.ID != 2 || all.Last != 0 {
		t.Errorf("the coordinator sees %+v", all)
	}
	b.sound()
	// A number that is lost, as none can be, is named.
	agency := book.Agency
	b.must(b.DB.Write(ctx, func(tx *sqlite.Tx) error { _, err := nextLetterNumber(ctx, tx, agency, "答", 2026); return err }))
	last := b.toSign("after the gap", letter.NotExisting, values(t, letter.NotExisting))
	b.must(b.Sign(ctx, b.by("signer"), last, 0, 1))
	if book := read("officer", NumberQuery{Limit: 50}); !slices.Equal(book.Missing, []int{7}) || book.Last != 8 {
		t.Errorf("missing %v of %d", book.Missing, book.Last)
	}
}

// withDraft begins another letter of a case whose first is void.
func (b *bench) withDraft(t *testing.T, id casefile.ID) casefile.ID {
	t.Helper()
	_, _, err := b.SaveDraft(ctx, b.by("officer"), id, DraftForm{Kind: letter.Disclose, Values: values(t, letter.Disclose)})
	b.must(err)
	return id
}
