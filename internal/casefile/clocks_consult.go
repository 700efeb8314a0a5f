package casefile

import (
	"mingda/internal/calendar"
	"mingda/internal/law"
)

// The clocks of others.
const (
	ConsultClock    ClockCode = "consult"     // for one other to say what they think (条例 32, 34)
	ToldReviewClock ClockCode = "told_review" // for a third party to apply for reconsideration of the disclosure
	ToldCourtClock  ClockCode = "told_court"  // for a third party to sue
)

// consultations are the clocks of those who were asked, each from the day on which
// they got their letter.
func (w *watch) consultations() {
	for _, k := range w.Consultations {
		if l, ok := w.Inquiry(k); ok && !k.Withdrawn && l.Number != "" {
			w.consultation(k, l)
		}
	}
}

func (w *watch) consultation(k Consultation, l Letter) {
	by := answerBy(k, l, l.GotOn, w.cal)
	clock := Clock{What: ConsultClock, Letter: l.N, Consultation: k.N, Article: law.FOIRegulation.At("第三十三条第三款"), From: l.GotOn, Until: by, WaitsFor: ThirdPartyWaits}
	if code, ok := consultationTerms[k.Of]; ok {
		clock.Article, clock.Unit = law.TermOn(code, w.today).Article, law.Workdays
	}
	sent, went := l.went()
	switch {
	case !went:
		clock.State, clock.WaitsFor, clock.Steps = ClockNotBegun, ClerkWaits, "征求意见的文书已签发，还没有送出。"
	case k.Answer == Silent:
		clock.State, clock.WaitsFor, clock.Steps = ClockMissed, NobodyWaits, "期满没有提出意见，"+silenceMeans(k.Of)
	case k.Answer != "":
		clock.State, clock.WaitsFor, clock.Steps = ClockMet, NobodyWaits, w.near(k.AnsweredOn)+k.Answer.Label()+"。"
		if !by.IsZero() && k.AnsweredOn.After(by) {
			clock.State = ClockMissed
		}
	case !w.Stage().IsOpen():
		clock.State, clock.Steps = ClockOver, w.Stage().Label()+"，没有等到意见。"
	case by.IsZero() && k.Of == AsAgency:
		clock.From, clock.State, clock.Steps = calendar.Date{}, ClockNotBegun, w.near(sent)+"送出，没有写请对方在哪天以前回复；等待的时间不计入答复期限。"
	case by.IsZero():
		clock.State, clock.WaitsFor, clock.Steps = ClockNotBegun, ClerkWaits, w.near(sent)+"交邮，还不知道对方哪天签收；签收之日起 "+workdays(consultationTerms[k.Of])+"。"
	default:
		clock.State, clock.Steps = w.done(calendar.Date{}, by), w.near(l.GotOn)+"对方收到；等待的时间不计入答复期限。"
		if clock.State == ClockMissed {
			clock.WaitsFor, clock.Steps = UnitWaits, "期满没有收到意见，登记以后停表结束；"+silenceMeans(k.Of)
		}
	}
	w.add(clock)
}

// silenceMeans says what the law makes of silence.
func silenceMeans(of Asked) string {
	switch of {
	case AsJointMaker:
		return "视为同意公开。"
	case AsThirdParty:
		return "由本机关依法决定是否公开。"
	}
	return "由本机关决定。"
}

// toldRemedies are what third parties may seek against the decision to disclose of
// which they were told, from the day on which they got the letter (条例 51): either,
// for nothing is withheld from them.
func (w *watch) toldRemedies() {
	for _, k := range w.Consultations {
		l, ok := w.Told(k)
		if !ok || k.Withdrawn || l.Number == "" {
			continue
		}
		r := reading{letter: l.N, consultation: k.N, from: l.GotOn, waits: ThirdPartyWaits}
		switch _, went := l.went(); {
		case !went:
			r.waits, r.why = ClerkWaits, "决定公开告知书还没有送出。自第三方收到之日起，"
		case l.GotOn.IsZero():
			r.waits, r.why = ClerkWaits, w.near(l.ServedOn)+"交邮，还不知道哪天签收。自第三方签收之日起，"
		default:
			r.why = w.near(l.GotOn) + "第三方收到，当日不计，"
		}
		w.remedy(r, ToldReviewClock, law.ReviewApply, "")
		w.remedy(r, ToldCourtClock, law.CourtDirect, "")
	}
}
