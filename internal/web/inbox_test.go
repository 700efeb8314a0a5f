package web_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"mingda/internal/auth"
	"mingda/internal/casefile"
)

func TestInboxEmpty(t *testing.T) {
	o := newDoorOffice(t)
	a := o.as(o.clerk).get("/inbox")
	if a.status != http.StatusOK || !a.page.HasText(".empty h2", "都登记完了") {
		t.Errorf("GET /inbox = %d %s", a.status, a.page.Text())
	}
	if !a.page.HasText(".balance", "相符") || a.page.Href("录一封来信") != "/post/new" {
		t.Error("an empty inbox has no balance, or does not lead to the doors")
	}
}

// TestInboxRegister carries a web form to a case by what the page itself sends.
func TestInboxRegister(t *testing.T) {
	o := newDoorOffice(t)
	o.webForm(worstName, "团结路片区征收补偿方案<b>\n资金拨付凭证")
	o.webForm("沈知秋", "学区划分调整论证材料")
	clerk := o.as(o.clerk)
	a := clerk.get("/inbox")
	if got := a.page.Count(".mails li"); got != 2 {
		t.Fatalf("%d inputs wait, want 2", got)
	}
	if !strings.Contains(a.body, "&lt;b&gt;") || strings.Contains(a.body, "方案<b>") {
		t.Error("what was typed is not escaped")
	}
	if !strings.Contains(a.page.Text(), "几个人一起申请的，这里写一位") {
		t.Error("not said where those who ask jointly are added")
	}
	form := a.form(t, "/inbox/1/register")
	if form.Get("name") != worstName || form.Get("class") != "natural" || form.Get("receipt") != "both_confirmed/2026-11-23" {
		t.Errorf("the form is filled with %v", form)
	}
	if !a.page.HasText("main", "最迟 2026年12月21日（星期一）答复") {
		t.Errorf("the last day that follows is not told: %s", a.page.Text())
	}
	a = clerk.post("/inbox/1/register", form)
	if a.at != "/inbox/2" || !a.page.HasText(".note", "已登记为 2026-0001") {
		t.Errorf("registering leads to %s: %s", a.at, a.page.Text())
	}
	row, err := o.desk.DB.CaseByNumber(t.Context(), "2026-0001")
	if err != nil || row.Subject == "" || row.Door != casefile.Web {
		t.Errorf("case 2026-0001 = %+v, %v", row, err)
	}
	if a = clerk.get("/inbox?state=registered&day=2026-11-23"); a.page.Count(".mails li") != 1 || !a.page.HasText("main", "拆分") {
		t.Errorf("the registered input is not found again: %s", a.page.Text())
	}
}

// TestInboxRefusedRegistration gives back what was typed, each message at its field.
func TestInboxRefusedRegistration(t *testing.T) {
	o := newDoorOffice(t)
	o.rawMail("From: a@example.com\r\nSubject: \r\n\r\n \r\n")
	clerk := o.as(o.clerk)
	form := typed(clerk.get("/inbox/1?act=register").form(t, "/inbox/1/register"), "name", "", "content", "", "subject", "<b>x", "phone", "123")
	form.Del("receipt")
	a := clerk.post("/inbox/1/register", form)
	if a.status != http.StatusUnprocessableEntity {
		t.Fatalf("status %d, want 422: %s", a.status, a.page.Text())
	}
	for _, id := range []string{"f-name-error", "f-content-error", "f-receipt-error"} {
		if a.page.Count("#"+id) != 1 {
			t.Errorf("nothing is told at #%s: %s", id, a.page.Text())
		}
	}
	if got := a.form(t, "/inbox/1/register"); got.Get("subject") != "<b>x" || got.Get("phone") != "123" {
		t.Errorf("what was typed came back as %v", got)
	}
	form.Set("receipt", "other")
	form.Set("received_on", "昨天")
	a = clerk.post("/inbox/1/register", form)
	if a.page.Count("#f-received_on-error") != 1 || a.page.Count("#f-receipt-error") != 0 {
		t.Errorf("a day that cannot be read is not told at its field: %s", a.page.Text())
	}
	a = clerk.post("/inbox/1/register", typed(form, "received_on", "2026-11-23", "receipt_reason", "当天收到", "name", "甲", "content", "预算", "id_number", "110105194912310021", "email", "x"))
	if a.status != http.StatusUnprocessableEntity || !a.page.HasText("#f-id_number-error", "末位对不上") || !a.page.HasText("#f-phone-error", "写手机号") || !a.page.HasText("#f-email-error", "name@example.com") {
		t.Errorf("wrong numbers = %d: %s", a.status, a.page.Text())
	}
	if got := a.form(t, "/inbox/1/register"); got.Get("id_number") != "110105194912310021" || got.Get("content") != "预算" {
		t.Errorf("what was typed came back as %v", got)
	}
}

// TestInboxQuickerColleague shows who was quicker, and keeps what was typed.
func TestInboxQuickerColleague(t *testing.T) {
	o := newDoorOffice(t)
	o.webForm(worstName, "补偿方案")
	clerk := o.as(o.clerk)
	form := clerk.get("/inbox/1").form(t, "/inbox/1/register")
	clerk.post("/inbox/1/park", form)
	a := clerk.post("/inbox/1/register", typed(form, "subject", "改过的事项"))
	if a.status != http.StatusConflict || !a.page.HasText(".note", worstName) || !a.page.HasText(".note", "先放着") {
		t.Fatalf("status %d, want 409 and who: %s", a.status, a.page.Text())
	}
	again := a.form(t, "/inbox/1/register")
	if again.Get("subject") != "改过的事项" || again.Get("version") == form.Get("version") {
		t.Errorf("the form came back with %v", again)
	}
	if a = clerk.post("/inbox/1/register", again); !a.page.HasText(".note", "已登记为 2026-0001") {
		t.Errorf("saving again is no decision: %s", a.page.Text())
	}
	if a = clerk.post("/inbox/1/register", again); a.status != http.StatusConflict {
		t.Errorf("registering what is registered = %d", a.status)
	}
}

func TestInboxJoin(t *testing.T) {
	o := newDoorOffice(t)
	o.webForm(worstName, "团结路片区（二期）房屋征收补偿方案\n征收补偿资金拨付凭证")
	clerk := o.as(o.clerk)
	clerk.post("/inbox/1/register", clerk.get("/inbox/1").form(t, "/inbox/1/register"))
	o.webForm(worstName, "团结路片区（二期）房屋征收补偿方案\n征收补偿资金拨付凭证")
	a := clerk.get("/inbox")
	if !a.page.HasText(".mails", "疑似重复 1") || !a.page.HasText("main", "同一人，同一事项") {
		t.Errorf("the repetition is not shown: %s", a.page.Text())
	}
	if side := clerk.get(a.page.Href("对照")); side.page.Count("article") != 2 {
		t.Error("the two are not compared")
	}
	form := typed(a.form(t, "/inbox/2/register"), "to", "join", "subject", "打了一半")
	a = clerk.post("/inbox/2/keep", form)
	join := a.form(t, "/inbox/2/join")
	if join.Get("case") != "2026-0001" {
		t.Errorf("the proposed case is %q", join.Get("case"))
	}
	if back := clerk.get(a.page.Href("还是登记")); back.form(t, "/inbox/2/register").Get("subject") != "打了一半" {
		t.Error("what was typed is lost on the way")
	}
	if a = clerk.post("/inbox/2/join", typed(join, "case", "2026-9999")); a.status != 422 || a.page.Count("#f-case-error") != 1 {
		t.Errorf("an unknown case = %d %s", a.status, a.page.Text())
	}
	if a = clerk.post("/inbox/2/join", typed(join, "case", "2026-0001")); a.at != "/inbox" || !a.page.HasText(".note", "已并入 2026-0001") {
		t.Errorf("joining leads to %s: %s", a.at, a.page.Text())
	}
	a = clerk.get("/inbox/2")
	reopen := a.form(t, "/inbox/2/reopen")
	if a = clerk.post("/inbox/2/reopen", typed(reopen, "reason", "")); a.status != 422 {
		t.Errorf("reopening without a reason = %d", a.status)
	}
	if a = clerk.post("/inbox/2/reopen", typed(reopen, "reason", "并错了")); !a.page.HasText("main", "重新打开") || a.page.Count("form[action=/inbox/2/register]") != 1 {
		t.Errorf("reopening: %s", a.page.Text())
	}
}

func TestInboxSetAside(t *testing.T) {
	o := newDoorOffice(t)
	o.mail("auto_reply.eml")
	clerk := o.as(o.clerk)
	a := clerk.get("/inbox")
	if !a.page.HasText(".mails", "建议不予登记") {
		t.Errorf("an automatic reply is not proposed as noise: %s", a.page.Text())
	}
	form := a.form(t, "/inbox/1/set-aside") // it lies open: one key does not register a robot's mail
	if form.Get("reason") != "noise" || a.page.HasText("main", "发现") {
		t.Errorf("the proposed reason is %q: %s", form.Get("reason"), a.page.Text())
	}
	a = clerk.get(a.page.Href("还是登记"))
	a = clerk.post("/inbox/1/keep", typed(a.form(t, "/inbox/1/register"), "to", "aside"))
	form = a.form(t, "/inbox/1/set-aside")
	if a = clerk.post("/inbox/1/set-aside", typed(form, "reason", "other", "note", "")); a.status != 422 {
		t.Errorf("another reason without a note = %d", a.status)
	}
	if a = clerk.post("/inbox/1/set-aside", typed(form, "reason", "noise")); !a.page.HasText(".empty h2", "都登记完了") {
		t.Errorf("afterwards: %s", a.page.Text())
	}
	if !a.page.HasText(".balance", "不予登记 1") {
		t.Errorf("the balance says %s", a.page.Text())
	}
}

// TestInboxSplit makes two cases of one letter.
func TestInboxSplit(t *testing.T) {
	o := newDoorOffice(t)
	o.webForm(worstName, "补偿方案\n学区划分")
	clerk := o.as(o.clerk)
	a := clerk.post("/inbox/1/register", typed(clerk.get("/inbox/1").form(t, "/inbox/1/register"), "then", "split", "content", "补偿方案"))
	form := a.form(t, "/inbox/1/register")
	if form.Get("act") != "split" || !a.page.HasText(".note", "2026-0001") {
		t.Fatalf("splitting shows %s", a.page.Text())
	}
	if form.Get("name") != worstName || form.Get("content") != "" {
		t.Errorf("the next one begins with %v", form)
	}
	if a = clerk.post("/inbox/1/register", form); a.status != http.StatusUnprocessableEntity {
		t.Errorf("the same again = %d", a.status)
	}
	clerk.post("/inbox/1/register", typed(form, "subject", "学区", "content", "学区划分"))
	cases, err := o.desk.DB.CasesOfInput(t.Context(), 1)
	if err != nil || len(cases) != 2 {
		t.Errorf("%d cases, %v; want 2", len(cases), err)
	}
	if a = clerk.get("/inbox/1"); !a.page.HasText("[aria-labelledby=act]", "“撤销登记”由审核人、签发人、区政府办统筹做") {
		t.Errorf("who may take the registration back is not said: %s", a.page.Text())
	}
}

// TestInboxNumberSearched opens an input by the number its sender was given,
// until a case has it; who sees no intake is not shown it.
func TestInboxNumberSearched(t *testing.T) {
	o := newDoorOffice(t)
	o.webForm(worstName, "补偿方案")
	row, err := o.desk.DB.InputRow(t.Context(), 1)
	o.must(err)
	clerk := o.as(o.clerk)
	for _, number := range []string{row.Number, " " + row.Number + " "} {
		if a := clerk.get("/cases?q=" + url.QueryEscape(number)); !a.page.HasText("#subj", "补偿方案") {
			t.Errorf("%q shows %s", number, a.page.Text())
		}
	}
	if a := o.as(o.officer).get("/cases?q=" + row.Number); a.page.HasText("#subj", "补偿方案") {
		t.Errorf("an officer is shown %s", a.page.Text())
	}
	clerk.post("/inbox/1/register", clerk.get("/inbox/1").form(t, "/inbox/1/register"))
	if a := clerk.get("/cases?q=" + row.Number); !a.page.HasText("main", "2026-0001") || a.page.HasText("main", "收件箱") {
		t.Errorf("once registered it shows %s", a.page.Text())
	}
}

// TestInboxFiles checks that what comes from outside is never shown as a page.
func TestInboxFiles(t *testing.T) {
	o := newDoorOffice(t)
	o.rawMail("From: =?utf-8?q?=E9=98=BF?= <a@example.com>\r\nSubject: x\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n" +
		"--b\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p onclick=x()>申请公开<script>alert(1)</script><img src=http://x.example/p.png></p>\r\n" +
		"--b\r\nContent-Type: text/html; name=\"evil.html\"\r\nContent-Disposition: attachment; filename=\"evil.html\"\r\n\r\n<script>alert(1)</script>\r\n" +
		"--b\r\nContent-Type: application/zip\r\nContent-Disposition: attachment; filename=\"all.ZIP\"\r\nContent-Transfer-Encoding: base64\r\n\r\nUEsDBA==\r\n--b--\r\n")
	clerk := o.as(o.clerk)
	a := clerk.get("/inbox/1")
	if text := a.page.Text(); strings.Count(text, "压缩包，未打开检查") != 1 {
		t.Errorf("the archive is not marked: %s", text)
	}
	if a.page.Count("iframe[sandbox]") != 1 || strings.Contains(a.body, "alert(1)") {
		t.Errorf("the HTML of the mail stands on the page: %s", a.body)
	}
	a = clerk.get("/inbox/1/html")
	if csp := a.header.Get("Content-Security-Policy"); !strings.HasPrefix(csp, "sandbox;") || strings.Contains(a.body, "script") || strings.Contains(a.body, "x.example") {
		t.Errorf("the cleaned HTML: %q %s", csp, a.body)
	}
	for _, path := range []string{"/inbox/1/raw", "/inbox/1/files/0", "/inbox/1/scans/0"} {
		a = clerk.get(path)
		if !strings.HasPrefix(a.header.Get("Content-Disposition"), "attachment") || a.header.Get("X-Content-Type-Options") != "nosniff" ||
			strings.Contains(a.header.Get("Content-Type"), "html") {
			t.Errorf("%s is answered with %v", path, a.header)
		}
	}
	if a = clerk.get("/inbox/1/files/9"); a.status != http.StatusNotFound {
		t.Errorf("a file that is not there = %d", a.status)
	}
}

// TestInboxCalls notes tries by phone until one confirms the receipt.
func TestInboxCalls(t *testing.T) {
	o := newDoorOffice(t)
	clerk := o.as(o.clerk)
	clerk.post("/post/new", typed(clerk.get("/post/new").form(t, "/post/new"), "kind", "ordinary", "arrived_on", "2026-11-23", "content", "关于我家那块地的情况"))
	a := clerk.get("/inbox/1")
	if !a.page.HasText(".mails", "今天须电话确认") {
		t.Errorf("the call is not asked for: %s", a.page.Text())
	}
	if form := a.form(t, "/inbox/1/register"); form.Get("receipt") != "" {
		t.Errorf("a day is chosen before anybody called: %v", form)
	}
	call := a.form(t, "/inbox/1/calls")
	if a = clerk.post("/inbox/1/calls", typed(call, "outcome", "reached", "time", "25:00")); a.status != 422 || a.page.Count("#call-time-error") != 1 {
		t.Errorf("an unreadable time = %d %s", a.status, a.page.Text())
	}
	a = clerk.post("/inbox/1/calls", typed(call, "outcome", "no_answer", "time", "10:00"))
	if !a.page.HasText("main", "无人接听") || !a.page.HasText(".mails", "今天须电话确认") {
		t.Errorf("a try that reached nobody: %s", a.page.Text())
	}
	a = clerk.post("/inbox/1/calls", typed(call, "outcome", "reached", "time", "10:30"))
	if a.page.HasText(".mails", "今天须电话确认") {
		t.Error("the call is still asked for")
	}
	if form := a.form(t, "/inbox/1/register"); form.Get("receipt") != "phone_confirmed/2026-11-23" {
		t.Errorf("after the call the chosen day is %q", form.Get("receipt"))
	}
}

// TestInboxWho may come in: an officer sees no inbox, and no site posts from outside.
func TestInboxWho(t *testing.T) {
	o := newDoorOffice(t)
	o.webForm(worstName, "补偿方案")
	officer := o.as(o.officer)
	for _, path := range []string{"/inbox", "/inbox/1", "/inbox/1/raw", "/inbox/1/files/0", "/inbox/1/compare/1", "/post/new", "/counter/new", "/inputs/1/ticket", "/balance", "/outbox"} {
		if a := officer.get(path); a.status != http.StatusForbidden {
			t.Errorf("an officer gets %s: %d", path, a.status)
		}
	}
	if text := officer.get("/inbox").page.Text(); !strings.Contains(text, auth.SeeIntake.Label()) {
		t.Errorf("an officer is told of something else than the inbox: %s", text)
	}
	for _, path := range []string{"/inbox/1/register", "/inbox/1/join", "/inbox/1/set-aside", "/inbox/1/park", "/inbox/1/calls", "/inbox/1/reopen", "/inputs/1/code", "/post/new", "/counter/new"} {
		if a := officer.post(path, url.Values{"case": {"x"}, "day": {"2026-11-23"}, "time": {"10:00"}, "outcome": {"busy"}, "reason": {"noise"}}); a.status != http.StatusForbidden {
			t.Errorf("an officer posts to %s: %d", path, a.status)
		}
	}
	clerk := o.as(o.clerk)
	r := httptest.NewRequest(http.MethodPost, "/inbox/1/park", strings.NewReader("version=2"))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("Sec-Fetch-Site", "cross-site")
	if a := clerk.send(r); a.status != http.StatusForbidden {
		t.Errorf("a post from another site = %d", a.status)
	}
	row, err := o.desk.DB.InputRow(t.Context(), 1)
	if err != nil || row.Parked || row.State != "waiting" {
		t.Errorf("the input is %+v, %v", row, err)
	}
	if a := clerk.get("/inbox/99"); a.status != http.StatusNotFound {
		t.Errorf("an input that is not there = %d", a.status)
	}
}

// TestInboxOtherDay asks why where the day is not the proposed one, and lets
// nobody choose the day of a call that was not made.
func TestInboxOtherDay(t *testing.T) {
	o := newDoorOffice(t)
	clerk := o.as(o.clerk)
	clerk.post("/post/new", typed(clerk.get("/post/new").form(t, "/post/new"), "kind", "ordinary", "arrived_on", "2026-11-20",
		"content", "补偿方案", "name", worstName, "class", "natural"))
	form := clerk.get("/inbox/1").form(t, "/inbox/1/register")
	a := clerk.post("/inbox/1/register", typed(form, "receipt", "phone_confirmed/2026-11-23"))
	if a.status != http.StatusUnprocessableEntity || !a.page.HasText("#f-receipt-error", "先打电话") {
		t.Errorf("a call that was not made = %d: %s", a.status, a.page.Text())
	}
	a = clerk.post("/inbox/1/register", typed(form, "receipt", "arrived/2026-11-20"))
	if a.status != http.StatusUnprocessableEntity || a.page.Count("#f-receipt_reason-error") != 1 {
		t.Errorf("another day without a reason = %d: %s", a.status, a.page.Text())
	}
	a = clerk.post("/inbox/1/register", typed(form, "receipt", "other", "received_on", "2025-11-20", "receipt_reason", "邮戳"))
	if a.status != http.StatusUnprocessableEntity || !a.page.HasText("#f-received_on-error", "核对年份") || a.page.Count("input[name=day_sure]") != 1 {
		t.Errorf("another day long ago = %d: %s", a.status, a.page.Text())
	}
	form.Set("receipt", "arrived/2026-11-20")
	a = clerk.post("/inbox/1/register", typed(form, "receipt_reason", "三次未接通，从到达之日起算"))
	row, err := o.desk.DB.CaseByNumber(t.Context(), "2026-0001")
	if err != nil || row.ReceivedOn.String() != "2026-11-20" {
		t.Errorf("the case is %+v, %v: %s", row, err, a.page.Text())
	}
}
