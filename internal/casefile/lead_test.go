package casefile

import (
	"testing"

	"mingda/internal/calendar"
	"mingda/internal/fault"
	"mingda/internal/law"
	"mingda/internal/ledger"
)

// another is a second case about the same, of a unit.
func another(t *testing.T) *book {
	b := received(t, "2026-09-23").add("2026-09-23", &Assigned{Unit: 4})
	b.c.ID, b.c.Number = 8, "2026-0160"
	return b
}

// joinedOnto is that case as it stands joined to the first.
func joinedOnto(t *testing.T) *book {
	return another(t).add("2026-09-24", &JoinedTo{Case: 7, Number: "2026-0158"})
}

// TestJoiningCase: which cases can be joined, and when, and why not.
func TestJoiningCase(t *testing.T) {
	cal := xinjiang(t)
	lead := func() *book { return received(t, "2026-09-22").add("2026-09-22", &Assigned{Unit: 4}) }
	correction := another(t)
	correction.c.Type = Correction
	correcting := lead()
	correcting.c.Type = Correction
	ordered := lead().letter("2026-09-23", "disclose", law.Disclose, IsServed).
		add("2026-09-24", &Judged{Forum: InReview, Body: "明川区人民政府", Number: "复决〔2026〕1号", DecidedOn: day("2026-09-24"), Outcome: OrderedAnswer, Letter: 1, Days: 10})
	orderedOther := another(t).letter("2026-09-23", "disclose", law.Disclose, IsServed).
		add("2026-09-24", &Judged{Forum: InReview, Body: "明川区人民政府", Number: "复决〔2026〕1号", DecidedOn: day("2026-09-24"), Outcome: OrderedAnswer, Letter: 1, Days: 10})
	for _, x := range []struct {
		name   string
		b, as  *book
		reason string
		want   fault.Code
	}{
		{"plain", lead(), another(t), "同样的", ""},
		{"not assigned yet", received(t, "2026-09-22"), another(t), "同样的", ""},
		{"a clarification awaited there", lead(), another(t).letter("2026-09-24", ClarificationNotice, "", IsServed), "同样的", ""},
		{"a clarification awaited here", lead().letter("2026-09-24", ClarificationNotice, "", IsServed), another(t), "同样的", ""},
		{"drafted here", lead().letter("2026-09-24", "disclose", law.Disclose, InDraft), another(t), "同样的", ""},
		{"a draft given up there", lead(), another(t).letter("2026-09-24", "disclose", law.Disclose, InDraft).add("2026-09-24", &Dropped{Letter: 1}), "同样的", ""},
		{"itself", lead(), lead(), "同样的", "lead_itself"},
		{"without reason", lead(), another(t), " ", "reason_needed"},
		{"a correction", lead(), correction, "同样的", "lead_correction"},
		{"to a correction", correcting, another(t), "同样的", "not_for_correction"},
		{"withdrawn", lead(), another(t).add("2026-09-24", &Withdrawn{}), "同样的", "lead_other_ended"},
		{"joined elsewhere", lead(), another(t).add("2026-09-24", &JoinedTo{Case: 9, Number: "2026-0170"}), "同样的", "lead_other_joined"},
		{"leading others", lead(), another(t).add("2026-09-24", &CaseJoined{Case: 9, Number: "2026-0170"}), "同样的", "lead_other_leads"},
		{"drafted there", lead(), another(t).letter("2026-09-24", "disclose", law.Disclose, InDraft), "同样的", "lead_other_reply"},
		{"ordered there", lead(), orderedOther, "同样的", "lead_other_ordered"},
		{"of another unit", lead(), another(t).add("2026-09-24", &Assigned{Unit: 5}), "同样的", "lead_other_unit"},
		{"to one that is joined", lead().add("2026-09-24", &JoinedTo{Case: 9, Number: "2026-0170"}), another(t), "同样的", "lead_is_joined"},
		{"to one that was ordered", ordered, another(t), "同样的", "lead_ordered"},
		{"to one that is signed", lead().letter("2026-09-24", "disclose", law.Disclose, IsReady), another(t), "同样的", "reply_signed"},
		{"to one that is answered", lead().letter("2026-09-24", "disclose", law.Disclose, IsServed), another(t), "同样的", "case_not_open"},
	} {
		t.Run(x.name, func(t *testing.T) {
			s, err := x.b.c.Situation(cal, day("2026-09-25"))
			if err != nil {
				t.Fatal(err)
			}
			_, _, err = x.b.c.JoiningCase(x.as.c, x.reason, s)
			refused(t, err, x.want)
		})
	}
}

// TestFromLead: what the lead has for a joined case goes by its letters, not by its
// stage; what is about the other applicant alone is not taken over.
func TestFromLead(t *testing.T) {
	lead := func() *book {
		return received(t, "2026-09-22").add("2026-09-24", &CaseJoined{Case: 8, Number: "2026-0160"})
	}
	mixed := lead().add("2026-09-24", &Drafted{Letter: 1, Kind: "mixed", Result: law.Partial})
	mixed.c.Letters[0].Values, mixed.c.Letters[0].Number = map[string]string{"items": "2", "i1_result": "disclose", "i2_result": "repeated"}, "1号"
	plain := lead().letter("2026-09-24", "disclose", law.Disclose, IsServed)
	kept := lead().letter("2026-09-24", "disclose", law.Disclose, IsServed).add("2026-09-25", &Judged{Forum: InReview, Letter: 1, Outcome: OrderedAnswer, Kept: true})
	ordered := lead().letter("2026-09-24", "disclose", law.Disclose, IsServed).add("2026-09-25", &Judged{Forum: InReview, Letter: 1, Outcome: OrderedAnswer})
	for _, x := range []struct {
		name       string
		lead       *book
		reply      string
		bars, gone fault.Code
	}{
		{"nothing yet", lead(), "", "", ""},
		{"signed", lead().letter("2026-09-24", "disclose", law.Disclose, IsReady), "明政公开〔2026〕1号", "", ""},
		{"served", plain, "明政公开〔2026〕1号", "", ""},
		{"one of two served", lead().jointly("2026-09-24", "李四").reply("2026-09-24", 0, 1).add("2026-09-25", &Served{Letter: 1, Way: Direct}), "明政公开答〔2026〕1号", "", ""},
		{"ordered to add to it", kept, "", "", ""},
		{"ordered to answer anew", ordered, "", "", "lead_revoked"},
		{"void", lead().letter("2026-09-24", "disclose", law.Disclose, IsVoid), "", "", "lead_void"},
		{"not supplemented", lead().letter("2026-09-24", "no_supplement", law.NoSupplement, IsReady), "", "lead_no_supplement", ""},
		{"not paid", lead().letter("2026-09-24", NoPaymentReply, law.NoPayment, IsReady), "", "lead_no_payment", ""},
		{"too many", lead().letter("2026-09-24", "excessive", law.Excessive, IsReady), "", "lead_excessive", ""},
		{"one item repeated", mixed, "", "lead_repeated", ""},
	} {
		t.Run(x.name, func(t *testing.T) {
			b := joinedOnto(t).letter("2026-09-25", "disclose", law.Disclose, InCheck).add("2026-09-25", &ReplyTaken{Letter: 1, Case: 7, Number: "2026-0158", Of: 1, Reply: "1号"})
			has := b.c.FromLead(x.lead.c)
			code := func(e *fault.Error) fault.Code {
				if e == nil {
					return ""
				}
				return e.Code
			}
			if has.Reply != x.reply || code(has.Bars) != x.bars || code(has.Gone) != x.gone {
				t.Errorf("%+v", has)
			}
			refused(t, b.c.TakenFrom(x.lead.c, 1), x.gone)
			refused(t, b.c.TakenFrom(x.lead.c, 2), "")
		})
	}
}

// refused wants an error with the code, in a sentence or beside a field, none for "".
func refused(t *testing.T, err error, want fault.Code) {
	t.Helper()
	got := fault.CodeOf(err)
	for _, f := range fault.FieldsOf(err) {
		got = f.Code
	}
	if got != want {
		t.Errorf("refused with %q (%v), want %q", got, err, want)
	}
}

// TestUnjoiningCase: a joined case goes its own way again while it has no reply from
// its lead.
func TestUnjoiningCase(t *testing.T) {
	taken := func(to LetterStage) *book {
		return joinedOnto(t).letter("2026-09-25", "disclose", law.Disclose, to).add("2026-09-25", &ReplyTaken{Letter: 1, Case: 7, Number: "2026-0158", Of: 1, Reply: "明政公开〔2026〕1号"})
	}
	lead := received(t, "2026-09-22").add("2026-09-24", &CaseJoined{Case: 8, Number: "2026-0160"}).c
	for _, x := range []struct {
		name   string
		lead   *Case
		other  *book
		reason string
		want   fault.Code
	}{
		{"plain", lead, joinedOnto(t), "不同", ""},
		{"ended there", lead, joinedOnto(t).add("2026-09-25", &Withdrawn{}), "不同", ""},
		{"given up again", lead, taken(InDraft).add("2026-09-25", &Dropped{Letter: 1}), "不同", ""},
		{"void again", lead, taken(IsVoid), "不同", ""},
		{"without reason", lead, joinedOnto(t), "", "reason_needed"},
		{"drafted", lead, taken(InDraft), "不同", "lead_reply_begun"},
		{"served", lead, taken(IsServed), "不同", "lead_reply_served"},
		{"none joined", received(t, "2026-09-22").c, joinedOnto(t), "不同", "lead_no_joined"},
		{"another", received(t, "2026-09-22").add("2026-09-24", &CaseJoined{Case: 9, Number: "2026-0170"}).c, joinedOnto(t), "不同", "lead_which"},
	} {
		t.Run(x.name, func(t *testing.T) {
			_, _, err := x.lead.UnjoiningCase(x.other.c, x.reason, Situation{Today: day("2026-09-26")})
			refused(t, err, x.want)
		})
	}
}

// TestAnswersWithLead: a joined case drafts no reply of its own and takes over what its
// lead has signed; notices and its clock stay its own; once served it goes its own way.
func TestAnswersWithLead(t *testing.T) {
	cal := xinjiang(t)
	b := joinedOnto(t)
	s, err := b.c.Situation(cal, day("2026-09-25"))
	if err != nil {
		t.Fatal(err)
	}
	refused(t, b.c.AllowsNew("disclose", s), "lead_answers")
	refused(t, b.c.AllowsNew("", s), "lead_answers")
	refused(t, b.c.AllowsNew(ClarificationNotice, s), "")
	refused(t, b.c.AllowsNew(ExtensionNotice, s), "")
	refused(t, b.c.Allows(SplitCase, s), "lead_undo_there")
	refused(t, b.c.Allows(Annul, s), "lead_undo_there")
	refused(t, another(t).c.Allows(TakeReply, s), "lead_none")
	if due := b.clockOn(cal, "2026-09-25"); due != another(t).clockOn(cal, "2026-09-25") {
		t.Errorf("joined, it is due on %s", due)
	}

	lead := received(t, "2026-09-22").add("2026-09-24", &CaseJoined{Case: 8, Number: "2026-0160"})
	refused(t, lead.c.Allows(SplitCase, s), "lead_undo_here")
	refused(t, lead.c.Allows(Annul, s), "lead_undo_here")
	_, _, _, err = b.c.TakingReply(lead.letter("2026-09-24", "disclose", law.Disclose, InSigning).c, s)
	refused(t, err, "lead_not_signed")
	reply, taken, given, err := b.c.TakingReply(lead.add("2026-09-24", &Signed{Letter: 1, Kind: "disclose", Result: law.Disclose, Number: "明政公开〔2026〕1号"}).c, s)
	if err != nil || reply.N != 1 || taken.Letter != 1 || taken.Reply != reply.Number || given.As != 1 || given.Case != 8 {
		t.Fatalf("%+v, %+v, %+v, %v", reply, taken, given, err)
	}
	lead.add("2026-09-25", given)
	if lead.c.Leads()[0].Reply != reply.Number {
		t.Errorf("the lead says %+v", lead.c.Leads())
	}
	b.add("2026-09-25", &Drafted{Letter: 1, Kind: "disclose", Result: law.Disclose}, ledger.Fact(taken))
	refused(t, b.c.AllowsNew("", s), "reply_begun")
	refused(t, b.c.Allows(TakeReply, s), "reply_begun")
	refused(t, b.c.AllowsKind(1, "disclose", true), "")
	refused(t, b.c.AllowsKind(1, "already_public", true), "lead_kind")
	for _, f := range []ledger.Fact{&SentToCheck{Letter: 1}, &Checked{Letter: 1}, &Signed{Letter: 1, Kind: "disclose", Result: law.Disclose, Number: "明政公开〔2026〕2号"}, &Rendered{Letter: 1, File: "aa", Size: 1}} {
		b.add("2026-09-25", f)
		if !b.c.AnswersWithLead() {
			t.Errorf("before it is served the case goes its own way")
		}
	}
	if b.add("2026-09-25", &Served{Letter: 1, Way: Emailed}); b.c.AnswersWithLead() || b.c.Result != law.Disclose {
		t.Errorf("served: %+v", b.c.Lead)
	}
	if got := b.c.Allows(Replace, s); got != nil {
		t.Errorf("it cannot be corrected: %v", got)
	}
}

// clockOn returns the last day as the clock says on a day.
func (b *book) clockOn(cal *calendar.Calendar, on string) calendar.Date {
	b.t.Helper()
	r, err := b.c.Clock(cal, day(on))
	if err != nil {
		b.t.Fatal(err)
	}
	return r.Due
}
