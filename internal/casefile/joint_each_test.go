package casefile

import (
	"slices"
	"testing"

	"mingda/internal/fault"
	"mingda/internal/law"
)

// TestJointBounce: the mail to the applicant who leads comes back while another waits:
// what is done about the other leaves that as it is, and it is mended at once.
func TestJointBounce(t *testing.T) {
	bounced := MailBounced{Letter: 1, Input: 9}
	b := received(t, "2026-09-22").add("2026-09-23", &Assigned{Unit: 4}).jointly("2026-09-23", "李四").jointly("2026-09-23", "王五").reply("2026-09-24", 0, 1, 2)
	c, s := b.c, Situation{Today: day("2026-09-30")}
	b.add("2026-09-25", &Served{Letter: 1, Way: Emailed}, &bounced)
	if c.Bounced() != 1 {
		t.Fatal("the bounce is lost while others wait")
	}
	b.add("2026-09-25", &Served{Letter: 1, To: 1, Way: Posted, Tracking: "XA1"})
	if c.Bounced() != 1 {
		t.Error("the service to another says that the mail came")
	}
	unsent := ServiceCorrected{Letter: 1, To: 2, Failed: true}
	unsent.Private.Reason = "退信"
	if _, err := c.CorrectedService(unsent, s); fault.FieldsOf(err)["to"] == nil || fault.FieldsOf(err)["to"].Code != "joint_not_sent" {
		t.Errorf("corrected before it went out: %v", err)
	}
	failed := ServiceCorrected{Letter: 1, Failed: true}
	failed.Private.Reason = "退信"
	fact, err := c.CorrectedService(failed, s)
	if err != nil {
		t.Fatal(err)
	}
	b.add("2026-09-26", fact)
	if l := c.Letters[0]; c.Bounced() != 0 || l.Missed == "" || !slices.Equal(l.Unsent(), []int{0, 2}) || l.Stage != IsReady || c.Stage() != StageServing {
		t.Errorf("after it was mended: %+v", l)
	}
	b.add("2026-09-27", &Served{Letter: 1, To: 2, Way: Posted, Tracking: "XA2"})
	if c.Letters[0].Missed == "" {
		t.Error("the service to another says that it came to who missed it")
	}
	b.add("2026-09-28", &Served{Letter: 1, Way: Emailed})
	bounced.Input = 10
	b.add("2026-09-28", &bounced)
	if l := c.Letters[0]; l.Missed != "" || c.Bounced() != 1 || c.Result != law.Disclose || !slices.Equal(l.Undelivered(), []int{0, 1, 2}) {
		t.Errorf("the mail came back again: %+v", l)
	}
	b.add("2026-09-29", &Delivered{Letter: 1, To: 1})
	if c.Bounced() != 1 {
		t.Error("that another signed says that the mail came")
	}
	if _, err := c.Delivery(Delivered{Letter: 1, To: 1}, day("2026-09-29"), s); fault.FieldsOf(err)["to"] == nil {
		t.Errorf("signed for twice: %v", err)
	}
	if _, err := c.Delivery(Delivered{Letter: 1}, day("2026-09-29"), s); err != nil {
		t.Errorf("the mail came after all: %v", err)
	}
	wrong := ServiceCorrected{Letter: 1, To: 2, Way: Posted, Tracking: "XA3", On: day("2026-09-27")}
	wrong.Private.Reason = "写错"
	if fact, err = c.CorrectedService(wrong, s); err != nil {
		t.Fatal(err)
	}
	if b.add("2026-09-29", fact); c.Bounced() != 1 {
		t.Error("a correction about another says that the mail came")
	}
	if b.add("2026-09-30", &Delivered{Letter: 1}); c.Bounced() != 0 || !slices.Equal(c.Letters[0].Undelivered(), []int{2}) {
		t.Errorf("after it came: %+v", c.Letters[0])
	}
}

// TestJointRemovedLast: with the one taken out to whom no reply went the case is
// answered as with a last reply.
func TestJointRemovedLast(t *testing.T) {
	b := received(t, "2026-09-22").add("2026-09-23", &Assigned{Unit: 4}).jointly("2026-09-23", "李四").reply("2026-09-24", 0)
	c := b.c
	b.add("2026-09-25", &Served{Letter: 1, Way: Direct}, &Drafted{Letter: 2, Kind: ExtensionNotice}, &JointlyRemoved{Joint: 1})
	if c.Stage() != StageReplied || c.Result != law.Disclose || c.Letters[1].Stage != IsDropped {
		t.Errorf("%s, %q, %s", c.Stage(), c.Result, c.Letters[1].Stage)
	}
}

// TestJointRemediesPart: who got the reply has their period though another waits.
func TestJointRemediesPart(t *testing.T) {
	b := received(t, "2026-09-22").add("2026-09-23", &Assigned{Unit: 4}).jointly("2026-09-23", "李四").reply("2026-09-24", 0, 1)
	b.add("2026-09-25", &Served{Letter: 1, Way: Direct})
	clocks, err := b.c.Clocks(xinjiang(t), day("2026-09-28"), func(Letter) []law.Remedy { return []law.Remedy{law.RemedyOn(law.Disclose, day("2026-09-28"))} })
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
}
