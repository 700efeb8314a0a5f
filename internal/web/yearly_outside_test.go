package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"mingda/internal/auth"
)

// TestYearlyOutside: what an agency outside sent is typed on the government's report, checked,
// added to what was counted, published with it, changed and taken out.
func TestYearlyOutside(t *testing.T) {
	o := inJanuary(t)
	clerk, signer, officer := o.in(o.clerk), o.in(o.signer), o.in(o.officer)
	const own, whole = "/yearly/2026/1", "/yearly/2026/0"
	add := strings.TrimPrefix(clerk.page(whole).Href("添加系统外机关"), "/desk")
	if add != whole+"/write/outside-1" {
		t.Fatalf("it leads to %q", add)
	}
	if strings.Contains(clerk.page(own).Text(), "系统外机关") || strings.Contains(officer.page(whole).Text(), "添加系统外机关") {
		t.Error("offered where it is not")
	}
	if a := officer.get(add); a.status != http.StatusForbidden {
		t.Errorf("an officer writes: %d", a.status)
	}
	if a := clerk.get(own + "/write/outside-1"); a.status != http.StatusNotFound {
		t.Errorf("in an own report: %d", a.status)
	}
	typed := url.Values{"text": {""}, "requests.new.natural": {"十"}, "rules.made": {"1"}}
	bad := clerk.fill(add, typed)
	if bad.status != http.StatusUnprocessableEntity || !bad.page.HasText("#f-text-error", "写机关的全称") || !bad.page.HasText(`[id="f-requests.new.natural-error"]`, "填 0 或者更大的整数") || bad.page.Values()["rules.made"][0] != "1" {
		t.Errorf("%d %s", bad.status, bad.page.Text())
	}
	typed = url.Values{"text": {"明川区气象局"}, "requests.new.natural": {"１0"}, "requests.disclose.natural": {"8"}, "review.upheld": {"2"}, "fees": {"30"}, "rules.made": {"1"}}
	gone(t, clerk.fill(add, typed), whole)
	p := clerk.page(whole)
	if !p.HasText("#outside", "明川区气象局") || !p.HasText("#outside", "不平") || !p.HasText("#checks", "系统外机关明川区气象局") {
		t.Errorf("listed as %s", p.Text())
	}
	change := strings.TrimPrefix(p.Href("改：明川区气象局"), "/desk")
	if change != add {
		t.Fatalf("changed at %q", change)
	}
	stale := clerk.page(add).Values()
	gone(t, clerk.fill(add, url.Values{"requests.carried_out.natural": {"2"}}), whole)
	p = clerk.page(whole)
	if !p.HasText("#outside", "平") || p.HasText("#outside", "不平") || !p.HasText("#checks", "自然人：一 11 + 二 0 = 三（七） 8 + 四 3") {
		t.Errorf("balanced it reads %s", p.Text())
	}
	a := clerk.post(add, url.Values(stale))
	if a.status != http.StatusConflict || !strings.Contains(a.page.Text(), "别人存过这一部分") || !a.page.HasText("dd", "2") {
		t.Errorf("over another's: %d %s", a.status, a.page.Text())
	}

	clerk.wholeYearly(whole)
	clerk.wholeYearly(own)
	clerk.does(own, "send")
	o.in(o.everyRole()[auth.Coordinator]).does(own, "accept")
	gone(t, signer.fill(whole+"/publish", url.Values{"sure": {"1"}}), whole)
	if p := clerk.page(whole); p.HasText("#moved", "系统") || !p.HasText("#moved", "没有变动") {
		t.Errorf("published it reads %s", p.Text())
	}
	if a := clerk.get(add); a.status != http.StatusConflict {
		t.Errorf("changed when it is published: %d", a.status)
	}
	gone(t, clerk.fill(whole+"/correct", url.Values{"reason": {"气象局报错了"}}), whole)
	gone(t, clerk.fill(add, url.Values{"do": {"drop"}}), whole)
	p = clerk.page(whole)
	if p.HasText("#outside", "明川区气象局") || !p.HasText("#moved", "本年新收") {
		t.Errorf("taken out it reads %s", p.Text())
	}
	gone(t, clerk.fill(whole+"/uncorrect", nil), whole)
	if !clerk.page(whole).HasText("#outside", "明川区气象局") {
		t.Error("it is not there again when the correction is dropped")
	}
}
