package web

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/gorilla/mux"

	"mingda/internal/auth"
	"mingda/internal/casefile"
	"mingda/internal/desk"
	"mingda/internal/inbox"
	"mingda/internal/page"
	"mingda/internal/serve"
	"mingda/internal/sqlite"
)

func (s *Server) searchRoutes(r *mux.Router) {
	r.Handle("/search", s.staff(s.showSearch)).Methods("GET")
}

// searchPage is the page "desk/search".
type searchPage struct {
	page.Base
	Typed    string
	Count    string // 12 件
	Hits     []hitLine
	Register string // where the same words narrow the register
	Pages    page.Pagination
	Empty    page.Empty
	Note     *page.Note
	Copy     string // where somebody is given all that is kept of them; "" for who may not
}

// A hitLine is one case that was found.
type hitLine struct {
	Number    page.Marked
	Href      string
	Applicant page.Marked
	Subject   page.Marked
	Unit      unitCell
	Stage     string
	Due       page.Due
	Places    []placeLine
}

// A placeLine is where else in the case the words stand.
type placeLine struct {
	Label string
	Name  string // of the letter or document
	Href  string // where it is read; "" for who may not
	Text  page.Marked
}

// showSearch serves GET /search?q=: the cases in which the words stand, the newest
// first, each with where. A whole number goes straight to what has it.
func (s *Server) showSearch(w http.ResponseWriter, r *http.Request, by auth.User) error {
	if err := mayUseRegister(by); err != nil {
		return err
	}
	typed := strings.Join(strings.Fields(r.URL.Query().Get("q")), " ")
	if href, err := s.numberedCase(r.Context(), by, numberIn(typed)); err != nil {
		return err
	} else if href != "" {
		return serve.SeeOther(w, r, href)
	}
	p := searchPage{Base: s.base(r, by, "查找"), Typed: typed, Register: s.registerHref(url.Values{"q": {typed}})}
	if desk.MayCopyPerson(by) == nil {
		p.Copy = s.Pages.URL(copyPath)
	}
	if typed == "" {
		p.Empty = page.Empty{Title: "在上面写要找的词", Text: "编号、姓名、事项、文书、来信、材料，扫描件里机器认出的字也找。两个字起，几个词用空格隔开。身份证号、电话、邮箱要写全。住址不能找。"}
		return s.Pages.Render(w, http.StatusOK, "desk/search", p)
	}
	at := pageOf(r.URL.Query())
	all, err := s.Desk.SearchCases(r.Context(), by, typed, (at-1)*rowsOfPage, rowsOfPage)
	if err != nil {
		return err
	}
	if all.Total == 0 {
		if href, err := s.numberedInput(r.Context(), by, numberIn(typed)); err != nil {
			return err
		} else if href != "" {
			return serve.SeeOther(w, r, href)
		}
	}
	p.Count = countUpTo(all.Total, sqlite.WordCountLimit)
	if p.Hits, err = s.hitLines(r.Context(), typed, all.Hits); err != nil {
		return err
	}
	pages := (min(all.Total, sqlite.WordCountLimit) + rowsOfPage - 1) / rowsOfPage
	p.Pages = page.Paginate(at, pages, func(n int) string {
		return s.Pages.URL("/search?" + url.Values{"q": {typed}, "page": {strconv.Itoa(n)}}.Encode())
	})
	p.Empty = page.Empty{Title: "没有找到", Text: "换一个词，或者少写几个。每个词都要有，次序不论。身份证号、电话、邮箱要写全，住址不能找。",
		Acts: []page.Button{page.Button{Label: "看台账", Href: s.registerHref(url.Values{"view": {"all"}})}.Plain()}}
	if all.Unindexed > 0 {
		p.Note = &page.Note{Strong: "还不能都找到：", Text: "正在重建检索，还有 " + strconv.Itoa(all.Unindexed) + " 件，这些案件过一会儿才找得到。"}
	}
	return s.Pages.Render(w, http.StatusOK, "desk/search", p)
}

// numberedCase returns where the case with the number is; "" where the person sees
// none.
func (s *Server) numberedCase(ctx context.Context, by auth.User, number string) (string, error) {
	id, err := s.Desk.CaseID(ctx, by, number)
	if err == nil {
		return s.Pages.URL(casePath(id)), nil
	}
	if isElsewhere(err) {
		err = nil
	}
	return "", err
}

// numberedInput is numberedCase of what came in, for a number that stands in no case.
func (s *Server) numberedInput(ctx context.Context, by auth.User, number string) (string, error) {
	id, err := s.Desk.InputID(ctx, by, number)
	if err == nil {
		return s.inputURL(id, ""), nil
	}
	if isElsewhere(err) {
		err = nil
	}
	return "", err
}

// hitLines lay out what was found.
func (s *Server) hitLines(ctx context.Context, typed string, hits []desk.CaseHit) ([]hitLine, error) {
	people, err := s.Desk.People(ctx)
	if err != nil {
		return nil, err
	}
	rows := make([]casefile.Row, len(hits))
	for i, h := range hits {
		rows[i] = h.Row
	}
	past, err := s.Desk.PastUnits(ctx, rows)
	if err != nil {
		return nil, err
	}
	var lines []hitLine
	today, words := s.Desk.Today(), strings.Fields(typed)
	for _, h := range hits {
		line := hitLine{
			Number: marked(h.Row.Number, words), Href: s.Pages.URL(casePath(h.Row.ID)), Applicant: marked(h.Row.Applicant, words),
			Subject: marked(subjectOf(h.Row), words), Unit: unitIn(h.Row, people, past), Stage: h.Row.Stage.Label(), Due: s.dueOf(h.Row, today, true),
		}
		for _, f := range h.Found {
			if !f.Row {
				line.Places = append(line.Places, s.placeLine(h.Row.ID, typed, f))
			}
		}
		switch {
		case len(h.Found) == 0 && slices.ContainsFunc(words, func(word string) bool { return casefile.NumberKey(word) != "" }):
			line.Places = []placeLine{{Label: "号码", Text: page.Marked{{Text: "和这件里有关的人的身份证号、电话或者邮箱相同。"}}}}
		case len(h.Found) == 0:
			line.Places = []placeLine{{Label: "在您看不到原文的地方", Text: page.Marked{{Text: "比如来信，由收件员看。"}}}}
		}
		lines = append(lines, line)
	}
	return lines, nil
}

// placeLine says where the words stand, and where that is read.
func (s *Server) placeLine(id casefile.ID, typed string, f casefile.Found) placeLine {
	line := placeLine{Label: f.Place.Label(), Name: f.Name, Href: s.Pages.URL(casePath(id)), Text: markedPieces(f.Pieces)}
	n := strconv.Itoa(f.N)
	switch f.Place {
	case casefile.InLetter:
		line.Href = s.Pages.URL(letterPath(id, f.N))
	case casefile.InMail:
		line.Href = s.inputURL(inbox.ID(f.N), "")
	case casefile.InFile, casefile.InScan:
		line.Href = s.Pages.URL(materialTextPath(id, f.N) + "?" + url.Values{"q": {typed}}.Encode())
	case casefile.InName:
		line.Href = s.Pages.URL(casePath(id, "materials", n) + "?show=1")
	}
	return line
}
