package intake

import (
	"fmt"
	"regexp"
	"strings"
	"time"

	"mingda/internal/calendar"
	"mingda/internal/casefile"
)

// PostInput is the raw input of the post: what the clerk enters for a letter.
// A letter is taken in as it is, without name or legible content too; what is
// missing is asked for later (条例 30).
type PostInput struct {
	Agency      string             `json:"agency"`
	Signed      bool               `json:"signed"`              // 挂号信、特快专递: somebody signed for it
	SignedOn    calendar.Date      `json:"signed_on"`           // signed: the day
	SignedBy    string             `json:"signed_by,omitempty"` // signed: who, such as 门卫室
	Tracking    string             `json:"tracking,omitempty"`  // signed: number of the item
	ArrivedOn   calendar.Date      `json:"arrived_on"`          // ordinary: the day it came
	Calls       []Call             `json:"calls,omitempty"`     // ordinary: tries to confirm by phone
	ConfirmedOn calendar.Date      `json:"confirmed_on"`        // ordinary: the day the applicant confirmed
	Applicant   casefile.Applicant `json:"applicant"`
	Wants       casefile.Wants     `json:"wants"`
	Scans       []File             `json:"scans,omitempty"`
	EnteredAt   time.Time          `json:"entered_at"`
	Sure        []calendar.Date    `json:"-"` // days long ago that the clerk has confirmed; no part of the raw input
	FormKey     string             `json:"-"` // of the form it was typed into, so that a second click is the same input; no part of the raw input
}

// Door returns the door by which the letter came.
func (p PostInput) Door() casefile.Door {
	if p.Signed {
		return casefile.PostSigned
	}
	return casefile.PostOrdinary
}

// Normalize does for the post what FormInput.Normalize does.
func (p PostInput) Normalize() PostInput {
	p.Agency = oneLine(p.Agency)
	p.SignedBy = oneLine(p.SignedBy)
	p.Tracking = strings.ToUpper(compact(p.Tracking))
	p.Applicant = normalApplicant(p.Applicant)
	p.Wants = normalWants(p.Wants)
	return p
}

// Validate is like FormInput.Validate, but name, identity and wants may be
// missing if there is a scan. Further fields: signed_on, tracking, arrived_on,
// confirmed_on, scans, and of the first call call-1-day, call-1-time and
// call-1-outcome.
func (p PostInput) Validate(today calendar.Date) error {
	bad := newForm(today)
	bad.agency(p.Agency)
	bad.applicant(p.Applicant, true)
	bad.wants(p.Wants, p.Applicant, true)
	bad.scans("scans", p.Scans)
	bad.instant("entered_at", p.EnteredAt)
	if len(p.Scans) == 0 && p.Wants.Content == "" {
		bad.Bad("scans", "intake_letter_empty")
	}
	if p.Signed {
		bad.arrived("signed_on", p.SignedOn, "intake_signed_on_missing", p.Sure)
		if p.Tracking != "" && !trackingForm.MatchString(p.Tracking) {
			bad.Bad("tracking", "intake_tracking")
		}
		return bad.Err()
	}
	bad.arrived("arrived_on", p.ArrivedOn, "intake_arrived_missing", p.Sure)
	if !p.ConfirmedOn.IsZero() {
		bad.arrived("confirmed_on", p.ConfirmedOn, "intake_arrived_missing", p.Sure)
		if p.ConfirmedOn.Before(p.ArrivedOn) {
			bad.Bad("confirmed_on", "intake_confirmed_early", p.ArrivedOn.Chinese())
		}
	}
	for i, call := range p.Calls {
		day := dayOf(call.At)
		switch {
		case day.IsZero() || day.After(today) || call.At.After(p.EnteredAt):
			bad.Bad(fmt.Sprintf("call-%d-time", i+1), "intake_call_time", i+1)
		case day.Before(p.ArrivedOn):
			bad.Bad(fmt.Sprintf("call-%d-day", i+1), "intake_call_early", i+1, p.ArrivedOn.Chinese())
		}
		if call.Outcome.Label() == "" {
			bad.Bad(fmt.Sprintf("call-%d-outcome", i+1), "intake_call_outcome", i+1)
		}
	}
	return bad.Err()
}

var trackingForm = regexp.MustCompile(`^[A-Z0-9]{6,24}$`)

// Summary returns the line for lists.
func (p PostInput) Summary() string {
	if p.Wants == (casefile.Wants{}) && p.Applicant.Name != "" {
		return p.Applicant.Name + "来信"
	}
	return summaryOf(p.Wants)
}
