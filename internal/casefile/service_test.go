package casefile

import (
	"strings"
	"testing"

	"mingda/internal/deadline"
	"mingda/internal/fault"
	"mingda/internal/law"
)

// failed is a service that did not arrive.
func failed(n int) *ServiceCorrected {
	f := &ServiceCorrected{Letter: n, Failed: true}
	f.Private.Reason = "查无此人"
	return f
}

// TestCorrectedServiceFolds: after a correction all that follows from a service
// follows from the corrected one; what did not arrive is as if it had not gone.
func TestCorrectedServiceFolds(t *testing.T) {
	cal := xinjiang(t)
	reply := func(on string) *book {
		return received(t, "2026-09-22").letter("2026-10-20", "disclose", law.Disclose, IsReady).add(on, &Served{Letter: 1, Way: Posted, Tracking: "XA1"})
	}
	notice := func() *book {
		return received(t, "2026-09-22").add("2026-09-23", &Assigned{Unit: 4}).letter("2026-09-24", ClarificationNotice, "", IsServed)
	}
	earlier := &ServiceCorrected{Letter: 1, Way: Posted, Tracking: "XA2", On: day("2026-10-27"), GotOn: day("2026-10-30")}
	for _, c := range []struct {
		name  string
		book  *book
		stage Stage
		waits Party
		state deadline.State
		due   string
		late  bool
		ended string
		got   string
	}{
		{"recorded a day late", reply("2026-10-28"), StageReplied, NobodyWaits, deadline.StateReplied, "2026-10-27", true, "2026-10-28", ""},
		{"and corrected", reply("2026-10-28").add("2026-11-02", earlier), StageReplied, NobodyWaits, deadline.StateReplied, "2026-10-27", false, "2026-10-27", "2026-10-30"},
		{"returned", reply("2026-10-26").add("2026-11-02", failed(1)), StageServing, ClerkWaits, deadline.Running, "2026-10-27", true, "", ""},
		{"returned, and served again", reply("2026-10-26").add("2026-11-02", failed(1), &Served{Letter: 1, Way: Direct}),
			StageReplied, NobodyWaits, deadline.StateReplied, "2026-10-27", true, "2026-11-02", "2026-11-02"},
		{"returned after it was archived", reply("2026-10-26").add("2026-11-01", &Archived{}).add("2026-11-02", failed(1)),
			StageServing, ClerkWaits, deadline.Running, "2026-10-27", true, "", ""},
		{"archived, and its record corrected", reply("2026-10-28").add("2026-11-01", &Archived{}).add("2026-11-02", earlier),
			StageArchived, NobodyWaits, deadline.StateReplied, "2026-10-27", false, "2026-10-27", "2026-10-30"},
		{"a notice that did not arrive", notice().add("2026-10-12", failed(1)), StageHandling, ClerkWaits, deadline.Running, "2026-10-27", false, "", ""},
		{"a notice that arrived the second time", notice().add("2026-10-12", failed(1), &Served{Letter: 1, Way: Direct}),
			StageClarifying, ApplicantWaits, deadline.AwaitingClarification, "", false, "", "2026-10-12"},
		{"a notice of a case that was replied to meanwhile", notice().letter("2026-09-28", "disclose", law.Disclose, IsServed).add("2026-10-12", failed(1)),
			StageReplied, NobodyWaits, deadline.StateReplied, "2026-10-27", false, "2026-09-28", ""},
		{"an extension that did not arrive", received(t, "2026-09-22").add("2026-09-23", &Assigned{Unit: 4}).letter("2026-10-20", ExtensionNotice, "", IsServed).add("2026-10-23", failed(1)),
			StageHandling, ClerkWaits, deadline.Running, "2026-10-27", false, "", ""},
	} {
		b := c.book
		clock, err := b.c.Clock(cal, day("2026-11-02"))
		if c.stage == StageHandling {
			clock, err = b.c.Clock(cal, day("2026-10-24"))
		}
		row, rowErr := b.c.Project(cal, day("2026-11-02"))
		if err != nil || rowErr != nil || clock.State != c.state || clock.Due.String() != c.due || clock.Late != c.late {
			t.Errorf("%s: %s, due %s, late %v, %v %v", c.name, clock.State, clock.Due, clock.Late, err, rowErr)
		}
		if row.Stage != c.stage || row.WaitsFor != c.waits || row.EndedOn.String() != c.ended || row.Open != (c.ended == "") {
			t.Errorf("%s: row %+v", c.name, row)
		}
		if got := b.c.Letters[0].GotOn.String(); got != c.got {
			t.Errorf("%s: got on %q, want %q", c.name, got, c.got)
		}
	}
}

// TestServiceBefore: what a correction replaced can be told, also of one that
// corrects another.
func TestServiceBefore(t *testing.T) {
	b := received(t, "2026-09-22").letter("2026-10-20", "disclose", law.Disclose, IsReady)
	b.add("2026-10-21", &Served{Letter: 1, Way: Posted, Tracking: "XA1"})
	b.add("2026-10-23", &Delivered{Letter: 1})
	first := b.c.Version + 1
	b.add("2026-10-26", &ServiceCorrected{Corrects: first - 2, Letter: 1, Way: Posted, Tracking: "XA2", On: day("2026-10-21"), GotOn: day("2026-10-22")}, failed(1))
	if s := b.c.ServiceBefore(1, 0, first); s.Tracking != "XA1" || s.GotOn != day("2026-10-23") || s.Entry != first-2 {
		t.Errorf("before the first: %+v", s)
	}
	if s := b.c.ServiceBefore(1, 0, first+1); s.Tracking != "XA2" || s.GotOn != day("2026-10-22") || s.Entry != first || s.Begun != first-2 {
		t.Errorf("before the second: %+v", s)
	}
	if l := b.c.Letters[0]; l.Service != (Service{}) || l.Missed != "查无此人" || l.Stage != IsReady {
		t.Errorf("after both: %+v", l)
	}
}

// TestCorrectedServiceDecides: a correction is judged as a service is, and needs
// a reason.
func TestCorrectedServiceDecides(t *testing.T) {
	s := Situation{Today: day("2026-10-30"), Due: day("2026-10-27")}
	posted := received(t, "2026-09-22").letter("2026-10-20", "disclose", law.Disclose, IsReady).add("2026-10-21", &Served{Letter: 1, Way: Posted, Tracking: "XA1", Proof: 3}).c
	answered := received(t, "2026-09-22").letter("2026-09-24", ClarificationNotice, "", IsServed).add("2026-09-28", &Supplemented{}).c
	notice := received(t, "2026-09-22").letter("2026-09-24", ClarificationNotice, "", IsServed).c
	ready := received(t, "2026-09-22").letter("2026-10-20", "disclose", law.Disclose, IsReady).c
	for _, x := range []struct {
		name  string
		c     *Case
		f     ServiceCorrected
		why   string
		field string
		code  fault.Code
	}{
		{"another number", posted, ServiceCorrected{Way: Posted, Tracking: "XA2", On: day("2026-10-21")}, "抄错", "", ""},
		{"without reason", posted, ServiceCorrected{Way: Posted, Tracking: "XA2", On: day("2026-10-21")}, " ", "reason", "reason_needed"},
		{"to no number", posted, ServiceCorrected{Way: Posted, On: day("2026-10-21")}, "抄错", "tracking", "tracking_needed"},
		{"to before it was signed", posted, ServiceCorrected{Way: Posted, Tracking: "XA2", On: day("2026-10-19")}, "抄错", "on", "served_before_signed"},
		{"to tomorrow", posted, ServiceCorrected{Way: Posted, Tracking: "XA2", On: day("2026-10-31")}, "抄错", "on", "served_in_future"},
		{"to no day", posted, ServiceCorrected{Way: Posted, Tracking: "XA2"}, "抄错", "on", "date_unreadable"},
		{"got before it went", posted, ServiceCorrected{Way: Posted, Tracking: "XA2", On: day("2026-10-21"), GotOn: day("2026-10-20")}, "抄错", "got_on", "delivered_too_early"},
		{"got tomorrow", posted, ServiceCorrected{Way: Posted, Tracking: "XA2", On: day("2026-10-21"), GotOn: day("2026-10-31")}, "抄错", "got_on", "delivered_in_future"},
		{"entrusted to nobody", posted, ServiceCorrected{Way: Entrusted, On: day("2026-10-21")}, "抄错", "recipient", "recipient_needed"},
		{"no way", posted, ServiceCorrected{On: day("2026-10-21")}, "抄错", "way", "way_needed"},
		{"not arrived", posted, ServiceCorrected{Failed: true}, "退回", "", ""},
		{"not arrived, no reason", posted, ServiceCorrected{Failed: true}, "", "reason", "reason_needed"},
		{"a notice that was answered", answered, ServiceCorrected{Failed: true}, "退回", "failed", "notice_was_answered"},
		{"a notice after the due date", notice, ServiceCorrected{Way: Emailed, On: day("2026-10-28")}, "抄错", "on", "clarification_after_due"},
		{"what has not gone out", ready, ServiceCorrected{Failed: true}, "退回", "", "letter_stage"},
	} {
		x.f.Letter, x.f.Private.Reason = 1, x.why
		got, err := x.c.CorrectedService(x.f, s)
		code := codeOf(err)
		if x.field != "" {
			if f := fault.FieldsOf(err)[x.field]; f != nil {
				code = f.Code
			}
		}
		if code != x.code || (got == nil) != (x.code != "") {
			t.Errorf("%s: %v %v", x.name, err, fault.FieldsOf(err))
		}
		if got != nil && (got.Corrects != x.c.Letters[0].Entry || !got.Failed && got.Proof != 3) {
			t.Errorf("%s: %+v", x.name, got)
		}
	}
}

// TestVoided: a letter that was found wrong before it went out stays with its
// number, and another can be begun; a notice too, while it is in time.
func TestVoided(t *testing.T) {
	cal := xinjiang(t)
	b := received(t, "2026-09-22").add("2026-09-23", &Assigned{Unit: 4}).
		letter("2026-09-24", "disclose", law.Disclose, IsVoid).letter("2026-09-24", ClarificationNotice, "", IsVoid)
	s, err := b.c.Situation(cal, day("2026-09-28"))
	if err != nil {
		t.Fatal(err)
	}
	for _, kind := range []LetterKind{"partial", ClarificationNotice} {
		if err := b.c.AllowsNew(kind, s); err != nil {
			t.Errorf("%s cannot be begun anew: %v", kind, err)
		}
	}
	if l := b.c.Letters[0]; l.Number == "" || l.File == "" || l.Stands() || b.c.Stage() != StageHandling || b.c.WaitsFor() != UnitWaits || b.c.Result != "" {
		t.Errorf("%+v, stage %s", l, b.c.Stage())
	}
	if !strings.Contains(b.c.Findable(), b.c.Letters[0].Number) {
		t.Error("the void number cannot be found")
	}
	if err := b.c.Allows(Annul, s); codeOf(err) != "letter_signed" {
		t.Errorf("a number was taken, and the registration can be annulled: %v", err)
	}
}
