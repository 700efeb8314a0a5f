package casefile

import (
	"fmt"
	"strings"
	"testing"

	"mingda/internal/calendar"
)

var usual = WarnRule{Before: []int{5, 3, 1, 0}, Every: 5}

// TestSteps walks over the days around a last day, 2026-10-27, a Tuesday: each step
// is there until the next one, and none on the days off right after it.
func TestSteps(t *testing.T) {
	cal := xinjiang(t)
	for _, x := range []struct {
		name         string
		rule         WarnRule
		until, today string
		want         string
	}{
		{"long before", usual, "2026-10-27", "2026-10-19", ""},
		{"five", usual, "2026-10-27", "2026-10-20", "5 5"},
		{"five, made up for", usual, "2026-10-27", "2026-10-21", "5 4"},
		{"three", usual, "2026-10-27", "2026-10-22", "3 3"},
		{"three, on a Saturday", usual, "2026-10-27", "2026-10-24", "3 2"},
		{"one", usual, "2026-10-27", "2026-10-26", "1 1"},
		{"the day", usual, "2026-10-27", "2026-10-27", "0 0"},
		{"first after", usual, "2026-10-27", "2026-10-28", "+1 -1"},
		{"still the first", usual, "2026-10-27", "2026-11-03", "+1 -5"},
		{"a week on", usual, "2026-10-27", "2026-11-04", "+6 -6"},
		{"two weeks on", usual, "2026-10-27", "2026-11-11", "+11 -11"},
		{"weekend after", usual, "2026-10-23", "2026-10-25", ""},
		{"only once after", WarnRule{Before: []int{0}}, "2026-10-27", "2026-11-11", "+1 -11"},
		{"none before", WarnRule{}, "2026-10-27", "2026-10-27", ""},
		{"in any order", WarnRule{Before: []int{1, 7}}, "2026-10-27", "2026-10-22", "7 3"},
		{"no day", usual, "", "2026-10-22", ""},
	} {
		var until calendar.Date
		if x.until != "" {
			until = day(x.until)
		}
		step, left, ok := x.rule.reached(cal, day(x.today), until)
		if got := fmt.Sprint(step, " ", left); ok != (x.want != "") || ok && got != x.want {
			t.Errorf("%s: %q, %v; want %q", x.name, got, ok, x.want)
		}
	}
}

// TestWarnings says of cases whose period is warned of, and whose move it is.
func TestWarnings(t *testing.T) {
	cal := xinjiang(t)
	assigned := func() *book {
		return received(t, "2026-09-22").add("2026-09-23", &Assigned{Unit: 1, Officer: 5, InnerDue: day("2026-10-16")})
	}
	asked := func() *book {
		b := assigned().letter("2026-09-28", ClarificationNotice, "", IsServed)
		return b
	}
	for _, x := range []struct {
		name, today, want string
		book              *book
	}{
		{"nothing presses", "2026-09-29", "", assigned()},
		{"the inner day", "2026-10-15", "inner 1 unit 2026-10-16", assigned()},
		{"both", "2026-10-20", "answer 5 unit 2026-10-27, inner -2 unit 2026-10-16", assigned()},
		{"not assigned", "2026-10-27", "answer 0 clerk 2026-10-27", received(t, "2026-09-22")},
		{"to be signed", "2026-10-26", "answer 1 signer 2026-10-27", assigned().letter("2026-10-13", "disclose", "disclose", InSigning)},
		{"signed, not sent", "2026-10-28", "answer -1 clerk 2026-10-27", assigned().letter("2026-10-13", "disclose", "disclose", IsReady)},
		{"answered", "2026-10-28", "", assigned().letter("2026-10-13", "disclose", "disclose", IsServed)},
		{"withdrawn", "2026-10-28", "", assigned().add("2026-10-13", &Withdrawn{})},
	} {
		wantWarnings(t, cal, x.name, x.book, day(x.today), x.want)
	}
	b := asked()
	notice, _ := b.c.LetterOf(ClarificationNotice)
	if notice.By.IsZero() {
		t.Fatal("the notice gives no day")
	}
	wantWarnings(t, cal, "the applicant still has time", b, notice.By, "")
	next := cal.AddWorkdays(notice.By, 1)
	wantWarnings(t, cal, "not supplemented", b, next, "supplement -1 unit "+notice.By.String())
}

func wantWarnings(t *testing.T, cal *calendar.Calendar, name string, b *book, today calendar.Date, want string) {
	t.Helper()
	row, err := b.c.Project(cal, today)
	if err != nil {
		t.Fatal(err)
	}
	all, err := b.c.Warnings(cal, today, row, usual)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, w := range all {
		got = append(got, fmt.Sprintf("%s %d %s %s", w.What, w.Left, w.WaitsFor, w.Until))
		if !strings.HasPrefix(w.Key, "7/"+string(w.What)+"/") {
			t.Errorf("%s: key %q", name, w.Key)
		}
	}
	if said := strings.Join(got, ", "); said != want {
		t.Errorf("%s: %q, want %q", name, said, want)
	}
}

// TestStrictly warns by the strictest reading until it has passed, and then by the
// chosen day.
func TestStrictly(t *testing.T) {
	cal := xinjiang(t)
	row := Row{DueOn: day("2026-11-03"), StrictDueOn: day("2026-10-27")}
	for today, want := range map[string]string{
		"2026-10-20": "2026-10-27 2026-11-03", "2026-10-28": "2026-10-27 2026-11-03", "2026-10-29": "2026-11-03 ",
	} {
		until, due := strictly(cal, day(today), row)
		if got := until.String() + " " + due.String(); got != want {
			t.Errorf("%s: %q, want %q", today, got, want)
		}
	}
	row.StrictDueOn = row.DueOn
	if until, due := strictly(cal, day("2026-10-20"), row); until != row.DueOn || !due.IsZero() {
		t.Error("the same day: ", until, due)
	}
}
