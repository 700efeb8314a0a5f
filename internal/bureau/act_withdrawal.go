package bureau

import (
	"context"

	"mingda/internal/auth"
	"mingda/internal/desk"
	"mingda/internal/page"
	"mingda/internal/reconsider"
)

// withdrawalAct notes that the applicant wants to withdraw. What follows depends on
// whether the application was accepted by then.
var withdrawalAct = caseAct{
	do: reconsider.TakeWithdrawal, done: "已登记申请人的撤回",
	lead: "登记申请人哪天要求撤回，案件还没有结束。受理以前撤回的，接着点“受理前撤回结案”；受理以后说明理由可以撤回，准予的，拟终止决定书，不准予的，点“不按撤回办理”（复议法第四十一条、第七十四条）。",
	fields: plain(func(_ desk.ReviewView, f *page.Form) []page.Field {
		return []page.Field{f.Date("on", "哪天提出的"), f.Textarea("reason", "理由").WithRows(3).AsOptional()}
	}),
	run: func(s *Server, ctx context.Context, by auth.User, sent actSent) error {
		return s.Desk.AskReviewWithdrawal(ctx, by, sent.id, sent.version, sent.Value("reason"), sent.on())
	},
}

// declineWithdrawalAct notes that a wish to withdraw is not followed.
var declineWithdrawalAct = caseAct{
	do: reconsider.DeclineWish, done: "已记下：不按撤回办理，案件照常办", shown: "申请人的撤回",
	lead:  "受理以后撤回的，准予的拟终止决定书；不准予的，在这里写明为什么，申请人在网上看得到（复议法第四十一条、第七十四条）。受理以前撤回的不用准予，只有核对过不是申请人本人的意思，才照常办。登记错了的，可以撤销。",
	shows: wishShown,
	fields: plain(func(v desk.ReviewView, f *page.Form) []page.Field {
		whys := reconsider.Declinings
		if !v.Case.NeedsPermission(v.Clock) {
			whys = []reconsider.Declining{reconsider.NotOwn}
		}
		return []page.Field{
			f.Radios("why", "为什么不按撤回办理", options(whys, f.Value("why"))), f.Textarea("reason", "写给申请人的理由").WithRows(3).WithHint("不是本人意思的，写明怎么核对的。申请人在网上看得到。"),
		}
	}),
	run: func(s *Server, ctx context.Context, by auth.User, sent actSent) error {
		f := reconsider.WithdrawalDeclined{Why: reconsider.Declining(sent.Value("why"))}
		f.Private.Reason = sent.Value("reason")
		return s.Desk.DeclineReviewWithdrawal(ctx, by, sent.id, sent.version, f)
	},
}

// wishShown shows the wish to withdraw above a form about it.
func wishShown(v desk.ReviewView) []page.KV {
	w := v.Case.Withdrawal
	return []page.KV{{Label: "提出之日", Value: w.On.Chinese()}, {Label: "理由", Value: w.Reason}}
}

// closeWithdrawnAct closes what was withdrawn before it was accepted.
var closeWithdrawnAct = caseAct{
	do: reconsider.CloseWithdrawn, done: "已结案：受理前撤回", shown: "申请人的撤回",
	lead:  "撤回的意思是受理以前提出的，不再审查，不作受理，记录在案并告知申请人；不用准予，也不用终止决定书（复议法第四十一条说的是受理以后）。仍在申请期限内的，申请人可以再申请。要书面告知的，结案以后拟撤回告知书。登记错了的，可以撤销。",
	shows: wishShown,
	fields: plain(func(_ desk.ReviewView, f *page.Form) []page.Field {
		return []page.Field{
			f.Radios("told", "怎样告知申请人的", options(reconsider.ToldWays, f.Value("told"))), f.Textarea("note", "说明").WithRows(2).WithHint("谁、哪天告知的。").AsOptional(),
		}
	}),
	run: func(s *Server, ctx context.Context, by auth.User, sent actSent) error {
		return s.Desk.CloseWithdrawnReview(ctx, by, sent.id, sent.version, reconsider.ToldBy(sent.Value("told")), sent.Value("note"))
	},
}
