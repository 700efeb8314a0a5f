package reconsider

import (
	"mingda/internal/calendar"
	"mingda/internal/fault"
	"mingda/internal/law"
)

// A HindranceKind is why days do not count in the period to apply.
type HindranceKind string

// The kinds.
const (
	Obstacle HindranceKind = "obstacle" // 不可抗力或者其他正当理由, 复议法 20.2
	InCourt  HindranceKind = "court"    // sued first, not having been told that reconsideration comes first, 实施条例 26
)

// HindranceKinds lists them as forms show them.
var HindranceKinds = []HindranceKind{Obstacle, InCourt}

// Label returns the Chinese words.
func (k HindranceKind) Label() string {
	return map[HindranceKind]string{Obstacle: "不可抗力或者其他正当理由", InCourt: "没有被告知须先复议，直接起诉到驳回起诉裁定送达"}[k]
}

// Article cites what it rests on.
func (k HindranceKind) Article() string {
	if k == InCourt {
		return law.ReconsiderationRules.At("第二十六条")
	}
	return law.ReconsiderationLaw.At("第二十条第二款")
}

// Hindered notes days that do not count in the period to apply, the first and the last
// among them: the period goes on afterwards (登记期限的耽误).
type Hindered struct {
	Kind    HindranceKind `json:"kind"`
	From    calendar.Date `json:"from"`
	Until   calendar.Date `json:"until"`
	Private struct {
		Why string `json:"why"`
	} `json:"-"`
}

var _ = know[Hindered]()

// FactType implements ledger.Fact.
func (Hindered) FactType() string { return "hindered" }

// Personal implements ledger.PersonalFact.
func (f *Hindered) Personal() any { return &f.Private }

func (f *Hindered) change(c *Case, _ Past) error {
	c.Hindered = append(c.Hindered, *f)
	return nil
}

// retract: whether the application is in time is settled once the case is over.
func (f *Hindered) retract(c *Case, _ Past) *fault.Error { return c.whileOpen() }

// Hindering decides the note of days that do not count. Time in court does so only where
// reconsideration comes first and the reply did not say it.
func (c *Case) Hindering(f Hindered, s Situation) (*Hindered, error) {
	if err := c.Allows(Hinder, s); err != nil {
		return nil, err
	}
	form := fault.Form{}
	switch {
	case f.Kind.Label() == "":
		form.Bad("kind", "review_hindrance_kind")
	case f.Kind == InCourt && !c.Contested.Silence && c.Contested.Told == ToldAll:
		form.Bad("kind", "review_hindrance_told")
	case f.Kind == InCourt && law.RemedyOn(c.Kind(), c.actedOn()).Path != law.ReviewFirst:
		form.Bad("kind", "review_hindrance_either")
	}
	switch {
	case f.From.IsZero():
		form.Bad("from", "date_unreadable")
	case f.From.After(c.FiledOn()):
		form.Bad("from", "review_hindrance_after", c.FiledOn().Chinese())
	}
	switch {
	case f.Until.IsZero():
		form.Bad("until", "date_unreadable")
	case f.Until.Before(f.From):
		form.Bad("until", "review_hindrance_order")
	case f.Until.After(s.Today):
		form.Bad("until", "day_in_future")
	}
	form.Need("why", &f.Private.Why, "reason_needed")
	if err := form.Err(); err != nil {
		return nil, err
	}
	return &f, nil
}

// actedOn is the day by whose law the way to the court is judged: that of the reply, or
// of silence the day after the last to answer.
func (c *Case) actedOn() calendar.Date {
	switch k := c.Contested; {
	case k.On.IsZero():
		return c.ReceivedOn
	case k.Silence:
		return k.On.AddDays(1)
	default:
		return k.On
	}
}
