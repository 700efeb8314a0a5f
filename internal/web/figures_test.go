package web_test

import (
	"net/http"
	"strconv"
	"strings"
	"testing"
	"time"

	"mingda/internal/casefile"
	"mingda/internal/desk"
)

// TestFigures: what came in and was ended stands in the figures, each figure opens its
// cases with why, a unit is shown its own alone, and a year without any says so.
func TestFigures(t *testing.T) {
	o := newCaseOffice(t)
	first, second := o.register(ask(longName, "学区", "学区划分")), o.register(ask(longName, "规划", "规划许可"))
	o.must(o.desk.Assign(t.Context(), o.clerk, first, o.version(first), casefile.Assigned{Unit: o.units[0]}))
	o.must(o.desk.Assign(t.Context(), o.clerk, second, o.version(second), casefile.Assigned{Unit: o.units[1]}))
	o.at(2026, time.November, 26, 10, 0)
	clerk := o.in(o.clerk)
	p := clerk.page("/figures?year=2026")
	has(t, "figures", p.Text(), "按月", "按渠道", "按申请人", "是否按时", "时间用在哪里", "征求意见", "去年同期 0", "还没有再答复的，这里算在办", "只算记在申请案件里的")
	if n := strings.Count(clerk.get("/figures?year=2026").body, `role="img"`); n < 6 {
		t.Errorf("%d pictures", n)
	}
	behind := clerk.page(p.Href("2，收到"))
	has(t, "behind what came in", behind.Text(), "收到的申请", "共 2 件次", "2026-0001", "2026-0002", "2026年11月23日收到")
	o.must(o.desk.Withdraw(t.Context(), o.clerk, first, o.version(first), "不要了"))
	if text := clerk.page("/figures/cases?year=2026&heading=ended").Text(); !strings.Contains(text, "2026-0001") || strings.Contains(text, "2026-0002") || !strings.Contains(text, "没有答复就结束") {
		t.Errorf("behind what was ended: %s", text)
	}
	own := o.in(o.officer).page("/figures?year=2026").Text()
	if strings.Contains(own, "按承办单位") {
		t.Errorf("an officer is shown other units: %s", own)
	}
	text := o.in(o.officer).page("/figures/cases?year=2026&heading=received").Text()
	if strings.Contains(text, "2026-0001") == strings.Contains(text, "2026-0002") {
		t.Errorf("an officer is not shown the cases of the unit alone: %s", text)
	}
	for _, other := range o.units {
		a := o.in(o.officer).get("/figures?year=2026&unit=" + strconv.FormatInt(other, 10))
		if want := map[bool]int{true: http.StatusOK, false: http.StatusForbidden}[other == o.officer.Unit]; a.status != want {
			t.Errorf("an officer asks for unit %d: %d, want %d", other, a.status, want)
		}
	}
	has(t, "a year without", clerk.page("/figures?year=2020").Text(), "没有数字")
	for _, odd := range []string{"?year=9999&from=0&until=99", "?year=x&from=-1&agency=x&unit=99999999999999999999", "?from=12&until=1"} {
		if a := clerk.get("/figures" + odd); a.status != http.StatusOK {
			t.Errorf("%s: %d", odd, a.status)
		}
		if a := clerk.get("/figures/cases" + odd + "&heading=%27+OR+1&value=x%27&page=99999999"); a.status != http.StatusOK {
			t.Errorf("cases %s: %d", odd, a.status)
		}
	}
}

// TestFiguresOverdue: a case that is past its last day and still open counts against its
// unit before it is answered, in the statistics and in the assessment, with the case behind.
func TestFiguresOverdue(t *testing.T) {
	o := newCaseOffice(t)
	id := o.register(ask(longName, "学区", "学区划分"))
	o.must(o.desk.Assign(t.Context(), o.clerk, id, o.version(id), casefile.Assigned{Unit: o.units[0]}))
	o.register(ask(longName, "规划", "规划许可"))
	clerk := o.in(o.clerk)
	has(t, "before", clerk.page("/figures?year=2026").Text(), "逾期未答复 0", "协办的不在里面")
	o.at(2026, time.December, 28, 10, 0)
	p := clerk.page("/figures?year=2026")
	has(t, "after", p.Text(), "逾期未答复 2", "按时答复0%")
	behind := clerk.page(p.Href("2，逾期未答复")).Text()
	has(t, "behind it", behind, "逾期未答复的", "2026-0001", "还没有答复")
	unit := "unit=" + strconv.FormatInt(o.units[0], 10)
	if text := clerk.page("/figures/cases?year=2026&heading=overdue&" + unit).Text(); !strings.Contains(text, "2026-0001") || strings.Contains(text, "2026-0002") {
		t.Errorf("of one unit: %s", text)
	}
	if text := clerk.page("/figures/cases?year=2026&from=1&until=11&heading=overdue").Text(); strings.Contains(text, "2026-0001") {
		t.Errorf("of the months before it: %s", text)
	}
	sheet := clerk.page("/assessment/sheet?year=2026&agency=" + strconv.FormatInt(o.agency.ID, 10) + "&" + unit).Text()
	has(t, "the sheet", sheet, "0 / 40", "以前答复，还没有答复", "2026-0001", "协办的不算", "主动公开建议")
	if strings.Contains(sheet, "没有登记整改") {
		t.Errorf("what is still to be answered is to be mended: %s", sheet)
	}
	o.must(o.desk.Withdraw(t.Context(), o.clerk, id, o.version(id), "不要了"))
	has(t, "ended", clerk.page("/figures?year=2026").Text(), "逾期未答复 1")
}

// TestFiguresNewYear: in January, while the new year has nothing, statistics and assessment
// open the year that is over; each leads to the other, and who asks for a year gets it.
func TestFiguresNewYear(t *testing.T) {
	o, id := drafted(t)
	o.signedReply(id)
	o.must(o.desk.Serve(t.Context(), o.clerk, id, desk.ServiceForm{Letter: 1, Way: casefile.Posted, Tracking: "XA1", On: o.desk.Today()}))
	clerk := o.in(o.clerk)
	if clerk.page("/figures").HasText(".pagehead", "看上一年") {
		t.Error("in November it leads to another year")
	}
	o.at(2027, time.January, 1, 10, 0)
	for _, at := range []string{"/figures", "/assessment"} {
		p := clerk.page(at)
		has(t, at, p.Text(), "2026年", "2027年还没有数字，看2027年")
		back := clerk.page(p.Href("2027年还没有数字，看2027年"))
		if !back.HasText(".pagehead", "2027年") || back.HasText(".pagehead", "看2027年") {
			t.Errorf("%s: who asks for the new year does not get it: %s", at, back.Text())
		}
	}
	o.at(2027, time.January, 4, 10, 0)
	o.register(ask(longName, "学校", "学校"))
	p := clerk.page("/figures")
	has(t, "once there is something", p.Text(), "2027年的政府信息公开申请", "看上一年（2026年）")
	o.at(2027, time.February, 1, 10, 0)
	if clerk.page("/assessment").HasText(".pagehead", "2026年") {
		t.Error("in February the year that is over is shown")
	}
}

// TestFiguresOfNoUnit: what nobody gave to a unit has figures that open its cases alone, and
// the open ones lead to the register.
func TestFiguresOfNoUnit(t *testing.T) {
	o := newCaseOffice(t)
	given := o.register(ask(longName, "学区", "学区划分"))
	o.must(o.desk.Assign(t.Context(), o.clerk, given, o.version(given), casefile.Assigned{Unit: o.units[0]}))
	o.register(ask(longName, "规划", "规划许可"))
	clerk := o.in(o.clerk)
	for name, path := range map[string]string{"figures": "/figures/cases?year=2026&heading=received&unit=-1", "register": "/cases?view=open&unit=-1"} {
		if text := clerk.page(path).Text(); strings.Contains(text, "2026-0001") || !strings.Contains(text, "2026-0002") {
			t.Errorf("%s of no unit: %s", name, text)
		}
	}
	if href := clerk.page("/figures?year=2026&unit=-1").Href("1 件，在办"); !strings.Contains(href, "/cases?") || !strings.Contains(href, "unit=-1") {
		t.Errorf("the open ones lead to %q", href)
	}
	has(t, "heading", clerk.page("/figures/cases?year=2026&heading=received&unit=-1").Text(), "没有分办的，2026年")
}
