package sqlite

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"strconv"
	"testing"
	"time"

	"mingda/internal/auth"
	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/law"
	"mingda/internal/report"
)

// anyFigured makes up what the statistics know of a case.
func anyFigured(random *rand.Rand, id casefile.ID) casefile.Figured {
	day := func() calendar.Date { return calendar.NewDate(2025, 1, 1).AddDays(random.IntN(700)) }
	unit := func() int64 { return int64(random.IntN(4)) }
	f := casefile.Figured{ID: id, Agency: 1 + int64(random.IntN(2)), Unit: unit(), Door: casefile.Doors[random.IntN(6)], Class: casefile.Classes[random.IntN(6)], ReceivedOn: day()}
	if random.IntN(3) > 0 {
		f.EndedOn, f.Ending, f.Result, f.Used = f.ReceivedOn.AddDays(random.IntN(60)), casefile.Endings[random.IntN(4)], law.Withdrawn, random.IntN(40)
		f.Days = append(f.Days, casefile.StationDays{Station: casefile.AtLead, Unit: f.Unit, Counted: random.IntN(20)},
			casefile.StationDays{Station: casefile.AtAssist, Unit: f.Unit + 1, Counted: random.IntN(20)})
	}
	for n := range random.IntN(4) {
		m := casefile.Mark{N: n, Unit: unit(), On: day()}
		switch m.Kind = []casefile.MarkKind{casefile.MarkAsked, casefile.MarkJudged, casefile.MarkReturned, casefile.MarkChased}[random.IntN(4)]; m.Kind {
		case casefile.MarkAsked:
			m.Value = "third_party/" + []string{"", "agrees", "refuses"}[random.IntN(3)]
		case casefile.MarkJudged:
			m.Value = "court/" + string(casefile.RemedyOutcomes[random.IntN(7)])
		}
		f.Marks = append(f.Marks, m)
	}
	return f
}

// However often cases change, come and go, what SQL sums up is what the pure count says of
// them as they are, and each figure has as many cases behind it.
func TestStatisticsAgree(t *testing.T) {
	db := fresh(t)
	random := rand.New(rand.NewPCG(52, 7))
	const cases = 120
	now := map[casefile.ID]casefile.Figured{}
	for id := casefile.ID(1); id <= cases; id++ {
		row := casefile.Row{ID: id, Version: 1, Number: "2026-" + strconv.Itoa(int(id)), Agency: 1, Stage: casefile.StageHandling, Open: true, ReceivedOn: calendar.NewDate(2026, 1, 1)}
		write(t, db, func(tx *Tx) error { return tx.PutCase(ctx, row, nil, "") })
	}
	for range 4 {
		write(t, db, func(tx *Tx) error {
			for range 150 {
				id := casefile.ID(1 + random.IntN(cases))
				f, counted := anyFigured(random, id), random.IntN(10) > 0
				if !counted {
					f = casefile.Figured{ID: id}
				}
				if err := tx.PutFigured(ctx, f, counted); err != nil {
					return err
				}
				if delete(now, id); counted {
					now[id] = f
				}
			}
			return nil
		})
		var all []casefile.Figured
		for _, f := range now {
			all = append(all, f)
		}
		for range 20 {
			from, until := calendar.NewDate(2025, time.Month(1+random.IntN(12)), 1), calendar.NewDate(2026, time.Month(1+random.IntN(12)), 1)
			c := report.Choice{From: report.Month(from), Until: report.Month(until), Agency: int64(random.IntN(3)), Unit: unitOrAll(random)}
			want := report.Count(all, c)
			got, err := db.Statistics(ctx, c)
			if err != nil || !reflect.DeepEqual(got, want) {
				t.Fatalf("%+v, %v: SQL says\n%v\nthe count\n%v", c, err, got, want)
			}
			for _, s := range want.All {
				behind, err := db.BehindFigure(ctx, auth.Sight{All: true}, c, s.Heading, s.Value, 0, 1000)
				if err != nil || len(behind) != s.N {
					t.Fatalf("%+v, %s %q: %d behind %d, %v", c, s.Heading, s.Value, len(behind), s.N, err)
				}
				if why := behind[0].Because(s.Heading); why == "" {
					t.Errorf("%s: no reason", s.Heading)
				}
			}
		}
	}
	for id := range now {
		write(t, db, func(tx *Tx) error { return tx.PutFigured(ctx, casefile.Figured{ID: id}, false) })
	}
	var left int
	if err := db.q.QueryRowContext(ctx, `SELECT (SELECT count(*) FROM figure_sums) + (SELECT count(*) FROM case_marks) + (SELECT count(*) FROM case_days)`).Scan(&left); err != nil || left != 0 {
		t.Errorf("%d rows are left of no case, %v", left, err)
	}
}

func unitOrAll(random *rand.Rand) int64 {
	switch random.IntN(4) {
	case 0:
		return report.NoUnit
	case 1:
		return 0
	}
	return 1 + int64(random.IntN(4))
}

// The days of the month do not matter: the first and the last count.
func TestStatisticsMonths(t *testing.T) {
	db := fresh(t)
	for n, day := range []calendar.Date{calendar.NewDate(2026, 1, 1), calendar.NewDate(2026, 1, 31), calendar.NewDate(2026, 2, 1), calendar.NewDate(2025, 12, 31)} {
		id := casefile.ID(n + 1)
		row := casefile.Row{ID: id, Version: 1, Number: fmt.Sprint(n), Agency: 1, Stage: casefile.StageHandling, Open: true, ReceivedOn: day}
		write(t, db, func(tx *Tx) error {
			if err := tx.PutCase(ctx, row, nil, ""); err != nil {
				return err
			}
			return tx.PutFigured(ctx, casefile.Figured{ID: id, Agency: 1, ReceivedOn: day}, true)
		})
	}
	c := report.Choice{From: "2026-01", Until: "2026-01"}
	s, err := db.Statistics(ctx, c)
	if err != nil || s.Total(report.Received) != 2 || s.In("2026-01", report.Received) != 2 {
		t.Errorf("%+v, %v", s, err)
	}
	behind, err := db.BehindFigure(ctx, auth.Sight{All: true}, c, report.Received, "", 0, 10)
	if err != nil || len(behind) != 2 {
		t.Errorf("%v, %v", behind, err)
	}
}
