package pdf

import (
	"fmt"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"mingda/internal/letter"
)

// tolerance is how far the paper may be from the table, in millimetres.
const tolerance = 0.5

// A box is where poppler finds a word, in millimetres.
type box struct {
	text                   string
	left, top, right, foot float64
}

var wordBox = regexp.MustCompile(`<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">([^<]*)</word>`)

// boxes returns the words of a page from the top.
func boxes(t *testing.T, name string, page int) []box {
	var list []box
	n := strconv.Itoa(page)
	for _, m := range wordBox.FindAllStringSubmatch(tool(t, "pdftotext", "-bbox", "-f", n, "-l", n, name, "-"), -1) {
		b := box{text: m[5]}
		for i, into := range []*float64{&b.left, &b.top, &b.right, &b.foot} {
			v, err := strconv.ParseFloat(m[i+1], 64)
			if err != nil {
				t.Fatal(err)
			}
			*into = v * mm
		}
		list = append(list, b)
	}
	return list
}

func find(t *testing.T, list []box, text string) box {
	t.Helper()
	for _, b := range list {
		if strings.Contains(b.text, text) {
			return b
		}
	}
	t.Fatalf("no %q among %v", text, list)
	return box{}
}

func near(t *testing.T, what string, got, want float64) {
	t.Helper()
	if math.Abs(got-want) > tolerance {
		t.Errorf("%s: %.2f mm, the standard says %.2f", what, got, want)
	}
}

// A picture is a page at 300 dots an inch, three bytes a dot.
type picture struct {
	width, height int
	dots          []byte
}

const dots = 300 / 25.4 // per millimetre

func photograph(t *testing.T, name string, page int) picture {
	t.Helper()
	base := filepath.Join(t.TempDir(), "page")
	tool(t, "pdftoppm", "-r", "300", "-f", strconv.Itoa(page), "-singlefile", name, base)
	data, err := os.ReadFile(base + ".ppm")
	if err != nil {
		t.Fatal(err)
	}
	var p picture
	var most int
	if _, err := fmt.Sscanf(string(data[:min(40, len(data))]), "P6\n%d %d\n%d\n", &p.width, &p.height, &most); err != nil {
		t.Fatal(err)
	}
	p.dots = data[len(data)-3*p.width*p.height:]
	return p
}

func (p picture) at(x, y int) (r, g, b byte) {
	i := 3 * (y*p.width + x)
	return p.dots[i], p.dots[i+1], p.dots[i+2]
}

// red reports whether the dot is of the red of heads.
func (p picture) red(x, y int) bool {
	r, g, b := p.at(x, y)
	return r > 0xA0 && g < 0x90 && b < 0x90
}

// bands returns the stretches of rows, in millimetres, in which at least part
// of the paper's width is red.
func (p picture) bands(part float64) (list [][2]float64) {
	in := false
	for y := range p.height {
		n := 0
		for x := range p.width {
			if p.red(x, y) {
				n++
			}
		}
		is := float64(n) > part*float64(p.width)
		switch at := float64(y) / dots; {
		case is && !in:
			list = append(list, [2]float64{at, at})
		case is:
			list[len(list)-1][1] = at + 1/dots
		}
		in = is
	}
	return list
}

// span returns the leftmost and rightmost red dot of a row, in millimetres.
func (p picture) span(mmY float64) (left, right float64) {
	left = -1
	for x := range p.width {
		if p.red(x, int(mmY*dots)) {
			if left < 0 {
				left = float64(x) / dots
			}
			right = float64(x+1) / dots
		}
	}
	return left, right
}

func TestMeasureLetterForm(t *testing.T) {
	name := rendered(t, sample(t, letter.Partial), Options{})
	p := photograph(t, name, 1)
	ink := p.bands(0.002) // the name, the rules
	rules := p.bands(0.5)
	if len(rules) != 4 {
		t.Fatalf("%d red rules: %v", len(rules), rules)
	}
	near(t, "upper edge of the name", ink[0][0], 30)
	near(t, "name to first rule", rules[0][0]-ink[0][1], 4)
	if rules[0][1]-rules[0][0] <= rules[1][1]-rules[1][0] || rules[2][1]-rules[2][0] >= rules[3][1]-rules[3][0] {
		t.Errorf("thick over thin above, thin over thick below: %v", rules)
	}
	near(t, "second rule from the foot", 297-rules[3][1], 20)
	for _, r := range rules {
		left, right := p.span((r[0] + r[1]) / 2)
		near(t, "length of a rule", right-left, 170)
		near(t, "middle of a rule", (left+right)/2, 105)
	}
	words := boxes(t, name, 1)
	number := find(t, words, "31号")
	near(t, "number at the right edge", number.right, 28+156)
	em := 16 * mm
	near(t, "rule to number", middle(number)-em/2-rules[1][1], em*7/8)
	title := find(t, words, "政府信息公开答复书")
	near(t, "middle of the title", (title.left+title.right)/2, 28+156.0/2)
	near(t, "number to title, two lines", middle(title)-22*mm/2-(middle(number)+em/2), 2*225.0/22+(225.0/22-22*mm)/2)
	measureBody(t, words)
}

// measureBody looks at the type area: margins, 28 characters a line, 22 lines a
// page.
func measureBody(t *testing.T, words []box) {
	t.Helper()
	to := find(t, words, "阿卜杜热合曼")
	near(t, "addressee flush left", to.left, 28)
	opening := find(t, words, "本机关于")
	near(t, "first line indented by two", opening.left, 28+2*156.0/28)
	next := find(t, words, "您要求公开团结路")
	near(t, "line flush left", next.left, 28)
	near(t, "line flush right", next.right, 28+156)
	near(t, "pitch of lines", next.top-opening.top, 225.0/22)
	if full := find(t, words, "您要求公开团结路"); strings.Count(full.text, "")-1 != 28 {
		t.Errorf("%d characters on a line: %q", strings.Count(full.text, "")-1, full.text)
	}
}

// middle returns the middle of the word's height: of the em square, since
// poppler's boxes reach from the face's ascent to its descent about it.
func middle(b box) float64 { return (b.top + b.foot) / 2 }

func TestMeasureOrdinary(t *testing.T) {
	d, _ := letter.Sample(letter.Partial)
	d.Facts.Office.Form = letter.Ordinary
	l, err := letter.Compose(letter.Partial, d.Facts, d.Values)
	if err != nil {
		t.Fatal(err)
	}
	name := rendered(t, l, Options{})
	p := photograph(t, name, 1)
	ink, rules := p.bands(0.002), p.bands(0.5)
	if len(rules) != 1 {
		t.Fatalf("%d red rules", len(rules))
	}
	near(t, "upper edge of the name", ink[0][0], 37+35)
	left, right := p.span((rules[0][0] + rules[0][1]) / 2)
	near(t, "rule from", left, 28)
	near(t, "rule to", right, 28+156)
	words := boxes(t, name, 1)
	number := find(t, words, "31号")
	near(t, "number in the middle", (number.left+number.right)/2, 28+156.0/2)
	near(t, "name to number, two lines", middle(number)-8*mm-ink[0][1], 2*225.0/22)
	near(t, "number to rule", rules[0][0]-middle(number)-8*mm, 4)
	measureBody(t, words)
	page := find(t, words, "—")
	near(t, "page number below the type area", dash(p, page), 37+225+7)
	near(t, "page number at the outer side", lastOf(words, "—").right, 28+156-156.0/28)
}

// dash returns the height of the dashes beside the page number.
func dash(p picture, b box) float64 {
	for y := int(b.top * dots); y < int(b.foot*dots); y++ {
		if r, _, _ := p.at(int((b.left+b.right)/2*dots), y); r < 0x80 {
			return float64(y) / dots
		}
	}
	return 0
}

func lastOf(list []box, text string) box {
	var found box
	for _, b := range list {
		if b.text == text {
			found = b
		}
	}
	return found
}

// short returns a letter of one page.
func short(t *testing.T) letter.Letter {
	l := sample(t, letter.Repeated)
	l.Blocks = l.Blocks[:2]
	return l
}

// TestMeasureSignature: the date four characters from the right, the name in
// the middle above it.
func TestMeasureSignature(t *testing.T) {
	words := boxes(t, rendered(t, short(t), Options{}), 1)
	date := lastOf(words, "2026年10月20日")
	near(t, "date from the right", date.right, 28+156-4*156.0/28)
	signed := lastOf(words, "明川区人民政府")
	near(t, "name over the date", (signed.left+signed.right)/2, (date.left+date.right)/2)
	near(t, "name to date", middle(date)-middle(signed), 225.0/22)
}

// TestMeasureLongSigner: a name that is wider than the type area stands on several
// lines within it, sealed or not, the date below.
func TestMeasureLongSigner(t *testing.T) {
	for _, sealed := range []bool{true, false} {
		l := short(t)
		l.Sealed, l.SignedBy = sealed, "明川区住房和城乡建设局（明川区人民防空办公室、明川区交通运输局）"
		words := boxes(t, rendered(t, l, Options{}), 1)
		first, last, date := find(t, words, "明川区住房和城乡建设局"), find(t, words, "交通运输局）"), lastOf(words, "2026年10月20日")
		for _, w := range []box{first, last, date} {
			if w.left < areaLeft-0.5 || w.right > areaRight+0.5 {
				t.Errorf("sealed %v: %q from %.1f to %.1f lies outside the type area", sealed, w.text, w.left, w.right)
			}
		}
		near(t, "last line of the name to the date", middle(date)-middle(last), linePitch)
	}
}

// TestMeasureUnsealed: the name two characters from the right, the date's first
// character two characters right of the name's, unless the date is longer.
func TestMeasureUnsealed(t *testing.T) {
	l := short(t)
	l.Sealed, l.SignedBy = false, "明川区住房和城乡建设局"
	words := boxes(t, rendered(t, l, Options{}), 1)
	date, signed := lastOf(words, "2026年10月20日"), find(t, words, "明川区住房和城乡建设局")
	near(t, "name from the right", signed.right, 28+156-2*156.0/28)
	near(t, "date right of the name", date.left-signed.left, 2*156.0/28)
}
