package bureau

import (
	"net/http"

	"mingda/internal/auth"
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
		table, of := f.Table.Of(ask.respondent), ask
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
		p.Checks = append(p.Checks, checksOf(f.Way.Label()+"：", table.Identities)...)
		p.Aside = append(p.Aside, s.countedLines(table.Aside, suitOf)...)
		if ask.column == "" || ask.way != f.Way {
			continue
		}
		row := table.Row(ask.row)
		p.Opened, p.Cases = f.Way.Label()+"　"+row.Name+"："+ask.column.Label(), s.countedLines(row.In(ask.column), suitOf)
	}
	return nil
}
