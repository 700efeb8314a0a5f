package reconsider

import (
	"slices"
	"testing"

	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/deadline"
	"mingda/internal/fault"
	"mingda/internal/ledger"
)

// TestCorrectingFiling: what can still be changed before and after acceptance and papers,
// and what cannot be at all.
func TestCorrectingFiling(t *testing.T) {
	const online, arrived casefile.Door = "online", "arrived" // how it came beside its door
	met := allMet(true)
	accepted := []ledger.Fact{&met, &Accepted{deadline.Summary}}
	decided := slices.Concat(accepted, paperFacts(1, PaperOfOutcome(Uphold)))
	received := func(day string) func(*FilingCorrected) {
		return func(f *FilingCorrected) { f.ReceivedOn = dayIn(t, day) }
	}
	phone := func(f *FilingCorrected) { f.Private.Applicant.Phone = "13900000000" }
	name := func(f *FilingCorrected) { f.Private.Applicant.Name = "张三丰" }
	for what, k := range map[string]struct {
		door   casefile.Door
		facts  []ledger.Fact
		change func(*FilingCorrected)
		field  string
		code   fault.Code
	}{
		"the day":                     {"", nil, received("2026-09-23"), "", ""},
		"the day, after a draft":      {"", []ledger.Fact{&met, &casefile.Drafted{Letter: 1, Kind: SupplementNotice}}, received("2026-09-23"), "", ""},
		"the day, to come":            {"", nil, received("2027-09-23"), "received_on", "receipt_in_future"},
		"the day, before the reply":   {"", nil, received("2026-09-01"), "received_on", "review_received_before_act"},
		"no day":                      {"", nil, func(f *FilingCorrected) { f.ReceivedOn = calendar.Date{} }, "received_on", "date_unreadable"},
		"the day, accepted":           {"", accepted, received("2026-09-23"), "received_on", "review_filing_settled"},
		"the day, a paper is signed":  {"", paperFacts(1, SupplementNotice), received("2026-09-23"), "received_on", "review_filing_settled"},
		"the day of the page":         {casefile.Web, nil, received("2026-09-23"), "received_on", "review_filing_web"},
		"the day, a party was heard":  {"", []ledger.Fact{&PartyHeard{Role: TheApplicant, Way: ByPhone}}, received("2026-09-23"), "received_on", "review_filing_settled"},
		"the day of a mail of ours":   {online, nil, received("2026-09-23"), "received_on", "review_filing_web"},
		"before it came":              {arrived, nil, received("2026-09-20"), "received_on", "review_before_arrival"},
		"the door":                    {"", nil, func(f *FilingCorrected) { f.Door = casefile.PostSigned }, "", ""},
		"the door, to the page":       {"", nil, func(f *FilingCorrected) { f.Door = casefile.Web }, "door", "review_door_needed"},
		"posted on":                   {casefile.PostSigned, nil, func(f *FilingCorrected) { f.SentOn = dayIn(t, "2026-09-20") }, "", ""},
		"posted afterwards":           {casefile.PostSigned, nil, func(f *FilingCorrected) { f.SentOn = dayIn(t, "2026-09-23") }, "sent_on", "review_sent_after_receipt"},
		"the objection, accepted":     {"", accepted, func(f *FilingCorrected) { f.Objection = NotAsAsked }, "", ""},
		"silence of what has a reply": {"", nil, func(f *FilingCorrected) { f.Objection = NotAnswered }, "objection", "review_objection_silence"},
		"no objection":                {"", nil, func(f *FilingCorrected) { f.Objection = "" }, "objection", "review_objection_needed"},
		"the name, accepted":          {"", accepted, name, "", ""},
		"no name":                     {"", nil, func(f *FilingCorrected) { f.Private.Applicant.Name = " " }, "name", "review_applicant_needed"},
		"the name, decided":           {"", decided, name, "name", "review_filing_over"},
		"the phone, decided":          {"", decided, phone, "", ""},
		"no reason":                   {"", nil, func(f *FilingCorrected) { phone(f); f.Private.Reason = " " }, "reason", "reason_needed"},
		"nothing":                     {"", nil, func(*FilingCorrected) {}, "reason", "review_nothing_changed"},
	} {
		b := opened(t, "2026-09-22", casefile.ID(0))
		switch k.door {
		case "":
		case online:
			b.c.Door, b.c.Online = casefile.Mail, true
		case arrived:
			b.c.ArrivedOn = dayIn(t, "2026-09-21")
		default:
			b.c.Door = k.door
		}
		for _, f := range k.facts {
			if err := b.try(b.c.ReceivedOn, f); err != nil {
				t.Fatalf("%s: %v", what, err)
			}
		}
		f := b.c.filing()
		f.Private.Reason = "看错了"
		k.change(&f)
		_, err := b.c.CorrectingFiling(f, Situation{Today: dayIn(t, "2026-09-24")})
		fields := fault.FieldsOf(err)
		if k.field == "" && err != nil || k.field != "" && (len(fields) != 1 || fields[k.field] == nil || fields[k.field].Code != k.code) {
			t.Errorf("%s: %v %v", what, err, fields)
		}
	}
}

// TestFilingChanged: the days are computed from what it was corrected to, and each
// correction says what it changed.
func TestFilingChanged(t *testing.T) {
	cal, err := calendar.Embedded("CN-65")
	if err != nil {
		t.Fatal(err)
	}
	b := opened(t, "2026-09-22", casefile.ID(0))
	before, err := b.c.Clock(cal, dayIn(t, "2026-10-10"))
	if err != nil || !before.Deemed {
		t.Fatalf("%+v, %v", before, err)
	}
	change := func(do func(*FilingCorrected)) {
		t.Helper()
		f := b.c.filing()
		f.Private.Reason = "看错了"
		do(&f)
		if err := b.try(dayIn(t, "2026-10-10"), &f); err != nil {
			t.Fatal(err)
		}
	}
	change(func(f *FilingCorrected) { f.ReceivedOn = dayIn(t, "2026-09-30") })
	change(func(f *FilingCorrected) {
		f.Private.Applicant.Phone, f.Private.Applicant.IDNumber = "13900001357", "650000199001010011"
	})
	after, err := b.c.Clock(cal, dayIn(t, "2026-10-10"))
	if err != nil || after.State != deadline.Examining || !after.AcceptBy.After(before.AcceptBy) {
		t.Errorf("%+v, %v", after, err)
	}
	if got := b.c.FilingChanges(2); len(got) != 1 || got[0] != (Altered{"收到之日", "2026年9月22日", "2026年9月30日"}) {
		t.Errorf("the first changed %+v", got)
	}
	if got := b.c.FilingChanges(3); len(got) != 2 || got[1] != (Altered{"电话", "", "139****1357"}) {
		t.Errorf("the second changed %+v", got)
	}
	again, err := Fold(b.c.ID, b.entries)
	if err != nil || again.ReceivedOn != dayIn(t, "2026-09-30") {
		t.Errorf("folded again: %v", err)
	}
}
