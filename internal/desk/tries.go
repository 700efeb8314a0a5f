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
