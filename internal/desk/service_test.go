package desk

import (
	"errors"
	"testing"

	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/deadline"
	"mingda/internal/fault"
	"mingda/internal/letter"
)

// day reads 2026-09-22.
func day(s string) calendar.Date {
	d, err := calendar.ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

// missed is a correction that says that the letter did not arrive.
func missed(n int, reason string) ServiceCorrection {
	return ServiceCorrection{ServiceForm: ServiceForm{Letter: n}, Failed: true, Reason: reason}
}

// TestServedAgain: a reply that went by mail and did not arrive is owed again;
// the applicant cannot fetch it meanwhile, and the second mail really goes out.
func TestServedAgain(t *testing.T) {
	b := newBench(t)
	b.needFonts()
	id, visit := b.handled(casefile.ByEmail)
	n := b.signed(id, letter.Disclose, values(t, letter.Disclose))
	b.refused(b.CorrectService(ctx, b.by("clerk"), id, missed(n, "退信")), "letter_stage")
	b.must(b.Serve(ctx, b.by("clerk"), id, ServiceForm{Letter: n, Way: casefile.Emailed}))
	sent := func() int {
		t.Helper()
		got, err := b.SendDue(ctx, b.sent)
		b.must(err)
		return got
	}
	sent()
	b.stage(id, casefile.StageReplied)
	b.must(b.Archive(ctx, b.by("clerk"), id, 0, casefile.PutAway{}))

	b.goTo("2026-11-10")
	b.refused(b.CorrectService(ctx, b.by("checker"), id, missed(n, "退信")), "auth_role")
	b.refused(b.CorrectService(ctx, b.by("clerk"), id, missed(n, " ")), "reason_needed", "reason")
	b.must(b.CorrectService(ctx, b.by("clerk"), id, missed(n, "邮箱退信")))
	b.stage(id, casefile.StageServing)
	b.due(id, deadline.Running, "2026-10-27")
	if _, err := b.FetchLetter(ctx, visit, n); fault.KindOf(err) != fault.NotFound {
		t.Errorf("fetched while it is not served: %v", err)
	}
	b.sound()
	b.must(b.Serve(ctx, b.by("clerk"), id, ServiceForm{Letter: n, Way: casefile.Emailed}))
	if got := sent(); got != 1 {
		t.Errorf("%d mails went out for the second time", got)
	}
	b.stage(id, casefile.StageReplied)
	row, err := b.DB.CaseRow(ctx, id)
	if b.must(err); !row.Late || row.EndedOn != b.today() {
		t.Errorf("served late, and the row says %+v", row)
	}
	b.sound()
}

// TestCorrectedService: a wrong day of posting made the reply late; mended, it
// is not, and the proof that was kept stays.
func TestCorrectedService(t *testing.T) {
	b := newBench(t)
	b.needFonts()
	id, _ := b.handled(casefile.ByPost)
	n := b.signed(id, letter.Disclose, values(t, letter.Disclose))
	b.goTo("2026-10-29")
	posted := ServiceForm{Letter: n, Way: casefile.Posted, Tracking: "XA1", On: day("2026-10-28")}
	posted.Proof = append(posted.Proof, b.upload("邮寄单.png", "image/png", "slip"))
	b.must(b.Serve(ctx, b.by("clerk"), id, posted))
	late := func(want bool) {
		t.Helper()
		row, err := b.DB.CaseRow(ctx, id)
		if b.must(err); row.Late != want || row.Open {
			t.Errorf("late %v, want %v", row.Late, want)
		}
	}
	late(true)
	proof := b.caseOf(id).Letters[n-1].Proof
	posted.On, posted.Proof = day("2026-10-27"), nil
	b.must(b.CorrectService(ctx, b.by("officer"), id, ServiceCorrection{ServiceForm: posted, GotOn: day("2026-10-29"), Reason: "邮戳是27日"}))
	late(false)
	if l := b.caseOf(id).Letters[n-1]; l.ServedOn != posted.On || l.GotOn != day("2026-10-29") || l.Proof != proof || proof == 0 {
		t.Errorf("%+v", l.Service)
	}
	b.sound()
}

// TestNoticeMissed: a clarification that did not arrive stops nothing; what can
// be said of it is judged by the period without it.
func TestNoticeMissed(t *testing.T) {
	b := newBench(t)
	b.needFonts()
	id, _ := b.handled(casefile.ByPost)
	v := values(t, letter.Clarification)
	v["by"] = "2026-10-20"
	n := b.signed(id, letter.Clarification, v)
	form := ServiceForm{Letter: n, Way: casefile.Posted, Tracking: "XA1", On: b.today()}
	b.must(b.Serve(ctx, b.by("clerk"), id, form))
	b.stage(id, casefile.StageClarifying)
	b.goTo("2026-11-02")
	form.On = day("2026-10-28")
	b.refused(b.CorrectService(ctx, b.by("clerk"), id, ServiceCorrection{ServiceForm: form, Reason: "记错"}), "clarification_after_due", "on")
	b.must(b.CorrectService(ctx, b.by("clerk"), id, missed(n, "邮局退回")))
	b.stage(id, casefile.StageHandling)
	b.due(id, deadline.Running, "2026-10-27")
	b.sound()
}

// TestVoid: a letter found wrong before it went out is made void by who signs
// or coordinates; its number stays used and the next takes another.
func TestVoid(t *testing.T) {
	b := newBench(t)
	b.needFonts()
	id, visit := b.handled(casefile.ByPost)
	n := b.signed(id, letter.Disclose, values(t, letter.Disclose))
	b.refused(b.Void(ctx, b.by("clerk"), id, 0, n, "页数写错"), "auth_role")
	b.refused(b.Void(ctx, b.by("officer"), id, 0, n, "页数写错"), "auth_role")
	b.refused(b.Void(ctx, b.by("signer"), id, 0, n, " "), "reason_needed", "reason")
	b.must(b.Void(ctx, b.by("signer"), id, 0, n, "页数写错"))
	b.stage(id, casefile.StageHandling)
	b.refused(b.Void(ctx, b.by("signer"), id, 0, n, "页数写错"), "letter_stage")
	b.refused(b.Serve(ctx, b.by("clerk"), id, ServiceForm{Letter: n, Way: casefile.Posted, Tracking: "XA1", On: b.today()}), "letter_stage")
	if _, err := b.FetchLetter(ctx, visit, n); fault.KindOf(err) != fault.NotFound {
		t.Errorf("the applicant fetches a void letter: %v", err)
	}
	f, err := b.LetterPDF(ctx, b.by("clerk"), id, n)
	b.must(err)
	b.must(f.Close())

	again := b.signed(id, letter.Disclose, values(t, letter.Disclose))
	first, second := b.caseOf(id).Letters[n-1], b.caseOf(id).Letters[again-1]
	if first.Number == second.Number || first.Number == "" || first.VoidFor != "页数写错" {
		t.Errorf("numbers %q and %q", first.Number, second.Number)
	}
	b.must(b.Serve(ctx, b.by("clerk"), id, ServiceForm{Letter: again, Way: casefile.Posted, Tracking: "XA1", On: b.today()}))
	b.refused(b.Void(ctx, b.by("coordinator"), id, 0, again, "页数写错"), "letter_stage")
	b.sound()
}

// TestVoidInOutbox: what may be on its way is not made void; once it was refused
// for good it is, and does not go out any more.
func TestVoidInOutbox(t *testing.T) {
	b := newBench(t)
	b.needFonts()
	id, _ := b.handled(casefile.ByEmail)
	n := b.signed(id, letter.Disclose, values(t, letter.Disclose))
	b.must(b.Serve(ctx, b.by("clerk"), id, ServiceForm{Letter: n, Way: casefile.Emailed}))
	b.refused(b.Void(ctx, b.by("coordinator"), id, 0, n, "地址错"), "letter_under_way")
	b.sent.fail, b.sent.permanent = errors.New("550 5.1.1 no such user"), true
	_, err := b.SendDue(ctx, b.sent)
	b.must(err)
	b.must(b.Void(ctx, b.by("coordinator"), id, 0, n, "地址错"))
	all, err := b.Outbox(ctx, b.by("clerk"))
	b.must(err)
	b.refused(b.Resend(ctx, b.by("clerk"), all[0].ID), "letter_void")
	b.sound()
}
