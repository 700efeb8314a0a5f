package desk

import (
	"testing"

	"mingda/internal/casefile"
	"mingda/internal/fault"
	"mingda/internal/reconsider"
)

// TestJoinWithdrawn: what was withdrawn on the page as a duplicate of a letter does
// not withdraw the letter's case when it is put into it.
func TestJoinWithdrawn(t *testing.T) {
	b := newBench(t)
	b.needFonts()
	b.withBureau()
	visit, request := b.answered()
	o, f := b.objected(request)
	letter, err := b.TakeObjection(ctx, b.by("handler"), casefile.PostSigned, o)
	b.must(err)
	made, err := b.RegisterReview(ctx, b.by("handler"), letter.Input, 0, f)
	b.must(err)
	ticket, err := b.Object(ctx, visit, "objection", "browser", objection)
	b.must(err)
	b.must(b.WithdrawByApplicant(ctx, Visit{Input: ticket.Input}, "已经寄了，网上这份重复"))
	c, err := loadReview(ctx, b.DB, made)
	b.must(err)
	_, err = b.JoinReview(ctx, b.by("handler"), ticket.Input, 0, c.Number)
	b.must(err)
	c, err = loadReview(ctx, b.DB, made)
	b.must(err)
	s, err := c.Situation(b.Calendar(), b.today())
	b.must(err)
	if err := c.Allows(reconsider.CloseWithdrawn, s); c.Withdrawal.Entry != 0 || fault.CodeOf(err) != "review_not_withdrawn" {
		t.Errorf("the letter's case is withdrawn: %+v, %v", c.Withdrawal, err)
	}
	noted, _ := c.History[len(c.History)-1].Fact.(*reconsider.WithdrawalAsked)
	if noted == nil || !noted.OfJoined(c) || noted.Private.Reason != "已经寄了，网上这份重复" {
		t.Errorf("the file does not say that it was withdrawn: %+v", noted)
	}
	b.must(b.Reopen(ctx, b.by("handler"), ticket.Input, 0, "另办"))
	b.sound()
}
