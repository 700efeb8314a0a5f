package sqlite

import (
	"context"
	"errors"
	"testing"
	"time"
)

// TestCutOff: a transaction whose context ends goes no further and leaves nothing, whatever it
// does next; one that waits for its turn waits no longer than its context lasts.
func TestCutOff(t *testing.T) {
	db := fresh(t)
	for name, next := range map[string]func(context.Context, *Tx) error{
		"write":   func(ctx context.Context, tx *Tx) error { return tx.PutSetting(ctx, "b", "2") },
		"read":    func(ctx context.Context, tx *Tx) error { _, err := tx.Setting(ctx, "a"); return err },
		"list":    func(ctx context.Context, tx *Tx) error { _, err := tx.Agencies(ctx); return err },
		"nothing": func(context.Context, *Tx) error { return nil },
	} {
		ctx, cut := context.WithCancel(t.Context())
		err := db.Write(ctx, func(tx *Tx) error {
			if err := tx.PutSetting(ctx, "a", "1"); err != nil {
				return err
			}
			cut()
			return next(ctx, tx)
		})
		if !errors.Is(err, context.Canceled) {
			t.Errorf("%s: %v", name, err)
		}
		if v, err := db.Setting(t.Context(), "a"); v != "" || err != nil {
			t.Errorf("%s: %q stayed, %v", name, v, err)
		}
	}
	write(t, db, func(*Tx) error {
		ctx, end := context.WithTimeout(t.Context(), time.Millisecond)
		defer end()
		if err := db.Write(ctx, func(*Tx) error { return nil }); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("who waits for its turn: %v", err)
		}
		return nil
	})
}
