package lawsuit

import (
	"mingda/internal/calendar"
	"mingda/internal/law"
)

// A Timely says whether a suit seems to be in time. It is a remark: the court decides.
type Timely struct {
	By    calendar.Date // the last day to sue; no day while that is not known
	Late  bool          // the suit came after it
	Words []string      // the sentences that explain it
}

// Timely returns whether the suit seems to be in time (诉讼法 45, 46; 法释〔2018〕1号 64, 66),
// and whether reconsideration would have had to come first (复议法 23).
func (c *Case) Timely(cal *calendar.Calendar) Timely {
	var t Timely
	d, known := c.sueBy(cal)
	if known {
		t.By, t.Words = d.By, append(t.Words, d.Words)
	} else {
		t.Words = append(t.Words, "原告收到之日还不知道，起诉期限没有算。")
	}
	k := c.Contested
	if longest := law.TermOn(law.CourtLongest, k.On); c.Way == Direct && !k.Silence && !k.On.IsZero() {
		if end := longest.Plain(k.On); !known || end.Before(t.By) {
			t.By = end
			t.Words = append(t.Words, "从作出答复之日起最长 "+length(longest)+"，到 "+end.Chinese()+"（"+longest.Article+"）。")
		}
	}
	sued := c.SuedOn
	if sued.IsZero() {
		sued = c.OpenedOn
	}
	if t.Late = !t.By.IsZero() && sued.After(t.By); t.Late {
		t.Words = append(t.Words, "起诉（"+sued.Chinese()+"）在这以后。"+c.untold())
	}
	if path := c.path(); c.Way == Direct && path.Path == law.ReviewFirst {
		t.Words = append(t.Words, "应当先申请行政复议（"+path.Article+"）；没有复议直接起诉的，法院裁定不予立案、驳回起诉（"+law.CourtInterpretation.At("第十条第二款第一项")+"）。")
	}
	return t
}

// sueBy returns the last day to sue and how it is counted, and whether it is known.
func (c *Case) sueBy(cal *calendar.Calendar) (Due, bool) {
	switch k := c.Contested; {
	case c.Way == AfterReview && c.Reviewed.GotOn.IsZero(), c.Way == Direct && k.Silence && k.On.IsZero(), c.Way == Direct && !k.Silence && k.GotOn.IsZero():
		return Due{}, false
	case c.Way == AfterReview && c.Reviewed.Silent:
		return counted(cal, "", law.CourtAfterReview, c.Reviewed.GotOn, "复议期满没有决定"), true
	case c.Way == AfterReview:
		return counted(cal, "", law.CourtAfterReview, c.Reviewed.GotOn, "原告收到复议决定书"), true
	case k.Silence:
		return counted(cal, "", law.CourtSilence, k.On, "答复期满没有答复"), true
	default:
		return counted(cal, "", law.CourtDirect, k.GotOn, "原告收到答复书"), true
	}
}

// untold reminds of the longer period for who was not told of it.
func (c *Case) untold() string {
	if c.Way != Direct || c.Contested.Silence || c.Contested.GotOn.IsZero() {
		return ""
	}
	t := law.TermOn(law.CourtUntold, c.Contested.GotOn)
	return "答复书没有告知起诉期限的，最长 " + length(t) + "，到 " + t.Plain(c.Contested.GotOn).Chinese() + "（" + t.Article + "）。"
}

// path returns the order of the remedies against what is contested.
func (c *Case) path() law.Remedy {
	k := c.Contested
	switch {
	case k.On.IsZero():
		return law.Remedy{}
	case k.Silence:
		return law.RemedyOn(law.NoAnswer, k.On.AddDays(1))
	case k.Result == "":
		return law.Remedy{}
	}
	return law.RemedyOn(k.Result, k.On)
}
