package web_test

import (
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"mingda/internal/auth"
	"mingda/internal/casefile"
	"mingda/internal/desk"
	"mingda/internal/letter"
)

// posted opens an office with a case whose reply was signed and posted.
func posted(t *testing.T) (*caseOffice, casefile.ID) {
	t.Helper()
	o, id := drafted(t)
	o.signedReply(id)
	o.must(o.desk.Serve(t.Context(), o.clerk, id, desk.ServiceForm{Letter: 1, Way: casefile.Posted, Tracking: "XA1", On: o.desk.Today()}))
	return o, id
}

// signedReply drafts, checks and signs a reply.
func (o *caseOffice) signedReply(id casefile.ID) int {
	o.t.Helper()
	ctx := o.t.Context()
	n, _, err := o.desk.SaveDraft(ctx, o.officer, id, desk.DraftForm{Version: o.version(id), Kind: letter.Disclose, Values: letter.Values{"given": "《方案》", "way": "enclosed"}})
	o.must(err)
	o.must(o.desk.Submit(ctx, o.officer, id, o.version(id), n))
	o.must(o.desk.Check(ctx, o.checker, id, o.version(id), n, ""))
	o.must(o.desk.Sign(ctx, o.signer, id, o.version(id), n))
	return n
}

// TestCorrectService mends a wrong tracking number and then records that the
// letter came back: it waits to be sent again, and all pages say so.
func TestCorrectService(t *testing.T) {
	o, id := posted(t)
	clerk := o.in(o.clerk)
	at := path(id, "/letters/1/correct-service")
	o.at(2026, time.November, 26, 10, 0)

	opened := clerk.page(at)
	has(t, "opened", opened.Text(), "现在记的是：邮寄送达，2026年11月23日，邮件号 XA1", "委托送达")
	if v := opened.Values(); v["tracking"][0] != "XA1" || v["on"][0] != "2026-11-23" || v["way"][0] != "posted" || v["got_on"][0] != "" {
		t.Errorf("not filled in: %v", v)
	}
	a := clerk.fill(at, url.Values{"tracking": {"XA2"}})
	if a.status != http.StatusUnprocessableEntity || !a.page.HasText("#f-failed-error", "选一样") || !a.page.HasText("#f-sure-error", "先打勾") || a.page.Values()["tracking"][0] != "XA2" {
		t.Errorf("nothing chosen: %d %s", a.status, a.page.Text())
	}
	a = clerk.fill(at, url.Values{"failed": {"wrong"}, "sure": {"1"}, "got_on": {"昨天"}, "reason": {"抄错"}})
	if a.status != http.StatusUnprocessableEntity || a.page.Count("#f-got_on-error") != 1 {
		t.Errorf("an unreadable day: %d %s", a.status, a.page.Text())
	}
	if a = clerk.fill(at, url.Values{"failed": {"wrong"}, "sure": {"1"}}); a.status != http.StatusUnprocessableEntity || !a.page.HasText("#f-reason-error", "写明理由") {
		t.Errorf("without a reason: %d", a.status)
	}
	gone(t, clerk.fill(at, url.Values{"failed": {"wrong"}, "sure": {"1"}, "tracking": {"XA2"}, "got_on": {"2026年11月25日"}, "recipient": {"其妻"}, "reason": {"抄错一位<b>"}}), path(id, "/letters/1"))
	has(t, "letter", clerk.page(path(id, "/letters/1")).Text(), "送达已更正", "邮件号XA2", "签收人其妻", "申请人签收2026年11月25日")
	has(t, "timeline", clerk.page(path(id, "")).Text(), "更正送达：予以公开答复书", "原来记的是：邮寄送达，2026年11月23日，邮件号 XA1。",
		"改为：邮寄送达，2026年11月23日，邮件号 XA2，签收人 其妻，2026年11月25日签收，理由：抄错一位<b>。", "（已更正）")

	gone(t, clerk.fill(at, url.Values{"failed": {"missed"}, "sure": {"1"}, "reason": {"邮局退回，查无此人"}}), path(id, "/letters/1"))
	has(t, "letter", clerk.page(path(id, "/letters/1")).Text(), "要再送", "没有送到，要再送：邮局退回，查无此人", "待送达", "登记送达")
	page := clerk.page(path(id, "")).Text()
	has(t, "case", page, "予以公开答复书没有送到，要再送：邮局退回，查无此人", "没有送到：予以公开答复书", "原来记的是：邮寄送达，2026年11月23日，邮件号 XA2，签收人 其妻")
	if strings.Contains(page, "更正送达更正送达") {
		t.Error("a service that does not stand is offered for correction")
	}
	has(t, "today", clerk.page("/").Text(), "签了还没送", "方案")
	has(t, "letters", clerk.page("/letters").Text(), "等着送出")
	if a := clerk.get(at); a.status != http.StatusConflict {
		t.Errorf("what is not served can be corrected: %d", a.status)
	}
	gone(t, clerk.fill(path(id, "/letters/1/serve"), url.Values{"way": {"entrusted"}, "recipient": {longName}, "note": {"委托团结路街道办"}}), path(id, "/letters/1"))
	again := clerk.page(path(id, "/letters/1")).Text()
	has(t, "again", again, "委托送达，2026年11月26日", "签收人"+longName)
	if strings.Contains(again, "没有送到") {
		t.Error("it arrived, and the page says it did not")
	}
}

// TestCorrectServiceMoves: the notice that stopped the clock did not arrive, and the
// page says which last day there is now.
func TestCorrectServiceMoves(t *testing.T) {
	o := newCaseOffice(t)
	id := o.awaiting()
	clerk := o.in(o.clerk)
	gone(t, clerk.fill(path(id, "/letters/1/correct-service"), url.Values{"failed": {"missed"}, "sure": {"1"}, "reason": {"查无此人"}}), path(id, "/letters/1"))
	has(t, "letter", clerk.page(path(id, "/letters/1")).Text(), "已记下没有送到，要再送。最迟答复之日现在是 2026年12月21日")
}

// TestCorrectServiceRoles: who records a service corrects it, and nobody else.
func TestCorrectServiceRoles(t *testing.T) {
	o, id := posted(t)
	at := path(id, "/letters/1/correct-service")
	for _, u := range []struct {
		name string
		b    *browser
		want int
	}{{"clerk", o.in(o.clerk), 200}, {"officer", o.in(o.officer), 200}, {"checker", o.in(o.checker), 403}, {"signer", o.in(o.signer), 403}, {"another unit", o.in(o.other), 403}} {
		if a := u.b.get(at); a.status != u.want {
			t.Errorf("%s: %d, want %d", u.name, a.status, u.want)
		}
	}
	seen := itoa(o.version(id))
	o.must(o.desk.Note(t.Context(), o.officer, id, "来电"))
	stale := url.Values{"version": {seen}, "failed": {"missed"}, "sure": {"1"}, "reason": {"退回"}}
	if a := o.in(o.clerk).post(at, stale); a.status != http.StatusConflict || a.page.Values()["reason"][0] != "退回" || o.letterOf(id).Stage != casefile.IsServed {
		t.Errorf("corrected without seeing what changed: %d", a.status)
	}
}

// TestVoidLetter makes a signed reply void and begins another; the number, the
// PDF and the reason stay in sight.
func TestVoidLetter(t *testing.T) {
	o, id := drafted(t)
	o.signedReply(id)
	signer, at := o.in(o.signer), path(id, "/letters/1/void")
	for _, u := range []auth.User{o.clerk, o.officer, o.checker} {
		if a := o.in(u).get(at); a.status != http.StatusForbidden {
			t.Errorf("%s: %d", u.Name, a.status)
		}
	}
	has(t, "letter", signer.page(path(id, "/letters/1")).Text(), "作废")
	has(t, "question", signer.page(at).Text(), "文号留在号序里，注明作废", "明政公开答〔2026〕1号")
	a := signer.fill(at, nil)
	if a.status != http.StatusUnprocessableEntity || !a.page.HasText("#f-sure-error", "先打勾") || !a.page.HasText("#f-reason-error", "写明理由") {
		t.Errorf("nothing filled in is not told at once: %d %s", a.status, a.page.Text())
	}
	a = signer.fill(at, url.Values{"reason": {"页数写错"}})
	if a.status != http.StatusUnprocessableEntity || !a.page.HasText("#f-sure-error", "先打勾") || a.page.Values()["reason"][0] != "页数写错" {
		t.Errorf("not ticked: %d %s", a.status, a.page.Text())
	}
	if a = signer.fill(at, url.Values{"sure": {"1"}}); a.status != http.StatusUnprocessableEntity || !a.page.HasText("#f-reason-error", "写明理由") {
		t.Errorf("no reason: %d", a.status)
	}
	gone(t, signer.fill(at, url.Values{"sure": {"1"}, "reason": {"页数写错<b>"}}), path(id, "/letters/1"))
	void := signer.page(path(id, "/letters/1"))
	has(t, "void", void.Text(), "已作废", "这份文书已作废：页数写错<b>。文号 明政公开答〔2026〕1号 不再用")
	if strings.Contains(void.Text(), "登记送达") || strings.Contains(void.Text(), "打印送达回证") {
		t.Error("a void letter is offered for service")
	}
	if a := signer.get(path(id, "/letters/1.pdf")); !strings.HasPrefix(a.body, "%PDF") {
		t.Errorf("its PDF: %d", a.status)
	}
	has(t, "timeline", o.in(o.clerk).page(path(id, "")).Text(), "作废：予以公开答复书", "页数写错<b>，文号不再用。", "已作废")
	o.signedReply(id)
	has(t, "second", signer.page(path(id, "/letters/2")).Text(), "明政公开答〔2026〕2号", "待送达")
}

// TestVoidUnmade makes a letter void whose PDF could not be made: no page speaks
// of one.
func TestVoidUnmade(t *testing.T) {
	o, id := drafted(t)
	o.must(os.RemoveAll(filepath.Join(o.files, "tmp"))) // nothing can be stored
	o.signedReply(id)
	signer, at := o.in(o.signer), path(id, "/letters/1")
	has(t, "signed", signer.page(at).Text(), "已签发", "作废")
	a := signer.fill(at+"/void", url.Values{"sure": {"1"}, "reason": {strings.Repeat("错", 5001)}})
	if a.status != http.StatusUnprocessableEntity || !a.page.HasText("#f-reason-error", "多写了 1 个字") {
		t.Errorf("void with more than the field holds: %d %s", a.status, a.page.Text())
	}
	gone(t, signer.fill(at+"/void", url.Values{"sure": {"1"}, "reason": {"页数\u202e写错\x00"}}), at)
	void := signer.page(at)
	has(t, "void", void.Text(), "这份文书已作废：页数写错。文号 明政公开答〔2026〕1号 不再用，没有做成 PDF。")
	if void.HasText("main", "打开 PDF") {
		t.Error("a PDF is offered that was never made")
	}
	if a := signer.get(at + ".pdf"); a.status != http.StatusNotFound || !a.page.HasText("main", "没有做成 PDF 就作废了") {
		t.Errorf("its PDF: %d %s", a.status, a.page.Text())
	}
	has(t, "case", signer.page(path(id, "")).Text(), "作废：予以公开答复书")
}

// TestReturnedPost records that a posted letter came back: day, reason and what
// is to be done stand on the letter, the case and the queue, with the proof.
func TestReturnedPost(t *testing.T) {
	o, id := posted(t)
	clerk := o.in(o.clerk)
	at := path(id, "/letters/1/returned")
	o.at(2026, time.November, 26, 10, 0)
	if clerk.page(path(id, "/letters/1")).Href("登记退件") == "" {
		t.Error("not offered")
	}
	has(t, "form", clerk.page(at).Text(), "登记退件", "邮件号 XA1", "查无此人", "逾期没有人领", "下一步怎么办")
	a := clerk.fill(at, url.Values{"on": {"2026-11-22"}})
	if a.status != http.StatusUnprocessableEntity || !a.page.HasText("#f-why-error", "选邮局写的原因") || !a.page.HasText("#f-step-error", "选下一步") || !a.page.HasText("#f-sure-error", "先打勾") {
		t.Errorf("nothing chosen: %d %s", a.status, a.page.Text())
	}
	said := url.Values{"on": {"2026-11-22"}, "why": {"unknown"}, "step": {"call"}, "sure": {"1"}}
	if a = clerk.fill(at, said); a.status != http.StatusUnprocessableEntity || !a.page.HasText("#f-on-error", "不能早于寄出之日 2026年11月23日") {
		t.Errorf("before it was posted: %d %s", a.status, a.page.Text())
	}
	said.Set("on", "2026-11-26")
	said.Set("reason", "门牌改了<b>")
	a = clerk.uploadAs(at, with(a.page.Values(), said), "proof", part{"退件信封.jpg", "\xff\xd8\xff photo"})
	gone(t, a, path(id, "/letters/1"))
	why := "2026年11月26日退件，查无此人（门牌改了<b>）。下一步：打电话联系，约来取或者换一种方式"
	has(t, "letter", clerk.page(path(id, "/letters/1")).Text(), "没有送到，要再送："+why, "待送达")
	has(t, "case", clerk.page(path(id, "")).Text(), why, "原来记的是：邮寄送达，2026年11月23日，邮件号 XA1", "退件信封.jpg")
	has(t, "queue", clerk.page("/letters").Text(), "上次没有送到："+why)
	has(t, "today", clerk.page("/").Text(), "签了还没送")
	if a = clerk.get(at); a.status != http.StatusConflict {
		t.Errorf("what waits to be sent can come back: %d", a.status)
	}
	again := with(clerk.page(path(id, "/letters/1/serve")).Values(), url.Values{"way": {"direct"}, "recipient": {longName}})
	gone(t, clerk.uploadAs(path(id, "/letters/1/serve"), again, "proof", part{"送达回证.png", png}), path(id, "/letters/1"))
	if href := clerk.page(path(id, "/letters/1")).Href("送达回证.png"); href == "" || clerk.get(href).status != http.StatusOK {
		t.Errorf("the proof is not on the letter's page: %q", href)
	}
	if a = clerk.get(at); a.status != http.StatusConflict || !a.page.HasText("main", "不是邮寄的") {
		t.Errorf("what was handed over comes back by post: %d %s", a.status, a.page.Text())
	}
	if a = o.in(o.checker).get(at); a.status != http.StatusForbidden && a.status != http.StatusConflict {
		t.Errorf("a checker: %d", a.status)
	}
}

// with puts what is typed over what a form holds.
func with(held map[string][]string, typed url.Values) url.Values {
	all := url.Values{}
	for name, values := range held {
		if name != "q" && name != "keys" { // of other forms
			all[name] = values
		}
	}
	for name, values := range typed {
		all[name] = values
	}
	return all
}
