package desk

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"mingda/internal/casefile"
	"mingda/internal/reconsider"
)

// served is a case whose decision names its people, and was served.
func (b *reviewBench) served() reconsider.ID {
	b.t.Helper()
	id := b.accepted()
	party := reconsider.PartyAdded{Is: reconsider.ThirdPartyParty}
	party.Private.Who = casefile.Addressee{Name: "李梅", Is: casefile.Person, Phone: "13700001111", Address: "和宁市胡杨巷5号"}
	b.must(b.AddReviewParty(ctx, b.by("ye"), id, 0, party))
	b.must(b.RespondWithBundle(ctx, b.by("clerk"), id, 0, "没有找到", 0, b.evidence()))
	b.answered(id, map[string]reconsider.Value{"not_existing.search": reconsider.No})
	b.must(b.ProposeOutcome(ctx, b.by("ye"), id, 0, proposed(reconsider.Revoke, true, 0)))
	n := b.paper(id, reconsider.PaperOfOutcome(reconsider.Revoke), "found_facts", people.Name+"（"+people.IDNumber+"，电话"+people.Phone+"）提出申请；李梅、邻居王建国（13912345678）作证。")
	b.must(b.toRespondent(id, n))
	b.refused(b.PreparePublication(ctx, b.by("ye"), id, 0, "", ""), "review_not_in_force")
	b.handedOver(id, n)
	f := reconsider.PaperSent{Letter: n, To: reconsider.Recipient{Role: reconsider.AThirdParty, Party: 1}, Way: casefile.Direct}
	f.Private.Recipient = "本人"
	b.must(b.SendReviewPaper(ctx, b.by("ye"), id, 0, f, b.today(), nil))
	return id
}

// TestPublication: nothing that the case knows of people stands in the copy, on its page
// or in its PDF; who made it does not check it, it is released by the head alone, and
// taken down again.
func TestPublication(t *testing.T) {
	b := newReviewBench(t)
	id := b.served()
	ye, nur, head := b.by("ye"), b.by("nur"), b.by("jiang")
	b.refused(b.CheckPublication(ctx, nur, id, 0), "review_publicity")
	b.refused(b.ReleasePublication(ctx, head, id, 0), "review_publicity")
	_, err := b.PublishedDecision(ctx, id)
	b.refused(err, "review_not_found")
	b.must(b.PreparePublication(ctx, ye, id, 0, "王建国\n", ""))
	b.refused(b.CheckPublication(ctx, ye, id, 0), "review_copy_own")
	b.must(b.CheckPublication(ctx, nur, id, 0))
	b.refused(b.ReleasePublication(ctx, ye, id, 0), "auth_role")
	if all, err := b.PublishedDecisions(ctx); err != nil || len(all) != 0 {
		t.Errorf("published by itself: %d, %v", len(all), err)
	}
	b.must(b.ReleasePublication(ctx, head, id, 0))
	d, err := b.PublishedDecision(ctx, id)
	b.must(err)
	text, err := json.Marshal(d.Text)
	b.must(err)
	_, made, err := b.PublishedPDF(ctx, id)
	b.must(err)
	b.wantClean("the copy", string(text))
	b.wantClean("its PDF", printedText(t, made))
	if !strings.Contains(string(text), "某电话") || !strings.Contains(string(text), "没有找到") && !strings.Contains(string(text), d.Number) || d.Text.Sealed || d.Text.Code != "" {
		t.Errorf("the copy is %s", text)
	}
	if all, err := b.PublishedDecisions(ctx); err != nil || len(all) != 1 || all[0].Number != d.Number || all[0].Outcome != reconsider.Revoke {
		t.Errorf("listed are %+v, %v", all, err)
	}
	b.refused(b.WithdrawPublication(ctx, ye, id, 0, " "), "reason_needed", "reason")
	b.must(b.WithdrawPublication(ctx, ye, id, 0, "漏了证人"))
	_, err = b.PublishedDecision(ctx, id)
	b.refused(err, "review_not_found")
	b.refused(b.WithholdPublication(ctx, head, id, 0, "", " "), "review_withhold_ground", "ground")
	b.must(b.WithholdPublication(ctx, head, id, 0, reconsider.Privacy, "当事人能认出来"))
	if _, err := b.PublicationPDF(ctx, ye, id); err == nil {
		t.Error("there is a copy of what is withheld")
	}
	b.sound()
}

// wantClean wants none of the known people's data in a text.
func (b *reviewBench) wantClean(where, text string) {
	b.t.Helper()
	text = strings.Join(strings.Fields(text), "")
	for _, datum := range []string{people.Name, people.IDNumber, people.Phone, people.Address, people.Email, "李梅", "13700001111", "胡杨巷", "王建国", "13912345678"} {
		if datum != "" && strings.Contains(text, datum) {
			b.t.Errorf("%s has %s", where, datum)
		}
	}
}

// printedText is what a PDF says; the test of it is skipped where poppler is missing.
func printedText(t *testing.T, made []byte) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "a.pdf")
	if err := os.WriteFile(file, made, 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command("pdftotext", file, "-").Output()
	if err != nil {
		t.Logf("no pdftotext: %v", err)
	}
	return string(out)
}

// TestCopiedUp: what is to be copied to the department above is listed until it was sent,
// or need not be; the department is known the next time.
func TestCopiedUp(t *testing.T) {
	b := newReviewBench(t)
	id := b.served()
	ye := b.by("ye")
	_, toCopy, err := b.PublicReviews(ctx, ye)
	if b.must(err); len(toCopy) != 1 || toCopy[0].ToCopyUp != 1 {
		t.Fatalf("to be copied are %+v", toCopy)
	}
	n := b.review(id).ToCopyUp()[0].N
	b.refused(b.CopyReviewUp(ctx, ye, id, 0, b.today(), reconsider.CopiedUp{Letter: n}), "review_copy_to", "to")
	b.refused(b.CopyReviewUp(ctx, ye, id, 0, b.today().AddDays(1), reconsider.CopiedUp{Letter: n, To: "和宁市住建局", How: "机要"}), "served_in_future", "on")
	if _, err := b.CopyUpPDF(ctx, ye, id, n); err != nil {
		t.Errorf("its letter: %v", err)
	}
	b.must(b.CopyReviewUp(ctx, ye, id, 0, b.today(), reconsider.CopiedUp{Letter: n, To: "和宁市住建局", How: "机要", Tracking: "J1"}))
	if to, err := b.CopiedUpTo(ctx, b.review(id)); err != nil || to != "和宁市住建局" {
		t.Errorf("known is %q, %v", to, err)
	}
	b.refused(b.CopyReviewUp(ctx, ye, id, 0, b.today(), reconsider.CopiedUp{Letter: n, To: "和宁市住建局", How: "机要"}), "review_nothing_to_copy")
	_, toCopy, err = b.PublicReviews(ctx, ye)
	if b.must(err); len(toCopy) != 0 {
		t.Errorf("still to be copied are %+v", toCopy)
	}
	c := b.review(id)
	b.must(b.TakeBackReview(ctx, ye, id, 0, c.CopiedUp[0].Entry, "没有送出"))
	b.must(b.CopyReviewUp(ctx, ye, id, 0, b.today(), reconsider.CopiedUp{Letter: n, None: "街道办事处没有上一级主管部门"}))
	b.sound()
}
