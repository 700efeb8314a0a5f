package intake

import (
	"time"

	"mingda/internal/calendar"
	"mingda/internal/casefile"
)

// Handed is the raw input of what another agency of this installation handed on
// (转送): the request as it was registered there, its files by their hashes, and from
// where it comes.
type Handed struct {
	Agency     string             `json:"agency"` // id of the agency that it is handed to
	From       int64              `json:"from"`   // the agency that handed it on
	FromName   string             `json:"from_name"`
	Case       int64              `json:"case"` // its case
	CaseNumber string             `json:"case_number"`
	Transfer   int                `json:"transfer"`       // which transfer of that case
	Letter     string             `json:"letter"`         // 文号 of the letter that it came with
	ReceivedOn calendar.Date      `json:"received_on"`    // by that agency; here it is received anew
	AgreedOn   calendar.Date      `json:"agreed_on"`      // by the applicant
	How        casefile.Consent   `json:"how"`            //
	Part       string             `json:"part,omitempty"` // of the request; all of it if empty
	Applicant  casefile.Applicant `json:"applicant"`
	Wants      casefile.Wants     `json:"wants"` // all that was asked for there
	Files      []File             `json:"files,omitempty"`
	HandedAt   time.Time          `json:"handed_at"`
}

// HandedOn returns what of the request is handed on.
func (h Handed) HandedOn() casefile.Wants {
	w := h.Wants
	if h.Part != "" {
		w.Content = h.Part
	}
	return w
}

// Summary returns the line for lists.
func (h Handed) Summary() string { return summaryOf(h.HandedOn()) }
