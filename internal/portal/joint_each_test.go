package portal_test

import (
	"testing"
	"time"

	"mingda/internal/casefile"
	"mingda/internal/desk"
	"mingda/internal/letter"
)

// TestOwnService: who leads sees how the reply came to them, not to the last of those
// who ask too.
func TestOwnService(t *testing.T) {
	i := newInstallation(t, 1, nil)
	b := i.browser()
	number, code := b.ask(map[string]string{"delivery": "pickup"})
	id := i.register(number)
	i.together(id)
	n := i.signed(id, letter.Disclose, letter.Values{"given": "《方案》", "way": "enclosed"})
	own := i.today()
	i.must(i.desk.Serve(t.Context(), i.clerk, id, desk.ServiceForm{Letter: n, Way: casefile.Direct, Recipient: "本人", On: own}))
	b.open(number, code).wants(200, "答复了您", own.ChineseShort(), "您的答复已经给您，其他人的还在办").wantsNot("正在送给您")
	i.pass(72 * time.Hour)
	i.must(i.desk.Serve(t.Context(), i.clerk, id, desk.ServiceForm{Letter: n, To: 1, Way: casefile.Posted, Tracking: "XA1", On: i.today()}))
	b.get("/status").wants(200, own.ChineseFull()+"答复了您，当面交给了您").wantsNot(i.today().ChineseFull() + "答复了您")
}

// TestAskedWhileOthersWait: who leads is asked to supplement, or to pay, as soon as they
// have the notice themselves; that the period stands is said only when all have it.
func TestAskedWhileOthersWait(t *testing.T) {
	i := newInstallation(t, 1, nil)
	b := i.browser()
	number, code := b.ask(map[string]string{"delivery": "pickup"})
	id := i.register(number)
	i.together(id)
	n := i.signed(id, letter.Clarification, letter.Values{"points": "写明是哪一年", "by": i.today().AddDays(14).String()})
	i.must(i.desk.Serve(t.Context(), i.clerk, id, desk.ServiceForm{Letter: n, To: 1, Way: casefile.Posted, Tracking: "XA1", On: i.today()}))
	b.open(number, code).wantsNot("请您补充")
	i.must(i.desk.CorrectService(t.Context(), i.clerk, id, desk.ServiceCorrection{ServiceForm: desk.ServiceForm{Letter: n, To: 1}, Failed: true, Reason: "没有寄出"}))
	i.must(i.desk.Serve(t.Context(), i.clerk, id, desk.ServiceForm{Letter: n, Way: casefile.Direct, Recipient: "本人", On: i.today()}))
	b.get("/status").wants(200, "请您补充", "写明是哪一年", "一起申请的人都收到告知书以前，期限照算").wantsNot("答复的期限不算", "钱婉清")
	b.get("/status/supplement").wants(200, "写明是哪一年")
	b.submit("/status/supplement", map[string]string{"text": "要2025年的"})
	if c := i.caseOf(id); c.SupplementedOn != i.today() {
		t.Error("the supplement is lost")
	}
	b.get("/status").wantsNot("现在补充")
}

// TestWishWords: who leads reads that the wish to withdraw is looked at, and that the
// case goes on.
func TestWishWords(t *testing.T) {
	i := newInstallation(t, 1, nil)
	b := i.browser()
	number, code := b.ask(map[string]string{"delivery": "pickup"})
	id := i.register(number)
	i.together(id)
	b.open(number, code)
	b.get("/status/withdraw")
	b.submit("/status/withdraw", map[string]string{"confirm": "1"})
	b.get("/status").wants(200, "提出的撤回记下了", "正在核对其他申请人的意思").wantsNot("钱婉清")
	declined := casefile.WithdrawalDeclined{Wish: i.caseOf(id).Version, Because: casefile.OthersWant}
	declined.Private.Reason = "还有人要"
	i.must(i.desk.DeclineWithdrawal(t.Context(), i.clerk, id, 0, declined))
	b.get("/status").wants(200, "提出的撤回核对过了，照常办", "照常答复您").wantsNot("记下了", "还有人要")
}

// TestNotTheirWish: who asks alone, and whose request was withdrawn by somebody else before
// it was registered, reads that it is handled all the same.
func TestNotTheirWish(t *testing.T) {
	i := newInstallation(t, 1, nil)
	b := i.browser()
	number, code := b.ask(map[string]string{"delivery": "pickup"})
	b.open(number, code)
	b.get("/status/withdraw")
	b.submit("/status/withdraw", map[string]string{"confirm": "1"})
	id := i.register(number)
	b.get("/status").wants(200, "您已经撤回")
	declined := casefile.WithdrawalDeclined{Wish: i.caseOf(id).Wishes()[0].Entry, Because: casefile.NotTheirs}
	declined.Private.Reason = "电话核对，是邻居按的"
	i.must(i.desk.DeclineWithdrawal(t.Context(), i.clerk, id, 0, declined))
	b.get("/status").wants(200, "不是您本人的意思", "照常答复您").wantsNot("您已经撤回", "邻居")
}
