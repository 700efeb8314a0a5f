package casefile

import (
	"slices"
	"testing"

	"mingda/internal/fault"
)

// TestWish: what one of several wishes waits until a person has decided; declined it
// waits no more, taken back it waits again.
func TestWish(t *testing.T) {
	b := received(t, "2026-09-22").add("2026-09-23", &Assigned{Unit: 4}).jointly("2026-09-23", "李四")
	c, s := b.c, Situation{Today: day("2026-09-28")}
	waits := func() bool {
		return slices.ContainsFunc(c.awaitedDays(xinjiang(t)), func(d AwaitedDay) bool { return d.What == WishToDecide && d.By == day("2026-09-24") })
	}
	if err := c.Allows(DeclineWithdrawal, s); fault.CodeOf(err) != "wish_none" || waits() {
		t.Errorf("without a wish: %v", err)
	}
	b.add("2026-09-24", c.AskingForOne("不要了"))
	if !waits() || c.IsWithdrawalAsked() || c.AskingForOne("不要了") != nil {
		t.Error("the wish does not wait, or is noted twice")
	}
	f := WithdrawalDeclined{Wish: c.Version}
	if _, err := c.DeclineWithdrawal(f, s); fieldCode(err, "reason") != "reason_needed" {
		t.Errorf("without a reason: %v", err)
	}
	for because, code := range map[Declining]fault.Code{"": "wish_because", OneCopy: "wish_because_not"} {
		f.Because = because
		if _, err := c.DeclineWithdrawal(f, s); fieldCode(err, "because") != code {
			t.Errorf("because %q: %v", because, err)
		}
	}
	f.Because = OthersWant
	f.Private.Reason, f.Wish = "李四还要", 1
	if _, err := c.DeclineWithdrawal(f, s); fieldCode(err, "wish") != "wish_which" {
		t.Errorf("another entry: %v", err)
	}
	f.Wish = c.Version
	fact, err := c.DeclineWithdrawal(f, s)
	if err != nil {
		t.Fatal(err)
	}
	b.add("2026-09-28", fact)
	if waits() || len(c.Wishes()) > 0 || !c.Stage().IsOpen() {
		t.Error("declined it waits still")
	}
	if c.AskingForOne("不要了") == nil {
		t.Error("a further wish is lost")
	}
	back := TakenBack{Corrects: c.Version}
	back.Private.Reason = "记错了"
	taken, err := c.TakingBack(back, s)
	if err != nil {
		t.Fatal(err)
	}
	if b.add("2026-09-28", taken); !waits() {
		t.Error("taken back it does not wait again")
	}
}

// TestWishBeforeRegistration: that the applicant had withdrawn before it was a case can
// be declined too, when it was not meant: the case is worked on then.
func TestWishBeforeRegistration(t *testing.T) {
	b := received(t, "2026-09-22").add("2026-09-22", &WithdrawalAsked{Input: 3})
	if !b.c.IsWithdrawalAsked() {
		t.Fatal("no wish")
	}
	f := WithdrawalDeclined{Wish: b.c.Version}
	f.Private.Reason, f.Because = "来电说是邻居按的", OthersWant
	if _, err := b.c.DeclineWithdrawal(f, Situation{Today: day("2026-09-23")}); fieldCode(err, "because") != "wish_because_not" {
		t.Errorf("others, of one who asks alone: %v", err)
	}
	f.Because = NotTheirs
	fact, err := b.c.DeclineWithdrawal(f, Situation{Today: day("2026-09-23")})
	if err != nil {
		t.Fatal(err)
	}
	if b.add("2026-09-23", fact); b.c.IsWithdrawalAsked() {
		t.Error("nobody may work on it")
	}
}
