package bureau

import (
	"strings"

	"mingda/internal/casefile"
	"mingda/internal/desk"
	"mingda/internal/inbox"
	"mingda/internal/intake"
	"mingda/internal/page"
)

// An alikeInput is an application that is likely the same, and the case to put this one
// into.
type alikeInput struct {
	Number, Href string
	Text, Why    string
	Case         page.Link // it belongs to; no address for none
	Join         string    // its 案号, where this one can be put into it
}

// addBeside says what else is known of an application: what is proposed, what it is
// likely the same as, and what has to be seen to.
func (s *Server) addBeside(p *inputPage, v desk.InputView) {
	i := v.Input
	at := s.Pages.URL(inboxPath(i.ID))
	switch why := strings.Join(v.Proposal.Reasons, "；"); {
	case i.State != inbox.Waiting || v.Content.Mail == nil:
	case v.Proposal.Course == intake.NewRequest:
		p.Facts = append(p.Facts, page.KV{Label: "建议", Value: "登记：" + why})
	default:
		p.Notes = append(p.Notes, page.Note{Strong: v.Proposal.Course.Label() + "：", Text: why})
	}
	for _, tag := range inputTags(i) {
		p.Notes = append(p.Notes, page.Note{Kind: tag.State, Strong: tag.Text})
	}
	if i.Digest.Spoken {
		p.Links = append(p.Links, page.Link{Label: "口头申请笔录", Href: at + "/record"})
	}
	if i.State != inbox.SetAside {
		label := casefile.ReplaceCode.Label()
		if v.Confirming.IsDue(i) {
			label = "出查询码"
		}
		p.Links = append(p.Links, page.Link{Label: label, Href: at + "/code"})
		if i.Door == casefile.Mail && v.Confirming.To != "" && i.State != inbox.JoinedTo {
			if p.Confirm = "再发一次确认"; v.Confirming.IsDue(i) {
				p.Confirm = "发确认"
			}
		}
	}
	for _, a := range v.Alike {
		line := alikeInput{
			Number: a.Input.Number, Href: s.Pages.URL(inboxPath(a.Input.ID)), Text: a.Input.Sender + "，" + a.Input.Door.Label() + "，" + a.Input.State.Label(),
			Why: a.Likeness.Headline() + because(a.Likeness),
		}
		if a.Review != 0 {
			line.Case = page.Link{Label: "看案件 " + a.Number, Href: s.Pages.URL(casePath(a.Review))}
			if i.State == inbox.Waiting {
				line.Join = a.Number
			}
		}
		p.Alike = append(p.Alike, line)
	}
}

// because says why two inputs are alike.
func because(l intake.Likeness) string { return nonEmpty("：", strings.Join(l.Reasons, "；")) }

// confirmedText says how far the confirmation of a mail has come.
func confirmedText(v desk.InputView) string {
	switch c := v.Confirming; {
	case v.Input.Bounced:
		return "发了，退回来了"
	case c.State != "":
		return c.State.Label()
	case c.Why != "":
		return "没有发：" + c.Why
	}
	return "没有发"
}
