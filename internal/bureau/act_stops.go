package bureau

import (
	"context"
	"strconv"

	"mingda/internal/auth"
	"mingda/internal/desk"
	"mingda/internal/page"
	"mingda/internal/reconsider"
)

// The acts on what stops the clock beside a suspension (勘验、鉴定).
var probeActs = []caseAct{beginProbeAct, endProbeAct}

var beginProbeAct = caseAct{
	do: reconsider.BeginProbe, done: "已登记，次日起不计入审理期限",
	lead: "现场勘验、鉴定所用的时间不计入审理期限（实施条例第四十五条、第四十六条）：登记开始和结束，期限自动算。鉴定由当事人申请，复议机构同意，鉴定机构由当事人协商，协商不成的由复议机构指定，费用由当事人承担。不用另发中止通知书。",
	fields: plain(func(_ desk.ReviewView, f *page.Form) []page.Field {
		var kinds []page.Option
		for _, k := range reconsider.ProbeKinds {
			kinds = append(kinds, page.Option{Value: string(k), Label: k.Label(), Hint: k.Article(), Checked: f.Value("kind") == string(k)})
		}
		return []page.Field{
			f.Radios("kind", "哪一种", kinds), f.Date("on", "哪天开始").WithHint("当日仍计入，次日起不计入期限。"), f.Textarea("what", "勘验、鉴定什么").WithRows(3),
			f.Text("who", "谁来做").WithHint("勘验人员，或者鉴定机构和怎样确定的。"),
		}
	}),
	run: func(s *Server, ctx context.Context, by auth.User, sent actSent) error {
		f := reconsider.ProbeBegan{Kind: reconsider.ProbeKind(sent.Value("kind"))}
		f.Private.What, f.Private.Who = sent.Value("what"), sent.Value("who")
		return s.Desk.BeginProbe(ctx, by, sent.id, sent.version, f, sent.on())
	},
}

var endProbeAct = caseAct{
	do: reconsider.EndProbe, done: "已登记，次日起继续计算期限", files: "勘验笔录、鉴定意见",
	fields: plain(func(v desk.ReviewView, f *page.Form) []page.Field {
		var list []page.Option
		for i, p := range v.Case.Probes {
			if p.To.IsZero() {
				list = append(list, page.Option{Value: itoa(i + 1), Label: p.Kind.Label() + "　" + p.From.ChineseShort() + "起　" + p.Private.What, Checked: f.Value("probe") == itoa(i+1) || len(v.Case.Probing()) == 1})
			}
		}
		return []page.Field{f.Radios("probe", "哪一项结束了", list), f.Date("on", "哪天结束").WithHint("次日起继续计算。"), f.Textarea("result", "结果").WithRows(4)}
	}),
	run: func(s *Server, ctx context.Context, by auth.User, sent actSent) error {
		f := reconsider.ProbeEnded{}
		f.Probe, _ = strconv.Atoi(sent.Value("probe"))
		f.Private.Result = sent.Value("result")
		return s.Desk.EndProbe(ctx, by, sent.id, sent.version, f, sent.on(), sent.Stored(filesField))
	},
}

// stopsOf lists what does or did not count of the period to decide.
func stopsOf(c *reconsider.Case) []page.KV {
	var all []page.KV
	if s, ok := c.Suspended(); ok {
		value := s.Since.Chinese() + "起"
		if s.Ground.Code != "" {
			value += "\n" + s.Ground.Text + "（" + s.Ground.Article + "）"
		}
		if on := s.LapsesOn(); !on.IsZero() {
			value += "\n" + on.Chinese() + "满六十日，原因没有消除的终止（复议法第四十一条第五项）"
		}
		all = append(all, page.KV{Label: "中止", Value: value})
	}
	for _, p := range c.Probes {
		value := p.From.Chinese() + "起，不计入期限"
		if !p.To.IsZero() {
			value = p.From.Chinese() + "至 " + p.To.Chinese() + "，" + itoa(p.To.DaysSince(p.From)) + " 日不计入期限"
		}
		value += "（" + p.Kind.Article() + "）\n" + p.Private.What + nonEmpty("，", p.Private.Who) + nonEmpty("\n", p.Result)
		all = append(all, page.KV{Label: p.Kind.Label(), Value: value})
	}
	return all
}

// stoppedDue is the badge of a case whose clock stands.
func stoppedDue(c *reconsider.Case) page.Due {
	d := page.Due{State: page.Stop, Text: "中止"}
	if s, ok := c.Suspended(); ok {
		d.Note = s.Ground.Short
		return d
	}
	if probing := c.Probing(); len(probing) > 0 {
		d.Text, d.Note = probing[0].Kind.Label(), probing[0].From.ChineseShort()+"起"
	}
	return d
}

// stopNotes are the marks of a suspension that will end the case, or has to.
func (s *Server) stopNotes(v desk.ReviewView) []page.Tag {
	suspended, ok := v.Case.Suspended()
	on := suspended.LapsesOn()
	switch {
	case !ok || on.IsZero() || v.Stage != reconsider.StageSuspended:
		return nil
	case suspended.HasLapsed(s.Desk.Today()):
		return []page.Tag{{State: page.Late, Text: "中止满六十日，应当终止"}}
	}
	return []page.Tag{{State: page.Stop, Text: on.ChineseShort() + "中止满六十日"}}
}

// groundOf returns the ground that a paper of suspension or of the end rests on, the zero
// one for any other.
func groundOf(p reconsider.Paper) reconsider.Ground {
	var g reconsider.Ground
	switch p.Kind {
	case reconsider.SuspensionNotice:
		g, _ = reconsider.GroundIn(reconsider.SuspensionGrounds, p.Values["suspend_for"])
	case reconsider.EndPaper:
		g, _ = reconsider.GroundIn(reconsider.EndGrounds, p.Values["end_for"])
	}
	return g
}
