package casefile

import (
	"fmt"
	"strings"
	"testing"

	"mingda/internal/law"
)

// TestAwaited: a day of others stands in the lists as long as it is awaited, and is
// that of the clocks on the case page.
func TestAwaited(t *testing.T) {
	cal := xinjiang(t)
	reasons := func() *book {
		return received(t, "2026-09-22").add("2026-09-23", &Assigned{Unit: 4}).letter("2026-09-24", ReasonsNotice, "", IsServed)
	}
	assisted := func(units ...int64) *book {
		b := received(t, "2026-09-22").add("2026-09-23", &Assigned{Unit: 4}, &UnitSignedFor{Unit: 4})
		for _, unit := range units {
			b.add("2026-09-24", &AssistAsked{Unit: unit})
		}
		return b
	}
	second := func() *book {
		b := inquired(t, AsThirdParty)
		f := wondering(AsThirdParty)
		f.Consultation, f.To = 2, 2
		return b.add("2026-10-14", f).toOther("2026-10-15", ThirdPartyInquiry, 2, IsReady).
			add("2026-10-15", &Served{Letter: 2, Way: Posted, Tracking: "XA2"}).add("2026-10-20", &Delivered{Letter: 2})
	}
	for _, x := range []struct {
		name string
		book *book
		want AwaitedList
	}{
		{"nothing", received(t, "2026-09-22"), ""},
		{"reasons", reasons(), "reasons 0 2026-10-08"},
		{"explained", reasons().add("2026-09-28", &ReasonsGiven{}), "reasons_given 0 2026-09-28"},
		{"accepted", reasons().add("2026-09-28", &ReasonsGiven{}, &ReasonsAccepted{}), ""},
		{"put off", reasons().add("2026-09-28", &ReasonsGiven{}).add("2026-09-29", &Drafted{Letter: 2, Kind: DelayNotice}), ""},
		{"a reply was begun", reasons().add("2026-09-28", &ReasonsGiven{}).add("2026-09-29", &Drafted{Letter: 2, Kind: "excessive", Result: law.Excessive}), ""},
		{"a part is not handed in", assisted(7, 8).add("2026-09-28", &AssistAnswered{Unit: 7, Finding: "have"}), ""},
		{"parts are handed in", assisted(7).add("2026-09-28", &AssistAnswered{Unit: 7, Finding: "have"}), "parts_in 0 2026-09-28"},
		{"a part was sent back", assisted(7).add("2026-09-28", &AssistAnswered{Unit: 7, Finding: "have"}).add("2026-09-29", &AssistSentBack{Unit: 7}), ""},
		{"parts are used", assisted(7).add("2026-09-28", &AssistAnswered{Unit: 7, Finding: "have"}).add("2026-09-29", &Drafted{Letter: 1, Kind: "disclose", Result: law.Disclose}), ""},
		{"a third party", inquired(t, AsThirdParty), "consult 1 2026-11-03"},
		{"two", second(), "consult 1 2026-11-03,consult 2 2026-11-10"},
		{"one has answered", second().add("2026-10-22", opined(1, Consents)), "consult 2 2026-11-10"},
		{"withdrawn", second().add("2026-10-22", &Withdrawn{}), ""},
	} {
		row, err := x.book.c.Project(cal, day("2026-10-23"))
		if err != nil {
			t.Fatal(err)
		}
		if row.Awaited != x.want || NewAwaitedList(row.Awaited.Days()) != row.Awaited {
			t.Errorf("%s: %q, want %q", x.name, row.Awaited, x.want)
		}
		clocks, err := x.book.c.Clocks(cal, day("2026-10-23"), func(Letter) []law.Remedy { return nil })
		if err != nil {
			t.Fatal(err)
		}
		var shown []string
		for _, k := range clocks {
			if (k.What == ReasonsClock || k.What == ConsultClock) && (k.State == ClockRuns || k.State == ClockMissed) && k.WaitsFor != NobodyWaits {
				shown = append(shown, fmt.Sprintf("%s %d %s", k.What, k.Consultation, k.Until))
			}
		}
		if of := row.Awaited.Days(); len(of) > 0 && (of[0].What == ReasonsToDecide || of[0].What == PartsIn) {
			continue // no day of others
		}
		if strings.Join(shown, ",") != string(row.Awaited) {
			t.Errorf("%s: the case page has %q, the lists %q", x.name, shown, row.Awaited)
		}
	}
}

// TestOthersWarned: that nothing came by a day of others is told once, on the first
// workday after it or later, and never before.
func TestOthersWarned(t *testing.T) {
	cal := xinjiang(t)
	base := func() *book { return received(t, "2026-09-22").add("2026-09-23", &Assigned{Unit: 4, Officer: 5}) }
	for _, x := range []struct {
		what ClockCode
		book *book
	}{
		{SupplementClock, base().letter("2026-09-24", ClarificationNotice, "", IsServed)},
		{ReasonsClock, base().letter("2026-09-24", ReasonsNotice, "", IsServed)},
		{PaymentClock, base().letter("2026-09-24", FeeNotice, "", IsServed)},
		{ConsultClock, inquired(t, AsThirdParty)},
	} {
		keys := map[string]bool{}
		first := ""
		for on := day("2026-09-24"); on.Before(day("2026-12-31")); on = cal.AddWorkdays(on, 1) {
			row, err := x.book.c.Project(cal, on)
			if err != nil {
				t.Fatal(err)
			}
			all, err := x.book.c.Warnings(cal, on, row, WarnRule{Before: []int{5, 3, 1, 0}, Every: 3})
			if err != nil {
				t.Fatal(err)
			}
			for _, w := range all {
				if w.What != x.what {
					continue
				}
				if keys[w.Key] = true; first == "" {
					first = fmt.Sprint(cal.AddWorkdays(w.Until, 1) == on, " ", w.WaitsFor)
				}
			}
		}
		if len(keys) != 1 || first != "true unit" {
			t.Errorf("%s is told %d times, first on the day after to whom it waits for: %s", x.what, len(keys), first)
		}
	}
}
