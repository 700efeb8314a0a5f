package web

import (
	"context"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"mingda/internal/auth"
	"mingda/internal/casefile"
	"mingda/internal/desk"
	"mingda/internal/ledger"
	"mingda/internal/page"
)

// jointField names the joint applicant an act is about; sentToField to whom of those
// who ask jointly a letter went.
const (
	jointField  = "joint"
	sentToField = "to"
)

var addJointAct = caseAct{
	do: casefile.AddJointApplicant,
	lead: "一份申请是几个人一起提出的，登记的申请人以外的人在这里一个一个添加。期限还是一个，从收到这份申请起算。" +
		"通知写给全体；答复可以合写一份，也可以一人一份，送到最后一个人才算答复。选电子邮件的发到他的邮箱；网站下载只给登记的申请人。",
	done:  "已添加共同申请人",
	scans: "身份证明的扫描件",
	typed: func(desk.CaseView) url.Values {
		return url.Values{"class": {string(casefile.Natural)}, "delivery": {string(casefile.ByPost)}}
	},
	fields: func(s *Server, v desk.CaseView, f *page.Form, p *actPage) {
		p.Fields = jointFields(s, v, f, p)
		if begun := begunWithout(v); begun != "" {
			p.Notes = append(p.Notes, page.Note{Kind: page.Soon, Strong: "已在拟的：", Text: begun + "没有写给他；添加以后打开稿再存一次，才会写上。"})
		}
	},
	run: func(s *Server, ctx context.Context, by auth.User, sent actSent) error {
		f := casefile.JointlyAdded{Delivery: casefile.Delivery(sent.Value("delivery"))}
		f.Private.Applicant = applicantIn(sent.Values)
		return s.Desk.AddJointApplicant(ctx, by, sent.id, sent.version, f, sent.scans)
	},
}

var changeJointAct = caseAct{
	do:    casefile.ChangeJointApplicant,
	lead:  "写错了、变了就改。带星号的不改就不动，要改就写全。原来的留在经过里。以后的文书用这里的姓名和地址；已经签发的不变。",
	done:  "共同申请人已更正",
	scans: "补交的身份证明",
	fields: func(s *Server, v desk.CaseView, f *page.Form, p *actPage) {
		fields, j := jointFields(s, v, f, p), jointMeant(v.Case, f.Value(jointField))
		if f.Value("version") == "" { // not sent yet
			fields = filled(fields, jointValues(j))
		}
		p.Lead = "这里改的是" + j.Applicant.Name + "。" + p.Lead
		p.Fields = append(append([]page.Field{f.Hidden(jointField, strconv.Itoa(j.N))}, fields...), f.Textarea("reason", "为什么改").WithRows(2).AsRequired())
	},
	run: func(s *Server, ctx context.Context, by auth.User, sent actSent) error {
		f := casefile.JointlyChanged{Joint: int(idIn(sent.Values, jointField)), Delivery: casefile.Delivery(sent.Value("delivery"))}
		f.Private.Applicant, f.Private.Reason = applicantIn(sent.Values), sent.Value("reason")
		return s.Desk.ChangeJointApplicant(ctx, by, sent.id, sent.version, f, sent.scans)
	},
}

var removeJointAct = caseAct{
	do:   casefile.RemoveJointApplicant,
	lead: "加错了，或者这一位不再要了。还没有签发的文书不再写给他；已经送出的照旧。其他申请人的不受影响。",
	done: "已撤销共同申请人",
	fields: func(_ *Server, v desk.CaseView, f *page.Form, p *actPage) {
		p.Fields = []page.Field{jointChoice(v, f), f.Textarea("reason", "为什么撤销").WithRows(2).WithHint("存入经过。").AsRequired()}
	},
	run: func(s *Server, ctx context.Context, by auth.User, sent actSent) error {
		f := casefile.JointlyRemoved{Joint: int(idIn(sent.Values, jointField))}
		f.Private.Reason = sent.Value("reason")
		return s.Desk.RemoveJointApplicant(ctx, by, sent.id, sent.version, f)
	},
}

// jointFields are those of the applicant, without the reason for a correction, and
// with the ways of getting that a joint applicant can choose.
func jointFields(s *Server, v desk.CaseView, f *page.Form, p *actPage) []page.Field {
	personFields(s, v, f, p)
	ways := []page.Option{{Value: string(casefile.ByEmail), Label: casefile.ByEmail.Label()}, {Value: string(casefile.ByPost), Label: casefile.ByPost.Label()}, {Value: string(casefile.ByPickup), Label: casefile.ByPickup.Label()}}
	way := f.Select("delivery", "怎样给他", ways).WithHint("邮寄的，填地址和邮编；发电子邮件的，填邮箱。")
	p.Fields[0] = p.Fields[0].WithHint("") // the annual report counts the request once, by who leads
	return append(p.Fields[:len(p.Fields)-2:len(p.Fields)-2], way)
}

// jointChoice lists the joint applicants, to choose one; the only one is chosen.
func jointChoice(v desk.CaseView, f *page.Form) page.Field {
	all := v.Case.JointApplicants()
	var options []page.Option
	for _, j := range all {
		options = append(options, page.Option{Value: strconv.Itoa(j.N), Label: otherName(v.Case, j.To), Checked: len(all) == 1 && f.Value(jointField) == ""})
	}
	return f.Radios(jointField, "哪一位", options).AsRequired()
}

// jointMeant returns the joint applicant whom a link named, or else the first.
func jointMeant(c *casefile.Case, chosen string) casefile.JointApplicant {
	all := c.JointApplicants()
	return all[max(0, slices.IndexFunc(all, func(j casefile.JointApplicant) bool { return strconv.Itoa(j.N) == chosen }))]
}

func jointValues(j casefile.JointApplicant) url.Values {
	a := j.Applicant.Masked()
	return url.Values{
		"class": {string(j.Class)}, "name": {a.Name}, "id_number": {a.IDNumber}, "representative": {a.Representative}, "contact": {a.Contact},
		"agent": {a.Agent}, "phone": {a.Phone}, "email": {a.Email}, "address": {a.Address}, "post_code": {a.PostCode}, "delivery": {string(j.Delivery)},
	}
}

// filled gives fields the values that are known.
func filled(fields []page.Field, known url.Values) []page.Field {
	for i := range fields {
		value := known.Get(fields[i].Name)
		for n := range fields[i].Options {
			fields[i].Options[n].Checked = fields[i].Options[n].Value == value
		}
		fields[i] = fields[i].WithValue(value)
	}
	return fields
}

// andOthers follows the name of the applicant where several ask: 等 2 人.
func andOthers(all int) string { return " 等 " + strconv.Itoa(all) + " 人" }

// askersOf names the applicant of a case, and says how many ask. A row without a
// name is of one whose applicant is not shown.
func askersOf(row casefile.Row) string {
	if row.Asking > 1 && row.Applicant != "" {
		return row.Applicant + andOthers(row.Asking)
	}
	return row.Applicant
}

// begunWithout names the letters to the applicants that are not signed yet.
func begunWithout(v desk.CaseView) string {
	var names []string
	for _, l := range v.Case.Letters {
		if l.Stands() && l.Number == "" && l.To == 0 {
			names = append(names, desk.LetterName(l.Kind))
		}
	}
	return strings.Join(names, "、")
}

// jointRows are what the card of the applicant says of those who ask jointly.
func jointRows(c *casefile.Case) []page.KV {
	var rows []page.KV
	for i, j := range c.JointApplicants() {
		row := page.KV{Value: joined(j.Applicant.Name, j.Class.Label(), casefile.MaskNumber(j.Applicant.Phone)), None: "已删除"}
		if i == 0 {
			row.Label = "共同申请人"
		}
		rows = append(rows, row)
	}
	return rows
}

// A jointPerson is somebody else of a case on the page of its people.
type jointPerson struct {
	Name   string
	Rows   []page.KV
	Change string
	Remove string
}

func (s *Server) jointPersons(v desk.CaseView, whole int) []jointPerson {
	var all []jointPerson
	link := func(do casefile.Act, n int) string {
		if allowed(v, do) != nil {
			return ""
		}
		return s.Pages.URL(casePath(v.Case.ID, string(do))) + "?" + jointField + "=" + strconv.Itoa(n)
	}
	for _, j := range v.Case.JointApplicants() {
		a := j.Applicant
		p := jointPerson{Name: otherName(v.Case, j.To), Change: link(casefile.ChangeJointApplicant, j.N), Remove: link(casefile.RemoveJointApplicant, j.N)}
		if j.To != whole {
			a = a.Masked()
		}
		p.Rows = append(personRows(j.Class, a), page.KV{Label: "怎样给他", Value: j.Delivery.Label(), None: "没有写明"})
		if m, ok := v.Case.Material(j.Proof); ok {
			p.Rows = append(p.Rows, page.KV{Label: "身份证明", Value: m.Name, Href: s.Pages.URL(materialPath(v.Case.ID, m))})
		}
		all = append(all, p)
	}
	return all
}

// jointNotes say at the head of a case whom the reply has left out so far.
func jointNotes(v desk.CaseView) []page.Note {
	reply := false
	for _, l := range v.Case.Letters {
		reply = reply || l.IsReply() && l.To == 0 && l.Stands() && l.Before == 0 && l.Number != ""
	}
	if !reply || !v.Row.Open {
		return nil
	}
	var names []string
	for _, j := range v.Case.Unanswered() {
		names = append(names, otherName(v.Case, j.To))
	}
	if len(names) == 0 {
		return nil
	}
	return []page.Note{{Kind: page.Late, Strong: "还没有给" + strings.Join(names, "、") + "的答复：", Text: "共同申请的，送到最后一个人才算答复，期限照常在走。单独拟一份给这一位的。"}}
}

// toWhom says on the timeline to whom of several a letter went, "" where it went to one.
func (t teller) toWhom(letter, to int) string {
	if l, _ := t.v.Case.Letter(letter); len(l.Joint) > 0 {
		return "给" + recipientName(t.v.Case, to)
	}
	return ""
}

func (t teller) jointName(n int) string {
	if n < 1 || n > len(t.v.Case.Jointly) {
		return ""
	}
	return otherName(t.v.Case, t.v.Case.Jointly[n-1].To)
}

var _ = tells(map[string]func(teller, ledger.Fact) telling{
	"jointly_added": told(func(t teller, f *casefile.JointlyAdded) telling {
		said := telling{Title: "添加共同申请人：" + f.Private.Applicant.Name, Text: sentences(f.Class.Label(), f.Delivery.Label())}
		if f.Proof != 0 {
			said.Links = []page.Link{t.material(f.Proof)}
		}
		return said
	}),
	"jointly_changed": told(func(t teller, f *casefile.JointlyChanged) telling {
		said := telling{Title: "更正共同申请人：" + f.Private.Applicant.Name, Text: sentences(f.Private.Reason)}
		if f.Proof != 0 {
			said.Links = []page.Link{t.material(f.Proof)}
		}
		return said
	}),
	"jointly_removed": told(func(t teller, f *casefile.JointlyRemoved) telling {
		return telling{Title: "撤销共同申请人：" + t.jointName(f.Joint), Text: sentences(f.Private.Reason)}
	}),
})
