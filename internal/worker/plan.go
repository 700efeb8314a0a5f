package worker

import (
	"fmt"
	"time"

	"mingda/internal/calendar"
)

// every is the plan of a job that runs at once and then so long after the end
// of each run. It does not look at the clock, so that a clock set back or ahead
// changes nothing.
type every time.Duration

func (e every) wait(time.Time) time.Duration { return time.Duration(e) }
func (e every) due(time.Time) bool           { return true }
func (e every) next(now time.Time) time.Time { return now.Add(time.Duration(e)) }
func (e every) ran(_ time.Time, _ error)     {}

// A TimeOfDay is an hour and a minute in Asia/Shanghai.
type TimeOfDay struct{ Hour, Minute int }

// ParseTimeOfDay reads a time such as 02:30.
func ParseTimeOfDay(s string) (TimeOfDay, error) {
	t, err := time.Parse("15:04", s)
	if err != nil {
		return TimeOfDay{}, fmt.Errorf("%q is not a time such as 02:30", s)
	}
	return TimeOfDay{t.Hour(), t.Minute()}, nil
}

// timeOfDay is the time so long after midnight.
func timeOfDay(since time.Duration) TimeOfDay {
	return TimeOfDay{int(since / time.Hour), int(since % time.Hour / time.Minute)}
}

// latest returns the last instant up to now at which it was that time of day.
func (t TimeOfDay) latest(now time.Time) time.Time {
	local := now.In(calendar.Zone)
	at := time.Date(local.Year(), local.Month(), local.Day(), t.Hour, t.Minute, 0, 0, calendar.Zone)
	if at.After(local) {
		return at.AddDate(0, 0, -1)
	}
	return at
}

// lookAgain is how often a nightly plan looks at the clock: often enough for a
// machine that slept through the night or had its clock set.
const lookAgain = time.Minute

// tryAgain is how long after a failure a nightly job is tried again.
const tryAgain = time.Hour

// daily is the plan of a job that runs once after a time of day. What was
// missed, because the machine was off, is made up for at the next look.
type daily struct {
	at     TimeOfDay
	good   time.Time // of the last run that went well
	failed time.Time // of the last run, if it failed
}

// nightly returns the plan of a job that last went well at good.
func nightly(at TimeOfDay, good time.Time) *daily { return &daily{at: at, good: good} }

func (d *daily) wait(time.Time) time.Duration { return lookAgain }

func (d *daily) due(now time.Time) bool {
	// Round drops the monotonic clock: a day is a matter of the wall's.
	now = now.Round(0)
	if d.failed.After(now) {
		d.failed = time.Time{} // the clock was set back
	}
	if d.good.After(now) {
		d.good = now
	}
	return d.good.Before(d.at.latest(now)) && now.Sub(d.failed) >= tryAgain
}

func (d *daily) ran(now time.Time, err error) {
	if err != nil {
		d.failed = now.Round(0)
		return
	}
	d.good, d.failed = now.Round(0), time.Time{}
}

func (d *daily) next(now time.Time) time.Time {
	if !d.failed.IsZero() {
		return d.failed.Add(tryAgain)
	}
	return d.at.latest(now).AddDate(0, 0, 1)
}
