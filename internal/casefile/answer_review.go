package casefile

import (
	"slices"

	"mingda/internal/calendar"
	"mingda/internal/deadline"
	"mingda/internal/fault"
	"mingda/internal/law"
)

// The office as respondent: its reply is contested before a review body, which asks it
// to answer in writing with its evidence (提出答复通知书, 复议法 48, 54). Where the body is
// none of this installation a person notes the notice; else it notes itself.

// RespondentAnswer is the letter by which the office answers (行政复议答复书).
const RespondentAnswer LetterKind = "respondent_answer"

// CourtAnswer is the letter by which it answers as defendant (行政答辩状, 行政诉讼法 67).
const CourtAnswer LetterKind = "court_answer"

// answers are the letters by which contests are answered.
var answers = map[Forum]LetterKind{InReview: RespondentAnswer, InCourt: CourtAnswer}

// ContestClock is the period in which the office answers as respondent.
const ContestClock ClockCode = "contest"

// checkAsked notes what is wrong with what a notice to answer says.
func (f Challenged) checkAsked(form fault.Form) {
	switch {
	case f.Forum == InCourt && (f.Procedure != "" || f.Notice != ""):
		form.Bad("procedure", "contest_court_no_notice")
	case f.Procedure != "" && f.Procedure != deadline.Summary && f.Procedure != deadline.Ordinary:
		form.Bad("procedure", "contest_procedure_needed")
	case f.Notice != "" && f.Procedure == "":
		form.Bad("procedure", "contest_procedure_needed")
	case f.Procedure != "" && f.Number == "":
		form.Bad("number", "contest_number_needed")
	}
}

// Answerable reports whether the contest is answered by a letter of the case.
func (ch Challenge) Answerable() bool { return ch.To != 0 }

// AnswerBy returns the last day to answer (复议法 48, 54): five workdays in the summary
// procedure, ten in the ordinary one, from the receipt of the notice; no day where none
// is noted here.
func (ch Challenge) AnswerBy(cal *calendar.Calendar) calendar.Date {
	term, ok := ch.answerTerm()
	if !ok {
		return calendar.Date{}
	}
	return term.End(cal, ch.On)
}

func (ch Challenge) answerTerm() (law.Term, bool) {
	switch ch.Procedure {
	case deadline.Summary:
		return law.TermOn(law.DefenceSummary, ch.On), true
	case deadline.Ordinary:
		return law.TermOn(law.DefenceOrdinary, ch.On), true
	}
	return law.Term{}, false
}

// AnswerTo returns the letter by which a contest is answered, the last that stands, and
// whether one was begun.
func (c *Case) AnswerTo(ch Challenge) (Letter, bool) {
	for _, l := range slices.Backward(c.Letters) {
		if l.Kind == answers[ch.Forum] && ch.To != 0 && l.To == ch.To && l.Stands() {
			return l, true
		}
	}
	return Letter{}, false
}

// ContestTo returns the contest whose body is the n-th of the others, and whether there
// is one of which no outcome is noted.
func (c *Case) ContestTo(to int) (Challenge, bool) {
	for _, ch := range c.Pending() {
		if to != 0 && ch.To == to {
			return ch, true
		}
	}
	return Challenge{}, false
}

// answerTo: one answer to each contest that is not decided yet; in court one to each
// instance, so that another may follow the one that went out.
func answerTo(forum Forum) func(*Case, int, Situation) *fault.Error {
	return func(c *Case, to int, _ Situation) *fault.Error {
		ch, ok := c.ContestTo(to)
		if !ok || ch.Forum != forum {
			return fault.New(fault.Conflict, "letter_addressee_wrong")
		}
		switch l, begun := c.AnswerTo(ch); {
		case !begun, forum == InCourt && l.Stage == IsServed:
			return nil
		case forum == InCourt:
			return fault.New(fault.Conflict, "court_answer_begun", l.Stage.Label())
		default:
			return fault.New(fault.Conflict, "contest_answer_begun", l.Stage.Label())
		}
	}
}

// unanswered returns the contests that the office has still to answer.
func (c *Case) unanswered() []Challenge {
	return slices.DeleteFunc(c.Pending(), func(ch Challenge) bool {
		l, _ := c.AnswerTo(ch)
		return ch.Procedure == "" || l.Stage == IsServed
	})
}

// answersReviews are the periods to answer as respondent.
func (w *watch) answersReviews() {
	for _, ch := range w.Challenges {
		term, ok := ch.answerTerm()
		if !ok {
			continue
		}
		k := Clock{What: ContestClock, Article: term.Article, From: ch.On, Until: ch.AnswerBy(w.cal), Unit: law.Workdays, WaitsFor: UnitWaits}
		l, begun := w.AnswerTo(ch)
		decided := !slices.ContainsFunc(w.Pending(), func(p Challenge) bool { return p.Entry == ch.Entry })
		switch {
		case begun && l.Stage == IsServed:
			k.Letter, k.State, k.Steps = l.N, w.done(l.ServedOn, k.Until), w.near(l.ServedOn)+"提出答复。"
		case decided:
			k.State, k.Steps = ClockOver, "已有结果，没有登记答复书。"
		default:
			k.State, k.Steps = w.done(calendar.Date{}, k.Until), "在这一天以前（含当日）提出书面答复，提交证据、依据；逾期的视为没有证据、依据（复议法第七十条）。"
		}
		k.Steps = w.near(ch.On) + "收到" + ch.Body + "的提出答复通知书，" + termWords(term) + "。" + k.Steps
		w.add(k)
	}
}
