package desk

import (
	"strings"
	"testing"

	"mingda/internal/casefile"
	"mingda/internal/intake"
	"mingda/internal/letter"
)

// TestEnclosed: what a letter says is enclosed goes with it. A document that a
// letter out of its drafter's hands names stays in use; one that was taken out
// of use before stands in no letter.
func TestEnclosed(t *testing.T) {
	b := newBench(t)
	b.needFonts()
	id, _ := b.handled(casefile.ByDownload)
	plan, old := b.upload("方案.pdf", "application/pdf", "%PDF-1.4 plan"), b.upload("旧稿.pdf", "application/pdf", "%PDF-1.4 old")
	for n, files := range [][]intake.File{{plan}, {plan, old}, {plan, old}} { // what is there already is not added again
		added, err := b.AddMaterials(ctx, b.by("officer"), id, casefile.Requested, files)
		if b.must(err); added != []int{1, 1, 0}[n] {
			t.Errorf("form %d: %d added", n, added)
		}
	}
	out := func(n int) error { return b.WithdrawMaterial(ctx, b.by("officer"), id, n, "放错了") }
	b.refused(out(3), "material_not_found")
	n, _, err := b.SaveDraft(ctx, b.by("officer"), id, DraftForm{Kind: letter.Disclose, Values: values(t, letter.Disclose), Materials: []int{1, 2}})
	b.must(err)
	b.must(out(2))
	b.must(b.Submit(ctx, b.by("officer"), id, 0, n))
	b.refused(out(1), "material_in_check")
	b.must(b.Check(ctx, b.by("checker"), id, 0, n, ""))
	b.must(b.Sign(ctx, b.by("signer"), id, 0, n))
	b.refused(out(1), "material_enclosed")
	if text := string(b.caseOf(id).Letters[n-1].Value); !strings.Contains(text, `"attachments":["方案"]`) {
		t.Errorf("signed with %s", text)
	}
	b.must(b.Serve(ctx, b.by("clerk"), id, ServiceForm{Letter: n, Way: casefile.Downloaded}))
	b.refused(out(1), "material_enclosed")
	b.sound()
}
