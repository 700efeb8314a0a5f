package worker

import (
	"bufio"
	"context"
	"fmt"
	"math/rand/v2"
	"net/mail"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
	"time"

	"mingda/internal/desk"
	"mingda/internal/loopback"
	"mingda/internal/postbox"
	"mingda/internal/postbox/postboxtest"
	"mingda/internal/sqlite"
)

// The processes that the tests kill: the folder of the office, the port of the
// mail server, and after how many mails it kills itself between the server's
// taking a mail and the note of it; 0: it is killed from outside.
const sendingEnv = "MINGDA_TEST_SENDING"

// TestMain makes the test binary the process that is killed while it sends,
// when it is started as such.
func TestMain(m *testing.M) {
	if arg := os.Getenv(sendingEnv); arg != "" {
		sendAndDie(arg)
	}
	if arg := os.Getenv(remindingEnv); arg != "" {
		remindAndDie(arg)
	}
	os.Exit(m.Run())
}

// dying is the real sender, in a process that ends right after the server took
// its left-th mail.
type dying struct {
	sender
	left int
}

func (s *dying) Send(ctx context.Context, m desk.Mail) error {
	err := s.sender.Send(ctx, m)
	if s.left--; err == nil && s.left == 0 {
		_ = syscall.Kill(os.Getpid(), syscall.SIGKILL)
		select {} // it comes before anything is noted
	}
	fmt.Println("sent")
	return err
}

func sendAndDie(arg string) {
	var dir string
	var port, left int
	_, err := fmt.Sscan(arg, &dir, &port, &left)
	var d *desk.Desk
	if err == nil {
		d, err = openDesk(dir)
	}
	if err == nil {
		_, err = d.SendDue(context.Background(), &dying{sender{desk: d, out: plainly(port)}, left})
	}
	fmt.Println("ended", err)
	os.Exit(0)
}

// plainly is the way to a server of the tests without TLS.
func plainly(port int) Outgoing {
	return Outgoing{Server: postbox.Sender{Host: loopback.Host(), Port: port, Security: postbox.Plain}}
}

// forced is how often the program is killed in the very moment in which a mail
// is taken and not yet noted.
const forced = 6

// TestConfirmationsGoOutOnce kills the program while it sends, at any moment
// and in the one in which a mail is taken and not yet noted: every mail goes
// out, and twice only what was sent in that moment, under the same Message-ID.
func TestConfirmationsGoOutOnce(t *testing.T) {
	const mails = 40
	sink, err := postboxtest.Start()
	if err != nil {
		t.Fatal(err)
	}
	defer sink.Close()
	dir := t.TempDir()
	d := newDeskIn(t, dir)
	for n := range mails {
		raw := strings.ReplaceAll(string(requestMail(fmt.Sprint("once", n), "apply", "")), "zhou@", fmt.Sprintf("zhou%d@", n))
		err := d.TakeMails(t.Context(), []desk.RawMail{{Agency: 1, Mailbox: "box", UIDValidity: 1, UID: uint32(n + 1), Body: strings.NewReader(raw)}})
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := d.DB.Close(); err != nil {
		t.Fatal(err)
	}
	kills, ended := 0, false
	for n := 0; n < 100 && !ended; n++ {
		left := 0
		if n < forced {
			left = 1 + rand.IntN(3)
		}
		if ended = sendUntilKilled(t, fmt.Sprint(dir, " ", sink.Port, " ", left), n >= forced && n < 2*forced); !ended {
			kills++
		}
	}
	if !ended {
		t.Fatalf("it never ends: %d kills", kills)
	}
	d, err = openDesk(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer d.DB.Close()
	wantOncePerID(t, d, sink.Received(), mails, kills)
}

// sendUntilKilled runs a process that sends, kills it after some of its mails
// if it is to be, and reports whether it ended by itself.
func sendUntilKilled(t *testing.T, arg string, kill bool) (ended bool) {
	t.Helper()
	child := exec.Command(os.Args[0])
	child.Env = append(os.Environ(), sendingEnv+"="+arg)
	out, err := child.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	left := 1 + rand.IntN(3)
	for lines := bufio.NewScanner(out); lines.Scan(); {
		switch line := lines.Text(); {
		case line == "sent" && kill:
			if left--; left == 0 {
				time.AfterFunc(time.Duration(rand.IntN(3000))*time.Microsecond, func() { child.Process.Kill() })
			}
		case strings.HasPrefix(line, "ended"):
			if line != "ended <nil>" {
				t.Fatal(line)
			}
			ended = true
		}
	}
	return child.Wait() == nil && ended
}

// wantOncePerID wants as many distinct Message-IDs as there are mails, those of
// the outbox, and a second copy at most of what a kill cut short.
func wantOncePerID(t *testing.T, d *desk.Desk, got []postboxtest.Mail, mails, kills int) {
	t.Helper()
	copies := map[string]int{}
	to := map[string]string{}
	for _, m := range got {
		read, err := mail.ReadMessage(strings.NewReader(string(m.Raw)))
		if err != nil {
			t.Fatal(err)
		}
		id := strings.Trim(read.Header.Get("Message-Id"), "<>")
		if before, ok := to[m.To[0]]; ok && before != id {
			t.Errorf("%s got %s and %s", m.To[0], before, id)
		}
		to[m.To[0]] = id
		copies[id]++
	}
	out, err := d.DB.Outbox(t.Context(), 0, 2*mails)
	if err != nil {
		t.Fatal(err)
	}
	for _, o := range out {
		if o.State != sqlite.OutboxSent || copies[o.MessageID] == 0 {
			t.Errorf("%s is %s and came %d times", o.Key, o.State, copies[o.MessageID])
		}
	}
	if len(out) != mails || len(copies) != mails || len(to) != mails {
		t.Errorf("%d mails in the outbox, %d Message-IDs, %d recipients; want %d of each", len(out), len(copies), len(to), mails)
	}
	if again := len(got) - mails; again < forced || again > kills {
		t.Errorf("%d came again over %d kills: %d were forced, and no kill can cost more than one", again, kills, forced)
	}
	t.Logf("%d mails, %d copies, %d kills", mails, len(got), kills)
}

// TestCutAfterTaking: the connection dies after the server took a mail and
// before it said so; it is sent again as the same mail, and noted once.
func TestCutAfterTaking(t *testing.T) {
	sink, err := postboxtest.Start()
	if err != nil {
		t.Fatal(err)
	}
	defer sink.Close()
	d := newDesk(t)
	at := time.Now()
	d.Now = func() time.Time { return at }
	err = d.TakeMails(t.Context(), []desk.RawMail{{Agency: 1, Mailbox: "box", UIDValidity: 1, UID: 1, Body: strings.NewReader(string(requestMail("cut", "apply", "")))}})
	if err != nil {
		t.Fatal(err)
	}
	out := &sender{desk: d, out: plainly(sink.Port)}
	for _, c := range []struct{ answer, sent, came int }{{postboxtest.Cut, 0, 1}, {0, 1, 2}, {0, 0, 2}} {
		sink.Answer(postboxtest.Taken, c.answer)
		if n, err := d.SendDue(t.Context(), out); n != c.sent || err != nil || len(sink.Received()) != c.came {
			t.Fatalf("%d sent, %v, %d came; want %d and %d", n, err, len(sink.Received()), c.sent, c.came)
		}
		at = at.Add(time.Hour)
	}
	wantSameID(t, sink.Received())
}

func wantSameID(t *testing.T, got []postboxtest.Mail) {
	t.Helper()
	ids := map[string]bool{}
	for _, m := range got {
		read, err := mail.ReadMessage(strings.NewReader(string(m.Raw)))
		if err != nil {
			t.Fatal(err)
		}
		ids[read.Header.Get("Message-Id")] = true
	}
	if len(ids) != 1 {
		t.Errorf("%d Message-IDs: %v", len(ids), ids)
	}
}
