package report

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"mingda/internal/casefile"
)

// TestGridIdentities: whatever the cases, what must hold of the table does, for every year
// and for two offices together.
func TestGridIdentities(t *testing.T) {
	today := day("2028-06-30")
	rapid.Check(t, func(r *rapid.T) {
		var offices [2][]Request
		for id := range rapid.IntRange(0, 40).Draw(r, "cases") {
			p := PeriodOf(2026, today)
			one := Request{ID: casefile.ID(id + 1), Class: rapid.SampledFrom(Applicants).Draw(r, "class"), NewOn: day("2024-11-01").AddDays(rapid.IntRange(0, 1300).Draw(r, "came"))}
			if on := one.NewOn.AddDays(rapid.IntRange(0, 700).Draw(r, "took")); !on.After(today) {
				one.EndedOn, one.EndedAs, one.Result = on, casefile.StageReplied, rapid.SampledFrom(p.ResultsIn(TotalRow)).Draw(r, "result")
			}
			of := rapid.IntRange(0, 1).Draw(r, "office")
			offices[of] = append(offices[of], one)
		}
		before := [2]Grid{}
		for year := 2024; year <= 2028; year++ {
			p := PeriodOf(year, today)
			a, b := Requests(offices[0], p), Requests(offices[1], p)
			both := a.Add(b)
			all := append(append(a.Check(), b.Check()...), both.Check()...)
			if year > 2024 {
				all = append(all, a.CheckCarried("上年", before[0]), both.CheckCarried("上年", before[0].Add(before[1])))
			}
			for _, is := range all {
				if !is.Holds {
					r.Fatalf("%d: %s: %s", year, is.Name, is.Words)
				}
			}
			before = [2]Grid{a, b}
		}
	})
}

// TestGridDisagrees: what does not hold is said with its numbers.
func TestGridDisagrees(t *testing.T) {
	p := PeriodOf(2026, day("2027-01-04"))
	g := NewGrid(p, []Tally{{NewRow, "", casefile.Natural, 2}, {"", "disclose", casefile.Natural, 1}, {CarriedOutRow, "", "", 1}, {"", "correction_made", casefile.Natural, 1}})
	for i, want := range []string{"总计：一 2 + 二 0 ≠ 三（七） 2 + 四 1；", "四、结转下年度继续办理：自然人 0 + 商业企业 0 + 科研机构 0 + 社会公益组织 0 + 法律服务机构 0 + 其他 0 ≠ 总计 1；", "总计：各行 1 ≠ （七） 2；"} {
		if is := g.Check()[i]; is.Holds || len(is.Words) < len(want) || is.Words[:len(want)] != want {
			t.Errorf("%s: %v, %s", is.Name, is.Holds, is.Words)
		}
	}
	before := NewGrid(PeriodOf(2025, day("2027-01-04")), []Tally{{CarriedOutRow, "", casefile.Natural, 3}})
	want := "总计：二 0 ≠ 上年的四 3；"
	if is := g.CheckCarried("上年", before); is.Holds || !strings.Contains(is.Words, want) {
		t.Errorf("%s: %v, %s", is.Name, is.Holds, is.Words)
	}
}
