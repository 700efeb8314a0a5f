package report

import (
	"cmp"
	"slices"
	"strconv"

	"mingda/internal/calendar"
	"mingda/internal/casefile"
)

// A Heading is under what the statistics count. The words are stable: they stand in
// addresses and in the table of sums.
type Heading string

// The headings, each with what its values are. Cases count in the month of their receipt or
// of their end; what is counted by itself, in that in which it happened.
const (
	Received  Heading = "received"  // ""; by receipt
	ByDoor    Heading = "door"      // casefile.Door; by receipt
	ByClass   Heading = "class"     // casefile.Class; by receipt
	Ended     Heading = "ended"     // casefile.Ending; by end
	ByResult  Heading = "result"    // law.Result; by end
	Used      Heading = "used"      // workdays to the reply; by end, of answers
	Asked     Heading = "asked"     // casefile.Asked and Answer
	Contested Heading = "contested" // casefile.Forum
	Judged    Heading = "judged"    // casefile.Forum and RemedyOutcome
	Returned  Heading = "returned"  // ""
	Voided    Heading = "voided"    // ""
	Replaced  Heading = "replaced"  // ""

	// Open and past the last day; by that day. It is not stored, for it comes with the day.
	Overdue Heading = "overdue" // ""
)

// AtStation returns the heading of the days that cases took at a station; by end.
func AtStation(s casefile.Station) Heading { return Heading("at_" + string(s)) }

// markHeadings are the marks that statistics count.
var markHeadings = map[casefile.MarkKind]Heading{
	casefile.MarkAsked: Asked, casefile.MarkContested: Contested, casefile.MarkJudged: Judged,
	casefile.MarkReturned: Returned, casefile.MarkVoided: Voided, casefile.MarkReplaced: Replaced,
}

// A Sum is how many stand under a heading in a month.
type Sum struct {
	Month        string // 2026-11
	Agency, Unit int64
	Heading      Heading
	Value        string
	N            int
}

// Month returns the month of a day as sums have it.
func Month(d calendar.Date) string { return d.String()[:len("2006-01")] }

// Sums returns under which headings a request stands, each time as one.
func Sums(f casefile.Figured) []Sum {
	sum := func(month string, unit int64, h Heading, value string) Sum {
		return Sum{Month: month, Agency: f.Agency, Unit: unit, Heading: h, Value: value, N: 1}
	}
	in := Month(f.ReceivedOn)
	sums := []Sum{sum(in, f.Unit, Received, ""), sum(in, f.Unit, ByDoor, string(f.Door)), sum(in, f.Unit, ByClass, string(f.Class))}
	if !f.EndedOn.IsZero() {
		out := Month(f.EndedOn)
		sums = append(sums, sum(out, f.Unit, Ended, string(f.Ending)), sum(out, f.Unit, ByResult, string(f.Result)))
		if f.Ending != casefile.EndedWithout {
			sums = append(sums, sum(out, f.Unit, Used, strconv.Itoa(f.Used)))
		}
		for _, d := range f.Days {
			sums = append(sums, sum(out, d.Unit, AtStation(d.Station), strconv.Itoa(d.Counted+d.Stood)))
		}
	}
	for _, m := range f.Marks {
		if h, counted := markHeadings[m.Kind]; counted {
			sums = append(sums, sum(Month(m.On), m.Unit, h, m.Value))
		}
	}
	return sums
}

// A Choice is of which months, and of whom, statistics are.
type Choice struct {
	From, Until string // months, such as 2026-01
	Agency      int64  // 0: all
	Unit        int64  // 0: all; NoUnit: what no unit has
}

// NoUnit chooses what no unit has.
const NoUnit int64 = -1

// UnitID returns the unit that sums and cases of the choice have, 0 for none.
func (c Choice) UnitID() int64 { return max(c.Unit, 0) }

// has reports whether a sum is chosen.
func (c Choice) has(s Sum) bool {
	return c.From <= s.Month && s.Month <= c.Until && (c.Agency == 0 || c.Agency == s.Agency) && (c.Unit == 0 || c.UnitID() == s.Unit)
}

// A Statistics is what was counted of a choice.
type Statistics struct {
	All    []Sum // by heading and value
	Months []Sum // of Received and Ended, by month too
	Units  []Sum // of Received, Ended and Used, by agency and unit too
}

// Count counts requests. It is what the one pass of SQL over the stored sums has to agree
// with.
func Count(cases []casefile.Figured, c Choice) Statistics {
	all, months, units := counter{}, counter{}, counter{}
	for _, f := range cases {
		for _, s := range Sums(f) {
			if !c.has(s) {
				continue
			}
			all.add(Sum{Heading: s.Heading, Value: s.Value, N: 1})
			if s.Heading == Received || s.Heading == Ended {
				months.add(Sum{Month: s.Month, Heading: s.Heading, Value: s.Value, N: 1})
			}
			if s.Heading == Received || s.Heading == Ended || s.Heading == Used {
				units.add(Sum{Agency: s.Agency, Unit: s.Unit, Heading: s.Heading, Value: s.Value, N: 1})
			}
		}
	}
	return Statistics{all.list(), months.list(), units.list()}
}

// WithOverdue adds the open cases that are past their last day.
func (s Statistics) WithOverdue(cases []casefile.Figured) Statistics {
	all, units := counter{}, counter{}
	for _, f := range cases {
		all.add(Sum{Heading: Overdue, N: 1})
		units.add(Sum{Agency: f.Agency, Unit: f.Unit, Heading: Overdue, N: 1})
	}
	s.All, s.Units = append(s.All, all.list()...), append(s.Units, units.list()...)
	SortSums(s.All)
	SortSums(s.Units)
	return s
}

// A counter adds up sums that differ in nothing but their number.
type counter map[Sum]int

func (c counter) add(s Sum) {
	n := s.N
	s.N = 0
	c[s] += n
}

func (c counter) list() []Sum {
	var sums []Sum
	for s, n := range c {
		s.N = n
		sums = append(sums, s)
	}
	SortSums(sums)
	return sums
}

// SortSums puts sums in the order in which statistics have them.
func SortSums(sums []Sum) {
	slices.SortFunc(sums, func(a, b Sum) int {
		return cmp.Or(cmp.Compare(a.Month, b.Month), cmp.Compare(a.Agency, b.Agency), cmp.Compare(a.Unit, b.Unit),
			cmp.Compare(a.Heading, b.Heading), cmp.Compare(a.Value, b.Value))
	})
}

// N returns how many stand under a heading with a value.
func (s Statistics) N(h Heading, value string) int {
	return number(s.All, func(x Sum) bool { return x.Heading == h && x.Value == value })
}

// Total returns how many stand under a heading.
func (s Statistics) Total(h Heading) int {
	return number(s.All, func(x Sum) bool { return x.Heading == h })
}

// In returns how many of a month stand under a heading; with values, with one of them.
func (s Statistics) In(month string, h Heading, values ...string) int {
	return number(s.Months, func(x Sum) bool {
		return x.Month == month && x.Heading == h && (len(values) == 0 || slices.Contains(values, x.Value))
	})
}

// Values returns the values under a heading, the most frequent first.
func (s Statistics) Values(h Heading) []Sum {
	values := slices.DeleteFunc(slices.Clone(s.All), func(x Sum) bool { return x.Heading != h })
	slices.SortStableFunc(values, func(a, b Sum) int { return b.N - a.N })
	return values
}

func number(sums []Sum, is func(Sum) bool) int {
	n := 0
	for _, x := range sums {
		if is(x) {
			n += x.N
		}
	}
	return n
}

// A Spread is how many days cases took.
type Spread struct {
	Cases  int
	Median int // half of the cases took no more
	Ninth  int // nine of ten took no more: the 90th percentile, by the nearest rank
}

// Spread returns how many days the cases under a heading took whose values are days.
func (s Statistics) Spread(h Heading) Spread { return spread(s.Values(h)) }

func spread(days []Sum) Spread {
	var all Spread
	byDays := map[int]int{}
	var order []int
	for _, x := range days {
		n, err := strconv.Atoi(x.Value)
		if err != nil {
			continue
		}
		if byDays[n] == 0 {
			order = append(order, n)
		}
		byDays[n] += x.N
		all.Cases += x.N
	}
	slices.Sort(order)
	at := func(rank int) int {
		for _, n := range order {
			if rank -= byDays[n]; rank <= 0 {
				return n
			}
		}
		return 0
	}
	all.Median, all.Ninth = at((all.Cases+1)/2), at((9*all.Cases+9)/10)
	return all
}

// A UnitFigures is what the statistics say of one unit.
type UnitFigures struct {
	Agency, Unit int64 // Unit 0: what no unit has
	Received     int
	Ended        map[casefile.Ending]int
	Overdue      int
	Used         Spread
}

// ByUnit returns the statistics unit by unit, in the order of agencies and units.
func (s Statistics) ByUnit() []UnitFigures {
	var all []UnitFigures
	var days [][]Sum
	for _, x := range s.Units {
		last := len(all) - 1
		if last < 0 || all[last].Agency != x.Agency || all[last].Unit != x.Unit {
			all, days = append(all, UnitFigures{Agency: x.Agency, Unit: x.Unit, Ended: map[casefile.Ending]int{}}), append(days, nil)
			last++
		}
		switch x.Heading {
		case Received:
			all[last].Received += x.N
		case Ended:
			all[last].Ended[casefile.Ending(x.Value)] += x.N
		case Overdue:
			all[last].Overdue += x.N
		case Used:
			days[last] = append(days[last], x)
		}
	}
	for i := range all {
		all[i].Used = spread(days[i])
	}
	return all
}
