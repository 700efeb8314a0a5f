package pdf

import (
	"slices"
	"strings"
)

// Marks that must not begin, or not end, a line (避头尾, GB/T 15834).
const (
	notFirst = "，。、；：？！）】》〉」』〕］｝”’…—～·％‰℃,.;:?!)]}%"
	notLast  = "（【《〈「『〔［｛“‘([{￥$"
	// closing marks fill only the left half of their cell: at the end of a
	// line the right half may stand beyond the margin.
	closing = "，。、；：）】》〉」』〕”’"
)

// A line is a line of atoms with the space that justifying puts between them.
type line struct {
	atoms   []atom
	between float64 // millimetres added after every atom that is not rigid; negative to draw in
	spaced  bool    // a space after it was dropped
}

// width returns the natural width of the line in millimetres.
func (l line) width() float64 { return sum(l.atoms) }

// after returns what justifying puts after an atom of the line.
func (l line) after(a atom) float64 {
	if a.rigid {
		return 0
	}
	return l.between
}

// sum returns the width of the atoms side by side in millimetres.
func sum(atoms []atom) float64 {
	w := 0.0
	for _, a := range atoms {
		w += a.width
	}
	return w
}

const hair = 0.001 // millimetres; what rounding may cost

// breakLines parts the atoms into lines: the first of width first, the others
// of width rest. No atom is lost or moved, except that spaces at the ends of
// lines are dropped. All lines but the last are justified.
func breakLines(atoms []atom, first, rest float64) []line {
	for len(atoms) > 0 && atoms[0].space {
		atoms = atoms[1:] // a blank begins no line, the first as little as the others
	}
	lines := fill(atoms, first, rest)
	if n := len(lines); n > 1 && len(lines[n-1].atoms) <= lonely {
		width := rest
		if n == 2 {
			width = first
		}
		lengthen(&lines[n-2], &lines[n-1], width)
	}
	return lines
}

// lonely is the number of atoms, a character and its mark, that should not be
// a last line by themselves.
const lonely = 2

// lengthen brings the end of a line to the last line after it, if the line can
// spare it without being spread out too far.
func lengthen(l, end *line, width float64) {
	if l.spaced || !l.atoms[len(l.atoms)-1].full {
		return
	}
	for n := len(l.atoms) - 1; n > len(l.atoms)-4 && n > 0; n-- {
		if !mayBreak(l.atoms[n-1], l.atoms[n]) || l.atoms[n].space || l.atoms[n-1].space {
			continue
		}
		if spread := between(l.atoms[:n], width, false); spread > 0 && spread < 2*loose*charPitch {
			end.atoms = append(slices.Clone(l.atoms[n:]), end.atoms...)
			l.atoms, l.between = l.atoms[:n], spread
		}
		return
	}
}

// fill parts the atoms into lines, each as full as it may be.
func fill(atoms []atom, first, rest float64) []line {
	var lines []line
	width := first
	for len(atoms) > 0 {
		n, drawnIn := fit(atoms, width, rest)
		taken := trim(atoms[:n])
		atoms = atoms[n:]
		l := line{atoms: taken, spaced: len(taken) < n}
		for len(atoms) > 0 && atoms[0].space {
			atoms, l.spaced = atoms[1:], true
		}
		if (len(atoms) > 0 || drawnIn) && len(taken) > 0 {
			if l.between = between(taken, width, drawnIn); l.between > widest*cellOf(taken) {
				l.between = 0
			}
		}
		lines = append(lines, l)
		width = rest
	}
	return lines
}

// cellOf returns the width of a full-width character among the atoms.
func cellOf(atoms []atom) float64 {
	for _, a := range atoms {
		if a.full {
			return a.width
		}
	}
	return charPitch
}

// trim drops the spaces at the end of a line.
func trim(atoms []atom) []atom {
	for len(atoms) > 0 && atoms[len(atoms)-1].space {
		atoms = atoms[:len(atoms)-1]
	}
	return atoms
}

// fit returns how many atoms go on a line of the width: as many as fit and may
// end a line; where that would spread the line too far, a part more of a word
// that the next line, of width rest, could not hold either; where nothing may
// end the line, as many as fit, at least one. drawnIn says that the line is too
// wide by half a closing mark and has to be drawn in.
func fit(atoms []atom, width, rest float64) (n int, drawnIn bool) {
	w, most, good, gaps := 0.0, 0, 0, 0
	for i, a := range atoms {
		w += a.width
		if i > 0 && !atoms[i-1].rigid {
			gaps++
		}
		if a.space {
			continue // a space beyond the margin is not drawn
		}
		if w > width+hair && w-overhang(a)-min(overhang(a), tightest*charPitch*float64(gaps)) > width+hair {
			break
		}
		most = i + 1
		if most == len(atoms) || mayBreak(a, atoms[most]) {
			good, drawnIn = most, w > width+hair
		}
	}
	switch {
	case good == 0:
		return max(most, 1), false
	case most > good && atoms[most-1].tight && unbroken(atoms[good:]) > rest+hair && between(atoms[:good], width, drawnIn) > loose*charPitch:
		return most, false
	}
	return good, drawnIn
}

// tightest is the most that a gap is drawn in, in characters.
const tightest = 0.125

// unbroken returns the width of the atoms up to where a line may end.
func unbroken(atoms []atom) float64 {
	w := 0.0
	for i, a := range atoms {
		w += a.width
		if i+1 < len(atoms) && mayBreak(a, atoms[i+1]) {
			break
		}
	}
	return w
}

// loose is the space between two atoms, in characters, beyond which a word
// wider than a line is begun on this one rather than on the next.
const loose = 0.06

// overhang returns how far a closing mark may stand beyond the margin.
func overhang(a atom) float64 {
	if a.full && strings.ContainsRune(closing, first(a.text)) {
		return a.width / 2
	}
	return 0
}

// mayBreak reports whether a line may end between a and b.
func mayBreak(a, b atom) bool {
	switch {
	case a.stick:
		return false
	case a.space || b.space:
		return true
	case a.tight:
		return a.after
	}
	return !strings.ContainsRune(notFirst, first(b.text)) && !strings.ContainsRune(notLast, last(a.text))
}

// widest is the most that justifying puts between two atoms, in characters; a
// line that would need more stays ragged.
const widest = 0.25

// between returns the space that makes the line as wide as width.
func between(atoms []atom, width float64, drawnIn bool) float64 {
	gaps := 0
	for _, a := range atoms[:len(atoms)-1] {
		if !a.rigid {
			gaps++
		}
	}
	if gaps == 0 {
		return 0
	}
	w := sum(atoms)
	if drawnIn {
		w -= overhang(atoms[len(atoms)-1])
	}
	extra := (width - w) / float64(gaps)
	return extra
}

// balance parts the atoms of a heading into as few lines as there need be, all
// of about the same length, so that no line has a single character.
func balance(atoms []atom, width float64) []line {
	fewest := len(breakLines(atoms, width, width))
	if fewest <= 1 {
		return ragged(breakLines(atoms, width, width))
	}
	low, high := 0.0, width
	for range 20 {
		if mid := (low + high) / 2; len(breakLines(atoms, mid, mid)) <= fewest && widestLine(breakLines(atoms, mid, mid)) <= width {
			high = mid
		} else {
			low = mid
		}
	}
	return ragged(breakLines(atoms, high, high))
}

func widestLine(lines []line) float64 {
	w := 0.0
	for _, l := range lines {
		w = max(w, l.width())
	}
	return w
}

// ragged takes the justification out.
func ragged(lines []line) []line {
	for i := range lines {
		lines[i].between = 0
	}
	return lines
}
