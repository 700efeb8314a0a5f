package web

import (
	"context"
	"net/url"
	"strings"

	"mingda/internal/auth"
	"mingda/internal/casefile"
	"mingda/internal/desk"
	"mingda/internal/fault"
	"mingda/internal/law"
	"mingda/internal/page"
)

// The acts that end a case. What was done stays on the file, but as a rule the
// case cannot be opened again, so each is ticked before.

var withdrawAct = caseAct{
	do:    casefile.Withdraw,
	lead:  "申请人说不要了。先看清是不是本人、是不是自愿，把怎么知道的写下来。",
	needs: aReason,
	grave: "登记以后这件申请就办结了，申请人和本单位都看得到。我已核对是申请人自己要撤回。",
	done:  "已登记撤回",
	typed: func(v desk.CaseView) url.Values {
		for _, w := range v.Case.Wishes() {
			if w.Input == v.Case.Input {
				return url.Values{"reason": {w.On.Chinese() + "在网上撤回" + because(w.Reason)}}
			}
		}
		return nil
	},
	fields: func(s *Server, v desk.CaseView, f *page.Form, p *actPage) {
		p.Fields = []page.Field{f.Textarea("reason", "申请人怎么说的").WithHint("如：11月23日来电，已在别处拿到，不再需要。").AsRequired()}
	},
	run: func(s *Server, ctx context.Context, by auth.User, sent actSent) error {
		return s.Desk.Withdraw(ctx, by, sent.id, sent.version, sent.Value("reason"))
	},
}

// withdrawalNotes say that the applicant had withdrawn before it was a case.
func (s *Server) withdrawalNotes(v desk.CaseView) []page.Note {
	if !v.Row.Open {
		return nil
	}
	var notes []page.Note
	for _, w := range v.Case.Wishes() {
		note := page.Note{Kind: page.Soon, Strong: "申请人已撤回：", Text: w.On.Chinese() + "在网上撤回" + because(w.Reason)}
		switch w.Input {
		case v.Case.Input:
		case 0:
			note.Strong = "共同申请里有一位要撤回："
			note.Text = v.Case.Applicant.Name + "于" + w.On.Chinese() + "在网上提出" + because(w.Reason) + "问过其余的申请人：都不要了的，登记撤回；还要的，不按撤回办理，答复仍写给大家。"
		default:
			note.Strong = "并入的来件已撤回："
		}
		if w.Input == v.Case.Input && allowed(v, casefile.Withdraw) == nil {
			note.Link = page.Link{Label: "登记撤回", Href: s.Pages.URL(casePath(v.Case.ID, string(casefile.Withdraw)))}
		} else if allowed(v, casefile.DeclineWithdrawal) == nil { // both ways stand in the bar
			note.Link = page.Link{Label: "不按撤回办理", Href: s.Pages.URL(casePath(v.Case.ID, string(casefile.DeclineWithdrawal)))}
		}
		notes = append(notes, note)
	}
	return notes
}

// closeResults are the ends without a reply (yearly report, row （六）).
var closeResults = []law.Result{law.NoSupplement, law.NoPayment, law.Other}

var closeAct = caseAct{
	do:    casefile.Close,
	lead:  "不发答复书就结束，只用于逾期不补正等几种情形。",
	needs: map[string]fault.Code{"result": "close_result_needed", "reason": "reason_needed"},
	grave: "结案以后不再答复，申请人看得到。我已核对符合所选的情形。",
	done:  "已结案",
	typed: givenUpTyped,
	fields: func(s *Server, v desk.CaseView, f *page.Form, p *actPage) {
		var options, not []page.Option
		for _, r := range closeResults {
			if r == law.NoPayment && !knowsFees(v) {
				continue
			}
			option := page.Option{Value: string(r), Label: s.Desk.ResultName(r)}
			if option.Hint = notAsked(v, r); option.Hint != "" {
				option.Disabled = true
				not = append(not, option)
				continue
			}
			options = append(options, option)
		}
		options = append(options, not...) // a message leads to the first, which must be one that can be reached
		p.Fields = []page.Field{
			f.Radios("result", "哪一种", options),
			f.Textarea("reason", "理由").WithHint("写明依据和经过，年度报告按它核对。").AsRequired(),
		}
	},
	run: func(s *Server, ctx context.Context, by auth.User, sent actSent) error {
		closed := casefile.Closed{Result: law.Result(sent.Value("result"))}
		closed.Private.Reason = sent.Value("reason")
		return s.Desk.Close(ctx, by, sent.id, sent.version, closed)
	},
}

// notAsked says why the applicant cannot have failed to do what ends a case so:
// nobody asked for it. "" says that it may be.
func notAsked(v desk.CaseView, r law.Result) string {
	switch notice, asked := v.Case.LetterOf(casefile.ClarificationNotice); {
	case r == law.NoSupplement && asked && notice.Stage != casefile.IsServed && len(notice.Asked()) > 0:
		return "补正告知书还没有送达每一位申请人，不能选。"
	case r == law.NoSupplement && (!asked || notice.Stage != casefile.IsServed):
		return "没有告知过补正，不能选。"
	case r == law.NoPayment && !v.Case.AwaitsPayment():
		return "没有等待中的缴费，不能选。"
	}
	return ""
}

var archiveAct = caseAct{
	do:    casefile.Archive,
	lead:  "案卷齐了，收起来（条例第四十五条）。归档以后给档号，系统把全部材料装订成一个 PDF，还能看、能打印，不能再改。",
	grave: "归档以后不能再加材料、记事、更正。我已核对案卷完整。",
	done:  "已归档，正在装订",
	typed: func(v desk.CaseView) url.Values {
		keep, _ := v.Case.ProposedKeeping()
		return url.Values{"keep": {string(keep)}}
	},
	fields: func(s *Server, v desk.CaseView, f *page.Form, p *actPage) {
		p.Notes = append(p.Notes, pendingNotes(v)...)
		if last, run := casefile.RemediesRun(v.Clocks); run {
			p.Notes = append(p.Notes, page.Note{Strong: "还可以复议、起诉：", Text: remediesWords(last) + "一般等期限过了再归档；先归了的，有了复议、诉讼还能登记，案卷撤销归档以后重新装订。"})
		}
		p.Fields = keepFields(v.Case, f)
	},
	run: func(s *Server, ctx context.Context, by auth.User, sent actSent) error {
		return s.Desk.Archive(ctx, by, sent.id, sent.version, casefile.PutAway{Keep: casefile.Keeping(sent.Value("keep")), Reason: sent.Value("reason")})
	},
}

// inputsAfterAnnul says what becomes of the inputs of a case that is annulled.
func inputsAfterAnnul(v desk.CaseView) string {
	var siblings, joined []string
	for _, row := range v.Siblings {
		siblings = append(siblings, row.Number)
	}
	for _, j := range v.Case.Joined {
		joined = append(joined, j.InputNumber)
	}
	says := "来件 " + v.Case.InputNumber + " 回到收件箱，等着重新处理。"
	if len(siblings) > 0 {
		says = "来件 " + v.Case.InputNumber + " 不回收件箱：从它登记的 " + strings.Join(siblings, "、") + " 还在。"
	}
	if len(joined) > 0 {
		says += "并入的 " + strings.Join(joined, "、") + " 回到收件箱。"
	}
	return says
}

var annulAct = caseAct{
	do:    casefile.Annul,
	lead:  "登记错了才用，比如同一件登记了两次。编号从此不再使用。",
	needs: aReason,
	grave: "撤销以后不能恢复。我已核对这件不该登记。",
	done:  "登记已撤销。从同一来件登记的都撤销了的，来件回到收件箱",
	fields: func(s *Server, v desk.CaseView, f *page.Form, p *actPage) {
		p.Lead += inputsAfterAnnul(v)
		p.Fields = []page.Field{f.Textarea("reason", "为什么撤销").AsRequired()}
	},
	run: func(s *Server, ctx context.Context, by auth.User, sent actSent) error {
		return s.Desk.Annul(ctx, by, sent.id, sent.version, sent.Value("reason"))
	},
}
