package web

import (
	"net/http"
	"slices"
	"strconv"

	"mingda/internal/auth"
	"mingda/internal/casefile"
	"mingda/internal/page"
	"mingda/internal/sqlite"
)

// pressed is what somebody was pressed for, or is to be helped with.
type pressed struct {
	chased     []casefile.Row // the reader's unit was pressed and has not answered
	unanswered []casefile.Row // the unit did not answer, or did not do by its day what it said, and the reader may end it
	escalated  []casefile.Row // laid before the coordinating office, the reader's to answer
	help       []casefile.Row // before the coordinating office without anybody asking: the last day is near and there is no draft
	helpN      int
	helpNote   string

	strict []casefile.Row // due this week by the strictest reading only
	inner  []casefile.Row // the day that was given to the unit has come
}

// groups are those of the day that hold what is pressed, in order.
func (p pressed) groups() []struct {
	id   string
	rows []casefile.Row
} {
	return []struct {
		id   string
		rows []casefile.Row
	}{{"chased", p.chased}, {"escalated", p.escalated}, {"help", p.help}, {"unanswered", p.unanswered}}
}

// groupOf returns the group that holds a case, "" for none.
func (p pressed) groupOf(row casefile.Row) string {
	for _, g := range p.groups() {
		if slices.ContainsFunc(g.rows, func(r casefile.Row) bool { return r.ID == row.ID }) {
			return g.id
		}
	}
	return ""
}

func (p pressed) holds(row casefile.Row) bool { return p.groupOf(row) != "" }

// findPressed finds the chases that are the reader's to answer or to look after,
// and for the coordinating office what needs it.
func (d *workDay) findPressed(s *Server, r *http.Request) error {
	if err := d.findSooner(s, r); err != nil {
		return err
	}
	for _, g := range []struct {
		into *[]casefile.Row
		do   casefile.Act
		f    sqlite.CaseFilter
	}{
		{&d.chased, casefile.AnswerChase, sqlite.CaseFilter{Chase: casefile.ChaseOpen}},
		{&d.escalated, casefile.AnswerEscalation, sqlite.CaseFilter{Escalated: true}},
		{&d.unanswered, casefile.EndChase, sqlite.CaseFilter{ChaseBy: d.today}},
	} {
		g.f.Open, g.f.Limit = true, rowsOfGroup
		rows, _, err := s.Desk.Cases(r.Context(), d.by, g.f)
		if err != nil {
			return err
		}
		for _, row := range rows {
			if auth.May(d.by, g.do, auth.Subject{Agency: row.Agency, Unit: row.Unit, Officer: row.Officer}) == nil && !d.pressed.holds(row) {
				*g.into = append(*g.into, row)
			}
		}
	}
	if !d.by.Has(auth.Coordinator) || s.Desk.Reminders.Help == 0 {
		return nil
	}
	f := sqlite.CaseFilter{Open: true, Undrafted: true, DueFrom: d.today, DueUntil: s.Desk.HelpUntil(), Limit: rowsOfGroup}
	rows, n, err := s.Desk.Cases(r.Context(), d.by, f)
	for _, row := range rows {
		if !d.pressed.holds(row) {
			d.help = append(d.help, row)
		}
	}
	d.helpN = n - len(rows) + len(d.help)
	d.helpNote = strconv.Itoa(s.Desk.Reminders.Help) + " 个工作日以内到期"
	return err
}

// findSooner finds what presses sooner than its last day: by the strictest reading,
// and by the day that was given to the unit.
func (d *workDay) findSooner(s *Server, r *http.Request) (err error) {
	if d.strict, _, err = s.Desk.Cases(r.Context(), d.by, sqlite.CaseFilter{Open: true, StrictUntil: d.sunday, Limit: rowsOfGroup}); err != nil {
		return err
	}
	rows, _, err := s.Desk.Cases(r.Context(), d.by, sqlite.CaseFilter{Open: true, InnerUntil: d.today, DueFrom: d.sunday.AddDays(1), Limit: rowsOfGroup})
	for _, row := range rows {
		if !slices.ContainsFunc(d.strict, func(s casefile.Row) bool { return s.ID == row.ID }) {
			d.inner = append(d.inner, row)
		}
	}
	return err
}

// isSooner reports whether a case stands in one of those groups.
func (p pressed) isSooner(row casefile.Row) bool {
	return slices.ContainsFunc(append(slices.Clone(p.strict), p.inner...), func(r casefile.Row) bool { return r.ID == row.ID })
}

// pressedRow is one case that somebody is pressed for, with the way to answer.
func (d *workDay) pressedRow(s *Server, row casefile.Row) page.CaseRow {
	line := d.caseRow(s, row)
	do := map[string]casefile.Act{"chased": casefile.AnswerChase, "escalated": casefile.AnswerEscalation, "unanswered": casefile.EndChase}[d.pressed.groupOf(row)]
	line.Mine = true
	line.Act = page.Button{Label: do.Label(), About: row.Number, Href: s.Pages.URL(casePath(row.ID, string(do))), Kind: "plain", Size: "small"}
	if !row.ChaseBy.IsZero() {
		words := "请答复 "
		if row.Chase == casefile.ChaseReplied {
			words = "答应办成 "
		}
		line.Due.Note = words + row.ChaseBy.ChineseShort()
	}
	return line
}

// headGroups hold each case that stands before those of its last day.
var headGroups = map[string]bool{"chased": true, "escalated": true, "help": true, "unanswered": true, "unsent": true, "withdrawn": true, "mending": true}
