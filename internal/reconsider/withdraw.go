package reconsider

import (
	"slices"
	"strings"

	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/deadline"
	"mingda/internal/fault"
	"mingda/internal/ledger"
)

// Withdrawal is the applicant's word that the application is withdrawn; the zero one
// was not said.
type Withdrawal struct {
	Entry    int
	On       calendar.Date
	Reason   string
	Declined Declining // why it was not followed; "" while it was not
	Answer   string    // to it, where it was not followed
}

// Waits reports whether nobody has said yet what becomes of it.
func (w Withdrawal) Waits() bool { return w.Entry != 0 && w.Declined == "" }

// WithdrawalAsked notes that the applicant wants to withdraw (撤回, 复议法 41.1(1)). It
// ends nothing: whether it is permitted the paper says. What was withdrawn as an input of
// its own that is put into another case says nothing of that case: it is on the timeline.
type WithdrawalAsked struct {
	Input   int64 `json:"input,omitempty"` // the input that was withdrawn; 0 for the case itself
	Private struct {
		Reason string `json:"reason,omitempty"`
	} `json:"-"`
}

var _ = know[WithdrawalAsked]()

// FactType implements ledger.Fact.
func (WithdrawalAsked) FactType() string { return "withdrawal_asked" }

// Personal implements ledger.PersonalFact.
func (f *WithdrawalAsked) Personal() any { return &f.Private }

func (f *WithdrawalAsked) change(c *Case, p Past) error {
	if !f.OfJoined(c) {
		c.Withdrawal = Withdrawal{Entry: p.N, On: p.On, Reason: f.Private.Reason}
	}
	return nil
}

// OfJoined reports whether it is about an input that was put into the case, and not about
// the case.
func (f *WithdrawalAsked) OfJoined(c *Case) bool { return f.Input != 0 && f.Input != c.Input }

// Withdrawing decides the note that the applicant wants to withdraw.
func (c *Case) Withdrawing(f WithdrawalAsked, on calendar.Date, s Situation) (*WithdrawalAsked, error) {
	if err := c.Allows(TakeWithdrawal, s); err != nil {
		return nil, err
	}
	f.Private.Reason = strings.TrimSpace(f.Private.Reason)
	form := fault.Form{}
	s.checkDay(form, on, c.ReceivedOn, "review_heard_too_early")
	if err := form.Err(); err != nil {
		return nil, err
	}
	return &f, nil
}

// A ToldBy is how the applicant was told that the matter is closed.
type ToldBy string

// The ways.
const (
	ToldInPerson ToldBy = "in_person"
	ToldByPhone  ToldBy = "phone"
	ToldOnline   ToldBy = "online"
	ToldByPaper  ToldBy = "paper"
)

// ToldWays lists them as forms show them.
var ToldWays = []ToldBy{ToldInPerson, ToldByPhone, ToldOnline, ToldByPaper}

// Label returns the Chinese words.
func (t ToldBy) Label() string {
	return map[ToldBy]string{ToldInPerson: "当面", ToldByPhone: "电话", ToldOnline: "申请人在网上看进度", ToldByPaper: "另发告知书"}[t]
}

// Withdrawn notes that an application was withdrawn before it was accepted: it is not
// examined any more, and that is recorded and told. 复议法 41 ends cases that were
// accepted; of what was not there is nothing to permit and nothing to end. The entry's
// day is the one on which the wish came.
type Withdrawn struct {
	Told    ToldBy `json:"told"`
	Private struct {
		Note string `json:"note,omitempty"` // who told whom, when
	} `json:"-"`
}

var _ = know[Withdrawn]()

// FactType implements ledger.Fact.
func (Withdrawn) FactType() string { return "withdrawn" }

// Personal implements ledger.PersonalFact.
func (f *Withdrawn) Personal() any { return &f.Private }

func (f *Withdrawn) change(c *Case, p Past) error {
	c.WithdrawnOn = p.On
	return nil
}

func (f *Withdrawn) clockEvents(_ *Case, p Past) []deadline.Event {
	return []deadline.Event{{Type: deadline.Closed, On: p.On}}
}

// retract: what was told of it on paper rests on it.
func (f *Withdrawn) retract(c *Case, p Past) *fault.Error { return c.unresting(p.N, step) }

// ClosingWithdrawn decides that a withdrawn application is closed, as of the day on which
// the wish came.
func (c *Case) ClosingWithdrawn(f Withdrawn, s Situation) (*Withdrawn, error) {
	if err := c.Allows(CloseWithdrawn, s); err != nil {
		return nil, err
	}
	f.Private.Note = strings.TrimSpace(f.Private.Note)
	if f.Told.Label() == "" {
		return nil, fault.AtField("told", "review_withdrawn_told")
	}
	return &f, nil
}

// withdrawable: the wish came before the application was accepted, and nothing was done
// with it since.
func withdrawable(c *Case, s Situation) *fault.Error {
	on := c.Withdrawal.On
	switch {
	case !c.Withdrawal.Waits():
		return fault.New(fault.Conflict, "review_not_withdrawn")
	case c.NeedsPermission(s.Clock):
		return fault.New(fault.Conflict, "review_withdrawn_late", s.Clock.AcceptedOn.Chinese())
	}
	for _, p := range c.Papers {
		if p.Number != "" && p.Stands() && p.Kind != SupplementNotice {
			return fault.New(fault.Conflict, "review_withdrawn_paper", p.Number)
		}
	}
	events := c.ClockEvents()
	if last := events[len(events)-1].On; last.After(on) {
		return fault.New(fault.Conflict, "review_entry_rests", last.Chinese())
	}
	return nil
}

// isWithdrawn: the application was withdrawn before it was accepted.
func isWithdrawn(c *Case, _ Situation) *fault.Error {
	if c.WithdrawnOn.IsZero() {
		return fault.New(fault.Conflict, "review_not_closed_so")
	}
	return nil
}

// AllowsApplicant returns nil while the applicant may add to the case, or ask to withdraw.
func (c *Case) AllowsApplicant() error {
	if c.IsOver() {
		return fault.New(fault.Conflict, "case_closed_now")
	}
	return nil
}

// IsAddedTo reports whether the applicant said or sent something that none of those who
// handle the case can have seen: since the last entry of one of them.
func (c *Case) IsAddedTo() bool {
	for _, p := range slices.Backward(c.History) {
		switch {
		case c.HandledBy(p.By):
			return false
		case c.isAddition(p):
			return true
		}
	}
	return false
}

// isAddition reports whether an entry is a remark or a document of the applicant, and
// stands.
func (c *Case) isAddition(p Past) bool {
	if p.By != ledger.Applicant || !c.Stands(p.N) {
		return false
	}
	switch p.Fact.(type) {
	case *casefile.Noted, *casefile.MaterialAdded:
		return true
	}
	return false
}
