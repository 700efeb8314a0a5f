package casefile

import (
	"fmt"

	"mingda/internal/calendar"
	"mingda/internal/deadline"
	"mingda/internal/law"
)

// answerBefore is the period to answer as it stood before each order to answer
// anew: whether the office was in time then, stays as it was.
func (w *watch) answerBefore() {
	events, n := w.ClockEvents(), 0
	for _, j := range w.Judgements {
		if !j.Outcome.Orders() {
			continue
		}
		for n++; n < len(events) && events[n].Type != deadline.Ordered; n++ {
		}
		past := events[:n]
		clock, err := deadline.Request(w.cal, past, seen(past, j.On))
		if err != nil {
			continue // the clock of today has said so
		}
		k := Clock{What: PastAnswerClock, Article: law.TermOn(law.Answer, w.Receipt.On).Article, From: clock.Start, Until: clock.Due}
		switch end := past[len(past)-1]; {
		case end.Type == deadline.Replied:
			k.State, k.Steps = w.done(end.On, clock.Due), w.near(end.On)+"答复。"
		case end.Type == deadline.Closed:
			k.State, k.Steps = ClockOver, w.near(end.On)+"结案，没有答复。"
		case clock.Due.IsZero():
			k.State, k.Steps = ClockOver, "期限停着。"
		case j.On.After(clock.Due):
			k.State, k.Steps = ClockMissed, "期满没有答复。"
		default:
			k.State = ClockOver
		}
		k.Steps += w.near(j.On) + "收到" + j.words() + "，" + j.Outcome.Label() + "。"
		w.add(k)
	}
}

// words name a decision or judgment.
func (j Judgement) words() string { return j.Forum.Paper() + "（" + j.Number + "）" }

// orderWords say by what order the answer is owed.
func (j Judgement) orderWords(w *watch) string {
	days := fmt.Sprintf("没有定期限，按 %d 个工作日", law.TermOn(law.OrderedAnswer, j.On).N)
	if j.Days > 0 {
		days = fmt.Sprintf("定的期限是 %d 个工作日", j.Days)
	}
	return w.near(j.On) + "收到" + j.words() + "，" + days + "。"
}

// contested changes a clock of the remedies by what is known of the contest over
// what it follows from.
func (w *watch) contested(k *Clock) {
	for _, ch := range w.Challenges {
		if ch.Letter != k.Letter || w.earlier(k, ch.On) || k.What == AfterReviewClock || ch.Forum == InCourt != (k.What == CourtClock) {
			continue
		}
		k.State, k.Steps = ClockOver, w.near(ch.On)+"知道已"+challengeWords[ch.Forum]+"，还没有结果。"
	}
	for _, j := range w.Judgements {
		switch {
		case j.Letter != k.Letter || w.earlier(k, j.On):
		case k.What == AfterReviewClock:
			w.afterReview(k, j)
		case j.Forum == InCourt || j.Outcome != Ended:
			k.State, k.Steps = ClockOver, w.near(j.On)+"收到"+j.words()+"："+j.Outcome.Label()+"。"
		}
	}
}

// earlier reports whether what came on a day was about an earlier silence than the
// one that a clock follows from.
func (w *watch) earlier(k *Clock, on calendar.Date) bool {
	return k.Letter == 0 && !on.After(w.clock.Start)
}

// challengeWords say what was done.
var challengeWords = map[Forum]string{InReview: "申请行政复议", InCourt: "起诉"}

// afterReview starts the time to sue after a decision on reconsideration (诉讼法
// 45): from the day on which the applicant received it, or while that is not known,
// from the office's own, as it says.
func (w *watch) afterReview(k *Clock, j Judgement) {
	if j.Forum == InCourt {
		k.State, k.Steps = ClockOver, "已起诉，"+w.near(j.On)+"收到"+j.words()+"。"
		return
	}
	if j.Outcome == Ended {
		return
	}
	known := "申请人" + w.near(j.TheyGotOn) + "收到" + j.words() + "，"
	if k.From = j.TheyGotOn; k.From.IsZero() {
		k.From, known = j.On, "暂按本机关收到"+j.words()+"的 "+w.near(j.On)+"算，申请人收到之日不同的以那一天为准，"
	}
	term := law.TermOn(law.CourtAfterReview, k.From)
	k.Article, k.Until, k.State, k.WaitsFor, k.Steps = term.Article, term.End(w.cal, k.From), ClockRuns, ApplicantWaits, known+termWords(term)+"。"
	for _, ch := range w.Challenges {
		if ch.Letter == k.Letter && ch.Forum == InCourt {
			k.State, k.Steps = ClockOver, k.Steps+w.near(ch.On)+"知道已起诉。"
			return
		}
	}
	if w.today.After(k.Until) {
		k.State = ClockOver
	}
}

// reviewed reports whether a decision on reconsideration about a letter is noted,
// after which one may sue.
func (c *Case) reviewed(letter int) bool {
	for _, j := range c.Judgements {
		if j.Letter == letter && j.Forum == InReview && j.Outcome != Ended {
			return true
		}
	}
	return false
}

// isOrdered reports whether the answer is owed under an order.
func (c *Case) isOrdered() bool {
	_, ok := c.Order()
	return ok
}
