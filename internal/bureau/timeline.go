package bureau

import (
	"cmp"
	"slices"
	"strings"

	"mingda/internal/casefile"
	"mingda/internal/desk"
	"mingda/internal/ledger"
	"mingda/internal/letter"
	"mingda/internal/page"
	"mingda/internal/reconsider"
)

// timeline tells the entries of the case, newest first.
func (s *Server) timeline(v desk.ReviewView) []page.TimelineEntry {
	var all []page.TimelineEntry
	for _, p := range slices.Backward(v.Case.History) {
		title, text := tell(v, p.Fact)
		if f, ok := p.Fact.(*reconsider.FilingCorrected); ok {
			text = changedWords(v.Case, p.N, f.Private.Reason)
		}
		e := page.TimelineEntry{Title: title, Text: text, By: v.Names[p.By], On: p.On}
		if !v.Case.Stands(p.N) {
			e.Title, e.Struck = e.Title+"（已撤销）", true
		}
		switch p.By {
		case ledger.System:
			e.By, e.Kind = "系统", "machine"
		case ledger.Applicant:
			e.By = "申请人"
		}
		all = append(all, e)
	}
	return all
}

// tell returns what an entry says, in words.
func tell(v desk.ReviewView, fact any) (title, text string) {
	c := v.Case
	paper := func(n int) string {
		p, _ := c.Paper(n)
		info, err := letter.Info(letter.Kind(p.Kind))
		if err != nil {
			return string(p.Kind)
		}
		return info.Name
	}
	if title, text = tellPublic(paper, fact); title != "" {
		return title, text
	}
	switch f := fact.(type) {
	case *reconsider.Filed:
		return "收到复议申请", f.Door.Label() + "　" + f.Objection.Label()
	case *reconsider.Examined:
		return "审查", f.Private.Remark
	case *reconsider.Supplied:
		return "收到补正", f.Private.Text
	case *reconsider.NotSupplement:
		return "申请人交来的不是补正", f.Private.Reason
	case *reconsider.GivenUp:
		return "视为放弃复议申请", "补正期限过了没有补正"
	case *reconsider.ContestedCorrected:
		return "更正被复议的答复", reconsider.KindName(f.Contested.Result) + nonEmpty("　", f.Contested.Number)
	case *reconsider.FilingCorrected:
		return "更正登记", f.Private.Reason
	case *reconsider.Hindered:
		return "期限的耽误", f.From.Chinese() + "至" + f.Until.Chinese() + "不计入：" + f.Kind.Label() + "。" + f.Private.Why
	case *reconsider.Accepted:
		return "受理", procedureLabel(f.Procedure)
	case *reconsider.Responded:
		return "收到被申请人的答复", ""
	case *reconsider.Reported:
		return "被申请人报送情况：" + paper(f.Letter), f.Private.Text
	case *reconsider.PartyHeard:
		return "听取" + f.Role.Label() + "意见", f.Way.Label()
	case *reconsider.SheetFilled:
		if f.Whole {
			return "审查要点填完", ""
		}
		return "审查要点", "没有填完"
	case *reconsider.Proposed:
		return "处理意见：" + f.Outcome.Label(), f.Private.Reasons
	case *reconsider.InputJoined:
		return "并入收件 " + f.Number, f.Door.Label() + nonEmpty("　", f.Private.From) + nonEmpty("　", f.Private.Text)
	case *reconsider.WithdrawalAsked:
		if f.OfJoined(c) {
			return "并入的来件在并入以前撤回了", f.Private.Reason
		}
		return "申请人要求撤回", f.Private.Reason
	case *reconsider.FilingAnnulled:
		return "撤销登记", f.Private.Reason
	case *reconsider.WithdrawalDeclined:
		return "不按撤回办理：" + f.Why.Label(), f.Private.Reason
	case *reconsider.Withdrawn:
		return "受理前撤回，结案", "告知：" + f.Told.Label() + nonEmpty("。", f.Private.Note)
	case *reconsider.Guided:
		return "列为指导性案例" + nonEmpty("　", f.Published), f.Private.Reason
	case *reconsider.PaperSent:
		return paper(f.Letter) + "送达" + whom(c, f.To), f.Way.Label() + nonEmpty("　", f.Tracking) + nonEmpty("　", f.Private.Recipient)
	case *reconsider.PaperGot:
		return whom(c, f.To) + "签收" + paper(f.Letter), f.Private.Recipient
	case *reconsider.TakenBack:
		title, _ := tell(v, c.History[f.Corrects-1].Fact)
		return "撤销：" + title, f.Private.Reason
	case *reconsider.CodeReplaced:
		return "换发查询码", f.Identified.Label() + nonEmpty("　", f.Private.Note)
	}
	if title, text = tellPeople(v, fact); title != "" {
		return title, text
	}
	return tellFile(paper, fact)
}

// tellPeople is tell of who handles a case, who takes part in it and with which it is heard.
func tellPeople(v desk.ReviewView, fact any) (title, text string) {
	c := v.Case
	switch f := fact.(type) {
	case *reconsider.HandlersNamed:
		names := ""
		for _, h := range f.Handlers {
			names += nonEmpty(map[bool]string{true: "、", false: ""}[names != ""], v.Names[h])
		}
		return "指定承办人", names
	case *reconsider.HandlerLeft:
		return v.Names[f.Handler] + "回避", f.Private.Reason
	case *reconsider.PartyAdded:
		return f.Is.Label() + "参加", f.Private.Who.Name
	case *reconsider.Represented:
		names := ""
		for _, n := range f.Who {
			names += "　" + c.NameOf(reconsider.Recipient{Role: reconsider.TheApplicant, Party: n})
		}
		return "登记代表人", strings.TrimPrefix(cmp.Or(names, "不再有代表人"), "　") + "。" + f.Private.Note
	case *reconsider.PartyLeft:
		return "参加人退出", f.Private.Reason
	case *reconsider.CaseJoined:
		return f.Number + "并入，合并审理", f.Ground.Label() + "。" + f.Private.Reason
	case *reconsider.JoinedTo:
		return "并入" + f.Number + "，合并审理", f.Ground.Label() + "。" + f.Private.Reason
	case *reconsider.CaseUnjoined:
		return "撤销合并审理：" + f.Number, f.Private.Reason
	case *reconsider.UnjoinedFrom:
		return "撤销合并审理：" + f.Number, f.Private.Reason
	}
	return "", ""
}

// tellFile is tell of what the file of a case has in common with that of a request:
// remarks, documents, the life of papers.
func tellFile(paper func(int) string, fact any) (title, text string) {
	switch f := fact.(type) {
	case *casefile.Noted:
		return "备注", f.Private.Text
	case *casefile.MaterialAdded:
		return "加材料", f.Private.Name
	case *casefile.MaterialWithdrawn:
		return "材料停用", f.Private.Reason
	case *casefile.Drafted:
		return "拟稿：" + paper(f.Letter), ""
	case *casefile.Dropped:
		return "弃稿：" + paper(f.Letter), ""
	case *casefile.SentToCheck:
		return "送审核：" + paper(f.Letter), ""
	case *casefile.Checked:
		return "审核通过：" + paper(f.Letter), f.Private.Remark
	case *casefile.Returned:
		return "退回：" + paper(f.Letter), f.Private.Remark
	case *casefile.Signed:
		return "签发：" + paper(f.Letter), f.Number
	case *casefile.Rendered:
		return "制成 PDF：" + paper(f.Letter), ""
	case *casefile.Voided:
		return "作废：" + paper(f.Letter), f.Private.Reason
	}
	return tellCourse(fact)
}

// tellPublic tells what became of a decision: that it was published, and copied up;
// nothing of anything else.
func tellPublic(paper func(int) string, fact any) (title, text string) {
	switch f := fact.(type) {
	case *reconsider.PublicationPrepared:
		return "制作公布文本", ""
	case *reconsider.PublicationChecked:
		return "核对公布文本", ""
	case *reconsider.PublicationReleased:
		return "公布决定书", ""
	case *reconsider.PublicationWithdrawn:
		return "撤下公布文本", f.Private.Reason
	case *reconsider.PublicationWithheld:
		return "不公布：" + f.Ground.Label(), f.Private.Reason
	case *reconsider.CopiedUp:
		if f.None != "" {
			return "不抄告：" + paper(f.Letter), f.None
		}
		return "抄告：" + paper(f.Letter), f.To + "　" + f.How + nonEmpty("　", f.Tracking)
	}
	return "", ""
}
