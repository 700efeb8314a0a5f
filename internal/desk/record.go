package desk

import (
	"context"
	"slices"

	"mingda/internal/auth"
	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/fault"
	"mingda/internal/filestore"
	"mingda/internal/inbox"
	"mingda/internal/intake"
	"mingda/internal/reconsider"
	"mingda/internal/sqlite"
)

// SignRecord notes that the record of a spoken request was read out and signed
// (条例 29.1), with the scan of it. What the input became already gets the scan
// too; what it becomes later finds it among its files.
func (d *Desk) SignRecord(ctx context.Context, by auth.User, id inbox.ID, on calendar.Date, scans []intake.File) error {
	for _, scan := range scans {
		if !d.Files.Has(filestore.Hash(scan.Hash)) {
			return fault.AtField("record", "file_missing")
		}
	}
	return d.withInput(ctx, by, auth.TakeIn, id, 0, func(tx *sqlite.Tx, i *inbox.Input) error {
		signed, err := i.SigningRecord(on, d.today(), scans)
		if err != nil || signed == nil {
			return err
		}
		for _, caseID := range i.Cases {
			if err := d.recordToCase(ctx, tx, by, caseID, i, scans); err != nil {
				return err
			}
		}
		if i.Review != 0 {
			if err := d.recordToReview(ctx, tx, by, i, scans); err != nil {
				return err
			}
		}
		return d.happenToInput(ctx, tx, i, by.ID, onDay(on, signed))
	})
}

// recordToReview puts the scan of a signed record into the file of a reconsideration
// case, in place of the one it replaces.
func (d *Desk) recordToReview(ctx context.Context, tx *sqlite.Tx, by auth.User, i *inbox.Input, scans []intake.File) error {
	c, err := loadReview(ctx, tx, reconsider.ID(i.Review))
	if err != nil {
		return err
	}
	facts, _ := reviewMaterials(c, d.today(), scans)
	facts = cameWith(i, facts)
	for _, m := range c.Materials {
		if m.Withdrawn || !holds(i.Record.Scans, m.File) || holds(scans, m.File) {
			continue
		}
		w := &casefile.MaterialWithdrawn{Material: m.N}
		w.Private.Reason = "口头申请笔录换了一份扫描件"
		facts = append(facts, onDay(d.today(), w))
	}
	return d.happenToReview(ctx, tx, c, by.ID, facts...)
}

// recordToCase puts the scan of a signed record into the file of a case, in
// place of the one it replaces. A file that is closed stays as it is.
func (d *Desk) recordToCase(ctx context.Context, tx *sqlite.Tx, by auth.User, id casefile.ID, i *inbox.Input, scans []intake.File) error {
	c, err := loadCase(ctx, tx, id)
	if err != nil {
		return err
	}
	s, err := c.Situation(d.Calendar(), d.today())
	if err != nil {
		return err
	}
	if c.Allows(casefile.AddMaterial, s) != nil {
		return nil
	}
	facts := cameWith(i, materialFacts(c, s.Today, casefile.Incoming, newTo(c, casefile.Incoming, scans)))
	for _, m := range c.Materials {
		if m.Withdrawn || !holds(i.Record.Scans, m.File) || holds(scans, m.File) {
			continue
		}
		w := &casefile.MaterialWithdrawn{Material: m.N}
		w.Private.Reason = "口头申请记录换了一份扫描件"
		facts = append(facts, onDay(s.Today, w))
	}
	return d.happenToCase(ctx, tx, c, by.ID, facts...)
}

// holds reports whether one of the files has the hash.
func holds(files []intake.File, hash string) bool {
	return slices.ContainsFunc(files, func(f intake.File) bool { return f.Hash == hash })
}

// unsignedRecords returns the inputs of a case whose record of a spoken request
// the applicant has not signed yet. Of a file that is closed nothing is asked
// any more.
func (d *Desk) unsignedRecords(ctx context.Context, c *casefile.Case) ([]*inbox.Input, error) {
	if stage := c.Stage(); stage == casefile.StageArchived || stage == casefile.StageAnnulled {
		return nil, nil
	}
	var ids []int64
	if c.Door == casefile.Counter {
		ids = append(ids, c.Input)
	}
	for _, j := range c.Joined {
		if j.Door == casefile.Counter {
			ids = append(ids, j.Input)
		}
	}
	var unsigned []*inbox.Input
	for _, id := range ids {
		i, err := loadInput(ctx, d.DB, inbox.ID(id))
		if err != nil {
			return nil, err
		}
		if i.LacksRecord() {
			unsigned = append(unsigned, i)
		}
	}
	return unsigned, nil
}
