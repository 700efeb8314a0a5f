package desk

import (
	"context"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"

	"mingda/internal/audit"
	"mingda/internal/export"
)

// audit writes the records of the audit. As of the ledger, what does not verify is not taken
// out.
func (o *mover) audit(ctx context.Context) error {
	log, err := o.d.DB.Audit(ctx)
	if err != nil {
		return err
	}
	var v audit.Verifier
	from, before, err := log.Checkpoint(ctx)
	if err != nil {
		return err
	}
	v.Begin(from, before)
	err = o.w.Write(export.Audit, func(line func([]byte) error) error {
		return log.Each(ctx, func(e audit.Entry) error {
			if v.Check(e); !v.Sound() {
				return fmt.Errorf("the audit does not verify (mingda ledger verify says more): record %d %s", e.Seq, v.Findings[0].What)
			}
			text, err := json.Marshal(e)
			if err != nil {
				return err
			}
			return line(text)
		})
	})
	seq, head := v.Head()
	o.m.Audit = &export.Chain{From: from, Before: hex.EncodeToString(before), Last: seq, Head: hex.EncodeToString(head)}
	return err
}

// layInAudit puts the records of an export into the audit of the office that moves in, as
// they stand. An export of before has none.
func (d *Desk) layInAudit(ctx context.Context, in *export.Reader) error {
	if in.Audit == nil {
		return nil
	}
	before, err := hex.DecodeString(in.Audit.Before)
	if err != nil {
		return export.Refuse(fmt.Errorf("the manifest of this export cannot be read: %w", err))
	}
	log, err := d.DB.Audit(ctx)
	if err != nil {
		return err
	}
	return log.Arrive(ctx, in.Audit.From, before, d.now(), func(put func(audit.Entry) error) error {
		return in.Lines(export.Audit, func(line []byte) error {
			var e audit.Entry
			if err := json.Unmarshal(line, &e); err != nil {
				return export.Refuse(fmt.Errorf("the audit of this export cannot be read: %w", err))
			}
			return errors.Join(put(e), ctx.Err())
		})
	})
}

// auditArrived holds the audit that was taken in against the manifest.
func auditArrived(v *audit.Verifier, in *export.Reader) error {
	for _, f := range v.Findings {
		if f.Broken {
			return export.Refuse(fmt.Errorf("the audit of this export does not verify: record %d %s", f.Seq, f.What))
		}
	}
	if seq, head := v.Head(); in.Audit != nil && (seq != in.Audit.Last || hex.EncodeToString(head) != in.Audit.Head) {
		return export.Refuse(fmt.Errorf("the audit of this export is not what its manifest says: %d records, head %x", seq, head))
	}
	return nil
}
