package desk

import (
	"context"
	"strconv"

	"mingda/internal/auth"
	"mingda/internal/paper"
	"mingda/internal/pdf"
	"mingda/internal/sheet"
)

// ShelfList makes the list of the files of a year that are put away (案卷清册, with which
// they are handed to the archives), as "pdf" or "xlsx". 0 is every year.
func (d *Desk) ShelfList(ctx context.Context, by auth.User, year int, format string) (Download, error) {
	kept, err := d.Shelved(ctx, by, year)
	if err != nil {
		return Download{}, err
	}
	agency, err := d.DB.Agency(ctx, by.Agency)
	if err != nil {
		return Download{}, err
	}
	table := paper.Table{Name: "案卷清册", Head: 1, Widths: []float64{1, 4, 3, 6, 3, 2, 3}}
	head := []paper.Cell{}
	for _, name := range []string{"序号", "档号", "案件编号", "题名", "保管期限", "页数", "移交"} {
		head = append(head, paper.Cell{Text: name, Label: true})
	}
	table.Rows = append(table.Rows, head)
	pages := 0
	for i, row := range kept.Rows {
		pages += row.Pages
		handed := ""
		if !row.HandedOn.IsZero() {
			handed = row.HandedOn.Chinese() + row.HandedTo
		}
		table.Rows = append(table.Rows, []paper.Cell{
			{Text: strconv.Itoa(i + 1), Number: true}, {Text: row.Number}, {Text: row.CaseNo}, {Text: row.Applicant + "：" + row.Subject, Left: true},
			{Text: row.Keep.Label()}, {Text: strconv.Itoa(row.Pages), Number: true}, {Text: handed, Left: true},
		})
	}
	title := agency.Name + "政府信息公开申请案卷清册"
	if year != 0 {
		title += "（" + strconv.Itoa(year) + "年度）"
	}
	doc := paper.Document{Title: title, Author: agency.Name, On: d.today(), Parts: []paper.Part{{Blocks: []paper.Block{
		{Table: &table},
		paper.Text("共 " + strconv.Itoa(len(kept.Rows)) + " 卷，" + strconv.Itoa(pages) + " 页。移交人（签名）：　　　　　　接收人（签名）：　　　　　　日期："),
	}}}}
	if format == "xlsx" {
		body, err := sheet.Paper(doc)
		return InMemory(doc.Name()+".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", body), err
	}
	body, err := pdf.Paper(d.Fonts, doc)
	return InMemory(doc.Name()+".pdf", "application/pdf", body), err
}
