package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"mingda/internal/casefile"
	"mingda/internal/desk"
)

// TestPrintRun opens the print run from the queue: what goes out on paper is
// ticked, what is electronic is not, and what was ticked comes as one PDF.
func TestPrintRun(t *testing.T) {
	o, first := drafted(t)
	clerk := o.in(o.clerk)
	if strings.Contains(clerk.page("/letters").Text(), "成批打印") {
		t.Error("offered where nothing waits")
	}
	has(t, "empty", clerk.page("/letters/print").Text(), "没有可以打印的文书")
	o.agency.ReviewChannel = "https://xzfy.example/"
	_, err := o.desk.PutAgency(t.Context(), desk.Operator, o.agency)
	o.must(err)
	electronic := ask("李清和", "经费", "2025 年经费")
	electronic.Wants.Delivery, electronic.Wants.Medium = casefile.ByEmail, casefile.Electronic
	second := o.register(electronic)
	o.assign(second)
	o.signedReply(first)
	o.signedReply(second)
	if clerk.page("/letters").Href("成批打印") == "" {
		t.Fatal("not offered")
	}
	form := clerk.page("/letters/print")
	has(t, "form", form.Text(), "明政公开答〔2026〕1号", longName, "寄 明川区团", "明政公开答〔2026〕2号", "电子邮件")
	v := url.Values(form.Values())
	if picked := v["pick"]; len(picked) != 1 || !strings.HasPrefix(picked[0], id64(int64(first))+"-") || v.Get("duplex") != "1" || v.Get("what") != "both" {
		t.Errorf("ticked: %v", v)
	}
	a := clerk.get("/letters/print.pdf?" + v.Encode())
	if a.status != http.StatusOK || !strings.HasPrefix(a.body, "%PDF") || !strings.HasPrefix(a.header.Get("Content-Disposition"), "inline") {
		t.Errorf("%d %v", a.status, a.header)
	}
	v.Del("pick")
	v.Set("first", "x")
	a = clerk.get("/letters/print.pdf?" + v.Encode())
	if a.status != http.StatusUnprocessableEntity || !a.page.HasText("#f-pick-error", "选要打印的文书") || !a.page.HasText("#f-first-error", "填 1 到 24") || url.Values(a.page.Values()).Get("first") != "x" {
		t.Errorf("%d %s", a.status, a.page.Text())
	}
	if ticked := a.page.Values()["pick"]; len(ticked) != 0 {
		t.Errorf("ticked again: %v", ticked)
	}
	has(t, "who may not send", o.in(o.checker).page("/letters/print").Text(), "没有可以打印的文书")
}
