package desk

import (
	"context"

	"mingda/internal/auth"
	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/intake"
	"mingda/internal/reconsider"
	"mingda/internal/sqlite"
)

// SendReviewPaper notes that a paper went to one of the parties (登记送达). What it tells
// the office of a request of this installation stands in the request's own ledger in the
// same transaction.
func (d *Desk) SendReviewPaper(ctx context.Context, by auth.User, id reconsider.ID, version int, f reconsider.PaperSent, on calendar.Date, proof []intake.File) error {
	return d.actOnReview(ctx, by, id, version, reconsider.Send, f.Letter, func(tx *sqlite.Tx, c *reconsider.Case, s reconsider.Situation) ([]happening, error) {
		if f.Way == casefile.Handed {
			on = s.Today // what a machine hands over has the machine's day
		}
		facts, numbers := reviewMaterials(c, s.Today, proof)
		if len(numbers) > 0 {
			f.Proof = numbers[0]
		}
		sent, err := c.Sending(f, on, s)
		if err != nil {
			return nil, err
		}
		return append(facts, onDay(on, sent)), d.paperReached(ctx, tx, by, c, f.Letter, sent.To, sent.GotOn)
	})
}

// GotReviewPaper notes that a posted paper was signed for on a day (登记签收).
func (d *Desk) GotReviewPaper(ctx context.Context, by auth.User, id reconsider.ID, version int, f reconsider.PaperGot, on calendar.Date) error {
	return d.actOnReview(ctx, by, id, version, reconsider.Got, f.Letter, func(tx *sqlite.Tx, c *reconsider.Case, s reconsider.Situation) ([]happening, error) {
		got, err := c.Getting(f, on, s)
		if err != nil {
			return nil, err
		}
		return []happening{onDay(on, got)}, d.paperReached(ctx, tx, by, c, f.Letter, got.To, on)
	})
}
