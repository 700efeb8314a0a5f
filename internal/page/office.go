package page

import (
	"fmt"
	"math"
	"regexp"
	"strconv"

	"mingda/internal/fault"
)

var hexColour = regexp.MustCompile(`^#([0-9a-fA-F]{2})([0-9a-fA-F]{2})([0-9a-fA-F]{2})$`)

// minContrast is what WCAG 1.4.3 asks of text against its ground.
const minContrast = 4.5

// OfficeStyle returns the style sheet that gives an office its own 朱, written
// #a32a1c. Everything else keeps its colour. A colour that white text could not
// stand on is Invalid.
func OfficeStyle(zhu string) (string, error) {
	m := hexColour.FindStringSubmatch(zhu)
	if m == nil {
		return "", fault.New(fault.Invalid, "colour_unreadable")
	}
	var rgb [3]float64
	for i, s := range m[1:] {
		n, _ := strconv.ParseUint(s, 16, 8) // the expression admits two digits only
		rgb[i] = linear(float64(n) / 255)
	}
	luminance := 0.2126*rgb[0] + 0.7152*rgb[1] + 0.0722*rgb[2]
	if ratio := 1.05 / (luminance + 0.05); ratio < minContrast {
		return "", fault.New(fault.Invalid, "colour_too_light")
	}
	return fmt.Sprintf(":root{--zhu:%s}\n", zhu), nil
}

// linear undoes the gamma of sRGB, as WCAG defines relative luminance.
func linear(c float64) float64 {
	if c <= 0.04045 {
		return c / 12.92
	}
	return math.Pow((c+0.055)/1.055, 2.4)
}
