package casefile

import (
	"slices"

	"mingda/internal/calendar"
	"mingda/internal/deadline"
	"mingda/internal/fault"
)

// What several who ask jointly are asked for, each is asked for with their own receipt
// of the notice: who has it can supplement, or pay, though others wait for it still.
// The clock stands only when the notice has gone to the last; until then it runs.

// cameTo reports whether the letter has gone out to one of those who ask, 0 for the one
// who leads.
func (l Letter) cameTo(to int) bool {
	return slices.Contains(l.Recipients(), to) && l.ServiceTo(to).Begun != 0
}

// Asked returns those of the letter's recipients to whom it has gone out: what it asks
// for they can do.
func (l Letter) Asked() []int {
	return slices.DeleteFunc(l.Recipients(), func(to int) bool { return !l.cameTo(to) })
}

// GotByAll returns the day on which the last of its recipients got the letter: their
// time ends last. While it is not known of one, the day counts on which it went out to
// them; of a letter to one it is no day then.
func (l Letter) GotByAll() calendar.Date {
	if len(l.Joint) == 0 {
		return l.GotOn
	}
	var last calendar.Date
	for _, to := range l.Recipients() {
		if got := l.ServiceTo(to).counted(); got.After(last) {
			last = got
		}
	}
	return last
}

// ReceiptKnown reports whether it is known of all its recipients when they got the
// letter.
func (l Letter) ReceiptKnown() bool {
	return !slices.ContainsFunc(l.Recipients(), func(to int) bool { return l.ServiceTo(to).GotOn.IsZero() })
}

// counted returns the day from which the recipient's time runs: that of the receipt, or
// while that is not known the day on which the letter went out.
func (s Service) counted() calendar.Date {
	if s.GotOn.IsZero() {
		return s.ServedOn
	}
	return s.GotOn
}

// SupplementAsked returns the notice that has gone to at least one of those who ask and
// is not answered yet, and whether there is one. Awaiting says whether the clock stands.
func (c *Case) SupplementAsked() (Letter, bool) {
	notice, ok := c.LetterOf(ClarificationNotice)
	return notice, ok && len(notice.Asked()) > 0 && notice.Before == 0 && c.SupplementedOn.IsZero() && c.ended == ""
}

// AsksSupplementOf reports whether one of those who ask, 0 for the one who leads, has
// the notice and nobody has answered it yet.
func (c *Case) AsksSupplementOf(to int) bool {
	notice, ok := c.SupplementAsked()
	return ok && notice.cameTo(to)
}

// PaymentAsked is likewise the notice of the fee that is not paid yet.
func (c *Case) PaymentAsked() (Letter, bool) {
	notice, ok := c.LetterOf(FeeNotice)
	return notice, ok && len(notice.Asked()) > 0 && notice.Before == 0 && !notice.Waived && c.Payment.N == 0 && c.ended == ""
}

// AsksPaymentOf reports whether one of those who ask has that notice.
func (c *Case) AsksPaymentOf(to int) bool {
	notice, ok := c.PaymentAsked()
	return ok && notice.cameTo(to)
}

// early returns the notice of the kind to several of whom one did what it asks on a
// day, before the others had it or on the day the last of them got it, and whether there
// is one. The case may have ended before it went to all, and then it is void.
func (c *Case) early(kind LetterKind, from int, on calendar.Date) (Letter, bool) {
	for _, l := range slices.Backward(c.Letters) {
		if l.Kind == kind && len(l.Joint) > 0 && l.cameTo(from) && (l.Begun == 0 || !on.After(l.ServedOn)) {
			return l, true
		}
	}
	return Letter{}, false
}

// suppliedEarly and paidEarly are the notices that were answered before all had them.
// To the clock those were told on the day of the answer: it ran until then, and where
// it had run out what is late changes nothing.
func (c *Case) suppliedEarly() (Letter, bool) {
	p, ok := c.supplement()
	if !ok {
		return Letter{}, false
	}
	return c.early(ClarificationNotice, p.Fact.(*Supplemented).From, c.SuppliedOn(p))
}

func (c *Case) paidEarly() (Letter, bool) {
	if c.Payment.N == 0 {
		return Letter{}, false
	}
	return c.early(FeeNotice, c.Payment.From, c.Payment.On)
}

// answeredEarly reports whether the n-th letter is one of them.
func (c *Case) answeredEarly(n int) bool {
	asked, supplied := c.suppliedEarly()
	told, paid := c.paidEarly()
	return supplied && asked.N == n || paid && told.N == n
}

// isTold reports whether a notice has gone out to all for whom it is, or was answered
// before it had.
func (c *Case) isTold(notice Letter) bool {
	return notice.Stage == IsServed || len(notice.Joint) > 0 && c.answeredEarly(notice.N)
}

// inPart says of a notice that has gone to some of those who ask how it stands.
func (c *Case) inPart(notice Letter, counts string) string {
	if !notice.servedInPart() {
		return ""
	}
	return "没有送达的是" + c.Recipient(notice.Unsent()[0]).Name + "，全部送达以前答复的期限照算；已经送达的人" + counts + "。"
}

// clockEvents: the supplement, behind the notice where that had not gone to all.
func (f *Supplemented) clockEvents(c *Case, p Past) []deadline.Event {
	if !c.SupplementStands(p.N) {
		return nil
	}
	on := c.SuppliedOn(p)
	clarified := deadline.Event{Type: deadline.Clarified, On: on}
	if _, early := c.early(ClarificationNotice, f.From, on); early {
		return []deadline.Event{{Type: deadline.ClarificationAsked, On: on}, clarified}
	}
	return []deadline.Event{clarified}
}

// suppliedBy reports whether the letter is the notice that was answered, by one of
// those who ask: it had come to them.
func (c *Case) suppliedBy(l Letter, to int) bool {
	if l.Kind != ClarificationNotice || c.SupplementedOn.IsZero() {
		return false
	}
	p, ok := c.supplement()
	return !ok || p.Fact.(*Supplemented).From == to
}

// checkFrom notes that what a notice asks for cannot have come from one of those who
// ask: it has not gone out to them.
func (c *Case) checkFrom(form fault.Form, notice Letter, from int) {
	if !notice.cameTo(from) {
		form.Bad("from", "joint_not_asked", c.Recipient(from).Name)
	}
}

// gaveUp says why nobody can be taken to have given up by not supplementing until the
// day of the notice, or nil: it must have gone to all who ask, and while there was time.
func (c *Case) gaveUp(s Situation) *fault.Error {
	notice, ok := c.LetterOf(ClarificationNotice)
	switch {
	case !ok || notice.Stage != IsServed && len(notice.Asked()) == 0:
		return fault.New(fault.Invalid, "close_without_notice")
	case notice.Stage != IsServed:
		return fault.New(fault.Invalid, "close_notice_unserved", c.Recipient(notice.Unsent()[0]).Name)
	case !s.Today.After(notice.By):
		return fault.New(fault.Invalid, "close_too_early", notice.By.Chinese())
	}
	for _, to := range notice.Recipients() {
		if got := notice.ServiceTo(to).counted(); !got.Before(notice.By) {
			return fault.New(fault.Invalid, "close_notice_late", c.Recipient(to).Name, got.Chinese(), notice.By.Chinese())
		}
	}
	return nil
}
