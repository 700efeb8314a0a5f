package demo

import "mingda/internal/casefile"

// helped is a case with which two units help: one has handed in what it found, the
// other has not signed for its part yet.
func helped(t *travel) {
	t.on(2, 10, 15, "ask for help", func() error {
		for _, ask := range []struct{ unit, part string }{
			{unitFinance, "2025年以来该项目的资金拨付凭证，按批次"}, {unitStreet, "2025年在社区公示过的分户补偿表，连同公示的起止日期"},
		} {
			f := casefile.AssistAsked{Unit: t.units[ask.unit].ID, InnerDue: t.Desk.Calendar().AddWorkdays(t.Desk.Today(), 5)}
			f.Private.Part = ask.part
			if err := t.Desk.AskAssist(t.ctx, t.officer(), t.id, 0, f); err != nil {
				return err
			}
		}
		return nil
	})
	pei := t.users["pei"]
	t.on(2, 16, 30, "sign for a part", func() error { return t.Desk.SignForAssist(t.ctx, pei, t.id, 0) })
	t.on(3, 11, 5, "a part is answered", func() error {
		files, err := t.uploads([]string{"拨付凭证（三批）"})
		if err != nil {
			return err
		}
		if _, err := t.Desk.AddMaterials(t.ctx, pei, t.id, casefile.Requested, files); err != nil {
			return err
		}
		c, err := t.view()
		if err != nil {
			return err
		}
		f := casefile.AssistAnswered{Finding: casefile.PartFound, On: t.Desk.Today(), Materials: []int{len(c.Materials)}}
		f.Private = casefile.AssistText{Text: "共三批，凭证上的收款账号遮挡后可以公开。", In: "国库集中支付系统2025年至今的支付记录", For: "项目名称"}
		return t.Desk.AnswerAssist(t.ctx, pei, t.id, 0, f)
	})
}
