package web_test

import (
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"mingda/internal/auth"
	"mingda/internal/casefile"
	"mingda/internal/desk"
	"mingda/internal/inbox"
	"mingda/internal/intake"
	"mingda/internal/reconsider"
)

// objectionMail takes a mail into the bureau's mailbox, or the office's, and returns its
// input.
func (b *bureauOffice) mail(uid uint32, bureau bool, text string) inbox.ID {
	b.t.Helper()
	agency, box := b.agency.ID, "ysqgk"
	if bureau {
		agency, box = b.body, "fuyi"
	}
	id := fmt.Sprintf("m%d-%s@example.com", uid, box)
	raw := "From: zhou@example.com\r\nTo: " + box + "@example.gov.cn\r\nSubject: letter\r\nMessage-ID: <" + id + ">\r\nMIME-Version: 1.0\r\n" +
		"Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n" + strings.ReplaceAll(text, "\n", "\r\n")
	b.must(b.desk.TakeMails(b.t.Context(), []desk.RawMail{{Agency: agency, Bureau: bureau, Mailbox: box, UIDValidity: 1, UID: uid, ReachedAt: b.desk.Now(), Body: strings.NewReader(raw)}}))
	rows, err := b.desk.DB.InputsWithMessageID(b.t.Context(), id)
	b.must(err)
	return rows[0].ID
}

// input is an address of something in the bureau's inbox.
func (b *bureauOffice) input(id inbox.ID, below string) string {
	return "/review/inbox/" + strconv.FormatInt(int64(id), 10) + below
}

// TestBureauInboxDoors: what came to the bureau's mailbox nobody of the office reads or
// changes, whatever the role, nor anybody of the body who is not the bureau's; and the
// bureau reads nothing of the office's.
func TestBureauInboxDoors(t *testing.T) {
	o := newBureauOffice(t)
	id, office := o.mail(1, true, "请求撤销答复，申请行政复议"), o.mail(2, false, "申请公开补偿方案")
	strangers := o.everyRole()
	for _, role := range auth.Roles {
		if !role.IsAdministrator() && role != auth.Handler && role != auth.Head {
			strangers["of the body, "+role] = o.person("body-"+string(role), o.body, role)
		}
	}
	strangers["elsewhere"] = o.person("elsewhere", 0, auth.Coordinator)
	head, routes := o.head(), routesOf(t, o.pages)
	refused := func(name string, u auth.User, prefix string, id inbox.ID) {
		b := o.in(u)
		for _, r := range routes {
			if !strings.HasPrefix(r.pattern, prefix+"{id") {
				continue
			}
			address := strings.Replace(r.pattern, "{id:[0-9]+}", strconv.FormatInt(int64(id), 10), 1)
			for _, n := range []string{"{n:[0-9]+}", "{other:[0-9]+}"} {
				address = strings.Replace(address, n, "0", 1)
			}
			var a answer
			if r.method == http.MethodGet {
				a = b.get(address)
			} else {
				a = b.post(address, url.Values{"do": {"aside"}, "reason": {"test"}, "identified": {"card"}, "sure": {"1"}})
			}
			if a.status == http.StatusOK || strings.Contains(a.body, "zhou@example.com") {
				t.Errorf("%s: %s %s: %d", name, r.method, address, a.status)
			}
		}
	}
	for name, u := range strangers {
		refused(string(name), u, "/review/inbox/", id)
	}
	for _, prefix := range []string{"/inbox/", "/inputs/"} {
		refused("the bureau", o.handler, prefix, office)
	}
	if o.head() != head {
		t.Error("somebody without business there changed something")
	}
	if list := o.in(o.clerk).page("/inbox").Text(); strings.Contains(list, "行政复议") {
		t.Error("the office's inbox lists what is the bureau's")
	}
}

// TestBureauInboxPages: a mail that is likely the same as a case that is there is marked,
// put into it with one button, and taken out with one; its proposal is told; a lost code
// is replaced after the applicant was identified.
func TestBureauInboxPages(t *testing.T) {
	o := newBureauOffice(t)
	b := o.in(o.handler)
	v, err := o.desk.Case(t.Context(), o.clerk, o.request)
	o.must(err)
	reply, _ := v.Case.Letter(1)
	said := intake.ObjectionInput{
		Contested: reconsider.Contested{Number: reply.Number, Name: "x"}, Objection: reconsider.NotAsAsked, Applicant: v.Case.Applicant, ReceivedOn: o.desk.Today(), FormKey: "spoken",
		Asked: reconsider.Asked{Request: "撤销答复", Grounds: "答非所问", Spoken: true},
	}
	ticket, err := o.desk.TakeObjection(t.Context(), o.handler, casefile.Counter, said)
	o.must(err)
	made, err := o.desk.RegisterReview(t.Context(), o.handler, ticket.Input, 0, said.Filed(o.desk.Today()))
	o.must(err)
	view, err := o.desk.Review(t.Context(), o.handler, made)
	o.must(err)
	number := view.Case.Number
	id := o.mail(1, true, "申请人："+v.Case.Applicant.Name+"\n被申请人：明川区住房和城乡建设局\n复议请求：\n撤销"+reply.Number+"\n事实和理由：\n答的不是我问的")

	has(t, "the inbox", b.page("/review/inbox").Text(), "疑似重复", "邮箱")
	p := b.page(o.input(id, ""))
	has(t, "the mail", p.Text(), "疑似重复", "不服的是同一份答复", number, "内容是申请行政复议", "收件确认")
	for field, want := range map[string]string{"request": "撤销" + reply.Number, "grounds": "答的不是我问的", "number": reply.Number, "respondent": "明川区住房和城乡建设局"} {
		if got := p.Values()[field]; len(got) == 0 || got[len(got)-1] != want {
			t.Errorf("%s is filled with %q, want %q", field, got, want)
		}
	}
	if p.Count("#f-received_on") > 0 {
		t.Error("it asks for the day of a mail that was received when it came")
	}
	version := p.Values()["version"][0]
	at := "/review/" + strconv.FormatInt(int64(made), 10)
	gone(t, b.post(o.input(id, ""), url.Values{"do": {"join"}, "case": {number}, "version": {version}}), at)
	file := b.page(at)
	has(t, "the case", file.Text(), "并入收件", "来信原件.eml", "缺申请人签字的笔录")
	p = b.page(o.input(id, ""))
	has(t, "the joined", p.Text(), "看案件", "撤销并入")
	if a := b.post(o.input(id, ""), url.Values{"do": {"reopen"}}); a.status != http.StatusUnprocessableEntity {
		t.Errorf("taken out without a reason: %d", a.status)
	}
	gone(t, b.post(o.input(id, ""), url.Values{"do": {"reopen"}, "again": {"不是一件"}}), o.input(id, ""))
	file = b.page(at)
	has(t, "the case", file.Text(), "（已撤销）")
	if card, ok := file.In("#inputs"); !ok || strings.Contains(card.Text(), "并入") {
		t.Error("it still belongs to the case")
	}

	// The record of the spoken one, and a lost code.
	if a := b.upload(o.input(ticket.Input, "/record"), url.Values{"signed_on": {o.desk.Today().String()}}); a.status != http.StatusUnprocessableEntity {
		t.Errorf("signed without a scan: %d", a.status)
	}
	gone(t, b.uploadAs(o.input(ticket.Input, "/record"), url.Values{"signed_on": {o.desk.Today().String()}}, "record", part{"笔录.png", png}), at)
	file = b.page(at)
	if text := file.Text(); strings.Contains(text, "缺申请人签字") || !strings.Contains(text, "笔录.png") {
		t.Error("the signed record is not in the file")
	}
	has(t, "the record", b.page(o.input(ticket.Input, "/record")).Text(), "申请人", "签了字", "换一份")
	if a := b.post(o.input(ticket.Input, "/code"), url.Values{"identified": {"card"}}); a.status != http.StatusUnprocessableEntity {
		t.Errorf("a code without the tick: %d", a.status)
	}
	a := b.post(o.input(ticket.Input, "/code"), url.Values{"identified": {string(casefile.Identifications[0])}, "sure": {"1"}})
	if a.status != http.StatusOK || a.header.Get("Cache-Control") != "no-store" {
		t.Fatalf("a new code: %d", a.status)
	}
	has(t, "the new code", a.page.Text(), "旧码已作废", number, ticket.Number)
	if _, err := o.desk.OpenStatus(t.Context(), ticket.Number, ticket.Code.String()); err == nil {
		t.Error("the old code still opens")
	}
	has(t, "the case", b.page(at).Text(), "换发查询码")
}

// TestNewAlike: a letter that the bureau enters itself is registered at once, unless it is
// likely the same as what is there: then it waits in the inbox, taken in all the same.
func TestNewAlike(t *testing.T) {
	o := newBureauOffice(t)
	b := o.in(o.handler)
	enter := func(number string) (answer, string) {
		form := url.Values(b.page("/review/new").Values())
		for field, v := range map[string]string{
			"name": "马晓明", "class": "natural", "door": "post_signed", "objection": "not_able", "respondent": "某局", "number": number, "act_on": "2026-11-10", "got_on": "2026-11-12", "kind": "not_existing",
			"request": "撤销", "grounds": "档案馆有目录",
		} {
			form.Set(field, v)
		}
		form.Del("q")
		a := b.upload("/review/new", form)
		if a.status != http.StatusSeeOther {
			t.Fatalf("entered: %d %s", a.status, a.page.Text())
		}
		return a, b.page(a.header.Get("Location")).Text()
	}
	if _, text := enter("某局公开〔2026〕7号"); !strings.Contains(text, "到案件") {
		t.Errorf("the first is not registered: %s", text)
	}
	if _, text := enter("某局公开[2026]07号"); !strings.Contains(text, "疑似重复") || !strings.Contains(text, "到收件") {
		t.Errorf("the second is not looked at: %s", text)
	}
	has(t, "the inbox", b.page("/review/inbox").Text(), "马晓明", "疑似重复")
	if _, text := enter("某局公开〔2026〕8号"); !strings.Contains(text, "到案件") {
		t.Errorf("one against another reply is not registered: %s", text)
	}
}
