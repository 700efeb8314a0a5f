package desk

import (
	"errors"
	"strings"
	"testing"
	"time"

	"mingda/internal/auth"
	"mingda/internal/casefile"
	"mingda/internal/sqlite"
)

// reminding lets the office remind, nine to six, and gives addresses to people.
func (b *bench) reminding(logins ...string) {
	b.t.Helper()
	b.Reminders = Reminders{On: true, Rule: casefile.WarnRule{Before: []int{5, 3, 1, 0}, Every: 5},
		From: 9 * time.Hour, Until: 18 * time.Hour, DeskURL: "https://desk.example/desk/"}
	for _, login := range logins {
		u, err := b.DB.UserByLogin(ctx, login)
		b.must(err)
		u.Email = login + "@mingchuan.example"
		b.must1(b.PutUser(ctx, b.by("admin"), u, ""))
	}
}

// reminded makes the reminders and sends what can go out, and returns the mails to
// our own people.
func (b *bench) reminded() []Mail {
	b.t.Helper()
	_, err := b.Remind(ctx)
	b.must(err)
	before := len(b.sent.mails)
	_, err = b.SendDue(ctx, b.sent)
	b.must(err)
	var all []Mail
	for _, m := range b.sent.mails[before:] {
		if strings.HasSuffix(m.To, "@mingchuan.example") {
			all = append(all, m)
		}
	}
	return all
}

// TestReminders walks through the days of two cases of a unit: one mail a day with
// both, each step once, on workdays within the office hours.
func TestReminders(t *testing.T) {
	b := newBench(t)
	b.reminding("officer", "clerk")
	b.handled(casefile.ByDownload)
	second, _ := b.handled(casefile.ByDownload)
	b.must(b.Assign(ctx, b.by("clerk"), second, 0, casefile.Assigned{Unit: 1, InnerDue: b.today().AddDays(1)}))
	b.sent.mails = nil
	for _, x := range []struct {
		at    string
		mails int
		lines int
	}{
		{"2026-09-24 10:00", 1, 1}, // the inner day has passed
		{"2026-09-24 16:00", 0, 0}, // the same day once more
		{"2026-10-20 08:59", 0, 0}, {"2026-10-20 09:30", 1, 3}, {"2026-10-20 17:00", 0, 0}, {"2026-10-21 10:00", 0, 0},
		{"2026-10-22 18:00", 0, 0}, {"2026-10-23 10:00", 1, 3}, // the step of three, a day late
		{"2026-10-24 10:00", 0, 0}, // a Saturday
		{"2026-10-26 10:00", 1, 2}, {"2026-10-27 10:00", 1, 2}, {"2026-10-28 10:00", 1, 2}, {"2026-10-29 10:00", 1, 1}, {"2026-10-30 10:00", 0, 0},
	} {
		at, err := time.ParseInLocation("2006-01-02 15:04", x.at, b.at.Location())
		b.must(err)
		b.at = at
		mails := b.reminded()
		if len(mails) != x.mails {
			t.Fatalf("%s: %d mails: %+v", x.at, len(mails), mails)
		}
		if x.mails == 0 {
			continue
		}
		m := mails[0]
		if got := strings.Count(m.Text, "/desk/cases/"); m.To != "officer@mingchuan.example" || got != x.lines || !m.Automatic {
			t.Errorf("%s: %d lines, want %d: %+v", x.at, got, x.lines, m)
		}
		for _, private := range []string{"阿卜杜热合曼", "团结路", "征收"} {
			if strings.Contains(m.Subject+m.Text, private) {
				t.Errorf("%s: it tells %s", x.at, private)
			}
		}
	}
	b.sound()
}

// TestReminderHeldUp: what cannot be sent on its day is not sent at night or days
// later, but stands in the mail of the next workday.
func TestReminderHeldUp(t *testing.T) {
	b := newBench(t)
	b.reminding("officer")
	b.handled(casefile.ByDownload)
	b.sendAll()
	b.goTo("2026-10-26")
	b.sent.fail = errors.New("connection refused")
	if mails := b.reminded(); len(mails) != 0 {
		t.Fatal(mails)
	}
	b.sent.fail, b.sent.mails = nil, nil
	b.at = b.at.Add(13 * time.Hour)
	if mails := b.reminded(); len(mails) != 0 {
		t.Fatal("sent at ten in the evening", mails)
	}
	all, err := b.DB.Outbox(ctx, 0, 1)
	b.must(err)
	if all[0].State != sqlite.OutboxDropped || all[0].LastError != DroppedStale {
		t.Errorf("%+v", all[0])
	}
	b.goTo("2026-10-27")
	if mails := b.reminded(); len(mails) != 1 || !strings.Contains(mails[0].Text, "今天到期") {
		t.Errorf("%+v", mails)
	}
}

// TestRemindedPeople says to whom a case turns, by whose move it is.
func TestRemindedPeople(t *testing.T) {
	b := newBench(t)
	people, err := b.People(ctx)
	b.must(err)
	off := people.Users[b.by("officer").ID]
	off.Disabled = true
	colleague := auth.User{ID: 90, Name: "新", Agency: 1, Unit: 1, Roles: []auth.Role{auth.Officer}}
	for _, x := range []struct {
		name  string
		c     casefile.Case
		party casefile.Party
		users []auth.User
		want  string
	}{
		{"the clerk", casefile.Case{Agency: 1}, casefile.ClerkWaits, nil, "clerk"},
		{"another agency's", casefile.Case{Agency: 2}, casefile.ClerkWaits, nil, "foreign-clerk"},
		{"the unit", casefile.Case{Agency: 1, Unit: 3}, casefile.UnitWaits, nil, "other-officer"},
		{"all of the unit", casefile.Case{Agency: 1, Unit: 1}, casefile.UnitWaits, []auth.User{colleague}, "officer 新"},
		{"its officer", casefile.Case{Agency: 1, Unit: 1, Officer: 90}, casefile.UnitWaits, []auth.User{colleague}, "新"},
		{"its officer has left", casefile.Case{Agency: 1, Unit: 1, Officer: off.ID}, casefile.UnitWaits, []auth.User{off, colleague}, "新"},
		{"the checker", casefile.Case{Agency: 1, Unit: 1}, casefile.CheckerWaits, nil, "checker"},
		{"the signer", casefile.Case{Agency: 1, Unit: 1}, casefile.SignerWaits, nil, "signer"},
		{"nobody of ours", casefile.Case{Agency: 1, Unit: 1}, casefile.ApplicantWaits, nil, ""},
	} {
		p := People{Users: map[int64]auth.User{}}
		for id, u := range people.Users {
			p.Users[id] = u
		}
		for _, u := range x.users {
			p.Users[u.ID] = u
		}
		var names []string
		for _, u := range p.movers(&x.c, x.party) {
			names = append(names, u.Name)
		}
		if got := strings.Join(names, " "); got != x.want {
			t.Errorf("%s: %q, want %q", x.name, got, x.want)
		}
	}
}

// TestNobodyReminded: nothing is made while reminders are off, and nothing for who
// has no address; the health page counts those.
func TestNobodyReminded(t *testing.T) {
	b := newBench(t)
	b.handled(casefile.ByDownload)
	b.goTo("2026-10-27")
	if n, err := b.Remind(ctx); n != 0 || err != nil {
		t.Error("off:", n, err)
	}
	b.reminding("clerk")
	if n, err := b.Remind(ctx); n != 0 || err != nil {
		t.Error("no address:", n, err)
	}
	h, err := b.Health(ctx, b.by("admin"))
	if err != nil || h.Unreached != 5 {
		t.Errorf("%d, %v", h.Unreached, err)
	}
	u := b.by("officer")
	u.Email = "nowhere"
	_, err = b.PutUser(ctx, b.by("admin"), u, "")
	b.refused(err, "intake_email_unreadable", "email")
}
