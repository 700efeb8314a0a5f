package web

import (
	"net/http"

	"mingda/internal/auth"
	"mingda/internal/casefile"
	"mingda/internal/page"
	"mingda/internal/sqlite"
)

// findUnits finds what units gave back, what they have not signed for, and what the
// reader's unit is asked to help with.
func (d *workDay) findUnits(s *Server, r *http.Request) error {
	rows, _, err := s.Desk.Cases(r.Context(), d.by, sqlite.CaseFilter{Open: true, Returned: true, Limit: rowsOfGroup})
	if err != nil {
		return err
	}
	for _, row := range rows {
		if auth.May(d.by, reassign(row), auth.Subject{Agency: row.Agency, Unit: row.Unit}) == nil {
			d.returned = append(d.returned, row)
		}
	}
	f := sqlite.CaseFilter{Open: true, Unsigned: s.unsignedUntil(), Limit: rowsOfGroup}
	if d.unsigned, d.unsignedN, err = s.Desk.Cases(r.Context(), d.by, f); err != nil || d.by.Unit == 0 {
		return err
	}
	f = sqlite.CaseFilter{Open: true, Helping: d.by.Unit, Limit: rowsOfGroup}
	d.helping, d.helpingN, err = s.Desk.Cases(r.Context(), d.by, f)
	return err
}

// reassign is the act that a case waits for which a unit gave back, whole or in part.
func reassign(row casefile.Row) casefile.Act {
	if row.Unit == 0 {
		return casefile.Assign
	}
	return casefile.AskAssist
}

// returnedRow is one case that a unit gave back.
func (d *workDay) returnedRow(s *Server, row casefile.Row) page.CaseRow {
	return d.toDo(s, row, reassign(row), "等重新安排")
}

// unsignedRow is one case that a unit has not signed for.
func (d *workDay) unsignedRow(s *Server, row casefile.Row) page.CaseRow {
	line := d.caseRow(s, row)
	line.WaitFor = "等签收"
	return line
}

// helpingRow is one case of which the reader's unit has a part.
func (d *workDay) helpingRow(s *Server, row casefile.Row) page.CaseRow {
	return d.toDo(s, row, casefile.AssistAnswer, "等本单位交意见")
}

// toDo is one case with an act of the reader's.
func (d *workDay) toDo(s *Server, row casefile.Row, do casefile.Act, waits string) page.CaseRow {
	line := d.caseRow(s, row)
	line.WaitFor, line.Mine = waits, true
	line.Act = page.Button{Label: do.Label(), About: row.Number, Href: s.Pages.URL(casePath(row.ID, string(do))), Kind: "plain", Size: "small"}
	return line
}
