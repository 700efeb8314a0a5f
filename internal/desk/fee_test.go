package desk

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"mingda/internal/casefile"
	"mingda/internal/deadline"
	"mingda/internal/intake"
	"mingda/internal/law"
	"mingda/internal/letter"
)

// charging lets the first agency charge the fee.
func (b *bench) charging() {
	b.t.Helper()
	a, err := b.Agency(ctx, b.by("admin"), 1)
	b.must(err)
	a.ChargesFee = true
	_, err = b.PutAgency(ctx, b.by("admin"), a)
	b.must(err)
}

// paying is a case whose notice of a fee of 1300 yuan was posted on 24 September.
func (b *bench) paying() casefile.ID {
	b.t.Helper()
	b.needFonts()
	b.charging()
	id, _ := b.handled(casefile.ByPost)
	n := b.signed(id, letter.FeeNotice, byPages(100+30))
	b.goTo("2026-09-24")
	b.must(b.Serve(ctx, b.by("clerk"), id, ServiceForm{Letter: n, Way: casefile.Posted, On: b.today(), Tracking: "XA1"}))
	b.due(id, deadline.AwaitingPayment, "")
	b.waits(id, casefile.ApplicantWaits)
	b.stage(id, casefile.StagePaying)
	return id
}

// byPages are the values of a notice for so many pages.
func byPages(n int) letter.Values {
	return letter.Values{"fee_mode": "page", "fee_pages": map[int]string{130: "130", 30: "30"}[n], "fee_how": "持本通知书到窗口缴纳"}
}

// TestFeeOff: an agency that charges none has nothing of fees, and says so; what is
// free is told as free.
func TestFeeOff(t *testing.T) {
	b := newBench(t)
	b.needFonts()
	id, _ := b.handled(casefile.ByPost)
	_, _, err := b.SaveDraft(ctx, b.by("officer"), id, DraftForm{Kind: letter.FeeNotice, Values: byPages(130)})
	b.refused(err, "fee_not_charged")
	v, err := b.Case(ctx, b.by("officer"), id)
	b.must(err)
	for _, o := range v.Options {
		if o.Kind == casefile.FeeNotice && !o.MayNot {
			t.Error("a notice of the fee is offered")
		}
	}
	b.charging()
	n, version, err := b.SaveDraft(ctx, b.by("officer"), id, DraftForm{Kind: letter.FeeNotice, Values: byPages(30)})
	b.must(err)
	b.refused(b.Submit(ctx, b.by("officer"), id, version, n), "letter_incomplete", "fee_pages")
	b.sound()
}

// TestFee: told, signed for later than posted, paid: the amount must be right, the
// period runs anew; recorded by mistake it is awaited again.
func TestFee(t *testing.T) {
	b := newBench(t)
	id := b.paying()
	notice := b.caseOf(id).Letters[0]
	if notice.Fee != 1300 {
		t.Fatalf("the notice tells %d yuan", notice.Fee)
	}
	payBy := func(want string) {
		t.Helper()
		row, err := b.DB.CaseRow(ctx, id)
		if err != nil || row.PayBy.String() != want {
			t.Errorf("to be paid until %q, %v; want %q", row.PayBy, err, want)
		}
	}
	payBy("2026-10-29") // from the day of posting, while nobody knows when it came
	b.goTo("2026-09-29")
	b.must(b.ConfirmDelivery(ctx, b.by("clerk"), id, ServiceForm{Letter: 1, On: day("2026-09-28")}))
	payBy("2026-10-30")
	b.due(id, deadline.AwaitingPayment, "")
	_, err := b.FeeReceiptPDF(ctx, b.by("clerk"), id)
	b.refused(err, "fee_receipt_unpaid")

	b.goTo("2026-10-12")
	paid := PaymentForm{On: day("2026-10-10"), Amount: 1300, Bill: "0650-1", Proof: []intake.File{b.upload("缴费凭证.png", "image/png", "凭证")}}
	less := paid
	less.Amount = 130
	b.refused(b.TakePayment(ctx, b.by("officer"), id, less), "payment_differs", "amount")
	b.refused(b.TakePayment(ctx, b.by("signer"), id, paid), "auth_role")
	b.must(b.TakePayment(ctx, b.by("officer"), id, paid))
	b.refused(b.TakePayment(ctx, b.by("officer"), id, paid), "payment_not_awaited")
	b.due(id, deadline.Running, "2026-11-06")
	payBy("")
	b.stage(id, casefile.StageHandling)
	c := b.caseOf(id)
	if m, ok := c.Material(c.Payment.Proof); !ok || m.Name != "缴费凭证.png" || c.Payment.Bill != "0650-1" {
		t.Errorf("%+v proved by %+v", c.Payment, m)
	}
	receipt, err := b.FeeReceiptPDF(ctx, b.by("clerk"), id)
	b.must(err)
	words := b.words(bytes.NewReader(receipt))
	for _, said := range []string{notice.Number, "1300元", "2026年10月10日", "0650-1"} {
		if !strings.Contains(words, said) {
			t.Errorf("the receipt does not say %s: %s", said, words)
		}
	}
	b.sound()

	back := casefile.TakenBack{Corrects: c.Payment.N}
	back.Private.Reason = "记到了别的案件"
	b.must(b.TakeBack(ctx, b.by("clerk"), id, 0, back))
	b.due(id, deadline.AwaitingPayment, "")
	payBy("2026-10-30")
	b.sound()
}

// TestFeeUnpaid: not paid in time, the case is closed, or answered so; it goes on
// where it turns out to have been paid.
func TestFeeUnpaid(t *testing.T) {
	b := newBench(t)
	id := b.paying()
	b.goTo("2026-10-29")
	b.refused(b.Close(ctx, b.by("clerk"), id, 0, closing(law.NoPayment)), "unpaid_too_early", "result")
	_, _, err := b.SaveDraft(ctx, b.by("officer"), id, DraftForm{Kind: letter.NoPayment, Values: letter.Values{}})
	b.refused(err, "unpaid_too_early")
	b.goTo("2026-10-30")
	v, err := b.Draft(ctx, b.by("officer"), id, 0, letter.NoPayment, nil, nil)
	b.must(err)
	standard := map[string]string{}
	for _, f := range v.Fields {
		standard[f.Name] = f.Standard
	}
	if standard["fee_number"] != b.caseOf(id).Letters[0].Number || standard["fee_amount"] != "1300元" || standard["fee_by"] != "2026-10-29" || standard["fee_on"] != "2026-09-22" {
		t.Errorf("filled in: %v", standard)
	}
	b.must(b.Close(ctx, b.by("clerk"), id, 0, closing(law.NoPayment)))
	b.due(id, deadline.StateClosed, "")
	b.must(b.Resume(ctx, b.by("clerk"), id, 0, "10月20日已经缴了"))
	b.due(id, deadline.AwaitingPayment, "")
	b.must(b.TakePayment(ctx, b.by("clerk"), id, PaymentForm{On: day("2026-10-20"), Amount: 1300, Bill: "0650-1"}))
	b.due(id, deadline.Running, "2026-11-17")
	b.sound()
}

// TestFeeWaived: the period runs as if there had been no notice, and no second one
// goes out.
func TestFeeWaived(t *testing.T) {
	b := newBench(t)
	id := b.paying()
	b.goTo("2026-11-02")
	v, err := b.Case(ctx, b.by("signer"), id)
	b.must(err)
	if due, err := b.DueIfWaived(v); err != nil || due != day("2026-10-27") {
		t.Errorf("would be due on %s, %v", due, err)
	}
	b.refused(b.WaiveFee(ctx, b.by("clerk"), id, 0, "件数算错"), "auth_role")
	b.refused(b.WaiveFee(ctx, b.by("signer"), id, 0, " "), "reason_needed", "reason")
	b.must(b.WaiveFee(ctx, b.by("signer"), id, 0, "件数算错"))
	b.due(id, deadline.Running, "2026-10-27")
	b.refused(b.TakePayment(ctx, b.by("clerk"), id, PaymentForm{}), "payment_not_awaited")
	_, _, err = b.SaveDraft(ctx, b.by("officer"), id, DraftForm{Kind: letter.FeeNotice, Values: byPages(130)})
	b.refused(err, "fee_once")
	b.sound()
}

// TestEarlierRequests: the register says how many requests the applicant made before
// in the month; another number has its reason.
func TestEarlierRequests(t *testing.T) {
	b := newBench(t)
	b.needFonts()
	b.charging()
	earlier := func(id casefile.ID, want int) {
		t.Helper()
		if n, err := b.earlierRequests(ctx, b.DB, b.caseOf(id)); err != nil || n != want {
			t.Errorf("%d earlier requests, %v; want %d", n, err, want)
		}
	}
	first, _ := b.handled(casefile.ByPost)
	earlier(first, 0)
	namesake := people
	namesake.IDNumber = "65000019900307004X"
	other := b.register(b.web(form(casefile.ByPost)).Input, wants(casefile.ByPost))
	b.must(b.CorrectPerson(ctx, b.by("clerk"), other, 0, namesake, casefile.ByPost, "同名的另一人"))
	annulled := b.register(b.web(form(casefile.ByPost)).Input, wants(casefile.ByPost))
	b.must(b.Annul(ctx, b.by("checker"), annulled, 0, "登记错了"))
	second, _ := b.handled(casefile.ByPost)
	earlier(second, 1)
	b.goTo("2026-10-09")
	later, _ := b.handled(casefile.ByPost)
	earlier(later, 0) // another month

	v := letter.Values{"fee_mode": "item", "fee_items": "3", "fee_earlier": "10", "fee_how": "到窗口缴纳"}
	n, version, err := b.SaveDraft(ctx, b.by("officer"), second, DraftForm{Kind: letter.FeeNotice, Values: v})
	b.must(err)
	b.refused(b.Submit(ctx, b.by("officer"), second, version, n), "letter_incomplete", "fee_earlier_why")
	v["fee_earlier_why"] = "另有九件由邮箱收到，登记在别处"
	_, version, err = b.SaveDraft(ctx, b.by("officer"), second, DraftForm{Letter: n, Kind: letter.FeeNotice, Values: v})
	b.must(err)
	b.must(b.Submit(ctx, b.by("officer"), second, version, n))
	seen, err := b.Draft(ctx, b.by("checker"), second, n, "", nil, nil)
	b.must(err)
	if !slices.ContainsFunc(seen.Findings, func(f letter.Finding) bool {
		return f.Level == letter.Look && f.Text == "登记簿上此前有1件，改为10件：另有九件由邮箱收到，登记在别处"
	}) {
		t.Errorf("the checker is not told: %+v", seen.Findings)
	}
	b.sound()
}
