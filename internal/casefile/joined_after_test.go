package casefile

import (
	"testing"

	"mingda/internal/fault"
)

// TestJoinedAfter: to a case that is answered or ended only who knows what it
// means joins something, and it is known of the input that it came after.
func TestJoinedAfter(t *testing.T) {
	cal := xinjiang(t)
	for stage, c := range stages(t) {
		s, err := c.Situation(cal, day("2026-09-29"))
		if err != nil {
			t.Fatal(stage, err)
		}
		joinable := c.Allows(Join, s) == nil
		err = c.AllowsJoin(false, s)
		if asked := fault.FieldsOf(err)["over"] != nil; asked != (joinable && !stage.IsOpen()) {
			t.Errorf("%s: unconfirmed %v %v", stage, err, fault.FieldsOf(err))
		}
		if err := c.AllowsJoin(true, s); (err == nil) != joinable {
			t.Errorf("%s: confirmed %v", stage, err)
		}
		b := &book{t: t, c: c}
		for _, p := range c.History {
			b.entries = append(b.entries, p.Entry)
		}
		if b.add("2026-09-29", &Joined{Input: 9}); c.JoinedAfter(9) == stage.IsOpen() || c.JoinedAfter(8) {
			t.Errorf("%s: joined after it was over: %v", stage, c.JoinedAfter(9))
		}
		if b.add("2026-09-29", &Unjoined{Input: 9}); c.JoinedAfter(9) {
			t.Errorf("%s: it left and is still known as joined after", stage)
		}
	}
}
