package web

import (
	"net/http"
	"slices"

	"mingda/internal/auth"
	"mingda/internal/casefile"
	"mingda/internal/page"
	"mingda/internal/sqlite"
)

// findUnexplained finds the cases whose applicant was asked why there are so many
// requests, of which nobody has recorded what came by the day that was given.
func (d *workDay) findUnexplained(s *Server, r *http.Request) error {
	rows, _, err := s.Desk.Cases(r.Context(), d.by, sqlite.CaseFilter{Open: true, Unexplained: d.today, Limit: rowsOfGroup})
	for _, row := range rows {
		if auth.May(d.by, casefile.TakeReasons, auth.Subject{Agency: row.Agency, Unit: row.Unit, Officer: row.Officer}) == nil {
			d.unexplained = append(d.unexplained, row)
		}
	}
	return err
}

// explainRow is one of those, with the way to record what came.
func (d *workDay) explainRow(s *Server, row casefile.Row) page.CaseRow {
	line := d.caseRow(s, row)
	line.Mine = true
	line.Act = page.Button{Label: "登记说明", About: row.Number, Kind: "plain", Size: "small", Href: s.Pages.URL(casePath(row.ID, string(casefile.TakeReasons)))}
	return line
}

// findUndecided finds the cases whose applicant has explained, or has not, of which
// nobody has decided what follows, and those of which all parts are handed in.
func (d *workDay) findUndecided(s *Server, r *http.Request) error {
	rows, _, err := s.Desk.Cases(r.Context(), d.by, sqlite.CaseFilter{Open: true, ToDecide: casefile.ReasonsToDecide, Limit: rowsOfGroup})
	if err != nil {
		return err
	}
	for _, row := range rows {
		if auth.May(d.by, casefile.AcceptReasons, auth.Subject{Agency: row.Agency, Unit: row.Unit, Officer: row.Officer}) == nil {
			d.undecided = append(d.undecided, row)
		}
	}
	rows, _, err = s.Desk.Cases(r.Context(), d.by, sqlite.CaseFilter{Open: true, ToDecide: casefile.PartsIn, Limit: rowsOfGroup})
	for _, row := range rows {
		if isTurnOf(d.by, row, d.today) {
			d.partsIn = append(d.partsIn, row)
		}
	}
	return err
}

// isToDecide reports whether a case stands in one of these two groups.
func (d *workDay) isToDecide(row casefile.Row) bool {
	is := func(other casefile.Row) bool { return other.ID == row.ID }
	return slices.ContainsFunc(d.undecided, is) || slices.ContainsFunc(d.partsIn, is)
}

// decideRow is one case whose applicant explained: what follows is one of several
// steps, all of which its page offers.
func (d *workDay) decideRow(s *Server, row casefile.Row) page.CaseRow {
	line := d.caseRow(s, row)
	line.WaitFor, line.Mine = "等决定怎样办", true
	line.Act = page.Button{Label: "看说明", About: row.Number, Kind: "plain", Size: "small", Href: s.Pages.URL(casePath(row.ID))}
	return line
}
