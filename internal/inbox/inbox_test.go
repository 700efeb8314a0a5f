package inbox

import (
	"errors"
	"reflect"
	"testing"
	"time"

	"pgregory.net/rapid"

	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/fault"
	"mingda/internal/ledger"
)

var noon = time.Date(2026, 11, 22, 15, 59, 0, 0, time.UTC) // 23:59 in Asia/Shanghai

// add lets a fact happen to an input.
func add(i *Input, entries []ledger.Entry, f ledger.Fact) ([]ledger.Entry, error) {
	body, private, err := ledger.Encode(f)
	if err != nil {
		return nil, err
	}
	e := ledger.Entry{Seq: int64(len(entries) + 1), N: len(entries) + 1, Type: f.FactType(), On: calendar.DateOf(noon), At: noon, Body: body, Private: private}
	return append(entries, e), i.Take(e)
}

func received() *Received {
	return &Received{Number: "20261122-0001", Agency: 1, Door: casefile.Mail, ArrivedAt: noon, File: "aa", CodeHash: "h", Private: Digest{Sender: "沈知秋"}}
}

// TestStates: what each decision makes of an input, and that a decision has to
// be taken back before another is made.
func TestStates(t *testing.T) {
	for _, c := range []struct {
		name      string
		f         ledger.Fact
		state     State
		cases     int
		decide    bool // further decisions are possible
		splitting bool // a further case is
	}{
		{"waits", nil, Waiting, 0, true, true},
		{"parked", &Parked{}, Waiting, 0, true, true},
		{"registered", &Became{Case: 4, Number: "2026-0004"}, Registered, 1, false, true},
		{"joined", &WasJoined{Case: 4, Number: "2026-0004"}, JoinedTo, 1, false, false},
		{"set aside", &WasSetAside{Reason: Noise}, SetAside, 0, false, false},
	} {
		i := &Input{ID: 1}
		entries, err := add(i, nil, received())
		if c.f != nil && err == nil {
			entries, err = add(i, entries, c.f)
		}
		if err != nil {
			t.Fatal(c.name, err)
		}
		if i.State != c.state || len(i.Cases) != c.cases || i.Version != len(entries) || i.State.Label() == "" {
			t.Errorf("%s: %+v", c.name, i)
		}
		if got := i.AllowsDecision(false) == nil; got != c.decide {
			t.Errorf("%s: can be decided: %v", c.name, got)
		}
		if got := i.AllowsDecision(true) == nil; got != c.splitting {
			t.Errorf("%s: can be split: %v", c.name, got)
		}
		reopened, err := i.Reopening(" 错了 ")
		if (err == nil) == c.decide {
			t.Errorf("%s: reopened: %v", c.name, err)
		}
		if err != nil {
			continue
		}
		if _, err := add(i, entries, reopened); err != nil || i.State != Waiting || len(i.Cases) != 0 || reopened.Corrects != 2 || reopened.Private.Reason != "错了" {
			t.Errorf("%s: reopened to %+v by %+v, %v", c.name, i, reopened, err)
		}
	}
	if on := (&Input{ArrivedAt: noon}).ArrivedOn(); on != calendar.NewDate(2026, 11, 22) {
		t.Errorf("arrived on %s", on)
	}
}

// TestRefusals: why something is set aside must be said.
func TestRefusals(t *testing.T) {
	i := &Input{ID: 1, State: Waiting}
	for _, c := range []struct {
		f     WasSetAside
		note  string
		field string
	}{{WasSetAside{}, "", "reason"}, {WasSetAside{Reason: "because"}, "", "reason"}, {WasSetAside{Reason: OtherCause}, " ", "note"}, {WasSetAside{Reason: OtherCause}, "x", ""}, {WasSetAside{Reason: Noise}, "", ""}} {
		c.f.Private.Note = c.note
		_, err := i.SettingAside(c.f)
		if (err == nil) != (c.field == "") || c.field != "" && fault.FieldsOf(err)[c.field] == nil {
			t.Errorf("%+v: %v", c.f, err)
		}
	}
	i.State = Registered
	_, err := i.Reopening("")
	if fault.FieldsOf(err)["reason"] == nil {
		t.Error(err)
	}
	var f *fault.Error
	if err := i.AllowsDecision(false); !errors.As(err, &f) || f.Kind != fault.Conflict {
		t.Error(err)
	}
	for _, r := range Reasons {
		if r.Label() == "" {
			t.Errorf("%s has no name", r)
		}
	}
}

// TestFoldAgain: folding is deterministic, and an unknown fact is refused.
func TestFoldAgain(t *testing.T) {
	facts := []ledger.Fact{
		&Confirmed{MessageID: "a@b"}, &Called{At: noon, Outcome: "reached"}, &Parked{}, &Became{Case: 2, Number: "2026-0002"},
		&WasJoined{Case: 3}, &WasSetAside{Reason: TestMail}, &Reopened{Corrects: 1}, &NewCode{CodeHash: "n"},
	}
	if len(newFacts) != len(facts)+1 {
		t.Errorf("%d kinds of fact", len(newFacts))
	}
	rapid.Check(t, func(r *rapid.T) {
		i := &Input{ID: 1}
		entries, err := add(i, nil, received())
		for _, f := range rapid.SliceOfN(rapid.SampledFrom(facts), 0, 12).Draw(r, "facts") {
			if err == nil {
				entries, err = add(i, entries, f)
			}
		}
		again, foldErr := Fold(1, entries)
		if err != nil || foldErr != nil || !reflect.DeepEqual(again, i) {
			r.Fatalf("%v, %v: %+v and %+v", err, foldErr, again, i)
		}
		if known := map[State]bool{Waiting: true, Registered: true, JoinedTo: true, SetAside: true}; !known[i.State] {
			r.Fatalf("state %q", i.State)
		}
	})
	if _, err := Fold(1, []ledger.Entry{{Type: "unheard_of"}}); err == nil {
		t.Error("an unknown fact is taken")
	}
}
