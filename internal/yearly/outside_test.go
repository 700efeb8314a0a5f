package yearly

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"mingda/internal/calendar"
	"mingda/internal/fault"
	"mingda/internal/law"
	"mingda/internal/report"
)

// TestOutsideSum: whatever is typed for agencies outside, each figure of the government's
// report is what was counted here and what they sent together, and what balances in each
// balances in all.
func TestOutsideSum(t *testing.T) {
	p := report.PeriodOf(2026, calendar.NewDate(2027, 1, 11))
	rapid.Check(t, func(t *rapid.T) {
		here := report.Annual{Year: 2026, Whole: true, Requests: report.NewGrid(p, nil), Proactive: TableOf(map[string]int64{Key("rules", law.MadeInYear): 2}), Fees: 5}
		here.Requests.Rows[0].Values = [7]int{3, 0, 0, 0, 0, 0, 3}
		here.Identities = append(here.Requests.Check(), report.Identity{Name: "别的", Holds: true})
		var all []Outside
		want := map[string]int64{RequestKey(report.NewRow, string(report.Applicants[0])): 3, FeesKey: 5}
		for n := range rapid.IntRange(1, 4).Draw(t, "agencies") {
			o := Outside{OutsidePart(n + 1), State{Written: Written{Text: "机关", Figures: map[string]int64{}}}}
			for key := range OutsideKeys(p) {
				if rapid.Bool().Draw(t, key) {
					o.Figures[key] = rapid.Int64Range(0, 50).Draw(t, "n")
					want[key] += o.Figures[key]
				}
			}
			all = append(all, o)
		}
		sum := WithOutside(here, p, all)
		for _, row := range TypedRows(p) {
			got, _ := sum.Requests.Row(row.Code)
			total := 0
			for i, class := range report.Applicants {
				if n := int(want[RequestKey(row.Code, string(class))]); got.Values[i] != n {
					t.Fatalf("%s %s: %d, want %d", row.Label, class, got.Values[i], n)
				}
				total += got.Values[i]
			}
			if got.Total() != total {
				t.Fatalf("%s: total %d of %d", row.Label, got.Total(), total)
			}
		}
		for i, of := range []report.Figures{sum.Review, sum.Direct, sum.After} {
			total := 0
			for _, c := range report.Columns[:4] {
				if n := int(want[RemedyKey(RemedyTables[i], c)]); of.Of(c) != n {
					t.Fatalf("%s %s: %d, want %d", RemedyTables[i], c, of.Of(c), n)
				}
				total += of.Of(c)
			}
			if of.Total != total {
				t.Fatalf("%s: total %d", RemedyTables[i], of.Total)
			}
		}
		if sum.Fees != int(want[FeesKey]) || sum.Requests.Check()[2].Holds != true {
			t.Fatalf("fees %d, rows %v", sum.Fees, sum.Requests.Check()[2])
		}
		balanced := sum.Requests.Check()[0].Holds
		if len(sum.Identities) != len(here.Identities)+len(all) || sum.Identities[0].Holds != balanced || sum.Identities[3].Name != "别的（不含系统外机关）" {
			t.Fatalf("identities %+v", sum.Identities)
		}
	})
}

// TestOutside: an agency outside has a name of its own, that of none here; it is changed by who
// saw how it was, and taken out by taking its name away.
func TestOutside(t *testing.T) {
	s := Situation{Today: calendar.NewDate(2027, 1, 11), Here: []string{"明川区人民政府"}}
	r, err := Fold(IDOf(2026, 0), nil)
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	write := func(part Part, name string, figures map[string]int64) error {
		base := r.Parts[part].N
		f, err := r.Writing(Written{Part: part, Text: name, Figures: figures}, base, s)
		if err != nil {
			return err
		}
		n++
		r.Parts[part] = State{Written: *f, N: n}
		return nil
	}
	first := r.FreeOutside()
	if err := write(first, " 区 气象局 ", map[string]int64{RequestKey(report.NewRow, "natural"): 4}); err != nil || r.Outside()[0].Name() != "区 气象局" {
		t.Fatal(err, r.Outside())
	}
	for name, c := range map[string]struct {
		part    Part
		text    string
		figures map[string]int64
		want    fault.Code
	}{
		"the same again":   {r.FreeOutside(), "区 气象局", nil, "yearly_outside_twice"},
		"one that is here": {r.FreeOutside(), "明川区人民政府", nil, "yearly_outside_here"},
		"no such figure":   {r.FreeOutside(), "区税务局", map[string]int64{"requests.total.natural": 1}, "yearly_part_unknown"},
		"too large":        {r.FreeOutside(), "区税务局", map[string]int64{FeesKey: MaxFigure + 1}, "yearly_figure"},
		"no such part":     {"outside-0", "区税务局", nil, "yearly_part_unknown"},
		"with a zero":      {"outside-01", "区税务局", nil, "yearly_part_unknown"},
	} {
		err := write(c.part, c.text, c.figures)
		got := []fault.Code{fault.CodeOf(err)}
		for _, field := range fault.FieldsOf(err) {
			got = append(got, field.Code)
		}
		if !slices.Contains(got, c.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := r.Writing(Written{Part: first, Text: "别人"}, 0, s); fault.CodeOf(err) != "stale_version" {
		t.Errorf("over another's: %v", err)
	}
	own, _ := Fold(IDOf(2026, 1), nil)
	if _, err := own.Writing(Written{Part: OutsidePart(1), Text: "区税务局"}, 0, s); fault.CodeOf(err) != "yearly_part_unknown" {
		t.Errorf("in an agency's own report: %v", err)
	}
	if err := write(first, "", nil); err != nil || len(r.Outside()) != 0 {
		t.Errorf("taken out: %v, %v", err, r.Outside())
	}
	if r.FreeOutside() == first {
		t.Error("a place that was taken is given again")
	}
}
