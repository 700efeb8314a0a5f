package deadline

import "mingda/internal/calendar"

// A Use is what one day was to the clock of a request.
type Use string

// The uses of a day.
const (
	UseCounted   Use = "counted"   // it used the period up
	UseApplicant Use = "applicant" // the clock stood: a supplement or a payment was awaited
	UseOthers    Use = "others"    // the clock stood: others were asked
	UseNone      Use = "none"      // no workday
)

// A DayUse is one day of a request.
type DayUse struct {
	On  calendar.Date
	Use Use
}

// A run is a period of the clock as it ran, up to the day that ended it.
type run struct {
	period
	until calendar.Date
	waits calendar.Date // after this day a supplement or a payment was awaited; no day: never
}

// DayUses returns what each day of a request was to its clock, from the day after the
// receipt to the day that ended it, or to asOf: also the days of periods that were
// started anew, and those after the last day. Within the last period up to its last
// day, as many are counted as Request says were used. It fails as Request does.
func DayUses(cal *calendar.Calendar, events []Event, asOf calendar.Date) ([]DayUse, error) {
	if err := check(events, requestActs, asOf); err != nil {
		return nil, err
	}
	r := newRequest(cal, false)
	var runs []run
	var waits calendar.Date
	for _, e := range events {
		if e.On.After(asOf) {
			break
		}
		before, until := r.period, r.seen(e.On)
		r.apply(e)
		switch last := r.history[len(r.history)-1]; {
		case last.restart && len(r.history) > 1:
			runs, waits = append(runs, run{before, until, waits}), calendar.Date{}
		case r.awaiting != "" && waits.IsZero():
			waits = e.On
		}
	}
	runs = append(runs, run{r.period, r.seen(asOf), waits})
	var days []DayUse
	for _, one := range runs {
		for d := one.start.AddDays(1); !d.After(one.until); d = d.AddDays(1) {
			days = append(days, DayUse{d, one.use(cal, d)})
		}
	}
	return days, nil
}

func (r run) use(cal *calendar.Calendar, d calendar.Date) Use {
	switch {
	case !r.waits.IsZero() && d.After(r.waits):
		return UseApplicant
	case r.counts(cal, d, r.until):
		return UseCounted
	case r.delay.IsZero() && r.stops.held(d, r.until):
		return UseOthers
	}
	return UseNone
}
