package web_test

import "testing"

// TestReviewClock: the bureau reads how each last day of its case came about, day by
// day and with its article.
func TestReviewClock(t *testing.T) {
	o := newBureauOffice(t)
	o.tell()
	b := o.in(o.handler)
	if to := b.page(o.review("")).Href("怎么算"); to != o.review("/clock") {
		t.Errorf("the case leads to %q", to)
	}
	p := b.page(o.review("/clock"))
	has(t, "the periods", p.Text(), "最迟决定", "审查", "发送申请书副本", "被申请人收到副本，次日起 5 个工作日", "等被申请人", "行政复议法第五十四条第一款", "作出决定", "30 日")
	if p.Count("table") < 3 {
		t.Errorf("%d calendars", p.Count("table"))
	}
}
