package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"
)

// noticeForm is a year's notice as it is typed: January 4 to 6 off as well.
func noticeForm() url.Values {
	return url.Values{
		"region": {"CN"}, "year": {"2027"}, "source": {"关于2027年部分节假日安排的通知<b>"}, "announced": {"2026年11月4日"},
		"holidays": {"2027-01-01\n2027-01-04至2027-01-06\n2027-05-01、2027-05-02\n2027-10-01至2027-10-07"}, "workdays": {"2027-01-09"},
	}
}

// TestCalendars: a notice is typed, previewed, applied and withdrawn; the pages
// say what is provisional, and the case says that its last day moved.
func TestCalendars(t *testing.T) {
	o := newCaseOffice(t)
	o.at(2026, time.December, 15, 10, 0)
	id := o.register(ask(longName, "补偿方案", "补偿方案"))
	admin := o.in(o.system)
	list := admin.page("/calendars")
	has(t, "list", list.Text(), "2027 年的期限是暂定的", "还没有录入全国、新疆的放假安排", "暂定", "系统自带", "2026 全国", "2026 新疆", "还没有通知，按法定假日推算")
	if o.in(o.clerk).get("/calendars").status != http.StatusForbidden || strings.Contains(o.in(o.clerk).page("/").Text(), "工作日历") {
		t.Error("a clerk gets at the calendar")
	}
	has(t, "side list", admin.page("/users").Text(), "工作日历")
	has(t, "what is there already", admin.page("/calendars/new?region=CN&year=2026").Text(), "录入放假安排", "2026-10-01至2026-10-07")

	bad := noticeForm()
	bad.Set("holidays", "元旦")
	bad.Set("source", "")
	a := admin.post("/calendars/new", bad)
	if a.status != http.StatusUnprocessableEntity || !a.page.HasText("#f-holidays-error", "“元旦”不是日期") || a.page.Values()["holidays"][0] != "元旦" {
		t.Errorf("no days: %d %s", a.status, a.page.Text())
	}
	a = admin.uploadAs("/calendars/new", noticeForm(), "file", part{"x.csv", "2027-01-01,放假\n2027-13-01,放假\n"})
	if a.status != http.StatusUnprocessableEntity || !a.page.HasText("#f-file-error", "第 2 行：“2027-13-01”不是日期") {
		t.Errorf("a bad file: %d %s", a.status, a.page.Text())
	}
	a = admin.uploadAs("/calendars/new", noticeForm(), "file", part{"x.csv", "日期,安排\n2027-01-01至2027-01-06,放假\n2027-05-01至2027-05-05,放假\n2027-10-01至2027-10-07,放假\n"})
	gone(t, a, "/calendars/preview?")
	if to := a.header.Get("Location"); !strings.Contains(to, "2027-01-06") || !strings.Contains(to, "workdays=&") {
		t.Errorf("the file is not what is previewed: %s", to)
	}

	a = admin.post("/calendars/new", noticeForm())
	gone(t, a, "/calendars/preview?")
	preview := a.header.Get("Location")
	shown := admin.page(preview)
	has(t, "preview", shown.Text(), "预览：2027 年全国的放假安排", "1 件案件的期限会变", "通知<b>", "1月4日、1月5日、1月6日", "1月9日", "2026-0001", "2027年1月13日（星期三）", "2027年1月15日（星期五）")
	if shown.Href("2026-0001") != "" || strings.Contains(shown.Text(), longName) {
		t.Error("who looks after the calendar sees whose case it is")
	}
	stale := url.Values{"version": {"9"}}
	if a := admin.fill(preview, stale); a.status != http.StatusConflict || !strings.Contains(a.page.Text(), "别人改过日历") {
		t.Errorf("stale: %d", a.status)
	}
	if a := admin.fill(preview, url.Values{"version": {""}}); a.status != http.StatusConflict {
		t.Errorf("without what was seen: %d", a.status)
	}
	gone(t, admin.fill(preview, nil), "/calendars")
	has(t, "applied", admin.page("/calendars").Text(), "2027 年全国的放假安排已录入，1 件案件的期限变了", "已录入", "录入和撤回的经过", "系统员", "2026年11月4日公布", "还没有录入新疆的放假安排")
	has(t, "case", o.in(o.clerk).page(path(id, "")).Text(), "期限按放假安排重算", "答复期限由 2027年1月13日 改为 2027年1月15日")
	if a := admin.get(preview); a.status != http.StatusUnprocessableEntity || !strings.Contains(a.page.Text(), "没有要改的") {
		t.Errorf("a second time: %d", a.status)
	}

	withdraw := "/calendars/1/withdraw"
	has(t, "withdrawal", admin.page(withdraw).Text(), "撤回 2027 年全国的放假安排", "1 件案件的期限会变")
	if a := admin.fill(withdraw, nil); a.status != http.StatusUnprocessableEntity || !a.page.HasText("#f-reason-error", "写上为什么撤回") {
		t.Errorf("without a reason: %d %s", a.status, a.page.Text())
	}
	gone(t, admin.fill(withdraw, url.Values{"reason": {"录错了年份"}}), "/calendars")
	has(t, "withdrawn", admin.page("/calendars").Text(), "撤回", "录错了年份", "2027 年的期限是暂定的")
	if a := admin.get(withdraw); a.status != http.StatusConflict {
		t.Errorf("withdrawn twice: %d", a.status)
	}
	if a := admin.get("/calendars/7/withdraw"); a.status != http.StatusNotFound {
		t.Errorf("no such notice: %d", a.status)
	}
}
