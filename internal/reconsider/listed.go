package reconsider

import (
	"mingda/internal/calendar"
	"mingda/internal/casefile"
)

// Listed is what lists and other cases look a case up by. What depends on the day is
// folded when it is shown.
type Listed struct {
	ID         ID
	Version    int
	Number     string
	Body       int64
	Respondent int64 // agency of this installation; 0 for none
	Case       casefile.ID
	Open       bool // there is something left to do
	ReceivedOn calendar.Date
	EndedOn    calendar.Date
	Outcome    Outcome
}

// Project makes the row of the case.
func (c *Case) Project() Listed {
	_, outcome, _ := c.Decision()
	end, ended := c.End()
	return Listed{
		ID: c.ID, Version: c.Version, Number: c.Number, Body: c.Body, Respondent: c.Contested.Respondent, Case: c.Contested.Case,
		Open: c.GaveUp.IsZero() && (!ended || end.Stage != casefile.IsServed), ReceivedOn: c.ReceivedOn, EndedOn: c.EndedOn(), Outcome: outcome,
	}
}
