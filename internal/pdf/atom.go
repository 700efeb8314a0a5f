package pdf

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A style is how a piece of text is set.
type style struct {
	as     role
	size   float64 // points
	pitch  float64 // millimetres from one full-width character to the next
	colour colour
}

func styleOf(as role, size float64) style { return style{as: as, size: size, pitch: size * mm} }

var bodyStyle = style{as: body, size: bodySize, pitch: charPitch}

// An atom is what is never parted by the end of a line: a full-width
// character, a word of Latin letters or digits, a word written from right to
// left, a space.
type atom struct {
	text   string // as it is read and copied
	pieces []piece
	width  float64 // millimetres
	full   bool    // sits in a full-width cell
	rtl    bool
	space  bool
	gap    bool // to be filled in
	tight  bool // stands close to the next: parts of one long word
	after  bool // a good place to part a long word lies after it
	rigid  bool // justifying puts nothing after it: within a long word, beside a typed blank
	stick  bool // never parted from the next: a number and its unit
}

// A piece is a run of characters of one face, as they are drawn.
type piece struct {
	face   *face
	drawn  string
	actual string  // what it is read and copied as; empty if as it is drawn
	scale  float64 // of the size of the style
	width  float64 // ems of the style
}

// atoms parts a text. Characters that no font has are drawn as 〓 and returned.
func (f *Fonts) atoms(text string, s style, gap bool) (list []atom, missing []rune) {
	text = visible(strings.ToValidUTF8(text, string(Substitute)))
	for _, part := range parts(text) {
		a, lost := f.atom(part, s)
		a.gap = gap
		list, missing = append(list, a), append(missing, lost...)
	}
	relate(list)
	return list, missing
}

// relate says of each atom how it stands to the next.
func relate(list []atom) {
	for i := range len(list) - 1 {
		list[i].stick = list[i].stick || sticks(list[i].text, list[i+1].text)
		list[i].tight = isLatin(last(list[i].text)) && isLatin(first(list[i+1].text))
		list[i].after = list[i].tight && strings.ContainsAny(list[i].text, marks) && !strings.ContainsAny(list[i+1].text, marks)
		list[i].rigid = list[i].rigid || list[i].tight
		if i > 0 && list[i].space {
			relateOver(&list[i-1], &list[i], &list[i+1])
		}
	}
	for i := 0; i < len(list); {
		n := quantity(list[i:])
		for j := i; j < i+n-1; j++ {
			list[j].stick = true
		}
		i += max(1, n)
	}
}

// relateOver says of a blank how it joins what stands before and after it.
// Beside a full-width character it is the space that digits are set off by: it
// would be spread on both its sides.
func relateOver(before, blank, after *atom) {
	if before.full || after.full {
		before.rigid, blank.rigid = true, true
	}
	if isDigit(last(before.text)) && sticks(before.text, after.text) {
		before.stick, blank.stick = true, true
	}
}

func (f *Fonts) atom(text string, s style) (a atom, missing []rune) {
	a = atom{text: text, space: text == " " || text == "\t" || text == "\u00A0", rtl: isArabic(first(text))}
	if a.space {
		a.text = " "
	}
	if a.rtl {
		a.pieces, missing = f.fromRight(text)
	} else {
		a.pieces, missing = f.pieces(a.text, s.as)
	}
	ems := 0.0
	for _, p := range a.pieces {
		ems += p.width
	}
	a.width = ems * s.size * mm
	if utf8.RuneCountInString(a.text) == 1 && ems > 0.95 && ems < 1.05 && !a.rtl && !isLatin(first(a.text)) {
		a.full, a.width = true, s.pitch
	}
	return a, missing
}

// pieces returns how the text is drawn.
func (f *Fonts) pieces(text string, as role) (list []piece, missing []rune) {
	for _, r := range text {
		if isLayout(r) || r < ' ' {
			continue
		}
		face, draw, ok := f.find(as, r)
		if !ok {
			missing = append(missing, r)
			face, draw, _ = f.find(as, Substitute)
		}
		p := piece{face: face, drawn: string(draw), scale: 1, width: face.advance(draw)}
		if draw != r {
			p.actual = string(r)
		}
		if n := len(list); n > 0 && list[n-1].face == face && list[n-1].actual == "" && p.actual == "" {
			list[n-1].drawn += p.drawn
			list[n-1].width += p.width
		} else {
			list = append(list, p)
		}
	}
	return list, missing
}

// uyghurScale is the size of Arabic letters beside Chinese ones. It also keeps
// them a word of their own for programs that copy text by size, and so in
// their order.
const uyghurScale = 0.95

// fromRight returns how a word written from right to left is drawn: letter by
// letter from the left, each marked with what it stands for.
func (f *Fonts) fromRight(word string) (list []piece, missing []rune) {
	for _, s := range shape(word, f.uyghur.has) {
		if !f.uyghur.has(s.drawn) {
			missing = append(missing, s.drawn)
			continue
		}
		list = append(list, piece{face: f.uyghur, drawn: string(s.drawn), actual: s.actual,
			scale: uyghurScale, width: uyghurScale * f.uyghur.advance(s.drawn)})
	}
	return list, missing
}

// parts cuts the text into words and single characters. Long Latin words are
// cut into their characters, which stand close together.
func parts(text string) []string {
	var list []string
	for text != "" {
		n := wordLength(text)
		if word := text[:n]; n >= longWord && isLatin(first(word)) {
			list = append(list, strings.Split(word, "")...)
		} else {
			list = append(list, word)
		}
		text = text[n:]
	}
	return list
}

// wordLength returns the bytes of the word or the character that the text
// begins with.
func wordLength(text string) int {
	r, size := utf8.DecodeRuneInString(text)
	same := isLatin
	switch {
	case isArabic(r):
		same = func(r rune) bool { return isArabic(r) || r == nonJoiner || r == joiner } // visible has left those within words
	case !isLatin(r):
		return size
	}
	if end := strings.IndexFunc(text, func(r rune) bool { return !same(r) }); end >= 0 {
		return end
	}
	return len(text)
}

// longWord is the length in bytes from which a word, such as an address on the
// internet, may be parted: after its marks, and elsewhere only if what lies
// between two of them is wider than a line.
const longWord = 15

// marks are the signs after which an address may be parted.
const marks = "/?&-.@"

// isLatin reports whether the character is part of a word that is not parted:
// letters, digits and signs of the Latin, Greek and Cyrillic scripts.
func isLatin(r rune) bool {
	return r > ' ' && r < 0x7F || r >= 0xA1 && r < 0x0530 && r != '·' && r != '×' && r != '°' && r != '±' && r != '§'
}

const (
	// units follow a number and stay with it.
	units = "年月日号页件份元项条款个名人天周时分秒次吨米里亩户栋幢楼层室间卷册期张字级届倍折点章节编部批℃％%‰"
	// numerals are the digits of Chinese numbers; multiples also follow other digits.
	numerals  = "〇零一二三四五六七八九十两" + multiples
	multiples = "百千万亿"
)

// longUnits are units of several characters that are not parted either.
var longUnits = []string{"个工作日", "个自然日", "工作日", "自然日", "个月", "平方米", "公顷", "公里", "万元", "亿元", "分钟", "小时"}

// quantity returns how many atoms at the beginning are a number with its unit,
// 第 before it included, such as 第三十六条, 20个工作日, 3.5亿元; 0 if none are.
func quantity(list []atom) int {
	n := 0
	if len(list) > 0 && list[0].text == "第" {
		n++
	}
	begin := n
	if n < len(list) && isDigit(last(list[n].text)) {
		n++
	}
	of := numerals
	if n > begin {
		of = multiples
	}
	for n < len(list) && strings.Contains(of, list[n].text) {
		n++
	}
	if n == begin || n == len(list) {
		return 0
	}
	for _, unit := range longUnits {
		if m := spelt(list[n:], unit); m > 0 {
			return n + m
		}
	}
	if strings.ContainsRune(units, first(list[n].text)) {
		return n + 1
	}
	return 0
}

// spelt returns how many atoms at the beginning make the word, 0 if they do not.
func spelt(list []atom, word string) int {
	for n, a := range list {
		var ok bool
		if word, ok = strings.CutPrefix(word, a.text); !ok || a.text == "" {
			return 0
		}
		if word == "" {
			return n + 1
		}
	}
	return 0
}

// sticks reports whether nothing may part a from b: a number and its unit, 第
// and its number, the year of a document number and what follows, a range, a
// dash or dots of two characters.
func sticks(a, b string) bool {
	x, y := last(a), first(b)
	switch {
	case isDigit(x) && strings.ContainsRune(units, y):
		return true
	case (x == '第' || x == '〕' || x == '～' || x == '№') && isDigit(y):
		return true
	}
	return x == y && (x == '—' || x == '…')
}

func isDigit(r rune) bool { return unicode.IsDigit(r) && r < 0x7F }

func first(s string) rune { r, _ := utf8.DecodeRuneInString(s); return r }
func last(s string) rune  { r, _ := utf8.DecodeLastRuneInString(s); return r }
