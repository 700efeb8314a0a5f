package web

import (
	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/desk"
	"mingda/internal/ledger"
	"mingda/internal/page"
)

// A partView is the part of a unit that helps, with its answer. Partial
// "unit_parts".
type partView struct {
	Unit      string
	Officer   string
	Tag       page.Tag
	Part      string
	Due       calendar.Date
	Told      []page.KV // what it handed in
	Materials []page.Link
	Remark    page.KV // why it was returned, or its answer sent back
}

// partViews shows the parts side by side, in the order in which they were asked.
func (s *Server) partViews(v desk.CaseView) []partView {
	var parts []partView
	for _, a := range v.Case.Assists {
		p := partView{Unit: v.People.Unit(a.Unit), Officer: v.People.Users[a.Officer].Name, Tag: s.partTag(a), Part: a.Part, Due: a.InnerDue}
		switch {
		case a.IsReturned():
			p.Remark = page.KV{Label: "退回的理由", Value: a.Refused}
		case a.SentBack != "":
			p.Remark = page.KV{Label: "退回重办", Value: a.SentBack}
		}
		if a.Answer != nil {
			p.Told = answerRows(a.Answer)
			t := teller{s, v}
			for _, n := range a.Answer.Materials {
				p.Materials = append(p.Materials, t.material(n))
			}
		}
		parts = append(parts, p)
	}
	return parts
}

// answerRows are what a unit handed in, line by line.
func answerRows(f *casefile.AssistAnswered) []page.KV {
	rows := []page.KV{{Label: "查到没有", Value: f.Finding.Label()}, {Label: "意见", Value: f.Private.Text, None: "已删除"}}
	for _, row := range []page.KV{
		{Label: "检索之日", Value: dayWord(f.On)}, {Label: "检索了哪里", Value: f.Private.In}, {Label: "检索词", Value: f.Private.For}, {Label: "问过谁", Value: f.Private.Who},
	} {
		if row.Value != "" {
			rows = append(rows, row)
		}
	}
	return rows
}

func dayWord(d calendar.Date) string {
	if d.IsZero() {
		return ""
	}
	return d.Chinese()
}

// partTag says how far a unit is with its part.
func (s *Server) partTag(a casefile.Assist) page.Tag {
	switch {
	case a.IsReturned():
		return page.Tag{State: page.Late, Text: "已退回"}
	case !a.AnsweredOn.IsZero():
		return page.Tag{State: page.Done, Text: a.AnsweredOn.ChineseShort() + "已交"}
	case a.SentBack != "":
		return page.Tag{State: page.Soon, Text: "退回重办"}
	case a.SignedFor.IsZero() && !a.AskedOn.After(s.unsignedUntil()):
		return page.Tag{State: page.Soon, Text: "还没有签收"}
	case a.SignedFor.IsZero():
		return page.Tag{State: page.Line, Text: "待签收"}
	}
	return page.Tag{State: page.Line, Text: "在办"}
}

// unsignedUntil is the last day on which a unit was given something that it should
// have signed for by now.
func (s *Server) unsignedUntil() calendar.Date {
	today, cal := s.Desk.Today(), s.Desk.Calendar()
	day := today.AddDays(-1)
	for !cal.AddWorkdays(day, casefile.SignWithin).Before(today) {
		day = day.AddDays(-1)
	}
	return day
}

// unitNotes say that the lead unit gave the case back.
func unitNotes(v desk.CaseView) []page.Note {
	f := v.Case.UnitRefused
	if f == nil || !v.Row.Open {
		return nil
	}
	return []page.Note{{Kind: page.Late, Strong: v.People.Unit(f.Unit) + "退回分办：", Text: sentences(f.Private.Reason) + "要重新分办。"}}
}

var _ = tells(map[string]func(teller, ledger.Fact) telling{
	"unit_returned": told(func(t teller, f *casefile.UnitReturned) telling {
		return telling{Title: "退回分办：" + t.v.People.Unit(f.Unit), Text: sentences(f.Private.Reason)}
	}),
	"assist_asked": told(func(t teller, f *casefile.AssistAsked) telling {
		to := f.Private.Part
		if f.Officer != 0 {
			to += "，经办 " + t.v.People.Name(f.Officer)
		}
		if !f.InnerDue.IsZero() {
			to += "，" + f.InnerDue.Chinese() + "以前交"
		}
		return telling{Title: "请协办：" + t.v.People.Unit(f.Unit), Text: sentences(to, instead(t, f.Instead))}
	}),
	"assist_signed_for": told(func(t teller, f *casefile.AssistSignedFor) telling {
		return telling{Title: "签收协办：" + t.v.People.Unit(f.Unit)}
	}),
	"assist_returned": told(func(t teller, f *casefile.AssistReturned) telling {
		return telling{Title: "退回协办：" + t.v.People.Unit(f.Unit), Text: sentences(f.Private.Reason)}
	}),
	"assist_answered": told(func(t teller, f *casefile.AssistAnswered) telling {
		said := telling{Title: "交协办意见：" + t.v.People.Unit(f.Unit), Text: sentences(f.Finding.Label(), f.Private.Text)}
		for _, n := range f.Materials {
			said.Links = append(said.Links, t.material(n))
		}
		return said
	}),
	"assist_sent_back": told(func(t teller, f *casefile.AssistSentBack) telling {
		return telling{Title: "退回重办：" + t.v.People.Unit(f.Unit), Text: sentences(f.Private.Remark)}
	}),
	"assist_removed": told(func(t teller, f *casefile.AssistRemoved) telling {
		return telling{Title: "取消协办：" + t.v.People.Unit(f.Unit), Text: sentences(f.Private.Reason)}
	}),
})

func instead(t teller, unit int64) string {
	if unit == 0 {
		return ""
	}
	return "接替" + t.v.People.Unit(unit)
}
