package inbox

import (
	"strings"

	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/fault"
)

// PassingOn decides that the input, an application for reconsideration that came to the
// office, goes to the bureau of a body (转复议机构).
func (i *Input) PassingOn(body int64, note string) (*PassedOn, error) {
	switch {
	case i.Body != 0:
		return nil, fault.New(fault.Conflict, "input_at_bureau")
	case body == 0:
		return nil, fault.New(fault.Conflict, "input_no_bureau")
	}
	f := &PassedOn{Body: body}
	f.Private.Note = strings.TrimSpace(note)
	return f, i.AllowsDecision(false)
}

// GivingBack decides that the bureau gives to the office of its agency what is no
// application for reconsideration: back what the office passed on, else what came to the
// bureau itself (转本机关信息公开收件). The day of arrival stays: the request reached the
// agency then.
func (i *Input) GivingBack(note string) (*PassedOn, error) {
	if i.Body == 0 {
		return nil, fault.New(fault.Conflict, "input_not_passed")
	}
	if err := i.AllowsDecision(false); err != nil {
		return nil, err
	}
	f := &PassedOn{}
	if f.Private.Note = strings.TrimSpace(note); f.Private.Note == "" {
		return nil, fault.AtField("note", "reason_needed")
	}
	return f, nil
}

// WasPassedOn reports whether the bureau that has the input got it from the office.
func (i *Input) WasPassedOn() bool {
	return i.Body != 0 && len(i.History) > 0 && !i.CameToBureau()
}

// CameToBureau reports whether the input reached the bureau first, whoever has it now.
func (i *Input) CameToBureau() bool {
	if len(i.History) == 0 {
		return false
	}
	received, ok := i.History[0].Fact.(*Received)
	return ok && received.Body != 0
}

// PassedOnWith returns what the office said, or the bureau when it gave the input back.
func (i *Input) PassedOnWith() string {
	note := ""
	for _, p := range i.History {
		if f, ok := p.Fact.(*PassedOn); ok {
			note = f.Private.Note
		}
	}
	return note
}

// PassedOnDay returns the day on which the bureau that has the input got it from the
// office, no day where it did not.
func (i *Input) PassedOnDay() calendar.Date {
	on := calendar.Date{}
	if i.CameToBureau() { // which had it on arrival, whatever went back and forth since
		return on
	}
	for _, p := range i.History {
		if f, ok := p.Fact.(*PassedOn); ok {
			on = p.On
			if f.Body == 0 {
				on = calendar.Date{}
			}
		}
	}
	return on
}

// AtBureauOn returns the day on which the bureau that has the input received it, from
// which the examination is counted: that on which the office passed it on, else that of
// its arrival.
func (i *Input) AtBureauOn() calendar.Date {
	if passed := i.PassedOnDay(); !passed.IsZero() {
		return passed
	}
	return i.ArrivedOn()
}

// ReceivedOnline reports whether the bureau received it the moment it arrived: on the
// applicant's own page, or in the bureau's mailbox (实施条例 28).
func (i *Input) ReceivedOnline() bool {
	return i.Door == casefile.Web || i.Door == casefile.Mail && i.Body != 0 && !i.WasPassedOn()
}

// ReviewNumber returns the number of the reconsideration case that the input belongs to,
// "" for none.
func (i *Input) ReviewNumber() string {
	number := ""
	for _, p := range i.History {
		switch f := p.Fact.(type) {
		case *Became:
			number = f.Number
		case *WasJoined:
			number = f.Number
		}
	}
	if i.Review == 0 {
		return ""
	}
	return number
}
