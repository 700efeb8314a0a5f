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
	actual  string  // what is copied in place of drawn; empty if the same
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
		return s
	case o.rule != nil:
		return fmt.Sprintf("rule %7.2f %7.2f %.2f × %.2f", o.rule.x, o.rule.y, o.rule.w, o.rule.h)
	}
	return fmt.Sprintf("seal %7.2f %7.2f", o.seal.x, o.seal.y)
}

// draw returns the ops of a line that begins at x on the baseline y.
func (l line) draw(x, y float64, s style) []op {
	var ops []op
	for _, a := range reorder(l.atoms) {
		if a.gap {
			ops = append(ops, op{rule: &ruleOp{x, y - 0.95*s.size*mm, a.width + l.after(a), 1.2 * s.size * mm, gapFill}},
				op{rule: &ruleOp{x, y + 0.2*s.size*mm, a.width + l.after(a), 0.2, red}})
		}
		at := x
		for _, p := range a.pieces {
			ops = appendText(ops, l.textOp(a, p, at, y, s))
			at += p.width * s.size * mm
		}
		x += a.width + l.after(a)
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

// reorder makes one atom of each run of words written from right to left, with
// the words in that order.
func reorder(atoms []atom) []atom {
	var out []atom
	for i := 0; i < len(atoms); i++ {
		if !atoms[i].rtl {
			out = append(out, atoms[i])
			continue
		}
		end := i + 1
		for j := i + 1; j < len(atoms) && (atoms[j].rtl || atoms[j].space); j++ {
			if atoms[j].rtl {
				end = j + 1
			}
		}
		out = append(out, fromRight(atoms[i:end]))
		i = end - 1
	}
	return out
}

// fromRight joins the atoms, the first at the right.
func fromRight(atoms []atom) atom {
	joined := atom{rtl: true, gap: atoms[0].gap}
	var text strings.Builder
	for i, a := range atoms {
		text.WriteString(a.text)
		b := atoms[len(atoms)-1-i]
		joined.width += b.width
		joined.pieces = append(joined.pieces, b.pieces...)
	}
	joined.text = text.String()
	return joined
}
