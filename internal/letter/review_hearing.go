package letter

import (
	"strings"

	"mingda/internal/calendar"
)

// reviewHearing tells all parties when and where they are heard, five workdays before
// (复议法 50, 51), and what becomes of it where that changes.
type reviewHearing struct {
	toSomebody
	Is, Change            string
	On, Was               calendar.Date
	At, Place, Chair, Pen string
	Matters, Members      []string
}

// What is told of a hearing.
const (
	hearingSet   = "set"
	hearingMoved = "moved"
	hearingOff   = "off"
)

func (n *reviewHearing) fields(f Facts) []Field {
	const article = "行政复议法第五十一条第一款"
	const who = "行政复议法第五十条第三款"
	h := f.review().hearing()
	to, changed := When{"hearing_is", []string{hearingSet, hearingMoved}}, When{"hearing_is", []string{hearingMoved, hearingOff}}
	return []Field{
		n.forAll(f),
		{Name: "hearing_is", Label: "通知什么", Article: article, Type: ChoiceField, Standard: h.is(), Required: true, Opens: true, into: &n.Is,
			Options: []Option{{hearingSet, "举行听证"}, {hearingMoved, "听证改期"}, {hearingOff, "取消听证"}}},
		{Name: "hearing_was", Label: "原定的日子", Type: DateField, Standard: h.Was.String(), Required: true, Only: changed, into: &n.Was},
		{Name: "hearing_change", Label: "为什么", Type: TextField, Standard: h.Reason, Required: true, Only: changed, into: &n.Change, Hint: "接在“因”字后面写。"},
		{Name: "hearing_on", Label: "听证的日子", Article: article, Type: DateField, Standard: h.Day.String(), Required: true, Only: to, into: &n.On},
		{Name: "hearing_at", Label: "听证的时间", Article: article, Type: LineField, Standard: h.At, Required: true, Only: to, into: &n.At, Hint: "如：上午10时。"},
		{Name: "place", Label: "听证的地点", Article: article, Type: LineField, Standard: h.Place, Required: true, Only: to, into: &n.Place},
		{Name: "matters", Label: "拟听证事项", Article: article, Type: LinesField, Standard: h.Matters, Required: true, Only: to, into: &n.Matters, Hint: "一行一项。"},
		{Name: "chair", Label: "主持人", Article: who, Type: LineField, Standard: h.Chair, Required: true, Only: to, into: &n.Chair},
		{Name: "members", Label: "听证员", Article: who, Type: LinesField, Standard: strings.Join(h.Members, "\n"), Required: true, Only: to, into: &n.Members, Hint: "两名以上，一行一个。"},
		{Name: "recorder", Label: "记录员", Article: who, Type: LineField, Standard: h.Recorder, Required: true, Only: to, into: &n.Pen},
	}
}

func (n *reviewHearing) write(c *composer) {
	switch n.Is {
	case hearingOff:
		c.caseRecital("本机关原定于{hearing_was}举行听证。")
		c.say("因{hearing_change}，该次听证取消。")
		c.extra()
		c.sayReach()
		return
	case hearingMoved:
		c.caseRecital("本机关原定于{hearing_was}举行听证。因{hearing_change}，听证改期，现将有关事项通知如下：")
	default:
		c.caseRecital("本机关决定举行听证，现将有关事项通知如下：")
	}
	c.say("时间：{hearing_on}{hearing_at}。")
	c.say("地点：{place}。")
	c.say("拟听证事项：{matters}。")
	c.say("主持人：{chair}；听证员：" + c.enumerated("members", n.Members) + "；记录员：{recorder}。")
	c.under(lawAt("第五十一条第二款、第三款"), "根据"+reviewLaw+"第五十一条的规定，申请人无正当理由拒不参加听证的，视为放弃听证权利；被申请人的负责人应当参加听证，不能参加的，应当说明理由并委托相应的工作人员参加。")
	c.say("当事人认为主持人、听证员、记录员与本案有利害关系，可能影响公正办理的，可以在听证前提出并说明理由。参加听证请携带身份证明文件，委托代理人的并携带授权委托书。")
	c.extra()
	c.sayReach()
}

// A hearing is told five workdays before: that is a week, or less where weekends are
// worked.
const (
	leastToHearing = 5
	weekToHearing  = 7
)

func (n *reviewHearing) check(c *checker) {
	c.accepted()
	h := c.facts.review().Hearing
	if h != nil && n.Is != h.is() {
		c.found(Missing, "hearing_is", "与案件里登记的不一致", "")
	}
	if n.Is == hearingOff {
		return
	}
	n.checkDay(c)
	if len(n.Members) == 1 {
		c.found(Missing, "members", "听证员应当有两名以上", lawAt("第五十条第三款"))
	}
	if h == nil || h.Off {
		return
	}
	for _, same := range []struct{ field, says, set string }{
		{"hearing_on", n.On.String(), h.Day.String()}, {"hearing_at", n.At, clean(h.At)}, {"place", n.Place, clean(h.Place)},
		{"matters", strings.Join(n.Matters, "\n"), strings.Join(linesOf(h.Matters), "\n")},
		{"chair", n.Chair, clean(h.Chair)}, {"members", strings.Join(n.Members, "\n"), strings.Join(h.Members, "\n")}, {"recorder", n.Pen, clean(h.Recorder)},
	} {
		if same.says != same.set {
			c.found(Missing, same.field, "与安排的听证不一致；安排变了的，先在案件里办“听证改期”", "")
		}
	}
}

// checkDay holds the day to what the calendar says, where that is known.
func (n *reviewHearing) checkDay(c *checker) {
	const article = "行政复议法第五十一条第一款"
	on, h := c.facts.lawDay(), c.facts.review().hearing()
	days := n.On.DaysSince(on)
	switch {
	case n.On.IsZero() || on.IsZero():
	case n.On.Before(h.First):
		c.found(Missing, "hearing_on", "听证应当在五个工作日前通知；今天送达，最早"+h.First.Chinese(), article)
	case days < leastToHearing:
		c.found(Missing, "hearing_on", "听证应当在五个工作日前通知，来不及了", article)
	case days <= weekToHearing:
		c.found(Look, "hearing_on", "核对送达当事人之日到听证之日满五个工作日", article)
	}
}
