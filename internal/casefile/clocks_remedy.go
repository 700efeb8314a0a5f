package casefile

import (
	"fmt"
	"slices"

	"mingda/internal/calendar"
	"mingda/internal/law"
)

// silence is what may be sought when nothing came in time: from the last day to
// answer, which does not count (复议法 20; 实施条例 24 does not name this case: our
// reading). A late answer has remedies of its own.
func (w *watch) silence() {
	due := w.clock.Due
	first, replied := w.firstReply()
	if due.IsZero() || w.ended != "" || replied && !first.ServedOn.After(due) {
		return
	}
	r := w.reading(due, law.RemedyOn(law.NoAnswer, due.AddDays(1)))
	r.why = "期满没有答复的，自 " + w.near(due.AddDays(1)) + "起算，"
	switch {
	case replied:
		r.over = "期满以后答复了，期限自收到答复之日起另算。"
	case !w.today.After(due):
		r.notBegun = true
	}
	w.tell(r)
}

// remedies are what may be sought against a signed reply, from the day on which
// the applicant got it (实施条例 2026, 23).
func (w *watch) remedies(l Letter, told []law.Remedy) {
	told = slices.DeleteFunc(slices.Clone(told), func(r law.Remedy) bool { return r.Path == "" })
	if len(told) == 0 {
		return
	}
	for _, to := range l.Recipients() {
		w.remediesOf(l, to, told)
	}
}

// remediesOf are those of one to whom the reply goes.
func (w *watch) remediesOf(l Letter, to int, told []law.Remedy) {
	whose := l.ServiceTo(to)
	r := w.reading(whose.GotOn, told...)
	r.letter, r.other = l.N, to
	switch {
	case whose.Begun == 0:
		r.from, r.waits, r.why = calendar.Date{}, ClerkWaits, "答复书还没有送出。自申请人收到之日起，"
	case l.CameBack(to):
		r.from, r.waits, r.why = calendar.Date{}, ClerkWaits, "载有答复书的邮件退回来了，还没有处理。自申请人收到之日起，"
	case whose.GotOn.IsZero():
		r.waits, r.why = ClerkWaits, w.near(whose.ServedOn)+"交邮，还不知道哪天签收。自申请人签收之日起，"
	default:
		r.why = w.near(whose.GotOn) + "申请人收到，当日不计，"
	}
	if by, ok := w.RevokedBy(l.N); ok && !by.Part {
		r.over = "由" + by.words() + "撤销。"
	}
	if by, ok := w.ReplacedBy(l.N); ok {
		r.over = "由 " + by.Number + " 更正，期限自收到新的答复之日起重新计算。"
	}
	w.tell(r)
}

// A reading is one start of the remedies, and the paths that lead from it.
type reading struct {
	letter   int
	other    int           // whose of those who ask jointly; 0 for the applicant who leads
	from     calendar.Date // no day while it is not known
	notBegun bool          // the start lies ahead
	first    bool          // of something reconsideration comes first
	either   bool          // of something reconsideration or the court
	court    bool          // the court is told of, of what leaves the choice
	why      string        // from when
	waits    Party         // whose move it is: the office's, until it is known when the letter came
	over     string        // why nothing runs from it any more

	consultation int // whose it is, where it is not the applicant's
}

func (w *watch) reading(from calendar.Date, told ...law.Remedy) reading {
	r := reading{from: from, waits: ApplicantWaits}
	for _, remedy := range told {
		if remedy.Path == law.ReviewFirst {
			r.first = true
			continue
		}
		r.either, r.court = true, r.court || remedy.TellCourt
	}
	return r
}

// tell notes the clocks of a reading: reconsideration for all of it, the court for
// what leaves the choice, and the court after the decision for what does not.
func (w *watch) tell(r reading) {
	order := ""
	switch {
	case r.first && r.either:
		order = "其中不予公开的部分须先申请行政复议，才可以起诉。"
	case r.first:
		order = "须先申请行政复议，才可以起诉。"
	}
	w.remedy(r, ReviewClock, law.ReviewApply, order)
	if r.court {
		only := ""
		if r.first {
			only = "只就不须先申请行政复议的部分。"
		}
		w.remedy(r, CourtClock, law.CourtDirect, only)
	}
	if r.first || w.reviewed(r.letter) {
		after := r
		after.from, after.notBegun, after.waits, after.why = calendar.Date{}, false, ApplicantWaits, "不服行政复议决定的，自收到决定书之日起，"
		w.remedy(after, AfterReviewClock, law.CourtAfterReview, "")
	}
}

// remedy notes one clock of a reading.
func (w *watch) remedy(r reading, what ClockCode, code law.TermCode, also string) {
	at := r.from
	if at.IsZero() {
		at = w.today // the rule of the day on which one looks
	}
	term := law.TermOn(code, at)
	k := Clock{What: what, Letter: r.letter, Joint: r.other, Consultation: r.consultation, Article: term.Article, From: r.from, Unit: term.Unit, State: ClockNotBegun, WaitsFor: r.waits}
	ends := "，最后一日是休息日的顺延"
	if !r.from.IsZero() {
		ends = ""
		if last := term.Plain(r.from); last != term.End(w.cal, r.from) {
			ends = "，" + w.near(last) + "是休息日，顺延"
		}
	}
	k.Steps = r.why + termWords(term) + ends + "。" + also
	if !r.from.IsZero() {
		if k.Until = term.End(w.cal, r.from); !r.notBegun {
			k.State = ClockRuns
		}
		if w.today.After(k.Until) {
			k.State = ClockOver
		}
	}
	if r.over != "" {
		k.State, k.Steps = ClockOver, r.over
	}
	w.contested(&k)
	w.add(k)
}

// termWords writes a period: 60 日内.
func termWords(t law.Term) string {
	switch t.Unit {
	case law.Months:
		return fmt.Sprintf("%d 个月内", t.N)
	case law.Workdays:
		return fmt.Sprintf("%d 个工作日内", t.N)
	}
	return fmt.Sprintf("%d 日内", t.N)
}
