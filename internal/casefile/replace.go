package casefile

import "mingda/internal/fault"

// ReplacedBy returns the served reply that corrects the n-th letter and stands in
// its place (更正后重新答复), and whether there is one. The old one is not void: it
// was an answer while it stood, and is the answer until the new one has gone out.
func (c *Case) ReplacedBy(n int) (Letter, bool) {
	l, ok := c.replacing(n)
	return l, ok && l.Stage == IsServed
}

// ToReplace returns the signed reply that corrects the n-th letter but has not
// been served yet, and whether there is one.
func (c *Case) ToReplace(n int) (Letter, bool) {
	l, ok := c.replacing(n)
	return l, ok && l.Number != "" && l.Stage != IsServed
}

// Voiding returns what made the n-th letter void: that it was found wrong, or the
// end of the case before it went out.
func (c *Case) Voiding(n int) (Past, bool) {
	l, ok := c.Letter(n)
	if !ok || l.Stage != IsVoid {
		return Past{}, false
	}
	for _, p := range c.History {
		if f, is := p.Fact.(*Voided); is && f.Letter != n {
			continue
		}
		if p.At.Equal(l.ChangedAt) {
			return p, true
		}
	}
	return Past{}, false
}

// replacing returns the reply that replaces the n-th letter, or is drafted to.
func (c *Case) replacing(n int) (Letter, bool) {
	for _, l := range c.Letters {
		if l.Replaces == n && n != 0 && l.Stands() {
			return l, true
		}
	}
	return Letter{}, false
}

// allowsReplacing returns nil if a reply can be begun that corrects this letter.
// A notice has none: it may be sent once only (条例 30, 33.2).
func (c *Case) allowsReplacing(l Letter, s Situation) error {
	if !l.IsReply() {
		return fault.New(fault.Conflict, "replace_reply_only")
	}
	if err := c.Allows(Replace, s); err != nil {
		return err
	}
	if by, ok := c.replacing(l.N); ok {
		return replacedBy(by)
	}
	if gone := l.notBeforeOrder(c); gone != nil {
		return gone
	}
	return nil
}

// answered: there is a reply to be corrected.
func answered(c *Case, _ Situation) *fault.Error {
	if reply, ok := c.Reply(); !ok || reply.Stage != IsServed {
		return fault.New(fault.Conflict, "not_answered")
	}
	return nil
}

// replacedBy says that a letter is replaced by another, or about to be.
func replacedBy(by Letter) *fault.Error {
	if by.Number == "" {
		return fault.New(fault.Conflict, "replacement_begun", by.Stage.Label())
	}
	if by.Stage != IsServed {
		return fault.New(fault.Conflict, "replacement_signed", by.Number)
	}
	return fault.New(fault.Conflict, "letter_replaced", by.Number)
}

// nothingReplaced: the file is not put away while a corrected reply is drafted.
func nothingReplaced(c *Case, _ Situation) *fault.Error {
	for _, l := range c.Letters {
		if l.Replaces != 0 && l.Number == "" && l.Stands() {
			return fault.New(fault.Conflict, "replacement_begun", l.Stage.Label())
		}
	}
	return nil
}
