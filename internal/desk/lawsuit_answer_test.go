package desk

import (
	"strings"
	"testing"

	"mingda/internal/casefile"
	"mingda/internal/lawsuit"
	"mingda/internal/letter"
)

// TestCourtAnswer: the answer in court is a letter of the request with all that is known of
// the suit filled in; served on the court it is the answer of the court case, with its PDF
// and the bundle among the materials. A day that the case refuses is refused here, and
// nothing happens twice.
func TestCourtAnswer(t *testing.T) {
	b := newReviewBench(t)
	b.needFonts()
	b.goTo("2026-11-30")
	id, err := b.OpenLawsuit(ctx, b.by("clerk"), b.sued("2026-11-27"))
	b.must(err)
	_, err = b.BundleForCourt(ctx, b.by("clerk"), id, func(CaseView) func(casefile.Past) string { return func(casefile.Past) string { return "事" } })
	b.must(err)
	v, err := b.Lawsuit(ctx, b.by("officer"), id)
	b.must(err)
	a, ok := b.CourtAnswerOf(b.by("officer"), v)
	if !ok || a.Request != b.request || a.To == 0 || a.Letter.N != 0 || a.MayNot != nil {
		t.Fatalf("to answer: %+v, %v", a, ok)
	}
	b.refused(b.letterTo(a, letter.RespondentAnswer), "letter_addressee_wrong")
	draft, err := b.draft(ctx, b.by("officer"), a.Request, DraftForm{Kind: letter.CourtAnswer, To: a.To})
	b.must(err)
	filled := values(t, letter.CourtAnswer)
	for _, f := range draft.Fields {
		if f.Standard != "" {
			filled[f.Name] = f.Standard
		}
	}
	request := b.caseOf(b.request)
	for name, want := range map[string]string{"to": "明川区人民法院", "court_case_no": "（2026）行初7号", "plaintiff": "王某", "copy_received_on": "2026-11-27", "answer_facts": request.Number} {
		if !strings.Contains(filled[name], want) {
			t.Errorf("%s is filled in with %q, not %q", name, filled[name], want)
		}
	}
	n := b.signedTo(a.Request, letter.CourtAnswer, a.To, filled)
	b.refused(b.letterTo(a, letter.CourtAnswer), "court_answer_begun")
	l, _ := b.caseOf(a.Request).Letter(n)
	if text := string(l.Value); !strings.Contains(text, "申请登记表") || !strings.Contains(text, b.reply.Number) {
		t.Errorf("the evidence and the reply are not in it: %s", text)
	}
	b.refused(b.Serve(ctx, b.by("clerk"), a.Request, ServiceForm{Letter: n, Way: casefile.Handed, On: b.today()}), "handed_only_inside", "way")
	b.must(b.Serve(ctx, b.by("clerk"), a.Request, ServiceForm{Letter: n, Way: casefile.Direct, Recipient: "立案庭", On: b.today()}))
	c := b.suit(id)
	answer := c.Now().Answer
	if answer.On != b.today() || len(answer.Materials) != 2 || c.Stage() == lawsuit.StageAnswering {
		t.Fatalf("the court case has %+v, %s", answer, c.Stage())
	}
	if m, ok := c.Material(answer.Materials[0]); !ok || m.File != l.File || m.File == "" || !strings.Contains(m.Name, l.Number) {
		t.Errorf("its material is %+v", m)
	}
	v, err = b.Lawsuit(ctx, b.by("officer"), id)
	b.must(err)
	if _, ok := b.CourtAnswerOf(b.by("officer"), v); ok {
		t.Error("it is still to be answered")
	}
	b.sound()
	b.rebuilt()
}

// letterTo asks whether a letter of a kind can be begun to the court.
func (b *reviewBench) letterTo(a AnswerLetter, kind letter.Kind) error {
	_, _, err := b.SaveDraft(ctx, b.by("officer"), a.Request, DraftForm{Kind: kind, To: a.To, Values: values(b.t, kind)})
	return err
}
