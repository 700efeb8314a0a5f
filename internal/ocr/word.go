package ocr

import (
	"archive/zip"
	"encoding/xml"
	"errors"
	"io"
	"os"
	"strings"
)

// The limits of a file of Word: what is far within them for any letter, and far from what
// would hurt. A file beyond them is not read, and says why.
const (
	mostWordFile = 64 << 20 // bytes of the file
	mostWordText = 32 << 20 // bytes of its document, unpacked
	mostRatio    = 200      // how many times its size it may unpack to, from a megabyte on
	mostDepth    = 200      // of elements in each other
)

// Why a file of Word is not read.
var (
	ErrWordTooBig  = errors.New("the document of Word is too large")
	ErrWordBomb    = errors.New("the document of Word unpacks to many times its size")
	ErrWordTooDeep = errors.New("the document of Word has too many elements in each other")
)

// wordDocument is where a file of Word holds its text.
const wordDocument = "word/document.xml"

// readWord takes the text that a file of Word holds (docx); another package of files has
// none. Nothing else in it is unpacked.
func readWord(path string) (Text, error) {
	f, err := os.Open(path)
	if err != nil {
		return Text{}, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return Text{}, err
	}
	if info.Size() > mostWordFile {
		return Text{How: Nothing}, nil
	}
	packed, err := zip.NewReader(f, info.Size())
	if err != nil {
		return Text{}, err
	}
	for _, part := range packed.File {
		if part.Name != wordDocument {
			continue
		}
		text, err := wordText(part)
		return Text{How: Layer, Text: tidy(text), Pages: 1, Of: 1}, err
	}
	return Text{How: Nothing}, nil
}

func wordText(part *zip.File) (string, error) {
	if part.UncompressedSize64 > mostWordText {
		return "", ErrWordTooBig
	}
	r, err := part.Open()
	if err != nil {
		return "", err
	}
	defer r.Close()
	w := wordReader{from: &unpacking{r: r, packed: part.CompressedSize64}}
	return w.read()
}

// unpacking refuses what comes out as too much; what the package says of itself is not
// relied on.
type unpacking struct {
	r      io.Reader
	packed uint64
	n      uint64
}

// Read implements io.Reader.
func (u *unpacking) Read(p []byte) (int, error) {
	n, err := u.r.Read(p)
	switch u.n += uint64(n); {
	case u.n > mostWordText:
		return 0, ErrWordTooBig
	case u.n > 1<<20 && u.n > mostRatio*u.packed:
		return 0, ErrWordBomb
	}
	return n, err
}

// A wordReader writes down the text of a document as it is read: its runs, with a line for
// each paragraph. What was deleted with changes tracked is another element, and not read.
type wordReader struct {
	from  io.Reader
	text  strings.Builder
	depth int
	open  int // elements of text around here
}

func (w *wordReader) read() (string, error) {
	d := xml.NewDecoder(w.from)
	for {
		token, err := d.Token()
		if err == io.EOF {
			return w.text.String(), nil
		}
		if err != nil {
			return "", err
		}
		switch t := token.(type) {
		case xml.StartElement:
			if w.depth++; w.depth > mostDepth {
				return "", ErrWordTooDeep
			}
			if t.Name.Local == "Fallback" { // the same once more, for old programs
				if err := w.skip(d); err != nil {
					return "", err
				}
				continue
			}
			w.begin(t.Name.Local)
		case xml.EndElement:
			w.depth--
			w.end(t.Name.Local)
		case xml.CharData:
			if w.open > 0 {
				w.text.Write(t)
			}
		}
	}
}

// skip passes over the element that has just begun.
func (w *wordReader) skip(d *xml.Decoder) error {
	for within := w.depth; w.depth >= within; {
		token, err := d.Token()
		if err != nil {
			return err
		}
		switch token.(type) {
		case xml.StartElement:
			if w.depth++; w.depth > mostDepth {
				return ErrWordTooDeep
			}
		case xml.EndElement:
			w.depth--
		}
	}
	return nil
}

func (w *wordReader) begin(element string) {
	switch element {
	case "t":
		w.open++
	case "tab":
		w.text.WriteByte('\t')
	case "br", "cr":
		w.text.WriteByte('\n')
	}
}

func (w *wordReader) end(element string) {
	switch element {
	case "t":
		w.open--
	case "p":
		w.text.WriteByte('\n')
	}
}
