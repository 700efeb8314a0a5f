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
