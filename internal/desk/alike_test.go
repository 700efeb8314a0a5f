package desk

import (
	"testing"

	"mingda/internal/casefile"
	"mingda/internal/inbox"
	"mingda/internal/sqlite"
)

// TestAlikeFollowsTheInbox: what resembles an input is remembered, and must
// still follow what comes in, what is set aside, and what comes back.
func TestAlikeFollowsTheInbox(t *testing.T) {
	b := newBench(t)
	first := b.web(form(casefile.ByEmail)).Input
	alike := func(step string, id inbox.ID, want int) {
		t.Helper()
		v, err := b.Input(ctx, b.by("clerk"), id)
		if err != nil || len(v.Alike) != want {
			t.Errorf("%s: input %d resembles %d, %v, want %d", step, id, len(v.Alike), err, want)
		}
		row, err := b.DB.InputRow(ctx, id)
		b.must(err)
		marks, err := b.Marks(ctx, b.by("clerk"), []sqlite.InputRow{row})
		if err != nil || marks[id].Alike != want {
			t.Errorf("%s: the mark of input %d says %d, %v, want %d", step, id, marks[id].Alike, err, want)
		}
	}
	alike("alone", first, 0)
	second := b.web(form(casefile.ByEmail)).Input
	alike("a second came", first, 1)
	alike("a second came", second, 1)
	third := b.web(form(casefile.ByEmail)).Input
	alike("a third came", first, 2)
	b.must(b.SetAside(ctx, b.by("clerk"), second, 0, inbox.SameAgain, ""))
	alike("the second was set aside", first, 1)
	alike("the second was set aside", third, 1)
	b.must(b.Reopen(ctx, b.by("clerk"), second, 0, "又来电话，确属另一件"))
	alike("the second came back", first, 2)
}
