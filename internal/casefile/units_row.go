package casefile

import "mingda/internal/calendar"

// A PartState is how far a unit is with what it was given.
type PartState string

// The states of a part.
const (
	PartAsked    PartState = "asked"    // not signed for
	PartSigned   PartState = "signed"   // in hand
	PartAnswered PartState = "answered" // handed in, by a unit that helps
	PartReturned PartState = "returned" // given back: a person decides who does it
)

// A UnitRow is what lists know of a unit's part in a case: of the lead unit, and of
// those that help.
type UnitRow struct {
	Unit     int64
	Lead     bool
	Officer  int64
	State    PartState
	AskedOn  calendar.Date
	InnerDue calendar.Date
}

// UnitRows returns the parts of the units, for lists.
func (c *Case) UnitRows() []UnitRow {
	var rows []UnitRow
	if c.Unit != 0 {
		lead := UnitRow{Unit: c.Unit, Lead: true, Officer: c.Officer, State: PartSigned, AskedOn: c.AssignedOn, InnerDue: c.InnerDue}
		if c.SignedFor.IsZero() {
			lead.State = PartAsked
		}
		rows = append(rows, lead)
	} else if c.UnitRefused != nil {
		rows = append(rows, UnitRow{Unit: c.UnitRefused.Unit, Lead: true, State: PartReturned})
	}
	for _, a := range c.Assists {
		rows = append(rows, UnitRow{Unit: a.Unit, Officer: a.Officer, State: a.state(), AskedOn: a.AskedOn, InnerDue: a.InnerDue})
	}
	return rows
}

func (a Assist) state() PartState {
	switch {
	case a.IsReturned():
		return PartReturned
	case !a.AnsweredOn.IsZero():
		return PartAnswered
	case a.SignedFor.IsZero():
		return PartAsked
	}
	return PartSigned
}
