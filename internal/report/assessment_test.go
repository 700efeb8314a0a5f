package report

import (
	"math/rand/v2"
	"strconv"
	"testing"

	"mingda/internal/calendar"
	"mingda/internal/casefile"
)

func testCalendar(t *testing.T) *calendar.Calendar {
	t.Helper()
	cal, err := calendar.Embedded("CN-65")
	if err != nil {
		t.Fatal(err)
	}
	return cal
}

func onDay(m, d int) calendar.Date { return calendar.NewDate(2026, 1, 1).AddDays((m-1)*30 + d) }

func scoreOf(s Sheet, i Indicator) Score {
	for _, x := range s.Scores {
		if x.Indicator == i {
			return x
		}
	}
	return Score{}
}

// What counts against a unit, and how much it costs.
func TestAssess(t *testing.T) {
	late := casefile.Figured{ID: 1, Agency: 1, Unit: 2, Ending: casefile.EndedLate, EndedOn: onDay(3, 1), Used: 24}
	with := func(marks ...casefile.Mark) casefile.Figured {
		return casefile.Figured{ID: 2, Agency: 1, Unit: 2, Marks: marks}
	}
	chased := func(by, done calendar.Date) casefile.Mark {
		return casefile.Mark{Kind: casefile.MarkChased, N: 9, Unit: 2, On: onDay(2, 1), By: by, Done: done}
	}
	judged := func(outcome casefile.RemedyOutcome) casefile.Mark {
		return casefile.Mark{Kind: casefile.MarkJudged, N: 9, Unit: 2, On: onDay(2, 1), Value: "review/" + string(outcome)}
	}
	returned := casefile.Mark{Kind: casefile.MarkReturned, Unit: 2, On: onDay(2, 1)}
	for _, c := range []struct {
		name  string
		of    casefile.Figured
		i     Indicator
		flaws int
		got   Points
		base  int
	}{
		{"late, one of ten", late, InTime, 1, 3600, 10},
		{"late in another year", casefile.Figured{ID: 1, Agency: 1, Unit: 2, Ending: casefile.EndedLate, EndedOn: calendar.NewDate(2025, 12, 31)}, InTime, 0, 4000, 10},
		{"open and past its day, beside ten answers", casefile.Figured{ID: 1, Agency: 1, Unit: 2, Due: onDay(10, 20)}, InTime, 1, 3636, 11},
		{"open and past a day of another year", casefile.Figured{ID: 1, Agency: 1, Unit: 2, Due: calendar.NewDate(2025, 12, 31)}, InTime, 0, 4000, 10},
		{"returned once and twice: spared", with(returned, returned), InForm, 2, 1500, 10},
		{"returned three times", with(returned, returned, returned), InForm, 3, 1450, 10},
		{"chased, answered on the day", with(chased(onDay(2, 5), onDay(2, 5))), Chases, 0, 1000, 1},
		{"chased, answered after it", with(chased(onDay(2, 5), onDay(2, 6))), Chases, 1, 800, 1},
		{"chased, not answered", with(chased(onDay(2, 5), calendar.Date{})), Chases, 1, 800, 1},
		{"chased, the day is to come", with(chased(onDay(12, 29), calendar.Date{})), Chases, 0, 1000, 0},
		{"upheld", with(judged(casefile.Upheld)), Standing, 0, 2000, 1},
		{"ended", with(judged(casefile.Ended)), Standing, 0, 2000, 1},
		{"unlawful", with(judged(casefile.FoundUnlawful)), Standing, 1, 1500, 1},
		{"revoked", with(judged(casefile.Revoked)), Standing, 1, 1500, 1},
		{"ordered", with(judged(casefile.OrderedDisclosure)), Standing, 1, 1500, 1},
		{"proposed, decided at once", with(casefile.Mark{Kind: casefile.MarkProposed, Unit: 2, On: onDay(2, 1), Done: onDay(2, 9), Value: "declined"}), Posting, 0, 1000, 1},
		{"proposed, nothing decided", with(casefile.Mark{Kind: casefile.MarkProposed, Unit: 2, On: onDay(2, 1)}), Posting, 1, 800, 1},
		{"proposed just now", with(casefile.Mark{Kind: casefile.MarkProposed, Unit: 2, On: onDay(10, 25)}), Posting, 0, 1000, 0},
	} {
		a := Assessed{Year: 2026, Today: onDay(11, 1), Calendar: testCalendar(t), Rules: DefaultRules(), Agencies: []int64{1}, Answers: map[Place]int{{1, 2}: 10}, Cases: []casefile.Figured{c.of}}
		sheets := Assess(a)
		if len(sheets) != 2 || !sheets[0].Whole || sheets[1].Unit != 2 {
			t.Fatalf("%s: %+v", c.name, sheets)
		}
		for _, sheet := range sheets {
			s := scoreOf(sheet, c.i)
			if len(s.Flaws) != c.flaws || s.Got != c.got || s.Base != c.base {
				t.Errorf("%s: %d flaws, %s points, base %d; want %d, %s, %d", c.name, len(s.Flaws), s.Got, s.Base, c.flaws, c.got, c.base)
			}
			if s.Words(a.Rules.Of[c.i]) == "" {
				t.Errorf("%s: no words", c.name)
			}
		}
	}
}

// Points of a share are rounded as the total of them is: to the nearest hundredth.
func TestAssessRounded(t *testing.T) {
	for _, c := range []struct {
		of, late int
		want     Points
	}{{30, 1, 3867}, {30, 2, 3733}, {3, 1, 2667}, {3, 2, 1333}, {7, 1, 3429}, {1, 1, 0}, {640, 1, 3994}} {
		late := Score{Base: c.of, Flaws: make([]Flawed, c.late)}
		if got := got(late, DefaultRules().Of[InTime]); got != c.want {
			t.Errorf("%d of %d late: %s, want %s", c.late, c.of, got, c.want)
		}
		late.Indicator, late.Weight, late.Got = InTime, 4000, got(late, DefaultRules().Of[InTime])
		if total := (Sheet{Scores: []Score{late}}).Total(); total != (c.want*10000+2000)/4000 {
			t.Errorf("%d of %d late: %s of 100", c.late, c.of, total)
		}
	}
}

// Who was pressed is judged by it, also when the case has gone to another unit since.
func TestAssessChasedUnit(t *testing.T) {
	m := casefile.Mark{Kind: casefile.MarkChased, N: 9, Unit: 3, On: onDay(2, 1), By: onDay(2, 5), Done: onDay(2, 4)}
	a := Assessed{Year: 2026, Today: onDay(11, 1), Calendar: testCalendar(t), Rules: DefaultRules(), Agencies: []int64{1}, Cases: []casefile.Figured{{ID: 1, Agency: 1, Unit: 2, Marks: []casefile.Mark{m}}}}
	for _, sheet := range Assess(a) {
		if s := scoreOf(sheet, Chases); s.Base != 1 || !sheet.Whole && sheet.Unit != 3 {
			t.Errorf("unit %d: %+v", sheet.Unit, s)
		}
	}
}

// The yearly report is due on 31 January of the year after.
func TestAssessReport(t *testing.T) {
	for _, c := range []struct {
		name        string
		sent, today calendar.Date
		first       int
		founded     int
		flaws       int
		applies     bool
	}{
		{"not due", calendar.Date{}, calendar.NewDate(2027, 1, 31), 2026, 0, 0, false},
		{"not sent", calendar.Date{}, calendar.NewDate(2027, 2, 1), 2026, 0, 1, true},
		{"on the day", calendar.NewDate(2027, 1, 31), calendar.NewDate(2027, 3, 1), 2026, 0, 0, true},
		{"after it", calendar.NewDate(2027, 2, 1), calendar.NewDate(2027, 3, 1), 2026, 0, 1, true},
		{"not sent, before the office", calendar.Date{}, calendar.NewDate(2027, 3, 1), 2027, 0, 0, false},
		{"not sent, founded in the year", calendar.Date{}, calendar.NewDate(2027, 3, 1), 2025, 2026, 1, true},
		{"not sent, founded later", calendar.Date{}, calendar.NewDate(2027, 3, 1), 2025, 2027, 0, false},
		{"after it, before the office", calendar.NewDate(2027, 2, 1), calendar.NewDate(2027, 3, 1), 2027, 0, 0, false},
	} {
		a := Assessed{Year: 2026, Today: c.today, Calendar: testCalendar(t), Rules: DefaultRules(), Agencies: []int64{1}, Reports: map[int64]calendar.Date{1: c.sent}, FirstReport: c.first, Founded: map[int64]int{1: c.founded}}
		s := scoreOf(Assess(a)[0], ReportIn)
		if len(s.Flaws) != c.flaws || s.Applies() != c.applies {
			t.Errorf("%s: %+v", c.name, s)
		}
	}
}

// Of anything: what the units have adds up to what the agency has, no indicator gives more
// than its weight or less than nothing, nothing is taken off without a case, and a mending
// changes no points.
func TestAssessProperties(t *testing.T) {
	random := rand.New(rand.NewPCG(53, 7))
	cal, kinds := testCalendar(t), []casefile.MarkKind{casefile.MarkReturned, casefile.MarkVoided, casefile.MarkReplaced, casefile.MarkChased, casefile.MarkProposed, casefile.MarkJudged, casefile.MarkAsked}
	for range 300 {
		a := Assessed{Year: 2026, Today: onDay(1+random.IntN(13), 1), Calendar: cal, Rules: DefaultRules(), Agencies: []int64{1, 2}, Answers: map[Place]int{}}
		for range random.IntN(6) {
			a.Answers[Place{1 + int64(random.IntN(2)), int64(random.IntN(3))}] = random.IntN(50)
		}
		for id := range random.IntN(20) {
			f := casefile.Figured{ID: casefile.ID(id + 1), Agency: 1 + int64(random.IntN(2)), Unit: int64(random.IntN(3))}
			if random.IntN(3) == 0 {
				f.Ending, f.EndedOn = casefile.EndedLate, onDay(1+random.IntN(14), 1)
			}
			for n := range random.IntN(5) {
				m := casefile.Mark{Kind: kinds[random.IntN(len(kinds))], N: n, Unit: int64(random.IntN(3)), On: onDay(1+random.IntN(14), 1), Value: "court/" + string(casefile.RemedyOutcomes[random.IntN(7)])}
				m.By = m.On.AddDays(random.IntN(9))
				if random.IntN(2) == 0 {
					m.Done = m.On.AddDays(random.IntN(60))
				}
				f.Marks = append(f.Marks, m)
			}
			a.Cases = append(a.Cases, f)
		}
		sheets := Assess(a)
		base, flaws := map[string]int{}, map[string]int{}
		for _, s := range sheets {
			sign := map[bool]int{true: -1, false: 1}[s.Whole]
			for _, x := range s.Scores {
				key := strconv.FormatInt(s.Agency, 10) + string(x.Indicator)
				if x.Indicator != ReportIn {
					base[key] += sign * x.Base
					flaws[key] += sign * len(x.Flaws)
				}
				if x.Got < 0 || x.Got > x.Weight || x.Got < x.Weight && len(x.Flaws) == 0 {
					t.Fatalf("%+v", x)
				}
				for _, f := range x.Flaws {
					if f.Because == "" || f.Case == 0 && x.Indicator != ReportIn || f.Agency != s.Agency || !s.Whole && f.Unit != s.Unit {
						t.Fatalf("a deduction without a case, or of another: %+v in %+v", f, s)
					}
				}
			}
			if total := s.Total(); total < 0 || total > 10000 {
				t.Fatalf("%s of 100", total)
			}
		}
		for key, n := range base {
			if n != 0 || flaws[key] != 0 {
				t.Fatalf("%s: the units do not add up to the agency: %d, %d", key, n, flaws[key])
			}
		}
		for i := range a.Cases {
			for _, flaw := range FlawsOf(a.Cases[i], 0, a.Today, cal, a.Rules) {
				a.Cases[i].Marks = append(a.Cases[i].Marks, casefile.Mark{Kind: casefile.MarkMended, N: 100, Value: flaw.Flaw.String() + "/accepted", Unit: flaw.Unit, On: onDay(3, 1)})
			}
		}
		for i, s := range Assess(a) {
			if s.Total() != sheets[i].Total() {
				t.Fatalf("mended: %s instead of %s", s.Total(), sheets[i].Total())
			}
			for _, x := range s.Scores {
				for _, f := range x.Flaws {
					if f.Case != 0 && f.Mended != casefile.MendAccepted {
						t.Fatalf("not shown as mended: %+v", f)
					}
				}
			}
		}
	}
}

func TestPoints(t *testing.T) {
	for p, want := range map[Points]string{0: "0", 50: "0.5", 4000: "40", 3875: "38.75", 9005: "90.05"} {
		if p.String() != want {
			t.Errorf("%d: %s", p, p)
		}
	}
}

// The 90th percentile is the nearest rank.
func TestSpread(t *testing.T) {
	var days []Sum
	for n := 1; n <= 10; n++ {
		days = append(days, Sum{Value: strconv.Itoa(n), N: 1})
	}
	if got := spread(days); got != (Spread{10, 5, 9}) {
		t.Errorf("%+v", got)
	}
	if got := spread([]Sum{{Value: "7", N: 1}}); got != (Spread{1, 7, 7}) {
		t.Errorf("%+v", got)
	}
	if got := spread(nil); got != (Spread{}) {
		t.Errorf("%+v", got)
	}
}
