package intake

import (
	"slices"
	"strings"
	"time"

	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/fault"
	"mingda/internal/reconsider"
)

// ReviewApplication is the type of an input that is an application for
// reconsideration (复议申请). No case of a request has it: what it becomes is a case of
// package reconsider.
const ReviewApplication casefile.Type = "review"

// ObjectionInput is the raw input of an application for reconsideration, by whatever
// door but a mail: from the applicant's own page, or as the bureau entered it of a
// letter or at its counter. It says itself what it is, for the doors are those of
// requests.
type ObjectionInput struct {
	Type       casefile.Type               `json:"type"` // ReviewApplication
	Agency     string                      `json:"agency"`
	Contested  reconsider.Contested        `json:"contested"`
	Objection  reconsider.Objection        `json:"objection"`
	Applicant  casefile.Applicant          `json:"applicant"`
	Asked      reconsider.Asked            `json:"asked"`
	Others     []reconsider.OtherApplicant `json:"others,omitempty"`     // who apply together with the applicant
	ReceivedOn calendar.Date               `json:"received_on,omitzero"` // entered by the bureau
	SentOn     calendar.Date               `json:"sent_on,omitzero"`     // posted on
	Files      []File                      `json:"files,omitempty"`
	TakenAt    time.Time                   `json:"taken_at"`
	FormKey    string                      `json:"-"` // of the form it was typed into, so that a second click is the same input
}

// NewObjection decides what is taken in: who objects is normalised as by the other
// doors, and the rules of a case's opening hold already, so that nobody is told later
// what could be said at once.
func NewObjection(o ObjectionInput, today calendar.Date) (ObjectionInput, error) {
	o.Type, o.Agency = ReviewApplication, oneLine(o.Agency)
	o.Applicant = normalApplicant(o.Applicant)
	o.Asked.Subject, o.Asked.Agent = oneLine(o.Asked.Subject), oneLine(o.Asked.Agent)
	bad := newForm(today)
	bad.agency(o.Agency)
	bad.applicant(o.Applicant, true)
	bad.files("files", o.Files)
	for i, other := range o.Others {
		o.Others[i].IDNumber = strings.ToUpper(compact(other.IDNumber))
		bad.Length("others", other.Name, fault.MaxName)
		bad.Length("others", other.IDNumber+other.Phone+other.Address, fault.MaxText)
		if other.Name == o.Applicant.Name && o.Others[i].IDNumber == o.Applicant.IDNumber {
			bad.Bad("others", "review_other_same", other.Name)
		}
	}
	for field, text := range map[string]string{"request": o.Asked.Request, "grounds": o.Asked.Grounds, "late": o.Asked.Late} {
		bad.Length(field, text, fault.MaxText)
	}
	_, err := reconsider.NewFiled(o.Filed(today), today)
	bad.Add(err)
	return o, bad.Err()
}

// Filed returns what opens the case, as it was asked: received on a day unless
// another was entered.
func (o ObjectionInput) Filed(received calendar.Date) reconsider.Filed {
	f := reconsider.Filed{ReceivedOn: received, SentOn: o.SentOn, Contested: o.Contested, Objection: o.Objection}
	if !o.ReceivedOn.IsZero() {
		f.ReceivedOn = o.ReceivedOn
	}
	f.Contested.Parts = slices.Clone(o.Contested.Parts)
	f.Private.Applicant, f.Private.Asked = o.Applicant, o.Asked
	return f
}

// Summary returns the line for lists.
func (o ObjectionInput) Summary() string {
	what := firstOf(oneLine(o.Asked.Subject), oneLine(o.Contested.Number), o.Objection.Label())
	if o.Asked.Spoken {
		return "口头复议申请：" + what
	}
	return "复议申请：" + what
}

// Content writes what is asked for and why, to be read beside the form.
func (o ObjectionInput) Content() string {
	var lines []string
	for _, l := range []struct{ label, text string }{{"复议请求", o.Asked.Request}, {"事实和理由", o.Asked.Grounds}, {"超过期限的理由", o.Asked.Late}} {
		if text := strings.TrimSpace(l.text); text != "" {
			lines = append(lines, l.label+"：", text, "")
		}
	}
	return strings.TrimSpace(strings.Join(lines, "\n"))
}
