package page

import "mingda/internal/calendar"

// Base is what the layouts need. Every page model embeds it.
type Base struct {
	Title  string       // of the page, without the name of the site
	Errors []FieldError // of the form on the page; puts 错误： before the title and heads the page with a summary
	Office OfficeView
	User   *UserView  // nil for the public and before signing in
	Nav    []NavGroup // side list of the desk, head of the portal
	Flash  *Flash     // what the act just done has come to
	Demo   bool       // a demo office: the band above everything
	Large  bool       // 大字版, chosen by ?zihao=da and kept in a cookie by the doors
	Today  calendar.Date
	Query  string // what was typed into the search box of the desk
	NoKeys bool   // the person has switched single-letter keys off (WCAG 2.1.4)

	SearchHref  string // where the search box of the desk leads with ?q=; no box if empty
	LargeHref   string // where the other type size is chosen; "?zihao=da" or "?zihao=xiao" if empty
	SignOutPost string // where signing out posts to; no button if empty
	KeysPost    string // where single-letter keys are switched on and off; no button if empty
	Here        string // address of the page, to come back to
}

// OfficeView is the office as its pages name it. All of it is configuration.
type OfficeView struct {
	Name        string // 明川区人民政府
	Region      string // 明川区
	SiteName    string // 明川区政府信息依申请公开, the title of the portal
	ParentSite  string // 明川区人民政府门户网站, the small line below it
	Unit        string // 明川区人民政府办公室政务公开科
	Phone       string // 0000-1234567
	Address     string
	PostCode    string
	Hours       string // 工作日 10:00–14:00，15:30–19:30
	HomeHref    string // where the mark leads; "/" of the base path if empty
	StyleHref   string // style sheet with the office's own 朱, see OfficeStyle; none if empty
	HeaderLinks []Link // of the government's site, in the head of the portal
	FooterLinks []Link
}

// UserView is the person signed in.
type UserView struct {
	Name      string // 周予安
	Unit      string // 区政府办公室
	RoleLabel string // 经办人
	Places    string // where it is said who stands in for whom; "" on pages that have no such
	Account   string // the person's own account (登录与安全)
}

// A NavGroup is one block of the side list.
type NavGroup struct {
	Title string // may be empty
	Items []NavItem
}

// A NavItem is one entry of the side list or of the portal's head.
type NavItem struct {
	Label   string
	Href    string
	Count   int  // 0 shows none
	Hot     bool // the count holds something overdue or due today
	Current bool
}

// A Link is a text that leads somewhere.
type Link struct {
	Label string
	Href  string
}

// A Flash is one sentence about the act just done, shown once.
type Flash struct {
	Kind State // Done, Late or Soon; empty is Done
	Text string
	Undo Link // leads back from it; none where it cannot be undone
}

// A FieldError is one line of the error summary: the message that stands beside
// the field, and the id of the field it leads to. Without an id it is no link.
type FieldError struct {
	ID      string
	Message string
}

// TitleText returns the title with 错误： before it when the form on the page
// has something to correct, so that a screen reader says so first.
func (b Base) TitleText() string {
	if len(b.Errors) > 0 {
		return "错误：" + b.Title
	}
	return b.Title
}

// ErrorSummary returns the summary that heads a page whose form came back.
func (b Base) ErrorSummary() ErrorSummary { return ErrorSummary{Items: b.Errors} }

// FlashNote returns the flash as a note box.
func (b Base) FlashNote() Note {
	if b.Flash == nil {
		return Note{}
	}
	kind := b.Flash.Kind
	if kind == "" {
		kind = Done
	}
	return Note{Kind: kind, Text: b.Flash.Text, Link: b.Flash.Undo, Live: true}
}
