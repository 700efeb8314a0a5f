package web_test

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"
	"time"

	"mingda/internal/auth"
	"mingda/internal/casefile"
	"mingda/internal/desk"
	"mingda/internal/intake"
	"mingda/internal/letter"
)

// drafted opens an office with a case that the officer may draft in.
func drafted(t *testing.T) (*caseOffice, casefile.ID) {
	t.Helper()
	o := newCaseOffice(t)
	id := o.register(ask(longName, "团结路片区征收补偿方案", "团结路片区（二期）房屋征收补偿方案"))
	o.assign(id)
	return o, id
}

// given is what a reply that discloses must say.
func given(more ...string) url.Values {
	v := url.Values{"given": {"《房屋征收补偿方案》18页"}, "way": {"enclosed"}}
	for i := 0; i+1 < len(more); i += 2 {
		v.Set(more[i], more[i+1])
	}
	return v
}

// has fails the test unless the text holds each of the words.
func has(t *testing.T, what, text string, words ...string) {
	t.Helper()
	for _, w := range words {
		if !strings.Contains(text, w) {
			t.Errorf("%s: no %q in\n%s", what, w, text)
		}
	}
}

// gone fails the test unless the answer sends on to the path.
func gone(t *testing.T, a answer, to string) {
	t.Helper()
	if a.status != http.StatusSeeOther || !strings.HasPrefix(a.header.Get("Location"), to) {
		t.Fatalf("%d to %q, want 303 to %s\n%s", a.status, a.header.Get("Location"), to, a.page.Text())
	}
}

// TestLetterStory walks a reply from the choice of its kind to the record that
// it was signed for: who drafts, checks and signs are three people.
func TestLetterStory(t *testing.T) {
	o, id := drafted(t)
	officer, checker, signer, clerk := o.in(o.officer), o.in(o.checker), o.in(o.signer), o.in(o.clerk)

	kinds := officer.page(path(id, "/letters/new"))
	has(t, "kinds", kinds.Text(), "予以公开", "国家秘密", "检索过，没有", "补正告知书", "第三十六条第二项")
	for _, kind := range []string{"撤回申请确认书", "申请人撤回", "收费通知书"} { // no procedure leads to them
		if strings.Contains(kinds.Text(), kind) {
			t.Errorf("the kinds that can be begun have %s", kind)
		}
	}
	begin := path(id, "/letters/new?kind=disclose")
	if !kinds.HasText("main", "拟这份") || kinds.Href("予以公开") == "" {
		t.Errorf("the reply cannot be begun: %s", kinds.Text())
	}
	has(t, "new draft", officer.page(begin).Text(), "还不能送审核：", "没有填“提供的信息”", "（签发时取文号）", "由法律条文表给出，不能改", "打印出来共 1 页")

	gone(t, officer.fill(begin, given("given", "", "do", "save")), path(id, "/letters/1")) // gaps are kept, not refused
	a := officer.fill(path(id, "/letters/1"), url.Values{"do": {"submit"}})
	if a.status != http.StatusUnprocessableEntity || !a.page.HasText("#f-given-error", "没有填") {
		t.Errorf("sent on with a gap: %d %s", a.status, a.page.Text())
	}
	a = officer.fill(path(id, "/letters/1"), given("extra", "另见\U0001F601", "do", "submit"))
	if a.status != http.StatusUnprocessableEntity || !strings.Contains(a.page.Text(), "字库里没有“\U0001F601”") {
		t.Errorf("sent on with what no font has: %d %s", a.status, a.page.Text())
	}
	gone(t, officer.fill(path(id, "/letters/1"), given("extra", "扫描件附后<b>。", "do", "submit")), path(id, "/letters/1"))

	if a := officer.post(path(id, "/letters/1/check"), url.Values{"version": {itoa(o.version(id))}}); a.status != http.StatusForbidden {
		t.Errorf("an officer checks: %d", a.status)
	}
	has(t, "queue of the checker", checker.page("/letters").Text(), "等我审核", longName, "予以公开答复书", "拟稿与审核1 件")
	reading := checker.page(path(id, "/letters/1"))
	has(t, "reading", reading.Text(), "扫描件附后<b>。", "与标准文本的差别", "怎样提供", "拟稿周予安")
	if a := checker.post(path(id, "/letters/1"), given("version", itoa(o.version(id)), "kind", "disclose")); a.status != http.StatusForbidden {
		t.Errorf("a checker saves a draft: %d", a.status)
	}
	a = checker.post(path(id, "/letters/1/return"), url.Values{"version": {itoa(o.version(id))}})
	if a.status != http.StatusUnprocessableEntity || !a.page.HasText("#return-remark-error", "写明退回的理由") {
		t.Errorf("returned without a reason: %d %s", a.status, a.page.Text())
	}
	for _, do := range []string{"return", "check"} {
		a = checker.post(path(id, "/letters/1/"+do), url.Values{"version": {itoa(o.version(id))}, "remark": {strings.Repeat("页", 5001)}})
		if a.status != http.StatusUnprocessableEntity || !a.page.HasText("#"+do+"-remark-error", "多写了 1 个字") {
			t.Errorf("%s with more than a field holds: %d %s", do, a.status, a.page.Text())
		}
	}
	gone(t, checker.post(path(id, "/letters/1/return"), url.Values{"version": {itoa(o.version(id))}, "remark": {"写明页数"}}), "/letters")
	has(t, "queue of the drafter", officer.page("/letters").Text(), "退回给我", "写明页数", "拟稿与审核1 件")
	has(t, "returned draft", officer.page(path(id, "/letters/1")).Text(), "退回：写明页数")
	gone(t, officer.fill(path(id, "/letters/1"), url.Values{"do": {"submit"}}), path(id, "/letters/1"))
	gone(t, checker.post(path(id, "/letters/1/check"), url.Values{"version": {itoa(o.version(id))}, "remark": {"可以发"}}), "/letters")

	has(t, "queue of the signer", signer.page("/letters").Text(), "等我签发")
	sign := signer.page(path(id, "/letters/1/sign"))
	has(t, "sign", sign.Text(), "明政公开答〔2026〕…号", "签发不能撤销", "林疏：可以发", "2026年11月23日")
	if a := checker.get(path(id, "/letters/1/sign")); a.status != http.StatusForbidden {
		t.Errorf("a checker signs: %d", a.status)
	}
	gone(t, signer.fill(path(id, "/letters/1/sign"), nil), path(id, "/letters/1"))
	has(t, "signed", signer.page(path(id, "/letters/1")).Text(), "已签发，文号 明政公开答〔2026〕1号", "待送达")
	pdf := clerk.get(path(id, "/letters/1.pdf"))
	if pdf.status != http.StatusOK || !strings.HasPrefix(pdf.body, "%PDF") || !strings.Contains(pdf.header.Get("Content-Disposition"), "pdf") {
		t.Errorf("PDF: %d %v", pdf.status, pdf.header)
	}
	if a := clerk.get(path(id, "/letters/1/draft.pdf")); a.status != http.StatusConflict {
		t.Errorf("a draft of the signed letter, with its number and code: %d", a.status)
	}
	served(t, o, id, clerk)
}

// served goes on with the story: posted, and then signed for.
func served(t *testing.T, o *caseOffice, id casefile.ID, clerk *browser) {
	t.Helper()
	has(t, "queue of the clerk", clerk.page("/letters").Text(), "等着送出")
	form := clerk.page(path(id, "/letters/1/serve"))
	has(t, "service", form.Text(), "建议：申请人选的是邮寄", "明川区团结*****")
	if strings.Contains(form.Text(), "电子邮件送达") {
		t.Error("electronic service is offered where it was not chosen")
	}
	a := clerk.fill(path(id, "/letters/1/serve"), nil)
	if a.status != http.StatusUnprocessableEntity || !a.page.HasText("#f-tracking-error", "填写邮件号") {
		t.Errorf("posted without a number: %d %s", a.status, a.page.Text())
	}
	a = clerk.fill(path(id, "/letters/1/serve"), url.Values{"tracking": {strings.Repeat("1", 121)}, "recipient": {strings.Repeat("周", 121)}, "note": {strings.Repeat("注", 5001)}})
	for _, field := range []string{"tracking", "recipient", "note"} {
		if a.status != http.StatusUnprocessableEntity || !a.page.HasText("#f-"+field+"-error", "多写了 1 个字") {
			t.Errorf("%s longer than its field: %d %s", field, a.status, a.page.Text())
		}
	}
	a = clerk.fill(path(id, "/letters/1/serve"), url.Values{"way": {"emailed"}, "tracking": {"XA1"}})
	if a.status != http.StatusUnprocessableEntity {
		t.Errorf("served electronically against the wish: %d", a.status)
	}
	gone(t, clerk.fill(path(id, "/letters/1/serve"), url.Values{"tracking": {"XA123456\u202a78965"}}), path(id, "/letters/1"))
	has(t, "served", clerk.page(path(id, "/letters/1")).Text(), "邮寄送达，2026年11月23日", "XA12345678965", "登记签收", "还不知道")
	for _, paper := range []string{"/letters/1/service-receipt.pdf", "/letters/1/service-cover.pdf", "/letters/1/envelope.pdf"} {
		if a := clerk.get(path(id, paper)); !strings.HasPrefix(a.body, "%PDF") || clerk.page(path(id, "/letters/1")).Count("a[href="+path(id, paper)+"]") != 1 {
			t.Errorf("%s: %d", paper, a.status)
		}
	}
	o.at(2026, time.November, 25, 10, 0)
	a = clerk.fill(path(id, "/letters/1/delivery"), url.Values{"on": {"2026-11-20"}})
	if a.status != http.StatusUnprocessableEntity || !a.page.HasText("#f-on-error", "不能早于") {
		t.Errorf("signed for before it was posted: %d", a.status)
	}
	gone(t, clerk.fill(path(id, "/letters/1/delivery"), url.Values{"on": {"2026年11月25日"}, "recipient": {"本人"}}), path(id, "/letters/1"))
	has(t, "delivered", clerk.page(path(id, "/letters/1")).Text(), "申请人签收2026年11月25日")
	a = clerk.get(path(id, "/letters/1/delivery"))
	if a.status != http.StatusConflict || !a.page.HasText("main", "邮寄送达，2026年11月25日已经送到") || !a.page.HasText("main a", "看现在的样子") {
		t.Errorf("signed for once more: %d %s", a.status, a.page.Text())
	}
	has(t, "delivered once", clerk.page(path(id, "/letters/1")).Text(), "申请人签收2026年11月25日")
}

// TestDraftKeepsAll saves a draft with fields that depend on a choice, changes
// the kind there and back, and finds everything again.
func TestDraftKeepsAll(t *testing.T) {
	o, id := drafted(t)
	b := o.in(o.officer)
	p := b.page(path(id, "/letters/new?kind=partial"))
	if p.Count("#f-third_reason") != 0 || !p.HasText("button", "更新要填的项") {
		t.Error("a field that does not matter yet is on the page, or nothing lists it")
	}
	gone(t, b.fill(path(id, "/letters/new?kind=partial"), given("ground", "third_party", "third_answer", "refused", "do", "fields")), path(id, "/letters/1#content"))
	gone(t, b.fill(path(id, "/letters/1"), url.Values{"third_reason": {"商业\u202e秘\x07密\u200b"}, "third_answered_on": {"2026年11月3日"}, "do": {"save"}}), path(id, "/letters/1"))
	p = b.page(path(id, "/letters/1"))
	if v := p.Values(); v["third_reason"][0] != "商业秘密" || v["third_answered_on"][0] != "2026-11-03" {
		t.Errorf("not kept: %v", v)
	}
	gone(t, b.fill(path(id, "/letters/1"), url.Values{"do": {"kind"}}), path(id, "/letters/1/kind"))
	other := b.page(path(id, "/letters/1/kind"))
	has(t, "kinds", other.Text(), "换成这种", "现在是这种")
	gone(t, b.fill(path(id, "/letters/1?kind=disclose"), url.Values{"do": {"save"}}), path(id, "/letters/1"))
	has(t, "changed", b.page(path(id, "/letters/1")).Text(), "拟稿：予以公开")
	gone(t, b.fill(path(id, "/letters/1?kind=partial"), url.Values{"do": {"save"}}), path(id, "/letters/1"))
	if v := b.page(path(id, "/letters/1")).Values(); v["third_reason"][0] != "商业秘密" || v["given"][0] != "《房屋征收补偿方案》18页" {
		t.Errorf("lost on the way: %v", v)
	}
	if a := b.fill(path(id, "/letters/1"), url.Values{"kind": {"extension"}, "do": {"save"}}); a.status != http.StatusConflict || !a.page.HasText("main", "通知不能改成别的文书") && !a.page.HasText("main", "没有存") {
		t.Errorf("a reply became a notice: %d", a.status)
	}
}

// TestDraftTwoPeople lets a colleague save between: nothing is overwritten, and
// the page says who changed what.
func TestDraftTwoPeople(t *testing.T) {
	o, id := drafted(t)
	b := o.in(o.officer)
	gone(t, b.fill(path(id, "/letters/new?kind=disclose"), given("do", "save")), path(id, "/letters/1"))
	stale := url.Values(b.page(path(id, "/letters/1")).Values())
	gone(t, b.fill(path(id, "/letters/1"), given("given", "《方案》20页", "do", "save")), path(id, "/letters/1"))
	stale.Set("given", "《方案》19页")
	a := b.post(path(id, "/letters/1"), stale)
	if a.status != http.StatusConflict {
		t.Fatalf("%d", a.status)
	}
	has(t, "conflict", a.page.Text(), "别人改过这件案件", "周予安", "提供的信息：《方案》20页《方案》19页")
	if v := a.page.Values(); v["given"][0] != "《方案》19页" || v["version"][0] != itoa(o.version(id)) {
		t.Errorf("typed text or version lost: %v", v)
	}
	view, err := o.desk.Draft(t.Context(), o.officer, id, 1, "", nil, nil)
	o.must(err)
	if view.Values["given"] != "《方案》20页" {
		t.Errorf("overwritten: %v", view.Values)
	}
	gone(t, b.post(path(id, "/letters/1"), url.Values(a.page.Values())), path(id, "/letters/1"))
	stale.Set("version", "")
	if a := b.post(path(id, "/letters/1"), stale); a.status != http.StatusConflict {
		t.Errorf("saved without saying what was seen: %d", a.status)
	}
	if a := b.post(path(id, "/letters/new"), stale); a.status != http.StatusConflict {
		t.Errorf("a second reply was begun: %d", a.status)
	}
}

// TestCheckStale lets the draft change while the checker reads: the pass is not
// of what was read, so it is refused.
func TestCheckStale(t *testing.T) {
	o, id := drafted(t)
	b, checker := o.in(o.officer), o.in(o.checker)
	gone(t, b.fill(path(id, "/letters/new?kind=disclose"), given("do", "submit")), path(id, "/letters/1"))
	seen := itoa(o.version(id))
	o.must(o.desk.Note(t.Context(), o.clerk, id, "来电催问"))
	for _, act := range []string{"check", "return"} {
		a := checker.post(path(id, "/letters/1/"+act), url.Values{"version": {seen}, "remark": {"看过"}})
		if a.status != http.StatusConflict || a.page.Values()["remark"] == nil {
			t.Errorf("%s: %d", act, a.status)
		}
		has(t, act, a.page.Text(), "冯小满", "记一笔", "看过")
	}
	if l := o.letterOf(id); l.Stage != casefile.InCheck {
		t.Errorf("passed: %s", l.Stage)
	}
}

func (o *caseOffice) letterOf(id casefile.ID) casefile.Letter {
	o.t.Helper()
	v, err := o.desk.Case(o.t.Context(), o.clerk, id)
	o.must(err)
	l, _ := v.Case.Letter(1)
	return l
}

// TestDrop gives a draft up after a question, and lets another be begun.
func TestDrop(t *testing.T) {
	o, id := drafted(t)
	b := o.in(o.officer)
	gone(t, b.fill(path(id, "/letters/new?kind=disclose"), given("do", "save")), path(id, "/letters/1"))
	has(t, "kinds while one is there", b.page(path(id, "/letters/new")).Text(), "答复已经在拟", "看这一份")
	has(t, "drop", b.page(path(id, "/letters/1/drop")).Text(), "弃掉的稿留在台账里")
	gone(t, b.fill(path(id, "/letters/1/drop"), nil), path(id, ""))
	has(t, "dropped", b.page(path(id, "/letters/1")).Text(), "已弃稿")
	gone(t, b.fill(path(id, "/letters/new?kind=not_existing"), url.Values{"do": {"save"}}), path(id, "/letters/2"))
}

// TestNotices drafts the two notices; an extension says by how much.
func TestNotices(t *testing.T) {
	o, id := drafted(t)
	b := o.in(o.officer)
	form := url.Values{"reason": {"材料较多"}, "days": {"21"}, "consented_on": {"2026-11-23"}, "do": {"submit"}}
	a := b.fill(path(id, "/letters/new?kind=extension"), form)
	if a.status != http.StatusUnprocessableEntity || !a.page.HasText("#f-days-error", "写 1 到 20 的数") {
		t.Errorf("21 days: %d %s", a.status, a.page.Text())
	}
	form.Set("days", "20")
	gone(t, b.fill(path(id, "/letters/1"), form), path(id, "/letters/1"))
	has(t, "kinds", b.page(path(id, "/letters/new")).Text(), "不能再延期")
	gone(t, b.fill(path(id, "/letters/new?kind=clarification"), url.Values{"points": {"哪一年"}, "by": {"2026-12-10"}, "do": {"submit"}}), path(id, "/letters/2"))
}

// TestLettersWorst shows the worst that can be typed, to whom may not draft too,
// and letters and kinds that are not there.
func TestLettersWorst(t *testing.T) {
	o, id := drafted(t)
	b := o.in(o.officer)
	nasty := `</textarea><script>alert(1)</script>` + strings.Repeat("长", 3000)
	gone(t, b.fill(path(id, "/letters/new?kind=disclose"), given("given", nasty, "extra", "<b>"+longName+"</b>", "do", "save")), path(id, "/letters/1"))
	if v := b.page(path(id, "/letters/1")).Values(); v["given"][0] != nasty {
		t.Error("what was typed came back changed")
	}
	for _, u := range []auth.User{o.clerk, o.checker, o.signer} {
		has(t, u.Name, o.in(u).page(path(id, "/letters/1")).Text(), "草稿", longName)
	}
	for address, want := range map[string]int{
		"/letters/9": 404, "/letters/0": 404, "/letters/new?kind=receipt": 404, "/letters/new?kind=%3Cb%3E": 404, "/letters/1.pdf": 409,
		"/letters/1/sign": 409, "/letters/1/serve": 409, "/letters/1/delivery": 409, "/letters/1/service-receipt.pdf": 404, "/letters/99999999999999999999": 404,
	} {
		if a := b.get(path(id, address)); a.status != want || strings.Contains(a.body, "“”") {
			t.Errorf("%s: %d, want %d", address, a.status, want)
		}
	}
	if a := b.post(path(id, "/letters/0"), url.Values{"kind": {"disclose"}, "do": {"save"}}); a.status != http.StatusNotFound {
		t.Errorf("saved as letter 0: %d", a.status)
	}
	if a := o.in(o.other).get(path(id, "/letters/1")); a.status != http.StatusForbidden {
		t.Errorf("an officer of another unit reads the draft: %d", a.status)
	}
	if a := b.get(path(id, "/letters/1/draft.pdf")); !strings.HasPrefix(a.body, "%PDF") {
		t.Errorf("PDF of the draft: %d", a.status)
	}
	has(t, "empty queue", o.in(o.signer).page("/letters").Text(), "没有等您办的文书")
	r, err := http.NewRequest(http.MethodPost, o.server.URL+path(id, "/letters/1/drop"), strings.NewReader("version="+itoa(o.version(id))))
	o.must(err)
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("Sec-Fetch-Site", "cross-site")
	if a := b.do(r); a.status != http.StatusForbidden || o.letterOf(id).Stage != casefile.InDraft {
		t.Errorf("a post from another site: %d", a.status)
	}
}

// TestEnclosures offers only documents that were asked for, and sends them with
// the letter.
func TestEnclosures(t *testing.T) {
	o, id := drafted(t)
	for _, f := range []struct {
		name    string
		purpose casefile.Purpose
	}{{"方案.pdf", casefile.Requested}, {"检索记录.pdf", casefile.Evidence}} {
		stored, err := o.desk.StoreUpload(strings.NewReader("%PDF-1.4 "+f.name), f.name, "application/pdf")
		o.must(err)
		_, err = o.desk.AddMaterials(t.Context(), o.officer, id, f.purpose, []intake.File{stored})
		o.must(err)
	}
	b := o.in(o.officer)
	p := b.page(path(id, "/letters/new?kind=disclose"))
	if p.Count("input[name=materials]") != 1 {
		t.Errorf("%d documents are offered, want the one that was asked for", p.Count("input[name=materials]"))
	}
	enclosed, _ := p.In("input[name=materials]")
	gone(t, o.in(o.officer).fill(path(id, "/letters/new?kind=disclose"), given("do", "material")), path(id, "/add-material")) // saved first
	gone(t, b.fill(path(id, "/letters/1"), given("materials", enclosed.Attr("value"), "do", "save")), path(id, "/letters/1"))
	has(t, "enclosed", b.page(path(id, "/letters/1")).Text(), "附件：方案", "附件 1 份")
	if l := o.letterOf(id); len(l.Materials) != 1 || strconv.Itoa(l.Materials[0]) != enclosed.Attr("value") {
		t.Errorf("enclosed: %v", l.Materials)
	}
}

// TestElectronicService goes by mail only with a mailbox to send from; by the
// status page at once.
func TestElectronicService(t *testing.T) {
	o := newCaseOffice(t)
	in := ask(longName, "方案", "方案")
	in.Wants.Medium, in.Wants.Delivery = casefile.Electronic, casefile.ByDownload
	id := o.register(in)
	o.assign(id)
	n, version, err := o.desk.SaveDraft(t.Context(), o.officer, id, desk.DraftForm{Version: o.version(id), Kind: letter.Disclose, Values: letter.Values{"given": "《方案》", "way": "download"}})
	o.must(err)
	agency := o.agency
	agency.ReviewChannel = "和宁市行政复议网"
	_, err = o.desk.PutAgency(t.Context(), desk.Operator, agency)
	o.must(err)
	o.must(o.desk.Submit(t.Context(), o.officer, id, version, n))
	o.must(o.desk.Check(t.Context(), o.checker, id, o.version(id), n, ""))
	o.must(o.desk.Sign(t.Context(), o.signer, id, o.version(id), n))
	b := o.in(o.clerk)
	has(t, "service", b.page(path(id, "/letters/1/serve")).Text(), "建议：申请人选的是在网站下载")
	a := b.fill(path(id, "/letters/1/serve"), url.Values{"way": {string(casefile.Emailed)}, "note": {"先发邮件"}})
	if a.status != http.StatusConflict || a.page.Values()["note"][0] != "先发邮件" {
		t.Errorf("mailed from nowhere: %d", a.status)
	}
	has(t, "no sender", a.page.Text(), "没有设置发信邮箱")
	gone(t, b.fill(path(id, "/letters/1/serve"), nil), path(id, "/letters/1"))
	has(t, "served", b.page(path(id, "/letters/1")).Text(), "网上送达，2026年11月23日")
}
