package pdfsign

import (
	"bytes"
	"encoding/hex"
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"time"

	"mingda/internal/calendar"
)

// A place is where in the document the signature stands, with its brackets.
type place struct{ from, to int }

// covered returns what is signed: all but the signature.
func (p place) covered(document []byte) []byte {
	return append(bytes.Clone(document[:p.from]), document[p.to:]...)
}

// fill writes the signature; what is left of its room stays zeros.
func (p place) fill(document, signature []byte) { hex.Encode(document[p.from+1:], signature) }

// prepare appends what a signature of at most room bytes takes: its field, on
// the first page and without size, a page and a catalog that name it, and the
// table of where they are.
func prepare(document []byte, at time.Time, room int) ([]byte, place, error) {
	old, err := read(document)
	if err != nil {
		return nil, place{}, err
	}
	u := update{out: bytes.NewBuffer(bytes.Clone(document)), at: map[int]int{}}
	if !bytes.HasSuffix(document, []byte("\n")) {
		u.out.WriteByte('\n')
	}
	field, signature := old.size, old.size+1
	u.object(old.page, withAnnotation(old.pageDict, field))
	u.object(old.root, within(old.rootDict, fmt.Sprintf("/Version /1.7\n/AcroForm <</Fields [%d 0 R] /SigFlags 3>>\n", field)))
	u.object(field, fmt.Sprintf("<</Type /Annot /Subtype /Widget /FT /Sig /T (Signature) /F 132 /Rect [0 0 0 0] /P %d 0 R /V %d 0 R>>", old.page, signature))
	before, after := signatureDict(at, room)
	u.object(signature, before+after)
	p := place{from: u.at[signature] + len(fmt.Sprintf("%d 0 obj\n", signature)) + len(before)}
	p.to = p.from + 2*room + 2
	u.table(old, signature+1)
	out := u.out.Bytes()
	return out, p, setRange(out, p)
}

// rangeWidth holds four numbers of ten digits.
const (
	rangeWidth = 44
	rangeMark  = "/ByteRange ["
)

// signatureDict returns the dictionary of the signature up to the signature and
// from it on; the range it covers is filled in once it is known.
func signatureDict(at time.Time, room int) (before, after string) {
	day := at.In(calendar.Zone).Format("20060102150405")
	return "<</Type /Sig /Filter /Adobe.PPKLite /SubFilter /adbe.pkcs7.detached /M (D:" + day + "+08'00')\n" +
			rangeMark + string(bytes.Repeat([]byte(" "), rangeWidth)) + "]\n/Contents ",
		"<" + string(bytes.Repeat([]byte("0"), 2*room)) + ">>>"
}

// setRange writes which bytes the signature covers.
func setRange(document []byte, p place) error {
	mark := bytes.LastIndex(document[:p.from], []byte(rangeMark))
	text := fmt.Sprintf("0 %d %d %d", p.from, p.to, len(document)-p.to)
	if mark < 0 || len(text) > rangeWidth {
		return errors.New("no room for the range of the signature")
	}
	copy(document[mark+len(rangeMark):], text)
	return nil
}

// An update writes objects behind a document.
type update struct {
	out *bytes.Buffer
	at  map[int]int // where each object begins
}

func (u *update) object(n int, text string) {
	u.at[n] = u.out.Len()
	fmt.Fprintf(u.out, "%d 0 obj\n%s\nendobj\n", n, text)
}

// table writes the table of the objects and the trailer.
func (u *update) table(old document, size int) {
	start := u.out.Len()
	u.out.WriteString("xref\n0 1\n0000000000 65535 f \n")
	for n := range size {
		if at, ok := u.at[n]; ok {
			fmt.Fprintf(u.out, "%d 1\n%010d 00000 n \n", n, at)
		}
	}
	fmt.Fprintf(u.out, "trailer\n<<\n/Size %d\n/Root %d 0 R\n", size, old.root)
	if old.info != 0 {
		fmt.Fprintf(u.out, "/Info %d 0 R\n", old.info)
	}
	fmt.Fprintf(u.out, "/Prev %d\n>>\nstartxref\n%d\n%%%%EOF\n", old.xref, start)
}

// within returns the dictionary with more at its end.
func within(dict, more string) string {
	end := bytes.LastIndex([]byte(dict), []byte(">>"))
	return dict[:end] + more + dict[end:]
}

// withAnnotation returns the page's dictionary with one more annotation.
func withAnnotation(dict string, n int) string {
	if at := annotations.FindStringIndex(dict); at != nil {
		return dict[:at[1]] + fmt.Sprintf("%d 0 R ", n) + dict[at[1]:]
	}
	return within(dict, fmt.Sprintf("/Annots [%d 0 R]\n", n))
}

// A document is what is needed of one that gofpdf wrote.
type document struct {
	xref, size, root, info, page int
	rootDict, pageDict           string
}

var (
	ending      = regexp.MustCompile(`startxref\s+(\d+)\s+%%EOF\s*$`)
	sizeEntry   = regexp.MustCompile(`/Size (\d+)`)
	rootEntry   = regexp.MustCompile(`/Root (\d+) 0 R`)
	infoEntry   = regexp.MustCompile(`/Info (\d+) 0 R`)
	pagesEntry  = regexp.MustCompile(`/Pages (\d+) 0 R`)
	firstKid    = regexp.MustCompile(`/Kids \[\s*(\d+) 0 R`)
	tableHead   = regexp.MustCompile(`^xref\s+0 (\d+)\s*?\n`)
	annotations = regexp.MustCompile(`/Annots\s*\[`)
)

const tableRow = 20 // bytes

// read finds catalog and first page of a document with one table of objects.
func read(text []byte) (document, error) {
	var d document
	err := first(&d.xref, ending, text)
	if err == nil && d.xref >= len(text) {
		err = errors.New("the table of objects lies beyond the end")
	}
	if err != nil {
		return d, err
	}
	table := text[d.xref:]
	trailer := bytes.Index(table, []byte("trailer"))
	if trailer < 0 {
		return d, errors.New("no trailer")
	}
	var pages int
	_ = first(&d.info, infoEntry, table[trailer:]) // it may have none
	steps := []func() error{
		func() error { return first(&d.size, sizeEntry, table[trailer:]) },
		func() error { return first(&d.root, rootEntry, table[trailer:]) },
		func() (err error) { d.rootDict, err = object(text, table, d.root); return err },
		func() error { return first(&pages, pagesEntry, []byte(d.rootDict)) },
		func() error {
			dict, err := object(text, table, pages)
			if err != nil {
				return err
			}
			return first(&d.page, firstKid, []byte(dict))
		},
		func() (err error) { d.pageDict, err = object(text, table, d.page); return err },
	}
	for _, step := range steps {
		if err := step(); err != nil {
			return d, err
		}
	}
	if bytes.Contains([]byte(d.rootDict), []byte("/AcroForm")) {
		return d, errors.New("there is a form already")
	}
	return d, nil
}

// first reads the number that the pattern finds.
func first(into *int, pattern *regexp.Regexp, text []byte) error {
	found := pattern.FindSubmatch(text)
	if found == nil {
		return fmt.Errorf("no %s", pattern)
	}
	n, err := strconv.Atoi(string(found[1]))
	*into = n
	return err
}

// object returns the dictionary of the n-th object.
func object(text, table []byte, n int) (string, error) {
	lost := fmt.Errorf("object %d is not where the table says", n)
	head := tableHead.FindSubmatchIndex(table)
	if head == nil || head[1]+(n+1)*tableRow > len(table) {
		return "", lost
	}
	at, err := strconv.Atoi(string(table[head[1]+n*tableRow : head[1]+n*tableRow+10]))
	if err != nil || at > len(text) {
		return "", lost
	}
	begins := fmt.Appendf(nil, "%d 0 obj\n", n)
	body, ok := bytes.CutPrefix(text[at:], begins)
	dict, _, ended := bytes.Cut(body, []byte("\nendobj"))
	if !ok || !ended || !bytes.HasPrefix(dict, []byte("<<")) || !bytes.HasSuffix(dict, []byte(">>")) {
		return "", lost
	}
	return string(dict), nil
}
