package desk

import (
	"strconv"
	"strings"

	"mingda/internal/casefile"
	"mingda/internal/fault"
	"mingda/internal/paper"
	"mingda/internal/pdf"
)

// Paper returns the sheet that the person is given.
func (p PersonCopy) Paper() paper.Document {
	who := p.Identified.By.Label()
	if p.Identified.Note != "" {
		who += "：" + p.Identified.Note
	}
	about := paper.Part{Heading: "说明", Blocks: []paper.Block{
		paper.Text("个人有权向个人信息处理者查阅、复制其个人信息（个人信息保护法第四十五条）。下面是" + p.Office + "办理政府信息公开、行政复议的系统里保存的" + p.Name + "的个人信息，到" + p.On.Chinese() + "为止。只列本人的，别人的不在上面。"),
		paper.Text("身份核对：" + who + "。"),
		paper.Text("写错了、不完整的，可以要求更正、补充（第四十六条）；保存期限过了的，可以要求删除（第四十七条）。"),
	}}
	if len(p.Records) == 0 {
		about.Blocks = append(about.Blocks, paper.Text("没有找到记录。"))
	}
	if p.Unseen {
		about.Blocks = append(about.Blocks, paper.Text("还有不由出具人经管的记录，没有列在上面，由有权的人另行补充。"))
	}
	doc := paper.Document{Title: "个人信息查阅、复制件", Under: p.Office + "　" + p.On.Chinese(), Author: p.Office, On: p.On, Parts: []paper.Part{about}}
	for n, r := range p.Records {
		doc.Parts = append(doc.Parts, r.part(n+1))
	}
	last := &doc.Parts[len(doc.Parts)-1]
	last.Blocks = append(last.Blocks, paper.Text("出具人：　　　　　　领取人：　　　　　　日期："))
	return doc
}

// part is the part of the sheet about one record.
func (r CopyRecord) part(n int) paper.Part {
	part := paper.Part{Heading: strconv.Itoa(n) + "　" + r.Kind + " " + r.Number + "（" + r.Kept.Role + "）"}
	part.Blocks = append(part.Blocks, paper.Text(r.On.Chinese()+"收到。"), paper.Block{Table: r.fields()})
	wants := []string{r.Wants.Subject, r.Wants.Content}
	if r.Wants.Content == r.Wants.Subject {
		wants = wants[1:] // of a short one both are the same
	}
	for _, text := range wants {
		if text != "" {
			part.Blocks = append(part.Blocks, paper.Text("申请的内容："+text))
		}
	}
	if len(r.Letters) > 0 {
		part.Blocks = append(part.Blocks, paper.Block{Table: r.letters()})
	} else {
		part.Blocks = append(part.Blocks, paper.Text("写给本人的文书：没有。"))
	}
	looked := make([]string, len(r.Looked))
	for i, l := range r.Looked {
		looked[i] = l.Text()
	}
	for _, one := range []struct{ label, text, none string }{
		{"保存期限", r.Retention, ""}, {"交给过", strings.Join(r.PassedTo, "；"), "没有"}, {"工作人员看过", strings.Join(looked, "；"), "没有"},
	} {
		if one.text == "" {
			one.text = one.none
		}
		part.Blocks = append(part.Blocks, paper.Text(one.label+"："+one.text+"。"))
	}
	return part
}

// fields lists what is kept: each value once, with how it came.
func (r CopyRecord) fields() *paper.Table {
	table := copyTable("保存的信息", 1.2, 4, 2.4)
	table.head("名目", "内容", "从哪里来")
	var was casefile.Applicant
	for _, state := range r.Kept.States {
		before := applicantFields(was)
		for i, field := range applicantFields(state.Applicant) {
			if field.value == before[i].value {
				continue
			}
			value := field.value
			if value == "" {
				value = "（去掉了）"
			}
			table.row(field.label, value, state.How+"，"+state.On.Chinese())
		}
		was = state.Applicant
	}
	return &table.Table
}

func (r CopyRecord) letters() *paper.Table {
	table := copyTable("写给本人的文书", 2.4, 2.4, 1.6, 2.4)
	table.head("文书", "文号", "签发", "送达")
	for _, l := range r.Letters {
		table.row(l.Name, l.Number, l.SignedOn.Chinese(), l.How)
	}
	return &table.Table
}

// applicantFields are the data of a person, always in the same order.
func applicantFields(a casefile.Applicant) []struct{ label, value string } {
	return []struct{ label, value string }{
		{"姓名或者名称", a.Name}, {"类别", a.Class.Label()}, {"证件号", a.IDNumber}, {"法定代表人", a.Representative}, {"联系人", a.Contact}, {"代理人", a.Agent},
		{"电话", a.Phone}, {"邮箱", a.Email}, {"地址", a.Address}, {"邮编", a.PostCode},
	}
}

// A tableMaker fills a table of the sheet.
type tableMaker struct{ paper.Table }

func copyTable(name string, widths ...float64) *tableMaker {
	return &tableMaker{paper.Table{Name: name, Head: 1, Widths: widths}}
}

func (t *tableMaker) head(names ...string) { t.add(true, names) }
func (t *tableMaker) row(texts ...string)  { t.add(false, texts) }

func (t *tableMaker) add(label bool, texts []string) {
	var cells []paper.Cell
	for _, text := range texts {
		cells = append(cells, paper.Cell{Text: text, Label: label, Left: !label})
	}
	t.Rows = append(t.Rows, cells)
}

// CopyPDF makes the sheet a PDF.
func (d *Desk) CopyPDF(p PersonCopy) (Download, error) {
	if d.Fonts == nil {
		return Download{}, fault.New(fault.Unavailable, "fonts_missing")
	}
	doc := p.Paper()
	body, err := pdf.Paper(d.Fonts, doc)
	return InMemory(doc.Name()+".pdf", "application/pdf", body), err
}
