package pdf

import (
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
			for _, a := range l.atoms {
				got.WriteString(a.text)
			}
			if i > 0 && len(l.atoms) > 0 && breakable(lines[i-1].atoms) {
				checkBegin(t, lines[i-1], l)
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
		if !a.tight {
			w += l.between
		}
	}
	over := overhang(l.atoms[len(l.atoms)-1])
	if w > room+over+0.01 {
		t.Fatalf("line of %.2f mm in %.2f", w, room)
	}
	if !last && l.between != 0 && w < room-0.01 {
		t.Fatalf("justified line of %.2f mm in %.2f", w, room)
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
		"政府信息公开条例规定如下":      "政府信息公开条例/规定如下",
		"政府信息公开条例，规定如下":     "政府信息公开条例，/规定如下",      // a closing mark is drawn in
		"政府信息公开条例”，规定如下":    "政府信息公开条/例”，规定如下",     // two are not
		"政府信息公开条《例》规定如下":    "政府信息公开条/《例》规定如下",     // an opening mark goes to the next line
		"政府信息公开条12页规定如下":    "政府信息公开条/12页规定如下",     // a number stays with its unit
		"政府信息公开〔2026〕31号好好": "政府信息公开/〔2026〕31号好/好", // and a document number together
		"政府信息公开条例规定。":       "政府信息公开条例/规定。",
		"政府Information公开":   "政府/Information公/开",
		"政府信息公开条例a b":       "政府信息公开条例/a b",
		" 政府信息公开条例规定":       "政府信息公开条例/规定", // a blank begins no line
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
