package desk

import (
	"strings"
	"testing"

	"mingda/internal/casefile"
	"mingda/internal/deadline"
	"mingda/internal/letter"
)

// TestContest: where a body that is none of this installation asks the office to answer,
// the answer is a letter of the case with all that is known filled in, by three hands, to
// the body; its evidence is the list of the bundle; the applicant sees nothing of it.
func TestContest(t *testing.T) {
	b := newBench(t)
	b.needFonts()
	id := b.contested()
	f := casefile.Challenged{Forum: casefile.InReview, Letter: 1, Body: "和宁市人民政府", Number: "和政复〔2026〕31号", Notice: "和政复答通〔2026〕31号", Procedure: deadline.Summary}
	b.must(b.NoteChallenge(ctx, b.by("clerk"), id, RemedyForm{Version: b.caseOf(id).Version, On: b.today()}, f))
	v, err := b.Exhibits(ctx, b.by("officer"), id)
	b.must(err)
	_, err = b.MakeBundle(ctx, b.by("officer"), id, chosen(v))
	b.must(err)
	to := b.caseOf(id).Challenges[0].To
	draft, err := b.draft(ctx, b.by("officer"), id, DraftForm{Kind: letter.RespondentAnswer, To: to})
	b.must(err)
	filled := map[string]string{}
	for _, field := range draft.Fields {
		filled[field.Name] = field.Standard
	}
	c := b.caseOf(id)
	for name, want := range map[string]string{"to": "和宁市人民政府", "copy_received_on": b.today().String(), "answer_facts": c.Number, "answer_laws": "《中华人民共和国政府信息公开条例》第三十六条第四项"} {
		if !strings.Contains(filled[name], want) {
			t.Errorf("%s is filled in with %q, not %q", name, filled[name], want)
		}
	}
	if !strings.Contains(filled["answer_facts"], c.Letters[0].Number) {
		t.Errorf("the course does not name the reply: %s", filled["answer_facts"])
	}
	values := values(t, letter.RespondentAnswer)
	for name, v := range filled {
		if v != "" {
			values[name] = v
		}
	}
	n := b.signedTo(id, letter.RespondentAnswer, to, values)
	l, _ := b.caseOf(id).Letter(n)
	text := string(l.Value)
	for _, want := range []string{"和政复〔2026〕31号", "台账摘录", "和宁市人民政府", "申请登记表"} {
		if !strings.Contains(text, want) {
			t.Errorf("the answer does not name %s", want)
		}
	}
	b.must(b.Serve(ctx, b.by("clerk"), id, ServiceForm{Letter: n, Way: casefile.Direct, Recipient: "收发室", On: b.today()}))
	if row := b.rowOf(id); len(row.Awaited.Days()) != 0 {
		t.Errorf("still awaited: %s", row.Awaited)
	}
}
