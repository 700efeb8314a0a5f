package demo

import "mingda/internal/casefile"

// dividedUp is a case of which the last thing that is asked for went to a case of its
// own, for another unit.
func dividedUp(t *travel) {
	t.on(1, 10, 15, "split", func() error {
		c, err := t.view()
		if err != nil {
			return err
		}
		items := c.Wants.Items()
		f := casefile.Splitting{PartText: casefile.PartText{Items: items[len(items)-1:], Reason: "方案由区教育局办；论证意见由别的单位保存，分开办、分开答复。"}}
		_, err = t.Desk.Split(t.ctx, t.clerk(), t.id, 0, f, casefile.Assigned{})
		return err
	})
}
