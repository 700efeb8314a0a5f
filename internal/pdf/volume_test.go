package pdf

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/jung-kurt/gofpdf"

	"mingda/internal/fault"
)

// lying makes a PDF of one page of the size in points, turned by qpdf.
func lying(t *testing.T, w, h float64, turn string) []byte {
	t.Helper()
	doc := gofpdf.New("P", "pt", "A4", "")
	doc.AddPageFormat("P", gofpdf.SizeType{Wd: w, Ht: h})
	doc.SetFont("Helvetica", "", 12)
	doc.Text(40, 40, "original")
	dir := t.TempDir()
	in, out := filepath.Join(dir, "in.pdf"), filepath.Join(dir, "out.pdf")
	if err := doc.OutputFileAndClose(in); err != nil {
		t.Fatal(err)
	}
	tool(t, "qpdf", "--rotate="+turn+":1", in, out)
	made, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	return made
}

// volume numbers a bundle of the documents, and returns the file's name.
func volume(t *testing.T, marks []Mark, documents ...[]byte) string {
	t.Helper()
	var out bytes.Buffer
	b := NewBundle(&out)
	for _, d := range documents {
		if err := b.AddForeign(d, 10); err != nil {
			t.Fatal(err)
		}
	}
	if err := b.Number(testFonts(t), func(n, of int) string { return fmt.Sprintf("证据卷 第 %d 页 共 %d 页", n, of) }); err != nil {
		t.Fatal(err)
	}
	b.Outline(marks)
	if err := b.Close("证据卷"); err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(t.TempDir(), "volume.pdf")
	if err := os.WriteFile(name, out.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	return name
}

// Each page of a bundle bears its number, whichever way it lies, below as it is
// looked at; the bookmarks lead to their pages.
func TestVolume(t *testing.T) {
	letters := lettersOf(t, 0, linesOnPage)
	documents := [][]byte{letters[0]}
	for _, turn := range []string{"+0", "+90", "+180", "+270"} {
		documents = append(documents, lying(t, 595, 842, turn))
	}
	documents = append(documents, letters[1])
	name := volume(t, []Mark{{"一、申请", 1}, {"二、答复", 6}}, documents...)
	tool(t, "qpdf", "--check", name)
	if n := numberOfPages(t, name); n != 7 {
		t.Fatalf("%d pages", n)
	}
	for n := 1; n <= 7; n++ {
		of := fmt.Sprint(n)
		text := bare(tool(t, "pdftotext", "-raw", "-f", of, "-l", of, name, "-"))
		if !strings.Contains(text, fmt.Sprintf("证据卷第%d页共7页", n)) {
			t.Errorf("page %d reads %s", n, text)
		}
		below := tool(t, "pdftotext", "-f", of, "-l", of, "-bbox", name, "-")
		height, at := 0.0, 0.0
		for line := range strings.Lines(below) {
			var w, x, y, x2, y2 float64
			if _, err := fmt.Sscanf(strings.TrimSpace(line), `<page width="%f" height="%f">`, &w, &height); err == nil {
				continue
			}
			if strings.Contains(line, "证据卷") {
				_, _ = fmt.Sscanf(strings.TrimSpace(line), `<word xMin="%f" yMin="%f" xMax="%f" yMax="%f">`, &x, &y, &x2, &y2)
				at = y2
			}
		}
		if n == 3 || n == 5 {
			height = 595 // poppler names that of the page before it is turned
		}
		if at < height-40 || at > height {
			t.Errorf("page %d of height %.0f: its number stands at %.0f", n, height, at)
		}
	}
	outline := tool(t, "qpdf", "--json", "--json-key=outlines", name)
	for _, want := range []string{`"title": "一、申请"`, `"title": "二、答复"`, `"destpageposfrom1": 6`} {
		if !strings.Contains(outline, want) {
			t.Errorf("no %s in %s", want, outline)
		}
	}
	if fonts := tool(t, "pdffonts", name); strings.Count(fonts, "\n") == 0 {
		t.Error("no fonts")
	}
}

// What cannot be opened is refused by name, and what is only marked as protected
// is read.
func TestForeign(t *testing.T) {
	whole := lying(t, 400, 600, "+0")
	dir := t.TempDir()
	in := filepath.Join(dir, "in.pdf")
	if err := os.WriteFile(in, whole, 0o644); err != nil {
		t.Fatal(err)
	}
	locked := func(user string) []byte {
		out := filepath.Join(dir, "locked.pdf")
		if msg, err := exec.Command("qpdf", "--encrypt", user, "owner", "256", "--", in, out).CombinedOutput(); err != nil {
			t.Skipf("qpdf: %v %s", err, msg)
		}
		made, err := os.ReadFile(out)
		if err != nil {
			t.Fatal(err)
		}
		return made
	}
	for name, c := range map[string]struct {
		content []byte
		code    fault.Code
	}{
		"whole": {whole, ""}, "locked": {locked("secret"), "pdf_locked"}, "marked": {locked(""), ""}, "nothing": {nil, "pdf_unreadable"},
		"cut": {whole[:len(whole)/3], "pdf_unreadable"}, "none": {[]byte("%PDF-1.4\nno more"), "pdf_unreadable"},
	} {
		b := NewBundle(io.Discard)
		err := b.AddForeign(c.content, 1)
		if fault.CodeOf(err) != c.code {
			t.Errorf("%s: %v", name, err)
		}
		if c.code == "" && b.Pages() != 1 || c.code != "" && b.Pages() != 0 {
			t.Errorf("%s: %d pages", name, b.Pages())
		}
		if c.code == "" {
			tool(t, "qpdf", "--check", volume(t, nil, c.content))
		}
	}
}

// A photograph stands as its camera says; what has too many dots is not decoded;
// what is broken is refused.
func TestPicture(t *testing.T) {
	m := image.NewRGBA(image.Rect(0, 0, 400, 200))
	for x := range 200 {
		for y := range 200 {
			m.Set(x, y, color.RGBA{200, 0, 0, 255})
		}
	}
	var asPNG, asJPEG bytes.Buffer
	if err := png.Encode(&asPNG, m); err != nil {
		t.Fatal(err)
	}
	if err := jpeg.Encode(&asJPEG, m, nil); err != nil {
		t.Fatal(err)
	}
	page, err := Picture(asPNG.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	tool(t, "qpdf", "--check", volume(t, nil, page))
	for turn := 1; turn <= 8; turn++ {
		photo := turned(asJPEG.Bytes(), turn)
		if got := orientation(photo); got != turn {
			t.Errorf("turned %d is read as %d", turn, got)
		}
		page, err := Picture(photo)
		if err != nil {
			t.Fatal(err)
		}
		info := tool(t, "pdfinfo", volume(t, nil, page))
		if wide := strings.Contains(info, "841.89 x 595.28"); wide != (turn < 5) {
			t.Errorf("turned %d: %s", turn, info)
		}
	}
	var huge bytes.Buffer
	if err := png.Encode(&huge, image.NewPaletted(image.Rect(0, 0, 8000, 8000), color.Palette{color.White})); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		content []byte
		code    fault.Code
	}{
		"nothing": {nil, "picture_unreadable"}, "cut": {asJPEG.Bytes()[:300], "picture_unreadable"}, "cut PNG": {asPNG.Bytes()[:80], "picture_unreadable"},
		"huge": {huge.Bytes(), "picture_too_large"},
	} {
		if _, err := Picture(c.content); fault.CodeOf(err) != c.code {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// turned writes into a photograph how it lies.
func turned(photo []byte, turn int) []byte {
	exif := []byte("\xFF\xE1\x00\x22Exif\x00\x00II*\x00\x08\x00\x00\x00\x01\x00\x12\x01\x03\x00\x01\x00\x00\x00\x01\x00\x00\x00\x00\x00\x00\x00")
	exif[4+6+8+2+8] = byte(turn)
	return append(append([]byte{0xFF, 0xD8}, exif...), photo[2:]...)
}

// What of a document is hidden stays hidden, and what all its pages inherit is on each;
// nothing that runs or leads elsewhere comes along.
func TestForeignKeeps(t *testing.T) {
	doc := gofpdf.New("P", "pt", "A4", "")
	hidden := doc.AddLayer("secret", false)
	doc.AddPageFormat("P", gofpdf.SizeType{Wd: 300, Ht: 400})
	doc.SetFont("Helvetica", "", 12)
	doc.Text(40, 40, "open")
	doc.BeginLayer(hidden)
	doc.Text(40, 60, "withheld")
	doc.EndLayer()
	doc.LinkString(10, 10, 100, 100, "https://elsewhere.example")
	doc.SetJavascript("app.alert(1)")
	var made bytes.Buffer
	if err := doc.Output(&made); err != nil {
		t.Fatal(err)
	}
	name := volume(t, nil, made.Bytes(), made.Bytes())
	tool(t, "qpdf", "--check", name)
	shown := filepath.Join(t.TempDir(), "page")
	tool(t, "pdftoppm", "-r", "72", "-gray", name, shown)
	for _, page := range []string{"-1.pgm", "-2.pgm"} {
		raw, err := os.ReadFile(shown + page)
		if err != nil {
			t.Fatal(err)
		}
		at := func(y int) (ink int) { // in the lines about y, of 300 dots each
			pixels := raw[len(raw)-300*400:]
			for _, p := range pixels[(y-12)*300 : (y+4)*300] {
				if p < 128 {
					ink++
				}
			}
			return ink
		}
		if at(40) == 0 || at(60) != 0 {
			t.Errorf("page %s: %d dots of what is open, %d of what is hidden", page, at(40), at(60))
		}
	}
	whole := tool(t, "qpdf", "--qdf", "--object-streams=disable", name, "-")
	for _, not := range []string{"elsewhere.example", "app.alert", "/Annots", "/Names"} {
		if strings.Contains(whole, not) {
			t.Errorf("%s came along", not)
		}
	}
}

// A bundle is on its way while it is made: what was added is not held until the end.
func TestBundleStreams(t *testing.T) {
	noise := image.NewGray(image.Rect(0, 0, 600, 800))
	for i := range noise.Pix {
		noise.Pix[i] = uint8(i * i >> 3)
	}
	var photo bytes.Buffer
	if err := jpeg.Encode(&photo, noise, nil); err != nil {
		t.Fatal(err)
	}
	page, err := Picture(photo.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	b := NewBundle(&out)
	for n := 1; n <= 3; n++ {
		if err := b.Add(page); err != nil {
			t.Fatal(err)
		}
		if held := n*photo.Len() - out.Len(); held > 1<<16 {
			t.Errorf("%d bytes of %d documents are not written yet", held, n)
		}
	}
	broken := NewBundle(failing{})
	for range 3 {
		err = broken.Add(page)
	}
	if !errors.Is(err, errFull) {
		t.Errorf("nowhere to write to: %v", err)
	}
}

var errFull = errors.New("full")

type failing struct{}

func (failing) Write([]byte) (int, error) { return 0, errFull }
