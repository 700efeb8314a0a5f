package web

import (
	"net/http"
	"strconv"

	"mingda/internal/auth"
	"mingda/internal/casefile"
	"mingda/internal/desk"
	"mingda/internal/page"
)

// ShowRequest shows the whole file of a request to a reader who can do nothing to it,
// for the rooms. Its letters, documents and bundles are had below at; nothing leads to
// the pages of the office, which are not the reader's. lead says where one is.
func (s *Server) ShowRequest(w http.ResponseWriter, r *http.Request, by auth.User, v desk.CaseView, at string, lead page.Note) error {
	p, err := s.bodyOf(r.Context(), by, v)
	if err != nil {
		return err
	}
	p.toRead()
	p.Notes = append([]page.Note{lead}, p.Notes...)
	p.Letters, p.Materials, p.Sheets, p.Identity = nil, nil, nil, 0
	for _, l := range v.Case.Letters {
		if l.File != "" {
			p.Letters = append(p.Letters, letterLine{Name: desk.LetterName(l.Kind) + desk.OnlyTo(v.Case, l), Href: s.Pages.URL(at + "/letters/" + strconv.Itoa(l.N) + ".pdf"), Number: l.Number, Tag: letterTag(l)})
		}
	}
	for _, m := range v.Case.Materials {
		line := s.materialLine(v, m, false)
		line.Href = s.Pages.URL(at + "/materials/" + strconv.Itoa(m.N))
		p.Materials = append(p.Materials, line)
	}
	for _, b := range v.Case.Bundles {
		p.Sheets = append(p.Sheets, page.Link{Label: b.Purpose.Label() + "证据卷（" + b.On.Chinese() + "）", Href: s.Pages.URL(at + "/bundles/" + strconv.Itoa(b.Entry) + ".pdf")})
	}
	p.Person = personOfFile(v.Case)
	return s.renderCase(w, r, by, "原申请 "+v.Case.Number, p)
}

// toRead takes from the page what leads to where something is done.
func (p *caseBody) toRead() {
	p.Acts, p.PersonTo, p.Consult, p.Receipt, p.Wants, p.Clock.Print = page.ActBar{}, nil, "", "", "", ""
	for i := range p.Notes {
		p.Notes[i].Link = page.Link{}
	}
	for i := range p.Timeline {
		p.Timeline[i].Links = nil
	}
	for i := range p.Searches {
		p.Searches[i].Links = nil
	}
	for i := range p.Examined {
		p.Examined[i].Link = page.Link{}
	}
	for i := range p.Consulted {
		p.Consulted[i].Links = nil
	}
	for i := range p.Transfers {
		p.Transfers[i].Links = nil
	}
	for i := range p.Pressed {
		p.Pressed[i].Links = nil
	}
	for i := range p.Remedies {
		p.Remedies[i].Links = nil
	}
	for i := range p.Parts {
		p.Parts[i].Materials = nil // they stand among the documents
	}
	for i := range p.Inputs {
		p.Inputs[i].Href, p.Inputs[i].Raw, p.Inputs[i].Confirm = "", "", ""
	}
}

// personOfFile is the card of the applicant for who reads the whole file.
func personOfFile(c *casefile.Case) []page.KV {
	a := c.Applicant.Masked()
	return append([]page.KV{
		{Label: nameLabel(c.Class), Value: a.Name, None: "已删除"}, {Label: "类别", Value: c.Class.Label(), None: "没有写明"}, {Label: "联系人", Value: a.Contact},
		{Label: "电话", Value: a.Phone, None: "没有留", Nowrap: true}, {Label: "邮箱", Value: a.Email, None: "没有留"}, {Label: "证件", Value: a.IDNumber, None: "没有提供", Nowrap: true},
		{Label: "地址", Value: a.Address, None: "没有留"}, {Label: "要什么", Value: wishes(c.Wants), None: "没有写明"}, {Label: "代理人", Value: a.Agent},
	}, jointRows(c)...)
}
