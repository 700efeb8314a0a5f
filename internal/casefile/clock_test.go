package casefile

import (
	"slices"
	"strings"
	"testing"

	"mingda/internal/deadline"
	"mingda/internal/fault"
	"mingda/internal/law"
)

// TestClock: the due date follows from the letters of the case. In 2026 the
// mid-autumn holiday is 9-25, the national one 10-1 to 10-7.
func TestClock(t *testing.T) {
	cal := xinjiang(t)
	base := func() *book { return received(t, "2026-09-22") }
	clarified := func() *book {
		return base().letter("2026-09-24", ClarificationNotice, "", IsServed).add("2026-10-12", &Supplemented{})
	}
	cases := []struct {
		name  string
		book  *book
		today string
		state deadline.State
		due   string // empty: none
		late  bool
	}{
		{"running", base(), "2026-09-30", deadline.Running, "2026-10-27", false},
		{"on the last day", base(), "2026-10-27", deadline.Running, "2026-10-27", false},
		{"late", base(), "2026-10-28", deadline.Running, "2026-10-27", true},
		{"awaiting", base().letter("2026-09-24", ClarificationNotice, "", IsServed), "2026-12-01", deadline.AwaitingClarification, "", false},
		{"a notice not served stops nothing", base().letter("2026-09-24", ClarificationNotice, "", IsReady), "2026-09-30", deadline.Running, "2026-10-27", false},
		{"clarified", clarified(), "2026-10-20", deadline.Running, "2026-11-09", false},
		{"extended", base().letter("2026-10-27", ExtensionNotice, "", IsServed), "2026-10-28", deadline.Running, "2026-11-24", false},
		{"extended too late", base().letter("2026-10-28", ExtensionNotice, "", IsServed), "2026-10-28", deadline.Running, "2026-10-27", true},
		{"clarified and extended", clarified().letter("2026-11-02", ExtensionNotice, "", IsServed), "2026-11-03", deadline.Running, "2026-12-07", false},
		{"supplemented and extended on one day", clarified().letter("2026-10-12", ExtensionNotice, "", IsServed), "2026-10-20", deadline.Running, "2026-12-07", false},
		{"extended while awaiting", base().letter("2026-09-24", ClarificationNotice, "", IsServed).letter("2026-09-28", ExtensionNotice, "", IsServed), "2026-09-29", deadline.AwaitingClarification, "", false},
		{"replied", base().letter("2026-10-27", "disclose", law.Disclose, IsServed), "2026-12-01", deadline.StateReplied, "2026-10-27", false},
		{"replied late", base().letter("2026-10-28", "disclose", law.Disclose, IsServed), "2026-12-01", deadline.StateReplied, "2026-10-27", true},
		{"supplemented and replied on one day", clarified().letter("2026-10-12", "disclose", law.Disclose, IsServed), "2026-12-01", deadline.StateReplied, "2026-11-09", false},
		{"withdrawn", base().add("2026-10-12", &Withdrawn{}), "2026-12-01", deadline.StateClosed, "2026-10-27", false},
		{"the computer's clock set back", base().letter("2026-10-27", "disclose", law.Disclose, IsServed), "2026-01-01", deadline.StateReplied, "2026-10-27", false},
	}
	for _, c := range cases {
		got, err := c.book.c.Clock(cal, day(c.today))
		if err != nil || got.State != c.state || got.Due.String() != c.due || got.Late != c.late {
			t.Errorf("%s: %s, due %s, late %v, %v; want %s, due %s, late %v", c.name, got.State, got.Due, got.Late, err, c.state, c.due, c.late)
		}
		if _, err := c.book.c.Explain(cal, day(c.today)); err != nil {
			t.Errorf("%s: cannot be explained: %v", c.name, err)
		}
	}
}

// TestConsent: the clock tells the day of consent that the letter says; of an
// entry that has none it is the day of signing.
func TestConsent(t *testing.T) {
	for said, want := range map[string]string{"2026-10-19": "10月19日", "": "10月20日"} {
		b := received(t, "2026-09-22").letter("2026-10-20", ExtensionNotice, "", InSigning)
		signed := &Signed{Letter: 1, Kind: ExtensionNotice, Number: "明政延〔2026〕1号", Days: 20}
		if said != "" {
			signed.Consented = day(said)
		}
		b.add("2026-10-20", signed, &Rendered{Letter: 1, File: "aa", Size: 1}).add("2026-10-21", &Served{Letter: 1, Way: Emailed})
		e, err := b.c.Explain(xinjiang(t), day("2026-10-22"))
		if err != nil || !slices.ContainsFunc(e.Steps, func(s deadline.Step) bool { return strings.HasPrefix(s.Staff, want+"经机构负责人批准延期") }) {
			t.Errorf("consent on %q: %v, %v", said, e.Steps, err)
		}
	}
}

// TestStrictDue: the earliest day that could be argued to be the receipt drives
// the strict due date, and events that are in order for the chosen day never
// break it.
func TestStrictDue(t *testing.T) {
	cal := xinjiang(t)
	b := received(t, "2026-09-22")
	b.c.Receipt.Candidates = []ReceiptCandidate{{On: day("2026-09-17"), Ground: Arrived}, {On: day("2026-09-22"), Ground: PhoneConfirmed}}
	row, err := b.c.Project(cal, day("2026-09-30"))
	if err != nil || row.DueOn != day("2026-10-27") || row.StrictDueOn != day("2026-10-21") {
		t.Errorf("due %s, strict %s, %v", row.DueOn, row.StrictDueOn, err)
	}
	// In time from the chosen day, too late from the earliest one.
	b.letter("2026-10-09", ClarificationNotice, "", IsServed).add("2026-10-12", &Supplemented{}).letter("2026-11-09", ExtensionNotice, "", IsServed)
	if row, err = b.c.Project(cal, day("2026-11-10")); err != nil || row.DueOn != day("2026-12-07") || row.StrictDueOn.After(row.DueOn) {
		t.Errorf("due %s, strict %s, %v", row.DueOn, row.StrictDueOn, err)
	}
}

// TestDecisions: what is decided about days and words, each refusal beside its
// field.
func TestDecisions(t *testing.T) {
	s := Situation{Today: day("2026-10-20"), Due: day("2026-10-27"), ClarifyBy: day("2026-10-09")}
	ready := received(t, "2026-09-22").letter("2026-10-12", "disclose", law.Disclose, IsReady).c
	notice := received(t, "2026-09-22").letter("2026-09-24", ClarificationNotice, "", IsServed).c // to supplement by 10-08
	served := func(f Served, on string) error { f.Letter = 1; _, err := ready.Service(f, day(on), s); return err }
	supplied := func(on string) error { _, err := notice.Supply(Supplemented{}, day(on), s); return err }
	closed := func(r law.Result, reason string, today string) error {
		f := Closed{Result: r}
		f.Private.Reason = reason
		_, err := notice.Closure(f, Situation{Today: day(today)})
		return err
	}
	direct := Served{Way: Direct}
	direct.Private.Recipient = "本人"
	for _, x := range []struct {
		name  string
		err   error
		field string
		code  fault.Code
	}{
		{"by mail", served(Served{Way: Emailed}, "2026-10-20"), "", ""},
		{"by hand", served(direct, "2026-10-12"), "", ""},
		{"by hand to nobody", served(Served{Way: Direct}, "2026-10-20"), "recipient", "recipient_needed"},
		{"by post without number", served(Served{Way: Posted}, "2026-10-20"), "tracking", "tracking_needed"},
		{"no way", served(Served{}, "2026-10-20"), "way", "way_needed"},
		{"before signed", served(Served{Way: Posted, Tracking: "XA1"}, "2026-10-11"), "on", "served_before_signed"},
		{"tomorrow", served(Served{Way: Posted, Tracking: "XA1"}, "2026-10-21"), "on", "served_in_future"},
		{"supplied", supplied("2026-10-08"), "", ""},
		{"supplied before asked", supplied("2026-09-23"), "on", "supplement_too_early"},
		{"closed on the last day", closed(law.NoSupplement, "未补正", "2026-10-08"), "result", "close_too_early"},
		{"closed after it", closed(law.NoSupplement, "未补正", "2026-10-09"), "", ""},
		{"closed without reason", closed(law.Other, " ", "2026-10-09"), "reason", "reason_needed"},
		{"closed with the result of a letter", closed(law.Disclose, "x", "2026-10-09"), "result", "close_result_needed"},
	} {
		got := fault.FieldsOf(x.err)[x.field]
		if (x.err == nil) != (x.code == "") || x.code != "" && (got == nil || got.Code != x.code) {
			t.Errorf("%s: %v %v, want %s: %s", x.name, x.err, fault.FieldsOf(x.err), x.field, x.code)
		}
	}
}

// TestCheckArrival: a day before the law is never right, one long ago only where
// it was confirmed.
func TestCheckArrival(t *testing.T) {
	today := day("2026-11-26")
	for _, x := range []struct {
		on   string
		sure bool
		want fault.Code
	}{
		{"0001-01-02", true, "arrival_before_law"},
		{"1900-01-01", true, "arrival_before_law"},
		{"2019-05-14", true, "arrival_before_law"},
		{"2019-05-15", true, ""},
		{"2025-11-20", false, "arrival_long_ago"},
		{"2026-08-25", false, "arrival_long_ago"},
		{"2026-08-26", false, ""},
		{"2026-11-26", false, ""},
	} {
		var got fault.Code
		if bad := CheckArrival(day(x.on), today, x.sure); bad != nil {
			got = bad.Code
		}
		if got != x.want {
			t.Errorf("%s, sure %v: %q, want %q", x.on, x.sure, got, x.want)
		}
	}
}

// TestRegistering: all that is wrong is told at once.
func TestRegistering(t *testing.T) {
	_, err := NewRegistered(Registered{Receipt: Receipt{On: day("2026-10-21")}}, day("2026-10-20"))
	fields := fault.FieldsOf(err)
	for _, name := range []string{"name", "class", "subject", "content", "agency", "received_on"} {
		if fields[name] == nil {
			t.Errorf("%s is not complained about", name)
		}
	}
	f := Registered{Agency: 1, Receipt: Receipt{On: day("2026-10-20"), Ground: Arrived}}
	f.Private.Applicant = Applicant{Class: Natural, Name: " 沈知秋 "}
	f.Private.Wants = Wants{Subject: "甲", Content: "乙", Delivery: ByPost}
	if _, err := NewRegistered(f, day("2026-10-20")); fault.FieldsOf(err)["receipt_reason"] == nil {
		t.Errorf("a day that was not proposed needs no reason: %v", err)
	}
	f.Receipt.Reason = "信封上的邮戳"
	if got, err := NewRegistered(f, day("2026-10-20")); err != nil || got.Private.Applicant.Name != "沈知秋" || got.Delivery != ByPost {
		t.Errorf("%+v, %v", got, err)
	}
}
