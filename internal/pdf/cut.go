package pdf

import (
	"encoding/binary"
	"maps"
	"slices"
)

// cut returns a font with only the given characters. gofpdf reads and cuts
// whole fonts for every document, which is nearly all the time a letter takes
// and, on shared bytes, a data race; given a few kilobytes of its own it does
// neither.
func (f *face) cut(chars map[rune]bool) []byte {
	runes := slices.Sorted(maps.Keys(chars))
	order := []uint16{0} // old glyph by new
	place := map[uint16]uint16{0: 0}
	add := func(g uint16) uint16 {
		if at, there := place[g]; there {
			return at
		}
		at := uint16(len(order))
		place[g], order = at, append(order, g)
		return at
	}
	cmap := make([]pair, 0, len(runes))
	for _, r := range runes {
		cmap = append(cmap, pair{uint16(r), add(f.glyphs[r])})
	}
	var glyf, loca, hmtx []byte
	for i := 0; i < len(order); i++ { // order grows by the parts of composite glyphs
		loca = binary.BigEndian.AppendUint32(loca, uint32(len(glyf)))
		outline := slices.Clone(f.tables["glyf"][f.loca[order[i]]:f.loca[order[i]+1]])
		renumber(outline, add)
		glyf = append(glyf, outline...)
		glyf = append(glyf, make([]byte, -len(glyf)&3)...)
		hmtx = binary.BigEndian.AppendUint16(hmtx, f.widths[order[i]])
		hmtx = binary.BigEndian.AppendUint16(hmtx, uint16(leftBearing(outline)))
	}
	loca = binary.BigEndian.AppendUint32(loca, uint32(len(glyf)))

	head, hhea, maxp := slices.Clone(f.tables["head"]), slices.Clone(f.tables["hhea"]), slices.Clone(f.tables["maxp"])
	binary.BigEndian.PutUint16(head[50:], 1)
	binary.BigEndian.PutUint16(hhea[34:], uint16(len(order)))
	binary.BigEndian.PutUint16(maxp[4:], uint16(len(order)))
	return assemble([]table{
		{"OS/2", f.tables["OS/2"]}, {"cmap", cmapTable(cmap)}, {"glyf", glyf}, {"head", head}, {"hhea", hhea},
		{"hmtx", hmtx}, {"loca", loca}, {"maxp", maxp}, {"name", nameTable(f.name)}, {"post", f.tables["post"][:min(32, len(f.tables["post"]))]},
	})
}

// leftBearing returns the left side bearing, which is the ink's left edge.
func leftBearing(outline []byte) int { return u16(outline, 2) }

// Flags of a part of a composite glyph.
const (
	wordArgs  = 0x0001
	oneScale  = 0x0008
	moreParts = 0x0020
	twoScales = 0x0040
	fourScale = 0x0080
)

// renumber gives the parts of a composite glyph their new numbers.
func renumber(outline []byte, add func(uint16) uint16) {
	if len(outline) < 10 || int16(u16(outline, 0)) >= 0 {
		return
	}
	for at := 10; at+4 <= len(outline); {
		flags := u16(outline, at)
		binary.BigEndian.PutUint16(outline[at+2:], add(uint16(u16(outline, at+2))))
		at += 6
		if flags&wordArgs != 0 {
			at += 2
		}
		switch {
		case flags&oneScale != 0:
			at += 2
		case flags&twoScales != 0:
			at += 4
		case flags&fourScale != 0:
			at += 8
		}
		if flags&moreParts == 0 {
			return
		}
	}
}

// A pair is one line of a cmap.
type pair struct{ char, glyph uint16 }

// cmapTable writes a cmap of format 4, a segment a character.
func cmapTable(pairs []pair) []byte {
	segments := len(pairs) + 1
	var ends, starts, deltas, offsets []byte
	put := func(char, delta uint16) {
		ends = binary.BigEndian.AppendUint16(ends, char)
		starts = binary.BigEndian.AppendUint16(starts, char)
		deltas = binary.BigEndian.AppendUint16(deltas, delta)
		offsets = binary.BigEndian.AppendUint16(offsets, 0)
	}
	for _, p := range pairs {
		put(p.char, p.glyph-p.char)
	}
	put(0xFFFF, 1)
	power, log := 1, 0
	for power*2 <= segments {
		power, log = power*2, log+1
	}
	t := []byte{0, 0, 0, 1, 0, 3, 0, 1, 0, 0, 0, 12} // one table, for Windows, Unicode
	for _, v := range []int{4, 16 + 8*segments, 0, 2 * segments, 2 * power, log, 2 * (segments - power)} {
		t = binary.BigEndian.AppendUint16(t, uint16(v))
	}
	return slices.Concat(t, ends, []byte{0, 0}, starts, deltas, offsets)
}

// nameTable writes the one name under which the font appears in the PDF.
func nameTable(name string) []byte {
	ids := []uint16{1, 2, 4, 6}
	t := []byte{0, 0, 0, byte(len(ids)), 0, byte(6 + 12*len(ids))}
	for _, id := range ids {
		for _, v := range []uint16{3, 1, 0x409, id, uint16(2 * len(name)), 0} {
			t = binary.BigEndian.AppendUint16(t, v)
		}
	}
	for _, c := range []byte(name) {
		t = append(t, 0, c)
	}
	return t
}

type table struct {
	tag  string
	data []byte
}

// assemble writes a font of the tables, which are sorted by tag.
func assemble(tables []table) []byte {
	power, log := 1, 0
	for power*2 <= len(tables) {
		power, log = power*2, log+1
	}
	out := []byte{0, 1, 0, 0}
	for _, v := range []int{len(tables), 16 * power, log, 16 * (len(tables) - power)} {
		out = binary.BigEndian.AppendUint16(out, uint16(v))
	}
	at := len(out) + 16*len(tables)
	for _, t := range tables {
		out = append(out, t.tag...)
		for _, v := range []uint32{checksum(t.data), uint32(at), uint32(len(t.data))} {
			out = binary.BigEndian.AppendUint32(out, v)
		}
		at += (len(t.data) + 3) &^ 3
	}
	for _, t := range tables {
		out = append(out, t.data...)
		out = append(out, make([]byte, -len(t.data)&3)...)
	}
	return out
}

func checksum(data []byte) uint32 {
	var sum uint32
	for i := 0; i < len(data); i += 4 {
		var word [4]byte
		copy(word[:], data[i:])
		sum += binary.BigEndian.Uint32(word[:])
	}
	return sum
}
