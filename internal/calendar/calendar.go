package calendar

import (
	"maps"
	"slices"
	"time"
)

// A DayKind says why a day is a workday or a day off.
type DayKind string

// The kinds of day.
const (
	Workday DayKind = "workday" // Monday to Friday, nothing else said
	Weekend DayKind = "weekend" // Saturday or Sunday, nothing else said
	Holiday DayKind = "holiday" // a sheet or the holidays regulation makes it a day off
	MakeUp  DayKind = "makeup"  // Saturday or Sunday that a sheet makes a workday (调休上班)
)

// A Calendar says which days are workdays in one region. It never changes
// after it is made, so it may be shared. Make one with New or Embedded; the
// zero Calendar knows only weekends.
type Calendar struct {
	region string
	sheets []Sheet
	marked []mark // by slot: the days that a sheet lists
	known  map[int]bool
}

// A mark is what a sheet makes of a day.
type mark uint8

// The marks; the zero mark is that nothing is said.
const (
	markHoliday mark = iota + 1
	markWorkday
)

// slot returns the place of a day among the marks, and whether it has one.
// Months are given 31 days each, so that a day is found without counting.
func slot(d Date) (int, bool) {
	year := d.Year() - firstYear
	return (year*12+int(d.Month())-1)*31 + d.Day() - 1, year >= 0 && d.Year() <= lastYear
}

// The years for which the days of the holidays regulation are worked out where
// no sheet lists them. Before and after, only weekends are days off.
const (
	firstYear = 2000
	lastYear  = 2099
)

// New makes the calendar of a region from its sheets: the national one first,
// each later one laid over those before it. In a year that the first sheet
// does not list, the days that 全国年节及纪念日放假办法 itself makes holidays
// take its place (see statutoryHolidays).
func New(region string, sheets ...Sheet) *Calendar {
	c := &Calendar{region: region, sheets: sheets, marked: make([]mark, (lastYear-firstYear+1)*12*31), known: map[int]bool{}}
	if len(sheets) == 0 {
		return c
	}
	for year := firstYear; year <= lastYear; year++ {
		listed := true
		for i, s := range sheets {
			days, ok := s.Years[year]
			if !ok && i == 0 {
				days.Holidays = statutoryHolidays(year)
			}
			c.lay(days)
			listed = listed && ok
		}
		c.known[year] = listed
	}
	return c
}

// lay marks the days of one sheet, over what is there. Days outside the years
// that are worked out have no place.
func (c *Calendar) lay(days SheetYear) {
	set := func(list []Date, m mark) {
		for _, d := range list {
			if i, ok := slot(d); ok {
				c.marked[i] = m
			}
		}
	}
	set(days.Holidays, markHoliday)
	set(days.Workdays, markWorkday)
}

// Region returns the code of the region, such as "CN-65".
func (c *Calendar) Region() string { return c.region }

// Sheets returns the sheets that the calendar was made of, in their order. They
// are shared: nobody changes them.
func (c *Calendar) Sheets() []Sheet { return c.sheets }

// With returns the calendar in which the notice stands in place of what its
// sheet says of its year. A notice for another region changes nothing.
func (c *Calendar) With(n Notice) *Calendar {
	sheets := slices.Clone(c.sheets)
	for i, s := range sheets {
		if s.Region == n.Region {
			s.Years = maps.Clone(s.Years)
			s.Years[n.Year] = SheetYear{Holidays: n.Holidays, Workdays: n.Workdays}
			sheets[i] = s
		}
	}
	return New(c.region, sheets...)
}

// Known reports whether every sheet of the region lists the year. What was
// worked out from days of any other year is provisional.
func (c *Calendar) Known(year int) bool { return c.known[year] }

// Kind returns what kind of day d is.
func (c *Calendar) Kind(d Date) DayKind {
	said, weekend := mark(0), isWeekend(d)
	if i, ok := slot(d); ok && len(c.marked) > 0 {
		said = c.marked[i]
	}
	switch {
	case said == markHoliday:
		return Holiday
	case said == markWorkday && weekend:
		return MakeUp
	case weekend && said == 0:
		return Weekend
	}
	return Workday
}

// IsWorkday reports whether d is a workday, make-up workdays included.
func (c *Calendar) IsWorkday(d Date) bool {
	kind := c.Kind(d)
	return kind == Workday || kind == MakeUp
}

// AddWorkdays returns the n-th workday after d; d itself never counts. For
// n <= 0 it returns d.
func (c *Calendar) AddWorkdays(d Date, n int) Date {
	for n > 0 {
		d = d.AddDays(1)
		if c.IsWorkday(d) {
			n--
		}
	}
	return d
}

// Workdays returns the number of workdays d with after < d <= upTo, and 0 when
// upTo is not later than after.
func (c *Calendar) Workdays(after, upTo Date) int {
	n := 0
	for d := after.AddDays(1); !d.After(upTo); d = d.AddDays(1) {
		if c.IsWorkday(d) {
			n++
		}
	}
	return n
}

// Roll returns d if it is a workday, else the next workday: the last day of a
// period counted in calendar days (行政复议法 88 with 民事诉讼法 on periods).
func (c *Calendar) Roll(d Date) Date {
	for !c.IsWorkday(d) {
		d = d.AddDays(1)
	}
	return d
}

func isWeekend(d Date) bool {
	w := d.Weekday()
	return w == time.Saturday || w == time.Sunday
}
