package calendar

import "time"

// A monthDay is a day of some year, as month*100 + day.
type monthDay int

func (m monthDay) in(year int) Date { return NewDate(year, time.Month(m/100), int(m%100)) }

// movable are the days of the holidays by moon and sun: 正月初一, 清明, 五月初五,
// 八月十五. Made once with lunar-javascript 1.7.7 from npm. The years that the
// national sheet lists are here for their names, and as the test of the
// others: each of their days stands in its year's notice.
var movable = map[int]struct{ springFestival, qingming, dragonBoat, midAutumn monthDay }{
	2019: {205, 405, 607, 913},
	2020: {125, 404, 625, 1001},
	2021: {212, 404, 614, 921},
	2022: {201, 405, 603, 910},
	2023: {122, 405, 622, 929},
	2024: {210, 404, 610, 917},
	2025: {129, 404, 531, 1006},
	2026: {217, 405, 619, 925},
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

// A feast is one holiday of 全国年节及纪念日放假办法 in one year.
type feast struct {
	name  string
	fixed bool // it has the same date each year
	days  []Date
}

// feasts returns the holidays that 全国年节及纪念日放假办法 (in force from
// 2025-01-01) itself makes in a year, art. 2. For a year outside the table of
// movable holidays it returns those with fixed dates.
func feasts(year int) []feast {
	run := func(name string, first Date, length int) feast {
		f := feast{name: name}
		for n := range length {
			f.days = append(f.days, first.AddDays(n))
		}
		return f
	}
	list := []feast{
		run("元旦", NewDate(year, time.January, 1), 1),
		run("劳动节", NewDate(year, time.May, 1), 2),
		run("国庆", NewDate(year, time.October, 1), 3),
	}
	for i := range list {
		list[i].fixed = true
	}
	if m, ok := movable[year]; ok {
		list = append(list,
			run("春节", m.springFestival.in(year).AddDays(-1), 4), // 除夕 to 初三
			run("清明", m.qingming.in(year), 1),
			run("端午", m.dragonBoat.in(year), 1),
			run("中秋", m.midAutumn.in(year), 1))
	}
	return list
}

// statutoryHolidays returns the days off of a year whose notice is not out:
// those of the regulation, and for each of them that falls on a weekend the
// next day that is otherwise a workday, art. 6. There are no make-up workdays.
func statutoryHolidays(year int) []Date {
	var days []Date
	off := map[Date]bool{}
	for _, f := range feasts(year) {
		for _, d := range f.days {
			days = append(days, d)
			off[d] = true
		}
	}
	var madeUp []Date
	for _, d := range days {
		if !isWeekend(d) {
			continue
		}
		for off[d] || isWeekend(d) {
			d = d.AddDays(1)
		}
		off[d] = true
		madeUp = append(madeUp, d)
	}
	return append(days, madeUp...)
}
