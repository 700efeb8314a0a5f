package deadline

import "mingda/internal/calendar"

// A period is one run of the clock of a request: from receipt, or from what
// started it anew.
type period struct {
	start      calendar.Date // does not count
	base       int           // workdays the statute or the order gives
	extension  int           // workdays added
	extensions int           // notices of extension that took effect
	delay      calendar.Date // last day by 条例 35; no day: not delayed
	stops      stops
}

// due returns the last day, seen from now.
func (p period) due(cal *calendar.Calendar, now calendar.Date) calendar.Date {
	if !p.delay.IsZero() {
		return p.delay
	}
	d := p.start
	for n := p.base + p.extension; n > 0; {
		d = d.AddDays(1)
		if p.counts(cal, d, now) {
			n--
		}
	}
	return d
}

// counts reports whether d is a workday that uses up the period.
func (p period) counts(cal *calendar.Calendar, d, now calendar.Date) bool {
	return cal.IsWorkday(d) && (!p.delay.IsZero() || !p.stops.held(d, now))
}

// used returns the counted workdays after the start up to upTo, seen from now.
func (p period) used(cal *calendar.Calendar, upTo, now calendar.Date) int {
	n := 0
	for d := p.start.AddDays(1); !d.After(upTo); d = d.AddDays(1) {
		if p.counts(cal, d, now) {
			n++
		}
	}
	return n
}

// total returns the workdays of the whole period.
func (p period) total(cal *calendar.Calendar) int {
	if !p.delay.IsZero() {
		return cal.Workdays(p.start, p.delay)
	}
	return p.base + p.extension
}

// looksBeyond reports whether a day after from up to upTo lies in a year whose
// holidays are not known.
func looksBeyond(cal *calendar.Calendar, from, upTo calendar.Date) bool {
	for d := from.AddDays(1); !d.After(upTo); d = calendar.NewDate(d.Year()+1, 1, 1) {
		if !cal.Known(d.Year()) {
			return true
		}
	}
	return false
}
