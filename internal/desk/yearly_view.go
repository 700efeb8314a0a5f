package desk

import (
	"context"
	"slices"
	"strconv"

	"mingda/internal/auth"
	"mingda/internal/calendar"
	"mingda/internal/fault"
	"mingda/internal/law"
	"mingda/internal/office"
	"mingda/internal/report"
	"mingda/internal/yearly"
)

// A YearlyView is a report as its page shows it.
type YearlyView struct {
	Report    *yearly.Report
	Agency    office.Agency // for the government's, the one whose office coordinates
	Situation yearly.Situation
	Due       calendar.Date  // by when it must be out; no day where the office had not begun in its year
	Now       report.Annual  // as it would be published now
	Public    *report.Annual // the edition that stands; nil while none does
	Moved     []MovedFigure  // from that edition to now
	Parts     []YearlyPart   // of the government's
}

// Yearly returns a report to who may see it.
func (d *Desk) Yearly(ctx context.Context, by auth.User, id yearly.ID) (YearlyView, error) {
	v := YearlyView{}
	var err error
	if v.Agency, err = d.mayYearly(ctx, by, auth.SeeYearly, id); err != nil {
		return v, err
	}
	if v.Report, err = loadYearly(ctx, d.DB, id); err != nil {
		return v, err
	}
	if v.Report.Version == 0 && (id.Year() < law.FirstReport || id.Year() > d.today().Year()) {
		return v, fault.New(fault.NotFound, "yearly_not_found")
	}
	if v.Situation, err = d.yearlySituation(ctx, d.DB, id); err != nil {
		return v, err
	}
	if v.Due, err = d.yearlyDay(ctx, id); err != nil {
		return v, err
	}
	if v.Now, err = d.assemble(ctx, v.Report); err != nil {
		return v, err
	}
	if last, ok := v.Report.Latest(); ok {
		value, err := last.Value()
		if err != nil {
			return v, err
		}
		v.Public = &value
		if v.Moved, err = d.movedFigures(ctx, id, last, yearly.Differences(value, v.Now)); err != nil {
			return v, err
		}
	}
	if id.IsWhole() {
		v.Parts, err = d.yearlyParts(ctx, d.DB, id.Year())
	}
	return v, err
}

// YearlyDraft returns what would be published, to who may publish it, or why it cannot be.
func (d *Desk) YearlyDraft(ctx context.Context, by auth.User, id yearly.ID) (YearlyDraft, error) {
	if _, err := d.mayYearly(ctx, by, auth.PublishYearly, id); err != nil {
		return YearlyDraft{}, err
	}
	r, err := loadYearly(ctx, d.DB, id)
	if err != nil {
		return YearlyDraft{}, err
	}
	s, err := d.yearlySituation(ctx, d.DB, id)
	if err != nil {
		return YearlyDraft{}, err
	}
	if err := r.Allows(yearly.Publish, s); err != nil {
		return YearlyDraft{}, err
	}
	return d.yearlyDraft(ctx, r)
}

// YearlyYears returns the years whose reports there are to choose from, the last first: from
// the one before the office began, whose figures the first report is checked against.
func (d *Desk) YearlyYears(ctx context.Context) ([]int, error) {
	first, err := d.firstYearly(ctx)
	if err != nil {
		return nil, err
	}
	this := d.today().Year()
	if first == 0 || first > this {
		first = this
	}
	rows, err := d.DB.Yearlies(ctx, 0)
	if err != nil {
		return nil, err
	}
	first = max(first-1, law.FirstReport)
	for _, l := range rows {
		first = min(first, l.ID.Year())
	}
	var all []int
	for year := this; year >= first; year-- {
		all = append(all, year)
	}
	return all, nil
}

// YearlyYear returns the year whose report people work on: the last that is over, if the
// office had begun then, else this one.
func (d *Desk) YearlyYear(ctx context.Context) (int, error) {
	first, err := d.firstYearly(ctx)
	this := d.today().Year()
	if first != 0 && first < this {
		return this - 1, err
	}
	return this, err
}

// YearlyReports returns the reports of a year that the person may see: the government's
// first, where there is one, then by agency.
func (d *Desk) YearlyReports(ctx context.Context, by auth.User, year int) ([]YearlyPart, error) {
	parts, err := d.yearlyParts(ctx, d.DB, year)
	if err != nil {
		return nil, err
	}
	parts = slices.DeleteFunc(parts, func(p YearlyPart) bool { return auth.MayDo(by, auth.SeeYearly, p.Agency.ID) != nil })
	whole := yearly.IDOf(year, 0)
	government, err := d.mayYearly(ctx, by, auth.SeeYearly, whole)
	switch {
	case err == nil:
		r, err := loadYearly(ctx, d.DB, whole)
		if err != nil {
			return nil, err
		}
		due, err := d.yearlyDay(ctx, whole)
		if err != nil {
			return nil, err
		}
		parts = append([]YearlyPart{{Agency: government, Listed: r.Project(), Due: due}}, parts...)
	case fault.KindOf(err) != fault.NotFound && fault.KindOf(err) != fault.Forbidden:
		return nil, err
	case len(parts) == 0: // why not
		_, err = d.mayYearly(ctx, by, auth.SeeYearly, yearly.IDOf(year, by.Agency))
		return nil, err
	}
	return parts, nil
}

// A YearlyDue is a report that the person has something to do about by a day.
type YearlyDue struct {
	ID     yearly.ID
	Agency office.Agency
	By     calendar.Date // no day where the office had not begun in its year
	Day    law.ReportDay
	Act    yearly.Act // what is next: Send, Publish, or Accept for who collects
	What   string     // in words
}

// YearlyToday returns what the person has to do about the reports of the years that are
// over: the earliest day first. Of years before the office began nothing is asked for; what
// somebody sent in, returned or began to correct all the same waits for who is next.
func (d *Desk) YearlyToday(ctx context.Context, by auth.User) ([]YearlyDue, error) {
	first, err := d.firstYearly(ctx)
	if err != nil || first == 0 {
		return nil, err
	}
	var all []YearlyDue
	for year := law.FirstReport; year < d.today().Year(); year++ {
		due, err := d.yearlyDue(ctx, by, year, year >= first)
		if err != nil {
			return nil, err
		}
		all = append(all, due...)
	}
	slices.SortStableFunc(all, func(a, b YearlyDue) int { return a.By.Compare(b.By) })
	return all, nil
}

// yearlyDue is YearlyToday of one year, whose reports are asked for or not. It reads the rows
// of lists only.
func (d *Desk) yearlyDue(ctx context.Context, by auth.User, year int, asked bool) ([]YearlyDue, error) {
	rows, err := d.DB.Yearlies(ctx, year)
	if err != nil || !asked && len(rows) == 0 {
		return nil, err
	}
	agencies, err := d.Agencies(ctx)
	if err != nil {
		return nil, err
	}
	row := func(agency int64) yearly.Listed {
		id := yearly.IDOf(year, agency)
		if at := slices.IndexFunc(rows, func(l yearly.Listed) bool { return l.ID == id }); at >= 0 {
			return rows[at]
		}
		return yearly.Listed{ID: id, Stage: yearly.StageWriting}
	}
	var all []YearlyDue
	add := func(l yearly.Listed, a office.Agency, act yearly.Act, what string) {
		due := YearlyDue{ID: l.ID, Agency: a, Act: act, What: what}
		if asked {
			due.By, due.Day = law.ReportDue(l.ID.IsWhole() && act != yearly.Accept, year)
		} else if act != yearly.Accept && l.Stage != yearly.StageReturned && !l.Correcting {
			return
		}
		all = append(all, due)
	}
	lacking, toTake := 0, 0
	var government office.Agency
	for _, a := range agencies {
		l := row(a.ID)
		if !a.WasThere(year) && l.Version == 0 {
			continue
		}
		if act, what := nextOf(by, a, l); act != "" {
			add(l, a, act, what)
		}
		switch l.Stage {
		case yearly.StageSent:
			toTake++
		case yearly.StageAccepted:
		default:
			if asked {
				lacking++
			}
		}
		if a.Coordinates && government.ID == 0 {
			government = a
		}
	}
	whole := row(0)
	if government.ID == 0 {
		return all, nil
	}
	if whole.Editions == 0 && lacking+toTake > 0 && MayYearly(by, yearly.Accept, government.ID) == nil {
		add(whole, government, yearly.Accept, "收齐各机关的报告："+collecting(lacking, toTake))
	}
	if act, what := nextOf(by, government, whole); act != "" {
		add(whole, government, act, what)
	}
	return all, nil
}

// collecting says how many reports are not there, and how many wait to be taken.
func collecting(lacking, toTake int) string {
	switch {
	case lacking == 0:
		return strconv.Itoa(toTake) + " 份报来了，待收齐"
	case toTake == 0:
		return strconv.Itoa(lacking) + " 个机关还没有报送"
	}
	return strconv.Itoa(toTake) + " 份报来了，待收齐；" + strconv.Itoa(lacking) + " 个机关还没有报送"
}

// nextOf says what the person has to do next about a report; nothing where it is another's
// turn, or all is done.
func nextOf(by auth.User, a office.Agency, l yearly.Listed) (yearly.Act, string) {
	sends := !l.ID.IsWhole() && l.Stage != yearly.StageSent && l.Stage != yearly.StageAccepted
	writes, publishes := MayYearly(by, yearly.Write, a.ID) == nil, MayYearly(by, yearly.Publish, a.ID) == nil
	out := l.Editions > 0 && !l.Correcting
	switch {
	case l.Stage == yearly.StageReturned && l.Editions > 0 && writes:
		return yearly.Send, "退回修改，更正公布以后再报送"
	case l.Stage == yearly.StageReturned && writes:
		return yearly.Send, "退回修改，改好再报送"
	case l.Correcting && (publishes || writes):
		return yearly.Publish, "更正写好以后公布"
	case sends && writes:
		return yearly.Send, "编写、报送"
	case !out && publishes:
		return yearly.Publish, "公布"
	case l.ID.IsWhole() && !out && writes:
		return yearly.Write, "汇总、编写，由签发人公布"
	}
	return "", ""
}
