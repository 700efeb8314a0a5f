package pdf

import (
	"fmt"
	"math"
	"strings"
)

// A page is what is drawn on one sheet, in order.
type page struct{ ops []op }

// An op is one thing drawn: exactly one of the parts is set. Layout makes ops
// and painting draws them, so that what a letter looks like can be tested
// without reading a PDF.
type op struct {
	text *textOp
	rule *ruleOp
	seal *sealOp
}

// A textOp is a run of characters of one face on one baseline.
type textOp struct {
	x, y    float64 // millimetres from the top left; y is the baseline
	face    *face
	size    float64 // points
	drawn   string
	spacing float64 // points added after each character
	colour  colour
	actual  string // what is copied in place of drawn; empty if the same
	whole   string // what is copied in place of this run and those after it, up to the one that closes
	closes  bool
	end     float64 // where the next run would begin if it went on
}

// A ruleOp is a filled box: a rule, or the ground of a gap.
type ruleOp struct {
	x, y, w, h float64
	colour     colour
}

// A sealOp is the place of the seal: its centre.
type sealOp struct{ x, y float64 }

// String returns the op as a line of a golden file.
func (o op) String() string {
	switch {
	case o.text != nil:
		t := o.text
		s := fmt.Sprintf("text %7.2f %7.2f %s %g%+.3f %q", t.x, t.y, t.face.name, t.size, t.spacing, t.drawn)
		if t.actual != "" {
			s += fmt.Sprintf(" = %q", t.actual)
		}
		if t.whole != "" {
			s += fmt.Sprintf(" … = %q", t.whole)
		}
		return s
	case o.rule != nil:
		return fmt.Sprintf("rule %7.2f %7.2f %.2f × %.2f", o.rule.x, o.rule.y, o.rule.w, o.rule.h)
	}
	return fmt.Sprintf("seal %7.2f %7.2f", o.seal.x, o.seal.y)
}

// draw returns the ops of a line that begins at x on the baseline y. They are in
// the order in which the line is read, so that it is copied in that order too:
// of several words written from right to left the first is drawn first, at the
// right.
func (l line) draw(x, y float64, s style) []op {
	var ops []op
	for i := 0; i < len(l.atoms); {
		run := l.atoms[i : i+fromTheRight(l.atoms[i:])]
		if len(run) == 0 {
			run = l.atoms[i : i+1]
			ops = l.drawAtom(ops, run[0], x, y, s)
			x += run[0].width + l.after(run[0])
		} else {
			x += sum(run)
			at := x
			for _, a := range run {
				at -= a.width
				ops = l.drawAtom(ops, a, at, y, s)
			}
			x += l.after(run[len(run)-1])
		}
		i += len(run)
	}
	if l.between > wideApart*s.pitch {
		l.hold(ops)
	}
	return ops
}

// wideApart is the space between two atoms, in characters, from which programs
// that read a PDF take it for a blank.
const wideApart = 0.1

// hold marks the ops of a line with what they read as together, so that no
// blanks are read where it is only justified. Words from right to left would be
// read backwards so.
func (l line) hold(ops []op) {
	var text strings.Builder
	for _, a := range l.atoms {
		if a.rtl {
			return
		}
		text.WriteString(a.text)
	}
	var first, last *textOp
	for _, o := range ops {
		if o.text == nil {
			continue
		}
		o.text.actual = ""
		if first == nil {
			first = o.text
		}
		last = o.text
	}
	if first != nil {
		first.whole, last.closes = text.String(), true
	}
}

// fromTheRight returns how many atoms at the beginning are words written from right
// to left, with the blanks between them.
func fromTheRight(atoms []atom) int {
	n := 0
	for i, a := range atoms {
		if !a.rtl && (i == 0 || !a.space) {
			break
		}
		if a.rtl {
			n = i + 1
		}
	}
	return n
}

func (l line) drawAtom(ops []op, a atom, x, y float64, s style) []op {
	if a.gap {
		ops = append(ops, op{rule: &ruleOp{x, y - 0.95*s.size*mm, a.width + l.after(a), 1.2 * s.size * mm, gapFill}},
			op{rule: &ruleOp{x, y + 0.2*s.size*mm, a.width + l.after(a), 0.2, red}})
	}
	for _, p := range a.pieces {
		ops = appendText(ops, l.textOp(a, p, x, y, s))
		x += p.width * s.size * mm
	}
	return ops
}

// textOp returns how the piece of the atom is drawn.
func (l line) textOp(a atom, p piece, x, y float64, s style) textOp {
	t := textOp{x: x, y: y, face: p.face, size: s.size * p.scale, drawn: p.drawn, actual: p.actual, colour: s.colour, end: x + p.width*s.size*mm}
	if a.full {
		t.spacing = (s.pitch + l.after(a) - p.width*s.size*mm) / mm
		t.end = x + s.pitch + l.after(a)
	}
	return t
}

// appendText joins the run to the one before it where that goes on in the same
// face and with the same spacing.
func appendText(ops []op, t textOp) []op {
	if n := len(ops); n > 0 && ops[n-1].text != nil && t.actual == "" {
		before := ops[n-1].text
		if before.face == t.face && before.spacing == t.spacing && before.size == t.size && before.y == t.y &&
			before.colour == t.colour && before.actual == "" && math.Abs(before.end-t.x) < hair {
			before.drawn += t.drawn
			before.end = t.end
			return ops
		}
	}
	return append(ops, op{text: &t})
}
