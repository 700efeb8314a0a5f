package intake

import (
	"time"

	"mingda/internal/calendar"
	"mingda/internal/casefile"
)

// A CallOutcome is how a try to reach the applicant by phone ended.
type CallOutcome string

// The outcomes of a call.
const (
	Reached   CallOutcome = "reached"    // spoken to: the receipt is confirmed
	NoAnswer  CallOutcome = "no_answer"  // nobody answered
	Busy      CallOutcome = "busy"       // engaged
	WrongLine CallOutcome = "wrong_line" // another person, or no such number
)

// A Call is one try to confirm the receipt by phone (条例 31(2)).
type Call struct {
	At      time.Time   `json:"at"`
	Outcome CallOutcome `json:"outcome"`
	Note    string      `json:"note,omitempty"`
}

// ReceiptFacts is what is known about the arrival of an input; which of it
// counts depends on the door. Zero values are not known.
type ReceiptFacts struct {
	Today           calendar.Date // for what could still be done today
	HandedInOn      calendar.Date // counter
	SignedOn        calendar.Date // signed post: by any unit of the agency
	SignedBy        string        // who signed, such as 门卫室
	Tracking        string        // signed post: number of the item
	ArrivedOn       calendar.Date // ordinary letter
	Calls           []Call        // ordinary letter, or a mail that was not confirmed by itself
	ConfirmedOn     calendar.Date // the day the applicant confirmed by phone, where it is not in Calls
	ReachedAt       time.Time     // mail: when the server took it in (INTERNALDATE)
	SubmittedAt     time.Time     // web
	AutoConfirmedAt time.Time     // mail, web: when the automatic confirmation was sent or shown
}

// ReceiptDates returns the days that could be the day of receipt and the index
// of the one that is proposed, -1 if none can be proposed yet (an ordinary
// letter nobody has confirmed). Candidates are in order of days. Follows
// 条例 31, 国办公开办函〔2015〕207号 and guiding case 26.
func ReceiptDates(door casefile.Door, f ReceiptFacts) (candidates []casefile.ReceiptCandidate, proposed int) {
	return nil, -1
}
