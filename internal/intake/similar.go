package intake

import (
	"fmt"
	"hash/fnv"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"mingda/internal/casefile"
	"mingda/internal/reconsider"
)

// A Sketch is a small picture of who asks for what, kept beside each open entry
// and compared with new ones: at most about 6 KB as JSON, compared in
// microseconds. It holds hashes only, but hashes of names and numbers can be
// guessed: treat it as personal data.
type Sketch struct {
	Person [4]uint64  `json:"person"`          // hashes of name, phone, mail address, identity number; 0 where there is none
	Items  [][]uint32 `json:"items,omitempty"` // the smallest hashes of each item's pairs of characters, sorted
	Text   []uint32   `json:"text,omitempty"`  // the same of the whole text
	Act    uint64     `json:"act,omitempty"`   // hash of what an application for reconsideration is against
}

// How many hashes a sketch keeps. An item of up to 33 characters is compared
// exactly, a longer text by the sample of its smallest hashes.
const (
	textHashes = 128
	itemHashes = 32
	maxItems   = 12
)

// Thresholds of likeness, found on pairs of requests worded differently for
// the same thing.
const (
	itemAlike   = 0.5  // two items ask for the same
	matterAlike = 0.6  // two texts ask for the same
	likely      = 0.5  // worth a clerk's look
	matterFloor = 0.05 // less is chance: every request has some pairs in common
)

const (
	byName = iota
	byPhoneNumber
	byMail
	byIdentity
)

// NewSketch returns the sketch of a request.
func NewSketch(a casefile.Applicant, w casefile.Wants) Sketch {
	s := Sketch{Person: [4]uint64{
		byName:        hashOf(nameKey(a.Name)),
		byPhoneNumber: hashOf(digitsOf(a.Phone)),
		byMail:        hashOf(strings.ToLower(strings.TrimSpace(a.Email))),
		byIdentity:    hashOf(strings.ToUpper(strings.TrimSpace(a.IDNumber))),
	}}
	for _, item := range itemsOf(w.Content) {
		if h := bigrams(item, itemHashes); len(h) > 0 && len(s.Items) < maxItems {
			s.Items = append(s.Items, h)
		}
	}
	s.Text = bigrams(firstOf(w.Content, w.Subject), textHashes)
	return s
}

// NewObjectionSketch returns the sketch of an application for reconsideration against an
// act: what is applied for reads the same in most of them, why does not.
func NewObjectionSketch(a casefile.Applicant, act string, asked reconsider.Asked) Sketch {
	s := NewSketch(a, casefile.Wants{Content: firstOf(strings.TrimSpace(asked.Grounds), asked.Request)})
	s.Items, s.Act = nil, hashOf(act)
	return s
}

// hashOf returns a hash of the text, 0 for the empty text.
func hashOf(s string) uint64 {
	if s == "" {
		return 0
	}
	h := fnv.New64a()
	h.Write([]byte(s))
	return h.Sum64()
}

// nameKey drops what people write differently in one name: blanks, and the dot
// in names such as 阿卜杜热合曼·麦麦提明, which has several code points.
func nameKey(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || strings.ContainsRune("·•・‧．.", r) {
			return -1
		}
		return unicode.ToLower(r)
	}, s)
}

func digitsOf(s string) string {
	s = strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, asciiDigits(s))
	if len(s) == 13 && strings.HasPrefix(s, "86") {
		s = s[2:]
	}
	return s
}

// bigrams returns the n smallest hashes of the pairs of letters and digits in
// the text, sorted. Stock phrases of requests are left out: they would make
// all of them alike.
func bigrams(text string, n int) []uint32 {
	for _, phrase := range stockPhrases {
		text = strings.ReplaceAll(text, phrase, " ")
	}
	var hashes []uint32
	var pair []byte
	var last rune
	for _, r := range strings.ToLower(asciiDigits(text)) {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			continue
		}
		if last != 0 {
			pair = utf8.AppendRune(utf8.AppendRune(pair[:0], last), r)
			h := fnv.New32a()
			h.Write(pair)
			hashes = append(hashes, h.Sum32())
		}
		last = r
	}
	slices.Sort(hashes)
	hashes = slices.Compact(hashes)
	return slices.Clip(hashes[:min(n, len(hashes))])
}

var stockPhrases = []string{"中华人民共和国政府信息公开条例", "政府信息公开条例", "根据", "依据", "申请公开", "以下信息", "政府信息", "的", "《", "》"}

// overlap estimates how many of all pairs two texts share, 0 to 1.
func overlap(a, b []uint32, n int) float64 {
	if len(a) == 0 || len(b) == 0 {
		return 0
	}
	shared, seen, i, j := 0, 0, 0, 0
	for ; (i < len(a) || j < len(b)) && seen < n; seen++ {
		switch {
		case j == len(b) || i < len(a) && a[i] < b[j]:
			i++
		case i == len(a) || b[j] < a[i]:
			j++
		default:
			shared, i, j = shared+1, i+1, j+1
		}
	}
	return float64(shared) / float64(seen)
}

// A Likeness is how much two requests are alike, and why.
type Likeness struct {
	Score      float64  `json:"score"` // 0 nothing in common … 1 same person and same matter
	SamePerson bool     `json:"same_person"`
	SameMatter bool     `json:"same_matter"`
	Reasons    []string `json:"reasons,omitempty"` // in Chinese
}

// Likely reports whether the likeness is enough to show the pair to a clerk.
func (l Likeness) Likely() bool { return l.Score >= likely }

// Headline returns the likeness in a few Chinese words, such as 同一人，同一事项.
func (l Likeness) Headline() string {
	person, matter := "不同人", "事项不同"
	if l.SamePerson {
		person = "同一人"
	}
	if l.SameMatter {
		matter = "同一事项"
	} else if l.Likely() {
		matter = "事项相近"
	}
	return person + "，" + matter
}

// Similar compares two requests: a new one with one that is there.
func Similar(a, b Sketch) Likeness {
	var l Likeness
	person := l.comparePersons(a, b)
	matter := l.compareMatters(a, b)
	if matter < matterFloor {
		matter = 0
	}
	l.Score = max(0.65*matter, 0.4*person+0.6*matter)
	return l
}

// comparePersons returns 1 for the same person, 0.4 for a bare name in common.
func (l *Likeness) comparePersons(a, b Sketch) float64 {
	var same []string
	equal := [4]bool{}
	for i, word := range []string{"姓名", "电话", "邮箱", "证件号码"} {
		if a.Person[i] != 0 && a.Person[i] == b.Person[i] {
			equal[i] = true
			same = append(same, word)
		}
	}
	if len(same) == 0 {
		return 0
	}
	l.Reasons = append(l.Reasons, strings.Join(same, "、")+"相同")
	l.SamePerson = equal[byIdentity] || len(same) >= 2
	if l.SamePerson {
		return 1
	}
	return 0.4
}

// compareMatters returns how much of what is asked for is the same, 0 to 1.
func (l *Likeness) compareMatters(a, b Sketch) float64 {
	if a.Act != 0 && b.Act != 0 {
		if l.SameMatter = a.Act == b.Act; !l.SameMatter {
			return 0 // who objects to two replies may give the same reasons
		}
		l.SamePerson = l.SamePerson || a.Person[byName] != 0 && a.Person[byName] == b.Person[byName] // few have the same reply
		l.Reasons = append(l.Reasons, "不服的是同一份答复")
		return 1
	}
	text := overlap(a.Text, b.Text, textHashes)
	alike := 0
	for _, x := range a.Items {
		for _, y := range b.Items {
			if overlap(x, y, itemHashes) >= itemAlike {
				alike++
				break
			}
		}
	}
	items := 0.0
	if len(a.Items) > 1 && alike > 0 {
		items = float64(alike) / float64(len(a.Items))
		l.Reasons = append(l.Reasons, fmt.Sprintf("内容 %d 项中 %d 项相同", len(a.Items), alike))
	}
	if text >= 0.3 {
		l.Reasons = append(l.Reasons, fmt.Sprintf("文字相似 %.0f%%", text*100))
	}
	l.SameMatter = text >= matterAlike || items >= matterAlike
	return max(text, items)
}
