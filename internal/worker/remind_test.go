package worker

import (
	"bytes"
	"context"
	"fmt"
	"net/mail"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
	"time"

	"mingda/internal/auth"
	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/desk"
	"mingda/internal/postbox/postboxtest"
	"mingda/internal/sqlite"
)

// remindingEnv makes the test binary the process that is killed while it reminds.
const remindingEnv = "MINGDA_TEST_REMINDING"

// dueDay is the last day of the cases of the test; the office opens at nine.
var dueDay = time.Date(2026, 10, 27, 10, 0, 0, 0, calendar.Zone)

// remindingDesk opens the office in the folder as it is on that day.
func remindingDesk(dir string, now time.Time) (*desk.Desk, error) {
	d, err := openDesk(dir)
	if err != nil {
		return nil, err
	}
	d.Now = func() time.Time { return now }
	d.Reminders = desk.Reminders{On: true, Rule: casefile.WarnRule{Before: []int{5, 3, 1, 0}, Every: 5},
		From: 9 * time.Hour, Until: 18 * time.Hour, DeskURL: "https://desk.example/"}
	return d, nil
}

// deadly is a source of randomness that ends the process at its left-th use, which
// is while a mail is put into the outbox.
type deadly struct{ left int }

func (r *deadly) Read(p []byte) (int, error) {
	if r.left--; r.left == 0 {
		_ = syscall.Kill(os.Getpid(), syscall.SIGKILL)
		select {}
	}
	for i := range p {
		p[i] = byte(time.Now().UnixNano() >> (i % 8)) // Message-IDs differ
	}
	return len(p), nil
}

// remindAndDie reminds and sends, and kills itself while it makes the making-th
// mail, or right after the server took the sending-th one.
func remindAndDie(arg string) {
	var dir string
	var port, making, sending int
	_, err := fmt.Sscan(arg, &dir, &port, &making, &sending)
	var d *desk.Desk
	if err == nil {
		d, err = remindingDesk(dir, dueDay)
	}
	if err == nil {
		d.Random = &deadly{making}
		_, err = d.Remind(context.Background())
	}
	if err == nil {
		_, err = d.SendDue(context.Background(), &dying{sender{desk: d, out: plainly(port)}, sending})
	}
	fmt.Println("ended", err)
	os.Exit(0)
}

// TestRemindersGoOutOnce kills the program in the middle of making the mails, and
// between the server's taking one and the note of it, and starts it again: each
// person is told each step once, also if it runs twice on the day.
func TestRemindersGoOutOnce(t *testing.T) {
	sink, err := postboxtest.Start()
	if err != nil {
		t.Fatal(err)
	}
	defer sink.Close()
	dir := t.TempDir()
	d := newDeskIn(t, dir)
	registered := registerForReminders(t, d)
	if err := d.DB.Close(); err != nil {
		t.Fatal(err)
	}
	for _, x := range []struct {
		making, sending int
		ends            bool
	}{{1, 0, false}, {2, 0, false}, {0, 2, false}, {0, 2, false}, {0, 0, true}, {0, 0, true}} {
		cmd := exec.Command(os.Args[0])
		cmd.Env = append(os.Environ(), fmt.Sprintf("%s=%s %d %d %d", remindingEnv, dir, sink.Port, x.making, x.sending))
		out, _ := cmd.CombinedOutput() // how it died is no matter
		if ended := strings.Contains(string(out), "ended <nil>"); ended != x.ends {
			t.Fatalf("%+v: %s", x, out)
		}
	}
	ids := map[string]map[string]bool{} // of each person
	for _, raw := range sink.Received() {
		m, err := mail.ReadMessage(strings.NewReader(string(raw.Raw)))
		if err != nil {
			t.Fatal(err)
		}
		to := m.Header.Get("To")
		if strings.Contains(to, "zhou") {
			continue // the confirmation of receipt
		}
		if ids[to] == nil {
			ids[to] = map[string]bool{}
		}
		ids[to][m.Header.Get("Message-ID")] = true
	}
	if len(ids) != 2 {
		t.Errorf("%d people were told: %v", len(ids), ids)
	}
	for to, of := range ids {
		if len(of) != 1 {
			t.Errorf("%s got %d different mails", to, len(of))
		}
	}
	if d, err = remindingDesk(dir, dueDay); err != nil {
		t.Fatal(err)
	}
	defer d.DB.Close()
	all, err := d.DB.Outbox(t.Context(), 0, 10)
	if err != nil || len(all) != len(registered)+1 { // and the confirmation
		t.Errorf("%d mails were made, %v", len(all), err)
	}
	for _, o := range all {
		if o.State != sqlite.OutboxSent {
			t.Errorf("%+v", o)
		}
	}
	for _, u := range registered {
		told, err := d.DB.Warned(t.Context(), u)
		if err != nil || len(told) != 1 {
			t.Errorf("person %d was told %v, %v", u, told, err)
		}
	}
}

// registerForReminders brings a case before the two clerks of the office, and
// returns them.
func registerForReminders(t *testing.T, d *desk.Desk) []int64 {
	t.Helper()
	d.Now = func() time.Time { return time.Date(2026, 9, 22, 10, 0, 0, 0, calendar.Zone) }
	d.Demo = true
	var clerks []auth.User
	var ids []int64
	for _, login := range []string{"clerk", "second"} {
		u := auth.User{Login: login, Name: login, Agency: 1, Roles: []auth.Role{auth.Clerk}, Email: login + "@mingchuan.example"}
		id, err := d.PutUser(t.Context(), desk.Operator, u, "mingda-demo")
		if err != nil {
			t.Fatal(err)
		}
		u.ID = id
		clerks, ids = append(clerks, u), append(ids, id)
	}
	err := d.TakeMails(t.Context(), []desk.RawMail{{Agency: 1, Mailbox: "box", UIDValidity: 1, UID: 1, Body: bytes.NewReader(requestMail("due", "apply", ""))}})
	if err != nil {
		t.Fatal(err)
	}
	v, err := d.Input(t.Context(), clerks[0], inputs(t, d)[0].ID)
	if err != nil {
		t.Fatal(err)
	}
	a := casefile.Applicant{Class: casefile.Natural, Name: "周敏", Phone: "13900001357"}
	w := casefile.Wants{Subject: "资金使用", Content: "2025年城市更新资金", Medium: casefile.Electronic, Delivery: casefile.ByDownload}
	_, err = d.Register(t.Context(), clerks[0], v.Input.ID, desk.Registration{Version: v.Input.Version, Applicant: a, Wants: w,
		On: calendar.NewDate(2026, 9, 22), Ground: casefile.OtherGround, Reason: "当面收到", Sure: true})
	if err != nil {
		t.Fatal(err)
	}
	return ids
}
