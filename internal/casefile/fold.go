package casefile

import (
	"fmt"
	"slices"
	"time"

	"mingda/internal/calendar"
	"mingda/internal/law"
	"mingda/internal/ledger"
)

// A Past is one thing that happened to a case.
type Past = ledger.Past

// Fold makes the case of its ledger's entries, oldest first. It fails on an
// entry that it does not know: a register that guesses is worse than none.
func Fold(id ID, entries []ledger.Entry) (*Case, error) {
	c := &Case{ID: id}
	for _, e := range entries {
		if err := c.Take(e); err != nil {
			return nil, err
		}
	}
	return c, nil
}

// Take lets one more entry happen to the case.
func (c *Case) Take(e ledger.Entry) error {
	p, err := ledger.Read(e, newFacts)
	if err != nil {
		return fmt.Errorf("case %d, %w", c.ID, err)
	}
	return c.live(p)
}

// live lets what happened happen to the case.
func (c *Case) live(p Past) error {
	if err := c.happen(p); err != nil {
		return fmt.Errorf("case %d, entry %d, %s: %w", c.ID, p.Seq, p.Type, err)
	}
	c.noteEnd(p)
	c.Version = p.N
	c.History = append(c.History, p)
	c.Erased = c.Erased || p.Erased
	return nil
}

// happen changes the case by what happened.
func (c *Case) happen(p Past) error {
	switch f := p.Fact.(type) {
	case *Registered:
		c.Type, c.OwnDays = f.Type.OrRequest(), f.OwnDays
		c.Number, c.Agency, c.Door, c.Input, c.InputNumber = f.Number, f.Agency, f.Door, f.Input, f.InputNumber
		c.Receipt, c.Class, c.Applicant, c.Wants = f.Receipt, f.Class, f.Private.Applicant, f.Private.Wants
		c.Wants.Type, c.Wants.Medium, c.Wants.Delivery = f.Type, f.Medium, f.Delivery // they stand in the chained part, for service
		c.RegisteredAt, c.AskedAs = p.At, f.Class
	case *Joined:
		c.join(*f)
	case *Unjoined:
		c.Joined = slices.DeleteFunc(c.Joined, func(j Joined) bool { return j.Input == f.Input })
		c.decide(f.Input)
		c.joinedAfter = slices.DeleteFunc(c.joinedAfter, func(id int64) bool { return id == f.Input })
		c.WithdrawalsAsked = slices.DeleteFunc(c.WithdrawalsAsked, func(w AskedWithdrawal) bool { return w.Input == f.Input })
	case *Assigned:
		c.Unit, c.Officer, c.InnerDue, c.AssignedOn = f.Unit, f.Officer, f.InnerDue, p.On
		c.SignedFor = calendar.Date{} // the new unit has yet to sign for it
		c.UnitRefused = nil
	case *UnitSignedFor:
		c.SignedFor = p.On
	case *Supplemented:
		c.SupplementedOn = p.On
		c.decide(f.Input)
	case *NotSupplement:
		c.decide(f.Input)
	case *SupplementTakenBack:
		c.SupplementedOn = calendar.Date{}
	case *WithdrawalAsked:
		c.WithdrawalsAsked = append(c.WithdrawalsAsked, AskedWithdrawal{Entry: p.N, Input: f.Input, On: p.On, Reason: f.Private.Reason})
	case *Withdrawn:
		c.Result = law.Withdrawn
		c.end(StageWithdrawn, p)
	case *Closed:
		c.Result = f.Result
		c.end(StageClosed, p)
	case *Resumed:
		c.resume()
	case *Annulled:
		c.end(StageAnnulled, p)
	case *ReceiptCorrected:
		c.Receipt = f.Receipt
	case *PersonCorrected:
		if !c.tookOver { // it is who asked
			c.AskedAs = f.Class
		}
		c.Class, c.Applicant = f.Class, f.Private.Applicant
		if f.Delivery != "" {
			c.Wants.Delivery = f.Delivery
		}
	case *WantsCorrected:
		c.Wants.Subject, c.Wants.Content = f.Private.Subject, f.Private.Content
	case *ContactChanged:
		c.changeContact(f)
	case *MaterialAdded, *MaterialWithdrawn:
		materials, _, err := HappenToFile(c.Materials, p)
		c.Materials = materials
		return err
	case *Fetched:
		if _, ok := c.Letter(f.Letter); ok && f.Copy != "" {
			l := &c.Letters[f.Letter-1]
			l.Copies = append(l.Copies, f.Copy)
		}
	case *TakenBack:
		return c.forget(f.Corrects)
	case *Noted, *CodeReplaced: // on the timeline only
	case changer:
		return f.change(c, p)
	default:
		return c.happenToLetter(p)
	}
	return nil
}

// end ends the case without a reply.
func (c *Case) end(as Stage, p Past) {
	c.ended, c.EndedOn = as, p.On
	c.putAway(p.At)
}

// putAway ends the letters that had not gone out when the case ended: they have
// nothing left to do, and nobody waits for them. Those that outlive a reply do.
func (c *Case) putAway(at time.Time) {
	for i := range c.Letters {
		if l := &c.Letters[i]; !noticeOf(l.Kind).always && (c.ended != "" || !noticeOf(l.Kind).outlives) {
			l.putAway(at)
		}
	}
}

// putAway ends a letter that has not gone out. A number stays used.
func (l *Letter) putAway(at time.Time) {
	switch l.Stage {
	case InDraft, InCheck, InSigning:
		l.Stage, l.ChangedAt = IsDropped, at
	case IsSigned, IsReady, IsSending:
		l.Stage, l.ChangedAt = IsVoid, at
	}
}

// changeContact takes what the applicant gave anew and keeps the rest.
func (c *Case) changeContact(f *ContactChanged) {
	for _, part := range []struct {
		to  *string
		new string
	}{
		{&c.Applicant.Phone, f.Private.Phone}, {&c.Applicant.Email, f.Private.Email}, {&c.Applicant.Address, f.Private.Address},
	} {
		if part.new != "" {
			*part.to = part.new
		}
	}
}

// happenToLetter changes one of the letters.
func (c *Case) happenToLetter(p Past) error {
	var n int
	switch f := p.Fact.(type) {
	case *Drafted:
		return c.draft(p, f)
	case *Dropped:
		n = f.Letter
	case *SentToCheck:
		n = f.Letter
	case *Checked:
		n = f.Letter
	case *Returned:
		n = f.Letter
	case *Signed:
		n = f.Letter
	case *Rendered:
		n = f.Letter
	case *Dispatched:
		n = f.Letter
	case *DispatchEnded:
		n = f.Letter
	case *Served:
		n = f.Letter
	case *Delivered:
		n = f.Letter
	case *ServiceCorrected:
		n = f.Letter
	case *Voided:
		n = f.Letter
	case *MailBounced:
		n = f.Letter
	default:
		return fmt.Errorf("no rule for this fact")
	}
	if _, ok := c.Letter(n); !ok {
		return fmt.Errorf("no letter %d", n)
	}
	c.advance(&c.Letters[n-1], p)
	return nil
}

// draft saves a draft: of a new letter, or a further state of one.
func (c *Case) draft(p Past, f *Drafted) error {
	if f.To < 0 || f.To > len(c.Others) {
		return fmt.Errorf("letter %d to %d of %d", f.Letter, f.To, len(c.Others))
	}
	for _, to := range f.Joint {
		if _, ok := c.JointApplicant(to); !ok {
			return fmt.Errorf("letter %d to %d jointly", f.Letter, to)
		}
	}
	letters, err := SaveDraft(c.Letters, p, f)
	if err != nil {
		return err
	}
	c.Letters = letters
	return nil
}

// advance moves a letter on by what happened to it, and the case with it.
func (c *Case) advance(l *Letter, p Past) {
	before := l.Stage
	defer func() {
		if l.Stage != before {
			l.ChangedAt = p.At
		}
	}()
	recorded := l.Service
	l.Live(p)
	switch f := p.Fact.(type) {
	case *Signed:
		l.Stated = c.stated()
		if l.Consented.IsZero() && l.Kind == ExtensionNotice {
			l.Consented = p.On
		}
	case *Served:
		if l.Stage == IsServed && l.IsReply() && c.answeredAll() {
			c.conclude(*l, p)
		}
	case *ServiceCorrected:
		if f.Failed && l.Stage == IsServed { // of one to several that waits for some, the case knows nothing yet
			c.unserve(l, p.At)
		}
		c.presumed(*l, recorded)
	}
}

// conclude ends the case with the reply that leaves nobody who asks without one.
func (c *Case) conclude(l Letter, p Past) {
	if c.Result = l.Result; l.To != 0 {
		reply, _ := c.ReplyTo(0)
		c.Result = reply.Result
	}
	c.putAway(p.At)
}
