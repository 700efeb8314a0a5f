package sheet

import (
	"encoding/xml"
	"errors"
	"io"
	"slices"
	"strconv"
	"strings"

	"mingda/internal/fault"
)

// A span is a range of merged cells.
type span struct{ left, top, right, bottom int }

// table reads one sheet, row by row.
func (x *xlsx) table(n int) (*Table, error) {
	r, err := x.open(x.paths[n])
	if err != nil {
		return nil, broken(err)
	}
	defer r.Close()
	s := sheetReader{xlsx: x, d: xml.NewDecoder(r), t: &Table{Since: x.since, Hidden: map[int]bool{}}, held: holds{Limits: x.within}}
	if err := s.read(); err != nil {
		return nil, broken(err)
	}
	s.t.Merges = len(s.spans)
	return s.t, s.spread()
}

// A sheetReader is a sheet that is being read.
type sheetReader struct {
	*xlsx
	d     *xml.Decoder
	t     *Table
	held  holds
	spans []span
	row   int // the last that was read
}

func (s *sheetReader) read() error {
	for {
		token, err := s.d.RawToken()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		start, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		switch start.Name.Local {
		case "col":
			s.column(start)
		case "row":
			if err := s.readRow(start); err != nil {
				return err
			}
		case "mergeCell":
			if err := s.merge(attr(start, "ref")); err != nil {
				return err
			}
		}
	}
}

// column notes which columns are hidden.
func (s *sheetReader) column(start xml.StartElement) {
	if h := attr(start, "hidden"); h != "1" && h != "true" {
		return
	}
	first, last := whole(attr(start, "min")), whole(attr(start, "max"))
	for c := max(first, 1); c <= min(last, s.within.Columns); c++ {
		s.t.Hidden[c] = true
	}
}

// merge notes a range of merged cells, unless it is too far out to hold anything.
func (s *sheetReader) merge(ref string) error {
	from, to, ok := strings.Cut(ref, ":")
	if !ok {
		return nil
	}
	var m span
	m.left, m.top = position(from)
	m.right, m.bottom = position(to)
	if m.left < 1 || m.top < 1 || m.right < m.left || m.bottom < m.top {
		return nil
	}
	if s.spans = append(s.spans, m); len(s.spans) > s.within.Rows {
		return fault.New(fault.Invalid, "workbook_too_many_cells", s.within.Cells/10_000)
	}
	return nil
}

// readRow reads a row up to its end.
func (s *sheetReader) readRow(start xml.StartElement) error {
	s.row++
	if n := whole(attr(start, "r")); n > 0 {
		s.row = n
	}
	h := attr(start, "hidden")
	row := Row{N: s.row, Hidden: h == "1" || h == "true"}
	for column := 0; ; {
		token, err := s.d.RawToken()
		if err != nil {
			return err
		}
		switch t := token.(type) {
		case xml.EndElement:
			if t.Name.Local == "row" {
				return s.held.add(s.t, row)
			}
		case xml.StartElement:
			if t.Name.Local != "c" {
				continue
			}
			column++
			if at, _ := position(attr(t, "r")); at > 0 {
				column = at
			}
			c, err := s.cell(t)
			if err != nil {
				return err
			}
			if c.Kind == Empty {
				continue
			}
			if column > s.within.Columns {
				return fault.New(fault.Invalid, "workbook_too_many_columns", s.within.Columns)
			}
			row.put(column, c)
		}
	}
}

// cell reads one up to its end.
func (s *sheetReader) cell(start xml.StartElement) (Cell, error) {
	var value strings.Builder
	var inline string
	in, formula, given := false, false, false
	for {
		token, err := s.d.RawToken()
		if err != nil {
			return Cell{}, err
		}
		switch t := token.(type) {
		case xml.StartElement:
			switch t.Name.Local {
			case "v":
				in, given = true, true
			case "f":
				formula = true
			case "is":
				if inline, err = richText(s.d, "is"); err != nil {
					return Cell{}, err
				}
			}
		case xml.CharData:
			if in {
				value.Write(t)
			}
		case xml.EndElement:
			in = false
			if t.Name.Local == "c" {
				if formula && !given {
					return Cell{Kind: Missing}, nil
				}
				return s.cellOf(attr(start, "t"), whole(attr(start, "s")), value.String(), inline), nil
			}
		}
	}
}

// cellOf makes a cell of what stands in the file: its type, style, value and own text.
func (s *sheetReader) cellOf(kind string, style int, value, inline string) Cell {
	text := func(t string) Cell {
		if strings.TrimSpace(t) == "" {
			return Cell{}
		}
		return Cell{Kind: Text, Text: t}
	}
	switch kind {
	case "s":
		if n, err := strconv.Atoi(strings.TrimSpace(value)); err == nil && n >= 0 && n < len(s.shared) {
			return text(s.shared[n])
		}
		return Cell{}
	case "inlineStr":
		return text(inline)
	case "str":
		return text(unescaped(value))
	case "b":
		return Cell{Kind: Logical, Text: map[bool]string{true: "TRUE", false: "FALSE"}[strings.TrimSpace(value) == "1"]}
	case "e":
		return Cell{Kind: Error, Text: value}
	case "d": // a day as a text of ISO 8601
		return text(value)
	}
	number, err := strconv.ParseFloat(strings.TrimSpace(value), 64)
	if err != nil {
		return text(value)
	}
	c := Cell{Kind: Number, Number: number, Text: strconv.FormatFloat(number, 'f', -1, 64)}
	if style >= 0 && style < len(s.days) && s.days[style] {
		c.Kind = Day
	}
	return c
}

// spread gives each cell of a merged range the value that the range shows. Rows in it
// that have no value of their own are rows with one.
func (s *sheetReader) spread() error {
	if len(s.spans) == 0 {
		return nil
	}
	at := map[int]int{} // where a row lies in the table
	for i, r := range s.t.Rows {
		at[r.N] = i
	}
	var added []Row
	addedAt := map[int]int{}
	for _, m := range s.spans {
		top, ok := at[m.top]
		if !ok {
			continue
		}
		value := s.t.Rows[top].Cell(m.left)
		if value.Kind == Empty || m.left > s.within.Columns {
			continue
		}
		value.Merged = true
		for n := m.top; n <= m.bottom && n-m.top < s.within.Rows; n++ {
			row := &Row{}
			if i, ok := at[n]; ok {
				row = &s.t.Rows[i]
			} else if i, ok := addedAt[n]; ok {
				row = &added[i]
			} else if m.bottom-m.top < s.within.Rows && n <= s.row {
				addedAt[n] = len(added)
				added = append(added, Row{N: n})
				row = &added[len(added)-1]
			}
			for c := m.left; c <= min(m.right, s.within.Columns); c++ {
				if n != m.top || c != m.left {
					if s.held.cells++; s.held.cells > s.within.Cells {
						return fault.New(fault.Invalid, "workbook_too_many_cells", s.within.Cells/10_000)
					}
					row.put(c, value)
				}
			}
			s.t.Columns = max(s.t.Columns, len(row.Cells))
		}
	}
	if s.t.Rows = append(s.t.Rows, added...); len(added) > 0 {
		slices.SortStableFunc(s.t.Rows, func(a, b Row) int { return a.N - b.N })
	}
	if len(s.t.Rows) > s.within.Rows {
		return fault.New(fault.Invalid, "workbook_too_many_rows", s.within.Rows)
	}
	return nil
}

// attr returns an attribute of an element; "" where it has none.
func attr(start xml.StartElement, name string) string {
	for _, a := range start.Attr {
		if a.Name.Local == name && a.Name.Space == "" {
			return a.Value
		}
	}
	return ""
}

// whole reads a number; 0 for what is none.
func whole(text string) int {
	n, err := strconv.Atoi(text)
	if err != nil || n < 0 || n > 1<<30 {
		return 0
	}
	return n
}
