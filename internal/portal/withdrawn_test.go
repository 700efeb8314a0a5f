package portal_test

import (
	"testing"

	"mingda/internal/letter"
)

// TestWithdrawalConfirmed: who withdrew reads that it is confirmed, and has the
// letter, beside how the request ended.
func TestWithdrawalConfirmed(t *testing.T) {
	i := newInstallation(t, 1, nil)
	b := i.browser()
	number, code := b.ask(map[string]string{"delivery": "email"})
	id := i.register(number)
	b.open(number, code)
	b.get("/status/withdraw")
	b.submit("/status/withdraw", map[string]string{"reason": "已经找到", "confirm": "1"})
	b.get("/status").wants(200, "已经撤回").wantsNot("确认书")
	i.letter(id, letter.Withdrawn, nil)
	b.get("/status").wants(200, "已经撤回", "不再答复", "看撤回申请确认书", "书面确认了您的撤回").wantsNot("已经答复")
	b.get("/status/letters/1/text").wants(200, "已经找到", "网上提交")
}
