package desk

import (
	"testing"

	"mingda/internal/casefile"
	"mingda/internal/deadline"
	"mingda/internal/letter"
)

// TestSupplementBeforeOthers: what the applicant who leads sends on the status page before
// they have the notice is no supplement, though another has it.
func TestSupplementBeforeOthers(t *testing.T) {
	b := newBench(t)
	b.needFonts()
	id, visit := b.handled(casefile.ByPost)
	b.together(id, "李四", "胜利路1号")
	n := b.signed(id, letter.Clarification, values(t, letter.Clarification))
	b.goTo("2026-09-24")
	b.must(b.Serve(ctx, b.by("clerk"), id, ServiceForm{Letter: n, To: 1, Way: casefile.Posted, Tracking: "XA1", On: b.today()}))
	b.must(b.AddFromApplicant(ctx, visit, Seen{Case: b.caseOf(id).Version}, "谢谢", nil))
	if c := b.caseOf(id); !c.SupplementedOn.IsZero() {
		t.Error("what came before the notice is taken for the supplement")
	}
	b.must(b.Serve(ctx, b.by("clerk"), id, ServiceForm{Letter: n, Way: casefile.Direct, Recipient: "本人", On: b.today()}))
	b.due(id, deadline.AwaitingClarification, "")
}

// TestSupplementOfLeading: what they send when they have it themselves is.
func TestSupplementOfLeading(t *testing.T) {
	b := newBench(t)
	b.needFonts()
	id, visit := b.handled(casefile.ByPost)
	b.together(id, "李四", "胜利路1号")
	n := b.signed(id, letter.Clarification, values(t, letter.Clarification))
	b.goTo("2026-09-24")
	b.must(b.Serve(ctx, b.by("clerk"), id, ServiceForm{Letter: n, Way: casefile.Direct, Recipient: "本人", On: b.today()}))
	b.due(id, deadline.Running, "2026-10-27")
	b.goTo("2026-09-28")
	b.must(b.AddFromApplicant(ctx, visit, Seen{Case: b.caseOf(id).Version}, "要2025年的", nil))
	if c := b.caseOf(id); c.SupplementedOn != b.today() {
		t.Error("the supplement is lost")
	}
	b.due(id, deadline.Running, "2026-10-30")
	b.sound()
}

// TestSupplyOfInPart: an input that comes while the notice has gone to one of two may be
// the supplement, and who joins it is asked.
func TestSupplyOfInPart(t *testing.T) {
	b := newBench(t)
	b.needFonts()
	id, _ := b.handled(casefile.ByPost)
	b.together(id, "李四", "胜利路1号")
	n := b.signed(id, letter.Clarification, values(t, letter.Clarification))
	b.must(b.Serve(ctx, b.by("clerk"), id, ServiceForm{Letter: n, To: 1, Way: casefile.Posted, Tracking: "XA1", On: b.today()}))
	b.goTo("2026-09-28")
	v, number := b.inputOf(b.mail(1, "s@example.com", letterIn("s@example.com", ""))), b.caseOf(id).Number
	supply, asked, err := b.SupplyOf(ctx, b.by("clerk"), v, number)
	b.must(err)
	if notice, _ := supply.Of.SupplementAsked(); !asked || supply.Until != notice.By || len(notice.Asked()) != 1 {
		t.Errorf("%t, until %s", asked, supply.Until)
	}
	join := func(s casefile.Supplying) error {
		_, err := b.Join(ctx, b.by("clerk"), v.Input.ID, Joining{Number: number, Supply: s})
		return err
	}
	said := b.is(v)
	b.refused(join(said), "joint_not_asked", "from") // the one who leads has no notice
	said.From = 1
	b.must(join(said))
	if c := b.caseOf(id); c.SupplementedOn != said.Receipt.On {
		t.Errorf("supplemented on %s", c.SupplementedOn)
	}
}
