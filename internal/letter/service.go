package letter

import (
	"strings"

	"mingda/internal/casefile"
)

// serviceCover lies on top of what is served: what the applicant is to find, and
// what to send back (国办公开办函〔2016〕235号).
type serviceCover struct {
	Documents []string
	By        string
}

func (s *serviceCover) fields(f Facts) []Field {
	return []Field{
		{Name: "documents", Label: "送达的文书", Type: LinesField, Standard: strings.Join(append([]string{servedDocuments(f)}, f.Attachments...), "\n"), Required: true, into: &s.Documents, Hint: "一行一份，写名称和文号；附件也写。"},
		{Name: "by", Label: "送达方式", Article: "国办公开办函〔2016〕235号", Type: ChoiceField, Required: true, Standard: standardService(f), into: &s.By, Options: serviceWays},
	}
}

func (s *serviceCover) write(c *composer) {
	c.letter.Attachments = nil
	c.let("case", c.facts.CaseNumber)
	about := "关于{you}的政府信息公开申请（编号：{case}），"
	if c.facts.To != nil { // it is another's request
		about = ""
	}
	c.say(about + "现将下列文书送达{you}，请清点：")
	table := Table{Head: []string{"序号", "文书", "份数"}, Widths: []int{3, 21, 4}}
	for i, d := range s.Documents {
		table.Rows = append(table.Rows, room(1, itoa(i+1), d, "1"))
	}
	c.block(Block{Table: &table})
	switch s.By {
	case "post":
		c.say("请在所附送达回证上签名，写明收到的日期，寄回或者交回本机关。")
	case "electronic":
		c.say("请回复确认已经收到。文书以电子文件为准，{you}可以自行打印。")
	default:
		c.say("请在送达回证上签名，写明收到的日期。")
	}
	c.say("文书中从收到之日起计算的期限，自{you}收到文书之日起计算，请留存本通知和信封。" + c.reach())
}

// standardService is the way of service that the applicant's choice leads to.
func standardService(f Facts) string {
	switch {
	case f.Delivery.IsElectronic():
		return "electronic"
	case f.Delivery == casefile.ByPickup:
		return "direct"
	}
	return "post"
}

// serviceWays are the ways of service, as the receipt names them.
var serviceWays = []Option{{"direct", "直接送达"}, {"entrusted", "委托其他行政机关送达"}, {"post", "邮寄送达"}, {"electronic", "电子送达"}}

// WayOf returns the value of the field "by" of the papers of a service for how a
// letter was served; "" while that is not known.
func WayOf(w casefile.Way) string {
	switch w {
	case casefile.Direct:
		return "direct"
	case casefile.Entrusted:
		return "entrusted"
	case casefile.Posted:
		return "post"
	case casefile.Emailed, casefile.Downloaded, casefile.Handed:
		return "electronic"
	}
	return ""
}

// servedDocuments names the letters of the facts, one a line.
func servedDocuments(f Facts) string {
	var docs []string
	for _, l := range f.Letters {
		name := "《" + l.Name + "》"
		if l.Number != "" {
			name += "（" + l.Number + "）"
		}
		docs = append(docs, name)
	}
	return strings.Join(docs, "\n")
}

// An Envelope is what stands on an envelope of 220 × 110 mm.
type Envelope struct {
	PostCode     string `json:"post_code,omitempty"` // of whom it goes to; in boxes
	Address      string `json:"address"`
	To           string `json:"to"`
	FromAddress  string `json:"from_address,omitempty"`
	From         string `json:"from"`
	FromPostCode string `json:"from_post_code,omitempty"`
	Ref          string `json:"ref,omitempty"` // by which an envelope that comes back is known
}

// text returns the lines of the envelope.
func (e Envelope) text(line func(string)) {
	for _, s := range []string{e.PostCode, e.Address, e.To, e.FromAddress, e.From, e.FromPostCode, e.Ref} {
		line(s)
	}
}

// envelope is the address of a letter that goes by post.
type envelope struct{ To, Address, PostCode string }

func (e *envelope) addressee() string { return "" }

func (e *envelope) fields(f Facts) []Field {
	a := f.Applicant
	to := f.to()
	if a.Contact != "" {
		to += "　" + a.Contact
	}
	return []Field{
		{Name: "receiver", Label: "收件人", Type: LineField, Standard: to, Required: true, into: &e.To},
		{Name: "address", Label: "地址", Type: LineField, Standard: a.Address, Required: true, into: &e.Address},
		{Name: "post_code", Label: "邮政编码", Type: LineField, Standard: a.PostCode, into: &e.PostCode, Hint: "六位数字；不知道的空着，手写。"},
	}
}

func (e *envelope) write(c *composer) {
	o := c.facts.Office
	c.inner()
	c.letter.Title, c.letter.Office = "", ""
	c.letter.Envelope = &Envelope{
		PostCode: e.PostCode, Address: e.Address, To: e.To + "　收",
		FromAddress: o.Address, From: o.Name, FromPostCode: o.PostCode, Ref: c.facts.CaseNumber,
	}
}

func (e *envelope) check(c *checker) {
	six := len(e.PostCode) == 6 && strings.Trim(e.PostCode, "0123456789") == ""
	if e.PostCode != "" && !six {
		c.found(Look, "post_code", "邮政编码不是六位数字，不印在方框里", "")
	}
}
