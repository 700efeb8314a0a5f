package desk

import (
	"context"
	"encoding/json"
	"fmt"

	"mingda/internal/fault"
	"mingda/internal/filestore"
	"mingda/internal/sqlite"
)

// DropStaleForms forgets forms that nobody touched for 24 hours. The files that
// were sent with them are forgotten at night, see ForgetUploads.
func (d *Desk) DropStaleForms(ctx context.Context) error {
	return d.DB.Write(ctx, func(tx *sqlite.Tx) error { return tx.DropHoldsBefore(ctx, d.now().Add(-HeldFor)) })
}

// ForgetUploads removes the stored files that no row, no form and no intent
// refers to, identity papers among them, and returns how many it removed. It
// reads the whole ledger, so it is work for the night. It leaves alone what was stored
// within the time a form is kept, twice over: such a file may be on its way.
func (d *Desk) ForgetUploads(ctx context.Context) (int, error) {
	needed, err := d.filesNeeded(ctx)
	if err != nil {
		return 0, err
	}
	removed, then := 0, d.Now().Add(-2*HeldFor)
	return removed, d.Files.Walk(func(h filestore.Hash, _ int64) error {
		if needed[h] {
			return ctx.Err()
		}
		gone, err := d.Files.Remove(h, then)
		if gone {
			removed++
		}
		return err
	})
}

// intended adds the files of what is on its way to a row.
func (d *Desk) intended(needed map[filestore.Hash]bool) error {
	intents, err := d.Files.Intents()
	if err != nil {
		return err
	}
	for _, intent := range intents {
		var arrivals []arrival
		if err := json.Unmarshal(intent.Body, &arrivals); err != nil {
			return fmt.Errorf("intent %s: %w", intent.ID, err) // what it needs is not known, so nothing is removed
		}
		for _, a := range arrivals {
			needed[a.File] = true
		}
	}
	return nil
}

// eachFile calls visit with the hash of every file that a row or a form that is
// being filled in refers to. A file may be named more than once.
func eachFile(ctx context.Context, db sqlite.Reader, visit func(hash string) error) error {
	if err := db.Files(ctx, visit); err != nil {
		return err
	}
	keys, err := db.Holds(ctx)
	if err != nil {
		return err
	}
	for _, key := range keys {
		hold, err := db.Hold(ctx, key)
		if fault.KindOf(err) == fault.NotFound {
			continue // sent off meanwhile
		}
		if err != nil {
			return err
		}
		var form heldForm
		if err := json.Unmarshal(hold.Body, &form); err != nil {
			return fmt.Errorf("form %s: %w", key, err)
		}
		for _, f := range form.Files {
			if err := visit(f.Hash); err != nil {
				return err
			}
		}
	}
	return nil
}
