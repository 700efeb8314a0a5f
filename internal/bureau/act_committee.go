package bureau

import (
	"context"
	"slices"

	"mingda/internal/auth"
	"mingda/internal/desk"
	"mingda/internal/page"
	"mingda/internal/reconsider"
)

// The acts on the opinion of the committee (行政复议委员会).
var committeeActs = []caseAct{askCommitteeAct, takeAdviceAct}

var askCommitteeAct = caseAct{
	do: reconsider.AskCommittee, done: "已提请，等咨询意见",
	lead: "有下面情形之一的，应当提请行政复议委员会提出咨询意见（复议法第五十二条）。咨询意见登记以前，不能提出处理意见，不能作决定；审理期限照常计算。",
	fields: plain(func(_ desk.ReviewView, f *page.Form) []page.Field {
		var whys []page.Option
		for _, why := range reconsider.CommitteeWhys {
			whys = append(whys, page.Option{Value: string(why), Label: why.Label(), Hint: why.Article(), Checked: f.Value("why") == string(why)})
		}
		return []page.Field{f.Radios("why", "为什么", whys), f.Textarea("question", "咨询什么").WithRows(4).WithHint("一行一个问题。")}
	}),
	run: func(s *Server, ctx context.Context, by auth.User, sent actSent) error {
		f := reconsider.CommitteeAsked{Why: reconsider.CommitteeWhy(sent.Value("why"))}
		f.Private.Question = sent.Value("question")
		return s.Desk.AskCommittee(ctx, by, sent.id, sent.version, f)
	},
}

var takeAdviceAct = caseAct{
	do: reconsider.TakeAdvice, done: "咨询意见已登记",
	lead:  "咨询意见是作出决定的重要参考依据（复议法第六十一条第三款）。提出处理意见时说明采纳没有，不采纳的写明理由（实施条例第五十二条）。",
	files: "咨询意见、会议记录",
	fields: plain(func(_ desk.ReviewView, f *page.Form) []page.Field {
		return []page.Field{
			f.Radios("way", "怎样提出的", options(reconsider.CommitteeWays, f.Value("way"))), f.Date("on", "哪天"),
			f.Text("who", "哪些委员参加"), f.Textarea("text", "咨询意见").WithRows(6).WithHint("有不同意见的，一并写明。"),
		}
	}),
	run: func(s *Server, ctx context.Context, by auth.User, sent actSent) error {
		f := reconsider.CommitteeAdvised{Way: reconsider.CommitteeWay(sent.Value("way"))}
		f.Private.Who, f.Private.Text = sent.Value("who"), sent.Value("text")
		return s.Desk.TakeAdvice(ctx, by, sent.id, sent.version, f, sent.on(), sent.Stored(filesField))
	},
}

// followingFields ask whether the committee's opinion is followed, or why it was not asked for
// where it should be; none where there is none.
func followingFields(v desk.ReviewView, f *page.Form) []page.Field {
	if v.Case.OwesCommittee() {
		return []page.Field{f.Textarea("unasked", "为什么没有提请行政复议委员会").WithRows(3).WithHint("案情重大、疑难、复杂的，应当提请它提出咨询意见（复议法第五十二条）。先提请；确实没有提请的，写明为什么，报请签发时附上。")}
	}
	if !v.Case.IsAdvised() {
		return nil
	}
	said := ""
	for _, o := range slices.Backward(v.Case.Opinions) {
		if o.Advice != nil {
			said = o.On.ChineseShort() + "的意见：" + o.Advice.Private.Text
			break
		}
	}
	return []page.Field{
		f.Radios("following", "行政复议委员会的咨询意见", options(reconsider.Followings, f.Value("following"))).WithHint(said),
		f.Textarea("otherwise", "为什么没有全部采纳").WithRows(3).WithHint("部分采纳、不采纳的写，报请签发时附上（实施条例第五十二条）。").AsOptional(),
	}
}

// followingOf says what a proposal makes of the committee's opinion.
func followingOf(p reconsider.Proposal) []page.KV {
	switch {
	case p.Unasked:
		return []page.KV{{Label: "没有提请咨询意见，因为", Value: p.Private.Unasked}}
	case p.Following == "":
		return nil
	}
	return []page.KV{{Label: "咨询意见", Value: p.Following.Label() + nonEmpty("：", p.Private.Otherwise)}}
}

// An opinionCard is what the committee was asked, and what it said.
type opinionCard struct {
	Tag   page.Tag
	Facts []page.KV
}

// opinionsOf are the opinions of the committee on a case, the last first.
func opinionsOf(c *reconsider.Case) []opinionCard {
	var all []opinionCard
	for _, o := range slices.Backward(c.Opinions) {
		card := opinionCard{Tag: page.Tag{State: page.Stop, Text: "等意见"}, Facts: []page.KV{
			{Label: "提请", Value: o.AskedOn.Chinese() + "，" + o.Why.Label() + "（" + o.Why.Article() + "）"}, {Label: "咨询", Value: o.CommitteeAsked.Private.Question},
		}}
		if a := o.Advice; a != nil {
			card.Tag = page.Tag{State: page.Done, Text: o.On.ChineseShort() + "提出"}
			card.Facts = append(card.Facts, page.KV{Label: "方式", Value: a.Way.Label()}, page.KV{Label: "委员", Value: a.Private.Who}, page.KV{Label: "意见", Value: a.Private.Text})
			if c.Proposal.Entry > o.AdviceEntry {
				card.Facts = append(card.Facts, followingOf(c.Proposal)...)
			}
		}
		all = append(all, card)
	}
	return all
}

// committeeNotes are the marks of an opinion that is awaited, or should be asked for.
func committeeNotes(v desk.ReviewView) []page.Tag {
	switch {
	case !v.Stage.IsOpen() || v.Stage == reconsider.StageServing:
		return nil
	case v.Case.AwaitsCommittee():
		return []page.Tag{{State: page.Stop, Text: "等咨询意见"}}
	case v.Case.OwesCommittee():
		return []page.Tag{{State: page.Soon, Text: "案情重大，应当提请咨询意见"}}
	}
	return nil
}
