package web

import (
	"context"
	"net/http"
	"net/url"
	"strconv"

	"mingda/internal/auth"
	"mingda/internal/casefile"
	"mingda/internal/desk"
	"mingda/internal/fault"
	"mingda/internal/forms"
	"mingda/internal/page"
	"mingda/internal/serve"
)

// personPage is the page "desk/case_person": what the office knows of those to whom
// letters of the case go. Numbers, mailboxes and addresses are masked; one person is shown
// in full to who says what for, on this answer alone.
type personPage struct {
	page.Base
	Case    caseLine
	Rows    []page.KV
	Papers  []materialLine
	Joint   []jointPerson // who ask jointly
	Others  []jointPerson // to whom else letters go
	Copy    string        // where the person is given all that is kept of them; "" for who may not
	Correct string        // where corrections are made; "" for who may not
	Reveal  forms.Reveal
}

// showPerson serves GET /cases/{id}/person: all masked, and the form.
func (s *Server) showPerson(w http.ResponseWriter, r *http.Request, by auth.User) error {
	v, err := s.personCase(r, by)
	if err != nil {
		return err
	}
	return s.personPage(w, r, by, v, forms.Nobody, http.StatusOK, r.URL.Query(), nil)
}

// revealPerson serves POST /cases/{id}/person. The audit has the reason before anything is
// answered; the answer is kept by nobody, and is no address to come back to.
func (s *Server) revealPerson(w http.ResponseWriter, r *http.Request, by auth.User) error {
	sent, err := serve.ReadForm(r, serve.PlainForm, nil)
	if err != nil {
		return err
	}
	asked := forms.RevealIn(sent)
	v, note, err := s.Desk.Reveal(r.Context(), by, caseID(r), asked)
	if fault.KindOf(err) == fault.Invalid {
		v, seen := s.personCase(r, by)
		if seen != nil {
			return seen
		}
		return s.personPage(w, r, by, v, forms.Nobody, http.StatusUnprocessableEntity, sent.Values, err)
	}
	if err != nil {
		return err
	}
	serve.NotedOf(r).Note = note
	return s.personPage(w, r, by, v, asked.Whose, http.StatusOK, nil, nil)
}

// personCase returns the case for who may see its people in full.
func (s *Server) personCase(r *http.Request, by auth.User) (desk.CaseView, error) {
	v, err := s.Desk.Case(r.Context(), by, caseID(r))
	if err == nil {
		err = desk.MaySeePerson(by, v.Case)
	}
	return v, err
}

func (s *Server) personPage(w http.ResponseWriter, r *http.Request, by auth.User, v desk.CaseView, whole, status int, typed url.Values, wrong error) error {
	p := personPage{Base: s.base(r, by, "申请人 "+v.Case.Number), Case: s.caseLine(v)}
	a := v.Case.Applicant
	if whole != 0 {
		a = a.Masked()
	}
	p.Rows = personRows(v.Case.Class, a)
	for _, m := range v.Case.Materials {
		if m.Purpose == casefile.Identity {
			p.Papers = append(p.Papers, s.materialLine(v, m, false))
		}
	}
	p.Joint, p.Others = s.jointPersons(v, whole), otherPersons(v.Case, whole)
	if allowed(v, casefile.CorrectPerson) == nil {
		p.Correct = s.Pages.URL(casePath(v.Case.ID, string(casefile.CorrectPerson)))
	}
	if desk.MayCopyPerson(by) == nil {
		p.Copy = s.Pages.URL(copyPath) + "?" + url.Values{"case": {strconv.FormatInt(int64(v.Case.ID), 10)}}.Encode()
	}
	if whole == forms.Nobody {
		p.Reveal, p.Errors = forms.AskReveal(s.Pages.URL(casePath(v.Case.ID, "person")), whoseOptions(v.Case), likelyReason(v.Case), typed, wrong)
	} else {
		p.Reveal = forms.Revealed(recipientName(v.Case, whole))
	}
	w.Header().Set("Cache-Control", "no-store") // nothing is typed here that the back button would have to give back
	return s.Pages.Render(w, status, "desk/case_person", p)
}

// whoseOptions are those who can be shown in full.
func whoseOptions(c *casefile.Case) []page.Option {
	var all []page.Option
	for to := range len(c.Others) + 1 {
		if j, ok := c.JointApplicant(to); !ok || !j.Removed {
			all = append(all, page.Option{Value: strconv.Itoa(to), Label: recipientName(c, to)})
		}
	}
	return all
}

// wholeLink leads from the service of a letter to where one of its recipients is shown in
// full; nothing for who may not.
func (s *Server) wholeLink(v desk.CaseView, to int) []page.KV {
	if allowed(v, casefile.SeePerson) != nil {
		return nil
	}
	q := url.Values{forms.WhoseName: {strconv.Itoa(to)}, forms.ReasonName: {string(desk.ToPost)}}
	return []page.KV{{Label: "原文", Value: "看电话、地址", Href: s.Pages.URL(casePath(v.Case.ID, "person")) + "?" + q.Encode()}}
}

// likelyReason is for what the people of a case are looked up most likely now: a letter that
// waits to be sent wants an address.
func likelyReason(c *casefile.Case) desk.RevealReason {
	for _, l := range c.Letters {
		if l.Stands() && (l.Stage == casefile.IsSigned || l.Stage == casefile.IsReady) {
			return desk.ToPost
		}
	}
	return desk.ToCall
}

// personRows are what is known of an applicant.
func personRows(class casefile.Class, a casefile.Applicant) []page.KV {
	rows := []page.KV{
		{Label: nameLabel(class), Value: a.Name, None: "已删除"}, {Label: "类别", Value: class.Label(), None: "没有写明"},
		{Label: idLabel(class), Value: a.IDNumber, None: "没有提供", Nowrap: true},
	}
	if class != casefile.Natural {
		rows = append(rows, page.KV{Label: "法定代表人", Value: a.Representative}, page.KV{Label: "联系人", Value: a.Contact})
	}
	return append(rows,
		page.KV{Label: "电话", Value: a.Phone, None: "没有留", Nowrap: true}, page.KV{Label: "邮箱", Value: a.Email, None: "没有留"},
		page.KV{Label: "地址", Value: a.Address, None: "没有留"}, page.KV{Label: "邮编", Value: a.PostCode, None: "没有留"},
		page.KV{Label: "代理人", Value: a.Agent})
}

// otherPersons are those to whom letters go who do not ask.
func otherPersons(c *casefile.Case, whole int) []jointPerson {
	var all []jointPerson
	for i, a := range c.Others {
		if _, asks := c.JointApplicant(i + 1); asks {
			continue
		}
		if whole != i+1 {
			a = a.Masked()
		}
		all = append(all, jointPerson{Name: otherName(c, i+1), Rows: []page.KV{
			{Label: "联系人", Value: a.Contact}, {Label: "电话", Value: a.Phone, None: "没有写", Nowrap: true}, {Label: "地址", Value: joined(a.Address, a.PostCode), None: "没有写"},
		}})
	}
	return all
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
	lead: "写错了、变了就改。带星号的不改就不动，要改就写全；要看原文，先到“查看”。原来的留在经过里。答复书用这里的姓名和地址。",
	done: "申请人已更正",
	typed: func(v desk.CaseView) url.Values {
		a := v.Case.Applicant.Masked()
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
