package desk

import (
	"strings"
	"testing"

	"mingda/internal/auth"
	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/deadline"
	"mingda/internal/fault"
	"mingda/internal/inbox"
	"mingda/internal/intake"
	"mingda/internal/law"
	"mingda/internal/letter"
	"mingda/internal/sqlite"
)

// handled is a case by web form that unit 1 works on.
func (b *bench) handled(d casefile.Delivery) (casefile.ID, Visit) {
	b.t.Helper()
	ticket := b.web(form(d))
	visit, err := b.OpenStatus(ctx, ticket.Number, ticket.Code.String())
	b.must(err)
	return b.assigned(b.register(ticket.Input, wants(d))), visit
}

// due wants the case's last day, and its row's.
func (b *bench) due(id casefile.ID, state deadline.State, want string) {
	b.t.Helper()
	r, err := b.caseOf(id).Clock(b.Calendar(), b.today())
	row, rowErr := b.DB.CaseRow(ctx, id)
	if err != nil || rowErr != nil || r.State != state || r.Due.String() != want || row.Clock != string(state) || row.DueOn != r.Due {
		b.t.Errorf("%s due %q, row %s %q, %v; want %s %q", r.State, r.Due, row.Clock, row.DueOn, err, state, want)
	}
}

// TestClarification: asked, answered by the applicant on the status page, a new
// period; the notice once only.
func TestClarification(t *testing.T) {
	b := newBench(t)
	b.needFonts()
	id, visit := b.handled(casefile.ByDownload)
	b.due(id, deadline.Running, "2026-10-27")
	n := b.signed(id, letter.Clarification, values(t, letter.Clarification))
	b.goTo("2026-09-24")
	b.must(b.Serve(ctx, b.by("clerk"), id, ServiceForm{Letter: n, Way: casefile.Downloaded}))
	b.stage(id, casefile.StageClarifying)
	b.due(id, deadline.AwaitingClarification, "")
	_, _, err := b.SaveDraft(ctx, b.by("officer"), id, DraftForm{Kind: letter.Clarification})
	b.refused(err, "clarification_once")
	b.refused(b.Close(ctx, b.by("clerk"), id, 0, closing(law.NoSupplement)), "close_too_early", "result")

	b.goTo("2026-10-12")
	b.refused(b.AddFromApplicant(ctx, visit, Seen{}, " ", nil), "supplement_needed", "text")
	seen, more := b.caseOf(id).Version, []intake.File{b.upload("说明.txt", "text/plain", "x")}
	b.must(b.AddFromApplicant(ctx, visit, Seen{Case: seen}, "要2025年的", more))
	added := b.caseOf(id).Version
	b.must(b.AddFromApplicant(ctx, visit, Seen{Case: seen}, "要2025年的", more))
	if now := b.caseOf(id).Version; now != added {
		t.Errorf("a form sent twice is added twice: version %d after %d", now, added)
	}
	b.stage(id, casefile.StageHandling)
	b.due(id, deadline.Running, "2026-11-09")
	b.refused(b.TakeSupplement(ctx, b.by("clerk"), id, 0, b.today(), "again", 0), "no_clarification_out")
	if m, _ := b.caseOf(id).Material(len(b.caseOf(id).Materials)); m.Name != "说明.txt" || m.Purpose != casefile.Incoming {
		t.Errorf("%+v", m)
	}
	b.sound()
}

// TestNoSupplement: the day after the last day to supplement the case can be
// closed, and what was in draft has gone.
func TestNoSupplement(t *testing.T) {
	b := newBench(t)
	b.needFonts()
	id, _ := b.handled(casefile.ByDownload)
	n := b.signed(id, letter.Clarification, values(t, letter.Clarification)) // until 2026-11-06
	b.must(b.Serve(ctx, b.by("clerk"), id, ServiceForm{Letter: n, Way: casefile.Downloaded}))
	b.goTo("2026-11-09")
	b.must(b.Close(ctx, b.by("clerk"), id, 0, closing(law.NoSupplement)))
	b.stage(id, casefile.StageClosed)
	b.refused(b.Assign(ctx, b.by("clerk"), id, 0, casefile.Assigned{Unit: 1}), "case_not_open")
	b.sound()
}

func closing(r law.Result) casefile.Closed {
	f := casefile.Closed{Result: r}
	f.Private.Reason = "逾期没有补正"
	return f
}

// TestExtension: signed with its days, told before the end, the period longer;
// a second one is refused.
func TestExtension(t *testing.T) {
	b := newBench(t)
	b.needFonts()
	id, _ := b.handled(casefile.ByPost)
	b.goTo("2026-10-20")
	v := values(t, letter.Extension)
	v["days"], v["consented_on"] = "10", "2026-10-19"
	n := b.signed(id, letter.Extension, v)
	b.due(id, deadline.Running, "2026-10-27") // nothing before it is told
	b.must(b.Serve(ctx, b.by("clerk"), id, ServiceForm{Letter: n, Way: casefile.Posted, Tracking: "XA1", On: b.today()}))
	b.due(id, deadline.Running, "2026-11-10")
	if text := string(b.caseOf(id).Letters[n-1].Value); !strings.Contains(text, "2026年11月10日") || !strings.Contains(text, "2026年10月27日") {
		t.Errorf("the notice does not say both days: %s", text)
	}
	if got := b.caseOf(id).Letters[n-1].Consented; got.String() != "2026-10-19" {
		t.Errorf("consented on %s, and the letter says otherwise", got)
	}
	_, _, err := b.SaveDraft(ctx, b.by("officer"), id, DraftForm{Kind: letter.Extension})
	b.refused(err, "extension_once")
	b.goTo("2026-10-23")
	b.must(b.ConfirmDelivery(ctx, b.by("clerk"), id, ServiceForm{Letter: n, On: b.today(), Recipient: "本人"}))
	b.sound()
}

// TestReturned: a returned draft is its drafter's again, with the remark; the
// three hands are three people.
func TestReturned(t *testing.T) {
	b := newBench(t)
	b.needFonts()
	id, _ := b.handled(casefile.ByDownload)
	n, _, err := b.SaveDraft(ctx, b.by("officer"), id, DraftForm{Kind: letter.Disclose, Values: letter.Values{}})
	b.must(err)
	if err := b.Submit(ctx, b.by("officer"), id, 0, n); fault.KindOf(err) != fault.Invalid || fault.FieldsOf(err)["given"] == nil {
		t.Errorf("a draft with gaps goes on: %v", err)
	}
	_, _, err = b.SaveDraft(ctx, b.by("officer"), id, DraftForm{Letter: n, Kind: letter.Disclose, Values: values(t, letter.Disclose)})
	b.must(err)
	b.must(b.Submit(ctx, b.by("officer"), id, 0, n))
	b.refused(b.Return(ctx, b.by("checker"), id, 0, n, " "), "remark_needed", "remark")
	b.must(b.Return(ctx, b.by("checker"), id, 0, n, "页数不对"))
	b.stage(id, casefile.StageDrafting)
	if l := b.caseOf(id).Letters[n-1]; l.Remark != "页数不对" {
		t.Errorf("remark %q", l.Remark)
	}
	b.must(b.Submit(ctx, b.by("officer"), id, 0, n))
	both := b.by("checker")
	both.Roles = []auth.Role{auth.Checker, auth.Signer, auth.Officer}
	b.must(b.Check(ctx, both, id, 0, n, ""))
	b.refused(b.Sign(ctx, both, id, 0, n), "auth_sign_checked")
	b.must(b.Return(ctx, b.by("signer"), id, 0, n, "换个说法"))
	b.stage(id, casefile.StageDrafting)
	// The result may change while it is drafted; a notice it cannot become.
	_, _, err = b.SaveDraft(ctx, b.by("officer"), id, DraftForm{Letter: n, Kind: letter.NotExisting, Values: values(t, letter.NotExisting)})
	b.must(err)
	_, _, err = b.SaveDraft(ctx, b.by("officer"), id, DraftForm{Letter: n, Kind: letter.Extension})
	b.refused(err, "letter_kind_stays")
	// What is drafted on a case is served on its applicant, and a procedure leads to it.
	for _, kind := range []letter.Kind{letter.Receipt, letter.HelpNote} {
		_, _, err = b.SaveDraft(ctx, b.by("officer"), id, DraftForm{Kind: kind})
		b.refused(err, "letter_kind_unknown")
	}
	b.must(b.DropDraft(ctx, b.by("officer"), id, 0, n))
	b.stage(id, casefile.StageHandling)
	b.sound()
}

// TestTwoPeople: the second save on what the first has changed is refused,
// nothing is overwritten, and what happened meanwhile can be told.
func TestTwoPeople(t *testing.T) {
	b := newBench(t)
	id, _ := b.handled(casefile.ByDownload)
	seen := b.caseOf(id).Version
	n, version, err := b.SaveDraft(ctx, b.by("officer"), id, DraftForm{Version: seen, Kind: letter.Disclose, Values: letter.Values{"given": "甲"}})
	b.must(err)
	if version != seen+1 {
		t.Errorf("version %d after %d", version, seen)
	}
	_, _, err = b.SaveDraft(ctx, b.by("officer"), id, DraftForm{Version: seen, Letter: n, Kind: letter.Disclose, Values: letter.Values{"given": "乙"}})
	b.refused(err, "stale_version")
	b.refused(b.Withdraw(ctx, b.by("clerk"), id, seen, "x"), "stale_version")
	if got := b.caseOf(id).Letters[n-1].Values["given"]; got != "甲" {
		t.Errorf("overwritten: %s", got)
	}
	v, err := b.Case(ctx, b.by("clerk"), id)
	b.must(err)
	if changes := v.Case.History[seen:]; len(changes) != 1 || changes[0].Type != "drafted" || changes[0].By != b.by("officer").ID {
		t.Errorf("changed since: %+v", changes)
	}
	if _, err := b.Case(ctx, b.by("foreign-clerk"), id); fault.KindOf(err) != fault.Forbidden {
		t.Errorf("another agency reads what changed: %v", err)
	}
	b.must(b.Note(ctx, b.by("clerk"), id, "only adds, so it needs no version"))
	b.sound()
}

// TestAnnul: the input waits again with all that was joined, and the numbers
// open what there is now.
func TestAnnul(t *testing.T) {
	b := newBench(t)
	ticket := b.web(form(casefile.ByDownload))
	id := b.register(ticket.Input, wants(casefile.ByDownload))
	old := b.caseOf(id).Number
	other := b.mail(1, "j@example.com", letterIn("j@example.com", ""))
	_, err := b.Join(ctx, b.by("clerk"), other, Joining{Number: old})
	b.must(err)
	b.refused(b.Annul(ctx, b.by("clerk"), id, 0, "登记错了"), "auth_role")
	b.refused(b.Annul(ctx, b.by("checker"), id, 0, ""), "reason_needed", "reason")
	b.must(b.Annul(ctx, b.by("checker"), id, 0, "登记错了"))
	b.stage(id, casefile.StageAnnulled)
	if _, n, err := b.Waiting(ctx, b.by("clerk"), 0, 10); n != 2 || err != nil {
		t.Errorf("%d wait, %v", n, err)
	}
	if v, err := b.OpenStatus(ctx, old, ticket.Code.String()); err != nil || v.Case != 0 {
		t.Errorf("the annulled number opens %+v, %v", v, err)
	}
	again := b.register(ticket.Input, wants(casefile.ByDownload))
	if b.caseOf(again).Number == old {
		t.Error("the number is used twice")
	}
	for _, number := range []string{old, ticket.Number, b.caseOf(again).Number} {
		if v, err := b.OpenStatus(ctx, number, ticket.Code.String()); err != nil || v.Case != again {
			t.Errorf("%s opens %+v, %v", number, v, err)
		}
	}
	b.sound()
}

// TestSplitAndAnnul: a letter with two requests becomes two cases; annulling
// one leaves the other, to which the number of the letter leads then; annulling
// both lets the letter wait again. What was joined to the annulled one waits at once.
func TestSplitAndAnnul(t *testing.T) {
	b := newBench(t)
	ticket := b.web(form(casefile.ByDownload))
	one := b.register(ticket.Input, wants(casefile.ByDownload))
	reg := Registration{Applicant: people, Wants: wants(casefile.ByDownload), On: b.today(), Ground: casefile.OtherGround, Reason: "同一封"}
	_, err := b.Register(ctx, b.by("clerk"), ticket.Input, reg)
	b.refused(err, "input_decided")
	reg.Splitting = true
	two, err := b.Register(ctx, b.by("clerk"), ticket.Input, reg)
	b.must(err)
	joined := b.mail(1, "j@example.com", letterIn("j@example.com", ""))
	_, err = b.Join(ctx, b.by("clerk"), joined, Joining{Number: b.caseOf(one).Number})
	b.must(err)
	b.sound()
	for _, step := range []struct {
		annul casefile.ID
		state inbox.State
		opens casefile.ID
	}{{one, inbox.Registered, two}, {two, inbox.Waiting, 0}} {
		b.must(b.Annul(ctx, b.by("checker"), step.annul, 0, "不该拆"))
		i, err := loadInput(ctx, b.DB, ticket.Input)
		b.must(err)
		v, err := b.OpenStatus(ctx, ticket.Number, ticket.Code.String())
		if i.State != step.state || err != nil || v.Case != step.opens {
			t.Errorf("after %d: %s, opens %+v, %v", step.annul, i.State, v, err)
		}
		if i, err := loadInput(ctx, b.DB, joined); err != nil || i.State != inbox.Waiting {
			t.Errorf("after %d the mail that was joined to it is %s, %v", step.annul, i.State, err)
		}
	}
	b.sound()
}

// TestUnjoinArchived: a file that is put away loses nothing any more.
func TestUnjoinArchived(t *testing.T) {
	b := newBench(t)
	id := b.register(b.web(form(casefile.ByDownload)).Input, wants(casefile.ByDownload))
	joined := b.mail(1, "j@example.com", letterIn("j@example.com", ""))
	_, err := b.Join(ctx, b.by("clerk"), joined, Joining{Number: b.caseOf(id).Number})
	b.must(err)
	b.must(b.Withdraw(ctx, b.by("clerk"), id, 0, "来电"))
	b.must(b.Archive(ctx, b.by("clerk"), id, 0, casefile.PutAway{}))
	b.refused(b.Reopen(ctx, b.by("clerk"), joined, 0, "并错了"), "case_archived")
	if c := b.caseOf(id); len(c.Joined) != 1 {
		t.Errorf("the archived case holds %+v", c.Joined)
	}
	b.sound()
}

// TestJoin: a joined input brings its files into the case; taken back they go
// out of use, and the input waits again. Its code opens no case.
func TestJoin(t *testing.T) {
	b := newBench(t)
	ticket := b.web(form(casefile.ByDownload))
	id := b.register(ticket.Input, wants(casefile.ByDownload))
	f := form(casefile.ByDownload)
	f.Files = []intake.File{b.upload("另一份.pdf", "application/pdf", "%PDF other")}
	f.Applicant.Name = "沈知秋"
	joined := b.web(f)
	_, err := b.Join(ctx, b.by("clerk"), joined.Input, Joining{Number: "2026-9999"})
	b.refused(err, "case_not_found", "case")
	_, err = b.Join(ctx, b.by("foreign-clerk"), joined.Input, Joining{Number: b.caseOf(id).Number})
	if fault.KindOf(err) != fault.Forbidden {
		t.Errorf("another agency joins: %v", err)
	}
	_, err = b.Join(ctx, b.by("clerk"), joined.Input, Joining{Number: b.caseOf(id).Number, Note: "同一件"})
	b.must(err)
	b.sound()
	if c := b.caseOf(id); len(c.Joined) != 1 || len(c.Materials) != 1 || c.Materials[0].Name != "另一份.pdf" {
		t.Fatalf("%+v, %+v", c.Joined, c.Materials)
	}
	visit, err := b.OpenStatus(ctx, joined.Number, joined.Code.String())
	b.must(err)
	if s, err := b.Status(ctx, visit); err != nil || s.Case != nil || s.Input.State != inbox.JoinedTo {
		t.Errorf("the joined input shows %+v, %v", s, err)
	}
	b.refused(b.WithdrawByApplicant(ctx, visit, ""), "input_settled")
	b.refused(b.Reopen(ctx, b.by("clerk"), joined.Input, 0, ""), "reason_needed", "reason")
	b.must(b.Reopen(ctx, b.by("clerk"), joined.Input, 0, "不是一个人"))
	if c := b.caseOf(id); len(c.Joined) != 0 || !c.Materials[0].Withdrawn {
		t.Errorf("%+v, %+v", c.Joined, c.Materials)
	}
	b.sound()
	b.must(b.SetAside(ctx, b.by("clerk"), joined.Input, 0, inbox.SameAgain, ""))
	b.refused(b.SetAside(ctx, b.by("clerk"), joined.Input, 0, inbox.Noise, ""), "input_decided")
	b.must(b.Reopen(ctx, b.by("clerk"), joined.Input, 0, "再看"))
	b.refused(b.Reopen(ctx, b.by("clerk"), ticket.Input, 0, "x"), "input_has_case")
	b.refused(b.SetAside(ctx, b.by("clerk"), joined.Input, 0, inbox.OtherCause, ""), "set_aside_note_needed", "note")
	b.must(b.Park(ctx, b.by("clerk"), joined.Input, 0))
	b.sound()
}

// TestOrdinaryLetter: nobody signed for it, so the receipt is the day of the
// call that reached the applicant; the arrival stays as what could be argued.
func TestOrdinaryLetter(t *testing.T) {
	b := newBench(t)
	ticket, err := b.TakePost(ctx, b.by("clerk"), intake.PostInput{Agency: "1", ArrivedOn: b.today(), Wants: wants(casefile.ByPost),
		Applicant: people, Calls: []intake.Call{{At: b.at, Outcome: intake.NoAnswer}}})
	b.must(err)
	v, err := b.Input(ctx, b.by("clerk"), ticket.Input)
	if err != nil || v.Proposed != -1 {
		t.Fatalf("proposed %d of %+v, %v", v.Proposed, v.Candidates, err)
	}
	arrived := Registration{Applicant: people, Wants: wants(casefile.ByPost), On: b.today(), Ground: casefile.Arrived}
	_, err = b.Register(ctx, b.by("clerk"), ticket.Input, arrived)
	b.refused(err, "receipt_needs_reason", "receipt_reason")
	b.goTo("2026-09-24")
	b.refused(b.Call(ctx, b.by("clerk"), ticket.Input, intake.Call{Outcome: "shouted"}), "call_outcome_needed", "outcome")
	b.refused(b.Call(ctx, b.by("clerk"), ticket.Input, intake.Call{Outcome: intake.Busy, At: b.at.AddDate(0, 0, 1)}), "call_in_future", "time")
	b.refused(b.Call(ctx, b.by("clerk"), ticket.Input, intake.Call{Outcome: intake.Busy, At: b.at.AddDate(0, 0, -9)}), "call_before_arrival", "day")
	b.must(b.Call(ctx, b.by("clerk"), ticket.Input, intake.Call{Outcome: intake.Reached, Note: "本人"}))
	id := b.register(ticket.Input, wants(casefile.ByPost))
	c := b.caseOf(id)
	if c.Receipt.On != b.today() || c.Receipt.Ground != casefile.PhoneConfirmed || c.Receipt.Earliest() != calendar.NewDate(2026, 9, 22) || c.Receipt.Reason == "" {
		t.Errorf("%+v", c.Receipt)
	}
	row, err := b.DB.CaseRow(ctx, id)
	if err != nil || row.StrictDueOn != calendar.NewDate(2026, 10, 27) || !row.DueOn.After(row.StrictDueOn) {
		t.Errorf("due %s, strict %s, %v", row.DueOn, row.StrictDueOn, err)
	}
	b.must(b.CorrectReceipt(ctx, b.by("clerk"), id, 0, casefile.Receipt{On: calendar.NewDate(2026, 9, 22), Ground: casefile.Arrived, Reason: "从严"}))
	b.due(id, deadline.Running, "2026-10-27")
	b.sound()
}

// TestElectronicNotChosen: electronic service only where it was chosen (235号).
func TestElectronicNotChosen(t *testing.T) {
	b := newBench(t)
	b.needFonts()
	id, _ := b.handled(casefile.ByPost)
	n := b.signed(id, letter.Disclose, values(t, letter.Disclose))
	b.refused(b.Serve(ctx, b.by("clerk"), id, ServiceForm{Letter: n, Way: casefile.Emailed}), "electronic_not_chosen", "way")
	b.refused(b.Serve(ctx, b.by("other-officer"), id, ServiceForm{Letter: n, Way: casefile.Direct}), "auth_other_unit")
}

// TestWithdrawByApplicant ends the case; nobody waits for its draft any more.
func TestWithdrawByApplicant(t *testing.T) {
	b := newBench(t)
	id, visit := b.handled(casefile.ByDownload)
	_, _, err := b.SaveDraft(ctx, b.by("officer"), id, DraftForm{Kind: letter.Disclose, Values: letter.Values{}})
	b.must(err)
	b.must(b.ChangeContact(ctx, visit, "", "new@example.com", ""))
	b.must(b.WithdrawByApplicant(ctx, visit, "不需要了"))
	b.stage(id, casefile.StageWithdrawn)
	b.refused(b.WithdrawByApplicant(ctx, visit, ""), "case_closed_now")
	if c := b.caseOf(id); c.Applicant.Email != "new@example.com" || c.Applicant.Phone != people.Phone || c.Result != law.Withdrawn {
		t.Errorf("%+v, %s", c.Applicant, c.Result)
	}
	if q, err := b.Queue(ctx, b.by("officer"), casefile.InDraft); err != nil || len(q) != 0 {
		t.Errorf("%+v, %v", q, err)
	}
	b.sound()
}

// TestRights: what another agency's clerk, another unit's officer and an
// administrator see and may do.
func TestRights(t *testing.T) {
	b := newBench(t)
	ticket := b.web(form(casefile.ByDownload))
	for _, login := range []string{"foreign-clerk", "officer", "admin"} {
		if _, err := b.Input(ctx, b.by(login), ticket.Input); fault.KindOf(err) != fault.Forbidden {
			t.Errorf("%s sees the input: %v", login, err)
		}
	}
	_, err := b.Register(ctx, b.by("clerk"), ticket.Input, Registration{Agency: 2, Applicant: people, Wants: wants(casefile.ByPost), On: b.today(), Reason: "x"})
	b.refused(err, "auth_other_agency")
	id := b.assigned(b.register(ticket.Input, wants(casefile.ByDownload)))
	for login, sees := range map[string]bool{"foreign-clerk": false, "other-officer": false, "admin": false, "officer": true, "clerk": true, "coordinator": true} {
		_, err := b.Case(ctx, b.by(login), id)
		rows, n, listErr := b.Cases(ctx, b.by(login), sqlite.CaseFilter{})
		if (err == nil) != sees || listErr != nil || (len(rows) == 1) != sees || (n == 1) != sees {
			t.Errorf("%s: %v, list of %d, %v", login, err, n, listErr)
		}
	}
	local := auth.User{ID: 99, Agency: 2, Roles: []auth.Role{auth.SystemAdmin}}
	if _, err := b.Invite(ctx, local, b.by("clerk").ID); fault.KindOf(err) != fault.Forbidden {
		t.Errorf("an administrator of one agency invites somebody of another: %v", err)
	}
	moved := b.by("foreign-clerk")
	moved.Agency = 1
	if _, err := b.PutUser(ctx, local, moved, ""); fault.KindOf(err) != fault.Forbidden {
		t.Errorf("moves a person to another agency: %v", err)
	}
}

// TestSignIn: right, wrong, unknown, disabled.
func TestSignIn(t *testing.T) {
	b := newBench(t)
	if u, err := b.SignIn(ctx, " Clerk ", "mingda-demo"); err != nil || u.Name != "clerk" {
		t.Error(u, err)
	}
	for _, c := range [][2]string{{"clerk", "wrong"}, {"nobody", "mingda-demo"}, {"", ""}} {
		_, err := b.SignIn(ctx, c[0], c[1])
		b.refused(err, "sign_in_wrong")
	}
	gone := b.by("clerk")
	gone.Disabled = true
	b.must1(b.PutUser(ctx, Operator, gone, ""))
	_, err := b.SignIn(ctx, "clerk", "mingda-demo")
	b.refused(err, "sign_in_wrong")
}

// TestClockSetBack: with the computer's clock years behind, pages open, notes
// can be taken, and an act that cannot have happened so is refused in words.
func TestClockSetBack(t *testing.T) {
	b := newBench(t)
	b.needFonts()
	id, visit := b.handled(casefile.ByDownload)
	n := b.signed(id, letter.Disclose, values(t, letter.Disclose))
	b.goTo("2024-02-05")
	if _, err := b.Case(ctx, b.by("clerk"), id); err != nil {
		t.Errorf("the case does not open: %v", err)
	}
	if _, err := b.Status(ctx, visit); err != nil {
		t.Errorf("the status does not open: %v", err)
	}
	b.must(b.Note(ctx, b.by("clerk"), id, "时钟不对"))
	err := b.Serve(ctx, b.by("clerk"), id, ServiceForm{Letter: n, Way: casefile.Downloaded})
	b.refused(err, "served_before_signed", "on")
	ticket := b.web(form(casefile.ByDownload)) // another day's number, but taken in
	if ticket.Number == "" {
		t.Error("not taken in")
	}
	id, visit = b.handled(casefile.ByDownload)
	b.goTo("2024-01-02")
	b.refused(b.WithdrawByApplicant(ctx, visit, ""), "days_out_of_order")
	b.stage(id, casefile.StageHandling)
	b.sound()
	b.goTo("2026-09-24")
	b.sound()
}
