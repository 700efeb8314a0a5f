package demo

import (
	"fmt"
	"slices"
	"time"

	"mingda/internal/calendar"
)

// A step is one thing that somebody does at an instant.
type step struct {
	at   time.Time
	what string // for the failure's text
	do   func() error
}

// at plans a step on a day, at an hour and minute of Asia/Shanghai.
func (f *filling) at(day calendar.Date, hour, minute int, what string, do func() error) {
	f.steps = append(f.steps, step{day.Start().Add(time.Duration(hour)*time.Hour + time.Duration(minute)*time.Minute), what, do})
}

// run does the planned steps in the order of their instants. A step may plan
// further ones, later than itself. What lies after the present is not done: it
// is what the office has before it.
func (f *filling) run() error {
	for len(f.steps) > 0 {
		next := 0
		for i, s := range f.steps {
			if s.at.Before(f.steps[next].at) {
				next = i
			}
		}
		s := f.steps[next]
		f.steps = slices.Delete(f.steps, next, next+1)
		if !s.at.Before(f.Now) {
			continue
		}
		f.SetNow(s.at)
		if err := s.do(); err != nil {
			return fmt.Errorf("%s on %s: %w", s.what, s.at.In(calendar.Zone).Format("2006-01-02 15:04"), err)
		}
		if err := f.ctx.Err(); err != nil {
			return err
		}
	}
	return nil
}

// plan plans what happens in the demo.
func (f *filling) plan() {}
