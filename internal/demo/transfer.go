package demo

import (
	"mingda/internal/casefile"
	"mingda/internal/desk"
	"mingda/internal/letter"
)

// handedOn is a case that went to the wrong agency: its applicant agreed that it is
// handed on, and it lies in the inbox of the other agency. Here it is still to be
// answered that the information is not ours.
func handedOn(t *travel) {
	var n int
	t.on(2, 9, 45, "consent", func() error {
		f := casefile.TransferAgreed{Agency: t.filling.agency(land).ID, On: t.Desk.Today(), How: casefile.OnPhone}
		f.Private.Note = "9时30分与申请人本人通话，说明该许可由区自然资源局核发，申请人同意转送。"
		return t.Desk.HandOn(t.ctx, t.officer(), t.id, 0, f, nil)
	})
	t.planLetter(2, func() error {
		c, err := t.view()
		if err != nil {
			return err
		}
		n, _, err = t.Desk.SaveDraft(t.ctx, t.officer(), t.id, desk.DraftForm{Kind: letter.Transfer, To: c.Transfers[0].To})
		return err
	}, &n, serving)
	t.on(4, 9, 50, "hand on", func() error {
		return t.Desk.Serve(t.ctx, t.clerk(), t.id, desk.ServiceForm{Letter: n, Way: casefile.Handed, On: t.Desk.Today()})
	})
}
