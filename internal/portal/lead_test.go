package portal_test

import "testing"

// TestJoinedOnStatus: who asks learns that the request is answered with another, not
// with whose; the other learns nothing.
func TestJoinedOnStatus(t *testing.T) {
	i := newInstallation(t, 1, nil)
	b := i.browser()
	number, code := b.ask(map[string]string{"delivery": "email"})
	other := i.register(number)
	leadNumber, leadCode := b.ask(map[string]string{"delivery": "email"})
	lead := i.register(leadNumber)
	row, err := i.desk.DB.CaseRow(t.Context(), other)
	if err != nil {
		t.Fatal(err)
	}
	its, err := i.desk.DB.CaseRow(t.Context(), lead)
	if err != nil {
		t.Fatal(err)
	}
	if err := i.desk.JoinCase(t.Context(), i.clerk, lead, 0, row.Number, "两人要的一样"); err != nil {
		t.Fatal(err)
	}
	b.open(number, code)
	page := b.get("/status")
	page.wants(200, "和另一件同样的申请一起办", "您的编号和期限不变", "答复单独送给您")
	page.wantsNot(its.Number, "两人要的一样")
	b.open(leadNumber, leadCode)
	b.get("/status").wantsNot("一起办", row.Number)
	if err := i.desk.UnjoinCase(t.Context(), i.clerk, lead, 0, other, "不同"); err != nil {
		t.Fatal(err)
	}
	b.open(number, code)
	b.get("/status").wantsNot("一起办")
}
