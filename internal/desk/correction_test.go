package desk

import (
	"bytes"
	"strings"
	"testing"

	"mingda/internal/casefile"
	"mingda/internal/fault"
	"mingda/internal/intake"
	"mingda/internal/law"
	"mingda/internal/letter"
	"mingda/internal/sqlite"
)

// asksCorrection is what somebody asks to be put right.
func asksCorrection() casefile.Wants {
	w := intake.CorrectionAsked{
		Record: "团结路片区被征收房屋情况登记表第3号", Was: "建筑面积86.20平方米", Now: "建筑面积92.60平方米", Evidence: "房屋所有权证载明建筑面积92.60平方米",
	}.Wants()
	w.Delivery = casefile.ByPickup
	return w
}

// TestCorrection goes the whole way of a correction of records: the office's own
// period, numbers of its own, its own letters and papers; requests do not see it.
func TestCorrection(t *testing.T) {
	b := newBench(t)
	b.needFonts()
	b.CorrectionDays = 15
	ticket, err := b.TakeCounter(ctx, b.by("clerk"), intake.CounterInput{Agency: "1", Applicant: people, Wants: asksCorrection()})
	b.must(err)
	paper, err := b.TicketPDF(ctx, ticket)
	b.must(err)
	due := b.Calendar().AddWorkdays(b.today(), 15)
	if got := b.words(bytes.NewReader(paper)); !strings.Contains(got, "更正政府信息申请登记回执") || !strings.Contains(got, due.Chinese()) || strings.Contains(got, "二十个工作日") {
		t.Errorf("the receipt: %s", got)
	}
	v, err := b.Input(ctx, b.by("clerk"), ticket.Input)
	if b.must(err); v.Correcting == "" || v.NextRight != "Q更2026-0001" || v.NextNumber != "Q2026-0001" || v.Dues[v.Proposed] != due {
		t.Errorf("to be registered: %q %q %q %v", v.Correcting, v.NextRight, v.NextNumber, v.Dues)
	}
	id := b.assigned(b.register(ticket.Input, asksCorrection()))
	other := b.assigned(b.register(b.web(form(casefile.ByEmail)).Input, wants(casefile.ByEmail)))
	if c, request := b.caseOf(id), b.caseOf(other); c.Number != "Q更2026-0001" || request.Number != "Q2026-0001" || c.OwnDays != 15 || request.OwnDays != 0 {
		t.Errorf("numbered %s and %s, with %d and %d days", c.Number, request.Number, c.OwnDays, request.OwnDays)
	}
	rows, _, err := b.Cases(ctx, b.by("clerk"), sqlite.CaseFilter{Type: casefile.Correction})
	if b.must(err); len(rows) != 1 || rows[0].ID != id || rows[0].DueOn != due {
		t.Errorf("chosen as corrections: %+v", rows)
	}
	for kind, want := range map[letter.Kind]string{letter.Disclose: "letter_not_of_correction", letter.Clarification: "not_for_correction", letter.Extension: "not_for_correction"} {
		_, _, err := b.SaveDraft(ctx, b.by("officer"), id, DraftForm{Kind: kind})
		b.refused(err, fault.Code(want))
	}
	_, _, err = b.SaveDraft(ctx, b.by("officer"), other, DraftForm{Kind: letter.CorrectionMade})
	b.refused(err, "letter_of_correction")
	sheet, err := b.RegistrationPDF(ctx, b.by("clerk"), id)
	b.must(err)
	if got := b.words(bytes.NewReader(sheet)); !strings.Contains(got, "更正政府信息申请登记表") || !strings.Contains(got, law.OwnRule) {
		t.Errorf("the registration form: %s", got)
	}

	b.goTo("2026-11-20") // after the office's own day
	loads, err := b.Progress(ctx, b.by("clerk"))
	b.must(err)
	for _, l := range loads {
		if l.Unit == 1 && l.Late != 1 {
			t.Errorf("late, of a request and a correction: %d", l.Late)
		}
	}
	draft, err := b.Draft(ctx, b.by("officer"), id, 0, letter.CorrectionMade, nil, nil)
	b.must(err)
	standard := map[string]string{}
	for _, field := range draft.Fields {
		standard[field.Name] = field.Standard
	}
	if standard["record"] != "团结路片区被征收房屋情况登记表第3号" || standard["record_was"] != "建筑面积86.20平方米" || standard["record_now"] != "建筑面积92.60平方米" || standard["evidence"] == "" {
		t.Errorf("the reply asks again what the applicant wrote: %v", standard)
	}
	made := values(t, letter.CorrectionMade)
	made["corrected_on"] = b.today().String()
	n := b.signed(id, letter.CorrectionMade, made)
	if l, _ := b.caseOf(id).Letter(n); !strings.Contains(l.Number, "更〔2026〕1号") || l.Result != law.CorrectionMade {
		t.Errorf("signed as %s, %s", l.Number, l.Result)
	}
	b.must(b.Serve(ctx, b.by("clerk"), id, ServiceForm{Letter: n, Way: casefile.Direct, Recipient: "本人", On: b.today()}))
	row, err := b.DB.CaseRow(ctx, id)
	if b.must(err); row.Late || !row.PastOwn() || row.Result != law.CorrectionMade || b.ResultName(row.Result) != "予以更正" {
		t.Errorf("answered: %+v", row)
	}
	b.must(b.Archive(ctx, b.by("clerk"), id, 0, casefile.PutAway{}))
	cover, err := b.ArchiveCoverPDF(ctx, b.by("clerk"), id)
	b.must(err)
	if got := b.words(bytes.NewReader(cover)); !strings.Contains(got, "更正政府信息申请案卷") || !strings.Contains(got, "申请更正") {
		t.Errorf("the cover: %s", got)
	}
	b.sound()
}

// TestCorrectionWords: words of a letter are a reason to look; what is registered a
// person says.
func TestCorrectionWords(t *testing.T) {
	b := newBench(t)
	raw := strings.Replace(letterIn("wrong@x", ""), "申请公开团结路片区（二期）房屋征收补偿方案。", "贵局登记表里我的建筑面积写错了，请予更正。", 1)
	id := b.mail(1, "wrong@x", raw)
	v, err := b.Input(ctx, b.by("clerk"), id)
	if b.must(err); !strings.Contains(v.Correcting, "写错了，请予更正") || v.Content.Wants.Type == casefile.Correction {
		t.Errorf("proposed as %q, type %q", v.Correcting, v.Content.Wants.Type)
	}
	if v, err = b.Input(ctx, b.by("clerk"), b.mail(2, "plain@x", letterIn("plain@x", ""))); err != nil || v.Correcting != "" {
		t.Errorf("a request: %q, %v", v.Correcting, err)
	}
}

// TestCorrectionPassedOn: a correction of another agency's record goes into its inbox
// as a correction, by a letter that asks no consent; the reply is filled in from that.
func TestCorrectionPassedOn(t *testing.T) {
	b := newBench(t)
	b.needFonts()
	b.CorrectionDays = 15
	clerk, officer := b.by("clerk"), b.by("officer")
	ticket, err := b.TakeCounter(ctx, clerk, intake.CounterInput{Agency: "1", Applicant: people, Wants: asksCorrection()})
	b.must(err)
	id := b.assigned(b.register(ticket.Input, asksCorrection()))
	b.must(b.HandOn(ctx, clerk, id, 0, casefile.TransferAgreed{Agency: 2}, nil))
	_, _, err = b.SaveDraft(ctx, officer, id, DraftForm{Kind: letter.Transfer, To: 1})
	b.refused(err, "letter_addressee_wrong")
	n := b.signedTo(id, letter.CorrectionTransfer, 1, letter.Values{"why": "登记簿由贵机关管理"})
	value, err := signedValue(b.caseOf(id).Letters[n-1])
	b.must(err)
	if text := value.Text(); value.Addressee != "明川区ZJJ" || !strings.Contains(text, "第四十一条") || !strings.Contains(text, "房屋所有权证") || strings.Contains(text, "同意") {
		t.Errorf("the letter to %s: %s", value.Addressee, text)
	}
	b.must(b.RenderAll(ctx))
	b.must(b.Serve(ctx, clerk, id, ServiceForm{Letter: n, Way: casefile.Handed, On: b.today()}))
	got := b.handedTo()
	if len(got) != 1 {
		t.Fatalf("agency 2 got %+v", got)
	}
	v, err := b.Input(ctx, b.by("foreign-clerk"), got[0].ID)
	b.must(err)
	if v.Content.Wants.Type != casefile.Correction || v.Content.Wants.Content != b.caseOf(id).Wants.Content {
		t.Errorf("it reads %+v", v.Content.Wants)
	}
	draft, err := b.Draft(ctx, officer, id, 0, letter.CorrectionPassedOn, nil, nil)
	b.must(err)
	standard := map[string]string{}
	for _, field := range draft.Fields {
		standard[field.Name] = field.Standard
	}
	if standard["passed"] != "passed" || standard["who"] != "明川区ZJJ" || standard["passed_on"] != b.today().String() {
		t.Errorf("the reply asks again: %v", standard)
	}
	b.sound()
}
