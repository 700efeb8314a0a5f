package auth

import (
	"time"

	"mingda/internal/fault"
)

// A Load is something that costs the office much or carries much away, and that nobody does
// very often by hand.
type Load string

// The loads.
const (
	Searching Load = "searching" // with words
	Fetching  Load = "fetching"  // a file, a letter, a picture
	Exporting Load = "exporting" // a table, a whole file (案卷)
	Sending   Load = "sending"   // a form with files
)

// Loads bounds how much of each load somebody does in a minute: all at once or evenly, as
// Tries gives tries back. It is safe for concurrent use and keeps nothing over a restart.
type Loads struct{ of map[Load]*Tries }

// NewLoads bounds each load that has a number above 0, and remembers at most so many people
// or addresses for each.
func NewLoads(perMinute map[Load]int, most int) *Loads {
	l := &Loads{map[Load]*Tries{}}
	for load, n := range perMinute {
		if n > 0 {
			l.of[load] = NewTries(n, most)
		}
	}
	return l
}

// Take counts one more of the load by somebody at now, or counts none and returns a fault of
// kind TooMany that says in how many seconds the next may.
func (l *Loads) Take(load Load, who string, now time.Time) error {
	if l == nil || l.of[load] == nil {
		return nil
	}
	if wait := l.of[load].take(who, now); wait > 0 {
		return fault.New(fault.TooMany, "load_too_many", seconds(wait))
	}
	return nil
}
