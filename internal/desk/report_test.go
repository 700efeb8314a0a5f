package desk

import (
	"reflect"
	"strings"
	"testing"

	"mingda/internal/auth"
	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/fault"
	"mingda/internal/lawsuit"
	"mingda/internal/ledger"
	"mingda/internal/report"
	"mingda/internal/sqlite"
)

// countedFromLedger folds every case and says what the yearly report counts of it.
func (d *Desk) countedFromLedger() ([]report.Request, error) {
	ids, err := d.DB.Subjects(ctx, ledger.Case)
	var all []report.Request
	for _, id := range ids {
		c, err := loadCase(ctx, d.DB, casefile.ID(id))
		if err != nil {
			return nil, err
		}
		if r, counts := report.RequestOf(c); counts {
			all = append(all, r)
		}
	}
	return all, err
}

// reportAgrees wants the tables of the yearly report counted by the database to be those
// counted from the ledger, and each of their figures to be as many cases as it lists.
func (b *bench) reportAgrees() {
	b.t.Helper()
	all, err := b.countedFromLedger()
	b.must(err)
	agencies, err := b.DB.Agencies(ctx)
	b.must(err)
	ids := []int64{0}
	for _, a := range agencies {
		ids = append(ids, a.ID)
	}
	var noted []report.Contest
	for _, r := range all {
		noted = append(noted, r.Contests...)
	}
	if stored, err := b.DB.Contests(ctx); err != nil || !reflect.DeepEqual(stored, noted) {
		b.t.Fatalf("contests that were noted are stored as\n%+v, not\n%+v, %v", stored, noted, err)
	}
	for year := 2025; year <= 2028; year++ {
		p := report.PeriodOf(year, calendar.NewDate(2029, 1, 1))
		for _, agency := range ids {
			var own []report.Request
			for _, r := range all {
				if agency == 0 || r.Agency == agency {
					own = append(own, r)
				}
			}
			got, err := b.requestGrid(ctx, p, agency)
			b.must(err)
			if want := report.Requests(own, p); !reflect.DeepEqual(got, want) {
				b.t.Fatalf("%d, agency %d: the database counts\n%+v\nthe ledger\n%+v", year, agency, got, want)
			}
			for _, is := range got.Check() {
				if !is.Holds {
					b.t.Errorf("%d: %s", year, is.Words)
				}
			}
			b.cellsAgree(p, got, agency)
		}
	}
}

// cellsAgree wants each figure to be as many cases as it lists.
func (b *bench) cellsAgree(p report.Period, g report.Grid, agency int64) {
	b.t.Helper()
	for _, row := range g.Rows {
		for i, column := range report.ColumnCodes() {
			if row.Values[i] == 0 {
				continue
			}
			cell := sqlite.RequestCell{Period: p, Row: row.Code, Column: column, Agency: agency, Limit: 1000}
			n, err := b.DB.CountCell(ctx, cell)
			b.must(err)
			cases, err := b.DB.InCell(ctx, cell)
			b.must(err)
			if n != row.Values[i] || len(cases) != n {
				b.t.Errorf("%d, %s, %s, agency %d is %d, counts %d, lists %d", p.Year, row.Code, column, agency, row.Values[i], n, len(cases))
			}
		}
	}
}

// TestAnnual: the report of the year as it stands, of an agency and of all, and for whom.
func TestAnnual(t *testing.T) {
	b := newBench(t)
	first := b.register(b.web(form(casefile.ByEmail)).Input, wants(casefile.ByEmail))
	b.register(b.web(form(casefile.ByEmail)).Input, wants(casefile.ByEmail))
	b.must(b.Withdraw(ctx, b.by("clerk"), first, 0, "不要了"))
	a, err := b.SeeAnnual(ctx, b.by("coordinator"), 2026, 0)
	b.must(err)
	for code, want := range map[string]int{report.NewRow: 2, report.CarriedInRow: 0, "other": 1, report.TotalRow: 1, report.CarriedOutRow: 1} {
		if row, _ := a.Requests.Row(code); row.Values[0] != want || row.Total() != want {
			t.Errorf("%s is %v", code, row.Values)
		}
	}
	for _, is := range a.Identities {
		if !is.Holds {
			t.Errorf("%s: %s", is.Name, is.Words)
		}
	}
	if len(a.Identities) != 4+3+3*2+2 || !a.Whole || a.Until != b.today() {
		t.Errorf("%d identities of %+v", len(a.Identities), a)
	}
	if own, err := b.SeeAnnual(ctx, b.by("officer"), 2026, 1); err != nil || own.Whole || own.Requests.Rows[0].Total() != 2 {
		t.Errorf("an officer sees %+v, %v", own, err)
	}
	for _, no := range []struct {
		by     string
		year   int
		agency int64
		kind   fault.Kind
	}{{"officer", 2026, 0, fault.Forbidden}, {"officer", 2026, 2, fault.Forbidden}, {"coordinator", 2027, 0, fault.Invalid}, {"coordinator", 2020, 0, fault.Invalid}, {"coordinator", 2026, 99, fault.NotFound}} {
		if _, err := b.SeeAnnual(ctx, b.by(no.by), no.year, no.agency); fault.KindOf(err) != no.kind {
			t.Errorf("%+v: %v", no, err)
		}
	}
	if _, err := b.SeeAnnual(ctx, auth.User{}, 2026, 1); fault.KindOf(err) != fault.Unauthenticated {
		t.Errorf("nobody: %v", err)
	}
	b.goTo("2027-01-04")
	if a, err = b.Annual(ctx, 2027, 1); err != nil || a.Requests.Rows[1].Total() != 1 {
		t.Errorf("the next year begins with %+v, %v", a.Requests, err)
	}
	if years, err := b.ReportYears(ctx); err != nil || !reflect.DeepEqual(years, []int{2027, 2026}) {
		t.Errorf("years %v, %v", years, err)
	}
	b.sound()
}

// TestRemediesOfAgency: the tables of 四 of one agency are checked against what the docket
// has of it: another agency's cases make nothing of it hold or fail.
func TestRemediesOfAgency(t *testing.T) {
	b := newReviewBench(t)
	id := b.filed()
	b.goTo("2026-11-30")
	_, err := b.OpenLawsuit(ctx, b.by("clerk"), b.sued("2026-11-27"))
	b.must(err)
	theirs, bureau := b.by("clerk").Agency, b.by("ye").Agency
	for agency, want := range map[int64]string{
		0:      "各机关 1 + 不在本系统的机关 0 = 登记簿 1 + 在申请案件里登记的 0",
		theirs: "本机关 1 = 登记簿 1 + 在申请案件里登记的 0",
		bureau: "本机关 0 = 登记簿 0 + 在申请案件里登记的 0",
	} {
		a, err := b.Annual(ctx, 2026, agency)
		b.must(err)
		agrees := 0
		for _, is := range a.Identities {
			if !is.Holds {
				t.Errorf("agency %d: %s: %s", agency, is.Name, is.Words)
			}
			if strings.HasSuffix(is.Name, "：和案件登记簿一致") && (is.Name == "行政复议：和案件登记簿一致" || is.Name == "行政诉讼（"+lawsuit.Direct.Label()+"）：和案件登记簿一致") {
				agrees++
				if is.Words != want {
					t.Errorf("agency %d: %s: %s, want %s", agency, is.Name, is.Words, want)
				}
			}
		}
		if agrees != 2 {
			t.Errorf("agency %d: %d tables agree with the docket (case %d)", agency, agrees, id)
		}
	}
}
