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
	"mingda/internal/intake"
	"mingda/internal/ledger"
)

var noon = time.Date(2026, 11, 22, 15, 59, 0, 0, time.UTC) // 23:59 in Asia/Shanghai

// add lets a fact happen to an input.
func add(i *Input, entries []ledger.Entry, f ledger.Fact) ([]ledger.Entry, error) {
	return addAt(i, entries, f, noon)
}

func addAt(i *Input, entries []ledger.Entry, f ledger.Fact, at time.Time) ([]ledger.Entry, error) {
	body, private, err := ledger.Encode(f)
	if err != nil {
		return nil, err
	}
	e := ledger.Entry{Seq: int64(len(entries) + 1), N: len(entries) + 1, Type: f.FactType(), On: calendar.DateOf(at), At: at, Body: body, Private: private}
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
		if parked := i.Parked; (err == nil) == (c.decide && !parked) { // one that was put off goes back to its place
			t.Errorf("%s: reopened: %v", c.name, err)
		}
		if err != nil {
			continue
		}
		if _, err := add(i, entries, reopened); err != nil || i.State != Waiting || i.Parked || len(i.Cases) != 0 || reopened.Corrects != 2 || reopened.Private.Reason != "错了" {
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
		&WasJoined{Case: 3}, &PassedOn{Body: 2}, &WasSetAside{Reason: TestMail}, &Reopened{Corrects: 1}, &NewCode{CodeHash: "n"}, &RecordSigned{Files: []string{"aa"}},
		&Added{Files: []string{"ab"}}, &WasWithdrawn{}, &ConfirmationBounced{Input: 9}, &Destroyed{List: 1, Number: "1"},
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

// TestSigningRecord: only a spoken request has a record, it is signed on a day
// between the request and today, and saying the same twice says it once.
func TestSigningRecord(t *testing.T) {
	day := calendar.NewDate(2026, 11, 22)
	scan := []intake.File{{Hash: "ab", Name: "记录.png", Type: "image/png", Size: 3}}
	spoken := received()
	spoken.Private.Spoken = true
	for _, c := range []struct {
		name  string
		on    calendar.Date
		scans []intake.File
		field string
	}{
		{"no day", calendar.Date{}, scan, "signed_on"},
		{"the day before the request", day.AddDays(-1), scan, "signed_on"},
		{"tomorrow", day.AddDays(2), scan, "signed_on"},
		{"no scan", day, nil, "record"},
		{"in order", day, scan, ""},
	} {
		i := &Input{ID: 1}
		entries, err := add(i, nil, spoken)
		if err != nil || !i.LacksRecord() {
			t.Fatal(c.name, err)
		}
		f, err := i.SigningRecord(c.on, day.AddDays(1), c.scans)
		if c.field != "" {
			if fault.FieldsOf(err)[c.field] == nil || len(fault.FieldsOf(err)) != 1 {
				t.Errorf("%s: %v", c.name, fault.FieldsOf(err))
			}
			continue
		}
		if err != nil || f.Corrects != 0 || len(f.Files) != 1 || f.Files[0] != "ab" {
			t.Fatalf("%s: %+v, %v", c.name, f, err)
		}
		if _, err := add(i, entries, f); err != nil || i.LacksRecord() || i.Record.N != 2 || i.Record.On != day || len(i.Record.Scans) != 1 {
			t.Errorf("%s: %+v, %v", c.name, i.Record, err)
		}
		if again, err := i.SigningRecord(c.on, day, c.scans); again != nil || err != nil {
			t.Errorf("the same again: %+v, %v", again, err)
		}
		if _, err := i.SigningRecord(c.on, day, []intake.File{{Hash: "ef", Name: "签字.txt", Type: "text/plain"}}); fault.FieldsOf(err)["record"] == nil {
			t.Errorf("no scan: %v", err)
		}
		better, err := i.SigningRecord(c.on, day, []intake.File{{Hash: "cd", Type: "application/pdf"}})
		if err != nil || better.Corrects != 2 {
			t.Errorf("a better scan: %+v, %v", better, err)
		}
	}
	written := &Input{ID: 1}
	if _, err := add(written, nil, received()); err != nil || written.LacksRecord() {
		t.Errorf("a written request lacks a record: %v", err)
	}
	if _, err := written.SigningRecord(day, day, scan); fault.KindOf(err) != fault.Conflict {
		t.Error(err)
	}
	aside := &Input{State: SetAside, Digest: Digest{Spoken: true}}
	if aside.LacksRecord() {
		t.Error("what is no request lacks a record")
	}
}
