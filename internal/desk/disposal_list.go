package desk

import (
	"context"
	"strconv"
	"strings"

	"mingda/internal/auth"
	"mingda/internal/disposal"
	"mingda/internal/paper"
	"mingda/internal/pdf"
	"mingda/internal/sheet"
)

// DisposalFile makes a list of files that are to be destroyed, or were (销毁清册), as "pdf" or
// "xlsx".
func (d *Desk) DisposalFile(ctx context.Context, by auth.User, id disposal.ID, format string) (Download, error) {
	v, err := d.Disposal(ctx, by, id)
	if err != nil {
		return Download{}, err
	}
	doc := paper.Document{Title: v.Agency + "档案销毁清册 " + v.Number, Author: v.Agency, On: d.today(), Parts: []paper.Part{{Blocks: []paper.Block{
		{Table: disposalTable(v)}, paper.Text(disposalWords(v)),
		paper.Text("提出人（签名）：　　　　　　批准人（签名）：　　　　　　"), paper.Text("监销人（签名）：　　　　　　监销人（签名）：　　　　　　日期："),
	}}}}
	if format == "xlsx" {
		body, err := sheet.Paper(doc)
		return InMemory(doc.Name()+".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", body), err
	}
	body, err := pdf.Paper(d.Fonts, doc)
	return InMemory(doc.Name()+".pdf", "application/pdf", body), err
}

func disposalTable(v DisposalView) *paper.Table {
	table := paper.Table{Name: "销毁清册", Head: 1, Widths: []float64{1.2, 4, 3, 5, 2, 2, 3, 1.6, 4}}
	var head []paper.Cell
	for _, name := range []string{"序号", "档号", "案件编号", "题名", "年度", "保管期限", "期满之日", "页数", "鉴定意见"} {
		head = append(head, paper.Cell{Text: name, Label: true})
	}
	table.Rows = append(table.Rows, head)
	for n, i := range v.Items {
		keep, why := i.Keep.Label(), i.Reason
		if i.Longer != "" {
			keep += "＋" + i.Longer.Label()
		}
		if i.Left != "" {
			why += "（没有销毁）"
		}
		table.Rows = append(table.Rows, []paper.Cell{
			{Text: strconv.Itoa(n + 1), Number: true}, {Text: i.Number}, {Text: i.CaseNo}, {Text: i.Title, Left: true}, {Text: strconv.Itoa(i.Year)},
			{Text: keep}, {Text: i.Until.String()}, {Text: strconv.Itoa(i.Pages), Number: true}, {Text: why, Left: true},
		})
	}
	return &table
}

// disposalWords says who did what.
func disposalWords(v DisposalView) string {
	words := "共 " + strconv.Itoa(len(v.Items)) + " 卷，" + strconv.Itoa(v.Pages()) + " 页。"
	step := func(what string, s disposal.Step) {
		if !s.On.IsZero() {
			words += what + "：" + v.People.Name(s.By) + "，" + s.On.Chinese() + "。"
		}
	}
	step("提出", v.Proposed)
	if v.Stage == disposal.StageReturned {
		step("退回", v.Decided)
		return words
	}
	step("批准", v.Decided)
	step("执行", v.Begun)
	if len(v.Supervisors) > 0 {
		words += "监销：" + strings.Join(v.Supervisors, "、") + "。"
	}
	if v.Stage == disposal.StageDestroyed {
		words += v.EndedOn.Chinese() + "销毁完毕。"
	}
	return words
}
