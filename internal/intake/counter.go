package intake

import (
	"time"

	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/fault"
)

// CounterInput is the raw input of the counter: a form filled in with the
// applicant, or a spoken request written down by the clerk (条例 29.1).
type CounterInput struct {
	Agency    string             `json:"agency"`
	Applicant casefile.Applicant `json:"applicant"`
	Wants     casefile.Wants     `json:"wants"`
	Aid       string             `json:"aid,omitempty"` // what help the applicant needs, in words of their own (条例 43)
	Files     []File             `json:"files,omitempty"`
	Spoken    bool               `json:"spoken,omitempty"` // 口头申请代填; read out and signed afterwards, see inbox.RecordSigned
	TakenAt   time.Time          `json:"taken_at"`
	FormKey   string             `json:"-"` // of the form it was typed into, so that a second click is the same input; no part of the raw input
}

// Normalize does for the counter what FormInput.Normalize does.
func (c CounterInput) Normalize() CounterInput {
	c.Agency = oneLine(c.Agency)
	c.Applicant = normalApplicant(c.Applicant)
	c.Wants = normalWants(c.Wants)
	c.Aid = oneLine(c.Aid)
	return c
}

// Validate is like FormInput.Validate; further field: files. What
// is handed in in writing is taken in however little it says, as a letter is: a
// counter turns nobody away, and what is missing is asked for afterwards (条例
// 30). Who speaks is there to be asked.
func (c CounterInput) Validate(today calendar.Date) error {
	bad := newForm(today)
	bad.agency(c.Agency)
	bad.applicant(c.Applicant, !c.Spoken)
	bad.wants(c.Wants, c.Applicant, !c.Spoken)
	bad.Length("aid", c.Aid, fault.MaxLine)
	bad.scans("files", c.Files)
	bad.instant("taken_at", c.TakenAt)
	if !c.Spoken && len(c.Files) == 0 && c.Wants.Content == "" {
		bad.Bad("files", "intake_visit_empty")
	}
	return bad.Err()
}

// Summary returns the line for lists; a spoken request says so.
func (c CounterInput) Summary() string {
	if c.Spoken {
		return "口头申请：" + summaryOf(c.Wants)
	}
	return summaryOf(c.Wants)
}
