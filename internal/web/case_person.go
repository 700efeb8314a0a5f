package web

import (
	"context"
	"net/http"
	"net/url"

	"mingda/internal/auth"
	"mingda/internal/casefile"
	"mingda/internal/desk"
	"mingda/internal/page"
)

// personPage is the page "desk/case_person": what the office knows of the
// applicant, in full. It is a page of its own so that numbers are not in sight
// whenever somebody works on the case.
type personPage struct {
	page.Base
	Case    caseLine
	Rows    []page.KV
	Papers  []materialLine
	Joint   []jointPerson // who ask jointly
	Correct string        // where corrections are made; "" for who may not
}

// showPerson serves GET /cases/{id}/person.
func (s *Server) showPerson(w http.ResponseWriter, r *http.Request, by auth.User) error {
	v, err := s.Desk.Case(r.Context(), by, caseID(r))
	if err != nil {
		return err
	}
	if err := desk.MaySeePerson(by, v.Case); err != nil {
		return err
	}
	a := v.Case.Applicant
	p := personPage{Base: s.base(r, by, "申请人 "+v.Case.Number), Case: s.caseLine(v), Rows: []page.KV{
		{Label: nameLabel(v.Case.Class), Value: a.Name, None: "已删除"},
		{Label: "类别", Value: v.Case.Class.Label(), None: "没有写明"},
		{Label: idLabel(v.Case.Class), Value: a.IDNumber, None: "没有提供", Nowrap: true},
	}}
	if v.Case.Class != casefile.Natural {
		p.Rows = append(p.Rows, page.KV{Label: "法定代表人", Value: a.Representative}, page.KV{Label: "联系人", Value: a.Contact})
	}
	p.Rows = append(p.Rows,
		page.KV{Label: "电话", Value: a.Phone, None: "没有留", Nowrap: true}, page.KV{Label: "邮箱", Value: a.Email, None: "没有留"},
		page.KV{Label: "地址", Value: a.Address, None: "没有留"}, page.KV{Label: "邮编", Value: a.PostCode, None: "没有留"},
		page.KV{Label: "代理人", Value: a.Agent})
	for _, m := range v.Case.Materials {
		if m.Purpose == casefile.Identity {
			p.Papers = append(p.Papers, s.materialLine(v, m, false))
		}
	}
	p.Joint = s.jointPersons(v)
	if allowed(v, casefile.CorrectPerson) == nil {
		p.Correct = s.Pages.URL(casePath(v.Case.ID, string(casefile.CorrectPerson)))
	}
	w.Header().Set("Cache-Control", "no-store") // nothing is typed here that the back button would have to give back
	return s.Pages.Render(w, http.StatusOK, "desk/case_person", p)
}

// nameLabel and idLabel name two fields, by what the applicant is.
func nameLabel(c casefile.Class) string {
	if c == casefile.Natural || c == "" {
		return "姓名"
	}
	return "名称"
}

func idLabel(c casefile.Class) string {
	if c == casefile.Natural || c == "" {
		return "身份证号"
	}
	return "统一社会信用代码"
}

var correctPersonAct = caseAct{
	do:   casefile.CorrectPerson,
	lead: "写错了、变了就改。原来的留在经过里。答复书用这里的姓名和地址。",
	done: "申请人已更正",
	typed: func(v desk.CaseView) url.Values {
		a := v.Case.Applicant
		return url.Values{
			"class": {string(v.Case.Class)}, "name": {a.Name}, "id_number": {a.IDNumber}, "representative": {a.Representative},
			"contact": {a.Contact}, "agent": {a.Agent}, "phone": {a.Phone}, "email": {a.Email}, "address": {a.Address},
			"post_code": {a.PostCode}, "delivery": {string(v.Case.Wants.Delivery)},
		}
	},
	fields: personFields,
	run: func(s *Server, ctx context.Context, by auth.User, sent actSent) error {
		return s.Desk.CorrectPerson(ctx, by, sent.id, sent.version, applicantIn(sent.Values), casefile.Delivery(sent.Value("delivery")), sent.Value("reason"))
	},
}

func personFields(s *Server, v desk.CaseView, f *page.Form, p *actPage) {
	var classes, ways []page.Option
	for _, c := range casefile.Classes {
		classes = append(classes, page.Option{Value: string(c), Label: c.Label()})
	}
	for _, d := range []casefile.Delivery{"", casefile.ByEmail, casefile.ByDownload, casefile.ByPost, casefile.ByPickup} {
		label := d.Label()
		if d == "" {
			label = "没有写明"
		}
		ways = append(ways, page.Option{Value: string(d), Label: label})
	}
	p.Fields = []page.Field{
		f.Select("class", "类别", classes).WithHint("年度报告按它分列。"),
		f.Text("name", "姓名或者名称").WithHint("答复书写这个名字。").WithAutocomplete("off").AsRequired(),
		f.Text("id_number", "身份证号或者统一社会信用代码").WithWidth("m").WithAutocomplete("off").AsOptional(),
		f.Text("representative", "法定代表人或者负责人").WithWidth("m").WithAutocomplete("off").AsOptional(),
		f.Text("contact", "联系人").WithWidth("m").WithAutocomplete("off").AsOptional(),
		f.Text("agent", "代理人").WithWidth("m").WithAutocomplete("off").AsOptional(),
		f.Tel("phone", "电话").WithAutocomplete("off").AsOptional(),
		f.Email("email", "邮箱").WithAutocomplete("off").AsOptional(),
		f.Text("address", "地址").WithAutocomplete("off").AsOptional(),
		f.Text("post_code", "邮编").WithWidth("s").WithInputmode("numeric").WithAutocomplete("off").AsOptional(),
		f.Select("delivery", "怎样给申请人", ways).WithHint("选了电子邮件或者网站下载，才能电子送达。"),
		f.Textarea("reason", "为什么改").WithRows(2).AsRequired(),
	}
}
