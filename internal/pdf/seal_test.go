package pdf

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"math"
	"os"
	"strings"
	"testing"

	"mingda/internal/letter"
)

// ring draws a seal of the diameter on a picture of the size.
func ring(size, wide, high int) *image.NRGBA {
	m := image.NewNRGBA(image.Rect(0, 0, size, size))
	for y := range size {
		for x := range size {
			dx, dy := 2*float64(x-size/2)/float64(wide), 2*float64(y-size/2)/float64(high)
			if r := math.Hypot(dx, dy); r < 1 && (r > 0.94 || r < 0.15) {
				m.Set(x, y, color.NRGBA{200, 0, 0, 230})
			}
		}
	}
	return m
}

func encoded(t *testing.T, m image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestReadSeal: a picture of any kind of PNG comes out as one that can be
// printed; what would hide the name, or is no seal, is refused with the reason.
func TestReadSeal(t *testing.T) {
	deep := image.NewNRGBA64(image.Rect(0, 0, 500, 500)) // sixteen bits, which gofpdf cannot read
	few := image.NewPaletted(image.Rect(0, 0, 500, 500), color.Palette{color.NRGBA{}, color.NRGBA{200, 0, 0, 255}})
	full := image.NewNRGBA(image.Rect(0, 0, 500, 500))
	for y := range 500 {
		for x := range 500 {
			c := color.NRGBA{}
			if r := math.Hypot(float64(x-250), float64(y-250)); r < 240 && r > 220 {
				c = color.NRGBA{200, 0, 0, 255}
			}
			deep.Set(x, y, c)
			few.Set(x, y, c)
			full.Set(x, y, color.White)
		}
	}
	demo, err := os.ReadFile("../demo/seal.png")
	if err != nil {
		t.Fatal(err)
	}
	for name, good := range map[string][]byte{"ring": encoded(t, ring(520, 400, 400)), "deep": encoded(t, deep), "few colours": encoded(t, few), "demo": demo} {
		seal, err := ReadSeal(good)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if again, err := ReadSeal(seal); err != nil || !bytes.Equal(again, seal) {
			t.Errorf("%s is read as something else the second time (%v)", name, err)
		}
		file := rendered(t, sample(t, letter.Disclose), Options{Seal: seal})
		tool(t, "qpdf", "--check", file)
		if images := tool(t, "pdfimages", "-list", file); !strings.Contains(images, "smask") {
			t.Errorf("%s: images:\n%s", name, images)
		}
	}
	for want, bad := range map[string][]byte{
		"not a picture": []byte("\xff\xd8\xff\xe0 JFIF"), "not a whole": demo[:len(demo)/2], "nothing on": encoded(t, image.NewNRGBA(image.Rect(0, 0, 300, 300))),
		"not transparent": encoded(t, full), "as wide as": encoded(t, ring(500, 480, 300)), "300 × 300 dots; from": nil, "too many": encoded(t, image.NewPaletted(image.Rect(0, 0, 5000, 10), color.Palette{color.White})),
	} {
		if bad == nil {
			bad, want = encoded(t, ring(300, 150, 150)), "dots; from"
		}
		if _, err := ReadSeal(bad); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, want %q", err, want)
		}
	}
}

// TestSeal: the seal lies upright over name and date, its top within one line of
// the text above and not on it, its foot above the red rules, on letters of
// every length.
func TestSeal(t *testing.T) {
	f := testFonts(t)
	closer := false
	for n := 1; n <= 40; n++ {
		l := sample(t, letter.Repeated)
		l.Blocks = nil
		for range n {
			l.Blocks = append(l.Blocks, letter.Block{Paragraph: &letter.Paragraph{Runs: []letter.Run{{Text: "一行正文"}}}})
		}
		pages := (&setter{fonts: f, letter: l}).lay()
		last, name, date := 0.0, 0.0, 0.0 // lower edges of lines
		var seal *sealOp
		for _, o := range pages[len(pages)-1].ops {
			switch {
			case o.seal != nil:
				seal = o.seal
			case o.text == nil || o.text.y > areaBottom:
			case strings.HasPrefix(o.text.drawn, "一行"):
				last = o.text.y - baseline(0, linePitch, bodySize) + linePitch
			case o.text.drawn == l.SignedBy:
				name = o.text.y
			default:
				date = o.text.y
			}
		}
		if seal == nil {
			t.Fatalf("%d lines: no seal on the last page", n)
		}
		top, foot := seal.y-sealDiameter/2, seal.y+sealDiameter/2
		if top < last-hair || top > last+linePitch {
			t.Errorf("%d lines: the seal begins %.1f mm below the text", n, top-last)
		}
		if name < top+5 || date > foot-5 {
			t.Errorf("%d lines: seal from %.1f to %.1f, name at %.1f, date at %.1f", n, top, foot, name, date)
		}
		if foot > paperHeight-footRule-2 {
			t.Errorf("%d lines: the seal reaches down to %.1f", n, foot)
		}
		closer = closer || seal.y-name > 0
	}
	if !closer {
		t.Error("no letter was brought onto its page by standing closer to its signature")
	}
	if _, err := Render(f, sample(t, letter.Disclose), Options{Seal: []byte("no picture")}); err == nil || !strings.Contains(err.Error(), "印章") {
		t.Errorf("%v", err)
	}
}
