package page

import "mingda/internal/calendar"

// A MonthDay is one day of a month with what falls due on it, drawn as the clock
// calendar draws days.
type MonthDay struct {
	CalendarDay
	Href   string // to what falls due; none where nothing does
	Tags   []Tag
	Chosen bool // its list stands on the page
	Out    bool // fills the first or the last week; empty
}

// Class returns the classes of the cell.
func (d MonthDay) Class() string {
	if d.Out {
		return "out"
	}
	class := d.CalendarDay.Class()
	if d.Href != "" {
		class += " busy"
	}
	if d.Chosen {
		class += " chosen"
	}
	return class
}

// Words returns what the cell says to screen readers beside its day; weekends are
// told by their columns.
func (d MonthDay) Words() string {
	words := ""
	switch {
	case d.MakeUp:
		words = "调休上班"
	case d.Kind == DayHoliday:
		words = "节假日"
	}
	if d.Today && words != "" {
		words += "，"
	}
	if d.Today {
		words += "今天"
	}
	return words
}

// A MonthCalendar is a month in whole weeks, Monday first.
type MonthCalendar struct {
	First calendar.Date
	Weeks [][]MonthDay
}

// NewMonthCalendar lays the days of a month out in weeks.
func NewMonthCalendar(days []MonthDay) MonthCalendar {
	known, plain := map[calendar.Date]MonthDay{}, make([]CalendarDay, len(days))
	for i, d := range days {
		known[d.On], plain[i] = d, d.CalendarDay
	}
	m := MonthCalendar{First: days[0].On}
	for _, week := range NewClockCalendar(plain).Weeks {
		var row []MonthDay
		for _, d := range week.Days {
			day, ok := known[d.On]
			if !ok {
				day = MonthDay{CalendarDay: d, Out: true}
			}
			row = append(row, day)
		}
		m.Weeks = append(m.Weeks, row)
	}
	return m
}
