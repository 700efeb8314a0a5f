package web

import (
	"net/http"
	"slices"
	"strconv"

	"mingda/internal/auth"
	"mingda/internal/casefile"
	"mingda/internal/desk"
	"mingda/internal/page"
	"mingda/internal/sqlite"
)

// What the office does as respondent in a reconsideration: its answer, and until when.

// answerWords say how far the answer to a contest is.
func (s *Server) answerWords(c *casefile.Case, ch casefile.Challenge) string {
	l, begun := c.AnswerTo(ch)
	by := ch.AnswerBy(s.Desk.Calendar())
	switch {
	case begun && l.Stage == casefile.IsServed:
		return l.ServedOn.Chinese() + map[casefile.Forum]string{casefile.InReview: "提出答复", casefile.InCourt: "提出答辩"}[ch.Forum]
	case by.IsZero():
		return ""
	case s.Desk.Today().After(by):
		return "最迟 " + by.Chinese() + " 答复，已过"
	}
	return "最迟 " + by.Chinese() + " 答复"
}

// answerLinks lead to the answer, to the bundle, and to where the body is answered within
// the system.
func (s *Server) answerLinks(c *casefile.Case, ch casefile.Challenge) []page.Link {
	var all []page.Link
	if l, begun := c.AnswerTo(ch); begun {
		all = append(all, page.Link{Label: desk.LetterName(l.Kind), Href: s.Pages.URL(letterPath(c.ID, l.N))})
	}
	if ch.Review != 0 {
		all = append(all, page.Link{Label: "提交答复和证据", Href: s.Pages.URL("/respond/" + strconv.FormatInt(ch.Review, 10))})
	}
	return all
}

// contestGroup is what the office has to answer as respondent before a body that is none
// of this installation, the nearest last day first.
func (s *Server) contestGroup(r *http.Request, by auth.User) (page.CaseGroup, error) {
	g := page.CaseGroup{ID: "contest", Tag: page.Tag{State: page.Soon, Text: "被申请复议（上级机关审理），待答复"}, Note: "提出书面答复，交证据；逾期的视为没有证据、依据（复议法第七十条）"}
	rows, _, err := s.Desk.Cases(r.Context(), by, sqlite.CaseFilter{ToDecide: casefile.ContestClock, Limit: rowsOfGroup})
	if err != nil {
		return g, err
	}
	people, err := s.Desk.People(r.Context())
	today := s.Desk.Today()
	for _, row := range rows {
		if of := (auth.Subject{Agency: row.Agency, Unit: row.Unit, Officer: row.Officer}); auth.May(by, casefile.Draft, of) != nil && auth.May(by, casefile.NoteChallenge, of) != nil {
			continue
		}
		for _, d := range row.Awaited.Days() {
			if d.What != casefile.ContestClock {
				continue
			}
			line := page.CaseRow{Number: row.Number, Href: s.Pages.URL(casePath(row.ID)) + "#remedies", Subject: row.Subject, Applicant: askersOf(row), Unit: people.Unit(row.Unit), Mine: true, WaitFor: "等我办", Due: page.Due{On: d.By, Far: d.By.Year() != today.Year()}}
			line.Due.State, line.Due.Text = s.left(d.By, today, false)
			if today.After(d.By) {
				g.Tag.State = page.Late
			}
			line.Act = page.Button{Label: "答复", About: row.Number, Href: line.Href, Kind: "plain", Size: "small"}
			g.Rows = append(g.Rows, line)
		}
	}
	slices.SortStableFunc(g.Rows, func(a, b page.CaseRow) int { return a.Due.On.Compare(b.Due.On) })
	return g, err
}
