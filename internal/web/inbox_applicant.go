package web

import (
	"net/http"
	"strconv"

	"mingda/internal/auth"
	"mingda/internal/calendar"
	"mingda/internal/desk"
	"mingda/internal/forms"
	"mingda/internal/inbox"
	"mingda/internal/page"
)

// An addedPart is what the applicant added to an input at a time.
type addedPart struct {
	On    calendar.Date
	Text  string
	Files []page.FileItem
}

// addFromApplicant shows what the applicant did on the status page since the
// input came in.
func (s *Server) addFromApplicant(p *inputPart, v desk.InputView) {
	i, n := v.Input, 0
	for _, a := range i.Additions {
		part := addedPart{On: a.On, Text: a.Text}
		for _, f := range a.Files {
			item := page.FileItem{Name: f.Name, Href: s.inputURL(i.ID, "/added/"+strconv.Itoa(n)), Note: page.Bytes(f.Size)}
			part.Files = append(part.Files, forms.MarkFile(item, f, v.Marks[len(v.Content.Files)+n]))
			n++
		}
		p.Added = append(p.Added, part)
	}
	if w := i.Withdrawal; w != nil {
		note := page.Note{Kind: page.Soon, Strong: "申请人已撤回：", Text: w.On.Chinese() + "在网上撤回" + because(w.Reason)}
		if i.State == inbox.Waiting {
			note.Text += "登记以后按撤回办结，或者不予登记，理由选“申请人撤回”。"
		}
		p.Notes = append(p.Notes, note)
	}
}

// downloadAdded serves GET /inbox/{id}/added/{n}.
func (s *Server) downloadAdded(w http.ResponseWriter, r *http.Request, by auth.User) error {
	f, err := s.Desk.InputAdded(r.Context(), by, inbox.ID(pathID(r, "id")), int(pathID(r, "n")))
	if err != nil {
		return err
	}
	return sendFile(w, r, f, false)
}
