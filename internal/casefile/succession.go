package casefile

import (
	"strings"

	"mingda/internal/calendar"
	"mingda/internal/fault"
	"mingda/internal/ledger"
)

// Succeeded notes that the applicant died, or the organisation ended, and who goes
// on with the request (登记承受人). No rule says what becomes of a request then: that
// whoever takes over the rights may go on with it is the office's own reading. The
// clock runs on. If nobody does, the case is closed.
type Succeeded struct {
	Class    Class         `json:"class"`
	Delivery Delivery      `json:"delivery,omitempty"`
	GoneOn   calendar.Date `json:"gone_on,omitzero"` // when the one before died or ended; no day while that is not known
	Proof    int           `json:"proof,omitempty"`
	Private  struct {
		Was       string    `json:"was"` // the name of the one before
		Applicant Applicant `json:"applicant"`
		Ground    string    `json:"ground"` // who told, and what proves that this one takes over
	} `json:"-"`
}

var _ = know(func() ledger.Fact { return new(Succeeded) })

// FactType implements ledger.Fact.
func (Succeeded) FactType() string { return "succeeded" }

// Personal implements ledger.PersonalFact.
func (f *Succeeded) Personal() any { return &f.Private }

func (f *Succeeded) change(c *Case, _ Past) error {
	c.Class, c.Applicant, c.tookOver = f.Class, f.Private.Applicant, true
	if f.Delivery != "" {
		c.Wants.Delivery = f.Delivery
	}
	return nil
}

// retract: one that was entered by mistake is taken back while no letter went to
// the new applicant.
func (f *Succeeded) retract(c *Case, p Past) *fault.Error {
	for _, after := range c.History[p.N:] {
		if signed, ok := after.Fact.(*Signed); ok && c.Letters[signed.Letter-1].Stands() {
			return fault.New(fault.Conflict, "succession_followed", signed.Number)
		}
	}
	if !c.isLast(p) {
		return fault.New(fault.Conflict, "succession_since")
	}
	return nil
}

// Succession decides that somebody goes on with the request in the place of the
// applicant, whose fields were looked at where they were typed.
func (c *Case) Succession(f Succeeded, s Situation) (*Succeeded, error) {
	if err := c.Allows(Succeed, s); err != nil {
		return nil, err
	}
	form := fault.Form{}
	f.Private.Ground = strings.TrimSpace(f.Private.Ground)
	switch name := f.Private.Applicant.Name; {
	case name == "":
		form.Bad("name", "name_needed")
	case name == c.Applicant.Name && f.Class == c.Class:
		form.Bad("name", "successor_same")
	}
	if f.Class.Label() == "" {
		form.Bad("class", "intake_class_missing")
	}
	if f.GoneOn.After(s.Today) {
		form.Bad("gone_on", "gone_in_future")
	}
	if f.Private.Ground == "" {
		form.Bad("ground", "succession_ground_needed")
	}
	if err := form.Err(); err != nil {
		return nil, err
	}
	f.Private.Was = c.Applicant.Name
	return &f, nil
}

// addressedAnew: what is signed names the one before, and cannot go out to another.
func addressedAnew(c *Case, _ Situation) *fault.Error {
	for _, l := range c.Letters {
		if l.Stage == IsSigned || l.Stage == IsReady || l.Stage == IsSending {
			return fault.New(fault.Conflict, "succession_unserved", l.Number)
		}
	}
	return nil
}
