package web

import (
	"net/http"
	"strconv"

	"mingda/internal/auth"
	"mingda/internal/desk"
	"mingda/internal/page"
	"mingda/internal/serve"
)

// A sheetLine is another sheet of the file of an import: with the import of it, or the
// button that begins one.
type sheetLine struct {
	Name, Note string
	Import     page.Link
	Tag        page.Tag
	Sheet      page.Hidden
	Button     page.Button
}

// hiddenSheet says that a sheet is not shown by the program that wrote it.
func hiddenSheet(t desk.SheetTaken) string {
	if t.Hidden {
		return "在文件里是隐藏的"
	}
	return ""
}

// sheetStanding says how far the import of a sheet has come.
func sheetStanding(t desk.SheetTaken) string {
	if t.Stage.IsOpen() {
		return t.Stage.Label()
	}
	return t.Stage.Label() + " " + strconv.Itoa(t.Done) + " 件"
}

// otherSheets lists the sheets of a file beside the one of an import.
func (s *Server) otherSheets(r *http.Request, by auth.User, v desk.ImportView) ([]sheetLine, error) {
	if len(v.Sheets) < 2 {
		return nil, nil
	}
	taken, err := s.Desk.SheetsTaken(r.Context(), by, v.ID)
	if err != nil {
		return nil, err
	}
	var lines []sheetLine
	for _, t := range taken {
		if t.N == v.Sheet {
			continue
		}
		line := sheetLine{Name: t.Name, Note: hiddenSheet(t)}
		if t.Import != 0 {
			line.Import, line.Tag = page.Link{Label: sheetStanding(t), Href: s.Pages.URL(importPath(t.Import, ""))}, importTag(t.Stage)
		} else {
			line.Sheet, line.Button = page.Hidden{Name: "sheet", Value: strconv.Itoa(t.N)}, page.Button{Label: "接着导这一张"}.Plain()
		}
		lines = append(lines, line)
	}
	return lines, nil
}

// importNext serves POST /import/{id}/next: another sheet of the same file.
func (s *Server) importNext(w http.ResponseWriter, r *http.Request, by auth.User) error {
	sent, err := serve.ReadForm(r, serve.PlainForm, nil)
	if err != nil {
		return err
	}
	n, err := strconv.Atoi(sent.Value("sheet"))
	if err != nil {
		n = -1
	}
	id := pathID(r, "import")
	next, err := s.Desk.ImportNext(r.Context(), by, id, n)
	if isInvalid(err) {
		v, of := s.Desk.ImportOf(r.Context(), by, id)
		if of != nil {
			return of
		}
		return s.renderImport(w, r, by, v, http.StatusUnprocessableEntity, nil, err)
	}
	if err != nil {
		return err
	}
	return s.see(w, r, importPath(next, ""), "")
}
