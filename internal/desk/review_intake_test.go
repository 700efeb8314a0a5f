package desk

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"mingda/internal/auth"
	"mingda/internal/casefile"
	"mingda/internal/inbox"
	"mingda/internal/intake"
	"mingda/internal/letter"
	"mingda/internal/office"
	"mingda/internal/reconsider"
	"mingda/internal/sqlite"
)

// theBody is the body over the agencies of the bench.
var theBody = office.Agency{
	Code: "SZF", Name: "和宁市人民政府", CasePrefix: "S", LetterWord: "和政公开", ReviewBody: "新疆维吾尔自治区人民政府", ReviewChannel: "https://xzfy.example/", Court: "和宁市中级人民法院", Address: "和平路1号", Phone: "0990-6220100",
	MailAddress: "szf@hening.example", ReviewWord: "和政", Bureau: "和宁市司法局", BureauAddress: "和平路2号", BureauPhone: "0990-6220088", Active: true,
}

// withBureau opens the body of the bench's agencies with the bureau's people.
func (b *bench) withBureau() int64 {
	b.t.Helper()
	id := b.must1(b.PutAgency(ctx, Operator, theBody))
	for _, p := range []struct {
		login string
		role  auth.Role
	}{{"handler", auth.Handler}, {"head", auth.Head}, {"body-clerk", auth.Clerk}} {
		u := auth.User{Login: p.login, Name: p.login, Roles: []auth.Role{p.role}, Agency: id}
		u.ID = b.must1(b.PutUser(ctx, Operator, u, "mingda-demo"))
		b.staff[p.login] = u
	}
	return id
}

// answered answers a request that came by the web, fetched by the applicant the same day,
// and returns the visit of its applicant.
func (b *bench) answered() (Visit, casefile.ID) {
	b.t.Helper()
	t := b.web(form(casefile.ByDownload))
	id := b.assigned(b.register(t.Input, wants(casefile.ByDownload)))
	n := b.signed(id, letter.NotExisting, values(b.t, letter.NotExisting))
	b.must(b.Serve(ctx, b.by("clerk"), id, ServiceForm{Letter: n, Way: casefile.Downloaded, On: b.today()}))
	visit, err := b.OpenStatus(ctx, t.Number, t.Code.String())
	b.must(err)
	_, err = b.FetchLetter(ctx, visit, n)
	b.must(err)
	return visit, id
}

// objected is a letter against the reply to a request, and as what it is registered.
func (b *bench) objected(request casefile.ID) (intake.ObjectionInput, reconsider.Filed) {
	b.t.Helper()
	reply, _ := repliedTo(b.caseOf(request), "")
	o := intake.ObjectionInput{
		Contested: reconsider.Contested{Number: reply.Number}, Objection: reconsider.NotAble, Applicant: people, ReceivedOn: b.today(), FormKey: "post",
		Asked: reconsider.Asked{Request: "请撤销答复", Grounds: "文件在档案馆，有目录为证"},
	}
	return o, o.Filed(o.ReceivedOn)
}

var objection = ObjectionTyped{Objection: reconsider.NotAble, Request: "撤销这份答复，责令被申请人重新答复", Grounds: "档案馆有这份文件的目录。"}

// TestObject: an objection comes in from the page of the request: raw first, once however
// often it is sent, into the bureau's inbox and nobody else's, confirmed and counted; it
// is registered in one step with what it says, received on arrival, with its files.
func TestObject(t *testing.T) {
	b := newBench(t)
	b.needFonts()
	body := b.withBureau()
	visit, id := b.answered()
	typed := objection
	typed.Files = []intake.File{b.upload("目录.pdf", "application/pdf", "%PDF-1.4 list")}
	bad := typed
	bad.Request, bad.Grounds = " ", ""
	_, err := b.Object(ctx, visit, "objection", "browser", bad)
	b.refused(err, "review_request_needed", "request")
	b.refused(err, "review_grounds_needed", "grounds")
	ticket, err := b.Object(ctx, visit, "objection", "browser", typed)
	b.must(err)
	again, err := b.Object(ctx, visit, "objection", "browser", typed)
	if b.must(err); again != ticket || ticket.Code == "" {
		t.Errorf("sent twice: %+v and %+v", ticket, again)
	}
	if other, _, err := b.FormTicketIn(ctx, "objection", "other"); err != nil || other.Code != "" || other.Number != ticket.Number {
		t.Errorf("another browser is shown %+v, %v", other, err)
	}
	b.sound()
	paper, err := b.TicketPDF(ctx, ticket)
	b.must(err)
	if got := b.words(bytes.NewReader(paper)); !strings.Contains(got, "行政复议申请收件回执") || !strings.Contains(got, ticket.Number) || !strings.Contains(got, ticket.Code.String()) {
		t.Errorf("the receipt: %s", got)
	}
	if mails, err := b.DB.MailsFor(ctx, confirmationKey(ticket.Input, 0)); err != nil || len(mails) != 1 || !strings.Contains(string(mails[0].Mail), "行政复议申请") {
		t.Errorf("the confirmation: %+v, %v", mails, err)
	}

	for _, login := range []string{"clerk", "body-clerk", "coordinator", "foreign-clerk"} {
		_, err := b.Input(ctx, b.by(login), ticket.Input)
		b.refused(err, "auth_role")
		_, err = b.ReviewInput(ctx, b.by(login), ticket.Input)
		b.refused(err, "auth_role")
		rows, _, err := b.Inputs(ctx, b.by(login), sqlite.InputFilter{Agency: body})
		if b.must(err); len(rows) != 0 && rows[0].ID == ticket.Input {
			t.Errorf("%s sees it among the office's", login)
		}
	}
	rows, total, err := b.ReviewInputs(ctx, b.by("handler"), inbox.Waiting, 10)
	if b.must(err); total != 1 || rows[0].ID != ticket.Input || rows[0].Body != body {
		t.Fatalf("the bureau's inbox: %+v", rows)
	}
	v, err := b.ReviewInput(ctx, b.by("handler"), ticket.Input)
	b.must(err)
	o := v.Content.Objection
	if o == nil || o.Contested.Case != id || o.Contested.Number == "" || o.Contested.GotOn != b.today() || o.Applicant.Name != people.Name || o.Asked.Grounds != typed.Grounds || v.ContestedNumber != o.Contested.Number {
		t.Fatalf("it says %+v", o)
	}
	_, err = b.Register(ctx, b.by("handler"), ticket.Input, Registration{})
	b.refused(err, "auth_role")

	b.goTo("2026-09-24")
	f := o.Filed(b.today())
	f.Contested.Number = v.ContestedNumber
	made, err := b.RegisterReview(ctx, b.by("handler"), ticket.Input, v.Input.Version, f)
	b.must(err)
	_, err = b.RegisterReview(ctx, b.by("handler"), ticket.Input, 0, f)
	b.refused(err, "input_decided")
	c, err := loadReview(ctx, b.DB, made)
	b.must(err)
	if c.Input != int64(ticket.Input) || c.InputNumber != ticket.Number || c.ReceivedOn.String() != "2026-09-22" || c.Contested.Case != id || len(c.Materials) != 1 || c.Materials[0].Name != "目录.pdf" || c.Asked.Request != typed.Request {
		t.Errorf("the case: %+v", c)
	}
	b.refused(b.Reopen(ctx, b.by("head"), ticket.Input, 0, "错了"), "input_has_review")
	b.sound()
	b.followed(ticket, c)
}

// TestReviewFromApplicant: what the applicant says in a form that was opened before the
// bureau registered goes into the case, once; so does a withdrawal from before.
func TestReviewFromApplicant(t *testing.T) {
	b := newBench(t)
	b.needFonts()
	b.withBureau()
	visit, _ := b.answered()
	object := func(key string) (Visit, *reconsider.Case) {
		ticket, err := b.Object(ctx, visit, key, "browser", objection)
		b.must(err)
		own, err := b.OpenStatus(ctx, ticket.Number, ticket.Code.String())
		b.must(err)
		if key == "before" {
			b.must(b.WithdrawByApplicant(ctx, own, "想通了"))
		}
		v, err := b.ReviewInput(ctx, b.by("handler"), ticket.Input)
		b.must(err)
		f := v.Content.Objection.Filed(b.today())
		f.Contested.Number = v.ContestedNumber
		made, err := b.RegisterReview(ctx, b.by("handler"), ticket.Input, 0, f)
		b.must(err)
		c, err := loadReview(ctx, b.DB, made)
		b.must(err)
		return own, c
	}
	if _, c := object("before"); c.Withdrawal.Reason != "想通了" || c.Withdrawal.On != b.today() {
		t.Errorf("withdrawn before: %+v", c.Withdrawal)
	}
	own, c := object("meanwhile")
	file := b.upload("目录.pdf", "application/pdf", "%PDF-1.4 list")
	for range 2 {
		b.must(b.AddFromApplicant(ctx, own, Seen{}, "还有一句", []intake.File{file}))
		b.must(b.WithdrawByApplicant(ctx, own, "不告了"))
	}
	b.refused(b.ChangeContact(ctx, own, "13800138001", "", ""), "portal_review_phone")
	id, version := c.ID, c.Version
	c, err := loadReview(ctx, b.DB, id)
	if b.must(err); c.Version != version+3 || len(c.Materials) != 1 || c.Withdrawal.Reason != "不告了" {
		t.Errorf("the case: version %d of %d, %+v, %+v", c.Version, version, c.Materials, c.Withdrawal)
	}
	b.sound()
}

// TestInputBarred: who made the reply that an application is about is kept out of it on
// every way to it, also where they belong to the bureau now.
func TestInputBarred(t *testing.T) {
	b := newBench(t)
	b.needFonts()
	body := b.withBureau()
	visit, _ := b.answered()
	ticket, err := b.Object(ctx, visit, "objection", "browser", objection)
	b.must(err)
	moved := b.by("officer")
	moved.Agency, moved.Roles = body, []auth.Role{auth.Handler}
	_, err = b.Input(ctx, moved, ticket.Input)
	b.refused(err, "review_barred")
	_, err = b.ReviewInput(ctx, moved, ticket.Input)
	b.refused(err, "review_barred")
	_, err = b.InputRaw(ctx, moved, ticket.Input)
	b.refused(err, "review_barred")
	_, err = b.InputAttachment(ctx, moved, ticket.Input, 0)
	b.refused(err, "review_barred")
	_, err = b.InputAdded(ctx, moved, ticket.Input, 0)
	b.refused(err, "review_barred")
	b.refused(b.SetAside(ctx, moved, ticket.Input, 0, inbox.SameAgain, ""), "review_barred")
	b.must(b.SetAside(ctx, b.by("handler"), ticket.Input, 0, inbox.SameAgain, ""))
	b.refused(b.Reopen(ctx, moved, ticket.Input, 0, "再看"), "review_barred")
	b.must(b.Reopen(ctx, b.by("handler"), ticket.Input, 0, "再看"))
	b.refused(b.GiveBack(ctx, moved, ticket.Input, 0, "不是"), "review_barred")
}

// followed wants the applicant to find the case by the number of the input and by its own,
// and nothing of the bureau's work.
func (b *bench) followed(ticket Ticket, c *reconsider.Case) {
	b.t.Helper()
	for _, number := range []string{ticket.Number, c.Number} {
		visit, err := b.OpenStatus(ctx, number, ticket.Code.String())
		b.must(err)
		s, err := b.Status(ctx, visit)
		if b.must(err); s.Review == nil || s.Review.Case.Number != c.Number || s.Review.Stage != reconsider.StageExamining || len(s.Review.Papers) != 0 || s.Case != nil || !s.Open {
			b.t.Errorf("%s shows %+v", number, s)
		}
		_, err = b.FetchReviewPaper(ctx, visit, 1)
		b.refused(err, "letter_not_found")
	}
}

// TestObjectSilence: that there is no answer can be objected to the day after the last
// day, not before, and the request is recognised by its number.
func TestObjectSilence(t *testing.T) {
	b := newBench(t)
	b.withBureau()
	first := b.web(form(casefile.ByDownload))
	id := b.register(first.Input, wants(casefile.ByDownload))
	visit, err := b.OpenStatus(ctx, first.Number, first.Code.String())
	b.must(err)
	_, err = b.Object(ctx, visit, "early", "", objection)
	b.refused(err, "objection_too_early")
	b.goTo(b.dueOf(id).AddDays(1).String())
	ticket, err := b.Object(ctx, visit, "silence", "", objection)
	b.must(err)
	v, err := b.ReviewInput(ctx, b.by("head"), ticket.Input)
	b.must(err)
	if o := v.Content.Objection; o.Objection != reconsider.NotAnswered || !o.Contested.Silence || v.ContestedNumber != b.caseOf(id).Number {
		t.Fatalf("it says %+v, %s", o, v.ContestedNumber)
	}
	f := v.Content.Objection.Filed(b.today())
	f.Contested.Number = v.ContestedNumber
	made, err := b.RegisterReview(ctx, b.by("head"), ticket.Input, 0, f)
	b.must(err)
	c, err := loadReview(ctx, b.DB, made)
	if b.must(err); !c.Contested.Silence || c.Contested.Case != id || c.Contested.On != b.dueOf(id) {
		t.Errorf("the case: %+v", c.Contested)
	}
	b.sound()
}

// TestObjectElsewhere: where the body is none of this installation, nothing is taken in.
func TestObjectElsewhere(t *testing.T) {
	b := newBench(t)
	b.needFonts()
	visit, _ := b.answered()
	_, err := b.Object(ctx, visit, "elsewhere", "", objection)
	b.refused(err, "objection_elsewhere")
	b.refused(b.PassOn(ctx, b.by("clerk"), b.web(form(casefile.ByDownload)).Input, 0, ""), "input_no_bureau")
}

// TestPassOn: what a clerk finds among the mails goes to the bureau with its number, and
// comes back if it is none; the balance holds throughout.
func TestPassOn(t *testing.T) {
	b := newBench(t)
	body := b.withBureau()
	id := b.mail(1, "a@example.com", letterIn("a@example.com", ""))
	b.refused(b.PassOn(ctx, b.by("officer"), id, 0, ""), "auth_role")
	b.must(b.PassOn(ctx, b.by("clerk"), id, 0, "是对答复不服"))
	_, err := b.Input(ctx, b.by("clerk"), id)
	b.refused(err, "auth_role")
	b.sound()
	v, err := b.ReviewInput(ctx, b.by("handler"), id)
	if b.must(err); !v.Input.WasPassedOn() || v.Input.PassedOnWith() != "是对答复不服" || v.Input.PassedOnDay() != b.today() || v.Input.Body != body {
		t.Fatalf("passed on: %+v", v.Input)
	}
	balance, err := b.Balance(ctx, b.by("clerk"), b.today(), b.today())
	if b.must(err); len(balance) != 1 || balance[0].AtBureau != 1 || balance[0].Waiting != 0 {
		t.Errorf("the balance: %+v", balance)
	}
	b.refused(b.GiveBack(ctx, b.by("handler"), id, 0, " "), "reason_needed", "note")
	b.must(b.GiveBack(ctx, b.by("handler"), id, 0, "是信息公开申请"))
	b.must(b.SetAside(ctx, b.by("clerk"), id, 0, inbox.TestMail, ""))
	b.refused(b.PassOn(ctx, b.by("clerk"), id, 0, ""), "input_decided")

	second := b.mail(2, "b@example.com", letterIn("b@example.com", ""))
	b.must(b.PassOn(ctx, b.by("clerk"), second, 0, ""))
	b.refused(b.PassOn(ctx, b.by("head"), second, 0, ""), "input_at_bureau")
	f := reconsider.Filed{ReceivedOn: b.today(), Objection: reconsider.NotAble, Contested: reconsider.Contested{Name: "某局", Number: "某〔2026〕1号"}}
	f.Private.Applicant, f.Private.Asked = people, reconsider.Asked{Request: "撤销", Grounds: "不对"}
	f.ReceivedOn = b.today().AddDays(-1)
	_, err = b.RegisterReview(ctx, b.by("handler"), second, 0, f)
	b.refused(err, "review_before_arrival", "received_on")
	f.ReceivedOn = b.today()
	made, err := b.RegisterReview(ctx, b.by("handler"), second, 0, f)
	b.must(err)
	c, err := loadReview(ctx, b.DB, made)
	if b.must(err); len(c.Materials) != 1 || c.Materials[0].Type != "message/rfc822" {
		t.Errorf("materials: %+v", c.Materials)
	}

	third := b.mail(3, "c@example.com", letterIn("c@example.com", ""))
	b.must(b.PassOn(ctx, b.by("clerk"), third, 0, ""))
	_, err = b.JoinReview(ctx, b.by("handler"), third, 0, "和政复〔2026〕99号")
	b.refused(err, "input_no_review", "case")
	_, err = b.JoinReview(ctx, b.by("handler"), third, 0, c.Number)
	b.must(err)
	web := b.web(form(casefile.ByDownload)).Input
	b.goTo("2026-09-24")
	b.must(b.PassOn(ctx, b.by("clerk"), web, 0, ""))
	made, err = b.RegisterReview(ctx, b.by("handler"), web, 0, f)
	b.must(err)
	if c, err := loadReview(ctx, b.DB, made); err != nil || c.ReceivedOn != b.today() {
		t.Errorf("passed on today, received on %s", c.ReceivedOn)
	}
	fourth := b.mail(4, "d@example.com", letterIn("d@example.com", ""))
	b.must(b.PassOn(ctx, b.by("clerk"), fourth, 0, ""))
	b.must(b.SetAside(ctx, b.by("handler"), fourth, 0, inbox.SameAgain, ""))
	b.refused(b.Reopen(ctx, b.by("clerk"), fourth, 0, "再看"), "auth_role")
	b.must(b.Reopen(ctx, b.by("handler"), fourth, 0, "再看"))
	if n, due, err := b.CountReviewWaiting(ctx, b.by("head")); err != nil || n != 1 || due {
		t.Errorf("%d wait, due: %v, %v", n, due, err)
	}
	b.sound()

	// It is counted from the day it was passed on: by the list, the form, the count.
	b.goTo("2026-09-29")
	fifth := b.mail(5, "e@example.com", letterIn("e@example.com", ""))
	b.goTo("2026-10-12")
	b.must(b.PassOn(ctx, b.by("clerk"), fifth, 0, ""))
	b.must(b.SetAside(ctx, b.by("handler"), fourth, 0, inbox.SameAgain, ""))
	b.goTo("2026-10-15")
	rows, _, err := b.ReviewInputs(ctx, b.by("handler"), inbox.Waiting, 10)
	if b.must(err); len(rows) != 1 || rows[0].AtBureauOn.String() != "2026-10-12" || b.AcceptBy(rows[0].AtBureauOn).String() != "2026-10-19" {
		t.Errorf("in the list: %+v", rows)
	}
	if n, due, err := b.CountReviewWaiting(ctx, b.by("head")); err != nil || n != 1 || due {
		t.Errorf("%d wait, due: %v, %v", n, due, err)
	}
	b.goTo("2026-10-19")
	if _, due, err := b.CountReviewWaiting(ctx, b.by("head")); err != nil || !due {
		t.Errorf("on the last day due: %v, %v", due, err)
	}
}

// TestTakeObjection: the bureau's own letters and visitors come in raw first, once a form,
// and what a spoken application says is printed to be signed.
func TestTakeObjection(t *testing.T) {
	b := newBench(t)
	b.needFonts()
	b.withBureau()
	o := intake.ObjectionInput{
		Contested: reconsider.Contested{Name: "某局", Number: "某〔2026〕1号"}, Objection: reconsider.NotAble, Applicant: people, ReceivedOn: b.today(), FormKey: "spoken",
		Asked: reconsider.Asked{Request: "撤销答复", Grounds: "档案馆有目录", Spoken: true},
	}
	_, err := b.TakeObjection(ctx, b.by("body-clerk"), casefile.Counter, o)
	b.refused(err, "auth_role")
	ticket, err := b.TakeObjection(ctx, b.by("handler"), casefile.Counter, o)
	b.must(err)
	again, err := b.TakeObjection(ctx, b.by("handler"), casefile.Counter, o)
	if b.must(err); again != ticket {
		t.Errorf("sent twice: %+v", again)
	}
	record, err := b.ReviewSpokenPDF(ctx, b.by("handler"), ticket.Input)
	b.must(err)
	if got := b.words(bytes.NewReader(record)); !strings.Contains(got, "行政复议口头申请笔录") || !strings.Contains(got, "档案馆有目录") {
		t.Errorf("the record: %s", got)
	}
	v, err := b.ReviewInput(ctx, b.by("handler"), ticket.Input)
	if b.must(err); !v.Input.LacksRecord() || v.Input.Digest.Subject != "口头复议申请：某〔2026〕1号" {
		t.Errorf("the input: %+v", v.Input.Digest)
	}
	b.sound()
}

// killedBureau opens, in a process that may be killed at any time, the body and a handler
// that are not there yet.
func killedBureau(d *Desk) (auth.User, error) {
	u := auth.User{Login: "handler", Name: "handler", Roles: []auth.Role{auth.Handler}}
	body, err := d.bodyNamed(ctx, "和宁市人民政府")
	if err == nil && body.ID == 0 {
		body.ID, err = d.PutAgency(ctx, Operator, theBody)
	}
	if err != nil {
		return u, err
	}
	users, err := d.DB.Users(ctx)
	for _, one := range users {
		if one.Login == u.Login {
			return one, err
		}
	}
	if err == nil {
		u.Agency = body.ID
		u.ID, err = d.PutUser(ctx, Operator, u, "mingda-demo")
	}
	return u, err
}

// takeObjections sends every application, the earlier ones again.
func takeObjections(d *Desk) error {
	by, err := killedBureau(d)
	if err != nil {
		return err
	}
	for n := 1; n <= killed; n++ {
		o := intake.ObjectionInput{
			Contested: reconsider.Contested{Name: "某局", Number: fmt.Sprintf("某〔2026〕%d号", n)}, Objection: reconsider.NotAble, Applicant: people, ReceivedOn: d.today(), FormKey: fmt.Sprint("objection ", n),
			Asked: reconsider.Asked{Request: "撤销答复", Grounds: "不对"},
		}
		o.Applicant.Name = fmt.Sprint("申请人", n)
		ticket, err := d.TakeObjection(ctx, by, casefile.Counter, o)
		if err != nil {
			return err
		}
		fmt.Println("acknowledged", n, n, ticket.Number, ticket.Code)
	}
	return nil
}

// TestKilledTakingObjections: every application is in the bureau's inbox once, and opens by
// the number and code that were handed out.
func TestKilledTakingObjections(t *testing.T) {
	b, told, rows := afterKills(t, "objections")
	for _, row := range rows {
		if row.Body == 0 {
			t.Errorf("%s is not the bureau's", row.Number)
		}
	}
	for n, a := range told {
		v, err := b.OpenStatus(ctx, a.number, a.code)
		b.must(err)
		i, err := loadInput(ctx, b.DB, v.Input)
		if b.must(err); i.Digest.Sender != fmt.Sprint("申请人", n) {
			t.Errorf("application %d opens that of %s", n, i.Digest.Sender)
		}
	}
}

// TestHandOver: a request that was mailed to the bureau goes to the office of its agency with
// the day on which it came, is read there as requests are, and back if that was wrong.
func TestHandOver(t *testing.T) {
	b := newBench(t)
	body := b.withBureau()
	id := b.toBureau(body, 1, "r@example.com", letterIn("r@example.com", ""))
	v, err := b.ReviewInput(ctx, b.by("handler"), id)
	if b.must(err); len(v.Proposal.Reasons) == 0 || !strings.Contains(v.Proposal.Reasons[0], "像是政府信息公开申请") {
		t.Errorf("proposed: %+v", v.Proposal)
	}
	came := v.Input.ArrivedOn()
	b.goTo(b.today().AddDays(3).String())
	b.refused(b.GiveBack(ctx, b.by("body-clerk"), id, 0, "是信息公开申请"), "auth_role")
	b.must(b.GiveBack(ctx, b.by("handler"), id, 0, "是信息公开申请"))
	own, err := b.Input(ctx, b.by("body-clerk"), id)
	if b.must(err); own.Input.ArrivedOn() != came || own.Input.Body != 0 || own.Input.PassedOnWith() != "是信息公开申请" {
		t.Errorf("handed over: %+v", own.Input)
	}
	b.refused(b.GiveBack(ctx, b.by("handler"), id, 0, "再转"), "input_not_passed")
	b.sound()
	b.must(b.PassOn(ctx, b.by("body-clerk"), id, 0, "是复议"))
	v, err = b.ReviewInput(ctx, b.by("handler"), id)
	if b.must(err); v.Input.AtBureauOn() != came || v.Input.WasPassedOn() {
		t.Errorf("back at the bureau: %s", v.Input.AtBureauOn())
	}
	b.sound()
	b.rebuilt()
}

// TestAlikeAcross: an application that was mailed to the office and passed on is found to
// resemble the same one mailed to the bureau, and one handed over those of the office.
func TestAlikeAcross(t *testing.T) {
	b := newBench(t)
	b.needFonts()
	body := b.withBureau()
	_, request := b.answered()
	reply, _ := repliedTo(b.caseOf(request), "")
	text := fmt.Sprintf(objectionText, reply.Number)
	office := b.mail(9, "o@example.com", objectionMail("o@example.com", "行政复议申请", text))
	b.must(b.PassOn(ctx, b.by("clerk"), office, 0, "复议"))
	bureau := b.toBureau(body, 2, "o2@example.com", objectionMail("o2@example.com", "行政复议申请", text))
	for _, id := range []inbox.ID{office, bureau} {
		if v, err := b.ReviewInput(ctx, b.by("handler"), id); err != nil || len(v.Alike) != 1 {
			t.Errorf("%d resembles %d, %v", id, len(v.Alike), err)
		}
	}
	b.must(b.GiveBack(ctx, b.by("handler"), office, 0, "不是"))
	if v, err := b.ReviewInput(ctx, b.by("handler"), bureau); err != nil || len(v.Alike) != 0 {
		t.Errorf("given back, and still alike: %d, %v", len(v.Alike), err)
	}
	b.rebuilt()
}
