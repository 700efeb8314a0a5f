package desk

import (
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"mingda/internal/export"
	"mingda/internal/filestore"
	"mingda/internal/ledger"
	"mingda/internal/sqlite"
)

// LayIn makes the database of an office that moves in, in the folder data: the ledger and
// the rows that go along. It is the first half of moving in: the office is opened on it
// then, and ends with SettleIn.
func LayIn(ctx context.Context, in *export.Reader, data string, seal *ledger.Sealer, forget ...string) error {
	if newest, err := sqlite.NewestSchema(); err != nil {
		return err
	} else if in.Schema > newest {
		return export.Refuse(fmt.Errorf("this export is of schema %d, this program knows up to %d: use a newer program", in.Schema, newest))
	}
	db, _ := BackupParts(data)
	a, err := sqlite.Arrive(ctx, db, seal, in.Schema)
	if err != nil {
		return err
	}
	defer a.Discard()
	opened := in.Personal == export.Clear
	err = in.Lines(export.Ledger, func(line []byte) error {
		e, sealed, err := export.ReadEntry(line)
		if err != nil {
			return export.Refuse(fmt.Errorf("the ledger of this export cannot be read: %w", err))
		}
		return errors.Join(a.PutEntry(ctx, e, sealed), ctx.Err())
	})
	if err != nil {
		return err
	}
	for _, table := range in.Tables {
		err := in.Lines(export.Table(table), func(line []byte) error { return a.PutRow(ctx, table, line, opened) })
		if err != nil {
			return err
		}
	}
	for _, setting := range forget {
		if err := a.Forget(ctx, setting); err != nil {
			return err
		}
	}
	return a.Finish(ctx)
}

// SettleIn takes the files in, folds the rows of the ledger, and holds all against what
// the export says: the same head, a ledger that verifies, every file, the same rows. The
// mail of the office is held from then on, until somebody lets it go. It returns the
// folded tables whose rows are not what they were; of a program of the same schema there
// are none.
func (d *Desk) SettleIn(ctx context.Context, in *export.Reader) (other []string, err error) {
	if err := in.PutFiles(d.Files); err != nil {
		return nil, err
	}
	if err := d.layInAudit(ctx, in); err != nil {
		return nil, err
	}
	read := []string{export.Ledger}
	if in.Audit != nil {
		read = append(read, export.Audit)
	}
	for _, table := range in.Tables {
		read = append(read, export.Table(table))
	}
	if err := in.Check(read...); err != nil {
		return nil, err
	}
	err = d.DB.Write(ctx, func(tx *sqlite.Tx) error {
		if err := d.refold(ctx, tx); err != nil {
			return err
		}
		return tx.PutSetting(ctx, mailHeld, ledger.FormatTime(d.now()))
	})
	if err != nil {
		return nil, err
	}
	if err := d.arrived(ctx, in); err != nil {
		return nil, err
	}
	sums, err := sumOfRows(ctx, d.DB.Reader)
	if err != nil {
		return nil, err
	}
	for _, table := range slices.Sorted(maps.Keys(in.Folded)) {
		if sums[table] != in.Folded[table] {
			other = append(other, table)
		}
	}
	return other, nil
}

// arrived holds what was taken in against the manifest and against itself.
func (d *Desk) arrived(ctx context.Context, in *export.Reader) error {
	both, err := d.verifyChains(ctx)
	if err != nil {
		return err
	}
	v := both.Ledger
	if err := auditArrived(both.Audit, in); err != nil {
		return err
	}
	for _, f := range v.Findings {
		if f.Broken {
			return export.Refuse(fmt.Errorf("the ledger of this export does not verify: entry %d %s", f.Seq, f.What))
		}
	}
	if seq, head := v.Head(); seq != in.Entries || hex.EncodeToString(head) != in.Head {
		return export.Refuse(fmt.Errorf("the ledger of this export is not what its manifest says: %d entries, head %x", seq, head))
	}
	lost, err := d.DB.Unreferred(ctx)
	if err != nil {
		return err
	}
	if len(lost) > 0 {
		return export.Refuse(fmt.Errorf("this export is not whole: rows of %s name others that are not there", strings.Join(lost, ", ")))
	}
	return eachFile(ctx, d.DB.Reader, func(hash string) error {
		if !d.Files.Has(filestore.Hash(hash)) {
			return export.Refuse(fmt.Errorf("this export is not whole: the file %s is not there", hash))
		}
		return nil
	})
}

// DataParts returns where an office has its database and its files in a data folder, in
// the order in which they are put there: a folder with the first alone is no office.
func DataParts(data string) (files, db string) {
	db, files = BackupParts(filepath.Clean(data))
	return files, db
}
