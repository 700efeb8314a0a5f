package desk

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"path"
	"slices"
	"strings"

	"mingda/internal/auth"
	"mingda/internal/fault"
	"mingda/internal/filestore"
	"mingda/internal/intake"
	"mingda/internal/law"
	"mingda/internal/oldregister"
	"mingda/internal/sheet"
	"mingda/internal/sqlite"
)

// An ImportStage is how far an old register has come on its way in.
type ImportStage string

// The stages. Up to ImportTried a person goes back and forth between the pages, and
// nothing has been taken in.
const (
	ImportSent    ImportStage = "sent"    // 待选工作表
	ImportMapping ImportStage = "mapping" // 待对应各列
	ImportTried   ImportStage = "tried"   // 试过，待确认
	ImportRunning ImportStage = "running" // 正在导入
	ImportStopped ImportStage = "stopped" // 停下了
	ImportDone    ImportStage = "done"    // 已导入
	ImportUndoing ImportStage = "undoing" // 正在撤销
	ImportUndone  ImportStage = "undone"  // 已撤销
)

// Label returns the Chinese name of the stage.
func (s ImportStage) Label() string {
	return map[ImportStage]string{
		ImportSent: "待选工作表", ImportMapping: "待对应各列", ImportTried: "试导过，待确认", ImportRunning: "正在导入", ImportStopped: "已停下",
		ImportDone: "已导入", ImportUndoing: "正在撤销", ImportUndone: "已撤销",
	}[s]
}

// IsOpen reports whether nothing has been taken in yet.
func (s ImportStage) IsOpen() bool { return s == ImportSent || s == ImportMapping || s == ImportTried }

// States of the rows of an import.
const (
	rowOut    = "out"    // it is not taken in
	rowReady  = "ready"  // it is to be
	rowDone   = "done"   // it was
	rowUndone = "undone" // and taken back
	rowLeft   = "left"   // something stood in the way
)

// MaxRegister is how large an old register can be that is sent, in bytes.
const MaxRegister = 50 << 20

// importBody is how an old register is read.
type importBody struct {
	Sheets  []sheet.Sheet       `json:"sheets"`
	Sheet   int                 `json:"sheet"` // from 0; -1 while none is chosen
	Mapping oldregister.Mapping `json:"mapping"`
}

// An ImportView is an import as its pages show it.
type ImportView struct {
	sqlite.Import
	Stage   ImportStage
	Sheets  []sheet.Sheet
	Sheet   int // from 0; -1 while none is chosen
	Mapping oldregister.Mapping
}

// SheetName is what the chosen sheet is called.
func (v ImportView) SheetName() string {
	if v.Sheet < 0 || v.Sheet >= len(v.Sheets) {
		return ""
	}
	return v.Sheets[v.Sheet].Name
}

func viewOf(i sqlite.Import) (ImportView, error) {
	var b importBody
	if err := json.Unmarshal(i.Body, &b); err != nil {
		return ImportView{}, err
	}
	return ImportView{Import: i, Stage: ImportStage(i.Stage), Sheets: b.Sheets, Sheet: b.Sheet, Mapping: b.Mapping}, nil
}

// row is the import as it is stored.
func (v ImportView) row() (sqlite.Import, error) {
	body, err := json.Marshal(importBody{Sheets: v.Sheets, Sheet: v.Sheet, Mapping: v.Mapping})
	v.Import.Body, v.Import.Stage = body, string(v.Stage)
	return v.Import, err
}

// Imports returns the imports of a person's agency, the newest first.
func (d *Desk) Imports(ctx context.Context, by auth.User) ([]ImportView, error) {
	if err := auth.MayDo(by, auth.TakeOver, by.Agency); err != nil {
		return nil, err
	}
	rows, err := d.DB.Imports(ctx, by.Agency)
	if err != nil {
		return nil, err
	}
	all := make([]ImportView, len(rows))
	for i, row := range rows {
		if all[i], err = viewOf(row); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// ImportOf returns an import.
func (d *Desk) ImportOf(ctx context.Context, by auth.User, id int64) (ImportView, error) {
	return importIn(ctx, d.DB.Reader, by, id)
}

func importIn(ctx context.Context, r sqlite.Reader, by auth.User, id int64) (ImportView, error) {
	row, err := r.Import(ctx, id)
	if err != nil {
		return ImportView{}, err
	}
	if err := auth.MayDo(by, auth.TakeOver, row.Agency); err != nil {
		return ImportView{}, err
	}
	return viewOf(row)
}

// SendRegister keeps an old register as it is and begins an import of it, in the
// person's agency. What is no workbook is refused, and nothing of it is kept.
func (d *Desk) SendRegister(ctx context.Context, by auth.User, name string, content io.Reader) (int64, error) {
	if err := auth.MayDo(by, auth.TakeOver, by.Agency); err != nil {
		return 0, err
	}
	head, content, err := sniffed(content, name)
	if err != nil {
		return 0, err
	}
	if intake.ContentOf(head) == intake.Scan {
		return 0, fault.New(fault.Invalid, "workbook_unknown")
	}
	hash, size, err := d.Files.Put(content, MaxRegister)
	if err != nil {
		return 0, err
	}
	if err := d.cleared(ctx, string(hash)); err != nil {
		return 0, err
	}
	book, err := d.openRegister(string(hash))
	if err != nil {
		return 0, err // the file stays until the night, and no row names it
	}
	name = strings.TrimSpace(path.Base(strings.ReplaceAll(name, `\`, "/")))
	v := ImportView{Import: sqlite.Import{Agency: by.Agency, File: string(hash), Name: firstRunes(name, fault.MaxLine), Size: size, SentBy: by.ID, SentAt: d.now()},
		Stage: ImportSent, Sheets: book.Sheets, Sheet: -1}
	if len(book.Sheets) == 1 {
		if err := d.chooseSheet(ctx, &v, 0); err != nil {
			return 0, err
		}
	}
	row, err := v.row()
	if err != nil {
		return 0, err
	}
	var id int64
	err = d.DB.Write(ctx, func(tx *sqlite.Tx) (err error) { id, err = tx.NewImport(ctx, row); return err })
	return id, err
}

// openRegister opens the file of an import.
func (d *Desk) openRegister(hash string) (*sheet.Book, error) {
	raw, err := d.Files.ReadAll(filestore.Hash(hash), MaxRegister)
	if err != nil {
		return nil, err
	}
	return sheet.Open(bytes.NewReader(raw), int64(len(raw)), sheet.Bounds)
}

// registerSheet reads one sheet of an import as the rules read it.
func (d *Desk) registerSheet(hash string, n int) (oldregister.Sheet, error) {
	book, err := d.openRegister(hash)
	if err != nil {
		return oldregister.Sheet{}, err
	}
	t, err := book.Table(n)
	if err != nil {
		return oldregister.Sheet{}, err
	}
	return ofTable(t), nil
}

// ofTable is a sheet as the rules read it.
func ofTable(t *sheet.Table) oldregister.Sheet {
	s := oldregister.Sheet{Name: t.Name, Columns: t.Columns, Hidden: t.Hidden, Since: t.Since, Rows: make([]oldregister.Row, len(t.Rows))}
	for i, r := range t.Rows {
		cells := make([]oldregister.Cell, len(r.Cells))
		for j, c := range r.Cells {
			cells[j] = oldregister.Cell{Kind: oldregister.Kind(c.Kind), Text: c.Text, Number: c.Number, Merged: c.Merged}
		}
		s.Rows[i] = oldregister.Row{N: r.N, Hidden: r.Hidden, Cells: cells}
	}
	return s
}

// chooseSheet takes a sheet and proposes how to read it.
func (d *Desk) chooseSheet(ctx context.Context, v *ImportView, n int) error {
	s, err := d.registerSheet(v.File, n)
	if err != nil {
		return err
	}
	if len(s.Rows) == 0 {
		return fault.AtField("sheet", "import_sheet_empty")
	}
	first, last, ok := s.Headings()
	if !ok {
		first, last = s.Rows[0].N, s.Rows[0].N
	}
	before, err := d.headingsBefore(ctx, v.Agency)
	if err != nil {
		return err
	}
	titles := []string{s.Name}
	for _, r := range s.Rows {
		if r.N <= last && len(r.Cells) > 0 {
			titles = append(titles, r.Cells[0].Text)
		}
	}
	v.Sheet, v.Stage = n, ImportMapping
	v.Mapping = oldregister.Mapping{First: first, Last: last, Year: oldregister.YearOf(append(titles, v.Name)...)}
	v.Mapping.Columns, v.Mapping.Headings = proposedMapping(s.Propose(first, last, before))
	return nil
}

// proposedMapping makes a mapping of proposals.
func proposedMapping(all []oldregister.Proposal) (map[int]oldregister.Field, map[int]string) {
	columns, headings := map[int]oldregister.Field{}, map[int]string{}
	for _, p := range all {
		columns[p.Column], headings[p.Column] = p.Field, p.Heading
	}
	return columns, headings
}

// headingsBefore is how the agency mapped its columns last.
func (d *Desk) headingsBefore(ctx context.Context, agency int64) (map[string]oldregister.Field, error) {
	kept, err := d.DB.ImportHeadings(ctx, agency)
	all := map[string]oldregister.Field{}
	for heading, field := range kept {
		all[heading] = oldregister.Field(field)
	}
	return all, err
}

// changeImport lets a person change an import that is at one of the stages.
func (d *Desk) changeImport(ctx context.Context, by auth.User, id int64, at func(ImportStage) bool, change func(*sqlite.Tx, *ImportView) error) error {
	return d.DB.Write(ctx, func(tx *sqlite.Tx) error {
		v, err := importIn(ctx, tx.Reader, by, id)
		if err != nil {
			return err
		}
		if !at(v.Stage) {
			return fault.New(fault.Conflict, "import_stage", v.Stage.Label())
		}
		if err := change(tx, &v); err != nil {
			return err
		}
		row, err := v.row()
		if err != nil {
			return err
		}
		return tx.PutImport(ctx, row)
	})
}

// ChooseSheet says which sheet of the file is to be taken in, from 0.
func (d *Desk) ChooseSheet(ctx context.Context, by auth.User, id int64, n int) error {
	v, err := d.ImportOf(ctx, by, id)
	if err != nil {
		return err
	}
	if n < 0 || n >= len(v.Sheets) {
		return fault.AtField("sheet", "import_sheet_needed")
	}
	if n == v.Sheet && v.Stage != ImportSent { // what was mapped stays
		return nil
	}
	if err := d.chooseSheet(ctx, &v, n); err != nil {
		return err
	}
	return d.changeImport(ctx, by, id, ImportStage.IsOpen, func(_ *sqlite.Tx, now *ImportView) error {
		now.Sheet, now.Stage, now.Mapping = v.Sheet, v.Stage, v.Mapping
		return nil
	})
}

// ImportColumns returns what each column of the chosen sheet seems to hold, with what
// was chosen for it: by the import so far, or with other rows of headings.
func (d *Desk) ImportColumns(ctx context.Context, by auth.User, id int64, first, last int) (ImportView, []oldregister.Proposal, error) {
	v, err := d.ImportOf(ctx, by, id)
	if err != nil {
		return v, nil, err
	}
	if v.Sheet < 0 {
		return v, nil, fault.New(fault.Conflict, "import_stage", v.Stage.Label())
	}
	s, err := d.registerSheet(v.File, v.Sheet)
	if err != nil {
		return v, nil, err
	}
	same := first == 0 || first == v.Mapping.First && last == v.Mapping.Last
	if same {
		first, last = v.Mapping.First, v.Mapping.Last
	}
	before, err := d.headingsBefore(ctx, v.Agency)
	if err != nil {
		return v, nil, err
	}
	all := s.Propose(first, last, before)
	if same {
		for i := range all {
			if f, ok := v.Mapping.Columns[all[i].Column]; ok {
				all[i].Field = f
			}
		}
	}
	v.Mapping.First, v.Mapping.Last = first, last
	return v, all, nil
}

// MapImport says what each column holds. What a register must have, a column must.
func (d *Desk) MapImport(ctx context.Context, by auth.User, id int64, m oldregister.Mapping) error {
	v, proposals, err := d.ImportColumns(ctx, by, id, m.First, m.Last)
	if err != nil {
		return err
	}
	_, m.Headings = proposedMapping(proposals)
	if err := checkMapping(m); err != nil {
		return err
	}
	return d.changeImport(ctx, by, id, ImportStage.IsOpen, func(tx *sqlite.Tx, now *ImportView) error {
		m.Results = now.Mapping.Results
		if now.Sheet != v.Sheet {
			return fault.New(fault.Conflict, "import_stage", now.Stage.Label())
		}
		now.Mapping, now.Stage = m, ImportMapping
		for column, heading := range m.Headings {
			if heading == "" {
				continue
			}
			if err := tx.PutImportHeading(ctx, now.Agency, oldregister.HeadingKey(heading), string(m.Columns[column])); err != nil {
				return err
			}
		}
		return nil
	})
}

// checkMapping says what is wrong with a mapping, beside the column it is about.
func checkMapping(m oldregister.Mapping) error {
	form := fault.Form{}
	held := map[oldregister.Field][]int{}
	for column, f := range m.Columns {
		held[f] = append(held[f], column)
	}
	for f, columns := range held {
		slices.Sort(columns)
		if f.Once() {
			for _, c := range columns[1:] {
				form.Bad(ColumnField(c), "import_column_twice", f.Label(), sheet.ColumnName(columns[0]))
			}
		}
		if f.Label() == "" {
			form.Bad(ColumnField(columns[0]), "import_column_unknown")
		}
	}
	for _, needed := range [][]oldregister.Field{{oldregister.Received}, {oldregister.Applicant}, {oldregister.Content, oldregister.Subject}, {oldregister.Replied}} {
		if !slices.ContainsFunc(needed, func(f oldregister.Field) bool { return len(held[f]) > 0 }) {
			form.Bad("columns", "import_column_needed", needed[0].Label())
			break
		}
	}
	if m.First < 1 || m.Last < m.First || m.Last-m.First > 4 {
		form.Bad("first", "import_headings_wrong")
	}
	if m.Year != 0 && (m.Year < 2008 || m.Year > 2100) {
		form.Bad("year", "import_year_wrong")
	}
	return form.Err()
}

// ColumnField names the field of a form that says what a column holds.
func ColumnField(column int) string { return "column-" + sheet.ColumnName(column) }

// ImportWords returns the words of the results of the sheet, each with what it is taken
// for: as chosen before, or proposed.
func (d *Desk) ImportWords(ctx context.Context, by auth.User, id int64) (ImportView, []oldregister.Word, error) {
	v, err := d.ImportOf(ctx, by, id)
	if err != nil || v.Sheet < 0 {
		return v, nil, err
	}
	s, err := d.registerSheet(v.File, v.Sheet)
	if err != nil {
		return v, nil, err
	}
	words := s.Words(v.Mapping, d.today())
	for i, w := range words {
		if c, ok := v.Mapping.Results[w.Key()]; ok && c != oldregister.Unchosen {
			words[i].Choice = c
		}
	}
	return v, words, nil
}

// ChooseWords says what the words of the results mean. One that is not said keeps its
// rows out.
func (d *Desk) ChooseWords(ctx context.Context, by auth.User, id int64, choices map[string]oldregister.Choice) error {
	for key, c := range choices {
		if c == oldregister.Unchosen || c == oldregister.StillOpen || c == oldregister.LeaveOut {
			continue
		}
		if _, err := law.ResultOn(c.Result(), d.today()); err != nil {
			return fault.AtField("word-"+key, "import_word_unknown")
		}
	}
	return d.changeImport(ctx, by, id, ImportStage.IsOpen, func(_ *sqlite.Tx, v *ImportView) error {
		v.Mapping.Results, v.Stage = choices, ImportMapping
		return nil
	})
}

// RemoveImport forgets an import of which nothing was taken in, or all was taken back.
func (d *Desk) RemoveImport(ctx context.Context, by auth.User, id int64) error {
	return d.DB.Write(ctx, func(tx *sqlite.Tx) error {
		v, err := importIn(ctx, tx.Reader, by, id)
		if err != nil {
			return err
		}
		if !v.Stage.IsOpen() {
			return fault.New(fault.Conflict, "import_stays", v.Stage.Label())
		}
		return tx.DropImport(ctx, id)
	})
}
