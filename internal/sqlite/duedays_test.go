package sqlite

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"mingda/internal/auth"
	"mingda/internal/calendar"
	"mingda/internal/casefile"
)

// TestDueDays: what of the open cases within sight falls due on which day, and
// how much of it.
func TestDueDays(t *testing.T) {
	db := fresh(t)
	write(t, db, func(tx *Tx) error { return addAgency(tx, "ZJJ") })
	november := func(d int) calendar.Date { return calendar.NewDate(2026, time.November, d) }
	for _, c := range []casefile.Row{
		{ID: 1, Agency: 1, Unit: 1, Stage: casefile.StageHandling, Open: true, DueOn: november(30), InnerDue: november(25)},
		{ID: 2, Agency: 1, Stage: casefile.StageClarifying, Open: true, SupplementBy: november(25)},
		{ID: 3, Agency: 2, Stage: casefile.StageRegistered, Open: true, DueOn: november(25)},
		{ID: 4, Agency: 1, Unit: 1, Stage: casefile.StageReplied, DueOn: november(25)},
		{ID: 5, Agency: 1, Unit: 1, Stage: casefile.StageDrafting, Open: true, DueOn: november(25)},
		{ID: 6, Agency: 1, Unit: 1, Stage: casefile.StageHandling, Open: true, DueOn: calendar.NewDate(2026, time.December, 1)},
	} {
		c.Number = fmt.Sprint(c.ID)
		if err := putCase(t, db, c, ""); err != nil {
			t.Fatal(err)
		}
	}
	for _, tt := range []struct {
		sight      auth.Sight
		days, sums string
	}{
		{auth.Sight{All: true}, "25 answer 3, 25 answer 5, 25 supplement 2, 25 inner 1, 30 answer 1", "answer 25: 2, answer 30: 1, supplement 25: 1, inner 25: 1"},
		{auth.Sight{Agency: 1}, "25 answer 5, 25 supplement 2, 25 inner 1, 30 answer 1", "answer 25: 1, answer 30: 1, supplement 25: 1, inner 25: 1"},
		{auth.Sight{Agency: 1, Unit: 1}, "25 answer 5, 25 inner 1, 30 answer 1", "answer 25: 1, answer 30: 1, inner 25: 1"},
		{auth.Sight{Agency: 2}, "25 answer 3", "answer 25: 1"},
		{auth.Sight{}, "", ""},
	} {
		days, err := db.DueDays(ctx, tt.sight, november(1), november(30), 50)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, d := range days {
			got = append(got, fmt.Sprint(d.On.Day(), " ", d.Kind, " ", int64(d.Case.ID)))
		}
		if strings.Join(got, ", ") != tt.days {
			t.Errorf("%+v sees %s, want %s", tt.sight, strings.Join(got, ", "), tt.days)
		}
		counts, err := db.DueCounts(ctx, tt.sight, november(1), november(30))
		if err != nil {
			t.Fatal(err)
		}
		var sums []string
		for _, c := range counts {
			sums = append(sums, fmt.Sprint(c.Kind, " ", c.On.Day(), ": ", c.N))
		}
		if strings.Join(sums, ", ") != tt.sums {
			t.Errorf("%+v counts %s, want %s", tt.sight, strings.Join(sums, ", "), tt.sums)
		}
	}
	if few, err := db.DueDays(ctx, auth.Sight{All: true}, november(1), november(30), 2); err != nil || len(few) != 2 || few[1].Case.ID != 5 {
		t.Errorf("the first two: %+v, %v", few, err)
	}
}

// TestMonthNeedsNoSorting: a month is one query, which reads the days of each kind
// off an index in their order, however many cases there are.
func TestMonthNeedsNoSorting(t *testing.T) {
	db := fresh(t)
	from, until := calendar.NewDate(2026, time.November, 1), calendar.NewDate(2026, time.November, 30)
	for _, sight := range []auth.Sight{{All: true}, {Agency: 1}, {Agency: 1, Unit: 1}} {
		query, args := dueCounts(sight, from, until)
		steps := stepsOf(t, db, query, args...)
		for i, step := range steps {
			steps[i] = strings.TrimSpace(step)
		}
		searches := slices.DeleteFunc(slices.Clone(steps), func(s string) bool { return !strings.Contains(s, "cases") })
		for _, step := range searches {
			if !strings.HasPrefix(step, "SEARCH cases USING") || !strings.Contains(step, "INDEX") || !strings.Contains(step, "? AND") && !strings.Contains(step, "<?") {
				t.Errorf("%+v: %s", sight, step)
			}
		}
		if len(searches) != len(dueDays) || strings.Contains(strings.Join(steps, "\n"), "TEMP B-TREE") {
			t.Errorf("%+v:\n%s", sight, strings.Join(steps, "\n"))
		}
	}
}

// TestInnerDueStep: the cases of an office from before the step have the day that
// the last assignment gave to the unit, while it is the unit's turn.
func TestInnerDueStep(t *testing.T) {
	path := filepath.Join(t.TempDir(), "mingda.db")
	before(t, path, 12, `
		INSERT INTO agencies (id, code, name, case_prefix, letter_word, review_body, review_channel, court) VALUES (1, 'QZF', '区政府', '', '', '', '', '')`, `
		INSERT INTO cases (id, version, number, agency_id, door, class, applicant, subject, stage, open, received_on, clock,
			due_on, strict_due_on, provisional, result, ended_on, late, waits_for)
		SELECT id, 9, 'N' || id, 1, 'mail', 'natural', '', '', 'handling', 1, '2026-09-22', 'running', '', '', 0, '', '', 0, CASE id WHEN 3 THEN 'checker' ELSE 'unit' END
		FROM (SELECT 1 AS id UNION SELECT 2 UNION SELECT 3)`,
		entry(1, 1, "assigned", `{"unit":1,"inner_due":"2026-09-30"}`), entry(1, 2, "assigned", `{"unit":1,"inner_due":"2026-10-09"}`),
		entry(2, 1, "assigned", `{"unit":1}`), entry(3, 1, "assigned", `{"unit":1,"inner_due":"2026-09-30"}`))
	db := open(t, path)
	for id, want := range map[casefile.ID]string{1: "2026-10-09", 2: "", 3: ""} {
		if row, err := db.CaseRow(ctx, id); err != nil || row.InnerDue.String() != want {
			t.Errorf("case %d: %q, %v; want %q", id, row.InnerDue, err, want)
		}
	}
}
