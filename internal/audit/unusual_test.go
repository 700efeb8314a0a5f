package audit

import (
	"testing"
	"time"

	"mingda/internal/calendar"
)

// TestUnusual: each pattern from its limit on, and not one short of it.
func TestUnusual(t *testing.T) {
	limits := Limits{CasesHour: 3, CasesDay: 5, OffHours: 2, From: 7, Until: 21, Searchers: 3, Refused: 2, SignIns: 2, Outsiders: 2}
	friday := calendar.NewDate(2026, 11, 27)
	at := func(day calendar.Date, hour int) time.Time { return day.Start().Add(time.Duration(hour) * time.Hour) }
	read := func(who, id int64, hour int) Entry {
		return Entry{At: at(friday, hour), By: who, Door: "desk", Kind: Saw, Subject: Subject{Case, id, 0}, Status: 200}
	}
	did := func(who int64, kind Kind, day calendar.Date, hour int) Entry {
		return Entry{At: at(day, hour), By: who, Door: "desk", Kind: kind, Address: "10.0.0.9"}
	}
	search := func(who int64, day calendar.Date) Entry {
		e := did(who, Searched, day, 10)
		e.Words = "周予安"
		return e
	}
	part := read(1, 1, 9)
	part.Subject.Part = 2
	missing := read(1, 3, 9)
	missing.Status = 404
	for name, c := range map[string]struct {
		entries []Entry
		want    Rule
		count   int
	}{
		"two in an hour":             {[]Entry{read(1, 1, 9), read(1, 2, 9), part, missing, read(1, 3, 10)}, "", 0},
		"three in an hour":           {[]Entry{read(1, 1, 9), read(1, 2, 9), read(1, 3, 9)}, ManyCases, 3},
		"five in a day":              {[]Entry{read(1, 1, 9), read(1, 2, 9), read(1, 3, 10), read(1, 4, 10), read(1, 5, 11)}, ManyCases, 5},
		"once at night":              {[]Entry{did(1, Listed, friday, 21), did(1, SignedOut, friday, 21)}, "", 0},
		"twice at night":             {[]Entry{did(1, Listed, friday, 21), did(1, Listed, friday, 6)}, OffHours, 2},
		"at the edge":                {[]Entry{did(1, Listed, friday, 20), did(1, Listed, friday, 7)}, "", 0},
		"on a Saturday":              {[]Entry{did(1, Listed, friday.AddDays(1), 10), did(1, Listed, friday.AddDays(1), 11)}, OffHours, 2},
		"two search":                 {[]Entry{search(1, friday), search(1, friday), search(2, friday)}, "", 0},
		"three search":               {[]Entry{search(1, friday), search(2, friday.AddDays(-1)), search(3, friday.AddDays(-4))}, SameWords, 3},
		"three search in eight days": {[]Entry{search(1, friday), search(2, friday.AddDays(-1)), search(3, friday.AddDays(-7))}, "", 0},
		"refused once":               {[]Entry{did(1, Refused, friday, 9), did(2, Refused, friday, 9)}, "", 0},
		"refused twice":              {[]Entry{did(1, Refused, friday, 9), did(1, Refused, friday, 19)}, ManyRefused, 2},
		"nobody known fails to":      {[]Entry{did(0, SignInFailed, friday, 9), did(0, SignInFailed, friday, 9)}, WrongSignIn, 2},
		"read by two from outside":   {[]Entry{read(11, 1, 9), read(12, 1, 9), read(1, 1, 9)}, Outsiders, 2},
		"read by one, and its own":   {[]Entry{read(11, 1, 9), read(1, 1, 9), read(2, 1, 9)}, "", 0},
		"the public and the program": {[]Entry{{At: at(friday, 2), By: -1, Door: "portal", Kind: Visited}, {At: at(friday, 2), Door: "desk", Kind: Tied}, {At: at(friday, 3), Door: "desk", Kind: Tied}}, "", 0},
	} {
		w := NewWatch()
		for _, e := range c.entries {
			w.Note(e)
		}
		found, err := w.Findings(limits, calendar.New(""), friday, friday.AddDays(1), func(_, who int64) (bool, error) { return who > 10, nil })
		switch {
		case err != nil:
			t.Error(err)
		case c.want == "" && len(found) > 0, c.want != "" && (len(found) != 1 || found[0].Rule != c.want || found[0].Count != c.count):
			t.Errorf("%s: %+v", name, found)
		}
		if earlier, _ := w.Findings(limits, calendar.New(""), friday.AddDays(-30), friday.AddDays(-20), nil); len(earlier) > 0 {
			t.Errorf("%s: on other days %+v", name, earlier)
		}
	}
}

// TestFindingKey: the same pattern of the same day has the same key whatever comes of it.
func TestFindingKey(t *testing.T) {
	day := calendar.NewDate(2026, 11, 27)
	one := Finding{Rule: SameWords, Day: day, Words: "周予安", Count: 3}
	more, other := one, one
	more.Count, more.People = 4, []int64{1, 2, 3, 4}
	other.Words = "周予"
	if one.Key() != more.Key() || one.Key() == other.Key() || DayNumber(day) != 20261127 {
		t.Error(one.Key(), more.Key(), other.Key(), DayNumber(day))
	}
}
