package letter

import (
	"strings"

	"mingda/internal/calendar"
)

// spokenRecord: a spoken request, written down by the office, read out and
// signed (条例 29.1).
type spokenRecord struct{ Reason, Identity, Contact, Asked, Recorder string }

func (s *spokenRecord) fields(f Facts) []Field {
	a := f.Applicant
	return []Field{
		{Name: "why_spoken", Label: "为什么口头提出", Article: "条例第二十九条第一款", Type: LineField, Standard: "采用书面形式确有困难", into: &s.Reason},
		{Name: "identity", Label: "身份证明", Article: "条例第二十九条第二款第一项", Type: LineField, Standard: a.IDNumber, Required: true, into: &s.Identity, Hint: "证件名称和号码。"},
		{Name: "contact", Label: "联系方式", Article: "条例第二十九条第二款第一项", Type: LineField, Required: true, into: &s.Contact,
			Standard: strings.Join(nonEmpty(a.Phone, a.Email, a.Address), "，")},
		{Name: "asked", Label: f.contentLabel("申请公开的内容"), Article: "条例第二十九条第二款第二项", Type: TextField, Standard: f.AskedFor, Required: true, into: &s.Asked,
			Hint: "照申请人说的写：名称、文号或者便于查找的描述。"},
		{Name: "recorder", Label: "记录人", Type: LineField, Required: true, into: &s.Recorder},
	}
}

func (s *spokenRecord) write(c *composer) {
	f := c.facts
	c.letter.Addressee, c.letter.SignedBy, c.letter.On, c.letter.Attachments = "", "", calendar.Date{}, nil
	row := func(label, value string, lines int) TableRow {
		return TableRow{Cells: []string{label, value}, Lines: lines}
	}
	c.table(Table{Widths: []int{7, 21}, Rows: []TableRow{
		row("收件号", f.IntakeNumber, 1),
		row("申请人", f.Applicant.Name, 1),
		row("身份证明", s.Identity, 1),
		row("联系方式", s.Contact, 1),
		row("口头提出的原因", s.Reason, 1),
		row(f.contentLabel("申请公开的内容"), s.Asked, 5),
		row("提供形式", f.Medium.Label(), 1),
		row("获取方式", f.Delivery.Label(), 1),
		row("申请之日", f.ArrivedOn.Chinese(), 1),
		row("记录人", s.Recorder, 1),
	}})
	c.say("以上内容由本机关政府信息公开工作机构代为填写，已当面读给申请人听，与申请人所说一致。")
	c.table(Table{Widths: []int{7, 21}, Rows: []TableRow{
		row("申请人签名、捺印", "", 2),
		row("日期", "　　　　年　　月　　日", 1),
	}})
}

// serviceReceipt: the receipt that whoever gets a letter signs (送达回证).
type serviceReceipt struct {
	Documents []string
	Place, By string
	Server    string
}

func (s *serviceReceipt) fields(f Facts) []Field {
	return []Field{
		{Name: "documents", Label: "送达的文书", Type: LinesField, Standard: servedDocuments(f), Required: true, into: &s.Documents, Hint: "一行一份，写名称和文号。"},
		{Name: "place", Label: "送达地点", Type: LineField, Standard: f.Applicant.Address, into: &s.Place},
		{Name: "by", Label: "送达方式", Article: "国办公开办函〔2016〕235号", Type: ChoiceField, into: &s.By,
			Options: serviceWays, Hint: "还不知道怎样送的，不选；纸上留着打勾。"},
		{Name: "server", Label: "送达人", Type: LineField, into: &s.Server},
	}
}

func (s *serviceReceipt) write(c *composer) {
	f := c.facts
	c.letter.Addressee, c.letter.SignedBy, c.letter.On, c.letter.Attachments = "", "", calendar.Date{}, nil
	row := func(lines int, label, value string) TableRow {
		return TableRow{Cells: []string{label, value}, Lines: lines}
	}
	by := "□直接送达　　□委托其他行政机关送达\n□邮寄送达　　□电子送达" // to be ticked by hand
	for _, field := range c.fields {
		if field.Name == "by" && s.By != "" {
			by = field.Show(s.By)
		}
	}
	const day = "　　　　　　　　年　　月　　日　　时"
	c.table(Table{Widths: []int{7, 21}, Rows: []TableRow{
		row(1, "案件编号", f.CaseNumber),
		row(1, "受送达人", f.to()),
		row(2, "送达的文书", strings.Join(s.Documents, "\n")),
		row(1, "送达地点", s.Place),
		row(1, "送达方式", by),
		row(2, "收件人签名、盖章", "\n"+day),
		row(2, "代收人签名，与受送达人的关系", "\n"+day),
		row(2, "拒收的理由，见证人签名", "\n"+day),
		row(2, "送达人签名", s.Server+"\n"+day),
		row(2, "备注", ""),
	}})
	c.add(Paragraph{Level: Small, Runs: []Run{{Text: "说明：直接送达的，以签收之日为送达之日；请收件人签名后将本回证交回或者寄回本机关。" + c.contact()}}})
}

func nonEmpty(list ...string) []string {
	var out []string
	for _, s := range list {
		if s != "" {
			out = append(out, s)
		}
	}
	return out
}
