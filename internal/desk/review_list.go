package desk

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"mingda/internal/auth"
	"mingda/internal/calendar"
	"mingda/internal/deadline"
	"mingda/internal/fault"
	"mingda/internal/reconsider"
	"mingda/internal/sqlite"
)

// A DocketView is a part of the docket.
type DocketView string

// The views.
const (
	DocketOpen  DocketView = ""
	DocketMine  DocketView = "mine"  // open, and handled by who looks
	DocketOwed  DocketView = "owed"  // decided, and the respondent has still to do something
	DocketEnded DocketView = "ended" // all that are over
)

// A DocketSpent is how much of its period a case has used, by the counting of that period:
// workdays of the examination, calendar days of the hearing.
type DocketSpent string

// How much.
const (
	SpentLess DocketSpent = "less" // less than half of it
	SpentHalf DocketSpent = "half" // half of it or more
	SpentOver DocketSpent = "over" // its last day has passed, or had when it ended
)

// A DocketQuery says which cases of the docket are wanted, in which order. Its zero fields
// choose all that are open, those due first first.
type DocketQuery struct {
	View       DocketView
	Stage      reconsider.Stage
	Outcome    reconsider.Outcome
	Respondent string
	Spent      DocketSpent
	Sort       string // a key of docketOrders, with - before it the other way round
	Offset     int
	Limit      int // 0: all, and without what only the case itself tells
}

// A DocketRow is one case of the docket as it stands today.
type DocketRow struct {
	reconsider.Listed
	Clock deadline.Result
	Stage reconsider.Stage
	Due   calendar.Date
	Seen  *ReviewView // the case itself, of a page of the docket
}

// Spent returns how much of its period the case has used; nothing while none runs.
func (r DocketRow) Spent() DocketSpent {
	switch {
	case r.Clock.Total == 0:
		return ""
	case r.Clock.Late:
		return SpentOver
	case 2*r.Clock.Used >= r.Clock.Total:
		return SpentHalf
	}
	return SpentLess
}

// A Docket is a page of the docket.
type Docket struct {
	Rows        []DocketRow
	Total       int                // of those that are wanted
	Views       map[DocketView]int // how many each view has, for what is known without asking for more
	Respondents []string           // of the view, each once
}

// docketOrders compare two cases by what a list can be sorted by.
var docketOrders = map[string]func(a, b DocketRow) int{
	"due":      func(a, b DocketRow) int { return compareDays(a.Due, b.Due) },
	"received": func(a, b DocketRow) int { return cmp.Or(a.ReceivedOn.Compare(b.ReceivedOn), cmp.Compare(a.ID, b.ID)) },
	"ended":    func(a, b DocketRow) int { return compareDays(a.EndedOn, b.EndedOn) },
	"stage": func(a, b DocketRow) int {
		return slices.Index(reconsider.Stages, a.Stage) - slices.Index(reconsider.Stages, b.Stage)
	},
	"respondent": func(a, b DocketRow) int { return cmp.Compare(a.RespondentName, b.RespondentName) },
	"outcome": func(a, b DocketRow) int {
		all := reconsider.AllOutcomes()
		return slices.Index(all, a.Outcome) - slices.Index(all, b.Outcome)
	},
	"spent": func(a, b DocketRow) int { // a*total(b) against b*total(a): how much of its own period each has used
		return cmp.Compare(a.Clock.Used*max(1, b.Clock.Total), b.Clock.Used*max(1, a.Clock.Total))
	},
}

// DocketOrderKnown reports whether the docket can be sorted by the key.
func DocketOrderKnown(key string) bool {
	_, ok := docketOrders[strings.TrimPrefix(key, "-")]
	return ok
}

// Docket returns a page of the cases of the person's body. All but what the page shows of
// its own cases comes of their rows; each stands as of today, for an application is deemed
// accepted without anybody's act.
func (d *Desk) Docket(ctx context.Context, by auth.User, q DocketQuery) (Docket, error) {
	if err := auth.MayReview(by, reconsider.See, auth.Subject{Agency: by.Agency}); err != nil {
		return Docket{}, err
	}
	barred, err := d.barredFrom(ctx, by)
	if err != nil {
		return Docket{}, err
	}
	within := sqlite.ReviewFilter{Body: by.Agency, For: by.ID, Without: barred}
	open, ended, owed := within, within, within
	open.Open, ended.Ended, owed.Owed = true, true, true
	going, err := d.docketRows(ctx, open, func(DocketRow) (bool, error) { return true, nil })
	if err != nil {
		return Docket{}, err
	}
	due, err := d.docketRows(ctx, owed, func(r DocketRow) (bool, error) {
		v, err := d.Review(ctx, by, r.ID) // its request tells
		return err == nil && v.IsOwed(), err
	})
	if err != nil {
		return Docket{}, err
	}
	mine := slices.DeleteFunc(slices.Clone(going), func(r DocketRow) bool { return !r.HandledBy(by.ID) })
	n, err := d.DB.CountReviews(ctx, ended)
	if err != nil {
		return Docket{}, err
	}
	k := Docket{Views: map[DocketView]int{DocketOpen: len(going), DocketMine: len(mine), DocketOwed: len(due), DocketEnded: n.All}}
	rows := map[DocketView][]DocketRow{DocketMine: mine, DocketOwed: due}[q.View]
	switch q.View {
	case DocketMine, DocketOwed:
	case DocketEnded:
		if rows, err = d.docketRows(ctx, ended, func(DocketRow) (bool, error) { return true, nil }); err != nil {
			return Docket{}, err
		}
	default:
		rows = going
	}
	k.choose(rows, q)
	if q.Limit == 0 {
		return k, nil
	}
	k.Rows = k.Rows[min(q.Offset, k.Total):min(q.Offset+q.Limit, k.Total)]
	return k, d.seeRows(ctx, by, k.Rows)
}

// choose takes of the rows of a view those that are asked for, in the order asked for.
func (k *Docket) choose(rows []DocketRow, q DocketQuery) {
	for _, r := range rows {
		if !slices.Contains(k.Respondents, r.RespondentName) {
			k.Respondents = append(k.Respondents, r.RespondentName)
		}
		if (q.Stage == "" || r.Stage == q.Stage) && (q.Outcome == "" || r.Outcome == q.Outcome) && (q.Respondent == "" || r.RespondentName == q.Respondent) &&
			(q.Spent == "" || r.Spent() == q.Spent) {
			k.Rows = append(k.Rows, r)
		}
	}
	slices.Sort(k.Respondents)
	q.sort(k.Rows)
	k.Total = len(k.Rows)
}

// sort puts rows in the order that is asked for; they come with those received last first.
func (q DocketQuery) sort(rows []DocketRow) {
	key := q.Sort
	if !DocketOrderKnown(key) {
		key = "due"
		if q.View == DocketEnded || q.View == DocketOwed {
			key = "-ended"
		}
	}
	compare := docketOrders[strings.TrimPrefix(key, "-")]
	slices.SortStableFunc(rows, func(a, b DocketRow) int {
		if key[0] == '-' {
			return -compare(a, b)
		}
		return compare(a, b)
	})
}

// docketRows returns the cases of a filter that are wanted, as they stand today.
func (d *Desk) docketRows(ctx context.Context, f sqlite.ReviewFilter, wanted func(DocketRow) (bool, error)) ([]DocketRow, error) {
	listed, err := d.DB.Reviews(ctx, f)
	if err != nil {
		return nil, err
	}
	var rows []DocketRow
	cal, today := d.Calendar(), d.today()
	for _, l := range listed {
		clock, err := l.Clock(cal, today)
		if err != nil {
			return nil, err
		}
		row := DocketRow{Listed: l, Clock: clock, Stage: l.Stage(clock), Due: l.Due(clock)}
		is, err := wanted(row)
		if err != nil {
			return nil, err
		}
		if is {
			rows = append(rows, row)
		}
	}
	return rows, nil
}

// barredFrom returns the cases of the person's body about replies that the person made:
// who made one is kept out.
func (d *Desk) barredFrom(ctx context.Context, by auth.User) ([]reconsider.ID, error) {
	touched, err := d.DB.ReviewsTouched(ctx, by.Agency, by.ID)
	if err != nil {
		return nil, err
	}
	var barred []reconsider.ID
	for _, id := range touched {
		c, err := loadReview(ctx, d.DB, id)
		if err != nil {
			return nil, err
		}
		hands, err := d.handsOf(ctx, d.DB, c.Contested)
		if err != nil {
			return nil, err
		}
		if slices.Contains(hands, by.ID) {
			barred = append(barred, id)
		}
	}
	return barred, nil
}

// IsOwed reports whether the respondent has still to do what the decision, an opinion or
// an order says.
func (v ReviewView) IsOwed() bool {
	return v.Performs != nil && v.Performs.Answered.IsZero() || slices.ContainsFunc(v.Follows, reconsider.Followed.IsOwed)
}

// seeRows adds the cases themselves to the rows of a page.
func (d *Desk) seeRows(ctx context.Context, by auth.User, rows []DocketRow) error {
	for i := range rows {
		v, err := d.Review(ctx, by, rows[i].ID)
		if fault.KindOf(err) == fault.Forbidden { // since a moment ago
			continue
		}
		if err != nil {
			return err
		}
		rows[i].Seen = &v
	}
	return nil
}
