package pdf

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/draw"
	"image/png"
)

// Bounds of a picture of a seal, in dots: fewer look torn on paper, more only
// make every letter larger (500 on 42 mm are 300 to the inch).
const (
	sealLeast = 200
	sealMost  = 1000
)

// ReadSeal reads the picture of a seal from a PNG of any kind and returns it as
// Options takes it: cut to its ink, with eight bits of each colour and of how
// opaque it is. A picture that would hide the name and the date, or is no round
// or square seal, is an error that says what would be right.
func ReadSeal(data []byte) ([]byte, error) {
	if size, err := png.DecodeConfig(bytes.NewReader(data)); err != nil {
		return nil, fmt.Errorf("not a picture in PNG format (%w)", err)
	} else if max(size.Width, size.Height) > 4*sealMost {
		return nil, fmt.Errorf("%d × %d dots are too many; %d × %d are enough", size.Width, size.Height, sealMost, sealMost)
	}
	read, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("not a whole picture in PNG format (%w)", err)
	}
	seal := image.NewNRGBA(read.Bounds())
	draw.Draw(seal, seal.Bounds(), read, read.Bounds().Min, draw.Src)
	ink, clear := inked(seal)
	w, h := ink.Dx(), ink.Dy()
	switch {
	case ink.Empty():
		return nil, errors.New("there is nothing on the picture")
	case 4*clear < w*h:
		return nil, errors.New("the ground is not transparent: it would hide the name and the date below the seal")
	case 10*min(w, h) < 9*max(w, h):
		return nil, fmt.Errorf("the seal is %d dots wide and %d high; it has to be as wide as it is high, and upright", w, h)
	case min(w, h) < sealLeast || max(w, h) > sealMost:
		return nil, fmt.Errorf("the seal is %d × %d dots; from %d to %d on each side print well", w, h, sealLeast, sealMost)
	}
	cut := image.NewNRGBA(image.Rect(0, 0, w, h))
	draw.Draw(cut, cut.Bounds(), seal, ink.Min, draw.Src)
	var out bytes.Buffer
	if err := png.Encode(&out, cut); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// inked returns the part of the picture that is not empty, and how many dots of
// it can be seen through.
func inked(m *image.NRGBA) (ink image.Rectangle, clear int) {
	const faint, half = 8, 128
	opaque := func(x, y int) uint8 { return m.Pix[m.PixOffset(x, y)+3] }
	each := func(r image.Rectangle, visit func(x, y int)) {
		for y := r.Min.Y; y < r.Max.Y; y++ {
			for x := r.Min.X; x < r.Max.X; x++ {
				visit(x, y)
			}
		}
	}
	each(m.Bounds(), func(x, y int) {
		if opaque(x, y) > faint {
			ink = ink.Union(image.Rect(x, y, x+1, y+1))
		}
	})
	each(ink, func(x, y int) {
		if opaque(x, y) < half {
			clear++
		}
	})
	return ink, clear
}
