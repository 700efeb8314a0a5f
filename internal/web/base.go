package web

import (
	"net/http"
	"strconv"
	"strings"

	"github.com/gorilla/mux"

	"mingda/internal/auth"
	"mingda/internal/calendar"
	"mingda/internal/desk"
	"mingda/internal/fault"
	"mingda/internal/page"
	"mingda/internal/reconsider"
	"mingda/internal/sqlite"
)

// base returns what the layout of the desk needs, for the person and the page.
func (s *Server) base(r *http.Request, by auth.User, title string) page.Base {
	b := page.Base{
		Title: title, Office: s.Office, Demo: len(s.Demo) > 0, Large: s.largeType(r), Today: calendar.DateOf(s.Now()),
		Query: r.URL.Query().Get("q"),
	}
	if by.ID == 0 {
		return b
	}
	b.User = &page.UserView{Name: by.Name, Unit: s.unitOf(r, by), RoleLabel: s.rolesOf(r, by), Places: s.Pages.URL("/stand-ins"), Account: s.Pages.URL(accountPath)}
	b.Nav = s.nav(r, by)
	b.SignOutPost = s.Pages.URL("/sign-out")
	if auth.SightOf(by) != (auth.Sight{}) {
		b.SearchHref = s.Pages.URL("/search")
	}
	b.NoKeys, b.KeysPost = s.Cookies.Value(r, keysCookie) == "off", s.Pages.URL("/keys")
	if r.Method == http.MethodGet {
		b.Here = s.Pages.URL(r.URL.RequestURI())
	}
	b.Flash = s.flash(r)
	return b
}

// Cookies that keep how a person likes the pages.
const (
	sizeCookie = "zihao"
	keysCookie = "anjian"
)

// largeType reports whether the pages are shown in large type (大字版).
func (s *Server) largeType(r *http.Request) bool {
	switch r.URL.Query().Get("zihao") {
	case "da":
		return true
	case "xiao":
		return false
	}
	return s.Cookies.Value(r, sizeCookie) == "da"
}

// roleLabels names the roles of a person.
func roleLabels(by auth.User) string {
	labels := make([]string, len(by.Roles))
	for i, role := range by.Roles {
		labels[i] = role.Label()
	}
	return strings.Join(labels, "、")
}

// rolesOf names the roles of a person, and in whose place they work today.
func (s *Server) rolesOf(r *http.Request, by auth.User) string {
	labels := roleLabels(by)
	var of int64
	for _, b := range by.Borrowed {
		if b.Of == of {
			continue
		}
		of = b.Of
		if absent, err := s.Desk.PersonName(r.Context(), b.Of); err == nil {
			labels += "，代 " + absent
		}
	}
	return labels
}

// unitOf names the unit of a person, else the agency. Where neither can be had
// it is the office: the page itself will say what is wrong.
func (s *Server) unitOf(r *http.Request, by auth.User) string {
	if by.Agency == 0 {
		return wholeInstallation
	}
	name, err := s.Desk.Workplace(r.Context(), by)
	if err != nil || name == "" {
		return s.Office.Name
	}
	return name
}

// nav is the side list: what the person's roles reach. Counts that cannot be
// had are left out; the page itself will say what is wrong.
func (s *Server) nav(r *http.Request, by auth.User) []page.NavGroup {
	item := func(label, path string, count int, hot bool) page.NavItem {
		return page.NavItem{Label: label, Href: s.Pages.URL(path), Count: count, Hot: hot, Current: current(r, path)}
	}
	var work, keep []page.NavItem
	if auth.SightOf(by) != (auth.Sight{}) {
		mine, _ := s.Desk.CountCases(r.Context(), by, sqlite.CaseFilter{Open: true, DueUntil: calendar.DateOf(s.Now())})
		work = append(work, item("今日", "/", mine, mine > 0))
	}
	if auth.MayDo(by, auth.SeeIntake, by.Agency) == nil {
		waiting, _ := s.Desk.CountWaiting(r.Context(), by)
		work = append(work, item("收件箱", "/inbox", waiting, false))
	}
	if auth.SightOf(by) != (auth.Sight{}) {
		work = append(work, item("台账", "/cases", 0, false), item("拟稿与审核", "/letters", s.queued(r, by), false))
	}
	if auth.MayReview(by, reconsider.See, auth.Subject{Agency: by.Agency}) == nil {
		waiting, due, _ := s.Desk.CountReviewWaiting(r.Context(), by)
		work = append(work, item("复议收件", "/review/inbox", waiting, due), item("复议案件", "/review", 0, false))
	}
	if auth.MayReview(by, reconsider.Respond, auth.Subject{Respondent: by.Agency}) == nil {
		toAnswer, _ := s.Desk.CountToRespond(r.Context(), by)
		if toAnswer.Told > 0 {
			work = append(work, item("被申请复议", "/respond", toAnswer.Open, toAnswer.Open > 0))
		}
	}
	if desk.MaySeeLawsuits(by) {
		open, all, _ := s.Desk.CountLawsuits(r.Context(), by)
		if all > 0 || auth.MayReview(by, reconsider.See, auth.Subject{Agency: by.Agency}) == nil {
			work = append(work, item("诉讼案件", "/lawsuits", open, false))
		}
	}
	if auth.MayDo(by, auth.SeeBalance, by.Agency) == nil {
		keep = append(keep, item("平账", "/balance", 0, false))
	}
	if auth.MayDo(by, auth.SeeDays, by.Agency) == nil {
		keep = append(keep, item("办理用时", "/days", 0, false))
	}
	if auth.MayFigure(by, by.Agency, auth.SightOf(by).Unit) == nil {
		keep = append(keep, item("统计", "/figures", 0, false))
	}
	if auth.MayDo(by, auth.SeeYearly, by.Agency) == nil {
		keep = append(keep, item("年度报告", "/yearly", 0, false))
	}
	if auth.MayDo(by, auth.SeeOutbox, by.Agency) == nil {
		keep = append(keep, item("发件箱", "/outbox", 0, false))
	}
	if auth.SightOf(by) != (auth.Sight{}) {
		keep = append(keep, item("发文登记簿", "/numbers", 0, false))
	}
	keep = append(keep, s.shelfNav(r, by, item)...)
	var groups []page.NavGroup
	for _, items := range [][]page.NavItem{work, keep, s.adminNav(r, by, item)} {
		if len(items) > 0 {
			groups = append(groups, page.NavGroup{Items: items})
		}
	}
	return groups
}

// adminNav are the pages of those who run the installation.
func (s *Server) adminNav(r *http.Request, by auth.User, item func(label, path string, count int, hot bool) page.NavItem) (admin []page.NavItem) {
	for _, a := range []struct {
		label, path string
		needs       []auth.Permission
	}{
		{"人员", "/users", []auth.Permission{auth.ManageUsers, auth.GrantRoles}},
		{"恢复登录", letInsPath, []auth.Permission{auth.AgreeLetIn}},
		{"机关与单位", "/agencies", []auth.Permission{auth.ManageAgencies, auth.ManageUnits}},
		{"审计记录", "/audit", []auth.Permission{auth.SeeAudit}},
		{"导出记录", "/exports", []auth.Permission{auth.SeeExports}},
		{"隔离的文件", "/sealed", []auth.Permission{auth.ReleaseFile}},
		{"导入旧台账", "/import", []auth.Permission{auth.TakeOver}},
		{"运行情况", "/health", []auth.Permission{auth.SeeHealth}},
	} {
		for _, p := range a.needs {
			if auth.MayDo(by, p, by.Agency) == nil {
				waiting := 0
				switch p {
				case auth.SeeAudit:
					waiting, _ = s.Desk.AuditWaiting(r.Context(), by)
				case auth.AgreeLetIn:
					waiting, _ = s.Desk.CountLetIns(r.Context(), by)
				}
				admin = append(admin, item(a.label, a.path, waiting, false))
				break
			}
		}
	}
	if auth.MayDo(by, auth.ManageCalendars, 0) == nil { // one calendar for the whole installation
		admin = append(admin, item("工作日历", "/calendars", 0, false))
	}
	return admin
}

// current reports whether the request is for the page or one below it.
func current(r *http.Request, path string) bool {
	if path == "/" {
		return r.URL.Path == "/" || current(r, "/calendar") // the month is reached from the day
	}
	if strings.HasPrefix(r.URL.Path, "/cases/") && strings.Contains(r.URL.Path, "/letters/") {
		return path == "/letters" // the letters of a case stand below it, but are reached from their queues
	}
	if path == "/review" && current(r, "/review/inbox") {
		return false // stands below it, and beside it in the list
	}
	if path == "/figures" && current(r, "/assessment") || path == "/yearly" && current(r, "/report") {
		return true // it is a tab of it
	}
	return r.URL.Path == path || strings.HasPrefix(r.URL.Path, path+"/")
}

// pathID returns a number in the address; the route admits only digits.
func pathID(r *http.Request, name string) int64 {
	id, err := strconv.ParseInt(mux.Vars(r)[name], 10, 64)
	if err != nil {
		return 0 // longer than any ID: there is none such
	}
	return id
}

// isInvalid reports whether err belongs on the page of the form it is about.
func isInvalid(err error) bool { return fault.KindOf(err) == fault.Invalid }

// isStale reports whether err says that somebody else was quicker.
func isStale(err error) bool { return fault.CodeOf(err) == "stale_version" }
