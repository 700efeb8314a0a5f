package intake

import (
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
}

// Door returns the door by which the letter came.
func (p PostInput) Door() casefile.Door {
	if p.Signed {
		return casefile.PostSigned
	}
	return casefile.PostOrdinary
}

// Normalize does for the post what FormInput.Normalize does.
func (p PostInput) Normalize() PostInput { return p }

// Validate is like FormInput.Validate, but name, identity and wants may be
// missing if there is a scan. Further fields: signed_on, tracking, arrived_on,
// confirmed_on, calls, scans.
func (p PostInput) Validate(today calendar.Date) error { return nil }

// Summary returns the line for lists.
func (p PostInput) Summary() string { return p.Wants.Subject }
