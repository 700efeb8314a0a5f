package deadline

import (
	"fmt"
	"strings"

	"mingda/internal/calendar"
)

// near writes a day with its year only where that is not the year of the
// matter.
func (t teller) near(d calendar.Date) string {
	if d.Year() != t.receivedOn().Year() {
		return d.Chinese()
	}
	return d.ChineseShort()
}

// nearFull writes 11月20日（星期五）.
func (t teller) nearFull(d calendar.Date) string {
	return t.near(d) + "（" + d.ChineseWeekday() + "）"
}

// span writes 10月1日至7日, and 10月10日至 11月3日.
func (t teller) span(first, last calendar.Date) string {
	switch {
	case first == last:
		return t.near(first)
	case first.Year() == last.Year() && first.Month() == last.Month():
		return fmt.Sprintf("%s至%d日", t.near(first), last.Day())
	}
	return t.near(first) + "至 " + t.near(last)
}

// workdays writes 20 个工作日.
func workdays(n int) string { return fmt.Sprintf("%d 个工作日", n) }

// breaks returns the breaks that a period of the request met, those left out
// on which the clock stood still all the while.
func (t teller) breaks(after, upTo calendar.Date) []calendar.Break {
	var met []calendar.Break
	for _, b := range t.cal.Breaks(after, upTo) {
		held := true
		for d := b.First; !d.After(b.Last); d = d.AddDays(1) {
			held = held && (t.waited(d) || t.period.stops.held(d, t.seen(t.asOf)))
		}
		if !held {
			met = append(met, b)
		}
	}
	return met
}

// breakWords writes the breaks for staff, and their names for the applicant.
func (t teller) breakWords(list []calendar.Break) (staff, names string) {
	var long, short []string
	for _, b := range list {
		long = append(long, b.Name+" "+t.span(b.First, b.Last))
		short = append(short, b.Name)
	}
	return strings.Join(long, "、"), strings.Join(short, "、")
}

// calendarSource names what the days off between two days were taken from.
func (t teller) calendarSource(list []calendar.Break) string {
	var parts []string
	named := map[int]bool{}
	for _, b := range list {
		year := b.First.Year()
		if named[year] {
			continue
		}
		named[year] = true
		if t.cal.Known(year) {
			parts = append(parts, fmt.Sprintf("国务院办公厅 %d 年放假通知", year))
		} else {
			parts = append(parts, "全国年节及纪念日放假办法第二条、第六条")
		}
	}
	return strings.Join(parts, "；")
}

// unknownYears writes the years after the start up to a day whose holidays are
// not announced, empty when all are.
func (t teller) unknownYears(upTo calendar.Date) string {
	var years []string
	for y := t.period.start.AddDays(1).Year(); y <= upTo.Year(); y++ {
		if !t.cal.Known(y) {
			years = append(years, fmt.Sprintf("%d 年", y))
		}
	}
	return strings.Join(years, "、")
}

// makeUps writes the make-up workdays between two days, both included.
func (t teller) makeUps(first, last calendar.Date) string {
	var days []string
	for d := first; !d.After(last); d = d.AddDays(1) {
		if t.cal.Kind(d) == calendar.MakeUp {
			days = append(days, t.near(d))
		}
	}
	return strings.Join(days, "、")
}
