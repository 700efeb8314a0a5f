package desk

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"mingda/internal/audit"
	"mingda/internal/ledger"
	"mingda/internal/sqlite"
)

// headsSubject is the one subject of ledger.Heads.
const headsSubject = 1

// TieHeads notes the head of each chain in the other (链首互记), and both in the file outside,
// if there is one: who changes one of the three has to change all.
func (d *Desk) TieHeads(ctx context.Context) (audit.Pair, error) {
	d.tying.Lock()
	defer d.tying.Unlock()
	p := audit.Pair{At: d.now()}
	log, err := d.DB.Audit(ctx)
	if err != nil {
		return p, err
	}
	if p.Audit.Seq, p.Audit.Hash, err = log.Head(ctx); err != nil {
		return p, err
	}
	err = d.DB.Write(ctx, func(tx *sqlite.Tx) error {
		so, err := tx.Extent(ctx, ledger.Heads, headsSubject)
		if err != nil {
			return err
		}
		_, err = tx.Append(ctx, ledger.Heads, headsSubject, so.Last, sqlite.Happening{On: d.today(), At: p.At, By: ledger.System, Fact: audit.NoteOf(p.Audit)})
		if err == nil {
			p.Ledger.Seq, p.Ledger.Hash, err = tx.Head(ctx)
		}
		return err
	})
	if err == nil {
		err = log.Append(ctx, audit.Tie(p.Ledger, p.At, "program"))
	}
	if err == nil {
		p.Audit.Seq, p.Audit.Hash, err = log.Head(ctx)
	}
	if err != nil || d.HeadsFile == "" {
		return p, err
	}
	return p, appendLine(d.HeadsFile, p.Line())
}

// appendLine adds a line to a file, durably.
func appendLine(path, line string) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	f, err := os.OpenFile(path, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	_, err = f.WriteString(line + "\n")
	return errors.Join(err, f.Sync(), f.Close())
}

// Verified is what a check of the whole office found.
type Verified struct {
	Ledger  *ledger.Verifier
	Audit   *audit.Verifier
	Damaged []error // raw files, and lines of the file outside
	Outside int     // heads that were compared with the file outside
}

// Sound reports whether nothing was found.
func (v Verified) Sound() bool {
	return v.Ledger.Sound() && v.Audit.Sound() && len(v.Damaged) == 0
}

// verifyChains checks both chains, each against what the other and the file outside note of it.
func (d *Desk) verifyChains(ctx context.Context) (v Verified, err error) {
	d.tying.Lock()
	defer d.tying.Unlock()
	if v.Ledger, err = d.DB.Verify(ctx); err != nil {
		return v, err
	}
	log, err := d.DB.Audit(ctx)
	if err != nil {
		return v, err
	}
	if v.Audit, err = log.Verify(ctx); err != nil {
		return v, err
	}
	of := headsNoted{d: d, log: log, v: &v}
	for _, head := range v.Audit.Ties {
		err = errors.Join(err, of.ledgerHead(ctx, "in the audit", head))
	}
	notes, failed := d.DB.Entries(ctx, ledger.Heads, headsSubject, 0)
	err = errors.Join(err, failed)
	for _, e := range notes {
		var f audit.HeadNoted
		head, bad := audit.Head{}, e.Decode(&f)
		if bad == nil {
			head, bad = f.Head()
		}
		if bad != nil {
			v.Ledger.Broken(e.Seq, "notes no head of the audit: %v", bad)
			continue
		}
		err = errors.Join(err, of.auditHead(ctx, "in the ledger", head))
	}
	if err == nil && d.HeadsFile != "" {
		err = of.outside(ctx)
	}
	return v, err
}

// headsNoted compares heads as they were noted with what the chains have there.
type headsNoted struct {
	d   *Desk
	log *sqlite.AuditLog
	v   *Verified
}

func (n headsNoted) ledgerHead(ctx context.Context, where string, h audit.Head) error {
	is, err := n.d.DB.HashAt(ctx, h.Seq)
	if err == nil && h.Seq != 0 {
		n.v.Ledger.Says(where, h.Seq, h.Hash, is)
	}
	return err
}

// auditHead leaves those that were pruned: nothing of them is here to be compared.
func (n headsNoted) auditHead(ctx context.Context, where string, h audit.Head) error {
	is, err := n.log.HashAt(ctx, h.Seq)
	if err == nil && h.Seq != 0 && (is != nil || h.Seq > n.v.Audit.From) {
		n.v.Audit.Says(where, h.Seq, h.Hash, is)
	}
	return err
}

// outside compares the lines of the file outside.
func (n headsNoted) outside(ctx context.Context) error {
	f, err := os.Open(n.d.HeadsFile)
	if errors.Is(err, fs.ErrNotExist) {
		return nil // nothing was noted yet
	}
	if err != nil {
		return err
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	for lines.Scan() {
		p, err := audit.ParseLine(lines.Text())
		if err != nil {
			n.v.Damaged = append(n.v.Damaged, fmt.Errorf("%s: %w", n.d.HeadsFile, err))
			continue
		}
		n.v.Outside++
		if err := errors.Join(n.ledgerHead(ctx, "in the file outside", p.Ledger), n.auditHead(ctx, "in the file outside", p.Audit)); err != nil {
			return err
		}
	}
	return lines.Err()
}
