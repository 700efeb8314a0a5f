package desk

import (
	"context"
	"encoding/json"
	"io"
	"slices"
	"strconv"
	"strings"

	"mingda/internal/auth"
	"mingda/internal/casefile"
	"mingda/internal/fault"
	"mingda/internal/oldregister"
	"mingda/internal/sheet"
	"mingda/internal/sqlite"
)

// rowsAtOnce is how many rows of a trial are written together: few enough that nobody
// who writes meanwhile waits long.
const rowsAtOnce = 1000

// TryImport reads the whole sheet as it was mapped and writes down what would become of
// each row (试导). Nothing is taken in.
func (d *Desk) TryImport(ctx context.Context, by auth.User, id int64) error {
	v, err := d.ImportOf(ctx, by, id)
	if err != nil {
		return err
	}
	if !v.Stage.IsOpen() || v.Sheet < 0 {
		return fault.New(fault.Conflict, "import_stage", v.Stage.Label())
	}
	s, err := d.registerSheet(v.File, v.Sheet)
	if err != nil {
		return err
	}
	units, err := d.DB.Units(ctx, v.Agency)
	if err != nil {
		return err
	}
	var names []string
	for _, u := range units {
		if u.Active {
			names = append(names, u.Name)
		}
	}
	all := s.Read(v.Mapping, d.today(), names)
	for i := range all {
		if err := d.knownBefore(ctx, d.DB.Reader, v.Agency, &all[i]); err != nil {
			return err
		}
	}
	return d.keepTrial(ctx, by, v, all)
}

// knownBefore says of a row that it was taken in before, and in what it is otherwise now.
func (d *Desk) knownBefore(ctx context.Context, r sqlite.Reader, agency int64, reading *oldregister.Reading) error {
	if !reading.In() {
		return nil
	}
	e := reading.Entry
	alike, err := r.OldCasesAlike(ctx, agency, e.NumberKey(), e.ContentKey())
	if err != nil {
		return err
	}
	i := slices.IndexFunc(alike, func(o sqlite.OldCase) bool { return e.IsSame(o.NumberKey, o.ContentKey) })
	if i < 0 { // the number is of another of its own sheet too, and both were taken in
		i = slices.IndexFunc(alike, func(o sqlite.OldCase) bool { return e.NumberKey() != "" && o.NumberKey == e.NumberKey() })
		if i >= 0 && slices.ContainsFunc(reading.Troubles, func(t oldregister.Trouble) bool { return t.Code == "old_number_twice" }) {
			i = -1
		}
	}
	if i < 0 {
		return nil
	}
	c, err := loadCase(ctx, r, alike[i].Case)
	if err != nil {
		return err
	}
	if alike[i].Whole == e.Whole() || c.OldRow == nil || c.Erased {
		reading.Bad("old_known", c.Number)
		return nil
	}
	reading.Bad("old_changed", c.Number, oldregister.Words(e.Differences(oldregister.Of(c.OldRow))))
	return nil
}

// keepTrial writes the rows of a trial, in place of those of the one before. Until the
// last is there the import is not tried: cut off in between, it is tried again.
func (d *Desk) keepTrial(ctx context.Context, by auth.User, v ImportView, all []oldregister.Reading) error {
	same := func(now *ImportView) error {
		a, err := json.Marshal(now.Mapping)
		if err != nil {
			return err
		}
		b, err := json.Marshal(v.Mapping)
		if err == nil && (now.Sheet != v.Sheet || string(a) != string(b)) {
			err = fault.New(fault.Conflict, "import_changed")
		}
		return err
	}
	err := d.changeImport(ctx, by, v.ID, ImportStage.IsOpen, func(tx *sqlite.Tx, now *ImportView) error {
		now.Stage = ImportMapping
		return tx.DropImportRows(ctx, v.ID)
	})
	if err != nil {
		return err
	}
	ready := 0
	for part := range slices.Chunk(all, rowsAtOnce) {
		rows := make([]sqlite.ImportRow, len(part))
		for i, reading := range part {
			if rows[i], err = rowOf(reading); err != nil {
				return err
			}
			if rows[i].State == rowReady {
				ready++
			}
		}
		err := d.changeImport(ctx, by, v.ID, ImportStage.IsOpen, func(tx *sqlite.Tx, now *ImportView) error {
			for _, row := range rows {
				if err := tx.PutImportRow(ctx, v.ID, row); err != nil {
					return err
				}
			}
			return same(now)
		})
		if err != nil {
			return err
		}
	}
	return d.changeImport(ctx, by, v.ID, ImportStage.IsOpen, func(_ *sqlite.Tx, now *ImportView) error {
		now.Stage, now.Rows, now.Ready, now.Done = ImportTried, len(all), ready, 0
		return same(now)
	})
}

// rowOf is a reading as it is stored.
func rowOf(r oldregister.Reading) (sqlite.ImportRow, error) {
	body, err := json.Marshal(r)
	row := sqlite.ImportRow{N: r.Entry.Row, State: rowReady, Body: body}
	if !r.In() {
		row.State = rowOut
	}
	for _, t := range r.Troubles {
		row.Codes = append(row.Codes, string(t.Code))
	}
	return row, err
}

// A TriedRow is a row of an import with what is to be said of it.
type TriedRow struct {
	oldregister.Reading
	State string
	Case  casefile.ID
}

// A Trial is what an import would do, or did.
type Trial struct {
	ImportView
	Codes map[fault.Code]int // rows by trouble
	Rows  []TriedRow         // those asked for
	Found int                // how many there are of them
}

// A TrialFilter chooses rows of a trial.
type TrialFilter struct {
	Code          fault.Code // "" for every trouble
	Out           bool       // only those that stay out
	Offset, Limit int
}

// Trial returns what an import would do, with the chosen of the rows that have a trouble.
func (d *Desk) Trial(ctx context.Context, by auth.User, id int64, f TrialFilter) (Trial, error) {
	v, err := d.ImportOf(ctx, by, id)
	if err != nil {
		return Trial{}, err
	}
	t := Trial{ImportView: v, Codes: map[fault.Code]int{}}
	codes, err := d.DB.ImportCodes(ctx, id)
	if err != nil {
		return t, err
	}
	for code, n := range codes {
		t.Codes[fault.Code(code)] = n
	}
	filter := sqlite.ImportFilter{Code: string(f.Code), Trouble: true, Offset: f.Offset, Limit: f.Limit}
	if f.Out {
		filter.State = rowOut
	}
	if t.Found, err = d.DB.CountImportRows(ctx, id, filter); err != nil {
		return t, err
	}
	t.Rows, err = d.triedRows(ctx, id, filter)
	return t, err
}

func (d *Desk) triedRows(ctx context.Context, id int64, f sqlite.ImportFilter) ([]TriedRow, error) {
	rows, err := d.DB.ImportRows(ctx, id, f)
	if err != nil {
		return nil, err
	}
	all := make([]TriedRow, len(rows))
	for i, row := range rows {
		all[i].State, all[i].Case = row.State, row.Case
		if err := json.Unmarshal(row.Body, &all[i].Reading); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// WriteTroubles writes a workbook of the rows that have a trouble: each as it stands in
// the file, with what is to be said of it behind.
func (d *Desk) WriteTroubles(ctx context.Context, by auth.User, id int64, f TrialFilter, to io.Writer) error {
	v, err := d.ImportOf(ctx, by, id)
	if err != nil {
		return err
	}
	last := 1
	for c := range v.Mapping.Headings {
		last = max(last, c)
	}
	columns := []sheet.Column{{Name: "行号", Width: 8}}
	for c := 1; c <= last; c++ {
		columns = append(columns, sheet.Column{Name: v.Mapping.Headings[c], Width: 16})
	}
	columns = append(columns, sheet.Column{Name: "处理", Width: 22}, sheet.Column{Name: "问题", Width: 80})
	w, err := sheet.NewWriter("问题行", columns)
	if err != nil {
		return err
	}
	defer w.Close()
	filter := sqlite.ImportFilter{Code: string(f.Code), Trouble: true, Limit: rowsAtOnce}
	if f.Out {
		filter.State = rowOut
	}
	for {
		rows, err := d.triedRows(ctx, id, filter)
		if err != nil {
			return err
		}
		for _, r := range rows {
			values := []any{r.Entry.Row}
			for c := range last {
				cell := ""
				if c < len(r.Cells) {
					cell = r.Cells[c]
				}
				values = append(values, cell)
			}
			if err := w.Row(append(values, doneWith(r.Reading), troubleWords(r.Troubles))...); err != nil {
				return err
			}
			filter.After = r.Entry.Row
		}
		if len(rows) < filter.Limit {
			_, err := w.WriteTo(to)
			return err
		}
	}
}

// doneWith says what is done with a row.
func doneWith(r oldregister.Reading) string {
	if r.In() {
		return oldregister.Taken.Label()
	}
	return oldregister.RowOut.Label()
}

// troubleWords writes the troubles of a row in one text.
func troubleWords(all []oldregister.Trouble) string {
	var lines []string
	for _, t := range all {
		lines = append(lines, t.Cell()+"："+t.Text())
	}
	return strings.Join(lines, "\n")
}

// putOldCase writes by what the row of a case is known again; nothing of one that came in
// by a door.
func putOldCase(ctx context.Context, tx *sqlite.Tx, c *casefile.Case) error {
	f := c.OldRow
	if f == nil {
		return nil
	}
	o := sqlite.OldCase{Case: c.ID, Agency: c.Agency, Import: f.Import, Made: 1 + len(f.Private.Others)}
	if c.Stage() != casefile.StageAnnulled && !c.Erased {
		e := oldregister.Of(f)
		o.NumberKey, o.ContentKey, o.Whole = e.NumberKey(), e.ContentKey(), e.Whole()
	}
	return tx.PutOldCase(ctx, o)
}

// oldNumber takes the agency's next number for a case of a year of before.
func oldNumber(ctx context.Context, tx *sqlite.Tx, prefix string, agency int64, year int) (string, error) {
	series := "old/" + strconv.FormatInt(agency, 10) + "/" + strconv.Itoa(year)
	return nextFree(ctx, tx, series, tx.CaseNumberTaken, func(n int) string {
		digits := strconv.Itoa(n)
		return prefix + "旧" + strconv.Itoa(year) + "-" + strings.Repeat("0", max(4-len(digits), 0)) + digits
	})
}
