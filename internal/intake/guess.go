package intake

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
)

// guess reads bytes about which nothing is said, and names the charset it took
// them for: ASCII, UTF-8, ISO-2022-*, HZ, Big5 where the GB reading makes no
// sense, GB18030 as the rule, Windows-1252 for what looks Western.
func guess(b []byte) (text, name string) {
	if utf8.Valid(b) {
		return guess7bit(b)
	}
	switch {
	case looksWestern(b):
		return decodeWith(charmap.Windows1252, b), "Windows-1252"
	case !looksGB(b) && looksBig5(b):
		return decodeWith(traditionalchinese.Big5, b), "Big5"
	}
	gb := decodeWith(simplifiedchinese.GB18030, b)
	if strings.Count(gb, "\ufffd")*4 > utf8.RuneCountInString(gb) {
		return decodeWith(charmap.Windows1252, b), "Windows-1252"
	}
	return gb, "GB18030"
}

// guess7bit reads valid UTF-8, in which other charsets of seven bits may hide.
func guess7bit(b []byte) (text, name string) {
	if bytes.IndexFunc(b, func(r rune) bool { return r >= utf8.RuneSelf }) >= 0 {
		return string(b), "UTF-8"
	}
	switch {
	case bytes.Contains(b, []byte("\x1b$)A")), bytes.Contains(b, []byte("\x1b$)G")):
		return decodeISO2022CN(b), "ISO-2022-CN"
	case bytes.Contains(b, []byte("\x1b$)C")):
		return decodeISO2022KR(b), "ISO-2022-KR"
	case bytes.Contains(b, []byte("\x1b$B")), bytes.Contains(b, []byte("\x1b$@")):
		return decodeWith(japanese.ISO2022JP, b), "ISO-2022-JP"
	case hidesHZ(b):
		return decodeWith(simplifiedchinese.HZGB2312, b), "HZ"
	}
	return string(b), "ASCII"
}

// hidesHZ reports whether ~{ … ~} stands in the text around an even number of
// GB characters, all of them within a line.
func hidesHZ(b []byte) bool {
	_, rest, ok := bytes.Cut(b, []byte("~{"))
	if !ok {
		return false
	}
	inner, _, ok := bytes.Cut(rest, []byte("~}"))
	if !ok || len(inner) == 0 || len(inner)%2 != 0 {
		return false
	}
	return bytes.IndexFunc(inner, func(r rune) bool { return r < 0x21 || r > 0x7e }) < 0
}

// looksWestern reports whether nine in ten high bytes stand alone among ASCII,
// as accents do; hanzi come as pairs of high bytes nearly always.
func looksWestern(b []byte) bool {
	alone, all, run := 0, 0, 0
	for i, c := range b {
		if c < 0x80 {
			continue
		}
		run++
		all++
		if last := i+1 == len(b) || b[i+1] < 0x80; last {
			if run == 1 {
				alone++
			}
			run = 0
		}
	}
	return all > 0 && alone*10 >= all*9
}

// looksGB reports whether most pairs of high bytes are among the 3755 common
// hanzi of GB2312, its punctuation or its full-width signs.
func looksGB(b []byte) bool {
	return mostlyPairs(b, func(lead, trail byte) bool {
		return trail >= 0xa1 && (lead >= 0xb0 && lead <= 0xd7 || lead == 0xa1 || lead == 0xa3)
	})
}

// looksBig5 reports whether most pairs are among the 5401 common hanzi of Big5
// or its punctuation.
func looksBig5(b []byte) bool {
	return mostlyPairs(b, func(lead, trail byte) bool {
		trailing := trail >= 0x40 && trail <= 0x7e || trail >= 0xa1 && trail <= 0xfe
		return trailing && lead >= 0xa1 && lead <= 0xc6
	})
}

// mostlyPairs reports whether of the pairs that begin with a high byte at
// least four in five are common.
func mostlyPairs(b []byte, common func(lead, trail byte) bool) bool {
	good, all := 0, 0
	for i := 0; i < len(b); i++ {
		if b[i] < 0x80 {
			continue
		}
		all++
		if i+1 < len(b) && common(b[i], b[i+1]) {
			good++
		}
		i++
	}
	return all > 0 && good*5 >= all*4
}
