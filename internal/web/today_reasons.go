package web

import (
	"net/http"

	"mingda/internal/auth"
	"mingda/internal/casefile"
	"mingda/internal/page"
	"mingda/internal/sqlite"
)

// askedLooked bounds how many cases are looked at for what their applicants were
// asked.
const askedLooked = 200

// findUnexplained finds the cases whose applicant was asked why there are so many
// requests, of which nobody has recorded what came by the day that was given.
func (d *workDay) findUnexplained(s *Server, r *http.Request) error {
	rows, _, err := s.Desk.Cases(r.Context(), d.by, sqlite.CaseFilter{Open: true, AskedReasons: true, Limit: askedLooked})
	for _, row := range rows {
		if auth.May(d.by, casefile.TakeReasons, auth.Subject{Agency: row.Agency, Unit: row.Unit, Officer: row.Officer}) != nil {
			continue
		}
		v, err := s.Desk.Case(r.Context(), d.by, row.ID)
		if err != nil {
			return err
		}
		if v.Case.ReasonsMissing(d.today) && len(d.unexplained) < rowsOfGroup {
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
