package portal

import (
	"fmt"
	"slices"

	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/desk"
	"mingda/internal/page"
)

// A station is one step of the path with the day on which it was reached.
type station struct {
	on   calendar.Date
	step page.PathStep
}

// path is what happened to a case, in everyday words, then what is being done
// and what is still to come.
func (s *Server) path(st desk.Status) []page.PathStep {
	c := st.Case
	stations := []station{{c.Receipt.On, page.PathStep{Title: "收到申请"}}}
	for _, p := range c.History { // what happened on one day stays in its order
		switch f := p.Fact.(type) {
		case *casefile.Served:
			l := c.Letters[f.Letter-1]
			if t, ok := c.TransferTo(l.To); ok && l.ServedBy(p) && !t.Withdrawn { // the applicant has agreed to it, or is told (条例 41)
				stations = append(stations, station{l.ServedOn, page.PathStep{Title: handedWords(c, t)}})
			}
			own := l.ServiceTo(0)
			if own.Begun != p.N || !l.ForApplicant() { // it did not arrive, or went to somebody else, who is none of the applicant's
				continue
			}
			stations = append(stations, station{own.ServedOn, page.PathStep{Title: letterWords(l) + supersededWords(c, l), Links: s.letterLinks(c, l)}})
		case *casefile.Supplemented:
			if !c.SupplementStands(p.N) {
				continue
			}
			stations = append(stations, station{c.SuppliedOn(p), page.PathStep{Title: ofThem(f.From, "收到您的补充", "收到一起申请的人的补充")}})
		case *casefile.ReasonsGiven:
			if p.N == c.Reasons.Entry && !f.None {
				stations = append(stations, station{p.On, page.PathStep{Title: "收到您的说明"}})
			}
		case *casefile.WithdrawalAsked, *casefile.WithdrawalDeclined, *casefile.PartWithdrawalAsked, *casefile.PartWithdrawn:
			if title := wishTitle(c, p); title != "" {
				stations = append(stations, station{p.On, page.PathStep{Title: title}})
			}
		case *casefile.SplitOut:
			if !c.Splits[f.Split-1].TakenBack {
				stations = append(stations, station{p.On, page.PathStep{Title: "有一部分编为 " + f.Number + " 另办"}})
			}
		case *casefile.SplitOff:
			stations = append(stations, station{p.On, page.PathStep{Title: "从 " + f.Number + " 分出来，单独办"}})
		case *casefile.FeePaid:
			if c.Payment.N == p.N {
				stations = append(stations, station{p.On, page.PathStep{Title: ofThem(f.From, "收到您缴的信息处理费", "收到一起申请的人缴的信息处理费")}})
			}
		case *casefile.FeeWaived:
			if !c.Stands(p.N) {
				continue
			}
			stations = append(stations, station{p.On, page.PathStep{Title: "不再收费，您不用缴"}})
		case *casefile.Withdrawn:
			if c.Resumes(p.N) { // the applicant had not meant it
				continue
			}
			stations = append(stations, station{p.On, page.PathStep{Title: "您撤回了申请"}})
		case *casefile.Closed:
			stations = append(stations, station{p.On, page.PathStep{Title: "结案"}})
		case *casefile.Resumed:
			stations = append(stations, station{p.On, page.PathStep{Title: "恢复办理"}})
		case *casefile.Judged:
			if _, stands := c.Judgement(p.N); stands && f.Outcome.Orders() {
				stations = append(stations, station{p.On, page.PathStep{Title: orderWords(c, *f)}})
			}
		case *casefile.Annulled:
			stations = append(stations, station{p.On, page.PathStep{Title: "登记撤销"}})
		}
	}
	slices.SortStableFunc(stations, func(a, b station) int { return a.on.Compare(b.on) })
	var steps []page.PathStep
	for _, at := range stations {
		at.step.State, at.step.Note = "past", shortDay(at.on, c.Receipt.On)
		steps = append(steps, at.step)
	}
	if !c.Stage().IsOpen() {
		return steps
	}
	return append(steps, ahead(st)...)
}

// ahead is what is being done about an open case, and what is to come.
func ahead(st desk.Status) []page.PathStep {
	c := st.Case
	now := page.PathStep{Title: nowWords(st), State: "now"}
	if st.Unit != "" && c.Stage() != casefile.StageClarifying && c.Stage() != casefile.StagePaying {
		now.Note = "由" + st.Unit + "承办"
	}
	if ownReply(c) {
		return []page.PathStep{now}
	}
	return []page.PathStep{now, {Title: "答复您", Note: deliveryWords(c)}}
}

// shortDay writes 9月22日（星期二）, with the year where it is not that of since.
func shortDay(d, since calendar.Date) string {
	if d.IsZero() {
		return ""
	}
	return nearDay(d, since) + "（" + d.ChineseWeekday() + "）"
}

// nearDay writes 12月18日, with the year where it is not that of since.
func nearDay(d, since calendar.Date) string {
	if d.Year() != since.Year() {
		return d.Chinese()
	}
	return d.ChineseShort()
}

// orderWords say by what the office has to answer again.
func orderWords(c *casefile.Case, f casefile.Judged) string {
	again := "答复您"
	if _, answered := c.Letter(f.Letter); answered {
		again = "重新答复您"
	}
	return "收到" + f.Forum.Paper() + "（" + f.Number + "），按它" + again
}

// letterWords say what a letter that went out has done.
func letterWords(l casefile.Letter) string {
	switch {
	case l.Replaces != 0:
		return "更正以前的答复，重新答复了您"
	case l.IsReply():
		return "答复了您"
	case l.Kind == casefile.ClarificationNotice:
		return "请您补充"
	case l.Kind == casefile.FeeNotice:
		return "请您缴费"
	case l.Kind == casefile.ExtensionNotice:
		return "延长了期限"
	case l.Kind == casefile.ReasonsNotice:
		return "请您说明理由"
	case l.Kind == casefile.DelayNotice:
		return "推迟了答复"
	case l.Kind == casefile.WithdrawalConfirmation:
		return "书面确认了您的撤回"
	}
	return "给您发了" + desk.LetterName(l.Kind)
}

// supersededWords say of a reply that a later one, which the applicant has too,
// stands in its place.
func supersededWords(c *casefile.Case, l casefile.Letter) string {
	if j, ok := c.RevokedBy(l.N); ok {
		if j.Part {
			return "（这份答复已被部分撤销）"
		}
		return "（这份答复已被撤销）"
	}
	if _, ok := c.ReplacedBy(l.N); ok {
		return "（这份答复已被后来的答复替代）"
	}
	return ""
}

// letterLinks lead to the letter, as a page and as PDF, and to what is enclosed
// with it.
func (s *Server) letterLinks(c *casefile.Case, l casefile.Letter) []page.Link {
	name := desk.LetterName(l.Kind)
	return append([]page.Link{{Label: name, Href: s.letterTextHref(l.N)}, {Label: name + "（PDF）", Href: s.letterHref(l.N)}}, s.enclosureLinks(c, l)...)
}

// enclosureLinks lead to what is enclosed with a letter.
func (s *Server) enclosureLinks(c *casefile.Case, l casefile.Letter) []page.Link {
	var links []page.Link
	for _, n := range l.Materials {
		if m, ok := c.Material(n); ok && !m.Withdrawn {
			links = append(links, page.Link{Label: m.Name, Href: fmt.Sprintf("%s/files/%d", s.letterHref(l.N), n)})
		}
	}
	return links
}

func (s *Server) letterTextHref(n int) string { return s.letterHref(n) + "/text" }

func (s *Server) letterHref(n int) string { return s.Pages.URL(fmt.Sprintf("/status/letters/%d", n)) }

// deliveryWords say how the answer will come. Of the address that was given
// only so much is shown as tells which it is.
func deliveryWords(c *casefile.Case) string {
	switch c.Wants.Delivery {
	case casefile.ByEmail:
		return "发到 " + casefile.MaskMail(c.Applicant.Email) + "，也可以在这里下载"
	case casefile.ByDownload:
		return "在这里下载"
	case casefile.ByPost:
		return "寄到您留的地址"
	case casefile.ByPickup:
		return "您自己来取，好了先打电话"
	}
	return ""
}

// handedWords say that the request went on to another agency.
func handedWords(c *casefile.Case, t casefile.Transfer) string {
	to, _ := c.Other(t.To)
	if c.IsCorrection() {
		return "把您的申请转送有权更正的" + to.Name
	}
	return "经您同意，把申请转送" + to.Name
}
