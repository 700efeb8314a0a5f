package web

import (
	"strings"

	"mingda/internal/casefile"
	"mingda/internal/desk"
	"mingda/internal/fault"
	"mingda/internal/page"
)

// outdatedMark marks a letter whose dates were corrected after it was signed.
const outdatedMark = "写着更正前的日期"

// outdatedNote says of a letter which date in it was corrected since, and what
// is to be done about it; nil if all dates hold.
func (s *Server) outdatedNote(v desk.CaseView, l casefile.Letter) *page.Note {
	old := v.Case.Outdated(l)
	if old == nil {
		return nil
	}
	note := &page.Note{Kind: page.Late, Strong: desk.LetterName(l.Kind) + " " + l.Number + " " + outdatedMark + "："}
	switch {
	case l.Stage == casefile.IsServed:
		note.Kind, note.Text = "", sentences(old.Message(), "已经送达，文书不能再改；有必要的，另行告知申请人")
	case l.Stage == casefile.IsSending:
		note.Text = sentences(old.Message(), "邮件不再发出，随后作废，重新拟稿、签发")
	default:
		note.Text = sentences(old.Message(), "不能再送达，由签发人作废，重新拟稿、签发")
		if optionOf(v, casefile.Void, l.N, "").Err == nil {
			note.Link = page.Link{Label: "作废", Href: s.Pages.URL(letterPath(v.Case.ID, l.N, "void"))}
		}
	}
	return note
}

// lettersToldNotes say before the day of receipt is corrected which signed
// letters state the day that stands now.
func lettersToldNotes(c *casefile.Case) []page.Note {
	var notes []page.Note
	unserved, served := c.LettersTold()
	if len(unserved) > 0 {
		notes = append(notes, page.Note{Kind: page.Late, Strong: "已签发、还没有送达的文书写着现在的日期：",
			Text: sentences(lettersSaying(unserved), "改了以后不能再送达（正用邮件发的也不再发），要作废，重新拟稿、签发")})
	}
	if len(served) > 0 {
		notes = append(notes, page.Note{Strong: "已经送达的文书也写着现在的日期：",
			Text: sentences(lettersSaying(served), "不会跟着改；有必要的，另行告知申请人")})
	}
	return notes
}

// lettersSaying lists letters with the dates of the case that they state.
func lettersSaying(letters []casefile.Letter) string {
	var all []string
	for _, l := range letters {
		says := "收到申请之日 " + l.Stated.Received.Chinese()
		if l.Kind == casefile.ExtensionNotice {
			says += "和由此推算的答复期限"
		}
		all = append(all, desk.LetterName(l.Kind)+" "+l.Number+"（"+says+"）")
	}
	return strings.Join(all, "；")
}

// knowsLettersTold refuses to correct the day of receipt while it is not ticked
// that signed letters cannot go out then.
func knowsLettersTold(c *casefile.Case, sent actSent) error {
	if unserved, _ := c.LettersTold(); len(unserved) > 0 && sent.Value(sureField) != "1" {
		return fault.AtField(sureField, "tick_to_go_on")
	}
	return nil
}
