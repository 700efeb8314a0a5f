package casefile

import (
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A Place is where in a case something can be found.
type Place string

// The places, in the order in which hits are shown.
const (
	InNumber  Place = "number"  // numbers of the case and of what came in
	InNames   Place = "names"   // who asks
	InContent Place = "content" // what is asked for
	InOthers  Place = "others"  // to whom else letters go
	InLetter  Place = "letter"  // what people wrote into a letter, its name and number
	InName    Place = "name"    // the name of a document
	InMail    Place = "mail"    // the text of a mail
	InFile    Place = "file"    // the text that a document holds itself
	InScan    Place = "scan"    // the text that a machine read off a picture: never the original
)

// Label returns the Chinese name of the place.
func (p Place) Label() string {
	return map[Place]string{
		InNumber: "编号", InNames: "申请人", InContent: "内容", InOthers: "其他收件人", InLetter: "文书", InName: "材料名称",
		InMail: "来信", InFile: "材料", InScan: "扫描件（机器识别）",
	}[p]
}

// A Passage is a text of a case that can be searched. What may not be searched for
// is not in it.
type Passage struct {
	Place Place
	N     int    // the letter, the document, or the input with the mail
	Name  string // of the letter or document, for who reads what was found
	Text  string
	Row   bool // lists of cases show it anyway
}

// Passages returns the texts by which a case is found, of those that its ledger
// holds. Identity numbers, phones and addresses are not among them, wherever they
// stand.
func (c *Case) Passages() []Passage {
	var all []Passage
	mask := c.Masker()
	add := func(place Place, n int, texts ...string) {
		for _, t := range texts {
			if t = strings.TrimSpace(t); t != "" {
				all = append(all, Passage{Place: place, N: n, Text: t})
			}
		}
	}
	add(InNumber, 0, c.Number, c.InputNumber)
	for _, j := range c.Joined {
		add(InNumber, 0, j.InputNumber)
	}
	if c.OldRow != nil {
		add(InNumber, 0, c.OldRow.Private.OldNumber, c.OldRow.ReplyNumber)
	}
	add(InNames, 0, c.Applicant.Name, c.Applicant.Representative, c.Applicant.Agent)
	add(InContent, 0, mask.Text(c.Wants.Subject), mask.Text(c.Wants.Content))
	for _, other := range c.Others {
		add(InOthers, 0, other.Name)
	}
	for _, l := range c.Letters {
		add(InLetter, l.N, l.Number)
		for _, name := range slices.Sorted(maps.Keys(l.Values)) {
			if hasHan(l.Values[name]) { // neither days nor codes of choices
				add(InLetter, l.N, mask.Text(l.Values[name]))
			}
		}
	}
	if c.OldRow != nil {
		for _, k := range c.OldRow.Private.Kept {
			add(InContent, 0, mask.Text(k.Text))
		}
	}
	for _, m := range c.Materials {
		add(InName, m.N, mask.Text(m.Name))
	}
	return all
}

// Passages returns those that a list of cases shows anyway.
func (r Row) Passages() []Passage {
	return []Passage{
		{Place: InNumber, Text: r.Number, Row: true}, {Place: InNames, Text: r.Applicant, Row: true}, {Place: InContent, Text: Masker{}.Text(r.Subject), Row: true},
	}
}

// Findable returns the words that a case can be found by, of those that its ledger holds.
func (c *Case) Findable() string { return Findable(c.Passages()) }

// Findable returns the passages as what an index holds.
func Findable(passages []Passage) string {
	var b strings.Builder
	for _, p := range passages {
		b.WriteString(Flowing(p.Text))
		b.WriteByte('\n')
	}
	return b.String()
}

// A Source is something that belongs to a case and holds a text that its ledger
// does not: it is read out of it in the background.
type Source struct {
	Mail bool   // the mail of the input N; else the N-th document
	N    int    //
	File string // hash of a document; that of a mail stands with its input
}

// Sources returns what of a case is to be read: mails and documents, but no proofs
// of identity, and nothing of a case whose personal data were erased.
func (c *Case) Sources() []Source {
	if c.Erased || c.NotDestroyed() != nil {
		return nil
	}
	var all []Source
	if c.Door == Mail {
		all = append(all, Source{Mail: true, N: int(c.Input)})
	}
	for _, j := range c.Joined {
		if j.Door == Mail {
			all = append(all, Source{Mail: true, N: int(j.Input)})
		}
	}
	for _, m := range c.Materials {
		if m.Purpose != Identity {
			all = append(all, Source{N: m.N, File: m.File})
		}
	}
	return all
}

func hasHan(text string) bool {
	return strings.ContainsFunc(text, func(r rune) bool { return unicode.Is(unicode.Han, r) })
}

// Flowing joins the lines of a text that was broken to fit a width: between two
// Chinese characters the end of a line says nothing, and a word may stand across
// it. Where a line is empty a paragraph ends.
func Flowing(text string) string {
	runes := []rune(strings.ReplaceAll(text, "\r", ""))
	han := func(i int) bool { return i >= 0 && i < len(runes) && unicode.Is(unicode.Han, runes[i]) }
	var b strings.Builder
	for i, r := range runes {
		if r == '\n' && han(i-1) && han(i+1) {
			continue
		}
		b.WriteRune(r)
	}
	return b.String()
}

// A Found is a passage in which words of a search stand, shortened to what stands
// around them.
type Found struct {
	Passage
	Pieces []Piece
}

// A Piece is a part of a passage, and whether it is what was looked for.
type Piece struct {
	Text string
	Hit  bool
}

// mostFound bounds how many places of one case are shown.
const mostFound = 3

// Find returns the passages in which the words stand, the words set apart by
// blanks, each shortened to what stands around them. Of several passages those are
// chosen that hold a word which none before holds; missing are the words that
// stand in none.
func Find(typed string, passages []Passage) (found []Found, missing string) {
	words := strings.Fields(typed)
	for _, p := range passages {
		if len(words) == 0 || len(found) == mostFound {
			break
		}
		text := Flowing(p.Text)
		sought := newSought(text)
		left := slices.DeleteFunc(slices.Clone(words), func(w string) bool { return len(sought.spans(w)) > 0 })
		if len(left) == len(words) {
			continue
		}
		found = append(found, Found{p, pieces(text, sought, typed)})
		words = left
	}
	return found, strings.Join(words, " ")
}

// Marked returns the whole text with the words marked in it.
func Marked(typed, text string) []Piece {
	return cut([]rune(text), newSought(text).hits(typed), 0, len([]rune(text)))
}

// A sought is a text as the index sees it: letters and digits only, small, each
// with where it stands.
type sought struct {
	signs []rune
	at    []int // in runes of the text
	size  int   // of the text, in runes
}

// SearchSign returns a letter or digit as searches see it, small and narrow; false for
// everything else.
func SearchSign(r rune) (rune, bool) {
	const wide, narrow, last = '！', '!', '～'
	if r >= wide && r <= last {
		r += narrow - wide
	}
	return unicode.ToLower(r), unicode.IsLetter(r) || unicode.IsDigit(r)
}

func newSought(text string) sought {
	n := utf8.RuneCountInString(text)
	s := sought{signs: make([]rune, 0, n), at: make([]int, 0, n)}
	for _, r := range text {
		if sign, ok := SearchSign(r); ok {
			s.signs, s.at = append(s.signs, sign), append(s.at, s.size)
		}
		s.size++
	}
	return s
}

// spans returns from where to where in the text a word stands, in runes.
func (s sought) spans(word string) [][2]int {
	w := newSought(word).signs
	var all [][2]int
	for i := 0; len(w) > 0 && i+len(w) <= len(s.signs); i++ {
		if s.signs[i] == w[0] && slices.Equal(s.signs[i:i+len(w)], w) {
			all = append(all, [2]int{s.at[i], s.at[i+len(w)-1] + 1})
		}
	}
	return all
}

// hits marks the runes of the text that are part of one of the words.
func (s sought) hits(typed string) []bool {
	hit := make([]bool, s.size)
	for word := range strings.FieldsSeq(typed) {
		for _, span := range s.spans(word) {
			for i := span[0]; i < span[1]; i++ {
				hit[i] = true
			}
		}
	}
	return hit
}

// Around a hit so many characters are shown, and of a passage no more than so many.
const (
	aroundHit   = 24
	mostExcerpt = 90
)

// pieces shortens the text to what stands around the first hits.
func pieces(text string, s sought, typed string) []Piece {
	runes, hit := []rune(text), s.hits(typed)
	first := max(0, slices.Index(hit, true))
	from, to := max(0, first-aroundHit), min(len(runes), first+mostExcerpt)
	if len(runes) <= mostExcerpt {
		from, to = 0, len(runes)
	}
	all := cut(runes, hit, from, to)
	if from > 0 {
		all = slices.Insert(all, 0, Piece{Text: "……"})
	}
	if to < len(runes) {
		all = append(all, Piece{Text: "……"})
	}
	return all
}

// cut cuts runes where hits begin and end. Ends of lines are blanks.
func cut(runes []rune, hit []bool, from, to int) []Piece {
	var all []Piece
	for i := from; i < to; {
		end := i
		for end < to && hit[end] == hit[i] {
			end++
		}
		all = append(all, Piece{string(runes[i:end]), hit[i]})
		i = end
	}
	return all
}

// FactsCorrecting are the types of facts that change who asks or what is asked for.
func FactsCorrecting() []string {
	return []string{
		PersonCorrected{}.FactType(), WantsCorrected{}.FactType(), ContactChanged{}.FactType(), Succeeded{}.FactType(),
	}
}
