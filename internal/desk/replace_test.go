package desk

import (
	"strings"
	"testing"

	"mingda/internal/casefile"
	"mingda/internal/fault"
	"mingda/internal/law"
	"mingda/internal/letter"
	"mingda/internal/sqlite"
)

// TestReplace takes a served reply that was wrong to the one that stands in its
// place: with a number of its own, the sentence that nobody can change, and the
// remedies from it on; and back, where that one is made void.
func TestReplace(t *testing.T) {
	b := newBench(t)
	b.needFonts()
	id, visit := b.handled(casefile.ByDownload)
	old := b.signed(id, letter.Disclose, values(t, letter.Disclose))
	draft := DraftForm{Kind: letter.NotExisting, Values: values(t, letter.NotExisting), Replaces: old}
	_, _, err := b.SaveDraft(ctx, b.by("officer"), id, draft)
	b.refused(err, "letter_stage")
	b.must(b.Serve(ctx, b.by("clerk"), id, ServiceForm{Letter: old, Way: casefile.Downloaded}))
	ended := b.today()

	b.goTo("2026-11-30") // the period is over long since
	for login, code := range map[string]fault.Code{"clerk": "auth_role", "signer": "auth_role", "other-officer": "auth_other_unit"} {
		_, _, err := b.SaveDraft(ctx, b.by(login), id, draft)
		b.refused(err, code)
	}
	notice := draft
	notice.Kind, notice.Values = letter.Extension, values(t, letter.Extension)
	_, _, err = b.SaveDraft(ctx, b.by("officer"), id, notice)
	b.refused(err, "replace_reply_only")
	first, err := b.NewReplacement(ctx, b.by("officer"), id, old, letter.Disclose, nil, nil)
	b.must(err)
	if first.Values["given"] != values(t, letter.Disclose)["given"] || first.Letter.Replaces != old {
		t.Errorf("not filled in from the old one: %v", first.Values)
	}

	toSigner := func() int {
		t.Helper()
		n, version, err := b.SaveDraft(ctx, b.by("officer"), id, draft)
		b.must(err)
		draft.Letter = n
		_, version, err = b.SaveDraft(ctx, b.by("officer"), id, DraftForm{Letter: n, Version: version, Kind: draft.Kind, Values: draft.Values})
		b.must(err)
		_, _, err = b.SaveDraft(ctx, b.by("officer"), id, DraftForm{Kind: draft.Kind, Values: draft.Values, Replaces: old})
		b.refused(err, "replacement_begun")
		b.must(b.Submit(ctx, b.by("officer"), id, version, n))
		b.refused(b.Check(ctx, b.by("officer"), id, 0, n, ""), "auth_role")
		b.must(b.Check(ctx, b.by("checker"), id, 0, n, ""))
		b.must(b.Sign(ctx, b.by("signer"), id, 0, n))
		draft.Letter = 0
		return n
	}
	void := toSigner()
	if by, ok := b.caseOf(id).ToReplace(old); !ok || by.N != void {
		t.Error("signed, and the old one does not say so")
	}
	if _, ok := b.caseOf(id).ReplacedBy(old); ok {
		t.Error("signed only, and the old one is replaced")
	}
	b.must(b.Void(ctx, b.by("signer"), id, 0, void, "又写错"))
	if _, ok := b.caseOf(id).ToReplace(old); ok {
		t.Error("void, and it replaces the old one still")
	}
	n := toSigner()
	b.sound()
	c := b.caseOf(id)
	value, err := signedValue(c.Letters[n-1])
	b.must(err)
	text := value.Text()
	for _, want := range []string{
		"明政公开答〔2026〕3号", "本机关曾于2026年9月22日就您提交的政府信息公开申请作出《政府信息公开答复书》（明政公开答〔2026〕1号），现予更正，重新答复。",
		"上述政府信息公开答复书不再作为本机关对该申请的答复。", "自收到本答复书之日起六十日内",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("the letter does not say %q:\n%s", want, text)
		}
	}
	if p := value.Blocks[0].Paragraph; p == nil || !p.Locked {
		t.Error("the sentence on the old reply is not locked")
	}

	row := func() casefile.Row {
		t.Helper()
		row, err := b.DB.CaseRow(ctx, id)
		b.must(err)
		return row
	}
	if r := row(); r.Open || r.Late || r.Result != law.Disclose || r.WaitsFor != casefile.ClerkWaits {
		t.Errorf("signed: %+v", r)
	}
	b.must(b.Serve(ctx, b.by("clerk"), id, ServiceForm{Letter: n, Way: casefile.Downloaded}))
	if r := row(); r.Open || r.Late || r.Result != law.NotExisting || r.EndedOn != ended {
		t.Errorf("served: %+v", r)
	}
	d, err := b.FetchLetter(ctx, visit, n)
	b.must(err)
	defer d.Close()
	if got := b.words(d); !strings.Contains(got, "明政公开答〔2026〕1号") || !strings.Contains(got, "现予更正，重新答复") {
		t.Errorf("the PDF says %s", got)
	}
	failed := missed(old, "退回")
	b.refused(b.CorrectService(ctx, b.by("clerk"), id, failed), "letter_replaced", "failed")
	b.must(b.Archive(ctx, b.by("clerk"), id, 0, casefile.PutAway{}))
	found, _, err := b.Cases(ctx, b.by("officer"), sqlite.CaseFilter{Words: "〔2026〕1号"})
	b.must(err)
	if len(found) != 1 {
		t.Error("the case is not found by the number of the old reply")
	}
	b.sound()
}
