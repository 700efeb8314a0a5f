package reconsider

import (
	"fmt"
	"slices"

	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/deadline"
	"mingda/internal/law"
)

// A PeriodCode says what a period of a case is for.
type PeriodCode string

// The periods of a case.
const (
	ExaminePeriod    PeriodCode = "examine"    // to examine the application (复议法 30)
	SupplementPeriod PeriodCode = "supplement" // for the applicant to supplement it (31)
	CopyPeriod       PeriodCode = "copy"       // to send the respondent a copy (48, 54)
	AnswerPeriod     PeriodCode = "answer"     // for the respondent to answer (48, 54)
	DecidePeriod     PeriodCode = "decide"     // to decide (62)
)

// Label returns the Chinese name of the period.
func (w PeriodCode) Label() string {
	return map[PeriodCode]string{
		ExaminePeriod: "审查", SupplementPeriod: "申请人补正", CopyPeriod: "发送申请书副本", AnswerPeriod: "被申请人答复", DecidePeriod: "作出决定",
	}[w]
}

// A Period is one of the periods that run in a case.
type Period struct {
	What     PeriodCode
	Article  string
	From     calendar.Date // the day that starts it and does not count
	Until    calendar.Date // its last day
	Unit     law.Unit
	State    casefile.ClockState
	WaitsFor string // 复议机构, 申请人, 被申请人; empty when nobody has to do anything
	Steps    string // how it came about and where it stands
}

// Periods returns the periods of the case that have begun, in the order in which they
// begin, as they stand on a day. That of deciding alone can stand still.
func (c *Case) Periods(cal *calendar.Calendar, today calendar.Date) ([]Period, error) {
	return c.periods(cal, c.ClockEvents(), today)
}

func (c *Case) periods(cal *calendar.Calendar, events []deadline.Event, today calendar.Date) ([]Period, error) {
	clock, err := deadline.Review(cal, events, seen(events, today))
	if err != nil {
		return nil, err
	}
	w := periodWatch{Case: c, today: today, clock: clock, events: events}
	w.examine()
	w.supplement()
	if !clock.AcceptedOn.IsZero() {
		w.copy()
		w.answer()
		w.decide()
	}
	return w.list, nil
}

// A periodWatch reads the periods of a case on a day.
type periodWatch struct {
	*Case
	today  calendar.Date
	clock  deadline.Result
	events []deadline.Event
	list   []Period
}

// term returns the period in the procedure of the case.
func (w *periodWatch) term(summary, ordinary law.TermCode, on calendar.Date) law.Term {
	if w.clock.Procedure == deadline.Ordinary {
		return law.TermOn(ordinary, on)
	}
	return law.TermOn(summary, on)
}

// near writes a day, with its year where that is not the year of the receipt.
func (w *periodWatch) near(d calendar.Date) string {
	if d.Year() != w.ReceivedOn.Year() {
		return d.Chinese()
	}
	return d.ChineseShort()
}

// done is that what a period is for was done; the zero one, that it was not.
type done struct {
	on   calendar.Date
	late bool
}

// doneBy returns what the last event of the types says; warnings say that it was late.
func (w *periodWatch) doneBy(types []deadline.EventType, late ...deadline.Warning) done {
	for _, e := range slices.Backward(w.events) {
		if slices.Contains(types, e.Type) {
			return done{e.On, slices.ContainsFunc(late, func(x deadline.Warning) bool { return slices.Contains(w.clock.Warnings, x) })}
		}
	}
	return done{}
}

// add notes a period that a term gives from p.From, on which what begins says happened.
func (w *periodWatch) add(p Period, term law.Term, begins string, did done) {
	p.Article, p.Unit = term.Article, term.Unit
	unit := map[law.Unit]string{law.Workdays: "个工作日", law.Days: "日"}[term.Unit]
	steps := fmt.Sprintf("%s%s，次日起 %d %s。", w.near(p.From), begins, term.N, unit)
	switch {
	case p.State != "": // said already
	case !did.on.IsZero() && did.late:
		p.State, p.WaitsFor = casefile.ClockMissed, ""
		steps += "已于 " + w.near(did.on) + "办理，过了期限。"
	case !did.on.IsZero():
		p.State, p.WaitsFor = casefile.ClockMet, ""
		steps += "已于 " + w.near(did.on) + "办理。"
	case !w.EndedOn().IsZero():
		p.State, p.WaitsFor = casefile.ClockOver, ""
	case w.today.After(p.Until):
		p.State = casefile.ClockMissed
	default:
		p.State = casefile.ClockRuns
	}
	p.Steps = steps + p.Steps
	w.list = append(w.list, p)
}

// bureau is who examines and decides, as it is called beside the parties.
const bureau = "复议机构"

func (w *periodWatch) examine() {
	p := Period{What: ExaminePeriod, From: w.ReceivedOn, Until: w.clock.AcceptBy, WaitsFor: bureau}
	begins := "收到申请"
	if came := w.doneBy([]deadline.EventType{deadline.Clarified}); !came.on.IsZero() {
		p.From, begins = came.on, "收到补正材料"
	}
	if p.Until.IsZero() { // it begins when the supplement comes
		return
	}
	if w.clock.Deemed {
		p.State, p.WaitsFor, p.Steps = casefile.ClockMissed, "", "期满没有决定，"+w.near(w.clock.AcceptedOn)+"视为受理。"
	}
	w.add(p, law.TermOn(law.Examination, p.From), begins,
		w.doneBy([]deadline.EventType{deadline.Accepted, deadline.Rejected}, deadline.AcceptanceLate, deadline.RejectionLate))
}

func (w *periodWatch) supplement() {
	if w.clock.SupplementBy.IsZero() {
		return
	}
	p := Period{What: SupplementPeriod, From: w.servedOn(deadline.ClarificationAsked), Until: w.clock.SupplementBy, WaitsFor: TheApplicant.Label()}
	w.add(p, law.TermOn(law.Supplement, p.From), "申请人收到补正通知", done{})
}

func (w *periodWatch) copy() {
	p := Period{What: CopyPeriod, From: w.clock.AcceptedOn, Until: w.clock.CopyBy, WaitsFor: bureau}
	w.add(p, w.term(law.CopySummary, law.CopyOrdinary, p.From), "受理", w.doneBy([]deadline.EventType{deadline.CopySent}, deadline.CopyLate))
}

func (w *periodWatch) answer() {
	p := Period{What: AnswerPeriod, From: w.servedOn(deadline.CopySent), Until: w.clock.AnswerBy, WaitsFor: TheRespondent.Label()}
	if p.Until.IsZero() { // no copy was sent
		return
	}
	came := w.doneBy([]deadline.EventType{deadline.Answered}, deadline.AnswerLate)
	if came.on.IsZero() && w.today.After(p.Until) {
		p.Steps = "没有答复、没有提交证据的，视为没有证据（" + law.ReconsiderationLaw.At("第七十条") + "）。"
	}
	w.add(p, w.term(law.DefenceSummary, law.DefenceOrdinary, p.From), "被申请人收到副本", came)
}

func (w *periodWatch) decide() {
	p := Period{What: DecidePeriod, From: w.clock.AcceptedOn, Until: w.clock.DecideBy, WaitsFor: bureau}
	if w.clock.State == deadline.StateSuspended {
		p.State, p.WaitsFor, p.Steps = casefile.ClockStands, "", "现在停止计算，恢复后最后一日顺延。"
	}
	did := w.doneBy([]deadline.EventType{deadline.Decided, deadline.Dismissed})
	did.late = w.clock.Late
	w.add(p, w.term(law.DecideSummary, law.DecideOrdinary, p.From), "受理", did)
}

// servedOn returns the day on which who is concerned got the paper of an event; no day
// while there was none.
func (w *periodWatch) servedOn(of deadline.EventType) calendar.Date {
	for _, e := range slices.Backward(w.events) {
		switch {
		case e.Type == of && !e.Served.IsZero():
			return e.Served
		case e.Type == of:
			return e.On
		}
	}
	return calendar.Date{}
}
