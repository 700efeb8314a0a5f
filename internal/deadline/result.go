package deadline

import (
	"encoding/json"
	"maps"
	"slices"

	"mingda/internal/calendar"
)

// A State is where a matter stands by its clock.
type State string

// The states of a request, and those that both matters share.
const (
	Running               State = "running"
	Consulting            State = "consulting"
	AwaitingClarification State = "awaiting_clarification"
	AwaitingPayment       State = "awaiting_payment"
	StateReplied          State = "replied"
	StateClosed           State = "closed"
)

// The states of a reconsideration case.
const (
	Examining      State = "examining"
	StateRejected  State = "rejected"
	Hearing        State = "hearing"
	StateSuspended State = "suspended"
	StateDecided   State = "decided"
	StateDismissed State = "dismissed"
)

// A Warning is the code of a breach or of something that had no effect.
type Warning string

// The warnings.
const (
	ClarificationLate     Warning = "clarification_late"
	ClarificationAfterDue Warning = "clarification_after_due"
	ClarificationRepeated Warning = "clarification_repeated"
	ConsultationLate      Warning = "consultation_late"
	ExtensionTooLong      Warning = "extension_too_long"
	ExtensionRepeated     Warning = "extension_repeated"
	ExtensionLate         Warning = "extension_late"
	ExtensionNotAllowed   Warning = "extension_not_allowed"
	DelayLate             Warning = "delay_late"
	FeeNoticeLate         Warning = "fee_notice_late"
	PaymentLate           Warning = "payment_late"
	SupplementLate        Warning = "supplement_late"
	AcceptanceLate        Warning = "acceptance_late"
	RejectionLate         Warning = "rejection_late"
	CopyLate              Warning = "copy_late"
	AnswerLate            Warning = "answer_late"
	SuspensionLate        Warning = "suspension_late"
	ConversionLate        Warning = "conversion_late"
)

// A Result is what the clock says on one day. A date that there is none of is
// no day. Fields of the other matter are empty.
type Result struct {
	Matter      Matter
	State       State
	Provisional bool      // a day was looked at whose year's holidays are not announced
	Late        bool      // the last day passed before the end, or before the day one looks
	Warnings    []Warning // sorted, each once

	// Of a request.
	Start     calendar.Date // the day from which the period is counted, while there is a Due; not written by mingda clock
	Due       calendar.Date // last day to answer
	StrictDue calendar.Date // the same by the reading worst for the office
	ClarifyBy calendar.Date // last day to ask for clarification
	PayBy     calendar.Date // while payment is awaited: last day to pay

	// Of the period that runs: workdays of an answer and of an examination, calendar days
	// of a hearing. Of a review, mingda clock does not write them.
	Total     int // of the period, extensions in; 0 without one
	Used      int // counted so far
	Remaining int // Total - Used

	// Of a reconsideration case.
	Procedure    Procedure
	AcceptBy     calendar.Date // last day to examine
	SupplementBy calendar.Date // while clarification is awaited: last day to supplement
	AcceptedOn   calendar.Date
	Deemed       bool          // accepted because the examination lapsed (行政复议法 30)
	CopyBy       calendar.Date // last day to send the respondent a copy
	AnswerBy     calendar.Date // last day for the respondent to answer
	DecideBy     calendar.Date // last day to decide
}

// requestJSON is a Result of a request as mingda clock writes it.
type requestJSON struct {
	State       State          `json:"state"`
	Due         *calendar.Date `json:"due"`
	StrictDue   *calendar.Date `json:"strict_due"`
	ClarifyBy   calendar.Date  `json:"clarify_by"`
	PayBy       calendar.Date  `json:"pay_by,omitzero"`
	Total       *int           `json:"total,omitempty"`
	Used        *int           `json:"used,omitempty"`
	Remaining   *int           `json:"remaining,omitempty"`
	Provisional bool           `json:"provisional"`
	Late        bool           `json:"late"`
	Warnings    []Warning      `json:"warnings"`
}

// reviewJSON is a Result of a reconsideration case as mingda clock writes it.
type reviewJSON struct {
	State        State          `json:"state"`
	Procedure    Procedure      `json:"procedure"`
	AcceptBy     *calendar.Date `json:"accept_by"`
	SupplementBy calendar.Date  `json:"supplement_by,omitzero"`
	AcceptedOn   calendar.Date  `json:"accepted_on,omitzero"`
	Deemed       *bool          `json:"deemed,omitempty"`
	CopyBy       calendar.Date  `json:"copy_by,omitzero"`
	AnswerBy     calendar.Date  `json:"answer_by,omitzero"`
	DecideBy     *calendar.Date `json:"decide_by"`
	Provisional  bool           `json:"provisional"`
	Late         bool           `json:"late"`
	Warnings     []Warning      `json:"warnings"`
}

// MarshalJSON writes the result as mingda clock does: dates that a result of
// its matter always has are null where there is none, the others are left out.
func (r Result) MarshalJSON() ([]byte, error) {
	warnings := r.Warnings
	if warnings == nil {
		warnings = []Warning{}
	}
	if r.Matter == MatterReview {
		out := reviewJSON{
			State: r.State, Procedure: r.Procedure, AcceptBy: orNull(r.AcceptBy), SupplementBy: r.SupplementBy,
			AcceptedOn: r.AcceptedOn, CopyBy: r.CopyBy, AnswerBy: r.AnswerBy, DecideBy: orNull(r.DecideBy),
			Provisional: r.Provisional, Late: r.Late, Warnings: warnings,
		}
		if !r.AcceptedOn.IsZero() {
			out.Deemed = &r.Deemed
		}
		return json.Marshal(out)
	}
	out := requestJSON{
		State: r.State, Due: orNull(r.Due), StrictDue: orNull(r.StrictDue), ClarifyBy: r.ClarifyBy, PayBy: r.PayBy,
		Provisional: r.Provisional, Late: r.Late, Warnings: warnings,
	}
	if !r.Due.IsZero() {
		out.Total, out.Used, out.Remaining = &r.Total, &r.Used, &r.Remaining
	}
	return json.Marshal(out)
}

func orNull(d calendar.Date) *calendar.Date {
	if d.IsZero() {
		return nil
	}
	return &d
}

// warnings collects codes, each once.
type warnings map[Warning]bool

func (w warnings) add(codes ...Warning) {
	for _, c := range codes {
		w[c] = true
	}
}

func (w warnings) sorted() []Warning { return slices.Sorted(maps.Keys(w)) }
