package web

import (
	"net/http"

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
