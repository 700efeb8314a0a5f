package desk

import (
	"bytes"
	"strings"
	"testing"

	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/deadline"
	"mingda/internal/letter"
)

const company = "和宁某建设有限公司"

// asked opens a consultation with a company as a third party.
func (b *bench) asked(id casefile.ID) {
	b.t.Helper()
	f := casefile.ConsultationOpened{Of: casefile.AsThirdParty}
	f.Private.Addressee = casefile.Addressee{Name: company, Is: casefile.Organisation, Contact: "程某", Phone: "0990-1234567", PostCode: "834000", Address: "和宁市建设路 8 号"}
	f.Private.About = "施工合同的单价"
	b.must(b.Consult(ctx, b.by("officer"), id, b.caseOf(id).Version, f))
}

// signedTo drafts, checks and signs a letter to one of the others.
func (b *bench) signedTo(id casefile.ID, kind letter.Kind, to int, v letter.Values) int {
	b.t.Helper()
	n, version, err := b.SaveDraft(ctx, b.by("officer"), id, DraftForm{Kind: kind, Values: v, To: to})
	b.must(err)
	b.must(b.Submit(ctx, b.by("officer"), id, version, n))
	b.must(b.Check(ctx, b.by("checker"), id, version+1, n, ""))
	b.must(b.Sign(ctx, b.by("signer"), id, version+2, n))
	return n
}

// opined records what became of a consultation.
func (b *bench) opined(id casefile.ID, k int, a casefile.Answer, on string) error {
	f := casefile.ConsultationAnswered{Consultation: k, Answer: a}
	f.Private.Reason = "单价是商业秘密"
	var day calendar.Date
	if on != "" {
		day, _ = calendar.ParseDate(on)
	}
	return b.AnswerConsultation(ctx, b.by("clerk"), id, b.caseOf(id).Version, f, day, nil)
}

// TestConsultation: a third party is asked by letter, refuses, and is told that it is
// disclosed all the same, after the reply too; the applicant sees none of it and the
// third party does not learn who asked.
func TestConsultation(t *testing.T) {
	b := newBench(t)
	b.needFonts()
	id, visit := b.handled(casefile.ByEmail)
	b.due(id, deadline.Running, "2026-10-27")
	b.asked(id)
	_, _, err := b.SaveDraft(ctx, b.by("officer"), id, DraftForm{Kind: letter.ThirdPartyInquiry})
	b.refused(err, "letter_addressee_wrong")
	_, _, err = b.SaveDraft(ctx, b.by("officer"), id, DraftForm{Kind: letter.Disclose, To: 1})
	b.refused(err, "letter_addressee_wrong")
	_, _, err = b.SaveDraft(ctx, b.by("officer"), id, DraftForm{Kind: letter.OthersAsked})
	b.refused(err, "nobody_asked")
	n := b.signedTo(id, letter.ThirdPartyInquiry, 1, letter.Values{})
	b.refused(b.opined(id, 1, casefile.Consents, "2026-09-23"), "inquiry_not_sent")
	b.addressedTo(id, n)

	b.refused(b.Serve(ctx, b.by("clerk"), id, ServiceForm{Letter: n, Way: casefile.Emailed}), "other_not_electronic", "way")
	b.refused(b.Serve(ctx, b.by("clerk"), id, ServiceForm{Letter: n, Way: casefile.Downloaded}), "other_not_electronic", "way")
	b.goTo("2026-09-24")
	b.must(b.Serve(ctx, b.by("clerk"), id, ServiceForm{Letter: n, Way: casefile.Posted, Tracking: "XA1", On: b.today()}))
	b.goTo("2026-09-28")
	b.refused(b.opined(id, 1, casefile.Silent, ""), "silence_without_receipt", "answer")
	b.must(b.ConfirmDelivery(ctx, b.by("clerk"), id, ServiceForm{Letter: n, On: b.today()}))
	b.waits(id, casefile.ThirdPartyWaits)
	b.hidden(visit, id, n)
	b.must(b.opined(id, 1, casefile.Refuses, "2026-09-28"))
	b.due(id, deadline.Running, "2026-10-28") // 9-28 does not count

	told := b.signed(id, letter.OthersAsked, letter.Values{})
	b.must(b.Serve(ctx, b.by("clerk"), id, ServiceForm{Letter: told, Way: casefile.Downloaded}))
	if s, err := b.Status(ctx, visit); err != nil || len(s.Letters) != 1 || s.Letters[0].N != told {
		t.Errorf("the applicant sees %+v, %v", s.Letters, err)
	}
	begun, version, err := b.SaveDraft(ctx, b.by("officer"), id, DraftForm{Kind: letter.ThirdPartyTold, To: 1, Values: letter.Values{"because": "public", "interest": "涉及公共工程的质量"}})
	b.must(err)
	reply := b.signed(id, letter.Disclose, letter.Values{"given": "合同", "way": "enclosed"})
	b.must(b.Serve(ctx, b.by("clerk"), id, ServiceForm{Letter: reply, Way: casefile.Direct, On: b.today(), Recipient: "本人"}))
	b.stage(id, casefile.StageReplied)
	b.refused(b.Archive(ctx, b.by("clerk"), id, 0, casefile.PutAway{}), "letter_to_other_begun")
	_ = version
	b.must(b.Submit(ctx, b.by("officer"), id, b.caseOf(id).Version, begun))
	b.must(b.Check(ctx, b.by("checker"), id, b.caseOf(id).Version, begun, ""))
	b.must(b.Sign(ctx, b.by("signer"), id, b.caseOf(id).Version, begun))
	b.refused(b.Archive(ctx, b.by("clerk"), id, 0, casefile.PutAway{}), "letter_not_served")
	b.addressedTo(id, begun)
	b.must(b.Serve(ctx, b.by("clerk"), id, ServiceForm{Letter: begun, Way: casefile.Direct, On: b.today(), Recipient: "程某"}))
	b.hidden(visit, id, begun)
	b.must(b.Archive(ctx, b.by("clerk"), id, 0, casefile.PutAway{}))
	b.sound()
}

// addressedTo wants a letter and all that is printed for its way to be for the
// company, with nothing of the applicant on it.
func (b *bench) addressedTo(id casefile.ID, n int) {
	b.t.Helper()
	c := b.caseOf(id)
	value, err := signedValue(c.Letters[n-1])
	b.must(err)
	if value.Addressee != company || strings.Contains(value.Text(), c.Applicant.Name) {
		b.t.Errorf("the letter is to %s:\n%s", value.Addressee, value.Text())
	}
	waiting, err := b.WaitingLetters(ctx, b.by("clerk"))
	b.must(err)
	for _, w := range waiting {
		if w.Key == (LetterKey{id, n}) && (w.To.Name != company || !w.OnPaper() || !w.ByPost()) {
			b.t.Errorf("the print run has %+v", w)
		}
	}
	for name, paper := range map[string]func() ([]byte, error){
		"receipt":  func() ([]byte, error) { return b.ServiceReceiptPDF(ctx, b.by("clerk"), id, n, 0) },
		"cover":    func() ([]byte, error) { return b.ServiceCoverPDF(ctx, b.by("clerk"), id, n, 0) },
		"envelope": func() ([]byte, error) { return b.EnvelopePDF(ctx, b.by("clerk"), id, n, 0) },
	} {
		made, err := paper()
		b.must(err)
		text := strings.Join(strings.Fields(b.words(bytes.NewReader(made))), "")
		if !strings.Contains(text, company) || strings.Contains(text, c.Applicant.Name) || strings.Contains(text, "你单位的政府信息公开申请") {
			b.t.Errorf("%s:\n%s", name, text)
		}
	}
}

// hidden wants nothing of a letter to somebody else within the applicant's reach.
func (b *bench) hidden(visit Visit, id casefile.ID, n int) {
	b.t.Helper()
	s, err := b.Status(ctx, visit)
	b.must(err)
	for _, l := range s.Letters {
		if l.N == n {
			b.t.Error("the status page lists it")
		}
	}
	for _, k := range s.Clocks {
		if k.What == casefile.ConsultClock || k.Letter == n {
			b.t.Errorf("the status page has the clock %+v", k)
		}
	}
	_, err = b.FetchLetter(ctx, visit, n)
	b.refused(err, "letter_not_found")
	_, _, _, err = b.ReadLetter(ctx, visit, n)
	b.refused(err, "letter_not_found")
	for _, p := range b.caseOf(id).History {
		if f, ok := p.Fact.(*casefile.Fetched); ok && f.Letter == n {
			b.t.Error("it is noted as fetched")
		}
	}
	genuine, err := b.GenuineByCode(ctx, b.caseOf(id).Letters[n-1].Code)
	if err != nil || strings.Contains(genuine.Title+genuine.Number, company) {
		b.t.Errorf("by its code it is %+v, %v", genuine, err)
	}
}

// TestConsultationWithdrawn: taken back, it never stopped the clock, and its letter
// that was not sent is put away; wrong particulars are mended before.
func TestConsultationWithdrawn(t *testing.T) {
	b := newBench(t)
	b.needFonts()
	id, _ := b.handled(casefile.ByPost)
	b.asked(id)
	changed := casefile.ConsultationChanged{Consultation: 1}
	changed.Private.Addressee = casefile.Addressee{Name: company + "分公司", Is: casefile.Organisation, Address: "和宁市建设路 9 号"}
	changed.Private.About, changed.Private.Reason = "单价", "写错了"
	b.must(b.ChangeConsultation(ctx, b.by("officer"), id, b.caseOf(id).Version, changed))
	b.signedTo(id, letter.ThirdPartyInquiry, 1, letter.Values{})
	if c := b.caseOf(id); c.AddresseeOf(c.Letters[0]).Name != company+"分公司" {
		t.Errorf("goes to %+v", c.AddresseeOf(c.Letters[0]))
	}
	b.asked(id)
	second := b.signedTo(id, letter.ThirdPartyInquiry, 2, letter.Values{})
	b.must(b.Serve(ctx, b.by("clerk"), id, ServiceForm{Letter: second, Way: casefile.Posted, Tracking: "XA1", On: b.today()}))
	b.goTo("2026-09-30")
	v, err := b.Case(ctx, b.by("officer"), id)
	b.must(err)
	if due, err := b.DueWithoutConsultation(v, 2); err != nil || due.String() != "2026-10-27" || v.Clock.State != deadline.Consulting {
		t.Errorf("without it %s, %v; %s", due, err, v.Clock.State)
	}
	for k := 1; k <= 2; k++ {
		f := casefile.ConsultationWithdrawn{Consultation: k}
		b.refused(b.WithdrawConsultation(ctx, b.by("officer"), id, b.caseOf(id).Version, f), "reason_needed", "reason")
		f.Private.Reason = "不涉及第三方"
		b.must(b.WithdrawConsultation(ctx, b.by("officer"), id, b.caseOf(id).Version, f))
	}
	b.due(id, deadline.Running, "2026-10-27")
	if c := b.caseOf(id); c.Letters[0].Stage != casefile.IsVoid || c.Letters[1].Stage != casefile.IsServed {
		t.Errorf("%s, %s", c.Letters[0].Stage, c.Letters[1].Stage)
	}
	b.sound()
}

// TestAnswerByMail: a mail of a third party that was joined lies in the file as theirs.
func TestAnswerByMail(t *testing.T) {
	b := newBench(t)
	b.needFonts()
	id, _ := b.handled(casefile.ByPost)
	b.asked(id)
	n := b.signedTo(id, letter.ThirdPartyInquiry, 1, letter.Values{})
	b.must(b.Serve(ctx, b.by("clerk"), id, ServiceForm{Letter: n, Way: casefile.Direct, Recipient: "程某", On: b.today()}))
	in := b.mail(7, "opinion@example.org", letterIn("opinion@example.org", ""))
	_, err := b.Join(ctx, b.by("clerk"), in, Joining{Number: b.caseOf(id).Number})
	b.must(err)
	f := casefile.ConsultationAnswered{Consultation: 1, Answer: casefile.Consents, Input: int64(in)}
	b.must(b.AnswerConsultation(ctx, b.by("clerk"), id, b.caseOf(id).Version, f, b.today(), nil))
	papers, err := b.filePapers(ctx, b.caseOf(id))
	b.must(err)
	var names []string
	for _, p := range papers {
		names = append(names, p.Name)
	}
	if all := strings.Join(names, "、"); !strings.Contains(all, "被征求意见方来件") || strings.Contains(all, "申请人来件") {
		t.Errorf("the file has %s", all)
	}
	b.sound()
}
