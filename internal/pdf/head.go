package pdf

import (
	"strconv"

	"mingda/internal/letter"
)

// head returns what stands above the addressee on the first page, and where
// the rest begins.
func (s *setter) head() (ops []op, top float64) {
	switch s.letter.Form {
	case letter.Sheet:
		ops, top = s.sheetHead()
	case letter.Ordinary:
		ops, top = s.ordinaryHead()
	default:
		ops, top = s.letterHead()
	}
	st := styleOf(title, titleSize)
	for _, l := range balance(s.atoms(letter.Run{Text: s.letter.Title}, st), areaWidth-4*charPitch) {
		ops = append(ops, l.draw(areaLeft+(areaWidth-l.width())/2, baseline(top, linePitch, titleSize), st)...)
		top += linePitch
	}
	return ops, top + titleToBody*linePitch
}

// ordinaryHead is the head of the ordinary form: name, number in the middle,
// one red rule as wide as the type area.
func (s *setter) ordinaryHead() ([]op, float64) {
	ops, low := s.name(areaTop+nameBelowAreaTop, areaWidth)
	y := low
	if l, st, ok := s.number(); ok {
		y += nameToNumber * linePitch
		ops = append(ops, l.draw(areaLeft+(areaWidth-l.width())/2, y+ascent*bodySize*mm, st)...)
		y += bodySize * mm
	}
	y += numberToRule
	ops = append(ops, op{rule: &ruleOp{areaLeft, y, areaWidth, redRule, red}})
	return ops, y + redRule + headToTitle*linePitch
}

// letterHead is the head of the letter form: name, double rule, number at the
// right, and the double rule at the foot.
func (s *setter) letterHead() ([]op, float64) {
	ops, low := s.name(letterNameTop, doubleWidth)
	y := low + nameToRule
	x := (paperWidth - doubleWidth) / 2
	ops = append(ops, op{rule: &ruleOp{x, y, doubleWidth, thickRule, red}},
		op{rule: &ruleOp{x, y + thickRule + ruleGap, doubleWidth, thinRule, red}})
	foot := paperHeight - footRule
	ops = append(ops, op{rule: &ruleOp{x, foot - thickRule - ruleGap - thinRule, doubleWidth, thinRule, red}},
		op{rule: &ruleOp{x, foot - thickRule, doubleWidth, thickRule, red}})
	y += thickRule + ruleGap + thinRule
	if l, st, ok := s.number(); ok {
		y += ruleToNumber
		ops = append(ops, l.draw(areaRight-l.width(), y+ascent*bodySize*mm, st)...)
		y += bodySize * mm
	}
	return ops, y + headToTitle*linePitch
}

// sheetHead is the head of an inner sheet: the name in black, small.
func (s *setter) sheetHead() ([]op, float64) {
	st := styleOf(title, bodySize)
	l := line{atoms: s.atoms(letter.Run{Text: s.letter.Office}, st)}
	if w := l.width(); w > areaWidth {
		st = styleOf(title, bodySize*areaWidth/w)
		l = line{atoms: s.atoms(letter.Run{Text: s.letter.Office}, st)}
	}
	return l.draw(areaLeft+(areaWidth-l.width())/2, baseline(areaTop, linePitch, st.size), st), areaTop + linePitch
}

// name draws the office's name in red, the upper edge of its ink at top, and
// returns the lower edge. It is as large as the width allows, with a little
// space between the characters where there are few.
func (s *setter) name(top, width float64) ([]op, float64) {
	st := styleOf(title, nameMax)
	st.colour = red
	list := s.atoms(letter.Run{Text: s.letter.Office}, st)
	if w := sum(list); w > width {
		st.size = max(nameMin, nameMax*width/w)
		st.pitch = st.size * mm
		list = s.atoms(letter.Run{Text: s.letter.Office}, st)
	}
	l := line{atoms: list}
	if n := len(list) - 1; n > 0 && n < 12 {
		l.between = min(st.size*mm*0.18, max(0, (width-sum(list))/float64(n)))
	}
	low, high := l.ink()
	y := top + high*st.size*mm
	drawn := l.width() + l.between*float64(max(0, len(list)-1))
	return l.draw((paperWidth-drawn)/2, y, st), y - low*st.size*mm
}

// ink returns the lowest and highest point of the line's ink in ems above the
// baseline.
func (l line) ink() (low, high float64) {
	low, high = 0, 0.5
	for _, a := range l.atoms {
		for _, p := range a.pieces {
			for _, r := range p.drawn {
				b, t := p.face.box(r)
				low, high = min(low, b), max(high, t)
			}
		}
	}
	return low, high
}

// number returns the line with the document's number; a draft says that it
// comes with the signature.
func (s *setter) number() (line, style, bool) {
	st := styleOf(body, bodySize)
	text := s.letter.Number
	if text == "" && s.letter.Draft && numbered(s.letter.Kind) {
		text, st.colour = "（签发时取文号）", grey
	}
	if text == "" {
		return line{}, st, false
	}
	return line{atoms: s.atoms(letter.Run{Text: text}, st)}, st, true
}

func numbered(kind letter.Kind) bool {
	info, err := letter.Info(kind)
	return err == nil && info.Series != ""
}

// pageNumber draws the number of the page at its outer side: on every page of
// the ordinary form, from the second of the others.
func (s *setter) pageNumber(n, of int) []op {
	if n == 1 && s.letter.Form != letter.Ordinary {
		return nil
	}
	st := styleOf(title, pageSize)
	st.as = body
	l := line{atoms: s.atoms(letter.Run{Text: "— " + strconv.Itoa(n) + " —"}, st)}
	x := areaLeft + charPitch
	if n%2 == 1 {
		x = areaRight - charPitch - l.width()
	}
	return l.draw(x, areaBottom+pageNumberBelow+dashHeight(l)*pageSize*mm, st)
}

// dashHeight returns how high above the baseline, in ems, the middle of the
// dashes lies.
func dashHeight(l line) float64 {
	p := l.atoms[0].pieces[0]
	low, high := p.face.box(first(p.drawn))
	return (low + high) / 2
}
