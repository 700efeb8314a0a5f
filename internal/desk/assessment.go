package desk

import (
	"context"
	"slices"
	"strconv"

	"mingda/internal/auth"
	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/fault"
	"mingda/internal/report"
	"mingda/internal/sqlite"
)

// AssessmentRules are by what units are assessed.
func (d *Desk) AssessmentRules() report.Rules {
	if d.Assessing != nil {
		return *d.Assessing
	}
	return report.DefaultRules()
}

// Assessment assesses the units of an agency (0: of all) for a year, as far as the person
// sees them: who works for a unit, that unit.
func (d *Desk) Assessment(ctx context.Context, by auth.User, year int, agency int64) ([]report.Sheet, error) {
	year = min(max(year, 1), 9998)
	of := strconv.Itoa(year)
	for len(of) < 4 {
		of = "0" + of
	}
	c, err := within(by, report.Choice{From: of + "-01", Until: of + "-12", Agency: agency})
	if err != nil {
		return nil, err
	}
	unit := c.Unit
	c.Unit = 0
	counted, err := d.DB.Statistics(ctx, c)
	if err != nil {
		return nil, err
	}
	a := report.Assessed{Year: year, Today: d.today(), Calendar: d.Calendar(), Rules: d.AssessmentRules(), Answers: map[report.Place]int{}, Founded: map[int64]int{}}
	for _, u := range counted.ByUnit() {
		if n := u.Ended[casefile.EndedInTime] + u.Ended[casefile.EndedExtended] + u.Ended[casefile.EndedLate]; n > 0 {
			a.Answers[report.Place{Agency: u.Agency, Unit: u.Unit}] = n
		}
	}
	if a.Cases, err = d.DB.FlawedIn(ctx, c.Agency, year); err != nil {
		return nil, err
	}
	over, err := d.DB.Overdue(ctx, c, d.today(), 0, mostOverdue)
	if err != nil {
		return nil, err
	}
	a.Cases = append(a.Cases, over...)
	if a.Reports, err = d.DB.ReportsSent(ctx, year); err != nil {
		return nil, err
	}
	if a.FirstReport, err = d.firstYearly(ctx); err != nil {
		return nil, err
	}
	people, err := d.People(ctx)
	if err != nil {
		return nil, err
	}
	for id, g := range people.Agencies {
		if g.Active && (c.Agency == 0 || id == c.Agency) {
			a.Agencies, a.Founded[id] = append(a.Agencies, id), g.FoundedIn
		}
	}
	slices.Sort(a.Agencies)
	sheets := report.Assess(a)
	if unit != 0 {
		sheets = slices.DeleteFunc(sheets, func(s report.Sheet) bool { return s.Whole || s.Unit != unit })
	}
	return sheets, nil
}

// CaseFlaws returns what counts against a unit of a case.
func (d *Desk) CaseFlaws(c *casefile.Case, row casefile.Row) []report.Flawed {
	f, counted, err := c.Figured(d.Calendar(), d.today(), row)
	if err != nil || !counted {
		return nil
	}
	return report.FlawsOf(f, 0, d.today(), d.Calendar(), d.AssessmentRules())
}

// Mend notes what a unit did about a flaw that the assessment found (整改).
func (d *Desk) Mend(ctx context.Context, by auth.User, id casefile.ID, version int, f casefile.Mended, on calendar.Date) error {
	f.Private.Text = kept(f.Private.Text)
	if err := short("text", f.Private.Text, fault.MaxText); err != nil {
		return err
	}
	return d.act(ctx, by, id, version, casefile.Mend, 0, func(_ *sqlite.Tx, c *casefile.Case, s casefile.Situation) ([]happening, error) {
		row, err := c.Project(d.Calendar(), s.Today)
		if err != nil {
			return nil, err
		}
		var flaws []casefile.Flaw
		for _, flaw := range d.CaseFlaws(c, row) {
			flaws = append(flaws, flaw.Flaw)
		}
		mended, err := c.Mend(f, flaws, on, s)
		return []happening{onDay(on, mended)}, err
	})
}

// JudgeMending accepts what was mended, or returns it.
func (d *Desk) JudgeMending(ctx context.Context, by auth.User, id casefile.ID, version int, f casefile.MendingJudged) error {
	f.Private.Remark = kept(f.Private.Remark)
	if err := short("remark", f.Private.Remark, fault.MaxText); err != nil {
		return err
	}
	return d.act(ctx, by, id, version, casefile.JudgeMending, 0, deciding((*casefile.Case).JudgeMending, f))
}
