package desk

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"mingda/internal/auth"
	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/deadline"
	"mingda/internal/fault"
	"mingda/internal/intake"
	"mingda/internal/letter"
	"mingda/internal/sqlite"
)

// joined are two cases with the officer, the second received later and answered with
// the first.
func (b *bench) joined() (lead, other casefile.ID) {
	b.t.Helper()
	lead, _ = b.handled(casefile.ByDownload)
	b.goTo("2026-09-24")
	other, _ = b.handled(casefile.ByDownload)
	b.must(b.JoinCase(ctx, b.by("clerk"), lead, b.caseOf(lead).Version, b.caseOf(other).Number, "同样的"))
	return lead, other
}

// TestJoinCase: two cases about the same are answered together, each by its own number
// and clock; the reply is made in the lead and taken over with what it encloses.
func TestJoinCase(t *testing.T) {
	b := newBench(t)
	b.needFonts()
	lead, other := b.joined()
	clerk, officer := b.by("clerk"), b.by("officer")
	b.sound()
	a, c := b.caseOf(lead), b.caseOf(other)
	if len(a.Leads()) != 1 || a.Leads()[0].ID != other || a.Leads()[0].Number != c.Number || c.Lead == nil || c.Lead.ID != lead || c.Lead.Number != a.Number {
		t.Fatalf("joined: %+v, %+v", a.JoinedCases, c.Lead)
	}
	for _, id := range []casefile.ID{lead, other} {
		if row := b.rowOf(id); !row.Combined {
			t.Errorf("the list does not say that %d is joined", id)
		}
	}
	b.refused(b.JoinCase(ctx, clerk, lead, 0, c.Number, "又一次"), "lead_other_joined", "number")
	b.refused(b.JoinCase(ctx, clerk, other, 0, a.Number, "反过来"), "lead_is_joined")
	b.refused(b.JoinCase(ctx, clerk, lead, 0, "2026-9999", "同样的"), "lead_not_found", "number")
	b.refused(b.JoinCase(ctx, clerk, lead, 0, " ", "同样的"), "lead_number_needed", "number")
	b.refused(b.JoinCase(ctx, officer, lead, 0, c.Number, "同样的"), "auth_role")

	// a clarification stops the lead's clock and not the other's
	b.due(lead, deadline.Running, "2026-10-27")
	due := b.rowOf(other).DueOn.String()
	n := b.signed(lead, letter.Clarification, values(t, letter.Clarification))
	b.goTo("2026-09-25")
	b.must(b.Serve(ctx, clerk, lead, ServiceForm{Letter: n, Way: casefile.Downloaded}))
	b.stage(lead, casefile.StageClarifying)
	b.due(other, deadline.Running, due)
	b.goTo("2026-09-28")
	b.must(b.TakeSupplement(ctx, clerk, lead, 0, b.today(), "要的是方案", 0))
	b.due(other, deadline.Running, due)

	_, _, err := b.SaveDraft(ctx, officer, other, DraftForm{Kind: letter.AlreadyPublic, Values: values(t, letter.AlreadyPublic)})
	b.refused(err, "lead_answers")
	_, err = b.TakeReply(ctx, officer, other, 0)
	b.refused(err, "lead_not_signed")
	paper := b.upload("方案.pdf", "application/pdf", "%PDF-1.4\n%%EOF\n")
	_, err = b.AddMaterials(ctx, officer, lead, casefile.Requested, []intake.File{paper})
	b.must(err)
	enclosed := b.caseOf(lead).Materials
	reply := b.signed(lead, letter.Disclose, values(t, letter.Disclose), enclosed[len(enclosed)-1].N)
	_, err = b.TakeReply(ctx, clerk, other, 0)
	b.refused(err, "auth_role")
	version := b.caseOf(other).Version
	taken, err := b.TakeReply(ctx, officer, other, version)
	b.must(err)
	_, err = b.TakeReply(ctx, officer, other, version)
	b.refused(err, "stale_version")
	_, err = b.TakeReply(ctx, officer, other, 0)
	b.refused(err, "reply_begun")
	b.sound()
	a, c = b.caseOf(lead), b.caseOf(other)
	from, draft := a.Letters[reply-1], c.Letters[taken-1]
	if draft.Kind != from.Kind || draft.Result != from.Result || draft.Values["given"] != from.Values["given"] || draft.Stage != casefile.InDraft {
		t.Errorf("taken over as %+v", draft)
	}
	if m, ok := c.Material(draft.Materials[0]); len(draft.Materials) != 1 || !ok || m.File != paper.Hash || m.Purpose != casefile.Requested {
		t.Errorf("enclosed %+v of %+v", draft.Materials, c.Materials)
	}
	if a.Leads()[0].Reply != from.Number || c.Lead.Reply != from.Number || from.Number == "" {
		t.Errorf("what went where: %+v, %+v", a.Leads(), c.Lead)
	}
	b.refused(b.UnjoinCase(ctx, clerk, lead, 0, other, "不同"), "lead_reply_begun", "party")

	// the other's reply has its own number and service
	b.must(b.Submit(ctx, officer, other, 0, taken))
	b.must(b.Check(ctx, b.by("checker"), other, 0, taken, ""))
	b.must(b.Sign(ctx, b.by("signer"), other, 0, taken))
	if own := b.caseOf(other).Letters[taken-1]; own.Number == "" || own.Number == from.Number {
		t.Errorf("signed as %s", own.Number)
	}
	b.goTo("2026-09-29")
	b.must(b.Serve(ctx, clerk, other, ServiceForm{Letter: taken, Way: casefile.Downloaded}))
	b.stage(other, casefile.StageReplied)
	b.stage(lead, casefile.StageServing)
	b.refused(b.UnjoinCase(ctx, clerk, lead, 0, other, "不同"), "lead_reply_served", "party")
	b.sound()
}

// TestLeadVoid: what was taken over from a reply that is void since is not signed; given
// up, the new reply of the lead is taken over.
func TestLeadVoid(t *testing.T) {
	b := newBench(t)
	b.needFonts()
	lead, other := b.joined()
	officer := b.by("officer")
	n := b.signed(lead, letter.AlreadyPublic, values(t, letter.AlreadyPublic))
	taken, err := b.TakeReply(ctx, officer, other, 0)
	b.must(err)
	b.must(b.Submit(ctx, officer, other, 0, taken))
	b.must(b.Check(ctx, b.by("checker"), other, 0, taken, ""))
	b.must(b.Void(ctx, b.by("signer"), lead, 0, n, "写错了"))
	b.refused(b.Sign(ctx, b.by("signer"), other, 0, taken), "lead_void")
	b.must(b.Return(ctx, b.by("signer"), other, 0, taken, "那一份作废了"))
	b.refused(b.Submit(ctx, officer, other, 0, taken), "lead_void")
	b.must(b.DropDraft(ctx, officer, other, 0, taken))
	b.signed(lead, letter.AlreadyPublic, values(t, letter.AlreadyPublic))
	again, err := b.TakeReply(ctx, officer, other, 0)
	b.must(err)
	b.must(b.Submit(ctx, officer, other, 0, again))
	if c := b.caseOf(other); c.Lead.Of != n+1 || c.Lead.Letter != again {
		t.Errorf("taken anew: %+v", c.Lead)
	}
	b.sound()
}

// TestLeadGone: what was taken over from a reply that was corrected or revoked since is
// neither checked nor signed; the corrected one is taken over, a revoked one is not.
func TestLeadGone(t *testing.T) {
	b := newBench(t)
	b.needFonts()
	lead, other := b.joined()
	clerk, officer, checker := b.by("clerk"), b.by("officer"), b.by("checker")
	n := b.signed(lead, letter.AlreadyPublic, values(t, letter.AlreadyPublic))
	b.must(b.Serve(ctx, clerk, lead, ServiceForm{Letter: n, Way: casefile.Downloaded}))
	taken, err := b.TakeReply(ctx, officer, other, 0)
	b.must(err)
	b.must(b.Submit(ctx, officer, other, 0, taken))
	anew, _, err := b.SaveDraft(ctx, officer, lead, DraftForm{Kind: letter.AlreadyPublic, Replaces: n, Values: values(t, letter.AlreadyPublic)})
	b.must(err)
	b.must(b.Submit(ctx, officer, lead, 0, anew))
	b.must(b.Check(ctx, checker, lead, 0, anew, ""))
	b.must(b.Sign(ctx, b.by("signer"), lead, 0, anew))
	b.must(b.Serve(ctx, clerk, lead, ServiceForm{Letter: anew, Way: casefile.Downloaded}))
	b.refused(b.Check(ctx, checker, other, 0, taken, ""), "lead_replaced")
	b.must(b.Return(ctx, checker, other, 0, taken, "更正了"))
	b.must(b.DropDraft(ctx, officer, other, 0, taken))
	taken, err = b.TakeReply(ctx, officer, other, 0)
	b.must(err)
	if c := b.caseOf(other); c.Lead.Of != anew {
		t.Errorf("taken over: %+v", c.Lead)
	}
	b.must(b.Submit(ctx, officer, other, 0, taken))
	b.must(b.Check(ctx, checker, other, 0, taken, ""))
	b.goTo("2026-11-30")
	received, f := decided(anew, casefile.Revoked)
	b.must(b.NoteOutcome(ctx, clerk, lead, received, f))
	b.refused(b.Sign(ctx, b.by("signer"), other, 0, taken), "lead_revoked")
	b.must(b.Return(ctx, b.by("signer"), other, 0, taken, "撤销了"))
	b.must(b.DropDraft(ctx, officer, other, 0, taken))
	_, err = b.TakeReply(ctx, officer, other, 0)
	b.refused(err, "lead_revoked")
	b.sound()
}

// TestUnjoinCase: joined by mistake, a case is answered by itself, and can be joined
// again; only within one agency.
func TestUnjoinCase(t *testing.T) {
	b := newBench(t)
	lead, other := b.joined()
	clerk := b.by("clerk")
	b.refused(b.UnjoinCase(ctx, b.by("foreign-clerk"), lead, 0, other, "不同"), "auth_other_agency")
	b.refused(b.UnjoinCase(ctx, clerk, lead, 0, lead, "不同"), "lead_which", "party")
	b.refused(b.Assign(ctx, clerk, lead, 0, casefile.Assigned{Unit: 3}), "lead_leads_here", "unit")
	b.refused(b.Assign(ctx, clerk, other, 0, casefile.Assigned{Unit: 3}), "lead_goes_there", "unit")
	b.must(b.Assign(ctx, clerk, other, 0, casefile.Assigned{Unit: b.caseOf(other).Unit, Officer: b.caseOf(other).Officer}))
	b.refused(b.UnjoinCase(ctx, clerk, lead, 0, other, " "), "reason_needed", "reason")
	version := b.caseOf(lead).Version
	b.must(b.UnjoinCase(ctx, clerk, lead, version, other, "不同"))
	b.refused(b.UnjoinCase(ctx, clerk, lead, version, other, "不同"), "stale_version")
	b.refused(b.UnjoinCase(ctx, clerk, lead, 0, other, "不同"), "lead_no_joined")
	if b.rowOf(lead).Combined || b.rowOf(other).Combined || b.caseOf(other).Lead != nil {
		t.Error("still joined")
	}
	_, _, err := b.SaveDraft(ctx, b.by("officer"), other, DraftForm{Kind: letter.AlreadyPublic, Values: values(t, letter.AlreadyPublic)})
	b.must(err)
	b.refused(b.JoinCase(ctx, clerk, lead, 0, b.caseOf(other).Number, "同样的"), "lead_other_reply", "number")
	b.must(b.DropDraft(ctx, b.by("officer"), other, 0, 1))
	b.must(b.JoinCase(ctx, clerk, lead, 0, b.caseOf(other).Number, "同样的"))
	b.sound()
}

// joinCases lets four clerks join and part the cases two by two, each in an order of
// its own.
func joinCases(d *Desk) error {
	d.Now = func() time.Time { return time.Date(2026, 9, 22, 15, 0, 0, 0, calendar.Zone) }
	by, err := d.DB.UserByLogin(ctx, "clerk")
	if err != nil {
		return err
	}
	rows, err := d.DB.Cases(ctx, sqlite.CaseFilter{Sight: auth.Sight{All: true}, Limit: 500, Sort: "number"})
	if err != nil {
		return err
	}
	return atOnce(4, func(int) error {
		for round := range 20 {
			for _, at := range rand.Perm(len(rows) / 2) {
				lead, other := rows[2*at], rows[2*at+1]
				var err error
				if round%2 == 0 {
					err = d.JoinCase(ctx, by, lead.ID, 0, other.Number, "同样的")
				} else {
					err = d.UnjoinCase(ctx, by, lead.ID, 0, other.ID, "不同")
				}
				switch fault.KindOf(err) {
				case fault.Invalid, fault.Conflict: // another was quicker
					continue
				}
				if err != nil {
					return err
				}
				fmt.Println("acknowledged", lead.ID, lead.ID, "-", "-")
			}
		}
		return nil
	})
}

// TestKilledJoining: four clerks join and part the same cases at once and the process is
// killed again and again: both sides of each always say the same.
func TestKilledJoining(t *testing.T) {
	if testing.Short() {
		t.Skip("takes many seconds")
	}
	b := newBench(t)
	cases := b.registered(80, "join")
	b.must(b.DB.Close())
	runAndKill(t, "joins", b.dir, 2)
	b.reopen()
	some := 0
	for n := 0; n < len(cases); n += 2 {
		lead, other := b.caseOf(cases[n]), b.caseOf(cases[n+1])
		some += len(lead.JoinedCases)
		if leads := lead.Leads(); len(leads) > 1 || (len(leads) == 1) != (other.Lead != nil) {
			t.Errorf("cases %d and %d say %+v and %+v", lead.ID, other.ID, leads, other.Lead)
		}
	}
	if some == 0 {
		t.Error("nothing was joined")
	}
	b.sound()
}
