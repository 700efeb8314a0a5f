package web

import (
	"net/http"

	"mingda/internal/auth"
	"mingda/internal/casefile"
	"mingda/internal/page"
	"mingda/internal/sqlite"
)

// findNoOpinion finds the cases of which others who were asked should have answered
// by now, among what the reader may record.
func (d *workDay) findNoOpinion(s *Server, r *http.Request) error {
	rows, _, err := s.Desk.Cases(r.Context(), d.by, sqlite.CaseFilter{Open: true, NoOpinion: d.today, Limit: rowsOfGroup})
	for _, row := range rows {
		if auth.May(d.by, casefile.AnswerConsultation, auth.Subject{Agency: row.Agency, Unit: row.Unit, Officer: row.Officer}) == nil {
			d.noOpinion = append(d.noOpinion, row)
		}
	}
	return err
}

// opinionRow is one case of which an opinion is to be recorded.
func (d *workDay) opinionRow(s *Server, row casefile.Row) page.CaseRow {
	line := d.caseRow(s, row)
	line.Mine, line.WaitFor = true, "意见期限 "+row.AskedUntil.ChineseShort()+"已过"
	line.Act = page.Button{Label: casefile.AnswerConsultation.Label(), About: row.Number, Kind: "plain", Size: "small", Href: s.Pages.URL(casePath(row.ID, string(casefile.AnswerConsultation)))}
	return line
}
