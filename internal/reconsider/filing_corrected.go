package reconsider

import (
	"strings"

	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/fault"
)

// FilingCorrected says anew how and when an application came, on what ground it objects
// and who applies (更正登记): all of it as it is now, with why it was changed. The clock
// is computed from it as if it had always been so.
type FilingCorrected struct {
	Door       casefile.Door `json:"door"`
	ReceivedOn calendar.Date `json:"received_on"`
	SentOn     calendar.Date `json:"sent_on,omitzero"`
	Objection  Objection     `json:"objection"`
	Private    struct {
		Applicant casefile.Applicant `json:"applicant"`
		Reason    string             `json:"reason"`
	} `json:"-"`
}

var _ = know[FilingCorrected]()

// FactType implements ledger.Fact.
func (FilingCorrected) FactType() string { return "filing_corrected" }

// Personal implements ledger.PersonalFact.
func (f *FilingCorrected) Personal() any { return &f.Private }

func (f *FilingCorrected) change(c *Case, _ Past) error {
	c.Door, c.ReceivedOn, c.SentOn, c.Objection, c.Applicant = f.Door, f.ReceivedOn, f.SentOn, f.Objection, f.Private.Applicant
	return nil
}

// FiledDoors are the doors that the bureau enters applications of.
var FiledDoors = []casefile.Door{casefile.Counter, casefile.PostSigned, casefile.PostOrdinary}

// FilingSettled reports whether something rests on when the application came: a paper
// that was signed, or any other step. Its days and its door stay then.
func (c *Case) FilingSettled() bool {
	_, rests := c.since(0, step)
	return rests || c.IsOver()
}

// IsOnline reports whether the bureau received the application the moment it arrived, on
// the applicant's own page or in its mailbox: that day is the day of receipt (实施条例 28).
func (c *Case) IsOnline() bool { return c.Online || c.Door == casefile.Web }

// CorrectingFiling decides a correction of the registration. Until something rests on it
// all can be corrected, but for what came on the applicant's own page, whose day is that
// of its arrival (实施条例 28); until the case is over who applies and on what ground; how
// to reach them always.
func (c *Case) CorrectingFiling(f FilingCorrected, s Situation) (*FilingCorrected, error) {
	if err := c.Allows(CorrectFiling, s); err != nil {
		return nil, err
	}
	form := fault.Form{}
	a := &f.Private.Applicant
	for _, text := range []*string{&a.Name, &a.IDNumber, &a.Representative, &a.Phone, &a.Address, &f.Private.Reason} {
		*text = strings.TrimSpace(*text)
	}
	*a = a.Unmasked(c.Applicant, form)
	if f.Door == casefile.Counter {
		f.SentOn = calendar.Date{}
	}
	c.checkArrival(f, form, s)
	if f.Objection.Label() == "" {
		form.Bad("objection", "review_objection_needed")
	} else if f.Objection != c.Objection && f.Objection == NotAnswered && !c.Contested.Silence {
		form.Bad("objection", "review_objection_silence")
	}
	if a.Name == "" {
		form.Bad("name", "review_applicant_needed")
	}
	if c.IsOver() {
		was := c.Applicant
		for field, same := range map[string]bool{"objection": f.Objection == c.Objection, "name": a.Name == was.Name, "class": a.Class == was.Class, "id_number": a.IDNumber == was.IDNumber} {
			if !same {
				form.Bad(field, "review_filing_over")
			}
		}
	}
	if f.Private.Reason == "" {
		form.Bad("reason", "reason_needed")
	} else if len(changesOf(c.filing(), f)) == 0 {
		form.Bad("reason", "review_nothing_changed")
	}
	if err := form.Err(); err != nil {
		return nil, err
	}
	return &f, nil
}

// checkArrival notes what of the days and the door cannot be.
func (c *Case) checkArrival(f FilingCorrected, form fault.Form, s Situation) {
	same := map[string]bool{"door": f.Door == c.Door, "received_on": f.ReceivedOn == c.ReceivedOn, "sent_on": f.SentOn == c.SentOn}
	for field, is := range same {
		switch {
		case is:
		case c.FilingSettled():
			form.Bad(field, "review_filing_settled")
		case c.IsOnline():
			form.Bad(field, "review_filing_web")
		}
	}
	if !same["door"] && f.Door != casefile.Counter && f.Door != casefile.PostSigned && f.Door != casefile.PostOrdinary {
		form.Bad("door", "review_door_needed")
	}
	k := c.Contested
	switch on := f.ReceivedOn; {
	case same["received_on"]:
	case on.IsZero():
		form.Bad("received_on", "date_unreadable")
	case on.After(s.Today):
		form.Bad("received_on", "receipt_in_future")
	case !k.Silence && on.Before(k.On), on.Before(k.GotOn), on.Before(k.LearnedOn):
		form.Bad("received_on", "review_received_before_act")
	case on.Before(c.ArrivedOn):
		form.Bad("received_on", "review_before_arrival", c.ArrivedOn.Chinese())
	}
	if f.SentOn.After(f.ReceivedOn) {
		form.Bad("sent_on", "review_sent_after_receipt")
	}
}

// filing is the registration as it is now.
func (c *Case) filing() FilingCorrected {
	f := FilingCorrected{Door: c.Door, ReceivedOn: c.ReceivedOn, SentOn: c.SentOn, Objection: c.Objection}
	f.Private.Applicant = c.Applicant
	return f
}

// An Altered is one thing that a correction changed.
type Altered struct{ What, Was, Is string }

// FilingChanges returns what the n-th entry, a correction of the registration, changed;
// numbers and addresses masked, so that what was and what is may look the same.
func (c *Case) FilingChanges(n int) []Altered {
	var was FilingCorrected
	for _, p := range c.History {
		switch f := p.Fact.(type) {
		case *Filed:
			was = FilingCorrected{Door: f.Door, ReceivedOn: f.ReceivedOn, SentOn: f.SentOn, Objection: f.Objection}
			was.Private.Applicant = f.Private.Applicant
		case *FilingCorrected:
			if p.N == n {
				return changesOf(was, *f)
			}
			was = *f
		}
	}
	return nil
}

// changesOf compares two states of a registration.
func changesOf(was, is FilingCorrected) []Altered {
	a, b := was.Private.Applicant, is.Private.Applicant
	all := []Altered{
		{"怎样收到的", was.Door.Label(), is.Door.Label()}, {"收到之日", was.ReceivedOn.Chinese(), is.ReceivedOn.Chinese()}, {"交邮之日", was.SentOn.Chinese(), is.SentOn.Chinese()},
		{"对什么不服", was.Objection.Label(), is.Objection.Label()}, {"申请人", a.Name, b.Name}, {"类别", a.Class.Label(), b.Class.Label()}, {"证件号", a.IDNumber, b.IDNumber},
		{"法定代表人或者负责人", a.Representative, b.Representative}, {"电话", a.Phone, b.Phone}, {"通信地址", a.Address, b.Address},
	}
	hide := map[string]func(string) string{"证件号": casefile.MaskNumber, "电话": casefile.MaskNumber, "通信地址": casefile.MaskAddress}
	var changed []Altered
	for _, one := range all {
		if one.Was == one.Is {
			continue
		}
		if mask := hide[one.What]; mask != nil {
			one.Was, one.Is = mask(one.Was), mask(one.Is)
		}
		changed = append(changed, one)
	}
	return changed
}
