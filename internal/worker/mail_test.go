package worker

import (
	"context"
	"fmt"
	"io"
	"strings"
	"sync"
	"testing"

	"mingda/internal/casefile"
	"mingda/internal/desk"
	"mingda/internal/filestore"
	"mingda/internal/mailbox"
	"mingda/internal/mailbox/mailboxtest"
	"mingda/internal/postbox"
	"mingda/internal/postbox/postboxtest"
	"mingda/internal/sqlite"
)

func requestMail(id, subject, filler string) []byte {
	return []byte("From: =?utf-8?B?5ZGo5pWP?= <zhou@example.org>\r\nTo: ysqgk@mingchuan.example\r\nSubject: " + subject + "\r\n" +
		"Message-ID: <" + id + "@example.org>\r\nDate: Mon, 23 Nov 2026 10:00:00 +0800\r\nMIME-Version: 1.0\r\n" +
		"Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n" +
		"本人周敏，申请公开2025年明川区城市更新资金使用情况。\r\n" + filler)
}

// inputs lists what was taken in, the oldest first.
func inputs(t *testing.T, d *desk.Desk) []sqlite.InputRow {
	t.Helper()
	rows, err := d.DB.Inputs(t.Context(), sqlite.InputFilter{Limit: 100})
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

// run runs the worker until the returned func is called.
func run(t *testing.T, w *Worker) (stop func()) {
	ctx, cancel := context.WithCancel(t.Context())
	var ended sync.WaitGroup
	ended.Go(func() { w.Run(ctx) })
	return func() { cancel(); ended.Wait() }
}

func accountOf(s *mailboxtest.Server, most int64) mailbox.Account {
	return mailbox.Account{
		Name: "ysqgk@mingchuan.example", Host: s.Host, Port: s.TLSPort, Security: mailbox.Implicit, RootCAs: s.CAs,
		User: mailboxtest.User, Password: mailboxtest.Password, MaxSize: most,
	}
}

// TestMailInAndOut carries a mail from a real IMAP server into the inbox and
// its confirmation out to a real SMTP server: once, and marked as automatic.
func TestMailInAndOut(t *testing.T) {
	server := mailboxtest.StartDovecot(t, mailboxtest.Options{})
	sink, err := postboxtest.Start()
	if err != nil {
		t.Fatal(err)
	}
	defer sink.Close()
	d := newDesk(t)
	if err := server.Append(requestMail("one", "apply", "")); err != nil {
		t.Fatal(err)
	}
	w := newWorker(d)
	w.Mailboxes = []Mailbox{{Agency: agencyName, Account: accountOf(server, 0)}}
	w.Outgoing = &Outgoing{Names: map[string]string{"ysqgk@mingchuan.example": "政务公开科"}, Server: postbox.Sender{
		Host: sink.Host, Port: sink.TLSPort, RootCAs: sink.CAs, ServerName: "localhost", User: postboxtest.User, Password: postboxtest.Password,
	}}
	stop := run(t, w)
	within(t, "the confirmation", func() bool { return len(sink.Received()) > 0 })
	within(t, "the note of it", func() bool { return !inputs(t, d)[0].ConfirmedOn.IsZero() })
	within(t, "the move", func() bool { return server.Pending() == 0 })
	for _, s := range w.Status() {
		if s.LastError != "" || (s.Name == "outbox" && s.LastSuccess.IsZero()) {
			t.Errorf("%+v", s)
		}
	}
	stop()
	got := sink.Received()
	rows := inputs(t, d)
	if len(got) != 1 || len(rows) != 1 || rows[0].Door != casefile.Mail {
		t.Fatalf("%d mails out, inputs %+v", len(got), rows)
	}
	raw := string(got[0].Raw)
	for _, want := range []string{"Auto-Submitted: auto-replied", "In-Reply-To: <one@example.org>", "ysqgk@mingchuan.example"} {
		if !strings.Contains(raw, want) {
			t.Errorf("no %q in\n%s", want, raw)
		}
	}
	if got[0].From != "ysqgk@mingchuan.example" || len(got[0].To) != 1 || got[0].To[0] != "zhou@example.org" {
		t.Errorf("from %s to %v", got[0].From, got[0].To)
	}
}

// TestTooBig shows a mail that is too big to the office once, over restarts,
// leaves it in the mailbox, and takes it in when the limit is raised.
func TestTooBig(t *testing.T) {
	server := mailboxtest.StartDovecot(t, mailboxtest.Options{})
	d := newDesk(t)
	if err := server.Append(requestMail("big", "big one", strings.Repeat("0123456789\r\n", 20000))); err != nil {
		t.Fatal(err)
	}
	if err := server.Append(requestMail("small", "small one", "")); err != nil {
		t.Fatal(err)
	}
	for range 2 { // each is a new start of the program
		w := newWorker(d)
		w.Mailboxes = []Mailbox{{Agency: agencyName, Account: accountOf(server, 100_000)}}
		stop := run(t, w)
		within(t, "a look at the inbox", func() bool { return !w.Status()[0].LastSuccess.IsZero() })
		if note := w.Status()[0].Note; note != "有 1 封留在邮箱里" {
			t.Error(note)
		}
		stop()
	}
	rows := inputs(t, d)
	if len(rows) != 2 || server.Pending() != 1 {
		t.Fatalf("%d left, inputs %+v", server.Pending(), rows)
	}
	var note sqlite.InputRow
	for _, r := range rows {
		if r.Subject == "big one" {
			note = r
		}
	}
	text, err := d.Files.ReadAll(filestore.Hash(note.File), 0)
	if err != nil || !strings.Contains(string(text), "超过上限") || !strings.Contains(string(text), "Message-Id: <big@example.org>") {
		t.Errorf("%v\n%s", err, text)
	}
	w := newWorker(d)
	w.Mailboxes = []Mailbox{{Agency: agencyName, Account: accountOf(server, 0)}}
	stop := run(t, w)
	within(t, "the mail itself", func() bool { return len(inputs(t, d)) == 3 && server.Pending() == 0 })
	stop()
}

// TestNoSuchAgency leaves the mail of a mailbox whose agency nobody knows where
// it is, and says so; once there is the agency, it is taken in.
func TestNoSuchAgency(t *testing.T) {
	server := mailboxtest.StartDovecot(t, mailboxtest.Options{})
	d := newDesk(t)
	if err := server.Append(requestMail("one", "apply", "")); err != nil {
		t.Fatal(err)
	}
	w := newWorker(d)
	w.Mailboxes = []Mailbox{{Agency: "无此机关", Account: accountOf(server, 0)}}
	stop := run(t, w)
	within(t, "the complaint", func() bool { return strings.Contains(w.Status()[0].LastError, "无此机关") })
	if len(inputs(t, d)) != 0 || server.Pending() != 1 {
		t.Error("taken in for nobody")
	}
	stop()
	agency := mustAgency(t, d)
	agency.Name = "无此机关"
	if _, err := d.PutAgency(t.Context(), desk.Operator, agency); err != nil {
		t.Fatal(err)
	}
	w = newWorker(d)
	w.Mailboxes = []Mailbox{{Agency: "无此机关", Account: accountOf(server, 0)}}
	stop = run(t, w)
	within(t, "the mail", func() bool { return len(inputs(t, d)) == 1 })
	stop()
}

// TestSend sends a mail with an enclosure; one whose enclosure is gone is for a
// person to look at, one the server cannot take now is tried again.
func TestSend(t *testing.T) {
	sink, err := postboxtest.Start()
	if err != nil {
		t.Fatal(err)
	}
	defer sink.Close()
	d := newDesk(t)
	hash, err := d.Files.PutBytes([]byte("%PDF-1.7 answer"))
	if err != nil {
		t.Fatal(err)
	}
	s := &sender{desk: d, out: Outgoing{Server: postbox.Sender{Host: sink.Host, Port: sink.Port, Security: postbox.Plain}}}
	mail := func(file string) desk.Mail {
		return desk.Mail{
			From: "a@mingchuan.example", FromName: agencyName, To: "zhou@example.org", Subject: "答复书", Text: "请查收。",
			MessageID: "letter.1@mingchuan.example", Date: d.Now(), Attached: []desk.Attached{{Name: "答复.pdf", Type: "application/pdf", File: file}},
		}
	}
	if err := s.Send(t.Context(), mail(string(hash))); err != nil {
		t.Fatal(err)
	}
	if raw := string(sink.Received()[0].Raw); !strings.Contains(raw, "application/pdf") || strings.Contains(raw, "Auto-Submitted") {
		t.Error(raw)
	}
	err = s.Send(t.Context(), mail(strings.Repeat("0", 64)))
	if err == nil || !s.IsPermanent(err) {
		t.Errorf("enclosure gone: %v", err)
	}
	sink.Answer(postboxtest.Rcpt, 451)
	if err = s.Send(t.Context(), mail(string(hash))); err == nil || s.IsPermanent(err) {
		t.Errorf("server busy: %v", err)
	}
	sink.Answer(postboxtest.Rcpt, 550)
	if err = s.Send(t.Context(), mail(string(hash))); err == nil || !s.IsPermanent(err) {
		t.Errorf("no such person: %v", err)
	}
}

// TestNoteOfOddHeader makes a note of a header that is cut, raw and folded.
func TestNoteOfOddHeader(t *testing.T) {
	d := newDesk(t)
	k := &taker{desk: d, agency: agencyName, account: mailbox.Account{Name: "box"}}
	header := "Subject: \xc9\xea\xc7\xeb\r\n folded\r\nFrom: x@example.org\r\nno colon here\r\nMessage-ID: <a@b>"
	for range 2 {
		err := k.tooBig(t.Context(), mailbox.Raw{Mailbox: "box", UIDValidity: 1, UID: 7, Size: 200 << 20, Body: strings.NewReader(header)})
		if err != nil {
			t.Fatal(err)
		}
	}
	rows := inputs(t, d)
	if len(rows) != 1 {
		t.Fatalf("%d inputs", len(rows))
	}
	f, err := d.Files.Open(filestore.Hash(rows[0].File))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	text, _ := io.ReadAll(f)
	if !strings.HasPrefix(string(text), "From: x@example.org\r\nSubject: \xc9\xea\xc7\xeb folded\r\nMIME-Version") || !strings.Contains(string(text), fmt.Sprint(200)+" MB") {
		t.Errorf("%q", text)
	}
}

// TestBureauMailbox: two mailboxes of one agency on real servers, its office's and its
// bureau's: each mail lands with whom it was sent to, is confirmed once from the address
// of whom it went to, and is moved last; while the agency hears no cases, the bureau's
// mail waits in its mailbox.
func TestBureauMailbox(t *testing.T) {
	office, bureau := mailboxtest.StartDovecot(t, mailboxtest.Options{}), mailboxtest.StartDovecot(t, mailboxtest.Options{})
	sink, err := postboxtest.Start()
	if err != nil {
		t.Fatal(err)
	}
	defer sink.Close()
	d := newDesk(t)
	d.BureauFrom = func(int64) string { return "fuyi@mingchuan.example" }
	for server, id := range map[*mailboxtest.Server]string{office: "request", bureau: "objection"} {
		if err := server.Append(requestMail(id, id, "")); err != nil {
			t.Fatal(err)
		}
	}
	own := accountOf(bureau, 0)
	own.Name = "fuyi@mingchuan.example"
	w := newWorker(d)
	w.Mailboxes = []Mailbox{{Agency: agencyName, Account: accountOf(office, 0)}, {Agency: agencyName, Bureau: true, Account: own}}
	w.Outgoing = &Outgoing{Server: postbox.Sender{
		Host: sink.Host, Port: sink.TLSPort, RootCAs: sink.CAs, ServerName: "localhost", User: postboxtest.User, Password: postboxtest.Password,
	}}
	stop := run(t, w)
	within(t, "the office's mail to be moved", func() bool { return office.Pending() == 0 })
	within(t, "why the bureau's waits", func() bool { return strings.Contains(w.Status()[1].LastError, "没有设成复议机关") })
	stop()
	if bureau.Pending() != 1 || len(inputs(t, d)) != 1 {
		t.Fatalf("%d wait, inputs %+v", bureau.Pending(), inputs(t, d))
	}
	agencies, err := d.Agencies(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	agencies[0].ReviewWord, agencies[0].Bureau, agencies[0].BureauAddress, agencies[0].BureauPhone = "明政", "明川区司法局", "和平路2号", "0990-6220088"
	if _, err := d.PutAgency(t.Context(), desk.Operator, agencies[0]); err != nil {
		t.Fatal(err)
	}
	stop = run(t, w)
	within(t, "the bureau's mail to be moved", func() bool { return bureau.Pending() == 0 })
	within(t, "both confirmations", func() bool { return len(sink.Received()) == 2 })
	stop()
	rows := inputs(t, d)
	if len(rows) != 2 || rows[0].Body != 0 || rows[1].Body != agencies[0].ID || rows[1].Subject != "objection" {
		t.Fatalf("inputs %+v", rows)
	}
	from := map[string]int{}
	for _, m := range sink.Received() {
		from[m.From]++
	}
	if from["fuyi@mingchuan.example"] != 1 || from["ysqgk@mingchuan.example"] != 1 {
		t.Errorf("confirmed from %v", from)
	}
}
