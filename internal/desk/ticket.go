package desk

import (
	"context"
	"encoding/json"

	"mingda/internal/auth"
	"mingda/internal/fault"
	"mingda/internal/sqlite"
)

// KeepTicket keeps a ticket for a day, sealed, under a fresh key that only its
// holder knows: the code itself stands in no session and no log. FormTicket
// returns it.
func (d *Desk) KeepTicket(ctx context.Context, t Ticket) (key string, err error) {
	if key, err = auth.NewDevice(d.Random); err != nil {
		return "", err
	}
	return key, d.DB.Write(ctx, func(tx *sqlite.Tx) error { return d.holdTicket(ctx, tx, holdKey(key), t) })
}

// holdTicket keeps a ticket for a day under the hash of a key, beside what was
// typed into the form that had it.
func (d *Desk) holdTicket(ctx context.Context, tx *sqlite.Tx, key string, t Ticket) error {
	var held heldForm
	h, err := tx.Hold(ctx, key)
	if err == nil {
		err = json.Unmarshal(h.Body, &held)
	}
	if err != nil && fault.KindOf(err) != fault.NotFound {
		return err
	}
	held.Ticket = &t
	body, err := json.Marshal(held)
	if err != nil {
		return err
	}
	return tx.PutHold(ctx, sqlite.Hold{Key: key, Body: body, ChangedAt: d.now()})
}
