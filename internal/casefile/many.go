package casefile

import (
	"slices"
	"strings"

	"mingda/internal/calendar"
	"mingda/internal/deadline"
	"mingda/internal/fault"
	"mingda/internal/ledger"
)

// The letters of 条例 35, beside the reply that refuses.
const (
	ReasonsNotice LetterKind = "reasons_request" // 说明理由通知书
	DelayNotice   LetterKind = "delay"           // 延迟答复告知书
)

// ReasonsGiven notes that the applicant explained why there are so many requests
// (条例 35), or that nothing came by the day that was given. The entry's day is the
// one on which it was received, or on which it was found missing.
type ReasonsGiven struct {
	None        bool   `json:"none,omitempty"`
	Input       int64  `json:"input,omitempty"` // the joined 收件 that brought it
	InputNumber string `json:"input_number,omitempty"`
	Private     struct {
		Text string `json:"text,omitempty"`
	} `json:"-"`
}

// ReasonsAccepted notes that the reasons were found good and that the request is
// answered within the period (条例 35). That it takes longer, a letter says.
type ReasonsAccepted struct {
	Private struct {
		Reason string `json:"reason"`
	} `json:"-"`
}

// ReasonsTakenBack takes back what was recorded last of the two: that the reasons
// were accepted, or what the applicant said.
type ReasonsTakenBack struct {
	Corrects int `json:"corrects"` // the N of that entry
	Private  struct {
		Reason string `json:"reason"`
	} `json:"-"`
}

var _ = know(
	func() ledger.Fact { return new(ReasonsGiven) },
	func() ledger.Fact { return new(ReasonsAccepted) },
	func() ledger.Fact { return new(ReasonsTakenBack) },
)

// FactType implements ledger.Fact, as do the following.
func (ReasonsGiven) FactType() string     { return "reasons_given" }
func (ReasonsAccepted) FactType() string  { return "reasons_accepted" }
func (ReasonsTakenBack) FactType() string { return "reasons_taken_back" }

// Personal implements ledger.PersonalFact, as do the following.
func (f *ReasonsGiven) Personal() any     { return &f.Private }
func (f *ReasonsAccepted) Personal() any  { return &f.Private }
func (f *ReasonsTakenBack) Personal() any { return &f.Private }

// Reasons is what came of asking for them.
type Reasons struct {
	Entry       int // the N of the ReasonsGiven that stands; 0 for none
	On          calendar.Date
	None        bool // nothing came by the day that was given
	Text        string
	InputNumber string
	Accepted    int // the N of the ReasonsAccepted that stands; 0 for none
}

// Given reports whether the applicant explained.
func (r Reasons) Given() bool { return r.Entry != 0 && !r.None }

func (f *ReasonsGiven) change(c *Case, p Past) error {
	c.Reasons = Reasons{Entry: p.N, On: p.On, None: f.None, Text: f.Private.Text, InputNumber: f.InputNumber}
	return nil
}

func (f *ReasonsAccepted) change(c *Case, p Past) error {
	c.Reasons.Accepted = p.N
	return nil
}

func (f *ReasonsTakenBack) change(c *Case, _ Past) error {
	if f.Corrects == c.Reasons.Accepted {
		c.Reasons.Accepted = 0
		return nil
	}
	c.Reasons = Reasons{}
	return nil
}

// manyNotices are the rules of the letters: reasons are asked for once, which the
// clock only notes; the delay is told within the period that it prolongs.
var manyNotices = []noticeRule{
	{
		kind: ReasonsNotice, begin: reasonsOnce,
		counts: func(l Letter) deadline.Event { return deadline.Event{Type: deadline.ReasonsAsked, On: l.ServedOn} },
	},
	{
		kind: DelayNotice, begin: delayOnce, inTime: delayInTime, goes: allOf(whileAwaiting("delay_while_awaiting"), whilePaying("delay_while_paying")), useless: delayUseless,
		counts: func(l Letter) deadline.Event {
			return deadline.Event{Type: deadline.Delayed, On: l.ServedOn, Until: l.By}
		},
	},
}

// ReasonsAsked returns the served letter that asks for reasons.
func (c *Case) ReasonsAsked() (Letter, bool) {
	l, ok := c.LetterOf(ReasonsNotice)
	return l, ok && l.Stage == IsServed
}

// AwaitsReasons reports whether reasons were asked for and nothing was recorded of
// them yet. The clock goes on meanwhile.
func (c *Case) AwaitsReasons() bool {
	_, asked := c.ReasonsAsked()
	return asked && c.Reasons.Entry == 0 && c.Stage().IsOpen() && c.Stage() != StageServing
}

// ReasonsMissing reports whether the day that was given has passed on a day and
// nobody has recorded what came.
func (c *Case) ReasonsMissing(today calendar.Date) bool {
	l, _ := c.ReasonsAsked()
	return c.AwaitsReasons() && today.After(l.By)
}

// ReasonsUndecided reports whether it is recorded what came, and nothing was made of
// it yet: neither accepted, nor put off, nor a reply begun.
func (c *Case) ReasonsUndecided() bool {
	_, delayed := c.LetterOf(DelayNotice)
	return c.Reasons.Entry != 0 && c.Reasons.Accepted == 0 && !delayed && c.Stage() == StageHandling
}

func reasonsOnce(c *Case, _ Situation) *fault.Error {
	if _, ok := c.LetterOf(ReasonsNotice); ok {
		return fault.New(fault.Conflict, "reasons_once")
	}
	return nil
}

func reasonsAsked(c *Case, _ Situation) *fault.Error {
	if _, ok := c.ReasonsAsked(); !ok {
		return fault.New(fault.Conflict, "reasons_not_asked")
	}
	return nil
}

func reasonsGiven(c *Case, s Situation) *fault.Error {
	if bad := reasonsAsked(c, s); bad != nil {
		return bad
	}
	if !c.Reasons.Given() {
		return fault.New(fault.Conflict, "reasons_not_given")
	}
	return nil
}

func reasonsStillOpen(c *Case, _ Situation) *fault.Error {
	if c.Reasons.Given() {
		return fault.New(fault.Conflict, "reasons_given_already", c.Reasons.On.Chinese())
	}
	return nil
}

func reasonsNotAccepted(c *Case, _ Situation) *fault.Error {
	if c.Reasons.Accepted != 0 {
		return fault.New(fault.Conflict, "reasons_accepted_already")
	}
	return nil
}

func reasonsRecorded(c *Case, _ Situation) *fault.Error {
	if c.Reasons.Entry == 0 {
		return fault.New(fault.Conflict, "reasons_nothing_recorded")
	}
	return nil
}

// reasonsUnused: a signed letter that tells of the delay says what was explained.
func reasonsUnused(c *Case, _ Situation) *fault.Error {
	if l, ok := c.LetterOf(DelayNotice); ok && l.Number != "" {
		return fault.New(fault.Conflict, "reasons_used", l.Number)
	}
	return nil
}

// A delay is told once, before the period ends, of reasons that were explained
// (条例 35).
func delayOnce(c *Case, s Situation) *fault.Error {
	if _, ok := c.LetterOf(DelayNotice); ok {
		return fault.New(fault.Conflict, "delay_once")
	}
	if s.Due.IsZero() {
		return fault.New(fault.Conflict, "delay_without_due")
	}
	return nil
}

func delayInTime(c *Case, s Situation) *fault.Error {
	if bad := reasonsGiven(c, s); bad != nil {
		return bad
	}
	if !s.Due.IsZero() && s.Today.After(s.Due) {
		return fault.New(fault.Conflict, "delay_late", s.Due.Chinese())
	}
	return nil
}

// delayUseless: told after the period has ended it sets no other day any more, nor
// does a day that has passed.
func delayUseless(l Letter, on calendar.Date, s Situation) *fault.Error {
	if late := afterDue("delay_after_due")(l, on, s); late != nil {
		return late
	}
	if on.After(l.By) {
		return fault.New(fault.Conflict, "delay_passed", l.By.Chinese())
	}
	return nil
}

// ServiceSetsDue reports whether the last day to answer is what the n-th letter
// told, once it is served.
func ServiceSetsDue(c *Case, n int) bool {
	l, _ := c.Letter(n)
	return l.Kind == DelayNotice
}

// Explanation decides what the applicant explained on a day, or that nothing came
// by the day that was given (条例 35). What comes later than that day counts still.
func (c *Case) Explanation(f ReasonsGiven, on calendar.Date, s Situation) (*ReasonsGiven, error) {
	if err := c.Allows(TakeReasons, s); err != nil {
		return nil, err
	}
	asked, _ := c.ReasonsAsked()
	form := fault.Form{}
	if f.None {
		switch {
		case c.Reasons.None:
			form.Bad("came", "reasons_none_already", c.Reasons.On.Chinese())
		case !s.Today.After(asked.By):
			form.Bad("came", "reasons_too_early", asked.By.Chinese())
		}
		if err := form.Err(); err != nil {
			return nil, err
		}
		return &ReasonsGiven{None: true}, nil
	}
	switch {
	case on.IsZero():
		form.Bad("on", "date_unreadable")
	case on.After(s.Today):
		form.Bad("on", "reasons_in_future")
	case on.Before(asked.ServedOn):
		form.Bad("on", "reasons_before_asked", asked.ServedOn.Chinese())
	}
	form.Need("text", &f.Private.Text, "reasons_text_needed")
	f.InputNumber = ""
	if f.Input != 0 {
		at := slices.IndexFunc(c.Joined, func(j Joined) bool { return j.Input == f.Input })
		if at < 0 {
			form.Bad("input", "reasons_input_unknown")
		} else {
			f.InputNumber = c.Joined[at].InputNumber
		}
	}
	if err := form.Err(); err != nil {
		return nil, err
	}
	return &f, nil
}

// TakingBackReasons decides that what was recorded last is taken back.
func (c *Case) TakingBackReasons(f ReasonsTakenBack, s Situation) (*ReasonsTakenBack, error) {
	if err := c.Allows(TakeBackReasons, s); err != nil {
		return nil, err
	}
	if f.Private.Reason = strings.TrimSpace(f.Private.Reason); f.Private.Reason == "" {
		return nil, fault.AtField("reason", "reason_needed")
	}
	if f.Corrects = c.Reasons.Accepted; f.Corrects == 0 {
		f.Corrects = c.Reasons.Entry
	}
	return &f, nil
}
