package deadline

import (
	"fmt"

	"mingda/internal/calendar"
	"mingda/internal/law"
)

// ExplainReview says how the dates of a reconsideration case came about, seen
// from asOf. It marks the days from acceptance to the last day to decide. It fails as
// Review does.
func ExplainReview(cal *calendar.Calendar, events []Event, asOf calendar.Date) (Explanation, error) {
	if _, err := Review(cal, events, asOf); err != nil {
		return Explanation{}, err
	}
	t := reviewTeller{review: newReview(cal), year: events[0].On.Year()}
	for _, e := range events {
		if !e.On.After(asOf) {
			t.pass(e.On)
			t.tell(e)
		}
	}
	t.pass(asOf)
	t.final(asOf)
	return Explanation{Steps: t.steps, Days: t.days(asOf)}, nil
}

// days marks each day of the weeks from acceptance to the last day to decide, which is
// counted over calendar days (复议法 88); none before acceptance.
func (t *reviewTeller) days(asOf calendar.Date) []DayMark {
	if t.acceptedOn.IsZero() {
		return nil
	}
	now := t.until(asOf)
	last, unrolled := t.decideBy(now)
	base := t.term(law.DecideSummary, law.DecideOrdinary, t.acceptedOn).N
	var list []DayMark
	counted := 0
	for d := mondayOf(t.acceptedOn); !d.After(last) || len(list)%7 != 0; d = d.AddDays(1) {
		mark := MarkCounted
		switch {
		case d.Before(t.acceptedOn) || d.After(last):
			mark = MarkOutside
		case d == t.acceptedOn:
			mark = MarkStart
		case d == last:
			mark = MarkDue
		case d.After(unrolled): // the last day fell on one of these
			mark = daysOff[t.cal.Kind(d)]
		case t.stops.held(d, now):
			mark = MarkHeld
		default:
			if counted++; counted > base {
				mark = MarkExtended
			}
		}
		list = append(list, DayMark{On: d, Mark: mark, MakeUp: t.cal.Kind(d) == calendar.MakeUp})
	}
	return list
}

// A reviewTeller folds a reconsideration case and tells each step of it.
type reviewTeller struct {
	*review
	year  int
	steps []Step
}

func (t *reviewTeller) near(d calendar.Date) string {
	if d.Year() != t.year {
		return d.Chinese()
	}
	return d.ChineseShort()
}

// add notes a step.
func (t *reviewTeller) add(on calendar.Date, code, article, staff string) {
	t.steps = append(t.steps, Step{On: on, Code: code, Article: article, Staff: staff})
}

// pass lets the days before on go by, and tells of an acceptance by lapse.
func (t *reviewTeller) pass(on calendar.Date) {
	before := t.acceptedOn
	t.lapseExamination(on)
	if before.IsZero() && !t.acceptedOn.IsZero() {
		t.add(t.acceptedOn, "deemed", law.ReconsiderationLaw.At("第三十条"),
			fmt.Sprintf("审查期限 %s届满，没有决定，视为 %s受理。", t.near(t.acceptBy), t.near(t.acceptedOn)))
	}
}

// tell applies one event and tells what it did.
func (t *reviewTeller) tell(e Event) {
	known := len(t.warnings)
	reviewActs[e.Type](t.review, e)
	on := t.near(e.On)
	words := wordsOf(e)
	staff := on + words.staff + "。"
	if len(t.warnings) > known {
		staff = on + words.staff + "，已过期限或者法律不许。"
	}
	switch e.Type {
	case Received:
		staff = e.On.ChineseFull() + "收到申请，当日不计；审查至 " + t.near(t.acceptBy) + "。"
	case Clarified:
		if !t.acceptBy.IsZero() && t.acceptedOn.IsZero() {
			staff += "重新审查至 " + t.near(t.acceptBy) + "。"
		}
	case CopySent:
		staff += "被申请人应于 " + t.near(t.answerBy()) + "前答复。"
	}
	article := words.article
	if e.Type == Closed && t.acceptedOn.IsZero() { // 复议法 41 ends what was accepted
		article = e.Rests
	}
	t.add(e.On, string(e.Type), article, staff)
}

// reviewWords is what each event is called, and its article.
var reviewWords = map[EventType]struct{ staff, article string }{
	Received:           {"收到申请", law.ReconsiderationLaw.At("第三十条")},
	ClarificationAsked: {"通知补正", law.ReconsiderationLaw.At("第三十一条第一款")},
	Clarified:          {"收到补正材料", law.ReconsiderationLaw.At("第三十一条")},
	Accepted:           {"受理", law.ReconsiderationLaw.At("第三十条")},
	Rejected:           {"决定不予受理", law.ReconsiderationLaw.At("第三十条")},
	CopySent:           {"发送申请书副本", law.ReconsiderationLaw.At("第四十八条、第五十四条第一款")},
	Answered:           {"被申请人答复", law.ReconsiderationLaw.At("第四十八条、第五十四条第一款")},
	Suspended:          {"起停止计算（当日计入）", law.ReconsiderationLaw.At("第三十九条")},
	Resumed:            {"恢复，次日起继续计算", law.ReconsiderationLaw.At("第三十九条")},
	Converted:          {"转为普通程序", law.ReconsiderationLaw.At("第五十五条、第六十二条第一款")},
	Extended:           {"告知延长复议期限", law.ReconsiderationLaw.At("第六十二条第一款")},
	Decided:            {"作出复议决定", law.ReconsiderationLaw.At("第六十一条")},
	Dismissed:          {"驳回复议申请", law.ReconsiderationLaw.At("第三十三条")},
	Closed:             {"结案", law.ReconsiderationLaw.At("第四十一条")},
}

// wordsOf returns what an event is called, and its article.
func wordsOf(e Event) (words struct{ staff, article string }) {
	words = reviewWords[e.Type]
	what, place := "现场勘验", "第四十五条"
	switch e.Cause {
	case "":
		return words
	case ForAppraisal:
		what, place = "鉴定", "第四十六条"
	}
	words.staff, words.article = what+"开始，停止计算（当日计入）", law.ReconsiderationRules.At(place)
	if e.Type == Resumed {
		words.staff = what + "结束，次日起继续计算"
	}
	return words
}

// final tells the last day to decide, or what is waited for.
func (t *reviewTeller) final(asOf calendar.Date) {
	res := t.result(asOf)
	s := Step{On: asOf, Code: "final", Final: true}
	switch {
	case !res.DecideBy.IsZero():
		term := t.term(law.DecideSummary, law.DecideOrdinary, t.acceptedOn)
		s.On, s.Article = res.DecideBy, term.Article
		s.Staff = fmt.Sprintf("%s受理，%d 日", t.near(t.acceptedOn), term.N)
		if t.extension > 0 {
			s.Staff += fmt.Sprintf("，延长 %d 日", t.extension)
		}
		if held := t.stops.days(t.until(asOf)); held > 0 {
			s.Staff += fmt.Sprintf("，停止计算 %d 日", held)
		}
		s.Staff += "：最迟 " + res.DecideBy.ChineseFull() + "。"
		if res.Late {
			s.Staff += "已逾期。"
		}
	case res.State == AwaitingClarification:
		s.Staff = "正在等补正，最迟 " + t.near(res.SupplementBy) + "。"
	case res.State == Examining:
		s.Staff = "正在审查，最迟 " + t.near(res.AcceptBy) + "；届满没有决定即视为受理。"
	default:
		s.Staff = "已经办结。"
	}
	if res.Provisional {
		s.Staff += "放假安排尚未全部公布，暂按现行日历。"
	}
	t.steps = append(t.steps, s)
}
