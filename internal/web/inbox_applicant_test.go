package web_test

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"mingda/internal/desk"
	"mingda/internal/inbox"
	"mingda/internal/intake"
)

// TestApplicantSince: what the applicant added or withdrew before anybody looked
// stands in the inbox, and on the case that it becomes.
func TestApplicantSince(t *testing.T) {
	o := newDoorOffice(t)
	for n := 1; n <= 2; n++ {
		o.webForm(worstName, "补偿方案"+strconv.Itoa(n))
	}
	file, err := o.desk.StoreUpload(strings.NewReader("<b>"), "说明<b>.txt", "text/plain")
	o.must(err)
	ctx, clerk := t.Context(), o.as(o.clerk)
	stale := clerk.get("/inbox/1").form(t, "/inbox/1/register")
	for n := inbox.ID(1); n <= 2; n++ {
		o.must(o.desk.AddFromApplicant(ctx, desk.Visit{Input: n}, desk.Seen{}, "是2025年的<b>", []intake.File{file}))
		o.must(o.desk.WithdrawByApplicant(ctx, desk.Visit{Input: n}, "已经找到"))
	}
	if a := clerk.post("/inbox/1/register", stale); a.status != http.StatusConflict || !a.page.HasText(".note", "申请人撤回") {
		t.Errorf("registered without having seen it: %d %s", a.status, a.page.Text())
	}
	a := clerk.get("/inbox/1")
	for _, want := range []string{"申请人已撤回", "申请人补充了材料"} {
		if !a.page.HasText(".mails", want) || !a.page.HasText("article", want) {
			t.Errorf("%q is not said: %s", want, a.page.Text())
		}
	}
	if strings.Contains(a.body, "2025年的<b>") || !a.page.HasText("article", "是2025年的<b>") || !a.page.HasText("article", "已经找到") {
		t.Errorf("text or reason: %s", a.page.Text())
	}
	if f := clerk.get("/inbox/1/added/0"); f.status != http.StatusOK || f.body != "<b>" || !strings.HasPrefix(f.header.Get("Content-Disposition"), "attachment") {
		t.Errorf("the file: %d %q %v", f.status, f.body, f.header)
	}
	if f := clerk.get("/inbox/1/added/1"); f.status != http.StatusNotFound {
		t.Errorf("a file that is not there: %d", f.status)
	}
	clerk.post("/inbox/1/register", typed(a.form(t, "/inbox/1/register"), "subject", "补偿方案"))
	a = clerk.get("/cases/1")
	if !a.page.HasText(".note", "申请人已撤回") || !a.page.HasText("main", "说明<b>.txt") || a.page.Href("登记撤回") == "" {
		t.Errorf("the case: %s", a.page.Text())
	}
	today := clerk.get("/").page
	if !today.HasText("main", "登记以前在网上撤回的，先不要办") || today.Href("登记撤回") != a.page.Href("登记撤回") || today.HasText("main", "分办：") {
		t.Errorf("the day: %s", today.Text())
	}
	if reason := a.page.Href("登记撤回"); !strings.Contains(url.Values(clerk.get(reason).page.Values()).Get("reason"), "已经找到") {
		t.Error("the reason is not filled in")
	}
	o.must(o.desk.Withdraw(ctx, o.clerk, 1, 0, "网上撤回"))
	if today := clerk.get("/").page; today.HasText("main", "先不要办") {
		t.Errorf("the day, once it is ended: %s", today.Text())
	}
	aside := clerk.get("/inbox/2?act=aside").form(t, "/inbox/2/set-aside")
	if aside.Get("reason") != string(inbox.Withdrew) {
		t.Errorf("%q is proposed", aside.Get("reason"))
	}
	if a = clerk.post("/inbox/2/set-aside", aside); a.status != http.StatusOK || !a.page.HasText(".note", "已不予登记") {
		t.Errorf("set aside: %d %s", a.status, a.page.Text())
	}
}
