package web_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"mingda/internal/casefile"
)

// TestDays: the case says where its days went, and the page of all sums them up and
// leads to the cases; who works for one unit is not told of the others.
func TestDays(t *testing.T) {
	o := newCaseOffice(t)
	id := o.register(ask(longName, "学区", "学区划分"))
	o.at(2026, time.November, 25, 10, 0)
	o.must(o.desk.Assign(t.Context(), o.clerk, id, o.version(id), casefile.Assigned{Unit: o.units[0]}))
	o.at(2026, time.November, 26, 10, 0)
	clerk := o.in(o.clerk)
	card, _ := clerk.page(path(id, "")).In("#days")
	if text := card.Text(); !strings.Contains(text, "计入期限 3 个工作日") || !strings.Contains(text, "主办单位 1") || !strings.Contains(text, "收件 2") {
		t.Errorf("the case says: %s", text)
	}
	if text := clerk.page("/days").Text(); !strings.Contains(text, "还没有办结的") {
		t.Errorf("an open case is summed up: %s", text)
	}
	o.must(o.desk.Withdraw(t.Context(), o.clerk, id, o.version(id), "不要了"))
	p := clerk.page("/days")
	if text := p.Text(); !strings.Contains(text, "2026年11月办结的") || !strings.Contains(text, "2（2）") {
		t.Errorf("the sum says: %s", text)
	}
	behind := clerk.page(p.Href("2（2）天，收件"))
	if text := behind.Text(); !strings.Contains(text, "2026-0001") {
		t.Errorf("behind it: %s", text)
	}
	if a := o.in(o.officer).get("/days"); a.status != http.StatusForbidden {
		t.Errorf("an officer sees the sum: %d", a.status)
	}
}
