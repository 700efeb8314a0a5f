package web

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"github.com/gorilla/mux"

	"mingda/internal/audit"
	"mingda/internal/auth"
	"mingda/internal/desk"
	"mingda/internal/fault"
	"mingda/internal/forms"
	"mingda/internal/page"
	"mingda/internal/serve"
)

// The days that 异常提示 shows at most: all of their records are read.
const unusualMaxDays = 31

// unusualPage is the page "desk/audit_unusual".
type unusualPage struct {
	page.Base
	Back   page.BackLink
	Lead   string
	Filter page.Filter
	Lines  []unusualLine
	Empty  page.Empty
}

// An unusualLine is one finding.
type unusualLine struct {
	Day     string
	Tag     page.Tag
	Text    string
	Records string // where the records behind it are
	Checked string // who looked at it, when, and what came of it; "": nobody yet
	Check   string
}

// showUnusual serves GET /audit/unusual.
func (s *Server) showUnusual(w http.ResponseWriter, r *http.Request, by auth.User) error {
	from, to, wrong := daysAsked(r.URL.Query(), s.Desk.Today(), auditDays, unusualMaxDays)
	lines, people, err := s.Desk.Unusual(r.Context(), by, from, to)
	if err != nil {
		return err
	}
	l := s.Desk.WatchLimits()
	p := unusualPage{
		Base: s.base(r, by, "异常提示"), Back: page.BackLink{Href: s.Pages.URL("/audit"), Label: "回审计记录"},
		Lead: fmt.Sprintf("一人一小时看 %d 件或者一天看 %d 件；%d 点前、%d 点后和休息日做 %d 次；一周里 %d 个人查同一个；一天被拒绝 %d 次、登录失败 %d 次；一件一天被单位以外 %d 个人看；一分钟里查找、打开文件、导出超过上限。只是提示，不等于违规：看记录、问清楚，再写核查结果。",
			l.CasesHour, l.CasesDay, l.From, l.Until, l.OffHours, l.Searchers, l.Refused, l.SignIns, l.Outsiders),
		Filter: page.Filter{Action: s.Pages.URL("/audit/unusual"), ClearHref: s.Pages.URL("/audit/unusual")},
		Empty:  page.Empty{Title: "这几天没有异常提示", Text: "换几天看。"},
	}
	form := page.NewForm(url.Values{"from": {from.String()}, "to": {to.String()}}, wrong)
	for _, f := range []page.Field{form.Date("from", "从"), form.Date("to", "到")} {
		f.Hint = ""
		p.Filter.Fields = append(p.Filter.Fields, f)
	}
	p.Errors = form.Errors()
	for _, one := range lines {
		p.Lines = append(p.Lines, s.unusualLine(one, people))
	}
	status := http.StatusOK
	if wrong != nil {
		status = http.StatusUnprocessableEntity
	}
	return s.Pages.Render(w, status, "desk/audit_unusual", p)
}

func (s *Server) unusualLine(l desk.UnusualLine, people desk.People) unusualLine {
	line := unusualLine{Day: l.Day.Chinese(), Tag: page.Tag{State: page.Soon, Text: l.Rule.Label()}, Text: unusualText(l, people), Records: s.unusualRecords(l, people)}
	if l.CheckedBy != 0 {
		line.Tag.State, line.Checked = page.Line, people.Name(l.CheckedBy)+"，"+dayAndTime(l.CheckedAt)+"："+l.Said
		return line
	}
	line.Check = s.Pages.URL("/audit/unusual/" + l.Day.String() + "/" + l.Key())
	return line
}

// unusualText says a finding in a sentence.
func unusualText(l desk.UnusualLine, people desk.People) string {
	who := people.Name(l.Who)
	var names []string
	for _, id := range l.People {
		names = append(names, people.Name(id))
	}
	switch l.Rule {
	case audit.ManyCases:
		return fmt.Sprintf("%s 一天看了 %d 件，最多的是 %d 点，一小时 %d 件", who, l.Count, l.Hour, l.InHour)
	case audit.OffHours:
		return fmt.Sprintf("%s 在非工作时间做了 %d 次", who, l.Count)
	case audit.SameWords:
		return fmt.Sprintf("一周里 %d 个人查“%s”：%s", l.Count, l.Words, strings.Join(names, "、"))
	case audit.ManyRefused:
		return fmt.Sprintf("%s 被拒绝 %d 次", who, l.Count)
	case audit.TooFast:
		return fmt.Sprintf("%s 一分钟里查找、下载、导出得太多，被拦 %d 次", who, l.Count)
	case audit.WrongSignIn:
		if l.Address != "" {
			who = "从 " + l.Address
		}
		return fmt.Sprintf("%s 登录失败 %d 次", who, l.Count)
	}
	return fmt.Sprintf("申请 %s 被承办、协办单位以外的 %d 个人看过：%s", l.Number, l.Count, strings.Join(names, "、"))
}

// unusualRecords returns where the records behind a finding are.
func (s *Server) unusualRecords(l desk.UnusualLine, people desk.People) string {
	q := url.Values{"from": {l.From().String()}, "to": {l.Day.String()}, "who": {people.Users[l.Who].Login}, "address": {l.Address}, "words": {l.Words}}
	switch l.Rule {
	case audit.ManyCases:
		q.Set("kind", string(audit.Saw))
	case audit.SameWords:
		q.Set("kind", string(audit.Searched))
	case audit.ManyRefused:
		q.Set("kind", string(audit.Refused))
	case audit.WrongSignIn:
		q.Set("kind", string(audit.SignInFailed))
	case audit.Outsiders:
		q.Set("matter", string(audit.Case))
		q.Set("number", l.Number)
	}
	return s.auditHref("/audit", q, 0)
}

// checkPage is the page "desk/audit_check": what came of a finding is written down (核查).
type checkPage struct {
	page.Base
	Back   page.BackLink
	Line   unusualLine
	Said   page.Field
	Post   string
	Button page.Button
}

// showCheck serves GET /audit/unusual/{day}/{key}.
func (s *Server) showCheck(w http.ResponseWriter, r *http.Request, by auth.User) error {
	return s.renderCheck(w, r, by, http.StatusOK, nil, nil)
}

func (s *Server) renderCheck(w http.ResponseWriter, r *http.Request, by auth.User, status int, typed url.Values, wrong error) error {
	if err := auth.MayDo(by, auth.SeeAudit, by.Agency); err != nil {
		return err
	}
	day, err := forms.ParseDay(mux.Vars(r)["day"])
	if err != nil {
		return fault.New(fault.NotFound, "audit_no_finding")
	}
	l, people, err := s.Desk.UnusualOf(r.Context(), by, day, mux.Vars(r)["key"])
	if err != nil {
		return err
	}
	if l.CheckedBy != 0 {
		return fault.New(fault.Conflict, "audit_checked")
	}
	form := page.NewForm(typed, wrong)
	line := s.unusualLine(l, people)
	p := checkPage{
		Base: s.base(r, by, "核查异常提示"), Back: page.BackLink{Href: s.Pages.URL("/audit/unusual"), Label: "回异常提示"}, Line: line,
		Said: form.Textarea("said", "核查结果").WithHint("比如：问过本人和单位负责人，是办理群体申请。写了不能改。").WithRows(3).AsRequired(),
		Post: line.Check, Button: page.Button{Label: "记下核查结果", Key: "Ctrl S"},
	}
	p.Errors = form.Errors()
	return s.Pages.Render(w, status, "desk/audit_check", p)
}

// check serves POST /audit/unusual/{day}/{key}.
func (s *Server) check(w http.ResponseWriter, r *http.Request, by auth.User) error {
	if err := auth.MayDo(by, auth.SeeAudit, by.Agency); err != nil {
		return err
	}
	sent, err := serve.ReadForm(r, serve.PlainForm, nil)
	if err != nil {
		return err
	}
	day, err := forms.ParseDay(mux.Vars(r)["day"])
	if err != nil {
		return fault.New(fault.NotFound, "audit_no_finding")
	}
	err = s.Desk.CheckUnusual(r.Context(), by, day, mux.Vars(r)["key"], sent.Value("said"))
	if isInvalid(err) {
		return s.renderCheck(w, r, by, http.StatusUnprocessableEntity, sent.Values, err)
	}
	if err != nil {
		return err
	}
	return s.see(w, r, "/audit/unusual?from="+day.String()+"&to="+day.String(), "已核查")
}
