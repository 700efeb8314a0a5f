package casefile

import (
	"testing"

	"mingda/internal/fault"
	"mingda/internal/law"
	"mingda/internal/ledger"
)

// corrected moves the day of receipt.
func corrected(on string) *ReceiptCorrected {
	return &ReceiptCorrected{Corrects: 1, Receipt: Receipt{On: day(on), Ground: OtherGround, Reason: "邮戳"}}
}

// TestOutdated: a signed letter whose days were corrected cannot go out, however
// it was signed; what had gone out before the correction is recorded still.
func TestOutdated(t *testing.T) {
	cal := xinjiang(t)
	reply := func(to LetterStage) *book {
		return received(t, "2026-09-22").letter("2026-09-24", "disclose", law.Disclose, to)
	}
	notice := func(kind LetterKind, to LetterStage) *book {
		return received(t, "2026-09-22").add("2026-09-23", &Assigned{Unit: 4}).letter("2026-09-24", kind, "", to)
	}
	clarified := func() *book { // a notice of extension signed before the supplement came in
		return notice(ExtensionNotice, IsReady).letter("2026-09-24", ClarificationNotice, "", IsServed).add("2026-10-09", &Supplemented{})
	}
	for _, tt := range []struct {
		name string
		book *book
		old  fault.Code // "" if all that it states holds
		on   string     // a service on that day ...
		bad  fault.Code // ... is refused so
	}{
		{"nothing corrected", reply(IsReady), "", "2026-10-12", ""},
		{"corrected", reply(IsReady).add("2026-10-08", corrected("2026-09-20")), "letter_states_receipt", "2026-10-12", "letter_outdated"},
		{"corrected, the same day", reply(IsReady).add("2026-10-08", corrected("2026-09-20")), "letter_states_receipt", "2026-10-08", "letter_outdated"},
		{"gone out before", reply(IsReady).add("2026-10-08", corrected("2026-09-20")), "letter_states_receipt", "2026-10-07", ""},
		{"another reason only", reply(IsReady).add("2026-10-08", corrected("2026-09-22")), "", "2026-10-12", ""},
		{"and back again", reply(IsReady).add("2026-10-08", corrected("2026-09-20"), corrected("2026-09-22")), "", "2026-10-12", ""},
		{"corrected twice", reply(IsReady).add("2026-09-28", corrected("2026-09-22")).add("2026-10-08", corrected("2026-09-20"), corrected("2026-09-21")), "letter_states_receipt", "2026-10-07", ""},
		{"corrected before it was signed", received(t, "2026-09-22").add("2026-09-23", corrected("2026-09-20")).letter("2026-09-24", "disclose", law.Disclose, IsReady), "", "2026-10-12", ""},
		{"a draft takes the new day", reply(InSigning).add("2026-10-08", corrected("2026-09-20")), "", "", ""},
		{"void", reply(IsVoid).add("2026-10-08", corrected("2026-09-20")), "", "", ""},
		{"a clarification", notice(ClarificationNotice, IsReady).add("2026-09-26", corrected("2026-09-20")), "letter_states_receipt", "2026-09-28", "letter_outdated"},
		{"an extension", notice(ExtensionNotice, IsReady).add("2026-10-08", corrected("2026-09-20")), "letter_states_receipt", "2026-10-12", "letter_outdated"},
		{"an extension of the period before the supplement", clarified(), "letter_states_period", "2026-10-12", "letter_outdated"},
		{"a served clarification that was answered", notice(ClarificationNotice, IsServed).add("2026-10-09", &Supplemented{}), "", "", ""},
		{"a served extension before a clarification", notice(ExtensionNotice, IsServed).letter("2026-09-25", ClarificationNotice, "", IsServed).add("2026-10-09", &Supplemented{}), "", "", ""},
		{"served, then corrected", notice(ExtensionNotice, IsServed).add("2026-10-08", corrected("2026-09-20")), "letter_states_receipt", "", ""},
	} {
		c := tt.book.c
		if got := c.Outdated(c.Letters[0]); fault.CodeOf(orNil(got)) != tt.old {
			t.Errorf("%s: %v, want %q", tt.name, got, tt.old)
		}
		if tt.on == "" {
			continue
		}
		s, err := c.Situation(cal, day("2026-10-12"))
		if err != nil {
			t.Fatal(tt.name, err)
		}
		f := Served{Letter: 1, Way: Direct}
		f.Private.Recipient = "本人"
		_, err = c.Service(f, day(tt.on), s)
		if on := fault.FieldsOf(err)["on"]; fault.CodeOf(orNil(on)) != tt.bad || (err == nil) != (tt.bad == "") {
			t.Errorf("%s: served with %v %v, want %q", tt.name, err, on, tt.bad)
		}
		if stale := c.GoesToday(c.Letters[0], s); (stale == nil) != (tt.old == "") {
			t.Errorf("%s: goes today: %v", tt.name, stale)
		}
	}
}

func orNil(e *fault.Error) error {
	if e == nil {
		return nil
	}
	return e
}

// TestUselessNotice: a clarification that was signed in time and lies there
// until the period has ended does not go out any more.
func TestUselessNotice(t *testing.T) {
	b := received(t, "2026-09-22").add("2026-09-23", &Assigned{Unit: 4}).letter("2026-09-24", ClarificationNotice, "", IsReady)
	for today, want := range map[string]fault.Code{"2026-10-27": "", "2026-10-28": "clarification_after_due"} {
		s, err := b.c.Situation(xinjiang(t), day(today))
		if err != nil {
			t.Fatal(err)
		}
		if got := b.c.GoesToday(b.c.Letters[0], s); fault.CodeOf(got) != want {
			t.Errorf("on %s: %v, want %q", today, got, want)
		}
	}
}

// TestCorrectedServiceOfOutdated: the record of a service is mended also where
// the day of receipt was corrected since.
func TestCorrectedServiceOfOutdated(t *testing.T) {
	b := received(t, "2026-09-22").add("2026-09-23", &Assigned{Unit: 4}).letter("2026-10-20", ExtensionNotice, "", IsReady)
	b.add("2026-10-21", &Served{Letter: 1, Way: Posted, Tracking: "XA1"}, ledger.Fact(corrected("2026-09-23")))
	s, err := b.c.Situation(xinjiang(t), day("2026-10-22"))
	if err != nil {
		t.Fatal(err)
	}
	f := ServiceCorrected{Letter: 1, Way: Posted, Tracking: "XA2", On: day("2026-10-21")}
	f.Private.Reason = "抄错"
	if _, err := b.c.CorrectedService(f, s); err != nil {
		t.Error(err, fault.FieldsOf(err))
	}
}
