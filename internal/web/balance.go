package web

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"mingda/internal/auth"
	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/fault"
	"mingda/internal/forms"
	"mingda/internal/inbox"
	"mingda/internal/page"
	"mingda/internal/sqlite"
)

// The range of days that the balance shows: at first, and at most.
const (
	balanceDays    = 14
	balanceMaxDays = 366
)

// balanceOf adds up what arrived on one day and what became of it.
func (s *Server) balanceOf(r *http.Request, by auth.User, day calendar.Date) (page.Balance, error) {
	rows, err := s.Desk.Balance(r.Context(), by, day, day)
	if err != nil {
		return page.Balance{}, err
	}
	var sum sqlite.BalanceRow
	for _, row := range rows {
		addBalance(&sum, row)
	}
	b := page.Balance{Title: "今日平账", Received: sum.Received, MoreHref: s.Pages.URL("/balance"), DiffHref: s.Pages.URL("/balance")}
	for _, state := range inbox.States {
		b.Terms = append(b.Terms, page.BalanceTerm{Label: state.Label(), Count: counted(sum, state)})
	}
	if sum.AtBureau > 0 {
		b.Terms = append(b.Terms, page.BalanceTerm{Label: atBureau, Count: sum.AtBureau})
	}
	waiting, err := s.Desk.CountWaiting(r.Context(), by)
	b.Earlier = max(waiting-sum.Waiting, 0) // 0: one more came in between the two counts
	return b, err
}

// atBureau is the term of applications for reconsideration: what becomes of them is the
// bureau's to say.
const atBureau = "复议机构"

// addBalance adds the counts of row to sum.
func addBalance(sum *sqlite.BalanceRow, row sqlite.BalanceRow) {
	sum.Received += row.Received
	sum.Registered += row.Registered
	sum.Joined += row.Joined
	sum.SetAside += row.SetAside
	sum.Waiting += row.Waiting
	sum.AtBureau += row.AtBureau
}

// counted returns the count of one state.
func counted(row sqlite.BalanceRow, state inbox.State) int {
	return map[inbox.State]int{
		inbox.Registered: row.Registered, inbox.JoinedTo: row.Joined, inbox.SetAside: row.SetAside, inbox.Waiting: row.Waiting,
	}[state]
}

// balancePage is the page "desk/balance": what arrived by day and door, and
// what became of it.
type balancePage struct {
	page.Base
	Filter  page.Filter
	Caption string
	Terms   []string // heads of the columns after 收到
	Days    []balanceDay
	Total   balanceLine
	Empty   page.Empty
}

// A balanceDay is one day: its sum, and its doors.
type balanceDay struct {
	On    calendar.Date
	Sum   balanceLine
	Doors []balanceLine
}

// A balanceLine is one line of the table. Every count leads to the list behind it.
type balanceLine struct {
	Door     page.Door
	Received balanceCell
	Terms    []balanceCell
	Tag      page.Tag
}

// A balanceCell is one count.
type balanceCell struct {
	Name  string // 登记
	Count int
	Href  string // "" for sums over several days
	Label string // what screen readers hear: 11月23日，挂号信，登记
}

// showBalance serves GET /balance?from=&to=.
func (s *Server) showBalance(w http.ResponseWriter, r *http.Request, by auth.User) error {
	from, to, wrong := daysAsked(r.URL.Query(), calendar.DateOf(s.Now()), balanceDays, balanceMaxDays)
	rows, err := s.Desk.Balance(r.Context(), by, from, to)
	if err != nil {
		return err
	}
	p := balancePage{Base: s.base(r, by, "平账"), Caption: "从" + from.Chinese() + "到" + to.Chinese() + "，按到达的日子和渠道"}
	form := page.NewForm(url.Values{"from": {from.String()}, "to": {to.String()}}, wrong)
	p.Filter = page.Filter{Action: s.Pages.URL("/balance"), ClearHref: s.Pages.URL("/balance")}
	for _, f := range []page.Field{form.Date("from", "从"), form.Date("to", "到")} {
		f.Hint = ""
		p.Filter.Fields = append(p.Filter.Fields, f)
	}
	p.Errors = form.Errors()
	for _, state := range inbox.States {
		p.Terms = append(p.Terms, state.Label())
	}
	var total sqlite.BalanceRow
	for _, row := range rows {
		addBalance(&total, row)
	}
	bureau := total.AtBureau > 0
	if bureau {
		p.Terms = append(p.Terms, atBureau)
	}
	p.Days, p.Total = s.balanceByDay(rows, auth.MayDo(by, auth.SeeIntake, by.Agency) == nil, bureau), s.balanceLine("各渠道", total, nil, bureau)
	p.Empty = page.Empty{Title: "这几天没有收件", Text: "收到的每一件按到达的日子和渠道列在这里：收到等于登记、并入、不予登记、等待和交复议机构的相加。"}
	status := http.StatusOK
	if wrong != nil {
		status = http.StatusUnprocessableEntity
	}
	return s.Pages.Render(w, status, "desk/balance", p)
}

// daysAsked reads from which day to which a page is asked for, the last days if the address
// does not say; what is wrong with it, such as more days than most, is told, and the last
// days are shown.
func daysAsked(v url.Values, today calendar.Date, days, most int) (from, to calendar.Date, wrong error) {
	from, to = today.AddDays(1-days), today
	bad := fault.Form{}
	for name, into := range map[string]*calendar.Date{"from": &from, "to": &to} {
		if v.Get(name) == "" {
			continue
		}
		day, err := forms.ParseDay(v.Get(name))
		if err != nil {
			bad.Bad(name, "date_unreadable")
			continue
		}
		*into = day
	}
	switch {
	case from.After(to):
		bad.Bad("from", "range_backwards")
	case to.DaysSince(from) >= most:
		bad.Bad("from", "range_too_long", most)
	}
	if len(bad) > 0 {
		return today.AddDays(1 - days), today, bad.Err()
	}
	return from, to, nil
}

// balanceByDay groups the rows by day, the newest first, each with its doors.
// The counts are links for who sees the inputs behind them.
func (s *Server) balanceByDay(rows []sqlite.BalanceRow, linked, bureau bool) []balanceDay {
	behind := func(q inboxQuery) *inboxQuery {
		if !linked {
			return nil
		}
		q.lines = inboxLines
		return &q
	}
	var days []balanceDay
	sums := map[calendar.Date]*sqlite.BalanceRow{}
	for _, row := range rows {
		if sums[row.Day] == nil {
			sums[row.Day] = &sqlite.BalanceRow{Day: row.Day}
			days = append(days, balanceDay{On: row.Day})
		}
		addBalance(sums[row.Day], row)
		day := &days[len(days)-1]
		line := s.balanceLine(row.Door.Label(), row, behind(inboxQuery{day: row.Day, door: row.Door}), bureau)
		line.Door = doorOf(row.Door)
		day.Doors = append(day.Doors, line)
	}
	for n := range days {
		days[n].Sum = s.balanceLine("各渠道", *sums[days[n].On], behind(inboxQuery{day: days[n].On}), bureau)
		slices.SortStableFunc(days[n].Doors, func(a, b balanceLine) int { return doorOrder(a.Door) - doorOrder(b.Door) })
	}
	return days
}

// doorOrder is the place of a door in the balance.
func doorOrder(d page.Door) int {
	return slices.IndexFunc(casefile.Doors, func(door casefile.Door) bool { return door.Label() == d.Label })
}

// balanceLine makes a line of counts, each a link to its list where q says
// which one; bureau says that there is a column of what the bureau has.
func (s *Server) balanceLine(what string, row sqlite.BalanceRow, q *inboxQuery, bureau bool) balanceLine {
	cell := func(count int, state inbox.State, label string) balanceCell {
		c := balanceCell{Name: label, Count: count, Label: what + "，" + label + "，" + strconv.Itoa(count) + " 件"}
		if q != nil {
			to := *q
			to.state = state
			c.Label = q.day.ChineseShort() + "，" + c.Label
			c.Href = s.Pages.URL(to.path(0))
		}
		return c
	}
	line := balanceLine{Door: page.Door{Label: what}, Received: cell(row.Received, "", "收到"), Tag: page.Tag{State: page.Done, Text: "相符"}}
	sum := 0
	for _, state := range inbox.States {
		line.Terms = append(line.Terms, cell(counted(row, state), state, state.Label()))
		sum += counted(row, state)
	}
	if bureau {
		theirs := cell(row.AtBureau, "", atBureau)
		theirs.Href = "" // the office does not see them
		line.Terms = append(line.Terms, theirs)
	}
	sum += row.AtBureau
	if n := row.Received - sum; n != 0 {
		line.Tag = page.Tag{State: page.Late, Text: "差 " + strconv.Itoa(max(n, -n)) + " 件"}
	}
	return line
}
