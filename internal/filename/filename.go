// Package filename makes names of files from outside safe to show, to save and to send on.
package filename

import (
	"slices"
	"strings"
	"unicode"
)

// maxBytes bounds a name: file systems take 255 bytes, and a header line of a mail 998 when
// every byte stands as three.
const maxBytes = 200

// Safe makes a name of what a stranger's machine calls a file: its last part, on one line,
// without what turns the direction of writing or cannot be seen, without the signs and the
// names that some system keeps for itself, at most 200 bytes with the ending kept. It
// returns "" where nothing is left, and what it made, unchanged.
func Safe(s string) string {
	s = strings.ToValidUTF8(s, "\uFFFD")
	s = s[strings.LastIndexAny(s, `/\`)+1:]
	s = strings.Join(strings.Fields(strings.Map(shown, s)), " ")
	if s = trimmed(s); isReserved(s) {
		s = "_" + s
	}
	if len(s) <= maxBytes {
		return s
	}
	ending := ""
	if i := strings.LastIndexByte(s, '.'); i > len(s)-20 {
		ending = s[i:]
	}
	return trimmed(strings.ToValidUTF8(s[:maxBytes-len(ending)], "")) + ending
}

// trimmed takes away dots and spaces at both ends: Windows drops them after, and others hide
// what begins with one.
func trimmed(s string) string { return strings.Trim(s, ". ") }

// shown is what becomes of one sign; -1 drops it.
func shown(r rune) rune {
	switch {
	case unicode.IsControl(r) || unicode.IsSpace(r):
		return ' '
	case r == '\u200c' || r == '\u200d':
		return r // they join letters, or keep them apart
	case unicode.Is(unicode.Cf, r) || r >= '\ufff0' && r <= '\ufffb':
		return -1
	case strings.ContainsRune(`:*?"<>|`, r):
		return '_'
	}
	return r
}

// reserved are the names of devices of Windows, with any ending.
var reserved = []string{"CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"}

func isReserved(name string) bool {
	stem, _, _ := strings.Cut(strings.ToUpper(name), ".")
	stem = strings.TrimRight(stem, " ")
	if slices.Contains(reserved, stem) {
		return true
	}
	port, ok := strings.CutPrefix(stem, "COM")
	if !ok {
		port, ok = strings.CutPrefix(stem, "LPT")
	}
	return ok && len([]rune(port)) == 1 && strings.ContainsAny(port, "0123456789¹²³")
}
