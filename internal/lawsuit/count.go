package lawsuit

import (
	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/reconsider"
)

// Listed is what lists and other cases look a case up by.
type Listed struct {
	ID       ID
	Version  int
	Key      string // of the form by which it was registered
	Number   string // 案号
	Body     int64  // 复议机关 whose bureau looks after it
	Agency   int64  // the agency of this installation that acted and is sued; 0 for none
	Counts   int64  // the agency in whose yearly report it stands; 0 for none of this installation
	Name     string // of that agency; of the row of another table
	Case     casefile.ID
	Review   reconsider.ID
	Stage    Stage
	OpenedOn calendar.Date
	ForceOn  calendar.Date
	Way      Way
	Column   reconsider.Column // where it counts in the yearly report; "" while it is pending
}

// Project makes the row of the case.
func (c *Case) Project() Listed {
	return Listed{
		ID: c.ID, Version: c.Version, Key: c.Key, Number: c.Number(), Body: c.Body, Agency: c.Defendant(), Counts: c.CountsFor(), Case: c.Contested.Case, Review: c.Reviewed.Review,
		Stage: c.Stage(), OpenedOn: c.OpenedOn, ForceOn: c.InForceOn(), Way: c.Way, Column: c.Column(),
	}
}

// CountsFor returns the agency of this installation in whose yearly report the case
// stands: the one that acted, also where the body is sued beside it; the body where it is
// sued alone (law.md §7).
func (c *Case) CountsFor() int64 {
	if c.SuesAgency {
		return c.Contested.Respondent
	}
	return c.Reviewed.Body
}

// Column returns where the case counts in the yearly report by what is in force; "" while
// it is pending.
func (c *Case) Column() reconsider.Column {
	r, _, _ := c.Result()
	return r.Result.Column()
}
