package desk

import (
	"context"
	"encoding/hex"
	"slices"

	"mingda/internal/auth"
	"mingda/internal/fault"
	"mingda/internal/ledger"
	"mingda/internal/office"
	"mingda/internal/report"
	"mingda/internal/sqlite"
	"mingda/internal/yearly"
)

// A YearlyDraft is the report as it would be published now, with what its signer must know.
type YearlyDraft struct {
	Annual  report.Annual
	Lacking []string // of the government's: the agencies whose report was not taken
	Broken  []string // identities that do not hold
	Seen    string   // by which the same draft is known when the signer says yes
}

// yearlyDraft assembles what would be published.
func (d *Desk) yearlyDraft(ctx context.Context, r *yearly.Report) (YearlyDraft, error) {
	a, err := d.assemble(ctx, r)
	if err != nil {
		return YearlyDraft{}, err
	}
	draft := YearlyDraft{Annual: a}
	for _, i := range a.Identities {
		if !i.Holds {
			draft.Broken = append(draft.Broken, i.Name)
		}
	}
	if r.ID.IsWhole() {
		parts, err := d.yearlyParts(ctx, d.DB, r.ID.Year())
		if err != nil {
			return draft, err
		}
		for _, p := range parts {
			if !p.IsIn() {
				draft.Lacking = append(draft.Lacking, p.Name())
			}
		}
	}
	frozen, err := yearly.Freeze(a)
	draft.Seen = ledger.HashOf(frozen)
	return draft, err
}

// PublishYearly publishes a report (公布): all of it as the person saw it is kept in the
// ledger for good. Where it has become another meanwhile it fails with fault Conflict, code
// yearly_changed.
func (d *Desk) PublishYearly(ctx context.Context, by auth.User, id yearly.ID, seen string, sure bool, why string) error {
	if _, err := d.mayYearly(ctx, by, auth.PublishYearly, id); err != nil {
		return err
	}
	return d.actOnYearly(ctx, by, id, func(tx *sqlite.Tx, r *yearly.Report, s yearly.Situation) (ledger.Fact, error) {
		if err := r.Allows(yearly.Publish, s); err != nil { // before a year is counted
			return nil, err
		}
		// The transaction holds the only writer: what readers see is what it sees.
		draft, err := d.yearlyDraft(ctx, r)
		if err != nil {
			return nil, err
		}
		if seen != draft.Seen {
			return nil, fault.New(fault.Conflict, "yearly_changed")
		}
		seq, head, err := tx.Head(ctx)
		if err != nil {
			return nil, err
		}
		s.Lacking, s.Broken = draft.Lacking, draft.Broken
		return factOf(r.Publishing(draft.Annual, seq, hex.EncodeToString(head), sure, kept(why), s))
	})
}

// A PublicYearly is a report that anybody can read, in one of its editions.
type PublicYearly struct {
	ID       yearly.ID
	Edition  yearly.Edition
	Annual   report.Annual
	Editions []yearly.Edition    // all of them, oldest first
	Changed  []yearly.Difference // from the edition before
}

// IsLatest reports whether the edition is the one that stands.
func (p PublicYearly) IsLatest() bool { return p.Edition.Edition == len(p.Editions) }

// PublicYearly returns a report that is published; edition 0 is the one that stands. One
// that is not is fault NotFound.
func (d *Desk) PublicYearly(ctx context.Context, id yearly.ID, edition int) (PublicYearly, error) {
	r, err := loadYearly(ctx, d.DB, id)
	if err != nil {
		return PublicYearly{}, err
	}
	if edition == 0 {
		edition = len(r.Editions)
	}
	if edition < 1 || edition > len(r.Editions) {
		return PublicYearly{}, fault.New(fault.NotFound, "yearly_not_found")
	}
	p := PublicYearly{ID: id, Edition: r.Editions[edition-1], Editions: r.Editions}
	if p.Annual, err = p.Edition.Value(); err != nil || edition == 1 {
		return p, err
	}
	before, err := r.Editions[edition-2].Value()
	p.Changed = yearly.Differences(before, p.Annual)
	return p, err
}

// A YearlyEntry is a report that is published, in the list of them.
type YearlyEntry struct {
	yearly.Listed
	Name string // of the agency
}

// PublicYearlies lists the reports that anybody can read, the last year first, in it the
// government's first; year 0 is all years.
func (d *Desk) PublicYearlies(ctx context.Context, year int) ([]YearlyEntry, error) {
	rows, err := d.DB.Yearlies(ctx, year)
	if err != nil {
		return nil, err
	}
	agencies, err := d.DB.Agencies(ctx)
	if err != nil {
		return nil, err
	}
	var all []YearlyEntry
	for _, l := range rows {
		if l.Editions == 0 {
			continue
		}
		e := YearlyEntry{Listed: l}
		at := slices.IndexFunc(agencies, func(a office.Agency) bool {
			return a.ID == l.ID.Agency() || l.ID.IsWhole() && a.Coordinates && a.Active
		})
		if at < 0 { // it coordinates no longer: what is published stays all the same
			p, err := d.PublicYearly(ctx, l.ID, 0)
			if err != nil {
				return nil, err
			}
			e.Name = p.Annual.Agency
		} else {
			e.Name = agencies[at].Name
		}
		all = append(all, e)
	}
	return all, nil
}
