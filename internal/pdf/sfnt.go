package pdf

import (
	"encoding/binary"
	"errors"
)

// A face is one TrueType font, read once per process and never written to, so
// that letters can be made from it in parallel.
type face struct {
	name   string // file name without extension; also the name inside the PDF
	data   []byte
	tables map[string][]byte
	em     float64  // units of the em square
	glyphs []uint16 // glyph by character of the basic plane; 0 is none
	widths []uint16 // advance by glyph, in units of the em
	loca   []uint32 // offsets in glyf, one more than there are glyphs
}

var errFont = errors.New("not a TrueType font with a cmap of format 4")

// parseFace reads the tables of a font. The data must not be changed after.
func parseFace(name string, data []byte) (*face, error) {
	f := &face{name: name, data: data, tables: map[string][]byte{}}
	if err := f.readDirectory(); err != nil {
		return nil, err
	}
	for _, need := range []string{"head", "hhea", "maxp", "hmtx", "cmap", "loca", "glyf", "OS/2", "post"} {
		if len(f.tables[need]) < 4 {
			return nil, errFont
		}
	}
	f.em = float64(u16(f.tables["head"], 18))
	f.readWidths()
	f.readLoca()
	if !f.readCmap() || f.em == 0 || f.widths == nil || f.loca == nil {
		return nil, errFont
	}
	return f, nil
}

func (f *face) readDirectory() error {
	count := u16(f.data, 4)
	for i := range count {
		entry := 12 + 16*i
		if entry+16 > len(f.data) {
			return errFont
		}
		from, length := u32(f.data, entry+8), u32(f.data, entry+12)
		if from+length > len(f.data) {
			return errFont
		}
		f.tables[string(f.data[entry:entry+4])] = f.data[from : from+length : from+length]
	}
	return nil
}

func (f *face) glyphCount() int { return u16(f.tables["maxp"], 4) }

func (f *face) readWidths() {
	hmtx, long := f.tables["hmtx"], u16(f.tables["hhea"], 34)
	if long == 0 || long*4 > len(hmtx) {
		return
	}
	f.widths = make([]uint16, f.glyphCount())
	for i := range f.widths {
		f.widths[i] = uint16(u16(hmtx, 4*min(i, long-1)))
	}
}

func (f *face) readLoca() {
	loca, n := f.tables["loca"], f.glyphCount()+1
	long := u16(f.tables["head"], 50) == 1
	if long && len(loca) < 4*n || !long && len(loca) < 2*n {
		return
	}
	f.loca = make([]uint32, n)
	for i := range f.loca {
		if long {
			f.loca[i] = uint32(u32(loca, 4*i))
		} else {
			f.loca[i] = 2 * uint32(u16(loca, 2*i))
		}
	}
}

// readCmap reads the first cmap of format 4.
func (f *face) readCmap() bool {
	cmap := f.tables["cmap"]
	for i := range u16(cmap, 2) {
		at := u32(cmap, 4+8*i+4)
		if at+16 > len(cmap) || u16(cmap, at) != 4 {
			continue
		}
		t := cmap[at:]
		segments := u16(t, 6) / 2
		if 16+8*segments > len(t) {
			return false
		}
		f.glyphs = make([]uint16, 0x10000)
		for s := range segments {
			f.readSegment(t, s, segments)
		}
		return true
	}
	return false
}

func (f *face) readSegment(t []byte, s, segments int) {
	last := u16(t, 14+2*s)
	first := u16(t, 16+2*segments+2*s)
	delta := u16(t, 16+4*segments+2*s)
	at := 16 + 6*segments + 2*s
	offset := u16(t, at)
	for c := first; c <= last && c < 0xFFFF; c++ {
		if offset == 0 {
			f.glyphs[c] = uint16(c + delta)
			continue
		}
		if g := u16(t, at+offset+2*(c-first)); g != 0 {
			f.glyphs[c] = uint16(g + delta)
		}
	}
}

// has reports whether the font has the character; no font has none.
func (f *face) has(r rune) bool { return f != nil && r >= 0 && r < 0x10000 && f.glyphs[r] != 0 }

// advance returns the width of the character in ems.
func (f *face) advance(r rune) float64 { return float64(f.widths[f.glyphs[r]]) / f.em }

// box returns the lowest and highest point of the character's ink in ems above
// the baseline; both are zero for a character without ink.
func (f *face) box(r rune) (low, high float64) {
	g := f.glyphs[r]
	outline := f.tables["glyf"][f.loca[g]:f.loca[g+1]]
	if len(outline) < 10 {
		return 0, 0
	}
	return float64(int16(u16(outline, 4))) / f.em, float64(int16(u16(outline, 8))) / f.em
}

func u16(b []byte, at int) int {
	if at < 0 || at+2 > len(b) {
		return 0
	}
	return int(binary.BigEndian.Uint16(b[at:]))
}

func u32(b []byte, at int) int {
	if at < 0 || at+4 > len(b) {
		return 0
	}
	return int(binary.BigEndian.Uint32(b[at:]))
}
