package casefile

import (
	"slices"
	"testing"

	"mingda/internal/deadline"
	"mingda/internal/fault"
	"mingda/internal/law"
	"mingda/internal/ledger"
)

const disclose = LetterKind("disclose")

// jointly adds a further applicant to a case under construction.
func (b *book) jointly(on, name string) *book {
	b.t.Helper()
	f := JointlyAdded{Delivery: ByPost}
	f.Private.Applicant = Applicant{Class: Natural, Name: name, Address: "胜利路1号"}
	fact, err := b.c.AddingJointly(f, Situation{Today: day(on)})
	if err != nil {
		b.t.Fatal(err)
	}
	return b.add(on, fact)
}

// signed brings a reply to those of the others to its PDF.
func (b *book) reply(on string, to int, joint ...int) *book {
	n := len(b.c.Letters) + 1
	return b.add(on, &Drafted{Letter: n, Kind: disclose, Result: law.Disclose, To: to, Joint: joint}, &SentToCheck{Letter: n}, &Checked{Letter: n},
		&Signed{Letter: n, Kind: disclose, Result: law.Disclose, Number: "明政公开答〔2026〕" + string(rune('0'+n)) + "号"}, &Rendered{Letter: n, File: "aa", Size: 1})
}

// TestOrderToOne: an order about the own reply of one of several leaves the reply of the
// others as it is; in ledgers of before it is noted on all.
func TestOrderToOne(t *testing.T) {
	served := func() *book {
		b := received(t, "2026-09-22").add("2026-09-23", &Assigned{Unit: 4}).jointly("2026-09-23", "李四").reply("2026-09-24", 0).reply("2026-09-24", 1)
		return b.add("2026-09-25", &Served{Letter: 1, Way: Direct}).add("2026-09-28", &Served{Letter: 2, To: 1, Way: Posted, Tracking: "XA1"})
	}
	b := served()
	s, err := b.c.Situation(xinjiang(t), day("2026-11-12"))
	if err != nil {
		t.Fatal(err)
	}
	f, err := b.c.Judge(*judged(2, OrderedAnswer, "2026-11-10"), day("2026-11-12"), s)
	if err != nil || !f.Own {
		t.Fatalf("%+v, %v", f, err)
	}
	b.add("2026-11-12", f)
	if l := b.c.Letters; l[0].Before != 0 || l[1].Before == 0 || b.c.Stage() != StageHandling {
		t.Errorf("%d, %d, %s", l[0].Before, l[1].Before, b.c.Stage())
	}
	if r := clockOf(t, b.c, "2026-11-13"); r.Start != day("2026-11-12") || r.Late {
		t.Errorf("the clock: %+v", r)
	}
	if to := b.c.Unanswered(); len(to) != 1 || to[0].To != 1 {
		t.Errorf("to be answered: %+v", to)
	}
	b.reply("2026-11-20", 1).add("2026-11-23", &Served{Letter: 3, To: 1, Way: Posted, Tracking: "XA2"})
	if b.c.Stage() != StageReplied || b.c.RepliedOn() != day("2026-11-23") || clockOf(t, b.c, "2026-12-30").Late {
		t.Errorf("answered anew: %s on %s, %+v", b.c.Stage(), b.c.RepliedOn(), clockOf(t, b.c, "2026-12-30"))
	}
	gone := served().add("2026-11-12", f, &JointlyRemoved{Joint: 1})
	if r := clockOf(t, gone.c, "2026-12-30"); gone.c.Stage() != StageReplied || r.State != deadline.StateReplied || r.Late {
		t.Errorf("who is to be answered anew is taken out: %s, %+v", gone.c.Stage(), r)
	}
	old := served().add("2026-11-12", judged(2, OrderedAnswer, "2026-11-10"))
	if old.c.Letters[0].Before == 0 {
		t.Error("a ledger of before folds otherwise")
	}
}

// TestJointLetter: one reply to two is answered when it has gone to the second, on
// that day, and each has remedies of their own.
func TestJointLetter(t *testing.T) {
	b := received(t, "2026-09-22").add("2026-09-23", &Assigned{Unit: 4}).jointly("2026-09-23", "李四").reply("2026-09-24", 0, 1)
	c := b.c
	b.add("2026-09-25", &Served{Letter: 1, Way: Direct})
	if c.Stage() != StageServing || !c.RepliedOn().IsZero() || !c.Letters[0].AtApplicant() || c.Result != "" {
		t.Errorf("after one of two: %s, %s", c.Stage(), c.RepliedOn())
	}
	s := Situation{Today: day("2026-11-26")}
	if err := c.AllowsLetter(1, Void, s); fault.CodeOf(err) != "joint_served_in_part" {
		t.Errorf("void: %v", err)
	}
	again := Served{Letter: 1, Way: Direct}
	again.Private.Recipient = "某"
	if _, err := c.Service(again, day("2026-09-25"), s); fault.FieldsOf(err)["to"] == nil {
		t.Errorf("twice to the same: %v", err)
	}
	if _, err := c.Service(Served{Letter: 1, To: 1, Way: Downloaded}, day("2026-09-25"), s); fault.FieldsOf(err)["way"] == nil {
		t.Errorf("electronically: %v", err)
	}
	b.add("2026-11-02", &Served{Letter: 1, To: 1, Way: Posted, Tracking: "XA1"})
	if c.Stage() != StageReplied || c.RepliedOn() != day("2026-11-02") || c.Result != law.Disclose {
		t.Errorf("after both: %s, %s", c.Stage(), c.RepliedOn())
	}
	clock, err := c.Clock(xinjiang(t), day("2026-11-26"))
	if err != nil || !clock.Late {
		t.Errorf("in time by the last: %+v, %v", clock, err)
	}
	clocks, err := c.Clocks(xinjiang(t), day("2026-11-26"), func(Letter) []law.Remedy { return []law.Remedy{law.RemedyOn(law.Disclose, day("2026-11-26"))} })
	if err != nil {
		t.Fatal(err)
	}
	var from []string
	for _, k := range clocks {
		if k.What == ReviewClock && k.Letter == 1 {
			from = append(from, k.From.String())
		}
	}
	if !slices.Equal(from, []string{"2026-09-25", ""}) {
		t.Errorf("the remedies run from %q", from)
	}
	b.add("2026-11-05", &Delivered{Letter: 1, To: 1})
	if l := c.Letters[0]; l.AwaitsDelivery() || l.ServiceTo(1).GotOn != day("2026-11-05") || l.GotOn != day("2026-09-25") {
		t.Errorf("delivered: %+v", l)
	}
	failed := ServiceCorrected{Letter: 1, To: 1, Failed: true}
	failed.Private.Reason = "退回"
	fact, err := c.CorrectedService(failed, Situation{Today: day("2026-11-06")})
	if err != nil {
		t.Fatal(err)
	}
	if b.add("2026-11-06", fact); c.Stage() != StageServing || !slices.Equal(c.Letters[0].Unsent(), []int{1}) || !c.RepliedOn().IsZero() {
		t.Errorf("after it failed: %s, %v", c.Stage(), c.Letters[0].Unsent())
	}
}

// TestReplyEach: a reply each is answered with the last; the one who leads goes first.
func TestReplyEach(t *testing.T) {
	b := received(t, "2026-09-22").add("2026-09-23", &Assigned{Unit: 4}).jointly("2026-09-23", "李四").jointly("2026-09-23", "王五")
	c, s := b.c, Situation{Today: day("2026-09-24")}
	if err := c.AllowsNewTo(disclose, 1, s); fault.CodeOf(err) != "joint_reply_first" {
		t.Errorf("before the first: %v", err)
	}
	b.reply("2026-09-24", 0, 2)
	for to, want := range map[int]fault.Code{1: "", 2: "joint_reply_together"} {
		if err := c.AllowsNewTo(disclose, to, s); (err != nil || want != "") && fault.CodeOf(err) != want {
			t.Errorf("to %d: %v", to, err)
		}
	}
	b.add("2026-09-25", &Served{Letter: 1, Way: Direct}, &Served{Letter: 1, To: 2, Way: Direct})
	if c.Stage() != StageHandling || len(c.Unanswered()) != 1 || c.WaitsFor() != UnitWaits {
		t.Errorf("while one has none: %s, waits for %s", c.Stage(), c.WaitsFor())
	}
	if b.reply("2026-09-28", 1); c.Stage() != StageServing {
		t.Errorf("%s", c.Stage())
	}
	b.add("2026-09-29", &Served{Letter: 2, Way: Direct})
	if c.Stage() != StageReplied || c.RepliedOn() != day("2026-09-29") || c.Result != law.Disclose {
		t.Errorf("%s on %s", c.Stage(), c.RepliedOn())
	}
	events := c.ClockEvents()
	if last := events[len(events)-1]; last.On != day("2026-09-29") {
		t.Errorf("the clock ends with %+v", last)
	}
}

// TestJointApplicants: who they can be, that a notice leaves nobody out, and that one
// who was taken out gets nothing more.
func TestJointApplicants(t *testing.T) {
	b := received(t, "2026-09-22").add("2026-09-23", &Assigned{Unit: 4}).jointly("2026-09-23", "李四")
	c, s := b.c, Situation{Today: day("2026-09-24"), Due: day("2026-10-28"), ClarifyBy: day("2026-10-08")}
	for name, want := range map[string]fault.Code{"": "name_needed", "李四": "joint_same", c.Applicant.Name: "joint_same"} {
		f := JointlyAdded{}
		f.Private.Applicant = Applicant{Class: Natural, Name: name}
		if _, err := c.AddingJointly(f, s); fault.FieldsOf(err)["name"] == nil || fault.FieldsOf(err)["name"].Code != want {
			t.Errorf("%q: %v", name, err)
		}
	}
	b.add("2026-09-24", &Drafted{Letter: 1, Kind: ClarificationNotice})
	if err := c.AllowsLetter(1, Submit, s); fault.CodeOf(err) != "joint_left_out" {
		t.Errorf("a notice that leaves one out: %v", err)
	}
	b.add("2026-09-24", &Drafted{Letter: 1, Kind: ClarificationNotice, Joint: c.JointlyOn(true, nil)})
	if err := c.AllowsLetter(1, Submit, s); err != nil {
		t.Error(err)
	}
	f := JointlyRemoved{Joint: 1}
	if _, err := c.RemovingJointly(f, s); fault.FieldsOf(err)["reason"] == nil {
		t.Errorf("without a reason: %v", err)
	}
	f.Private.Reason = "加错了"
	fact, err := c.RemovingJointly(f, s)
	if err != nil {
		t.Fatal(err)
	}
	if b.add("2026-09-24", fact); len(c.JointApplicants()) != 0 || len(c.Letters[0].Joint) != 0 {
		t.Errorf("after: %+v", c.Letters[0])
	}
	if _, err := c.RemovingJointly(f, s); fault.CodeOf(err) != "no_joint" {
		t.Errorf("twice: %v", err)
	}
	b.jointly("2026-09-24", "李四").reply("2026-09-25", 0, 2)
	f.Joint = 2
	if _, err := c.RemovingJointly(f, s); fault.FieldsOf(err)["joint"] == nil {
		t.Errorf("with a signed letter: %v", err)
	}
	if _, err := c.AddingJointly(JointlyAdded{}, s); fault.CodeOf(err) != "joint_unserved" {
		t.Errorf("after the signature: %v", err)
	}
}

// jointMoves are the moves of a request of several: who joins and leaves, and a reply
// to one alone.
func jointMoves() []move {
	return []move{
		decided(2, func(c *Case, s Situation) (ledger.Fact, error) {
			if len(c.Jointly) > 2 {
				return nil, errEnough
			}
			f := JointlyAdded{Delivery: ByPost}
			f.Private.Applicant = Applicant{Class: Natural, Name: "李四" + string(rune('0'+len(c.Jointly)))}
			return c.AddingJointly(f, s)
		}),
		decided(1, func(c *Case, s Situation) (ledger.Fact, error) {
			f := JointlyRemoved{Joint: len(c.Jointly)}
			f.Private.Reason = "不再要了"
			return c.RemovingJointly(f, s)
		}),
		decided(20, func(c *Case, s Situation) (ledger.Fact, error) {
			for _, to := range c.LettersToOthers(s) {
				if _, joint := c.JointApplicant(to.To); joint {
					return &Drafted{Letter: len(c.Letters) + 1, Kind: to.Kind, Result: law.Disclose, To: to.To}, nil
				}
			}
			return nil, errEnough
		}),
		{12, func(c *Case, s Situation) bool {
			return c.AllowsNew(disclose, s) == nil && len(c.JointApplicants()) > 0
		},
			func(c *Case) ledger.Fact {
				return &Drafted{Letter: len(c.Letters) + 1, Kind: disclose, Result: law.Disclose}
			}},
	}
}

// toServe is the first to whom a letter has not gone out.
func (l Letter) toServe() int {
	if left := l.Unsent(); len(left) > 0 && len(l.Joint) > 0 {
		return left[0]
	}
	return 0
}
