package deadline

import (
	"reflect"
	"testing"

	"pgregory.net/rapid"

	"mingda/internal/calendar"
)

// drawStops draws a request with consultations that begin in its first twenty
// workdays, some of them still open, some after each other, some overlapping.
func drawStops(t *rapid.T, start calendar.Date) []Event {
	list := []Event{{Type: Received, On: start}}
	for i := range rapid.IntRange(0, 4).Draw(t, "stops") {
		id := string(rune('a' + i))
		from := start.AddDays(rapid.IntRange(0, 30).Draw(t, "from"))
		list = put(list, Event{Type: Consulted, On: from, ID: id})
		if rapid.Bool().Draw(t, "ended") {
			list = put(list, Event{Type: ConsultationEnded, On: from.AddDays(rapid.IntRange(0, 40).Draw(t, "length")), ID: id})
		}
	}
	return list
}

// put puts an event behind all that are not later.
func put(list []Event, e Event) []Event {
	i := len(list)
	for i > 0 && e.On.Before(list[i-1].On) {
		i--
	}
	return append(list[:i:i], append([]Event{e}, list[i:]...)...)
}

func drawStart(t *rapid.T) calendar.Date {
	return calendar.NewDate(2019, 6, 1).AddDays(rapid.IntRange(0, 8*365).Draw(t, "start"))
}

func mustRequest(t *rapid.T, cal *calendar.Calendar, list []Event, asOf calendar.Date) Result {
	res, err := Request(cal, list, asOf)
	if err != nil {
		t.Fatalf("%v: %v", list, err)
	}
	return res
}

// TestAlways holds what is true of every request that consults.
func TestAlways(t *testing.T) {
	cal := china(t)
	rapid.Check(t, func(t *rapid.T) {
		start := drawStart(t)
		list := drawStops(t, start)
		asOf := start.AddDays(rapid.IntRange(0, 90).Draw(t, "as_of"))
		res := mustRequest(t, cal, list, asOf)
		plain := mustRequest(t, cal, list[:1], asOf)

		if !reflect.DeepEqual(res, mustRequest(t, cal, list, asOf)) {
			t.Fatal("the same events give another result")
		}
		if !cal.IsWorkday(res.Due) || !res.Due.After(start) {
			t.Fatalf("due %s", res.Due)
		}
		if res.Due.Before(plain.Due) {
			t.Fatalf("stops bring %s forward to %s", plain.Due, res.Due)
		}
		if res.StrictDue.After(res.Due) || res.StrictDue.Before(plain.Due) {
			t.Fatalf("strict %s, due %s, without stops %s", res.StrictDue, res.Due, plain.Due)
		}
		if res.Used < 0 || res.Used > res.Total || res.Remaining != res.Total-res.Used {
			t.Fatalf("used %d of %d", res.Used, res.Total)
		}
		if res.Late != asOf.After(res.Due) {
			t.Fatalf("late is %v on %s, due %s", res.Late, asOf, res.Due)
		}
	})
}

// TestStopsCountOnce: a consultation that lies within another one moves
// nothing, and it makes no difference which of two that begin on one day is
// written first.
func TestStopsCountOnce(t *testing.T) {
	cal := china(t)
	rapid.Check(t, func(t *rapid.T) {
		start := drawStart(t)
		from := start.AddDays(rapid.IntRange(1, 20).Draw(t, "from"))
		length := rapid.IntRange(2, 40).Draw(t, "length")
		inner := from.AddDays(rapid.IntRange(0, length-1).Draw(t, "inner"))
		innerEnd := inner.AddDays(rapid.IntRange(0, length-inner.DaysSince(from)).Draw(t, "inner length"))
		asOf := start.AddDays(120)

		outer := put([]Event{{Type: Received, On: start}}, Event{Type: Consulted, On: from, ID: "a"})
		outer = put(outer, Event{Type: ConsultationEnded, On: from.AddDays(length), ID: "a"})
		both := put(outer, Event{Type: Consulted, On: inner, ID: "b"})
		both = put(both, Event{Type: ConsultationEnded, On: innerEnd, ID: "b"})
		if a, b := mustRequest(t, cal, outer, asOf), mustRequest(t, cal, both, asOf); a.Due != b.Due {
			t.Fatalf("due %s, with one more inside %s", a.Due, b.Due)
		}

		one := []Event{{Type: Received, On: start}, {Type: Consulted, On: from, ID: "a"}, {Type: Consulted, On: from, ID: "b"}}
		two := []Event{one[0], one[2], one[1]}
		if a, b := mustRequest(t, cal, one, asOf), mustRequest(t, cal, two, asOf); !reflect.DeepEqual(a, b) {
			t.Fatalf("%v, in the other order %v", a, b)
		}
	})
}

// TestLookingOn: an event after the day one looks changes nothing, and what
// has no effect on the clock can be left out.
func TestLookingOn(t *testing.T) {
	cal := china(t)
	rapid.Check(t, func(t *rapid.T) {
		start := drawStart(t)
		list := drawStops(t, start)
		asOf := start.AddDays(rapid.IntRange(0, 30).Draw(t, "as_of"))
		seen := []Event{}
		for _, e := range list {
			if !e.On.After(asOf) {
				seen = append(seen, e)
			}
		}
		want := mustRequest(t, cal, seen, asOf)
		if got := mustRequest(t, cal, list, asOf); !reflect.DeepEqual(got, want) {
			t.Fatalf("later events change %v to %v", want, got)
		}
		asked := put(list, Event{Type: ReasonsAsked, On: start.AddDays(rapid.IntRange(0, 30).Draw(t, "reasons"))})
		if got := mustRequest(t, cal, asked, asOf); !reflect.DeepEqual(got, want) {
			t.Fatalf("asking for reasons changes %v to %v", want, got)
		}
	})
}

// TestExplanationAgrees: the words and the marks say what the result says.
func TestExplanationAgrees(t *testing.T) {
	cal := china(t)
	rapid.Check(t, func(t *rapid.T) {
		start := drawStart(t)
		list := drawStops(t, start)
		asOf := start.AddDays(rapid.IntRange(0, 60).Draw(t, "as_of"))
		res := mustRequest(t, cal, list, asOf)
		told, err := Explain(cal, list, asOf)
		if err != nil {
			t.Fatal(err)
		}
		counted := 0
		for _, d := range told.Days {
			if d.Mark == MarkCounted || d.Mark == MarkExtended || d.Mark == MarkDue {
				counted++
			}
			if (d.Mark == MarkDue) != (d.On == res.Due) {
				t.Fatalf("%s is marked %s, due is %s", d.On, d.Mark, res.Due)
			}
		}
		if counted != res.Total || len(told.Days)%7 != 0 || told.Days[0].On.ChineseWeekday() != "星期一" {
			t.Fatalf("%d days counted of %d, %d marks", counted, res.Total, len(told.Days))
		}
		if last := told.Steps[len(told.Steps)-1]; !last.Final || last.On != res.Due {
			t.Fatalf("the last step is %+v", last)
		}
	})
}

// TestReviewAlways holds what is true of every case that is suspended.
func TestReviewAlways(t *testing.T) {
	cal := china(t)
	rapid.Check(t, func(t *rapid.T) {
		start := calendar.NewDate(2024, 1, 2).AddDays(rapid.IntRange(0, 1200).Draw(t, "start"))
		accepted := start.AddDays(rapid.IntRange(0, 3).Draw(t, "accepted"))
		list := []Event{{Type: Received, On: start}, {Type: Accepted, On: accepted, Procedure: rapid.SampledFrom([]Procedure{"", Summary, Ordinary}).Draw(t, "procedure")}}
		asOf := start.AddDays(rapid.IntRange(90, 200).Draw(t, "as_of"))
		plain, err := Review(cal, list, asOf)
		if err != nil {
			t.Fatal(err)
		}
		from := accepted.AddDays(rapid.IntRange(0, 25).Draw(t, "from"))
		length := rapid.IntRange(0, 40).Draw(t, "length")
		stopped, err := Review(cal, append(list, Event{Type: Suspended, On: from}, Event{Type: Resumed, On: from.AddDays(length)}), asOf)
		if err != nil {
			t.Fatal(err)
		}
		if stopped.DecideBy.Before(plain.DecideBy) || !cal.IsWorkday(stopped.DecideBy) {
			t.Fatalf("%s, suspended %d days %s", plain.DecideBy, length, stopped.DecideBy)
		}
		days := 30
		if plain.Procedure == Ordinary {
			days = 60
		}
		if want := cal.Roll(accepted.AddDays(days + length)); stopped.DecideBy != want {
			t.Fatalf("decide by %s, want %s", stopped.DecideBy, want)
		}
	})
}

// TestNoticeMovesItsYearAlone: a year's notice changes nothing of a request whose
// days, by both readings, all lie before the year: those that internal/desk looks
// at after a notice are enough.
func TestNoticeMovesItsYearAlone(t *testing.T) {
	cal := china(t)
	moved := 0
	rapid.Check(t, func(t *rapid.T) {
		start := drawStart(t)
		list := drawStops(t, start)
		if rapid.Bool().Draw(t, "clarified") {
			asked := start.AddDays(rapid.IntRange(1, 12).Draw(t, "asked"))
			list = []Event{list[0], {Type: ClarificationAsked, On: asked}, {Type: Clarified, On: asked.AddDays(rapid.IntRange(0, 30).Draw(t, "clarified after"))}}
		}
		asOf := start.AddDays(rapid.IntRange(0, 90).Draw(t, "as_of"))
		n := calendar.Notice{Region: calendar.National, Year: start.Year() + rapid.IntRange(-1, 1).Draw(t, "year")}
		for range rapid.IntRange(0, 40).Draw(t, "holidays") {
			n.Holidays = append(n.Holidays, calendar.NewDate(n.Year, 1, 1).AddDays(rapid.IntRange(0, 364).Draw(t, "holiday")))
		}
		before, after := mustRequest(t, cal, list, asOf), mustRequest(t, cal.With(n), list, asOf)
		first := calendar.NewDate(n.Year, 1, 1)
		if before.Due.IsZero() || !before.Due.Before(first) || !before.StrictDue.Before(first) {
			moved++
			return
		}
		if before.Due != after.Due || before.StrictDue != after.StrictDue || before.Provisional != after.Provisional || before.Late != after.Late || before.State != after.State {
			t.Fatalf("a notice for %d makes %+v of %+v", n.Year, after, before)
		}
	})
	if moved == 0 {
		t.Error("no request reached into the year of its notice: the test tests little")
	}
}
