package lawsuit

import (
	"slices"

	"mingda/internal/calendar"
	"mingda/internal/casefile"
)

// A Telling is what a case tells the request that it is about. Two that are equal tell the
// same.
type Telling struct {
	Case    casefile.ID // the request; 0 for none, or where the agency that acted is not sued
	Letter  int         // of its replies the one that is contested
	Ruling  int         // the entry of what is in force; 0 for nothing
	ForceOn calendar.Date
}

// Tells returns what the case tells its request.
func (c *Case) Tells() Telling {
	if c.Contested.Case == 0 || !c.SuesAgency || c.Cancelled.Entry != 0 {
		return Telling{}
	}
	r, since, _ := c.Result()
	return Telling{Case: c.Contested.Case, Letter: c.Contested.Letter, Ruling: r.Entry, ForceOn: since}
}

// Judged returns what is in force as the request notes it.
func (c *Case) Judged() casefile.Judged {
	r, _, _ := c.Result()
	f := casefile.Judged{
		Forum: casefile.InCourt, Letter: c.Contested.Letter, Suit: int64(c.ID), Number: r.Number, DecidedOn: r.DecidedOn, Outcome: r.Outcome(),
		Part: r.Part, Procedure: r.Procedure, Kept: r.Keeps(), Days: r.Days, TheyGotOn: r.TheyGotOn,
	}
	if at := slices.IndexFunc(c.Instances, func(i Instance) bool { return i.Ruling.Entry == r.Entry }); at >= 0 {
		f.Body = c.Instances[at].Court
	}
	f.Private.Order = r.Private.Order
	return f
}

// Challenged returns the suit as the request notes it.
func (c *Case) Challenged() casefile.Challenged {
	i := c.Now()
	return casefile.Challenged{Forum: casefile.InCourt, Letter: c.Contested.Letter, Suit: int64(c.ID), Body: i.Court, Number: i.Number}
}
