package casefile

import (
	"testing"

	"mingda/internal/deadline"
	"mingda/internal/fault"
	"mingda/internal/law"
	"mingda/internal/ledger"
)

// severalAsked is a case that asks for three things, assigned.
func severalAsked(t *testing.T) *book {
	wants := &WantsCorrected{Corrects: 1}
	wants.Private.Subject, wants.Private.Content = "方案", "1. 补偿方案\n2. 拨付凭证\n\n3. 会议记录"
	return received(t, "2026-09-22").add("2026-09-22", wants, &Assigned{Unit: 4})
}

// splitting asks for items to be split off.
func splitting(text string, items ...string) Splitting {
	return Splitting{PartText: PartText{Items: items, Text: text, Reason: "由两个单位办"}}
}

// gone is that an item went to a case of its own.
func gone(n int, item string) *SplitOut {
	return &SplitOut{Split: n, To: ID(100 + n), Number: "2026-0200", Private: PartText{Items: []string{item}}}
}

// TestSplitInto: what can go to a case of its own, and when, and why not.
func TestSplitInto(t *testing.T) {
	cal := xinjiang(t)
	without := splitting("", "2. 拨付凭证")
	without.Reason = " "
	named := splitting("", "2. 拨付凭证", "3. 会议记录")
	named.Each, named.Subject = true, "其他"
	correcting := received(t, "2026-09-22")
	correcting.c.Type = Correction
	consultation := &ConsultationOpened{Consultation: 1, To: 1}
	for _, x := range []struct {
		name string
		b    *book
		f    Splitting
		want fault.Code
	}{
		{"an item", severalAsked(t), splitting("", "2. 拨付凭证"), ""},
		{"in words", severalAsked(t), splitting("2024年以前的补偿方案"), ""},
		{"nothing", severalAsked(t), splitting(" "), "split_needed"},
		{"all", severalAsked(t), splitting("", "1. 补偿方案", "2. 拨付凭证", "3. 会议记录"), "split_is_all"},
		{"the rest", severalAsked(t).add("2026-09-23", gone(1, "2. 拨付凭证"), gone(2, "3. 会议记录")), splitting("", "1. 补偿方案"), "split_is_all"},
		{"the rest in words", severalAsked(t).add("2026-09-23", gone(1, "2. 拨付凭证"), gone(2, "3. 会议记录")), splitting("1. 补偿方案"), "split_is_all"},
		{"twice", severalAsked(t).add("2026-09-23", gone(1, "2. 拨付凭证")), splitting("", "2. 拨付凭证"), "split_unknown"},
		{"without reason", severalAsked(t), without, "reason_needed"},
		{"a subject for several", severalAsked(t), named, "split_subject_of_several"},
		{"a clarification answered", severalAsked(t).letter("2026-09-23", ClarificationNotice, "", IsServed).add("2026-09-24", &Supplemented{}), splitting("", "2. 拨付凭证"), ""},
		{"a clarification asked", severalAsked(t).letter("2026-09-23", ClarificationNotice, "", IsServed), splitting("", "2. 拨付凭证"), "split_while_awaiting"},
		{"a clarification drafted", severalAsked(t).letter("2026-09-23", ClarificationNotice, "", InDraft), splitting("", "2. 拨付凭证"), "split_letter"},
		{"extended", severalAsked(t).letter("2026-09-23", ExtensionNotice, "", IsServed), splitting("", "2. 拨付凭证"), "split_letter"},
		{"a fee told", severalAsked(t).letter("2026-09-23", FeeNotice, "", IsServed), splitting("", "2. 拨付凭证"), "split_letter"},
		{"drafted", severalAsked(t).letter("2026-09-23", "disclose", law.Disclose, InDraft), splitting("", "2. 拨付凭证"), "split_letter"},
		{"a draft given up", severalAsked(t).letter("2026-09-23", "disclose", law.Disclose, InDraft).add("2026-09-23", &Dropped{Letter: 1}), splitting("", "2. 拨付凭证"), ""},
		{"signed", severalAsked(t).letter("2026-09-23", "disclose", law.Disclose, IsReady), splitting("", "2. 拨付凭证"), "reply_signed"},
		{"replied", severalAsked(t).letter("2026-09-23", "disclose", law.Disclose, IsServed), splitting("", "2. 拨付凭证"), "case_not_open"},
		{"consulted", severalAsked(t).add("2026-09-23", consultation), splitting("", "2. 拨付凭证"), "split_consulting"},
		{"handed on", severalAsked(t).add("2026-09-23", &TransferAgreed{Transfer: 1, To: 1}), splitting("", "2. 拨付凭证"), "split_transferred"},
		{"challenged", severalAsked(t).add("2026-09-23", &Challenged{Forum: InReview}), splitting("", "2. 拨付凭证"), "split_challenged"},
		{"a part to be dropped", severalAsked(t).add("2026-09-23", &PartWithdrawalAsked{}), splitting("", "2. 拨付凭证"), "split_withdrawal_asked"},
		{"a correction", correcting, splitting("一部分"), "not_for_correction"},
	} {
		s, err := x.b.c.Situation(cal, day("2026-09-24"))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := x.b.c.SplitInto(x.f, s); code(err) != x.want {
			t.Errorf("%s: %v, want %q", x.name, err, x.want)
		}
	}

	each := splitting("另有的", "2. 拨付凭证", "3. 会议记录")
	each.Each = true
	s, _ := severalAsked(t).c.Situation(cal, day("2026-09-24"))
	parts, err := severalAsked(t).c.SplitInto(each, s)
	if err != nil || len(parts) != 3 || parts[1].What()[0] != "3. 会议记录" || parts[2].What()[0] != "另有的" || parts[2].Reason == "" {
		t.Errorf("each: %+v, %v", parts, err)
	}
}

// TestSplitOff: the case that is split off has the clock of the old one, also after a
// clarification, which is not asked for again; it cannot be annulled, nor the answer
// to the clarification be taken back on either side; its day can be corrected.
func TestSplitOff(t *testing.T) {
	cal := xinjiang(t)
	for _, clarified := range []bool{false, true} {
		old := severalAsked(t)
		old.c.Receipt.Candidates = []ReceiptCandidate{{On: day("2026-09-20"), Ground: Arrived}}
		if clarified {
			old.letter("2026-09-24", ClarificationNotice, "", IsServed).add("2026-09-28", &Supplemented{Ground: HandedIn, Reason: "送来的"})
		}
		part := PartText{Items: []string{"2. 拨付凭证"}}
		registered := old.c.RegisteredApart(part, "拨付凭证")
		registered.Number = "2026-0200"
		apart := &book{t: t, c: &Case{ID: 101}}
		off, supplied, on := old.c.SplittingOff(part)
		apart.add("2026-09-29", registered, off)
		if supplied != nil {
			apart.add(on.String(), supplied)
		}
		old.add("2026-09-29", gone(1, "2. 拨付凭证"))

		for _, today := range []string{"2026-09-29", "2026-10-20", "2026-12-01"} {
			was, err := old.c.Clock(cal, day(today))
			is, err2 := apart.c.Clock(cal, day(today))
			if err != nil || err2 != nil || was.Due != is.Due || was.State != is.State || was.ClarifyBy != is.ClarifyBy || was.Due.IsZero() {
				t.Errorf("clarified %v, %s: %+v, the old %+v, %v, %v", clarified, today, is, was, err, err2)
			}
			strict, _ := apart.c.StrictDue(cal, day(today))
			if before, _ := old.c.StrictDue(cal, day(today)); strict != before {
				t.Errorf("strictest %s, the old %s", strict, before)
			}
		}
		if old.c.Left() != "1. 补偿方案\n3. 会议记录" || apart.c.Left() != "2. 拨付凭证" || apart.c.Wants.Subject != "拨付凭证" || apart.c.Applicant != old.c.Applicant {
			t.Errorf("left %q, apart %+v", old.c.Left(), apart.c.Wants)
		}
		s, _ := apart.c.Situation(cal, day("2026-09-29"))
		if err := apart.c.Allows(Annul, s); code(err) != "split_annul_part" {
			t.Errorf("annulled: %v", err)
		}
		want := fault.Code("")
		if clarified {
			want = "clarification_before_split"
		}
		if err := apart.c.AllowsNew(ClarificationNotice, s); code(err) != want {
			t.Errorf("clarified %v, asked again: %v", clarified, err)
		}
		if !clarified {
			if err := old.c.Allows(Annul, s); code(err) != "split_annul_whole" {
				t.Errorf("the whole annulled: %v", err)
			}
			continue
		}
		if err := apart.c.AllowsTakingBack(3, s); code(err) != "supplement_before_split" {
			t.Errorf("the supplement taken back apart: %v", err)
		}
		if p, _ := old.c.supplement(); code(old.c.AllowsTakingBack(p.N, s)) != "supplement_split" {
			t.Errorf("the supplement taken back: %v", old.c.AllowsTakingBack(p.N, s))
		}
		f := SupplementCorrected{On: day("2026-09-23")}
		f.Private.Reason = "记错了"
		if _, err := apart.c.CorrectedSupplement(f, s); code(err) != "supplement_too_early" {
			t.Errorf("corrected to before it was asked: %v", err)
		}
		f.On = day("2026-09-25")
		corrected, err := apart.c.CorrectedSupplement(f, s)
		if err != nil {
			t.Fatal(err)
		}
		before, _ := apart.c.Clock(cal, day("2026-09-29"))
		apart.add("2026-09-29", corrected)
		if after, _ := apart.c.Clock(cal, day("2026-09-29")); !after.Due.Before(before.Due) || after.State != deadline.Running {
			t.Errorf("corrected, due %s, before %s", after.Due, before.Due)
		}
	}
}

// TestTakingBackSplit: a part comes back while nobody has worked on it.
func TestTakingBackSplit(t *testing.T) {
	cal := xinjiang(t)
	old := severalAsked(t).add("2026-09-24", gone(1, "2. 拨付凭证"))
	s, _ := old.c.Situation(cal, day("2026-09-25"))
	back := SplitTakenBack{Split: 1}
	if _, err := old.c.TakingBackSplit(back, s); code(err) != "reason_needed" {
		t.Errorf("without reason: %v", err)
	}
	back.Private.Reason = "分错了"
	another := back
	another.Split = 2
	if _, err := old.c.TakingBackSplit(another, s); code(err) != "split_which" {
		t.Errorf("another: %v", err)
	}
	done, err := old.c.TakingBackSplit(back, s)
	if err != nil {
		t.Fatal(err)
	}
	if old.add("2026-09-25", gone(2, "3. 会议记录"), done); old.c.Left() != "1. 补偿方案\n2. 拨付凭证" {
		t.Errorf("left %q", old.c.Left())
	}
	if _, err := old.c.TakingBackSplit(back, s); code(err) != "split_taken_back" {
		t.Errorf("twice: %v", err)
	}
	if _, err := severalAsked(t).c.TakingBackSplit(back, s); code(err) != "split_none" {
		t.Errorf("nothing to take back: %v", err)
	}

	apart := func(facts ...ledger.Fact) *Case {
		b := received(t, "2026-09-22").add("2026-09-24", &SplitOff{From: 7, Number: "2026-0158"}, &Assigned{Unit: 4}, &UnitSignedFor{Unit: 4}, &CodeReplaced{})
		return b.add("2026-09-24", facts...).c
	}
	forgotten := apart(&Noted{}, &TakenBack{Corrects: 6})
	for _, x := range []struct {
		name string
		c    *Case
		want fault.Code
	}{
		{"given to a unit", apart(), ""},
		{"a remark", apart(&Noted{}), "split_worked"},
		{"a remark taken back", forgotten, ""},
		{"a draft", apart(&Drafted{Letter: 1, Kind: "disclose", Result: law.Disclose}), "split_worked"},
		{"split again", apart(gone(1, "征收补偿方案")), "split_worked"},
		{"withdrawn", apart(&Withdrawn{}), "split_not_open"},
	} {
		if _, err := x.c.GivesBack("分错了"); code(err) != x.want {
			t.Errorf("%s: %v, want %q", x.name, err, x.want)
		}
	}
}
