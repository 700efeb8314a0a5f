package portal

import (
	"fmt"
	"strings"

	"mingda/internal/casefile"
	"mingda/internal/desk"
	"mingda/internal/law"
	"mingda/internal/letter"
	"mingda/internal/page"
)

// toPay is what a notice of the fee that is out tells, in plain words: how the
// amount came about and how to pay.
func toPay(st desk.Status) []string {
	if !st.Case.AsksPaymentOf(0) {
		return nil
	}
	notice, _ := st.Case.PaymentAsked()
	return append(reckoned(letter.Values(notice.Values)), payWays(notice.Values["fee_how"])...)
}

// reckoned says how the fee of a notice came about, one step a line.
func reckoned(v letter.Values) []string {
	fee, known := letter.FeeOf(v)
	if !known {
		return nil
	}
	unit, free := "件", fmt.Sprintf("同一个月里申请的前 %d 件不收费。", law.FreeItems)
	if letter.IsFeeByPage(v) {
		unit, free = "页", fmt.Sprintf("前 %d 页不收费。", law.FreePages)
	}
	lines := []string{free}
	for _, s := range fee.Steps {
		span := fmt.Sprintf("第 %d %s", s.From, unit)
		if s.To > s.From {
			span = fmt.Sprintf("第 %d 到 %d %s", s.From, s.To, unit)
		}
		lines = append(lines, fmt.Sprintf("%s：每%s %d 元，%d %s，共 %d 元。", span, unit, s.Rate, s.Count, unit, s.Amount))
	}
	return lines
}

// payWays are the lines of the notice on how to pay.
func payWays(how string) []string {
	var lines []string
	for line := range strings.Lines(how) {
		if line = strings.TrimSpace(line); line != "" {
			lines = append(lines, line)
		}
	}
	if len(lines) > 0 {
		lines[0] = "怎样缴：" + lines[0]
	}
	return lines
}

// wherePaying says what is to be paid and until when, and what follows if it is not.
func (s *Server) wherePaying(st desk.Status) page.Where {
	w := page.Where{Tag: page.Tag{State: page.Stop, Text: "等您缴费"}, Title: "请您缴费", Waiting: true}
	notice, _ := st.Case.LetterOf(casefile.FeeNotice)
	by := st.Clock.PayBy
	w.Text = fmt.Sprintf("信息处理费 %d 元，最迟 %s缴。不缴的，算您放弃这次申请，不再答复。缴费以前，答复的期限不算；缴了以后重新数。", notice.Fee, by.ChineseFull())
	if w.Acts = []page.Button{{Label: "看收费通知书", Href: s.letterTextHref(notice.N)}}; by.IsZero() { // not all who ask together have it
		w.Text = fmt.Sprintf("信息处理费 %d 元，从您收到通知书的第二天起 %d 个工作日内缴。缴了以后，答复的期限重新数；一起申请的人都收到通知书以前，期限照算。",
			notice.Fee, law.TermOn(law.FeePayment, notice.SignedOn).N)
		return w
	}
	if notice.GotOn.IsZero() {
		w.Text = fmt.Sprintf("信息处理费 %d 元，先按 %s算作最后一天：知道您哪天收到通知以后，从那天起算。不缴的，算您放弃这次申请，不再答复。缴费以前，答复的期限不算；缴了以后重新数。", notice.Fee, by.ChineseFull())
	}
	if s.Desk.Today().After(by) {
		w.Text = fmt.Sprintf("信息处理费 %d 元，缴费的最后一天 %s已经过了。还没有结案的，缴了仍然可以接着办；先打电话问一问。", notice.Fee, by.ChineseFull())
	}
	return w
}
