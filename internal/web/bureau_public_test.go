package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"mingda/internal/reconsider"
)

// TestBureauPublication: the decision stands beside its copy; one makes it, another checks
// it, the head releases it and takes it down; it goes to the department above too.
func TestBureauPublication(t *testing.T) {
	o := newBureauOffice(t)
	ye, nur, head := o.in(o.handler), o.in(o.second), o.in(o.chief)
	if a := ye.get(o.review("/publication")); a.status != http.StatusConflict {
		t.Errorf("before the decision: %d", a.status)
	}
	has(t, "nothing yet", ye.page("/review/public").Text(), "没有要公布、抄告的")
	o.decided(1)
	v, err := o.desk.Review(t.Context(), o.handler, o.id)
	o.must(err)
	decision, _, _ := v.Case.Decision()
	n := decision.N
	o.sent(n, reconsider.TheRespondent)
	has(t, "the list", ye.page("/review/public").Text(), "待抄告", "待制作公布文本", "登记抄告")
	p := ye.page(o.review("/publication"))
	has(t, "beside each other", p.Text(), "对照", "李四光", "李某", "待制作公布文本")
	if p.Count("td mark") < 2 {
		t.Error("what is removed is not marked")
	}
	looked := ye.fill(o.review("/publication"), url.Values{"do": {"look"}, "more": {"县"}})
	if looked.status != http.StatusOK || looked.page.Values()["more"][0] != "县" || looked.page.Count("td mark") <= p.Count("td mark") {
		t.Errorf("only looked at: %d %s", looked.status, looked.page.Text())
	}
	gone(t, ye.fill(o.review("/publication"), url.Values{"do": {"prepare"}, "more": {"县"}}), o.review("/publication"))
	if strings.Contains(ye.page(o.review("/publication")).Text(), "核对无误") {
		t.Error("who made the copy can check it")
	}
	if a := nur.get(o.review("/publication.pdf")); a.status != http.StatusOK || !strings.HasPrefix(a.body, "%PDF") {
		t.Errorf("the copy to check: %d", a.status)
	}
	gone(t, nur.fill(o.review("/publication"), url.Values{"do": {"check"}}), o.review("/publication"))
	if a := nur.fill(o.review("/publication"), url.Values{"do": {"release"}}); a.status != http.StatusForbidden {
		t.Errorf("a handler releases: %d", a.status)
	}
	gone(t, head.fill(o.review("/publication"), url.Values{"do": {"release"}}), o.review("/publication"))
	has(t, "released", ye.page(o.review("")).Text(), "已公布", "公布决定书", "待抄告", "抄告函（PDF）")
	if a := head.fill(o.review("/publication"), url.Values{"do": {"take"}, "reason": {" "}}); a.status != http.StatusUnprocessableEntity || !a.page.HasText("#f-reason-error", "理由") {
		t.Errorf("taken down without a reason: %d %s", a.status, a.page.Text())
	}
	gone(t, head.fill(o.review("/publication"), url.Values{"do": {"take"}, "reason": {"漏了<b>证人"}}), o.review("/publication"))
	has(t, "taken down", head.page(o.review("/publication")).Text(), "已撤下", "漏了<b>证人", "登记不公布")

	if a := ye.fill(o.review("/copy-up"), url.Values{"to": {""}, "on": {o.desk.Today().String()}}); a.status != http.StatusUnprocessableEntity || !a.page.HasText("#f-to-error", "写明抄告给哪个机关") {
		t.Errorf("copied to nobody: %d %s", a.status, a.page.Text())
	}
	if a := ye.get(o.review("/papers/" + itoa(n) + "/copy-up.pdf")); a.status != http.StatusOK || !strings.HasPrefix(a.body, "%PDF") {
		t.Errorf("the letter: %d", a.status)
	}
	gone(t, ye.fill(o.review("/copy-up"), url.Values{"to": {"和宁市住建局"}, "on": {o.desk.Today().String()}}), o.review(""))
	has(t, "copied", ye.page(o.review("")).Text(), "已抄告", "和宁市住建局")
	if a := o.in(o.clerk).get("/review/public"); a.status != http.StatusForbidden {
		t.Errorf("a clerk of another office reads the list: %d", a.status)
	}
}
