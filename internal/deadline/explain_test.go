package deadline

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mingda/internal/calendar"
)

var update = flag.Bool("update", false, "write the golden files anew")

// on reads a day of 2026, or of another year where it is given.
func on(s string) calendar.Date {
	if len(s) == len("01-02") {
		s = "2026-" + s
	}
	d, err := calendar.ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

// read writes an explanation as it is told, with the weeks of its calendar.
func read(e Explanation) string {
	var b strings.Builder
	for _, s := range append(e.Steps, e.Strict) {
		fmt.Fprintf(&b, "%s\n", strings.TrimRight(fmt.Sprintf("%-19s %s %s", s.Code, s.On, s.Staff), " "))
		if s.Article != "" {
			fmt.Fprintf(&b, "  依据  %s\n", s.Article)
		}
		if s.Plain != "" {
			fmt.Fprintf(&b, "  告诉申请人  %s\n", s.Plain)
		}
	}
	signs := map[Mark]string{MarkOutside: "·", MarkStart: "S", MarkCounted: "c", MarkExtended: "e", MarkHeld: "-", MarkHoliday: "h", MarkWeekend: "w", MarkDue: "D"}
	for i, d := range e.Days {
		if i%7 == 0 {
			fmt.Fprintf(&b, "\n%s ", d.On)
		}
		b.WriteString(signs[d.Mark])
		if d.MakeUp {
			b.WriteString("+")
		}
	}
	return b.String() + "\n"
}

func TestExplain(t *testing.T) {
	for _, c := range []struct {
		file, region, asOf string
		events             []Event
	}{
		{"case_2026_0158", "CN-65", "11-23", []Event{
			{Type: Received, On: on("09-22")},
			{Type: Consulted, On: on("10-09"), ID: "1", Served: on("10-13")},
			{Type: ConsultationEnded, On: on("11-03"), ID: "1"},
			{Type: Extended, On: on("11-19"), Days: 20, Approved: on("11-18")},
		}},
		{"clarified", "CN", "05-06", []Event{
			{Type: Received, On: on("04-01")},
			{Type: ClarificationAsked, On: on("04-20")},
			{Type: Clarified, On: on("04-24")},
			{Type: ClarificationAsked, On: on("04-28")},
		}},
		{"awaiting_clarification", "CN", "04-15", []Event{
			{Type: Received, On: on("04-01")},
			{Type: ClarificationAsked, On: on("04-08")},
		}},
		{"fee", "CN", "10-13", []Event{
			{Type: Received, On: on("08-03")},
			{Type: ReasonsAsked, On: on("08-10")},
			{Type: FeeNoticed, On: on("08-20"), Served: on("08-21")},
			{Type: FeePaid, On: on("09-21")},
		}},
		{"awaiting_payment", "CN", "08-24", []Event{
			{Type: Received, On: on("08-03")},
			{Type: FeeNoticed, On: on("08-20"), Served: on("08-21")},
		}},
		{"late_acts", "CN", "08-06", []Event{
			{Type: Received, On: on("07-01")},
			{Type: Extended, On: on("08-03"), Days: 10},
			{Type: Replied, On: on("08-05")},
		}},
		{"open_consultation", "CN", "05-29", []Event{
			{Type: Received, On: on("05-11")},
			{Type: Consulted, On: on("05-18"), ID: "a", Of: AnotherAgency},
		}},
		{"delayed_and_ordered", "CN", "12-22", []Event{
			{Type: Received, On: on("06-01")},
			{Type: Delayed, On: on("06-22"), Until: on("08-08")},
			{Type: Replied, On: on("08-10")},
			{Type: Ordered, On: on("12-14")},
			{Type: Extended, On: on("12-21"), Days: 25},
		}},
		{"withdrawn", "CN", "07-15", []Event{
			{Type: Received, On: on("06-01")},
			{Type: Closed, On: on("06-03")},
		}},
	} {
		t.Run(c.file, func(t *testing.T) {
			cal, err := calendar.Embedded(c.region)
			if err != nil {
				t.Fatal(err)
			}
			told, err := Explain(cal, c.events, on(c.asOf))
			if err != nil {
				t.Fatal(err)
			}
			golden(t, "testdata/explain_"+c.file+".txt", read(told))
		})
	}
}

func golden(t *testing.T, file, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("want -, got +:\n%s", diff)
	}
}
