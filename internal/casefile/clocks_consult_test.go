package casefile

import (
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
