package desk

import (
	"context"
	"reflect"

	"mingda/internal/auth"
	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/fault"
	"mingda/internal/inbox"
	"mingda/internal/ledger"
	"mingda/internal/letter"
	"mingda/internal/sqlite"
)

// WithdrawPart records that the applicant dropped a part of what was asked for on
// a day (部分撤回); the case goes on with the rest.
func (d *Desk) WithdrawPart(ctx context.Context, by auth.User, id casefile.ID, version int, f casefile.PartWithdrawn, on calendar.Date) error {
	if err := partLengths(&f.Private); err != nil {
		return err
	}
	return d.act(ctx, by, id, version, casefile.WithdrawPart, 0, func(_ *sqlite.Tx, c *casefile.Case, s casefile.Situation) ([]happening, error) {
		part, err := c.WithdrawPart(f, on, s)
		if err != nil {
			return nil, err
		}
		if part.Declined {
			on = s.Today
		}
		return []happening{onDay(on, part)}, nil
	})
}

// DeclineWithdrawal notes that a wish to withdraw was looked at and the case goes on
// (不按撤回办理).
func (d *Desk) DeclineWithdrawal(ctx context.Context, by auth.User, id casefile.ID, version int, f casefile.WithdrawalDeclined) error {
	f.Private.Reason = kept(f.Private.Reason)
	if err := short("reason", f.Private.Reason, fault.MaxText); err != nil {
		return err
	}
	return d.act(ctx, by, id, version, casefile.DeclineWithdrawal, 0, deciding((*casefile.Case).DeclineWithdrawal, f))
}

// AskToWithdrawPart notes that the applicant wants a part dropped; a person decides.
// Sent twice it is noted once.
func (d *Desk) AskToWithdrawPart(ctx context.Context, visit Visit, p casefile.PartText) error {
	if err := partLengths(&p); err != nil {
		return err
	}
	return d.fromApplicant(ctx, visit, func(c *casefile.Case, today calendar.Date) ([]happening, error) {
		f, err := c.AskPart(casefile.PartWithdrawalAsked{Private: p})
		if err != nil || c.PartAsked != nil && reflect.DeepEqual(c.PartAsked.PartText, f.Private) {
			return nil, err
		}
		return []happening{onDay(today, f)}, nil
	}, nil, func(*inbox.Input) (ledger.Fact, error) {
		return nil, fault.New(fault.Conflict, "portal_not_registered")
	})
}

func partLengths(p *casefile.PartText) error {
	p.Text, p.Reason = kept(p.Text), kept(p.Reason)
	form := fault.Form{}
	form.Length("part", p.Text, fault.MaxLine)
	form.Length("reason", p.Reason, fault.MaxText)
	return form.Err()
}

// droppedOf is what letters say of what was dropped.
func droppedOf(c *casefile.Case) []letter.PartWithdrawn {
	var all []letter.PartWithdrawn
	for _, p := range c.PartsWithdrawn {
		all = append(all, letter.PartWithdrawn{On: p.On, What: p.What()})
	}
	return all
}

// withdrawalOf tells a letter how the request was taken back; nil if it was not.
func withdrawalOf(c *casefile.Case) *letter.Withdrawal {
	w, ok := c.Withdrawal()
	switch {
	case !ok:
		return nil
	case w.ByApplicant:
		return &letter.Withdrawal{On: w.On, Way: "网上提交", Reason: w.Reason}
	}
	return &letter.Withdrawal{On: w.On, Noted: w.Reason}
}
