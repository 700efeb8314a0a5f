package desk

import (
	"context"

	"mingda/internal/auth"
	"mingda/internal/casefile"
	"mingda/internal/sqlite"
)

// AnswerOnTheSpot takes the steps before the draft at once, where the applicant
// waits (当场答复, 条例 33.1): a case that no unit has is assigned, and signed for by
// whoever does this where they are its officer. Each is what its own act would have
// recorded, and asked of the table by itself: a clerk who is no officer assigns, an
// officer who is no clerk signs for what is theirs. Checking and signing stay.
func (d *Desk) AnswerOnTheSpot(ctx context.Context, by auth.User, id casefile.ID, version int, a casefile.Assigned) error {
	return d.act(ctx, by, id, version, casefile.AnswerOnTheSpot, 0, func(tx *sqlite.Tx, c *casefile.Case, s casefile.Situation) ([]happening, error) {
		if err := c.Allows(casefile.AnswerOnTheSpot, s); err != nil {
			return nil, err
		}
		var facts []happening
		to := subjectOf(c, 0)
		if c.Unit == 0 {
			if err := auth.May(by, casefile.Assign, to); err != nil {
				return nil, err
			}
			if a.Officer == 0 && by.Unit == a.Unit && by.Has(auth.Officer) {
				a.Officer = by.ID
			}
			assigned, err := d.assigning(ctx, a)(tx, c, s)
			if err != nil {
				return nil, err
			}
			facts, to.Unit, to.Officer = assigned, a.Unit, a.Officer
		}
		if mine := to.Officer == by.ID || to.Officer == 0; mine && c.SignedFor.IsZero() && auth.May(by, casefile.SignFor, to) == nil {
			facts = append(facts, onDay(s.Today, &casefile.UnitSignedFor{}))
		}
		if len(facts) == 0 { // all that is left is the draft
			return nil, auth.May(by, casefile.Draft, to)
		}
		return facts, nil
	})
}
