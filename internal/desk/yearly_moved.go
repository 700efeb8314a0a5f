package desk

import (
	"context"
	"slices"

	"mingda/internal/casefile"
	"mingda/internal/ledger"
	"mingda/internal/report"
	"mingda/internal/yearly"
)

// A MovedFigure is a figure that is another than what was published, and the requests in
// whose ledger something happened since: those that count in it now, those of its column
// that count elsewhere now, and those that counted in it and count nowhere any more, for
// their registration was annulled. Of 四 it is the cases of the dockets, and contests noted
// in requests.
type MovedFigure struct {
	yearly.Difference
	In        []report.Request
	Elsewhere []report.Request
	Gone      []report.Request
	Remedies  []report.Counted
}

// movedFigures finds the cases behind differences from an edition.
func (d *Desk) movedFigures(ctx context.Context, id yearly.ID, e yearly.Edition, all []yearly.Difference) ([]MovedFigure, error) {
	if len(all) == 0 {
		return nil, nil
	}
	since, err := d.DB.RequestsSince(ctx, e.Seq)
	if err != nil {
		return nil, err
	}
	gone, err := d.goneSince(ctx, id, e.Seq)
	if err != nil {
		return nil, err
	}
	remedies, err := d.remediesSince(ctx, id, e.Seq, all)
	if err != nil {
		return nil, err
	}
	period := report.PeriodOf(id.Year(), d.today())
	var moved []MovedFigure
	for _, diff := range all {
		m := MovedFigure{Difference: diff, Remedies: remediesOf(diff, remedies[diff.Code])}
		for _, r := range since {
			if diff.Table != yearly.TableRequests || !id.IsWhole() && r.Agency != id.Agency() {
				continue
			}
			total, at := countsAt(r, period, diff)
			switch {
			case at:
				m.In = append(m.In, r)
			case total && diff.Fell():
				m.Elsewhere = append(m.Elsewhere, r)
			}
		}
		for _, r := range gone {
			if _, at := countsAt(r, period, diff); at && diff.Table == yearly.TableRequests && diff.Fell() {
				m.Gone = append(m.Gone, r)
			}
		}
		moved = append(moved, m)
	}
	return moved, nil
}

// countsAt says whether a request counts in the column of a difference, and in its cell.
func countsAt(r report.Request, p report.Period, diff yearly.Difference) (column, cell bool) {
	alone := report.Requests([]report.Request{r}, p)
	total, _ := alone.Row(report.TotalRow)
	row, _ := alone.Row(diff.Code)
	return total.Values[diff.At] > 0, row.Values[diff.At] > 0
}

// goneSince returns, as they were when the ledger ended with the entry seq, the requests that
// counted then and count nowhere now.
func (d *Desk) goneSince(ctx context.Context, id yearly.ID, seq int64) ([]report.Request, error) {
	ids, err := d.DB.UncountedSince(ctx, seq, id.Agency(), carriedLooked)
	if err != nil {
		return nil, err
	}
	var all []report.Request
	for _, one := range ids {
		entries, err := d.DB.Entries(ctx, ledger.Case, int64(one), 0)
		if err != nil {
			return nil, err
		}
		then, err := casefile.Fold(one, slices.DeleteFunc(entries, func(e ledger.Entry) bool { return e.Seq > seq }))
		if err != nil {
			return nil, err
		}
		if r, counted := report.RequestOf(then); counted {
			all = append(all, r)
		}
	}
	return all, nil
}

// remediesSince returns, by the code of the table, what counts in the tables of 四 and has an
// entry of the ledger after seq, if one of these tables differs.
func (d *Desk) remediesSince(ctx context.Context, id yearly.ID, seq int64, all []yearly.Difference) (map[string][]report.Counted, error) {
	if !slices.ContainsFunc(all, func(diff yearly.Difference) bool { return slices.Contains(remedyCodes, diff.Code) }) {
		return nil, nil
	}
	tables, err := d.remedyTables(ctx, report.PeriodOf(id.Year(), d.today()), id.Agency())
	if err != nil {
		return nil, err
	}
	changed := map[ledger.Matter]map[int64]bool{}
	for _, matter := range []ledger.Matter{ledger.Case, ledger.Review, ledger.Lawsuit} {
		if changed[matter], err = d.DB.ChangedSince(ctx, matter, seq); err != nil {
			return nil, err
		}
	}
	found := map[string][]report.Counted{}
	for i, code := range remedyCodes {
		docket := ledger.Lawsuit
		if tables[i].Way == "" {
			docket = ledger.Review
		}
		for _, k := range tables[i].Table.Here(id.Agency()).Cases {
			of := docket
			if k.Noted {
				of = ledger.Case
			}
			if changed[of][k.ID] {
				found[code] = append(found[code], k)
			}
		}
	}
	return found, nil
}

// remediesOf returns those behind a difference: what counts in its column now and, where it
// fell, what counts in another.
func remediesOf(diff yearly.Difference, changed []report.Counted) []report.Counted {
	var all []report.Counted
	for _, k := range changed {
		if column := report.Columns[diff.At]; column == report.Total || k.Column == column || diff.Fell() {
			all = append(all, k)
		}
	}
	return all
}
