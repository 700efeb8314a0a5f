package desk

import (
	"context"

	"mingda/internal/auth"
	"mingda/internal/sqlite"
)

// KeepTries keeps what has changed of the counts of wrong tries to sign in.
func (d *Desk) KeepTries(ctx context.Context, changes []auth.TryCount) error {
	if len(changes) == 0 {
		return nil
	}
	return d.DB.Write(ctx, func(tx *sqlite.Tx) error { return tx.PutTries(ctx, changes, auth.TriesForgotten(d.now())) })
}

// Tries returns the counts of wrong tries to sign in that were kept.
func (d *Desk) Tries(ctx context.Context) ([]auth.TryCount, error) { return d.DB.Tries(ctx) }

// KeepBrake keeps over a restart what has changed of the tries that a door counts; nil counts
// nothing. It is called after a wrong one, so that a right one costs no write. What cannot be
// kept still counts while the office runs.
func (d *Desk) KeepBrake(ctx context.Context, tries *auth.Tries) {
	if tries == nil {
		return
	}
	ctx = context.WithoutCancel(ctx) // who does not wait for the answer has tried all the same
	if err := tries.Keep(func(changes []auth.KeptTries) error {
		return d.DB.Write(ctx, func(tx *sqlite.Tx) error { return tx.PutBrake(ctx, tries.Name(), changes, d.now()) })
	}); err != nil {
		d.Log.Warn("wrong tries were not kept", "brake", tries.Name(), "err", err)
	}
}

// RestoreBrake gives tries back what was kept of it.
func (d *Desk) RestoreBrake(ctx context.Context, tries *auth.Tries) error {
	kept, err := d.DB.Brake(ctx, tries.Name())
	tries.Restore(kept, d.now())
	return err
}
