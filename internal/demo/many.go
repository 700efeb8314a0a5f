package demo

import (
	"mingda/internal/desk"
	"mingda/internal/letter"
)

// many is a case whose applicant was asked for reasons (条例 35), and has given them
// on the status page: it is to be decided whether they are good.
func many(t *travel) {
	t.planLetter(2, func() error { return t.draft(&t.notice, letter.ReasonsRequest, nil) }, &t.notice, serving)
	t.on(4, 10, 25, "serve", func() error { return t.serve(t.notice) })
	t.on(6, 20, 30, "explain", func() error {
		visit, err := t.Desk.OpenStatus(t.ctx, t.ticket.Number, t.ticket.Code.String())
		if err != nil {
			return err
		}
		return t.Desk.AddFromApplicant(t.ctx, visit, desk.Seen{}, "本所承担县域人地关系的课题，各批材料分别用于不同的分课题，请尽量按年份提供。", nil)
	})
}
