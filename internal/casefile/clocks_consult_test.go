package casefile

import (
	"slices"
	"strings"
	"testing"

	"mingda/internal/law"
)

// TestToldClocks: a third party has remedies of its own against the decision to
// disclose, from the day on which it got the letter.
func TestToldClocks(t *testing.T) {
	cal := xinjiang(t)
	told := func(Letter) []law.Remedy { return nil }
	b := inquired(t, AsThirdParty).add("2026-10-20", opined(1, Refuses)).toOther("2026-10-21", ThirdPartyTold, 1, IsReady)
	theirs := func(today string) (list []Clock) {
		t.Helper()
		all, err := b.c.Clocks(cal, day(today), told)
		if err != nil {
			t.Fatal(err)
		}
		for _, k := range all {
			if k.What == ToldReviewClock || k.What == ToldCourtClock {
				list = append(list, k)
			}
		}
		return list
	}
	for _, k := range theirs("2026-10-21") {
		if k.State != ClockNotBegun || k.WaitsFor != ClerkWaits || !k.Until.IsZero() || k.IsIdle() {
			t.Errorf("before it went out: %+v", k)
		}
	}
	b.add("2026-10-22", &Served{Letter: 2, Way: Posted, Tracking: "XA2"})
	if k := theirs("2026-10-23"); len(k) != 2 || k[0].State != ClockNotBegun || !strings.Contains(k[0].Steps, "还不知道哪天签收") {
		t.Errorf("on its way: %+v", k)
	}
	b.add("2026-10-26", &Delivered{Letter: 2})
	for today, state := range map[string]ClockState{"2026-10-27": ClockRuns, "2027-04-27": ClockOver} {
		k := theirs(today)
		if len(k) != 2 || k[0].Until.String() != "2026-12-25" || k[1].Until.String() != "2027-04-26" || k[1].State != state || k[0].Consultation != 1 {
			t.Errorf("%s: %+v", today, k)
		}
	}
}

// TestObjectedWhileAsked: somebody goes against the silence of the office before its last
// day, while an opinion is awaited. What silence would open is over from then on; its
// days go with the last day to answer, which each workday of the stop puts off (条例 33.3),
// until the opinion came. A stop that begins on the last day or after it moves nothing.
func TestObjectedWhileAsked(t *testing.T) {
	cal := xinjiang(t)
	objection := &Challenged{Forum: InReview, Body: "明川市人民政府"}
	asked := func() *book { return inquired(t, AsThirdParty).add("2026-10-20", objection) } // the stop begins on 10-09
	late := func(on string) *book {
		return received(t, "2026-09-22").add("2026-09-23", &Assigned{Unit: 4, Officer: 5}).add("2026-10-08", wondering(AsThirdParty)).
			add("2026-10-20", objection).toOther(on, ThirdPartyInquiry, 1, IsReady).add(on, &Served{Letter: 1, Way: Posted, Tracking: "XA1"})
	}
	for _, x := range []struct {
		name, today string
		book        *book
		answer      string // the last day to answer, and how that stands
		review      string // from it to the last day to apply for reconsideration
	}{
		{"before anybody objected", "2026-10-20", inquired(t, AsThirdParty), "2026-11-06 runs", "2026-11-06 2027-01-05 not_begun"},
		{"the day of the objection", "2026-10-20", asked(), "2026-11-06 runs", "2026-11-06 2027-01-05 over"},
		{"a workday later", "2026-10-21", asked(), "2026-11-09 runs", "2026-11-09 2027-01-08 over"},
		{"a Friday", "2026-10-23", asked(), "2026-11-11 runs", "2026-11-11 2027-01-11 over"},
		{"a Saturday holds nothing", "2026-10-24", asked(), "2026-11-11 runs", "2026-11-11 2027-01-11 over"},
		{"the opinion came on the Friday", "2026-10-28", asked().add("2026-10-23", opined(1, Refuses)), "2026-11-11 runs", "2026-11-11 2027-01-11 over"},
		{"the last day passed, with the opinion", "2026-11-12", asked().add("2026-10-23", opined(1, Refuses)), "2026-11-11 missed", "2026-11-11 2027-01-11 over"},
		{"asked on the last day", "2026-10-27", late("2026-10-27"), "2026-10-27 runs", "2026-10-27 2026-12-28 over"},
		{"asked on the last day, later", "2026-11-20", late("2026-10-27"), "2026-10-27 missed", "2026-10-27 2026-12-28 over"},
		{"asked when it had passed", "2026-11-20", late("2026-10-28"), "2026-10-27 missed", "2026-10-27 2026-12-28 over"},
	} {
		list, err := x.book.c.Clocks(cal, day(x.today), byResult)
		if err != nil {
			t.Fatal(err)
		}
		for _, k := range list {
			switch got := k.From.String() + " " + k.Until.String() + " " + string(k.State); {
			case k.What == AnswerClock && got != "2026-09-22 "+x.answer, k.What == ReviewClock && got != x.review:
				t.Errorf("%s: %s %s", x.name, k.What, got)
			case k.What == ReviewClock && k.State == ClockOver && k.Steps != "10月20日知道已申请行政复议，还没有结果。":
				t.Errorf("%s: %s", x.name, k.Steps)
			}
		}
		if n := len(slices.DeleteFunc(slices.Clone(list), func(k Clock) bool { return k.What != AnswerClock && k.What != ReviewClock })); n != 2 {
			t.Errorf("%s: %d of the two periods", x.name, n)
		}
	}
}
