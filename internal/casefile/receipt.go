package casefile

import (
	"mingda/internal/calendar"
	"mingda/internal/fault"
	"mingda/internal/law"
)

// A Ground says by which rule a day could be the day of receipt.
type Ground string

// The grounds for a receipt date, by door (条例 31, 国办公开办函〔2015〕207号).
const (
	HandedIn       Ground = "handed_in"       // counter: day of handing in (31.1)
	SignedFor      Ground = "signed_for"      // signed post: day of signing, by any unit of the agency (31.2, 207号)
	PhoneConfirmed Ground = "phone_confirmed" // ordinary letter: day of the confirmation with the applicant (31.2)
	Arrived        Ground = "arrived"         // ordinary letter: day it came to the office; the strictest reading
	BothConfirmed  Ground = "both_confirmed"  // internet: day both confirm; the automatic confirmation counts (31.3, guiding case 26)
	ReachedMailbox Ground = "reached_mailbox" // internet: day it reached the published mailbox (207号)
	Submitted      Ground = "submitted"       // internet form: day of submission
	OtherGround    Ground = "other"           // set by a person, who must write down why
)

// A ReceiptCandidate is one day that could be the day of receipt. All are kept
// with the case: the earliest drives the warnings, the chosen one the due date.
type ReceiptCandidate struct {
	On      calendar.Date `json:"on"`
	Ground  Ground        `json:"ground"`
	Article string        `json:"article"`         // where the rule stands, in Chinese
	Proof   string        `json:"proof,omitempty"` // what shows it: a slip, a number, a call, a server's time
}

// A Receipt is the day of receipt that was chosen (条例 31), with everything
// that could be argued against it.
type Receipt struct {
	On         calendar.Date      `json:"on"`
	Ground     Ground             `json:"ground"`
	Reason     string             `json:"reason"` // why this one, in the words of who chose
	Candidates []ReceiptCandidate `json:"candidates"`
	Sure       bool               `json:"-"` // whoever typed a day long ago has confirmed it
}

// longAgo is how many months before its entry a typed day of arrival may lie
// without being asked about: a mistyped year is the commonest mistake.
const longAgo = 3

// CheckArrival judges a day on which something is said to have come in, typed
// on the day today; sure is whether who typed it has confirmed it as right.
// That it is there and not in the future is asked before.
func CheckArrival(on, today calendar.Date, sure bool) *fault.Error {
	switch from := law.FOIRegulation.From; {
	case on.Before(from):
		return fault.New(fault.Invalid, "arrival_before_law", from.Chinese())
	case !sure && on.Before(today.AddMonths(-longAgo)):
		return fault.New(fault.Invalid, "arrival_long_ago", on.Chinese(), longAgo)
	}
	return nil
}

// Earliest returns the earliest day that could be argued to be the day of
// receipt; with no candidates, the chosen day.
func (r Receipt) Earliest() calendar.Date {
	first := r.On
	for _, c := range r.Candidates {
		if c.On.Before(first) {
			first = c.On
		}
	}
	return first
}
