package pdf

import (
	"fmt"
	"image"
	"image/color"
	"strings"
	"testing"

	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/qrcode"

	"mingda/internal/letter"
)

const (
	sampleCode   = "K7MT-9QRX-3WVH"
	sampleVerify = "https://www.mingchuan.example.gov.cn/zfxxgk/ysqgk/verify?code=" + sampleCode
)

// coded is the sample of the kind as it is signed.
func coded(t testing.TB, kind letter.Kind) letter.Letter {
	l := sample(t, kind)
	l.Code, l.Verify = sampleCode, sampleVerify
	return l
}

// image returns the picture for a reader of codes.
func (p picture) image() image.Image {
	m := image.NewGray(image.Rect(0, 0, p.width, p.height))
	for y := range p.height {
		for x := range p.width {
			r, g, b := p.at(x, y)
			m.Set(x, y, color.RGBA{r, g, b, 255})
		}
	}
	return m
}

// TestGenuine: the code beside the signature is read off the picture of the
// page, and off the text; it disturbs no other word.
func TestGenuine(t *testing.T) {
	for name, office := range map[string]string{
		"short name": "明川区人民政府",
		"long name":  "和宁市明川区人民政府信息公开与政务公开工作领导小组办公室",
	} {
		t.Run(name, func(t *testing.T) {
			l := coded(t, letter.Extension)
			l.SignedBy, l.Blocks = office, l.Blocks[:1] // one page
			file := rendered(t, l, Options{})
			tool(t, "qpdf", "--check", file)
			bits, err := gozxing.NewBinaryBitmapFromImage(photograph(t, file, 1).image())
			if err != nil {
				t.Fatal(err)
			}
			read, err := qrcode.NewQRCodeReader().Decode(bits, map[gozxing.DecodeHintType]any{gozxing.DecodeHintType_TRY_HARDER: true})
			if err != nil {
				t.Fatal(err)
			}
			if read.GetText() != sampleVerify {
				t.Errorf("read %q", read.GetText())
			}
			if text := copied(t, file); !strings.Contains(text, "扫码或上网查验真伪"+sampleCode) {
				t.Errorf("no code in %s", text)
			}
		})
	}
}

// TestGenuineKeepsPlaces: with a code, everything else is where it is without;
// the code is within the type area and clear of other words. Papers that the
// office does not sign have none.
func TestGenuineKeepsPlaces(t *testing.T) {
	for _, k := range letter.Kinds() {
		without, with := sample(t, k.Code), coded(t, k.Code)
		before := (&setter{fonts: testFonts(t), letter: without}).lay()
		after := (&setter{fonts: testFonts(t), letter: with}).lay()
		if len(before) != len(after) {
			t.Errorf("%s: %d pages became %d", k.Code, len(before), len(after))
			continue
		}
		var added []op
		for i := range after {
			left := map[string]int{}
			for _, o := range before[i].ops {
				left[o.String()]++
			}
			for _, o := range after[i].ops {
				if left[o.String()]--; left[o.String()] < 0 {
					added = append(added, o)
					delete(left, o.String())
				}
			}
			for o, n := range left {
				if n > 0 {
					t.Errorf("%s, page %d: %s is gone", k.Code, i+1, o)
				}
			}
		}
		if (len(added) > 0) != (without.SignedBy != "") {
			t.Errorf("%s: %d marks are new", k.Code, len(added))
		}
		for _, o := range added {
			if r := o.rule; r != nil && (r.h < moduleLeast || r.x < areaLeft || r.y < areaTop || r.y+r.h > areaBottom || r.x+r.w > areaLeft+genuineWidth) {
				t.Errorf("%s: %s", k.Code, o)
			}
		}
	}
}

// TestGenuineAddress: an address too long to be printed large enough, or none,
// leaves the code to be typed.
func TestGenuineAddress(t *testing.T) {
	l := coded(t, letter.Extension)
	for _, address := range []string{"", "https://www.example/" + strings.Repeat("a", 150), "https://www.example/" + strings.Repeat("a", 5000)} {
		l.Verify = address
		g, ok := (&setter{fonts: testFonts(t), letter: l}).genuine()
		if !ok || g.modules != nil || fmt.Sprint(g.words[1].width()) == "0" {
			t.Errorf("%d bytes: %v, %d modules", len(address), ok, len(g.modules))
		}
	}
}
