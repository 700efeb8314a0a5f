package pdf

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"strings"
	"time"
	"unicode/utf16"

	"github.com/jung-kurt/gofpdf"

	"mingda/internal/calendar"
	"mingda/internal/fault"
	"mingda/internal/letter"
)

// paint draws the pages with gofpdf, giving it of each face only the
// characters that occur.
func paint(f *Fonts, pages []page, l letter.Letter, o Options) ([]byte, error) {
	p := &painter{doc: gofpdf.New("P", "mm", "A4", ""), letter: l}
	p.doc.SetMargins(0, 0, 0)
	p.doc.SetAutoPageBreak(false, 0)
	p.doc.SetCatalogSort(true)
	made := l.On.Start()
	if l.On.IsZero() {
		made = calendar.NewDate(2000, time.January, 1).Start() // drafts carry no date; the bytes stay the same
	}
	p.doc.SetCreationDate(made)
	p.doc.SetModificationDate(made)
	p.doc.SetTitle(basic(strings.TrimSpace(l.Title+" "+l.Number)), true)
	p.doc.SetAuthor(basic(l.Office), true)
	mark := p.mark(f, o.Mark)
	p.addFaces(pages, mark)
	if err := p.addSeal(o.Seal); err != nil {
		return nil, err
	}
	for _, page := range pages {
		p.addPage()
		p.drawMark(mark)
		for _, op := range page.ops {
			p.draw(op)
		}
	}
	var out bytes.Buffer
	if err := p.doc.Output(&out); err != nil {
		return nil, fault.New(fault.Internal, "letter_not_drawn").Because(err)
	}
	return withLanguage(p.tagged(out.Bytes())), nil
}

// addPage begins a page: of paper, or an envelope.
func (p *painter) addPage() {
	if p.letter.Envelope != nil {
		p.doc.AddPageFormat("P", gofpdf.SizeType{Wd: envelopeWidth, Ht: envelopeHeight})
		return
	}
	p.doc.AddPage()
}

// basic returns the text as far as gofpdf can write it into the properties of
// a document: it panics on what is outside the basic plane.
func basic(s string) string {
	return strings.Map(func(r rune) rune {
		if r > 0xFFFF {
			return '〓'
		}
		return r
	}, strings.ToValidUTF8(s, "〓"))
}

// A painter draws on one document.
type painter struct {
	doc     *gofpdf.Fpdf
	letter  letter.Letter
	sealed  bool
	subsets []subset
}

// cutFaces cuts each face that occurs.
func cutFaces(pages []page, mark []op) (cuts []cutFace) {
	used := map[*face]map[rune]bool{}
	var order []*face
	note := func(o op) {
		if o.text == nil {
			return
		}
		if used[o.text.face] == nil {
			used[o.text.face] = map[rune]bool{' ': true}
			order = append(order, o.text.face)
		}
		for _, r := range o.text.drawn {
			used[o.text.face][r] = true
		}
	}
	for _, page := range pages {
		for _, o := range page.ops {
			note(o)
		}
	}
	for _, o := range mark {
		note(o)
	}
	for _, f := range order {
		cuts = append(cuts, cutFace{f.name, f.cut(used[f])})
	}
	return cuts
}

// A cutFace is a face with only the characters that occur.
type cutFace struct {
	name string
	data []byte
}

// addFaces gives gofpdf a cut of each face that occurs.
func (p *painter) addFaces(pages []page, mark []op) {
	for _, f := range cutFaces(pages, mark) {
		p.doc.AddUTF8FontFromBytes(family+f.name, "", f.data)
		p.subsets = append(p.subsets, subset{f.name, sha256.Sum256(f.data)})
	}
}

// Cut lays the letter and cuts its faces without writing anything, and returns
// how many bytes they are: what of a letter's making is neither its words nor
// its PDF, for measuring.
func Cut(f *Fonts, l letter.Letter) (size int, err error) {
	s := &setter{fonts: f, letter: l}
	pages := s.lay()
	if len(s.missing) > 0 {
		return 0, fault.New(fault.Invalid, "letter_characters", string(s.missing[0]))
	}
	for _, c := range cutFaces(pages, nil) {
		size += len(c.data)
	}
	return size, nil
}

// A subset is a cut face in the document.
type subset struct {
	name string
	sum  [sha256.Size]byte
}

// family begins the names of faces for gofpdf. It writes utf8 before them: six
// letters and a plus, where a PDF says by six capitals that a face is cut
// (ISO 32000-1, 9.6.4).
const family = "xx+"

// tagged returns the document with the names of its faces as those of cut ones.
func (p *painter) tagged(pdf []byte) []byte {
	for _, s := range p.subsets {
		tag := make([]byte, 6)
		for i := range tag {
			tag[i] = 'A' + s.sum[i]%26
		}
		pdf = bytes.ReplaceAll(pdf, []byte("/utf8"+family+s.name), []byte("/"+string(tag)+"+"+s.name))
	}
	return pdf
}

const sealImage = "seal"

func (p *painter) addSeal(png []byte) error {
	if len(png) == 0 {
		return nil
	}
	p.doc.RegisterImageOptionsReader(sealImage, gofpdf.ImageOptions{ImageType: "PNG"}, bytes.NewReader(png))
	if err := p.doc.Error(); err != nil {
		return fault.New(fault.Internal, "seal_unreadable").Because(err)
	}
	p.sealed = true
	return nil
}

func (p *painter) draw(o op) {
	switch {
	case o.text != nil:
		p.text(*o.text)
	case o.rule != nil:
		r := o.rule
		p.doc.SetFillColor(r.colour[0], r.colour[1], r.colour[2])
		p.doc.Rect(r.x, r.y, r.w, r.h, "F")
	case o.seal != nil && p.sealed:
		p.doc.ImageOptions(sealImage, o.seal.x-sealDiameter/2, o.seal.y-sealDiameter/2, sealDiameter, sealDiameter,
			false, gofpdf.ImageOptions{ImageType: "PNG"}, 0, "")
	}
}

// text draws a run. What is drawn by other characters than it is read as (rare
// characters, words from right to left) is marked with the actual text.
func (p *painter) text(t textOp) {
	p.doc.SetFont(family+t.face.name, "", t.size)
	p.doc.SetTextColor(t.colour[0], t.colour[1], t.colour[2])
	if actual := t.whole + t.actual; actual != "" { // never both
		p.doc.RawWriteStr("/Span <</ActualText <" + utf16Hex(actual) + ">>> BDC")
	}
	if t.spacing != 0 {
		p.doc.RawWriteStr(fmt.Sprintf("%.4f Tc", t.spacing))
	}
	p.doc.Text(t.x, t.y, t.drawn)
	if t.spacing != 0 {
		p.doc.RawWriteStr("0 Tc")
	}
	if t.actual != "" || t.closes {
		p.doc.RawWriteStr("EMC")
	}
}

// utf16Hex returns the text as a PDF text string in hexadecimal.
func utf16Hex(s string) string {
	var b strings.Builder
	b.WriteString("FEFF")
	for _, u := range utf16.Encode([]rune(s)) {
		fmt.Fprintf(&b, "%04X", u)
	}
	return b.String()
}

const markSize = 110.0 // points

// mark returns the word across the page, drawn about its middle.
func (p *painter) mark(f *Fonts, word string) []op {
	if word == "" {
		return nil
	}
	st := styleOf(title, markSize)
	st.colour = colour{238, 236, 230}
	s := &setter{fonts: f}
	st.pitch *= 1.5
	l := line{atoms: s.atoms(letter.Run{Text: word}, st)}
	width := l.width() - st.pitch/3
	return l.draw((paperWidth-width)/2, paperHeight/2, st)
}

// drawMark draws the word below everything else, and out of the text that is
// copied or read out.
func (p *painter) drawMark(mark []op) {
	if len(mark) == 0 {
		return
	}
	p.doc.RawWriteStr("/Span <</ActualText <FEFF0020>>> BDC")
	p.doc.TransformBegin()
	p.doc.TransformRotate(40, paperWidth/2, paperHeight/2)
	for _, o := range mark {
		p.draw(o)
	}
	p.doc.TransformEnd()
	p.doc.RawWriteStr("EMC")
}
