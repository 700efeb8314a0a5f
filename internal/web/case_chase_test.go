package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"mingda/internal/auth"
	"mingda/internal/desk"
	"mingda/internal/sqlite"
)

// coordinator is one more person, of the coordinating office.
func (o *caseOffice) coordinator() auth.User {
	o.t.Helper()
	u := auth.User{Login: "tong", Name: "统筹", Agency: o.agency.ID, Roles: []auth.Role{auth.Coordinator}, PasswordHash: "nobody signs in by it"}
	o.must(o.desk.DB.Write(o.t.Context(), func(tx *sqlite.Tx) (err error) {
		u.ID, err = tx.PutUser(o.t.Context(), u, o.now)
		return err
	}))
	return u
}

// TestChaseCase: the unit is pressed, has it on top of its day, answers; what it
// said and did not keep stands before who pressed it, who ends it.
func TestChaseCase(t *testing.T) {
	o := newCaseOffice(t)
	id := o.register(ask(longName, "修路的文件", "修路的文件"))
	clerk, officer := o.in(o.clerk), o.in(o.officer)
	if a := clerk.get(path(id, "/chase")); a.status != http.StatusConflict {
		t.Errorf("not assigned: %d", a.status)
	}
	o.assign(id)
	if a := officer.get(path(id, "/chase")); a.status != http.StatusForbidden {
		t.Errorf("the officer: %d", a.status)
	}
	if v := clerk.page(path(id, "/chase")).Values(); v["answer_by"][0] != "2026-11-24" {
		t.Errorf("it opens with %v", v)
	}
	a := clerk.fill(path(id, "/chase"), url.Values{"what": {""}, "answer_by": {"2026-11-22"}, "why": {"near"}})
	if a.status != http.StatusUnprocessableEntity || a.page.Count("#f-what-error") != 1 || a.page.Count("#f-answer_by-error") != 1 {
		t.Errorf("refused: %d %s", a.status, a.page.Text())
	}
	gone(t, clerk.fill(path(id, "/chase"), url.Values{"why": {"inner"}, "what": {"提出答复意见<b>"}, "answer_by": {"2026-11-24"}}), path(id, ""))
	has(t, "case", clerk.page(path(id, "")).Text(), "督办和协调", "等单位答复", "内部期限已过", "提出答复意见<b>", "请在2026年11月24日以前答复")
	if a := clerk.get(path(id, "/chase")); a.status != http.StatusConflict {
		t.Errorf("twice: %d", a.status)
	}
	day := officer.page("/")
	if !day.HasText("#chased", "被督办，要答复") || !day.HasText("#chased", "请答复 11月24日") || o.in(o.other).page("/").Count("#chased") != 0 {
		t.Errorf("the officer's day: %s", day.Text())
	}
	if r := clerk.page("/cases?view=chased"); !strings.Contains(r.Text(), "修路的文件") {
		t.Errorf("the list: %s", r.Text())
	}
	o.at(2026, time.November, 25, 10, 0)
	if day := clerk.page("/"); !day.HasText("#unanswered", "督办过了日子") || !strings.HasSuffix(day.Href("办结督办"), "/end-chase") {
		t.Errorf("unanswered: %s", day.Text())
	}
	has(t, "form", officer.page(path(id, "/answer-chase")).Text(), "提出答复意见<b>", "请在2026年11月24日以前答复")
	a = officer.fill(path(id, "/answer-chase"), url.Values{"text": {"在查档"}, "promised": {"2026-11-24"}})
	if a.status != http.StatusUnprocessableEntity || a.page.Count("#f-promised-error") != 1 || a.page.Values()["text"][0] != "在查档" {
		t.Errorf("promised for yesterday: %d", a.status)
	}
	gone(t, officer.fill(path(id, "/answer-chase"), url.Values{"promised": {"2026-11-26"}, "text": {"在查档"}}), path(id, ""))
	if clerk.page("/").Count("#unanswered") != 0 {
		t.Error("answered in time, and it presses still")
	}
	o.at(2026, time.November, 27, 10, 0)
	if day := clerk.page("/"); !day.HasText("#unanswered", "答应办成 11月26日") {
		t.Errorf("the promise: %s", day.Text())
	}
	has(t, "case", clerk.page(path(id, "")).Text(), "答应的日子已过", "在查档", "答复督办")
	gone(t, clerk.fill(path(id, "/end-chase"), url.Values{"remark": {""}}), path(id, ""))
	has(t, "case", clerk.page(path(id, "")).Text(), "已办结", "办结督办")
}

// TestEscalateCase: what the officer cannot settle stands before the coordinating
// office, and so does what has no draft near its last day; units are counted.
func TestEscalateCase(t *testing.T) {
	o := newCaseOffice(t)
	o.desk.Reminders = desk.Reminders{Help: 3}
	id := o.register(ask(longName, "修路的文件", "修路的文件"))
	quiet := o.register(ask(longName, "桥的文件", "桥的文件"))
	o.assign(id)
	o.assign(quiet)
	officer, above := o.in(o.officer), o.in(o.coordinator())
	if above.page("/").Count("#help") != 0 {
		t.Error("helped too early")
	}
	a := officer.fill(path(id, "/escalate"), url.Values{"reason": {" "}})
	if a.status != http.StatusUnprocessableEntity || a.page.Count("#f-reason-error") != 1 {
		t.Errorf("no reason: %d", a.status)
	}
	gone(t, officer.fill(path(id, "/escalate"), url.Values{"reason": {"两个单位都说不是自己的"}}), path(id, ""))
	if day := above.page("/"); !day.HasText("#escalated", "修路的文件") || !day.HasText("main", "需要协调 1") || !strings.HasSuffix(day.Href("答复协调"), "/answer-escalation") {
		t.Errorf("before the office: %s", day.Text())
	}
	if o.in(o.clerk).page("/").Count("#escalated") != 0 {
		t.Error("the clerk is to answer for the office")
	}
	has(t, "form", above.page(path(id, "/answer-escalation")).Text(), "两个单位都说不是自己的")
	gone(t, above.fill(path(id, "/answer-escalation"), url.Values{"text": {"请住建局牵头"}}), path(id, ""))
	has(t, "case", officer.page(path(id, "")).Text(), "请住建局牵头", "区政府办答复协调")
	o.at(2026, time.December, 18, 10, 0) // due on the 21st
	if day := above.page("/"); !day.HasText("#help", "桥的文件") || !day.HasText("#help", "3 个工作日以内到期") || !day.HasText("main", "需要协调 2") || day.Count("#week") != 0 {
		t.Errorf("no draft: %s", day.Text())
	}
	o.at(2026, time.December, 22, 10, 0)
	if day := above.page("/"); day.Count("#help") != 0 || !day.HasText("#late", "需要协调：先答复") {
		t.Errorf("late: %s", day.Text())
	}
}
