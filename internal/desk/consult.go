package desk

import (
	"context"

	"mingda/internal/auth"
	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/fault"
	"mingda/internal/intake"
	"mingda/internal/letter"
	"mingda/internal/sqlite"
)

// Consult begins to ask somebody else what they think of disclosing (征求意见, 条例
// 32-34). The letter is drafted, checked, signed and served like any other.
func (d *Desk) Consult(ctx context.Context, by auth.User, id casefile.ID, version int, f casefile.ConsultationOpened) error {
	if err := addresseeShort(f.Private.Addressee, f.Private.About); err != nil {
		return err
	}
	f.Private.Addressee, f.Private.About = keptAddressee(f.Private.Addressee), kept(f.Private.About)
	return d.act(ctx, by, id, version, casefile.Consult, 0, func(_ *sqlite.Tx, c *casefile.Case, s casefile.Situation) ([]happening, error) {
		opened, err := c.Consulting(f, s)
		return []happening{onDay(s.Today, opened)}, err
	})
}

// ChangeConsultation mends who is asked and about what (更正被征求意见方).
func (d *Desk) ChangeConsultation(ctx context.Context, by auth.User, id casefile.ID, version int, f casefile.ConsultationChanged) error {
	if err := addresseeShort(f.Private.Addressee, f.Private.About); err != nil {
		return err
	}
	f.Private.Addressee, f.Private.About, f.Private.Reason = keptAddressee(f.Private.Addressee), kept(f.Private.About), kept(f.Private.Reason)
	return d.act(ctx, by, id, version, casefile.ChangeConsultation, 0, func(_ *sqlite.Tx, c *casefile.Case, s casefile.Situation) ([]happening, error) {
		changed, err := c.ChangingConsultation(f, s)
		return []happening{onDay(s.Today, changed)}, err
	})
}

// AnswerConsultation records what became of a consultation (登记意见): an answer on
// the day it came, silence on the last day of the period.
func (d *Desk) AnswerConsultation(ctx context.Context, by auth.User, id casefile.ID, version int, f casefile.ConsultationAnswered, on calendar.Date, scans []intake.File) error {
	form := fault.Form{}
	form.Length("reason", f.Private.Reason, fault.MaxText)
	form.Length("part", f.Private.Part, fault.MaxText)
	form.Length("why", f.Private.Why, fault.MaxText)
	if err := form.Err(); err != nil {
		return err
	}
	f.Private.Reason, f.Private.Part, f.Private.Why = kept(f.Private.Reason), kept(f.Private.Part), kept(f.Private.Why)
	return d.act(ctx, by, id, version, casefile.AnswerConsultation, 0, func(_ *sqlite.Tx, c *casefile.Case, s casefile.Situation) ([]happening, error) {
		answered, on, err := c.Answering(f, on, s)
		if err != nil {
			return nil, err
		}
		papers := materialFacts(c, s.Today, casefile.Evidence, scans)
		if len(papers) > 0 {
			answered.Proof = len(c.Materials) + 1
		}
		return append(papers, onDay(on, answered)), nil
	})
}

// WithdrawConsultation takes back a consultation that should not have been begun
// (撤销征求意见). Its letters that have not gone out are put away.
func (d *Desk) WithdrawConsultation(ctx context.Context, by auth.User, id casefile.ID, version int, f casefile.ConsultationWithdrawn) error {
	if err := short("reason", f.Private.Reason, fault.MaxText); err != nil {
		return err
	}
	f.Private.Reason = kept(f.Private.Reason)
	return d.act(ctx, by, id, version, casefile.WithdrawConsultation, 0, func(_ *sqlite.Tx, c *casefile.Case, s casefile.Situation) ([]happening, error) {
		withdrawn, err := c.WithdrawingConsultation(f, s)
		return []happening{onDay(s.Today, withdrawn)}, err
	})
}

// DueWithoutConsultation returns the last day to answer the case if the n-th
// consultation had never been.
func (d *Desk) DueWithoutConsultation(v CaseView, n int) (calendar.Date, error) {
	clock, err := v.Case.WithoutConsultation(n).Clock(d.Calendar(), d.today())
	return clock.Due, err
}

// Consultations returns the situation of a case, which knows until when those who
// were asked are to answer.
func (d *Desk) Consultations(v CaseView) (casefile.Situation, error) {
	return v.Case.Situation(d.Calendar(), d.today())
}

func addresseeShort(a casefile.Addressee, about string) error {
	form := fault.Form{}
	for field, text := range map[string]string{"name": a.Name, "contact": a.Contact, "phone": a.Phone, "post_code": a.PostCode, "address": a.Address} {
		form.Length(field, text, fault.MaxLine)
	}
	form.Length("about", about, fault.MaxText)
	return form.Err()
}

func keptAddressee(a casefile.Addressee) casefile.Addressee {
	for _, text := range []*string{&a.Name, &a.Contact, &a.Phone, &a.PostCode, &a.Address} {
		*text = kept(*text)
	}
	return a
}

// addressed tells a letter whom it is for, if that is not the applicant, and what
// they are asked.
func addressed(f *letter.Facts, c *casefile.Case, l casefile.Letter) {
	if j, ok := c.JointApplicant(l.To); ok { // the same as the applicant gets
		f.Applicant, f.Delivery = j.Applicant, j.Delivery
		return
	}
	to, ok := c.Other(l.To)
	if !ok {
		return
	}
	f.To = &to
	if k, ok := c.ConsultationTo(l.To); ok {
		f.Asking, f.About = k.Of, k.About
	}
}

// consulted tells a letter who was asked and what they said. Who third parties are
// must not stand in what others get.
func consulted(f *letter.Facts, c *casefile.Case, s casefile.Situation) {
	for _, k := range c.Consultations {
		if k.Withdrawn {
			continue
		}
		who, _ := c.Other(k.To)
		inquiry, _ := c.Inquiry(k)
		told, isTold := c.Told(k)
		f.Consulted = append(f.Consulted, letter.Consulted{
			Name: who.Name, As: k.Of, Number: inquiry.Number, SentOn: inquiry.ServedOn, GotOn: inquiry.GotOn, AnswerBy: s.AnswerBy(k),
			Answer: k.Answer, AnsweredOn: k.AnsweredOn, Reason: k.Reason, Told: isTold && told.Number != "",
		})
		if k.Of == casefile.AsThirdParty && who.Name != "" {
			f.ThirdParties = append(f.ThirdParties, who.Name)
		}
	}
}

// asApplicant lets the papers of a service speak to somebody who is not the
// applicant: they take the address from there.
func asApplicant(to casefile.Addressee) casefile.Applicant {
	a := casefile.Applicant{Class: casefile.Natural, Name: to.Name, Contact: to.Contact, Phone: to.Phone, PostCode: to.PostCode, Address: to.Address}
	if to.Is != casefile.Person {
		a.Class = casefile.OtherPerson
	}
	return a
}

// NewLetterTo returns the view of a new letter to one of the others of a case.
func (d *Desk) NewLetterTo(ctx context.Context, by auth.User, id casefile.ID, to int, kind letter.Kind, values letter.Values, materials []int) (DraftView, error) {
	return d.draft(ctx, by, id, DraftForm{To: to, Kind: kind, Values: values, Materials: materials})
}
