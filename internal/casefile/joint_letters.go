package casefile

import (
	"slices"

	"mingda/internal/calendar"
	"mingda/internal/fault"
)

// A Sent is how a letter that goes to several went out to one of them.
type Sent struct {
	To int // among the others of the case; 0 for the applicant who leads
	Service
}

// goesTo reports whether a letter is for one of the others of the case, alone or
// beside the applicant.
func (l Letter) goesTo(to int) bool { return l.To == to || slices.Contains(l.Joint, to) }

// Recipients returns all for whom the letter is, among the others of the case; 0 is
// the applicant who leads.
func (l Letter) Recipients() []int { return append([]int{l.To}, l.Joint...) }

// Unsent returns those of the letter's recipients to whom it has not gone out.
func (l Letter) Unsent() []int {
	if l.Stage == IsServed {
		return nil
	}
	return slices.DeleteFunc(l.Recipients(), func(to int) bool { return l.ServiceTo(to).Begun != 0 })
}

// Undelivered returns those of its recipients of whom it is not known that they got
// it: also the applicant whose mail came back.
func (l Letter) Undelivered() []int {
	return slices.DeleteFunc(l.Recipients(), func(to int) bool {
		return !l.ServiceTo(to).GotOn.IsZero() && !l.CameBack(to)
	})
}

// ServiceTo returns how the letter went out to one of its recipients.
func (l Letter) ServiceTo(to int) Service {
	if len(l.Joint) == 0 {
		return l.Service
	}
	for _, s := range l.Sent {
		if s.To == to {
			return s.Service
		}
	}
	return Service{}
}

// AtApplicant reports whether the letter has gone out to the applicant who leads.
func (l Letter) AtApplicant() bool {
	return l.ForApplicant() && (l.Stage == IsServed || l.ServiceTo(0).Begun != 0)
}

// serve takes what happened to the service to one of the recipients. A letter to
// several has gone out when it has to the last of them: that day says whether the
// office was in time. What else it says is of the applicant who leads.
func (l *Letter) serve(to int, p Past) {
	if len(l.Joint) == 0 {
		l.Service = l.Service.after(p)
		return
	}
	l.Sent = slices.Clone(l.Sent)
	at := slices.IndexFunc(l.Sent, func(s Sent) bool { return s.To == to })
	if at < 0 {
		l.Sent, at = append(l.Sent, Sent{To: to}), len(l.Sent)
	}
	l.Sent[at].Service = l.Sent[at].Service.after(p)
	l.Service = Service{}
	whole := l.ServiceTo(l.To)
	for _, to := range l.Recipients() {
		s := l.ServiceTo(to)
		if s.Begun == 0 {
			return
		}
		if s.ServedOn.After(whole.ServedOn) {
			whole.ServedOn = s.ServedOn
		}
	}
	l.Service = whole
}

// unsent says of a letter that it cannot go out to one of its recipients (again).
func (c *Case) unsent(form fault.Form, l Letter, to int) {
	switch {
	case !slices.Contains(l.Recipients(), to):
		form.Bad("to", "joint_recipient")
	case !slices.Contains(l.Unsent(), to):
		form.Bad("to", "joint_sent", l.ServiceTo(to).ServedOn.Chinese())
	}
}

// servedInPart reports whether the letter has gone out to some and not to all.
func (l Letter) servedInPart() bool {
	return l.Stage != IsServed && slices.ContainsFunc(l.Sent, func(s Sent) bool { return s.Begun != 0 })
}

// Acts returns what can be done to the letter as it stands: of one to several, what is
// recorded of some can be corrected before it has gone out to all.
func (l Letter) Acts() []Act {
	acts := l.Stage.Acts()
	if l.Stage == IsSending && len(l.Joint) > 0 { // to another, see Dispatching
		acts = append(acts, Dispatch)
	}
	if l.servedInPart() {
		acts = append(acts, CorrectService)
	}
	return acts
}

// ReplyTo returns the reply that counts to one of those who ask, 0 for the one who
// leads.
func (c *Case) ReplyTo(to int) (Letter, bool) {
	for i := len(c.Letters) - 1; i >= 0; i-- {
		if l := c.Letters[i]; l.IsReply() && l.To == to && l.Stands() && l.Before == 0 && (l.Replaces == 0 || l.Stage == IsServed) {
			return l, true
		}
	}
	return Letter{}, false
}

// Unanswered returns the joint applicants to whom no reply goes, neither with the
// applicant nor one of their own.
func (c *Case) Unanswered() []JointApplicant {
	reply, _ := c.ReplyTo(0)
	return slices.DeleteFunc(c.JointApplicants(), func(j JointApplicant) bool {
		_, own := c.ReplyTo(j.To)
		return own || slices.Contains(reply.Joint, j.To)
	})
}

// answeredAll reports whether everybody who asks has been sent the reply.
func (c *Case) answeredAll() bool {
	reply, ok := c.Reply()
	return ok && reply.Stage == IsServed
}

// JointlyOn returns to whom of the joint applicants a letter to the applicant goes
// too: a notice to all, a reply to those of them who were chosen, and to all who
// have none of their own where nothing was chosen (nil).
func (c *Case) JointlyOn(notice bool, chosen []int) []int {
	var all []int
	for _, j := range c.JointApplicants() {
		_, own := c.ReplyTo(j.To)
		if notice || chosen == nil && !own || slices.Contains(chosen, j.To) {
			all = append(all, j.To)
		}
	}
	return all
}

// AllowsJointly returns nil if a letter can go to those of the joint applicants who
// were chosen: nobody gets two replies.
func (c *Case) AllowsJointly(isReply bool, chosen []int) error {
	for _, to := range chosen {
		if own, ok := c.ReplyTo(to); ok && isReply {
			j, _ := c.JointApplicant(to)
			return fault.AtField("joint", "joint_own_reply", j.Applicant.Name, own.Stage.Label())
		}
	}
	return nil
}

// replyToOne: the same reply to one joint applicant who gets none with the applicant
// who leads, whose reply is begun first.
func (c *Case) replyToOne(to int, s Situation) error {
	j, ok := c.JointApplicant(to)
	if !ok {
		return fault.New(fault.Conflict, "letter_addressee_wrong")
	}
	if err := asks(open, c, s); err != nil {
		return err
	}
	switch _, own := c.ReplyTo(to); {
	case j.Removed:
		return fault.New(fault.Conflict, "joint_removed")
	case own:
		return fault.New(fault.Conflict, "joint_reply_begun", j.Applicant.Name)
	}
	switch reply, ok := c.ReplyTo(0); {
	case !ok:
		return fault.New(fault.Conflict, "joint_reply_first", c.Applicant.Name, j.Applicant.Name)
	case slices.Contains(reply.Joint, to):
		return fault.New(fault.Conflict, "joint_reply_together", j.Applicant.Name)
	}
	return nil
}

// toAll says of a notice that it leaves out one of those who ask, who came in after
// it was saved.
func (c *Case) toAll(l Letter) *fault.Error {
	if l.IsReply() || l.To != 0 {
		return nil
	}
	for _, j := range c.JointApplicants() {
		if !slices.Contains(l.Joint, j.To) {
			return fault.New(fault.Conflict, "joint_left_out", j.Applicant.Name)
		}
	}
	return nil
}

// lastFirst returns the day on which the first answer was everybody's, of which this
// reply is the applicant's part, and false while it is not.
func (c *Case) lastFirst(reply Letter) (calendar.Date, bool) {
	if len(c.Jointly) == 0 {
		return reply.ServedOn, true
	}
	last, ok := c.firstReply()
	return last.ServedOn, ok
}
