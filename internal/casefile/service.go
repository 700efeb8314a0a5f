package casefile

import (
	"slices"
	"strings"
	"time"

	"mingda/internal/calendar"
	"mingda/internal/fault"
)

// A Service is how a letter went out, as the last entry about it says. It is
// zero while the letter is not served.
type Service struct {
	Begun     int // the N of the Served that it began with
	Entry     int // the N of the entry that holds it now: Begun, or a correction
	Way       Way
	Tracking  string
	Recipient string        // who signed, as far as it is known
	Address   string        // to which the mail went
	Proof     int           // the material that proves it
	ServedOn  calendar.Date // decides whether the office was in time
	GotOn     calendar.Date // the applicant's periods run from here; zero while not known
}

// after returns the service as it is after something that happened to it.
func (s Service) after(p Past) Service {
	switch f := p.Fact.(type) {
	case *Served:
		s = Service{Begun: p.N, Entry: p.N, Way: f.Way, Tracking: f.Tracking, Recipient: f.Private.Recipient, Address: f.Private.Address, Proof: f.Proof, ServedOn: p.On}
		if f.Way != Posted {
			s.GotOn = p.On
		}
	case *Delivered:
		s.GotOn = p.On
		if f.Private.Recipient != "" {
			s.Recipient = f.Private.Recipient
		}
	case *ServiceCorrected:
		if f.Failed {
			return Service{}
		}
		s = Service{Begun: s.Begun, Entry: p.N, Way: f.Way, Tracking: f.Tracking, Recipient: f.Private.Recipient, Proof: f.Proof, ServedOn: f.On, GotOn: f.GotOn}
	}
	return s
}

// A Bounce is the report that the mail with a letter came back.
type Bounce struct {
	To          int   // of one to several: to whom of them
	Input       int64 // the report; 0 for none
	InputNumber string
	Why         string // as the server said it
}

// Bounced returns the last letter of the case whose mail came back and of which
// nobody has said yet what to make of it, 0 for none.
func (c *Case) Bounced() int {
	for _, l := range slices.Backward(c.Letters) {
		if l.Bounced.Input != 0 {
			return l.N
		}
	}
	return 0
}

// ServedBy reports whether the service that stands began with this Served.
func (l Letter) ServedBy(served Past) bool { return l.Stage == IsServed && l.Begun == served.N }

// ServiceBefore returns the service of the n-th letter to one of its recipients as
// it stood before an entry: what a correction has replaced.
func (c *Case) ServiceBefore(n, of, entry int) Service {
	var s Service
	for _, p := range c.History {
		if p.N >= entry {
			break
		}
		if letter, to := letterServed(p.Fact); letter == n && to == of {
			s = s.after(p)
		}
	}
	return s
}

// letterServed returns the letter whose service a fact is about, 0 for none, and to
// whom of its recipients.
func letterServed(f any) (letter, to int) {
	switch f := f.(type) {
	case *Served:
		return f.Letter, f.To
	case *Delivered:
		return f.Letter, f.To
	case *ServiceCorrected:
		return f.Letter, f.To
	}
	return 0, 0
}

// unserve lets a letter that did not arrive wait to be served again. A file is
// not put away while its reply has not arrived; a notice of a case that is over
// has nothing left to do.
func (c *Case) unserve(l *Letter, at time.Time) {
	l.Stage = IsReady
	if old, ok := c.Letter(l.Replaces); ok { // the case stays answered, by the old one
		c.Result, c.ArchivedOn = old.Result, calendar.Date{}
		return
	}
	if noticeOf(l.Kind).after != "" { // it goes out though the case is over
		c.ArchivedOn = calendar.Date{}
		return
	}
	if l.IsReply() && c.ended == "" {
		c.Result, c.ArchivedOn = "", calendar.Date{}
	}
	if !c.Stage().IsOpen() {
		c.putAway(at)
	}
}

// Service decides the service of the n-th letter on a day (条例 36, 40;
// 国办公开办函〔2016〕235号): electronic only where the applicant chose it, by
// post with a number that proves it, by hand with who signed.
func (c *Case) Service(f Served, on calendar.Date, s Situation) (*Served, error) {
	if err := c.AllowsLetter(f.Letter, Serve, s); err != nil {
		return nil, err
	}
	form, l := fault.Form{}, c.Letters[f.Letter-1]
	c.checkService(form, l, Sent{f.To, Service{Way: f.Way, Tracking: f.Tracking, Recipient: f.Private.Recipient, ServedOn: on}}, s)
	if len(l.Joint) > 0 {
		c.unsent(form, l, f.To)
	} else {
		f.To = 0
	}
	if old := c.outdatedOn(l, on); old != nil && form["on"] == nil {
		form["on"] = old
	}
	if err := form.Err(); err != nil {
		return nil, err
	}
	return &f, nil
}

// checkService notes what is wrong with a service of the letter.
func (c *Case) checkService(form fault.Form, l Letter, service Sent, s Situation) {
	switch service.Way {
	case Direct, Entrusted:
		if strings.TrimSpace(service.Recipient) == "" {
			form.Bad("recipient", "recipient_needed")
		}
	case Posted:
		if strings.TrimSpace(service.Tracking) == "" {
			form.Bad("tracking", "tracking_needed")
		}
	case Emailed, Downloaded:
		c.checkElectronic(form, l, service)
	case Handed:
	default:
		form.Bad("way", "way_needed")
	}
	if service.Way != "" {
		c.checkHanded(form, l, service.Way)
	}
	switch on := service.ServedOn; {
	case on.IsZero():
		form.Bad("on", "date_unreadable")
	case on.After(s.Today):
		form.Bad("on", "served_in_future")
	case on.Before(l.SignedOn):
		form.Bad("on", "served_before_signed", l.SignedOn.Chinese())
	default:
		if useless := noticeUseless(l, on, s); useless != nil {
			form["on"] = useless
		}
	}
}

// Delivery decides the record that a posted letter was signed for on a day.
func (c *Case) Delivery(f Delivered, on calendar.Date, s Situation) (*Delivered, error) {
	if err := c.AllowsLetter(f.Letter, ConfirmDelivery, s); err != nil {
		return nil, err
	}
	form, l := fault.Form{}, c.Letters[f.Letter-1]
	if len(l.Joint) == 0 {
		f.To = 0
	} else if !slices.Contains(l.Recipients(), f.To) {
		form.Bad("to", "joint_recipient")
	} else if !slices.Contains(l.Undelivered(), f.To) {
		form.Bad("to", "joint_delivered", l.ServiceTo(f.To).GotOn.Chinese())
	}
	if checkGotOn(form, l.ServiceTo(f.To).ServedOn, on, "on", s); on.IsZero() {
		form.Bad("on", "date_unreadable")
	}
	if err := form.Err(); err != nil {
		return nil, err
	}
	return &f, nil
}

// checkGotOn notes what is wrong with a day on which a letter of a day came.
func checkGotOn(form fault.Form, served, got calendar.Date, field string, s Situation) {
	switch {
	case got.IsZero(): // not known
	case got.After(s.Today):
		form.Bad(field, "delivered_in_future")
	case got.Before(served):
		form.Bad(field, "delivered_too_early", served.Chinese())
	}
}

// CorrectedService decides a correction of the service of a letter, or that it
// failed. The situation is that of the case without the service (Unserved): a
// record is judged as it would have been when it was made.
func (c *Case) CorrectedService(f ServiceCorrected, s Situation) (*ServiceCorrected, error) {
	if err := c.AllowsLetter(f.Letter, CorrectService, s); err != nil {
		return nil, err
	}
	l, form := c.Letters[f.Letter-1], fault.Form{}
	if len(l.Joint) == 0 {
		f.To = 0
	} else if !slices.Contains(l.Recipients(), f.To) {
		return nil, fault.AtField("to", "joint_recipient")
	} else if l.ServiceTo(f.To).Begun == 0 {
		return nil, fault.AtField("to", "joint_not_sent")
	}
	recorded := l.ServiceTo(f.To)
	f.Corrects = recorded.Entry
	cameBack := f.Failed && f.Returned != (PostReturn{})
	switch reason := strings.TrimSpace(f.Private.Reason); {
	case cameBack && recorded.Way != Posted:
		return nil, fault.New(fault.Conflict, "return_not_posted")
	case cameBack:
		f.Returned.check(form, recorded, reason, s)
	case reason == "":
		form.Bad("reason", "reason_needed")
	}
	if f.Failed {
		reason := f.Private.Reason
		f = ServiceCorrected{Corrects: f.Corrects, Letter: f.Letter, To: f.To, Failed: true, Returned: f.Returned, Proof: f.Proof}
		f.Private.Reason = reason
		if c.suppliedBy(l, f.To) {
			form.Bad("failed", "notice_was_answered", c.SupplementedOn.Chinese())
		}
		if l.Kind == ReasonsNotice && c.Reasons.Given() {
			form.Bad("failed", "reasons_notice_answered", c.Reasons.On.Chinese())
		}
		c.correctsFee(form, l, f)
		if by, ok := c.replacing(l.N); ok {
			form["failed"] = replacedBy(by)
		}
		if gone := l.notBeforeOrder(c); gone != nil {
			form["failed"] = gone
		}
		c.inquiryAnswered(form, l, f)
		if err := form.Err(); err != nil {
			return nil, err
		}
		return &f, nil
	}
	f.Returned = PostReturn{}
	if f.Way != Posted {
		f.GotOn = f.On
	}
	if f.Proof == 0 {
		f.Proof = recorded.Proof
	}
	c.checkService(form, l, Sent{f.To, Service{Way: f.Way, Tracking: f.Tracking, Recipient: f.Private.Recipient, ServedOn: f.On}}, s)
	checkGotOn(form, f.On, f.GotOn, "got_on", s)
	c.correctsFee(form, l, f)
	if c.suppliedBy(l, f.To) && f.On.After(c.SupplementedOn) {
		form.Bad("on", "notice_was_answered", c.SupplementedOn.Chinese())
	}
	if j, ok := c.Judgement(l.Before); ok && f.On.After(j.On) {
		form.Bad("on", "served_after_order", j.On.Chinese())
	}
	c.inquiryAnswered(form, l, f)
	if err := form.Err(); err != nil {
		return nil, err
	}
	return &f, nil
}

// Unserved returns the case as it would stand if the n-th letter had not been
// served, for the clock to be asked.
func (c *Case) Unserved(n int) *Case {
	without := *c
	without.Letters = slices.Clone(c.Letters)
	if n >= 1 && n <= len(without.Letters) {
		without.Letters[n-1].Stage = IsReady
	}
	return &without
}
