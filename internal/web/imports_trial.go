package web

import (
	"net/http"
	"net/url"
	"strconv"

	"mingda/internal/auth"
	"mingda/internal/desk"
	"mingda/internal/fault"
	"mingda/internal/oldregister"
	"mingda/internal/page"
)

// trialPage is the page "desk/import_rows": what an import would do, row by row.
type trialPage struct {
	importHead
	Counts   []page.KV
	Kinds    []trialKind
	Shown    string // which rows are shown
	Rows     []trialRow
	Pages    page.Pagination
	Download page.Link
	Try      page.Button // tries again, while what is shown is not of the mapping as it is
	TryPost  string
	Start    page.Button
	Cannot   page.Note // why it cannot be started
	StartTo  string
	Back     page.Link // of an import that was started: its page
}

// A trialKind is a kind of trouble with how many rows have it.
type trialKind struct {
	Label, Href, Done string
	Out               bool
	Count             int
	Here              bool
}

// A trialRow is a row with what is to be said of it.
type trialRow struct {
	N     int
	Who   string
	What  string
	Tag   page.Tag
	Case  string // where the case is that it became
	Lines []trialLine
}

type trialLine struct{ Cell, Text, Done string }

// trialFilter reads which rows are asked for.
func trialFilter(r *http.Request) desk.TrialFilter {
	q := r.URL.Query()
	f := desk.TrialFilter{Out: q.Get("out") != ""}
	if kind, ok := oldregister.CodeOf(fault.Code(q.Get("kind"))); ok {
		f.Code = kind.Code
	}
	return f
}

// showTrial serves GET /import/{id}/rows.
func (s *Server) showTrial(w http.ResponseWriter, r *http.Request, by auth.User) error {
	id, filter, at := pathID(r, "import"), trialFilter(r), pageIn(r.URL.Query())
	filter.Offset, filter.Limit = (at-1)*rowsOfPage, rowsOfPage
	t, err := s.Desk.Trial(r.Context(), by, id, filter)
	if err != nil {
		return err
	}
	if t.Stage == desk.ImportSent {
		return s.see(w, r, importPath(id, ""), "")
	}
	p := trialPage{importHead: s.importHead(r, by, t.ImportView, "试导", "rows"), StartTo: s.Pages.URL(importPath(id, "/start")), TryPost: s.Pages.URL(importPath(id, "/try"))}
	if !t.Stage.IsOpen() {
		p.Back = page.Link{Label: "回这次导入", Href: s.Pages.URL(importPath(id, ""))}
	}
	href := func(set url.Values) string {
		return s.Pages.URL(importPath(id, "/rows") + "?" + set.Encode())
	}
	p.Counts = s.trialCounts(t)
	p.Kinds, p.Shown = trialKinds(t, filter, href)
	asked := url.Values{}
	if filter.Code != "" {
		asked.Set("kind", string(filter.Code))
	}
	if filter.Out {
		asked.Set("out", "1")
	}
	p.Download = page.Link{Label: "下载这些行（xlsx）", Href: s.Pages.URL(importPath(id, "/rows.xlsx") + "?" + asked.Encode())}
	p.Pages = page.Paginate(at, (t.Found+rowsOfPage-1)/rowsOfPage, func(n int) string {
		asked.Set("page", strconv.Itoa(n))
		return href(asked)
	})
	for _, row := range t.Rows {
		p.Rows = append(p.Rows, s.trialRow(row))
	}
	switch {
	case t.Stage == desk.ImportMapping:
		p.Try = page.Button{Label: "试导"}
	case t.Stage == desk.ImportTried && t.Ready > 0:
		p.Start = page.Button{Label: "导入 " + strconv.Itoa(t.Ready) + " 件"}
	case t.Stage == desk.ImportTried:
		p.Cannot = page.Note{Strong: "没有可以导入的行。", Text: "看下面各行的问题，在原文件里改好，再上传一次；导入过的不会重复。"}
	}
	return s.Pages.Render(w, http.StatusOK, "desk/import_rows", p)
}

// trialCounts sums a trial up.
func (s *Server) trialCounts(t desk.Trial) []page.KV {
	known := t.Codes["old_known"]
	counts := []page.KV{
		{Label: "读到", Value: strconv.Itoa(t.ImportView.Rows) + " 行"},
		{Label: "可以导入", Value: strconv.Itoa(t.Ready) + " 行"},
		{Label: "不导入", Value: strconv.Itoa(t.ImportView.Rows-t.Ready) + " 行"},
	}
	if known > 0 {
		counts = append(counts, page.KV{Label: "其中导入过", Value: strconv.Itoa(known) + " 行，不会重复"})
	}
	if open := t.Codes["old_open"]; open > 0 {
		counts = append(counts, page.KV{Label: "没有答复的", Value: strconv.Itoa(open) + " 件，作为在办件，期限照常算"})
	}
	return counts
}

// trialKinds lists the kinds of trouble, each leading to its rows.
func trialKinds(t desk.Trial, f desk.TrialFilter, href func(url.Values) string) (kinds []trialKind, shown string) {
	kinds = []trialKind{
		{Label: "全部有说明的行", Href: href(nil), Here: f.Code == "" && !f.Out, Count: -1},
		{Label: "全部不导入的行", Href: href(url.Values{"out": {"1"}}), Here: f.Code == "" && f.Out, Count: -1, Out: true},
	}
	for _, c := range oldregister.Codes {
		if n := t.Codes[c.Code]; n > 0 {
			kinds = append(kinds, trialKind{Label: c.Name, Href: href(url.Values{"kind": {string(c.Code)}}), Count: n, Done: c.Done.Label(), Out: c.Done == oldregister.RowOut, Here: f.Code == c.Code})
		}
	}
	for _, k := range kinds {
		if k.Here {
			shown = k.Label
		}
	}
	return kinds, shown
}

// trialRow lays one row out.
func (s *Server) trialRow(row desk.TriedRow) trialRow {
	line := trialRow{N: row.Entry.Row, What: row.Entry.Subject, Tag: page.Tag{State: page.OK, Text: "导入"}}
	if len(row.Entry.Applicants) > 0 {
		line.Who = row.Entry.Applicants[0].Name
	}
	if line.Who == "" && line.What == "" {
		for _, cell := range row.Cells {
			if cell != "" {
				line.What = cell
				break
			}
		}
	}
	if !row.In() {
		line.Tag = page.Tag{State: page.Late, Text: "不导入"}
	}
	if row.Case != 0 {
		line.Case = s.Pages.URL(casePath(row.Case))
	}
	for _, t := range row.Troubles {
		line.Lines = append(line.Lines, trialLine{Cell: t.Cell(), Text: t.Text(), Done: t.Done.Label()})
	}
	return line
}
