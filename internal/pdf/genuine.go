package pdf

import (
	"math"

	"github.com/skip2/go-qrcode"

	"mingda/internal/letter"
)

// The place of the code by which a letter is found to be the office's own: left
// of name and date, its lower edge level with the date's line, where
// GB/T 9704-2012 has nothing. It is never higher than the space that name, date
// and one line above them take anyway.
const (
	genuineSize   = 8.0 // points, the words below
	genuineLine   = 3.4
	genuineWidth  = 24.0 // of the words
	genuineHeight = 3*linePitch - 2*genuineLine
	moduleWidth   = 0.45 // of the QR code
	moduleLeast   = 0.4  // narrower ones are not read off paper
	quiet         = 4    // modules without ink around it
)

// A genuine is what is drawn of a letter's code.
type genuine struct {
	modules [][]bool // of the QR code; none without an address, or one too long for it
	module  float64  // width of one
	words   []line
	style   style
}

// genuine returns the code of the letter, and whether it has one.
func (s *setter) genuine() (genuine, bool) {
	if s.letter.Code == "" || s.letter.SignedBy == "" {
		return genuine{}, false
	}
	g := genuine{style: styleOf(body, genuineSize), module: moduleWidth}
	above := "查验码"
	if q, err := qrcode.New(s.letter.Verify, qrcode.Medium); err == nil && s.letter.Verify != "" {
		q.DisableBorder = true
		modules := q.Bitmap()
		if width := min(moduleWidth, genuineHeight/float64(len(modules)+2*quiet)); width >= moduleLeast {
			g.modules, g.module, above = modules, width, "扫码或上网查验真伪"
		}
	}
	for _, text := range []string{above, s.letter.Code} {
		g.words = append(g.words, line{atoms: s.atoms(letter.Run{Text: text}, g.style)})
	}
	return g, true
}

// clear returns whether words that begin at x leave the code its place.
func (g genuine) clear(x float64) bool {
	return x >= areaLeft+max(genuineWidth, float64(len(g.modules)+quiet)*g.module)
}

// lines is how many lines of the body the code is high.
func (g genuine) lines() int {
	return int(math.Ceil((float64(len(g.modules)+2*quiet)*g.module + float64(len(g.words))*genuineLine) / linePitch))
}

// draw returns the ops of the code with its lower edge at low.
func (g genuine) draw(low float64) []op {
	y := low - float64(len(g.words))*genuineLine
	top := y - float64(len(g.modules)+quiet)*g.module
	var ops []op
	for row, dark := range g.modules {
		for from := 0; from < len(dark); from++ {
			to := from
			for to < len(dark) && dark[to] {
				to++
			}
			if to > from {
				ops = append(ops, op{rule: &ruleOp{areaLeft + float64(from)*g.module, top + float64(row)*g.module, float64(to-from) * g.module, g.module, black}})
				from = to
			}
		}
	}
	for _, l := range g.words {
		ops = append(ops, l.draw(areaLeft, baseline(y, genuineLine, genuineSize), g.style)...)
		y += genuineLine
	}
	return ops
}
