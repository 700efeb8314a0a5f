package calendar

import "time"

// A monthDay is a day of some year, as month*100 + day.
type monthDay int

func (m monthDay) in(year int) Date { return NewDate(year, time.Month(m/100), int(m%100)) }

// movable are the days of the lunar and solar-term holidays of the years whose
// notices were not out when this was written. Made once with the Python
// package lunardate (checked against the notices of 2019 to 2026, which this
// table does not hold); 清明 by the solar term.
var movable = map[int]struct{ springFestival, qingming, dragonBoat, midAutumn monthDay }{
	2027: {206, 405, 609, 915},
	2028: {126, 404, 528, 1003},
	2029: {213, 404, 616, 922},
	2030: {203, 405, 605, 912},
	2031: {123, 405, 624, 1001},
	2032: {211, 404, 612, 919},
	2033: {131, 404, 601, 908},
	2034: {219, 405, 620, 927},
	2035: {208, 405, 610, 916},
}

// statutoryHolidays returns the days off that 全国年节及纪念日放假办法 (in force
// from 2025-01-01) itself makes, art. 2, and for each of them that falls on a
// weekend the next day that is otherwise a workday, art. 6. There are no
// make-up workdays. For a year outside the table of movable holidays it
// returns those with fixed dates.
func statutoryHolidays(year int) []Date {
	days := []Date{
		monthDay(101).in(year),
		monthDay(501).in(year), monthDay(502).in(year),
		monthDay(1001).in(year), monthDay(1002).in(year), monthDay(1003).in(year),
	}
	if m, ok := movable[year]; ok {
		first := m.springFestival.in(year)
		days = append(days,
			first.AddDays(-1), first, first.AddDays(1), first.AddDays(2), // 除夕 to 初三
			m.qingming.in(year), m.dragonBoat.in(year), m.midAutumn.in(year))
	}
	off := map[Date]bool{}
	for _, d := range days {
		off[d] = true
	}
	for _, d := range days { // the range was taken before the loop: what is added is not made up again
		if !isWeekend(d) {
			continue
		}
		for off[d] || isWeekend(d) {
			d = d.AddDays(1)
		}
		off[d] = true
		days = append(days, d)
	}
	return days
}
