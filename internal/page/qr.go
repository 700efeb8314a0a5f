package page

import (
	"fmt"
	"html/template"
	"strings"

	"github.com/skip2/go-qrcode"
)

// A QR is a QR code as a picture that stands on the page itself: no address is asked
// for it, so that what it says is in no log.
type QR struct {
	Label string // what it is, for who does not see it
	dots  [][]bool
}

// NewQR returns the QR code of a text.
func NewQR(label, text string) (QR, error) {
	code, err := qrcode.New(text, qrcode.Medium)
	if err != nil {
		return QR{}, fmt.Errorf("QR code: %w", err)
	}
	return QR{label, code.Bitmap()}, nil
}

// Picture returns the code as SVG, with the quiet border that readers need.
func (q QR) Picture() template.HTML {
	var b strings.Builder
	n := len(q.dots)
	fmt.Fprintf(&b, `<svg class="qr" viewBox="0 0 %d %d" width="%d" height="%d" role="img" aria-label="%s"><rect width="%d" height="%d" fill="#fff"/><path fill="#000" d="`,
		n, n, 4*n, 4*n, template.HTMLEscapeString(q.Label), n, n)
	for y, row := range q.dots {
		for x, dark := range row {
			if dark {
				fmt.Fprintf(&b, "M%d,%dh1v1h-1z", x, y)
			}
		}
	}
	b.WriteString(`"/></svg>`)
	return template.HTML(b.String())
}
