// Package demo fills an empty office with a district government that does not
// exist, its people, and some eighty requests of ten months, in every state, with
// nearly every kind of result, one of each procedure under way, and some twenty
// reconsideration cases, decided and open. It does so by running the real acts of package
// desk through time, from workday to workday in office hours: it writes no row
// of its own, so what it leaves is what an office would have.
//
// Names, places, numbers and texts are made up; identity numbers have a right
// check digit and belong to nobody. The same day always gives the same office,
// but for what chance makes: query codes, Message-IDs, hashes.
package demo

import (
	"context"
	"fmt"
	"log/slog"
	"time"

	"mingda/internal/auth"
	"mingda/internal/calendar"
	"mingda/internal/desk"
	"mingda/internal/office"
)

// An Office is an empty office that is to be filled.
type Office struct {
	Desk   *desk.Desk      // of the demo: its clock is the one SetNow moves
	SetNow func(time.Time) // moves the desk's clock
	Now    time.Time       // the present; what happens ends just before
	Log    *slog.Logger
}

// Fill fills the office. The clock stands at o.Now when it returns. It fails at
// the first act that is refused: a demo that is half there is no demo.
func Fill(ctx context.Context, o Office) error {
	f := &filling{Office: o, ctx: ctx, today: calendar.DateOf(o.Now)}
	for !o.Desk.Calendar().IsWorkday(f.today) {
		f.today = f.today.AddDays(-1)
	}
	mailFrom := o.Desk.MailFrom
	defer func() { o.Desk.MailFrom = mailFrom }()
	o.Desk.MailFrom = f.mailFrom
	o.SetNow(f.back(openedBefore).Start().Add(8 * time.Hour))
	if err := f.furnish(); err != nil {
		return fmt.Errorf("people of the demo: %w", err)
	}
	f.plan()
	if err := f.run(); err != nil {
		return err
	}
	o.SetNow(o.Now)
	o.Log.Info("the demo office is filled", "acts", f.done)
	return nil
}

// openedBefore is how many workdays before the present the office was opened.
const openedBefore = 205

// A filling is a Fill that is under way.
type filling struct {
	Office
	ctx      context.Context
	today    calendar.Date // the present day, or the last workday before it
	agencies []office.Agency
	units    map[string]office.Unit
	users    map[string]auth.User // by login
	steps    []step
	done     int // steps
	made     int // counts up, so that what must differ differs
	// lastReply is the latest reply of the government, for the refusal of a
	// request that repeats it.
	lastReply struct {
		number string
		on     calendar.Date
		was    string // as the field earlier_was has it
	}
}

// mailFrom is the address an agency of the demo sends from while it is filled.
func (f *filling) mailFrom(agency int64) string {
	for _, a := range f.agencies {
		if a.ID == agency {
			return a.MailAddress
		}
	}
	return ""
}

// back returns the n-th workday before the present one.
func (f *filling) back(n int) calendar.Date {
	day := f.today
	for n > 0 {
		day = day.AddDays(-1)
		if f.Desk.Calendar().IsWorkday(day) {
			n--
		}
	}
	return day
}
