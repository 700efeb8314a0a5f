package web

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"mingda/internal/auth"
	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/desk"
	"mingda/internal/fault"
	"mingda/internal/page"
	"mingda/internal/serve"
)

// recountPage is the page "desk/recount": what a notice, or its withdrawal, would
// do, before it is done.
type recountPage struct {
	page.Base
	Heading string
	Facts   []page.KV // the notice, and which days become others
	Changed page.Note // somebody changed the calendar since the page was opened
	Sum     page.Note
	Moves   []moveRow
	Pages   page.Pagination
	Post    string
	Hidden  []page.Field
	Fields  []page.Field
	Save    page.Button
	Back    page.Link
}

// A moveRow is one case of which a last day moves. It names nobody: who looks
// after the calendar need not see the cases.
type moveRow struct {
	Case            page.Link
	Agency          string
	Tag             page.Tag
	From, To        string
	Strict, Strict2 string // by the strictest reading, where that moves another way
}

// A recountForm is a recount on its way to its page.
type recountForm struct {
	recount desk.Recount
	page    recountPage
	href    func(page int) string
	at      int
	status  int
}

// previewNotice serves GET /calendars/preview.
func (s *Server) previewNotice(w http.ResponseWriter, r *http.Request, by auth.User) error {
	return s.showNotice(w, r, by, r.URL.Query(), http.StatusOK)
}

// showNotice shows what the notice of a form would do.
func (s *Server) showNotice(w http.ResponseWriter, r *http.Request, by auth.User, v url.Values, status int) error {
	n, err := noticeIn(v)
	var recount desk.Recount
	if err == nil {
		recount, err = s.Desk.TryNotice(r.Context(), by, n)
	}
	if isInvalid(err) { // an address that was changed by hand, or the same notice a second time
		return s.renderNotice(w, r, by, page.NewForm(v, err), http.StatusUnprocessableEntity)
	}
	if err != nil {
		return err
	}
	values := noticeValues(n)
	p := recountPage{
		Heading: "预览：" + strconv.Itoa(n.Year) + " 年" + regionName(n.Region) + "的放假安排", Post: s.Pages.URL("/calendars/preview"),
		Save: page.Button{Label: "确定，按它重算期限"}, Back: page.Link{Label: "回去改", Href: s.Pages.URL("/calendars/new?" + values.Encode())},
	}
	form := page.NewForm(nil, nil)
	for _, name := range []string{"region", "year", "source", "announced", "holidays", "workdays"} {
		p.Hidden = append(p.Hidden, form.Hidden(name, values.Get(name)))
	}
	p.Facts = append(noticeFacts(n), dayFacts(recount)...)
	href := func(at int) string {
		values.Set("page", strconv.Itoa(at))
		return s.Pages.URL("/calendars/preview?" + values.Encode())
	}
	return s.renderRecount(w, r, by, recountForm{recount: recount, page: p, href: href, at: pageOf(v), status: status})
}

// applyNotice serves POST /calendars/preview.
func (s *Server) applyNotice(w http.ResponseWriter, r *http.Request, by auth.User) error {
	sent, err := serve.ReadForm(r, serve.PlainForm, nil)
	var n calendar.Notice
	if err == nil {
		n, err = noticeIn(sent.Values)
	}
	var done desk.Recount
	if err == nil {
		done, err = s.Desk.ApplyNotice(r.Context(), by, versionIn(sent.Values), n)
	}
	if isInvalid(err) || fault.CodeOf(err) == "calendar_changed" {
		return s.showNotice(w, r, by, sent.Values, http.StatusConflict)
	}
	if err != nil {
		return err
	}
	return s.see(w, r, "/calendars", strconv.Itoa(n.Year)+" 年"+regionName(n.Region)+"的放假安排已录入，"+movedWords(done))
}

// movedWords says in short what was done.
func movedWords(done desk.Recount) string {
	if moved := len(done.Moved()); moved > 0 {
		return strconv.Itoa(moved) + " 件案件的期限变了"
	}
	return "没有案件的期限变"
}

// previewWithdrawal serves GET /calendars/{n}/withdraw.
func (s *Server) previewWithdrawal(w http.ResponseWriter, r *http.Request, by auth.User) error {
	return s.showWithdrawal(w, r, by, page.NewForm(nil, nil), http.StatusOK)
}

func (s *Server) showWithdrawal(w http.ResponseWriter, r *http.Request, by auth.User, form *page.Form, status int) error {
	n := int(pathID(r, "n"))
	recount, err := s.Desk.TryWithdrawal(r.Context(), by, n)
	if err != nil {
		return err
	}
	book, err := s.Desk.Notices(r.Context(), by)
	if err != nil {
		return err
	}
	notice := book.Steps[n-1].Notice
	path := s.Pages.URL("/calendars/" + strconv.Itoa(n) + "/withdraw")
	p := recountPage{
		Heading: "撤回 " + strconv.Itoa(notice.Year) + " 年" + regionName(notice.Region) + "的放假安排", Post: path, Save: page.Button{Label: "撤回，重算期限"},
		Back:   page.Link{Label: "留着，返回", Href: s.Pages.URL("/calendars")},
		Fields: []page.Field{form.Textarea("reason", "为什么撤回").WithRows(3)}, Facts: append(noticeFacts(notice), dayFacts(recount)...),
	}
	p.Errors = form.Errors()
	href := func(at int) string { return path + "?page=" + strconv.Itoa(at) }
	return s.renderRecount(w, r, by, recountForm{recount: recount, page: p, href: href, at: pageOf(r.URL.Query()), status: status})
}

// withdrawNotice serves POST /calendars/{n}/withdraw.
func (s *Server) withdrawNotice(w http.ResponseWriter, r *http.Request, by auth.User) error {
	sent, err := serve.ReadForm(r, serve.PlainForm, nil)
	var done desk.Recount
	if err == nil {
		done, err = s.Desk.WithdrawNotice(r.Context(), by, versionIn(sent.Values), int(pathID(r, "n")), sent.Value("reason"))
	}
	switch {
	case isInvalid(err):
		return s.showWithdrawal(w, r, by, page.NewForm(sent.Values, err), http.StatusUnprocessableEntity)
	case fault.CodeOf(err) == "calendar_changed":
		return s.showWithdrawal(w, r, by, page.NewForm(sent.Values, nil), http.StatusConflict)
	case err != nil:
		return err
	}
	return s.see(w, r, "/calendars", strconv.Itoa(done.Year)+" 年的放假安排已撤回，"+movedWords(done))
}

// renderRecount puts the cases of a recount on its page.
func (s *Server) renderRecount(w http.ResponseWriter, r *http.Request, by auth.User, f recountForm) error {
	p, moved := f.page, f.recount.Moved()
	wrong := p.Errors
	p.Base = s.base(r, by, p.Heading)
	p.Errors = wrong
	p.Hidden = append(p.Hidden, page.NewForm(nil, nil).Hidden("version", strconv.Itoa(f.recount.Next)))
	if f.status == http.StatusConflict {
		p.Changed = page.Note{Kind: page.Late, Text: fault.New(fault.Conflict, "calendar_changed").Message(), Live: true}
	}
	p.Sum = page.Note{Strong: strconv.Itoa(len(moved)) + " 件案件的期限会变。"}
	if len(moved) == 0 {
		p.Sum = page.Note{Kind: page.Done, Strong: "没有案件的期限会变。"}
	}
	if others := len(f.recount.Moves) - len(moved); others > 0 {
		p.Sum.Text = "另有 " + strconv.Itoa(others) + " 件日子不变，只是是否暂定变了。"
	}
	people, err := s.Desk.People(r.Context())
	if err != nil {
		return err
	}
	pages := (len(moved) + rowsOfPage - 1) / rowsOfPage
	at := min(f.at, max(pages, 1))
	p.Pages = page.Paginate(at, pages, f.href)
	for _, m := range moved[(at-1)*rowsOfPage : min(at*rowsOfPage, len(moved))] {
		p.Moves = append(p.Moves, s.moveRow(by, people, m))
	}
	return s.Pages.Render(w, f.status, "desk/recount", p)
}

func (s *Server) moveRow(by auth.User, people desk.People, m desk.Move) moveRow {
	row := moveRow{Case: page.Link{Label: m.To.Number}, Agency: people.Agencies[m.To.Agency].Name, Tag: page.Tag{State: page.Line, Text: "已办结"}, From: dayOrNone(m.From.DueOn), To: dayOrNone(m.To.DueOn)}
	if m.To.Open {
		row.Tag = page.Tag{State: page.Stop, Text: "在办"}
	}
	if auth.May(by, casefile.See, auth.Of(m.To)) == nil {
		row.Case.Href = s.Pages.URL(casePath(m.To.ID))
	}
	if m.From.StrictDueOn != m.From.DueOn || m.To.StrictDueOn != m.To.DueOn {
		row.Strict, row.Strict2 = dayOrNone(m.From.StrictDueOn), dayOrNone(m.To.StrictDueOn)
	}
	return row
}

func dayOrNone(d calendar.Date) string {
	if d.IsZero() {
		return "没有期限"
	}
	return d.ChineseFull()
}

func noticeFacts(n calendar.Notice) []page.KV {
	return []page.KV{{Label: "通知", Value: n.Source}, {Label: "公布", Value: n.Announced.Chinese(), None: "没有写"}}
}

// dayFacts say which days of the year become others. Days off that only change
// their name, a Saturday within a holiday, are none.
func dayFacts(r desk.Recount) []page.KV {
	var off, on []string
	for d := calendar.NewDate(r.Year, 1, 1); d.Year() == r.Year; d = d.AddDays(1) {
		switch was, is := r.Before.IsWorkday(d), r.After.IsWorkday(d); {
		case was && !is:
			off = append(off, d.ChineseShort())
		case !was && is:
			on = append(on, d.ChineseShort())
		}
	}
	return []page.KV{
		{Label: "由上班改为不上班", Value: strings.Join(off, "、"), None: "没有"},
		{Label: "由不上班改为上班", Value: strings.Join(on, "、"), None: "没有"},
	}
}
