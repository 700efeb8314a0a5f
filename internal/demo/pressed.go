package demo

import "mingda/internal/casefile"

// chased is a case whose unit was pressed and has said when it will be done.
func chased(t *travel) {
	t.on(15, 9, 40, "chase", func() error {
		f := casefile.Chased{Why: "near", AnswerBy: t.Desk.Calendar().AddWorkdays(t.Desk.Today(), 1)}
		f.Private.What = "提出答复意见，连同检索记录送审核"
		return t.Desk.Chase(t.ctx, t.users["qin"], t.id, 0, f)
	})
	t.on(16, 10, 20, "answer", func() error {
		f := casefile.ChaseAnswered{Promised: t.Desk.Calendar().AddWorkdays(t.Desk.Today(), 2)}
		f.Private.Text = "两个科室的材料还差一份，催过了。"
		return t.Desk.AnswerChase(t.ctx, t.officer(), t.id, 0, f)
	})
}

// pressed is a case whose unit was pressed and has not answered yet.
func pressed(t *travel) {
	t.on(13, 15, 10, "chase", func() error {
		f := casefile.Chased{Why: "near", AnswerBy: t.Desk.Calendar().AddWorkdays(t.Desk.Today(), 1)}
		f.Private.What = "写明还缺什么材料、哪一天送审核"
		return t.Desk.Chase(t.ctx, t.clerk(), t.id, 0, f)
	})
}

// escalated is a case that its officer laid before the coordinating office.
func escalated(t *travel) {
	t.on(6, 16, 5, "escalate", func() error {
		return t.Desk.Escalate(t.ctx, t.officer(), t.id, 0, "涉及两个部门，都说材料不在自己那里，请区政府办协调。")
	})
}
