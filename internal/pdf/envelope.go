package pdf

import (
	"mingda/internal/letter"
)

// envelope draws an envelope: the post code in boxes, whom it goes to, who sends
// it, and the corner for the stamp.
func (s *setter) envelope(e letter.Envelope) page {
	ops := s.codeBoxes(e.PostCode)
	ops = append(ops, s.stampCorner()...)
	ops = append(ops, s.receiver(e)...)
	return page{append(ops, s.sender(e)...)}
}

// codeBoxes draws the six boxes, with the digits of a code that has six; any other
// stands beside them.
func (s *setter) codeBoxes(code string) []op {
	var ops []op
	st := styleOf(heavy, codeSize)
	y := baseline(codeTop, codeHeight, codeSize)
	for i := range 6 {
		x := codeLeft + float64(i)*codePitch
		ops = append(ops, outline(x, codeTop, codeWidth, codeHeight, codeRule, red)...)
		if len(code) == 6 {
			l := line{atoms: s.atoms(letter.Run{Text: code[i : i+1]}, st)}
			ops = append(ops, l.draw(x+(codeWidth-l.width())/2, y, st)...)
		}
	}
	if len(code) != 6 && code != "" {
		l := line{atoms: s.atoms(letter.Run{Text: code}, st)}
		ops = append(ops, l.draw(codeLeft+6*codePitch, y, st)...)
	}
	return ops
}

// stampCorner marks where the stamp goes.
func (s *setter) stampCorner() []op {
	x := envelopeWidth - stampMargin - stampSide
	ops := outline(x, stampMargin, stampSide, stampSide, cellRule, grey)
	st := styleOf(body, refSize)
	st.colour = grey
	l := line{atoms: s.atoms(letter.Run{Text: "贴邮票处"}, st)}
	return append(ops, l.draw(x+(stampSide-l.width())/2, baseline(stampMargin, stampSide, refSize), st)...)
}

// receiverSizes are the sizes of address and name, the first that fits is taken.
var receiverSizes = []struct{ address, name, pitch float64 }{{16, 22, 9}, {14, 18, 7.6}, {12, 14, 6.4}, {10, 12, 5.2}, {8, 9, 4.2}}

// receiver draws address and name, as large as they fit.
func (s *setter) receiver(e letter.Envelope) []op {
	var address, name []line
	var st, named style
	pitch := 0.0
	for _, size := range receiverSizes {
		st, named, pitch = styleOf(body, size.address), styleOf(title, size.name), size.pitch

		address = breakLines(s.atoms(letter.Run{Text: e.Address}, st), toWidth, toWidth)
		name = breakLines(s.atoms(letter.Run{Text: e.To}, named), toWidth, toWidth)
		if float64(len(address)+1)*pitch+float64(len(name))*pitch*1.3 <= toHeight {
			break
		}
	}
	var ops []op
	y := toTop
	for _, l := range address {
		ops = append(ops, l.draw(toLeft, baseline(y, pitch, st.size), st)...)
		y += pitch
	}
	y += pitch / 2
	for _, l := range name {
		ops = append(ops, l.draw(toLeft, baseline(y, pitch*1.3, named.size), named)...)
		y += pitch * 1.3
	}
	return ops
}

// sender draws who sends it, flush right at the foot, and at the left the mark by
// which an envelope that comes back is known.
func (s *setter) sender(e letter.Envelope) []op {
	st := styleOf(body, senderSize)
	lines := []string{e.FromAddress, e.From}
	if e.FromPostCode != "" {
		lines = append(lines, "邮政编码　"+e.FromPostCode)
	}
	var ops []op
	y := senderFoot - float64(len(lines))*senderPitch
	for _, text := range lines {
		l := line{atoms: s.atoms(letter.Run{Text: text}, st)}
		ops = append(ops, l.draw(max(codeLeft, senderRight-l.width()), baseline(y, senderPitch, senderSize), st)...)
		y += senderPitch
	}
	ref := styleOf(body, refSize)
	ref.colour = grey
	l := line{atoms: s.atoms(letter.Run{Text: e.Ref}, ref)}
	return append(ops, l.draw(codeLeft, baseline(y-senderPitch, senderPitch, refSize), ref)...)
}

// outline draws the four rules of a box, inside its measure.
func outline(x, y, w, h, thick float64, c colour) []op {
	bar := func(x, y, w, h float64) op { return op{rule: &ruleOp{x, y, w, h, c}} }
	return []op{bar(x, y, w, thick), bar(x, y+h-thick, w, thick), bar(x, y, thick, h), bar(x+w-thick, y, thick, h)}
}
