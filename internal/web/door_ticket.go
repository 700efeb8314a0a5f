package web

import (
	"fmt"
	"net/http"

	"mingda/internal/auth"
	"mingda/internal/casefile"
	"mingda/internal/desk"
	"mingda/internal/fault"
	"mingda/internal/forms"
	"mingda/internal/inbox"
	"mingda/internal/page"
)

// ticketPage is the page "desk/ticket": the number and, while this session
// knows it, the code.
type ticketPage struct {
	page.Base
	Receipt   page.Receipt
	Known     bool // the code
	Acts      []page.Button
	Record    *recordPart // of a spoken request
	OnTheSpot bool        // the applicant waits: what can be answered now is answered now
	Untold    bool        // nobody was given the code yet
	Renew     string      // where a code is given in place of the lost one, or the first; empty for who may not
	Cases     []page.Link
}

// ticketKey is where the session keeps the key of an input's ticket. The code
// itself is sealed in the database for a day, and nowhere else.
func ticketKey(id inbox.ID) string { return fmt.Sprintf("ticket/%d", id) }

// giveTicket keeps the ticket for this session and shows it.
func (s *Server) giveTicket(w http.ResponseWriter, r *http.Request, t desk.Ticket) error {
	key, err := s.Desk.KeepTicket(r.Context(), t)
	if err != nil {
		return err
	}
	s.Sessions.Put(r.Context(), ticketKey(t.Input), key)
	return s.see(w, r, ticketPath(t.Input), "")
}

// ticketOf returns the ticket that this session was given for an input, and
// whether it still is known.
func (s *Server) ticketOf(r *http.Request, id inbox.ID) (desk.Ticket, bool, error) {
	key := s.Sessions.GetString(r.Context(), ticketKey(id))
	if key == "" {
		return desk.Ticket{}, false, nil
	}
	return s.Desk.FormTicket(r.Context(), key)
}

// showTicket serves GET /inputs/{id}/ticket.
func (s *Server) showTicket(w http.ResponseWriter, r *http.Request, by auth.User) error {
	held, err := forms.Open(r.Context(), s.Desk, r.URL.Query().Get(forms.KeyField))
	if err != nil {
		return err
	}
	return s.renderTicket(w, r, by, http.StatusOK, held, nil)
}

func (s *Server) renderTicket(w http.ResponseWriter, r *http.Request, by auth.User, status int, held *forms.Held, wrong error) error {
	id := inbox.ID(pathID(r, "id"))
	v, err := s.Desk.Input(r.Context(), by, id)
	if err != nil {
		return err
	}
	t, known, err := s.ticketOf(r, id)
	if err != nil {
		return err
	}
	i := v.Input
	p := ticketPage{Base: s.base(r, by, "收件号和查询码"), Known: known}
	f := page.NewForm(held.Values, wrong)
	p.Receipt = page.Receipt{
		Tag: page.Tag{State: page.Done, Text: "已收下"}, Title: v.Content.Summary, At: i.ArrivedAt,
		Codes: []page.KV{{Label: "收件号", Value: i.Number}},
	}
	if known {
		p.Receipt.Codes = append(p.Receipt.Codes, page.KV{Label: "查询码", Value: t.Code.String()})
		p.Acts = append(p.Acts, page.Button{Label: "打印回执", Href: s.Pages.URL(fmt.Sprintf("/inputs/%d/receipt.pdf", id))})
	}
	if v.Content.Spoken {
		p.Record = s.recordPart(by, i, held, f)
		p.Record.Scans = s.recordScans(i, len(v.Content.Files))
	}
	if confirmedOnPaper(v) {
		p.Acts = append(p.Acts, page.Button{Label: "打印收到确认书", Href: s.Pages.URL(fmt.Sprintf("/inputs/%d/confirmation.pdf", id))}.Plain())
	}
	if i.State == inbox.Waiting {
		p.Acts = append(p.Acts, page.Button{Label: "登记", Href: s.inputURL(id, ""), Key: "N"}.Plain())
	}
	p.OnTheSpot = i.State == inbox.Waiting && i.Door == casefile.Counter
	if auth.MayDo(by, auth.Register, i.Agency) == nil {
		p.Renew = s.Pages.URL(fmt.Sprintf("/inputs/%d/code", id))
	}
	p.Untold = !known && v.Confirming.IsDue(i)
	for _, c := range v.Cases {
		p.Cases = append(p.Cases, page.Link{Label: c.Number, Href: s.Pages.URL(casePath(c.ID))})
	}
	p.Errors = f.Errors()
	return s.Pages.Render(w, status, "desk/ticket", p)
}

// downloadReceipt serves GET /inputs/{id}/receipt.pdf, while the code is known.
func (s *Server) downloadReceipt(w http.ResponseWriter, r *http.Request, by auth.User) error {
	id := inbox.ID(pathID(r, "id"))
	if _, err := s.Desk.Input(r.Context(), by, id); err != nil {
		return err
	}
	t, known, err := s.ticketOf(r, id)
	if err != nil {
		return err
	}
	if !known {
		return fault.New(fault.NotFound, "ticket_gone")
	}
	body, err := s.Desk.TicketPDF(r.Context(), t)
	if err != nil {
		return err
	}
	return sendPDF(w, r, t.Number+"回执.pdf", body)
}

// sendPDF answers with a paper that was just made, for the browser to show.
func sendPDF(w http.ResponseWriter, r *http.Request, name string, body []byte) error {
	return sendFile(w, r, desk.InMemory(name, "application/pdf", body), true)
}

// downloadConfirmation serves GET /inputs/{id}/confirmation.pdf, with the code
// while this session knows it.
func (s *Server) downloadConfirmation(w http.ResponseWriter, r *http.Request, by auth.User) error {
	id := inbox.ID(pathID(r, "id"))
	t, _, err := s.ticketOf(r, id)
	if err != nil {
		return err
	}
	body, err := s.Desk.ConfirmationPDF(r.Context(), by, id, t.Code)
	if err != nil {
		return err
	}
	return sendPDF(w, r, "收到确认书.pdf", body)
}

// downloadCaseConfirmation serves GET /cases/{id}/confirmation.pdf.
func (s *Server) downloadCaseConfirmation(w http.ResponseWriter, r *http.Request, by auth.User) error {
	body, err := s.Desk.CaseConfirmationPDF(r.Context(), by, caseID(r))
	if err != nil {
		return err
	}
	return sendPDF(w, r, "收到确认书.pdf", body)
}

// confirmedOnPaper reports whether an applicant gets the confirmation on paper:
// where no page and no mail has told them that the request came in, and it is
// known who they are.
func confirmedOnPaper(v desk.InputView) bool {
	if v.Content.Applicant.Name == "" {
		return false
	}
	switch v.Input.Door {
	case casefile.PostSigned, casefile.PostOrdinary, casefile.Transferred:
		return true
	case casefile.Mail:
		return v.Input.ConfirmedAt.IsZero()
	}
	return false
}
