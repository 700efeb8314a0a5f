package bureau

import (
	"context"
	"net/url"
	"slices"

	"mingda/internal/auth"
	"mingda/internal/desk"
	"mingda/internal/law"
	"mingda/internal/page"
	"mingda/internal/reconsider"
)

// contestedAct says anew what the objection is against.
var contestedAct = caseAct{
	do: reconsider.CorrectContested, done: "已更正，期限已重新计算", shows: limitsOf, shown: "申请期限",
	lead: "按答复的种类定审查要点。手工登记的、分项答复的，在这里选种类；改了种类，审查要点要重新填完。",
	typed: func(v desk.ReviewView) url.Values {
		k := v.Case.Contested
		values := url.Values{"kind": {string(k.Result)}, "number": {k.Number}, "act_on": {k.On.String()}, "got_on": {k.GotOn.String()}, "respondent": {k.Name}, "silence": {yesNo(k.Silence)}}
		for _, part := range k.Parts {
			values.Add("parts", string(part))
		}
		beginningTyped(values, k)
		return values
	},
	fields: plain(func(v desk.ReviewView, f *page.Form) []page.Field {
		k := v.Case.Contested
		var all []page.Field
		if k.Respondent == 0 {
			all = append(all, f.Text("respondent", "被申请人"))
		}
		all = append(all, f.Radios("silence", "被复议的", []page.Option{
			{Value: "no", Label: "答复", Checked: f.Value("silence") != "yes"}, {Value: "yes", Label: "逾期没有答复", Checked: f.Value("silence") == "yes"},
		}).AsInline())
		kinds, parts := []page.Option{{Label: "选一种"}}, []page.Option{}
		for _, r := range reconsider.Kinds() {
			if r == law.NoAnswer {
				continue
			}
			kinds = append(kinds, page.Option{Value: string(r), Label: reconsider.KindName(r), Checked: f.Value("kind") == string(r)})
			if r != law.Partial {
				parts = append(parts, page.Option{Value: string(r), Label: reconsider.KindName(r), Checked: slices.Contains(f.Values("parts"), string(r))})
			}
		}
		all = append(all, f.Select("kind", "答复的种类", kinds).WithHint("没有答复的不选。"), f.Checkboxes("parts", "不公开的部分，理由是", parts).WithHint("只有部分公开的要选。").AsOptional(),
			f.Text("number", "答复书文号").WithHint("没有答复的，写申请的编号。是本平台办的，按号认出来，种类和日子照那件的。"), f.Date("act_on", "答复之日，没有答复的，答复期限届满之日"), f.Date("got_on", "申请人收到之日").AsOptional())
		return append(all, beginningFields(f, k.Case != 0)...)
	}),
	run: func(s *Server, ctx context.Context, by auth.User, sent actSent) error {
		k := reconsider.Contested{Silence: sent.Value("silence") == "yes", Name: sent.Value("respondent"), Number: sent.Value("number"), Result: law.Result(sent.Value("kind")), On: dayIn(sent, "act_on"), GotOn: dayIn(sent, "got_on")}
		beginningIn(sent, &k)
		for _, part := range sent.Values["parts"] {
			k.Parts = append(k.Parts, law.Result(part))
		}
		return s.Desk.CorrectContested(ctx, by, sent.id, sent.version, k)
	},
}
