package casefile

import (
	"fmt"
	"slices"

	"mingda/internal/calendar"
	"mingda/internal/deadline"
	"mingda/internal/law"
)

// A ClockCode says what a period of a case is for.
type ClockCode string

// The periods of a case.
const (
	AnswerClock      ClockCode = "answer"             // to answer the request (条例 33)
	PastAnswerClock  ClockCode = "answer_before"      // the same, before an order to answer anew
	ClarifyClock     ClockCode = "clarify"            // to ask for clarification (条例 30)
	SupplementClock  ClockCode = "supplement"         // for the applicant to supplement, as the notice says (条例 30)
	ReasonsClock     ClockCode = "reasons"            // for the applicant to explain, as the notice says (条例 35)
	DelayClock       ClockCode = "delay"              // to answer, as the applicant was told (条例 35)
	CorrectionClock  ClockCode = "correction"         // to answer who asks for a correction; the office's own rule
	PaymentClock     ClockCode = "payment"            // for the applicant to pay the processing fee (条例 42)
	InnerClock       ClockCode = "inner"              // for the unit to draft; the office's own rule
	AssistClock      ClockCode = "assist"             // for a unit that helps to hand in; the office's own rule
	ReviewClock      ClockCode = "review"             // to apply for reconsideration (复议法 20)
	CourtClock       ClockCode = "court"              // to sue without it (诉讼法 46)
	AfterReviewClock ClockCode = "court_after_review" // to sue after its decision (诉讼法 45)
)

// Label returns the Chinese name of the period.
func (w ClockCode) Label() string {
	return map[ClockCode]string{
		AnswerClock: "答复", CorrectionClock: "答复更正申请", PastAnswerClock: "责令以前的答复", ClarifyClock: "告知补正", SupplementClock: "申请人补正", ReasonsClock: "申请人说明理由", DelayClock: "延迟答复", PaymentClock: "申请人缴费", ConsultClock: "征求意见", InnerClock: "承办单位拟稿", AssistClock: "协办单位交意见",
		ReviewClock: "申请行政复议", CourtClock: "直接起诉", AfterReviewClock: "复议后起诉",
		ContestClock: "复议答复", ToldReviewClock: "第三方申请行政复议", ToldCourtClock: "第三方起诉",
	}[w]
}

// IsAnswer reports whether the period is that in which the case is to be answered.
func (w ClockCode) IsAnswer() bool { return w == AnswerClock || w == CorrectionClock }

// IsRemedy reports whether the period is the applicant's to seek a remedy, or that of
// a third party.
func (w ClockCode) IsRemedy() bool {
	return w == ReviewClock || w == CourtClock || w == AfterReviewClock || w == ToldReviewClock || w == ToldCourtClock
}

// A ClockState is how a period stands.
type ClockState string

// The states of a period.
const (
	ClockRuns     ClockState = "runs"
	ClockStands   ClockState = "stands"    // it waits for something that starts it anew
	ClockMet      ClockState = "met"       // what it is for was done in time
	ClockMissed   ClockState = "missed"    // it was not, or not in time
	ClockOver     ClockState = "over"      // it ended, or fell away
	ClockNotBegun ClockState = "not_begun" // its first day is not known, or lies ahead
)

// Label returns the Chinese word for the state.
func (s ClockState) Label() string {
	return map[ClockState]string{
		ClockRuns: "正在计算", ClockStands: "不计", ClockMet: "按期", ClockMissed: "已过", ClockOver: "已结束", ClockNotBegun: "未起算",
	}[s]
}

// A Clock is one of the periods that run beside each other in a case.
type Clock struct {
	What        ClockCode
	Of          int64         // the unit that helps; 0 of the case as a whole
	Letter      int           // the letter it follows from; 0 for none, of a remedy: that there is no answer
	Article     string        // as staff cite it; empty for the office's own rules
	From        calendar.Date // the day that starts it and does not count; no day while it is not known
	Until       calendar.Date // its last day; no day while it cannot be said
	Unit        law.Unit      // what is counted from one to the other; "" where a person set the day
	State       ClockState
	WaitsFor    Party
	Provisional bool   // a day was looked at whose year's holidays are not announced
	Steps       string // how it came about and where it stands, in words for staff

	Consultation int // of a consultation its number
	Joint        int // whose of those who ask jointly, among the others of the case; 0 for the applicant who leads
}

// IsIdle reports whether a clock tells nothing that anybody has to know: that no
// clarification was asked for, or what would follow if no answer came.
func (k Clock) IsIdle() bool {
	return k.Letter == 0 && (k.What == ClarifyClock && k.State == ClockOver || k.What.IsRemedy() && k.State == ClockNotBegun)
}

// Clocks returns the periods of the case as they stand on a day: that of the
// answer first, then what comes before it, then the remedies. told says which
// remedies a signed reply tells of. A registration that was annulled has none,
// nor has a case that was over before this program.
func (c *Case) Clocks(cal *calendar.Calendar, today calendar.Date, told func(Letter) []law.Remedy) ([]Clock, error) {
	if c.ended == StageAnnulled || c.IsPast() {
		return nil, nil
	}
	clock, err := c.Clock(cal, today)
	if err != nil {
		return nil, err
	}
	w := watch{Case: c, cal: cal, today: today, clock: clock}
	if c.IsCorrection() {
		w.correction()
		w.inner()
		w.assists()
	} else {
		w.answer()
		w.answerBefore()
		w.clarify()
		w.supplement()
		w.many()
		w.payment()
		w.consultations()
		w.inner()
		w.assists()
		w.silence()
	}
	for _, l := range c.Letters {
		if l.IsReply() && l.Stands() && !l.SignedOn.IsZero() {
			w.remedies(l, told(l))
		}
	}
	w.toldRemedies()
	w.answersReviews()
	return w.list, nil
}

// A watch reads the clocks of a case on a day.
type watch struct {
	*Case
	cal   *calendar.Calendar
	today calendar.Date
	clock deadline.Result
	list  []Clock
}

// near writes a day, with its year where that is not the year of the receipt.
func (w *watch) near(d calendar.Date) string { return d.ChineseNear(w.Receipt.On) }

// setByPeople are the periods whose last day a person set: no calendar moves it.
var setByPeople = []ClockCode{SupplementClock, InnerClock, AssistClock, ReasonsClock, DelayClock}

// add notes a clock. Nobody is waited for by one that is over and done with.
func (w *watch) add(k Clock) {
	if k.State == ClockMet || k.State == ClockOver {
		k.WaitsFor = NobodyWaits
	}
	if !slices.Contains(setByPeople, k.What) && !k.From.IsZero() {
		for year := k.From.Year(); year <= k.Until.Year(); year++ {
			k.Provisional = k.Provisional || !w.cal.Known(year)
		}
	}
	w.list = append(w.list, k)
}

// done returns the state of a period by the day on which what it is for was done,
// which is no day while it is not.
func (w *watch) done(on, until calendar.Date) ClockState {
	switch {
	case !on.IsZero() && !on.After(until):
		return ClockMet
	case !on.IsZero() || w.today.After(until):
		return ClockMissed
	}
	return ClockRuns
}

// answer is the clock that internal/deadline keeps, with what the way of service
// means for it (国办公开办函〔2016〕235号).
func (w *watch) answer() {
	k := Clock{What: AnswerClock, Article: law.TermOn(law.Answer, w.Receipt.On).Article, From: w.clock.Start, Until: w.clock.Due, Unit: law.Workdays, WaitsFor: w.WaitsFor()}
	order, ordered := w.Order()
	if ordered {
		k.Article = law.TermOn(law.OrderedAnswer, order.On).Article
	}
	reply, replied := w.firstReply()
	switch {
	case w.ended != "":
		k.State, k.Steps = ClockOver, w.near(w.EndedOn)+w.ended.Label()+"，不再答复。"
	case replied:
		k.Letter, k.State, k.Steps = reply.N, w.done(reply.ServedOn, w.clock.Due), w.near(reply.ServedOn)+servedWords[reply.Way]
		if w.clock.Due.IsZero() { // it was answered though a supplement or a payment was awaited
			k.State = ClockMet
		}
	case w.AwaitsPayment():
		k.State, k.Steps = ClockStands, "等申请人缴费，期限不计；缴费之日起重新计算。"
	case k.Until.IsZero():
		k.State, k.Steps = ClockStands, "等申请人补正，期限不计；收到补正之日起重新计算。"
	default:
		k.State, k.Steps = w.done(calendar.Date{}, k.Until), "在这一天以前（含当日）送出答复。"
		if w.Stage() == StageServing {
			k.Steps = "答复已签发，还没有送出：邮寄的以交邮之日为准，直接送达的以签收之日为准。"
		}
	}
	if ordered {
		k.Steps = order.orderWords(w) + k.Steps
	}
	w.add(k)
}

// servedWords say which day counts for the office, by the way of service.
var servedWords = map[Way]string{
	Posted: "交邮，以交邮之日为答复之日。", Direct: "送达，以签收之日为答复之日。", Entrusted: "委托送达，以签收之日为答复之日。",
	Emailed: "用电子邮件送达。", Downloaded: "网上送达。",
}

// clarify is the time in which clarification can be asked for, once (条例 30).
func (w *watch) clarify() {
	term := law.TermOn(law.ClarifyNotice, w.Receipt.On)
	k := Clock{What: ClarifyClock, Article: term.Article, From: w.Receipt.On, Until: w.clock.ClarifyBy, Unit: term.Unit, WaitsFor: UnitWaits}
	notice, begun := w.LetterOf(ClarificationNotice)
	k.Letter = notice.N
	switch {
	case begun && w.isTold(notice):
		told := w.askedOn()
		k.State, k.Steps = w.done(told, k.Until), w.near(told)+"已告知补正，只能告知一次。"
	case w.isOrdered():
		k.State, k.Steps = ClockOver, "责令答复以后不再告知补正。"
	case !w.Stage().IsOpen() || !begun && w.today.After(k.Until):
		k.State, k.Steps = ClockOver, fmt.Sprintf("收到申请之日起 %d 个工作日内没有告知补正。", term.N)
	default:
		k.State, k.WaitsFor = w.done(calendar.Date{}, k.Until), w.WaitsFor()
		k.Steps = fmt.Sprintf("收到申请之日起 %d 个工作日内，申请内容不明确的可以告知补正一次。", term.N)
	}
	w.add(k)
}

// supplement is the day that the notice gives the applicant (条例 30). It is a day,
// not a number of days: it does not move to the next workday.
func (w *watch) supplement() {
	notice, ok := w.LetterOf(ClarificationNotice)
	if !ok || notice.By.IsZero() {
		return
	}
	k := Clock{What: SupplementClock, Letter: notice.N, Article: law.TermOn(law.ClarifyNotice, w.Receipt.On).Article, Until: notice.By, WaitsFor: w.WaitsFor()}
	switch stage := w.Stage(); {
	case !w.isTold(notice):
		k.State, k.Steps = ClockNotBegun, "补正告知书还没有送达。"+w.inPart(notice, "补来的，是补正")
	case !w.SupplementedOn.IsZero():
		p, _ := w.Case.supplement()
		k.From, k.State, k.Steps = w.askedOf(p.Fact.(*Supplemented).From), w.done(w.SupplementedOn, notice.By), w.near(w.SupplementedOn)+"收到补正。"
		if k.State == ClockMissed {
			k.WaitsFor, k.Steps = NobodyWaits, k.Steps+"晚于告知书写明的日期，仍然算数。"
		}
	case notice.Before != 0:
		k.From, k.State, k.Steps = notice.ServedOn, ClockOver, "没有收到补正，责令答复以后不再等。"
	case stage.IsOpen():
		k.From, k.State, k.Steps = notice.ServedOn, w.done(calendar.Date{}, notice.By), "补到哪天，告知书上写明。"
		if k.State == ClockMissed {
			k.Steps = "没有收到补正；无正当理由的，视为放弃申请。"
		}
	case w.Result == law.NoSupplement:
		k.From, k.State, k.Steps = notice.ServedOn, ClockMissed, "没有收到补正，已办结。"
		k.WaitsFor = NobodyWaits
	default:
		k.From, k.State, k.Steps = notice.ServedOn, ClockOver, "没有收到补正，"+stage.Label()+"。"
	}
	w.add(k)
}

// inner is the day by which the unit should have handed in its draft.
func (w *watch) inner() {
	if w.InnerDue.IsZero() {
		return
	}
	k := Clock{What: InnerClock, From: w.AssignedOn, Until: w.InnerDue, WaitsFor: w.WaitsFor()}
	handed := w.handedIn()
	k.State = w.done(handed, k.Until)
	switch {
	case !handed.IsZero():
		k.WaitsFor, k.Steps = NobodyWaits, w.near(handed)+"把答复送审核。"
	case !w.Stage().IsOpen():
		k.State, k.Steps = ClockOver, w.Stage().Label()+"。"
	case w.Awaiting():
		k.State, k.Steps = ClockStands, "等申请人补正。"
	case w.AwaitsPayment():
		k.State, k.Steps = ClockStands, "等申请人缴费。"
	default:
		k.Steps = "分办时定的，到这一天把答复送审核；不影响答复的期限。"
	}
	w.add(k)
}

// handedIn returns the day on which the reply was first sent to be checked.
func (c *Case) handedIn() calendar.Date {
	reply, _ := c.firstReply()
	for _, p := range c.History {
		if f, ok := p.Fact.(*SentToCheck); ok && f.Letter == reply.N {
			return p.On
		}
	}
	return calendar.Date{}
}
