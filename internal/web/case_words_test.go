package web

import (
	"path/filepath"
	"testing"

	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/desk"
	"mingda/internal/page"
	"mingda/internal/sqlite"
)

func TestMarked(t *testing.T) {
	join := func(m page.Marked) (s string) {
		for _, p := range m {
			if p.Hit {
				s += "[" + p.Text + "]"
			} else {
				s += p.Text
			}
		}
		return s
	}
	for _, tt := range []struct {
		text  string
		words []string
		want  string
	}{
		{"房屋征收补偿方案", []string{"征收", "补偿"}, "房屋[征收补偿]方案"},
		{"Abc İ abc", []string{"ABC"}, "[Abc] İ [abc]"},
		{"征征征", []string{"征征"}, "[征征征]"},
		{"", []string{"x"}, ""}, {"x", nil, "x"}, {"x", []string{""}, "x"},
	} {
		if got := join(marked(tt.text, tt.words)); got != tt.want {
			t.Errorf("marked(%q, %q) = %q, want %q", tt.text, tt.words, got, tt.want)
		}
	}
}

func TestDue(t *testing.T) {
	cal, err := calendar.Embedded("CN-65")
	if err != nil {
		t.Fatal(err)
	}
	s := &Server{Desk: &desk.Desk{Embedded: cal, DB: emptyDB(t)}}
	day := func(m, d int) calendar.Date { return calendar.NewDate(2026, 11, d).AddDays((m - 11) * 30) }
	monday, sunday := day(11, 23), day(11, 22)
	for _, tt := range []struct {
		name  string
		row   casefile.Row
		today calendar.Date
		state page.State
		text  string
	}{
		{"today", casefile.Row{Open: true, DueOn: monday}, monday, page.Today, "今天"},
		{"tomorrow", casefile.Row{Open: true, DueOn: day(11, 24)}, monday, page.Soon, "剩余 1 个工作日"},
		{"five left", casefile.Row{Open: true, DueOn: day(11, 30)}, monday, page.Soon, "剩余 5 个工作日"},
		{"far", casefile.Row{Open: true, DueOn: day(12, 10)}, monday, page.OK, "剩余 13 个工作日"},
		{"late", casefile.Row{Open: true, DueOn: day(11, 18)}, monday, page.Late, "逾期 3 个工作日"},
		{"late over a weekend", casefile.Row{Open: true, DueOn: day(11, 20)}, sunday, page.Late, "已逾期"},
		{"strictly late already", casefile.Row{Open: true, DueOn: day(12, 10), StrictDueOn: day(11, 20)}, monday, page.Soon, "剩余 13 个工作日"},
		{"awaiting", casefile.Row{Open: true, Clock: "awaiting_clarification"}, monday, page.Line, "未起算"},
		{"stopped", casefile.Row{Open: true, Clock: "consulting"}, monday, page.Stop, "停表"},
		{"withdrawn", casefile.Row{Stage: casefile.StageWithdrawn, EndedOn: monday}, monday, page.Done, "11月23日撤回"},
		{"annulled", casefile.Row{Stage: casefile.StageAnnulled, EndedOn: monday}, monday, page.Line, "11月23日撤销"},
		{"next year", casefile.Row{Open: true, DueOn: calendar.NewDate(2027, 1, 8)}, monday, page.OK, "剩余 33 个工作日"},
	} {
		if got := s.dueOf(tt.row, tt.today, true); got.Far != (tt.name == "next year") {
			t.Errorf("%s: the year is told: %v", tt.name, got.Far)
		}
		if got := s.dueOf(tt.row, tt.today, false); got.State != tt.state || got.Text != tt.text {
			t.Errorf("%s: %s %q, want %s %q", tt.name, got.State, got.Text, tt.state, tt.text)
		}
	}
}

// emptyDB returns a database in which nothing is, for what asks for the calendar.
func emptyDB(t *testing.T) *sqlite.DB {
	t.Helper()
	db, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "mingda.db"), nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db
}
