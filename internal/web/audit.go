package web

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/gorilla/mux"

	"mingda/internal/audit"
	"mingda/internal/auth"
	"mingda/internal/calendar"
	"mingda/internal/desk"
	"mingda/internal/fault"
	"mingda/internal/forms"
	"mingda/internal/page"
	"mingda/internal/serve"
)

func (s *Server) auditRoutes(r *mux.Router) {
	r.Handle("/audit", s.staff(s.showAudit)).Methods("GET")
	r.Handle("/audit.csv", s.staff(s.sendAudit)).Methods("GET")
	r.Handle("/audit/heads", s.staff(s.showHeads)).Methods("GET")
	r.Handle(desk.HeadsRoute, s.staff(s.printHeads)).Methods("GET")
	r.Handle("/audit/unusual", s.staff(s.showUnusual)).Methods("GET")
	r.Handle("/audit/unusual/{day:[0-9-]+}/{key:[0-9a-f]+}", s.staff(s.showCheck)).Methods("GET")
	r.Handle("/audit/unusual/{day:[0-9-]+}/{key:[0-9a-f]+}", s.staff(s.check)).Methods("POST")
}

// auditPage is the page "desk/audit": what people did (审计记录).
type auditPage struct {
	page.Base
	Filter page.Filter
	Acts   []page.Button
	Notes  []page.Note // what waits for the auditor
	Lines  []auditLine
	Newest string // the first page, from a later one
	Older  string // what comes after the last line
	Empty  page.Empty
}

// An auditLine is one record. It leads nowhere: the auditor sees no case.
type auditLine struct {
	No     int64
	At     string
	Who    string
	Of     string // unit or agency
	Tag    page.Tag
	About  string // 申请 2026-0158
	Route  string
	Words  string
	Note   string
	Result string
	From   string // address
	Mark   string // of the session
}

// The days that the page shows at first, and at most; and how many records at once.
const (
	auditDays    = 7
	auditMaxDays = 366
	auditOnPage  = 100
)

// turnedAway chooses what was refused and sign-ins that failed.
const turnedAway = "turned-away"

// auditQuery reads the filters of the address.
func (s *Server) auditQuery(v url.Values) (q desk.AuditQuery, wrong error) {
	q = desk.AuditQuery{Who: v.Get("who"), Number: v.Get("number"), Words: v.Get("words"), Address: v.Get("address"), Limit: auditOnPage + 1}
	q.From, q.To, wrong = daysAsked(v, s.Desk.Today(), auditDays, auditMaxDays)
	if kind := audit.Kind(v.Get("kind")); kind == turnedAway {
		q.Kinds = []audit.Kind{audit.Refused, audit.SignInFailed}
	} else if kind.Label() != "" {
		q.Kinds = []audit.Kind{kind}
	}
	if matter := audit.Matter(v.Get("matter")); matter.Label() != "" {
		q.Matter = matter
	}
	q.Before, _ = strconv.ParseInt(v.Get("before"), 10, 64) //nolint:errcheck // what is no number asks for the last ones
	return q, wrong
}

// showAudit serves GET /audit.
func (s *Server) showAudit(w http.ResponseWriter, r *http.Request, by auth.User) error {
	query := r.URL.Query()
	q, wrong := s.auditQuery(query)
	p := auditPage{Base: s.base(r, by, "审计记录"), Empty: page.Empty{Title: "没有这样的记录", Text: "换几天，或者少写一个条件。"}}
	if wrong == nil {
		wrong = s.Desk.AuditRecords(r.Context(), by, q, func(record desk.AuditRecord, people desk.People) error {
			p.Lines = append(p.Lines, auditLineOf(record, people))
			return nil
		})
	} else if err := auth.MayDo(by, auth.SeeAudit, by.Agency); err != nil {
		return err
	}
	if wrong != nil && !isInvalid(wrong) {
		return wrong
	}
	due, err := s.headsDue(r, by)
	if err != nil {
		return err
	}
	p.Notes = due
	form := s.auditForm(query, q, wrong)
	p.Filter, p.Errors = s.auditFilter(form), form.Errors()
	serve.NotedOf(r).Note = s.Desk.KeptWords(p.Filter.Chosen())
	if len(p.Lines) > auditOnPage {
		p.Lines = p.Lines[:auditOnPage]
		p.Older = s.auditHref("/audit", query, p.Lines[auditOnPage-1].No)
	}
	if q.Before > 0 {
		p.Newest = s.auditHref("/audit", query, 0)
	}
	p.Acts = []page.Button{{Label: "异常提示", Href: s.Pages.URL("/audit/unusual"), Kind: "plain"}, {Label: "链首记录", Href: s.Pages.URL("/audit/heads"), Kind: "plain"}}
	if len(p.Lines) > 0 {
		p.Acts = append(p.Acts, page.Button{Label: "导出表格（CSV）", Href: s.auditHref("/audit.csv", query, 0), Kind: "plain"})
	}
	status := http.StatusOK
	if wrong != nil {
		status = http.StatusUnprocessableEntity
	}
	return s.Pages.Render(w, status, "desk/audit", p)
}

// auditHref returns the address of the records before one, or of the last ones, by the same
// filters.
func (s *Server) auditHref(path string, query url.Values, before int64) string {
	q := url.Values{}
	for name, values := range query {
		if name != "before" && values[0] != "" {
			q.Set(name, values[0])
		}
	}
	if before > 0 {
		q.Set("before", strconv.FormatInt(before, 10))
	}
	if len(q) == 0 {
		return s.Pages.URL(path)
	}
	return s.Pages.URL(path + "?" + q.Encode())
}

// auditForm is what the filters are set to; a day that cannot be read stays as it was typed.
func (s *Server) auditForm(query url.Values, q desk.AuditQuery, wrong error) *page.Form {
	typed := url.Values{}
	for name := range query {
		typed.Set(name, query.Get(name))
	}
	for name, day := range map[string]calendar.Date{"from": q.From, "to": q.To} {
		if typed.Get(name) == "" {
			typed.Set(name, day.String())
		}
	}
	return page.NewForm(typed, wrong)
}

// auditFilter are the controls above the table.
func (s *Server) auditFilter(form *page.Form) page.Filter {
	kinds := append(anyOption(), page.Option{Value: turnedAway, Label: "被拒绝、登录失败"})
	for _, k := range audit.Kinds() {
		kinds = append(kinds, page.Option{Value: string(k), Label: k.Label()})
	}
	matters := anyOption()
	for _, m := range audit.Matters() {
		matters = append(matters, page.Option{Value: string(m), Label: m.Label()})
	}
	f := page.Filter{Action: s.Pages.URL("/audit"), ClearHref: s.Pages.URL("/audit"), Fields: []page.Field{
		form.Date("from", "从"), form.Date("to", "到"), form.Text("who", "谁"), form.Select("kind", "做了什么", kinds), form.Select("matter", "关于", matters),
		form.Text("number", "编号"), form.Text("words", "查找的字"), form.Text("address", "来访地址"),
	}}
	f.Fields[0].Hint, f.Fields[1].Hint = "", ""
	return f
}

// auditDoors are the doors of records.
var auditDoors = map[string]string{"desk": "工作台", "portal": "申请页", "command": "命令行"}

// auditLineOf says a record in words.
func auditLineOf(r desk.AuditRecord, people desk.People) auditLine {
	l := auditLine{
		No: r.Seq, At: auditTime(r), Who: people.Name(r.By), Tag: page.Tag{State: page.Line, Text: r.Kind.Label()}, About: auditAbout(r, people),
		Route: strings.TrimSpace(r.Method + " " + audit.Bare(r.Route)), Words: r.Words, Note: r.Note, Result: auditResult(r.Status), From: r.Address, Mark: r.Session,
	}
	if u, staff := people.Users[r.By]; staff {
		l.Of = people.Unit(u.Unit)
		if l.Of == "" {
			l.Of = people.Agencies[u.Agency].Name
		}
	} else if r.By == 0 && r.Door != "command" && r.Kind != audit.Tied && r.Kind != audit.Pruned {
		l.Who = "没有登录的人"
	}
	if l.Of == "" {
		l.Of = auditDoors[r.Door]
	}
	if r.Kind == audit.Refused || r.Kind == audit.SignInFailed {
		l.Tag.State = page.Late
	}
	if r.Count > 0 {
		l.Result += "，" + strconv.Itoa(r.Count) + " 件"
	}
	return l
}

// auditTime writes when it was, to the second.
func auditTime(r desk.AuditRecord) string {
	return calendar.DateOf(r.At).Chinese() + " " + r.At.In(calendar.Zone).Format("15:04:05")
}

// auditAbout says what a record is about, by its number: 申请 2026-0158，第 2 份.
func auditAbout(r desk.AuditRecord, people desk.People) string {
	about := r.Subject.Matter.Label()
	switch {
	case r.Subject.ID == 0:
		return about
	case r.Number != "":
		about += " " + r.Number
	case r.Subject.Matter == audit.User && people.Name(r.Subject.ID) != "":
		about += " " + people.Name(r.Subject.ID)
	case r.Subject.Matter == audit.Agency && people.Agencies[r.Subject.ID].Name != "":
		about += " " + people.Agencies[r.Subject.ID].Name
	default:
		about += " " + strconv.FormatInt(r.Subject.ID, 10)
	}
	if r.Subject.Part != 0 {
		about += "，其中第 " + strconv.FormatInt(r.Subject.Part, 10) + " 份"
	}
	return about
}

// auditResult says what was answered.
func auditResult(status int) string {
	switch {
	case status == 0:
		return ""
	case status < http.StatusBadRequest:
		return "成了"
	case status == http.StatusForbidden:
		return "被拒绝"
	case status == http.StatusNotFound, status == http.StatusGone:
		return "没有这一页"
	case status == http.StatusTooManyRequests:
		return "次数太多"
	case status < http.StatusInternalServerError:
		return "没有成"
	}
	return "出错"
}

// sendAudit serves GET /audit.csv: the records that the filters choose.
func (s *Server) sendAudit(w http.ResponseWriter, r *http.Request, by auth.User) error {
	if err := auth.MayDo(by, auth.SeeAudit, by.Agency); err != nil { // before the head goes out, which reads no record
		return err
	}
	query := r.URL.Query()
	q, wrong := s.auditQuery(query)
	if wrong != nil {
		return wrong
	}
	q.Limit, q.Before = desk.MaxExport+1, 0
	chosen := s.Desk.KeptWords(s.auditFilter(s.auditForm(query, q, nil)).Chosen())
	serve.NotedOf(r).Note = chosen
	e := forms.Export{What: "审计记录", Chosen: chosen, Name: "审计记录 " + q.From.String() + " " + q.To.String(), Columns: forms.Heads(
		"序号", "时间", "谁", "单位", "做了什么", "关于", "查找的字", "说明", "结果", "件数", "从哪里进来", "方法", "地址样式", "来访地址", "会话")}
	return e.Send(w, r, s.Desk, by, forms.CSV, func(out forms.Rows) error {
		n := 0
		return s.Desk.AuditRecords(r.Context(), by, q, func(record desk.AuditRecord, people desk.People) error {
			if n++; n > desk.MaxExport {
				return fault.New(fault.Conflict, "audit_too_many", desk.MaxExport)
			}
			l := auditLineOf(record, people)
			return out.Row(int(l.No), l.At, l.Who, l.Of, l.Tag.Text, l.About, l.Words, l.Note, auditResult(record.Status), record.Count, auditDoors[record.Door],
				record.Method, audit.Bare(record.Route), l.From, l.Mark)
		})
	})
}
