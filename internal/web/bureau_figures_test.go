package web_test

import (
	"net/http"
	"strings"
	"testing"
	"time"
)

// TestBureauFigures: each number of the yearly report's table opens the cases behind it,
// with why each counts there; the tables go out as files.
func TestBureauFigures(t *testing.T) {
	o := newBureau(t)
	head := o.in(o.chief)
	has(t, "nothing yet", head.page("/review/figures").Text(), "这一年没有复议案件")
	gone(t, head.fill("/review/new", objection), "/review/new/done")
	p := head.page("/review/figures?year=2026")
	has(t, "figures", p.Text(), "明川区财政局", "结果维持", "尚未审结 1 + 已决定、待送达 0 = 在办 1", "统计到 2026年11月23日")
	a := head.get(strings.TrimPrefix(p.All("td.num a[href]")[0].Attr("href"), "/desk"))
	has(t, "the cases behind", a.page.Text(), "明川区财政局：尚未审结", "和政复议〔2026〕1号", "2026年11月23日收到，到2026年11月23日没有结案，计入尚未审结")
	o.at(2027, time.January, 8, 9, 0)
	has(t, "the year that is over", head.page("/review/figures?year=2026&respondent=明川区财政局&column=pending").Text(), "统计到 2026年12月31日", "合计：尚未审结", "到2026年12月31日没有结案")
	has(t, "of nobody", head.page("/review/figures?year=2026&respondent=没有的局").Text(), "这一年没有复议案件")
	if a := o.in(o.chief).get("/review/figures.csv?year=2026"); a.status != http.StatusOK || !strings.Contains(a.body, "明川区财政局,0,0,0,1,1\r\n合计,0,0,0,1,1") {
		t.Errorf("the table: %d %s", a.status, a.body)
	}
	if a := o.in(o.chief).get("/review/figures-cases.csv?year=2026"); a.status != http.StatusOK || !strings.Contains(a.body, "和政复议〔2026〕1号,明川区财政局,尚未审结,2026年11月23日收到") {
		t.Errorf("its cases: %d %s", a.status, a.body)
	}
	if a := o.in(o.clerk).get("/review/figures"); a.status != http.StatusForbidden {
		t.Errorf("a clerk of another office sees the figures: %d", a.status)
	}
}
