package letter

import (
	"strconv"

	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/law"
)

// The papers on the processing fee (条例 42, 国办函〔2020〕109号).
const (
	FeeNotice  Kind = "fee_notice"
	FeeReceipt Kind = "fee_receipt"
)

// The ways of counting: one of them, never both.
const (
	feePerItem = "item"
	feePerPage = "page"
)

// maxFeeUnits is what nobody asks for at once: more is mistyped.
const maxFeeUnits = 100_000

const feeArticle = "国办函〔2020〕109号"

// feeNotice tells what is to be paid, why, how it was worked out, and how to
// pay. The amount is worked out, not typed.
type feeNotice struct {
	Mode                  string
	Items, Earlier, Pages string
	Why                   string // the number of earlier requests is not that of the register
	How                   string
}

func (n *feeNotice) fields(f Facts) []Field {
	earlier, hint := "", "按自然月计，各种结果的申请都算。"
	if f.Earlier != nil {
		earlier = itoa(*f.Earlier)
		hint = "登记簿上，同一申请人" + monthOf(f.ReceivedOn) + "在这一件以前有" + earlier + "件。" + hint
	}
	perItem, perPage := When{"fee_mode", []string{feePerItem}}, When{"fee_mode", []string{feePerPage}}
	return []Field{
		{Name: "fee_mode", Label: "怎样计收", Article: feeArticle, Type: ChoiceField, Required: true, into: &n.Mode,
			Options: []Option{{feePerItem, "按件计收"}, {feePerPage, "按量计收"}}, Hint: "只用一种，不能同时按件又按量。"},
		{Name: "fee_items", Label: "这次按几件计", Article: feeArticle, Type: LineField, Standard: "1", Only: perItem, into: &n.Items,
			Hint: "一份申请里有几项互不相干的内容，可以按最小单位拆开计件。"},
		{Name: "fee_earlier", Label: "同一申请人当月此前已有几件", Article: feeArticle, Type: LineField, Standard: earlier, Required: true, Only: perItem, into: &n.Earlier, Hint: hint},
		{Name: "fee_earlier_why", Label: "件数为什么与登记簿不同", Type: TextField, Only: perItem, into: &n.Why,
			Hint: "改了件数才填，如：其中一件是同名的另一人。不印在通知书上，审核人、签发人看得到。"},
		{Name: "fee_pages", Label: "提供多少页", Article: feeArticle, Type: LineField, Required: true, Only: perPage, into: &n.Pages},
		{Name: "fee_how", Label: "怎样缴", Article: feeArticle, Type: TextField, Required: true, into: &n.How,
			Hint: "写收款的单位、账号或者缴款码、办理地点，如：持本通知书到区政务服务中心12号窗口缴纳。"},
	}
}

// fee returns what is to be paid, and whether the numbers can be read.
func (n *feeNotice) fee() (law.Fee, bool) {
	count := func(s string) (int, bool) {
		i, err := strconv.Atoi(s)
		return i, err == nil && 0 <= i && i <= maxFeeUnits
	}
	if n.Mode == feePerPage {
		pages, ok := count(n.Pages)
		return law.PageFee(pages), ok
	}
	items, ok := count(n.Items)
	earlier, before := count(n.Earlier)
	if n.Mode != feePerItem || !ok || !before {
		return law.Fee{}, false
	}
	return law.ItemFee(items, earlier), true
}

func (n *feeNotice) write(c *composer) {
	c.recital()
	unit, per := "件", "按件计收的，同一申请人在一个自然月内申请十件以内（含十件）不收费；第十一件至第三十件，每件一百元；第三十一件起以十件为一档，第一档每件二百元，每增加一档每件提高一百元"
	if n.Mode == feePerPage {
		unit, per = "页", "按量计收的，提供三十页以内（含三十页）不收费；第三十一页至第一百页，每页十元；第一百零一页至第二百页，每页二十元；第二百零一页起，每页四十元"
		c.say("本机关拟向{you}提供的信息共{fee_pages}页；超出不收费页数的部分，按照规定收取信息处理费。收费依据为《中华人民共和国政府信息公开条例》第四十二条、《政府信息公开信息处理费管理办法》（国办函〔2020〕109号），采用按量计收的方式，计算如下：")
	} else {
		c.let("month", monthOf(c.facts.ReceivedOn))
		c.say("{you}在{month}此前已向本机关提出政府信息公开申请{fee_earlier}件，本次申请按{fee_items}件计算；超出不收费件数的部分，按照规定收取信息处理费。收费依据为《中华人民共和国政府信息公开条例》第四十二条、《政府信息公开信息处理费管理办法》（国办函〔2020〕109号），采用按件计收的方式，计算如下：")
	}
	fee, known := n.fee()
	c.let("amount", "")
	if known {
		c.let("amount", itoa(fee.Amount)+"元")
		c.table(feeTable(fee, unit))
	}
	c.say("应当缴纳的金额合计{amount}。请{you}自收到本通知书次日起二十个工作日内缴纳。缴纳的方式：{fee_how}。")
	c.extra()
	c.locked("条例第四十二条、收费办法", law.FeeRules.From, "根据《政府信息公开信息处理费管理办法》的规定，"+per+
		"。申请人应当自收到缴费通知次日起二十个工作日内缴纳；逾期未缴纳的，视为放弃申请，行政机关不再处理该政府信息公开申请。缴纳以后，答复期限重新计算。")
	c.letter.Attachments = nil
}

// monthOf returns the month of the day, such as 2026年9月.
func monthOf(d calendar.Date) string {
	if d.IsZero() {
		return ""
	}
	return itoa(d.Year()) + "年" + itoa(int(d.Month())) + "月"
}

// feeTable shows the steps of a fee, and what they sum up to.
func feeTable(fee law.Fee, unit string) Table {
	t := Table{Head: []string{"收费区间", "数量", "标准", "金额"}, Widths: []int{11, 5, 6, 6}}
	for _, s := range fee.Steps {
		span := "第" + itoa(s.From) + unit
		if s.To > s.From {
			span += "至第" + itoa(s.To) + unit
		}
		t.Rows = append(t.Rows, TableRow{Cells: []string{span, itoa(s.Count) + unit, "每" + unit + itoa(s.Rate) + "元", itoa(s.Amount) + "元"}})
	}
	t.Rows = append(t.Rows, TableRow{Cells: []string{"合计", "", "", itoa(fee.Amount) + "元"}})
	return t
}

// check: the numbers can be read, there is something to pay, and the notice
// goes out within the period to answer.
func (n *feeNotice) check(c *checker) {
	fee, known := n.fee()
	field := "fee_earlier"
	if n.Mode == feePerPage {
		field = "fee_pages"
	}
	switch filled := n.Pages != "" || n.Earlier != ""; {
	case filled && !known:
		c.found(Missing, field, "件数、页数写成数字", feeArticle)
	case known && fee.Amount == 0:
		c.found(Missing, field, "没有超出不收费的件数、页数，不收费", feeArticle)
	case known:
		c.found(Passed, "", "金额"+itoa(fee.Amount)+"元由收费标准算出", feeArticle)
	}
	n.checkEarlier(c)
	if n.Mode == feePerPage && c.facts.Medium == casefile.Inspection {
		c.found(Look, "fee_mode", "申请人要求查阅，不是提供纸质件、电子数据，不按页计收", feeArticle)
	}
	if due := c.facts.PreviousDue; !due.IsZero() && c.facts.lawDay().After(due) {
		c.found(Missing, "", "答复期限"+due.Chinese()+"已过，不能再通知缴费", feeArticle)
	}
	for _, l := range c.facts.Letters {
		if l.Kind == FeeNotice {
			c.found(Look, "", "已经发过收费通知书（"+l.Number+"）", feeArticle)
		}
	}
}

// checkEarlier: another number of earlier requests than that of the register has
// its reason, which who checks and signs sees.
func (n *feeNotice) checkEarlier(c *checker) {
	if n.Mode != feePerItem || c.facts.Earlier == nil {
		return
	}
	register := itoa(*c.facts.Earlier)
	switch {
	case n.Earlier == register:
		c.found(Passed, "", "此前件数与登记簿一致："+register+"件", feeArticle)
	case n.Why == "":
		c.found(Missing, "fee_earlier_why", "登记簿上此前有"+register+"件，写的是"+n.Earlier+"件，写明为什么不同", feeArticle)
	default:
		c.found(Look, "fee_earlier", "登记簿上此前有"+register+"件，改为"+n.Earlier+"件："+n.Why, feeArticle)
	}
}

// IsFeeByPage reports whether a notice counts by pages (按量计收).
func IsFeeByPage(v Values) bool { return v["fee_mode"] == feePerPage }

// FeeOf returns the fee that a notice tells of, and whether the numbers filled in
// can be read.
func FeeOf(v Values) (law.Fee, bool) {
	n := &feeNotice{}
	decode(n.fields(Facts{}), v)
	return n.fee()
}

// feeReceipt confirms that the fee was paid. It stands beside the treasury's
// own bill, whose number it names.
type feeReceipt struct {
	Number, Amount, Bill string
	PaidOn               calendar.Date
}

func (n *feeReceipt) fields(f Facts) []Field {
	number := ""
	for _, l := range f.Letters {
		if l.Kind == FeeNotice {
			number = l.Number
		}
	}
	amount := ""
	if f.Fee != 0 {
		amount = itoa(f.Fee) + "元"
	}
	return []Field{
		{Name: "fee_number", Label: "收费通知的文号", Article: feeArticle, Type: LineField, Standard: number, Required: true, into: &n.Number},
		{Name: "fee_amount", Label: "金额", Article: feeArticle, Type: LineField, Standard: amount, Required: true, into: &n.Amount, Hint: "如：1300元。"},
		{Name: "fee_paid_on", Label: "缴费之日", Article: feeArticle, Type: DateField, Within: true, Required: true, into: &n.PaidOn},
		{Name: "fee_bill", Label: "财政票据号", Type: LineField, into: &n.Bill, Hint: "本确认书不代替财政票据。"},
	}
}

func (n *feeReceipt) write(c *composer) {
	bill := ""
	if n.Bill != "" {
		bill = "，财政票据号为{fee_bill}"
	}
	c.say("本机关以《" + titleOf(FeeNotice) + "》（{fee_number}）通知{you}缴纳的信息处理费{fee_amount}，{you}已于{fee_paid_on}缴纳" + bill + "。")
	c.locked("收费办法", law.FeeRules.From, "根据"+law.FeeRules.Cite("")+"的规定，缴纳信息处理费以后，答复期限重新计算。本机关继续办理{you}的政府信息公开申请，并在期限内作出答复。本确认书不代替财政票据。")
	c.letter.Attachments = nil
}
