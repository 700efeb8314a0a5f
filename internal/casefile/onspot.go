package casefile

import (
	"mingda/internal/calendar"
	"mingda/internal/fault"
)

// IsOnTheSpot reports whether the applicant may be waiting on a day: they came in
// person, and it is the day on which the request was received. What can be answered
// on the spot is answered on the spot (条例 33.1).
func (c *Case) IsOnTheSpot(today calendar.Date) bool {
	return c.Door == Counter && c.Receipt.On == today && !c.IsCorrection()
}

func onTheSpot(c *Case, s Situation) *fault.Error {
	if !c.IsOnTheSpot(s.Today) {
		return fault.New(fault.Conflict, "not_on_the_spot")
	}
	return nil
}
