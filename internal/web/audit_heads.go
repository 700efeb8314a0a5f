package web

import (
	"net/http"
	"net/url"
	"strconv"

	"mingda/internal/audit"
	"mingda/internal/auth"
	"mingda/internal/calendar"
	"mingda/internal/desk"
	"mingda/internal/page"
	"mingda/internal/serve"
)

// headsPage is the page "desk/audit_heads": the heads of both chains as they were noted
// (链首记录).
type headsPage struct {
	page.Base
	Back    page.BackLink
	Filter  page.Filter
	Notes   []page.Note
	Lines   []headsLine
	Print   page.Button // of the month shown; none where there is nothing to print
	Empty   page.Empty
	Compare page.Filter // a line on paper
}

// A headsLine is the last pair of heads of a day.
type headsLine struct {
	At            string
	Ledger, Audit headsHead
}

type headsHead struct {
	No   string
	Hash string
}

// headsMonths is how many months can be chosen.
const headsMonths = 60

// showHeads serves GET /audit/heads.
func (s *Server) showHeads(w http.ResponseWriter, r *http.Request, by auth.User) error {
	query := r.URL.Query()
	first, _ := s.monthAsked(query)
	pairs, err := s.Desk.MonthHeads(r.Context(), by, first)
	if err != nil {
		return err
	}
	p := headsPage{Base: s.base(r, by, "链首记录"), Back: page.BackLink{Href: s.Pages.URL("/audit"), Label: "回审计记录"},
		Empty: page.Empty{Title: "这个月没有记过链首", Text: "每夜和每次备份都记；单子按月打印。"}}
	for _, pair := range pairs {
		p.Lines = append(p.Lines, headsLine{At: calendar.DateOf(pair.At).Chinese() + " " + pair.At.In(calendar.Zone).Format("15:04"), Ledger: headOf(pair.Ledger), Audit: headOf(pair.Audit)})
	}
	if len(pairs) > 0 {
		p.Print = page.Button{Label: "打印链首记录单（PDF）", Href: s.headsHref(first)}
	}
	var months []page.Option
	for at, n := s.thisMonth(), 0; n < headsMonths; at, n = at.AddMonths(-1), n+1 {
		months = append(months, page.Option{Value: desk.HeadsNote(at), Label: monthWord(desk.HeadsNote(at))})
	}
	chosen := page.NewForm(url.Values{"month": {desk.HeadsNote(first)}}, nil)
	p.Filter = page.Filter{Action: s.Pages.URL("/audit/heads"), Fields: []page.Field{chosen.Select("month", "哪个月", months)}}
	status, err := s.compareHead(r, by, query, desk.HeadsNote(first), &p)
	if err != nil {
		return err
	}
	due, err := s.headsDue(r, by)
	if err != nil {
		return err
	}
	p.Notes = append(p.Notes, due...)
	return s.Pages.Render(w, status, "desk/audit_heads", p)
}

// compareHead compares the line on paper that was typed, if one was.
func (s *Server) compareHead(r *http.Request, by auth.User, query url.Values, month string, p *headsPage) (status int, err error) {
	typed := query.Has("seq") || query.Has("hash")
	var same bool
	if typed {
		same, err = s.Desk.MatchesHead(r.Context(), by, desk.HeadQuery{Audit: query.Get("chain") == "audit", Seq: query.Get("seq"), Hash: query.Get("hash")})
	}
	if err != nil && !isInvalid(err) {
		return 0, err
	}
	form := page.NewForm(query, err)
	p.Compare = page.Filter{Action: s.Pages.URL("/audit/heads"), Hidden: []page.Hidden{{Name: "month", Value: month}}, Fields: []page.Field{
		form.Select("chain", "哪条链", []page.Option{{Value: "ledger", Label: "台账"}, {Value: "audit", Label: "审计"}}), form.Number("seq", "序号"), form.Text("hash", "链首"),
	}}
	p.Errors = form.Errors()
	switch {
	case err != nil:
		return http.StatusUnprocessableEntity, nil
	case typed && same:
		p.Notes = append(p.Notes, page.Note{Kind: page.Done, Live: true, Strong: "一致。", Text: "第 " + query.Get("seq") + " 条和纸上的一样，它和它以前的都没有动过。"})
	case typed:
		p.Notes = append(p.Notes, page.Note{Kind: page.Late, Live: true, Strong: "不一致。", Text: "第 " + query.Get("seq") + " 条和纸上的不一样，或者没有这一条。先看有没有写错；没有写错，请系统管理员运行 mingda ledger verify，在查清以前不要再动数据。恢复过备份的，备份以后的链首也对不上。"})
	}
	return http.StatusOK, nil
}

// printHeads serves GET /audit/heads.pdf.
func (s *Server) printHeads(w http.ResponseWriter, r *http.Request, by auth.User) error {
	first, _ := s.monthAsked(r.URL.Query())
	f, err := s.Desk.HeadsSheet(r.Context(), by, first)
	if err != nil {
		return err
	}
	serve.NotedOf(r).Note = desk.HeadsNote(first)
	return sendFile(w, r, f, true)
}

// headsDue reminds of the sheet of the last month that nobody has printed.
func (s *Server) headsDue(r *http.Request, by auth.User) ([]page.Note, error) {
	first, due, err := s.Desk.HeadsDue(r.Context(), by)
	if err != nil || !due {
		return nil, err
	}
	word := monthWord(desk.HeadsNote(first))
	return []page.Note{{Kind: page.Soon, Strong: word + "的链首记录单还没有打印。", Text: "打印出来，两人签名，放到管服务器的人拿不到的地方。", Link: page.Link{Label: "打印" + word + "的（PDF）", Href: s.headsHref(first)}}}, nil
}

func (s *Server) headsHref(first calendar.Date) string {
	return s.Pages.URL(desk.HeadsRoute + "?month=" + desk.HeadsNote(first))
}

func headOf(h audit.Head) headsHead {
	return headsHead{strconv.FormatInt(h.Seq, 10), desk.Grouped(h.Hash)}
}

// thisMonth returns the first day of the month.
func (s *Server) thisMonth() calendar.Date {
	today := s.Desk.Today()
	return calendar.NewDate(today.Year(), today.Month(), 1)
}
