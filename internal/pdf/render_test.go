package pdf

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
	"unicode"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"mingda/fonts"
	"mingda/internal/calendar"
	"mingda/internal/fault"
	"mingda/internal/letter"
)

var update = flag.Bool("update", false, "write the golden files anew; look at the difference")

func sample(t testing.TB, kind letter.Kind) letter.Letter {
	t.Helper()
	d, err := letter.Sample(kind)
	if err != nil {
		t.Fatal(err)
	}
	l, err := letter.Compose(kind, d.Facts, d.Values)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// rendered writes the letter to a file and returns its name.
func rendered(t testing.TB, l letter.Letter, o Options) string {
	t.Helper()
	out, err := Render(testFonts(t), l, o)
	if err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(t.TempDir(), "letter.pdf")
	if err := os.WriteFile(name, out, 0o644); err != nil {
		t.Fatal(err)
	}
	return name
}

var pageNumber = regexp.MustCompile(`(?m)^\s*—\s*\d{1,2}\s*—\s*$`)

// copied returns the text of the PDF as it is copied out, in the order in which
// it was drawn, without spaces and page numbers.
func copied(t testing.TB, name string) string {
	t.Helper()
	return bare(pageNumber.ReplaceAllString(tool(t, "pdftotext", "-raw", name, "-"), ""))
}

// bare drops spaces and the marks of direction that pdftotext adds.
func bare(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || r >= 0x202A && r <= 0x202E {
			return -1
		}
		return r
	}, s)
}

// TestKinds renders the sample of every kind, compares its layout with the
// golden one, reads it back and has it checked by others.
func TestKinds(t *testing.T) {
	for _, k := range letter.Kinds() {
		t.Run(string(k.Code), func(t *testing.T) {
			l := sample(t, k.Code)
			s := &setter{fonts: testFonts(t), letter: l}
			var got strings.Builder
			for i, p := range s.lay() {
				fmt.Fprintf(&got, "page %d\n", i+1)
				for _, o := range p.ops {
					fmt.Fprintln(&got, o)
				}
			}
			golden(t, string(k.Code)+".layout", got.String())
			name := rendered(t, l, Options{})
			tool(t, "qpdf", "--check", name)
			fonts := strings.Split(strings.TrimSpace(tool(t, "pdffonts", name)), "\n")[2:]
			for _, font := range fonts {
				if !cutFont.MatchString(font) {
					t.Errorf("a font is not embedded, cut and readable: %s", font)
				}
			}
			if len(fonts) < 2 {
				t.Errorf("fonts: %v", fonts)
			}
			readsAs(t, name, l)
			tables := slices.ContainsFunc(l.Blocks, func(b letter.Block) bool { return b.Table != nil }) // a blank is read between cells
			if blank := blanks.FindString(tool(t, "pdftotext", name, "-")); blank != "" && !tables && l.Slip == nil && !strings.Contains(onPaper(l), blank) {
				t.Errorf("a blank is read that nobody wrote: %q", blank)
			}
		})
	}
}

// blanks are between two Chinese characters.
var blanks = regexp.MustCompile(`\p{Han} +\p{Han}`)

// cutFont is a line of pdffonts for a face that is embedded, cut, and has its
// characters named.
var cutFont = regexp.MustCompile(`^[A-Z]{6}\+[a-z-]+ .* yes +yes +yes +\d+ +\d+$`)

// TestReceiptFits: a receipt of a few items stands on one page, however it has
// to be squeezed; one of many spills over whole paragraphs.
func TestReceiptFits(t *testing.T) {
	for items, want := range map[int]int{1: 1, 2: 1, 5: 1, 14: 2} {
		d, err := letter.Sample(letter.Receipt)
		if err != nil {
			t.Fatal(err)
		}
		d.Facts.ReceivedOn = d.Facts.ArrivedOn
		d.Facts.Attachments = []string{"身份证正面", "身份证反面", "授权委托书"}
		d.Facts.Items = slices.Repeat([]string{"2026年老旧小区改造名单"}, items)
		l, err := letter.Compose(letter.Receipt, d.Facts, d.Values)
		if err != nil {
			t.Fatal(err)
		}
		s := &setter{fonts: testFonts(t), letter: l}
		pages := s.lay()
		if len(pages) != want {
			t.Errorf("%d items take %d pages, want %d", items, len(pages), want)
		}
		text := ""
		for _, o := range pages[len(pages)-1].ops {
			if o.text != nil {
				text += o.text.drawn
			}
		}
		if !strings.Contains(text, "根据《中华人民共和国") {
			t.Errorf("%d items: the last page begins within the last paragraph: %s", items, text)
		}
	}
}

// readsAs wants the PDF to be copied as the letter's text, up to the ends of
// lines and the repeated heads of tables. On an envelope there is more, and in another order.
func readsAs(t *testing.T, name string, l letter.Letter) {
	t.Helper()
	text := copied(t, name)
	for _, b := range l.Blocks {
		if b.Table != nil && len(b.Table.Head) > 0 { // stands again on every page
			head := bare(strings.Join(b.Table.Head, ""))
			at := strings.Index(text, head) + len(head)
			text = text[:at] + strings.ReplaceAll(text[at:], head, "")
		}
	}
	if l.Envelope == nil {
		if diff := cmp.Diff(bare(onPaper(l)), text); diff != "" {
			t.Errorf("the PDF reads otherwise than the letter: %s", diff)
		}
		return
	}
	for line := range strings.Lines(l.Text()) {
		if !strings.Contains(text, bare(line)) {
			t.Errorf("no %q on the envelope: %s", line, text)
		}
	}
}

// onPaper returns what letter.Text says, with the cells of tables one after the
// other as they are drawn: what stands between them there are rules here.
func onPaper(l letter.Letter) string {
	var blocks []letter.Block
	for _, b := range l.Blocks {
		if b.Table != nil {
			cells := strings.Join(b.Table.Head, "")
			for _, row := range b.Table.Rows {
				cells += strings.Join(row.Cells, "")
			}
			b = letter.Block{Paragraph: &letter.Paragraph{Runs: []letter.Run{{Text: cells}}}}
		}
		blocks = append(blocks, b)
	}
	l.Blocks = blocks
	slip := ""
	if l.Slip != nil {
		slip, l.Slip = onPaper(*l.Slip), nil
	}
	return l.Text() + slip
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Error(diff)
	}
}

// TestReadBack: letters of any text, of any length, in each form: what is
// copied from the PDF is what was written, character by character.
func TestReadBack(t *testing.T) {
	testFonts(t)
	forms := []letter.Form{letter.Ordinary, letter.LetterForm, letter.Sheet}
	for n := range 25 {
		l := letter.Letter{Form: forms[n%3], Office: "明川区人民政府", Title: "答复书", Addressee: "张𬭎",
			SignedBy: "明川区人民政府", On: calendar.NewDate(2026, time.October, 20), Sealed: n%2 == 0}
		want := "明川区人民政府答复书张𬭎："
		for i := range 1 + n {
			text := words().Example(100*n + i)
			l.Blocks = append(l.Blocks, letter.Block{Paragraph: &letter.Paragraph{Runs: []letter.Run{{Text: text}}}})
			want += text
		}
		got := copied(t, rendered(t, l, Options{Mark: []string{"", "副本"}[n%2]}))
		if diff := cmp.Diff(bare(want+"明川区人民政府2026年10月20日"), got); diff != "" {
			t.Errorf("letter %d: %s", n, diff)
		}
	}
}

// TestUyghur: a name written from right to left is copied as the very string.
func TestUyghur(t *testing.T) {
	l := sample(t, letter.Disclose)
	const name = "ئابدۇرەھمان مەمتىمىن"
	l.Addressee = name
	text := tool(t, "pdftotext", rendered(t, l, Options{}), "-")
	if !strings.Contains(text, name) {
		t.Errorf("no %q in\n%s", name, text)
	}
}

// TestOneLine: Chinese, rare characters, names from right to left and Latin in
// one line are copied as they were written, in the order in which they are read.
// In the order of places on the page poppler puts a mark that stands beside a
// name from right to left on its other side; the names themselves are whole and
// in order there too.
func TestOneLine(t *testing.T) {
	l := sample(t, letter.Disclose)
	const names = "ئابدۇرەھمان مەمتىمىن"
	const text = "张𬭎䶮、" + names + "、Günther Großmann、2026年（" + names + "）20个工作日"
	l.Blocks = []letter.Block{{Paragraph: &letter.Paragraph{Runs: []letter.Run{{Text: text}}}}}
	name := rendered(t, l, Options{})
	if got := copied(t, name); !strings.Contains(got, bare(text)) {
		t.Errorf("no %q in\n%s", text, got)
	}
	placed := tool(t, "pdftotext", name, "-")
	for _, want := range []string{names, "𬭎䶮", "Günther Großmann", "2026年（", "20个工作日"} {
		if !strings.Contains(placed, want) {
			t.Errorf("no %q in\n%s", want, placed)
		}
	}
}

func TestUnknownCharacter(t *testing.T) {
	l := sample(t, letter.Disclose)
	l.Addressee = "张\U0001F600"
	_, err := Render(testFonts(t), l, Options{})
	if fault.KindOf(err) != fault.Invalid || !strings.Contains(err.Error(), "\U0001F600") {
		t.Errorf("%v", err)
	}
	l.Draft = true
	if _, err := Render(testFonts(t), l, Options{}); err != nil {
		t.Errorf("a draft is refused: %v", err)
	}
}

// TestAnything: no letter makes Render panic or fail in a way that is a bug.
func TestAnything(t *testing.T) {
	f := testFonts(t)
	rapid.Check(t, func(t *rapid.T) {
		junk := rapid.OneOf(rapid.String(), words(), rapid.Map(rapid.SliceOfN(rapid.Byte(), 0, 40), func(b []byte) string { return string(b) }))
		l := letter.Letter{Kind: letter.Kind(junk.Draw(t, "kind")), Form: letter.Form(rapid.SampledFrom([]string{"ordinary", "letter_form", "sheet", ""}).Draw(t, "form")),
			Office: junk.Draw(t, "office"), Number: junk.Draw(t, "number"), Title: junk.Draw(t, "title"), Addressee: junk.Draw(t, "to"),
			SignedBy: junk.Draw(t, "by"), Sealed: rapid.Bool().Draw(t, "sealed"), Draft: rapid.Bool().Draw(t, "draft"),
			Attachments: rapid.SliceOfN(junk, 0, 3).Draw(t, "attachments")}
		for range rapid.IntRange(0, 4).Draw(t, "blocks") {
			l.Blocks = append(l.Blocks, letter.Block{Paragraph: &letter.Paragraph{Level: letter.Level(rapid.IntRange(0, 5).Draw(t, "level")),
				Runs: []letter.Run{{Text: junk.Draw(t, "text"), Gap: rapid.Bool().Draw(t, "gap")}}}},
				letter.Block{Table: &letter.Table{Widths: []int{1, 2}, Head: rapid.SliceOfN(junk, 0, 3).Draw(t, "head"),
					Rows: []letter.TableRow{{Cells: rapid.SliceOfN(junk, 0, 4).Draw(t, "cells")}}}}, letter.Block{})
		}
		if _, err := Render(f, l, Options{Mark: junk.Draw(t, "mark")}); err != nil && fault.KindOf(err) != fault.Invalid {
			t.Fatal(err)
		}
	})
}

// TestSameBytes: the same letter gives the same bytes, also in parallel, with
// fonts that were just read, and characters of all faces. Run with -race it
// shows that nobody writes to the fonts.
func TestSameBytes(t *testing.T) {
	testFonts(t)
	l := sample(t, letter.Partial)
	l.Addressee = "张𬭎䶮囍 ئابدۇرەھمان Günther"
	o := Options{Mark: "副本", Seal: encoded(t, ring(300, 280, 280))}
	f, err := LoadFonts("../../fonts", fonts.FS())
	if err != nil {
		t.Fatal(err)
	}
	made := make([][]byte, 8)
	var all sync.WaitGroup
	for i := range made {
		all.Go(func() {
			var err error
			if made[i], err = Render(f, l, o); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	for _, m := range made {
		if !bytes.Equal(m, made[0]) {
			t.Error("other bytes")
		}
	}
}

// TestSignatureNotAlone: however long the text, the page with the signature has
// lines of the body too, and nothing stands below the type area.
func TestSignatureNotAlone(t *testing.T) {
	f := testFonts(t)
	for n := 1; n <= 75; n++ {
		for _, attached := range []int{0, 1, 3} {
			l := letter.Letter{Form: letter.LetterForm, Office: "明川区人民政府", Number: "明政〔2026〕1号", Title: "答复书", Addressee: "张三",
				SignedBy: "明川区人民政府", Sealed: true, On: calendar.NewDate(2026, time.October, 20)}
			for range n {
				l.Blocks = append(l.Blocks, letter.Block{Paragraph: &letter.Paragraph{Runs: []letter.Run{{Text: "一行正文"}}}})
			}
			for i := range attached {
				l.Attachments = append(l.Attachments, fmt.Sprintf("附件之%d", i+1))
			}
			pages := (&setter{fonts: f, letter: l}).lay()
			end := pages[len(pages)-1]
			others := 0
			for _, o := range end.ops {
				if o.text == nil {
					continue
				}
				if strings.Contains(o.text.drawn, "正文") {
					others++
				}
				if o.text.y > areaBottom && !strings.ContainsAny(o.text.drawn, "—0123456789 ") {
					t.Errorf("%d lines: %q stands below the type area", n, o.text.drawn)
				}
			}
			if others < 1 {
				t.Errorf("%d lines, %d attachments: the signature is alone on page %d", n, attached, len(pages))
			}
		}
	}
}

// TestTableHead: the head of a table stands on every page the table reaches.
func TestTableHead(t *testing.T) {
	l := letter.Letter{Form: letter.Sheet, Office: "明川区人民政府", Title: "目录"}
	table := letter.Table{Head: []string{"序号", "材料"}, Widths: []int{1, 4}}
	for i := range 60 {
		table.Rows = append(table.Rows, letter.TableRow{Cells: []string{fmt.Sprint(i + 1), "材料"}})
	}
	l.Blocks = []letter.Block{{Table: &table}}
	pages := (&setter{fonts: testFonts(t), letter: l}).lay()
	if len(pages) < 3 {
		t.Fatalf("%d pages", len(pages))
	}
	for i, p := range pages {
		heads := 0
		for _, o := range p.ops {
			if o.text != nil && o.text.drawn == "序号" {
				heads++
			}
		}
		if heads != 1 {
			t.Errorf("page %d has %d heads", i+1, heads)
		}
	}
}

func BenchmarkRender(b *testing.B) {
	f := testFonts(b)
	l := sample(b, letter.Partial)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Render(f, l, Options{}); err != nil {
			b.Fatal(err)
		}
	}
}
