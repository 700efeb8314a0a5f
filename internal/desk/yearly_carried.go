package desk

import (
	"context"
	"slices"

	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/ledger"
	"mingda/internal/report"
	"mingda/internal/yearly"
)

// carriedLooked is how many cases are looked at for those that explain why a report does not
// follow the one of the year before.
const carriedLooked = 2000

// carriedCases lists the cases that are carried over into the year otherwise than the
// published report of the year before carried them forward: what they were when the ledger
// ended with the entry seq beside what they are now. until is the last day of that report.
func (d *Desk) carriedCases(ctx context.Context, id yearly.ID, seq int64, until calendar.Date) ([]report.Counted, error) {
	ids, err := d.DB.CasesSince(ctx, seq, id.Agency(), id.Year(), carriedLooked)
	if err != nil {
		return nil, err
	}
	before, now := report.Period{Year: id.Year() - 1, Until: until}, report.PeriodOf(id.Year(), d.today())
	var all []report.Counted
	for _, one := range ids {
		entries, err := d.DB.Entries(ctx, ledger.Case, int64(one), 0)
		if err != nil {
			return nil, err
		}
		c, err := casefile.Fold(one, entries)
		if err != nil {
			return nil, err
		}
		then, err := casefile.Fold(one, slices.DeleteFunc(entries, func(e ledger.Entry) bool { return e.Seq > seq }))
		if err != nil {
			return nil, err
		}
		out, in := carriedAs(then, before, report.CarriedOutRow), carriedAs(c, now, report.CarriedInRow)
		if out == in {
			continue
		}
		all = append(all, report.Counted{ID: int64(one), Number: c.Number, Agency: c.Agency, Because: "上年公布时" + carriedWords(out, "计入四") + "，现在" + carriedWords(in, "计入二")})
		if len(all) == unplacedListed {
			break
		}
	}
	return all, nil
}

// carriedAs returns the column in which a case counts in a row of the period; empty where it
// does not.
func carriedAs(c *casefile.Case, p report.Period, row string) casefile.Class {
	r, counts := report.RequestOf(c)
	if !counts {
		return ""
	}
	for _, t := range r.Tallies(p) {
		if t.Row == row {
			return t.Class
		}
	}
	return ""
}

// carriedWords says that a case counts in a column, or does not.
func carriedWords(class casefile.Class, counts string) string {
	if class == "" {
		return "不" + counts
	}
	return counts + "（" + report.ColumnLabel(string(class)) + "）"
}
