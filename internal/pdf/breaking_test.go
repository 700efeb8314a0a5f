package pdf

import (
	"math"
	"strings"
	"testing"
	"unicode"

	"pgregory.net/rapid"
)

// words makes texts of all that occurs in letters: Chinese, marks, Latin
// words, numbers with units, addresses, rare characters, Uyghur names.
func words() *rapid.Generator[string] {
	return rapid.Custom(func(t *rapid.T) string {
		return strings.Join(rapid.SliceOfN(rapid.SampledFrom([]string{
			"政", "府", "信息公开", "，", "。", "、", "《", "》", "（", "）", "“", "”", "……", "——", "；", "：",
			"2026年", "18页", "3.5亿元", "〔2026〕31号", "第12条", "abc", "Office", " ", "x", "12345678901234567890",
			"https://www.example.org/zfxxgk/index.html?id=3&x=4", "𬭎", "䶮", "㛃", "ئابدۇرەھمان", "مەمتىمىن", "·", "％", "　",
			"人民路 18 号 2 楼 206 室", "ysqgk@mingchuan.example", "https://www.mingchuan.example/zfxxgk/zdly/t20260312_88213.html",
			strings.Repeat("0123456789", 8),
		}), 1, 60).Draw(t, "words"), "")
	})
}

func solid(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) && r != '　' {
			return -1
		}
		return r
	}, s)
}

// TestBreakLines: the characters of a text, in order, are those on its lines;
// no line is too wide; none begins or ends with a mark that must not, but
// where nothing else fits.
func TestBreakLines(t *testing.T) {
	f := testFonts(t)
	rapid.Check(t, func(t *rapid.T) {
		text := words().Draw(t, "text")
		width := rapid.Float64Range(20, areaWidth).Draw(t, "width")
		before := min(width/2, indent*charPitch)
		atoms, missing := f.atoms(text, bodyStyle, false)
		if len(missing) > 0 {
			t.Fatalf("missing %q", missing)
		}
		lines := breakLines(atoms, width-before, width)
		var got strings.Builder
		for i, l := range lines {
			room := width
			if i == 0 {
				room -= before
			}
			checkLine(t, l, room, i == len(lines)-1)
			checkDrawn(t, l)
			for _, a := range l.atoms {
				got.WriteString(a.text)
			}
			if i > 0 && len(l.atoms) > 0 {
				checkParted(t, lines[:i], lines[i:], width-before, width)
				if breakable(lines[i-1].atoms) {
					checkBegin(t, lines[i-1], l)
				}
			}
		}
		if solid(got.String()) != solid(text) {
			t.Fatalf("%q became %q", text, got.String())
		}
	})
}

func checkLine(t *rapid.T, l line, room float64, last bool) {
	if len(l.atoms) < 2 {
		return // a single atom wider than the line has to stand somewhere
	}
	w := l.width()
	for _, a := range l.atoms[:len(l.atoms)-1] {
		w += l.after(a)
	}
	over := overhang(l.atoms[len(l.atoms)-1])
	if w > room+over+0.01 {
		t.Fatalf("line of %.2f mm in %.2f", w, room)
	}
	if !last && l.between != 0 && w < room-0.01 {
		t.Fatalf("justified line of %.2f mm in %.2f", w, room)
	}
}

// checkDrawn: justifying spreads no blank that was typed beside a full-width
// character, and what is drawn ends where the line was reckoned to end.
func checkDrawn(t *rapid.T, l line) {
	end := 0.0
	for i, a := range l.atoms {
		end += a.width + l.after(a)
		if a.rtl {
			return // drawn as one with its neighbours
		}
		if a.space && i > 0 && i+1 < len(l.atoms) && (l.atoms[i-1].full || l.atoms[i+1].full) && l.after(l.atoms[i-1])+l.after(a) != 0 {
			t.Fatalf("the blank between %q and %q is spread", l.atoms[i-1].text, l.atoms[i+1].text)
		}
	}
	ops := l.draw(0, 0, bodyStyle)
	if len(ops) == 0 {
		return
	}
	a := l.atoms[len(l.atoms)-1]
	if !a.full {
		end -= l.after(a) // which is no part of the letters drawn last
	}
	if got := ops[len(ops)-1].text.end; math.Abs(got-end) > 0.01 {
		t.Fatalf("drawn to %.2f mm, not %.2f", got, end)
	}
}

// checkParted: a long word is parted after a mark, or where what lies between
// two marks is wider than the line it could stand on.
func checkParted(t *rapid.T, before, after []line, first, rest float64) {
	if before[len(before)-1].spaced {
		return
	}
	var head, tail []atom
	room := first // of the line that the word begins
	for _, l := range before {
		head = append(head, l.atoms...)
		if l.spaced {
			head, room = nil, rest
		}
	}
	for _, l := range after {
		tail = append(tail, l.atoms...)
		if l.spaced {
			break
		}
	}
	a := head[len(head)-1]
	if !a.tight || a.after {
		return
	}
	begin := len(head) - 1
	for begin > 0 && !mayBreak(head[begin-1], head[begin]) {
		begin--
	}
	if begin > 0 {
		room = rest
	}
	if w := sum(head[begin:]) + unbroken(tail); w <= room {
		t.Fatalf("%q is parted from %q, though they need %.2f mm of %.2f", a.text, tail[0].text, w, room)
	}
}

// breakable reports whether a line may be parted somewhere within.
func breakable(atoms []atom) bool {
	for i := range len(atoms) - 1 {
		if mayBreak(atoms[i], atoms[i+1]) {
			return true
		}
	}
	return false
}

func checkBegin(t *rapid.T, before, l line) {
	a, b := before.atoms[len(before.atoms)-1], l.atoms[0]
	if a.tight || before.spaced {
		return // within an address, or at a space
	}
	if strings.ContainsRune(notFirst, first(b.text)) {
		t.Fatalf("a line begins with %q", b.text)
	}
	if strings.ContainsRune(notLast, last(a.text)) {
		t.Fatalf("a line ends with %q", a.text)
	}
	if a.stick {
		t.Fatalf("%q is parted from %q", a.text, b.text)
	}
}

// TestBreaks holds single cases: where lines end, at eight characters a line.
func TestBreaks(t *testing.T) {
	f := testFonts(t)
	tests := map[string]string{
		"政府信息公开条例规定如下":             "政府信息公开条例/规定如下",
		"政府信息公开条例，规定如下":            "政府信息公开条例，/规定如下",      // a closing mark is drawn in
		"政府信息公开条例”，规定如下":           "政府信息公开条/例”，规定如下",     // two are not
		"政府信息公开条《例》规定如下":           "政府信息公开条/《例》规定如下",     // an opening mark goes to the next line
		"政府信息公开条12页规定如下":           "政府信息公开条/12页规定如下",     // a number stays with its unit
		"政府信息公开〔2026〕31号好好":        "政府信息公开/〔2026〕31号好/好", // and a document number together
		"政府信息公开条例规定。":              "政府信息公开条例/规定。",
		"政府Information公开":          "政府/Information公/开",
		"政府信息公开条例a b":              "政府信息公开条例/a b",
		" 政府信息公开条例规定":              "政府信息公开条例/规定",               // a blank begins no line
		"政府信息公开条 18 号规定":           "政府信息公开条/18 号规定",            // nor does a unit after its number and a blank
		"见www.example.org/zfxxgk":  "见www./example.org//zfxxgk", // an address is parted after its marks
		"见https://example.org/z/x": "见https:///example.org/z/x",
	}
	for text, want := range tests {
		atoms, _ := f.atoms(text, bodyStyle, false)
		var got []string
		for _, l := range breakLines(atoms, 8*charPitch, 8*charPitch) {
			s := ""
			for _, a := range l.atoms {
				s += a.text
			}
			got = append(got, s)
		}
		if s := strings.Join(got, "/"); s != want {
			t.Errorf("%s: %s, want %s", text, s, want)
		}
	}
}

// TestLonely: a character and its mark are no last line by themselves.
func TestLonely(t *testing.T) {
	f := testFonts(t)
	atoms, _ := f.atoms(strings.Repeat("公", charsInLine)+"讼。", bodyStyle, false)
	lines := breakLines(atoms, areaWidth, areaWidth)
	if len(lines) != 2 || len(lines[1].atoms) != 3 {
		t.Errorf("last line of %d", len(lines[1].atoms))
	}
}

// TestBalance: headings of several lines have lines of about one length.
func TestBalance(t *testing.T) {
	f := testFonts(t)
	st := styleOf(title, titleSize)
	for n := 1; n < 60; n++ {
		atoms, _ := f.atoms(strings.Repeat("题", n), st, false)
		lines := balance(atoms, 20*st.pitch)
		if want := (n + 19) / 20; len(lines) != want {
			t.Errorf("%d characters on %d lines, want %d", n, len(lines), want)
		}
		if last := lines[len(lines)-1]; len(lines) > 1 && len(last.atoms) < n/len(lines)-len(lines) {
			t.Errorf("%d characters: the last line has %d", n, len(last.atoms))
		}
	}
}

func TestShape(t *testing.T) {
	f := testFonts(t)
	text, back := "ئابدۇرەھمان مەمتىمىن سالام", ""
	shapedText := shape(text, f.uyghur.has)
	for i := len(shapedText) - 1; i >= 0; i-- {
		back += shapedText[i].actual
	}
	if back != text {
		t.Errorf("%q reads %q", text, back)
	}
	want := []rune{0xFEE1, 0xFEFC, 0xFEB3} // سلام: seen alone it is initial, lam with alef, mim alone
	got := shape("سلام", f.uyghur.has)
	for i := range want {
		if got[i].drawn != want[i] {
			t.Errorf("letter %d is %x, want %x", i, got[i].drawn, want[i])
		}
	}
}
