package casefile

import (
	"slices"

	"mingda/internal/calendar"
	"mingda/internal/fault"
	"mingda/internal/ledger"
)

// Chased presses the unit of a case (督办): what it is to do, and by when it is to
// say how it stands.
type Chased struct {
	Unit     int64         `json:"unit"`
	Officer  int64         `json:"officer,omitempty"`
	Why      ChaseWhy      `json:"why"`
	AnswerBy calendar.Date `json:"answer_by"`
	Private  struct {
		What string `json:"what"`
	} `json:"-"`
}

// ChaseAnswered is what the unit says to it (答复督办).
type ChaseAnswered struct {
	Of       int           `json:"of"`       // the N of the Chased
	Promised calendar.Date `json:"promised"` // when it will be done
	Private  struct {
		Text string `json:"text"`
	} `json:"-"`
}

// ChaseEnded ends it (办结督办): it was done, or is of no use any more.
type ChaseEnded struct {
	Of      int `json:"of"` // the N of the Chased
	Private struct {
		Remark string `json:"remark,omitempty"`
	} `json:"-"`
}

// A ChaseWhy is for what a unit is pressed; the words are those of the sheet.
type ChaseWhy string

// ChaseWhys are the reasons, in order.
var ChaseWhys = []ChaseWhy{"near", "late", "unsigned", "inner", "help"}

// Label returns the reason in Chinese, "" for none.
func (w ChaseWhy) Label() string {
	return map[ChaseWhy]string{
		"near": "答复期限将到", "late": "答复期限已过", "unsigned": "分办后没有签收", "inner": "内部期限已过", "help": "没有按时回复协助查找",
	}[w]
}

var _ = know(
	func() ledger.Fact { return new(Chased) },
	func() ledger.Fact { return new(ChaseAnswered) },
	func() ledger.Fact { return new(ChaseEnded) },
)

// FactType implements ledger.Fact, as do the following.
func (Chased) FactType() string        { return "chased" }
func (ChaseAnswered) FactType() string { return "chase_answered" }
func (ChaseEnded) FactType() string    { return "chase_ended" }

// Personal implements ledger.PersonalFact, as do the following.
func (f *Chased) Personal() any        { return &f.Private }
func (f *ChaseAnswered) Personal() any { return &f.Private }
func (f *ChaseEnded) Personal() any    { return &f.Private }

// A ChaseState is how far it has come.
type ChaseState string

// The states.
const (
	NotChased    ChaseState = ""
	ChaseOpen    ChaseState = "open"     // the unit has not answered
	ChaseReplied ChaseState = "answered" // it has, and nobody has ended it
	ChaseIsEnded ChaseState = "ended"
	ChaseIsOver  ChaseState = "over" // the case went out or ended first
)

// Label returns the state in Chinese.
func (s ChaseState) Label() string {
	return map[ChaseState]string{ChaseOpen: "等单位答复", ChaseReplied: "单位已答复", ChaseIsEnded: "已办结", ChaseIsOver: "案件已答复或者办结"}[s]
}

// A Chasing is one time that the unit was pressed.
type Chasing struct {
	Entry      int   // the N of the Chased
	By         int64 // who pressed
	Unit       int64 // whom
	On         calendar.Date
	Why        ChaseWhy
	AnswerBy   calendar.Date
	What       string
	AnsweredOn calendar.Date
	AnsweredBy int64
	Promised   calendar.Date
	Answer     string
	EndedOn    calendar.Date
	Remark     string
}

func (f *Chased) change(c *Case, p Past) error {
	c.Chases = append(c.Chases, Chasing{Entry: p.N, By: p.By, Unit: f.Unit, On: p.On, Why: f.Why, AnswerBy: f.AnswerBy, What: f.Private.What})
	return nil
}

func (f *ChaseAnswered) change(c *Case, p Past) error {
	c.changeChase(f.Of, func(k *Chasing) {
		k.AnsweredOn, k.AnsweredBy, k.Promised, k.Answer = p.On, p.By, f.Promised, f.Private.Text
	})
	return nil
}

func (f *ChaseEnded) change(c *Case, p Past) error {
	c.changeChase(f.Of, func(k *Chasing) { k.EndedOn, k.Remark = p.On, f.Private.Remark })
	return nil
}

func (c *Case) changeChase(entry int, change func(*Chasing)) {
	c.Chases = slices.Clone(c.Chases)
	for i := range c.Chases {
		if c.Chases[i].Entry == entry {
			change(&c.Chases[i])
		}
	}
}

// retract: a chase is taken back while nothing answers or ends it.
func (f *Chased) retract(c *Case, p Past) *fault.Error {
	for _, k := range c.Chases {
		if k.Entry == p.N && (!k.AnsweredOn.IsZero() || !k.EndedOn.IsZero()) {
			return fault.New(fault.Conflict, "chase_answered_since")
		}
	}
	return nil
}

func (f *ChaseAnswered) retract(c *Case, _ Past) *fault.Error {
	for _, k := range c.Chases {
		if k.Entry == f.Of && !k.EndedOn.IsZero() {
			return fault.New(fault.Conflict, "chase_ended_since")
		}
	}
	return nil
}

func (f *ChaseEnded) retract(*Case, Past) *fault.Error { return nil }

// StateOf returns how far a chase of the case has come. What the case has left
// behind is over with nobody ending it.
func (c *Case) StateOf(k Chasing) ChaseState {
	switch {
	case !k.EndedOn.IsZero():
		return ChaseIsEnded
	case !c.Stage().IsOpen():
		return ChaseIsOver
	case k.AnsweredOn.IsZero():
		return ChaseOpen
	}
	return ChaseReplied
}

// Chasing returns the chase that is not ended; false if there is none.
func (c *Case) Chasing() (Chasing, bool) {
	for i := len(c.Chases) - 1; i >= 0; i-- {
		if s := c.StateOf(c.Chases[i]); s == ChaseOpen || s == ChaseReplied {
			return c.Chases[i], true
		}
	}
	return Chasing{}, false
}

// chaseRow is what lists know of it: the state, and the day by which the unit is to
// answer, or said that it would be done.
func (c *Case) chaseRow() (ChaseState, calendar.Date) {
	k, ok := c.Chasing()
	switch {
	case !ok:
		return NotChased, calendar.Date{}
	case k.AnsweredOn.IsZero():
		return ChaseOpen, k.AnswerBy
	}
	return ChaseReplied, k.Promised
}

// Chase decides that the unit is pressed.
func (c *Case) Chase(f Chased, s Situation) (*Chased, error) {
	if err := c.Allows(Chase, s); err != nil {
		return nil, err
	}
	form := fault.Form{}
	if f.Why.Label() == "" {
		form.Bad("why", "chase_why_needed")
	}
	if f.Private.What == "" {
		form.Bad("what", "chase_what_needed")
	}
	switch {
	case f.AnswerBy.IsZero():
		form.Bad("answer_by", "date_unreadable")
	case f.AnswerBy.Before(s.Today):
		form.Bad("answer_by", "chase_by_past")
	}
	f.Unit, f.Officer = c.Unit, c.Officer
	return &f, form.Err()
}

// ChaseAnswer decides what the unit answers.
func (c *Case) ChaseAnswer(f ChaseAnswered, s Situation) (*ChaseAnswered, error) {
	if err := c.Allows(AnswerChase, s); err != nil {
		return nil, err
	}
	form := fault.Form{}
	if f.Private.Text == "" {
		form.Bad("text", "chase_answer_needed")
	}
	switch {
	case f.Promised.IsZero():
		form.Bad("promised", "date_unreadable")
	case f.Promised.Before(s.Today):
		form.Bad("promised", "chase_promise_past")
	}
	k, _ := c.Chasing()
	f.Of = k.Entry
	return &f, form.Err()
}

// ChaseEnd decides that it is ended.
func (c *Case) ChaseEnd(f ChaseEnded, s Situation) (*ChaseEnded, error) {
	if err := c.Allows(EndChase, s); err != nil {
		return nil, err
	}
	k, _ := c.Chasing()
	if f.Of = k.Entry; k.AnsweredOn.IsZero() && f.Private.Remark == "" {
		return nil, fault.AtField("remark", "chase_end_needs_reason")
	}
	return &f, nil
}

func notChased(c *Case, _ Situation) *fault.Error {
	if k, ok := c.Chasing(); ok {
		return fault.New(fault.Conflict, "chase_stands", k.On.Chinese())
	}
	return nil
}

func chaseUnanswered(c *Case, _ Situation) *fault.Error {
	if k, ok := c.Chasing(); !ok || !k.AnsweredOn.IsZero() {
		return fault.New(fault.Conflict, "no_chase_to_answer")
	}
	return nil
}

func chaseStands(c *Case, _ Situation) *fault.Error {
	if _, ok := c.Chasing(); !ok {
		return fault.New(fault.Conflict, "no_chase")
	}
	return nil
}
