// Package ocrtest makes photographs of papers, as people send them in: askew, noisy,
// darker on one side, and much compressed.
package ocrtest

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"math"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// Photo returns a JPEG of the first page of a PDF. It needs pdftoppm, and skips the
// test without it.
func Photo(t testing.TB, pdf []byte) []byte {
	t.Helper()
	if _, err := exec.LookPath("pdftoppm"); err != nil {
		t.Skip("no pdftoppm")
	}
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "paper.pdf"), pdf, 0o600); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command("pdftoppm", "-r", "150", "-gray", "-singlefile", filepath.Join(dir, "paper.pdf"), filepath.Join(dir, "paper")).CombinedOutput(); err != nil {
		t.Fatal(err, string(out))
	}
	raw, err := os.ReadFile(filepath.Join(dir, "paper.pgm"))
	if err != nil {
		t.Fatal(err)
	}
	var w, h, most int
	if _, err := fmt.Fscanf(bytes.NewReader(raw), "P5\n%d %d\n%d", &w, &h, &most); err != nil {
		t.Fatal(err)
	}
	paper := &image.Gray{Pix: raw[len(raw)-w*h:], Stride: w, Rect: image.Rect(0, 0, w, h)}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, photographed(paper), &jpeg.Options{Quality: 60}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// photographed turns a page by almost a degree, darkens it to one side and adds the
// noise of a poor light. The same page gives the same picture.
func photographed(paper *image.Gray) *image.Gray {
	const askew, noise = 0.9 * math.Pi / 180, 14
	r := rand.New(rand.NewPCG(1, 2))
	b := paper.Bounds()
	w, h := float64(b.Dx()), float64(b.Dy())
	sin, cos := math.Sincos(askew)
	photo := image.NewGray(b)
	for y := range b.Dy() {
		for x := range b.Dx() {
			dx, dy := float64(x)-w/2, float64(y)-h/2
			light := between(paper, dx*cos-dy*sin+w/2, dx*sin+dy*cos+h/2)
			light = light*(0.75+0.2*float64(x)/w) + r.NormFloat64()*noise
			photo.SetGray(x, y, color.Gray{Y: byte(max(0, min(255, light)))})
		}
	}
	return photo
}

// between returns the light at a point between four of the picture; around it lies a
// dark table.
func between(p *image.Gray, x, y float64) float64 {
	at := func(x, y int) float64 {
		if !(image.Point{X: x, Y: y}).In(p.Rect) {
			return 90
		}
		return float64(p.GrayAt(x, y).Y)
	}
	x0, y0 := math.Floor(x), math.Floor(y)
	fx, fy, i, j := x-x0, y-y0, int(x0), int(y0)
	return (at(i, j)*(1-fx)+at(i+1, j)*fx)*(1-fy) + (at(i, j+1)*(1-fx)+at(i+1, j+1)*fx)*fy
}

// Turned returns a JPEG with the note of a camera that was held so (EXIF, 1 to 8).
func Turned(photo []byte, turn byte) []byte {
	exif := []byte{0xff, 0xe1, 0, 34, 'E', 'x', 'i', 'f', 0, 0, 'M', 'M', 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, turn, 0, 0, 0, 0, 0, 0}
	return append(append(append([]byte{}, photo[:2]...), exif...), photo[2:]...)
}

// Sideways returns the photo as a camera stores it that was held on its side, with the
// note of it.
func Sideways(t testing.TB, photo []byte) []byte {
	t.Helper()
	upright, err := jpeg.Decode(bytes.NewReader(photo))
	if err != nil {
		t.Fatal(err)
	}
	b := upright.Bounds()
	side := image.NewGray(image.Rect(0, 0, b.Dy(), b.Dx()))
	for y := range b.Dy() {
		for x := range b.Dx() { // what is looked at at x, y is stored a quarter turn back
			side.Set(y, b.Dx()-1-x, upright.At(x, y))
		}
	}
	var out bytes.Buffer
	if err := jpeg.Encode(&out, side, &jpeg.Options{Quality: 60}); err != nil {
		t.Fatal(err)
	}
	const quarter = 6
	return Turned(out.Bytes(), quarter)
}
