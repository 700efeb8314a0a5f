package web_test

import (
	"net/http"
	"net/url"
	"testing"
	"time"
)

// TestBureauProbe: an inspection stops the clock from its first day, and the explanation
// says why.
func TestBureauProbe(t *testing.T) {
	o := newBureau(t)
	head, ye := o.ordinary(t)
	if a := ye.fill("/review/1/probe", url.Values{"kind": {"inspection"}, "on": {"2026-11-24"}}); a.status != http.StatusUnprocessableEntity || !a.page.HasText("#f-what-error", "写明") {
		t.Fatalf("tomorrow, of nothing: %d %s", a.status, a.page.Text())
	}
	gone(t, ye.fill("/review/1/probe", url.Values{"kind": {"inspection"}, "on": {"2026-11-23"}, "what": {"档案室"}, "who": {"两名承办人"}}), "/review/1")
	has(t, "it lasts", ye.page("/review/1").Text(), "现场勘验", "2026年11月23日起，不计入期限", "实施条例第四十五条", "勘验、鉴定结束")
	has(t, "docket", head.page("/review").Text(), "现场勘验", "11月23日起")
	o.at(2026, time.November, 30, 9, 0)
	gone(t, ye.fill("/review/1/probe-end", url.Values{"on": {"2026-11-30"}, "result": {"没有找到"}}), "/review/1")
	has(t, "it ended", ye.page("/review/1").Text(), "7 日不计入期限", "没有找到", "2027年1月29日", "剩余 60 日")
	has(t, "explained", ye.page("/review/1/clock").Text(), "现场勘验开始，停止计算", "现场勘验结束，次日起继续计算", "实施条例第四十五条")
}

// TestBureauSuspended: the ground of a suspension stands on the case and in the lists; a
// natural person is none that ends; after sixty days the end is proposed.
func TestBureauSuspended(t *testing.T) {
	o := newBureau(t)
	head, ye := o.ordinary(t)
	wrong := ye.fill("/review/1/papers/new?kind=review_suspension", url.Values{"do": {"submit"}, "suspend_for": {"ended"}, "suspend_why": {"公司注销"}, "suspend_on": {"2026-11-23"}})
	gone(t, wrong, "/review/1/papers/1")
	has(t, "a natural person", ye.page("/review/1/papers/1").Text(), "不能是这种情形", "还不能送审核")
	gone(t, ye.fill("/review/1/papers/1", url.Values{"do": {"submit"}, "suspend_for": {"death"}, "suspend_why": {"申请人于11月20日死亡"}, "suspend_on": {"2026-11-23"}}), "/review/1/papers/1")
	gone(t, o.in(o.second).fill("/review/1/papers/1/check", url.Values{}), "/review/1/papers/1")
	gone(t, head.fill("/review/1/papers/1/sign", url.Values{}), "/review/1/papers/1")
	has(t, "suspended", ye.page("/review/1").Text(), "中止", "其近亲属尚未确定", "第三十九条第一款第一项", "2027年1月22日满六十日", "复议中止通知书（申请人死亡）")
	has(t, "docket", head.page("/review").Text(), "申请人死亡", "1月22日中止满六十日")
	o.at(2027, time.January, 22, 9, 0)
	has(t, "docket", o.in(o.chief).page("/review").Text(), "中止满六十日，应当终止")
	has(t, "case", o.in(o.handler).page("/review/1").Text(), "拟复议终止决定书")
	if v := o.in(o.handler).page("/review/1/papers/new?kind=review_end").Values(); len(v["end_for"]) != 1 || v["end_for"][0] != "sixty" {
		t.Errorf("the ground proposed is %v", v["end_for"])
	}
}
