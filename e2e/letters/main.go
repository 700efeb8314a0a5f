// Command letters draws the first page of the example of every kind of letter,
// for the manual: letters DIR writes DIR/letter-CODE.png. It needs the fonts
// (make fonts) and pdftoppm (poppler-utils).
package main

import (
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"

	"mingda/fonts"
	"mingda/internal/letter"
	"mingda/internal/pdf"
)

// dots an inch of the pictures: enough to read them, small enough for a page
// with all of them.
const dots = "110"

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: letters DIR")
		os.Exit(2)
	}
	if err := drawAll(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, "letters:", err)
		os.Exit(1)
	}
}

// drawAll draws every kind there is, and removes pictures of kinds that are no
// more.
func drawAll(dir string) error {
	faces, err := pdf.LoadFonts("fonts", fonts.FS())
	if err != nil {
		return err
	}
	old, err := filepath.Glob(filepath.Join(dir, "letter-*.png"))
	if err != nil {
		return err
	}
	for _, name := range old {
		if err := os.Remove(name); err != nil {
			return err
		}
	}
	work, err := os.MkdirTemp("", "letters")
	if err != nil {
		return err
	}
	defer os.RemoveAll(work)
	for _, k := range letter.Kinds() {
		if err := drawOne(faces, k.Code, work, filepath.Join(dir, "letter-"+string(k.Code)+".png")); err != nil {
			return fmt.Errorf("%s: %w", k.Code, err)
		}
	}
	return nil
}

func drawOne(faces *pdf.Fonts, kind letter.Kind, work, to string) error {
	d, err := letter.Sample(kind)
	if err != nil {
		return err
	}
	l, err := letter.Compose(kind, d.Facts, d.Values)
	if err != nil {
		return err
	}
	made, err := pdf.Render(faces, l, pdf.Options{})
	if err != nil {
		return err
	}
	page := filepath.Join(work, "page")
	if err := os.WriteFile(page+".pdf", made, 0o600); err != nil {
		return err
	}
	if out, err := exec.Command("pdftoppm", "-r", dots, "-png", "-singlefile", page+".pdf", page).CombinedOutput(); err != nil {
		return fmt.Errorf("pdftoppm: %w: %s", err, out)
	}
	return reduce(page+".png", to)
}

// reduce writes the picture with few colours.
func reduce(from, to string) (err error) {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	m, err := png.Decode(in)
	if err != nil {
		return err
	}
	few := image.NewPaletted(m.Bounds(), inks())
	draw.Draw(few, few.Bounds(), m, m.Bounds().Min, draw.Src)
	out, err := os.Create(to)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, out.Close()) }()
	return (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(out, few)
}

// inks are black and the red of heads on white, each in eight steps.
func inks() color.Palette {
	const steps = 8
	list := color.Palette{color.White}
	for i := 1; i < steps; i++ {
		mix := func(ink uint8) uint8 { return uint8(255 - i*(255-int(ink))/(steps-1)) }
		list = append(list, color.Gray{mix(0)}, color.RGBA{mix(208), mix(18), mix(27), 255})
	}
	return list
}
