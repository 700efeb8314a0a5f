package desk

import (
	"context"
	"fmt"

	"mingda/internal/casefile"
	"mingda/internal/filestore"
	"mingda/internal/inbox"
	"mingda/internal/ledger"
	"mingda/internal/reconsider"
	"mingda/internal/sqlite"
)

// Verify checks the chains of ledger and audit, the database and that every file a row or
// a form refers to is there and unchanged. It returns the findings; err is a failure
// of the check itself.
func (d *Desk) Verify(ctx context.Context) (Verified, error) {
	v, err := d.verifyChains(ctx)
	if err != nil {
		return v, err
	}
	err = eachFile(ctx, d.DB.Reader, func(hash string) error {
		if err := d.Files.Verify(filestore.Hash(hash)); err != nil {
			v.Damaged = append(v.Damaged, fmt.Errorf("file %s: %w", hash, err))
		}
		return ctx.Err()
	})
	return v, err
}

// Rebuild throws the tables that are folded from the ledger away and makes them
// again, in one transaction. It returns the lines of both dumps that differ;
// with none, the rows were what the ledger says.
func (d *Desk) Rebuild(ctx context.Context) (differences []string, err error) {
	err = d.DB.Write(ctx, func(tx *sqlite.Tx) error {
		before, err := dump(ctx, tx)
		if err != nil {
			return err
		}
		if err := tx.ClearFolded(ctx); err != nil {
			return err
		}
		if err := d.refold(ctx, tx); err != nil {
			return err
		}
		after, err := dump(ctx, tx)
		if err != nil {
			return err
		}
		differences = differing(before, after)
		return nil
	})
	return differences, err
}

// refold makes the rows of every case and input from its ledger.
func (d *Desk) refold(ctx context.Context, tx *sqlite.Tx) error {
	inputs, err := tx.Subjects(ctx, ledger.Input)
	if err != nil {
		return err
	}
	for _, id := range inputs {
		i, err := loadInput(ctx, tx, inbox.ID(id))
		if err != nil {
			return err
		}
		if err := tx.PutInput(ctx, i); err != nil {
			return err
		}
	}
	cases, err := tx.Subjects(ctx, ledger.Case)
	if err != nil {
		return err
	}
	for _, id := range cases {
		c, err := loadCase(ctx, tx, casefile.ID(id))
		if err != nil {
			return err
		}
		if err := d.ProjectCase(ctx, tx, c); err != nil {
			return err
		}
	}
	reviews, err := tx.Subjects(ctx, ledger.Review)
	if err != nil {
		return err
	}
	for _, id := range reviews {
		if err := refoldReview(ctx, tx, reconsider.ID(id)); err != nil {
			return err
		}
	}
	if err := refoldLawsuits(ctx, tx); err != nil {
		return err
	}
	if err := refoldYearlies(ctx, tx); err != nil {
		return err
	}
	return refoldDisposals(ctx, tx)
}

func refoldReview(ctx context.Context, tx *sqlite.Tx, id reconsider.ID) error {
	c, err := loadReview(ctx, tx, id)
	if err != nil {
		return err
	}
	return tx.PutReview(ctx, c.Project(), c.Papers)
}

// ListReviews writes the rows of reconsideration cases that are of before lists were read
// from them (migration 0045), and returns how many there were.
func (d *Desk) ListReviews(ctx context.Context) (int, error) {
	ids, err := d.DB.ReviewsUnlisted(ctx)
	if err != nil || len(ids) == 0 {
		return 0, err
	}
	return len(ids), d.DB.Write(ctx, func(tx *sqlite.Tx) error {
		for _, id := range ids {
			if err := refoldReview(ctx, tx, id); err != nil {
				return err
			}
		}
		return nil
	})
}

func dump(ctx context.Context, tx *sqlite.Tx) ([]string, error) {
	var lines []string
	err := tx.DumpFolded(ctx, func(line string) error { lines = append(lines, line); return nil })
	return lines, err
}

// differing returns the lines that stand in one of two dumps only, marked - and +.
func differing(before, after []string) []string {
	count := map[string]int{}
	for _, l := range before {
		count[l]++
	}
	var all []string
	for _, l := range after {
		if count[l]--; count[l] < 0 {
			all = append(all, "+ "+l)
		}
	}
	for _, l := range before {
		if count[l] > 0 {
			all, count[l] = append(all, "- "+l), 0
		}
	}
	return all
}
