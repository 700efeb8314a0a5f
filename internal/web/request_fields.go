package web

import (
	"net/url"
	"strings"

	"mingda/internal/casefile"
	"mingda/internal/page"
)

// requestFields are the fields of who asks for what, as the clerk fills them:
// in the registration, for a letter, and at the counter.
type requestFields struct {
	Type                               page.Field
	Class, Name, IDNumber              page.Field
	Representative, Contact, Agent     page.Field
	Phone, Email, Address, PostCode    page.Field
	Subject, Content, Medium, Delivery page.Field
}

// newRequestFields makes the fields, in the order of the error summary.
func newRequestFields(f *page.Form) requestFields {
	var r requestFields
	r.Type = f.Radios("type", "申请什么", typeOptions())
	r.Class = f.Select("class", "申请人类别", classOptions())
	r.Name = f.Text("name", "申请人").WithAutocomplete("off")
	r.IDNumber = f.Text("id_number", "证件号码").WithHint("条例第二十九条要求身份证明。身份证号；组织写统一社会信用代码。来件里就写错的，空着，以后补正。").WithAutocomplete("off")
	r.Representative = f.Text("representative", "法定代表人").WithAutocomplete("off")
	r.Contact = f.Text("contact", "联系人").WithAutocomplete("off")
	r.Agent = f.Text("agent", "代理人").WithHint("替申请人来办的人。委托书放进材料。").WithAutocomplete("off")
	r.Phone = f.Tel("phone", "电话").WithAutocomplete("off")
	r.Email = f.Email("email", "邮箱").WithAutocomplete("off")
	r.Address = f.Text("address", "地址").WithAutocomplete("off")
	r.PostCode = f.Text("post_code", "邮编").WithAutocomplete("off").WithInputmode("numeric").WithWidth("s")
	r.Subject = f.Text("subject", "事项").WithAutocomplete("off").WithHint("一句话，列表和台账用。")
	r.Content = f.Textarea("content", "申请内容").WithHint("一项一行。")
	r.Medium = f.Select("medium", "提供方式", mediumOptions())
	r.Delivery = f.Select("delivery", "获取方式", deliveryOptions())
	return r
}

// typeOptions are the types of case; what is not said is a request for information.
func typeOptions() []page.Option {
	return []page.Option{
		{Value: string(casefile.Request), Label: casefile.Request.Label(), Checked: true},
		{Value: string(casefile.Correction), Label: casefile.Correction.Label(), Hint: "有证据证明本机关提供的、与自己有关的记录不准确，要求更正（条例第四十一条）。"},
	}
}

// notWritten is the label of a choice that the applicant did not make.
const notWritten = "没有写明"

func classOptions() []page.Option {
	all := []page.Option{{Value: "", Label: notWritten}}
	for _, c := range casefile.Classes {
		all = append(all, page.Option{Value: string(c), Label: c.Label()})
	}
	return all
}

func mediumOptions() []page.Option {
	all := []page.Option{{Value: "", Label: notWritten}}
	for _, m := range []casefile.Medium{casefile.Paper, casefile.Electronic, casefile.Inspection} {
		all = append(all, page.Option{Value: string(m), Label: m.Label()})
	}
	return all
}

func deliveryOptions() []page.Option {
	all := []page.Option{{Value: "", Label: notWritten}}
	for _, d := range []casefile.Delivery{casefile.ByEmail, casefile.ByDownload, casefile.ByPost, casefile.ByPickup} {
		all = append(all, page.Option{Value: string(d), Label: d.Label()})
	}
	return all
}

// applicantIn reads who asks out of a form with requestFields.
func applicantIn(v url.Values) casefile.Applicant {
	get := func(name string) string { return strings.TrimSpace(v.Get(name)) }
	return casefile.Applicant{
		Class: casefile.Class(get("class")), Name: get("name"), IDNumber: get("id_number"), Representative: get("representative"),
		Contact: get("contact"), Agent: get("agent"), Phone: get("phone"), Email: get("email"), Address: get("address"), PostCode: get("post_code"),
	}
}

// wantsIn reads what is asked for out of a form with requestFields.
func wantsIn(v url.Values) casefile.Wants {
	return casefile.Wants{
		Type:    casefile.Type(v.Get("type")),
		Subject: strings.TrimSpace(v.Get("subject")), Content: strings.TrimSpace(v.Get("content")),
		Medium: casefile.Medium(v.Get("medium")), Delivery: casefile.Delivery(v.Get("delivery")),
	}
}

// requestValues writes who asks for what as the form sends it.
func requestValues(a casefile.Applicant, w casefile.Wants) url.Values {
	return url.Values{
		"class": {string(a.Class)}, "name": {a.Name}, "id_number": {a.IDNumber}, "representative": {a.Representative},
		"contact": {a.Contact}, "agent": {a.Agent}, "phone": {a.Phone}, "email": {a.Email}, "address": {a.Address}, "post_code": {a.PostCode},
		"type": {string(w.Type.OrRequest())}, "subject": {w.Subject}, "content": {w.Content}, "medium": {string(w.Medium)}, "delivery": {string(w.Delivery)},
	}
}

// itemCount counts the things asked for, one a line.
func itemCount(content string) int {
	n := 0
	for line := range strings.Lines(content) {
		if strings.TrimSpace(line) != "" {
			n++
		}
	}
	return n
}
