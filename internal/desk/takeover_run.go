package desk

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"mingda/internal/auth"
	"mingda/internal/casefile"
	"mingda/internal/fault"
	"mingda/internal/ledger"
	"mingda/internal/office"
	"mingda/internal/oldregister"
	"mingda/internal/sqlite"
)

// casesAtOnce is how many rows of an import become cases in one transaction: others
// who write meanwhile wait no longer than that takes.
const casesAtOnce = 200

// StartImport lets an import that was tried be taken in, or go on. The worker does it.
func (d *Desk) StartImport(ctx context.Context, by auth.User, id int64) error {
	startable := func(s ImportStage) bool { return s == ImportTried || s == ImportStopped }
	return d.changeImport(ctx, by, id, startable, func(_ *sqlite.Tx, v *ImportView) error {
		if v.Ready == v.Done {
			return fault.New(fault.Conflict, "import_nothing")
		}
		v.Stage, v.StartedBy, v.Problem = ImportRunning, by.ID, ""
		if v.StartedAt.IsZero() {
			v.StartedAt = d.now()
		}
		return nil
	})
}

// StopImport stops an import after the rows that are under way.
func (d *Desk) StopImport(ctx context.Context, by auth.User, id int64) error {
	running := func(s ImportStage) bool { return s == ImportRunning }
	return d.changeImport(ctx, by, id, running, func(_ *sqlite.Tx, v *ImportView) error {
		v.Stage = ImportStopped
		return nil
	})
}

// UndoImport takes a whole import back while nothing else rests on its cases. sure is
// that the person has confirmed it.
func (d *Desk) UndoImport(ctx context.Context, by auth.User, id int64, reason string, sure bool) error {
	form := fault.Form{}
	form.Need("reason", &reason, "reason_needed")
	if !sure {
		form.Bad("sure", "import_undo_unsure")
	}
	if err := form.Err(); err != nil {
		return err
	}
	if err := short("reason", reason, fault.MaxText); err != nil {
		return err
	}
	undoable := func(s ImportStage) bool { return s == ImportDone || s == ImportStopped }
	return d.changeImport(ctx, by, id, undoable, func(tx *sqlite.Tx, v *ImportView) error {
		rested, err := tx.ImportRestedUpon(ctx, id)
		if err != nil {
			return err
		}
		if rested != 0 {
			row, err := tx.CaseRow(ctx, rested)
			if err != nil {
				return err
			}
			return fault.New(fault.Conflict, "import_rested_upon", row.Number)
		}
		v.Stage, v.UndoneBy, v.Reason, v.Problem = ImportUndoing, by.ID, kept(reason), ""
		return nil
	})
}

// RunImports takes in and takes back what is to be, until nothing is left. Cut off at
// any moment, it goes on where it was: the rows of one transaction became cases or did
// not, all of them.
func (d *Desk) RunImports(ctx context.Context) error {
	working, err := d.DB.ImportsWorking(ctx)
	if err != nil {
		return err
	}
	var failed error
	for _, i := range working {
		if err := d.runImport(ctx, i.ID); err != nil {
			if ctx.Err() != nil {
				return ctx.Err()
			}
			failed = errors.Join(failed, fmt.Errorf("import %d: %w", i.ID, err))
			d.noteProblem(ctx, i.ID, err)
		}
	}
	return failed
}

// noteProblem says on the page of an import why it stands. It is tried again.
func (d *Desk) noteProblem(ctx context.Context, id int64, problem error) {
	text := "系统出错，过一会儿会自动再试"
	var f *fault.Error
	if errors.As(problem, &f) && f.Kind != fault.Internal {
		text = f.Message()
	}
	err := d.DB.Write(ctx, func(tx *sqlite.Tx) error {
		i, err := tx.Import(ctx, id)
		if err != nil || i.Problem == text {
			return err
		}
		i.Problem = text
		return tx.PutImport(ctx, i)
	})
	if err != nil {
		d.Log.Error("note what stopped an import", "import", id, "err", err)
	}
}

// A rowFailed is a row that cannot become a case, or cannot be taken back.
type rowFailed struct {
	n   int
	err error
}

func (e rowFailed) Error() string { return fmt.Sprintf("row %d: %v", e.n, e.err) }
func (e rowFailed) Unwrap() error { return e.err }

// runImport works through the rows of one import, until it is through, was stopped, or
// ctx ends. A row that the rules refuse stands aside, and the others go on.
func (d *Desk) runImport(ctx context.Context, id int64) error {
	for more := true; more; {
		if err := ctx.Err(); err != nil {
			return err
		}
		err := d.DB.Write(ctx, func(tx *sqlite.Tx) (err error) {
			more, err = d.importBatch(ctx, tx, id)
			return err
		})
		var failed rowFailed
		if errors.As(err, &failed) && (fault.KindOf(err) == fault.Invalid || fault.KindOf(err) == fault.Conflict) {
			d.Log.Warn("a row of an import stands aside", "import", id, "row", failed.n, "err", failed.err)
			err, more = d.DB.Write(ctx, func(tx *sqlite.Tx) error { return tx.MarkImportRow(ctx, id, failed.n, rowLeft, 0) }), true
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// importBatch works on the next rows and reports whether there may be more.
func (d *Desk) importBatch(ctx context.Context, tx *sqlite.Tx, id int64) (more bool, err error) {
	row, err := tx.Import(ctx, id)
	if err != nil {
		return false, err
	}
	v, err := viewOf(row)
	if err != nil {
		return false, err
	}
	state, each, end := rowReady, d.takeRow, ImportDone
	switch v.Stage {
	case ImportRunning:
	case ImportUndoing:
		state, each, end = rowDone, d.untakeRow, ImportUndone
	default:
		return false, nil // stopped meanwhile
	}
	rows, err := tx.ImportRows(ctx, id, sqlite.ImportFilter{State: state, Limit: casesAtOnce})
	if err != nil {
		return false, err
	}
	to, err := destinationIn(ctx, tx, v.Agency)
	if err != nil {
		return false, err
	}
	for _, r := range rows {
		if err := each(ctx, tx, &v, to, r); err != nil {
			return false, rowFailed{r.N, err}
		}
	}
	if more = len(rows) == casesAtOnce; !more {
		v.Stage, v.EndedAt = end, d.now()
		if left, err := tx.CountImportRows(ctx, id, sqlite.ImportFilter{State: rowLeft}); err != nil {
			return false, err
		} else if v.Problem = ""; left > 0 {
			v.Problem = fmt.Sprintf("有 %d 行没有办成，在问题行里", left)
		}
	}
	v.Import.Body, v.Import.Stage = row.Body, string(v.Stage)
	return more, tx.PutImport(ctx, v.Import)
}

// A destination is where the cases of an import go.
type destination struct {
	agency office.Agency
	units  map[string]int64 // those that work, by oldregister.HeadingKey of their names
}

// destinationIn returns the agency with its units.
func destinationIn(ctx context.Context, tx *sqlite.Tx, agency int64) (to destination, err error) {
	if to.agency, err = tx.Agency(ctx, agency); err != nil {
		return to, err
	}
	units, err := tx.Units(ctx, agency)
	to.units = make(map[string]int64, len(units))
	for _, u := range slices.Backward(units) { // of two with one name the first
		if key := oldregister.HeadingKey(u.Name); u.Active && key != "" {
			to.units[key] = u.ID
		}
	}
	return to, err
}

// takeRow makes a case of a row, unless it was taken in meanwhile.
func (d *Desk) takeRow(ctx context.Context, tx *sqlite.Tx, v *ImportView, to destination, r sqlite.ImportRow) error {
	var reading oldregister.Reading
	if err := json.Unmarshal(r.Body, &reading); err != nil {
		return err
	}
	if err := d.knownBefore(ctx, tx.Reader, v.Agency, &reading); err != nil {
		return err
	}
	if !reading.In() {
		v.Ready--
		row, err := rowOf(reading)
		if err != nil {
			return err
		}
		return tx.PutImportRow(ctx, v.ID, row)
	}
	id, err := d.takeOver(ctx, tx, v, to, reading.Entry)
	if err != nil {
		return err
	}
	v.Done++
	return tx.MarkImportRow(ctx, v.ID, r.N, rowDone, id)
}

// takeOver makes the case of an entry of an old register. What is open has a number as
// any other; what was over, one of the year of its receipt that shows where it is from.
func (d *Desk) takeOver(ctx context.Context, tx *sqlite.Tx, v *ImportView, to destination, e oldregister.Entry) (casefile.ID, error) {
	f, err := e.Fact()
	if err != nil {
		return 0, err
	}
	f.Agency, f.Import, f.File, f.Sheet, f.Private.SheetName = v.Agency, v.ID, v.File, v.Sheet+1, v.SheetName()
	f.Unit = to.units[oldregister.HeadingKey(e.Unit)] // none where the register names none of ours
	if f.Open {
		f.Number, err = nextCaseNumber(ctx, tx, to.agency, casefile.Request, d.today().Year())
	} else {
		f.Number, err = oldNumber(ctx, tx, to.agency.CasePrefix, v.Agency, f.Receipt.On.Year())
	}
	if err != nil {
		return 0, err
	}
	id, err := tx.NewSubject(ctx, ledger.Case)
	if err != nil {
		return 0, err
	}
	facts := []happening{onDay(d.today(), f)}
	for n, other := range f.Private.Others {
		joint := &casefile.JointlyAdded{Joint: n + 1, To: n + 1, Class: other.Class}
		joint.Private.Applicant = other
		facts = append(facts, onDay(d.today(), joint))
	}
	c := &casefile.Case{ID: casefile.ID(id)}
	return c.ID, d.happenToCase(ctx, tx, c, v.StartedBy, facts...)
}

// untakeRow takes the case of a row back, unless a person has, or something was done in
// it meanwhile: then it stays.
func (d *Desk) untakeRow(ctx context.Context, tx *sqlite.Tx, v *ImportView, _ destination, r sqlite.ImportRow) error {
	c, err := loadCase(ctx, tx, r.Case)
	if err != nil {
		return err
	}
	if err := c.AllowsUndoing(1 + len(c.OldRow.Private.Others)); err != nil {
		return err
	}
	if c.Stage() != casefile.StageAnnulled {
		f := &casefile.Annulled{}
		f.Private.Reason = "撤销整批导入：" + v.Reason
		if err := d.happenToCase(ctx, tx, c, v.UndoneBy, onDay(d.today(), f)); err != nil {
			return err
		}
	}
	v.Done--
	return tx.MarkImportRow(ctx, v.ID, r.N, rowUndone, r.Case)
}
