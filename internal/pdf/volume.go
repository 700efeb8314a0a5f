package pdf

import (
	"fmt"
	"maps"
	"strings"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"

	"mingda/internal/letter"
)

// A Mark is an entry of the outline of a bundle (书签).
type Mark struct {
	Title string
	Page  int // from 1
}

// The number of a page in a bundle: points, from the lower edge as it is looked at.
const (
	stampSize  = 9.0
	stampFoot  = 20.0
	stampFace  = "MingdaStamp"
	stampPaper = 595.0 // width of the page on which it has this size
	stampPad   = 4.0
)

// Number prints on each page, in the middle below, what say says of it; of is how
// many pages there are. It does not look at what is on the page: what is there is
// kept apart, however it left its state.
func (b *Bundle) Number(f *Fonts, say func(n, of int) string) (err error) {
	defer b.unreadable(&err)
	if len(b.pages) == 0 {
		return nil
	}
	s := &setter{fonts: f}
	stamps := make([][]op, b.Pages())
	width := make([]float64, b.Pages())
	for n := range stamps {
		st := styleOf(body, stampSize)
		l := line{atoms: s.atoms(letter.Run{Text: say(n+1, b.Pages())}, st)}
		stamps[n], width[n] = l.draw(0, 0, st), l.width()/mm
	}
	faces, err := b.stampFaces(f, stamps)
	if err != nil {
		return err
	}
	open := b.stream("q\n")
	for n, ops := range stamps {
		b.stamp(&b.pages[n], ops, width[n], faces, open)
	}
	return b.failed
}

// stampFaces writes the faces of the stamps into the bundle, each once, and returns
// where they are by their name.
func (b *Bundle) stampFaces(f *Fonts, stamps [][]op) (types.Dict, error) {
	var all page
	for _, ops := range stamps {
		all.ops = append(all.ops, ops...)
	}
	drawn, err := paint(f, []page{all}, letter.Letter{}, Options{})
	if err != nil {
		return nil, err
	}
	from, err := readPDF(drawn, model.MERGECREATE)
	if err != nil {
		return nil, err
	}
	_, _, with, err := from.PageDict(1, false)
	if err != nil {
		return nil, err
	}
	fonts, err := from.DereferenceDict(with.Resources["Font"])
	if err != nil {
		return nil, err
	}
	t := taking{from: from, into: b, known: map[int]types.IndirectRef{}}
	faces := types.Dict{}
	for _, o := range fonts {
		font, err := from.DereferenceDict(o)
		if err != nil {
			return nil, err
		}
		_, name, _ := strings.Cut(fmt.Sprint(font["BaseFont"]), "+")
		if faces[stampFace+name], err = t.object(o); err != nil {
			return nil, err
		}
	}
	return faces, t.rest()
}

// stamp prints on one page. What stands there is put between q and Q.
func (b *Bundle) stamp(p *bundlePage, ops []op, width float64, faces types.Dict, open types.IndirectRef) {
	resources := p.dict["Resources"].(types.Dict)
	fonts, _ := resources["Font"].(types.Dict)
	if fonts == nil {
		fonts = types.Dict{}
	}
	maps.Copy(fonts, faces)
	resources["Font"] = fonts
	contents := types.Array{open}
	if shown, ok := p.dict["Contents"].(types.Array); ok {
		contents = append(contents, shown...)
	}
	p.dict["Contents"] = append(contents, b.stream("\nQ\n"+drawStamp(ops, width, p.with)))
}

// drawStamp is the content that draws the number of a page, upright and below as
// the page is looked at, on a white ground.
func drawStamp(ops []op, width float64, with model.InheritedPageAttrs) string {
	box := with.CropBox
	if box == nil {
		box = with.MediaBox
	}
	if box == nil {
		box = types.NewRectangle(0, 0, 595, 842)
	}
	w, h := box.Width(), box.Height()
	var matrix string
	across := w
	switch ((with.Rotate % 360) + 360) % 360 {
	case 90:
		matrix, across = fmt.Sprintf("0 1 -1 0 %.2f %.2f cm", box.LL.X+w, box.LL.Y), h
	case 180:
		matrix = fmt.Sprintf("-1 0 0 -1 %.2f %.2f cm", box.LL.X+w, box.LL.Y+h)
	case 270:
		matrix, across = fmt.Sprintf("0 -1 1 0 %.2f %.2f cm", box.LL.X, box.LL.Y+h), h
	default:
		matrix = fmt.Sprintf("1 0 0 1 %.2f %.2f cm", box.LL.X, box.LL.Y)
	}
	scale := min(4, max(0.4, across/stampPaper))
	var out strings.Builder
	fmt.Fprintf(&out, "q %s %.4f 0 0 %.4f %.2f %.2f cm\n", matrix, scale, scale, (across-width*scale)/2, stampFoot*scale)
	fmt.Fprintf(&out, "1 g %.2f %.2f %.2f %.2f re f 0 g BT\n", -stampPad, -stampPad, width+2*stampPad, stampSize+1.5*stampPad)
	for _, o := range ops {
		if t := o.text; t != nil {
			fmt.Fprintf(&out, "/%s%s %.2f Tf %.4f Tc 1 0 0 1 %.2f %.2f Tm <%s> Tj\n", stampFace, t.face.name, t.size, t.spacing, t.x/mm, -t.y/mm, utf16Hex(t.drawn)[4:])
		}
	}
	out.WriteString("ET Q\n")
	return out.String()
}
