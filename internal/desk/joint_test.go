package desk

import (
	"strings"
	"testing"

	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/letter"
)

// together adds a further applicant who wants the reply by post.
func (b *bench) together(id casefile.ID, name, address string) {
	b.t.Helper()
	b.joint(id, casefile.ByPost, casefile.Applicant{Name: name, Address: address})
}

// joint adds a further applicant, a person with a phone.
func (b *bench) joint(id casefile.ID, delivery casefile.Delivery, applicant casefile.Applicant) {
	b.t.Helper()
	applicant.Class, applicant.Phone = casefile.Natural, "13900002468"
	f := casefile.JointlyAdded{Delivery: delivery}
	f.Private.Applicant = applicant
	b.must(b.AddJointApplicant(ctx, b.by("clerk"), id, 0, f, nil))
}

// TestJointApplicants: the letter names both, each has an envelope and a label, each is
// served, and nobody's address is in the chained part of the ledger.
func TestJointApplicants(t *testing.T) {
	b := newBench(t)
	b.needFonts()
	id, visit := b.handled(casefile.ByDownload)
	bad := casefile.JointlyAdded{}
	bad.Private.Applicant = casefile.Applicant{Class: casefile.Natural, Name: "李四", IDNumber: "1"}
	b.refused(b.AddJointApplicant(ctx, b.by("clerk"), id, 0, bad, nil), "intake_id_short", "id_number")
	b.refused(b.AddJointApplicant(ctx, b.by("officer"), id, 0, bad, nil), "auth_role")
	b.together(id, "李四", "胜利路1号")
	c := b.caseOf(id)
	due := b.dueOf(id)

	n := b.signed(id, letter.Disclose, values(t, letter.Disclose))
	value, err := signedValue(b.caseOf(id).Letters[n-1])
	b.must(err)
	if value.Addressee != c.Applicant.Name+"、李四" || !strings.Contains(value.Text(), "你们") {
		t.Errorf("addressed to %s: %s", value.Addressee, value.Text())
	}
	envelope, err := b.EnvelopePDF(ctx, b.by("clerk"), id, n, 1)
	b.must(err)
	if words := b.words(strings.NewReader(string(envelope))); !strings.Contains(words, "胜利路1号") || strings.Contains(words, c.Applicant.Name) {
		t.Errorf("envelope: %s", words)
	}
	approval, err := b.ApprovalPDF(ctx, b.by("clerk"), id, n)
	b.must(err)
	if words := b.words(strings.NewReader(string(approval))); !strings.Contains(words, "李四") {
		t.Errorf("approval sheet: %s", words)
	}
	waiting, err := b.WaitingLetters(ctx, b.by("clerk"))
	b.must(err)
	if labels := labelsOf(waiting); len(labels) != 1 || labels[0].Name != "李四" || labels[0].Address != "胜利路1号" {
		t.Errorf("labels: %+v", labels)
	}

	b.must(b.Serve(ctx, b.by("clerk"), id, ServiceForm{Letter: n, Way: casefile.Downloaded}))
	b.refused(b.Serve(ctx, b.by("clerk"), id, ServiceForm{Letter: n, Way: casefile.Downloaded}), "joint_sent", "to")
	s, err := b.Status(ctx, visit)
	b.must(err)
	if len(s.Letters) != 1 || s.Case.Stage() != casefile.StageServing {
		t.Errorf("the applicant who got it cannot read it: %d, %s", len(s.Letters), s.Case.Stage())
	}
	b.refused(b.Serve(ctx, b.by("clerk"), id, ServiceForm{Letter: n, To: 1, Way: casefile.Emailed}), "electronic_not_chosen", "way")
	b.refused(b.Serve(ctx, b.by("clerk"), id, ServiceForm{Letter: n, To: 1, Way: casefile.Downloaded}), "joint_not_downloaded", "way")
	b.goTo("2026-09-28")
	b.must(b.Serve(ctx, b.by("clerk"), id, ServiceForm{Letter: n, To: 1, Way: casefile.Posted, Tracking: "XA1", On: b.today()}))
	b.stage(id, casefile.StageReplied)
	if c := b.caseOf(id); c.RepliedOn() != b.today() {
		t.Errorf("replied on %s", c.RepliedOn())
	}
	if now := b.dueOf(id); now != due {
		t.Errorf("the last day moved from %s to %s", due, now)
	}
	b.refused(b.RemoveJointApplicant(ctx, b.by("clerk"), id, 0, casefile.JointlyRemoved{Joint: 1}), "case_not_open")
	b.sound()
}

// TestOneWithdraws: of several who ask one cannot end the request for all: what they
// want is noted once, and nothing is ended while some were answered.
func TestOneWithdraws(t *testing.T) {
	b := newBench(t)
	b.needFonts()
	id, visit := b.handled(casefile.ByDownload)
	b.together(id, "李四", "胜利路1号")
	b.must(b.WithdrawByApplicant(ctx, visit, "不需要了"))
	version := b.caseOf(id).Version
	b.must(b.WithdrawByApplicant(ctx, visit, " 不需要了"))
	c := b.caseOf(id)
	if !c.Stage().IsOpen() || len(c.WithdrawalsAsked) != 1 || c.Version != version || c.IsWithdrawalAsked() {
		t.Errorf("%s, %+v", c.Stage(), c.WithdrawalsAsked)
	}
	n, _, err := b.SaveDraft(ctx, b.by("officer"), id, DraftForm{Kind: letter.Disclose, Values: values(t, letter.Disclose), Joint: []int{}})
	b.must(err)
	own, _, err := b.SaveDraft(ctx, b.by("officer"), id, DraftForm{Kind: letter.Disclose, Values: values(t, letter.Disclose), To: 1})
	b.must(err)
	for _, n := range []int{n, own} {
		b.must(b.Submit(ctx, b.by("officer"), id, 0, n))
	}
	b.must(b.Check(ctx, b.by("checker"), id, 0, n, ""))
	b.must(b.Sign(ctx, b.by("signer"), id, 0, n))
	b.must(b.Serve(ctx, b.by("clerk"), id, ServiceForm{Letter: n, Way: casefile.Downloaded}))
	if stage := b.caseOf(id).Stage(); stage == casefile.StageReplied {
		t.Errorf("answered: %s", stage)
	}
	b.refused(b.Withdraw(ctx, b.by("officer"), id, 0, "不要了"), "joint_answered_some")
	b.refused(b.Close(ctx, b.by("officer"), id, 0, casefile.Closed{Result: "other"}), "joint_answered_some")
	b.sound()
}

// TestReplyToOne: a reply each, the second filled in from the first; a file is not
// answered before it.
func TestReplyToOne(t *testing.T) {
	b := newBench(t)
	b.needFonts()
	given := letter.Values{"given": "《方案》", "way": "enclosed"}
	id, _ := b.handled(casefile.ByPickup)
	b.together(id, "李四", "胜利路1号")
	n, version, err := b.SaveDraft(ctx, b.by("officer"), id, DraftForm{Kind: letter.Disclose, Values: given, Joint: []int{}})
	b.must(err)
	if _, version, err = b.SaveDraft(ctx, b.by("officer"), id, DraftForm{Letter: n, Version: version, Kind: letter.Disclose, Values: given}); err != nil || len(b.caseOf(id).Letters[n-1].Joint) != 0 {
		t.Errorf("what was chosen is forgotten: %v", err)
	}
	sign := func(n, version int) {
		t.Helper()
		b.must(b.Submit(ctx, b.by("officer"), id, version, n))
		b.must(b.Check(ctx, b.by("checker"), id, 0, n, ""))
		b.must(b.Sign(ctx, b.by("signer"), id, 0, n))
	}
	sign(n, version)
	b.must(b.Serve(ctx, b.by("clerk"), id, ServiceForm{Letter: n, Way: casefile.Direct, Recipient: "本人", On: b.today()}))
	b.stage(id, casefile.StageHandling)
	view, err := b.NewLetterTo(ctx, b.by("officer"), id, 1, letter.Disclose, nil, nil)
	b.must(err)
	if view.Values["given"] != given["given"] || view.Preview.Addressee != "李四" {
		t.Errorf("to %s: %v", view.Preview.Addressee, view.Values)
	}
	own, version, err := b.SaveDraft(ctx, b.by("officer"), id, DraftForm{Kind: letter.Disclose, Values: view.Values, To: 1})
	b.must(err)
	_, _, err = b.SaveDraft(ctx, b.by("officer"), id, DraftForm{Kind: letter.Disclose, Values: view.Values, To: 1})
	b.refused(err, "joint_reply_begun")
	sign(own, version)
	b.refused(b.Serve(ctx, b.by("clerk"), id, ServiceForm{Letter: own, Way: casefile.Downloaded}), "joint_not_downloaded", "way")
	b.must(b.Serve(ctx, b.by("clerk"), id, ServiceForm{Letter: own, Way: casefile.Posted, Tracking: "XA1", On: b.today()}))
	b.stage(id, casefile.StageReplied)
	b.sound()
}

// dueOf is the last day of a case.
func (b *bench) dueOf(id casefile.ID) calendar.Date {
	b.t.Helper()
	v, err := b.Case(ctx, b.by("clerk"), id)
	b.must(err)
	return v.Clock.Due
}
