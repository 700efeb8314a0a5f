package desk

import (
	"context"

	"mingda/internal/casefile"
	"mingda/internal/fault"
	"mingda/internal/inbox"
	"mingda/internal/intake"
	"mingda/internal/ledger"
	"mingda/internal/sqlite"
)

// noteBounce notes that a mail of ours came back, where the report names one: on
// its row of the outbox, and on what it was about. What is to be made of it, a
// person says.
func (d *Desk) noteBounce(ctx context.Context, tx *sqlite.Tx, report *inbox.Input, came intake.Return) error {
	for _, id := range came.IDs {
		o, err := tx.OutgoingByMessageID(ctx, id)
		if fault.KindOf(err) == fault.NotFound {
			continue
		}
		if err != nil {
			return err
		}
		if !o.BouncedAt.IsZero() {
			return nil // one report is enough
		}
		if err := tx.MarkBounced(ctx, o.ID, came.Why, d.now()); err != nil {
			return err
		}
		switch input, id, n := keyed(o.Key); {
		case input != 0:
			return d.noteConfirmationBounced(ctx, tx, input, report, came.Why)
		case id != 0:
			return d.noteLetterBounced(ctx, tx, id, n, o.Key, report, came.Why)
		}
		return nil
	}
	return nil
}

func (d *Desk) noteConfirmationBounced(ctx context.Context, tx *sqlite.Tx, id inbox.ID, report *inbox.Input, why string) error {
	i, err := loadInput(ctx, tx, id)
	if err != nil {
		return err
	}
	f := &inbox.ConfirmationBounced{Input: report.ID, Number: report.Number}
	f.Private.Why = why
	return d.happenToInput(ctx, tx, i, ledger.System, onDay(d.today(), f))
}

// noteLetterBounced notes it on the case, unless the letter was put into the
// outbox again since.
func (d *Desk) noteLetterBounced(ctx context.Context, tx *sqlite.Tx, id casefile.ID, n int, key string, report *inbox.Input, why string) error {
	c, err := loadCase(ctx, tx, id)
	to := keyedTo(key)
	if err != nil || key != letterKey(id, n, to, dispatches(c, n, to)-1) {
		return err
	}
	f := &casefile.MailBounced{Letter: n, To: to, Input: int64(report.ID), InputNumber: report.Number}
	f.Private.Why = why
	return d.happenToCase(ctx, tx, c, ledger.System, onDay(d.today(), f))
}
