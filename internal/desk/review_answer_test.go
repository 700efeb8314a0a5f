package desk

import (
	"io"
	"testing"

	"mingda/internal/casefile"
	"mingda/internal/intake"
	"mingda/internal/letter"
)

// TestAnswerByLetter: the respondent's answer is a letter of the contested request, signed
// by three hands; it is handed in with the bundle at once: its PDF lies in the
// reconsideration case, the request notes that it went out. It is no evidence; taken back
// by the bureau, it can be handed in again.
func TestAnswerByLetter(t *testing.T) {
	b := newReviewBench(t)
	b.needFonts()
	id := b.accepted()
	v, err := b.ReviewAgainst(ctx, b.by("officer"), id)
	b.must(err)
	a, ok := b.AnswerOf(b.by("officer"), v)
	if !ok || a.Letter.N != 0 || a.MayNot != nil {
		t.Fatalf("to answer: %+v, %v", a, ok)
	}
	b.refused(b.RespondByLetter(ctx, b.by("officer"), id, 0, 0, nil), "contest_answer_unready")
	draft, err := b.draft(ctx, b.by("officer"), a.Request, DraftForm{Kind: letter.RespondentAnswer, To: a.To})
	b.must(err)
	filled := values(t, letter.RespondentAnswer)
	for _, f := range draft.Fields {
		if f.Standard != "" {
			filled[f.Name] = f.Standard
		}
	}
	n := b.signedTo(a.Request, letter.RespondentAnswer, a.To, filled)
	b.refused(b.Serve(ctx, b.by("clerk"), a.Request, ServiceForm{Letter: n, Way: casefile.Handed, On: b.today()}), "contest_hand_in", "way")
	before := b.caseOf(a.Request).Version
	b.must(b.RespondByLetter(ctx, b.by("officer"), id, 0, 0, nil))
	c := b.review(id)
	m, ok := c.Material(c.Response.Answer)
	l, _ := b.caseOf(a.Request).Letter(n)
	if !ok || m.File != l.File || m.File == "" || c.Response.On != b.today() || c.Response.Text == "" {
		t.Fatalf("the case has %+v, %+v", m, c.Response)
	}
	if l.Stage != casefile.IsServed || l.Way != casefile.Handed || b.caseOf(a.Request).Version != before+1 {
		t.Errorf("the request says %s by %s", l.Stage, l.Way)
	}
	if s, err := c.Situation(b.Calendar(), b.today()); err != nil || !c.HasNoCase(s) {
		t.Error("the answer counts as evidence")
	}
	f, err := b.ResponsePDF(ctx, b.by("ye"), id)
	b.must(err)
	printed, err := io.ReadAll(f)
	b.must(err)
	b.must(f.Close())
	if int64(len(printed)) != l.Size {
		t.Error("what is printed is not the letter")
	}
	f, err = b.ReviewMaterialFile(ctx, b.by("officer"), id, m.N)
	b.must(err)
	b.must(f.Close())
	b.must(b.TakeBackReview(ctx, b.by("ye"), id, 0, c.Response.Entry, "交错了"))
	b.must(b.RespondByLetter(ctx, b.by("officer"), id, 0, 0, []intake.File{b.upload("检索说明.pdf", "application/pdf", b.demoPDF())}))
	c = b.review(id)
	if len(c.Response.Materials) != 1 || c.Response.Answer == 0 || len(c.Response.Files()) != 2 {
		t.Errorf("handed in again: %+v", c.Response)
	}
	if s, err := c.Situation(b.Calendar(), b.today()); err != nil || c.HasNoCase(s) {
		t.Error("the evidence does not count")
	}
	b.sound()
}
