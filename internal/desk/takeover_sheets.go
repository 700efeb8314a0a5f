package desk

import (
	"context"

	"mingda/internal/auth"
	"mingda/internal/fault"
	"mingda/internal/sheet"
	"mingda/internal/sqlite"
)

// A SheetTaken is one sheet of a workbook with what became of it.
type SheetTaken struct {
	N int // from 0
	sheet.Sheet
	Import int64 // the newest of it that was not taken back; 0 for none
	Stage  ImportStage
	Done   int // how many cases it made
}

// SheetsTaken returns the sheets of the file of an import, each with the import of it:
// another one of the same agency and of the very same file counts, too.
func (d *Desk) SheetsTaken(ctx context.Context, by auth.User, id int64) ([]SheetTaken, error) {
	v, err := d.ImportOf(ctx, by, id)
	if err != nil {
		return nil, err
	}
	return sheetsTaken(ctx, d.DB.Reader, v)
}

func sheetsTaken(ctx context.Context, r sqlite.Reader, of ImportView) ([]SheetTaken, error) {
	all := make([]SheetTaken, len(of.Sheets))
	for i, s := range of.Sheets {
		all[i] = SheetTaken{N: i, Sheet: s}
	}
	rows, err := r.Imports(ctx, of.Agency)
	if err != nil {
		return nil, err
	}
	for _, row := range rows {
		if row.File != of.File {
			continue
		}
		v, err := viewOf(row)
		if err != nil {
			return nil, err
		}
		if v.Sheet < 0 || v.Sheet >= len(all) || all[v.Sheet].Import != 0 || v.Stage == ImportUndoing || v.Stage == ImportUndone {
			continue
		}
		s := &all[v.Sheet]
		s.Import, s.Stage, s.Done = v.ID, v.Stage, v.Done
	}
	return all, nil
}

// ImportNext begins an import of another sheet of the file of an import, from 0, without
// the file being sent again, and returns it: the one that is there already, if any. What
// the words of the results mean holds for it too.
func (d *Desk) ImportNext(ctx context.Context, by auth.User, id int64, n int) (next int64, err error) {
	v, err := d.ImportOf(ctx, by, id)
	if err != nil {
		return 0, err
	}
	if n < 0 || n >= len(v.Sheets) {
		return 0, fault.AtField("sheet", "import_sheet_needed")
	}
	fresh := ImportView{Import: sqlite.Import{Agency: v.Agency, File: v.File, Name: v.Name, Size: v.Size, SentBy: by.ID, SentAt: d.now()}, Sheets: v.Sheets, Sheet: -1}
	if err := d.chooseSheet(ctx, &fresh, n); err != nil {
		return 0, err
	}
	fresh.Mapping.Results = v.Mapping.Results
	row, err := fresh.row()
	if err != nil {
		return 0, err
	}
	err = d.DB.Write(ctx, func(tx *sqlite.Tx) error {
		all, err := sheetsTaken(ctx, tx.Reader, v)
		if err != nil {
			return err
		}
		if next = all[n].Import; next != 0 {
			return nil
		}
		next, err = tx.NewImport(ctx, row)
		return err
	})
	return next, err
}
