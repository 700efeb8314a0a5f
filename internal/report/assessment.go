package report

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"mingda/internal/calendar"
	"mingda/internal/casefile"
)

// An Indicator is one thing for which units and agencies are assessed (考核).
type Indicator string

// The indicators, in order.
const (
	InTime   Indicator = "in_time"  // answered in time
	InForm   Indicator = "form"     // letters that did not come back, were not void and not replaced
	Posting  Indicator = "posting"  // what was proposed to be published was decided about
	Chases   Indicator = "chases"   // 督办 answered in time
	Standing Indicator = "standing" // answers that were not revoked or corrected on review or in court
	ReportIn Indicator = "report"   // the agency's yearly report was sent in by 31 January
)

// Indicators lists them.
var Indicators = []Indicator{InTime, InForm, Posting, Chases, Standing, ReportIn}

// Label returns the indicator in Chinese.
func (i Indicator) Label() string {
	return map[Indicator]string{InTime: "按时答复", InForm: "文书规范", Posting: "主动公开建议", Chases: "督办答复", Standing: "复议诉讼", ReportIn: "年报报送"}[i]
}

// base says what an indicator looks at, of so many.
func (i Indicator) base() string {
	return map[Indicator]string{InTime: "答复的和逾期没有答复的", InForm: "答复", Posting: "到期的主动公开建议", Chases: "到期的督办", Standing: "收到的决定书、判决书", ReportIn: "年度报告"}[i]
}

// Points are hundredths of a point, so that what is added up is exact.
type Points int

// String writes points with at most two places.
func (p Points) String() string {
	if p < 0 {
		return "-" + (-p).String()
	}
	s := strconv.Itoa(int(p) / 100)
	if p%100 != 0 {
		s += "." + strings.TrimRight(strconv.Itoa(100 + int(p)%100)[1:], "0")
	}
	return s
}

// share returns n of so many parts of the points, rounded to the nearest hundredth.
func (p Points) share(n, of int) Points { return (2*p*Points(n) + Points(of)) / Points(2*of) }

// A Weighing is how much an indicator counts for.
type Weighing struct {
	Weight Points
	Each   Points // off for each flaw; 0: the share of what has none
	Spared int    // so many flaws a year cost nothing
}

// Rules are by what units are assessed. They are the office's own: no law says them.
type Rules struct {
	Of          map[Indicator]Weighing
	PostingDays int    // workdays within which a proposal to publish is decided about
	Good, Pass  Points // of 100
}

// DefaultRules are ours.
func DefaultRules() Rules {
	return Rules{PostingDays: 20, Good: 9000, Pass: 6000, Of: map[Indicator]Weighing{
		InTime: {Weight: 4000}, InForm: {Weight: 1500, Each: 50, Spared: 2}, Posting: {Weight: 1000, Each: 200}, Chases: {Weight: 1000, Each: 200},
		Standing: {Weight: 2000, Each: 500}, ReportIn: {Weight: 500, Each: 500},
	}}
}

// A Flawed is a flaw with the case that has it.
type Flawed struct {
	Case      casefile.ID // 0: of no case, but of the agency's yearly report
	Agency    int64
	Unit      int64
	Indicator Indicator
	Flaw      casefile.Flaw // none of a case that is still open and late: it is mended by its answer
	Because   string
	Mended    casefile.MendState // "" while nothing was
	Spared    bool               // it costs nothing
}

// FlawsOf returns what counts against a unit of what is known of a request, in one year, as
// of a day; 0 is any year.
func FlawsOf(f casefile.Figured, year int, today calendar.Date, cal *calendar.Calendar, r Rules) []Flawed {
	var flaws []Flawed
	mended := mendStates(f.Marks)
	add := func(i Indicator, unit int64, flaw casefile.Flaw, because string) {
		flaws = append(flaws, Flawed{Case: f.ID, Agency: f.Agency, Unit: unit, Indicator: i, Flaw: flaw, Because: because, Mended: mended[flaw.String()]})
	}
	within := func(on calendar.Date) bool { return year == 0 || on.Year() == year }
	if f.Ending == casefile.EndedLate && within(f.EndedOn) {
		add(InTime, f.Unit, casefile.Flaw{Kind: casefile.MarkLate}, f.EndedOn.Chinese()+"逾期答复，用了 "+strconv.Itoa(f.Used)+" 个工作日")
	}
	if !f.Due.IsZero() && within(f.Due) {
		add(InTime, f.Unit, casefile.Flaw{}, "应在"+f.Due.Chinese()+"以前答复，还没有答复")
	}
	for _, m := range f.Marks {
		if !within(m.On) {
			continue
		}
		i, _, because := judge(m, today, cal, r)
		if because != "" {
			add(i, m.Unit, casefile.Flaw{Kind: m.Kind, N: m.N}, because)
		}
	}
	return flaws
}

// mendStates returns what was done about flaws, by their words.
func mendStates(marks []casefile.Mark) map[string]casefile.MendState {
	states := map[string]casefile.MendState{}
	for _, m := range marks {
		if m.Kind == casefile.MarkMended {
			flaw, state, _ := strings.Cut(m.Value, "/")
			states[flaw] = casefile.MendState(state)
		}
	}
	return states
}

// judge says under which indicator a mark is looked at, whether it counts among what is
// looked at, and why it is a flaw, "" where it is none.
func judge(m casefile.Mark, today calendar.Date, cal *calendar.Calendar, r Rules) (i Indicator, counts bool, because string) {
	on := m.On.Chinese()
	switch m.Kind {
	case casefile.MarkReturned:
		return InForm, false, on + "文书被退回修改"
	case casefile.MarkVoided:
		return InForm, false, on + "签发的文书作废"
	case casefile.MarkReplaced:
		return InForm, false, on + "答复有误，更正后重新答复"
	case casefile.MarkChased:
		switch over := m.Done.IsZero() && today.After(m.By); {
		case over:
			return Chases, true, on + "督办，应在" + m.By.Chinese() + "以前答复，还没有答复"
		case m.Done.After(m.By):
			return Chases, true, on + "督办，应在" + m.By.Chinese() + "以前答复，" + m.Done.Chinese() + "才答复"
		default:
			return Chases, !m.Done.IsZero(), ""
		}
	case casefile.MarkProposed:
		by := cal.AddWorkdays(m.On, r.PostingDays)
		days := strconv.Itoa(r.PostingDays) + " 个工作日内（" + by.Chinese() + "以前）"
		switch over := m.Done.IsZero() && today.After(by); {
		case over:
			return Posting, true, on + "建议主动公开，" + days + "没有决定"
		case m.Done.After(by):
			return Posting, true, on + "建议主动公开，" + days + "没有办，" + m.Done.Chinese() + "才公开或者决定"
		default:
			return Posting, !m.Done.IsZero(), ""
		}
	case casefile.MarkJudged:
		_, outcome, _ := strings.Cut(m.Value, "/")
		if reversed(casefile.RemedyOutcome(outcome)) {
			return Standing, true, on + "收到" + JudgedLabel(m.Value)
		}
		return Standing, true, ""
	}
	return "", false, ""
}

// reversed reports whether the answer did not stand.
func reversed(o casefile.RemedyOutcome) bool {
	return o.Orders() || o == casefile.Revoked || o == casefile.FoundUnlawful
}

// A Score is what a unit or an agency has got for one indicator, and why.
type Score struct {
	Indicator Indicator
	Weight    Points
	Base      int // of how many
	Flaws     []Flawed
	Got       Points
	Unknown   string // why it is not assessed yet
}

// Applies reports whether there was anything to assess.
func (s Score) Applies() bool { return s.Unknown == "" && (s.Base > 0 || len(s.Flaws) > 0) }

// Words say how the score came about.
func (s Score) Words(w Weighing) string {
	switch {
	case s.Unknown != "":
		return s.Unknown
	case !s.Applies():
		return "没有涉及，不计分"
	case len(s.Flaws) == 0:
		return s.Indicator.base() + " " + strconv.Itoa(s.Base) + "，没有扣分"
	}
	words := s.Indicator.base() + " " + strconv.Itoa(s.Base) + "，扣分事项 " + strconv.Itoa(len(s.Flaws)) + " 项"
	if w.Spared > 0 {
		words += "，其中 " + strconv.Itoa(min(w.Spared, len(s.Flaws))) + " 项不扣"
	}
	if w.Each == 0 {
		return words + "；按没有问题的比例得分"
	}
	return words + "；每项扣 " + w.Each.String() + " 分，扣完为止"
}

// A Sheet is the assessment of one unit, or of an agency with all of its units.
type Sheet struct {
	Agency int64
	Unit   int64
	Whole  bool // of the agency
	Scores []Score
}

// Got and Of are what the sheet has got, and could have: without what was not assessed.
func (s Sheet) Got() Points { return s.sum(func(x Score) Points { return x.Got }) }

// Of returns what could be got.
func (s Sheet) Of() Points { return s.sum(func(x Score) Points { return x.Weight }) }

func (s Sheet) sum(of func(Score) Points) Points {
	var sum Points
	for _, x := range s.Scores {
		if x.Applies() {
			sum += of(x)
		}
	}
	return sum
}

// Total is what was got, of 100; 0 where nothing was assessed.
func (s Sheet) Total() Points {
	of := s.Of()
	if of == 0 {
		return 0
	}
	return Points(10000).share(int(s.Got()), int(of))
}

// Grade is what the total comes to, "" where nothing was assessed.
func (r Rules) Grade(s Sheet) string {
	switch total := s.Total(); {
	case s.Of() == 0:
		return ""
	case total >= r.Good:
		return "优秀"
	case total >= r.Pass:
		return "合格"
	}
	return "不合格"
}

// An Assessed is what an assessment of a year is made of.
type Assessed struct {
	Year        int
	Today       calendar.Date
	Calendar    *calendar.Calendar
	Rules       Rules
	Answers     map[Place]int           // how many answers went out in the year
	Cases       []casefile.Figured      // those with something to look at, and those that are open and past their last day
	Reports     map[int64]calendar.Date // when agencies sent their yearly report in
	FirstReport int                     // the first year whose report is asked for: the office had not begun before
	Founded     map[int64]int           // the years in which agencies were founded, where that was lately
	Agencies    []int64
}

// A Place is a unit of an agency; 0 where no unit is.
type Place struct{ Agency, Unit int64 }

// Assess makes the sheets: each agency's, and after it those of its units.
func Assess(a Assessed) []Sheet {
	flaws, base := map[Place][]Flawed{}, map[Place]map[Indicator]int{}
	seen := func(p Place) map[Indicator]int {
		if base[p] == nil {
			base[p] = map[Indicator]int{}
		}
		return base[p]
	}
	for p, n := range a.Answers {
		seen(p)[InTime] += n
		seen(p)[InForm] += n
	}
	for _, f := range a.Cases {
		for _, flaw := range FlawsOf(f, a.Year, a.Today, a.Calendar, a.Rules) {
			p := Place{flaw.Agency, flaw.Unit}
			seen(p)
			flaws[p] = append(flaws[p], flaw)
		}
		if f.Due.Year() == a.Year {
			seen(Place{f.Agency, f.Unit})[InTime]++
		}
		for _, m := range f.Marks {
			if i, counts, _ := judge(m, a.Today, a.Calendar, a.Rules); counts && m.On.Year() == a.Year {
				seen(Place{f.Agency, m.Unit})[i]++
			}
		}
	}
	var places []Place
	for p := range base {
		places = append(places, p)
	}
	slices.SortFunc(places, func(x, y Place) int { return cmp.Or(cmp.Compare(x.Agency, y.Agency), cmp.Compare(x.Unit, y.Unit)) })
	var sheets []Sheet
	for _, agency := range a.Agencies {
		whole, all := map[Indicator]int{}, []Flawed(nil)
		var units []Sheet
		for _, p := range places {
			if p.Agency != agency {
				continue
			}
			for i, n := range base[p] {
				whole[i] += n
			}
			all = append(all, flaws[p]...)
			units = append(units, Sheet{Agency: agency, Unit: p.Unit, Scores: a.scores(base[p], flaws[p], false, agency)})
		}
		sheets = append(append(sheets, Sheet{Agency: agency, Whole: true, Scores: a.scores(whole, all, true, agency)}), units...)
	}
	return sheets
}

// scores makes the scores of one sheet. The report is the agency's alone.
func (a Assessed) scores(base map[Indicator]int, flaws []Flawed, whole bool, agency int64) []Score {
	var scores []Score
	for _, i := range Indicators {
		s := Score{Indicator: i, Weight: a.Rules.Of[i].Weight, Base: base[i]}
		if i == ReportIn {
			if !whole {
				continue
			}
			a.report(&s, agency)
		}
		for _, f := range flaws {
			if f.Indicator == i {
				f.Spared = len(s.Flaws) < a.Rules.Of[i].Spared
				s.Flaws = append(s.Flaws, f)
			}
		}
		s.Got = got(s, a.Rules.Of[i])
		scores = append(scores, s)
	}
	return scores
}

// got is what is left of the weight.
func got(s Score, w Weighing) Points {
	bad := max(0, len(s.Flaws)-w.Spared)
	if w.Each > 0 {
		return max(0, w.Weight-w.Each*Points(bad))
	}
	of := max(s.Base, len(s.Flaws))
	if of == 0 {
		return w.Weight
	}
	return w.Weight.share(of-bad, of)
}

// report looks at the yearly report of the agency, which is due on 31 January (条例 49). Of a
// year before the office began there is none to look at: it was written elsewhere; nor of one
// before the agency was founded.
func (a Assessed) report(s *Score, agency int64) {
	if a.Year < max(a.FirstReport, a.Founded[agency]) {
		return
	}
	due := calendar.NewDate(a.Year+1, 1, 31)
	sent, known := a.Reports[agency]
	known = known && !sent.IsZero()
	flaw := Flawed{Agency: agency, Indicator: ReportIn}
	switch {
	case known && !sent.After(due):
		s.Base = 1
	case known:
		s.Base, flaw.Because = 1, "年度报告应在"+due.Chinese()+"以前报送，"+sent.Chinese()+"才报送"
		s.Flaws = append(s.Flaws, flaw)
	case a.Today.After(due):
		s.Base, flaw.Because = 1, "年度报告应在"+due.Chinese()+"以前报送，还没有报送的记录"
		s.Flaws = append(s.Flaws, flaw)
	default:
		s.Unknown = "未报送，" + due.Chinese() + "到期，到时再计"
	}
}
