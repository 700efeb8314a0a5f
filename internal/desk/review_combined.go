package desk

import (
	"context"
	"strings"

	"mingda/internal/auth"
	"mingda/internal/fault"
	"mingda/internal/reconsider"
	"mingda/internal/sqlite"
)

// CombineReviews lets the case with a number be heard with another (合并审理). Both say so
// in one transaction; who does it may act in both.
func (d *Desk) CombineReviews(ctx context.Context, by auth.User, id reconsider.ID, version int, number string, ground reconsider.CombineGround, reason string) error {
	number = strings.TrimSpace(number)
	return d.actOnReview(ctx, by, id, version, reconsider.CombineCase, 0, func(tx *sqlite.Tx, c *reconsider.Case, s reconsider.Situation) ([]happening, error) {
		rows, err := tx.Reviews(ctx, sqlite.ReviewFilter{Body: c.Body, Number: number})
		if err != nil {
			return nil, err
		}
		if number == "" || len(rows) == 0 {
			return nil, fault.AtField("number", "input_no_review")
		}
		other, err := d.companion(ctx, tx, by, rows[0].ID, reconsider.CombineCase)
		if err != nil {
			return nil, err
		}
		others, err := other.Situation(d.Calendar(), d.today())
		if err != nil {
			return nil, err
		}
		joined, to, err := c.Combining(other, ground, kept(reason), s, others)
		if err != nil {
			return nil, err
		}
		return []happening{onDay(s.Today, joined)}, d.happenToReview(ctx, tx, other, by.ID, onDay(s.Today, to))
	})
}

// UncombineReviews lets a case be heard by itself again (撤销合并审理).
func (d *Desk) UncombineReviews(ctx context.Context, by auth.User, id reconsider.ID, version int, of reconsider.ID, reason string) error {
	return d.actOnReview(ctx, by, id, version, reconsider.UncombineCase, 0, func(tx *sqlite.Tx, c *reconsider.Case, s reconsider.Situation) ([]happening, error) {
		if of == 0 {
			return nil, fault.AtField("party", "review_combine_which")
		}
		other, err := d.companion(ctx, tx, by, of, reconsider.UncombineCase)
		if err != nil {
			return nil, err
		}
		undone, from, err := c.Uncombining(other, kept(reason), s)
		if err != nil {
			return nil, err
		}
		return []happening{onDay(s.Today, undone)}, d.happenToReview(ctx, tx, other, by.ID, onDay(s.Today, from))
	})
}

// companion loads another case in which the person may do the act too.
func (d *Desk) companion(ctx context.Context, tx *sqlite.Tx, by auth.User, id reconsider.ID, do reconsider.Act) (*reconsider.Case, error) {
	other, err := loadReview(ctx, tx, id)
	if err != nil {
		return nil, err
	}
	return other, d.mayReview(ctx, tx, by, other, do, 0)
}
