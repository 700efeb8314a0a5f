package intake

import "mingda/internal/casefile"

// A Sketch is a small picture of who asks for what, kept beside each open entry
// and compared with new ones: at most about 6 KB as JSON, compared in microseconds. It
// holds hashes only, but hashes of names and numbers can be guessed: treat it
// as personal data.
type Sketch struct {
	Person [4]uint64  `json:"person"` // hashes of name, phone, mail address, identity number; 0 where there is none
	Items  [][]uint32 `json:"items"`  // the smallest hashes of each item's pairs of characters
	Text   []uint32   `json:"text"`   // the same of the whole text
}

// NewSketch returns the sketch of a request.
func NewSketch(a casefile.Applicant, w casefile.Wants) Sketch { return Sketch{} }

// A Likeness is how much two requests are alike, and why.
type Likeness struct {
	Score      float64  `json:"score"` // 0 nothing in common … 1 same person and same matter
	SamePerson bool     `json:"same_person"`
	SameMatter bool     `json:"same_matter"`
	Reasons    []string `json:"reasons,omitempty"` // in Chinese
}

// Likely reports whether the likeness is enough to show the pair to a clerk.
func (l Likeness) Likely() bool { return l.Score >= 0.5 }

// Headline returns the likeness in a few Chinese words, such as 同一人，同一事项.
func (l Likeness) Headline() string { return "" }

// Similar compares two requests.
func Similar(a, b Sketch) Likeness { return Likeness{} }
