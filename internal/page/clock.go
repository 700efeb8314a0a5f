package page

import (
	"slices"

	"mingda/internal/calendar"
	"mingda/internal/deadline"
)

// A DayKind is how a day counts towards a deadline.
type DayKind string

// The kinds of day. The zero kind lies outside the period.
const (
	DayOff      DayKind = "off"        // weekend
	DayHoliday  DayKind = "hol"        // public holiday
	DayCounted  DayKind = "cnt"        // counts
	DayExtended DayKind = "ext"        // counts, within the extension
	DayStopped  DayKind = "hold"       // the clock stands still
	DayReceived DayKind = "start"      // receipt; does not count
	DayBegins   DayKind = "start from" // starts a period that follows from something else; does not count
	DayLast     DayKind = "end"        // the last day
	DayMissed   DayKind = "end missed" // the last day, which passed without an answer
	DayLate     DayKind = "over"       // after the last day, without an answer
	DayEnded    DayKind = "done"       // the matter ended
	DayGone     DayKind = "gone"       // it would have counted, but the period begins anew
)

// A CalendarDay is one day of the clock calendar.
type CalendarDay struct {
	On     calendar.Date
	Kind   DayKind
	MakeUp bool // a weekend day worked in exchange for a holiday
	Today  bool
}

// Class returns the classes of the cell.
func (d CalendarDay) Class() string {
	class := string(d.Kind)
	if d.MakeUp {
		class += " work"
	}
	if d.Today {
		class += " now"
	}
	return class
}

var dayWords = map[DayKind]string{
	DayOff: "周末，不计", DayHoliday: "节假日，不计", DayCounted: "计入", DayExtended: "计入（延期）",
	DayStopped: "停表，不计", DayReceived: "收到，不计", DayBegins: "起算之日，不计", DayLast: "最迟之日",
	DayMissed: "最迟之日，已过", DayLate: "逾期", DayEnded: "办结", DayGone: "期限重新计算，不计",
}

// Words returns what the cell says to screen readers, "" outside the period.
func (d CalendarDay) Words() string {
	words := dayWords[d.Kind]
	if d.MakeUp && d.Kind != DayStopped {
		words += "，调休上班"
	}
	if d.Today {
		if words != "" {
			words += "，"
		}
		words += "今天"
	}
	return words
}

// dayKinds are the marks of the clock as the calendar draws them.
var dayKinds = map[deadline.Mark]DayKind{
	deadline.MarkStart: DayReceived, deadline.MarkCounted: DayCounted, deadline.MarkExtended: DayExtended,
	deadline.MarkHeld: DayStopped, deadline.MarkHoliday: DayHoliday, deadline.MarkWeekend: DayOff, deadline.MarkDue: DayLast,
}

// KindOf returns how a day is drawn that the clock marks so.
func KindOf(m deadline.Mark) DayKind { return dayKinds[m] }

// MarkedDays are the days of an explanation as the calendar draws them.
func MarkedDays(days []deadline.DayMark, today calendar.Date) []CalendarDay {
	var list []CalendarDay
	for _, d := range days {
		list = append(list, CalendarDay{On: d.On, Kind: KindOf(d.Mark), MakeUp: d.MakeUp, Today: d.On == today})
	}
	return list
}

// A CalendarWeek is one row of the clock calendar, Monday first.
type CalendarWeek struct {
	Label string // 9月 in the first row and where a month begins, else empty
	Days  []CalendarDay
	Gap   int // weeks left out before this one
}

// A ClockCalendar shows day by day how a deadline came about. Partial
// "calendar".
type ClockCalendar struct {
	From, To calendar.Date
	Weeks    []CalendarWeek
}

// NewClockCalendar lays days out in whole weeks. The days are in order and
// without gaps; what is missing of the first and last week is filled with days
// outside the period. Without days the calendar is empty.
func NewClockCalendar(days []CalendarDay) ClockCalendar {
	if len(days) == 0 {
		return ClockCalendar{}
	}
	const week = 7
	first, last := days[0].On, days[len(days)-1].On
	from := first.AddDays(-(int(first.Weekday()) + week - 1) % week)
	to := last.AddDays((week - int(last.Weekday())) % week)
	known := map[calendar.Date]CalendarDay{}
	for _, d := range days {
		known[d.On] = d
	}
	c := ClockCalendar{From: from, To: to}
	said := from.Month() // of the first row, whatever month its Sunday is in
	for monday := from; !monday.After(to); monday = monday.AddDays(week) {
		row := CalendarWeek{}
		if sunday := monday.AddDays(week - 1); monday == from {
			row.Label = itoa(int(said)) + "月"
		} else if sunday.Month() != said {
			said = sunday.Month()
			row.Label = itoa(int(said)) + "月"
		}
		for i := range week {
			on := monday.AddDays(i)
			d, ok := known[on]
			if !ok {
				d = CalendarDay{On: on}
				if weekend := i >= week-2; weekend {
					d.Kind = DayOff
				}
			}
			row.Days = append(row.Days, d)
		}
		c.Weeks = append(c.Weeks, row)
	}
	return c
}

// The weeks that a long period shows at its beginning and its end.
const shownWeeks = 3

// Short leaves the middle of a long period out: what matters of it is how it begins
// and how it ends.
func (c ClockCalendar) Short() ClockCalendar {
	left := len(c.Weeks) - 2*shownWeeks
	if left < shownWeeks {
		return c
	}
	rest := slices.Clone(c.Weeks[shownWeeks+left:])
	rest[0].Gap = left
	if rest[0].Label == "" {
		rest[0].Label = itoa(int(rest[0].Days[len(rest[0].Days)-1].On.Month())) + "月"
	}
	c.Weeks = append(slices.Clone(c.Weeks[:shownWeeks]), rest...)
	return c
}

// A Period is one of the periods of a case (各个期限). Partial "period".
type Period struct {
	Label    string
	Until    calendar.Date // none where it cannot be said
	Tag      Tag           // how it stands, or what is left
	WaitsFor string        // 等承办单位
	Why      string        // how it came about
	Source   string        // the article
}
