package casefile

import (
	"slices"
	"strings"

	"mingda/internal/calendar"
	"mingda/internal/deadline"
	"mingda/internal/fault"
)

// Challenge decides the note that an answer, or that none came, is contested
// before somebody; on is the day on which the office got to know.
func (c *Case) Challenge(f Challenged, on calendar.Date, s Situation) (*Challenged, error) {
	if err := c.Allows(NoteChallenge, s); err != nil {
		return nil, err
	}
	form := fault.Form{}
	f.Body, f.Number, f.Notice = strings.TrimSpace(f.Body), strings.TrimSpace(f.Number), strings.TrimSpace(f.Notice)
	c.checkForum(form, f.Forum, f.Body)
	c.checkContested(form, f.Letter)
	c.checkKnown(form, on, s)
	f.checkAsked(form)
	f.Answer = f.Answer || f.Procedure != "" || f.Forum == InCourt
	if err := form.Err(); err != nil {
		return nil, err
	}
	return &f, nil
}

// checkForum notes what is wrong with before whom something is contested.
func (c *Case) checkForum(form fault.Form, forum Forum, body string) {
	if forum.Label() == "" {
		form.Bad("forum", "forum_needed")
	}
	if body == "" {
		form.Bad("body", "forum_body_needed")
	}
}

// checkContested notes what is wrong with the reply that is contested: 0 is that
// no answer came.
func (c *Case) checkContested(form fault.Form, n int) {
	if l, ok := c.Letter(n); n != 0 && (!ok || !l.IsReply() || l.Stage != IsServed) {
		form.Bad("letter", "contested_needed")
	}
}

// checkKnown notes what is wrong with the day on which something came to the office.
func (c *Case) checkKnown(form fault.Form, on calendar.Date, s Situation) {
	switch {
	case on.IsZero():
		form.Bad("on", "date_unreadable")
	case on.After(s.Today):
		form.Bad("on", "remedy_in_future")
	case on.Before(c.Receipt.On):
		form.Bad("on", "remedy_before_receipt", c.Receipt.On.Chinese())
	}
}

// Judge decides the note of an outcome that the office received on a day. With an
// order the case is open again.
func (c *Case) Judge(f Judged, on calendar.Date, s Situation) (*Judged, error) {
	if err := c.Allows(NoteOutcome, s); err != nil {
		return nil, err
	}
	form := fault.Form{}
	f.Body, f.Number, f.Private.Order = strings.TrimSpace(f.Body), strings.TrimSpace(f.Number), strings.TrimSpace(f.Private.Order)
	c.checkForum(form, f.Forum, f.Body)
	c.checkContested(form, f.Letter)
	c.checkKnown(form, on, s)
	if f.Number == "" {
		form.Bad("number", "decision_number_needed")
	}
	switch {
	case f.DecidedOn.IsZero():
		form.Bad("decided_on", "date_unreadable")
	case !on.IsZero() && f.DecidedOn.After(on):
		form.Bad("decided_on", "decided_after_received")
	}
	if !f.TheyGotOn.IsZero() && (f.TheyGotOn.After(s.Today) || f.TheyGotOn.Before(f.DecidedOn)) {
		form.Bad("they_got_on", "decision_got_wrong")
	}
	if f.Challenge != 0 && !slices.ContainsFunc(c.Pending(), func(ch Challenge) bool { return ch.Entry == f.Challenge }) {
		form.Bad("challenge", "challenge_decided")
	}
	c.checkOutcome(form, &f, on)
	if err := form.Err(); err != nil {
		return nil, err
	}
	return &f, nil
}

// checkOutcome notes what is wrong with how it ended, and drops what the outcome
// leaves no place for.
func (c *Case) checkOutcome(form fault.Form, f *Judged, on calendar.Date) {
	if f.Outcome.Label() == "" {
		form.Bad("outcome", "remedy_outcome_needed")
		return
	}
	by, revoked := c.RevokedBy(f.Letter)
	l, replied := c.Letter(f.Letter)
	switch {
	case !f.revokes() || !replied:
		f.Part, f.Procedure = false, false
	case revoked && !by.Part:
		form.Bad("letter", "revoked_already", by.Number)
	case l.ServedOn.After(on):
		form.Bad("letter", "revoked_before_served", l.ServedOn.Chinese())
	}
	if f.Outcome == Revoked && !replied {
		form.Bad("letter", "revoked_what")
	}
	f.Kept = f.Kept && replied && f.Outcome.Orders()
	f.Own = replied && l.To != 0 && f.Outcome.Orders()
	if !f.Outcome.Orders() {
		f.Days = 0
		if f.Outcome != FoundUnlawful { // what makes good may be ordered (复议法 72)
			f.Private.Order = ""
		}
		return
	}
	switch order, again := c.Order(); {
	case c.ended == StageWithdrawn:
		form.Bad("outcome", "order_withdrawn")
	case again && on.Before(order.On):
		form.Bad("on", "order_before_order", order.On.Chinese())
	}
	if f.Private.Order == "" {
		form.Bad("order", "order_needed")
	}
	if f.Days < 0 || f.Days > deadline.LongestOrder {
		form.Bad("days", "order_days_wrong", deadline.LongestOrder)
	}
}

// retract: what is contested can be taken back until its outcome is noted.
func (f *Challenged) retract(c *Case, p Past) *fault.Error {
	if slices.ContainsFunc(c.Judgements, func(j Judgement) bool { return j.Challenge == p.N }) {
		return fault.New(fault.Conflict, "challenge_decided")
	}
	for _, ch := range c.Challenges {
		if ch.Entry != p.N || ch.To == 0 {
			continue
		}
		if slices.ContainsFunc(c.Letters, func(l Letter) bool { return l.To == ch.To }) {
			return fault.New(fault.Conflict, "challenge_answer_drafted")
		}
		if len(c.Others) > ch.To { // those behind it are known by their place
			return fault.New(fault.Conflict, "challenge_others_since")
		}
	}
	return nil
}

// retract: an order can be taken back until something was done by it; what is
// drafted by it is dropped first, for the case that was over has no place for it.
func (f *Judged) retract(c *Case, p Past) *fault.Error {
	j, _ := c.Judgement(p.N)
	if !j.Outcome.Orders() {
		return nil
	}
	if last, _ := c.Order(); last.Entry != p.N {
		return fault.New(fault.Conflict, "order_not_last", last.Number)
	}
	for _, later := range c.History[p.N:] {
		if f, ok := later.Fact.(*Drafted); ok && j.was.over && c.Letters[f.Letter-1].isUnsigned() {
			return fault.New(fault.Conflict, "order_drafted")
		}
		if f, ok := later.Fact.(*Signed); ok && c.Letters[f.Letter-1].Stands() {
			return fault.New(fault.Conflict, "order_followed", f.Number)
		}
		switch later.Fact.(type) {
		case *Withdrawn, *Closed:
			return fault.New(fault.Conflict, "order_ended", c.Stage().Label())
		}
	}
	return nil
}

// noting: a contest and its outcome are taken back by those who may note them, also
// in a file that is put away.
func (f *Challenged) noting() Act { return NoteChallenge }
func (f *Judged) noting() Act     { return NoteOutcome }

// notBeforeOrder holds of what belongs to the present time of the case.
func (l Letter) notBeforeOrder(c *Case) *fault.Error {
	if j, ok := c.Judgement(l.Before); ok {
		return fault.New(fault.Conflict, "letter_before_order", j.Number)
	}
	return nil
}
