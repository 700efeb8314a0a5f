package web

import (
	"strconv"

	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/desk"
	"mingda/internal/page"
)

// A consultLine is one of those who are asked, on the page of a case.
type consultLine struct {
	Name  string
	As    string // 第三方
	Tag   page.Tag
	About string
	Steps []string // what was sent and received, and what they said
	Links []page.Link
}

// consultLines lists who was asked what, and what is to be done next.
func (s *Server) consultLines(v desk.CaseView) []consultLine {
	if len(v.Case.Consultations) == 0 {
		return nil
	}
	now, err := s.Desk.Consultations(v)
	if err != nil {
		return nil // the clock of the case itself says so elsewhere
	}
	var lines []consultLine
	for _, k := range v.Case.Consultations {
		lines = append(lines, s.consultLine(v, k, now))
	}
	return lines
}

func (s *Server) consultLine(v desk.CaseView, k casefile.Consultation, now casefile.Situation) consultLine {
	line := consultLine{Name: otherName(v.Case, k.To), As: k.Of.Label(), About: k.About, Tag: page.Tag{State: page.Line, Text: "拟文书"}}
	inquiry, asked := v.Case.Inquiry(k)
	by, near := now.AnswerBy(k), v.Case.Receipt.On
	if asked {
		line.Tag.Text = inquiry.Stage.Label()
	}
	if inquiry.Stage == casefile.IsServed {
		sent := inquiry.Number + "，" + inquiry.ServedOn.ChineseNear(near) + inquiry.Way.Label() + "。"
		if inquiry.GotOn.IsZero() {
			sent += "还没有登记签收，不知道期限到哪天。"
		} else if inquiry.GotOn != inquiry.ServedOn {
			sent += inquiry.GotOn.ChineseNear(near) + "对方收到。"
		}
		if !by.IsZero() {
			sent += "答复至 " + by.ChineseNear(near) + "。"
		}
		line.Steps, line.Tag = append(line.Steps, sent), page.Tag{State: page.Stop, Text: "等意见"}
	}
	switch {
	case k.Withdrawn:
		line.Tag = page.Tag{State: page.Line, Text: "已撤销"}
	case k.Answer != "":
		line.Tag = page.Tag{State: page.Done, Text: k.Answer.Label()}
		if k.Objects() {
			line.Tag.State = page.Soon
		}
		line.Steps = append(line.Steps, sentences(k.AnsweredOn.ChineseNear(near)+wordIf(k.Answer == casefile.Silent, "期满")+wordIf(k.Answer != casefile.Silent, "收到"), numbered("可以公开：", k.Part), k.Reason))
	case inquiry.Stage == casefile.IsServed && !by.IsZero() && s.Desk.Today().After(by):
		line.Tag = page.Tag{State: page.Late, Text: "期满没有意见，登记"}
	}
	if told, ok := v.Case.Told(k); ok {
		line.Steps = append(line.Steps, joined("决定公开告知书", told.Number, told.Stage.Label())+"。")
	}
	line.Links = s.consultLinks(v, k)
	return line
}

// consultLinks lead to what can be done next about a consultation.
func (s *Server) consultLinks(v desk.CaseView, k casefile.Consultation) []page.Link {
	var links []page.Link
	id := v.Case.ID
	for _, o := range v.Options {
		if o.Act == casefile.Draft && o.To == k.To && o.Err == nil {
			links = append(links, page.Link{Label: "拟" + desk.LetterName(o.Kind), Href: s.newLetterTo(id, o)})
		}
	}
	for _, l := range v.Case.Letters {
		if l.To != k.To || !l.Stands() {
			continue
		}
		link := page.Link{Label: "看" + desk.LetterName(l.Kind), Href: s.Pages.URL(letterPath(id, l.N))}
		switch {
		case l.Stage == casefile.IsReady && optionOf(v, casefile.Serve, l.N, "").Err == nil:
			link = page.Link{Label: "登记送达", Href: link.Href + "/serve"}
		case l.Stage == casefile.IsServed && l.GotOn.IsZero() && optionOf(v, casefile.ConfirmDelivery, l.N, "").Err == nil:
			link = page.Link{Label: "登记签收", Href: link.Href + "/delivery"}
		}
		links = append(links, link)
	}
	if k.Withdrawn {
		return links
	}
	act := func(do casefile.Act, label string) {
		if allowed(v, do) == nil {
			links = append(links, page.Link{Label: label, Href: s.Pages.URL(casePath(id, string(do))) + "?" + partyField + "=" + strconv.Itoa(k.N)})
		}
	}
	switch {
	case v.Case.Asks(k):
		act(casefile.AnswerConsultation, casefile.AnswerConsultation.Label())
	case k.Answer != "":
		act(casefile.AnswerConsultation, "更正意见")
		act(casefile.Consult, "再征求一次")
	}
	act(casefile.ChangeConsultation, "改信息")
	if k.Answer == "" {
		act(casefile.WithdrawConsultation, "撤销")
	}
	return links
}

// newLetterTo leads to where a letter to somebody else is begun.
func (s *Server) newLetterTo(id casefile.ID, o desk.Option) string {
	return s.Pages.URL(casePath(id, "letters", "new")) + "?kind=" + string(o.Kind) + "&" + toName + "=" + strconv.Itoa(o.To)
}

// consultStation is the station of the consultations on the way of a case; none
// while nobody was asked.
func consultStation(v desk.CaseView) (page.Stage, bool) {
	station := page.Stage{Label: "征求意见", State: "past"}
	asked := false
	for _, k := range v.Case.Consultations {
		l, _ := v.Case.Inquiry(k)
		if k.Withdrawn || l.Stage != casefile.IsServed {
			continue
		}
		asked = true
		if k.IsOpen() && v.Row.Open {
			station.State = "now"
			if by := v.Row.AskedUntil; !by.IsZero() {
				station.Note = "至 " + by.ChineseShort()
			}
		} else if station.State != "now" && !k.AnsweredOn.IsZero() {
			station.On = k.AnsweredOn
		}
	}
	if station.State == "now" {
		station.On = calendar.Date{}
	}
	return station, asked
}
