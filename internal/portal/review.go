package portal

import (
	"strings"

	"mingda/internal/calendar"
	"mingda/internal/desk"
	"mingda/internal/inbox"
	"mingda/internal/law"
	"mingda/internal/page"
	"mingda/internal/reconsider"
)

// whereReview says where an application for reconsideration stands, before it is a case
// and after. Nothing of the bureau's own work is told, and nothing of the respondent's
// evidence, which the applicant may read at the bureau (复议法 47).
func (s *Server) whereReview(st desk.Status) page.Where {
	if st.Review == nil {
		return s.beforeReview(st)
	}
	v, clock := st.Review, st.Review.Clock
	w := page.Where{Tag: page.Tag{State: page.OK, Text: "正在办", Icon: "today"}}
	switch v.Stage {
	case reconsider.StageExamining:
		w.Title, w.Text = "正在审查是否受理", s.acceptWords(clock.AcceptBy)
	case reconsider.StageSupplying:
		w.Tag, w.Title, w.Waiting = page.Tag{State: page.Stop, Text: "等您补正"}, "请您补正", true
		w.Text = "要补什么，写在补正通知书里。在这里用“补充材料”交，或者交给" + bureauName(st.Body.Bureau, st.Body.Name) + "。"
		if !clock.SupplementBy.IsZero() {
			w.Text = "最迟 " + clock.SupplementBy.ChineseFull() + "补正。" + w.Text
		}
		w = suppliedWords(v.Case, w)
	case reconsider.StageHearing:
		w.Title, w.Text = "已受理，正在审理", acceptedWords(v)
		if !clock.DecideBy.IsZero() {
			w.Text += "最迟 " + clock.DecideBy.ChineseFull() + "作出复议决定。"
			if s.Desk.Today().After(clock.DecideBy) {
				w.Tag, w.Late = page.Tag{State: page.Late, Text: "过了期限"}, true
				w.Text = acceptedWords(v) + "应在 " + clock.DecideBy.ChineseFull() + "前（含当日）决定，已经过了。可以打电话问，也可以自那天起" + s.term(law.CourtAfterReview) + "内起诉。"
			}
		}
		w.Text = sessionWords(v.Case, s.Desk.Today()) + w.Text
	case reconsider.StageServing:
		w.Title, w.Text = servingWords(v.Case)
	case reconsider.StageSuspended:
		if _, suspended := v.Case.Suspended(); !suspended {
			w.Tag, w.Title, w.Text = page.Tag{State: page.Stop, Text: "停止计算"}, "正在现场勘验或者鉴定", "所用的时间不计入审理期限，结束以后继续审理。"
			break
		}
		w.Tag, w.Title, w.Text = page.Tag{State: page.Stop, Text: "中止"}, "审理中止", "为什么，写在中止通知书里。中止的原因消除以后恢复审理，会告诉您。"
	default:
		w = s.endedReview(st)
	}
	if v.Stage.IsOpen() && v.Stage != reconsider.StageServing {
		w.Text = wishOfReview(v) + w.Text
	}
	return w
}

// suppliedWords change what is said while a supplement is awaited by what the applicant
// has sent since: that it came, or that it was looked at and is none.
func suppliedWords(c *reconsider.Case, w page.Where) page.Where {
	sent, open := c.SentSinceAsked(), c.Undecided()
	switch {
	case len(open) > 0:
		w.Tag, w.Title, w.Waiting = page.Tag{State: page.OK, Text: "已收到", Icon: "today"}, "收到您交来的，正在看", false
		w.Text = open[len(open)-1].On.ChineseFull() + "收到您交来的，复议机构正在看是不是要补的。还没有补全的，接着补：" + w.Text
	case len(sent) > 0:
		w.Text = "您 " + sent[len(sent)-1].On.ChineseFull() + "交来的看过了，不是要补的内容；不明白的，打电话问。" + w.Text
	}
	return w
}

// wishOfReview says what became of the applicant's wish to withdraw.
func wishOfReview(v *desk.ReviewStatus) string {
	asked := v.Case.Withdrawal
	on := asked.On.ChineseFull()
	switch {
	case asked.Entry == 0:
		return ""
	case asked.Declined == reconsider.NotPermitted:
		return "您 " + on + "提出撤回，没有准许，这件照常办。理由：" + strings.TrimRight(asked.Answer, "。") + "。"
	case asked.Declined == reconsider.NotOwn:
		return on + "提出的撤回，核对过不是您本人的意思，这件照常办：" + strings.TrimRight(asked.Answer, "。") + "。其实要撤回的，可以再提，或者打电话告诉我们。"
	case v.Case.NeedsPermission(v.Clock):
		return on + "收到您撤回的意思。准许的，终止案件，书面告诉您；不准许的，在这里写明理由。"
	}
	return on + "收到您撤回的意思。受理以前撤回的，不用准许，复议机构记录以后告诉您。"
}

// sessionWords call the applicant to a hearing that they were told of, until its day;
// of one that is past and not registered yet they say when it was to be.
func sessionWords(c *reconsider.Case, today calendar.Date) string {
	session, told := c.Session()
	if notice, _ := c.SessionNotice(); !told || !session.IsPending() || !notice.WentTo(reconsider.TheApplicant) {
		return ""
	}
	when := session.Day.ChineseFull() + session.Private.At
	if today.After(session.Day) {
		return "听证应于 " + when + "举行。"
	}
	return when + "举行听证，地点和事项写在听证通知书里，请您到场；没有正当理由不来的，视为放弃听证权利。"
}

// servingWords say that the paper that ends a case is made and on its way.
func servingWords(c *reconsider.Case) (title, text string) {
	end, _ := c.End()
	on := end.SignedOn.ChineseFull()
	const coming = "正在送给您，为什么、不服怎么办，写在决定书里。"
	switch _, outcome, _ := c.Decision(); {
	case end.Kind == reconsider.RejectionPaper:
		return "不予受理，正在送达", on + "决定不予受理。" + coming
	case outcome == reconsider.Ended:
		return "已经终止，正在送达", on + "决定终止。" + coming
	}
	return "已经作出决定，正在送达", on + "作出复议决定。" + coming
}

// givenUpWords say that an application counts as given up (复议法 31.2): no paper is made
// of it.
func givenUpWords(on calendar.Date) (title, text string) {
	return "视为放弃", "请您补正，补正的期限过了没有收到，" + on.ChineseFull() + "记为您放弃这次复议申请（行政复议法第三十一条）。没有另发文书。其实已经补正了的，或者有正当理由的，打电话告诉我们；还在申请期限内的，可以重新申请。"
}

// endedReview says how a case ended.
func (s *Server) endedReview(st desk.Status) page.Where {
	v := st.Review
	w := page.Where{Tag: page.Tag{State: page.Done, Text: "已办结"}}
	end, _ := v.Case.End()
	switch _, outcome, decided := v.Case.Decision(); {
	case decided:
		w.Title, w.Text = "已经决定："+outcome.Label(), end.SignedOn.ChineseFull()+"作出。不服的，怎样起诉、到哪天为止，写在决定书里。"
	case v.Stage == reconsider.StageNotAccepted:
		w.Title, w.Text = "不予受理", end.SignedOn.ChineseFull()+"决定不予受理。为什么、不服怎么办，写在决定书里。"
	case !v.Case.GaveUp.IsZero():
		w.Title, w.Text = givenUpWords(v.Case.GaveUp)
	case !v.Case.AnnulledOn.IsZero():
		w.Title, w.Text = "登记已撤销", v.Case.AnnulledOn.ChineseFull()+"撤销了这件登记，编号不再用。您交来的材料还在，正在重新办理，用收件号和原来的查询码看进度。"
	case !v.Case.WithdrawnOn.IsZero():
		w.Title, w.Text = "已经撤回", v.Case.WithdrawnOn.ChineseFull()+"您撤回申请，受理以前的，不再审查，没有受理。还在申请期限内的，可以重新申请。"
	default:
		w.Title, w.Text = "已经终止", end.SignedOn.ChineseFull()+"终止。为什么，写在决定书里。"
	}
	for _, p := range v.Papers {
		if p.N == end.N {
			w.Acts = []page.Button{{Label: "下载决定书（PDF）", Href: s.reviewPaperHref(p.N)}}
		}
	}
	return w
}

// acceptedWords say when and how the application was accepted.
func acceptedWords(v *desk.ReviewStatus) string {
	switch on := v.Clock.AcceptedOn; {
	case on.IsZero():
		return ""
	case v.Clock.Deemed:
		return on.ChineseFull() + "审查期限满，没有决定不受理，视为受理。"
	default:
		return on.ChineseFull() + "受理。"
	}
}

// acceptWords say until when it is examined, and what follows if nothing is said.
func (s *Server) acceptWords(by calendar.Date) string {
	return "最迟 " + by.ChineseFull() + "审查完。到那天没有告诉您不受理、也没有请您补正的，就算受理。现在不需要您做什么。"
}

// beforeReview says where an application stands that is no case.
func (s *Server) beforeReview(st desk.Status) page.Where {
	i := st.Input
	done := page.Tag{State: page.Done, Text: "已看过"}
	switch {
	case i.State == inbox.SetAside && i.Reason != inbox.Withdrew:
		why := setAsideWords(i.Reason)
		if i.Reason == inbox.NotRequest {
			why = "写的不是对某个行政行为申请复议"
		}
		return page.Where{Tag: done, Title: "没有作为行政复议申请登记", Text: "原因：" + why + "。您认为不对，打电话告诉我们，可以重新登记。"}
	case i.State == inbox.JoinedTo:
		return page.Where{Tag: done, Title: "放进了已有的复议案件", Text: "您这次交来的，放进了已经登记的那一件里。用那一件的收件号和查询码看进度。"}
	case i.State == inbox.SetAside, i.Withdrawal != nil:
		return page.Where{Tag: page.Tag{State: page.Done, Text: "已撤回"}, Title: "已经撤回", Text: "按您的意思撤回。还在期限内的，可以重新申请。"}
	}
	return page.Where{Tag: page.Tag{State: page.OK, Text: "已收到", Icon: "today"}, Title: "复议机构已收到", Text: s.acceptWords(s.Desk.AcceptBy(i.AtBureauOn()))}
}

// pathOfReview is what has happened to an application so far, and the papers that the
// applicant got.
func (s *Server) pathOfReview(st desk.Status) []page.PathStep {
	if st.Review == nil {
		return pathBefore(st)
	}
	v := st.Review
	steps := []page.PathStep{{Title: "收到", Note: v.Case.ReceivedOn.ChineseFull(), State: "past"}}
	if on := v.Case.Supplemented; !on.IsZero() {
		steps = append(steps, page.PathStep{Title: "收到您的补正", Note: on.ChineseFull(), State: "past"})
	}
	if on := v.Clock.AcceptedOn; !on.IsZero() {
		title := "受理"
		if v.Clock.Deemed {
			title = "视为受理"
		}
		steps = append(steps, page.PathStep{Title: title, Note: on.ChineseFull(), State: "past"})
	}
	for _, p := range v.Papers {
		got, _ := p.SentTo(reconsider.TheApplicant)
		steps = append(steps, page.PathStep{
			Title: desk.LetterName(p.Kind), Note: got.GotOn.ChineseFull() + "送到您手里", State: "past",
			Links: []page.Link{{Label: "下载（PDF）", Href: s.reviewPaperHref(p.N)}},
		})
	}
	switch v.Stage {
	case reconsider.StageExamining:
		return append(steps, page.PathStep{Title: "审查是否受理", State: "now"}, page.PathStep{Title: "审理"}, page.PathStep{Title: "作出复议决定"})
	case reconsider.StageSupplying:
		if open := v.Case.Undecided(); len(open) > 0 {
			steps = append(steps, page.PathStep{Title: "收到您交来的", Note: open[len(open)-1].On.ChineseFull(), State: "past"})
			return append(steps, page.PathStep{Title: "看是不是补正", State: "now"}, page.PathStep{Title: "审理"}, page.PathStep{Title: "作出复议决定"})
		}
		return append(steps, page.PathStep{Title: "等您补正", State: "now"}, page.PathStep{Title: "审理"}, page.PathStep{Title: "作出复议决定"})
	case reconsider.StageHearing:
		return append(steps, page.PathStep{Title: "审理", State: "now"}, page.PathStep{Title: "作出复议决定"})
	case reconsider.StageSuspended:
		return append(steps, page.PathStep{Title: "中止", State: "now"}, page.PathStep{Title: "作出复议决定"})
	}
	return steps
}

// reviewWithdrawn says what follows if an application for reconsideration is withdrawn:
// permission is needed, and it cannot be applied for again, only once it was accepted
// (复议法 41, 74).
func reviewWithdrawn(st desk.Status) string {
	switch {
	case st.Review == nil:
		return "撤回以后，这件复议申请（" + st.Input.Number + "）不再办。还在申请期限内的，可以重新申请。"
	case st.Review.Clock.AcceptedOn.IsZero():
		return "这件复议申请还没有受理。现在撤回，不用准许，不再审查，复议机构记录在案并告诉您。还在申请期限内的，可以重新申请。"
	}
	return "撤回要由复议机构准许，准许以后书面告诉您，案件终止。终止以后，不能再以同一事实和理由申请行政复议；能证明撤回不是您真实意愿的除外（行政复议法第七十四条）。"
}

// reviewSupplement says what a supplement is to an application for reconsideration.
func reviewSupplement(st desk.Status) string {
	if st.Review == nil || st.Review.Stage != reconsider.StageSupplying {
		return "作出复议决定以前随时可以补充证据、意见，期限不变。"
	}
	text := "要补什么，写在补正通知书里，写全了再交。没有正当理由逾期不补正的，视为放弃这次复议申请（行政复议法第三十一条）。"
	if by := st.Review.Clock.SupplementBy; !by.IsZero() {
		text = "最迟 " + by.ChineseFull() + "补正。" + text
	}
	return text
}

// reviewPage is the status page of an application for reconsideration.
func (s *Server) reviewPage(p statusPage, st desk.Status) statusPage {
	p.Where, p.Path, p.Phone = s.whereReview(st), s.pathOfReview(st), st.Body.BureauPhone
	if st.Review != nil {
		p.Number, p.Title, p.Received = st.Review.Case.Number, st.Review.Case.Number+" 的进度", st.Review.Case.ReceivedOn
	}
	sections := []page.AsideSection{{Title: "复议机构", Text: []string{bureauName(st.Body.Bureau, st.Body.Name)}}}
	if v := st.Review; v != nil && !v.Clock.AcceptedOn.IsZero() {
		sections = append(sections, page.AsideSection{Title: "看案卷", Text: []string{
			"您和代理人可以到复议机构查阅、复制被申请人的答复和证据，带上身份证件，先打电话约时间（行政复议法第四十七条）。涉及国家秘密、商业秘密、个人隐私，或者可能危及国家安全、公共安全、社会稳定的除外。",
		}})
	}
	p.Aside = s.bureauAside(st.Body, sections...)
	if st.Open {
		p.Acts = []page.Button{s.supplementButton()}
		if st.Review == nil || !st.Review.Case.Withdrawal.Waits() {
			p.Acts = append(p.Acts, s.withdrawButton())
		}
	}
	return p
}
