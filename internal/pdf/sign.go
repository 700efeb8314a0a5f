package pdf

import "mingda/internal/letter"

// signature returns name and date with gap lines above them, and the code of the
// letter beside them, or below them where the name is too long for that, as one
// item; none for papers that the office does not sign.
func (s *setter) signature(gap int) []item {
	if s.letter.SignedBy == "" {
		return nil
	}
	names, date := s.signer()
	place, wide := s.besideEdge, widestLine(names)
	if s.letter.Sealed {
		place = s.underSeal
	}
	nameX, dateX := place(wide, date.width())
	st, dateStyle := bodyStyle, bodyStyle
	if s.letter.On.IsZero() {
		dateStyle.colour = grey
	}
	lines := gap + len(names) + 1
	code, coded := s.genuine()
	if coded && !code.clear(min(nameX, dateX)) {
		lines += code.lines()
	}
	return []item{{height: float64(lines) * linePitch, draw: func(y float64) []op {
		low := y + float64(lines)*linePitch
		y += float64(gap) * linePitch
		var ops []op
		for i, name := range names {
			ops = append(ops, name.draw(nameX+(wide-name.width())/2, baseline(y+float64(i)*linePitch, linePitch, st.size), st)...)
		}
		ops = append(ops, date.draw(dateX, baseline(y+float64(len(names))*linePitch, linePitch, st.size), dateStyle)...)
		if s.letter.Sealed {
			ops = append(ops, op{seal: &sealOp{dateX + date.width()/2, y + sealBelowName(gap)}})
		}
		if coded {
			ops = append(ops, code.draw(low)...)
		}
		return ops
	}}}
}

// sealBelowName returns how far the middle of the seal lies below the upper edge
// of the name, with gap lines above that: so that its top is within one line of
// what stands above and does not touch it, and name and date are in its lower
// half, or about its middle where they stand one line closer.
func sealBelowName(gap int) float64 {
	return max(linePitch-sealRaised, sealDiameter/2-float64(gap)*linePitch)
}

// signer returns the lines of name and date; a name longer than the type area is
// wide has several.
func (s *setter) signer() (names []line, date line) {
	text := s.letter.On.Chinese()
	if text == "" && s.letter.Draft {
		text = "（签发之日）"
	}
	st := bodyStyle
	names = balance(s.atoms(letter.Run{Text: s.letter.SignedBy}, st), areaWidth)
	date = line{atoms: s.atoms(letter.Run{Text: text}, st)}
	return names, date
}

// underSeal places the date four characters from the right and the name in the
// middle above it; a long name moves both to the left.
func (s *setter) underSeal(name, date float64) (nameX, dateX float64) {
	dateX = areaRight - dateIndent*charPitch - date
	nameX = dateX + (date-name)/2
	if over := nameX + name - areaRight; over > 0 {
		nameX, dateX = nameX-over, dateX-over
	}
	return max(areaLeft, nameX), dateX
}

// besideEdge places the name two characters from the right, and the date's
// first character two characters right of the name's; a long date moves the
// name to the left.
func (s *setter) besideEdge(name, date float64) (nameX, dateX float64) {
	nameX = areaRight - signIndent*charPitch - name
	dateX = nameX + signIndent*charPitch
	if edge := areaRight - signIndent*charPitch; dateX+date > edge {
		dateX = edge - date
		nameX = min(nameX, dateX-signIndent*charPitch)
	}
	return max(areaLeft, nameX), dateX
}
