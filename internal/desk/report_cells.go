package desk

import (
	"context"
	"slices"

	"mingda/internal/auth"
	"mingda/internal/casefile"
	"mingda/internal/fault"
	"mingda/internal/office"
	"mingda/internal/report"
	"mingda/internal/sqlite"
)

// A ReportAsk is a yearly report: of an agency or, for 0, of all together.
type ReportAsk struct {
	Year   int
	Agency int64
}

// A ReportCell is the figure of a report that is opened. Table is empty for that of requests,
// else the code of one of reconsideration or the courts.
type ReportCell struct {
	ReportAsk
	Table  string
	Row    string // of requests
	Column string
	Offset int
	Limit  int
}

// The codes of the tables of reconsideration and the courts, as `mingda report annual` has
// them.
var remedyCodes = []string{"review", "court_direct", "court_after_review"}

// A CellCase is a case behind a figure, and why it counts there.
type CellCase struct {
	report.Counted
	Notes []string     // what makes it doubtful, with the rule applied
	Row   casefile.Row // of a request that the person may see; else empty
}

// An OpenCell is the cases behind a figure.
type OpenCell struct {
	Period report.Period
	Agency string
	Total  int
	Cases  []CellCase
}

// ReportAgencies returns the agencies whose reports the person may see, and whether that of
// all together is among them.
func (d *Desk) ReportAgencies(ctx context.Context, by auth.User) (all []office.Agency, whole bool, err error) {
	if all, err = d.DB.Agencies(ctx); err != nil {
		return nil, false, err
	}
	all = slices.DeleteFunc(all, func(a office.Agency) bool { return MaySeeReport(by, a.ID) != nil })
	return all, MaySeeReport(by, 0) == nil, nil
}

// ReportGrids counts the table of requests of each year of which there is a report, the
// latest first.
func (d *Desk) ReportGrids(ctx context.Context, by auth.User, agency int64) (years []int, grids []report.Grid, err error) {
	if err := MaySeeReport(by, agency); err != nil {
		return nil, nil, err
	}
	if years, err = d.ReportYears(ctx); err != nil {
		return nil, nil, err
	}
	for _, year := range years {
		g, err := d.requestGrid(ctx, report.PeriodOf(year, d.today()), agency)
		if err != nil {
			return nil, nil, err
		}
		grids = append(grids, g)
	}
	return years, grids, nil
}

// OpenCell lists the cases behind a figure.
func (d *Desk) OpenCell(ctx context.Context, by auth.User, c ReportCell) (OpenCell, error) {
	if err := MaySeeReport(by, c.Agency); err != nil {
		return OpenCell{}, err
	}
	p, err := d.reportPeriod(c.Year)
	if err != nil {
		return OpenCell{}, err
	}
	open := OpenCell{Period: p}
	if open.Agency, err = d.reportAgency(ctx, c.Agency); err != nil {
		return open, err
	}
	if c.Table != "" {
		return open, d.openRemedy(ctx, by, c, &open)
	}
	if _, ok := report.NewGrid(p, nil).Row(c.Row); !ok || report.ColumnLabel(c.Column) == "" {
		return open, fault.New(fault.NotFound, "report_cell_unknown")
	}
	cell := sqlite.RequestCell{Period: p, Row: c.Row, Column: c.Column, Agency: c.Agency, Offset: c.Offset, Limit: c.Limit}
	if open.Total, err = d.DB.CountCell(ctx, cell); err != nil {
		return open, err
	}
	requests, err := d.DB.InCell(ctx, cell)
	if err != nil {
		return open, err
	}
	for _, r := range requests {
		k := CellCase{Counted: report.Counted{ID: int64(r.ID), Number: r.Number, Agency: r.Agency, Because: r.Why(p, c.Row)}, Notes: r.Notes}
		if k.Row, err = d.rowIfSeen(ctx, by, r.ID); err != nil {
			return open, err
		}
		open.Cases = append(open.Cases, k)
	}
	return open, nil
}

// rowIfSeen returns the row of a case that the person may see; else an empty one, of a
// restricted one no more than that it is.
func (d *Desk) rowIfSeen(ctx context.Context, by auth.User, id casefile.ID) (casefile.Row, error) {
	row, err := d.rowKnown(ctx, by, id)
	if err != nil || row.ID == 0 {
		return row, err
	}
	if !auth.SightOf(by).Sees(auth.Of(row)) {
		return casefile.Row{}, nil
	}
	return row, nil
}

// openRemedy lists the cases behind a figure of reconsideration or the courts.
func (d *Desk) openRemedy(ctx context.Context, by auth.User, c ReportCell, open *OpenCell) error {
	at := slices.Index(remedyCodes, c.Table)
	if at < 0 || report.Column(c.Column).Label() == "" {
		return fault.New(fault.NotFound, "report_cell_unknown")
	}
	tables, err := d.remedyTables(ctx, open.Period, c.Agency)
	if err != nil {
		return err
	}
	cases := tables[at].Table.Here(c.Agency).In(report.Column(c.Column))
	open.Total = len(cases)
	for _, k := range cases[min(c.Offset, len(cases)):min(c.Offset+c.Limit, len(cases))] {
		one := CellCase{Counted: k}
		if k.Noted {
			if one.Row, err = d.rowIfSeen(ctx, by, casefile.ID(k.ID)); err != nil {
				return err
			}
		}
		open.Cases = append(open.Cases, one)
	}
	return nil
}

// AnsweredAgain returns the ends of cases that do not count in a report, for another did.
func (d *Desk) AnsweredAgain(ctx context.Context, by auth.User, ask ReportAsk) ([]CellCase, error) {
	if err := MaySeeReport(by, ask.Agency); err != nil {
		return nil, err
	}
	p, err := d.reportPeriod(ask.Year)
	if err != nil {
		return nil, err
	}
	rows, err := d.DB.AnsweredAgain(ctx, p, ask.Agency)
	var all []CellCase
	for _, a := range rows {
		k := CellCase{Counted: report.Counted{ID: int64(a.Case), Number: a.Number, Agency: a.Agency, Because: a.Because}}
		if k.Row, err = d.rowIfSeen(ctx, by, a.Case); err != nil {
			return nil, err
		}
		all = append(all, k)
	}
	return all, err
}

// RemediesAside returns the cases of the dockets that count nowhere in a report, and why: in
// the year they stand in none of its figures.
func (d *Desk) RemediesAside(ctx context.Context, by auth.User, ask ReportAsk) ([]report.Counted, error) {
	if err := MaySeeReport(by, ask.Agency); err != nil {
		return nil, err
	}
	p, err := d.reportPeriod(ask.Year)
	if err != nil {
		return nil, err
	}
	tables, err := d.remedyTables(ctx, p, ask.Agency)
	var all []report.Counted
	for _, t := range tables {
		for _, k := range t.Table.Aside {
			if k.Agency != 0 {
				all = append(all, k)
			}
		}
	}
	return all, err
}
