package sqlite

import (
	"strings"
	"unicode"

	"mingda/internal/casefile"
)

// The index holds pairs of neighbouring characters for Chinese, so that two
// characters find something, and whole words for letters and digits. A search
// is the phrase of the same pairs.

// pairs cuts text for the index: 征收补偿 becomes 征收 收补 补偿, a Chinese
// character alone stands for itself, 2026-0158 becomes 2026 0158.
func pairs(text string) string {
	var words []string
	var run []rune // neighbouring characters of one sort
	runIsHan := false
	flush := func() {
		if runIsHan && len(run) > 1 {
			for i := range len(run) - 1 {
				words = append(words, string(run[i:i+2]))
			}
		} else if len(run) > 0 {
			words = append(words, string(run))
		}
		run = run[:0]
	}
	for _, r := range text {
		if strings.ContainsRune("·•・‧", r) {
			continue // 麦麦提·吐尔逊 is found with any dot, and without
		}
		sign, ok := casefile.SearchSign(r)
		if !ok {
			flush()
			continue
		}
		han := unicode.Is(unicode.Han, r)
		if han != runIsHan {
			flush()
			runIsHan = han
		}
		run = append(run, sign)
	}
	flush()
	return strings.Join(words, " ")
}

// matchAll makes the index's question of what somebody typed: every word, set
// apart by blanks, must occur, or, of a number of a person, the digest that stands behind
// it (see casefile.WithDigests). It returns "" where nothing can be searched for.
func matchAll(typed string) string {
	var terms []string
	for word := range strings.FieldsSeq(typed) {
		word, digest, isNumber := strings.Cut(word, casefile.NumberMark)
		cut := pairs(word)
		if cut == "" {
			continue
		}
		term := `"` + cut + `"` // pairs holds letters, digits and Han only, so nothing needs escaping
		if last := []rune(cut[strings.LastIndexByte(cut, ' ')+1:]); len(last) == 1 || !unicode.Is(unicode.Han, last[0]) {
			term += " *" // a single character, or the beginning of a number or a word
		}
		if isNumber {
			term = "(" + term + ` OR "` + casefile.NumberMark + pairs(digest) + `")`
		}
		terms = append(terms, term)
	}
	return strings.Join(terms, " AND ")
}
