package web_test

import (
	"net/http"
	"strings"
	"testing"
)

// TestBureauDocket: the docket is filtered and sorted by links and a form, goes out as a
// table, and says what to do where nothing is found.
func TestBureauDocket(t *testing.T) {
	o := newBureau(t)
	head := o.in(o.chief)
	gone(t, head.fill("/review/new", objection), "/review/new/done")
	docket := head.page("/review?stage=examining&spent=less&sort=-received")
	has(t, "docket", docket.Text(), "共 1 件", "和政复议〔2026〕1号", "古丽娜尔<b>", "0 / 5 个工作日", "剩余 5 个工作日", "导出表格（CSV）")
	if docket.Count("th[aria-sort=descending]") != 1 || docket.Count("tbody[data-list] a[href]") != 1 {
		t.Error("the table does not say how it is sorted, or cannot be walked by keys")
	}
	none := head.page("/review?respondent=明川区财政局&spent=over")
	has(t, "none", none.Text(), "没有这样的案件", "清空筛选", "共 0 件")
	has(t, "ended", head.page("/review?view=ended&sort=-outcome").Text(), "结果", "没有案件")
	a := head.get("/review.csv?respondent=明川区财政局")
	if a.status != http.StatusOK || !strings.HasPrefix(a.body, "\ufeff案号,申请人,被申请人,") || !strings.Contains(a.body, "和政复议〔2026〕1号,古丽娜尔<b>,明川区财政局,预算批复,2026-11-23,,审查,0,5,个工作日,2026-11-30,,") {
		t.Errorf("the table: %d %s", a.status, a.body)
	}
	if a := o.in(o.clerk).get("/review.csv"); a.status != http.StatusForbidden {
		t.Errorf("a clerk of another office gets the docket: %d", a.status)
	}
}
