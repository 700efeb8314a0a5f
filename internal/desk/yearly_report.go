package desk

import (
	"context"
	"strconv"

	"mingda/internal/auth"
	"mingda/internal/calendar"
	"mingda/internal/law"
	"mingda/internal/report"
	"mingda/internal/yearly"
)

// AnnualReport returns the yearly report of an agency, or of agency 0, of all: as it is
// published, else as it would be now.
func (d *Desk) AnnualReport(ctx context.Context, by auth.User, year int, agency int64) (report.Annual, error) {
	id := yearly.IDOf(year, agency)
	if _, err := d.mayYearly(ctx, by, auth.SeeYearly, id); err != nil {
		return report.Annual{}, err
	}
	return d.AnnualWhole(ctx, year, agency)
}

// annualReport is AnnualReport of whoever may.
func (d *Desk) annualReport(ctx context.Context, id yearly.ID) (report.Annual, error) {
	r, err := loadYearly(ctx, d.DB, id)
	if err != nil {
		return report.Annual{}, err
	}
	if last, ok := r.Latest(); ok {
		return last.Value()
	}
	return d.assemble(ctx, r)
}

// AnnualNow is AnnualWhole as the report stands now, also where it is published.
func (d *Desk) AnnualNow(ctx context.Context, year int, agency int64) (report.Annual, error) {
	if _, err := d.reportPeriod(year); err != nil {
		return report.Annual{}, err
	}
	r, err := loadYearly(ctx, d.DB, yearly.IDOf(year, agency))
	if err != nil {
		return report.Annual{}, err
	}
	return d.assemble(ctx, r)
}

// assemble makes the report as it would be published now: the tables from the cases, the
// texts and 二 as they are written, the year before beside it.
func (d *Desk) assemble(ctx context.Context, r *yearly.Report) (report.Annual, error) {
	a, err := d.assembleAlone(ctx, r)
	if err != nil {
		return a, err
	}
	before, err := loadYearly(ctx, d.DB, yearly.IDOf(r.ID.Year()-1, r.ID.Agency()))
	if err != nil {
		return a, err
	}
	if last, ok := before.Latest(); ok {
		value, err := last.Value()
		if err != nil {
			return a, err
		}
		is := carriedOver(a, value)
		if !is.Holds {
			if is.Cases, err = d.carriedCases(ctx, r.ID, last.Seq, value.Until); err != nil {
				return a, err
			}
		}
		a.Before, a.Identities = &value, append(a.Identities, is)
		return a, d.addsUp(ctx, r.ID, &a)
	}
	first, err := d.firstYearly(ctx)
	if err != nil {
		return a, err
	}
	if r.ID.Year() > law.FirstReport && (before.Version > 0 || first != 0 && first < r.ID.Year()) {
		value, err := d.assembleAlone(ctx, before)
		if err != nil {
			return a, err
		}
		a.Before = &value
	}
	return a, d.addsUp(ctx, r.ID, &a)
}

// assembleAlone is assemble without the year before.
func (d *Desk) assembleAlone(ctx context.Context, r *yearly.Report) (report.Annual, error) {
	agency, err := d.ofYearly(ctx, r.ID)
	if err != nil {
		return report.Annual{}, err
	}
	a, err := d.Annual(ctx, r.ID.Year(), r.ID.Agency())
	if err != nil {
		return a, err
	}
	if a.Fees, err = d.DB.FeesPaid(ctx, r.ID.Agency(), calendar.NewDate(a.Year, 1, 1), a.Until); err != nil {
		return a, err
	}
	a.Year, a.Agency, a.Whole, a.Own = r.ID.Year(), agency.Name, r.ID.IsWhole(), agency.Coordinates && !r.ID.IsWhole()
	a.Texts, a.Proactive = r.Texts(), r.Table()
	if !a.Whole {
		return a, nil
	}
	parts, err := d.yearlyParts(ctx, d.DB, r.ID.Year())
	var tables [][]report.Proactive
	for _, p := range parts {
		if p.IsIn() {
			tables = append(tables, p.Table)
		}
	}
	a.Proactive = yearly.Merge(tables)
	return yearly.WithOutside(a, report.PeriodOf(a.Year, d.today()), r.Outside()), err
}

// carriedOver says whether what was carried over is what the report of the year before, as
// it is published, carried forward.
func carriedOver(a, before report.Annual) report.Identity {
	in, _ := a.Requests.Row("carried_in")
	out, _ := before.Requests.Row("carried_out")
	sign := map[bool]string{true: " = ", false: " ≠ "}[in.Values == out.Values]
	words := "上年结转 " + strconv.Itoa(in.Total()) + sign + "上年公布的结转下年度 " + strconv.Itoa(out.Total())
	if in.Total() == out.Total() && in.Values != out.Values {
		words += "（总计相同，各栏不同）"
	}
	return report.Identity{Name: "与上年公布的报告相接", Holds: in.Values == out.Values, Words: words}
}

// addsUp says of the government's report, once every agency has published its own, whether
// these make it.
func (d *Desk) addsUp(ctx context.Context, id yearly.ID, a *report.Annual) error {
	if !id.IsWhole() {
		return nil
	}
	parts, err := d.yearlyParts(ctx, d.DB, id.Year())
	if err != nil {
		return err
	}
	var values []report.Annual
	for _, p := range parts {
		one, err := loadYearly(ctx, d.DB, p.ID)
		if err != nil {
			return err
		}
		last, ok := one.Latest()
		if !ok {
			return nil
		}
		value, err := last.Value()
		if err != nil {
			return err
		}
		values = append(values, value)
	}
	if len(values) == 0 {
		return nil
	}
	whole, err := loadYearly(ctx, d.DB, id)
	if err != nil {
		return err
	}
	for _, o := range whole.Outside() {
		values = append(values, o.Value(report.PeriodOf(id.Year(), d.today())))
	}
	sum := yearly.Sum(values)
	sum.Texts = a.Texts
	sum.Proactive = a.Proactive
	differing := len(yearly.Differences(sum, *a))
	words := "各机关公布的相加与本报告一致"
	if differing > 0 {
		words = "各机关公布的相加，与本报告有 " + strconv.Itoa(differing) + " 格不同：它们公布以后案件有变动"
	}
	a.Identities = append(a.Identities, report.Identity{Name: "各机关公布的报告相加", Holds: differing == 0, Words: words})
	return nil
}

// firstYearly is the first year whose report is asked for: those before it were written
// elsewhere, for the office had not begun. It is 0 while the ledger is empty.
func (d *Desk) firstYearly(ctx context.Context) (int, error) {
	begun, err := d.DB.Begun(ctx)
	if err != nil || begun.IsZero() {
		return 0, err
	}
	return max(begun.Year(), law.FirstReport), nil
}

// yearlyDay returns the day by which a report must be out; none where the office had not
// begun in its year, so that it was written elsewhere.
func (d *Desk) yearlyDay(ctx context.Context, id yearly.ID) (calendar.Date, error) {
	first, err := d.firstYearly(ctx)
	if err != nil || first == 0 || id.Year() < first {
		return calendar.Date{}, err
	}
	day, _ := law.ReportDue(id.IsWhole(), id.Year())
	return day, nil
}
