package web

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/gorilla/mux"

	"mingda/internal/auth"
	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/desk"
	"mingda/internal/forms"
	"mingda/internal/page"
	"mingda/internal/sqlite"
)

func (s *Server) numberRoutes(r *mux.Router) {
	r.Handle("/numbers", s.staff(s.showNumbers)).Methods("GET")
	r.Handle("/numbers.csv", s.staff(s.sendNumbers)).Methods("GET")
}

// numbersPage is the page "desk/numbers": the register of numbers (发文登记簿).
type numbersPage struct {
	page.Base
	Agency string
	Series string // “答”字〔2026〕
	Check  page.Note
	Own    string // what is said to who does not see the whole series
	Filter page.Filter
	Lines  []numberLine
	Pages  page.Pagination
	Empty  page.Empty
	Acts   []page.Button
}

// A numberLine is one number as the page shows it.
type numberLine struct {
	Number page.Link
	On     string
	Name   string
	Case   page.Link
	To     string
	Signer string
	Sent   string // how, and the day; "" while it has not gone out
	Tag    page.Tag
	Why    string
	Other  page.Link // the letter that stands in its place
}

// numberStates are the shapes and words of what became of a number.
var numberStates = map[sqlite.NumberState]page.Tag{
	sqlite.NumberStands:   {State: page.OK, Text: "有效"},
	sqlite.NumberReplaced: {State: page.Line, Text: "已替代"},
	sqlite.NumberRevoked:  {State: page.Late, Text: "已被撤销"},
	sqlite.NumberVoid:     {State: page.Late, Text: "作废"},
}

// numberQuery reads what the address asks for. What is no number asks for what
// the page shows first.
func numberQuery(q url.Values) desk.NumberQuery {
	var ask desk.NumberQuery
	ask.Agency, _ = strconv.ParseInt(q.Get("agency"), 10, 64)
	if year, err := strconv.Atoi(q.Get("year")); err == nil && year >= 1000 && year <= 9999 {
		ask.Year = year
	}
	ask.Word = q.Get("word")
	if state := sqlite.NumberState(q.Get("state")); numberStates[state].Text != "" {
		ask.State = state
	}
	return ask
}

// showNumbers serves GET /numbers.
func (s *Server) showNumbers(w http.ResponseWriter, r *http.Request, by auth.User) error {
	query := r.URL.Query()
	ask, at := numberQuery(query), pageOf(query)
	ask.Offset, ask.Limit = (at-1)*rowsOfPage, rowsOfPage
	book, err := s.Desk.Numbers(r.Context(), by, ask)
	if err != nil {
		return err
	}
	address := func(path string, page int) string { return s.numbersHref(path, book, ask.State, page) }
	if last := (book.Total + rowsOfPage - 1) / rowsOfPage; last > 0 && at > last { // such as an old bookmark
		http.Redirect(w, r, address("/numbers", last), http.StatusSeeOther)
		return nil
	}
	p := numbersPage{
		Base: s.base(r, by, "发文登记簿"), Agency: book.Agency.Name, Series: seriesTitle(book), Check: seriesCheck(book), Filter: s.numberFilter(book, ask),
		Pages: page.Paginate(at, (book.Total+rowsOfPage-1)/rowsOfPage, func(n int) string { return address("/numbers", n) }),
		Empty: page.Empty{Title: "这里没有发过文", Text: "签发时取的文号都登在这里，作废的也在。换一个年份、字号或者状态看。"},
	}
	if book.Last > 0 {
		p.Empty = page.Empty{Title: "没有这样的文书", Text: "这个字号里，您看得到的没有这一种。换一个状态看。"}
	}
	if auth.SightOf(by).Unit != 0 {
		p.Own = "列出的是本单位承办的 " + strconv.Itoa(book.Total) + " 份；有没有缺号，按整个字号核对。"
	}
	for _, l := range book.Lines {
		p.Lines = append(p.Lines, s.numberLine(book, l))
	}
	if len(p.Lines) > 0 {
		p.Acts = []page.Button{{Label: "导出表格（CSV）", Href: address("/numbers.csv", 1), Kind: "plain"}}
	}
	return s.Pages.Render(w, http.StatusOK, "desk/numbers", p)
}

// numbersHref returns the address of a page of the register, or of its file.
func (s *Server) numbersHref(path string, book desk.NumberBook, state sqlite.NumberState, at int) string {
	q := url.Values{"agency": {strconv.FormatInt(book.Agency.ID, 10)}, "word": {book.Word}, "year": {strconv.Itoa(book.Year)}}
	if state != "" {
		q.Set("state", string(state))
	}
	if at > 1 {
		q.Set("page", strconv.Itoa(at))
	}
	return s.Pages.URL(path + "?" + q.Encode())
}

func seriesTitle(book desk.NumberBook) string {
	return "“" + book.Word + "”字〔" + strconv.Itoa(book.Year) + "〕"
}

// seriesCheck says whether a number is missing.
func seriesCheck(book desk.NumberBook) page.Note {
	switch {
	case book.Last == 0:
		return page.Note{}
	case len(book.Missing) == 0 && book.Last == 1:
		return page.Note{Kind: page.Done, Strong: "1 号，无缺号。", Text: "文号在签发时由程序按次序取，作废的留号。"}
	case len(book.Missing) == 0:
		return page.Note{Kind: page.Done, Strong: "1—" + strconv.Itoa(book.Last) + " 号，无缺号。", Text: "文号在签发时由程序按次序取，作废的留号。"}
	}
	var missing []string
	for _, n := range book.Missing {
		missing = append(missing, strconv.Itoa(n))
	}
	return page.Note{Kind: page.Late, Strong: "1—" + strconv.Itoa(book.Last) + " 号里缺 " + strings.Join(missing, "、") + " 号：", Text: "请管理员核对台账。"}
}

// numberFilter are the controls above the table.
func (s *Server) numberFilter(book desk.NumberBook, ask desk.NumberQuery) page.Filter {
	form := page.NewForm(url.Values{
		"agency": {strconv.FormatInt(book.Agency.ID, 10)}, "word": {book.Word}, "year": {strconv.Itoa(book.Year)}, "state": {string(ask.State)},
	}, nil)
	f := page.Filter{Action: s.Pages.URL("/numbers"), ClearHref: s.Pages.URL("/numbers")}
	if len(book.Agencies) > 1 {
		var agencies []page.Option
		for _, a := range book.Agencies {
			agencies = append(agencies, page.Option{Value: strconv.FormatInt(a.ID, 10), Label: a.Name})
		}
		choose := form.Select("agency", "机关", agencies)
		choose.Width = "m"
		f.Fields = append(f.Fields, choose)
	}
	var words, years []page.Option
	for _, word := range desk.SeriesWords() {
		words = append(words, page.Option{Value: word, Label: word})
	}
	known := false
	for _, y := range book.Years {
		known = known || y == book.Year
		years = append(years, page.Option{Value: strconv.Itoa(y), Label: strconv.Itoa(y) + " 年"})
	}
	if !known {
		years = append([]page.Option{{Value: strconv.Itoa(book.Year), Label: strconv.Itoa(book.Year) + " 年"}}, years...)
	}
	states := anyOption()
	for _, state := range []sqlite.NumberState{sqlite.NumberStands, sqlite.NumberReplaced, sqlite.NumberRevoked, sqlite.NumberVoid} {
		states = append(states, page.Option{Value: string(state), Label: numberStates[state].Text})
	}
	f.Fields = append(f.Fields, form.Select("year", "年份", years), form.Select("word", "字号", words), form.Select("state", "状态", states))
	return f
}

// numberLine says what became of one number.
func (s *Server) numberLine(book desk.NumberBook, l desk.NumberLine) numberLine {
	c := l.Case
	line := numberLine{
		Number: page.Link{Label: l.Letter.Number, Href: s.Pages.URL(letterPath(c.ID, l.Letter.N))}, On: l.Letter.SignedOn.Chinese(),
		Name: desk.LetterName(l.Letter.Kind), Case: page.Link{Label: c.Number, Href: s.Pages.URL(casePath(c.ID))},
		To: c.NamesOn(l.Letter), Signer: book.People.Name(l.Letter.Signer), Tag: numberStates[l.State], Why: numberWhy(book, l),
	}
	line.Sent = sentText(l.Letter, func(s casefile.Service) string { return s.Way.Label() + "，" + s.ServedOn.Chinese() })
	if l.State == sqlite.NumberRevoked {
		line.Tag.Text = revokedMark(l.Revoked)
	}
	if l.State == sqlite.NumberReplaced {
		line.Other = page.Link{Label: l.Replacer.Number, Href: s.Pages.URL(letterPath(c.ID, l.Replacer.N))}
	}
	return line
}

// sentText says something of how a letter went out, of one to several for each to whom
// it went, in the order of their names.
func sentText(l casefile.Letter, say func(casefile.Service) string) string {
	var all []string
	for _, to := range l.Recipients() {
		if s := l.ServiceTo(to); s.Begun != 0 {
			all = append(all, say(s))
		}
	}
	return strings.Join(all, "；")
}

// numberWhy says why a number does not stand: by whom it was made void, when and
// why, or which other stands in its place; or which other is about to.
func numberWhy(book desk.NumberBook, l desk.NumberLine) string {
	switch l.State {
	case sqlite.NumberVoid:
		why := l.Letter.VoidFor
		if why == "" {
			why = "没有送出，案件就结束了"
		}
		return book.People.Name(l.VoidBy) + "，" + calendar.DateOf(l.VoidAt).Chinese() + "：" + why
	case sqlite.NumberReplaced:
		return "由 " + l.Replacer.Number + " 更正替代"
	case sqlite.NumberRevoked:
		return revokedWords(l.Revoked)
	}
	if l.Replacer.N != 0 {
		return toReplaceWords(l.Replacer)
	}
	return ""
}

// sendNumbers serves GET /numbers.csv: the whole series that is chosen, the first
// number first.
func (s *Server) sendNumbers(w http.ResponseWriter, r *http.Request, by auth.User) error {
	ask := numberQuery(r.URL.Query())
	first := ask
	first.Limit = 1
	book, err := s.Desk.Numbers(r.Context(), by, first)
	if err != nil {
		return err
	}
	series := book.Agency.LetterWord + book.Word + "〔" + strconv.Itoa(book.Year) + "〕"
	e := forms.Export{What: "发文登记簿", Chosen: series, Name: "发文登记簿 " + series,
		Columns: forms.Heads("文号", "成文日期", "文书", "案件编号", "收件人", "签发人", "送达方式", "送达日期", "邮件号", "状态", "说明")}
	return e.Send(w, r, s.Desk, by, forms.CSV, func(out forms.Rows) error {
		_, err := s.Desk.EachNumber(r.Context(), by, ask, func(book desk.NumberBook, l desk.NumberLine) error {
			sent := func(say func(casefile.Service) string) string { return sentText(l.Letter, say) }
			return out.Row(
				l.Letter.Number, l.Letter.SignedOn, desk.LetterName(l.Letter.Kind), l.Case.Number, l.Case.NamesOn(l.Letter), book.People.Name(l.Letter.Signer),
				sent(func(s casefile.Service) string { return s.Way.Label() }), sent(func(s casefile.Service) string { return s.ServedOn.String() }),
				sent(func(s casefile.Service) string { return s.Tracking }), numberStates[l.State].Text, numberWhy(book, l))
		})
		return err
	})
}
