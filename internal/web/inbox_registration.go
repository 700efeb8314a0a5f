package web

import (
	"errors"
	"maps"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/desk"
	"mingda/internal/fault"
	"mingda/internal/forms"
	"mingda/internal/page"
)

// registerPanel is the registration, filled with what could be read, or with
// what was typed.
func (s *Server) registerPanel(p *panel, v desk.InputView, typed url.Values, ask inboxAsk) {
	if !typed.Has("name") { // nothing of this form was typed yet
		typed = requestValues(v.Content.Applicant, v.Content.Wants)
		if v.Proposed >= 0 {
			typed.Set("receipt", receiptValue(v.Candidates[v.Proposed]))
		}
	}
	if p.Name == "split" && ask.wrong == nil { // the next request is another: pressing twice must not make the same case twice
		typed = maps.Clone(typed)
		typed.Del("subject")
		typed.Del("content")
	}
	p.Post = s.inputURL(v.Input.ID, "/register")
	form := page.NewForm(typed, ask.wrong)
	p.Request = newRequestFields(form)
	p.Request.Type.Options[1].Hint = "条例第四十一条。编为 " + v.NextRight + "。"
	if v.Correcting != "" {
		p.Request.Type.Hint = sentences(v.Correcting)
	}
	p.Items = itemCount(p.Request.Content.Value)
	p.Request.Content.Label = "申请内容（" + strconv.Itoa(p.Items) + " 项，一项一行）"
	p.Request.Content.Hint, p.Request.Subject.Hint, p.Request.Class.Label = "", "", "类别"
	p.Request.Content.Rows = min(max(p.Items+1, 3), 8)
	s.receiptFields(p, v, form, typed.Get("receipt"))
	p.Errors = form.Errors()
	p.More, p.MoreOpen = moreOf(p.Request)
	p.Duplicates = s.duplicates(v)
	keep := s.inputURL(v.Input.ID, "/keep")
	if p.Name == "split" {
		p.Acts = []page.Button{
			{Label: "再登记一件", Key: "Enter"},
			page.Button{Label: "拆完了", Href: s.Pages.URL("/inbox")}.Plain(),
		}
		return
	}
	p.Acts = []page.Button{
		{Label: "登记", Key: "Enter"},
		page.Button{Label: "并入", Key: "B", Action: keep, Name: "to", Value: "join"}.Plain(),
		page.Button{Label: "拆分", Key: "C", Name: "then", Value: "split"}.Plain(),
		page.Button{Label: "不予登记", Key: "X", Action: keep, Name: "to", Value: "aside"}.Plain(),
		page.Button{Label: "先放着", Key: "L", Action: s.inputURL(v.Input.ID, "/park")}.Plain(),
	}
	if v.Input.Door == casefile.Counter { // the applicant waits: a reply on the spot
		p.Acts = append(p.Acts, page.Button{Label: "登记并当场答复", Name: "then", Value: "spot"}.Plain(), page.Button{Label: "登记并办理", Name: "then", Value: "case"}.Plain())
	}
}

// moreOf writes in a line what the fields hold that are folded away, and
// whether they have to be seen: one of them is wrong, or holds nothing at all.
func moreOf(r requestFields) (line string, open bool) {
	var parts []string
	for _, f := range []page.Field{r.IDNumber, r.Phone, r.Email, r.Address} {
		if f.Value != "" {
			parts = append(parts, f.Label)
		}
	}
	for _, f := range []page.Field{r.Medium, r.Delivery} {
		for _, o := range f.Options {
			if o.Checked && o.Value != "" {
				parts = append(parts, o.Label)
			}
		}
	}
	for _, f := range []page.Field{r.IDNumber, r.Representative, r.Contact, r.Agent, r.Phone, r.Email, r.Address, r.PostCode, r.Medium, r.Delivery} {
		open = open || f.Error != ""
	}
	if len(parts) == 0 {
		return "都没有写", open
	}
	return strings.Join(parts, "、"), open
}

// receiptFields offers the days that could be the day of receipt, each with its
// proof, its article and the last day that follows.
func (s *Server) receiptFields(p *panel, v desk.InputView, form *page.Form, chosen string) {
	d := page.ReceiptDates{Name: "receipt", ID: "f-receipt", Error: form.Field("radios", "receipt", "").Error}
	p.OtherDay = form.Date("received_on", "另定的日子")
	p.Sure = sureOf(form, "received_on")
	p.Reason = form.Textarea("receipt_reason", "为什么是这一天").WithRows(2).WithHint("不选建议的那天，写明依据，存入台账。")
	for _, day := range receiptDays(v.Candidates, v.Proposed) {
		option := page.ReceiptDate{
			Value: receiptValue(v.Candidates[day.Stands]), On: day.On, Suggested: day.Suggested,
			Reason: day.proofs(v.Candidates) + "最迟 " + v.Dues[day.Stands].ChineseShort() + "答复。",
		}
		for _, n := range day.Of {
			option.Checked = option.Checked || receiptValue(v.Candidates[n]) == chosen
		}
		if option.Checked {
			d.Result = dueText(day.On, v.Dues[day.Stands], v.StrictDue)
		}
		d.Options = append(d.Options, option)
	}
	if d.Result == "" && len(v.Candidates) > 0 {
		d.Result = "从严算，最迟 " + v.StrictDue.ChineseFull() + "答复。"
		if v.Proposed < 0 {
			d.Result = "还没有建议的日子：电话与申请人确认以后才有。" + d.Result
		}
	}
	d.Options = append(d.Options, page.ReceiptDate{Value: otherDay, Label: "另定", Checked: chosen == otherDay, Reason: "须写明依据，存入台账"})
	p.Dates = d
}

// dueText says which last day follows from the chosen day, and whether the
// strictest reading comes to another.
func dueText(on, due, strict calendar.Date) string {
	text := "选 " + on.ChineseShort() + "，则最迟 " + due.ChineseFull() + "答复。"
	if strict == due {
		return text + "最严的算法也是这一天。"
	}
	return text + "从严算是 " + strict.ChineseFull() + "，按它提醒。"
}

// receiptValue names a candidate by what it is, not by its place: a call noted
// meanwhile may have added another.
func receiptValue(c casefile.ReceiptCandidate) string { return string(c.Ground) + "/" + c.On.String() }

// registrationIn reads the registration.
func registrationIn(v url.Values) desk.Registration {
	r := desk.Registration{
		Version: versionIn(v), Applicant: applicantIn(v), Wants: wantsIn(v), Reason: strings.TrimSpace(v.Get("receipt_reason")),
	}
	chosen := v.Get("receipt")
	if chosen == otherDay {
		r.Ground = casefile.OtherGround
		r.On, _ = forms.ParseDay(v.Get("received_on")) // what cannot be read is no day, which desk refuses
		r.Sure = slices.Contains(sureDays(v), r.On)
		return r
	}
	ground, day, _ := strings.Cut(chosen, "/")
	r.Ground = casefile.Ground(ground)
	r.On, _ = calendar.ParseDate(day)
	return r
}

// receiptFault puts what is wrong with the day of receipt beside the choice it
// came from: that one has to be chosen, or what is wrong with the chosen one.
func receiptFault(err error, chosen string) error {
	var e *fault.Error
	if chosen == otherDay || !errors.As(err, &e) || e.Fields["received_on"] == nil {
		return err
	}
	e.Fields["receipt"] = e.Fields["received_on"]
	if chosen == "" {
		e.Fields["receipt"] = fault.New(fault.Invalid, "receipt_choose")
	}
	delete(e.Fields, "received_on")
	return err
}
