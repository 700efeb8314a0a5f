package web

import (
	"net/http"

	"mingda/internal/auth"
	"mingda/internal/casefile"
	"mingda/internal/page"
	"mingda/internal/sqlite"
)

// findWishes finds the cases of which one of several who ask wants to withdraw, or a part
// is to be dropped, and nobody has decided: they go on meanwhile.
func (d *workDay) findWishes(s *Server, r *http.Request) error {
	rows, _, err := s.Desk.Cases(r.Context(), d.by, sqlite.CaseFilter{Open: true, ToDecide: casefile.WishToDecide, Limit: rowsOfGroup})
	for _, row := range rows {
		if auth.May(d.by, casefile.DeclineWithdrawal, auth.Subject{Agency: row.Agency, Unit: row.Unit, Officer: row.Officer}) == nil {
			d.wishes = append(d.wishes, row)
		}
	}
	return err
}

// wishRow is one of them: its page says what is wished, and offers what can be made of it.
func (d *workDay) wishRow(s *Server, row casefile.Row) page.CaseRow {
	line := d.caseRow(s, row)
	line.Mine = true
	line.Act = page.Button{Label: "去核对", About: row.Number, Kind: "plain", Size: "small", Href: s.Pages.URL(casePath(row.ID))}
	return line
}
