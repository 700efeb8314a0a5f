package web_test

import (
	"net/http"
	"net/url"
	"testing"
)

// TestContestPage: a notice to answer of a body elsewhere is recorded with the days it
// gives; the day of the people shows it until the answer is out; the answer is drafted from
// the case, with what is known filled in.
func TestContestPage(t *testing.T) {
	o, id := posted(t)
	clerk := o.in(o.clerk)
	form := url.Values{"forum": {"review"}, "letter": {"1"}, "body": {"和宁市人民政府"}, "number": {"和政复〔2026〕31号"}, "notice": {"和政复答通〔2026〕31号"}, "procedure": {""}}
	a := clerk.fill(path(id, "/challenge"), form)
	if a.status != http.StatusUnprocessableEntity || !a.page.HasText("#f-procedure-error", "简易程序还是普通程序") {
		t.Fatalf("%d: %s", a.status, a.page.Text())
	}
	form.Set("procedure", "summary")
	gone(t, clerk.fill(path(id, "/challenge"), form), path(id, ""))
	has(t, "the case", clerk.page(path(id, "")).Text(), "最迟 ", "复议答复", "5 个工作日内", "提出答复通知书 和政复答通〔2026〕31号")
	has(t, "today", clerk.page("/").Text(), "被申请复议（上级机关审理），待答复", "2026-0001", "剩余 5 个工作日")
	officer := o.in(o.officer)
	href := officer.page(path(id, "")).Href("拟行政复议答复书")
	if href == "" {
		t.Fatal("nothing leads to the answer")
	}
	draft := officer.page(href)
	v := url.Values(draft.Values())
	if v.Get("to") != "和宁市人民政府" && v.Get("v-to") != "和宁市人民政府" {
		t.Errorf("filled in: %v", v)
	}
	has(t, "the draft", draft.Text(), "行政复议答复书", "收到申请书副本之日", "请求贵机关依法")
}
