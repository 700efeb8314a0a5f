package web

import (
	"context"
	"slices"
	"strconv"

	"mingda/internal/auth"
	"mingda/internal/casefile"
	"mingda/internal/desk"
	"mingda/internal/fault"
	"mingda/internal/ledger"
	"mingda/internal/page"
)

// declineWithdrawalAct notes that a wish to withdraw was looked at and the case goes on.
var declineWithdrawalAct = caseAct{
	do:    casefile.DeclineWithdrawal,
	lead:  "有人提出撤回，核对以后不按撤回办。一个人申请的，撤回不用谁同意：只有不是本人意思的才照常办。期限不变，申请人查进度时看得到。记错了的，在经过里撤销那一笔。",
	needs: map[string]fault.Code{"wish": "wish_which", "because": "wish_because", "reason": "reason_needed"},
	done:  "已记下不按撤回办理，案件照常办",
	fields: func(s *Server, v desk.CaseView, f *page.Form, p *actPage) {
		wishes := v.Case.Wishes()
		var options, reasons []page.Option
		for _, because := range []casefile.Declining{casefile.OthersWant, casefile.NotTheirs, casefile.OneCopy} {
			if slices.ContainsFunc(wishes, func(w casefile.AskedWithdrawal) bool { return slices.Contains(v.Case.Declinings(w), because) }) {
				reasons = append(reasons, page.Option{Value: string(because), Label: because.Label(), Checked: f.Value("because") == string(because)})
			}
		}
		for _, w := range wishes {
			options = append(options, page.Option{Value: strconv.Itoa(w.Entry), Label: w.On.Chinese() + wishOf(v, w), Hint: w.Reason, Checked: len(wishes) == 1})
		}
		p.Fields = []page.Field{
			f.Radios("wish", "哪一次提出的", options).AsRequired(),
			f.Radios("because", "为什么不按撤回办理", reasons).AsRequired(),
			f.Textarea("reason", "怎么核对的").WithHint("如：11月23日电话问过李四，他还要答复；已告诉提出撤回的人。").AsRequired(),
		}
	},
	run: func(s *Server, ctx context.Context, by auth.User, sent actSent) error {
		f := casefile.WithdrawalDeclined{Because: casefile.Declining(sent.Value("because"))}
		f.Wish, _ = strconv.Atoi(sent.Value("wish"))
		f.Private.Reason = sent.Value("reason")
		return s.Desk.DeclineWithdrawal(ctx, by, sent.id, sent.version, f)
	},
}

// wishOf says whose wish to withdraw it is.
func wishOf(v desk.CaseView, w casefile.AskedWithdrawal) string {
	switch w.Input {
	case v.Case.Input:
		return "，登记以前在网上撤回"
	case 0:
		return "，" + v.Case.Applicant.Name + "在网上提出，共同申请的其余人没有"
	}
	return "，并入的来件上撤回"
}

var _ = tells(map[string]func(teller, ledger.Fact) telling{
	"withdrawal_declined": told(func(t teller, f *casefile.WithdrawalDeclined) telling {
		return telling{Title: "不按撤回办理", Text: sentences(f.Because.Label(), f.Private.Reason)}
	}),
})
