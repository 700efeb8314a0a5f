package web

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"mingda/internal/auth"
	"mingda/internal/casefile"
	"mingda/internal/desk"
	"mingda/internal/fault"
	"mingda/internal/law"
	"mingda/internal/ledger"
	"mingda/internal/page"
)

// The processing fee (信息处理费): its payment, and what ends the waiting for it. An
// entry about it that was made by mistake is taken back (takeBackAct).

var takePaymentAct = caseAct{
	do:    casefile.TakePayment,
	lead:  "申请人缴了信息处理费。答复的期限自缴费次日起重新计算（国办函〔2020〕109号）。",
	done:  "已登记缴费，期限重新计算",
	moves: true,
	scans: "缴费凭证",
	fields: func(s *Server, v desk.CaseView, f *page.Form, p *actPage) {
		notice, _ := v.Case.PaymentAsked()
		if v.Unpaid {
			p.Notes = append(p.Notes, page.Note{Kind: page.Soon, Strong: "缴费期限已过：", Text: "期限到 " + v.Row.PayBy.Chinese() + "。期满以后缴的仍然算数，经过和期限里写明晚于缴费期限。"})
		}
		on := f.Date("on", "缴费之日").AsRequired()
		p.Fields = append(askedFrom(v.Case, f, notice, "谁缴的"),
			on.WithHint("以票据、回单上的日子为准。"+on.Hint),
			f.Number("amount", "金额（元）").WithHint(fmt.Sprintf("%s 通知的是 %d 元，要缴足。", notice.Number, notice.Fee)).WithWidth("s").AsRequired(),
			f.Text("bill", "财政票据号").WithWidth("m").WithAutocomplete("off").AsRequired(),
		)
	},
	run: func(s *Server, ctx context.Context, by auth.User, sent actSent) error {
		bad := fault.Form{}
		on := dayIn(sent.Values, "on", bad)
		amount, err := strconv.Atoi(strings.TrimSuffix(strings.ReplaceAll(sent.Value("amount"), ",", ""), "元"))
		if err != nil {
			bad.Bad("amount", "payment_amount")
		}
		if err := bad.Err(); err != nil {
			return err
		}
		return s.Desk.TakePayment(ctx, by, sent.id, desk.PaymentForm{Version: sent.version, On: on, Amount: amount, Bill: sent.Value("bill"), From: askedFromIn(sent.Values), Proof: sent.scans})
	},
}

var waiveFeeAct = caseAct{
	do:    casefile.WaiveFee,
	lead:  "收费通知送达以后，发现不该收、算错了，这件申请不再收费。法律没有规定这种情形怎样计算期限，按对本机关最严的读法：当作没有通知过缴费，等缴费的日子照样算进期限。",
	needs: aReason,
	grave: "不再收费以后，这件申请不能再通知缴费。我已核对，并告诉申请人不用缴。",
	done:  "不再收费，期限按没有通知过算",
	moves: true,
	fields: func(s *Server, v desk.CaseView, f *page.Form, p *actPage) {
		p.Notes = append(p.Notes, page.Note{Kind: page.Soon, Strong: "不再收费以后：", Text: s.afterWaiving(v)})
		p.Fields = []page.Field{f.Textarea("reason", "为什么不再收费").WithHint("如：当月件数算错，没有超过十件。").AsRequired()}
	},
	run: func(s *Server, ctx context.Context, by auth.User, sent actSent) error {
		return s.Desk.WaiveFee(ctx, by, sent.id, sent.version, sent.Value("reason"))
	},
}

// afterWaiving says how the period would stand if the fee were not charged.
func (s *Server) afterWaiving(v desk.CaseView) string {
	due, err := s.Desk.DueIfWaived(v)
	if err != nil || due.IsZero() {
		return "期限按没有通知过算。"
	}
	return "最迟" + due.ChineseFull() + "答复" + wordIf(s.Desk.Today().After(due), "，已经逾期") + "。"
}

// feeNotes say on the case that the fee was not paid in time.
func (s *Server) feeNotes(v desk.CaseView) []page.Note {
	if !v.Unpaid {
		return nil
	}
	note := page.Note{Kind: page.Soon, Strong: "缴费期限已过，未缴费：",
		Text: "期限到 " + v.Row.PayBy.Chinese() + "。逾期不缴的，视为放弃申请（国办函〔2020〕109号）：可以发逾期不缴费告知书，也可以按逾期不缴费结案。这时缴来，仍然收下。"}
	if notice, _ := v.Case.LetterOf(casefile.FeeNotice); !notice.ReceiptKnown() {
		note.Text += "通知书是邮寄的，还不知道哪天签收，期限先从交邮之日算：先查明签收之日。"
	}
	if allowed(v, casefile.Close) == nil {
		note.Link = page.Link{Label: "结案", Href: s.Pages.URL(casePath(v.Case.ID, string(casefile.Close)))}
	}
	return []page.Note{note}
}

// givenUpTyped is what closing a case opens with where its applicant has given up.
func givenUpTyped(v desk.CaseView) url.Values {
	switch {
	case v.NoAnswer:
		return url.Values{"result": {string(law.NoSupplement)}}
	case v.Unpaid:
		notice, _ := v.Case.LetterOf(casefile.FeeNotice)
		return url.Values{"result": {string(law.NoPayment)}, "reason": {fmt.Sprintf("%s以%s通知缴纳信息处理费%d元，期限到%s，没有缴纳。",
			notice.ServedOn.Chinese(), notice.Number, notice.Fee, v.Row.PayBy.Chinese())}}
	}
	return nil
}

// knowsFees reports whether anything of a fee is to be offered in a case: its agency
// charges one, or did when a notice went out.
func knowsFees(v desk.CaseView) bool {
	_, told := v.Case.LetterOf(casefile.FeeNotice)
	return told || v.Agency.ChargesFee
}

// feeStation is the station of the fee on the way of a case.
func feeStation(v desk.CaseView, notice casefile.Letter) page.Stage {
	switch {
	case notice.Waived:
		return page.Stage{Label: "缴费", Note: "不再收费"}
	case v.Case.Payment.N != 0:
		return past("缴费", v.Case.Payment.On)
	case v.Case.AwaitsPayment():
		return page.Stage{Label: "缴费", State: "now", Note: "至 " + v.Clock.PayBy.ChineseShort()}
	}
	return page.Stage{Label: "缴费", Note: "没有收到"}
}

// sendFeeReceipt serves GET /cases/{id}/fee-receipt.pdf.
func (s *Server) sendFeeReceipt(w http.ResponseWriter, r *http.Request, by auth.User) error {
	return sendSheet(w, r, by, "缴费确认书.pdf", s.Desk.FeeReceiptPDF)
}

var _ = tells(map[string]func(teller, ledger.Fact) telling{
	"fee_paid": told(func(t teller, f *casefile.FeePaid) telling {
		return telling{Title: "缴费", Text: ofOther(t.v.Case, f.From, "缴来") + fmt.Sprintf("%d 元，", f.Amount) + sentences(numbered("财政票据号 ", f.Bill)) + "期限自次日起重新计算。", Links: t.proof(f.Letter, f.Proof), Stops: true}
	}),
	"fee_waived": told(func(t teller, f *casefile.FeeWaived) telling {
		return telling{Title: "不再收费", Text: sentences(f.Private.Reason) + "期限按没有通知过缴费算。", Links: []page.Link{t.letterLink(f.Letter)}, Stops: true}
	}),
})
