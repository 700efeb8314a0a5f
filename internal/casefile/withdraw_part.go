package casefile

import (
	"slices"
	"strings"

	"mingda/internal/calendar"
	"mingda/internal/fault"
	"mingda/internal/ledger"
)

// PartWithdrawn notes that the applicant dropped some of what was asked for (部分撤
// 回): the case goes on with the rest. The entry's day is the one on which they
// said so. Declined says of what was asked for on the status page that it was
// looked at and nothing was dropped.
type PartWithdrawn struct {
	Declined bool     `json:"declined,omitempty"`
	Private  PartText `json:"-"`
}

// PartText is what is dropped: lines of what was asked for as they stand, or
// words where it is part of a line, and how that is known.
type PartText struct {
	Items  []string `json:"items,omitempty"`
	Text   string   `json:"text,omitempty"`
	Reason string   `json:"reason,omitempty"`
}

// PartWithdrawalAsked notes that the applicant wants to drop a part, as written on
// the status page. It drops nothing: a person does, by PartWithdrawn.
type PartWithdrawalAsked struct {
	Private PartText `json:"-"`
}

var _ = know(
	func() ledger.Fact { return new(PartWithdrawn) },
	func() ledger.Fact { return new(PartWithdrawalAsked) },
)

// FactType implements ledger.Fact, as does the following.
func (PartWithdrawn) FactType() string       { return "part_withdrawn" }
func (PartWithdrawalAsked) FactType() string { return "part_withdrawal_asked" }

// Personal implements ledger.PersonalFact, as does the following.
func (f *PartWithdrawn) Personal() any       { return &f.Private }
func (f *PartWithdrawalAsked) Personal() any { return &f.Private }

// A PartWithdrawal is a part of what was asked for that was dropped, or is to be.
type PartWithdrawal struct {
	On calendar.Date
	PartText
}

// What lists what is dropped.
func (p PartText) What() []string {
	if p.Text == "" {
		return p.Items
	}
	return append(slices.Clone(p.Items), p.Text)
}

func (f *PartWithdrawn) change(c *Case, p Past) error {
	c.PartAsked = nil
	if !f.Declined {
		c.PartsWithdrawn = append(c.PartsWithdrawn, PartWithdrawal{p.On, f.Private})
	}
	return nil
}

func (f *PartWithdrawalAsked) change(c *Case, p Past) error {
	c.PartAsked = &PartWithdrawal{p.On, f.Private}
	return nil
}

// retract: what was dropped by mistake is asked for again until the reply is signed.
func (f *PartWithdrawn) retract(c *Case, _ Past) *fault.Error {
	if err := c.AllowsApplicant(); err != nil {
		return fault.New(fault.Conflict, "part_answered")
	}
	return nil
}

// Items returns what is asked for, line by line.
func (w Wants) Items() []string {
	var all []string
	for line := range strings.Lines(w.Content) {
		if line = strings.TrimSpace(line); line != "" {
			all = append(all, line)
		}
	}
	return all
}

// Left returns what is asked for still in this case, one line each.
func (c *Case) Left() string {
	dropped := map[string]bool{}
	for _, p := range c.PartsWithdrawn {
		for _, item := range p.Items {
			dropped[item] = true
		}
	}
	for _, s := range c.SplitsStanding() {
		for _, item := range s.Items {
			dropped[item] = true
		}
	}
	if len(dropped) == 0 {
		return c.Wants.Content
	}
	return strings.Join(slices.DeleteFunc(c.Wants.Items(), func(item string) bool { return dropped[item] }), "\n")
}

// WithdrawPart decides that the applicant dropped a part on a day.
func (c *Case) WithdrawPart(f PartWithdrawn, on calendar.Date, s Situation) (*PartWithdrawn, error) {
	if err := c.Allows(WithdrawPart, s); err != nil {
		return nil, err
	}
	form := fault.Form{}
	form.Need("reason", &f.Private.Reason, "reason_needed")
	if f.Declined {
		if c.PartAsked == nil {
			form.Bad("part", "part_not_asked")
		}
		f.Private.Items, f.Private.Text = nil, ""
		return &f, form.Err()
	}
	switch {
	case on.IsZero():
		form.Bad("on", "date_unreadable")
	case on.After(s.Today):
		form.Bad("on", "part_in_future")
	case on.Before(c.Receipt.On):
		form.Bad("on", "part_before_receipt", c.Receipt.On.Chinese())
	}
	c.checkPart(form, &f.Private)
	return &f, form.Err()
}

// AskPart decides that the applicant wants a part dropped.
func (c *Case) AskPart(f PartWithdrawalAsked) (*PartWithdrawalAsked, error) {
	if err := c.AllowsApplicant(); err != nil {
		return nil, err
	}
	form := fault.Form{}
	c.checkPart(form, &f.Private)
	return &f, form.Err()
}

// checkPart notes what is wrong with what is to be dropped: something, that is
// asked for still, and not all of it.
func (c *Case) checkPart(form fault.Form, p *PartText) {
	left := Wants{Content: c.Left()}.Items()
	p.Text = strings.TrimSpace(p.Text)
	for _, item := range p.Items {
		if !slices.Contains(left, item) {
			form.Bad("item", "part_unknown")
			return
		}
	}
	switch {
	case len(p.Items) == 0 && p.Text == "":
		form.Bad("part", "part_needed")
	case len(p.Items) > 0 && !slices.ContainsFunc(left, func(item string) bool { return !slices.Contains(p.Items, item) }):
		form.Bad("item", "part_is_all")
	}
}
