package web

import (
	"context"
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
	lead:  "有人提出撤回，核对以后不按撤回办：共同申请里其余的人还要答复，或者不是申请人自己的意思。案件照常办，期限不变。记错了的，在经过里撤销那一笔。",
	needs: map[string]fault.Code{"wish": "wish_which", "reason": "reason_needed"},
	done:  "已记下不按撤回办理，案件照常办",
	fields: func(s *Server, v desk.CaseView, f *page.Form, p *actPage) {
		wishes := v.Case.Wishes()
		var options []page.Option
		for _, w := range wishes {
			options = append(options, page.Option{Value: strconv.Itoa(w.Entry), Label: w.On.Chinese() + wishOf(v, w), Hint: w.Reason, Checked: len(wishes) == 1})
		}
		p.Fields = []page.Field{
			f.Radios("wish", "哪一次提出的", options).AsRequired(),
			f.Textarea("reason", "怎么核对的").WithHint("如：11月23日电话问过李四，他还要答复；已告诉提出撤回的人。").AsRequired(),
		}
	},
	run: func(s *Server, ctx context.Context, by auth.User, sent actSent) error {
		f := casefile.WithdrawalDeclined{}
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
		return telling{Title: "不按撤回办理", Text: sentences(f.Private.Reason)}
	}),
})
