package web

import (
	"net/url"
	"slices"
	"strconv"

	"mingda/internal/casefile"
	"mingda/internal/desk"
	"mingda/internal/page"
)

// jointOnDraft is the choice, on a reply to the applicant, of who of those who ask
// jointly gets it too.
func jointOnDraft(v desk.DraftView, f *page.Form) (page.Field, bool) {
	if !v.Kind.IsReply() || v.Letter.To != 0 || v.Letter.Replaces != 0 || len(v.Case.JointApplicants()) == 0 {
		return page.Field{}, false
	}
	var options []page.Option
	for _, j := range v.Case.JointApplicants() {
		options = append(options, page.Option{Value: strconv.Itoa(j.To), Label: otherName(v.Case, j.To), Checked: slices.Contains(v.Letter.Joint, j.To)})
	}
	return f.Checkboxes(jointField, "一并写给", options).WithHint("勾上的写在同一份里，各送各的；没有勾的，这份存了以后另拟一份给他。"), true
}

// postedJoint reads that choice; nil where there was none.
func postedJoint(v url.Values) []int {
	if !v.Has(jointField + "-asked") {
		return nil
	}
	chosen := []int{}
	for _, value := range v[jointField] {
		if n, err := strconv.Atoi(value); err == nil && n > 0 {
			chosen = append(chosen, n)
		}
	}
	return chosen
}

// recipientName names one of those to whom a letter goes.
func recipientName(c *casefile.Case, to int) string {
	if to == 0 {
		return c.Applicant.Name
	}
	return otherName(c, to)
}

// sentTo asks, of a letter to several who ask jointly, about whom of them a form is.
func sentTo(v desk.DraftView, kind serviceKind, f *page.Form) []page.Field {
	if len(v.Letter.Joint) == 0 {
		return nil
	}
	of := v.Letter.Recipients()
	switch {
	case kind.do == casefile.Serve:
		of = v.Letter.Unsent()
	case kind.do == casefile.ConfirmDelivery:
		of = v.Letter.Undelivered()
	case kind.typed != nil: // what is recorded of one is filled in
		of = []int{correctedTo(v.Letter, url.Values{sentToField: f.Values(sentToField)})}
	default: // it came back
		of = slices.DeleteFunc(of, func(to int) bool { return v.Letter.ServiceTo(to).Way != casefile.Posted })
	}
	var options []page.Option
	for _, to := range of {
		options = append(options, page.Option{Value: strconv.Itoa(to), Label: recipientName(v.Case, to), Checked: f.Value(sentToField) == "" && to == of[0]})
	}
	return []page.Field{f.Radios(sentToField, "给哪一位", options).WithHint("这份写给几个人，各送各的，一个一个登记。").AsRequired()}
}

// A recipient is one of those who ask jointly and get the letter, with the papers that
// go with it to them. Partial "recipients".
type recipient struct {
	Name   string
	Rows   []page.KV
	Papers []page.Link
}

// recipients tell of a letter to several how it went to each, nothing of one that is
// not signed.
func (s *Server) recipients(v desk.DraftView) []recipient {
	if len(v.Letter.Joint) == 0 || v.Letter.Number == "" {
		return nil
	}
	var all []recipient
	for _, to := range v.Letter.Recipients() {
		sent := v.Letter.ServiceTo(to)
		kv := page.KV{Label: "送达", None: "还没有送出"}
		if sent.Begun != 0 {
			kv.Value = serviceWords(sent)
			if sent.Way == casefile.Posted && sent.GotOn.IsZero() {
				kv.Value += "，还不知道哪天签收"
			}
		}
		r := recipient{Name: recipientName(v.Case, to), Rows: []page.KV{kv}}
		if m, ok := v.Case.Material(sent.Proof); ok {
			r.Rows = append(r.Rows, page.KV{Label: "凭证", Value: m.Name, Href: s.Pages.URL(materialPath(v.Case.ID, m))})
		}
		if sent.Begun != 0 && optionOf(v.CaseView, casefile.CorrectService, v.Letter.N, "").Err == nil {
			mend := s.Pages.URL(letterPath(v.Case.ID, v.Letter.N, string(casefile.CorrectService))) + "?" + sentToField + "=" + strconv.Itoa(to)
			r.Rows = append(r.Rows, page.KV{Label: "记错了、没有送到的", Value: casefile.CorrectService.Label(), Href: mend})
		}
		if v.Letter.Stands() {
			r.Papers = s.papersFor(v, to)
		}
		all = append(all, r)
	}
	return all
}

// reachedAt tell of each of them where, and how they want to get it.
func (s *Server) reachedAt(v desk.DraftView) []recipient {
	if len(v.Letter.Joint) == 0 {
		return nil
	}
	var all []recipient
	for _, to := range v.Letter.Recipients() {
		a, way := v.Case.Applicant, v.Case.Wants.Delivery
		if j, ok := v.Case.JointApplicant(to); ok {
			a, way = j.Applicant, j.Delivery
		}
		a = a.Masked()
		r := recipient{Name: recipientName(v.Case, to), Papers: s.papersFor(v, to), Rows: []page.KV{
			{Label: "怎样给他", Value: way.Label(), None: "没有写明"}, {Label: "地址", Value: joined(a.Address, a.PostCode), None: "没有留"},
			{Label: "电话", Value: a.Phone, None: "没有留", Nowrap: true},
		}}
		r.Rows = append(r.Rows, s.wholeLink(v.CaseView, to)...)
		if to == 0 && len(v.Case.Aid.Aids) > 0 {
			r.Rows = append(r.Rows, page.KV{Label: "需要帮助", Value: aidWords(v.Case.Aid)})
		}
		all = append(all, r)
	}
	return all
}

// papersFor are the papers that go with a letter to one of several.
func (s *Server) papersFor(v desk.DraftView, to int) []page.Link {
	address := v.Case.Applicant.Address
	if a, ok := v.Case.Other(to); ok {
		address = a.Address
	}
	var papers []page.Link
	for _, paper := range []struct{ label, path string }{{"送达回证", "service-receipt.pdf"}, {"送达通知", "service-cover.pdf"}, {"信封", "envelope.pdf"}} {
		if paper.path == "envelope.pdf" && address == "" {
			continue
		}
		papers = append(papers, page.Link{Label: paper.label, Href: s.Pages.URL(letterPath(v.Case.ID, v.Letter.N, paper.path)) + "?" + toName + "=" + strconv.Itoa(to)})
	}
	return papers
}
