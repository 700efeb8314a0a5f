package portal

import (
	"net/http"
	"strconv"

	"mingda/internal/desk"
	"mingda/internal/page"
	"mingda/internal/reconsider"
)

// decisionsPage is the page "portal/decisions": decisions of reconsideration that are
// published.
type decisionsPage struct {
	page.Base
	Rows  []decisionRow
	Empty page.Empty
	Aside page.Aside
}

// A decisionRow is one of them.
type decisionRow struct{ Number, Href, Respondent, Outcome, On string }

// decisionPath is the address of a published decision.
func decisionPath(id reconsider.ID) string { return "/decisions/" + strconv.FormatInt(int64(id), 10) }

// showDecisions serves GET /decisions.
func (s *Server) showDecisions(w http.ResponseWriter, r *http.Request) error {
	all, err := s.Desk.PublishedDecisions(r.Context())
	if err != nil {
		return err
	}
	p := decisionsPage{Base: s.base(r, "行政复议决定公开"), Empty: page.Empty{Title: "还没有公布的决定", Text: "生效的行政复议决定，隐去个人信息以后公布在这里。"}, Aside: s.aside()}
	for _, d := range all {
		p.Rows = append(p.Rows, decisionRow{d.Number, s.Pages.URL(decisionPath(d.ID)), d.Respondent, d.Outcome.Label(), d.DecidedOn.Chinese()})
	}
	return s.Pages.Render(w, http.StatusOK, "portal/decisions", p)
}

// showDecision serves GET /decisions/{id}.
func (s *Server) showDecision(w http.ResponseWriter, r *http.Request) error {
	id, err := pathNumber(r, "id")
	if err != nil {
		return err
	}
	d, err := s.Desk.PublishedDecision(r.Context(), reconsider.ID(id))
	if err != nil {
		return err
	}
	return s.Pages.Render(w, http.StatusOK, "portal/decision", letterPage{
		Base: s.base(r, d.Text.Title+" "+d.Number), BackHref: s.Pages.URL("/decisions"), Letter: page.TextOf(d.Text), Acts: []page.Button{{Label: "下载 PDF", Href: s.Pages.URL(decisionPath(d.ID) + ".pdf")}},
	})
}

// fetchDecision serves GET /decisions/{id}.pdf.
func (s *Server) fetchDecision(w http.ResponseWriter, r *http.Request) error {
	id, err := pathNumber(r, "id")
	if err != nil {
		return err
	}
	d, made, err := s.Desk.PublishedPDF(r.Context(), reconsider.ID(id))
	if err != nil {
		return err
	}
	return send(w, desk.InMemory(d.Number+"（公布文本）.pdf", "application/pdf", made))
}
