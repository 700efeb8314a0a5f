package main

import (
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"mingda/internal/mailbox/mailboxtest"
	"mingda/internal/sqlite"
)

// holdWriter takes the write lock of the office of the current folder, as another
// process than the one that serves it, and returns what gives it back.
func holdWriter(t *testing.T) (release func()) {
	t.Helper()
	o := openOffice(t)
	held, let, ended := make(chan struct{}), make(chan struct{}), make(chan error, 1)
	nothing := errors.New("nothing is written")
	go func() {
		ended <- o.desk.DB.Write(t.Context(), func(*sqlite.Tx) error {
			close(held)
			<-let
			return nothing
		})
	}()
	select {
	case <-held:
	case err := <-ended:
		t.Fatal("the lock cannot be had: ", err)
	}
	return func() {
		close(let)
		if err := <-ended; !errors.Is(err, nothing) {
			t.Error(err)
		}
	}
}

// TestServingWhileLocked holds the database locked under the running program,
// for longer than it waits for the lock. A form is refused in words and keeps
// what was filled in, mail stays where it is, and pages still open; once the lock
// is given back the same form and the same mails come in, once.
func TestServingWhileLocked(t *testing.T) {
	withFonts(t)
	server := mailboxtest.StartDovecot(t, mailboxtest.Options{})
	newOffice(t)
	withMail(t, server)
	p := newProcess(t)
	p.start()
	a := p.applicant("甲")
	if err := a.fillIn(); err != nil {
		t.Fatal(err)
	}
	check := *a
	release := holdWriter(t)
	const mails = 3
	for n := range mails {
		if err := server.Append(fmt.Appendf(nil, "From: <zhou@example.org>\r\nSubject: apply\r\nMessage-ID: <locked%d@example.org>\r\n\r\n申请公开预算。\r\n", n)); err != nil {
			t.Fatal(err)
		}
	}
	if err := a.submit("/apply/check", map[string]string{"confirm": "1"}); err != nil {
		t.Fatal(err)
	}
	text := a.page.Text()
	if a.status != http.StatusServiceUnavailable || !strings.Contains(text, "系统正忙") || !strings.Contains(text, "填过的还在") {
		t.Errorf("a form: %d %s", a.status, text)
	}
	for _, path := range []string{"/", "/guide", "/desk/sign-in"} {
		if got := get(t, p.url+path); got != http.StatusOK {
			t.Errorf("%s while it is locked: %d", path, got)
		}
	}
	p.waitSaid("mailbox: the look at the inbox failed")
	if left := server.Pending(); left != mails {
		t.Errorf("%d of %d mails left in the mailbox", left, mails)
	}
	release()
	if b := balanceToday(t); b.Received != 0 || !b.Agrees {
		t.Errorf("what was refused: %+v", b)
	}
	a = &check // back to the page as it was
	number, code, err := a.confirm()
	if err != nil {
		t.Fatal(err)
	}
	for began := time.Now(); server.Pending() > 0 && time.Since(began) < time.Minute; time.Sleep(50 * time.Millisecond) {
	}
	p.stop()
	want(t, 0, "ledger", "verify")
	if b := balanceToday(t); b.Received != 1+mails || !b.Agrees {
		t.Errorf("with the lock given back: %+v", b)
	}
	if _, err := openOffice(t).desk.OpenStatus(t.Context(), number, code); err != nil {
		t.Error("what was acknowledged: ", err)
	}
}
