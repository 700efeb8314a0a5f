package web_test

import (
	"net/url"
	"strconv"
	"strings"
	"testing"
)

// TestUndoAssign: the sentence that a case was given to a unit leads back from it, with
// a reason filled in that can be changed; it does so once, and only while it can.
func TestUndoAssign(t *testing.T) {
	o := newCaseOffice(t)
	id := o.register(ask(longName, "补偿方案", "补偿方案"))
	clerk := o.in(o.clerk)
	give := url.Values{"unit": {strconv.FormatInt(o.units[0], 10)}}
	gone(t, clerk.fill(path(id, "/assign"), give), path(id, ""))
	n := o.version(id)
	undo, ok := clerk.page(path(id, "")).In(".note a")
	if !ok || undo.Text() != "撤销" {
		t.Fatalf("no way back: %v", undo)
	}
	if p := clerk.page(path(id, "")); p.HasText(".note", "已分办") {
		t.Error("it is said twice")
	}
	p := clerk.page(undo.Attr("href"))
	if p.Values()["reason"][0] != "刚才办错了" || !p.HasText("main", "分办") {
		t.Errorf("the form: %s", p.Text())
	}
	if p := clerk.page(strings.TrimSuffix(undo.Attr("href"), "&slip=1")); p.Values()["reason"][0] != "" {
		t.Error("whoever comes from the timeline has a reason filled in")
	}
	if a := clerk.post(path(id, "/take-back"), url.Values{"entry": {strconv.Itoa(n)}, "version": {strconv.Itoa(n)}, "reason": {""}}); a.status != 422 {
		t.Errorf("without a reason: %d", a.status)
	}
	gone(t, clerk.fill(undo.Attr("href"), nil), path(id, ""))
	if p := clerk.page(path(id, "")); !p.HasText(".note", "已撤销") || !p.HasText("main", "刚才办错了") || o.caseOf(id).Unit != 0 {
		t.Errorf("undone: %s", p.Text())
	}

	// Once the unit has taken it, what the link opens says why it is too late.
	gone(t, clerk.fill(path(id, "/assign"), give), path(id, ""))
	undo, _ = clerk.page(path(id, "")).In(".note a")
	o.must(o.desk.SignFor(t.Context(), o.officer, id, 0))
	if p := clerk.page(undo.Attr("href")); !p.HasText(".note", "不能撤销") {
		t.Errorf("too late: %s", p.Text())
	}
	// What was written in more than one entry, or cannot be taken back, offers nothing.
	gone(t, clerk.fill(path(id, "/withdraw"), url.Values{"on": {o.desk.Today().String()}, "sure": {"1"}, "reason": {"申请人来电撤回"}}), path(id, ""))
	if p := clerk.page(path(id, "")); p.Count(".note a") != 0 || !p.HasText(".note", "撤回") {
		t.Errorf("withdrawn: %s", p.Text())
	}
}

// TestUndoInput: what was decided in the inbox can be undone from the sentence that
// says so: set aside, joined, put off.
func TestUndoInput(t *testing.T) {
	o := newDoorOffice(t)
	o.webForm(worstName, "补偿方案")
	o.webForm(worstName, "学区划分论证材料")
	clerk := o.as(o.clerk)
	clerk.post("/inbox/1/register", clerk.get("/inbox/1").form(t, "/inbox/1/register"))
	for _, act := range []struct {
		panel, post, said string
		typed             []string
	}{
		{"aside", "set-aside", "已不予登记", []string{"reason", "noise"}},
		{"join", "join", "已并入", []string{"case", "2026-0001"}},
		{"register", "park", "先放着了", nil},
	} {
		form := clerk.get("/inbox/2?act="+act.panel).form(t, "/inbox/2/"+map[bool]string{true: "register", false: act.post}[act.post == "park"])
		a := clerk.post("/inbox/2/"+act.post, typed(form, act.typed...))
		undo, ok := a.page.In(".note a")
		if !ok || !a.page.HasText(".note", act.said) || undo.Text() != "撤销" {
			t.Fatalf("%s: no way back: %s", act.post, a.page.Text())
		}
		reopen := clerk.get(undo.Attr("href")).form(t, "/inbox/2/reopen")
		if reopen.Get("reason") != "刚才办错了" {
			t.Errorf("%s: the reason is %q", act.post, reopen.Get("reason"))
		}
		if a = clerk.post("/inbox/2/reopen", typed(reopen, "reason", "")); a.status != 422 {
			t.Errorf("%s: without a reason: %d", act.post, a.status)
		}
		clerk.post("/inbox/2/reopen", typed(reopen, "reason", "点错了"))
		row, err := o.desk.DB.InputRow(t.Context(), 2)
		if err != nil || row.State != "waiting" || row.Parked {
			t.Errorf("%s: undone it is %+v, %v", act.post, row, err)
		}
		if a = clerk.post("/inbox/2/reopen", reopen); a.status != 409 {
			t.Errorf("%s: undone twice: %d", act.post, a.status)
		}
	}
}
