package web_test

import (
	"net/http"
	"strconv"
	"strings"
	"testing"
	"time"

	"mingda/internal/casefile"
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
