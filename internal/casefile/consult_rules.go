package casefile

import (
	"slices"
	"strings"

	"mingda/internal/calendar"
	"mingda/internal/fault"
	"mingda/internal/law"
)

// inquiryTo: one inquiry in each consultation that is open; who has to be asked
// anew is asked in another.
func inquiryTo(of ...Asked) func(*Case, int, Situation) *fault.Error {
	return func(c *Case, to int, _ Situation) *fault.Error {
		k, ok := c.ConsultationTo(to)
		switch {
		case !ok || !slices.Contains(of, k.Of):
			return fault.New(fault.Conflict, "letter_addressee_wrong")
		case !k.IsOpen():
			return fault.New(fault.Conflict, "consultation_ended")
		}
		if l, ok := c.Inquiry(k); ok {
			return fault.New(fault.Conflict, "inquiry_begun", l.Stage.Label())
		}
		return nil
	}
}

// toldTo: a third party that did not agree is told of a decision to disclose all
// the same, once (条例 32).
func toldTo(c *Case, to int, _ Situation) *fault.Error {
	k, ok := c.ConsultationTo(to)
	switch {
	case !ok || k.Of != AsThirdParty:
		return fault.New(fault.Conflict, "letter_addressee_wrong")
	case !k.Objects() && k.Answer != Silent:
		return fault.New(fault.Conflict, "told_without_refusal")
	}
	if l, ok := c.Told(k); ok {
		return fault.New(fault.Conflict, "told_begun", l.Stage.Label())
	}
	return nil
}

// Objects reports whether the other does not want all of it disclosed.
func (k Consultation) Objects() bool {
	return !k.Withdrawn && (k.Answer == Refuses || k.Answer == Partly)
}

// othersWereAsked: the applicant is told that others are asked once they are.
func othersWereAsked(c *Case, _ Situation) *fault.Error {
	if !c.wereAsked() {
		return fault.New(fault.Conflict, "nobody_asked")
	}
	return nil
}

// consulted: somebody was asked, so that there can be an answer.
func consulted(c *Case, _ Situation) *fault.Error {
	if !c.wereAsked() {
		return fault.New(fault.Conflict, "inquiry_not_sent")
	}
	return nil
}

// wereAsked reports whether a letter that asks went out and was not taken back.
func (c *Case) wereAsked() bool {
	return slices.ContainsFunc(c.Consultations, func(k Consultation) bool {
		l, _ := c.Inquiry(k)
		_, went := l.went()
		return went && !k.Withdrawn
	})
}

// consulting: there is a consultation that was not taken back.
func consulting(c *Case, _ Situation) *fault.Error {
	if !slices.ContainsFunc(c.Consultations, func(k Consultation) bool { return !k.Withdrawn }) {
		return fault.New(fault.Conflict, "no_consultation")
	}
	return nil
}

// consultationTerms are how long the others have to answer. For an agency that did
// not make the information too, the law sets none: the letter says a day.
var consultationTerms = map[Asked]law.TermCode{AsThirdParty: law.ThirdPartyView, AsJointMaker: law.JointMakerView}

// answersBy returns the last day of each consultation to answer, by its number
// less one; no day while it is not known when the letter came.
func (c *Case) answersBy(cal *calendar.Calendar) []calendar.Date {
	var all []calendar.Date
	for _, k := range c.Consultations {
		l, _ := c.Inquiry(k)
		all = append(all, answerBy(k, l, l.GotOn, cal))
	}
	return all
}

// answerBy returns the last day to answer if the letter came on a day.
func answerBy(k Consultation, inquiry Letter, got calendar.Date, cal *calendar.Calendar) calendar.Date {
	code, lawful := consultationTerms[k.Of]
	switch _, went := inquiry.went(); {
	case !went || lawful && got.IsZero():
		return calendar.Date{}
	case !lawful:
		return inquiry.By
	}
	return law.TermOn(code, got).End(cal, got)
}

// askedUntil returns the first day on which an answer that is awaited should be
// there; where it is not known when the letter came, as if it had come at once: then
// somebody should look. No day while none is awaited.
func (c *Case) askedUntil(cal *calendar.Calendar) calendar.Date {
	var first calendar.Date
	if !c.Stage().IsOpen() {
		return first
	}
	for _, k := range c.Consultations {
		l, _ := c.Inquiry(k)
		if !c.Asks(k) {
			continue
		}
		got := l.GotOn
		if got.IsZero() {
			got = l.ServedOn
		}
		if by := answerBy(k, l, got, cal); !by.IsZero() && (first.IsZero() || by.Before(first)) {
			first = by
		}
	}
	return first
}

// checkConsulted notes what is wrong with who is asked about what.
func (c *Case) checkConsulted(form fault.Form, of Asked, a *Addressee, about *string) {
	for _, text := range []*string{&a.Name, &a.Contact, &a.Phone, &a.PostCode, &a.Address, about} {
		*text = strings.TrimSpace(*text)
	}
	if of != AsThirdParty {
		a.Is = Authority
	}
	switch {
	case a.Name == "":
		form.Bad("name", "consulted_name_needed")
	case a.Name == c.Applicant.Name:
		form.Bad("name", "consulted_is_applicant")
	}
	if of == AsThirdParty && a.Is != Person && a.Is != Organisation {
		form.Bad("is", "consulted_is_needed")
	}
	if *about == "" {
		form.Bad("about", "consulted_about_needed")
	}
}

// Consulting decides that a consultation begins.
func (c *Case) Consulting(f ConsultationOpened, s Situation) (*ConsultationOpened, error) {
	if err := c.Allows(Consult, s); err != nil {
		return nil, err
	}
	form := fault.Form{}
	if f.Of.Label() == "" {
		form.Bad("as", "consulted_as_needed")
	}
	c.checkConsulted(form, f.Of, &f.Private.Addressee, &f.Private.About)
	if err := form.Err(); err != nil {
		return nil, err
	}
	f.Consultation, f.To = len(c.Consultations)+1, len(c.Others)+1
	return &f, nil
}

// ChangingConsultation decides a correction of who is asked about what. A letter
// that is signed stays as it is.
func (c *Case) ChangingConsultation(f ConsultationChanged, s Situation) (*ConsultationChanged, error) {
	k, err := c.consultationFor(ChangeConsultation, f.Consultation, s)
	if err != nil {
		return nil, err
	}
	form := fault.Form{}
	c.checkConsulted(form, k.Of, &f.Private.Addressee, &f.Private.About)
	form.Need("reason", &f.Private.Reason, "reason_needed")
	if err := form.Err(); err != nil {
		return nil, err
	}
	return &f, nil
}

// consultationFor returns the n-th consultation if the act can be done to it.
func (c *Case) consultationFor(do Act, n int, s Situation) (Consultation, error) {
	if err := c.Allows(do, s); err != nil {
		return Consultation{}, err
	}
	k, ok := c.Consultation(n)
	switch {
	case !ok:
		return k, fault.AtField("party", "consulted_needed")
	case k.Withdrawn:
		return k, fault.AtField("party", "consultation_taken_back")
	}
	return k, nil
}

// AnswerBy returns the last day for the other to answer, no day while it is not known.
func (s Situation) AnswerBy(k Consultation) calendar.Date {
	if k.N < 1 || k.N > len(s.AnswersBy) {
		return calendar.Date{}
	}
	return s.AnswersBy[k.N-1]
}

// Answering decides what became of a consultation and from which day that counts:
// an answer from the day it came, silence from the last day of the period, which
// must have passed (条例 32, 34).
func (c *Case) Answering(f ConsultationAnswered, on calendar.Date, s Situation) (*ConsultationAnswered, calendar.Date, error) {
	k, err := c.consultationFor(AnswerConsultation, f.Consultation, s)
	if err != nil {
		return nil, on, err
	}
	inquiry, _ := c.Inquiry(k)
	sent, went := inquiry.went()
	if !went {
		return nil, on, fault.AtField("party", "inquiry_not_sent")
	}
	form := fault.Form{}
	f.Private.Reason, f.Private.Part, f.Private.Why = strings.TrimSpace(f.Private.Reason), strings.TrimSpace(f.Private.Part), strings.TrimSpace(f.Private.Why)
	if f.Answer == Silent {
		on = s.AnswerBy(k)
		switch {
		case on.IsZero() && k.Of == AsAgency:
			form.Bad("answer", "silence_without_day")
		case on.IsZero():
			form.Bad("answer", "silence_without_receipt")
		case !s.Today.After(on):
			form.Bad("answer", "silence_too_early", on.Chinese())
		}
	} else {
		checkAnswerDay(form, on, sent, s.Today)
	}
	f.checkWords(form)
	if f.Input != 0 && !slices.ContainsFunc(c.Joined, func(j Joined) bool { return j.Input == f.Input }) {
		form.Bad("input", "reasons_input_unknown")
	}
	if f.Corrects = k.Entry; k.Entry != 0 && f.Private.Why == "" {
		form.Bad("why", "reason_needed")
	}
	if err := form.Err(); err != nil {
		return nil, on, err
	}
	return &f, on, nil
}

// checkAnswerDay notes what is wrong with a day on which an answer is said to have come.
func checkAnswerDay(form fault.Form, on, sent, today calendar.Date) {
	switch {
	case on.IsZero():
		form.Bad("on", "date_unreadable")
	case on.After(today):
		form.Bad("on", "answer_in_future")
	case on.Before(sent):
		form.Bad("on", "answer_before_inquiry", sent.Chinese())
	}
}

// checkWords notes what must be written of an answer of this kind and is not.
func (f *ConsultationAnswered) checkWords(form fault.Form) {
	if f.Answer.Label() == "" {
		form.Bad("answer", "answer_needed")
	}
	if f.Answer == Partly && f.Private.Part == "" {
		form.Bad("part", "answer_part_needed")
	}
	if f.Private.Reason == "" && (f.Answer == Refuses || f.Answer == Partly || f.Answer == NotNeeded) {
		form.Bad("reason", "answer_reason_needed")
	}
}

// WithdrawingConsultation decides that a consultation is taken back.
func (c *Case) WithdrawingConsultation(f ConsultationWithdrawn, s Situation) (*ConsultationWithdrawn, error) {
	k, err := c.consultationFor(WithdrawConsultation, f.Consultation, s)
	if err != nil {
		return nil, err
	}
	if k.Answer != "" {
		return nil, fault.AtField("party", "consultation_answered")
	}
	if f.Private.Reason = strings.TrimSpace(f.Private.Reason); f.Private.Reason == "" {
		return nil, fault.AtField("reason", "reason_needed")
	}
	return &f, nil
}

// WithoutConsultation returns the case as it would stand if the n-th consultation
// had never been, for the clock to be asked.
func (c *Case) WithoutConsultation(n int) *Case {
	without := *c
	without.Consultations = slices.Clone(c.Consultations)
	if _, ok := c.Consultation(n); ok {
		without.Consultations[n-1].Withdrawn = true
	}
	return &without
}

// inquiryAnswered says why the service of an inquiry cannot be corrected so: an
// answer came to it. That it was silence falls away by itself.
func (c *Case) inquiryAnswered(form fault.Form, l Letter, f ServiceCorrected) {
	k, ok := c.ConsultationTo(l.To)
	inquiry, _ := c.Inquiry(k)
	if !ok || inquiry.N != l.N || k.Answer == "" || k.Answer == Silent {
		return
	}
	switch {
	case f.Failed:
		form.Bad("failed", "inquiry_was_answered", k.AnsweredOn.Chinese())
	case f.On.After(k.AnsweredOn):
		form.Bad("on", "inquiry_was_answered", k.AnsweredOn.Chinese())
	}
}
