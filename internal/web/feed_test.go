package web_test

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	ics "github.com/arran4/golang-ical"

	"mingda/internal/auth"
	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/sqlite"
)

var feedAddress = regexp.MustCompile(`/calendar/[0-9a-z]{26}\.ics`)

// newFeed presses the button for a secret address and returns its path.
func (b *browser) newFeed() string {
	b.o.t.Helper()
	a := b.post("/calendar/address", url.Values{"do": {"new"}})
	path := feedAddress.FindString(strings.ReplaceAll(a.body, "<wbr>", ""))
	if a.status != http.StatusOK || path == "" || a.header.Get("Cache-Control") != "no-store" {
		b.o.t.Fatalf("%d: %s", a.status, a.page.Text())
	}
	return path
}

// fetch gets the calendar as a calendar program does, which is not signed in, and
// reads it.
func (o *caseOffice) fetch(path string) (answer, []*ics.VEvent) {
	o.t.Helper()
	a := o.stranger().get(path)
	if a.status != http.StatusOK {
		return a, nil
	}
	c, err := ics.ParseCalendar(strings.NewReader(a.body))
	o.must(err)
	return a, c.Events()
}

// TestFeed: the address gives what falls due as events of whole days, in the form
// of RFC 5545, with numbers and without people.
func TestFeed(t *testing.T) {
	o := newRegister(t)
	o.pages.Origin = "https://desk.example"
	inner := calendar.NewDate(2026, time.November, 27)
	o.must(o.desk.Assign(t.Context(), o.clerk, 4, o.version(4), casefile.Assigned{Unit: o.units[1], InnerDue: inner}))
	path := o.in(o.clerk).newFeed()
	a, events := o.fetch(path)
	if a.header.Get("Content-Type") != "text/calendar; charset=utf-8" || a.header.Get("Cache-Control") != "no-store" || a.header.Get("Set-Cookie") != "" {
		t.Errorf("headers: %v", a.header)
	}
	for line := range strings.SplitSeq(a.body, "\r\n") {
		if len(line) > 75 || !utf8.ValidString(line) || strings.ContainsAny(line, "\r\n") {
			t.Errorf("a line of %d octets: %q", len(line), line)
		}
	}
	if !strings.HasSuffix(a.body, "END:VCALENDAR\r\n") || strings.Contains(a.body, longName) || strings.Contains(a.body, "低保") || strings.Contains(a.body, "陈立衡") {
		t.Errorf("what leaves the house: %s", a.body)
	}
	if len(events) != 5 {
		t.Fatalf("%d events: %s", len(events), a.body)
	}
	got := map[string]string{} // summary and day, by UID
	for _, e := range events {
		on, err := e.GetAllDayStartAt()
		o.must(err)
		end, err := e.GetAllDayEndAt()
		o.must(err)
		if stamp, err := e.GetDtStampTime(); err != nil || !stamp.Equal(o.clock()) || end.Sub(on) != 24*time.Hour {
			t.Errorf("%s: stamped %s, %v, until %s", e.Id(), stamp, err, end)
		}
		got[e.Id()] = e.GetProperty(ics.ComponentPropertySummary).Value + " " + on.Format(time.DateOnly) + " " + e.GetProperty(ics.ComponentPropertyUrl).Value
	}
	for id, want := range map[string]string{
		"case-1-answer@desk.example": "答复到期 2026-0001 2026-11-16 https://desk.example/cases/1",
		"case-2-answer@desk.example": "答复到期 2026-0002 2026-11-23 https://desk.example/cases/2",
		"case-4-inner@desk.example":  "承办单位拟稿到期 2026-0004 2026-11-27 https://desk.example/cases/4",
	} {
		if got[id] != want {
			t.Errorf("%s: %q, want %q", id, got[id], want)
		}
	}
	later := inner.AddDays(3)
	o.must(o.desk.Assign(t.Context(), o.clerk, 4, o.version(4), casefile.Assigned{Unit: o.units[1], InnerDue: later}))
	_, events = o.fetch(path)
	for _, e := range events {
		if on, err := e.GetAllDayStartAt(); e.Id() == "case-4-inner@desk.example" && (err != nil || on.Format(time.DateOnly) != later.String()) {
			t.Errorf("the day moved, its event did not: %s", on)
		}
	}
}

// TestFeedOfOthers: each day by which others are to say something is an event of its
// own, by the words of the case page.
func TestFeedOfOthers(t *testing.T) {
	o := newCaseOffice(t)
	row, on := casefile.Row{ID: 1, Number: "2026-0001"}, o.desk.Today()
	c, err := ics.ParseCalendar(strings.NewReader(o.pages.DueCalendar([]sqlite.DueDay{
		{On: on, What: casefile.PaymentClock, Case: row}, {On: on, What: casefile.ReasonsClock, Case: row},
		{On: on, What: casefile.ConsultClock, N: 1, Case: row}, {On: on.AddDays(1), What: casefile.ConsultClock, N: 2, Case: row},
	})))
	o.must(err)
	var got []string
	for _, e := range c.Events() {
		id, _, _ := strings.Cut(e.Id(), "@")
		got = append(got, id+" "+e.GetProperty(ics.ComponentPropertySummary).Value)
	}
	if want := "case-1-payment 申请人缴费到期 2026-0001|case-1-reasons 申请人说明理由到期 2026-0001|case-1-consult-1 征求意见到期 2026-0001|case-1-consult-2 征求意见到期 2026-0001"; strings.Join(got, "|") != want {
		t.Errorf("%s", strings.Join(got, "|"))
	}
}

// TestFeedFolds: long lines are folded at 75 octets, between signs, and are read
// back whole.
func TestFeedFolds(t *testing.T) {
	o := newCaseOffice(t)
	number := strings.Repeat("明川区住房，城乡;建设局\\", 12) + "2026-0001"
	text := o.pages.DueCalendar([]sqlite.DueDay{{On: o.desk.Today(), What: casefile.AnswerClock, Case: casefile.Row{ID: 1, Number: number}}})
	folded := 0
	for line := range strings.SplitSeq(text, "\r\n") {
		if len(line) > 75 || !utf8.ValidString(line) {
			t.Errorf("%d octets: %q", len(line), line)
		}
		if strings.HasPrefix(line, " ") {
			folded++
		}
	}
	c, err := ics.ParseCalendar(strings.NewReader(text))
	o.must(err)
	if got := c.Events()[0].GetProperty(ics.ComponentPropertySummary).Value; got != "答复到期 "+number || folded < 5 {
		t.Errorf("read back in %d folds: %q", folded, got)
	}
}

// TestFeedIsOfItsPerson: an address shows what its person may see at the time, and
// nothing once they may not, or have ended it, or changed their password.
func TestFeedIsOfItsPerson(t *testing.T) {
	o := newRegister(t)
	officer, other := o.in(o.officer), o.in(o.other)
	path := officer.newFeed()
	if _, events := o.fetch(path); len(events) != 3 {
		t.Errorf("the unit's: %d", len(events))
	}
	if a, events := o.fetch(other.newFeed()); a.status != http.StatusOK || len(events) != 0 {
		t.Errorf("a unit without cases: %d, %d events", a.status, len(events))
	}
	if p := officer.page("/calendar/address"); feedAddress.MatchString(p.Text()) || !p.HasText("main", "只显示过那一次") {
		t.Error("the address is shown again")
	}
	gone := func(path, why string) {
		t.Helper()
		o.at(2026, time.November, 23, 10, o.clock().Minute()+2) // tries are given back
		if a, _ := o.fetch(path); a.status != http.StatusNotFound {
			t.Errorf("%s: %d", why, a.status)
		}
	}
	renewed := officer.newFeed()
	gone(path, "the old one was replaced")
	if a, _ := o.fetch(renewed); a.status != http.StatusOK {
		t.Errorf("the new one: %d", a.status)
	}
	change := func(how func(*auth.User)) {
		t.Helper()
		u, err := o.desk.User(t.Context(), o.officer.ID)
		o.must(err)
		how(&u)
		o.must(o.desk.DB.Write(t.Context(), func(tx *sqlite.Tx) error { _, err := tx.PutUser(t.Context(), u, o.clock()); return err }))
	}
	change(func(u *auth.User) { u.Disabled = true })
	gone(renewed, "the account is disabled")
	change(func(u *auth.User) { u.Disabled, u.Roles = false, []auth.Role{auth.Handler} })
	gone(renewed, "no role sees cases")
	change(func(u *auth.User) { u.Roles = []auth.Role{auth.Officer} })
	if a, _ := o.fetch(renewed); a.status != http.StatusOK {
		t.Errorf("all as before: %d", a.status)
	}
	o.setPassword(o.officer, ownPassword)
	gone(renewed, "a new password was set by an invitation")
	officer = o.in(o.officer)
	last := officer.newFeed()
	if a := officer.post("/calendar/address", url.Values{"do": {"end"}}); a.status != http.StatusSeeOther {
		t.Errorf("ending: %d", a.status)
	}
	gone(last, "it was ended")
	if p := officer.page("/calendar/address"); !p.HasText("main", "您还没有订阅地址") || !p.HasText(".note", "已停用") {
		t.Errorf("after it: %s", p.Text())
	}
	for _, method := range []func() answer{
		func() answer { return o.in(o.system).get("/calendar/address") },
		func() answer { return o.in(o.system).post("/calendar/address", url.Values{"do": {"new"}}) },
	} {
		if a := method(); a.status != http.StatusForbidden {
			t.Errorf("who sees no case: %d", a.status)
		}
	}
}

// TestFeedGuessed: addresses that are nobody's are slowed, as wrong query codes are,
// and a right one takes no tries.
func TestFeedGuessed(t *testing.T) {
	o := newCaseOffice(t)
	path := o.in(o.clerk).newFeed()
	for range 30 {
		if a, _ := o.fetch(path); a.status != http.StatusOK {
			t.Fatalf("fetched often: %d", a.status)
		}
	}
	wrong := 0
	for range 30 {
		if a, _ := o.fetch("/calendar/0123456789abcdefghjkmnpqrs.ics"); a.status == http.StatusNotFound {
			wrong++
		} else if a.status != http.StatusTooManyRequests || a.header.Get("Retry-After") == "" {
			t.Fatalf("a guess: %d", a.status)
		}
	}
	if wrong != 10 {
		t.Errorf("%d guesses a minute", wrong)
	}
	o.serve()
	o.must(o.desk.RestoreBrake(t.Context(), o.pages.FeedTries))
	if a, _ := o.fetch(path); a.status != http.StatusTooManyRequests {
		t.Errorf("a restart forgives: %d", a.status)
	}
}
