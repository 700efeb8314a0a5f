package pdf

import (
	"slices"
	"strings"

	"mingda/internal/letter"
)

// table returns the rows of a table, each never parted unless it is higher
// than a page. The head stands again on every page that the table reaches,
// unless it would take half of each.
func (s *setter) table(t letter.Table) []item {
	widths := columns(t.Widths)
	space := item{height: cellPadding, draw: func(float64) []op { return nil }}
	items := []item{space}
	var head *item
	headHeight := 0.0
	if len(t.Head) > 0 {
		parts := s.row(letter.TableRow{Cells: t.Head}, widths, 0, func(int) style { return styleOf(heavy, labelSize) })
		if len(parts) == 1 && parts[0].height < areaHeight/2 {
			parts[0].keep = true
			head, headHeight = &parts[0], parts[0].height
		}
		items = append(items, parts...)
	}
	for _, r := range t.Rows {
		parts := s.row(r, widths, headHeight, func(column int) style {
			if column%2 == 0 && len(t.Head) == 0 {
				return styleOf(heavy, labelSize)
			}
			return styleOf(body, cellSize)
		})
		for _, part := range parts {
			part.repeat = head
			items = append(items, part)
		}
	}
	return append(items, space)
}

// columns returns the widths of the columns in millimetres.
func columns(shares []int) []float64 {
	total := 0
	for _, s := range shares {
		total += s
	}
	widths := make([]float64, len(shares))
	for i, s := range shares {
		widths[i] = areaWidth * float64(s) / float64(total)
	}
	return widths
}

// row returns one row, cells with rules around them, the last one to the end: as
// one item, or, where it is higher than a page below a head of the height, as
// one for each page.
func (s *setter) row(r letter.TableRow, widths []float64, headHeight float64, styleAt func(column int) style) []item {
	widths = spanning(widths, len(r.Cells))
	cells := make([][]line, len(widths))
	most := max(1, r.Lines)
	for i := range widths {
		if i < len(r.Cells) {
			cells[i] = s.cell(r.Cells[i], styleAt(i), widths[i]-2*cellSide)
			most = max(most, len(cells[i]))
		}
	}
	pitch, padding := cellLine, cellPadding
	if s.dense {
		pitch, padding = denseLine, densePadding
	}
	room := int((areaHeight - headHeight - 2*padding) / pitch) // lines on a page
	var parts []item
	for from := 0; from < most; from += room {
		height := float64(min(room, most-from))*pitch + 2*padding
		parts = append(parts, item{height: height, draw: func(y float64) []op {
			var ops []op
			x := areaLeft
			for i, lines := range cells {
				ops = append(ops, frame(x, y, widths[i], height)...)
				top := y + padding
				if most <= room {
					top = y + (height-float64(len(lines))*pitch)/2
				}
				st := styleAt(i)
				for j, l := range lines[min(from, len(lines)):min(from+room, len(lines))] {
					ops = append(ops, l.draw(x+cellSide, baseline(top+float64(j)*pitch, pitch, st.size), st)...)
				}
				x += widths[i]
			}
			return ops
		}})
	}
	return parts
}

// spanning returns the widths of a row of so many cells: with fewer than there
// are columns, the last one takes the rest.
func spanning(widths []float64, cells int) []float64 {
	if cells < 1 || cells >= len(widths) {
		return widths
	}
	row := slices.Clone(widths[:cells])
	for _, w := range widths[cells:] {
		row[cells-1] += w
	}
	return row
}

// cell breaks the text of a cell; line ends in it are kept.
func (s *setter) cell(text string, st style, width float64) []line {
	var lines []line
	for part := range strings.SplitSeq(text, "\n") {
		broken := breakLines(s.parted(s.atoms(letter.Run{Text: part}, st), st, width), width, width)
		if len(broken) == 0 {
			broken = []line{{}}
		}
		lines = append(lines, broken...)
	}
	return lines
}

// parted cuts words that are wider than their cell, such as a number in a narrow column, into
// their characters, as long words are cut everywhere.
func (s *setter) parted(atoms []atom, st style, width float64) []atom {
	var list []atom
	for _, a := range atoms {
		if a.width <= width || !isLatin(first(a.text)) {
			list = append(list, a)
			continue
		}
		for _, letter := range strings.Split(a.text, "") {
			one, _ := s.fonts.atom(letter, st) // what no font has was noted with the word
			list = append(list, one)
		}
	}
	if len(list) > len(atoms) {
		relate(list)
	}
	return list
}

// frame draws the four rules of a cell.
func frame(x, y, w, h float64) []op {
	bar := func(x, y, w, h float64) op { return op{rule: &ruleOp{x, y, w, h, black}} }
	const half = cellRule / 2
	return []op{
		bar(x-half, y-half, w+cellRule, cellRule), bar(x-half, y+h-half, w+cellRule, cellRule),
		bar(x-half, y-half, cellRule, h+cellRule), bar(x+w-half, y-half, cellRule, h+cellRule),
	}
}
