package portal_test

import "testing"

// TestWithdrawingPart: the applicant writes what is not wanted any more; nothing is
// dropped before a person has looked at it.
func TestWithdrawingPart(t *testing.T) {
	i := newInstallation(t, 1, nil)
	b := i.browser()
	number, code := b.ask(map[string]string{"delivery": "email"})
	b.open(number, code)
	id := i.register(number)
	b.get("/status/withdraw").wants(200, "只撤回一部分", "办理的人核对以后登记")
	b.send(b.post("/status/withdraw", map[string][]string{"do": {"part"}}, false)).wants(422, "勾选撤回哪几项，或者写明撤回的是什么")
	b.send(b.post("/status/withdraw", map[string][]string{"do": {"part"}, "part": {"二期的不要了"}}, false)).wants(200, "已经告诉办理的人", "您提出撤回一部分")
	if c := i.caseOf(id); c.PartAsked == nil || c.PartAsked.Text != "二期的不要了" || !c.Stage().IsOpen() {
		t.Errorf("%+v", c.PartAsked)
	}
}
