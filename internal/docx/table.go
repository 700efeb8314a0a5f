package docx

import (
	"fmt"
	"strings"

	"mingda/internal/paper"
)

// Measures of tables.
const (
	areaWidth    = 8844 // twentieths of a point: 156 mm
	cellSide     = 51   // 0.9 mm
	cellSize     = 21   // halves of a point
	cellSmallest = 10
)

// table writes a table. Word wants a cell in every row for one that reaches over several.
func table(t paper.Table) string {
	if len(t.Rows) == 0 || len(t.Widths) == 0 {
		return ""
	}
	widths := columns(t.Widths)
	rows := make([][]paper.Place, len(t.Rows))
	for _, p := range t.Places() {
		for r := p.Row; r < p.Row+p.Rows; r++ {
			rows[r] = insert(rows[r], p)
		}
	}
	var b strings.Builder
	fmt.Fprintf(&b, `<w:tbl><w:tblPr><w:tblStyle w:val="Grid"/><w:tblW w:w="%d" w:type="dxa"/><w:jc w:val="center"/><w:tblLayout w:type="fixed"/><w:tblCaption w:val="%s"/></w:tblPr><w:tblGrid>`, areaWidth, escaped(t.Name))
	for _, w := range widths {
		fmt.Fprintf(&b, `<w:gridCol w:w="%d"/>`, w)
	}
	b.WriteString(`</w:tblGrid>`)
	for r, row := range rows {
		b.WriteString(`<w:tr><w:trPr><w:cantSplit/>`)
		if r < t.Head {
			b.WriteString(`<w:tblHeader/>`)
		}
		b.WriteString(`</w:trPr>`)
		keep := allLabels(row)
		for _, p := range row {
			b.WriteString(cell(p, r, widths, styleOf(p, r < t.Head, keep)))
		}
		b.WriteString(`</w:tr>`)
	}
	b.WriteString(`</w:tbl>`)
	return b.String()
}

// columns returns the widths of the columns; they make the whole together.
func columns(shares []float64) []int {
	total, sum, at := 0.0, 0.0, 0
	for _, s := range shares {
		total += s
	}
	widths := make([]int, len(shares))
	for i, s := range shares {
		sum += s
		end := int(areaWidth * sum / total)
		widths[i], at = end-at, end
	}
	return widths
}

// insert puts a place into its row, which is in the order of columns.
func insert(row []paper.Place, p paper.Place) []paper.Place {
	at := len(row)
	for at > 0 && row[at-1].Column > p.Column {
		at--
	}
	return append(row[:at], append([]paper.Place{p}, row[at:]...)...)
}

// allLabels reports whether a row has nothing but labels: it goes on with the one after it.
func allLabels(row []paper.Place) bool {
	for _, p := range row {
		if !p.Label {
			return false
		}
	}
	return true
}

// styleOf returns how the paragraph of a cell is set.
func styleOf(p paper.Place, head, keep bool) string {
	style := "Cell"
	switch {
	case head:
		style = "CellHead"
	case p.Left:
		style = "CellLeft"
	}
	properties := `<w:pPr><w:pStyle w:val="` + style + `"/>`
	if keep {
		properties += `<w:keepNext/>`
	}
	return properties + `</w:pPr>`
}

// cell writes what of a place is in a row.
func cell(p paper.Place, row int, widths []int, properties string) string {
	width := 0
	for _, w := range widths[p.Column : p.Column+p.Cols] {
		width += w
	}
	var b strings.Builder
	fmt.Fprintf(&b, `<w:tc><w:tcPr><w:tcW w:w="%d" w:type="dxa"/>`, width)
	if p.Cols > 1 {
		fmt.Fprintf(&b, `<w:gridSpan w:val="%d"/>`, p.Cols)
	}
	text := p.Text
	switch {
	case row > p.Row:
		b.WriteString(`<w:vMerge/>`)
		text = ""
	case p.Rows > 1:
		b.WriteString(`<w:vMerge w:val="restart"/>`)
	}
	b.WriteString(`<w:vAlign w:val="center"/></w:tcPr>`)
	written := run(text)
	if size := fitting(text, width); p.Number && size < cellSize {
		written = fmt.Sprintf(`<w:r><w:rPr><w:sz w:val="%d"/></w:rPr><w:t>%s</w:t></w:r>`, size, escaped(text))
	}
	b.WriteString(`<w:p>` + properties + written + `</w:p></w:tc>`)
	return b.String()
}

// fitting returns the size in which a number, whose digits are half as wide as high, fits
// into the width.
func fitting(text string, width int) int {
	room := (width - 2*cellSide) / (5 * max(1, len(text))) // a digit in size 1 is 5 twentieths of a point wide
	return min(cellSize, max(cellSmallest, room))
}
