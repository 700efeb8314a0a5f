package desk

import (
	"testing"

	"mingda/internal/reconsider"
)

// TestReviewRead: of each of the respondent's papers it is said whether it was shown; what
// was withheld needs its ground and why; taken back, it was not read.
func TestReviewRead(t *testing.T) {
	b := newReviewBench(t)
	id := b.accepted()
	read := func(change func(f *reconsider.FileRead)) error {
		f := reconsider.FileRead{Role: reconsider.TheApplicant}
		f.Private.Who = "本人，核对了身份证"
		for _, what := range b.review(id).Readable() {
			f.Things = append(f.Things, reconsider.Read{What: what, How: reconsider.Copied})
		}
		if change != nil {
			change(&f)
		}
		return b.ReadReviewFile(ctx, b.by("ye"), id, 0, f, b.today())
	}
	b.refused(read(nil), "review_read_nothing")
	b.must(b.RespondWithBundle(ctx, b.by("clerk"), id, 0, "检索过，没有", 0, b.evidence()))
	if all := b.review(id).Readable(); len(all) != 2 || all[1].Material != 1 {
		t.Fatalf("to read: %+v", all)
	}
	b.refused(read(func(f *reconsider.FileRead) { f.Role = reconsider.TheRespondent }), "review_read_role", "role")
	b.refused(read(func(f *reconsider.FileRead) { f.Things = f.Things[:1] }), "review_read_how", "read-2")
	b.refused(read(func(f *reconsider.FileRead) { f.Things[1].How = reconsider.WithheldTrade }), "review_read_why", "why")
	b.must(read(func(f *reconsider.FileRead) {
		f.Things[1].How, f.Private.Why = reconsider.WithheldTrade, "第三方的报价"
	}))
	c := b.review(id)
	if len(c.Readings) != 1 || !c.Readings[0].Things[1].How.IsWithheld() || c.Readings[0].Things[0].How.IsWithheld() {
		t.Errorf("read: %+v", c.Readings)
	}
	b.must(b.TakeBackReview(ctx, b.by("ye"), id, 0, c.Version, "登记错了"))
	if len(b.review(id).Readings) != 0 {
		t.Error("taken back, it is still there")
	}
	b.sound()
}
