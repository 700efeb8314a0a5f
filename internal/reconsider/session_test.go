package reconsider

import (
	"testing"

	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/deadline"
	"mingda/internal/fault"
	"mingda/internal/ledger"
)

// tell drafts, signs and renders the next paper of a kind on a day.
func (b *diary) tell(t *testing.T, kind casefile.LetterKind, on calendar.Date) int {
	t.Helper()
	n := len(b.c.Papers) + 1
	for _, f := range []ledger.Fact{
		&casefile.Drafted{Letter: n, Kind: kind}, &casefile.SentToCheck{Letter: n}, &casefile.Checked{Letter: n},
		&casefile.Signed{Letter: n, Kind: kind, Number: "号"}, &casefile.Rendered{Letter: n, File: "aa"},
	} {
		if err := b.try(on, f); err != nil {
			t.Fatal(err)
		}
	}
	return n
}

// TestSession: a hearing is set so that five workdays are left for the notice, its seats are
// filled by those who may sit, and who was told too late need not have come.
func TestSession(t *testing.T) {
	cal, err := calendar.Embedded("CN-65")
	if err != nil {
		t.Fatal(err)
	}
	day := func(s string) calendar.Date {
		d, err := calendar.ParseDate(s)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	today := day("2026-11-02") // a Monday
	b := opened(t, "2026-11-02", 0)
	must := func(f ledger.Fact, err error) {
		t.Helper()
		if err == nil {
			err = b.try(today, f)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	at := func() Situation {
		s, err := b.c.Situation(cal, today)
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	refused := func(err error, field string, code fault.Code) {
		t.Helper()
		if field != "" {
			if f := fault.FieldsOf(err)[field]; f == nil || f.Code != code {
				t.Errorf("%s: %v, want %s", field, f, code)
			}
		} else if fault.CodeOf(err) != code {
			t.Errorf("%v, want %s", err, code)
		}
	}
	set := func(do Act, on string, change func(f *SessionSet)) (*SessionSet, error) {
		f := session()
		if f.Day = day(on); change != nil {
			change(&f)
		}
		return b.c.SettingSession(f, []string{"冯小满"}, do, at())
	}
	met := allMet(true)
	must(&met, nil)
	must(&Accepted{deadline.Summary}, nil)
	_, err = set(SetSession, "2026-11-09", nil)
	refused(err, "", "review_ordinary_only")
	b.tell(t, ConversionNotice, today)
	refused(b.c.AllowsPaper(HearingNotice, at()), "", "review_session_first")

	_, err = set(SetSession, "2026-11-06", nil)
	refused(err, "day", "review_session_too_soon")
	if e := fault.FieldsOf(err)["day"]; e == nil || e.Args[0] != "2026年11月9日" {
		t.Errorf("the earliest day told is %v", e)
	}
	_, err = set(SetSession, "2027-02-10", nil)
	refused(err, "day", "review_session_too_late")
	for _, k := range []struct {
		field  string
		code   fault.Code
		change func(s *Seats)
	}{
		{"members", "review_session_members", func(s *Seats) { s.Members = []string{"努尔兰", " "} }},
		{"members", "review_session_twice", func(s *Seats) { s.Members = []string{"努尔兰", "叶清源"} }},
		{"chair", "review_session_barred", func(s *Seats) { s.Chair = "冯小满" }},
		{"recorder", "review_session_barred", func(s *Seats) { s.Recorder = "张三" }},
		{"recorder", "review_session_recorder", func(s *Seats) { s.Recorder = "" }},
	} {
		_, err := set(SetSession, "2026-11-09", func(f *SessionSet) { k.change(&f.Private.Seats) })
		refused(err, k.field, k.code)
	}
	must(set(SetSession, "2026-11-09", nil))
	_, err = set(SetSession, "2026-11-09", nil)
	refused(err, "", "review_session_set")
	if err := b.c.AllowsPaper(HearingNotice, at()); err != nil {
		t.Error(err)
	}
	today = day("2026-11-03")
	refused(b.c.AllowsPaper(HearingNotice, at()), "", "review_session_move")
	refused(b.c.Allows(HoldSession, at()), "", "review_session_untold")
	must(set(MoveSession, "2026-11-11", nil))
	if s, _ := b.c.Session(); s.Moves || !s.Was.IsZero() {
		t.Errorf("nobody was told: %+v", s)
	}

	n := b.tell(t, HearingNotice, today)
	refused(b.c.AllowsPaper(HearingNotice, at()), "", "review_session_told")
	refused(b.c.AllowsTakingBack(len(b.entries)-5), "", "review_entry_rests")
	send := func(to Role, on string) (*PaperSent, error) {
		f := PaperSent{Letter: n, To: Recipient{Role: to}, Way: casefile.Direct}
		f.Private.Recipient = "本人"
		return b.c.Sending(f, day(on), at())
	}
	must(send(TheRespondent, "2026-11-03"))
	today = day("2026-11-05")
	_, err = send(TheApplicant, "2026-11-05")
	refused(err, "on", "review_session_served_late")
	must(&PaperSent{Letter: n, To: Recipient{Role: TheApplicant}, Way: casefile.Posted}, nil) // posted in time, it came late
	refused(b.c.Allows(HoldSession, at()), "", "review_session_not_yet")
	today = day("2026-11-11")
	_, err = b.c.HoldingSession(heldBy(b.c, Absent, HeadCame), at())
	refused(err, "how-1", "review_session_ungot")
	must(&PaperGot{Letter: n, To: Recipient{Role: TheApplicant}}, nil)
	_, err = b.c.HoldingSession(heldBy(b.c, Absent, HeadCame), at())
	refused(err, "how-1", "review_session_told_late")
	refused(noSessionToCome(b.c, at()), "", "review_session_awaited")
	held := heldBy(b.c, Came, Deputed)
	held.Materials, held.Private.Who[1] = nil, " "
	_, err = b.c.HoldingSession(held, at())
	refused(err, "files", "review_session_record")
	refused(err, "who-2", "review_session_who")
	if b.c.HasHeard(TheApplicant) {
		t.Error("heard before the hearing")
	}
	f := heldBy(b.c, Came, Deputed)
	fact, err := b.c.HoldingSession(f, at())
	must(fact, err)
	if !b.c.HasHeard(TheApplicant) || noSessionToCome(b.c, at()) != nil {
		t.Error("the hearing does not count")
	}
	refused(b.c.Allows(CallOffSession, at()), "", "review_session_none")
}

// TestSessionMoved: what the parties were told is put off or called off with a reason, and
// they are told again.
func TestSessionMoved(t *testing.T) {
	cal, err := calendar.Embedded("CN-65")
	if err != nil {
		t.Fatal(err)
	}
	b := opened(t, "2026-11-02", 0)
	today := b.c.ReceivedOn
	met := allMet(true)
	at := func() Situation {
		s, err := b.c.Situation(cal, today)
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	must := func(f ledger.Fact, err error) {
		t.Helper()
		if err == nil {
			err = b.try(today, f)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	must(&met, nil)
	must(&Accepted{deadline.Ordinary}, nil)
	f := session()
	f.Day = today.AddDays(8)
	must(b.c.SettingSession(f, nil, SetSession, at()))
	b.tell(t, HearingNotice, today)
	later := f
	later.Day, later.Private.Reason = f.Day.AddDays(7), " "
	if _, err := b.c.SettingSession(later, nil, MoveSession, at()); fault.FieldsOf(err)["reason"] == nil {
		t.Errorf("put off without a reason: %v", err)
	}
	later.Private.Reason = "申请人在外地"
	must(b.c.SettingSession(later, nil, MoveSession, at()))
	if s, _ := b.c.Session(); s.Day != later.Day || s.Was != f.Day || len(b.c.Sessions) != 1 {
		t.Errorf("moved: %+v", s)
	}
	if err := b.c.AllowsPaper(HearingNotice, at()); err != nil {
		t.Errorf("it is not told again: %v", err)
	}
	off := SessionOff{}
	off.Private.Reason = "和解"
	must(b.c.CallingOff(off, at()))
	if err := b.c.AllowsPaper(HearingNotice, at()); err != nil {
		t.Errorf("that it is off is not told: %v", err)
	}
	b.tell(t, HearingNotice, today)
	if err := b.c.AllowsPaper(HearingNotice, at()); fault.CodeOf(err) != "review_session_told" {
		t.Errorf("told twice: %v", err)
	}
	must(b.c.SettingSession(f, nil, SetSession, at()))
	if len(b.c.Sessions) != 2 {
		t.Errorf("%d hearings", len(b.c.Sessions))
	}
	must(b.c.CallingOff(off, at())) // of which nobody heard
	if err := b.c.AllowsPaper(HearingNotice, at()); fault.CodeOf(err) != "review_session_first" {
		t.Errorf("nothing is to be told: %v", err)
	}
}

// TestTellSessionBy: the last day to tell of a hearing is a workday, the fifth before it.
func TestTellSessionBy(t *testing.T) {
	cal, err := calendar.Embedded("CN-65")
	if err != nil {
		t.Fatal(err)
	}
	for _, k := range []struct{ told, first string }{
		{"2026-11-20", "2026-11-27"}, {"2026-11-21", "2026-11-30"}, {"2026-11-22", "2026-11-30"}, {"2026-11-23", "2026-11-30"},
	} {
		if got := FirstSessionDay(cal, dayIn(t, k.told)); got != dayIn(t, k.first) {
			t.Errorf("told on %s: from %s, not %s", k.told, got, k.first)
		}
	}
	for day, by := range map[string]string{"2026-11-27": "2026-11-20", "2026-11-30": "2026-11-23", "2026-10-12": "2026-09-29"} {
		if got := TellSessionBy(cal, dayIn(t, day)); got != dayIn(t, by) {
			t.Errorf("of %s to be told by %s, not %s", day, got, by)
		}
	}
}
