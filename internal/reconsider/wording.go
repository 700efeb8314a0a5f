package reconsider

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
)

// formulas stand in every request and every objection and make none alike.
var formulas = []string{"政府信息公开", "政府信息", "行政复议", "被申请人", "申请人", "请求撤销", "确认违法", "责令", "重新作出", "依法", "答复书", "告知书",
	"不予公开", "申请公开", "公开", "申请", "答复", "请求", "撤销", "复议"}

// longestWords bounds what is compared of a text, in characters.
const longestWords = 800

// content returns the letters and digits of a text without the formulas; where
// something was taken out stands a gap, which no pair and no phrase reaches across.
func content(text string) []rune {
	for _, f := range formulas {
		text = strings.ReplaceAll(text, f, " ")
	}
	var out []rune
	for _, r := range text {
		if len(out) == longestWords {
			break
		}
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			out = append(out, unicode.ToLower(r))
		case len(out) > 0 && out[len(out)-1] != ' ':
			out = append(out, ' ')
		}
	}
	return out
}

// bigramsOf returns the pairs of characters of a text.
func bigramsOf(text string) map[[2]rune]bool {
	pairs := map[[2]rune]bool{}
	runes := content(text)
	for i := 1; i < len(runes); i++ {
		if runes[i-1] != ' ' && runes[i] != ' ' {
			pairs[[2]rune{runes[i-1], runes[i]}] = true
		}
	}
	return pairs
}

// share returns how much two texts share, of 100: twice the common pairs of all
// pairs.
func share(a, b map[[2]rune]bool) int {
	if len(a) == 0 || len(b) == 0 {
		return 0
	}
	n := 0
	for pair := range a {
		if b[pair] {
			n++
		}
	}
	return 200 * n / (len(a) + len(b))
}

// The phrases that are shown: of so many characters at least, and so many of them.
const (
	shortestPhrase = 4
	mostPhrases    = 5
)

// sharedPhrases returns the longest phrases that stand in both texts, none within
// another, in the order of the first.
func sharedPhrases(a, b string) []string {
	in, other := content(a), string(content(b))
	type phrase struct {
		at   int
		text string
	}
	var all []phrase
	for i := 0; i < len(in); {
		end := i
		for end < len(in) && in[end] != ' ' && strings.Contains(other, string(in[i:end+1])) {
			end++
		}
		if end-i < shortestPhrase {
			i++
			continue
		}
		all = append(all, phrase{i, string(in[i:end])})
		i = end
	}
	slices.SortStableFunc(all, func(x, y phrase) int { return cmp.Compare(len(y.text), len(x.text)) })
	var kept []phrase
	for _, p := range all {
		if len(kept) < mostPhrases && !slices.ContainsFunc(kept, func(k phrase) bool { return strings.Contains(k.text, p.text) }) {
			kept = append(kept, p)
		}
	}
	slices.SortFunc(kept, func(x, y phrase) int { return cmp.Compare(x.at, y.at) })
	var texts []string
	for _, p := range kept {
		texts = append(texts, p.text)
	}
	return texts
}
