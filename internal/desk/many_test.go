package desk

import (
	"strings"
	"testing"

	"mingda/internal/casefile"
	"mingda/internal/deadline"
	"mingda/internal/fault"
	"mingda/internal/letter"
)

// asks sends the notice that asks for reasons, until 2026-10-12.
func (b *bench) asks(id casefile.ID) int {
	b.t.Helper()
	n := b.signed(id, letter.ReasonsRequest, letter.Values{"by": "2026-10-12"}) // the number is proposed
	b.must(b.Serve(ctx, b.by("clerk"), id, ServiceForm{Letter: n, Way: casefile.Direct, Recipient: "本人", On: b.today()}))
	return n
}

// said is what the applicant explained.
func said(text string) casefile.ReasonsGiven {
	f := casefile.ReasonsGiven{}
	f.Private.Text = text
	return f
}

// TestReasonsThenDelay: the number of requests is counted from the register; the
// applicant explains on the status page; the answer is put off, told in time.
func TestReasonsThenDelay(t *testing.T) {
	b := newBench(t)
	b.needFonts()
	b.handled(casefile.ByDownload)
	other := form(casefile.ByDownload)
	other.Applicant.IDNumber = "650000199001010027"
	ticket := b.web(other)
	v, err := b.Input(ctx, b.by("clerk"), ticket.Input)
	b.must(err)
	p := v.Candidates[v.Proposed]
	_, err = b.Register(ctx, b.by("clerk"), ticket.Input, Registration{Version: v.Input.Version, Applicant: other.Applicant, Wants: wants(casefile.ByDownload), On: p.On, Ground: p.Ground})
	b.must(err)
	id, visit := b.handled(casefile.ByDownload)
	_, _, err = b.SaveDraft(ctx, b.by("officer"), id, DraftForm{Kind: letter.Delay})
	b.refused(err, "reasons_not_asked")

	b.goTo("2026-09-24")
	n := b.asks(id)
	if text := string(b.caseOf(id).Letters[n-1].Value); !strings.Contains(text, "2026年1月1日至9月24日提出申请2件，其中本月2件；近十二个月提出申请2件，尚未办结的2件") {
		t.Errorf("the notice counts otherwise: %s", text)
	}
	if l := b.caseOf(id).Letters[n-1]; l.By.String() != "2026-10-12" {
		t.Errorf("to explain by %s", l.By)
	}
	b.due(id, deadline.Running, "2026-10-27")
	b.must(b.AddFromApplicant(ctx, visit, Seen{}, "写论文用", nil))
	b.must(b.AddFromApplicant(ctx, visit, Seen{}, "写论文用", nil)) // the same form, sent twice
	if r := b.caseOf(id).Reasons; !r.Given() || r.Text != "写论文用" {
		t.Fatalf("what the applicant said: %+v", r)
	}
	b.refused(b.TakeReasons(ctx, b.by("clerk"), id, 0, said("又"), b.today()), "reasons_given_already")
	b.refused(b.TakeBackReasons(ctx, b.by("clerk"), id, 0, " "), "reason_needed", "reason")
	b.must(b.TakeBackReasons(ctx, b.by("clerk"), id, 0, "不是他写的"))
	b.must(b.TakeReasons(ctx, b.by("clerk"), id, 0, said("写论文用"), b.today()))
	b.refused(b.AcceptReasons(ctx, b.by("officer"), id, 0, ""), "reason_needed", "reason")
	b.must(b.AcceptReasons(ctx, b.by("officer"), id, 0, "是研究"))
	b.sound()

	b.goTo("2026-10-20")
	n = b.signed(id, letter.Delay, letter.Values{"reason": "要逐件核对", "by": "2026-11-30"})
	if text := string(b.caseOf(id).Letters[n-1].Value); !strings.Contains(text, "写论文用") || !strings.Contains(text, "2026年9月24日") {
		t.Errorf("the notice of the delay is not filled in: %s", text)
	}
	b.due(id, deadline.Running, "2026-10-27") // nothing before it is told
	late := ServiceForm{Letter: n, Way: casefile.Direct, Recipient: "本人"}
	b.goTo("2026-10-28")
	late.On = b.today()
	b.refused(b.Serve(ctx, b.by("clerk"), id, late), "delay_after_due", "on")
	late.On = late.On.AddDays(-1)
	b.must(b.Serve(ctx, b.by("clerk"), id, late))
	b.due(id, deadline.Running, "2026-11-30")
	b.refused(b.CorrectService(ctx, b.by("clerk"), id, ServiceCorrection{ServiceForm: ServiceForm{Letter: n, Way: casefile.Direct, Recipient: "本人", On: b.today()}, Reason: "记错了"}), "delay_after_due", "on")
	b.refused(b.TakeBackReasons(ctx, b.by("clerk"), id, 0, "记错了"), "reasons_used")
	b.sound()
}

// TestExcessive: nothing is refused as excessive before the applicant was asked and
// it is recorded what came; then the reply is filled in.
func TestExcessive(t *testing.T) {
	b := newBench(t)
	b.needFonts()
	id, _ := b.handled(casefile.ByDownload)
	why := letter.Values{"reasons_not": "同一项目的同类材料"}
	typed := values(t, letter.Excessive)
	n, _, err := b.SaveDraft(ctx, b.by("officer"), id, DraftForm{Kind: letter.Excessive, Values: typed})
	b.must(err)
	if err := b.Submit(ctx, b.by("officer"), id, 0, n); fault.FieldsOf(err)["reasons_asked_on"] == nil {
		t.Errorf("refused without asking: %v", err)
	}
	b.must(b.DropDraft(ctx, b.by("officer"), id, 0, n))
	b.goTo("2026-09-24")
	b.asks(id)
	n, _, err = b.SaveDraft(ctx, b.by("officer"), id, DraftForm{Kind: letter.Excessive, Values: why})
	b.must(err)
	if err := b.Submit(ctx, b.by("officer"), id, 0, n); fault.FieldsOf(err)["reasons_answer"] == nil {
		t.Errorf("refused before anything is recorded: %v", err)
	}
	b.refused(b.TakeReasons(ctx, b.by("clerk"), id, 0, casefile.ReasonsGiven{None: true}, b.today()), "reasons_too_early", "came")
	b.goTo("2026-10-13")
	b.must(b.TakeReasons(ctx, b.by("clerk"), id, 0, casefile.ReasonsGiven{None: true}, b.today()))
	_, _, err = b.SaveDraft(ctx, b.by("officer"), id, DraftForm{Letter: n, Kind: letter.Excessive, Values: letter.Values{"reasons_not": "同一项目", "reasons_answer": "given", "reasons_given": "研究"}})
	b.must(err)
	if err := b.Submit(ctx, b.by("officer"), id, 0, n); fault.FieldsOf(err)["reasons_answer"] == nil {
		t.Errorf("the reply says otherwise than what is recorded: %v", err)
	}
	b.must(b.DropDraft(ctx, b.by("officer"), id, 0, n))
	n = b.signed(id, letter.Excessive, why)
	if text := string(b.caseOf(id).Letters[n-1].Value); !strings.Contains(text, "您没有说明") || !strings.Contains(text, "2026年9月24日") || !strings.Contains(text, "提出申请1件") {
		t.Errorf("the reply is not filled in: %s", text)
	}
	b.sound()
}

// TestReasonsOfInput: an input that was joined can be the explanation; one that was
// not cannot.
func TestReasonsOfInput(t *testing.T) {
	b := newBench(t)
	b.needFonts()
	id, _ := b.handled(casefile.ByDownload)
	b.asks(id)
	in := b.mail(7, "reasons@example.org", letterIn("reasons@example.org", ""))
	f := said("见来信")
	f.Input = int64(in)
	b.refused(b.TakeReasons(ctx, b.by("clerk"), id, 0, f, b.today()), "reasons_input_unknown", "input")
	_, err := b.Join(ctx, b.by("clerk"), in, Joining{Number: b.caseOf(id).Number})
	b.must(err)
	b.must(b.TakeReasons(ctx, b.by("clerk"), id, 0, f, b.today()))
	if r := b.caseOf(id).Reasons; r.InputNumber == "" {
		t.Errorf("the input is not named: %+v", r)
	}
	b.sound()
}
