package web_test

import (
	"bytes"
	"context"
	"errors"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"mingda/internal/desk"
	"mingda/internal/sqlite"
)

// pixel is the smallest picture.
var pixel = []byte("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89")

// TestDoorPost enters a signed letter with two scans, looks at them beside the
// form, is refused once, and loses nothing.
func TestDoorPost(t *testing.T) {
	o := newDoorOffice(t)
	clerk := o.as(o.clerk)
	form := typed(clerk.get("/post/new").form(t, "/post/new"), "kind", "signed", "name", worstName, "content", "公办幼儿园收费备案表<b>", "signed_by", "门卫室")
	form.Set("look", "1")
	a := clerk.upload("/post/new", form, "scans", map[string][]byte{"信封.png": pixel, "第 1 页.png": pixel})
	if !strings.HasPrefix(a.at, "/post/new?form=") || a.page.Count(".viewer__page") != 2 {
		t.Fatalf("looking at scans leads to %s: %s", a.at, a.page.Text())
	}
	image, _ := a.page.In(".viewer__page img")
	scan := clerk.get(image.Attr("src"))
	if scan.header.Get("Content-Type") != "image/png" || !strings.HasPrefix(scan.header.Get("Content-Disposition"), "inline") || scan.body != string(pixel) {
		t.Errorf("a scan of the form is answered with %v", scan.header)
	}
	if other := o.as(o.officer).get(image.Attr("src")); other.status != http.StatusForbidden {
		t.Errorf("somebody who takes nothing in gets a scan: %d", other.status)
	}
	form = a.form(t, "/post/new")
	a = clerk.post("/post/new", typed(form, "signed_on", "2026-11-31", "phone", "123"))
	if a.status != http.StatusUnprocessableEntity || a.page.Count("#f-signed_on-error") != 1 {
		t.Fatalf("a day that is none = %d: %s", a.status, a.page.Text())
	}
	a = clerk.post("/post/new", typed(form, "signed_on", "2026年11月20日", "phone", "123", "tracking", "!"))
	for _, id := range []string{"f-phone-error", "f-tracking-error"} {
		if a.page.Count("#"+id) != 1 {
			t.Errorf("nothing is told at #%s", id)
		}
	}
	if got := a.form(t, "/post/new"); got.Get("content") != "公办幼儿园收费备案表<b>" || len(got["scans-kept"]) != 2 {
		t.Errorf("the form came back with %v", got)
	}
	sent := typed(a.form(t, "/post/new"), "phone", "", "tracking", "xa123456789")
	a = clerk.post("/post/new", sent)
	if a.at != "/inputs/1/ticket" || !a.page.HasText(".receipt", "20261123-0001") {
		t.Fatalf("taking in leads to %s: %s", a.at, a.page.Text())
	}
	for _, page := range []string{"/inputs/1/ticket", "/inbox/1"} {
		if a := clerk.get(page); a.page.Count("a[href=/inputs/1/confirmation.pdf]") != 1 {
			t.Errorf("%s offers no confirmation on paper", page)
		}
	}
	if o.desk.Fonts != nil {
		if pdf := clerk.get("/inputs/1/confirmation.pdf"); pdf.header.Get("Content-Type") != "application/pdf" {
			t.Errorf("the confirmation is answered with %d", pdf.status)
		}
	}
	if again := clerk.post("/post/new", sent); again.at != a.at {
		t.Errorf("a second click leads to %s", again.at)
	}
	if n, err := o.desk.DB.CountInputs(t.Context(), sqlite.InputFilter{}); n != 1 || err != nil {
		t.Errorf("%d inputs, %v; want 1", n, err)
	}
	a = clerk.get("/inbox/1")
	if a.page.Count(".viewer__page") != 2 || a.form(t, "/inbox/1/register").Get("receipt") != "signed_for/2026-11-20" {
		t.Errorf("the letter in the inbox: %s", a.page.Text())
	}
	if !a.page.HasText("main", "门卫室签收，邮件号 XA123456789") {
		t.Errorf("the proof is not told: %s", a.page.Text())
	}
}

// TestDoorPostLongAgo: a day long ago is asked about beside its field, and taken
// once that very day is confirmed.
func TestDoorPostLongAgo(t *testing.T) {
	o := newDoorOffice(t)
	clerk := o.as(o.clerk)
	form := typed(clerk.get("/post/new").form(t, "/post/new"), "kind", "signed", "name", worstName, "content", "收费备案表", "signed_on", "1900-01-01")
	a := clerk.post("/post/new", form)
	if a.status != http.StatusUnprocessableEntity || !a.page.HasText("#f-signed_on-error", "早于条例施行") || a.page.Count("input[name=day_sure]") != 0 {
		t.Fatalf("a day before the law = %d: %s", a.status, a.page.Text())
	}
	a = clerk.post("/post/new", typed(form, "signed_on", "2025-11-20"))
	if a.status != http.StatusUnprocessableEntity || !a.page.HasText("#f-signed_on-error", "核对年份") || a.page.Count("input[name=day_sure]") != 1 {
		t.Fatalf("a day long ago = %d: %s", a.status, a.page.Text())
	}
	a = clerk.post("/post/new", typed(a.form(t, "/post/new"), "day_sure", "2025-11-20", "signed_on", "2024-11-20"))
	if a.status != http.StatusUnprocessableEntity || !a.page.HasText("#f-signed_on-error", "核对年份") {
		t.Fatalf("another day than the confirmed = %d: %s", a.status, a.page.Text())
	}
	a = clerk.post("/post/new", typed(a.form(t, "/post/new"), "day_sure", "2024-11-20"))
	if a.at != "/inputs/1/ticket" {
		t.Errorf("a confirmed day leads to %s: %s", a.at, a.page.Text())
	}
}

// TestDoorScans: what is no picture and no PDF by what it holds is no scan; the
// form comes back with all of it.
func TestDoorScans(t *testing.T) {
	for path, files := range map[string]string{"/counter/new": "files", "/post/new": "scans"} {
		o := newDoorOffice(t)
		clerk := o.as(o.clerk)
		kind := map[string]string{"files": "written", "scans": "signed"}[files]
		form := typed(clerk.get(path).form(t, path), "kind", kind, "name", worstName, "content", "第一行")
		a := clerk.upload(path, form, files, map[string][]byte{"身份证.png": []byte("MZ\x90 no picture")})
		if a.status != http.StatusUnprocessableEntity || !a.page.HasText("#f-"+files+"-error", "“身份证.png”里面是文字，与文件名不符") || a.form(t, path).Get("name") != worstName {
			t.Errorf("%s: %d %s", path, a.status, a.page.Text())
		}
		if a.form(t, path).Get("content") != "第一行" {
			t.Errorf("%s: what was typed is gone", path)
		}
		if a = clerk.upload(path, a.form(t, path), files, map[string][]byte{"身份证.pdf": pixel}); a.at != "/inputs/1/ticket" {
			t.Errorf("%s: a picture leads to %s: %s", path, a.at, a.page.Text())
		}
	}
}

// TestDoorBack: the back button brings a form back that was taken in. What
// another person asks for in it is another input with its own number and code;
// of the first one's files only those go with it that the page listed.
func TestDoorBack(t *testing.T) {
	for _, path := range []string{"/counter/new", "/post/new"} {
		t.Run(path, func(t *testing.T) {
			o := newDoorOffice(t)
			clerk := o.as(o.clerk)
			kind, files := "written", "files"
			if path == "/post/new" {
				kind, files = "signed", "scans"
			}
			first := typed(clerk.get(path).form(t, path), "kind", kind, "name", worstName, "content", "第一行\n第二行", "phone", "123")
			refused := clerk.upload(path, first, files, map[string][]byte{"证件.png": pixel})
			page := refused.form(t, path)
			a := clerk.post(path, typed(page, "phone", ""))
			code := queryCode.FindString(a.page.Text())
			if refused.status != http.StatusUnprocessableEntity || a.at != "/inputs/1/ticket" {
				t.Fatalf("taking in leads to %s: %s", a.at, a.page.Text())
			}
			if a = clerk.post(path, typed(page, "phone", "", "content", "第一行\r\n第二行")); a.at != "/inputs/1/ticket" {
				t.Errorf("the same once more leads to %s", a.at)
			}
			a = clerk.post(path, typed(page, "phone", "1", "name", "李四", "content", "别的事"))
			if a.status != http.StatusUnprocessableEntity || a.form(t, path).Get("name") != "李四" {
				t.Fatalf("another person's errors = %d: %s", a.status, a.page.Text())
			}
			other := typed(page, "phone", "", "name", "李四", "content", "别的事")
			other.Del(files + "-kept")
			a = clerk.upload(path, other, files, map[string][]byte{"另一份.png": append(pixel, 0)})
			if a.at != "/inputs/2/ticket" || !a.page.HasText(".receipt", "20261123-0002") || strings.Contains(a.page.Text(), code) {
				t.Fatalf("another person's request leads to %s: %s", a.at, a.page.Text())
			}
			v, err := o.desk.Input(t.Context(), o.clerk, 2)
			o.must(err)
			if c := v.Content; c.Applicant.Name != "李四" || c.Wants.Content != "别的事" || len(c.Files) != 1 || c.Files[0].Name != "另一份.png" {
				t.Errorf("taken in as %+v", c)
			}
			if a = clerk.get(path + "?form=" + page.Get("form")); a.form(t, path).Get("form") == page.Get("form") || a.form(t, path).Get("name") != "" {
				t.Error("a form that was taken in is filled in again")
			}
		})
	}
}

// TestDoorTooLate: a form with scans that comes after the session has ended is
// shown again after signing in, with all that was typed; that the scans have to
// be chosen again is said.
func TestDoorTooLate(t *testing.T) {
	o := newDoorOffice(t)
	clerk := o.as(o.clerk)
	form := typed(clerk.get("/post/new").form(t, "/post/new"), "kind", "signed", "name", worstName, "content", "补偿方案")
	nobody := &clerkSeat{o, &http.Cookie{Name: "other", Value: "1"}}
	a := nobody.upload("/post/new", form, "scans", map[string][]byte{"信.png": pixel})
	if a.status != http.StatusForbidden || !a.page.HasText("main", "选的 1 个文件没有收下") {
		t.Fatalf("too late = %d: %s", a.status, a.page.Text())
	}
	a = clerk.post("/post/new", a.form(t, "/post/new"))
	if back := a.form(t, "/post/new"); a.status != http.StatusOK || back.Get("name") != worstName || back.Get("content") != "补偿方案" {
		t.Errorf("sent again = %d: %v", a.status, back)
	}
	if n, err := o.desk.DB.CountInputs(t.Context(), sqlite.InputFilter{}); n != 0 || err != nil {
		t.Errorf("%d inputs, %v; it was taken in without its scans", n, err)
	}
}

// TestDoorPostDrop takes a scan out of the form again.
func TestDoorPostDrop(t *testing.T) {
	o := newDoorOffice(t)
	clerk := o.as(o.clerk)
	form := typed(clerk.get("/post/new").form(t, "/post/new"), "kind", "ordinary", "look", "1")
	a := clerk.upload("/post/new", form, "scans", map[string][]byte{"信封.png": pixel})
	form = a.form(t, "/post/new")
	a = clerk.post("/post/new", typed(form, "scans-drop", form.Get("scans-kept")))
	if a.page.Count(".viewer__page") != 0 || a.status != http.StatusOK {
		t.Errorf("the dropped scan is still there: %s", a.page.Text())
	}
	a = clerk.post("/post/new", a.form(t, "/post/new"))
	if a.status != http.StatusUnprocessableEntity || a.page.Count("#f-scans-error") != 1 {
		t.Errorf("a letter without anything = %d: %s", a.status, a.page.Text())
	}
}

// TestDoorPostCalls notes the tries with the letter; one that cannot be read is
// told at its row.
func TestDoorPostCalls(t *testing.T) {
	o := newDoorOffice(t)
	clerk := o.as(o.clerk)
	form := typed(clerk.get("/post/new").form(t, "/post/new"), "kind", "ordinary", "content", "补偿",
		"call-1-time", "9点", "call-1-outcome", "no_answer")
	a := clerk.post("/post/new", form)
	if a.status != http.StatusUnprocessableEntity || a.page.Count("#f-call-1-time-error") != 1 {
		t.Fatalf("an unreadable time = %d: %s", a.status, a.page.Text())
	}
	for _, wrong := range []struct {
		name, field string
		typed       []string
	}{
		{"no such time", "call-1-time", []string{"call-1-time", "24:10"}},
		{"no time", "call-1-time", []string{"call-1-time", ""}},
		{"no such day", "call-1-day", []string{"call-1-time", "09:10", "call-1-day", "2026-11-31"}},
		{"no outcome", "call-1-outcome", []string{"call-1-time", "09:10", "call-1-outcome", "", "call-1-note", "没有听清"}},
		{"before the letter came", "call-1-day", []string{"call-1-time", "23:59", "call-1-day", "2026-11-22"}},
		{"not yet", "call-1-time", []string{"call-1-time", "23:59"}},
		{"confirmed before the letter came", "confirmed_on", []string{"call-1-time", "09:10", "confirmed_on", "2026-11-22"}},
		// A row that was left out closes up, and the message stands at its try.
		{"the second try in the third row", "call-2-outcome", []string{"call-1-time", "09:10", "call-3-time", "09:20"}},
	} {
		sent := url.Values{}
		for name, values := range form {
			sent[name] = values
		}
		a := clerk.post("/post/new", typed(typed(sent, "call-1-day", "2026-11-23", "call-1-outcome", "no_answer"), wrong.typed...))
		if a.status != http.StatusUnprocessableEntity || a.page.Count("#f-"+wrong.field+"-error") != 1 || a.page.Count(".govuk-error-message") != 1 {
			t.Errorf("%s = %d: %s", wrong.name, a.status, a.page.Text())
		}
		if back := a.form(t, "/post/new"); wrong.field == "call-2-outcome" && (back.Get("call-2-time") != "09:20" || back.Get("call-3-time") != "") {
			t.Errorf("%s: the form came back with %v", wrong.name, back)
		}
	}
	form = typed(form, "call-1-day", "2026-11-23", "call-1-time", "00:05", "call-1-outcome", "no_answer", "call-2-time", "10:20", "call-2-outcome", "reached", "call-2-note", "本人接听")
	clerk.post("/post/new", form)
	a = clerk.get("/inbox/1")
	if !a.page.HasText("main", "无人接听") || a.form(t, "/inbox/1/register").Get("receipt") != "phone_confirmed/2026-11-23" {
		t.Errorf("the calls in the inbox: %s", a.page.Text())
	}
}

var queryCode = regexp.MustCompile(`[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}`)

// TestDoorCounterNameless takes in what is handed in without name and identity,
// with its receipt, and shows in the inbox that they are missing; nothing at all
// is no request.
func TestDoorCounterNameless(t *testing.T) {
	o := newDoorOffice(t)
	clerk := o.as(o.clerk)
	form := clerk.get("/counter/new").form(t, "/counter/new")
	if a := clerk.post("/counter/new", form); a.status != http.StatusUnprocessableEntity || !a.page.HasText("#f-files-error", "扫描件") {
		t.Errorf("nothing at all = %d: %s", a.status, a.page.Text())
	}
	a := clerk.post("/counter/new", typed(form, "content", "补助资金分配表"))
	if a.at != "/inputs/1/ticket" || !queryCode.MatchString(a.page.Text()) {
		t.Fatalf("taking in leads to %s: %s", a.at, a.page.Text())
	}
	if o.desk.Fonts != nil {
		if pdf := clerk.get("/inputs/1/receipt.pdf"); pdf.header.Get("Content-Type") != "application/pdf" {
			t.Errorf("the receipt is answered with %d", pdf.status)
		}
		a = clerk.upload("/post/new", typed(clerk.get("/post/new").form(t, "/post/new"), "signed_on", "2026-11-23"), "scans", map[string][]byte{"信.pdf": []byte("%PDF-1.4 x")})
		if pdf := clerk.get("/inputs/2/receipt.pdf"); a.at != "/inputs/2/ticket" || pdf.header.Get("Content-Type") != "application/pdf" {
			t.Errorf("a letter of nobody leads to %s, its receipt is answered with %d", a.at, pdf.status)
		}
	}
	if a := clerk.get("/inbox/1"); !a.page.HasText("form", "都没有写") || !a.page.HasText(".mails", "（没有写姓名）") {
		t.Errorf("the inbox shows %s", a.page.Text())
	}
}

// TestDoorCounter writes down a spoken request: ticket, papers, a
// new code after the old one is lost.
func TestDoorCounter(t *testing.T) {
	o := newDoorOffice(t)
	clerk := o.as(o.clerk)
	form := typed(clerk.get("/counter/new").form(t, "/counter/new"), "kind", "spoken", "class", "natural", "name", worstName,
		"id_number", "11010519491231002", "phone", "13800001357", "content", "补助资金分配表", "medium", "paper", "delivery", "pickup")
	a := clerk.post("/counter/new", form)
	if a.status != http.StatusUnprocessableEntity || !a.page.HasText("#f-id_number-error", "少 1 位") {
		t.Fatalf("a wrong number = %d: %s", a.status, a.page.Text())
	}
	form = typed(a.form(t, "/counter/new"), "id_number", "11010519491231002X")
	a = clerk.post("/counter/new", form)
	code := queryCode.FindString(a.page.Text())
	if a.at != "/inputs/1/ticket" || code == "" || !a.page.HasText(".receipt h1", "口头申请") {
		t.Fatalf("taking in leads to %s: %s", a.at, a.page.Text())
	}
	if o.desk.Fonts != nil {
		for _, path := range []string{"/inputs/1/receipt.pdf", "/inputs/1/spoken.pdf"} {
			pdf := clerk.get(path)
			if pdf.header.Get("Content-Type") != "application/pdf" || !bytes.HasPrefix([]byte(pdf.body), []byte("%PDF-")) {
				t.Errorf("%s is answered with %d %v", path, pdf.status, pdf.header)
			}
		}
	}
	other := o.as(o.clerk) // another session of the same person
	if b := other.get("/inputs/1/ticket"); queryCode.MatchString(b.page.Text()) || !b.page.HasText("main", "20261123-0001") {
		t.Errorf("another session sees the code: %s", b.page.Text())
	}
	if b := other.get("/inputs/1/receipt.pdf"); b.status != http.StatusNotFound {
		t.Errorf("another session gets the receipt: %d", b.status)
	}
	b := other.post("/inputs/1/code", url.Values{})
	if b.status != http.StatusUnprocessableEntity || b.page.Count("#f-identified-error") != 1 || b.page.Count("#f-sure-error") != 1 {
		t.Fatalf("one click replaces the code: %d %s", b.status, b.page.Text())
	}
	if _, err := o.desk.OpenStatus(t.Context(), "20261123-0001", code); err != nil {
		t.Errorf("the code is void after one click: %v", err)
	}
	b = other.post("/inputs/1/code", typed(b.form(t, "/inputs/1/code"), "identified", "paper", "sure", "1"))
	renewed := queryCode.FindString(b.page.Text())
	if renewed == "" || renewed == code {
		t.Errorf("the new code is %q, the old one was %q", renewed, code)
	}
	if _, err := o.desk.OpenStatus(t.Context(), "20261123-0001", code); err == nil {
		t.Error("the old code still works")
	}
	if a := other.get("/inbox/1"); !a.page.HasText("main", "看了申请人的身份证件") {
		t.Errorf("the inbox does not tell how the applicant was identified: %s", a.page.Text())
	}
	if _, err := o.desk.OpenStatus(t.Context(), "20261123-0001", renewed); err != nil {
		t.Errorf("the new code does not work: %v", err)
	}
	o.now = o.now.Add(25 * time.Hour)
	if b = other.get("/inputs/1/ticket"); queryCode.MatchString(b.page.Text()) {
		t.Error("the code is still shown after a day")
	}
}

// TestSpokenRecord follows the record of a spoken request: it can be printed at
// once, its signature is missing in the inbox and on the case until the scan is
// stored, what is wrong is said beside the field, and nothing sent is lost.
func TestSpokenRecord(t *testing.T) {
	o := newDoorOffice(t)
	clerk := o.as(o.clerk)
	clerk.post("/counter/new", typed(clerk.get("/counter/new").form(t, "/counter/new"), "kind", "spoken", "class", "natural", "name", worstName,
		"id_number", "11010519491231002X", "phone", "13800001357", "content", "补助资金分配表", "medium", "paper", "delivery", "pickup"))
	const missing = "缺申请人签字的记录"
	if a := clerk.get("/inbox/1"); !a.page.HasText(".mails li", missing) || !a.page.HasText("main", missing+"。在“收件号和回执”里") {
		t.Errorf("the inbox: %s", a.page.Text())
	}
	a := clerk.post("/inbox/1/register", clerk.get("/inbox/1").form(t, "/inbox/1/register"))
	a = clerk.get("/cases/1")
	note, ok := a.page.In(".note a")
	if !a.page.HasText(".note", missing) || !ok || note.Attr("href") != "/inputs/1/ticket#record" {
		t.Fatalf("the case: %s", a.page.Text())
	}
	if a := o.as(o.officer).get("/inputs/1/ticket"); a.status != http.StatusForbidden {
		t.Errorf("an officer sees the ticket: %d", a.status)
	}
	a = clerk.get("/inputs/1/ticket")
	if print, ok := a.page.In("#record .btns a"); !ok || print.Text() != "打印记录" {
		t.Fatalf("the ticket offers no record to print: %s", a.page.Text())
	}
	const record = "/inputs/1/record"
	a = clerk.post(record, typed(a.form(t, record), "signed_on", "2026-11-99"))
	if a.status != http.StatusUnprocessableEntity || a.page.Count("#f-signed_on-error") != 1 {
		t.Fatalf("a day that is none = %d: %s", a.status, a.page.Text())
	}
	a = clerk.upload(record, typed(a.form(t, record), "signed_on", "2026-11-24"), "record", map[string][]byte{"签字.png": pixel})
	form := a.form(t, record)
	if a.status != http.StatusUnprocessableEntity || !a.page.HasText("#f-signed_on-error", "晚于今天") || len(form["record-kept"]) != 1 || form.Get("signed_on") != "2026-11-24" {
		t.Fatalf("tomorrow = %d: %s, %v", a.status, a.page.Text(), form)
	}
	form.Set("signed_on", "2026年11月23日")
	a = clerk.post(record, form)
	scan, ok := a.page.In("#record .files a")
	if a.at != "/inputs/1/ticket" || !a.page.HasText("#record", "2026年11月23日（星期一）签了字") || !ok || scan.Text() != "签字.png" {
		t.Fatalf("signed leads to %s: %s", a.at, a.page.Text())
	}
	if got := clerk.get(scan.Attr("href")); got.body != string(pixel) {
		t.Errorf("the scan is answered with %d", got.status)
	}
	if a := clerk.get("/cases/1"); a.page.HasText("main", missing) || !a.page.HasText("main", "签字.png") {
		t.Errorf("the case afterwards: %s", a.page.Text())
	}
	if a := clerk.get("/inbox/1?state=registered"); a.page.HasText("main", missing) || !a.page.HasText("main", "申请记录已念、已签") {
		t.Errorf("the inbox afterwards: %s", a.page.Text())
	}
	clerk.post("/counter/new", typed(clerk.get("/counter/new").form(t, "/counter/new"), "kind", "written", "content", "补助资金分配表"))
	if a := clerk.get("/inputs/2/ticket"); a.page.Count("#record") != 0 {
		t.Error("a written request has a record to sign")
	}
}

// TestBalancePage follows the counts to the lists behind them.
func TestBalancePage(t *testing.T) {
	o := newDoorOffice(t)
	clerk := o.as(o.clerk)
	if a := clerk.get("/balance"); !a.page.HasText(".empty", "没有收件") {
		t.Errorf("an empty balance: %s", a.page.Text())
	}
	o.webForm(worstName, "补偿方案")
	o.mail("auto_reply.eml")
	o.mail("request_html_only.eml")
	clerk.post("/inbox/1/register", clerk.get("/inbox/1").form(t, "/inbox/1/register"))
	clerk.post("/inbox/2/set-aside", url.Values{"version": {"1"}, "reason": {"noise"}})
	a := clerk.get("/balance")
	if got := a.page.Count("tbody tr"); got != 3 { // the day, and two doors
		t.Errorf("%d lines, want 3: %s", got, a.page.Text())
	}
	sum, _ := a.page.In("tfoot tr")
	if got := sum.Text(); got != "合计 各渠道 3 1 0 1 1 相符" {
		t.Errorf("the sum is %q", got)
	}
	for _, link := range a.page.All("tbody a") {
		list := clerk.get(link.Attr("href"))
		want := link.Text()
		if got := list.page.Count(".mails li"); list.status != http.StatusOK || want != itoa(got) {
			t.Errorf("%s counts %s and leads to %d lines", link.Attr("aria-label"), want, got)
		}
	}
	if a = clerk.get("/balance?from=2026-11-24&to=2026-11-01"); a.status != http.StatusUnprocessableEntity || a.page.Count("#f-from-error") != 1 {
		t.Errorf("days the wrong way round = %d", a.status)
	}
}

// refusing is a mail server that knows nobody.
type refusing struct{}

var errRefused = errors.New("550 5.1.1 User unknown")

func (refusing) Send(context.Context, desk.Mail) error { return errRefused }
func (refusing) IsPermanent(error) bool                { return true }

// TestOutboxPage says in plain words why a mail did not go, and sends it again.
func TestOutboxPage(t *testing.T) {
	o := newDoorOffice(t)
	clerk := o.as(o.clerk)
	if a := clerk.get("/outbox"); !a.page.HasText(".empty h2", "没有要发的邮件") {
		t.Errorf("an empty outbox: %s", a.page.Text())
	}
	o.mail("request_html_only.eml")
	if a := clerk.get("/outbox"); !a.page.HasText("main", "还没有试过") {
		t.Errorf("a waiting mail: %s", a.page.Text())
	}
	_, err := o.desk.SendDue(t.Context(), refusing{})
	o.must(err)
	a := clerk.get("/outbox")
	if !a.page.HasText("main", "对方没有这个邮箱") || !a.page.HasText("main", "User unknown") {
		t.Fatalf("a refused mail: %s", a.page.Text())
	}
	form, ok := a.page.In("form[method=post][action=/outbox/1/resend]")
	if !ok {
		t.Fatalf("a refused mail cannot be sent again: %s", a.page.Text())
	}
	if a = clerk.post(form.Attr("action"), url.Values{}); !a.page.HasText("main", "待发") || a.page.HasText("main", "再发") && a.page.Count("form[action=/outbox/1/resend]") > 0 {
		t.Errorf("after sending again: %s", a.page.Text())
	}
	if a = o.as(o.officer).post("/outbox/1/resend", url.Values{}); a.status != http.StatusForbidden {
		t.Errorf("an officer sends again: %d", a.status)
	}
}
