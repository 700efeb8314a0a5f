package desk

import (
	"bytes"
	"io"
	"strings"
	"testing"
	"time"

	"mingda/internal/auth"
	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/fault"
	"mingda/internal/filestore"
	"mingda/internal/inbox"
	"mingda/internal/intake"
	"mingda/internal/letter"
)

// TestFourDoors carries one request from each door to a signed reply, served in
// the way that was chosen, and to the page where the applicant looks.
func TestFourDoors(t *testing.T) {
	for _, c := range []struct {
		name     string
		delivery casefile.Delivery
		take     func(b *bench) Ticket
		serve    ServiceForm
		copy     bool // what the applicant fetches is marked as a copy
	}{
		{"web form", casefile.ByDownload, func(b *bench) Ticket { return b.web(form(casefile.ByDownload)) }, ServiceForm{Way: casefile.Downloaded}, false},
		{"mail", casefile.ByEmail, func(b *bench) Ticket {
			id := b.mail(1, "a@example.com", letterIn("a@example.com", ""))
			if n, err := b.SendDue(ctx, b.sent); n != 1 || err != nil {
				b.t.Fatalf("%d confirmations, %v", n, err)
			}
			return b.confirmed(id)
		}, ServiceForm{Way: casefile.Emailed}, false},
		{"signed letter", casefile.ByPost, func(b *bench) Ticket {
			ticket, err := b.TakePost(ctx, b.by("clerk"), intake.PostInput{
				Agency: "1", Signed: true, SignedOn: b.today(), SignedBy: "门卫室", Tracking: "XA12345678CN", Applicant: people, Wants: wants(casefile.ByPost),
				Scans: []intake.File{b.upload("信封.png", "image/png", "\x89PNG\r\n\x1a\n scan")},
			})
			b.must(err)
			return ticket
		}, ServiceForm{Way: casefile.Posted, Tracking: "XA87654321CN"}, true},
		{"counter, spoken", casefile.ByPickup, func(b *bench) Ticket {
			ticket, err := b.TakeCounter(ctx, b.by("clerk"), intake.CounterInput{
				Agency: "1", Applicant: people, Wants: wants(casefile.ByPickup), Spoken: true})
			b.must(err)
			return ticket
		}, ServiceForm{Way: casefile.Direct, Recipient: "本人"}, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := newBench(t)
			b.needFonts()
			ticket := c.take(b)
			b.sound()
			visit, err := b.OpenStatus(ctx, ticket.Number, strings.ToLower(ticket.Code.String()))
			b.must(err)
			if s, err := b.Status(ctx, visit); err != nil || s.Case != nil || s.Input.Number != ticket.Number {
				t.Fatalf("before registration: %+v, %v", s, err)
			}
			paper, err := b.TicketPDF(ctx, ticket)
			b.must(err)
			if got := b.words(bytes.NewReader(paper)); !strings.Contains(got, ticket.Number) || !strings.Contains(got, ticket.Code.String()) {
				t.Errorf("the receipt: %s", got)
			}
			id := b.assigned(b.register(ticket.Input, wants(c.delivery)))
			_, err = b.AddMaterials(ctx, b.by("officer"), id, casefile.Requested, []intake.File{b.upload("补偿方案.pdf", "application/pdf", "%PDF-1.4 plan")})
			b.must(err)
			given := len(b.caseOf(id).Materials)
			v := values(t, letter.Disclose)
			if c.delivery == casefile.ByPickup {
				v["way_time"] = "工作日9时至17时"
			}
			n := b.signed(id, letter.Disclose, v, given)
			b.stage(id, casefile.StageServing)
			if _, err := b.FetchLetter(ctx, visit, n); err == nil {
				t.Error("fetched before it was served")
			}
			b.goTo("2026-09-24")
			c.serve.Letter, c.serve.On = n, b.today()
			b.must(b.Serve(ctx, b.by("clerk"), id, c.serve))
			if c.serve.Way == casefile.Emailed {
				b.sentByMail(id, n)
			}
			b.stage(id, casefile.StageReplied)
			b.sound()
			b.fetched(visit, id, n, given, c.copy)
			b.must(b.Archive(ctx, b.by("clerk"), id, 0, casefile.PutAway{}))
			b.sound()
		})
	}
}

// upload stores a file as a form does; what is told to be a PDF or picture begins as one.
func (b *bench) upload(name, mediaType, content string) intake.File {
	b.t.Helper()
	if _, misnamed := intake.Misnamed([]byte(content), name); misnamed {
		content = map[string]string{"application/pdf": "%PDF-1.4\n", "image/png": "\x89PNG\r\n\x1a\n", "image/jpeg": "\xff\xd8\xff\xe0"}[mediaType] + content
	}
	f, err := b.StoreUpload(strings.NewReader(content), name, mediaType)
	b.must(err)
	return f
}

// confirmed reads number and code out of the confirmation that was sent last.
func (b *bench) confirmed(id inbox.ID) Ticket {
	b.t.Helper()
	m := b.sent.mails[len(b.sent.mails)-1]
	if m.To != people.Email || !m.Automatic || m.MessageID == "" {
		b.t.Errorf("the confirmation: %+v", m)
	}
	ticket := Ticket{Input: id}
	for line := range strings.Lines(m.Text) {
		if number, ok := strings.CutPrefix(strings.TrimSpace(line), "收件号："); ok {
			ticket.Number = number
		}
		if code, ok := strings.CutPrefix(strings.TrimSpace(line), "查询码："); ok {
			ticket.Code, _ = auth.NormalizeCode(code)
		}
	}
	return ticket
}

// sentByMail sends the outbox on the next day: the letter counts as served on
// the day it is sent, with what is enclosed.
func (b *bench) sentByMail(id casefile.ID, n int) {
	b.t.Helper()
	b.stage(id, casefile.StageServing)
	b.goTo("2026-09-28")
	if sent, err := b.SendDue(ctx, b.sent); sent != 1 || err != nil {
		b.t.Fatalf("%d sent, %v", sent, err)
	}
	m := b.sent.mails[len(b.sent.mails)-1]
	if l := b.caseOf(id).Letters[n-1]; l.ServedOn != calendar.NewDate(2026, 9, 28) || m.To != people.Email || len(m.Attached) != 2 || m.Automatic {
		b.t.Errorf("served on %s by %+v", l.ServedOn, m)
	}
}

// fetched lets the applicant read the case by both numbers and fetch the reply.
func (b *bench) fetched(before Visit, id casefile.ID, n, material int, isCopy bool) {
	b.t.Helper()
	l := b.caseOf(id).Letters[n-1]
	s, err := b.Status(ctx, before)
	if err != nil || s.Case == nil || len(s.Letters) != 1 || s.Open {
		b.t.Fatalf("a visit from before: %+v, %v", s, err)
	}
	d, err := b.FetchLetter(ctx, before, n)
	b.must(err)
	defer d.Close()
	body, err := io.ReadAll(d)
	b.must(err)
	text := b.words(bytes.NewReader(body))
	for _, want := range []string{l.Number, people.Name, "和宁市人民政府", "2026年9月22日"} {
		if !strings.Contains(text, want) {
			b.t.Errorf("the letter does not say %s: %s", want, text)
		}
	}
	original := filestore.HashOf(body) == filestore.Hash(l.File)
	if original == isCopy || strings.Contains(d.Name, "副本") != isCopy {
		b.t.Errorf("the original: %v, named %s; want a copy: %v", original, d.Name, isCopy)
	}
	e, err := b.FetchEnclosure(ctx, before, n, material)
	b.must(err)
	defer e.Close()
	if e.Name != "补偿方案.pdf" {
		b.t.Errorf("enclosed %s", e.Name)
	}
	if _, err := b.FetchEnclosure(ctx, before, n, 1); err == nil && material != 1 {
		b.t.Error("what was not enclosed can be fetched")
	}
	b.must(b.noteFetched(ctx, b.caseOf(id), n, ""))
	b.fetchedTimes(id, 1)
}

// TestStatusByNumber: both numbers open it, in whatever way the code is typed;
// a wrong code and an unknown number fail alike.
func TestStatusByNumber(t *testing.T) {
	b := newBench(t)
	ticket := b.web(form(casefile.ByDownload))
	id := b.register(ticket.Input, wants(casefile.ByDownload))
	for _, number := range []string{ticket.Number, " " + ticket.Number, b.caseOf(id).Number} {
		for _, code := range []string{string(ticket.Code), strings.ToLower(ticket.Code.String()), strings.ReplaceAll(ticket.Code.String(), "-", " ")} {
			if v, err := b.OpenStatus(ctx, number, code); err != nil || v.Case != id {
				t.Errorf("%s with %s: %+v, %v", number, code, v, err)
			}
		}
	}
	_, wrong := b.OpenStatus(ctx, ticket.Number, "0000-0000-0000")
	_, unknown := b.OpenStatus(ctx, "20260922-9999", ticket.Code.String())
	_, unreadable := b.OpenStatus(ctx, ticket.Number, "！")
	for _, err := range []error{wrong, unknown, unreadable} {
		b.refused(err, "code_wrong")
		if err.Error() != wrong.Error() {
			t.Errorf("%v and %v can be told apart", err, wrong)
		}
	}
	again, err := b.NewInputCode(ctx, b.by("clerk"), ticket.Input, casefile.Identification{By: casefile.ByAgent, Note: "其女"})
	b.must(err)
	history := b.caseOf(id).History
	if f, ok := history[len(history)-1].Fact.(*casefile.CodeReplaced); !ok || f.Identified != casefile.ByAgent || f.Private.Note != "其女" {
		t.Errorf("the case tells %+v", f)
	}
	if _, err := b.NewInputCode(ctx, b.by("clerk"), ticket.Input, casefile.Identification{}); fault.FieldsOf(err)["identified"] == nil {
		t.Errorf("a code for nobody knows whom: %v", err)
	}
	if _, err := b.OpenStatus(ctx, ticket.Number, ticket.Code.String()); err == nil {
		t.Error("the old code still works")
	}
	if v, err := b.OpenStatus(ctx, b.caseOf(id).Number, again.Code.String()); err != nil || v.Case != id {
		t.Errorf("the new code: %+v, %v", v, err)
	}
	b.sound()
}

// TestSameFormTwice: a second click, also at the same moment, is the same input
// with the same ticket.
func TestSameFormTwice(t *testing.T) {
	b := newBench(t)
	at := b.at
	b.Now = func() time.Time { return at } // goroutines share it
	tickets := make(chan Ticket, 8)
	for range 8 {
		go func() {
			ticket, err := b.TakeForm(ctx, "the same key", form(casefile.ByDownload))
			if err != nil {
				t.Error(err)
			}
			tickets <- ticket
		}()
	}
	first := <-tickets
	for range 7 {
		if got := <-tickets; got != first || got.Number == "" {
			t.Errorf("%+v and %+v", first, got)
		}
	}
	if _, n, err := b.Waiting(ctx, b.by("clerk"), 0, 10); n != 1 || err != nil {
		t.Errorf("%d inputs, %v", n, err)
	}
	b.sound()
}

// TestWebConfirmation: who left an address gets number and code by mail too. The
// page confirmed the receipt at once; the mail sent a day later changes nothing.
func TestWebConfirmation(t *testing.T) {
	b := newBench(t)
	ticket := b.web(form(casefile.ByEmail))
	b.goTo("2026-09-23")
	if sent, err := b.SendDue(ctx, b.sent); sent != 1 || err != nil {
		t.Fatalf("%d sent, %v", sent, err)
	}
	if got := b.confirmed(ticket.Input); got.Number != ticket.Number || got.Code != ticket.Code {
		t.Errorf("the mail says %+v, the page %+v", got, ticket)
	}
	i, err := loadInput(ctx, b.DB, ticket.Input)
	b.must(err)
	if on := calendar.DateOf(i.ConfirmedAt); on != calendar.NewDate(2026, 9, 22) {
		t.Errorf("confirmed on %s, want the day of the form", on)
	}
	b.sound()
}

// TestSameMail: a mail is taken in once, by its place or by its bytes, in one
// batch or later; the same Message-ID with other bytes is another mail.
func TestSameMail(t *testing.T) {
	b := newBench(t)
	raw := letterIn("m@example.com", "")
	take := func(validity, uid uint32, body string) RawMail {
		return RawMail{Agency: 1, Mailbox: "INBOX", UIDValidity: validity, UID: uid, Body: strings.NewReader(body)}
	}
	b.must(b.TakeMails(ctx, []RawMail{take(1, 1, raw), take(1, 2, raw), take(1, 1, raw)}))
	b.must(b.TakeMails(ctx, []RawMail{take(1, 1, raw), take(2, 1, raw)}))
	b.must(b.TakeMails(ctx, []RawMail{take(0, 0, raw)}))
	b.must(b.TakeMails(ctx, []RawMail{take(0, 0, letterIn("n@example.com", "")), take(0, 0, letterIn("n@example.com", ""))}))
	b.must(b.TakeMails(ctx, []RawMail{take(0, 0, letterIn("n@example.com", ""))}))
	b.must(b.TakeMails(ctx, []RawMail{take(2, 9, letterIn("m@example.com", "X-Other: 1\r\n"))}))
	rows, n, err := b.Waiting(ctx, b.by("clerk"), 0, 10)
	if err != nil || n != 3 {
		t.Fatalf("%d inputs, %v: %+v", n, err, rows)
	}
	seen, err := b.MailsSeen(ctx, "INBOX", 1, []uint32{1, 2, 3})
	if err != nil || len(seen) != 2 {
		t.Errorf("seen %v, %v", seen, err)
	}
	v, err := b.Input(ctx, b.by("clerk"), rows[0].ID)
	if err != nil || len(v.SameID) != 1 || len(v.Alike) == 0 {
		t.Errorf("the likely duplicate is not shown: %+v, %v", v.SameID, err)
	}
	b.sound()
}
