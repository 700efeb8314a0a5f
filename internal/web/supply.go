package web

import (
	"errors"
	"maps"
	"net/url"
	"strings"

	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/desk"
	"mingda/internal/fault"
	"mingda/internal/forms"
	"mingda/internal/page"
)

// supplyFields ask of what came in while a supplement was awaited whether it is
// that, and from which day it counts. Partial "supply_fields".
type supplyFields struct {
	Input    string // its id, where the form is about the case; else ""
	Is       page.Field
	From     []page.Field // whose it is, of several who ask jointly
	Dates    page.ReceiptDates
	OtherDay page.Field
	Reason   page.Field
}

// supplyFields makes the question; the proposed day is chosen, the answer is not:
// with it the clock runs or stands.
func (s *Server) supplyFields(f *page.Form, supply desk.Supply) *supplyFields {
	q := supplyFields{Is: f.Radios("supplies", "这是对补正通知的答复吗？", []page.Option{
		{Value: string(casefile.IsSupplement), Label: "是", Hint: "期限自收到它的次日起重新计算（条例第三十条）。"},
		{Value: string(casefile.IsNoSupplement), Label: "不是，只是补充说明", Hint: "仍等申请人补正，期限停着。"},
	})}
	q.Is = q.Is.WithHint("这件案件在等补正，补正期限到 " + supply.Until.Chinese() + "。")
	notice, _ := supply.Of.SupplementAsked()
	q.From = askedFrom(supply.Of, f, notice, "谁补来的")
	choice := f.Field("radios", "supplied", "收到补正之日")
	q.Dates = page.ReceiptDates{Name: choice.Name, ID: choice.ID, Legend: choice.Label, Error: choice.Error}
	for _, day := range receiptDays(supply.Candidates, supply.Proposed) {
		value := receiptValue(supply.Candidates[day.Stands])
		q.Dates.Options = append(q.Dates.Options, page.ReceiptDate{
			Value: value, On: day.On, Suggested: day.Suggested,
			Checked: choice.Value == value || choice.Value == "" && choice.Error == "" && day.Suggested,
			Reason:  day.proofs(supply.Candidates) + "最迟 " + s.Desk.DueFrom(casefile.Request, day.On).ChineseShort() + "答复。",
		})
	}
	q.Dates.Options = append(q.Dates.Options, page.ReceiptDate{Value: otherDay, Label: "另定", Checked: choice.Value == otherDay, Reason: "须写明依据，存入经过"})
	q.OtherDay = f.Date("supplied_on", "另定的日子")
	q.Reason = f.Textarea("supplied_reason", "为什么是这一天").WithRows(2).WithHint("不选建议的那天，写明依据，存入经过。")
	return &q
}

// supplyingIn reads the answer to the question.
func supplyingIn(v url.Values) casefile.Supplying {
	said := casefile.Supplying{Is: casefile.Whether(v.Get("supplies")), From: askedFromIn(v)}
	said.Receipt.Reason = trimmed(v, "supplied_reason")
	if chosen := v.Get("supplied"); chosen == otherDay {
		said.Receipt.Ground = casefile.OtherGround
		said.Receipt.On, _ = forms.ParseDay(v.Get("supplied_on")) // what cannot be read is no day, which desk refuses
	} else {
		ground, day, _ := strings.Cut(chosen, "/")
		said.Receipt.Ground = casefile.Ground(ground)
		said.Receipt.On, _ = calendar.ParseDate(day)
	}
	return said
}

// supplyFault puts what is wrong with the day of a supplement beside the choice
// it came from.
func supplyFault(err error, chosen string) error {
	var e *fault.Error
	if chosen == otherDay || !errors.As(err, &e) || e.Fields["supplied_on"] == nil {
		return err
	}
	moved := *e
	moved.Fields = maps.Clone(e.Fields)
	moved.Fields["supplied"] = e.Fields["supplied_on"]
	if chosen == "" {
		moved.Fields["supplied"] = fault.New(fault.Invalid, "receipt_choose")
	}
	delete(moved.Fields, "supplied_on")
	return &moved
}
