package demo

import "mingda/internal/casefile"

// answeredTogether is a case with which another about the same, of another applicant, is
// answered (并案): each keeps its number and its last day.
func answeredTogether(t *travel) {
	j := t.journey
	j.ago, j.who, j.door, j.then = t.ago-1, shen, casefile.Web, nil
	other := t.begin(j)
	other.on(0, 10, 5, "the same of another", other.byForm)
	other.on(0, 15, 40, "register it", other.register)
	other.follow()
	t.on(2, 17, 5, "join the cases", func() error {
		c, err := other.view()
		if err != nil {
			return err
		}
		return t.Desk.JoinCase(t.ctx, t.clerk(), t.id, 0, c.Number, "两人要的是同一年度的同一份材料，一起查找、一起答复。")
	})
}
