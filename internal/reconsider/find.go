package reconsider

import (
	"slices"
	"strings"
	"unicode/utf8"

	"mingda/internal/casefile"
)

// A Passage is a text of a decided case that can be searched, by what it is.
type Passage struct{ Label, Text string }

// Passages returns what of a decided case can be searched: not who applied, for the
// search is for how it is decided, not about people.
func (c *Case) Passages() []Passage {
	all := []Passage{
		{"案号", c.Number}, {"被申请人", c.Contested.Name}, {"答复书", c.Contested.Number}, {"申请公开的", c.Asked.Subject}, {"复议请求", c.Asked.Request},
		{"事实和理由", c.Asked.Grounds}, {"被申请人的答复", c.Response.Text},
	}
	if paper, _, ok := c.Decision(); ok {
		all = append(all, Passage{"决定书", paper.Number}, Passage{"查明的事实", paper.Values["found_facts"]}, Passage{"本机关认为", paper.Values["reasoning"]})
	}
	all = append(all, Passage{"处理理由", c.Proposal.Private.Reasons}, Passage{"与同类案件不同，因为", c.Proposal.Private.Departure})
	for _, f := range c.Findings.Found {
		all = append(all, Passage{"审查要点", f.Remark})
	}
	seen := map[string]bool{}
	return slices.DeleteFunc(all, func(p Passage) bool { // reasons are often those of the proposal, word for word
		twice := p.Text == "" || seen[p.Text]
		seen[p.Text] = true
		return twice
	})
}

// MaskedApplicant returns the applicant as searches show them: of a person the family
// name only.
func (c *Case) MaskedApplicant() string {
	name := c.Applicant.Name
	if c.Applicant.Class != casefile.Natural || name == "" {
		return name
	}
	first, _ := utf8.DecodeRuneInString(name)
	return string(first) + "某"
}

// A Piece is a part of a passage, and whether it is what was looked for.
type Piece struct {
	Text string
	Hit  bool
}

// A Place is where something was found.
type Place struct {
	Label  string
	Pieces []Piece
}

// ShortestSearch is how many characters a word must have to be looked for.
const ShortestSearch = 2

// SearchWords cuts what somebody typed into words; nil where one of them is too short, or
// there is none.
func SearchWords(typed string) []string {
	words := strings.Fields(strings.ToLower(typed))
	if slices.ContainsFunc(words, func(w string) bool { return utf8.RuneCountInString(w) < ShortestSearch }) {
		return nil
	}
	return words
}

// Find returns where the words stand in the passages of a case; nil unless every word
// stands somewhere.
func Find(words []string, passages []Passage) []Place {
	for _, w := range words {
		if !slices.ContainsFunc(passages, func(p Passage) bool { return strings.Contains(strings.ToLower(p.Text), w) }) {
			return nil
		}
	}
	var places []Place
	for _, p := range passages {
		if pieces := piecesOf(words, p.Text); pieces != nil {
			places = append(places, Place{p.Label, pieces})
		}
	}
	return places
}

// around is how many characters are shown before the first hit and after the last.
const around = 40

// piecesOf marks the words in a text and cuts off what is far from them; nil where none
// stands in it.
func piecesOf(words []string, text string) []Piece {
	runes, lower := []rune(text), []rune(strings.ToLower(text))
	if len(runes) != len(lower) {
		lower = runes // a letter whose small form is longer
	}
	hit := make([]bool, len(runes))
	first, last := -1, -1
	for _, w := range words {
		word := []rune(w)
		for i := 0; i+len(word) <= len(lower); i++ {
			if !slices.Equal(lower[i:i+len(word)], word) {
				continue
			}
			for j := range word {
				hit[i+j] = true
			}
			if first < 0 || i < first {
				first = i
			}
			last = max(last, i+len(word))
		}
	}
	if first < 0 {
		return nil
	}
	from, to := max(0, first-around), min(len(runes), last+around)
	var pieces []Piece
	for i := from; i < to; {
		end := i
		for end < to && hit[end] == hit[i] {
			end++
		}
		pieces = append(pieces, Piece{string(runes[i:end]), hit[i]})
		i = end
	}
	if from > 0 {
		pieces = append([]Piece{{Text: "……"}}, pieces...)
	}
	if to < len(runes) {
		pieces = append(pieces, Piece{Text: "……"})
	}
	return pieces
}
