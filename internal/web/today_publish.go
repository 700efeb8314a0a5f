package web

import (
	"net/http"

	"mingda/internal/auth"
	"mingda/internal/casefile"
	"mingda/internal/page"
	"mingda/internal/sqlite"
)

// findProposed finds the cases of which something is proposed to be published to
// all, among those that the reader may decide about, and for the coordinating office
// those of which something was mended.
func (d *workDay) findProposed(s *Server, r *http.Request) error {
	rows, _, err := s.Desk.Cases(r.Context(), d.by, sqlite.CaseFilter{Proposed: true, Limit: rowsOfGroup})
	for _, row := range rows {
		if auth.May(d.by, casefile.DecidePublication, auth.Subject{Agency: row.Agency, Unit: row.Unit, Officer: row.Officer}) == nil {
			d.proposed = append(d.proposed, row)
		}
	}
	if err != nil || !d.by.Has(auth.Coordinator) {
		return err
	}
	d.mending, _, err = s.Desk.Cases(r.Context(), d.by, sqlite.CaseFilter{Mending: true, Limit: rowsOfGroup})
	return err
}

// mendingRow is a case of which something was mended, with the way to accept it.
func (d *workDay) mendingRow(s *Server, row casefile.Row) page.CaseRow {
	line := d.caseRow(s, row)
	line.Mine = true
	line.Act = page.Button{Label: casefile.JudgeMending.Label(), About: row.Number, Kind: "plain", Size: "small", Href: s.Pages.URL(casePath(row.ID, string(casefile.JudgeMending)))}
	return line
}

// proposedRow is one of those, with the way to record what became of it.
func (d *workDay) proposedRow(s *Server, row casefile.Row) page.CaseRow {
	line := d.caseRow(s, row)
	line.Mine = true
	line.Act = page.Button{Label: casefile.DecidePublication.Label(), About: row.Number, Kind: "plain", Size: "small", Href: s.Pages.URL(casePath(row.ID, string(casefile.DecidePublication)))}
	return line
}
