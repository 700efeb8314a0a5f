package portal

import (
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"mingda/internal/fault"
	"mingda/internal/page"
)

// base returns what the layout of the portal needs for a page.
func (s *Server) base(r *http.Request, title string) page.Base {
	large := s.largeType(r)
	return page.Base{
		Title: title, Office: s.office(), Demo: s.Demo, Large: large, Today: s.Desk.Today(),
		Nav: []page.NavGroup{{Items: s.nav(r)}}, LargeHref: s.sizeHref(r, !large),
	}
}

// nav is the head of every page.
func (s *Server) nav(r *http.Request) []page.NavItem {
	items := []page.NavItem{
		{Label: "我要申请", Href: s.Pages.URL("/apply"), Current: strings.HasPrefix(r.URL.Path, "/apply")},
		{Label: "查进度", Href: s.Pages.URL("/status"), Current: strings.HasPrefix(r.URL.Path, "/status")},
		{Label: "公开指南", Href: s.guideHref(), Current: r.URL.Path == "/guide"},
	}
	return items
}

// office is the office with the portal's own links in the foot and its own
// style sheet.
func (s *Server) office() page.OfficeView {
	o := s.Office
	if s.style != "" {
		o.StyleHref = s.Pages.URL("/office.css")
	}
	links := []page.Link{
		{Label: "公开指南", Href: s.guideHref()},
		{Label: "年度报告", Href: s.Pages.URL("/reports")},
		{Label: "查验文书真伪", Href: s.Pages.URL("/verify")},
		{Label: "无障碍说明", Href: s.Pages.URL("/accessibility")},
		{Label: "隐私说明", Href: s.Pages.URL("/privacy")},
	}
	links = append(links, s.Office.FooterLinks...)
	if s.ParentHref != "" {
		name := s.Office.ParentSite
		if name == "" {
			name = "政府网站"
		}
		links = append(links, page.Link{Label: "返回" + name, Href: s.ParentHref})
	}
	o.FooterLinks = links
	return o
}

func (s *Server) guideHref() string {
	if s.GuideHref != "" {
		return s.GuideHref
	}
	return s.Pages.URL("/guide")
}

// sizeCookie keeps the type size that somebody chose.
const (
	sizeCookie = "zihao"
	sizeFor    = 365 * 24 * time.Hour
)

// largeType reports whether the pages are shown in large type (大字版).
func (s *Server) largeType(r *http.Request) bool {
	size := r.URL.Query().Get(sizeCookie)
	if size == "" {
		size = s.Cookies.Value(r, sizeCookie)
	}
	return size == "da"
}

// keepSize keeps the type size that the address chooses for the next pages.
func (s *Server) keepSize(w http.ResponseWriter, r *http.Request) {
	switch size := r.URL.Query().Get(sizeCookie); size {
	case "da", "xiao":
		s.Cookies.Set(w, sizeCookie, size, sizeFor)
	}
}

// sizeHref returns the address of the page that is shown, in the other size.
// What was typed must not be lost by it, so the form's key stays in it.
func (s *Server) sizeHref(r *http.Request, large bool) string {
	query := pageQuery(r)
	query.Set(sizeCookie, map[bool]string{true: "da", false: "xiao"}[large])
	return s.Pages.URL(r.URL.Path) + "?" + query.Encode()
}

// pageQuery is the query with which a GET shows the page of the request again;
// forms post to addresses that hold their key.
func pageQuery(r *http.Request) url.Values {
	query := r.URL.Query()
	query.Del(sizeCookie)
	return query
}

// failed renders the page of a failure. It reads neither session nor database:
// they may be what failed.
func (s *Server) failed(w http.ResponseWriter, r *http.Request, f page.Failure) error {
	f.Base = s.base(r, "")
	f.HomeHref, f.FindHref = s.Pages.URL("/"), s.Pages.URL("/status")
	if !slices.Contains([]int{http.StatusNotFound, http.StatusForbidden, http.StatusMethodNotAllowed}, f.Status) {
		f.BackHref = s.Pages.URL(r.URL.Path)
		if query := pageQuery(r); len(query) > 0 {
			f.BackHref += "?" + query.Encode()
		}
	}
	w.Header().Set("X-Robots-Tag", "noindex")
	return s.Pages.RenderFailure(w, "portal", f)
}

// aside is the help column, with sections of the page's own.
func (s *Server) aside(sections ...page.AsideSection) page.Aside {
	return page.Aside{Office: s.Office, Sections: sections}
}

// showStyle serves GET /office.css: the office's own 朱.
func (s *Server) showStyle(w http.ResponseWriter, _ *http.Request) error {
	if s.style == "" {
		return fault.New(fault.NotFound, "not_found")
	}
	w.Header().Set("Content-Type", "text/css; charset=utf-8")
	w.Header().Set("Cache-Control", "public, max-age=3600")
	_, _ = io.WriteString(w, s.style) // the client went away
	return nil
}

// isInvalid reports whether err belongs on the page of the form it is about.
func isInvalid(err error) bool { return fault.KindOf(err) == fault.Invalid }
