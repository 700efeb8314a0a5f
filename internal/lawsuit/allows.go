package lawsuit

import (
	"mingda/internal/calendar"
	"mingda/internal/fault"
)

// A Situation is what the rules must know beside the case.
type Situation struct {
	Today    calendar.Date
	Calendar *calendar.Calendar
}

// A condition says why an act cannot be done, or nil.
type condition func(c *Case) *fault.Error

// conditions are what must hold for an act; the first that does not is the reason told to
// the person.
var conditions = map[Act][]condition{
	Amend:       {stands},
	AmendCourt:  {stands},
	PutAnswer:   {stands, notRuled, copyCame},
	SetHearing:  {stands, notRuled},
	HoldHearing: {stands, someHearing},
	TakeRuling:  {stands, notRuled},
	NoteAppeal:  {stands, ruled, appealable, notInForce},
	NoteForce:   {stands, ruled, appealable, notInForce, notAppealed},
	Begin:       {stands, ruled, nextCourt},
	TakeBack:    {someEntry},
	Cancel:      {stands, nothingRuled},
}

// Allows returns nil if the act can be done now, else a fault of kind Conflict that says
// why not. Who may do it is another question (package auth).
func (c *Case) Allows(do Act) error {
	for _, holds := range conditions[do] {
		if err := holds(c); err != nil {
			return err
		}
	}
	return nil
}

func stands(c *Case) *fault.Error {
	if c.Cancelled.Entry != 0 {
		return fault.New(fault.Conflict, "suit_cancelled", c.Cancelled.On.Chinese())
	}
	return nil
}

func notRuled(c *Case) *fault.Error {
	if r := c.Now().Ruling; r.Entry != 0 {
		return fault.New(fault.Conflict, "suit_ruled", r.On.Chinese())
	}
	return nil
}

func ruled(c *Case) *fault.Error {
	if c.Now().Ruling.Entry == 0 {
		return fault.New(fault.Conflict, "suit_not_ruled")
	}
	return nil
}

// nothingRuled: what a court has decided is not made undone by saying that the case was
// none.
func nothingRuled(c *Case) *fault.Error {
	for _, i := range c.Instances {
		if i.Ruling.Entry != 0 {
			return fault.New(fault.Conflict, "suit_ruled", i.Ruling.On.Chinese())
		}
	}
	return nil
}

func copyCame(c *Case) *fault.Error {
	if !c.Now().owesAnswer() {
		return fault.New(fault.Conflict, "suit_no_copy")
	}
	return nil
}

func someHearing(c *Case) *fault.Error {
	if _, ok := c.Now().NextHearing(); !ok {
		return fault.New(fault.Conflict, "suit_no_hearing")
	}
	return nil
}

func appealable(c *Case) *fault.Error {
	if i := c.Now(); !i.IsAppealable() {
		return fault.New(fault.Conflict, "suit_not_appealable", i.Ruling.Result.Label())
	}
	return nil
}

func notInForce(c *Case) *fault.Error {
	if i := c.Now(); i.isInForce() {
		return fault.New(fault.Conflict, "suit_in_force", i.forceOn().Chinese())
	}
	return nil
}

func notAppealed(c *Case) *fault.Error {
	if a := c.Now().Appeals; len(a) > 0 {
		return fault.New(fault.Conflict, "suit_appealed", a[0].On.Chinese())
	}
	return nil
}

// nextCourt: after an appeal, after it was sent back, or after it came into force.
func nextCourt(c *Case) *fault.Error {
	if len(c.NextLevels()) == 0 {
		return fault.New(fault.Conflict, "suit_no_next")
	}
	return nil
}
