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
		{ID: 7, Agency: 2, Stage: casefile.StageHandling, Open: true, PayBy: november(26), Awaited: "consult 1 2026-11-26,consult 2 2026-11-27,reasons 0 2026-11-26"},
		{ID: 8, Agency: 2, Stage: casefile.StageReplied, PayBy: november(26), Awaited: "consult 1 2026-11-26"},
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
		{auth.Sight{All: true}, "25 answer 3, 25 answer 5, 25 supplement 2, 25 inner 1, 26 reasons 7, 26 payment 7, 26 consult 7, 27 consult 7, 30 answer 1",
			"answer 25: 2, answer 30: 1, supplement 25: 1, reasons 26: 1, payment 26: 1, consult 26: 1, consult 27: 1, inner 25: 1"},
		{auth.Sight{Agency: 1}, "25 answer 5, 25 supplement 2, 25 inner 1, 30 answer 1", "answer 25: 1, answer 30: 1, supplement 25: 1, inner 25: 1"},
		{auth.Sight{Agency: 1, Unit: 1}, "25 answer 5, 25 inner 1, 30 answer 1", "answer 25: 1, answer 30: 1, inner 25: 1"},
		{auth.Sight{Agency: 2}, "25 answer 3, 26 reasons 7, 26 payment 7, 26 consult 7, 27 consult 7", "answer 25: 1, reasons 26: 1, payment 26: 1, consult 26: 1, consult 27: 1"},
		{auth.Sight{}, "", ""},
	} {
		days, err := db.DueDays(ctx, tt.sight, november(1), november(30), 50)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, d := range days {
			got = append(got, fmt.Sprint(d.On.Day(), " ", d.What, " ", int64(d.Case.ID)))
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
			sums = append(sums, fmt.Sprint(c.What, " ", c.On.Day(), ": ", c.N))
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
		const joined = `SEARCH cases USING INTEGER PRIMARY KEY (rowid=?)` // of the days of others, which an index of their own holds in order
		others := 0
		for _, step := range steps {
			if strings.HasPrefix(step, "SEARCH case_awaited USING") && strings.Contains(step, "(what=? AND until_on>? AND until_on<?)") {
				others++
			}
		}
		for _, step := range searches {
			if step != joined && (!strings.HasPrefix(step, "SEARCH cases USING") || !strings.Contains(step, "INDEX") || !strings.Contains(step, "? AND") && !strings.Contains(step, "<?")) {
				t.Errorf("%+v: %s", sight, step)
			}
		}
		if len(searches) != len(dueDays) || others != 2 || strings.Contains(strings.Join(steps, "\n"), "TEMP B-TREE") {
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

// TestAwaitedStep: an office from before the step has the days of others, which
// letter came back, which was revoked, and what the applicant had withdrawn.
func TestAwaitedStep(t *testing.T) {
	path := filepath.Join(t.TempDir(), "mingda.db")
	before(t, path, 31, `
		INSERT INTO agencies (id, code, name, case_prefix, letter_word, review_body, review_channel, court) VALUES (1, 'QZF', '区政府', '', '', '', '', '')`, `
		INSERT INTO cases (id, version, number, agency_id, door, class, applicant, subject, stage, open, received_on, clock,
			due_on, strict_due_on, provisional, result, ended_on, late, waits_for, asked_until, bounced)
		SELECT id, 9, 'N' || id, 1, 'mail', 'natural', '', '', 'handling', 1, '2026-09-22', 'running', '', '', 0, '', '', 0, 'unit',
			CASE id WHEN 3 THEN '2026-10-20' ELSE '' END, id = 4
		FROM (SELECT 1 AS id UNION SELECT 2 UNION SELECT 3 UNION SELECT 4 UNION SELECT 5 UNION SELECT 6 UNION SELECT 7 UNION SELECT 8)`, `
		INSERT INTO case_letters (case_id, n, agency_id, kind, stage, drafter, file, changed_at)
		SELECT id, n, 1, CASE WHEN id < 3 THEN 'reasons_request' ELSE 'disclose' END, 'served', 0, '', '' FROM cases, (SELECT 1 AS n UNION SELECT 2) WHERE n = 1 OR id > 2`,
		entry(1, 1, "signed", `{"letter":1,"by":"2026-10-09"}`), entry(1, 2, "reasons_given", `{}`), entry(1, 3, "reasons_taken_back", `{"corrects":2}`),
		entry(2, 1, "signed", `{"letter":1,"by":"2026-10-09"}`), entry(2, 2, "reasons_given", `{}`),
		entry(4, 1, "mail_bounced", `{"letter":1}`), entry(4, 2, "mail_bounced", `{"letter":2}`), entry(4, 3, "service_corrected", `{"letter":2}`),
		entry(5, 1, "judged", `{"letter":1,"outcome":"upheld"}`), entry(5, 2, "judged", `{"letter":2,"outcome":"ordered_answer"}`),
		entry(6, 1, "judged", `{"letter":1,"outcome":"revoked"}`), entry(6, 2, "remedy_taken_back", `{"corrects":1}`),
		entry(7, 1, "registered", `{"input":7}`), entry(7, 2, "withdrawal_asked", `{"input":7}`),
		entry(8, 1, "registered", `{"input":8}`), entry(8, 2, "withdrawal_asked", `{"input":9}`))
	db := open(t, path)
	var got []string
	for id := casefile.ID(1); id <= 8; id++ {
		row, err := db.CaseRow(ctx, id)
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, fmt.Sprint(row.Awaited, "/", row.Bounced, "/", row.Withdrawing))
	}
	want := []string{"reasons 0 2026-10-09/0/false", "/0/false", "consult 1 2026-10-20/0/false", "/1/false", "/0/false", "/0/false", "/0/true", "/0/false"}
	if !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
	revoked, err := collect(ctx, db.q, func(row row) (s string, err error) { return s, row.Scan(&s) }, `SELECT case_id || '/' || n FROM case_letters WHERE revoked = 1`)
	if err != nil || !slices.Equal(revoked, []string{"5/2"}) {
		t.Errorf("revoked: %q, %v", revoked, err)
	}
}
