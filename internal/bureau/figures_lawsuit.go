package bureau

import (
	"net/http"
	"slices"

	"mingda/internal/auth"
	"mingda/internal/lawsuit"
	"mingda/internal/page"
	"mingda/internal/report"
)

// courtFigures is the table of the court cases that came by one way.
type courtFigures struct {
	ID, Title, Href string
	Rows            []figureRow
	Sum             figureRow
}

// courtFigures adds the tables of litigation to the page, and opens the figure of theirs
// that is asked for.
func (s *Server) courtFigures(r *http.Request, by auth.User, ask figureAsk, p *figuresPage) error {
	all, err := s.Desk.LawsuitFigures(r.Context(), by, ask.year)
	if err != nil {
		return err
	}
	p.Court = report.LawsuitRule
	for _, f := range all {
		table, of := f.Table, ask
		if ask.respondent != "" {
			table.Rows = slices.DeleteFunc(table.Rows, func(row report.Row) bool { return row.Name != ask.respondent })
			table.Aside = slices.DeleteFunc(table.Aside, func(k report.Counted) bool { return k.Name != ask.respondent })
			table.Identities = nil // they are about all
		}
		of.way = f.Way
		block := courtFigures{ID: "court-" + string(f.Way), Title: f.Way.Label(), Sum: s.figureRow(of, table.Sum(), "")}
		for _, row := range table.Rows {
			block.Rows = append(block.Rows, s.figureRow(of, row, row.Name))
		}
		if len(block.Rows) > 0 {
			list := of
			list.row, list.column = "", ""
			block.Href = list.href(s, "/review/figures.csv")
		}
		p.Courts = append(p.Courts, block)
		for _, is := range table.Identities {
			check := figureCheck{f.Way.Label() + "：" + is.Name, page.Tag{State: page.Done, Text: "一致"}, is.Words}
			if !is.Holds {
				check.Tag = page.Tag{State: page.Late, Text: "不一致"}
			}
			p.Checks = append(p.Checks, check)
		}
		p.Aside = append(p.Aside, s.countedSuits(table.Aside)...)
		if ask.column == "" || ask.way != f.Way {
			continue
		}
		row := table.Sum()
		if at := slices.IndexFunc(table.Rows, func(row report.Row) bool { return row.Name == ask.row }); at >= 0 {
			row = table.Rows[at]
		}
		p.Opened, p.Cases = f.Way.Label()+"　"+row.Name+"："+ask.column.Label(), s.countedSuits(row.In(ask.column))
	}
	return nil
}

// countedSuits lists court cases behind a figure.
func (s *Server) countedSuits(all []report.Counted) []countedLine {
	var lines []countedLine
	for _, k := range all {
		lines = append(lines, countedLine{k.Number, s.Pages.URL(suitPath(lawsuit.ID(k.ID))), k.Name, k.Because})
	}
	return lines
}
