package web

import (
	"context"

	"mingda/internal/auth"
	"mingda/internal/casefile"
	"mingda/internal/desk"
	"mingda/internal/law"
	"mingda/internal/page"
)

var resumeAct = caseAct{
	do:    casefile.Resume,
	lead:  "结案、撤回记错了，接着办：通知没有送到，补正、缴费是在期限以内的，不是申请人要撤回，记到了别的案件上。原来那一笔留在经过里；当时弃掉的稿、作废的文书不恢复。",
	needs: aReason,
	grave: "我已核对结案、撤回的理由不成立。恢复以后又是在办的案件，申请人在查进度的页上看得到。",
	done:  "已恢复办理",
	moves: true,
	fields: func(s *Server, v desk.CaseView, f *page.Form, p *actPage) {
		p.Notes = append(p.Notes, page.Note{Kind: page.Soon, Strong: "恢复以后：", Text: s.afterResuming(v)})
		p.Fields = []page.Field{f.Textarea("reason", "为什么恢复").WithHint("写明怎么知道的、凭什么，存入经过。").AsRequired()}
	},
	run: func(s *Server, ctx context.Context, by auth.User, sent actSent) error {
		return s.Desk.Resume(ctx, by, sent.id, sent.version, sent.Value("reason"))
	},
}

// afterResuming says how the period of a closed case would stand.
func (s *Server) afterResuming(v desk.CaseView) string {
	due, err := s.Desk.DueIfResumed(v)
	switch {
	case err != nil:
		return "期限按没有结过案算。"
	case due.IsZero() && v.Case.Result == law.NoPayment:
		return "仍等申请人缴费，缴费以前不计期限。按时缴了的，恢复以后登记缴费，期限从缴费之日重新算；收费通知没有送到的，恢复以后更正送达，期限从收到之日接着算。"
	case due.IsZero():
		return "仍等申请人补正，收到以前不计期限。补正寄到了的，恢复以后登记收到补正；补正通知没有送到的，恢复以后更正送达，期限从收到之日接着算。"
	}
	return "期限按没有结过案算，最迟" + due.ChineseFull() + "答复" + wordIf(s.Desk.Today().After(due), "，已经逾期") + "。"
}
