package reconsider

import (
	"testing"

	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/deadline"
	"mingda/internal/fault"
	"mingda/internal/ledger"
)

// A course is a case in the ordinary procedure, on a day of its hearing.
type course struct {
	*diary
	t     *testing.T
	cal   *calendar.Calendar
	today calendar.Date
}

func ordinaryCourse(t *testing.T) *course {
	t.Helper()
	cal, err := calendar.Embedded("CN-65")
	if err != nil {
		t.Fatal(err)
	}
	b := opened(t, "2026-11-02", 0)
	k := &course{b, t, cal, b.c.ReceivedOn}
	met := allMet(true)
	k.must(&met, nil)
	k.must(&Accepted{deadline.Ordinary}, nil)
	return k
}

func (k *course) at() Situation {
	k.t.Helper()
	s, err := k.c.Situation(k.cal, k.today)
	if err != nil {
		k.t.Fatal(err)
	}
	return s
}

func (k *course) must(f ledger.Fact, err error) {
	k.t.Helper()
	if err == nil {
		err = k.try(k.today, f)
	}
	if err != nil {
		k.t.Fatal(err)
	}
}

// TestNoEndBeforeSession: whatever ends a case waits for a hearing that is to come; once
// that is called off it can go.
func TestNoEndBeforeSession(t *testing.T) {
	for _, kind := range []casefile.LetterKind{MediationPaper, EndPaper, PaperOfOutcome(Dismissed)} {
		k := ordinaryCourse(t)
		k.must(&SheetFilled{Whole: true}, nil)
		k.must(&Proposed{Outcome: Dismissed}, nil)
		f := session()
		f.Day = k.today.AddDays(8)
		k.must(k.c.SettingSession(f, nil, SetSession, k.at()))
		k.tell(t, HearingNotice, k.today)
		if err := k.c.AllowsPaper(kind, k.at()); fault.CodeOf(err) != "review_session_awaited" {
			t.Errorf("%s with a hearing to come: %v", kind, err)
		}
		off := SessionOff{}
		off.Private.Reason = "和解"
		k.must(k.c.CallingOff(off, k.at()))
		if err := k.c.AllowsPaper(kind, k.at()); err != nil {
			t.Errorf("%s once it is off: %v", kind, err)
		}
	}
}

// TestNoticeOvertaken: the notice of a hearing that was moved or called off goes to nobody
// any more, and waits for nobody.
func TestNoticeOvertaken(t *testing.T) {
	off := SessionOff{}
	off.Private.Reason = "和解"
	told := func() (*course, SessionSet, int) {
		k := ordinaryCourse(t)
		f := session()
		f.Day = k.today.AddDays(8)
		k.must(k.c.SettingSession(f, nil, SetSession, k.at()))
		return k, f, k.tell(t, HearingNotice, k.today)
	}
	send := func(k *course, n int, role Role) (*PaperSent, error) {
		sent := PaperSent{Letter: n, To: Recipient{Role: role}, Way: casefile.Direct}
		sent.Private.Recipient = "本人"
		return k.c.Sending(sent, k.today, k.at())
	}
	for name, happens := range map[string]func(k *course, f SessionSet){
		"moved": func(k *course, f SessionSet) {
			f.Day, f.Private.Reason = f.Day.AddDays(7), "主持人生病"
			k.must(k.c.SettingSession(f, nil, MoveSession, k.at()))
		},
		"off": func(k *course, _ SessionSet) { k.must(k.c.CallingOff(off, k.at())) },
	} {
		for _, went := range []bool{true, false} {
			k, f, n := told()
			if went {
				k.must(send(k, n, TheApplicant))
			}
			happens(k, f)
			if _, err := send(k, n, TheRespondent); fault.CodeOf(err) != "review_session_overtaken" {
				t.Errorf("%s, went %v: the old notice can be sent: %v", name, went, err)
			}
			if err := k.c.AllowsOnPaper(n, Send, k.at()); fault.CodeOf(err) != "review_session_overtaken" {
				t.Errorf("%s, went %v: its sending is offered: %v", name, went, err)
			}
			if p, _ := k.c.Paper(n); p.Stage != casefile.IsServed || len(k.c.Unsent(p)) != 0 {
				t.Errorf("%s, went %v: it waits for somebody: %s", name, went, p.Stage)
			}
			m := k.tell(t, HearingNotice, k.today)
			k.must(send(k, m, TheRespondent))
			if p, _ := k.c.Paper(m); p.Overtaken || p.Stage != casefile.IsReady {
				t.Errorf("%s: the new notice: %+v", name, p)
			}
		}
	}
	k, _, n := told()
	k.must(k.c.CallingOff(off, k.at()))
	k.must(&TakenBack{Corrects: len(k.entries)}, nil)
	if p, _ := k.c.Paper(n); p.Overtaken || p.Stage != casefile.IsReady {
		t.Errorf("the hearing will be after all, and its notice does not go out: %+v", p)
	}
}
