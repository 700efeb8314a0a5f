package pdf

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/color"
	_ "image/gif" // decoders
	"image/jpeg"
	_ "image/png"

	"github.com/jung-kurt/gofpdf"
	_ "golang.org/x/image/bmp"
	"golang.org/x/image/draw"
	_ "golang.org/x/image/webp"

	"mingda/internal/fault"
)

// What of a picture is drawn. More dots than mostDots are not decoded, so that no
// picture can take all memory; more than A4 has at about 200 to the inch are not
// kept.
const (
	mostDots     = 36_000_000
	keptShort    = 1700
	keptLong     = 2400
	pictureEdge  = 10.0 // millimetres left free around it
	pictureFoot  = 18.0 // and below it, for the number of the page
	leastDensity = 72.0 // dots to the inch: small pictures are not blown up
	jpegQuality  = 85
)

// Picture puts a picture on a page of A4, upright as the camera says, and as large
// as the page allows. A photograph is taken over as it is; everything else is drawn
// anew. What cannot be read is fault Invalid, picture_unreadable, and one of too
// many dots picture_too_large.
func Picture(content []byte) ([]byte, error) {
	size, format, err := image.DecodeConfig(bytes.NewReader(content))
	if err != nil || size.Width < 1 || size.Height < 1 {
		return nil, fault.New(fault.Invalid, "picture_unreadable").Because(err)
	}
	turn := 1
	if format == "jpeg" {
		if !bytes.Contains(content[max(0, len(content)-2048):], []byte{0xFF, 0xD9}) {
			return nil, fault.New(fault.Invalid, "picture_unreadable")
		}
		turn = orientation(content)
	} else {
		if size.Width > mostDots/size.Height {
			return nil, fault.New(fault.Invalid, "picture_too_large", size.Width, size.Height)
		}
		if content, err = redrawn(content); err != nil {
			return nil, fault.New(fault.Invalid, "picture_unreadable").Because(err)
		}
	}
	return picturePage(content, size, turn)
}

// redrawn decodes a picture and returns it as JPEG on a white ground, no larger
// than is printed.
func redrawn(content []byte) ([]byte, error) {
	m, _, err := image.Decode(bytes.NewReader(content))
	if err != nil {
		return nil, err
	}
	b := m.Bounds()
	w, h := b.Dx(), b.Dy()
	scale := min(1, float64(keptShort)/float64(min(w, h)), float64(keptLong)/float64(max(w, h)))
	to := image.Rect(0, 0, max(1, int(float64(w)*scale)), max(1, int(float64(h)*scale)))
	var kept draw.Image = image.NewRGBA(to)
	if gray(m) {
		kept = image.NewGray(to)
	}
	draw.Draw(kept, to, image.White, image.Point{}, draw.Src)
	if scale == 1 {
		draw.Draw(kept, to, m, b.Min, draw.Over)
	} else {
		draw.BiLinear.Scale(kept, to, m, b, draw.Over, nil)
	}
	var out bytes.Buffer
	err = jpeg.Encode(&out, kept, &jpeg.Options{Quality: jpegQuality})
	return out.Bytes(), err
}

// gray reports whether a picture has no colours.
func gray(m image.Image) bool {
	return m.ColorModel() == color.GrayModel || m.ColorModel() == color.Gray16Model
}

// picturePage draws a JPEG on a page that lies as the picture does.
func picturePage(content []byte, size image.Config, turn int) (out []byte, err error) {
	w, h := float64(size.Width), float64(size.Height)
	if turn >= 5 { // on its side
		w, h = h, w
	}
	lies, pageW, pageH := "P", paperWidth, paperHeight
	if w > h {
		lies, pageW, pageH = "L", paperHeight, paperWidth
	}
	scale := min((pageW-2*pictureEdge)/w, (pageH-pictureEdge-pictureFoot)/h, 25.4/leastDensity)
	w, h = w*scale, h*scale
	x, y := (pageW-w)/2, pictureEdge
	doc := gofpdf.New("P", "mm", "A4", "")
	doc.SetAutoPageBreak(false, 0)
	doc.AddPageFormat(lies, gofpdf.SizeType{Wd: paperWidth, Ht: paperHeight})
	const name = "picture"
	options := gofpdf.ImageOptions{ImageType: "JPEG"}
	doc.RegisterImageOptionsReader(name, options, bytes.NewReader(content))
	doc.TransformBegin()
	mid, low := x+w/2, y+h/2
	switch turn { // Exif 2.3, 4.6.4, tag 274
	case 2, 5, 7:
		doc.TransformMirrorHorizontal(mid)
	case 4:
		doc.TransformMirrorVertical(low)
	}
	switch turn {
	case 3:
		doc.TransformRotate(180, mid, low)
	case 6, 7:
		doc.TransformRotate(-90, mid, low)
	case 8, 5:
		doc.TransformRotate(90, mid, low)
	}
	if turn >= 5 {
		w, h = h, w
	}
	doc.ImageOptions(name, mid-w/2, low-h/2, w, h, false, options, 0, "")
	doc.TransformEnd()
	var page bytes.Buffer
	if err := doc.Output(&page); err != nil {
		return nil, fault.New(fault.Invalid, "picture_unreadable").Because(err)
	}
	return page.Bytes(), nil
}

// orientation returns how a photograph lies, 1 to 8; 1 where it does not say.
func orientation(photo []byte) int {
	for at := 2; at+4 <= len(photo) && photo[at] == 0xFF; {
		kind, length := photo[at+1], int(binary.BigEndian.Uint16(photo[at+2:]))
		if kind == 0xDA || length < 2 || at+2+length > len(photo) {
			return 1
		}
		part := photo[at+4 : at+2+length]
		if kind == 0xE1 && bytes.HasPrefix(part, []byte("Exif\x00\x00")) {
			return exifOrientation(part[6:])
		}
		at += 2 + length
	}
	return 1
}

// exifOrientation reads tag 274 of the first directory.
func exifOrientation(tiff []byte) int {
	if len(tiff) < 8 {
		return 1
	}
	var order binary.ByteOrder = binary.BigEndian
	if tiff[0] == 'I' {
		order = binary.LittleEndian
	}
	at := int(order.Uint32(tiff[4:]))
	if at < 8 || at+2 > len(tiff) {
		return 1
	}
	const tag, entry = 274, 12
	for n := range int(order.Uint16(tiff[at:])) {
		from := at + 2 + n*entry
		if from+entry > len(tiff) {
			return 1
		}
		if order.Uint16(tiff[from:]) == tag {
			if o := int(order.Uint16(tiff[from+8:])); o >= 1 && o <= 8 {
				return o
			}
			return 1
		}
	}
	return 1
}
