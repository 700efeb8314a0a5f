package lawsuit

import (
	"strings"
	"testing"

	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/fault"
	"mingda/internal/ledger"
	"mingda/internal/reconsider"
)

// ruledOn is a ruling that came on a day.
func ruledOn(day calendar.Date, r Result) *Ruled {
	return &Ruled{Result: r, Number: "判1号", DecidedOn: day}
}

// TestDays holds the days of an instance against the articles: a last day on a day off is
// the next workday.
func TestDays(t *testing.T) {
	cal := days(t)
	for name, k := range map[string]struct {
		begun Begun
		ruled *Ruled
		what  What
		want  string
		says  string
	}{
		"answer":                     {begun: Begun{Level: First, CopyOn: on(t, "2026-11-02")}, what: AnswerDue, want: "2026-11-17", says: "行政诉讼法第六十七条第一款"},
		"answer, ends on a Sunday":   {begun: Begun{Level: First, CopyOn: on(t, "2026-10-24")}, what: AnswerDue, want: "2026-11-09", says: "11月8日是休息日，顺延"},
		"answer, over the holidays":  {begun: Begun{Level: First, CopyOn: on(t, "2026-09-17")}, what: AnswerDue, want: "2026-10-08", says: "顺延"},
		"summary procedure":          {begun: Begun{Level: First, CopyOn: on(t, "2026-11-02"), Summary: true}, what: AnswerDue, want: "2026-11-17", says: "第一百零四条"},
		"the day that the court set": {begun: Begun{Level: First, CopyOn: on(t, "2026-11-02"), Summary: true, AnswerBy: on(t, "2026-11-09")}, what: AnswerDue, want: "2026-11-09", says: "法院定的日子"},
		"answer to an appeal":        {begun: Begun{Level: Second, CopyOn: on(t, "2026-11-02")}, what: AnswerDue, want: "2026-11-17", says: "第八十六条"},
		"first instance":             {begun: Begun{Level: First, AcceptedOn: on(t, "2026-05-31")}, what: CourtDue, want: "2026-11-30", says: "6 个月"},
		"summary judgment":           {begun: Begun{Level: First, AcceptedOn: on(t, "2026-10-30"), Summary: true}, what: CourtDue, want: "2026-12-14", says: "45 日"},
		"second instance":            {begun: Begun{Level: Second, AcceptedOn: on(t, "2026-08-31")}, what: CourtDue, want: "2026-11-30", says: "3 个月"},
		"appeal from a judgment":     {begun: Begun{Level: First}, ruled: ruledOn(on(t, "2026-11-02"), ClaimDismissed), what: AppealDue, want: "2026-11-17", says: "判决书"},
		"appeal from a ruling":       {begun: Begun{Level: First}, ruled: ruledOn(on(t, "2026-11-02"), SuitDismissed), what: AppealDue, want: "2026-11-12", says: "裁定书"},
		"none after withdrawal":      {begun: Begun{Level: First}, ruled: ruledOn(on(t, "2026-11-02"), Withdrawn), what: AppealDue},
		"none at second instance":    {begun: Begun{Level: Second}, ruled: ruledOn(on(t, "2026-11-02"), ClaimDismissed), what: AppealDue},
		"none before the copy":       {begun: Begun{Level: First}, what: AnswerDue},
	} {
		i := Instance{Begun: k.begun}
		if k.ruled != nil {
			i.Ruling = Ruling{*k.ruled, 9, k.ruled.DecidedOn}
		}
		var got Due
		for _, d := range i.Days(cal) {
			if d.What == k.what {
				got = d
			}
		}
		if want := k.want; want == "" && !got.By.IsZero() || want != "" && (got.By != on(t, want) || !strings.Contains(got.Words, k.says)) {
			t.Errorf("%s: %s, %q; want %s", name, got.By, got.Words, want)
		}
	}
}

// TestTimely: whether the suit seems to be in time, and whether reconsideration came first.
func TestTimely(t *testing.T) {
	cal := days(t)
	for name, k := range map[string]struct {
		change func(c *Case)
		sued   string
		by     string
		late   bool
		says   string
	}{
		"six months":             {func(c *Case) {}, "2027-03-03", "2027-03-03", false, "6 个月"},
		"after them":             {func(c *Case) {}, "2027-03-04", "2027-03-03", true, "最长 1 年，到 2027年9月3日"},
		"five years at most":     {func(c *Case) { c.Contested.On = on(t, "2020-01-06") }, "2026-12-01", "2025-01-06", true, "最长 5 年"},
		"not known":              {func(c *Case) { c.Contested.GotOn = calendar.Date{} }, "2026-12-01", "2031-09-01", false, "还不知道"},
		"silence":                {func(c *Case) { c.Contested.Silence = true }, "2027-03-02", "2027-03-01", true, "第六十六条"},
		"silence, review first":  {func(c *Case) { c.Contested.Silence = true }, "2026-12-01", "2027-03-01", false, "应当先申请行政复议"},
		"fifteen days":           {func(c *Case) { c.Way, c.Reviewed = AfterReview, Reviewed{GotOn: on(t, "2026-11-02")} }, "2026-11-17", "2026-11-17", false, "第四十五条"},
		"after fifteen days":     {func(c *Case) { c.Way, c.Reviewed = AfterReview, Reviewed{GotOn: on(t, "2026-11-02")} }, "2026-11-18", "2026-11-17", true, "在这以后"},
		"the body said nothing":  {func(c *Case) { c.Way, c.Reviewed = AfterReview, Reviewed{Silent: true, GotOn: on(t, "2026-11-02")} }, "2026-11-17", "2026-11-17", false, "复议期满"},
		"the decision not known": {func(c *Case) { c.Way = AfterReview }, "2026-11-17", "", false, "还不知道"},
	} {
		c := &Case{Brief: complaint(t, Direct).Brief, OpenedOn: on(t, "2030-01-01")}
		k.change(c)
		c.SuedOn = on(t, k.sued)
		got := c.Timely(cal)
		if k.by == "" && !got.By.IsZero() || k.by != "" && got.By != on(t, k.by) || got.Late != k.late || !strings.Contains(strings.Join(got.Words, ""), k.says) {
			t.Errorf("%s: %+v", name, got)
		}
	}
}

// played is a suit with facts, each on its day.
func played(t *testing.T, way Way, facts ...struct {
	day string
	f   ledger.Fact
}) *Case {
	t.Helper()
	b := opened(t, "2026-09-22", way, Begun{})
	for _, k := range facts {
		if err := b.try(on(t, k.day), k.f); err != nil {
			t.Fatal(err)
		}
	}
	return b.c
}

type onDay = struct {
	day string
	f   ledger.Fact
}

// TestColumn: where a case counts by what is in force, with appeals, a remand and a retrial.
func TestColumn(t *testing.T) {
	ruled := func(day string, r Result) onDay { return onDay{day, ruledOn(on(t, day), r)} }
	second := onDay{"2026-11-20", &Begun{Level: Second, Court: "中院"}}
	for name, k := range map[string]struct {
		facts []onDay
		want  reconsider.Column // "" is pending
	}{
		"nothing yet":                  {nil, ""},
		"judged, not in force":         {[]onDay{ruled("2026-11-01", ClaimDismissed)}, ""},
		"in force":                     {[]onDay{ruled("2026-11-01", ClaimDismissed), {"2026-11-17", &CameIntoForce{}}}, reconsider.ColumnUpheld},
		"and in that year":             {[]onDay{ruled("2026-12-28", Revoked), {"2027-01-13", &CameIntoForce{}}}, reconsider.ColumnCorrected},
		"withdrawn":                    {[]onDay{ruled("2026-11-01", Withdrawn)}, reconsider.ColumnOther},
		"appealed":                     {[]onDay{ruled("2026-11-01", Revoked), {"2026-11-10", &Appealed{ByDefendant}}, second}, ""},
		"affirmed":                     {[]onDay{ruled("2026-11-01", Revoked), {"2026-11-10", &Appealed{ByDefendant}}, second, ruled("2026-12-20", Affirmed)}, reconsider.ColumnCorrected},
		"judged otherwise":             {[]onDay{ruled("2026-11-01", Revoked), {"2026-11-10", &Appealed{ByDefendant}}, second, ruled("2026-12-20", ClaimDismissed)}, reconsider.ColumnUpheld},
		"sent back":                    {[]onDay{ruled("2026-11-01", Revoked), {"2026-11-10", &Appealed{ByDefendant}}, second, ruled("2026-12-20", Remanded)}, ""},
		"a retrial goes on":            {[]onDay{ruled("2026-11-01", Withdrawn), {"2026-11-20", &Begun{Level: Retrial, Court: "高院"}}}, reconsider.ColumnOther},
		"a retrial judged otherwise":   {[]onDay{ruled("2026-11-01", Withdrawn), {"2026-11-20", &Begun{Level: Retrial, Court: "高院"}}, ruled("2026-12-20", Unlawful)}, reconsider.ColumnCorrected},
		"a retrial left it as it was":  {[]onDay{ruled("2026-11-01", Withdrawn), {"2027-01-20", &Begun{Level: Retrial, Court: "高院"}}, ruled("2027-02-20", Affirmed)}, reconsider.ColumnOther},
		"it should not be in the book": {[]onDay{{"2026-11-01", &Cancelled{}}}, ""},
	} {
		c := played(t, AfterReview, k.facts...)
		if got := c.Project(); got.Column != k.want || got.ForceOn.IsZero() != (k.want == "") {
			t.Errorf("%s: %q since %s, want %q", name, got.Column, got.ForceOn, k.want)
		}
	}
}

// TestRefused: each act that cannot be done says why.
func TestRefused(t *testing.T) {
	s := Situation{Today: on(t, "2026-12-01"), Calendar: days(t)}
	judged := onDay{"2026-11-02", ruledOn(on(t, "2026-11-02"), Revoked)}
	gotLate := ruledOn(on(t, "2026-11-02"), Revoked)
	gotLate.TheyGotOn = on(t, "2026-11-10")
	got := onDay{"2026-11-02", gotLate}
	order := &Ruled{Result: Perform, Number: "判", DecidedOn: on(t, "2026-11-02")}
	for name, k := range map[string]struct {
		facts []onDay
		do    func(c *Case) error
		field string
		code  fault.Code
	}{
		"answered before the copy": {nil, func(c *Case) error { _, err := c.Answering(Answered{}, on(t, "2026-09-01"), s); return err }, "on", "suit_day_before"},
		"an empty answer":          {nil, func(c *Case) error { _, err := c.Answering(Answered{}, s.Today, s); return err }, "text", "suit_answer_needed"},
		"in force too early": {[]onDay{judged}, func(c *Case) error {
			_, err := c.ComingIntoForce(CameIntoForce{}, on(t, "2026-11-17"), s)
			return err
		}, "on", "suit_force_too_early"},
		"in force while they can appeal": {[]onDay{got}, func(c *Case) error {
			_, err := c.ComingIntoForce(CameIntoForce{}, on(t, "2026-11-25"), s)
			return err
		}, "on", "suit_force_they_may_appeal"},
		"in force, and nobody knows whether they can appeal": {[]onDay{judged}, func(c *Case) error {
			_, err := c.ComingIntoForce(CameIntoForce{}, on(t, "2026-11-25"), s)
			return err
		}, "reason", "suit_force_reason_needed"},
		"appeal of nothing":          {nil, func(c *Case) error { _, err := c.Appealing(Appealed{ByPlaintiff}, s.Today, s); return err }, "", "suit_not_ruled"},
		"appeal twice":               {[]onDay{judged, {"2026-11-10", &Appealed{ByPlaintiff}}}, func(c *Case) error { _, err := c.Appealing(Appealed{ByPlaintiff}, s.Today, s); return err }, "by", "suit_appealed_already"},
		"in force, and appealed":     {[]onDay{judged, {"2026-11-10", &Appealed{ByPlaintiff}}}, func(c *Case) error { return c.Allows(NoteForce) }, "", "suit_appealed"},
		"second without appeal":      {[]onDay{judged}, func(c *Case) error { return c.Allows(Begin) }, "", "suit_no_next"},
		"judged twice":               {[]onDay{judged}, func(c *Case) error { return c.Allows(TakeRuling) }, "", "suit_ruled"},
		"affirmed at first instance": {nil, func(c *Case) error { _, err := c.TakingRuling(Ruled{Result: Affirmed}, s.Today, s); return err }, "result", "suit_result_needed"},
		"an order to nothing":        {nil, func(c *Case) error { _, err := c.TakingRuling(*order, s.Today, s); return err }, "demand", "suit_demand_needed"},
		"a hearing held ahead": {[]onDay{{"2026-11-02", &HearingSet{Day: on(t, "2026-12-20")}}}, func(c *Case) error {
			_, err := c.Holding(HearingHeld{Hearing: 3}, s)
			return err
		}, "hearing", "suit_hearing_ahead"},
		"nobody went": {[]onDay{{"2026-11-02", &HearingSet{Day: on(t, "2026-11-20")}}}, func(c *Case) error {
			_, err := c.Holding(HearingHeld{Hearing: 3}, s)
			return err
		}, "who", "suit_who_needed"},
		"the opening":             {nil, func(c *Case) error { return c.AllowsTakingBack(1) }, "", "entry_stays"},
		"the first court":         {nil, func(c *Case) error { return c.AllowsTakingBack(2) }, "", "entry_stays"},
		"a judgment appealed":     {[]onDay{judged, {"2026-11-10", &Appealed{ByPlaintiff}}}, func(c *Case) error { return c.AllowsTakingBack(3) }, "", "review_entry_rests"},
		"cancelled after a word":  {[]onDay{judged}, func(c *Case) error { return c.Allows(Cancel) }, "", "suit_ruled"},
		"anything when cancelled": {[]onDay{{"2026-11-10", &Cancelled{}}}, func(c *Case) error { return c.Allows(TakeRuling) }, "", "suit_cancelled"},
	} {
		c := played(t, Direct, k.facts...)
		err := k.do(c)
		code := fault.CodeOf(err)
		if f := fault.FieldsOf(err)[k.field]; k.field != "" && f != nil {
			code = f.Code
		}
		if code != k.code {
			t.Errorf("%s: %v, want %s", name, err, k.code)
		}
	}
}

// TestDefendants: who is sued after reconsideration (诉讼法 26).
func TestDefendants(t *testing.T) {
	for name, k := range map[string]struct {
		way          Way
		reviewed     Reviewed
		agency, body bool
	}{
		"direct":    {Direct, Reviewed{}, true, false},
		"upheld":    {AfterReview, Reviewed{Result: reconsider.Uphold}, true, true},
		"claim":     {AfterReview, Reviewed{Result: reconsider.ClaimDismissed}, true, true},
		"dismissed": {AfterReview, Reviewed{Result: reconsider.Dismissed}, false, true},
		"changed":   {AfterReview, Reviewed{Result: reconsider.Revoke}, false, true},
		"silent":    {AfterReview, Reviewed{Silent: true}, true, false},
	} {
		if a, b := ProposedDefendants(k.way, k.reviewed); a != k.agency || b != k.body {
			t.Errorf("%s: %v %v", name, a, b)
		}
	}
}

// TestTells: what a case tells its request, and that it tells nothing where its agency is
// not sued.
func TestTells(t *testing.T) {
	order := &Ruled{Result: Revoked, Number: "判1号", DecidedOn: on(t, "2026-11-02"), Demand: ToAnswer, Days: 15}
	order.Private.Order = "重新答复"
	facts := []onDay{{"2026-11-03", order}, {"2026-11-19", &CameIntoForce{}}}
	c := played(t, Direct, facts...)
	if got := c.Tells(); got.Case != 7 || got.Ruling != 3 || got.ForceOn != on(t, "2026-11-19") {
		t.Errorf("%+v", got)
	}
	if j := c.Judged(); j.Outcome != casefile.OrderedAnswer || j.Days != 15 || j.Body != "法院" || j.Kept || j.Private.Order != "重新答复" {
		t.Errorf("%+v", j)
	}
	if c = played(t, Direct, facts[0]); c.Tells().Ruling != 0 {
		t.Error("told before it is in force")
	}
	c.SuesAgency = false
	if c.Tells() != (Telling{}) {
		t.Error("told though it is not sued")
	}
}
