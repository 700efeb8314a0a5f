package desk

import (
	"context"
	"slices"

	"mingda/internal/auth"
	"mingda/internal/casefile"
	"mingda/internal/fault"
	"mingda/internal/lawsuit"
	"mingda/internal/office"
	"mingda/internal/report"
	"mingda/internal/sqlite"
)

// putRequest writes what the yearly report knows of a case.
func putRequest(ctx context.Context, tx *sqlite.Tx, c *casefile.Case) error {
	r, counts := report.RequestOf(c)
	return tx.PutRequest(ctx, c.ID, r, counts)
}

// ReportYears returns the years of which there is a yearly report, the latest first: since
// its form, or since the first case.
func (d *Desk) ReportYears(ctx context.Context) ([]int, error) {
	first, err := d.DB.FirstRequest(ctx)
	if err != nil {
		return nil, err
	}
	var years []int
	for year := d.today().Year(); len(report.PeriodOf(year, d.today()).Form()) > 0 && (len(years) == 0 || !first.IsZero() && year >= first.Year()); year-- {
		years = append(years, year)
	}
	return years, nil
}

// MaySeeReport returns nil if the person may see the yearly report of an agency; of 0, that
// of all together.
func MaySeeReport(by auth.User, agency int64) error { return auth.MayDo(by, auth.SeeYearly, agency) }

// SeeAnnual returns the yearly report as it stands now, for a person: of an agency or, for 0,
// of all together.
func (d *Desk) SeeAnnual(ctx context.Context, by auth.User, year int, agency int64) (report.Annual, error) {
	if err := MaySeeReport(by, agency); err != nil {
		return report.Annual{}, err
	}
	return d.Annual(ctx, year, agency)
}

// Annual counts the yearly report of a year as it stands now, of an agency or, for 0, of all
// together. It asks for no right: the operator's command has it.
func (d *Desk) Annual(ctx context.Context, year int, agency int64) (report.Annual, error) {
	p, err := d.reportPeriod(year)
	if err != nil {
		return report.Annual{}, err
	}
	a := report.Annual{Year: year, Until: p.Until, Whole: agency == 0}
	if a.Agency, err = d.reportAgency(ctx, agency); err != nil {
		return a, err
	}
	if a.Requests, err = d.requestGrid(ctx, p, agency); err != nil {
		return a, err
	}
	a.Identities = a.Requests.Check()
	if err := d.unplaced(ctx, p, a.Identities); err != nil {
		return a, err
	}
	before, which, err := d.gridBefore(ctx, p, agency)
	if err != nil {
		return a, err
	}
	if which != "" {
		a.Identities = append(a.Identities, a.Requests.CheckCarried(which, before))
	}
	remedies, err := d.remedyTables(ctx, p, agency)
	if err != nil {
		return a, err
	}
	for i, of := range remedies {
		*[]*report.Figures{&a.Review, &a.Direct, &a.After}[i] = of.Table.Here(agency).Figures()
		a.Identities = append(a.Identities, of.checks(agency)...)
	}
	return a, nil
}

// reportPeriod returns the period of a year of which there is a report.
func (d *Desk) reportPeriod(year int) (report.Period, error) {
	p := report.PeriodOf(year, d.today())
	if year > d.today().Year() {
		return p, fault.New(fault.Invalid, "report_year_to_come", year)
	}
	if len(p.Form()) == 0 {
		return p, fault.New(fault.Invalid, "report_year_before", year)
	}
	return p, nil
}

// reportAgency returns the name of the agency whose report it is; of all together that of
// the government, whose office coordinates: it is listed first.
func (d *Desk) reportAgency(ctx context.Context, agency int64) (string, error) {
	agencies, err := d.DB.Agencies(ctx)
	if err != nil {
		return "", err
	}
	at := slices.IndexFunc(agencies, func(a office.Agency) bool { return a.ID == agency || agency == 0 })
	if at < 0 {
		return "", fault.New(fault.NotFound, "agency_not_found")
	}
	return agencies[at].Name, nil
}

// requestGrid counts the table of requests.
func (d *Desk) requestGrid(ctx context.Context, p report.Period, agency int64) (report.Grid, error) {
	all, err := d.DB.RequestTallies(ctx, p)
	if err != nil {
		return report.Grid{}, err
	}
	var tallies []report.Tally
	for _, t := range all {
		if agency == 0 || t.Agency == agency {
			tallies = append(tallies, t.Tally)
		}
	}
	return report.NewGrid(p, tallies), nil
}

// gridBefore returns the table of the year before, and what to call it; no name where there
// is none.
func (d *Desk) gridBefore(ctx context.Context, p report.Period, agency int64) (report.Grid, string, error) {
	before := report.PeriodOf(p.Year-1, d.today())
	if len(before.Form()) == 0 {
		return report.Grid{}, "", nil
	}
	g, err := d.requestGrid(ctx, before, agency)
	return g, "上年", err
}

// unplacedListed is how many cases explain an identity that does not hold.
const unplacedListed = 50

// unplaced lists the cases that count in no row or column, beside what does not hold for
// them.
func (d *Desk) unplaced(ctx context.Context, p report.Period, all []report.Identity) error {
	if !slices.ContainsFunc(all, func(is report.Identity) bool { return !is.Holds }) {
		return nil
	}
	requests, err := d.DB.UnplacedRequests(ctx, p, unplacedListed)
	for i := range all {
		for _, r := range requests {
			if !all[i].Holds {
				all[i].Cases = append(all[i].Cases, report.Counted{ID: int64(r.ID), Number: r.Number, Agency: r.Agency, Because: r.Why(p, report.TotalRow)})
			}
		}
	}
	return err
}

// A RemedyTable is one of the tables of 四: of reconsideration, or of the court cases that
// came by one way.
type RemedyTable struct {
	Way   lawsuit.Way // empty: reconsideration
	Table report.Table
}

// Label returns what the report calls the table.
func (t RemedyTable) Label() string {
	if t.Way == "" {
		return "行政复议"
	}
	return "行政诉讼（" + t.Way.Label() + "）"
}

// checks says what holds of the table of an agency or, for 0, of all together: its columns,
// and that it agrees with the docket.
func (t RemedyTable) checks(agency int64) []report.Identity {
	all := append([]report.Identity{t.Table.Here(agency).Figures().Check()}, t.Table.Identities[1:]...)
	all = append(all, t.Table.CheckHere(agency))
	for i := range all {
		all[i].Name = t.Label() + "：" + all[i].Name
	}
	return all
}

// remedyTables counts the tables of reconsideration, 未经复议直接起诉 and 复议后起诉 of an
// agency or, for 0, of all, those of others among them.
func (d *Desk) remedyTables(ctx context.Context, p report.Period, agency int64) ([]RemedyTable, error) {
	rows, err := d.DB.Reviews(ctx, sqlite.ReviewFilter{Year: p.Year, Respondent: agency})
	if err != nil {
		return nil, err
	}
	docket, err := d.DB.CountReviews(ctx, sqlite.ReviewFilter{Respondent: agency})
	if err != nil {
		return nil, err
	}
	tables := []RemedyTable{{Table: report.Reviews(rows, docket.All-docket.Ended, p.Year, d.today())}}
	suits, err := d.DB.Lawsuits(ctx, sqlite.LawsuitFilter{})
	if err != nil {
		return nil, err
	}
	own := slices.DeleteFunc(slices.Clone(suits), func(l lawsuit.Listed) bool { return agency != 0 && l.Counts != agency })
	for _, way := range []lawsuit.Way{lawsuit.Direct, lawsuit.AfterReview} {
		tables = append(tables, RemedyTable{way, report.Lawsuits(own, way, p.Year, d.today())})
	}
	return tables, d.addContests(ctx, tables, agency)
}

// addContests adds to the tables of an agency, or of all, what was noted in requests and is
// of no docket.
func (d *Desk) addContests(ctx context.Context, tables []RemedyTable, agency int64) error {
	contests, err := d.DB.Contests(ctx)
	if err != nil {
		return err
	}
	contests = slices.DeleteFunc(slices.Clone(contests), func(k report.Contest) bool { return agency != 0 && k.Agency != agency })
	agencies, err := d.DB.Agencies(ctx)
	if err != nil {
		return err
	}
	name := func(id int64) string {
		at := slices.IndexFunc(agencies, func(a office.Agency) bool { return a.ID == id })
		return agencies[max(at, 0)].Name
	}
	for i := range tables {
		forum := casefile.InCourt
		if tables[i].Way == "" {
			forum = casefile.InReview
		}
		tables[i].Table.AddContests(contests, forum, tables[i].Way, name)
	}
	return nil
}
