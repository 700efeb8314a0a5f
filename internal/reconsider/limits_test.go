package reconsider

import (
	"strings"
	"testing"

	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/fault"
	"mingda/internal/law"
)

func dayIn(t testing.TB, s string) calendar.Date {
	t.Helper()
	if s == "" {
		return calendar.Date{}
	}
	d, err := calendar.ParseDate(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// TestLimits is the table of what an application is measured by, worked out by hand.
func TestLimits(t *testing.T) {
	cal, err := calendar.Embedded("CN-65")
	if err != nil {
		t.Fatal(err)
	}
	lost := func(kind HindranceKind, from, until string) Hindered {
		return Hindered{Kind: kind, From: dayIn(t, from), Until: dayIn(t, until)}
	}
	reply := Contested{On: dayIn(t, "2026-08-03"), GotOn: dayIn(t, "2026-08-07")}
	with := func(change func(*Contested)) Contested {
		k := reply
		change(&k)
		return k
	}
	for name, k := range map[string]struct {
		of    Contested
		lost  []Hindered
		until string // of all; "" while it is not known
		rests string
		each  []string // the last day of each
		late  string   // the first day that is late
	}{
		"told":                   {reply, nil, "2026-10-08", "第二十条第一款、行政复议法实施条例第二十三条", []string{"2026-10-08", "2031-08-04"}, "2026-10-09"}, // ends on 10-06, a holiday
		"by post":                {with(func(k *Contested) { k.Began = ByPost }), nil, "2026-10-08", "实施条例第二十三条第一款第三项", []string{"2026-10-08", "2031-08-04"}, "2026-10-09"},
		"known by proof":         {with(func(k *Contested) { k.Began, k.GotOn = Proven, dayIn(t, "2026-09-01") }), nil, "2026-11-02", "第二十三条第二款", []string{"2026-11-02", "2031-08-04"}, "2026-11-03"}, // ends on Saturday 10-31
		"not known when it came": {with(func(k *Contested) { k.GotOn = calendar.Date{} }), nil, "", "", []string{"", "2031-08-04"}, "2031-08-05"},
		"nothing known":          {Contested{}, nil, "", "", []string{"", ""}, ""},
		"not told, and knows it": {with(func(k *Contested) { k.Told, k.LearnedOn = Untold, dayIn(t, "2026-10-09") }), nil, "2026-12-08", "第二十条第三款",
			[]string{"2026-12-08", "2027-08-09", "2031-08-04"}, "2026-12-09"},
		"not told, and does not know it": {with(func(k *Contested) { k.Told = Untold }), nil, "2027-08-09", "第二十条第三款",
			[]string{"", "2027-08-09", "2031-08-04"}, "2027-08-10"}, // 08-07 is a Saturday
		"not told, and knows it near the end of the year": {with(func(k *Contested) { k.Told, k.LearnedOn = Untold, dayIn(t, "2027-07-20") }), nil, "2027-08-09", "第二十条第三款",
			[]string{"2027-09-20", "2027-08-09", "2031-08-04"}, "2027-08-10"},
		"knew of it before": {with(func(k *Contested) { k.Told, k.LearnedOn = Untold, dayIn(t, "2026-08-04") }), nil, "2026-10-08", "第二十条第三款",
			[]string{"2026-10-08", "2027-08-09", "2031-08-04"}, "2026-10-09"},
		"not told that it comes first": {with(func(k *Contested) { k.Told = FirstUntold }), nil, "2026-10-08", "第二十条第一款", []string{"2026-10-08", "2031-08-04"}, "2026-10-09"},
		"got after years":              {with(func(k *Contested) { k.GotOn = dayIn(t, "2031-07-21") }), nil, "2031-08-04", "第二十一条", []string{"2031-09-19", "2031-08-04"}, "2031-08-05"},
		"silence":                      {Contested{Silence: true, On: dayIn(t, "2026-09-10")}, nil, "2026-11-09", "第二十四条第一款第一项", []string{"2026-11-09", "2031-09-10"}, "2026-11-10"},
		"silence tells nothing":        {Contested{Silence: true, Told: Untold, On: dayIn(t, "2026-09-10")}, nil, "2026-11-09", "第二十条第一款", []string{"2026-11-09", "2031-09-10"}, "2026-11-10"},
		"an obstacle": {reply, []Hindered{lost(Obstacle, "2026-09-01", "2026-09-10")}, "2026-10-16", "第二十条第二款",
			[]string{"2026-10-16", "2031-08-04"}, "2026-10-17"}, // ten days more: to 10-16
		"an obstacle before it begins": {reply, []Hindered{lost(Obstacle, "2026-08-01", "2026-08-07")}, "2026-10-08", "第二十条第一款", []string{"2026-10-08", "2031-08-04"}, ""},
		"an obstacle after its end":    {reply, []Hindered{lost(Obstacle, "2026-10-09", "2026-10-20")}, "2026-10-08", "第二十条第一款", []string{"2026-10-08", "2031-08-04"}, ""},
		"two at the same time": {reply, []Hindered{lost(Obstacle, "2026-09-01", "2026-09-10"), lost(Obstacle, "2026-09-06", "2026-09-15")}, "2026-10-21", "第二十条第二款",
			[]string{"2026-10-21", "2031-08-04"}, ""},
		"reaching over the last day": {reply, []Hindered{lost(Obstacle, "2026-10-05", "2026-10-15")}, "2026-10-19", "第二十条第二款",
			[]string{"2026-10-19", "2031-08-04"}, ""}, // two days are left: 10-16 and Saturday 10-17
		"in court": {with(func(k *Contested) { k.Told = FirstUntold }), []Hindered{lost(InCourt, "2026-08-31", "2026-10-20")}, "2026-11-26", "实施条例第二十六条",
			[]string{"2026-11-26", "2031-08-04"}, "2026-11-27"},
		"in court, the year too": {with(func(k *Contested) { k.Told = Untold }), []Hindered{lost(InCourt, "2026-08-31", "2026-10-20")}, "2027-09-27", "实施条例第二十六条",
			[]string{"", "2027-09-27", "2031-08-04"}, ""},
		"an obstacle does not stop the five years": {with(func(k *Contested) { k.GotOn = dayIn(t, "2031-07-21") }), []Hindered{lost(Obstacle, "2031-07-25", "2031-09-01")}, "2031-08-04", "第二十一条", nil, "2031-08-05"},
	} {
		l := LimitsOf(k.of, k.lost, cal)
		if l.Until != dayIn(t, k.until) || !strings.Contains(l.Rests, k.rests) {
			t.Errorf("%s: until %s by %s, want %s by %s", name, l.Until, l.Rests, k.until, k.rests)
		}
		for i, want := range k.each {
			if i >= len(l.All) || l.All[i].Until != dayIn(t, want) {
				t.Errorf("%s: %d: %+v, want %s", name, i, l.All, want)
			}
		}
		for _, one := range l.All {
			if one.Name == "" || one.Article == "" || one.Why == "" || one.From.IsZero() != one.Until.IsZero() {
				t.Errorf("%s: %+v", name, one)
			}
		}
		if late := dayIn(t, k.late); k.late != "" && (!l.IsLate(late) || l.IsLate(late.AddDays(-1))) {
			t.Errorf("%s: %s is not the first late day", name, late)
		}
	}
}

// TestPosted: what was posted within the period is in time, though it comes after.
func TestPosted(t *testing.T) {
	cal, err := calendar.Embedded("CN-65")
	if err != nil {
		t.Fatal(err)
	}
	c := &Case{ReceivedOn: dayIn(t, "2026-10-12"), Contested: Contested{On: dayIn(t, "2026-08-03"), GotOn: dayIn(t, "2026-08-07")}}
	if c.FileBy(cal) != dayIn(t, "2026-10-08") || !c.IsLate(cal) {
		t.Error("it came late")
	}
	if c.SentOn = dayIn(t, "2026-10-08"); c.IsLate(cal) {
		t.Error("it was posted in time")
	}
}

// TestBeginnings: what cannot be is said beside the field.
func TestBeginnings(t *testing.T) {
	for name, k := range map[string]struct {
		of    Contested
		field string
	}{
		"nothing said":          {Contested{}, ""},
		"by post":               {Contested{Began: ByPost}, ""},
		"unknown":               {Contested{Began: "x"}, "began"},
		"of silence":            {Contested{Began: PeriodOver}, "began"},
		"silence by post":       {Contested{Silence: true, Began: ByPost}, "began"},
		"no period, no day":     {Contested{Silence: true, Began: SixtyOver}, "asked_on"},
		"on the spot, later":    {Contested{Began: OnSpot, On: dayIn(t, "2026-08-03"), GotOn: dayIn(t, "2026-08-04")}, "got_on"},
		"told what":             {Contested{Told: "x"}, "told"},
		"learned before it":     {Contested{Told: Untold, On: dayIn(t, "2026-08-03"), LearnedOn: dayIn(t, "2026-08-02")}, "learned_on"},
		"learned after they do": {Contested{Told: Untold, On: dayIn(t, "2026-08-03"), LearnedOn: dayIn(t, "2026-10-02")}, "learned_on"},
	} {
		form := fault.Form{}
		beginningOf(k.of, dayIn(t, "2026-10-01"), form)
		if len(form) != 0 && form[k.field] == nil || k.field != "" && form[k.field] == nil {
			t.Errorf("%s: %v", name, form)
		}
	}
	spot := beginningOf(Contested{Began: OnSpot, On: dayIn(t, "2026-08-03")}, dayIn(t, "2026-10-01"), fault.Form{})
	if spot.GotOn != spot.On {
		t.Errorf("on the spot it was got on %s", spot.GotOn)
	}
	sixty := beginningOf(Contested{Silence: true, Told: Untold, Began: SixtyOver, AskedOn: dayIn(t, "2026-08-03")}, dayIn(t, "2026-11-01"), fault.Form{})
	if sixty.On != dayIn(t, "2026-10-02") || sixty.Told != ToldAll {
		t.Errorf("sixty days after 08-03: %+v", sixty)
	}
	told := beginningOf(Contested{LearnedOn: dayIn(t, "2026-08-03"), AskedOn: dayIn(t, "2026-08-03")}, dayIn(t, "2026-11-01"), fault.Form{})
	if !told.LearnedOn.IsZero() || !told.AskedOn.IsZero() {
		t.Errorf("of a reply that told: %+v", told)
	}
}

// TestHindering: time in court does not count where reconsideration comes first and the
// reply did not say so, and nowhere else.
func TestHindering(t *testing.T) {
	for name, k := range map[string]struct {
		of          Contested
		kind        HindranceKind
		from, until string
		why         string
		field       string
	}{
		"an obstacle":      {Contested{Result: law.NotExisting}, Obstacle, "2026-09-01", "2026-09-03", "住院", ""},
		"in court":         {Contested{Result: law.Secret, Told: FirstUntold}, InCourt, "2026-09-01", "2026-09-03", "裁定书", ""},
		"of silence":       {Contested{Silence: true}, InCourt, "2026-09-01", "2026-09-03", "裁定书", ""},
		"it was told":      {Contested{Result: law.Secret}, InCourt, "2026-09-01", "2026-09-03", "裁定书", "kind"},
		"it has a choice":  {Contested{Result: law.NotExisting, Told: Untold}, InCourt, "2026-09-01", "2026-09-03", "裁定书", "kind"},
		"no kind":          {Contested{}, "x", "2026-09-01", "2026-09-03", "住院", "kind"},
		"no first day":     {Contested{}, Obstacle, "", "2026-09-03", "住院", "from"},
		"no last day":      {Contested{}, Obstacle, "2026-09-01", "", "住院", "until"},
		"the wrong order":  {Contested{}, Obstacle, "2026-09-03", "2026-09-01", "住院", "until"},
		"still to come":    {Contested{}, Obstacle, "2026-09-01", "2027-09-01", "住院", "until"},
		"after they filed": {Contested{}, Obstacle, "2026-10-13", "2026-10-14", "住院", "from"},
		"no reason":        {Contested{}, Obstacle, "2026-09-01", "2026-09-03", " ", "why"},
	} {
		k.of.On = dayIn(t, "2026-08-03")
		c := &Case{ReceivedOn: dayIn(t, "2026-10-12"), Contested: k.of}
		f := Hindered{Kind: k.kind, From: dayIn(t, k.from), Until: dayIn(t, k.until)}
		f.Private.Why = k.why
		_, err := c.Hindering(f, Situation{Today: dayIn(t, "2026-10-14")})
		if fields := fault.FieldsOf(err); k.field == "" && err != nil || k.field != "" && (len(fields) != 1 || fields[k.field] == nil) {
			t.Errorf("%s: %v %v", name, err, fields)
		}
	}
}

// TestLateHeard: who finds in time what came late says why, and what was lost moves the day.
func TestLateHeard(t *testing.T) {
	cal, err := calendar.Embedded("CN-65")
	if err != nil {
		t.Fatal(err)
	}
	b := opened(t, "2026-09-22", casefile.ID(0))
	k := b.c.Contested
	k.On, k.GotOn = dayIn(t, "2026-06-01"), dayIn(t, "2026-06-02")
	s, err := b.c.Situation(cal, b.c.ReceivedOn)
	if err != nil {
		t.Fatal(err)
	}
	corrected, err := b.c.CorrectingContested(ContestedCorrected{k}, s)
	if err == nil {
		err = b.try(b.c.ReceivedOn, corrected)
	}
	if err != nil {
		t.Fatal(err)
	}
	examined := func() error {
		s, err := b.c.Situation(cal, b.c.ReceivedOn)
		if err != nil {
			t.Fatal(err)
		}
		f := allMet(true)
		f.Private.Remark = ""
		_, err = b.c.Examination(f, s)
		return err
	}
	if e := fault.FieldsOf(examined())["remark"]; e == nil || e.Code != "review_late_remark" {
		t.Errorf("late and in time without a word: %v", e)
	}
	f := Hindered{Kind: Obstacle, From: dayIn(t, "2026-06-10"), Until: dayIn(t, "2026-08-31")}
	f.Private.Why = "住院"
	if err := b.try(b.c.ReceivedOn, &f); err != nil {
		t.Fatal(err)
	}
	if err := examined(); err != nil || b.c.IsLate(cal) {
		t.Errorf("it was hindered: %v", err)
	}
	if err := b.try(b.c.ReceivedOn, &TakenBack{Corrects: len(b.entries)}); err != nil || !b.c.IsLate(cal) {
		t.Errorf("it was not hindered: %v", err)
	}
}

// What hinders on the day to which a last day off was moved moves it further (复议法 20.2),
// and so does what hinders beyond the period only where it meets its last day.
func TestHinderedOnTheLastDay(t *testing.T) {
	cal, err := calendar.Embedded("CN-65")
	if err != nil {
		t.Fatal(err)
	}
	k := Contested{Name: "局", Number: "答1号", On: dayIn(t, "2026-09-01"), GotOn: dayIn(t, "2026-09-08")} // the sixtieth day is Saturday, 7 November
	if l := LimitsOf(k, nil, cal); l.Until != dayIn(t, "2026-11-09") {
		t.Fatalf("unhindered until %s", l.Until)
	}
	for from, want := range map[string]string{"2026-11-09": "2026-11-13", "2026-11-10": "2026-11-09"} {
		l := LimitsOf(k, []Hindered{{Kind: Obstacle, From: dayIn(t, from), Until: dayIn(t, "2026-11-12")}}, cal)
		if l.Until != dayIn(t, want) {
			t.Errorf("hindered from %s: until %s, not %s", from, l.Until, want)
		}
	}
	future := Filed{Number: "号", Body: 2, Door: casefile.Counter, ReceivedOn: dayIn(t, "2026-11-02"), Objection: NotAble, Contested: Contested{Name: "局", Number: "答", Result: law.NotExisting, On: k.On, GotOn: dayIn(t, "2027-12-07")}}
	future.Private.Applicant, future.Private.Asked = casefile.Applicant{Name: "张三"}, Asked{Request: "撤销", Grounds: "存在"}
	if _, err := NewFiled(future, future.ReceivedOn); fault.FieldsOf(err)["got_on"] == nil {
		t.Errorf("received after it was objected to: %v", err)
	}
}
