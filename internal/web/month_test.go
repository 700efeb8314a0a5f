package web_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"mingda/internal/calendar"
	"mingda/internal/casefile"
)

// TestMonth: the month counts what falls due by day, and a day leads to its cases.
func TestMonth(t *testing.T) {
	o := newRegister(t)
	clerk := o.in(o.clerk)
	p := clerk.page("/calendar")
	if !p.HasText("h1", "月历 2026年11月") || !p.HasText(".pagehead p", "这个月到期：答复 3 件。") {
		t.Errorf("the head: %s", p.Text())
	}
	if n := p.Count(".month .busy"); n != 3 || p.Count(".month .now.busy") != 1 || !p.HasText(".month .now", "答复 1") || !p.HasText(".month .now", "今天") {
		t.Errorf("%d days: %s", n, p.Text())
	}
	if p.Count(".month .busy .tag--late") != 1 || p.Count(".month .busy .tag--today") != 1 || p.Count(".month .busy .tag--soon") != 1 {
		t.Error("the days do not say how much they press")
	}
	if !p.HasText("#day h2", "2026年11月23日") || !p.HasText("#day", "2026-0002") || p.HasText("#day", "2026-0003") {
		t.Error("today's list is not that of today")
	}
	if day := clerk.page(strings.SplitN(p.Href("11月16日"), "#", 2)[0]); !day.HasText("#day .tag--late", "答复") || !day.HasText("#day", "2026-0001") ||
		day.Href("2026-0001") != "/cases/1" || day.Count(`.month a[aria-current="true"]`) != 1 {
		t.Error("a day does not lead to its cases")
	}
	if day := clerk.page("/calendar?day=2026-11-24"); !day.HasText("#day .empty", "这一天没有到期的") {
		t.Error("a day without does not say so")
	}
	if own := o.in(o.other).page("/calendar?day=2026-11-16"); !own.HasText(".pagehead p", "没有到期的") || own.HasText("main", "2026-0001") {
		t.Error("an officer sees what another unit has")
	}
	if a := o.in(o.system).get("/calendar"); a.status != http.StatusForbidden {
		t.Errorf("who sees no case: %d", a.status)
	}
	if clerk.page("/").Href("月历") != "/calendar" {
		t.Error("the day does not lead to the month")
	}
}

// TestMonthKinds: the days given to the unit and to the applicant stand beside
// those of the answers, as long as they are waited for.
func TestMonthKinds(t *testing.T) {
	o, id := drafted(t)
	inner := calendar.NewDate(2026, time.November, 27)
	o.must(o.desk.Assign(t.Context(), o.clerk, id, o.version(id), casefile.Assigned{Unit: o.units[0], InnerDue: inner}))
	officer := o.in(o.officer)
	if p := officer.page("/calendar?day=2026-11-27"); !p.HasText(".month .busy", "承办单位拟稿 1") || !p.HasText("#day .tag", "承办单位拟稿") {
		t.Errorf("the unit's own day: %s", p.Text())
	}
	o.signedReply(id)
	if officer.page("/calendar").HasText(".month", "承办单位拟稿") {
		t.Error("the unit has drafted")
	}
	row, err := o.desk.CaseRow(t.Context(), o.clerk, o.awaiting())
	o.must(err)
	if p := o.in(o.clerk).page("/calendar?day=" + row.SupplementBy.String()); !p.HasText(".month .busy .tag--stop", "申请人补正 1") || !p.HasText("#day", "等申请人补正") {
		t.Errorf("the applicant's day: %s", p.Text())
	}
}

// TestMonthDrawn: holidays, weekends and make-up days look as in the clock's
// calendar, months lead to one another, and what is no month is this one.
func TestMonthDrawn(t *testing.T) {
	o := newCaseOffice(t)
	clerk := o.in(o.clerk)
	p := clerk.page("/calendar?month=2026-10")
	if p.Count(".month .hol") < 7 || !p.HasText(".month .hol", "节假日") || p.Count(".month .off") == 0 || p.Count(".month .work") == 0 || !p.HasText(".month .work", "调休上班") {
		t.Errorf("October: %s", p.Text())
	}
	if p.Count("#day") != 0 || p.Count(".note") != 0 {
		t.Error("another month has a list, or is called provisional")
	}
	if p.Href("上一月") != "/calendar?month=2026-09" || p.Href("下一月") != "/calendar?month=2026-11" || p.Href("本月") != "/calendar" || p.Count(`[data-key="["]`) != 1 {
		t.Error("months do not lead to one another")
	}
	if late := clerk.page("/calendar?month=2099-12"); late.Href("下一月") != "" || !late.HasText(".note", "还没有公布") {
		t.Error("the last month, whose holidays are not known")
	}
	for _, ask := range []string{"?month=x", "?month=1999-12", "?month=2100-01", "?day=2026-11-31", "?day=99999-01-01"} {
		if p := clerk.page("/calendar" + ask); !p.HasText("h1", "2026年11月") {
			t.Errorf("%s: %s", ask, p.Text())
		}
	}
}
