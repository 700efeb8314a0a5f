package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/loopback"
	"mingda/internal/mailbox/mailboxtest"
	"mingda/internal/sqlite"
)

// killedMails and killedForms are how many come in while the program is killed:
// 500 each where everything is tested (make test), fewer where somebody waits.
var killedMails, killedForms = killedEach(), killedEach()

func killedEach() int {
	if os.Getenv("E2E") == "" {
		return 200
	}
	return 500
}

// withMail gives the office of the current folder a mailbox at the server, and
// a server for mail that goes out which never answers.
func withMail(t *testing.T, s *mailboxtest.Server) {
	t.Helper()
	config, err := os.ReadFile("mingda.toml")
	if err != nil {
		t.Fatal(err)
	}
	out := fmt.Sprintf("[smtp]\nhost = %q\nport = 1\nsecurity = \"implicit\"\n[[smtp.from]]\nagency = \"明川区人民政府\"\naddress = \"foi@example.org\"\n", loopback.Host())
	in := fmt.Sprintf("\n[[mailbox]]\nagency = \"明川区人民政府\"\nhost = %q\nport = %d\nsecurity = \"implicit\"\nuser = %q\npassword_file = \"imap-password\"\nca_file = \"%s/cert.pem\"\n",
		s.Host, s.TLSPort, mailboxtest.User, s.Dir)
	err = errors.Join(os.WriteFile("imap-password", []byte(mailboxtest.Password), 0o600),
		os.WriteFile("mingda.toml", []byte(strings.Replace(string(config), "[smtp]\n", out, 1)+in), 0o600))
	if err != nil {
		t.Fatal(err)
	}
}

// openOffice opens the office of the current folder, which nobody serves.
func openOffice(t *testing.T) *installation {
	t.Helper()
	o, err := officeFlags{Config: "mingda.toml"}.open(t.Context(), std{Err: io.Discard, Now: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { o.Close() })
	return o
}

// balanceToday is what the command prints, beside a running office or not.
func balanceToday(t *testing.T) balanceLine {
	t.Helper()
	var b balance
	if err := json.Unmarshal([]byte(want(t, 0, "intake", "balance", "--date", calendar.DateOf(time.Now()).String(), "--json")), &b); err != nil {
		t.Fatal(err)
	}
	return b.Total
}

// askAll has so many applicants ask, a few at a time, and returns what they were told.
func askAll(p *process, applicants int) (told *sync.Map, all *sync.WaitGroup) {
	told, all = &sync.Map{}, &sync.WaitGroup{}
	names := make(chan string)
	for range 8 {
		all.Go(func() {
			for name := range names {
				number, code, err := p.applicant(name).ask()
				if err != nil {
					p.t.Error(err)
					continue
				}
				told.Store(name, [2]string{number, code})
			}
		})
	}
	all.Go(func() {
		defer close(names)
		for n := range applicants {
			names <- fmt.Sprintf("申请人%d", n)
		}
	})
	return told, all
}

// deliver delivers the mails over the time that the forms take.
func deliver(t *testing.T, server *mailboxtest.Server) {
	for n := range killedMails {
		raw := fmt.Sprintf("From: <zhou%d@example.org>\r\nTo: foi@example.org\r\nSubject: apply %d\r\nMessage-ID: <%d@example.org>\r\n\r\n申请公开第 %d 号预算。\r\n", n, n, n, n)
		if err := server.Append([]byte(raw)); err != nil {
			t.Error(err)
		}
		time.Sleep(15 * time.Millisecond)
	}
}

// TestKilledServing kills the program again and again while mails come in from
// a real server and forms over HTTP. Nothing that was acknowledged is lost,
// nothing is doubled, and the balance holds after each kill.
func TestKilledServing(t *testing.T) {
	if testing.Short() {
		t.Skip("takes half a minute")
	}
	withFonts(t)
	server := mailboxtest.StartDovecot(t, mailboxtest.Options{})
	newOffice(t)
	withMail(t, server)
	p := newProcess(t)
	p.start()
	told, coming := askAll(p, killedForms)
	coming.Go(func() { deliver(t, server) })
	come := make(chan struct{})
	go func() { coming.Wait(); close(come) }()
	kills := 0
	for done := false; !done; kills++ {
		if kills > 200 {
			t.Fatal("it never ends")
		}
		time.Sleep(time.Duration(100+rand.IntN(2*killedForms)) * time.Millisecond)
		p.kill()
		b := balanceToday(t)
		if !b.Agrees {
			t.Errorf("after %d kills: %+v", kills+1, b)
		}
		select {
		case <-come: // what is taken stays in the mailbox while the program does not live long enough to move it
			done = b.Received >= killedMails+killedForms
		default:
		}
		p.start()
	}
	p.stop()
	t.Logf("killed %d times", kills)
	if kills < 4 {
		t.Error("the test tests little")
	}
	nothingLost(t, told)
}

// nothingLost wants each mail and each form in the office once, each with what
// its sender was told and one confirmation, and the ledger sound.
func nothingLost(t *testing.T, told *sync.Map) {
	t.Helper()
	want(t, 0, "ledger", "verify")
	want(t, 0, "ledger", "rebuild")
	o, ctx := openOffice(t), t.Context()
	rows, err := o.desk.DB.Inputs(ctx, sqlite.InputFilter{Limit: 10 * (killedMails + killedForms)})
	if err != nil {
		t.Fatal(err)
	}
	doors, files := map[casefile.Door]int{}, map[string]bool{}
	for _, r := range rows {
		doors[r.Door]++
		files[r.File] = true
	}
	if doors[casefile.Mail] != killedMails || doors[casefile.Web] != killedForms || len(files) != killedMails+killedForms {
		t.Errorf("came in as %v, %d files", doors, len(files))
	}
	if b := balanceToday(t); b.Received != killedMails+killedForms || !b.Agrees {
		t.Errorf("balance %+v", b)
	}
	numbers := map[string]bool{}
	told.Range(func(name, what any) bool {
		ticket := what.([2]string)
		numbers[ticket[0]] = true
		v, err := o.desk.OpenStatus(ctx, ticket[0], ticket[1])
		if err != nil {
			t.Errorf("%s was told %s: %v", name, ticket[0], err)
			return true
		}
		if row, err := o.desk.DB.InputRow(ctx, v.Input); err != nil || row.Sender != name {
			t.Errorf("%s was told %s, which is of %s, %v", name, ticket[0], row.Sender, err)
		}
		return true
	})
	if len(numbers) != killedForms {
		t.Errorf("%d of %d were told a number of their own", len(numbers), killedForms)
	}
	waiting, err := o.desk.DB.Outbox(ctx, 0, 10*killedMails)
	if err != nil || len(waiting) != killedMails {
		t.Errorf("%d confirmations of %d mails, %v", len(waiting), killedMails, err)
	}
	if n, err := o.desk.Recover(ctx); n != 0 || err != nil {
		t.Errorf("the last start left %d behind, %v", n, err)
	}
}
