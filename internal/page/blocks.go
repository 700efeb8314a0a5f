package page

// A Note is a box with a sentence to look at. Partial "note".
type Note struct {
	ID     string
	Kind   State  // "" look here, Late, Stop, Done
	Strong string // the words before the text
	Text   string
	Link   Link
	Live   bool // announced by screen readers
}

// Class returns the modifier of the box.
func (n Note) Class() string {
	switch n.Kind {
	case Late:
		return " note--late"
	case Stop:
		return " note--stop"
	case Done, OK:
		return " note--ok"
	}
	return ""
}

// A KV is a label and its value. Partial "kv" takes []KV. An empty value says
// None, or 无.
type KV struct {
	Label  string
	Value  string
	None   string // what an empty value says
	Href   string // makes the value a link
	Nowrap bool
}

// Empty returns what is said where there is no value.
func (k KV) Empty() string {
	if k.None == "" {
		return "无"
	}
	return k.None
}

// A SummaryRow is one answer on a check page, with the link that changes it.
// Partial "summary_list" takes []SummaryRow.
type SummaryRow struct {
	Key   string
	Value string // may have several lines
	None  string // what an empty value says; 没有 if empty
	Href  string // no link if empty
	Act   string // 改 if empty
}

// Empty returns what is said where there is no value.
func (r SummaryRow) Empty() string {
	if r.None == "" {
		return "没有"
	}
	return r.None
}

// ActLabel returns the text of the link.
func (r SummaryRow) ActLabel() string {
	if r.Act == "" {
		return "改"
	}
	return r.Act
}

// A FileItem is one paper of a case. Partial "files" takes []FileItem.
type FileItem struct {
	Name string
	Href string
	Note string // 18 页, 1.2 MB
	Icon string // doc if empty
}

// Shape returns the icon of the file.
func (f FileItem) Shape() string {
	if f.Icon == "" {
		return "doc"
	}
	return f.Icon
}

// An Empty says what will be here, and what to do next. Partial "empty".
type Empty struct {
	Title string
	Text  string
	Acts  []Button
}

// An Aside is the help column of the citizen pages; how to reach the office
// comes first, from OfficeView. Partial "aside".
type Aside struct {
	Office   OfficeView
	Sections []AsideSection
}

// An AsideSection is one heading and its sentences.
type AsideSection struct {
	Title string
	Text  []string
}

// A Details is a line that opens. Partial "details".
type Details struct {
	Summary string
	Text    string
	Steps   []Step        // instead of the text: numbered sentences
	Days    ClockCalendar // beside the steps; empty for none
	Source  string        // the articles, once at the end
	Open    bool
}

// A BackLink leads one step back. Partial "back_link".
type BackLink struct {
	Href  string
	Label string // 上一步 if empty
}

// Text returns the label, 上一步 unless another is set.
func (b BackLink) Text() string {
	if b.Label == "" {
		return "上一步"
	}
	return b.Label
}
