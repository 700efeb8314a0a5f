package calendar

import (
	"slices"
	"strings"
)

// A Break is a run of days off around one holiday or several.
type Break struct {
	Name        string // 中秋; several as 国庆、中秋; 地方节假日 for a regional one
	First, Last Date   // weekends at either end left out
}

// regionalName names days off that a regional sheet alone makes: its notices
// say which feast they are, the sheet does not.
const regionalName = "地方节假日"

// Breaks returns the breaks of which a day d with after < d <= upTo is a part,
// in order.
func (c *Calendar) Breaks(after, upTo Date) []Break {
	var list []Break
	for d := after.AddDays(1); !d.After(upTo); d = d.AddDays(1) {
		if c.Kind(d) != Holiday || isWeekend(d) {
			continue
		}
		first, last := c.reach(d, -1), c.reach(d, 1)
		list = append(list, Break{Name: c.breakName(first, last), First: first, Last: last})
		d = last
	}
	return list
}

// reach returns the farthest weekday holiday that hangs together with d in one
// direction; weekends between do not part them.
func (c *Calendar) reach(d Date, step int) Date {
	far := d
	for e := d.AddDays(step); c.Kind(e) == Holiday || c.Kind(e) == Weekend; e = e.AddDays(step) {
		if !isWeekend(e) {
			far = e
		}
	}
	return far
}

// breakName returns the names of the holidays that lie in a run of days off,
// with the weekends beside it.
func (c *Calendar) breakName(first, last Date) string {
	for isWeekend(first.AddDays(-1)) {
		first = first.AddDays(-1)
	}
	for isWeekend(last.AddDays(1)) {
		last = last.AddDays(1)
	}
	var names []string
	for year := first.Year(); year <= last.Year(); year++ {
		for _, f := range feasts(year) {
			in := func(d Date) bool { return !d.Before(first) && !d.After(last) }
			if slices.ContainsFunc(f.days, in) {
				names = append(names, f.name)
			}
		}
	}
	if len(names) == 0 {
		return regionalName
	}
	return strings.Join(names, "、")
}
