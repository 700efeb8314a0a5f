package sheet

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"path"
	"strings"

	"mingda/internal/fault"
)

// xlsx is a workbook that is open. It is read by a parser of our own: excelize gives the
// formats of cells, merged ranges and hidden columns only of a sheet that it holds whole,
// many times its size, and the rows it streams are without them.
type xlsx struct {
	files  map[string]*zip.File
	within Limits
	paths  []string // of the sheets, by their place in the book
	since  int
	shared []string // texts that cells name by their number
	days   []bool   // whether a style, by its number, is that of a day
}

// openXLSX reads what the book says of its sheets.
func openXLSX(packed *zip.Reader, within Limits) (*Book, error) {
	x := &xlsx{files: map[string]*zip.File{}, within: within, since: 1900}
	var unpacked uint64
	for _, f := range packed.File {
		if unpacked += f.UncompressedSize64; unpacked > uint64(within.Bytes) || f.UncompressedSize64 > uint64(within.Bytes) {
			return nil, fault.New(fault.Invalid, "workbook_too_big", within.Bytes>>20)
		}
		x.files[strings.ToLower(strings.TrimPrefix(strings.ReplaceAll(f.Name, `\`, "/"), "/"))] = f
	}
	at := x.workbook()
	if at == "" {
		return nil, fault.New(fault.Invalid, "workbook_unknown")
	}
	b := &Book{read: x.table}
	if err := x.list(at, b); err != nil {
		return nil, broken(err)
	}
	if len(b.Sheets) == 0 {
		return nil, fault.New(fault.Invalid, "workbook_unknown")
	}
	return b, nil
}

// broken makes a fault of what the parser says of a file that is none of its kind.
func broken(err error) error {
	var f *fault.Error
	if err == nil || errors.As(err, &f) {
		return err
	}
	return fault.New(fault.Invalid, "workbook_broken").Because(err)
}

// workbook returns where the list of sheets lies: "" in what is no workbook.
func (x *xlsx) workbook() string {
	var all relations
	if x.decode("_rels/.rels", &all) == nil {
		for _, r := range all.List {
			if at := within("", r.Target); strings.HasSuffix(r.Type, "/officeDocument") && strings.HasSuffix(at, "workbook.xml") && x.files[at] != nil {
				return at
			}
		}
	}
	if x.files["xl/workbook.xml"] != nil {
		return "xl/workbook.xml"
	}
	return ""
}

type relations struct {
	List []struct {
		ID     string `xml:"Id,attr"`
		Type   string `xml:"Type,attr"`
		Target string `xml:"Target,attr"`
	} `xml:"Relationship"`
}

// within returns the place of a file that another in a folder names.
func within(folder, target string) string {
	if !strings.HasPrefix(target, "/") {
		target = path.Join(folder, target)
	}
	return strings.ToLower(strings.TrimPrefix(path.Clean(target), "/"))
}

// list reads the list of sheets, and with it what all of them share.
func (x *xlsx) list(at string, b *Book) error {
	var book struct {
		Properties struct {
			Date1904 string `xml:"date1904,attr"`
		} `xml:"workbookPr"`
		Sheets []struct {
			Name  string     `xml:"name,attr"`
			State string     `xml:"state,attr"`
			Attrs []xml.Attr `xml:",any,attr"`
		} `xml:"sheets>sheet"`
	}
	if err := x.decode(at, &book); err != nil {
		return err
	}
	if v := book.Properties.Date1904; v == "1" || v == "true" {
		x.since = 1904
	}
	folder, name := path.Split(at)
	var all relations
	if err := x.decode(folder+"_rels/"+name+".rels", &all); err != nil {
		return err
	}
	places := map[string]string{}
	for _, r := range all.List {
		where := within(folder, r.Target)
		switch {
		case strings.HasSuffix(r.Type, "/worksheet"):
			places[r.ID] = where
		case strings.HasSuffix(r.Type, "/sharedStrings"):
			if err := x.texts(where); err != nil {
				return err
			}
		case strings.HasSuffix(r.Type, "/styles"):
			if err := x.styles(where); err != nil {
				return err
			}
		}
	}
	for _, s := range book.Sheets {
		for _, a := range s.Attrs {
			if where := places[a.Value]; a.Name.Local == "id" && where != "" { // others are charts
				b.Sheets = append(b.Sheets, Sheet{Name: s.Name, Hidden: s.State == "hidden" || s.State == "veryHidden"})
				x.paths = append(x.paths, where)
			}
		}
	}
	return nil
}

// What of a package is held at once, in bytes, beside the texts and values that the limits
// bound.
const (
	mostSmall = 16 << 20 // a file that is read as a whole
	mostToken = 4 << 20  // one tag, or the text between two
)

// open opens a file of the package.
func (x *xlsx) open(name string) (io.ReadCloser, error) {
	f := x.files[name]
	if f == nil {
		return nil, errors.New("no " + name)
	}
	r, err := f.Open() // which stops where its size, counted above, is said to end
	return &tags{ReadCloser: r}, err
}

// tags reads XML in which no tag and no text is longer than mostToken: the decoder holds
// each whole.
type tags struct {
	io.ReadCloser
	since int // bytes since the last tag began
}

// Read implements io.Reader.
func (t *tags) Read(p []byte) (int, error) {
	n, err := t.ReadCloser.Read(p)
	if at := bytes.LastIndexByte(p[:n], '<'); at >= 0 {
		t.since = n - at
	} else {
		t.since += n
	}
	if t.since > mostToken {
		return 0, errors.New("a tag or a text without end")
	}
	return n, err
}

// decode reads a small file of the package.
func (x *xlsx) decode(name string, into any) error {
	r, err := x.open(name)
	if err != nil {
		return err
	}
	defer r.Close()
	return xml.NewDecoder(io.LimitReader(r, mostSmall)).Decode(into)
}

// texts reads the texts that cells share. Of one in several formats the parts are
// joined; how it is pronounced is left out.
func (x *xlsx) texts(name string) error {
	r, err := x.open(name)
	if err != nil {
		return err
	}
	defer r.Close()
	d := xml.NewDecoder(r)
	for {
		token, err := d.RawToken()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if start, ok := token.(xml.StartElement); ok && start.Name.Local == "si" {
			text, err := richText(d, "si")
			if err != nil {
				return err
			}
			if x.shared = append(x.shared, text); len(x.shared) > x.within.Cells {
				return fault.New(fault.Invalid, "workbook_too_many_cells", x.within.Cells/10_000)
			}
		}
	}
}

// richText reads the text up to the end of an element.
func richText(d *xml.Decoder, until string) (string, error) {
	var b strings.Builder
	in, spoken := false, 0
	for {
		token, err := d.RawToken()
		if err != nil {
			return "", err
		}
		switch t := token.(type) {
		case xml.StartElement:
			in = t.Name.Local == "t" && spoken == 0
			if t.Name.Local == "rPh" {
				spoken++
			}
		case xml.EndElement:
			in = false
			if t.Name.Local == "rPh" {
				spoken--
			}
			if t.Name.Local == until {
				return unescaped(b.String()), nil
			}
		case xml.CharData:
			if in {
				b.Write(t)
			}
		}
	}
}

// unescaped puts line ends for what Excel writes of them inside texts.
func unescaped(text string) string {
	if !strings.Contains(text, "_x000") {
		return text
	}
	return strings.NewReplacer("_x000D_\n", "\n", "_x000D_", "\n", "_x000A_", "\n", "_x0009_", "\t").Replace(text)
}

// styles reads which formats are those of days.
func (x *xlsx) styles(name string) error {
	var all struct {
		Formats []struct {
			ID   int    `xml:"numFmtId,attr"`
			Code string `xml:"formatCode,attr"`
		} `xml:"numFmts>numFmt"`
		Cells []struct {
			Format int `xml:"numFmtId,attr"`
		} `xml:"cellXfs>xf"`
	}
	if err := x.decode(name, &all); err != nil {
		return err
	}
	own := map[int]string{}
	for _, f := range all.Formats {
		own[f.ID] = f.Code
	}
	for _, c := range all.Cells {
		code, given := own[c.Format]
		x.days = append(x.days, given && isDayFormat(code) || !given && builtinDay(c.Format))
	}
	return nil
}

// builtinDay reports whether a format that no file spells out is one of days: those of
// every language, and those of Chinese.
func builtinDay(id int) bool {
	return id >= 14 && id <= 22 || id >= 27 && id <= 36 || id >= 45 && id <= 47 || id >= 50 && id <= 58
}

// isDayFormat reports whether a format writes a number as a day or a time.
func isDayFormat(code string) bool {
	if strings.EqualFold(code, "general") {
		return false
	}
	quoted, bracket := false, false
	for i := 0; i < len(code); i++ {
		switch c := code[i]; {
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '\\' || c == '_' || c == '*':
			i++
		case c == '[':
			bracket = true
		case c == ']':
			bracket = false
		case bracket:
		case strings.IndexByte("yYmMdDhHsS", c) >= 0:
			return true
		case c == ';':
			return false // what holds of other numbers
		}
	}
	return false
}
