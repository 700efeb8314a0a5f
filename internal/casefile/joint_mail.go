package casefile

import (
	"slices"

	"mingda/internal/fault"
)

// A letter to several goes by mail to each of them who chose that: a mail for each, in
// the outbox at the same time or one after the other, each served when it is sent.

// asker returns which of those who ask a service of the letter is about, 0 for the one
// who leads: of a letter to one alone its only recipient.
func (l Letter) asker(to int) int {
	if len(l.Joint) == 0 {
		return l.To
	}
	return to
}

// Electronic returns the mail address to which a letter can go for one of its
// recipients, and whether they chose to get it so. Nobody has a choice who does not ask.
func (c *Case) Electronic(l Letter, to int) (email string, chosen bool) {
	who := l.asker(to)
	if j, ok := c.JointApplicant(who); ok {
		return j.Applicant.Email, j.Delivery == ByEmail && j.Applicant.Email != ""
	}
	if who != 0 {
		return "", false
	}
	return c.Applicant.Email, c.Wants.Delivery.IsElectronic()
}

// checkElectronic notes why a letter cannot be served electronically on one of its
// recipients. The page on which letters are fetched is that of the one who leads.
func (c *Case) checkElectronic(form fault.Form, l Letter, service Sent) {
	who := l.asker(service.To)
	_, joint := c.JointApplicant(who)
	_, chosen := c.Electronic(l, service.To)
	switch {
	case who != 0 && !joint:
		form.Bad("way", "other_not_electronic")
	case joint && service.Way == Downloaded:
		form.Bad("way", "joint_not_downloaded")
	case !chosen && service.Way != l.ServiceTo(service.To).Way:
		form.Bad("way", "electronic_not_chosen")
	}
}

// Dispatching returns nil if the letter can be put into the outbox for one of its
// recipients.
func (c *Case) Dispatching(n, to int, s Situation) error {
	if err := c.AllowsLetter(n, Dispatch, s); err != nil {
		return err
	}
	l := c.Letters[n-1]
	switch own := l.ServiceTo(to); {
	case own.Begun != 0:
		return fault.New(fault.Conflict, "joint_sent", own.ServedOn.Chinese())
	case slices.Contains(l.Sending, to):
		return fault.AtField("to", "joint_sending", c.Recipient(l.asker(to)).Name)
	}
	return nil
}

// under notes that a mail to one of the recipients is under way, or no longer.
func (l *Letter) under(to int, way bool) {
	l.Sending = slices.DeleteFunc(slices.Clone(l.Sending), func(other int) bool { return other == to })
	if way {
		l.Sending = append(l.Sending, to)
	}
}

// bounce notes that the mail to one of the recipients came back. What is said of the
// first of several is asked about first.
func (l *Letter) bounce(b Bounce) {
	l.known(b.To)
	l.bounces = append(l.bounces, b)
	l.Bounced = l.bounces[0]
}

// known ends the question of what to make of a mail that came back, once something is
// said of how the letter went to whom it was for.
func (l *Letter) known(to int) {
	l.bounces = slices.DeleteFunc(slices.Clone(l.bounces), func(b Bounce) bool { return b.To == to })
	l.Bounced = Bounce{}
	if len(l.bounces) > 0 {
		l.Bounced = l.bounces[0]
	}
}

// CameBack reports whether the mail to one of the recipients came back, and nobody has
// said yet what to make of it.
func (l Letter) CameBack(to int) bool {
	return slices.ContainsFunc(l.bounces, func(b Bounce) bool { return b.To == to })
}
