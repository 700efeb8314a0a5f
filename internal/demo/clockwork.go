package demo

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"mingda/internal/calendar"
	"mingda/internal/desk"
	"mingda/internal/fault"
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
		f.done++
		err := s.do()
		if err == nil {
			f.SetNow(s.at.Add(soon))
			_, err = f.Desk.SendDue(f.ctx, nowhere{})
		}
		if err != nil {
			return fmt.Errorf("%s on %s: %w %v", s.what, s.at.In(calendar.Zone).Format("2006-01-02 15:04"), err, fault.FieldsOf(err))
		}
		if err := f.ctx.Err(); err != nil {
			return err
		}
	}
	return nil
}

// soon is how long after an act the outbox is sent.
const soon = 3 * time.Second

// nowhere is where the demo's mails go.
type nowhere struct{}

var errMailboxFull = errors.New("552 5.2.2 mailbox full")

// Send implements desk.Sender. One mailbox of the demo fills up before its
// letter is sent.
func (nowhere) Send(_ context.Context, m desk.Mail) error {
	if strings.HasSuffix(m.To, "@full-mailbox.example") && !m.Automatic {
		return errMailboxFull
	}
	return nil
}

// IsPermanent implements desk.Sender.
func (nowhere) IsPermanent(err error) bool { return errors.Is(err, errMailboxFull) }
