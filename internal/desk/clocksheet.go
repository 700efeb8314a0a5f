package desk

import (
	"context"
	"strconv"

	"mingda/internal/auth"
	"mingda/internal/casefile"
	"mingda/internal/deadline"
	"mingda/internal/fault"
	"mingda/internal/law"
	"mingda/internal/letter"
)

// ClockPDF makes the sheet that explains the periods of a case in its file (期限说明),
// as they stand today.
func (d *Desk) ClockPDF(ctx context.Context, by auth.User, id casefile.ID) ([]byte, error) {
	v, err := d.Case(ctx, by, id)
	if err != nil {
		return nil, err
	}
	if v.Row.Stage == casefile.StageAnnulled {
		return nil, fault.New(fault.Conflict, "case_annulled")
	}
	return d.sheet(ctx, v, letter.ClockSheet, nil, letter.Values{}, func(f *letter.Facts) { f.Reckoning = d.reckoning(v) })
}

// reckoning puts the explanation of a case and its other periods as the sheet has
// them.
func (d *Desk) reckoning(v CaseView) *letter.Reckoning {
	r := &letter.Reckoning{State: "最迟答复", On: v.Clock.Due, Strict: v.Explanation.Strict.Staff, Weeks: reckonWeeks(v.Explanation.Days), AsOf: d.today()}
	if r.On.IsZero() {
		r.State = "现在没有最后一日"
	}
	for _, s := range v.Explanation.Steps {
		r.Steps = append(r.Steps, letter.ReckonStep{On: s.On, Text: s.Staff, Article: s.Article})
	}
	for _, k := range v.Clocks {
		if k.What.IsAnswer() || k.IsIdle() {
			continue
		}
		label := k.What.Label()
		if k.Of != 0 {
			label += "：" + v.People.Unit(k.Of)
		}
		p := letter.Reckoned{Label: label, Until: k.Until, State: k.State.Label(), Why: k.Steps, Article: k.Article,
			Weeks: reckonWeeks(deadline.Span(d.Calendar(), k.From, k.Until, k.Unit))}
		if p.Article == "" {
			p.Article = law.OwnRule
		}
		r.Periods = append(r.Periods, p)
	}
	return r
}

// reckonMarks are the signs of the days that do not count.
var reckonMarks = map[deadline.Mark]string{
	deadline.MarkStart: "收", deadline.MarkHeld: "停", deadline.MarkHoliday: "假", deadline.MarkWeekend: "休", deadline.MarkDue: "止",
}

// The weeks that a long period shows at its beginning and at its end.
const reckonedWeeks = 3

// reckonWeeks lays days out in weeks, each day that counts with its number; the
// middle of a long period is left out.
func reckonWeeks(days []deadline.DayMark) []letter.ReckonWeek {
	var weeks []letter.ReckonWeek
	counted := 0
	for i, day := range days {
		if i%7 == 0 {
			weeks = append(weeks, letter.ReckonWeek{})
		}
		mark := reckonMarks[day.Mark]
		switch day.Mark {
		case deadline.MarkCounted, deadline.MarkExtended:
			counted++
			mark = strconv.Itoa(counted)
		case deadline.MarkDue:
			counted++
			mark = strconv.Itoa(counted) + mark
		}
		if day.MakeUp && day.Mark != deadline.MarkOutside {
			mark = "班" + mark
		}
		week := &weeks[len(weeks)-1]
		week.Days = append(week.Days, letter.ReckonDay{On: day.On, Mark: mark})
	}
	return shortened(weeks)
}

// shortened leaves the middle of a long period out.
func shortened(weeks []letter.ReckonWeek) []letter.ReckonWeek {
	left := len(weeks) - 2*reckonedWeeks
	if left < reckonedWeeks {
		return weeks
	}
	short := append(weeks[:reckonedWeeks:reckonedWeeks], weeks[reckonedWeeks+left:]...)
	short[reckonedWeeks].Gap = left
	return short
}
