package demo

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"
)

// scan draws a sheet of paper with lines on it, as a scanner might see one;
// seed makes no two alike.
func scan(seed int) []byte {
	const width, height = 420, 594
	img := image.NewGray(image.Rect(0, 0, width, height))
	for i := range img.Pix {
		img.Pix[i] = 244
	}
	for row := range 26 {
		length := 140 + (row*97+seed*61)%200
		for x := 40; x < 40+length; x++ {
			for y := range 3 {
				if (x*7+row*13+seed)%9 > 2 {
					img.SetGray(x, 60+row*19+y, color.Gray{Y: 60})
				}
			}
		}
	}
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		return nil // a picture in memory always encodes
	}
	return b.Bytes()
}

// document is a PDF of some pages, with nothing on them but their number: what
// stands in for the papers of the office.
func document(seed, pages int) []byte {
	var b bytes.Buffer
	var places []int
	object := func(format string, args ...any) {
		places = append(places, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n"+format+"\nendobj\n", append([]any{len(places)}, args...)...)
	}
	b.WriteString("%PDF-1.4\n")
	object("<< /Type /Catalog /Pages 2 0 R >>")
	kids := ""
	for n := range pages {
		kids += fmt.Sprintf("%d 0 R ", 4+2*n)
	}
	object("<< /Type /Pages /Kids [%s] /Count %d >>", kids, pages)
	object("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
	for n := range pages {
		text := fmt.Sprintf("BT /F1 14 Tf 72 760 Td (MINGDA DEMO  %04d  %d/%d) Tj ET", seed, n+1, pages)
		object("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents %d 0 R >>", 5+2*n)
		object("<< /Length %d >>\nstream\n%s\nendstream", len(text), text)
	}
	start := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(places)+1)
	for _, at := range places {
		fmt.Fprintf(&b, "%010d 00000 n \n", at)
	}
	fmt.Fprintf(&b, "trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n", len(places)+1, start)
	return b.Bytes()
}
