package desk

import (
	"context"
	"fmt"
	"strings"

	"mingda/internal/auth"
	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/fault"
	"mingda/internal/lawsuit"
	"mingda/internal/letter"
	"mingda/internal/office"
	"mingda/internal/sqlite"
)

// TakeReasons records what the applicant explained on a day, or that nothing came
// by the day that was given (条例 35).
func (d *Desk) TakeReasons(ctx context.Context, by auth.User, id casefile.ID, version int, f casefile.ReasonsGiven, on calendar.Date) error {
	f.Private.Text = kept(f.Private.Text)
	if err := short("text", f.Private.Text, fault.MaxText); err != nil {
		return err
	}
	return d.act(ctx, by, id, version, casefile.TakeReasons, 0, func(_ *sqlite.Tx, c *casefile.Case, s casefile.Situation) ([]happening, error) {
		given, err := c.Explanation(f, on, s)
		if err != nil {
			return nil, err
		}
		if given.None {
			on = s.Today
		}
		return []happening{onDay(on, given)}, nil
	})
}

// AcceptReasons records that the reasons were found good and that the request is
// answered within the period.
func (d *Desk) AcceptReasons(ctx context.Context, by auth.User, id casefile.ID, version int, reason string) error {
	f := &casefile.ReasonsAccepted{}
	var err error
	if f.Private.Reason, err = given("reason", reason, "reason_needed"); err != nil {
		return err
	}
	return d.act(ctx, by, id, version, casefile.AcceptReasons, 0, simply(casefile.AcceptReasons, onDay(d.today(), f)))
}

// TakeBackReasons takes back what was recorded last of the applicant's reasons.
func (d *Desk) TakeBackReasons(ctx context.Context, by auth.User, id casefile.ID, version int, reason string) error {
	f := casefile.ReasonsTakenBack{}
	f.Private.Reason = kept(reason)
	if err := short("reason", f.Private.Reason, fault.MaxText); err != nil {
		return err
	}
	return d.act(ctx, by, id, version, casefile.TakeBackReasons, 0, deciding((*casefile.Case).TakingBackReasons, f))
}

// reasonsOf is what the letters of 条例 35 take from the case.
func reasonsOf(c *casefile.Case) *letter.Reasons {
	r := &letter.Reasons{Answered: c.Reasons.Entry != 0, None: c.Reasons.None, Text: c.Reasons.Text}
	if asked, ok := c.ReasonsAsked(); ok {
		r.AskedOn, r.Count = asked.SignedOn, asked.Values["count"]
	}
	return r
}

// Requests are the cases of one applicant at one agency, as the register has
// them: what is weighed before reasons are asked for (条例 35).
type Requests struct {
	Since     calendar.Date // from this day on
	Month     int           // received this month
	Year      int           // this year
	Twelve    int           // in twelve months
	Open      int           // of all, still to be answered
	Unsure    int           // of all, without identity number on one side: by the name alone
	List      []Request     // the newest first
	Curtailed bool          // there are more than are counted
}

// A Request is one of them.
type Request struct {
	Row    casefile.Row
	Unsure bool // by the name alone
	Hidden bool // of another unit: the reader may know that it is, not what it asks
}

// requestsCounted bounds how many cases are gone through.
const requestsCounted = 1000

// Requests returns the requests of the applicant of a case, this one among them.
func (d *Desk) Requests(ctx context.Context, by auth.User, c *casefile.Case) (Requests, error) {
	r, err := d.requestsOf(ctx, d.DB, c)
	for n := range r.List {
		r.List[n].Hidden = maySee(by, r.List[n].Row) != nil
	}
	return r, err
}

// A requestReader is the database, or a transaction of it.
type requestReader interface {
	reader
	Cases(ctx context.Context, f sqlite.CaseFilter) ([]casefile.Row, error)
	Agency(ctx context.Context, id int64) (office.Agency, error)
	Lawsuits(ctx context.Context, f sqlite.LawsuitFilter) ([]lawsuit.Listed, error)
}

// requestsOf counts from the register.
func (d *Desk) requestsOf(ctx context.Context, reader requestReader, c *casefile.Case) (Requests, error) {
	today := d.today()
	year, month := calendar.NewDate(today.Year(), 1, 1), calendar.NewDate(today.Year(), today.Month(), 1)
	twelve := today.AddMonths(-12).AddDays(1)
	r := Requests{Since: twelve}
	if year.Before(twelve) {
		r.Since = year
	}
	all, curtailed, err := d.sameApplicant(ctx, reader, c, r.Since)
	r.Curtailed = curtailed
	for _, q := range all {
		r.count(q, month, year, twelve)
	}
	return r, err
}

// sameApplicant returns the requests of the applicant of a case that its agency got
// from a day on, the newest first, and whether there are more than are counted. Who
// has the same name is somebody else where the identity numbers differ.
func (d *Desk) sameApplicant(ctx context.Context, reader requestReader, c *casefile.Case, since calendar.Date) (all []Request, curtailed bool, err error) {
	rows, err := reader.Cases(ctx, sqlite.CaseFilter{
		Sight: auth.Sight{All: true}, Type: casefile.Request, Agency: c.Agency, Applicant: c.Applicant.Name, ReceivedFrom: since, Sort: "-received", Limit: requestsCounted + 1,
	})
	if err != nil {
		return nil, false, err
	}
	if curtailed = len(rows) > requestsCounted; curtailed {
		rows = rows[:requestsCounted]
	}
	for _, row := range rows {
		if row.Stage == casefile.StageAnnulled {
			continue
		}
		other, err := loadCase(ctx, reader, row.ID)
		if err != nil {
			return nil, false, err
		}
		mine, theirs := c.Applicant.IDNumber, other.Applicant.IDNumber
		unsure := mine == "" || theirs == ""
		if !unsure && !strings.EqualFold(mine, theirs) {
			continue
		}
		all = append(all, Request{Row: row, Unsure: unsure && row.ID != c.ID})
	}
	return all, curtailed, nil
}

// count adds a request.
func (r *Requests) count(q Request, month, year, twelve calendar.Date) {
	r.List = append(r.List, q)
	for _, of := range []struct {
		n    *int
		from calendar.Date
	}{{&r.Month, month}, {&r.Year, year}, {&r.Twelve, twelve}} {
		if !q.Row.ReceivedOn.Before(of.from) {
			*of.n++
		}
	}
	if q.Row.Open {
		r.Open++
	}
	if q.Unsure {
		r.Unsure++
	}
}

// factsToDraft is facts with what a letter to be drafted takes from other cases.
func (d *Desk) factsToDraft(ctx context.Context, reader requestReader, c *casefile.Case, a office.Agency, kind letter.Kind, v letter.Values, l casefile.Letter) (letter.Facts, error) {
	f, err := d.facts(c, a, kind, v, l)
	if err == nil && kind == letter.RespondentAnswer {
		f.Review, err = d.contestFacts(ctx, reader, c, a, l.To)
		return f, err
	}
	if err == nil && kind == letter.CourtAnswer {
		f.Suit, err = d.suitFacts(ctx, reader, c, a, l.To)
		return f, err
	}
	if err == nil && kind == letter.FeeNotice {
		n, err := d.earlierRequests(ctx, reader, c)
		f.Earlier = &n
		return f, err
	}
	if err != nil || kind != letter.ReasonsRequest && (kind != letter.Excessive || f.Reasons.Count != "") {
		return f, err
	}
	r, err := d.requestsOf(ctx, reader, c)
	f.Count = r.words(d.today())
	return f, err
}

// words say the numbers as a letter does.
func (r Requests) words(today calendar.Date) string {
	more := ""
	if r.Curtailed {
		more = "以上"
	}
	return fmt.Sprintf("%d年1月1日至%s提出申请%d件%s，其中本月%d件；近十二个月提出申请%d件%s，尚未办结的%d件",
		today.Year(), today.ChineseShort(), r.Year, more, r.Month, r.Twelve, more, r.Open)
}
