package web

import (
	"cmp"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/gorilla/mux"
	"golang.org/x/text/width"

	"mingda/internal/auth"
	"mingda/internal/casefile"
	"mingda/internal/fault"
	"mingda/internal/page"
	"mingda/internal/serve"
	"mingda/internal/sqlite"
)

func (s *Server) registerRoutes(r *mux.Router) {
	r.Handle("/cases", s.staff(s.listCases)).Methods("GET")
	s.registerViewRoutes(r)
	s.registerExportRoutes(r)
}

// registerPage is the page "desk/register".
type registerPage struct {
	page.Base
	Lead     string
	Agency   string // whose cases they are, for paper
	Views    []page.SavedView
	Filter   page.Filter
	Total    int
	Register page.Register
	Pages    page.Pagination
	Empty    page.Empty
	Acts     []page.Button
	Order    string      // 按最迟排
	Saved    string      // name of the saved view; "" where none is shown
	Tools    []page.Link // below the table's head: columns, views, export
}

// rowsOfPage is how many cases a page of the register shows.
const rowsOfPage = 50

// listCases serves GET /cases: the register, chosen by a view and the filters
// above the table. A whole case number typed into the search goes straight to
// its case, and the number of an input that no case has yet (收件号) to the inbox.
func (s *Server) listCases(w http.ResponseWriter, r *http.Request, by auth.User) error {
	if err := mayUseRegister(by); err != nil {
		return err
	}
	ask := askedOf(r.URL.Query())
	number := numberIn(ask.Get("q"))
	if href, err := s.numberedCase(r.Context(), by, number); err != nil {
		return err
	} else if href != "" {
		return serve.SeeOther(w, r, href)
	}
	filter := s.filterOf(ask, by)
	at := pageOf(ask.Values)
	filter.Offset, filter.Limit = (at-1)*rowsOfPage, rowsOfPage
	rows, total, err := s.Desk.Cases(r.Context(), by, filter)
	if err != nil {
		return err
	}
	if total == 0 {
		if href, err := s.numberedInput(r.Context(), by, number); err != nil {
			return err
		} else if href != "" {
			return serve.SeeOther(w, r, href)
		}
	}
	people, err := s.Desk.People(r.Context())
	if err != nil {
		return err
	}
	p := registerPage{Base: s.base(r, by, "台账"), Total: total}
	if p.Filter, err = s.filters(r.Context(), ask, by, people); err != nil {
		return err
	}
	if p.Agency = people.Agencies[auth.SightOf(by).Agency].Name; p.Agency == "" {
		p.Agency = "各机关"
	}
	if p.Views, err = s.views(r, by, ask); err != nil {
		return err
	}
	chosen, err := s.chosen(r, by, ask)
	if err != nil {
		return err
	}
	if p.Register, err = s.registerTable(r, by, ask, chosen, rows, people); err != nil {
		return err
	}
	if err := s.savedViews(r, by, ask, &p); err != nil {
		return err
	}
	p.Order = orderWords(ask)
	limit := sqlite.CaseFilter{Words: ask.Get("q")}.CountLimit()
	p.Register.Caption = cmp.Or(p.Saved, ask.view().label) + "：" + countUpTo(total, limit)
	pages := (min(total, limit) + rowsOfPage - 1) / rowsOfPage
	p.Pages = page.Paginate(at, pages, func(n int) string { return s.registerHref(ask.with("page", strconv.Itoa(n))) })
	p.Empty = s.nothingFound(ask)
	if auth.MayDo(by, auth.TakeIn, by.Agency) == nil {
		p.Acts = []page.Button{{Label: "登记", Href: s.Pages.URL("/inbox"), Key: "N"}}
	}
	for _, a := range severalActs {
		if len(rows) > 0 && mayDoSeveral(by, a) == nil {
			p.Acts = append(p.Acts, page.Button{Label: a.label, Href: s.Pages.URL("/cases/several/" + a.path + "?" + ask.Encode())}.Plain())
		}
	}
	return s.Pages.Render(w, http.StatusOK, "desk/register", p)
}

// numberIn is what was typed, as a number is written: without wide signs.
func numberIn(typed string) string {
	return strings.ToUpper(width.Narrow.String(strings.TrimSpace(typed)))
}

// isElsewhere reports whether a number is of nothing, or of nothing the person
// may see: to them these look the same.
func isElsewhere(err error) bool {
	k := fault.KindOf(err)
	return k == fault.NotFound || k == fault.Forbidden
}

// mayUseRegister returns nil if the person sees cases at all.
func mayUseRegister(by auth.User) error {
	if auth.SightOf(by) == (auth.Sight{}) {
		return auth.May(by, casefile.See, auth.Subject{Agency: by.Agency})
	}
	return nil
}

// ofCases makes a handler of one for whoever sees cases at all.
func ofCases(h staffFunc) staffFunc {
	return func(w http.ResponseWriter, r *http.Request, by auth.User) error {
		if err := mayUseRegister(by); err != nil {
			return err
		}
		return h(w, r, by)
	}
}

// pageIn reads which page of a list is asked for, from 1.
func pageIn(q url.Values) int {
	n, err := strconv.Atoi(q.Get("page"))
	if err != nil || n < 1 || n > 1<<20 {
		return 1
	}
	return n
}

// pageOf is pageIn a list of cases, which is shown as far as it is counted.
func pageOf(q url.Values) int {
	if n := pageIn(q); n <= sqlite.CaseCountLimit/rowsOfPage+1 {
		return n
	}
	return 1
}

// registerHref returns the address of the register with what is asked for.
func (s *Server) registerHref(q url.Values) string {
	if len(q) == 0 {
		return s.Pages.URL("/cases")
	}
	return s.Pages.URL("/cases?" + q.Encode())
}

// countWords writes how many cases there are, as far as lists count.
func countWords(n int) string { return countUpTo(n, sqlite.CaseCountLimit) }

// countUpTo is countWords of what is counted up to a limit.
func countUpTo(n, limit int) string {
	switch {
	case n <= limit:
		return strconv.Itoa(n) + " 件"
	case limit == sqlite.CaseCountLimit:
		return "1万以上"
	}
	return strconv.Itoa(limit) + " 件以上"
}

// registerTable lays the rows out, with the words that were searched for
// marked.
func (s *Server) registerTable(r *http.Request, by auth.User, ask asked, chosen []registerColumn, rows []casefile.Row, people peopleNames) (page.Register, error) {
	today, words := s.Desk.Today(), strings.Fields(ask.Get("q"))
	t := page.Register{Columns: s.columns(ask, chosen)}
	past, err := s.Desk.PastUnits(r.Context(), rows)
	if err != nil {
		return t, err
	}
	var found map[casefile.ID][]casefile.Found
	if len(words) > 0 {
		if found, err = s.Desk.FoundIn(r.Context(), by, rows, ask.Get("q")); err != nil {
			return t, err
		}
	}
	for _, row := range rows {
		l := registerLine{Server: s, Row: row, people: people, past: past, words: words, today: today, snippet: snippetOf(found[row.ID])}
		line := page.RegisterRow{Number: row.Number, Href: s.Pages.URL(casePath(row.ID)), Cells: make([]page.RegisterCell, len(chosen))}
		for i, c := range chosen {
			line.Cells[i] = c.show(l)
		}
		t.Rows = append(t.Rows, line)
	}
	return t, nil
}

// nothingFound says what to do when no case is chosen.
func (s *Server) nothingFound(ask asked) page.Empty {
	if ask.narrowed() {
		return page.Empty{Title: "没有找到", Text: "换一个词，少选几样，或者在全部里找。词语之间空一格，每个词都要有。",
			Acts: []page.Button{page.Button{Label: "看全部", Href: s.registerHref(url.Values{"view": {"all"}})}.Plain()}}
	}
	return page.Empty{Title: "这里还没有案件", Text: "收件箱里登记以后，案件就列在这里。",
		Acts: []page.Button{page.Button{Label: "看全部", Href: s.registerHref(url.Values{"view": {"all"}})}.Plain()}}
}
