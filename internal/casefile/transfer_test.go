package casefile

import (
	"testing"

	"mingda/internal/fault"
)

// agreeing is a consent to hand a request on.
func agreeing(name string, agency int64) TransferAgreed {
	f := TransferAgreed{Agency: agency, On: day("2026-09-24"), How: InWriting}
	f.Private.Addressee.Name = name
	return f
}

// TestHandingOn: nothing is handed on without consent, to nobody, or to the agency
// itself.
func TestHandingOn(t *testing.T) {
	c := received(t, "2026-09-22").add("2026-09-23", &Assigned{Unit: 4}).c
	s := Situation{Today: day("2026-09-25")}
	with := func(change func(*TransferAgreed)) TransferAgreed {
		f := agreeing("明川区自然资源局", 7)
		change(&f)
		return f
	}
	for _, tc := range []struct {
		name   string
		f      TransferAgreed
		fields map[string]fault.Code
	}{
		{"agreed", agreeing("明川区自然资源局", 7), nil},
		{"to the agency itself", with(func(f *TransferAgreed) { f.Agency = c.Agency }), map[string]fault.Code{"agency": "transfer_to_self"}},
		{"to nobody", with(func(f *TransferAgreed) { f.Agency, f.Private.Addressee.Name = 0, " " }), map[string]fault.Code{"agency": "transfer_agency_needed"}},
		{"without consent", with(func(f *TransferAgreed) { f.How = "" }), map[string]fault.Code{"how": "transfer_without_consent"}},
		{"without a day", with(func(f *TransferAgreed) { f.On = day("2026-09-24"); f.On = Situation{}.Today }), map[string]fault.Code{"agreed_on": "transfer_consent_day"}},
		{"tomorrow", with(func(f *TransferAgreed) { f.On = day("2026-09-26") }), map[string]fault.Code{"agreed_on": "transfer_consent_in_future"}},
		{"before the request", with(func(f *TransferAgreed) { f.On = day("2026-09-21") }), map[string]fault.Code{"agreed_on": "transfer_consent_before_request"}},
		{"by phone, without a note", with(func(f *TransferAgreed) { f.How = OnPhone }), map[string]fault.Code{"note": "transfer_call_note"}},
	} {
		f, err := c.HandingOn(tc.f, s)
		checkFields(t, tc.name, err, tc.fields)
		if err == nil && (f.Transfer != 1 || f.To != 1 || f.Private.Addressee.Is != Authority) {
			t.Errorf("%s: %+v", tc.name, f)
		}
	}
	if _, err := received(t, "2026-09-22").c.HandingOn(agreeing("明川区自然资源局", 7), s); code(err) != "case_not_assigned" {
		t.Errorf("before it is assigned: %v", err)
	}
}

// handing is a case of which the letter that hands it on is ready.
func handing(t *testing.T, agency int64) *book {
	f := agreeing("明川区自然资源局", agency)
	f.Transfer, f.To = 1, 1
	return received(t, "2026-09-22").add("2026-09-23", &Assigned{Unit: 4}).add("2026-09-24", &f).toOther("2026-09-25", TransferLetter, 1, IsReady)
}

// TestHandedWays: to an agency of this installation the letter goes into its inbox,
// and to no other; what went there is no service to be corrected.
func TestHandedWays(t *testing.T) {
	s := Situation{Today: day("2026-09-25")}
	_, err := handing(t, 7).c.Service(Served{Letter: 1, Way: Posted, Tracking: "XA1"}, s.Today, s)
	checkFields(t, "posted inside", err, map[string]fault.Code{"way": "inside_is_handed"})
	_, err = handing(t, 0).c.Service(Served{Letter: 1, Way: Handed}, s.Today, s)
	checkFields(t, "handed outside", err, map[string]fault.Code{"way": "handed_only_inside"})
	_, err = inquired(t, AsThirdParty).add("2026-10-14", &Drafted{Letter: 2, Kind: "disclose"}).c.Service(Served{Letter: 2, Way: Handed}, s.Today, s)
	if err == nil {
		t.Error("a reply was handed to somebody")
	}
	b := handing(t, 7)
	if _, err := b.c.Service(Served{Letter: 1, Way: Handed}, s.Today, s); err != nil {
		t.Fatal(err)
	}
	b.add("2026-09-25", &Served{Letter: 1, Way: Handed}).add("2026-09-25", &HandedOver{Transfer: 1, Input: 9, InputNumber: "20260925-0001"})
	if err := b.c.AllowsLetter(1, CorrectService, s); code(err) != "handed_service_stays" {
		t.Errorf("corrected: %v", err)
	}
	if err := b.c.AllowsNewTo(TransferLetter, 1, s); code(err) != "transfer_letter_begun" {
		t.Errorf("a second letter: %v", err)
	}
	before, _ := received(t, "2026-09-22").c.Clock(xinjiang(t), s.Today)
	if after, err := b.c.Clock(xinjiang(t), s.Today); err != nil || after.Due != before.Due || after.State != before.State {
		t.Errorf("the own clock went from %v to %v: %v", before.Due, after.Due, err)
	}
}

// TestTransferTakenBack: before its letter went out, and out of the inbox; what was
// sent on paper stays sent.
func TestTransferTakenBack(t *testing.T) {
	s := Situation{Today: day("2026-09-26")}
	back := TransferTakenBack{Transfer: 1}
	_, err := handing(t, 7).c.TakingBackTransfer(back, s)
	checkFields(t, "without a reason", err, map[string]fault.Code{"reason": "reason_needed"})
	back.Private.Reason = "申请人改变主意"
	_, err = handing(t, 7).c.TakingBackTransfer(TransferTakenBack{Transfer: 2}, s)
	checkFields(t, "another", err, map[string]fault.Code{"party": "transfer_needed"})
	_, err = handing(t, 0).add("2026-09-25", &Served{Letter: 1, Way: Posted}).c.TakingBackTransfer(back, s)
	checkFields(t, "posted", err, map[string]fault.Code{"party": "transfer_gone"})
	b := handing(t, 7)
	f, err := b.c.TakingBackTransfer(back, s)
	if err != nil {
		t.Fatal(err)
	}
	b.add("2026-09-26", f)
	if b.c.Letters[0].Stage != IsVoid || !b.c.Transfers[0].Withdrawn {
		t.Errorf("%s, %+v", b.c.Letters[0].Stage, b.c.Transfers[0])
	}
	if _, err := b.c.TakingBackTransfer(back, s); code(err) != "no_transfer" {
		t.Errorf("twice: %v", err)
	}
	if err := b.c.AllowsNewTo(TransferLetter, 1, s); code(err) != "transfer_taken_back" {
		t.Errorf("a letter to it: %v", err)
	}
}

// TestPassingOnCorrection: a correction is passed on without consent, by a letter of
// its own kind; that of requests is not written in it, nor its own in a request.
func TestPassingOnCorrection(t *testing.T) {
	s := Situation{Today: day("2026-09-25"), Due: day("2026-10-27")}
	b := correctionOf(t, "2026-09-22", 20)
	f, err := b.c.HandingOn(agreeing("和宁市自然资源局", 0), s)
	if err != nil || !f.On.IsZero() || f.How != "" {
		t.Fatalf("%+v, %v", f, err)
	}
	b.add("2026-09-25", f)
	if err := b.c.AllowsNewTo(CorrectionTransferLetter, 1, s); err != nil {
		t.Error(err)
	}
	if err := b.c.AllowsNewTo(TransferLetter, 1, s); code(err) != "letter_addressee_wrong" {
		t.Errorf("the letter of requests: %v", err)
	}
	if all := b.c.LettersToOthers(s); len(all) != 1 || all[0].Kind != CorrectionTransferLetter {
		t.Errorf("offered: %v", all)
	}
	if err := handing(t, 0).c.AllowsLetters(CorrectionTransferLetter); code(err) != "letter_addressee_wrong" {
		t.Errorf("of a request: %v", err)
	}
	before := clockOf(t, b.c, "2026-09-26").Due
	b.toOther("2026-09-25", CorrectionTransferLetter, 1, IsReady)
	if err := b.c.AllowsLetter(1, Serve, s); err != nil {
		t.Error(err)
	}
	b.add("2026-09-25", &Served{Letter: 1, Way: Posted, Tracking: "XA1"})
	if got := clockOf(t, b.c, "2026-09-26").Due; got != before || b.c.Result != "" {
		t.Errorf("due %s, before %s, answered %q", got, before, b.c.Result)
	}
}
