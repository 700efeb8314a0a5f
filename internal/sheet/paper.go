package sheet

import (
	"bytes"
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"

	"mingda/internal/paper"
)

// Paper returns the document as a workbook: its text on the first sheet, and then a sheet for
// each table, cells merged as they are on paper and numbers as numbers. The same document
// gives the same bytes.
func Paper(d paper.Document) ([]byte, error) {
	b := &paperBook{book: excelize.NewFile(), names: map[string]bool{}, styles: map[look]int{}}
	defer b.book.Close()
	if err := b.write(d); err != nil {
		return nil, err
	}
	var out bytes.Buffer
	_, err := b.book.WriteTo(&out)
	return out.Bytes(), err
}

// A paperBook is a workbook that papers are written into.
type paperBook struct {
	book   *excelize.File
	names  map[string]bool // of sheets, in small letters
	styles map[look]int
}

// A look is how a cell is shown.
type look struct {
	bold, box, left, big bool
}

func (b *paperBook) write(d paper.Document) error {
	made := d.On.Start()
	if d.On.IsZero() {
		made = time.Date(2000, time.January, 1, 0, 0, 0, 0, time.UTC)
	}
	stamp := made.UTC().Format(time.RFC3339)
	if err := b.book.SetDocProps(&excelize.DocProperties{Title: printable(d.Name()), Creator: printable(d.Author), Created: stamp, Modified: stamp, Language: "zh-CN"}); err != nil {
		return err
	}
	if err := b.text(d); err != nil {
		return err
	}
	for _, part := range d.Parts {
		for _, block := range part.Blocks {
			if block.Table != nil {
				if err := b.table(*block.Table); err != nil {
					return err
				}
			}
		}
	}
	b.book.SetActiveSheet(0)
	return nil
}

// sheet begins one of a name that no other has.
func (b *paperBook) sheet(name string) (string, error) {
	name = sheetName(printable(name))
	for n, base := 2, []rune(name); b.names[strings.ToLower(name)]; n++ {
		mark := " " + strconv.Itoa(n)
		name = string(base[:min(len(base), 31-len(mark))]) + mark
	}
	first := len(b.names) == 0
	b.names[strings.ToLower(name)] = true
	if first {
		return name, b.book.SetSheetName("Sheet1", name)
	}
	_, err := b.book.NewSheet(name)
	return name, err
}

// text writes title, headings and paragraphs, a row each, and where the tables are.
func (b *paperBook) text(d paper.Document) error {
	sheet, err := b.sheet("报告")
	if err != nil {
		return err
	}
	if err := b.book.SetColWidth(sheet, "A", "A", textWidth); err != nil {
		return err
	}
	row := 0
	put := func(text string, l look) error {
		row++
		if err := b.high(sheet, row, lines(text, textWidth), l); err != nil {
			return err
		}
		return b.put(sheet, 1, row, printable(text), l)
	}
	if err := put(d.Name(), look{bold: true, big: true}); err != nil {
		return err
	}
	for _, line := range []string{d.Under, d.Mark} {
		if line != "" {
			if err := put(line, look{}); err != nil {
				return err
			}
		}
	}
	for _, part := range d.Parts {
		if err := put(part.Heading, look{bold: true, left: true}); err != nil {
			return err
		}
		for _, block := range part.Blocks {
			text := block.Text
			if block.Table != nil {
				text = "（见工作表“" + block.Table.Name + "”）"
			}
			if text == "" {
				continue
			}
			if err := put(text, look{left: true}); err != nil {
				return err
			}
		}
	}
	return b.page(sheet, "portrait")
}

// table writes one, below its name.
func (b *paperBook) table(t paper.Table) error {
	sheet, err := b.sheet(t.Name)
	if err != nil || len(t.Widths) == 0 {
		return err
	}
	total := 0.0
	for _, w := range t.Widths {
		total += w
	}
	widths := make([]float64, len(t.Widths))
	for i, w := range t.Widths {
		widths[i] = max(6, min(60, 110*w/total))
		if err := b.book.SetColWidth(sheet, column(i+1), column(i+1), widths[i]); err != nil {
			return err
		}
	}
	if err := b.put(sheet, 1, 1, printable(t.Name), look{bold: true, big: true}); err != nil {
		return err
	}
	if len(t.Widths) > 1 {
		if err := b.book.MergeCell(sheet, "A1", column(len(t.Widths))+"1"); err != nil {
			return err
		}
	}
	heights := make([]int, len(t.Rows))
	for _, p := range t.Places() {
		width := 0.0
		for _, w := range widths[p.Column : p.Column+p.Cols] {
			width += w
		}
		if n := lines(p.Text, width); p.Rows == 1 {
			heights[p.Row] = max(heights[p.Row], n)
		}
		if err := b.place(sheet, p, p.Row < t.Head); err != nil {
			return err
		}
	}
	if err := b.high(sheet, 1, 1, look{big: true}); err != nil {
		return err
	}
	for i, n := range heights {
		if err := b.high(sheet, i+2, n, look{}); err != nil {
			return err
		}
	}
	if head := t.Head + 1; t.Head > 0 {
		if err := b.book.SetPanes(sheet, &excelize.Panes{Freeze: true, YSplit: head, TopLeftCell: "A" + strconv.Itoa(head+1), ActivePane: "bottomLeft"}); err != nil {
			return err
		}
		if err := b.book.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", Scope: sheet, RefersTo: fmt.Sprintf("'%s'!$1:$%d", strings.ReplaceAll(sheet, "'", "''"), head)}); err != nil {
			return err
		}
	}
	return b.page(sheet, "landscape")
}

// place writes a cell of a table, which begins in the second row of its sheet.
func (b *paperBook) place(sheet string, p paper.Place, head bool) error {
	var value any = printable(p.Text)
	if p.Number {
		value = number(p.Text)
	}
	row, col := p.Row+2, p.Column+1
	l := look{bold: head, box: true, left: p.Left}
	if err := b.put(sheet, col, row, value, l); err != nil {
		return err
	}
	if p.Rows == 1 && p.Cols == 1 {
		return nil
	}
	from, to := column(col)+strconv.Itoa(row), column(col+p.Cols-1)+strconv.Itoa(row+p.Rows-1)
	if err := b.book.SetCellStyle(sheet, from, to, b.styles[l]); err != nil {
		return err
	}
	return b.book.MergeCell(sheet, from, to)
}

// textWidth is the width of the sheet with the text, in characters.
const textWidth = 90

// lines guesses over how many lines a text goes in a column of the width: a Chinese
// character is as wide as two others.
func lines(text string, width float64) int {
	n := 0
	for part := range strings.SplitSeq(text, "\n") {
		wide := 0.0
		for _, r := range part {
			if wide++; r > 0x2000 {
				wide++
			}
		}
		n += max(1, int(math.Ceil(wide/(0.9*width))))
	}
	return n
}

// high makes a row so many lines high; programs do so by themselves only for some cells.
func (b *paperBook) high(sheet string, row, lines int, l look) error {
	height := 16.0
	if l.big {
		height = 26
	}
	return b.book.SetRowHeight(sheet, row, min(excelize.MaxRowHeight, height*float64(lines)+2))
}

// number returns the value of a cell that is one.
func number(text string) any {
	if n, err := strconv.ParseInt(text, 10, 64); err == nil && n < 1e15 && n > -1e15 { // more a cell does not hold exactly
		return n
	}
	if f, err := strconv.ParseFloat(text, 64); err == nil && f < 1e15 && f > -1e15 {
		return f
	}
	return printable(text)
}

// put writes a value.
func (b *paperBook) put(sheet string, col, row int, value any, l look) error {
	at := column(col) + strconv.Itoa(row)
	style, err := b.style(l)
	if err != nil {
		return err
	}
	if err := b.book.SetCellStyle(sheet, at, at, style); err != nil {
		return err
	}
	if value == "" {
		return nil
	}
	return b.book.SetCellValue(sheet, at, value)
}

// style makes a look once.
func (b *paperBook) style(l look) (int, error) {
	if id, ok := b.styles[l]; ok {
		return id, nil
	}
	s := &excelize.Style{Font: &excelize.Font{Bold: l.bold, Size: 11, Family: "宋体"}, Alignment: &excelize.Alignment{WrapText: true, Vertical: "center", Horizontal: "center"}}
	if l.left {
		s.Alignment.Horizontal = "left"
	}
	if l.big {
		s.Font.Size = 16
	}
	if l.box {
		for _, side := range []string{"left", "top", "right", "bottom"} {
			s.Border = append(s.Border, excelize.Border{Type: side, Color: "000000", Style: 1})
		}
	}
	id, err := b.book.NewStyle(s)
	b.styles[l] = id
	return id, err
}

// page sets a sheet up to be printed: A4, as wide as the paper.
func (b *paperBook) page(sheet, orientation string) error {
	a4, wide, high, fit := 9, 1, 0, true
	if err := b.book.SetSheetProps(sheet, &excelize.SheetPropsOptions{FitToPage: &fit}); err != nil {
		return err
	}
	return b.book.SetPageLayout(sheet, &excelize.PageLayoutOptions{Size: &a4, Orientation: &orientation, FitToWidth: &wide, FitToHeight: &high})
}

// column names one, from 1.
func column(n int) string {
	name, _ := excelize.ColumnNumberToName(n)
	return name
}
