// Package ocr reads the text of files: what a PDF or a file of Word holds itself, and
// what a machine can recognise on pictures and scanned pages. It runs the programs of the
// system (tesseract, and poppler for PDF), each in a process of its own that gets little
// memory and time and is killed with all it started; files of Word it reads itself, within
// limits. Where a program is missing, its part is missing, and Tools says so.
package ocr

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// A Tool is a program of the system that is needed to read files of a sort.
type Tool string

// The tools.
const (
	Pictures Tool = "ocr" // tesseract
	PDFs     Tool = "pdf" // poppler
)

// A Missing is why a file cannot be read on this machine now: it waits for the tool.
type Missing struct{ Tool Tool }

// Error implements error.
func (m Missing) Error() string { return "there is no tool to read it: " + string(m.Tool) }

// A How is how a text was come by.
type How string

// How a text was come by.
const (
	Layer   How = "layer" // the file holds it itself
	Machine How = "ocr"   // a machine recognised it: it may be wrong
	Nothing How = "none"  // it is no file with a text that could be read
)

// A Text is what was read.
type Text struct {
	How   How
	Text  string
	Pages int // that were read
	Of    int // that there are
}

// A Reader reads files. Its zero fields are the defaults; without a program its part
// is missing. It is safe for concurrent use, but one at a time is enough for a machine.
type Reader struct {
	Tesseract string   // path of the program; "": none
	Off       bool     // pictures are not to be recognised: the program was not looked for
	Poppler   string   // folder of pdftotext, pdftoppm and pdfinfo; "": none
	Languages []string // that tesseract knows, the usual one first
	Pages     int      // of a PDF that are recognised at most; 0: 20
	Temp      string   // folder for what is in between; "": the system's
	Limits    Limits
}

// Limits bound one run of a program.
type Limits struct {
	Time   time.Duration // 0: 2 minutes
	Memory int           // address space, in MB; 0: 2048
	Output int           // bytes of text; 0: 1 MB
}

// Find finds the programs of the system; pictures says whether they may be recognised
// at all. Of the languages those are used that tesseract knows.
func Find(ctx context.Context, pictures bool, languages []string) *Reader {
	r := &Reader{Off: !pictures}
	if path, err := exec.LookPath("pdftotext"); err == nil {
		r.Poppler = filepath.Dir(path)
		for _, other := range []string{"pdftoppm", "pdfinfo"} {
			if _, err := exec.LookPath(filepath.Join(r.Poppler, other)); err != nil {
				r.Poppler = ""
				break
			}
		}
	}
	path, err := exec.LookPath("tesseract")
	if !pictures || err != nil {
		return r
	}
	known, err := r.run(ctx, path, "--list-langs")
	if err != nil {
		return r
	}
	has := strings.Fields(string(known))
	for _, l := range languages {
		if slices.Contains(has, l) {
			r.Languages = append(r.Languages, l)
		}
	}
	if len(r.Languages) > 0 {
		r.Tesseract = path
	}
	return r
}

// Tools returns the tools that are there.
func (r *Reader) Tools() []Tool {
	var all []Tool
	if r.Tesseract != "" {
		all = append(all, Pictures)
	}
	if r.Poppler != "" {
		all = append(all, PDFs)
	}
	return all
}

// Read reads the file at path. It fails with Missing where a tool is not there, and
// with what a program said where it cannot be read.
func (r *Reader) Read(ctx context.Context, path string) (Text, error) {
	kind, err := kindOf(path)
	if err != nil {
		return Text{}, err
	}
	switch kind {
	case "pdf":
		return r.readPDF(ctx, path)
	case "zip":
		return readWord(path)
	case "":
		return Text{How: Nothing}, nil
	}
	if r.Tesseract == "" {
		return Text{}, Missing{Pictures}
	}
	dir, err := os.MkdirTemp(r.Temp, "mingda-ocr")
	if err != nil {
		return Text{}, err
	}
	defer os.RemoveAll(dir)
	if kind == "jpeg" {
		if path, err = upright(path, dir); err != nil {
			return Text{}, err
		}
	}
	text, err := r.recognise(ctx, dir, path)
	return Text{How: Machine, Text: text, Pages: 1, Of: 1}, err
}

// kindOf returns the sort of a file by its first bytes: pdf, zip, jpeg, or another
// picture that tesseract reads; "" for everything else.
func kindOf(path string) (string, error) {
	f, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer f.Close()
	head := make([]byte, 1024)
	n, err := io.ReadFull(f, head)
	if err != nil && err != io.EOF && err != io.ErrUnexpectedEOF {
		return "", err
	}
	head = head[:n]
	switch {
	case bytes.Contains(head, []byte("%PDF-")):
		return "pdf", nil
	case bytes.HasPrefix(head, []byte("PK\x03\x04")):
		return "zip", nil
	case bytes.HasPrefix(head, []byte("\xff\xd8\xff")):
		return "jpeg", nil
	case bytes.HasPrefix(head, []byte("RIFF")) && len(head) > 12 && string(head[8:12]) == "WEBP":
		return "webp", nil
	}
	for kind, magic := range map[string]string{"png": "\x89PNG\r\n", "gif": "GIF8", "bmp": "BM", "tiff": "II*\x00", "tiff-m": "MM\x00*"} {
		if bytes.HasPrefix(head, []byte(magic)) && n > 32 {
			return kind, nil
		}
	}
	return "", nil
}

// enoughOnPage is how many letters a page must hold on average to be called one with
// a text: a stamp of a scanner is none.
const enoughOnPage = 10

// readPDF takes the text that a PDF holds, else recognises its pages.
func (r *Reader) readPDF(ctx context.Context, path string) (Text, error) {
	if r.Poppler == "" {
		return Text{}, Missing{PDFs}
	}
	info, err := r.run(ctx, filepath.Join(r.Poppler, "pdfinfo"), path)
	if err != nil {
		return Text{}, err
	}
	t := Text{How: Layer}
	if m := pagesLine.FindSubmatch(info); m != nil {
		t.Of, _ = strconv.Atoi(string(m[1])) // digits
	}
	if t.Of == 0 {
		return Text{}, errors.New("the PDF has no pages")
	}
	layer, err := r.run(ctx, filepath.Join(r.Poppler, "pdftotext"), "-enc", "UTF-8", "-nopgbrk", path, "-")
	if err != nil {
		return Text{}, err
	}
	if letters(string(layer)) >= enoughOnPage*t.Of {
		t.Text, t.Pages = tidy(string(layer)), t.Of
		return t, nil
	}
	if r.Tesseract == "" {
		return Text{}, Missing{Pictures}
	}
	dir, err := os.MkdirTemp(r.Temp, "mingda-ocr")
	if err != nil {
		return Text{}, err
	}
	defer os.RemoveAll(dir)
	t.How, t.Pages = Machine, min(t.Of, cmp.Or(r.Pages, 20))
	for n := 1; n <= t.Pages; n++ {
		page, number := filepath.Join(dir, "page"), strconv.Itoa(n)
		_, err := r.run(ctx, filepath.Join(r.Poppler, "pdftoppm"), "-f", number, "-l", number, "-scale-to", "2400", "-gray", "-singlefile", path, page)
		if err != nil {
			return t, err
		}
		text, err := r.recognise(ctx, dir, page+".pgm")
		if err != nil {
			return t, err
		}
		t.Text += text + "\n\n"
	}
	t.Text = strings.TrimSpace(t.Text)
	return t, nil
}

var pagesLine = regexp.MustCompile(`(?m)^Pages:\s+(\d+)`)

// sure is the confidence, of a hundred, from which no other language is tried.
const sure = 60

// recognise reads a picture: in the usual language, and in the others where that is
// unsure.
func (r *Reader) recognise(ctx context.Context, dir, picture string) (string, error) {
	best, bestSure := "", -1.0
	for _, language := range r.Languages {
		out := filepath.Join(dir, "read")
		if _, err := r.run(ctx, r.Tesseract, picture, out, "-l", language, "--psm", "1", "txt", "tsv"); err != nil {
			return "", err
		}
		text, err := os.ReadFile(out + ".txt")
		if err != nil {
			return "", err
		}
		table, err := os.ReadFile(out + ".tsv")
		if err != nil {
			return "", err
		}
		if c := confidence(string(table)); c > bestSure {
			best, bestSure = string(text), c
		}
		if bestSure >= sure {
			break
		}
	}
	return tidy(best), nil
}

// confidence returns the mean confidence of the words of tesseract's table, 0 for none.
func confidence(table string) float64 {
	const words, column = 12, 10
	sum, n := 0.0, 0
	for line := range strings.Lines(table) {
		fields := strings.Split(strings.TrimRight(line, "\n"), "\t")
		if len(fields) != words || strings.TrimSpace(fields[words-1]) == "" {
			continue
		}
		if c, err := strconv.ParseFloat(fields[column], 64); err == nil && c >= 0 {
			sum, n = sum+c, n+1
		}
	}
	if n == 0 {
		return 0
	}
	return sum / float64(n)
}

// tidy takes out what is no text: marks of control, and the blanks that stand between
// Chinese characters.
func tidy(text string) string {
	runes := []rune(strings.ToValidUTF8(text, ""))
	solid := func(i int) bool {
		return i >= 0 && i < len(runes) && (unicode.Is(unicode.Han, runes[i]) || strings.ContainsRune("，。、；：？！“”《》〈〉（）〔〕【】", runes[i]))
	}
	var b strings.Builder
	for i, r := range runes {
		switch {
		case r == ' ' && (solid(i-1) || solid(i+1)):
		case r == '\f':
			b.WriteString("\n\n")
		case r != '\n' && r != '\t' && unicode.IsControl(r):
		default:
			b.WriteRune(r)
		}
	}
	return strings.TrimSpace(manyLines.ReplaceAllString(b.String(), "\n\n"))
}

var manyLines = regexp.MustCompile(`\n[ \t]*\n[\s]*`)

func letters(text string) (n int) {
	for _, r := range text {
		if unicode.IsLetter(r) && r != utf8.RuneError {
			n++
		}
	}
	return n
}

// said shortens what a program said to what a person reads.
func said(stderr string) string {
	const most = 200
	lines := strings.Fields(stderr)
	text := []rune(strings.Join(lines, " "))
	return string(text[:min(len(text), most)])
}

func (r *Reader) failed(name string, err error, stderr string) error {
	if text := said(stderr); text != "" {
		return fmt.Errorf("%s: %w: %s", filepath.Base(name), err, text)
	}
	return fmt.Errorf("%s: %w", filepath.Base(name), err)
}
