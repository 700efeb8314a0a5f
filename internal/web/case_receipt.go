package web

import (
	"context"
	"slices"
	"strconv"

	"mingda/internal/auth"
	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/desk"
	"mingda/internal/fault"
	"mingda/internal/page"
)

// otherDay is the value of the choice that names a day of its own.
const otherDay = "other"

var correctReceiptAct = caseAct{
	do:    casefile.CorrectReceipt,
	lead:  "收到之日定错了就改。原来的留在经过里，期限按新的日子重新计算。",
	done:  "收到之日已更正，期限已重新计算",
	moves: true,
	fields: func(s *Server, v desk.CaseView, f *page.Form, p *actPage) {
		other := f.Date("received_on", "另定的日子").AsOptional()
		other.Hint = "只在选“另定”时填。" + other.Hint
		reason := f.Textarea("receipt_reason", "为什么改").WithHint("写明凭什么，存入经过。").AsRequired()
		p.Dates = s.receiptChoice(v, f)
		p.Fields = []page.Field{other, reason}
		if sure := sureOf(f, "received_on"); sure.Name != "" {
			p.Fields = []page.Field{other, sure, reason}
		}
		p.Notes = lettersToldNotes(v.Case)
		if unserved, _ := v.Case.LettersTold(); len(unserved) > 0 {
			p.Sure = f.Checkbox(sureField, "看过了：上面没有送达的文书改了以后要作废，重新签发")
		}
	},
	run: func(s *Server, ctx context.Context, by auth.User, sent actSent) error {
		v, err := s.Desk.Case(ctx, by, sent.id)
		if err != nil {
			return err
		}
		receipt, err := receiptIn(v.Case.Receipt.Candidates, sent)
		if err != nil {
			return err
		}
		if err := knowsLettersTold(v.Case, sent); err != nil {
			return err
		}
		return s.Desk.CorrectReceipt(ctx, by, sent.id, sent.version, receipt)
	},
}

// receiptChoice lists the days that could be the day of receipt, each with its
// proof and the last day that follows.
func (s *Server) receiptChoice(v desk.CaseView, f *page.Form) page.ReceiptDates {
	field := f.Field("radios", "receipt", "收到申请之日")
	d := page.ReceiptDates{Name: field.Name, ID: field.ID, Error: field.Error,
		Result: "现在定的是 " + v.Case.Receipt.On.Chinese() + because(v.Case.Receipt.Reason)}
	candidates := v.Case.Receipt.Candidates
	for _, day := range receiptDays(candidates, -1) {
		value := strconv.Itoa(day.Stands)
		d.Options = append(d.Options, page.ReceiptDate{
			Value: value, On: day.On, Checked: field.Value == value, Reason: day.proofs(candidates) + s.dueThen(v, day.On),
		})
	}
	d.Options = append(d.Options, page.ReceiptDate{Value: otherDay, Label: "另定", Checked: field.Value == otherDay, Reason: "在下面填日子，写明依据"})
	return d
}

// dueThen says which last day would follow from another day of receipt.
func (s *Server) dueThen(v desk.CaseView, on calendar.Date) string {
	switch due, ok := s.Desk.DueIfReceived(v, on); {
	case !ok:
		return "晚于后来发生的事，不能选。"
	case due.IsZero():
		return ""
	default:
		return "最迟 " + due.Chinese() + "。"
	}
}

// receiptIn reads the chosen day of receipt.
func receiptIn(candidates []casefile.ReceiptCandidate, sent actSent) (casefile.Receipt, error) {
	bad := fault.Form{}
	receipt := casefile.Receipt{Ground: casefile.OtherGround, Reason: sent.Value("receipt_reason")}
	switch i, err := strconv.Atoi(sent.Value("receipt")); {
	case sent.Value("receipt") == otherDay:
		if receipt.On = dayIn(sent.Values, "received_on", bad); receipt.On.IsZero() {
			bad.Bad("received_on", "date_unreadable")
		}
		receipt.Sure = slices.Contains(sureDays(sent.Values), receipt.On)
	case err != nil || i < 0 || i >= len(candidates):
		bad.Bad("receipt", "receipt_unknown")
	default:
		receipt.On, receipt.Ground = candidates[i].On, candidates[i].Ground
	}
	if receipt.Reason == "" {
		bad.Bad("receipt_reason", "receipt_needs_reason")
	}
	return receipt, bad.Err()
}
