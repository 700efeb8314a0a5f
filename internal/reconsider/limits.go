package reconsider

import (
	"fmt"
	"slices"

	"mingda/internal/calendar"
	"mingda/internal/law"
)

// A Telling is what a reply told of reconsideration.
type Telling string

// The tellings.
const (
	ToldAll     Telling = ""             // the right, the body and the period
	FirstUntold Telling = "first_untold" // these, not that reconsideration comes first (复议法 23.2)
	Untold      Telling = "untold"       // not the right, the body and the period (复议法 20.3)
)

// Tellings lists them as forms show them.
var Tellings = []Telling{ToldAll, FirstUntold, Untold}

// Label returns the Chinese words.
func (t Telling) Label() string {
	return map[Telling]string{
		ToldAll: "写明了申请复议的权利、复议机关和期限", FirstUntold: "写明了这些，没有写须先申请复议", Untold: "没有写明申请复议的权利、复议机关或者期限",
	}[t]
}

// A Beginning is what the day is known by from which the period runs (实施条例 23, 24).
type Beginning string

// The beginnings.
const (
	NotSaid    Beginning = ""            // it was not said: the day as it was entered
	OnSpot     Beginning = "on_spot"     // 当场作出
	HandedOver Beginning = "direct"      // 直接送达, signed for or refused
	ByPost     Beginning = "posted"      // 邮寄, signed for
	Arrived    Beginning = "electronic"  // 电子方式, in the system that was named
	Announced  Beginning = "announced"   // 公告, its period over
	ToldAfter  Beginning = "told_after"  // of what was not made known, by a later notice
	Proven     Beginning = "proven"      // the respondent proves the day
	PeriodOver Beginning = "period_over" // silence: the period to act is over
	SixtyOver  Beginning = "sixty_over"  // silence: there is no such period
)

// Beginnings lists those of a reply, SilentBeginnings those of silence, as forms show them.
var (
	Beginnings       = []Beginning{HandedOver, ByPost, Arrived, OnSpot, Announced, ToldAfter, Proven}
	SilentBeginnings = []Beginning{PeriodOver, SixtyOver}
)

// beginnings says of each what the day is and where that stands.
var beginnings = map[Beginning]struct{ label, place string }{
	NotSaid:    {"申请人收到", "第二十三条"},
	OnSpot:     {"当场作出，作出之日", "第二十三条第一款第一项"},
	HandedOver: {"直接送达，签收或者拒绝签收之日", "第二十三条第一款第二项"},
	ByPost:     {"邮寄送达，申请人签收之日", "第二十三条第一款第三项"},
	Arrived:    {"电子方式送达，到达申请人指定的系统之日", "第二十三条第一款第四项"},
	Announced:  {"公告，公告规定的期限届满之日", "第二十三条第一款第五项"},
	ToldAfter:  {"作出时没有告知，收到补充告知的通知之日", "第二十三条第一款第六项"},
	Proven:     {"被申请人证明申请人知道之日", "第二十三条第二款"},
	PeriodOver: {"有答复期限的，期限届满之日", "第二十四条第一款第一项"},
	SixtyOver:  {"没有规定期限的，收到申请满六十日", "第二十四条第一款第二项"},
}

// Label returns the Chinese words.
func (b Beginning) Label() string { return beginnings[b].label }

// Article cites what it rests on.
func (b Beginning) Article() string { return law.ReconsiderationRules.At(beginnings[b].place) }

// ofSilence reports whether it is one of silence.
func (b Beginning) ofSilence() bool { return b == PeriodOver || b == SixtyOver }

// A Limit is one of the limits of time of an application, as it was counted.
type Limit struct {
	Name    string
	From    calendar.Date // does not count; no day while it is not known
	Until   calendar.Date // no day while From is not known
	Article string
	Why     string // how it is counted, in words
}

// Limits are until when one may apply: all that hold at once, and the day that follows.
type Limits struct {
	All   []Limit
	Until calendar.Date // the earliest of them; no day while that is not known
	Rests string        // the article of the one that gives it
	most  calendar.Date // after it nobody may (复议法 21)
}

// IsLate reports whether an application of a day comes after them.
func (l Limits) IsLate(filed calendar.Date) bool {
	return !l.Until.IsZero() && filed.After(l.Until) || !l.most.IsZero() && filed.After(l.most)
}

// LimitsOf returns until when one may apply for reconsideration of what is contested
// (复议法 20, 21; 实施条例 23, 24, 26). Of silence the period begins on the day after the
// last day to answer: 实施条例 24 does not name 复议法 11(14), our reading. What does not
// count (lost) stops the sixty days and the year, for both are the period to apply; the
// five years it does not, our reading too.
func LimitsOf(k Contested, lost []Hindered, cal *calendar.Calendar) Limits {
	start := k.GotOn
	if k.Silence {
		start = k.On
	}
	var l Limits
	begins := k.Began
	if k.Silence && begins == NotSaid {
		begins = PeriodOver
	}
	switch {
	case k.Told == Untold && !k.Silence:
		learned := k.LearnedOn
		if !learned.IsZero() && learned.Before(start) { // what one knows beforehand begins nothing
			learned = start
		}
		l.add(counted(law.ReviewApplyLearned, learned, "申请人知道申请复议的权利、复议机关和期限之日", "", lost, cal))
		l.add(counted(law.ReviewApplyYear, start, "申请人知道答复内容之日（"+begins.Label()+"）", begins.Article(), lost, cal))
	default:
		l.add(counted(law.ReviewApply, start, begins.Label(), begins.Article(), lost, cal))
	}
	for _, one := range l.All {
		if !one.Until.IsZero() && (l.Until.IsZero() || one.Until.Before(l.Until)) {
			l.Until, l.Rests = one.Until, one.Article
		}
	}
	made := "答复作出之日"
	if k.Silence {
		made = "应当答复的最后一天"
	}
	most := counted(law.ReviewApplyEver, k.On, made, "", nil, cal)
	l.add(most)
	if l.most = most.Until; !l.most.IsZero() && !l.Until.IsZero() && l.most.Before(l.Until) {
		l.Until, l.Rests = l.most, most.Article
	}
	return l
}

func (l *Limits) add(one Limit) { l.All = append(l.All, one) }

// counted counts a limit from a day, without the days that do not count.
func counted(code law.TermCode, from calendar.Date, what, begins string, lost []Hindered, cal *calendar.Calendar) Limit {
	at := from
	if at.IsZero() {
		at = law.ReconsiderationLaw.From
	}
	term := law.TermOn(code, at)
	one := Limit{Name: term.Name, From: from, Article: term.Article}
	if begins != "" {
		one.Article += "、" + begins
	}
	if from.IsZero() {
		one.Why = what + "还不知道"
		return one
	}
	last, skipped := without(lost, from, term.Plain(from))
	one.Until = last
	rolled := false
	for moved := true; moved; { // a last day that is a day off, or lost, is not the last
		moved = false
		if next := cal.Roll(one.Until); next != one.Until {
			one.Until, moved, rolled = next, true, true
		}
		for _, f := range lost {
			if one.Until.Before(f.From) || one.Until.After(f.Until) {
				continue
			}
			one.Until, moved = f.Until.AddDays(1), true
			if !slices.Contains(skipped, f) {
				skipped = append(skipped, f)
			}
		}
	}
	one.Why = from.Chinese() + "，" + what + "，当日不计，" + words(term)
	for _, f := range skipped {
		one.Why += "；" + f.From.Chinese() + "至" + f.Until.Chinese() + "不计入：" + f.Kind.Label()
		one.Article += "、" + f.Kind.Article()
	}
	if rolled {
		one.Why += "；最后一日是休息日，顺延"
	}
	return one
}

// without moves the last day of a period back by the days in it that do not count, once
// each, and returns by which of the stretches.
func without(lost []Hindered, from, last calendar.Date) (calendar.Date, []Hindered) {
	var skipped []Hindered
	used := map[int]bool{}
	for d := from.AddDays(1); !d.After(last); d = d.AddDays(1) {
		hit := false
		for i, f := range lost {
			if d.Before(f.From) || d.After(f.Until) {
				continue
			}
			hit = true
			if !used[i] {
				used[i], skipped = true, append(skipped, f)
			}
		}
		if hit {
			last = last.AddDays(1)
		}
	}
	return last, skipped
}

// words writes a period.
func words(t law.Term) string {
	switch {
	case t.Unit == law.Months && t.N%12 == 0:
		return fmt.Sprintf("%d 年", t.N/12)
	case t.Unit == law.Months:
		return fmt.Sprintf("%d 个月", t.N)
	}
	return fmt.Sprintf("%d 日", t.N)
}

// Limits returns until when one could apply in this case.
func (c *Case) Limits(cal *calendar.Calendar) Limits {
	return LimitsOf(c.Contested, c.Hindered, cal)
}

// FileBy returns the last day to apply, no day while it is not known.
func (c *Case) FileBy(cal *calendar.Calendar) calendar.Date { return c.Limits(cal).Until }

// IsLate reports whether the application came after the period: what was posted, by the
// day of posting (复议法 88).
func (c *Case) IsLate(cal *calendar.Calendar) bool { return c.Limits(cal).IsLate(c.FiledOn()) }
