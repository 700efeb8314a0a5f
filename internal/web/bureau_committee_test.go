package web_test

import (
	"net/http"
	"net/url"
	"testing"
)

// TestBureauCommittee: the committee is asked and answers on the pages of the case.
func TestBureauCommittee(t *testing.T) {
	o := newBureau(t)
	head, ye := o.ordinary(t)
	if a := ye.fill("/review/1/committee", url.Values{"why": {"grave"}}); a.status != http.StatusUnprocessableEntity || !a.page.HasText("#f-question-error", "写明") {
		t.Fatalf("asked nothing: %d %s", a.status, a.page.Text())
	}
	gone(t, ye.fill("/review/1/committee", url.Values{"why": {"grave"}, "question": {"检索是不是充分"}}), "/review/1")
	has(t, "asked", ye.page("/review/1").Text(), "行政复议委员会的咨询意见", "等意见", "第五十二条第二款第一项", "登记咨询意见")
	has(t, "docket", head.page("/review").Text(), "等咨询意见")
	gone(t, ye.fill("/review/1/advice", url.Values{"way": {"meeting"}, "on": {"2026-11-23"}, "who": {"三名委员"}, "text": {"建议维持"}}), "/review/1")
	has(t, "advised", ye.page("/review/1").Text(), "11月23日提出", "案件咨询会议", "建议维持")
}
