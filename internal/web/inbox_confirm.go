package web

import (
	"net/http"

	"mingda/internal/auth"
	"mingda/internal/casefile"
	"mingda/internal/desk"
	"mingda/internal/inbox"
	"mingda/internal/intake"
	"mingda/internal/page"
	"mingda/internal/serve"
	"mingda/internal/sqlite"
)

// confirmedText says when a mail was confirmed, or why it was not.
func confirmedText(v desk.InputView) string {
	switch c := v.Confirming; {
	case !v.Input.ConfirmedAt.IsZero():
		return dateTimeText(v.Input.ConfirmedAt)
	case c.State == sqlite.OutboxWaiting:
		return "排在发件箱里"
	case c.State == sqlite.OutboxFailed:
		return "发不出去，原因在发件箱里"
	case c.State == sqlite.OutboxDropped:
		return "不发了，原因在发件箱里"
	case c.Why != "":
		return "没有发：" + c.Why
	}
	return "没有发"
}

// addConfirming offers to send number and code to who wrote a mail, or to hand
// them over where there is nowhere to send them.
func (s *Server) addConfirming(p *inputPart, by auth.User, v desk.InputView) {
	i := v.Input
	if i.Door != casefile.Mail || i.State != inbox.Waiting && i.State != inbox.Registered || auth.MayDo(by, auth.Register, i.Agency) != nil {
		return
	}
	due := v.Confirming.IsDue(i)
	if v.Confirming.To != "" {
		p.Confirm = page.Button{Label: "再发一次确认", Post: s.inputURL(i.ID, "/confirm"), Size: "small"}.Plain()
	}
	switch {
	case due && i.State == inbox.Registered:
		p.Untold = &page.Note{Kind: page.Soon, Strong: "查询码还没有给申请人", Text: "　发确认，或者当面、打电话交给他。"}
	case due && p.Confirm.Label == "" && v.Proposal.Course != intake.Noise:
		p.Untold = &page.Note{Strong: "没有可用的回信地址", Text: "　是申请的，登记以后把收件号和查询码另外交给申请人。"}
	}
	if due && p.Confirm.Label != "" {
		p.Confirm.Label = "发确认"
	}
	if due {
		p.Papers = append(p.Papers, page.Link{Label: "收件号和查询码", Href: s.Pages.URL(ticketPath(i.ID))})
	}
}

// confirmInput serves POST /inbox/{id}/confirm: number and a new code go to who
// wrote the mail.
func (s *Server) confirmInput(w http.ResponseWriter, r *http.Request, by auth.User) error {
	if _, err := serve.ReadForm(r, serve.PlainForm, nil); err != nil {
		return err
	}
	if err := s.Desk.Confirm(r.Context(), by, inbox.ID(pathID(r, "id"))); err != nil {
		return err
	}
	return s.see(w, r, inputPath(r, nil), "确认排进了发件箱，里面是新的查询码")
}
