package pdf

import (
	"bytes"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"mingda/internal/fault"
	"mingda/internal/letter"
)

// numberOfPages asks poppler.
func numberOfPages(t testing.TB, name string) int {
	t.Helper()
	for line := range strings.Lines(tool(t, "pdfinfo", name)) {
		if rest, ok := strings.CutPrefix(line, "Pages:"); ok {
			n, err := strconv.Atoi(strings.TrimSpace(rest))
			if err != nil {
				t.Fatal(err)
			}
			return n
		}
	}
	t.Fatal("pdfinfo names no pages")
	return 0
}

// bundled writes a bundle of the documents and returns the file's name.
func bundled(t testing.TB, duplex bool, documents ...[]byte) string {
	t.Helper()
	var out bytes.Buffer
	b := NewBundle(&out)
	b.Duplex = duplex
	for _, d := range documents {
		if err := b.Add(d); err != nil {
			t.Fatal(err)
		}
	}
	if err := b.Close("成批打印 3 份"); err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(t.TempDir(), "bundle.pdf")
	if err := os.WriteFile(name, out.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	return name
}

// lettersOf renders letters of one, two and more pages.
func lettersOf(t *testing.T, lengths ...int) [][]byte {
	t.Helper()
	var all [][]byte
	for i, lines := range lengths {
		l := short(t)
		l.Number = "明政公开答〔2026〕" + strconv.Itoa(i+1) + "号"
		for range lines {
			l.Blocks = append(l.Blocks, letter.Block{Paragraph: &letter.Paragraph{Runs: []letter.Run{{Text: "又一段，第 " + strconv.Itoa(i+1) + " 份。"}}}})
		}
		out, err := Render(testFonts(t), l, Options{})
		if err != nil {
			t.Fatal(err)
		}
		if want := 1 + lines/linesOnPage; Pages(testFonts(t), l) != want {
			t.Fatalf("letter %d has %d pages, want %d", i+1, Pages(testFonts(t), l), want)
		}
		all = append(all, out)
	}
	return all
}

// A bundle holds each letter whole, each on a right-hand page if wanted, and
// what is read back page by page is what the letters say.
func TestBundle(t *testing.T) {
	letters := lettersOf(t, 0, linesOnPage, 2*linesOnPage, 0)
	name := bundled(t, true, letters...)
	tool(t, "qpdf", "--check", name)
	if n := numberOfPages(t, name); n != 1+1+2+3+1+1 {
		t.Errorf("%d pages", n)
	}
	for i, page := range []int{1, 3, 5, 9} {
		of := strconv.Itoa(page)
		got := bare(tool(t, "pdftotext", "-raw", "-f", of, "-l", of, name, "-"))
		if number := "〔2026〕" + strconv.Itoa(i+1) + "号"; !strings.Contains(got, number) {
			t.Errorf("page %d does not begin letter %d: %s", page, i+1, got)
		}
	}
	for _, page := range []string{"2", "8"} {
		if got := bare(tool(t, "pdftotext", "-f", page, "-l", page, name, "-")); got != "" {
			t.Errorf("page %s is not blank: %s", page, got)
		}
	}
	one := filepath.Join(t.TempDir(), "one.pdf")
	if err := os.WriteFile(one, letters[2], 0o644); err != nil {
		t.Fatal(err)
	}
	if got, want := tool(t, "pdftotext", "-raw", "-f", "5", "-l", "7", name, "-"), tool(t, "pdftotext", "-raw", one, "-"); got != want {
		t.Errorf("letter 3 reads\n%s\nwant\n%s", got, want)
	}
	if info := tool(t, "pdfinfo", name); !strings.Contains(info, "成批打印 3 份") {
		t.Errorf("its title: %s", info)
	}
	if fonts := tool(t, "pdffonts", name); strings.Contains(fonts, " no  no") {
		t.Errorf("a font is not embedded:\n%s", fonts)
	}
	if n := numberOfPages(t, bundled(t, false, letters...)); n != 7 {
		t.Errorf("single-sided %d pages", n)
	}
}

func TestBundleRefuses(t *testing.T) {
	b := NewBundle(&bytes.Buffer{})
	if err := b.Add([]byte("no PDF")); fault.CodeOf(err) != "bundle_unreadable" {
		t.Errorf("%v", err)
	}
	if err := b.Close("x"); err == nil {
		t.Error("an empty bundle is written")
	}
}

// Labels stand in their places, in order, with the letter's number; a long
// address and a Uyghur name are whole.
func TestLabels(t *testing.T) {
	long := strings.Repeat("新疆维吾尔自治区和宁市明川区团结路街道", 5) + "9 号 12 幢 3 单元 502 室"
	labels := []Label{
		{"830000", "明川区团结路 9 号", "张三", "明政公开答〔2026〕1号"}, {"", long, "ئابدۇقادىر·ئەخمەت", "明政公开答〔2026〕2号"}, {"830001", "明川区人民路 1 号", "李𬭎", "明政公开答〔2026〕3号"},
	}
	out, err := Labels(testFonts(t), DefaultLabels, 22, labels)
	if err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(t.TempDir(), "labels.pdf")
	if err := os.WriteFile(name, out, 0o644); err != nil {
		t.Fatal(err)
	}
	tool(t, "qpdf", "--check", name)
	if n := numberOfPages(t, name); n != 2 {
		t.Fatalf("%d sheets, want 2: the third label does not fit the first", n)
	}
	text := copied(t, name)
	for _, l := range labels {
		for _, want := range []string{l.PostCode, bare(l.Address), bare(l.Name) + "收", l.Number} {
			if !strings.Contains(text, want) {
				t.Errorf("no %q in %s", want, text)
			}
		}
	}
	sheet := DefaultLabels
	for at, l := range map[int]Label{22: labels[0], 23: labels[1], 0: labels[2]} {
		x, y, w, h := sheet.place(at)
		s := &setter{fonts: testFonts(t)}
		for _, o := range s.label(l, sheet, at) {
			if o.text.x < x || o.text.end > x+w || o.text.y < y || o.text.y > y+h {
				t.Errorf("label %d leaves its place: %s", at, o)
			}
		}
	}
}

// The catalogue names language and title, and the file is sound.
func TestLanguage(t *testing.T) {
	name := rendered(t, sample(t, letter.Disclose), Options{})
	tool(t, "qpdf", "--check", name)
	doc, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Contains(doc, []byte("/Lang (zh-CN)")) || !bytes.Contains(doc, []byte("/DisplayDocTitle true")) {
		t.Error("no language or title")
	}
	if odd := []byte("no PDF at all"); !bytes.Equal(withLanguage(odd), odd) {
		t.Error("what is no PDF was changed")
	}
}
