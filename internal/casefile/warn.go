package casefile

import (
	"fmt"

	"mingda/internal/calendar"
	"mingda/internal/law"
)

// A WarnRule says when people are told that a period ends; the office's own setting.
type WarnRule struct {
	Before []int // so many workdays before the last day; 0 is that day itself
	Every  int   // after it: on the first workday, and then every so many; 0 only on the first
}

// A Warning is what is to be told of a period of a case on a day.
type Warning struct {
	Case     ID
	Number   string
	What     ClockCode
	Until    calendar.Date // the day it is told by
	Due      calendar.Date // the chosen last day where Until is that of the strictest reading; else none
	Left     int           // workdays until then; below 0 so many after it
	WaitsFor Party         // whose move it is
	Key      string        // the same for the same step of the same period, however often it is asked
}

// IsLate reports whether the day has passed.
func (w Warning) IsLate() bool { return w.Left < 0 }

// Warnings returns what is to be told of the periods of an open case on a day: of
// each the last step that was reached. So what was missed while nothing ran is
// told once, with the days that are left by then.
func (c *Case) Warnings(cal *calendar.Calendar, today calendar.Date, row Row, rule WarnRule) ([]Warning, error) {
	if !row.Open {
		return nil, nil
	}
	clocks, err := c.Clocks(cal, today, func(Letter) []law.Remedy { return nil })
	if err != nil {
		return nil, err
	}
	var all []Warning
	for _, k := range clocks {
		w := Warning{Case: c.ID, Number: c.Number, What: k.What, Until: k.Until, WaitsFor: c.mover(k)}
		if k.What == AnswerClock {
			w.Until, w.Due = strictly(cal, today, row)
		}
		rule := rule
		if k.What.IsOthers() { // that nothing came is said once; the page of the day holds it from then on
			rule.Every = 0
		}
		step, left, ok := rule.reached(cal, today, w.Until)
		if !ok || !warns(k, left) {
			continue
		}
		w.Left, w.Key = left, fmt.Sprintf("%d/%s/%d/%s/%s", c.ID, k.What, k.Letter, w.Until, step)
		all = append(all, w)
	}
	return all, nil
}

// warns reports whether a period presses somebody in the office. To ask for
// clarification, to object and to sue is nobody's duty; whom the office waits for
// is not ours to press before the day has passed.
func warns(k Clock, left int) bool {
	switch k.What {
	case ClarifyClock, ReviewClock, CourtClock, AfterReviewClock, ToldReviewClock, ToldCourtClock:
		return false
	}
	switch k.State {
	case ClockRuns, ClockMissed:
	default:
		return false
	}
	if k.What.IsOthers() {
		return k.WaitsFor != NobodyWaits && left < 0
	}
	switch k.WaitsFor {
	case NobodyWaits:
		return false
	case ApplicantWaits, ThirdPartyWaits:
		return left < 0
	}
	return true
}

// mover is whose move a period asks for. Where somebody outside let the day pass
// the unit has to decide what follows, or the clerk while there is none.
func (c *Case) mover(k Clock) Party {
	switch {
	case k.WaitsFor != ApplicantWaits && k.WaitsFor != ThirdPartyWaits:
		return k.WaitsFor
	case c.Unit == 0:
		return ClerkWaits
	}
	return UnitWaits
}

// strictly returns the day by which the answer is warned of: that of the strictest
// reading until the workday after it, then the chosen one. due is the chosen one
// where it is the other.
func strictly(cal *calendar.Calendar, today calendar.Date, row Row) (until, due calendar.Date) {
	strict := row.StrictDueOn
	if strict.IsZero() || !strict.Before(row.DueOn) || cal.Workdays(strict, today) > 1 {
		return row.DueOn, calendar.Date{}
	}
	return strict, row.DueOn
}

// reached returns the last step of the rule that a period has come to, and how many
// workdays are left of it.
func (r WarnRule) reached(cal *calendar.Calendar, today, until calendar.Date) (step string, left int, ok bool) {
	if until.IsZero() {
		return "", 0, false
	}
	if today.After(until) {
		gone := cal.Workdays(until, today)
		if gone == 0 { // the days off right after it
			return "", 0, false
		}
		at := 1
		if r.Every > 0 {
			at += (gone - 1) / r.Every * r.Every
		}
		return fmt.Sprintf("+%d", at), -gone, true
	}
	left = cal.Workdays(today, until)
	at := -1
	for _, days := range r.Before {
		if days >= left && (at < 0 || days < at) {
			at = days
		}
	}
	return fmt.Sprint(at), left, at >= 0
}
