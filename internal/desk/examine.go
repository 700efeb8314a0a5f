package desk

import (
	"context"

	"mingda/internal/auth"
	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/fault"
	"mingda/internal/letter"
	"mingda/internal/sqlite"
)

// Examine notes an examination before the decision, or that another body was asked
// (条例 11, 17).
func (d *Desk) Examine(ctx context.Context, by auth.User, id casefile.ID, version int, f casefile.Examined, on calendar.Date) error {
	f.Private.Who, f.Private.Remark = kept(f.Private.Who), kept(f.Private.Remark)
	form := fault.Form{}
	form.Length("who", f.Private.Who, fault.MaxLine)
	form.Length("remark", f.Private.Remark, fault.MaxText)
	if err := form.Err(); err != nil {
		return err
	}
	return d.act(ctx, by, id, version, casefile.Examine, 0, decidingOn((*casefile.Case).Examination, f, on))
}

// AnswerExamination notes the answer of a body that was asked.
func (d *Desk) AnswerExamination(ctx context.Context, by auth.User, id casefile.ID, version int, f casefile.ExaminationAnswered, on calendar.Date) error {
	f.Private.Remark = kept(f.Private.Remark)
	if err := short("remark", f.Private.Remark, fault.MaxText); err != nil {
		return err
	}
	return d.act(ctx, by, id, version, casefile.AnswerExamination, 0, decidingOn((*casefile.Case).ExaminationAnswer, f, on))
}

// TakeBack takes back an entry that should not have been made, with its reason
// (撤销一笔).
func (d *Desk) TakeBack(ctx context.Context, by auth.User, id casefile.ID, version int, f casefile.TakenBack) error {
	f.Private.Reason = kept(f.Private.Reason)
	if err := short("reason", f.Private.Reason, fault.MaxText); err != nil {
		return err
	}
	return d.act(ctx, by, id, version, casefile.TakeBack, 0, takingBack(by, f))
}

// takingBack decides it, for a person who may note what is taken back.
func takingBack(by auth.User, f casefile.TakenBack) decision {
	decide := deciding((*casefile.Case).TakingBack, f)
	return func(tx *sqlite.Tx, c *casefile.Case, s casefile.Situation) ([]happening, error) {
		if err := auth.May(by, c.TakesBackAs(f.Corrects), subjectOf(c, 0)); err != nil {
			return nil, err
		}
		return decide(tx, c, s)
	}
}

// examinedOf is what a letter says of the examinations of its case. Whoever
// drafted one of its letters is its drafter.
func examinedOf(c *casefile.Case) *letter.Examined {
	drafters := map[int64]bool{}
	for _, l := range c.Letters {
		if l.Stands() {
			drafters[l.Drafter] = true
		}
	}
	all := &letter.Examined{}
	for _, e := range c.Examined {
		all.List = append(all.List, letter.Examination{
			What: e.What, Who: e.Who, On: e.On, Outcome: e.Outcome, Remark: e.Remark, AnsweredOn: e.AnsweredOn, Answer: e.Answer, ByDrafter: drafters[e.By],
		})
	}
	return all
}
