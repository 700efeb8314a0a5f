package bureau

import (
	"context"
	"net/url"

	"mingda/internal/auth"
	"mingda/internal/desk"
	"mingda/internal/page"
	"mingda/internal/reconsider"
)

// hinderAct notes days that do not count in the period to apply.
var hinderAct = caseAct{
	do: reconsider.Hinder, done: "已登记，申请期限已重新计算", shows: limitsOf, shown: "申请期限",
	lead: "因不可抗力或者其他正当理由耽误的，障碍消除以后期限接着算（复议法第二十条第二款）；答复书没有写明须先申请复议，申请人直接起诉的，从起诉到驳回起诉裁定送达不计入（实施条例第二十六条）。头尾两天都不计入。登记错了的，可以撤销。",
	typed: func(v desk.ReviewView) url.Values {
		a := v.Case.Asked
		values := url.Values{"why": {a.Late}}
		if !a.LateFrom.IsZero() && len(v.Case.Hindered) == 0 { // as the applicant says
			values.Set("from", a.LateFrom.String())
			values.Set("until", a.LateUntil.String())
		}
		return values
	},
	fields: plain(func(_ desk.ReviewView, f *page.Form) []page.Field {
		return []page.Field{
			f.Radios("kind", "为什么", options(reconsider.HindranceKinds, f.Value("kind"))), f.Date("from", "从哪天").WithHint("障碍发生之日，或者起诉之日。"),
			f.Date("until", "到哪天").WithHint("障碍消除之日，或者裁定送达之日。"), f.Textarea("why", "理由和凭据").WithRows(3).WithHint("写明凭什么认定；凭据加到材料里。"),
		}
	}),
	run: func(s *Server, ctx context.Context, by auth.User, sent actSent) error {
		f := reconsider.Hindered{Kind: reconsider.HindranceKind(sent.Value("kind")), From: dayIn(sent, "from"), Until: dayIn(sent, "until")}
		f.Private.Why = sent.Value("why")
		return s.Desk.HinderReview(ctx, by, sent.id, sent.version, f)
	},
}

// limitsOf are the limits of time of the application with how each is counted, and the
// day on which it was made.
func limitsOf(v desk.ReviewView) []page.KV {
	c := v.Case
	var all []page.KV
	for _, l := range v.Limits.All {
		all = append(all, page.KV{Label: l.Name, Value: nonEmpty("到 ", l.Until.Chinese()) + "\n" + l.Why + "。（" + l.Article + "）"})
	}
	filed := c.FiledOn().Chinese() + "，收到之日"
	if !c.SentOn.IsZero() {
		filed = c.SentOn.Chinese() + "，交邮之日：在期限内交邮的不算过期（行政复议法第八十八条）"
	}
	all = append(all, page.KV{Label: "申请之日", Value: filed})
	switch {
	case v.Late:
		all = append(all, page.KV{Label: "算下来", Value: "超过了期限" + nonEmpty("，最迟 ", v.Limits.Until.Chinese())})
	case !v.Limits.Until.IsZero():
		all = append(all, page.KV{Label: "算下来", Value: "在期限内，最迟 " + v.Limits.Until.Chinese()})
	default:
		all = append(all, page.KV{Label: "算下来", Value: "还不知道申请人哪天收到，不能算"})
	}
	if c.Asked.Late != "" {
		all = append(all, page.KV{Label: "申请人说的理由", Value: c.Asked.Late + lateDays(c.Asked)})
	}
	return all
}

// lateDays says from when to when an applicant says that they were hindered.
func lateDays(a reconsider.Asked) string {
	if a.LateFrom.IsZero() {
		return ""
	}
	return "（" + a.LateFrom.Chinese() + "至" + a.LateUntil.Chinese() + "）"
}

// beginningFields ask from when the period to apply runs; silence is known of what is
// asked about.
func beginningFields(f *page.Form, ours bool) []page.Field {
	list := []page.Option{{Label: "不清楚"}}
	for _, group := range [][]reconsider.Beginning{reconsider.Beginnings, reconsider.SilentBeginnings} {
		for _, b := range group {
			list = append(list, page.Option{Value: string(b), Label: b.Label(), Checked: f.Value("began") == string(b)})
		}
	}
	all := []page.Field{
		f.Select("began", "申请期限从哪天算", list).WithHint("最后两种是没有答复的。实施条例第二十三条、第二十四条。").AsOptional(),
		f.Date("asked_on", "机关收到原申请之日").WithHint("没有规定答复期限的才填：从这天起满六十日算作没有答复。").AsOptional(),
	}
	if !ours {
		all = append(all, f.Radios("told", "答复书上关于复议写了什么", options(reconsider.Tellings, f.Value("told"))).WithHint("没有写明权利、机关和期限的，从申请人知道这些之日起算，最长不超过一年（复议法第二十条第三款）。").AsOptional())
	}
	return append(all, f.Date("learned_on", "申请人哪天知道可以申请复议").WithHint("答复书没有写明的才填：知道权利、复议机关和期限之日；还不知道是哪天的不填，按一年算。").AsOptional())
}

// beginningIn reads what beginningFields asked into what is contested.
func beginningIn(sent valuer, k *reconsider.Contested) {
	k.Began, k.Told = reconsider.Beginning(sent.Value("began")), reconsider.Telling(sent.Value("told"))
	k.AskedOn, k.LearnedOn = dayIn(sent, "asked_on"), dayIn(sent, "learned_on")
}

// beginningTyped fills beginningFields in.
func beginningTyped(values url.Values, k reconsider.Contested) {
	values.Set("began", string(k.Began))
	values.Set("told", string(k.Told))
	values.Set("asked_on", k.AskedOn.String())
	values.Set("learned_on", k.LearnedOn.String())
}
