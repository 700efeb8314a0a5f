package web

import (
	"net/http"
	"net/url"
	"strconv"

	"mingda/internal/auth"
	"mingda/internal/casefile"
	"mingda/internal/desk"
	"mingda/internal/letter"
	"mingda/internal/page"
)

// replacesName is the field of the drafting page that names the reply which a new
// letter corrects.
const replacesName = "replaces"

// replacesIn returns which reply a new letter is to correct, 0 for none.
func replacesIn(values url.Values) int {
	n, _ := strconv.Atoi(values.Get(replacesName))
	return n
}

// chooseReplacement serves GET /cases/{id}/letters/{n}/replace: which result the
// corrected reply is to have.
func (s *Server) chooseReplacement(w http.ResponseWriter, r *http.Request, by auth.User) error {
	v, err := s.letterView(r, by)
	if err != nil {
		return err
	}
	if err := optionOf(v.CaseView, casefile.Replace, v.Letter.N, "").Err; err != nil {
		return err
	}
	p := kindsPage{
		Base: s.base(r, by, casefile.Replace.Label()), Case: s.caseLine(v.CaseView), BackHref: s.Pages.URL(letterPath(v.Case.ID, v.Letter.N)),
		Heading: casefile.Replace.Label(), Lead: "原来的结果也可以再选；" + v.Letter.Number + " 里填过的带过来。",
	}
	p.Groups = s.replyGroups(v.CaseView, func(kind letter.Kind) string {
		query := url.Values{"kind": {string(kind)}, replacesName: {strconv.Itoa(v.Letter.N)}}
		return s.Pages.URL(casePath(v.Case.ID, "letters", "new") + "?" + query.Encode())
	}, nil, "")
	return s.Pages.Render(w, http.StatusOK, "desk/letter_kinds", p)
}

// replacesNote says over a letter which reply it corrects; nil if none.
func (s *Server) replacesNote(c *casefile.Case, l casefile.Letter) *page.Note {
	old, ok := c.Letter(l.Replaces)
	if !ok {
		return nil
	}
	text := "送达以后，那一份标为已被替代，仍可查看；救济期限按这一份算。"
	if l.Stage == casefile.IsServed {
		text = "那一份不再作为本机关的答复。"
	}
	return &page.Note{Strong: "更正 " + old.Number + "：", Text: text, Link: page.Link{Label: "看原来那份", Href: s.Pages.URL(letterPath(c.ID, old.N))}}
}

// toReplaceWords say of a letter which other is signed to correct it, and that it
// is the answer until that one is served.
func toReplaceWords(by casefile.Letter) string {
	return "更正已签发，尚未送达（" + by.Number + "）"
}

// replacedNote says over a letter that another stands in its place, or is about
// to; nil if none does.
func (s *Server) replacedNote(c *casefile.Case, l casefile.Letter) *page.Note {
	link := func(by casefile.Letter) page.Link {
		return page.Link{Label: "看新的这份", Href: s.Pages.URL(letterPath(c.ID, by.N))}
	}
	if by, ok := c.RevokedBy(l.N); ok {
		return &page.Note{Kind: page.Late, Strong: "这份答复书" + revokedMark(by) + "：", Text: revokedWords(by) + "。没有作废，文号和送达的记录留着。"}
	}
	if by, ok := c.ToReplace(l.N); ok {
		return &page.Note{Strong: toReplaceWords(by) + "：", Text: "送达以前，这一份仍是本机关的答复。", Link: link(by)}
	}
	by, ok := c.ReplacedBy(l.N)
	if !ok {
		return nil
	}
	return &page.Note{Strong: "这份答复书已被替代：", Text: by.ServedOn.Chinese() + "由 " + by.Number + " 更正，不再作为本机关的答复。没有作废，留着备查。", Link: link(by)}
}

// letterMark says beside a letter what its stage does not: that a date in it was
// corrected, or which other it replaces or is replaced by.
func letterMark(v desk.CaseView, l casefile.Letter) string {
	if by, ok := v.Case.RevokedBy(l.N); ok {
		return revokedMark(by) + "（" + by.Number + "）"
	}
	if by, ok := v.Case.ReplacedBy(l.N); ok {
		return "已由 " + by.Number + " 替代"
	}
	if by, ok := v.Case.ToReplace(l.N); ok {
		return toReplaceWords(by)
	}
	if v.Case.Outdated(l) != nil {
		return outdatedMark
	}
	if old, ok := v.Case.Letter(l.Replaces); ok {
		return "更正 " + old.Number
	}
	return ""
}

// replaceSaid reports whether the page says already why a letter cannot be
// corrected by another: a notice never is, and one that is replaced, or about to
// be, or is from before an order to answer anew, has its note.
func replaceSaid(v desk.DraftView) bool {
	_, replaced := v.Case.ReplacedBy(v.Letter.N)
	_, signed := v.Case.ToReplace(v.Letter.N)
	return !v.Letter.IsReply() || replaced || signed || v.Letter.Before != 0
}
