package page

// A Locked is a passage that the law gives and nobody may change. Partial
// "locked".
type Locked struct {
	Paragraphs []string
	Source     string // date in force and articles
}

// A Check is one thing looked at before a letter goes on.
type Check struct {
	State  State // Late is missing, Soon is to be looked at, Done has passed
	Text   string
	Source string
	Link   Link // 去填, 去看
}

// Checks is the list of checks: missing first, then to be looked at, then
// passed. Partial "checks".
type Checks struct {
	ID    string
	Title string // 检查 if empty
	Items []Check
}

// Count returns how many items have the state.
func (c Checks) Count(state State) int {
	n := 0
	for _, item := range c.Items {
		if item.State == state {
			n++
		}
	}
	return n
}

// Missing, ToSee and Passed return the counts in the head of the list.
func (c Checks) Missing() int { return c.Count(Late) }

// ToSee returns how many are to be looked at.
func (c Checks) ToSee() int { return c.Count(Soon) }

// Passed returns how many have passed.
func (c Checks) Passed() int { return c.Count(Done) }

// Class returns the class of the line.
func (c Check) Class() string {
	switch c.State {
	case Late:
		return "no"
	case Soon:
		return "look"
	}
	return "yes"
}

// Shape returns the icon of the line.
func (c Check) Shape() string {
	switch c.State {
	case Late:
		return "x"
	case Soon:
		return "late"
	}
	return "done"
}

// A DiffLine is one place where a text departs from the standard one. Partial
// "diff" takes []DiffLine.
type DiffLine struct {
	Lead  string // 第 2 段：
	Parts []DiffPart
}

// A DiffPart is a piece of text that stayed, came or went.
type DiffPart struct {
	Op   string // "" stayed, "ins", "del"
	Text string
}

// A Paper is the preview of a letter in its true form. Partial "paper".
type Paper struct {
	Label       string // 答复书第一页, for screen readers
	Head        string // 明川区人民政府
	Number      string // 明政公开复〔2026〕58号; empty says when it is taken
	Title       string
	Addressee   string
	Paragraphs  []PaperParagraph
	Attachments []string // as they stand below the body
	Sign        string   // the agency that signs
	SignedOn    string   // empty says that it is the day of signing
	Draft       bool     // 草稿 across it
	Foot        string   // 第 1 页，共 1 页
	PDFHref     string
}

// A PaperParagraph is one paragraph in pieces; a Gap is what is still missing.
type PaperParagraph []PaperPart

// A PaperPart is text, or a gap where something is still to be filled in.
type PaperPart struct {
	Text string
	Gap  bool
}
