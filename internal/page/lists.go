package page

import "strings"

// A Tally is one big number at the head of the day that leads to its group.
// Partial "tallies" takes []Tally.
type Tally struct {
	Href  string
	State State // Late, Today, OK or Stop: the colour
	Count int
	Label string // 已逾期
	Note  string // 最长 3 个工作日
}

// Colour returns the class of the tally's colour.
func (t Tally) Colour() string {
	switch t.State {
	case Late:
		return "c-zhu"
	case Today, Soon:
		return "c-zhe"
	case Stop:
		return "c-dian"
	}
	return "c-qing"
}

// A CaseGroup is one block of the day's table. Partial "case_groups" takes
// CaseGroups.
type CaseGroup struct {
	ID   string // anchor for the tallies
	Tag  Tag
	Note string
	Rows []CaseRow
}

// CaseGroups is the table of what is to be done, grouped by how soon.
type CaseGroups struct {
	Caption string
	Groups  []CaseGroup
}

// A CaseRow is one case with the one act that is next.
type CaseRow struct {
	Number    string
	Href      string
	Subject   string
	Applicant string
	Unit      string // empty says 未分办
	WaitFor   string // 等承办单位
	Mine      bool   // it is the reader who is waited for
	Due       Due
	Act       Button
}

// A Register is the table of cases. Partial "register".
type Register struct {
	Caption    string
	Selectable bool   // a box before each row, submitted as "pick" with the row's Key
	FormID     string // of the form that the boxes belong to
	Columns    []Column
	Rows       []RegisterRow
}

// A Column heads one sortable column; Href empty does not sort.
type Column struct {
	Label string
	Href  string
	Sort  string // "", "ascending", "descending"
}

// Arrow returns the sign beside the column that the table is sorted by.
func (c Column) Arrow() string {
	switch c.Sort {
	case "ascending":
		return "↑"
	case "descending":
		return "↓"
	}
	return ""
}

// A RegisterRow is one case of the register: its number, and a cell for each further column.
type RegisterRow struct {
	Key    string
	Number string
	Href   string
	Cells  []RegisterCell
	Picked bool
}

// A RegisterCell is what a row shows in a column: one of a door, a last day, a name, or text.
type RegisterCell struct {
	Label   string // before it on the phone, where it does not speak for itself
	Tight   bool   // in one line
	Door    *Door
	Due     *Due
	Name    Marked
	Text    Marked
	Snippet Marked // below Text: where else the words were found
	None    string // in place of all that; such as 未分办
}

// Marked is text with the searched words in it. Partial "marked".
type Marked []MarkedPart

// A MarkedPart is a piece of text, and whether it is what was searched for.
type MarkedPart struct {
	Text string
	Hit  bool
}

// Unmarked returns text without hits.
func Unmarked(text string) Marked { return Marked{{Text: text}} }

// A Filter is the row of filters above a table. Partial "filters".
type Filter struct {
	Action    string
	Hidden    []Hidden // what is kept: the view, the order
	Fields    []Field
	ClearHref string
	Within    Within
}

// A Within is what a table is narrowed to by no field above it: the cases of one import.
type Within struct {
	Label string // 导入; "" narrows to nothing
	Of    Link   // what it is; without Href for who may not open it
	Leave Link   // the same table without it
}

// Chosen says what the filters are set to, for paper: 阶段：审核　渠道：邮箱.
func (f Filter) Chosen() string {
	var all []string
	if f.Within.Label != "" {
		all = append(all, f.Within.Label+"："+f.Within.Of.Label)
	}
	for _, field := range f.Fields {
		value := field.Value
		for _, o := range field.Options {
			if o.Checked && o.Value != "" {
				value = o.Label
			}
		}
		if value != "" {
			all = append(all, field.Label+"："+value)
		}
	}
	return strings.Join(all, "　")
}

// A SavedView is one named set of filters. Partial "views" takes []SavedView.
type SavedView struct {
	Label   string
	Href    string
	Count   int
	NoCount bool // the last entry, which saves a view
	Current bool
}

// A Selection is the bar of what can be done with the ticked rows. Partial
// "selection".
type Selection struct {
	Count int
	Acts  []Button
	Note  string // 14 件
}

// A Pagination leads through pages. Partial "pagination".
type Pagination struct {
	Items []PageLink
	Prev  string
	Next  string
}

// A PageLink is one page number; without a number it is a gap.
type PageLink struct {
	Number  int
	Href    string
	Current bool
}

// Paginate returns the links for page of pages, both from 1: the first, the
// last, the neighbours, and gaps. One page alone needs none.
func Paginate(page, pages int, href func(int) string) Pagination {
	if pages <= 1 {
		return Pagination{}
	}
	var p Pagination
	for n := 1; n <= pages; n++ {
		switch near := n >= page-2 && n <= page+2; {
		case near || n == 1 || n == pages:
			p.Items = append(p.Items, PageLink{Number: n, Href: href(n), Current: n == page})
		case p.Items[len(p.Items)-1].Number != 0:
			p.Items = append(p.Items, PageLink{})
		}
	}
	if page > 1 {
		p.Prev = href(page - 1)
	}
	if page < pages {
		p.Next = href(page + 1)
	}
	return p
}
