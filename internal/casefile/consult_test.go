package casefile

import (
	"encoding/json"
	"errors"
	"testing"

	"mingda/internal/calendar"
	"mingda/internal/deadline"
	"mingda/internal/fault"
	"mingda/internal/law"
	"mingda/internal/ledger"
)

// consultMoves are the acts of a consultation, for the properties of the fold.
func consultMoves() []move {
	all := []move{
		decided(8, func(c *Case, s Situation) (ledger.Fact, error) { return c.Consulting(*wondering(AsThirdParty), s) }),
		{4, func(c *Case, s Situation) bool { return len(c.LettersToOthers(s)) > 0 }, func(c *Case) ledger.Fact {
			to := c.LettersToOthers(Situation{})[0]
			return &Drafted{Letter: len(c.Letters) + 1, Kind: to.Kind, To: to.To}
		}},
	}
	for n := 1; n <= 2; n++ {
		withdrawn := ConsultationWithdrawn{Consultation: n}
		withdrawn.Private.Reason = "开错了"
		all = append(all, decided(8, func(c *Case, s Situation) (ledger.Fact, error) { return c.WithdrawingConsultation(withdrawn, s) }))
	}
	return all
}

// wondering begins a consultation with somebody.
func wondering(of Asked) *ConsultationOpened {
	f := &ConsultationOpened{Consultation: 1, To: 1, Of: of}
	f.Private.Addressee = Addressee{Name: "和宁某建设有限公司", Is: Organisation, Address: "和宁市建设路 8 号", PostCode: "830000"}
	f.Private.About = "施工合同的单价"
	return f
}

// opined answers a consultation.
func opined(k int, a Answer) *ConsultationAnswered {
	f := &ConsultationAnswered{Consultation: k, Answer: a}
	f.Private.Reason, f.Private.Part, f.Private.Why = "单价是商业秘密", "总价", "登记错了"
	return f
}

// inquired is a case received on 2026-09-22 of which a third party was asked by a
// letter that was posted on 10-09 and signed for on 10-13.
func inquired(t testing.TB, of Asked) *book {
	b := received(t, "2026-09-22").add("2026-09-23", &Assigned{Unit: 4, Officer: 5}).add("2026-10-08", wondering(of))
	kind := ThirdPartyInquiry
	if of != AsThirdParty {
		kind = JointInquiry
	}
	return b.toOther("2026-10-09", kind, 1, IsReady).add("2026-10-09", &Served{Letter: 1, Way: Posted, Tracking: "XA1"}).add("2026-10-13", &Delivered{Letter: 1})
}

// toOther brings a letter to somebody else to a stage.
func (b *book) toOther(on string, kind LetterKind, to int, stage LetterStage) *book {
	b.t.Helper()
	n := len(b.c.Letters) + 1
	b.add(on, &Drafted{Letter: n, Kind: kind, To: to})
	for _, w := range []struct {
		stage LetterStage
		fact  ledger.Fact
	}{
		{InCheck, &SentToCheck{Letter: n}},
		{InSigning, &Checked{Letter: n}},
		{IsSigned, &Signed{Letter: n, Kind: kind, Number: "明政公开征〔2026〕1号"}},
		{IsReady, &Rendered{Letter: n, File: "aa", Size: 1}},
	} {
		if b.c.Letters[n-1].Stage != stage {
			b.add(on, w.fact)
		}
	}
	return b
}

// TestConsultationStopsTheClock: from the day the letter went out to the answer no
// day counts; silence ends it with the fifteenth workday from receipt; one that was
// taken back had never stopped anything.
func TestConsultationStopsTheClock(t *testing.T) {
	cal := xinjiang(t)
	without, err := received(t, "2026-09-22").c.Clock(cal, day("2026-10-09"))
	if err != nil {
		t.Fatal(err)
	}
	b := inquired(t, AsThirdParty)
	s, err := b.c.Situation(cal, day("2026-11-04"))
	if err != nil {
		t.Fatal(err)
	}
	by := s.AnswerBy(b.c.Consultations[0])
	if want := law.TermOn(law.ThirdPartyView, day("2026-10-13")).End(cal, day("2026-10-13")); by != want || by != day("2026-11-03") {
		t.Fatalf("answer by %s, want %s", by, want)
	}
	clock, err := b.c.Clock(cal, day("2026-10-20"))
	if err != nil || clock.State != deadline.Consulting {
		t.Fatalf("%+v, %v", clock, err)
	}
	row, err := b.c.Project(cal, day("2026-10-20"))
	if err != nil || !row.DueOn.IsZero() || !row.StrictDueOn.IsZero() || row.AskedUntil != by || row.WaitsFor != ThirdPartyWaits || row.NoOpinion(by) || !row.NoOpinion(by.AddDays(1)) {
		t.Errorf("row %+v, %v", row, err)
	}
	if row, err := b.c.Project(cal, day("2027-06-01")); err != nil || row.Provisional { // no day is said that could be
		t.Errorf("a year later %+v, %v", row, err)
	}
	silent, on, err := b.c.Answering(ConsultationAnswered{Consultation: 1, Answer: Silent}, calendar.Date{}, s)
	if err != nil || on != by {
		t.Fatalf("silence on %s: %v", on, err)
	}
	b.add(on.String(), silent)
	clock, err = b.c.Clock(cal, day("2026-11-04"))
	stopped := 0
	for d := day("2026-10-10"); !d.After(by); d = d.AddDays(1) {
		if cal.IsWorkday(d) {
			stopped++
		}
	}
	if want := cal.AddWorkdays(without.Due, stopped); err != nil || clock.Due != want || clock.State != deadline.Running {
		t.Errorf("due %s, want %s; %s, %v", clock.Due, want, clock.State, err)
	}
	if got, _ := b.c.WithoutConsultation(1).Clock(cal, day("2026-10-09")); got.Due != without.Due || got.State != deadline.Running {
		t.Errorf("without the consultation %+v", got)
	}
	if row, _ := b.c.Project(cal, day("2026-11-04")); row.DueOn != clock.Due || row.WaitsFor != UnitWaits || !row.AskedUntil.IsZero() {
		t.Errorf("row afterwards %+v", row)
	}
}

// TestAnswers: what can be recorded of a consultation, and what not and why.
func TestAnswers(t *testing.T) {
	cal := xinjiang(t)
	second := wondering(AsThirdParty)
	second.Consultation, second.To = 2, 2
	unsent := inquired(t, AsThirdParty).add("2026-10-14", second).toOther("2026-10-14", ThirdPartyInquiry, 2, IsReady)
	posted := received(t, "2026-09-22").add("2026-09-23", &Assigned{Unit: 4}).add("2026-10-08", wondering(AsThirdParty)).
		toOther("2026-10-08", ThirdPartyInquiry, 1, IsReady).add("2026-10-09", &Served{Letter: 1, Way: Posted})
	bare := &ConsultationAnswered{Consultation: 1, Answer: Partly}
	for _, tc := range []struct {
		name   string
		b      *book
		f      *ConsultationAnswered
		on     string
		fields map[string]fault.Code
	}{
		{"agrees", inquired(t, AsThirdParty), opined(1, Consents), "2026-10-20", nil},
		{"refuses late", inquired(t, AsThirdParty), opined(1, Refuses), "2026-11-05", nil},
		{"before the letter came, which was posted", posted, opined(1, Consents), "2026-10-12", nil},
		{"not sent", unsent, opined(2, Consents), "2026-10-20", map[string]fault.Code{"party": "inquiry_not_sent"}},
		{"nobody", inquired(t, AsThirdParty), opined(2, Consents), "2026-10-20", map[string]fault.Code{"party": "consulted_needed"}},
		{"before it was asked", inquired(t, AsThirdParty), opined(1, Consents), "2026-10-08", map[string]fault.Code{"on": "answer_before_inquiry"}},
		{"tomorrow", inquired(t, AsThirdParty), opined(1, Consents), "2026-11-11", map[string]fault.Code{"on": "answer_in_future"}},
		{"nothing said", inquired(t, AsThirdParty), &ConsultationAnswered{Consultation: 1}, "2026-10-20", map[string]fault.Code{"answer": "answer_needed"}},
		{"partly, without words", inquired(t, AsThirdParty), bare, "2026-10-20", map[string]fault.Code{"part": "answer_part_needed", "reason": "answer_reason_needed"}},
		{"silence unknown when it came", posted, opined(1, Silent), "", map[string]fault.Code{"answer": "silence_without_receipt"}},
		{"silence of an agency without a day", inquired(t, AsAgency), opined(1, Silent), "", map[string]fault.Code{"answer": "silence_without_day"}},
		{"a correction without why", inquired(t, AsThirdParty).add("2026-10-20", opined(1, Consents)), &ConsultationAnswered{Consultation: 1, Answer: Consents}, "2026-10-21",
			map[string]fault.Code{"why": "reason_needed"}},
		{"a correction", inquired(t, AsThirdParty).add("2026-10-20", opined(1, Consents)), opined(1, Refuses), "2026-10-21", nil},
	} {
		s, err := tc.b.c.Situation(cal, day("2026-11-10"))
		if err != nil {
			t.Fatal(err)
		}
		var on calendar.Date
		if tc.on != "" {
			on = day(tc.on)
		}
		f, on, err := tc.b.c.Answering(*tc.f, on, s)
		checkFields(t, tc.name, err, tc.fields)
		if err == nil {
			tc.b.add(on.String(), f)
			if k := tc.b.c.Consultations[0]; k.Answer != tc.f.Answer || k.AnsweredOn != on {
				t.Errorf("%s: %+v", tc.name, k)
			}
			if _, err := tc.b.c.Project(cal, day("2026-11-10")); err != nil {
				t.Errorf("%s: %v", tc.name, err)
			}
		}
	}
	b := inquired(t, AsThirdParty)
	s, _ := b.c.Situation(cal, day("2026-11-03"))
	_, _, err := b.c.Answering(*opined(1, Silent), calendar.Date{}, s)
	checkFields(t, "silence on the last day", err, map[string]fault.Code{"answer": "silence_too_early"})
}

// checkFields compares what was refused with the fields that should be.
func checkFields(t *testing.T, name string, err error, want map[string]fault.Code) {
	t.Helper()
	var e *fault.Error
	errors.As(err, &e)
	switch {
	case err == nil && want == nil:
	case e == nil || len(e.Fields) != len(want):
		t.Errorf("%s: %v, want %v", name, err, want)
	default:
		for field, code := range want {
			if e.Fields[field] == nil || e.Fields[field].Code != code {
				t.Errorf("%s: %s is %v, want %s", name, field, e.Fields[field], code)
			}
		}
	}
}

// TestLettersToOthers: which letters can be begun to whom, and that the applicant's
// kinds and those of others are not taken for each other.
func TestLettersToOthers(t *testing.T) {
	s := Situation{Today: day("2026-10-20"), Due: day("2026-11-20")}
	opened := func(of Asked) *book {
		return received(t, "2026-09-22").add("2026-09-23", &Assigned{Unit: 4}).add("2026-10-08", wondering(of))
	}
	for _, tc := range []struct {
		name string
		c    *Case
		kind LetterKind
		to   int
		want fault.Code
	}{
		{"inquiry", opened(AsThirdParty).c, ThirdPartyInquiry, 1, ""},
		{"joint inquiry", opened(AsJointMaker).c, JointInquiry, 1, ""},
		{"to an agency", opened(AsAgency).c, JointInquiry, 1, ""},
		{"a third party as an agency", opened(AsThirdParty).c, JointInquiry, 1, "letter_addressee_wrong"},
		{"to nobody", opened(AsThirdParty).c, ThirdPartyInquiry, 2, "letter_addressee_wrong"},
		{"to the applicant", opened(AsThirdParty).c, ThirdPartyInquiry, 0, "letter_addressee_wrong"},
		{"a reply to a third party", opened(AsThirdParty).c, "disclose", 1, "letter_addressee_wrong"},
		{"twice", inquired(t, AsThirdParty).c, ThirdPartyInquiry, 1, "inquiry_begun"},
		{"after the answer", inquired(t, AsThirdParty).add("2026-10-20", opined(1, Consents)).c, ThirdPartyInquiry, 1, "consultation_ended"},
		{"told who agreed", inquired(t, AsThirdParty).add("2026-10-20", opined(1, Consents)).c, ThirdPartyTold, 1, "told_without_refusal"},
		{"told who refused", inquired(t, AsThirdParty).add("2026-10-20", opined(1, Refuses)).c, ThirdPartyTold, 1, ""},
		{"told after silence", inquired(t, AsThirdParty).add("2026-11-03", opined(1, Silent)).c, ThirdPartyTold, 1, ""},
		{"told after the reply", inquired(t, AsThirdParty).add("2026-10-20", opined(1, Refuses)).letter("2026-10-20", "disclose", law.Disclose, IsServed).c, ThirdPartyTold, 1, ""},
		{"told of nothing", inquired(t, AsThirdParty).add("2026-10-20", opined(1, Refuses)).add("2026-10-20", &Withdrawn{}).c, ThirdPartyTold, 1, "case_not_open"},
		{"the applicant, before anybody was asked", opened(AsThirdParty).c, OthersAsked, 0, "nobody_asked"},
		{"the applicant", inquired(t, AsThirdParty).c, OthersAsked, 0, ""},
	} {
		if err := tc.c.AllowsNewTo(tc.kind, tc.to, s); code(err) != tc.want {
			t.Errorf("%s: %v, want %q", tc.name, err, tc.want)
		}
	}
	if err := opened(AsThirdParty).c.AllowsNew(ThirdPartyInquiry, s); err == nil {
		t.Error("an inquiry was begun as a letter to the applicant")
	}
}

// TestToldOutlivesTheReply: the letter that tells a third party goes out after the
// reply too, and holds up the archive; an inquiry that was not sent is put away, and
// so is all when the case is withdrawn.
func TestToldOutlivesTheReply(t *testing.T) {
	cal := xinjiang(t)
	s := Situation{Today: day("2026-10-22")}
	begun := func() *book {
		b := inquired(t, AsThirdParty).add("2026-10-20", opined(1, Refuses))
		again := wondering(AsThirdParty)
		again.Consultation, again.To = 2, 2
		return b.toOther("2026-10-21", ThirdPartyTold, 1, InSigning).add("2026-10-21", again).toOther("2026-10-21", ThirdPartyInquiry, 2, IsReady)
	}
	b := begun().letter("2026-10-21", "disclose", law.Disclose, IsServed)
	if b.c.Letters[1].Stage != InSigning || b.c.Letters[2].Stage != IsVoid {
		t.Fatalf("after the reply: %s, %s", b.c.Letters[1].Stage, b.c.Letters[2].Stage)
	}
	if err := b.c.Allows(Archive, s); code(err) != "letter_to_other_begun" {
		t.Errorf("archived before it was signed: %v", err)
	}
	if err := b.c.AllowsLetter(2, Sign, s); err != nil {
		t.Errorf("cannot be signed after the reply: %v", err)
	}
	b.add("2026-10-22", &Signed{Letter: 2, Kind: ThirdPartyTold, Number: "明政公开知〔2026〕1号"}, &Rendered{Letter: 2, File: "bb", Size: 1})
	if err := b.c.Allows(Archive, s); code(err) != "letter_not_served" || b.c.WaitsFor() != ClerkWaits {
		t.Errorf("archived before it went out: %v, waits for %s", err, b.c.WaitsFor())
	}
	b.add("2026-10-22", &Served{Letter: 2, Way: Direct})
	if err := b.c.Allows(Archive, s); err != nil {
		t.Error(err)
	}
	if _, err := b.c.Project(cal, day("2026-10-22")); err != nil || b.c.Stage() != StageReplied {
		t.Errorf("%s: %v", b.c.Stage(), err)
	}
	if w := begun().add("2026-10-21", &Withdrawn{}); w.c.Letters[1].Stage != IsDropped || w.c.Letters[2].Stage != IsVoid {
		t.Errorf("after the withdrawal: %s, %s", w.c.Letters[1].Stage, w.c.Letters[2].Stage)
	}
}

// TestServiceToOthers: no letter to somebody else goes by mail or on the page of
// the applicant, whatever the applicant chose.
func TestServiceToOthers(t *testing.T) {
	b := received(t, "2026-09-22").add("2026-09-23", &Assigned{Unit: 4}).add("2026-10-08", wondering(AsThirdParty)).toOther("2026-10-08", ThirdPartyInquiry, 1, IsReady)
	s := Situation{Today: day("2026-10-09")}
	for _, way := range []Way{Emailed, Downloaded} {
		_, err := b.c.Service(Served{Letter: 1, Way: way}, s.Today, s)
		checkFields(t, string(way), err, map[string]fault.Code{"way": "other_not_electronic"})
	}
	if err := b.c.AllowsLetter(1, Dispatch, s); code(err) != "other_not_electronic" {
		t.Errorf("it goes into the outbox: %v", err)
	}
	if _, err := b.c.Service(Served{Letter: 1, Way: Posted, Tracking: "XA1"}, s.Today, s); err != nil {
		t.Error(err)
	}
	if to := b.c.AddresseeOf(b.c.Letters[0]); to.Name != "和宁某建设有限公司" || to.Address == b.c.Applicant.Address {
		t.Errorf("goes to %+v", to)
	}
	awaiting := received(t, "2026-09-22").add("2026-09-23", &Assigned{Unit: 4}).add("2026-09-23", wondering(AsThirdParty)).
		toOther("2026-09-23", ThirdPartyInquiry, 1, IsReady).letter("2026-09-24", ClarificationNotice, "", IsServed)
	if err := awaiting.c.AllowsLetter(1, Serve, s); code(err) != "inquiry_while_awaiting" {
		t.Errorf("while a supplement is awaited: %v", err)
	}
	paying := received(t, "2026-09-22").add("2026-09-23", &Assigned{Unit: 4}).add("2026-09-23", wondering(AsThirdParty)).
		toOther("2026-09-23", ThirdPartyInquiry, 1, IsReady).letter("2026-09-24", FeeNotice, "", IsServed)
	if err := paying.c.AllowsLetter(1, Serve, s); code(err) != "inquiry_while_paying" {
		t.Errorf("while the fee is awaited: %v", err)
	}
}

// TestAnswerByInput: an answer that came by mail names the input that was joined, which
// then is not the applicant's.
func TestAnswerByInput(t *testing.T) {
	b := inquired(t, AsThirdParty).add("2026-10-20", &Joined{Input: 9, InputNumber: "20261020-0001", Door: Mail})
	s := Situation{Today: day("2026-10-21")}
	f := *opined(1, Refuses)
	f.Input = 8
	_, _, err := b.c.Answering(f, day("2026-10-20"), s)
	checkFields(t, "another input", err, map[string]fault.Code{"input": "reasons_input_unknown"})
	f.Input = 9
	said, on, err := b.c.Answering(f, day("2026-10-20"), s)
	if err != nil {
		t.Fatal(err)
	}
	if b.c.FromOther(9) {
		t.Error("theirs before it was said")
	}
	if b.add(on.String(), said); !b.c.FromOther(9) || b.c.FromOther(8) || b.c.FromOther(0) {
		t.Errorf("%+v", b.c.Consultations)
	}
}

// TestCorrectedReceipt: silence rests on the day the letter came; when that is
// corrected it has to be recorded anew, and an answer proves that the letter came.
func TestCorrectedReceipt(t *testing.T) {
	cal := xinjiang(t)
	s := Situation{Today: day("2026-11-10")}
	corrected := func(failed bool, on string) ServiceCorrected {
		f := ServiceCorrected{Letter: 1, Failed: failed, Way: Posted, Tracking: "XA1", On: day(on), GotOn: day("2026-10-20")}
		f.Private.Reason = "回执上是 20 日"
		return f
	}
	b := inquired(t, AsThirdParty).add("2026-11-03", opined(1, Silent))
	f, err := b.c.CorrectedService(corrected(false, "2026-10-09"), s)
	if err != nil {
		t.Fatal(err)
	}
	b.add("2026-11-10", f)
	clock, err := b.c.Clock(cal, day("2026-11-10"))
	if err != nil || b.c.Consultations[0].Answer != "" || clock.State != deadline.Consulting {
		t.Errorf("%+v, %s, %v", b.c.Consultations[0], clock.State, err)
	}
	b = inquired(t, AsThirdParty).add("2026-10-16", opined(1, Consents))
	_, err = b.c.CorrectedService(corrected(true, "2026-10-09"), s)
	checkFields(t, "failed", err, map[string]fault.Code{"failed": "inquiry_was_answered"})
	_, err = b.c.CorrectedService(corrected(false, "2026-10-17"), s)
	checkFields(t, "later", err, map[string]fault.Code{"on": "inquiry_was_answered"})
}

// TestConsultationRefused: who cannot be asked, and what cannot be taken back.
func TestConsultationRefused(t *testing.T) {
	c := received(t, "2026-09-22").add("2026-09-23", &Assigned{Unit: 4}).c
	s := Situation{Today: day("2026-10-09")}
	_, err := c.Consulting(ConsultationOpened{}, s)
	checkFields(t, "empty", err, map[string]fault.Code{"as": "consulted_as_needed", "name": "consulted_name_needed", "about": "consulted_about_needed"})
	own := wondering(AsThirdParty)
	own.Private.Addressee.Name, own.Private.Addressee.Is = c.Applicant.Name, ""
	_, err = c.Consulting(*own, s)
	checkFields(t, "the applicant", err, map[string]fault.Code{"name": "consulted_is_applicant", "is": "consulted_is_needed"})
	if f, err := c.Consulting(*wondering(AsJointMaker), s); err != nil || f.Private.Addressee.Is != Authority {
		t.Errorf("%+v, %v", f, err)
	}
	if _, err := received(t, "2026-09-22").c.Consulting(*wondering(AsThirdParty), s); code(err) != "case_not_assigned" {
		t.Errorf("before it is assigned: %v", err)
	}
	taking := ConsultationWithdrawn{Consultation: 1}
	b := inquired(t, AsThirdParty)
	_, err = b.c.WithdrawingConsultation(taking, s)
	checkFields(t, "without reason", err, map[string]fault.Code{"reason": "reason_needed"})
	taking.Private.Reason = "不涉及第三方"
	f, err := b.c.WithdrawingConsultation(taking, s)
	if err != nil {
		t.Fatal(err)
	}
	b.add("2026-10-14", f)
	if _, err = b.c.WithdrawingConsultation(taking, s); code(err) != "no_consultation" {
		t.Errorf("taken back twice: %v", err)
	}
	_, err = inquired(t, AsThirdParty).add("2026-10-20", opined(1, Consents)).c.WithdrawingConsultation(taking, s)
	checkFields(t, "answered", err, map[string]fault.Code{"party": "consultation_answered"})
	if err := b.c.Allows(AnswerConsultation, s); code(err) != "inquiry_not_sent" {
		t.Errorf("answered after it was taken back: %v", err)
	}
}

// TestConsultClocks: each consultation has its clock, from the day the letter came.
func TestConsultClocks(t *testing.T) {
	told := func(Letter) []law.Remedy { return nil }
	of := func(b *book, today string) Clock {
		t.Helper()
		all, err := b.c.Clocks(xinjiang(t), day(today), told)
		if err != nil {
			t.Fatal(err)
		}
		for _, k := range all {
			if k.What == ConsultClock {
				return k
			}
		}
		return Clock{}
	}
	posted := received(t, "2026-09-22").add("2026-09-23", &Assigned{Unit: 4}).add("2026-10-08", wondering(AsThirdParty)).
		toOther("2026-10-08", ThirdPartyInquiry, 1, IsReady)
	for _, tc := range []struct {
		name  string
		b     *book
		today string
		state ClockState
		waits Party
		until string
	}{
		{"not sent", posted, "2026-10-09", ClockNotBegun, ClerkWaits, ""},
		{"running", inquired(t, AsThirdParty), "2026-11-03", ClockRuns, ThirdPartyWaits, "2026-11-03"},
		{"over, nothing recorded", inquired(t, AsThirdParty), "2026-11-04", ClockMissed, UnitWaits, "2026-11-03"},
		{"answered", inquired(t, AsThirdParty).add("2026-10-20", opined(1, Consents)), "2026-11-04", ClockMet, NobodyWaits, "2026-11-03"},
		{"silent", inquired(t, AsJointMaker).add("2026-11-03", opined(1, Silent)), "2026-11-04", ClockMissed, NobodyWaits, "2026-11-03"},
		{"an agency without a day", inquired(t, AsAgency), "2026-11-04", ClockNotBegun, ThirdPartyWaits, ""},
	} {
		k := of(tc.b, tc.today)
		if k.State != tc.state || k.WaitsFor != tc.waits || k.Until.String() != tc.until || k.Steps == "" || k.Article == "" {
			t.Errorf("%s: %+v", tc.name, k)
		}
	}
}

// TestConsultationsFold: others are numbered one after the other; a letter to
// nobody, or of a consultation that is not there, is no fact.
func TestConsultationsFold(t *testing.T) {
	b := received(t, "2026-09-22")
	for _, f := range []ledger.Fact{
		&Drafted{Letter: 1, Kind: ThirdPartyInquiry, To: 1}, &ConsultationAnswered{Consultation: 1}, &ConsultationOpened{Consultation: 2, To: 1}, &ConsultationOpened{Consultation: 1, To: 2},
	} {
		if b.try(day("2026-09-24"), f) == nil {
			t.Errorf("%+v was taken", f)
		}
	}
	body, _ := json.Marshal(&Drafted{Letter: 1, Kind: "disclose"})
	if want := `{"letter":1,"kind":"disclose"}`; string(body) != want {
		t.Errorf("a letter to the applicant is stored as %s, as before it was %s", body, want)
	}
}
