package web

import (
	"net/http"
	"strings"

	"mingda/internal/auth"
	"mingda/internal/lawsuit"
	"mingda/internal/page"
)

// lawsuitGroup is what the office has to do in court cases, the nearest day first: to
// answer, to go to court, to appeal, to note that a judgment is in force.
func (s *Server) lawsuitGroup(r *http.Request, by auth.User) (page.CaseGroup, error) {
	g := page.CaseGroup{ID: "lawsuits", Tag: page.Tag{State: page.Soon, Text: "行政诉讼，待办"}, Note: "答辩、举证逾期的，视为没有相应证据（行政诉讼法第三十四条）"}
	all, err := s.Desk.LawsuitsToday(r.Context(), by)
	for _, v := range all {
		c, next := v.Case, v.Next
		row := page.CaseRow{
			Number: c.Number(), Href: s.suitHref(int64(c.ID)), Subject: next.What.Label() + "　" + c.Subject, Applicant: c.Plaintiff, Unit: strings.Join(c.Defendants(), "、"), Mine: true, WaitFor: "等我办",
		}
		if row.Number == "" {
			row.Number = "案号未收到"
		}
		row.Due = page.Due{On: next.By, Far: next.By.Year() != s.Desk.Today().Year()}
		row.Due.State, row.Due.Text = s.left(next.By, s.Desk.Today(), false)
		if next.IsLate(s.Desk.Today()) && next.What != lawsuit.ForceDue {
			g.Tag.State = page.Late
		}
		if next.What == lawsuit.ForceDue {
			row.Due = page.Due{State: page.Soon, Text: "上诉期满", On: next.By}
		}
		row.Act = page.Button{Label: "办理", About: row.Number, Href: row.Href, Kind: "plain", Size: "small"}
		g.Rows = append(g.Rows, row)
	}
	return g, err
}
