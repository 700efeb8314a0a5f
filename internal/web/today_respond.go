package web

import (
	"net/http"
	"strconv"

	"mingda/internal/auth"
	"mingda/internal/desk"
	"mingda/internal/page"
)

// respondGroup is what the office has to answer as respondent in a reconsideration, the
// nearest last day first; none for who does not answer.
func (s *Server) respondGroup(r *http.Request, by auth.User) (page.CaseGroup, error) {
	g := page.CaseGroup{ID: "respond", Tag: page.Tag{State: page.Soon, Text: "被申请复议，待答复"}, Note: "提出书面答复，交证据；逾期的视为没有证据、依据（复议法第七十条）"}
	all, err := s.Desk.ToRespond(r.Context(), by)
	for _, v := range all {
		if !v.Clock.AnswerBy.IsZero() && v.Clock.AnswerBy.Before(s.Desk.Today()) {
			g.Tag.State = page.Late
		}
		row := page.CaseRow{
			Number: v.Case.Number, Href: s.Pages.URL("/respond/" + strconv.FormatInt(int64(v.Case.ID), 10)), Subject: v.Case.Objection.Label(), Applicant: v.Case.Applicant.Name,
			Mine: true, WaitFor: "等我办",
		}
		if by := v.Clock.AnswerBy; !by.IsZero() {
			row.Due = page.Due{On: by, Far: by.Year() != s.Desk.Today().Year()}
			row.Due.State, row.Due.Text = s.left(by, s.Desk.Today(), false)
		}
		if v.Original != nil {
			row.Subject = v.Original.Wants.Subject
		}
		row.Act = page.Button{Label: "答复", About: row.Number, Href: row.Href, Kind: "plain", Size: "small"}
		g.Rows = append(g.Rows, row)
	}
	return g, err
}

// reportGroup is on what the office has to report to the body that decided: opinions and
// orders.
func (s *Server) reportGroup(r *http.Request, by auth.User) (page.CaseGroup, error) {
	g := page.CaseGroup{ID: "report", Tag: page.Tag{State: page.Soon, Text: "复议意见、责令履行，待报送情况"}, Note: "意见书六十日内报送纠正情况（复议法第七十六条），责令履行的按通知书的日子"}
	all, err := s.Desk.ToReport(r.Context(), by)
	for _, v := range all {
		due, at := v.ReportDue(), s.Pages.URL("/respond/"+strconv.FormatInt(int64(v.Case.ID), 10))
		row := page.CaseRow{Number: v.Case.Number, Href: at, Subject: desk.LetterName(due.Paper.Kind) + "　" + due.Paper.Number, Applicant: v.Case.Applicant.Name, Mine: true, WaitFor: "等我办"}
		if !due.By.IsZero() {
			row.Due = page.Due{On: due.By, Far: due.By.Year() != s.Desk.Today().Year()}
			row.Due.State, row.Due.Text = s.left(due.By, s.Desk.Today(), false)
		}
		if due.IsLate(s.Desk.Today()) {
			g.Tag.State = page.Late
		}
		row.Act = page.Button{Label: "报送", About: row.Number, Href: at + "/reporting", Kind: "plain", Size: "small"}
		g.Rows = append(g.Rows, row)
	}
	return g, err
}
