package pdf

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"mingda/internal/paper"
	"mingda/internal/report/reporttest"
)

// printed writes the document to a file and returns its name.
func printed(t *testing.T, d paper.Document) string {
	t.Helper()
	out, err := Paper(testFonts(t), d)
	if err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(t.TempDir(), "paper.pdf")
	if err := os.WriteFile(name, out, 0o644); err != nil {
		t.Fatal(err)
	}
	return name
}

func laidPaper(t testing.TB, d paper.Document) []page {
	s := &sheets{setter: setter{fonts: testFonts(t)}}
	s.letter.Form = "ordinary"
	return s.lay(d)
}

// TestPaper: the yearly report as it lies on its pages, read back and checked by others.
func TestPaper(t *testing.T) {
	d := reporttest.Annual().Paper()
	var got strings.Builder
	for i, p := range laidPaper(t, d) {
		fmt.Fprintf(&got, "page %d\n", i+1)
		for _, o := range p.ops {
			fmt.Fprintln(&got, o)
		}
	}
	golden(t, "annual.layout", got.String())
	name := printed(t, d)
	tool(t, "qpdf", "--check", name)
	if info := tool(t, "pdfinfo", name); !strings.Contains(info, d.Name()) || !strings.Contains(info, "A4") || !strings.Contains(info, "Pages:           5") {
		t.Errorf("pdfinfo:\n%s", info)
	}
	read := copied(t, name)
	for _, part := range d.Parts {
		wants := []string{part.Heading}
		for _, b := range part.Blocks {
			wants = append(wants, b.Text)
			if b.Table != nil {
				for _, row := range b.Table.Rows {
					for _, c := range row {
						wants = append(wants, c.Text)
					}
				}
			}
		}
		for _, want := range wants {
			if !strings.Contains(read, bare(want)) {
				t.Errorf("no %q on paper", want)
			}
		}
	}
	if n := strings.Count(got.String(), ` "申请人情况"`); n != 2 {
		t.Errorf("the head of the table of 三 stands %d times, on two pages", n)
	}
	again, err := Paper(testFonts(t), reporttest.Annual().Paper())
	if first, _ := os.ReadFile(name); err != nil || !bytes.Equal(first, again) {
		t.Errorf("the same report gives other bytes: %v", err)
	}
}

// worst is a report with what nobody would write, and somebody did.
func worst() paper.Document {
	a := reporttest.Annual()
	a.Texts.Overview = strings.Repeat("很长的一段话，里面没有别的，只有话，", 600) + "\n<script>alert(1)</script> & \"引号\" \x00\x07 \U0001F600 张𬭎䶮\nئابدۇرەھمان مەمتىمىن 2026"
	a.Texts.Problems = strings.Repeat("a/b.", 200) + "\n" + strings.Repeat("长", 2000)
	for i := range a.Requests.Rows {
		for c := range a.Requests.Rows[i].Values {
			a.Requests.Rows[i].Values[c] = 8_888_888
		}
	}
	a.Review.Upheld, a.After.Total = 7_777_777, 7_777_777
	return a.Paper()
}

// TestPaperWorst: nothing stands beyond the type area or its own column, and nothing is lost.
func TestPaperWorst(t *testing.T) {
	d := worst()
	for i, p := range laidPaper(t, d) {
		for _, o := range p.ops {
			if o.text != nil && o.text.size != pageSize &&
				(o.text.y > areaBottom || o.text.x < areaLeft-hair || o.text.end > areaRight+charPitch) {
				t.Errorf("page %d: %s", i+1, o)
			}
			if o.text != nil && strings.Contains(o.text.drawn, "88888") && o.text.y > 90 && i < 20 && (o.text.drawn != "8888888" || o.text.end-o.text.x > 11) {
				t.Errorf("a number of seven digits is parted or too wide: %.1f mm: %s", o.text.end-o.text.x, o)
			}
		}
	}
	name := printed(t, d)
	tool(t, "qpdf", "--check", name)
	read := copied(t, name)
	for want, n := range map[string]int{"很长的一段话": 600, "a/b.": 200, "8888888": 7*25 + 6 + 6, "7777777": 2, "张𬭎䶮": 1, "<script>": 1} {
		if got := strings.Count(read, want); got != n {
			t.Errorf("%q is there %d times, want %d", want, got, n)
		}
	}
	if got := tool(t, "pdftotext", name, "-"); !strings.Contains(got, "ئابدۇرەھمان مەمتىمىن") {
		t.Error("the Uyghur name is not read as it was written")
	}
}

// TestPaperTables: of tables of any shape no character is lost, and rows that are higher than
// a page go on over pages.
func TestPaperTables(t *testing.T) {
	long := strings.Repeat("一格很高的字", 700)
	d := paper.Document{Title: "表", Parts: []paper.Part{{Heading: "表", Blocks: []paper.Block{{Table: &paper.Table{Widths: []float64{1, 2}, Head: 1, Rows: [][]paper.Cell{
		{{Text: "甲"}, {Text: "乙"}}, {{Text: "左", Rows: 2}, {Text: long}}, {{Text: "右下"}},
	}}}}}}}
	read := copied(t, printed(t, d))
	if got := strings.Count(strings.ReplaceAll(strings.ReplaceAll(read, "甲乙", ""), "左", ""), "一格很高的字"); got != 700 || !strings.Contains(read, "右下") {
		t.Errorf("%d of 700 on paper", got)
	}
	f := testFonts(t)
	rapid.Check(t, func(t *rapid.T) {
		table := &paper.Table{Widths: []float64{1, 1, 3}, Head: rapid.IntRange(-1, 9).Draw(t, "head")}
		want := map[rune]int{}
		next := '一'
		for range rapid.IntRange(0, 40).Draw(t, "rows") {
			var row []paper.Cell
			for range rapid.IntRange(0, 3).Draw(t, "cells") {
				text := strings.Repeat(string(next), rapid.SampledFrom([]int{0, 1, 5, 90, 400}).Draw(t, "n"))
				row = append(row, paper.Cell{Text: text, Cols: rapid.IntRange(0, 3).Draw(t, "cols"), Rows: rapid.IntRange(0, 40).Draw(t, "reach")})
				next++
			}
			table.Rows = append(table.Rows, row)
		}
		for _, p := range table.Places() {
			for _, r := range p.Text {
				want[r]++
			}
		}
		s := &sheets{setter: setter{fonts: f}}
		s.turn()
		s.table(*table, nil)
		got := map[rune]int{}
		for _, p := range s.pages {
			for _, o := range p.ops {
				if o.text != nil {
					for _, r := range o.text.drawn {
						got[r]++
					}
					if o.text.y > areaBottom {
						t.Fatalf("below the type area: %s", o)
					}
				}
			}
		}
		for r, n := range want {
			if got[r] < n {
				t.Fatalf("%c: %d of %d: %s", r, got[r], n, cmp.Diff(want, got))
			}
		}
	})
}
