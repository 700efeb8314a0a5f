package deadline

import (
	"mingda/internal/calendar"
	"mingda/internal/law"
)

// Span marks the days of a period that nothing stops, from the day that starts it,
// which does not count, to its last: in whole weeks, Monday first. Of workdays those
// count, of calendar days and months all do. A period whose unit is empty is a day
// that somebody set: nothing is counted to it. Without a start or an end there are
// no days.
func Span(cal *calendar.Calendar, from, until calendar.Date, unit law.Unit) []DayMark {
	if from.IsZero() || until.IsZero() || until.Before(from) {
		return nil
	}
	var list []DayMark
	for d := mondayOf(from); !d.After(until) || len(list)%7 != 0; d = d.AddDays(1) {
		list = append(list, DayMark{On: d, Mark: spanMark(cal, d, from, until, unit), MakeUp: cal.Kind(d) == calendar.MakeUp})
	}
	return list
}

// daysOff are the marks of the days on which nobody works.
var daysOff = map[calendar.DayKind]Mark{calendar.Weekend: MarkWeekend, calendar.Holiday: MarkHoliday}

// spanMark returns how one day of a Span counts.
func spanMark(cal *calendar.Calendar, d, from, until calendar.Date, unit law.Unit) Mark {
	off := daysOff[cal.Kind(d)]
	switch {
	case d.Before(from) || d.After(until):
		return MarkOutside
	case d == until:
		return MarkDue
	case d == from:
		return MarkStart
	case unit == law.Workdays && off == "", unit == law.Days, unit == law.Months:
		return MarkCounted
	case off != "":
		return off
	}
	return MarkOutside
}

// mondayOf returns the Monday of the week of a day.
func mondayOf(d calendar.Date) calendar.Date {
	return d.AddDays(-(int(d.Weekday()) + 6) % 7)
}
