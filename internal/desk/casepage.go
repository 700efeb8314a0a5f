package desk

import (
	"context"
	"slices"

	"mingda/internal/auth"
	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/inbox"
	"mingda/internal/sqlite"
)

// DueIfReceived returns the last day to answer the case if it had been received
// on another day, no day while there is none, and false if the day cannot be:
// it lies after something that came later.
func (d *Desk) DueIfReceived(v CaseView, on calendar.Date) (calendar.Date, bool) {
	tried := *v.Case
	tried.Receipt.On = on
	clock, err := tried.Clock(d.Calendar(), d.today())
	return clock.Due, err == nil
}

// DueIfResumed returns the last day to answer a closed case if it went on, no day
// while a supplement would be awaited.
func (d *Desk) DueIfResumed(v CaseView) (calendar.Date, error) {
	clock, err := v.Case.AsResumed().Clock(d.Calendar(), d.today())
	return clock.Due, err
}

// repliesLooked bounds how many waiting inputs are looked through for one case.
const repliesLooked = 200

// RepliesWaiting returns the mails that wait for a person and seem to belong to
// the case: they name it or answer what was sent about it. Whoever may see the
// case may know that there are some; what they say stands in the inbox.
func (d *Desk) RepliesWaiting(ctx context.Context, by auth.User, c *casefile.Case) ([]sqlite.InputRow, error) {
	rows, err := d.DB.Inputs(ctx, sqlite.InputFilter{State: inbox.Waiting, Agency: c.Agency, Door: casefile.Mail, Person: by.ID, Limit: repliesLooked})
	if err != nil {
		return nil, err
	}
	var found []sqlite.InputRow
	for _, row := range rows {
		i, err := loadInput(ctx, d.DB, row.ID)
		if err != nil {
			return nil, err
		}
		refs := i.Digest.Proposal.Refs
		if slices.Contains(refs, c.Number) || slices.Contains(refs, c.InputNumber) {
			found = append(found, row)
		}
	}
	return found, nil
}

// ReplaceCode gives the applicant of a case a new query code after
// identification (换查询码); the old one stops working. The code is in the
// ticket and nowhere else.
func (d *Desk) ReplaceCode(ctx context.Context, by auth.User, id casefile.ID, who casefile.Identification) (Ticket, error) {
	c, err := loadCase(ctx, d.DB, id)
	if err != nil {
		return Ticket{}, err
	}
	if err := auth.May(by, casefile.ReplaceCode, subjectOf(c, 0)); err != nil {
		return Ticket{}, err
	}
	s, err := c.Situation(d.Calendar(), d.today())
	if err != nil {
		return Ticket{}, err
	}
	if err := c.Allows(casefile.ReplaceCode, s); err != nil {
		return Ticket{}, err
	}
	return d.NewInputCode(ctx, by, inbox.ID(c.Input), who)
}

// SituationOf returns what the rules must know beside the case of a view.
func (d *Desk) SituationOf(v CaseView) casefile.Situation {
	return casefile.Situation{Today: d.today(), Due: v.Clock.Due, ClarifyBy: v.Clock.ClarifyBy}
}

// DueWithout returns the last day to answer a case without one of its entries.
func (d *Desk) DueWithout(v CaseView, n int) (calendar.Date, error) {
	without, err := v.Case.Without(n)
	if err != nil {
		return calendar.Date{}, err
	}
	clock, err := without.Clock(d.Calendar(), d.today())
	return clock.Due, err
}
