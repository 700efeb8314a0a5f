package page

import "mingda/internal/calendar"

// A ReceiptDate is one candidate for the day on which a request counts as
// received, with its proof.
type ReceiptDate struct {
	Value     string        // submitted
	On        calendar.Date // none for Label alone
	Label     string        // 另定
	Suggested bool
	Reason    string // proof and article
	Checked   bool
}

// ReceiptDates is the choice of the receipt date: every candidate with its
// proof, the proposed one marked and never chosen in silence. Partial
// "receipt_dates".
type ReceiptDates struct {
	Name    string
	ID      string // of the first radio
	Legend  string // 收到申请之日 if empty
	Options []ReceiptDate
	Error   string
	Result  string // which last day follows, and whether the strictest reading differs
}

// LegendText returns the legend, 收到申请之日 unless another is set.
func (r ReceiptDates) LegendText() string {
	if r.Legend == "" {
		return "收到申请之日"
	}
	return r.Legend
}

// OptionID returns the id of the i-th radio.
func (r ReceiptDates) OptionID(i int) string { return Field{ID: r.ID}.OptionID(i) }

// A Balance is the daily balance of the doors: received = registered + joined +
// set aside + waiting. The terms are counted, not subtracted from one another.
// Partial "balance".
type Balance struct {
	Title    string // 今日平账
	Received int
	Terms    []BalanceTerm
	Earlier  int    // what waits from days before, and is no term
	MoreHref string // 按渠道、按日看
	DiffHref string // where the difference is looked into
}

// A BalanceTerm is one count of the right side.
type BalanceTerm struct {
	Label string
	Count int
}

// Difference returns how many received inputs no term counts; negative if the
// terms count more.
func (b Balance) Difference() int {
	n := b.Received
	for _, t := range b.Terms {
		n -= t.Count
	}
	return n
}

// Missing returns the difference without its sign.
func (b Balance) Missing() int { return max(b.Difference(), -b.Difference()) }

// An InboxItem is one line of the list of what waits. Partial "inbox_list"
// takes InboxList.
type InboxItem struct {
	Href    string
	Door    Door
	At      string // 11月20日 21:47
	Subject string
	From    string
	Tags    []Tag
	Current bool
}

// An InboxList is what waits, oldest first.
type InboxList struct {
	Title    string // 等待 if empty
	Total    int
	Items    []InboxItem
	MoreHref string
	MoreText string // 再看 4 件
}

// A Door is the way a request came in, as a word with its shape. Partial
// "door".
type Door struct {
	Icon  string // mail, post, web, desk
	Label string // 邮箱, 挂号信, 平信, 网上, 当面
}

// A Duplicate is a case that an input may repeat, with the reasons. Partial
// "duplicates" takes []Duplicate.
type Duplicate struct {
	Number  string
	Text    string // 同一人，同一片区
	Reasons string // 姓名、电话相同；内容 3 项中 2 项相同
	Href    string // 对照
}

// A Viewer shows scans beside a form, one page at a time with turning and
// paging where there is a script, below one another where there is none.
// Partial "viewer".
type Viewer struct {
	Label string // 来信扫描件
	Pages []ViewerPage
}

// A ViewerPage is one picture, or a document that the browser shows itself.
type ViewerPage struct {
	Name string
	Src  string
	PDF  bool
}
