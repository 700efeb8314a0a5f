package web_test

import (
	"net/url"
	"strings"
	"testing"
)

// TestCourtAnswerFromSuit: from the page of the court case, and from that of the request,
// the answer to the court is begun with what is known of the suit.
func TestCourtAnswerFromSuit(t *testing.T) {
	o, id := posted(t)
	clerk, officer := o.in(o.clerk), o.in(o.officer)
	form := url.Values(clerk.page(o.fromPage(id)).Values())
	for name, value := range map[string]string{"court": "明川区人民法院", "case_number": "（2026）行初7号", "copy_on": "2026-11-23", "on": "2026-11-23"} {
		form.Set(name, value)
	}
	form.Del("q")
	gone(t, clerk.post("/lawsuits/new", form), "/lawsuits/1")
	suit := officer.page("/lawsuits/1")
	has(t, "the suit", suit.Text(), "拟行政答辩状", "待答辩")
	if strings.Contains(clerk.page("/lawsuits/1").Text(), "拟行政答辩状") {
		t.Error("the clerk is led to a draft that is the officer's")
	}
	begun := officer.page(strings.TrimPrefix(suit.Href("拟行政答辩状"), "/desk"))
	values := url.Values(begun.Values())
	has(t, "the draft", begun.Text(), "答辩请求", "第六十七条第一款", "对起诉、上诉理由的答辩")
	for _, want := range []string{"明川区人民法院", "（2026）行初7号", "2026-11-23"} {
		if !strings.Contains(values.Encode(), url.QueryEscape(want)) {
			t.Errorf("%s is not filled in: %v", want, values)
		}
	}
	has(t, "the request", officer.page(path(id, "")).Text(), "拟行政答辩状")
	has(t, "the form", clerk.page("/lawsuits/1/answer").Text(), "签发后登记送达法院")
}
