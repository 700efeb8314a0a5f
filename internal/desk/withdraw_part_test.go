package desk

import (
	"strings"
	"testing"

	"mingda/internal/casefile"
	"mingda/internal/deadline"
	"mingda/internal/letter"
)

// TestWithdrawPart: what the applicant wants dropped waits for a person; the reply
// is about the rest and says what was dropped, and the clock goes on.
func TestWithdrawPart(t *testing.T) {
	b := newBench(t)
	b.needFonts()
	id, visit := b.handled(casefile.ByDownload)
	item := "征收补偿资金拨付凭证"
	b.refused(b.AskToWithdrawPart(ctx, visit, casefile.PartText{}), "part_needed", "part")
	b.must(b.AskToWithdrawPart(ctx, visit, casefile.PartText{Items: []string{item}}))
	b.must(b.AskToWithdrawPart(ctx, visit, casefile.PartText{Items: []string{item}})) // sent twice
	c := b.caseOf(id)
	if c.PartAsked == nil || len(c.PartsWithdrawn) != 0 || c.Left() != c.Wants.Content {
		t.Fatalf("asked: %+v", c.PartAsked)
	}
	version := c.Version
	f := casefile.PartWithdrawn{Private: casefile.PartText{Items: []string{item}, Reason: "在网上提出，已电话核对"}}
	b.must(b.WithdrawPart(ctx, b.by("clerk"), id, version, f, b.today()))
	b.refused(b.WithdrawPart(ctx, b.by("clerk"), id, version, f, b.today()), "stale_version")
	b.due(id, deadline.Running, "2026-10-27")
	n := b.signed(id, letter.AlreadyPublic, values(t, letter.AlreadyPublic))
	text := string(b.caseOf(id).Letters[n-1].Value)
	for _, said := range []string{"要求公开团结路片区（二期）房屋征收补偿方案", "撤回了申请中的", item, "本机关不再处理"} {
		if !strings.Contains(text, said) {
			t.Errorf("the reply does not say %s: %s", said, text)
		}
	}
	b.refused(b.TakeBack(ctx, b.by("clerk"), id, 0, casefile.TakenBack{Corrects: version + 1, Private: struct {
		Reason string `json:"reason"`
	}{"记错了"}}), "part_answered")
	b.sound()
}
