package desk

import (
	"context"
	"encoding/json"

	"mingda/internal/auth"
	"mingda/internal/sqlite"
)

// KeepTicket keeps a ticket for a day, sealed, under a fresh key that only its
// holder knows: the code itself stands in no session and no log. FormTicket
// returns it.
func (d *Desk) KeepTicket(ctx context.Context, t Ticket) (key string, err error) {
	if key, err = auth.NewDevice(d.Random); err != nil {
		return "", err
	}
	body, err := json.Marshal(heldForm{Ticket: &t})
	if err != nil {
		return "", err
	}
	return key, d.DB.Write(ctx, func(tx *sqlite.Tx) error {
		return tx.PutHold(ctx, sqlite.Hold{Key: holdKey(key), Body: body, ChangedAt: d.now()})
	})
}
