package demo

import (
	"mingda/internal/casefile"
	"mingda/internal/desk"
)

// orderedAnew is a case whose reply was revoked on reconsideration: it is to be
// answered again.
func orderedAnew(t *travel) {
	t.on(t.in+5, 9, 30, "challenge", func() error {
		f := casefile.Challenged{Forum: casefile.InReview, Letter: t.reply, Body: "和宁市人民政府", Number: "和政复〔2026〕31号"}
		return t.Desk.NoteChallenge(t.ctx, t.clerk(), t.id, desk.RemedyForm{On: t.Desk.Today()}, f)
	})
	t.on(t.ago-3, 10, 40, "order", func() error {
		c, err := t.view()
		if err != nil {
			return err
		}
		f := casefile.Judged{
			Challenge: c.Challenges[0].Entry, Forum: casefile.InReview, Letter: t.reply, Body: "和宁市人民政府", Number: "和政复决〔2026〕28号",
			DecidedOn: t.Desk.Calendar().AddWorkdays(t.received, t.ago-4), Outcome: casefile.OrderedAnswer, Days: 15,
		}
		f.Private.Order = "撤销答复书，自收到本决定书之日起十五个工作日内重新答复。"
		return t.Desk.NoteOutcome(t.ctx, t.clerk(), t.id, desk.RemedyForm{On: t.Desk.Today()}, f)
	})
}

// proposedPublic is a case whose applicant proposed that what was given is published.
func proposedPublic(t *travel) {
	t.on(t.in+3, 20, 15, "propose publication", func() error {
		visit, err := t.Desk.OpenStatus(t.ctx, t.ticket.Number, t.ticket.Code.String())
		if err != nil {
			return err
		}
		return t.Desk.ProposeByApplicant(t.ctx, visit, "公交线路怎样调整，沿线的人都想知道。")
	})
}
