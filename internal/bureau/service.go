package bureau

import (
	"net/http"
	"net/url"

	"mingda/internal/auth"
	"mingda/internal/casefile"
	"mingda/internal/desk"
	"mingda/internal/letter"
	"mingda/internal/page"
)

// recipientParam names one of those to whom a paper goes.
const recipientParam = "to"

// A serviceLine is one to whom a paper goes and what is printed to go with it.
type serviceLine struct {
	Who   string
	Links []page.Link
}

// servicePapers are what goes with a signed paper, for each of those to whom it goes.
func (s *Server) servicePapers(v desk.ReviewDraftView) []serviceLine {
	var all []serviceLine
	for _, a := range v.To {
		link := func(label, path string) page.Link {
			return page.Link{Label: label, Href: s.Pages.URL(paperPath(v.Case.ID, v.Paper.N, path) + "?" + url.Values{recipientParam: {recipientValue(a.To)}}.Encode())}
		}
		line := serviceLine{Who: a.To.Role.Label() + "　" + a.Who.Name, Links: []page.Link{link("送达回证", "service-receipt.pdf")}}
		if a.Who.Address != "" {
			line.Links = append(line.Links, link("信封", "envelope.pdf"))
		}
		all = append(all, line)
	}
	return all
}

// sendServicePaper serves GET /review/{id}/papers/{n}/service-receipt.pdf and envelope.pdf.
func (s *Server) sendServicePaper(kind letter.Kind) func(http.ResponseWriter, *http.Request, auth.User) error {
	return func(w http.ResponseWriter, r *http.Request, by auth.User) error {
		made, err := s.Desk.ReviewServicePDF(r.Context(), by, reviewID(r), paperN(r), recipientIn(r.URL.Query().Get(recipientParam)), kind)
		if err != nil {
			return err
		}
		return s.House.SendFile(w, r, desk.InMemory(paperName(casefile.LetterKind(kind))+".pdf", "application/pdf", made), true)
	}
}
