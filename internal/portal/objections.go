package portal

import (
	"fmt"

	"mingda/internal/casefile"
	"mingda/internal/desk"
	"mingda/internal/law"
	"mingda/internal/page"
)

// objections says to whom and until when one may object: to the reply that was
// served, as it says itself, or if no answer comes by the last day.
func (s *Server) objections(st desk.Status) []page.AsideSection {
	if st.Case == nil || st.Agency.ReviewBody == "" {
		return nil
	}
	reply, _ := st.Case.ReplyTo(0)
	answered := ownReply(st.Case)
	if !answered && !st.Case.Stage().IsOpen() {
		return nil
	}
	r := remediesOf(st.Clocks, reply.N)
	if !answered {
		r = remediesOf(st.Clocks, 0)
	}
	switch {
	case r.review == nil || r.review.State == casefile.ClockOver && !answered:
		return nil
	case !answered:
		return []page.AsideSection{{Title: "过了那天没有答复", Text: []string{s.afterDue(st, r)}}}
	}
	return []page.AsideSection{{Title: "不服答复的", Text: s.afterReply(st, r)}}
}

// remedies are the clocks of what may be sought against one thing; those there
// are not are nil.
type remedies struct{ review, court, afterReview *casefile.Clock }

// remediesOf picks those that follow from a letter, or with 0 from no answer.
func remediesOf(clocks []casefile.Clock, letter int) remedies {
	var r remedies
	for i, k := range clocks {
		if k.Letter != letter {
			continue
		}
		switch k.What {
		case casefile.ReviewClock:
			r.review = &clocks[i]
		case casefile.CourtClock:
			r.court = &clocks[i]
		case casefile.AfterReviewClock:
			r.afterReview = &clocks[i]
		}
	}
	return r
}

// afterDue says what may be done if no answer comes by the last day.
func (s *Server) afterDue(st desk.Status, r remedies) string {
	due := nearDay(st.Clock.Due, st.Case.Receipt.On)
	if r.afterReview == nil {
		return fmt.Sprintf("%s（含当日）前没有作出答复的，可以向%s申请行政复议，%s，也可以向法院起诉。", due, st.Agency.ReviewBody, latest(*r.review))
	}
	return fmt.Sprintf("%s（含当日）前没有作出答复的，可以先向%s申请行政复议，%s。对复议决定不服，再向法院起诉。", due, st.Agency.ReviewBody, latest(*r.review))
}

// afterReply says what the letter says, with the days that follow from its
// service.
func (s *Server) afterReply(st desk.Status, r remedies) []string {
	court := "法院"
	if st.Agency.Court != "" {
		court = st.Agency.Court
	}
	var text []string
	if on := r.review.From; !on.IsZero() {
		text = append(text, on.Chinese()+"您收到答复书，从第二天算起。")
	}
	review := "向" + st.Agency.ReviewBody + "申请行政复议，" + s.until(*r.review)
	after := "；对复议决定不服的，再向" + court + "起诉，自收到复议决定书之日起" + s.term(law.CourtAfterReview) + "内。"
	switch {
	case r.afterReview != nil && r.court == nil:
		text = append(text, "先"+review+after)
	case r.afterReview != nil:
		text = append(text, "不予公开的部分，先"+review+after,
			"其他部分，可以申请行政复议，期限相同；也可以直接向"+court+"起诉，"+s.until(*r.court)+"。")
	case r.court != nil:
		text = append(text, "可以"+review+"；也可以向"+court+"起诉，"+s.until(*r.court)+"。")
	default:
		text = append(text, "可以"+review+"。")
	}
	return append(text, "以答复书上写的为准。")
}

// until says the last day, or, while it is not known when the letter came, from
// when it will be counted.
func (s *Server) until(k casefile.Clock) string {
	if !k.Until.IsZero() {
		return latest(k)
	}
	code := law.ReviewApply
	if k.What == casefile.CourtClock {
		code = law.CourtDirect
	}
	return "自您收到答复书之日起" + s.term(code) + "内"
}

// term writes a period of the law: 60 日, 6 个月.
func (s *Server) term(code law.TermCode) string {
	t := law.TermOn(code, s.Desk.Today())
	if t.Unit == law.Months {
		return fmt.Sprintf(" %d 个月", t.N)
	}
	return fmt.Sprintf(" %d 日", t.N)
}

// latest says the last day of a clock.
func latest(k casefile.Clock) string {
	text := "最迟 " + k.Until.Chinese()
	switch {
	case k.State == casefile.ClockOver:
		text += "，已经过了"
	case k.Provisional:
		text += "（暂按现行日历）"
	}
	return text
}
