package docx

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"mingda/internal/paper"
	"mingda/internal/report/reporttest"
)

// reader is the program that reads a file of Word by python-docx, which knows nothing of us:
// a table is its cells row by row, a cell that reaches over several is read for each.
const reader = `
import sys, json, docx
d = docx.Document(sys.argv[1])
s = d.sections[0]
print(json.dumps({
    "title": d.core_properties.title, "author": d.core_properties.author, "created": d.core_properties.created.isoformat(),
    "paragraphs": [[p.style.name, p.text] for p in d.paragraphs],
    "tables": [[[c.text for c in r.cells] for r in t.rows] for t in d.tables],
    "page": [round(s.page_width.mm), round(s.page_height.mm), round(s.left_margin.mm), round(s.top_margin.mm)],
    "foot": [s.footer.paragraphs[0].text, s.even_page_footer.paragraphs[0].text], "head": s.header.paragraphs[0].text}))
`

type read struct {
	Title, Author, Created, Head string
	Paragraphs                   [][2]string
	Tables                       [][][]string
	Page                         [4]int
	Foot                         [2]string
}

// readBack writes the paper to a file and reads it with another's library.
func readBack(t *testing.T, d paper.Document) (r read) {
	t.Helper()
	const python = "/usr/bin/python3" // Debian's, for which python3-docx is installed
	if err := exec.Command(python, "-c", "import docx").Run(); err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal("python3-docx is not installed")
		}
		t.Skip("python3-docx is not installed")
	}
	out, err := Paper(d)
	if err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(t.TempDir(), "paper.docx")
	if err := os.WriteFile(name, out, 0o644); err != nil {
		t.Fatal(err)
	}
	var wrong bytes.Buffer
	cmd := exec.Command(python, "-c", reader, name)
	cmd.Stderr = &wrong
	said, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v\n%s", err, wrong.String())
	}
	if err := json.Unmarshal(said, &r); err != nil {
		t.Fatal(err)
	}
	return r
}

// TestPaper: another's library reads the yearly report as it was written.
func TestPaper(t *testing.T) {
	d := reporttest.Annual().Paper()
	r := readBack(t, d)
	if r.Title != d.Name() || r.Author != "明川区人民政府" || r.Created != "2027-01-19T16:00:00" || r.Head != "" {
		t.Errorf("title %q, author %q, created %q, head %q", r.Title, r.Author, r.Created, r.Head)
	}
	if r.Page != [4]int{210, 297, 28, 37} || r.Foot != [2]string{"— 1 —", "— 1 —"} {
		t.Errorf("page %v, foot %q", r.Page, r.Foot)
	}
	want := [][2]string{{"Title", d.Title}, {"Subtitle", d.Under}}
	tables := 0
	for _, p := range d.Parts {
		want = append(want, [2]string{"Heading 1", p.Heading})
		for _, b := range p.Blocks {
			switch {
			case b.Text != "":
				want = append(want, [2]string{"Normal", b.Text})
			case b.Table != nil:
				if diff := cmp.Diff(spread(*b.Table), r.Tables[tables]); diff != "" {
					t.Errorf("%s: %s", b.Table.Name, diff)
				}
				tables++
			case b.Chart != nil:
				want = append(want, [2]string{"Picture", ""})
			}
		}
	}
	if diff := cmp.Diff(want, r.Paragraphs); diff != "" || tables != len(r.Tables) {
		t.Errorf("%d of %d tables; %s", len(r.Tables), tables, diff)
	}
}

// spread returns the text of every spot of a table.
func spread(t paper.Table) [][]string {
	all := make([][]string, len(t.Rows))
	for i := range all {
		all[i] = make([]string, len(t.Widths))
	}
	for _, p := range t.Places() {
		for r := range p.Rows {
			for c := range p.Cols {
				all[p.Row+r][p.Column+c] = p.Text
			}
		}
	}
	return all
}

// part returns one part of the file.
func part(t testing.TB, out []byte, name string) string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(out), int64(len(out)))
	if err != nil {
		t.Fatal(err)
	}
	f, err := z.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	b, err := io.ReadAll(f)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func TestTable(t *testing.T) {
	out, err := Paper(reporttest.Annual().Paper())
	if err != nil {
		t.Fatal(err)
	}
	document := part(t, out, "word/document.xml")
	if n := strings.Count(document, "<w:tblHeader/>"); n != 3+3+1 { // 三, 四, annex
		t.Errorf("%d rows stand again on every page", n)
	}
	if rows := strings.Count(document, "<w:tr>"); rows != strings.Count(document, "<w:cantSplit/>") || rows != 14+28+4+15 {
		t.Errorf("%d rows", rows)
	}
	begun, going := 0, 0
	for _, part := range reporttest.Annual().Paper().Parts {
		for _, b := range part.Blocks {
			if b.Table == nil {
				continue
			}
			for _, p := range b.Table.Places() {
				if p.Rows > 1 {
					begun, going = begun+1, going+p.Rows-1
				}
			}
		}
	}
	if b, g := strings.Count(document, `<w:vMerge w:val="restart"/>`), strings.Count(document, `<w:vMerge/>`); b != begun || g != going {
		t.Errorf("%d cells reach over rows, want %d; %d go on, want %d", b, begun, g, going)
	}
	for _, table := range strings.Split(document, "<w:tbl>")[1:] { // the cells of a row are as wide as the table
		for _, row := range strings.Split(table, "<w:tr>")[1:] {
			sum := 0
			for _, cell := range strings.Split(row, `<w:tcW w:w="`)[1:] {
				n, err := strconv.Atoi(cell[:strings.Index(cell, `"`)])
				if err != nil {
					t.Fatal(err)
				}
				sum += n
			}
			if sum < areaWidth-1 || sum > areaWidth {
				t.Errorf("a row is %d wide: %s", sum, row)
			}
		}
	}
	again, _ := Paper(reporttest.Annual().Paper())
	if !bytes.Equal(out, again) {
		t.Error("the same report gives other bytes")
	}
}

// TestFitting: a number of seven digits is so small that it stands in one line of its cell.
func TestFitting(t *testing.T) {
	width := columns(reporttest.Annual().Paper().Parts[3].Blocks[0].Table.Widths)[0]
	size := fitting("8888888", width)
	if wide := 7 * size * 5; wide > width-2*cellSide || size < cellSmallest {
		t.Errorf("size %d, %d wide in %d", size, wide, width-2*cellSide)
	}
	if got := fitting("12", width); got != cellSize {
		t.Errorf("two digits in size %d", got)
	}
}

// TestWorst: whatever people wrote is there, as text.
func TestWorst(t *testing.T) {
	a := reporttest.Annual()
	const odd = `<w:p>&amp; "引号" 张𬭎 ` + "\U0001F600"
	const name = "ئابدۇرەھمان مەمتىمىن"
	a.Texts.Overview = odd + "\x00\x0b\n" + name + "（" + name + "）说\n" + strings.Repeat("长", 20_000)
	a.Version, a.PublicOn = 0, a.PublicOn.AddDays(-1)
	d := a.Paper()
	d.On = d.On.AddDays(1)
	r := readBack(t, d)
	if r.Head != "草稿" {
		t.Errorf("a draft says %q", r.Head)
	}
	if r.Paragraphs[3][1] != odd || r.Paragraphs[4][1] != name+"（"+name+"）说" || len([]rune(r.Paragraphs[5][1])) != 20_000 {
		t.Errorf("%q", r.Paragraphs[3:5])
	}
	out, _ := Paper(d)
	if n := strings.Count(part(t, out, "word/document.xml"), `<w:rtl/><w:lang w:bidi="ug-CN"/></w:rPr><w:t xml:space="preserve">`+name+`</w:t>`); n != 2 {
		t.Errorf("%d of 2 names are written from right to left, whole", n)
	}
}

// TestWellFormed: every part is XML, whatever the texts.
func TestWellFormed(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		junk := rapid.OneOf(rapid.String(), rapid.Map(rapid.SliceOfN(rapid.Byte(), 0, 20), func(b []byte) string { return string(b) }),
			rapid.StringOf(rapid.SampledFrom([]rune("<&>\"'\n\r\x00مە 字\uFFFE"))))
		d := paper.Document{Title: junk.Draw(r, "title"), Author: junk.Draw(r, "author"), Mark: junk.Draw(r, "mark"), Under: junk.Draw(r, "under"),
			Parts: []paper.Part{{Heading: junk.Draw(r, "heading"), Blocks: []paper.Block{paper.Text(junk.Draw(r, "text")), {Table: &paper.Table{Name: junk.Draw(r, "name"), Widths: []float64{1, 2},
				Rows: [][]paper.Cell{{{Text: junk.Draw(r, "cell"), Rows: 2}, {Text: junk.Draw(r, "number"), Number: true}}, {}}}}, {Table: &paper.Table{}}}}}}
		out, err := Paper(d)
		if err != nil {
			r.Fatal(err)
		}
		z, err := zip.NewReader(bytes.NewReader(out), int64(len(out)))
		if err != nil {
			r.Fatal(err)
		}
		for _, f := range z.File {
			dec := xml.NewDecoder(strings.NewReader(part(t, out, f.Name)))
			for {
				if _, err := dec.Token(); errors.Is(err, io.EOF) {
					break
				} else if err != nil {
					r.Fatalf("%s: %v", f.Name, err)
				}
			}
		}
	})
}
