package intake

import (
	"slices"
	"strings"

	"golang.org/x/text/encoding/korean"
)

// The jamo of Johab (KS X 1001 annex 3): each of the three five-bit fields of
// a syllable to its place among Unicode's initials, vowels and finals; -1 is
// no jamo there, -2 is no such code.
var (
	johabInitial = jamoTable(" -abcdefghijklmnopqrs")
	johabVowel   = jamoTable("  -abcde  fghijk  lmnopq  rstu")
	johabFinal   = jamoTable(" -abcdefghijklmnop qrstuvwxyz{")
)

// jamoTable reads a row of codes: blank is none, "-" the empty jamo, the
// letters in order are 0, 1, 2 …
func jamoTable(row string) (table [32]int) {
	for i := range table {
		table[i] = -2
		if i < len(row) && row[i] == '-' {
			table[i] = -1
		} else if i < len(row) && row[i] != ' ' {
			table[i] = int(row[i] - 'a')
		}
	}
	return table
}

// decodeJohab decodes Johab: syllables by arithmetic, symbols and hanja by
// their places in KS X 1001.
func decodeJohab(b []byte) string {
	var out strings.Builder
	for i := 0; i < len(b); i++ {
		c := b[i]
		switch {
		case c == 0x5c:
			out.WriteRune('₩')
		case c < 0x80:
			out.WriteByte(c)
		case i+1 == len(b):
			out.WriteRune('\ufffd')
		case c < 0xd8:
			i++
			out.WriteRune(johabSyllable(uint16(c)<<8 | uint16(b[i])))
		default:
			i++
			out.WriteString(johabOther(c, b[i]))
		}
	}
	return out.String()
}

// The letters that stand alone (compatibility jamo), in the order in which
// initials and finals are counted; vowels follow each other from ㅏ.
var (
	johabCompat = []rune("ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ")
	finalCompat = []rune("ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ")
)

// hangulFiller begins a syllable that KS X 1001 has no code for and writes as
// three letters (annex 3), and stands for a missing final.
const hangulFiller = '\u3164'

// composeHangul makes one syllable of a filler and three letters.
func composeHangul(s string) string {
	if !strings.ContainsRune(s, hangulFiller) {
		return s
	}
	var out []rune
	for runes := []rune(s); len(runes) > 0; {
		if len(runes) >= 4 && runes[0] == hangulFiller {
			initial, vowel := slices.Index(johabCompat, runes[1]), int(runes[2]-'ㅏ')
			final := slices.Index(finalCompat, runes[3])
			if initial >= 0 && vowel >= 0 && vowel < 21 && (final >= 0 || runes[3] == hangulFiller) {
				out = append(out, rune(0xac00+(initial*21+vowel)*28+final+1))
				runes = runes[4:]
				continue
			}
		}
		out = append(out, runes[0])
		runes = runes[1:]
	}
	return string(out)
}

// johabSyllable puts a syllable together from its three fields.
func johabSyllable(code uint16) rune {
	initial, vowel, final := johabInitial[code>>10&31], johabVowel[code>>5&31], johabFinal[code&31]
	switch {
	case initial == -2 || vowel == -2 || final == -2:
		return '\ufffd'
	case initial >= 0 && vowel >= 0:
		return rune(0xac00 + (initial*21+vowel)*28 + final + 1)
	case initial >= 0 && vowel == -1 && final == -1:
		return johabCompat[initial]
	case initial == -1 && vowel >= 0 && final == -1:
		return rune(0x314f + vowel)
	}
	return '\ufffd'
}

// johabOther decodes symbols (leads d9 to de) and hanja (e0 to f9): two rows
// of KS X 1001 to a lead byte.
func johabOther(lead, trail byte) string {
	column := int(trail) - 0x31
	if trail >= 0x91 {
		column = int(trail) - 0x43
	}
	row := (int(lead)-0xd9)*2 + 0x21
	if lead >= 0xe0 {
		row = (int(lead)-0xe0)*2 + 0x4a
	}
	if trail < 0x31 || trail > 0x7e && trail < 0x91 || trail == 0xff || lead < 0xd9 || lead == 0xdf || lead > 0xf9 {
		return "\ufffd"
	}
	if column >= 94 {
		row, column = row+1, column-94
	}
	return decodeWith(korean.EUCKR, []byte{byte(row) | 0x80, byte(column) + 0xa1})
}
