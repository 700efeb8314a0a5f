package web

import (
	"slices"
	"unicode"

	"mingda/internal/page"
)

// marked cuts text where the words stand in it, whatever their case.
func marked(text string, words []string) page.Marked {
	if text != "" && len(words) == 0 {
		return page.Marked{{Text: text}}
	}
	runes := []rune(text)
	hit := make([]bool, len(runes))
	low := lower(runes)
	for _, word := range words {
		w := lower([]rune(word))
		for i := 0; len(w) > 0 && i+len(w) <= len(low); i++ {
			if slices.Equal(low[i:i+len(w)], w) {
				for j := i; j < i+len(w); j++ {
					hit[j] = true
				}
			}
		}
	}
	var parts page.Marked
	for from := 0; from < len(runes); {
		to := from + 1
		for to < len(runes) && hit[to] == hit[from] {
			to++
		}
		parts = append(parts, page.MarkedPart{Text: string(runes[from:to]), Hit: hit[from]})
		from = to
	}
	return parts
}

// hasHit reports whether one of the words stands in the text.
func hasHit(m page.Marked) bool {
	return slices.ContainsFunc(m, func(p page.MarkedPart) bool { return p.Hit })
}

// lower returns the text in lower case, rune by rune so that places stay.
func lower(text []rune) []rune {
	low := make([]rune, len(text))
	for i, r := range text {
		low[i] = unicode.ToLower(r)
	}
	return low
}

// aroundHit is how many characters are shown before and after the first hit.
const aroundHit = 24

// around shortens a long text to what stands around its first hit.
func around(m page.Marked) page.Marked {
	at := slices.IndexFunc(m, func(p page.MarkedPart) bool { return p.Hit })
	if at < 0 {
		return nil
	}
	var parts page.Marked
	if at > 0 {
		before := []rune(m[at-1].Text)
		if len(before) > aroundHit || at > 1 {
			before = append([]rune("……"), before[max(0, len(before)-aroundHit):]...)
		}
		parts = append(parts, page.MarkedPart{Text: string(before)})
	}
	parts = append(parts, m[at])
	left := aroundHit
	for _, p := range m[at+1:] {
		text := []rune(p.Text)
		if len(text) > left {
			return append(parts, page.MarkedPart{Text: string(text[:left]) + "……", Hit: false})
		}
		parts, left = append(parts, p), left-len(text)
	}
	return parts
}
