package desk

import (
	"context"
	"slices"
	"strings"

	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/intake"
	"mingda/internal/ledger"
	"mingda/internal/reconsider"
	"mingda/internal/sqlite"
)

// toOwnReview lets the applicant do something to a reconsideration case that is open.
func (d *Desk) toOwnReview(ctx context.Context, id reconsider.ID, decide func(*reconsider.Case, calendar.Date) ([]happening, error)) error {
	return d.DB.Write(ctx, func(tx *sqlite.Tx) error {
		c, err := loadReview(ctx, tx, id)
		if err != nil {
			return err
		}
		facts, err := decide(c, d.today())
		if err != nil || len(facts) == 0 { // nothing new
			return err
		}
		if err := c.AllowsApplicant(); err != nil {
			return err
		}
		return d.happenToReview(ctx, tx, c, ledger.Applicant, facts...)
	})
}

// addedToReview is what the applicant says and sends to a case of reconsideration:
// whether it is the supplement that was asked for is for a person to say. Nothing where
// all of it is there already: the same form was sent twice.
func addedToReview(c *reconsider.Case, today calendar.Date, text string, files []intake.File) []happening {
	said, held := text == "", map[string]bool{}
	for _, p := range c.History {
		if p.By != ledger.Applicant {
			continue
		}
		switch f := p.Fact.(type) {
		case *casefile.Noted:
			said = said || f.Private.Text == text
		case *casefile.MaterialAdded:
			held[f.File] = true
		}
	}
	if said && !slices.ContainsFunc(files, func(f intake.File) bool { return !held[f.Hash] }) {
		return nil
	}
	facts, _ := reviewMaterials(c, today, files)
	if text != "" {
		facts = append(facts, onDay(today, noted(text)))
	}
	return facts
}

// withdrawalAsked is the applicant's wish to withdraw an application for
// reconsideration: whether that is permitted is for the bureau (复议法 41).
func withdrawalAsked(reason string) *reconsider.WithdrawalAsked {
	f := &reconsider.WithdrawalAsked{}
	f.Private.Reason = strings.TrimSpace(reason)
	return f
}
