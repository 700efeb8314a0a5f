package deadline

import "mingda/internal/calendar"

// A stop is a span in which the clock stands still: the days after from, up to
// its last day.
type stop struct {
	id    string
	from  calendar.Date
	to    calendar.Date // the day it ended; no day while it is open
	limit calendar.Date // no day later than this is held; no day: no limit
	sharp bool          // the day it ended counts again (the strict reading)
}

// last returns the last day held, seen from now.
func (s stop) last(now calendar.Date) calendar.Date {
	last := now
	if !s.to.IsZero() {
		last = s.to
		if s.sharp {
			last = s.to.AddDays(-1)
		}
	}
	if !s.limit.IsZero() && last.After(s.limit) {
		return s.limit
	}
	return last
}

// stops are the spans of one period. They may overlap.
type stops []stop

// held reports whether the clock stands still on d, seen from now.
func (list stops) held(d, now calendar.Date) bool {
	for _, s := range list {
		if d.After(s.from) && !d.After(s.last(now)) {
			return true
		}
	}
	return false
}

// open reports whether one has not ended.
func (list stops) open() bool {
	for _, s := range list {
		if s.to.IsZero() {
			return true
		}
	}
	return false
}

// end ends the open stop with the id, and reports whether it is among these.
func (list stops) end(id string, on calendar.Date) bool {
	for i := range list {
		if list[i].id == id && list[i].to.IsZero() {
			list[i].to = on
			return true
		}
	}
	return false
}

// days returns the number of calendar days held, seen from now; a day held
// twice counts once.
func (list stops) days(now calendar.Date) int {
	held := map[calendar.Date]bool{}
	for _, s := range list {
		for d := s.from.AddDays(1); !d.After(s.last(now)); d = d.AddDays(1) {
			held[d] = true
		}
	}
	return len(held)
}
