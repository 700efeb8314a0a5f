package desk

import (
	"context"
	"fmt"
	"time"

	"mingda/internal/casefile"
	"mingda/internal/disposal"
	"mingda/internal/fault"
	"mingda/internal/filestore"
	"mingda/internal/inbox"
	"mingda/internal/ledger"
	"mingda/internal/sqlite"
)

// settling is how long a file must have lain before it is removed: one that was stored
// since may be on its way to a row (see filestore.Remove).
const settling = time.Hour

// DestroyAll carries out the lists that were begun, also those that a crash cut short. It
// goes on after a failure and returns the first. First the rows of each file go, in a
// transaction of its own; what they named is then in nobody's way, and the files of the
// store follow. The list ends when all are gone.
func (d *Desk) DestroyAll(ctx context.Context) error {
	begun, err := d.DB.DisposalsBegun(ctx)
	if err != nil {
		return err
	}
	var first error
	for _, id := range begun {
		if err := d.destroy(ctx, id); err != nil && first == nil {
			first = fmt.Errorf("list %d: %w", id, err)
		}
		if ctx.Err() != nil {
			return ctx.Err()
		}
	}
	return first
}

func (d *Desk) destroy(ctx context.Context, id disposal.ID) error {
	l, err := loadDisposal(ctx, d.DB, id)
	if err != nil {
		return err
	}
	for _, i := range l.Going() {
		if err := d.destroyRows(ctx, id, i); err != nil {
			return fmt.Errorf("case %d: %w", i.Case, err)
		}
	}
	if l, err = loadDisposal(ctx, d.DB, id); err != nil {
		return err
	}
	removed, shared, all, err := d.destroyFiles(ctx, l)
	if err != nil || !all {
		return err
	}
	if err := d.DB.ForgetDropped(ctx); err != nil {
		return err
	}
	return d.DB.Write(ctx, func(tx *sqlite.Tx) error {
		l, err := loadDisposal(ctx, tx, id)
		if err != nil || l.Stage != disposal.StageDestroying { // somebody was quicker
			return err
		}
		return d.happenToDisposal(ctx, tx, l, ledger.System, &disposal.Ended{Removed: removed, Shared: shared})
	})
}

// destroyRows destroys all that the database has of a file but the fact, in one
// transaction, unless that was done, or something came up since it was approved.
func (d *Desk) destroyRows(ctx context.Context, id disposal.ID, i disposal.Item) error {
	return d.DB.Write(ctx, func(tx *sqlite.Tx) error {
		l, err := loadDisposal(ctx, tx, id)
		if err != nil {
			return err
		}
		c, err := loadCase(ctx, tx, i.Case)
		if err != nil {
			return err
		}
		if shelf, _ := c.Shelf(); shelf.Destroyed.List == int64(id) {
			return nil
		}
		if err := d.asProposed(ctx, tx, l, i, c); fault.KindOf(err) == fault.Conflict {
			return d.happenToDisposal(ctx, tx, l, ledger.System, &disposal.Left{Case: i.Case, Why: fault.CodeOf(err)})
		} else if err != nil {
			return err
		}
		if err := d.destroyCase(ctx, tx, l, c); err != nil {
			return err
		}
		for _, input := range c.Inputs() {
			if err := d.destroyInput(ctx, tx, l, inbox.ID(input)); err != nil {
				return err
			}
		}
		return nil
	})
}

// destroyCase notes that the file of a case is destroyed, by whoever ordered it, and erases
// what was personal in its ledger, what was read of it, its words and its mails.
func (d *Desk) destroyCase(ctx context.Context, tx *sqlite.Tx, l *disposal.List, c *casefile.Case) error {
	e, err := tx.Append(ctx, ledger.Case, int64(c.ID), c.Version, sqlite.Happening{
		On: l.Begun.On, At: d.now(), By: l.Begun.By, Fact: &casefile.Destroyed{List: int64(l.ID), Number: l.Number, ApprovedBy: l.Decided.By, ApprovedOn: l.Decided.On},
	})
	if err != nil {
		return err
	}
	if err := c.Take(e); err != nil {
		return err
	}
	if err := tx.Erase(ctx, ledger.Case, int64(c.ID)); err != nil {
		return err
	}
	if err := tx.EraseMails(ctx, fmt.Sprintf("letter/%d", c.ID)); err != nil {
		return err
	}
	if c.OldRow != nil {
		if err := tx.EraseImported(ctx, c.OldRow.Import, c.ID); err != nil {
			return err
		}
	}
	bare, err := loadCase(ctx, tx, c.ID)
	if err != nil {
		return err
	}
	return d.ProjectCase(ctx, tx, bare)
}

// destroyInput destroys an input when every case that it belongs to was: one that another
// case, or a reconsideration case, still needs stays as it is.
func (d *Desk) destroyInput(ctx context.Context, tx *sqlite.Tx, l *disposal.List, id inbox.ID) error {
	i, err := loadInput(ctx, tx, id)
	if err != nil || !i.Destroyed.IsZero() || i.Review != 0 {
		return err
	}
	for _, other := range i.Cases {
		c, err := loadCase(ctx, tx, other)
		if err != nil {
			return err
		}
		if c.NotDestroyed() == nil && c.Stage() != casefile.StageAnnulled {
			return nil
		}
	}
	e, err := tx.Append(ctx, ledger.Input, int64(i.ID), i.Version, sqlite.Happening{
		On: l.Begun.On, At: d.now(), By: l.Begun.By, Fact: &inbox.Destroyed{List: int64(l.ID), Number: l.Number},
	})
	if err != nil {
		return err
	}
	if err := i.Take(e); err != nil {
		return err
	}
	if err := tx.Erase(ctx, ledger.Input, int64(i.ID)); err != nil {
		return err
	}
	if err := tx.EraseMails(ctx, fmt.Sprintf("confirm/%d", i.ID)); err != nil {
		return err
	}
	bare, err := loadInput(ctx, tx, id)
	if err != nil {
		return err
	}
	return tx.PutInput(ctx, bare)
}

// destroyFiles removes the files of the store that the destroyed cases and inputs of a list
// named, and that nothing else needs. all is false, and nothing is removed, while one of them
// was stored so lately that it may be on its way to somebody else.
func (d *Desk) destroyFiles(ctx context.Context, l *disposal.List) (removed, shared int, all bool, err error) {
	named, err := d.filesNamed(ctx, l)
	if err != nil {
		return 0, 0, false, err
	}
	settled := d.Now().Add(-settling)
	for hash := range named {
		if d.Files.IsNewer(hash, settled) {
			return 0, 0, false, nil
		}
	}
	needed, err := d.filesNeeded(ctx)
	if err != nil {
		return 0, 0, false, err
	}
	for hash := range named {
		if needed[hash] {
			shared++
			continue
		}
		if _, err := d.Files.Remove(hash, settled); err != nil {
			return removed, shared, false, err
		}
		if d.Files.Has(hash) { // it was stored again this moment
			return removed, shared, false, nil
		}
		removed++
	}
	return removed, shared, true, ctx.Err()
}

// filesNamed are the files that the ledgers of what a list destroyed name.
func (d *Desk) filesNamed(ctx context.Context, l *disposal.List) (map[filestore.Hash]bool, error) {
	named := map[filestore.Hash]bool{}
	add := func(matter ledger.Matter, id int64) error {
		hashes, err := d.DB.FilesOf(ctx, matter, id)
		for _, h := range hashes {
			named[filestore.Hash(h)] = true
		}
		return err
	}
	for _, item := range l.Going() {
		c, err := loadCase(ctx, d.DB, item.Case)
		if err != nil {
			return nil, err
		}
		if err := add(ledger.Case, int64(c.ID)); err != nil {
			return nil, err
		}
		for _, id := range c.Inputs() {
			i, err := loadInput(ctx, d.DB, inbox.ID(id))
			if err != nil {
				return nil, err
			}
			if i.Destroyed.IsZero() {
				continue
			}
			if err := add(ledger.Input, id); err != nil {
				return nil, err
			}
		}
	}
	return named, nil
}

// filesNeeded are the files that anything needs that was not destroyed: rows, forms that are
// being filled in, what is on its way to a row, and the pictures of seals.
func (d *Desk) filesNeeded(ctx context.Context) (map[filestore.Hash]bool, error) {
	needed := map[filestore.Hash]bool{}
	err := eachFile(ctx, d.DB.Reader, func(hash string) error { needed[filestore.Hash(hash)] = true; return nil })
	if err != nil {
		return nil, err
	}
	if err := d.intended(needed); err != nil {
		return nil, err
	}
	d.seals(needed)
	return needed, nil
}
