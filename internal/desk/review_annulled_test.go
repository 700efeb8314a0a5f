package desk

import (
	"testing"

	"mingda/internal/casefile"
	"mingda/internal/inbox"
	"mingda/internal/reconsider"
)

// TestAnnulReview: a registration that should not have been is taken back: what came in
// waits again and can be registered anew, the number is used up, no figure counts it.
func TestAnnulReview(t *testing.T) {
	b := newBench(t)
	b.needFonts()
	b.withBureau()
	_, request := b.answered()
	o, f := b.objected(request)
	came, err := b.TakeObjection(ctx, b.by("handler"), casefile.PostSigned, o)
	b.must(err)
	register := func() reconsider.ID {
		t.Helper()
		made, err := b.RegisterReview(ctx, b.by("handler"), came.Input, 0, f)
		b.must(err)
		return made
	}
	first := register()
	b.refused(b.AnnulReview(ctx, b.by("head"), first, 0, " "), "reason_needed", "reason")
	b.refused(b.AnnulReview(ctx, b.by("clerk"), first, 0, "登记重了"), "auth_role")
	b.must(b.AnnulReview(ctx, b.by("head"), first, 0, "登记重了"))
	was, err := loadReview(ctx, b.DB, first)
	b.must(err)
	i, err := loadInput(ctx, b.DB, came.Input)
	b.must(err)
	if i.State != inbox.Waiting || i.Review != 0 || !was.IsOver() || was.Project().Closing != reconsider.StageAnnulled {
		t.Fatalf("the input is %s of %d, the case %s", i.State, i.Review, was.Project().Closing)
	}
	b.refused(b.AnnulReview(ctx, b.by("head"), first, 0, "登记重了"), "review_over")
	table, _, err := b.ReviewFigures(ctx, b.by("head"), b.today().Year())
	b.must(err)
	if n := table.Sum().Figures(); n.Total != 0 || len(table.Aside) != 0 {
		t.Errorf("it is counted: %+v, %+v", n, table.Aside)
	}
	for _, is := range table.Identities {
		if !is.Holds {
			t.Errorf("%s: %s", is.Name, is.Words)
		}
	}
	second := register()
	again, err := loadReview(ctx, b.DB, second)
	b.must(err)
	if again.Number == was.Number {
		t.Errorf("the number %s is used twice", was.Number)
	}
}
