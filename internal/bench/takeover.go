package bench

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"path/filepath"
	"time"

	"mingda/internal/desk"
	"mingda/internal/sheet"
)

// A TakeOver measures how an old register comes in (导入旧台账): a workbook is sent, tried
// and taken in.
type TakeOver struct {
	Office Filling // without cases
	Dir    string  // for the table beside it, on the disk that is measured
	Rows   int     // of the workbook
	Rounds int     // each with other rows, into the office as the rounds before left it
	Now    Clock
}

// tookOver is how long the parts of one round took.
type tookOver struct{ sent, tried, taken, plain time.Duration }

// Run takes workbooks in, and inserts the same cells plainly.
func (b TakeOver) Run(ctx context.Context) (Section, error) {
	if _, err := b.Office.Empty(ctx); err != nil {
		return Section{}, err
	}
	var sent, tried, taken, plain []time.Duration
	size := 0
	for round := range b.Rounds {
		rows := b.rows(round)
		book, err := workbookOf(rows)
		if err != nil {
			return Section{}, err
		}
		size = len(book)
		took, err := b.round(ctx, round, book, rows)
		if err != nil {
			return Section{}, fmt.Errorf("round %d: %w", round+1, err)
		}
		sent, tried, taken, plain = append(sent, took.sent), append(tried, took.tried), append(taken, took.taken), append(plain, took.plain)
	}
	t := Table{Columns: []string{"", "median", "rows a second", "rounds"}}
	for _, l := range []struct {
		name string
		took []time.Duration
	}{{"sent: the workbook stored, its columns proposed", sent}, {"**tried: every row read and compared with what is known**", tried}, {"**taken in: every row a case**", taken}, {"the same cells inserted plainly, as many in one commit", plain}} {
		t.add(l.name, seconds(median(l.took)), rate(perSecond(b.Rows, median(l.took))), seconds(sorted(l.took)[0])+" to "+seconds(sorted(l.took)[len(l.took)-1]))
	}
	return Section{
		Name: "import", Title: "An old register taken over", Tables: []Table{t},
		Text: fmt.Sprintf("A workbook of %s rows and %d columns, %d KB, sent, tried and taken in by the office's own functions: every row a past case with its entry in the chain, sealed, "+
			"projected and searchable, in transactions of at most %d. Beside it the same cells as rows of a table without anything. Medians of %d rounds, each with other rows.",
			thousands(int64(b.Rows)), len(oldHeadings), size>>10, plainAtOnce, b.Rounds),
	}, nil
}

// oldHeadings are those of the workbook.
var oldHeadings = []string{"编号", "收到日期", "申请人", "联系电话", "申请内容", "承办单位", "答复日期", "办理结果", "答复文号", "备注"}

// rows makes the rows of a round up: of the years before the office, all answered.
func (b TakeOver) rows(round int) [][]any {
	w := newWriter(uint64(300 + round))
	first := time.Date(2020, 1, 2, 0, 0, 0, 0, time.UTC)
	results := []string{"予以公开", "部分公开", "信息不存在", "不属于本机关", "申请人撤回"}
	all := make([][]any, b.Rows)
	for n := range all {
		on := first.AddDate(0, 0, w.IntN(1500))
		all[n] = []any{
			fmt.Sprintf("%d-%d-%d", on.Year(), round, n), on.Format(time.DateOnly), w.name(), fmt.Sprintf("139%08d", w.IntN(100_000_000)), w.wants().Content, "区住房和城乡建设局",
			on.AddDate(0, 0, 5+w.IntN(20)).Format(time.DateOnly), pick(w, results), fmt.Sprintf("明公开〔%d〕%d号", on.Year(), n), "电话告知",
		}
	}
	return all
}

func workbookOf(rows [][]any) ([]byte, error) {
	columns := make([]sheet.Column, len(oldHeadings))
	for i, h := range oldHeadings {
		columns[i].Name = h
	}
	w, err := sheet.NewWriter("旧台账", columns)
	if err != nil {
		return nil, err
	}
	defer w.Close()
	for _, row := range rows {
		if err := w.Row(row...); err != nil {
			return nil, err
		}
	}
	var b bytes.Buffer
	_, err = w.WriteTo(&b)
	return b.Bytes(), err
}

// round takes one workbook in. Every row must have become a case.
func (b TakeOver) round(ctx context.Context, n int, book []byte, rows [][]any) (took tookOver, err error) {
	d := b.Office.Desk
	by, err := d.DB.UserByLogin(ctx, Login)
	if err != nil {
		return took, err
	}
	var id int64
	for _, part := range []struct {
		took *time.Duration
		do   func() error
	}{
		{&took.sent, func() (err error) {
			id, err = d.SendRegister(ctx, by, "旧台账.xlsx", bytes.NewReader(book))
			return err
		}},
		{&took.tried, func() error { return d.TryImport(ctx, by, id) }},
		{&took.taken, func() error { return errors.Join(d.StartImport(ctx, by, id), d.RunImports(ctx)) }},
		{&took.plain, func() error { return b.plain(ctx, n, rows) }},
	} {
		began := b.Now()
		if err := part.do(); err != nil {
			return took, err
		}
		*part.took = b.Now().Sub(began)
	}
	v, err := d.ImportOf(ctx, by, id)
	if err == nil && (v.Stage != desk.ImportDone || v.Done != len(rows)) {
		err = fmt.Errorf("%d of %d rows came in: %s %s", v.Done, len(rows), v.Stage, v.Problem)
	}
	return took, err
}

// plainAtOnce is how many rows an import commits together at most, and so the plain table.
const plainAtOnce = 200

// plain inserts the cells into a table without anything.
func (b TakeOver) plain(ctx context.Context, round int, rows [][]any) (err error) {
	db, err := sql.Open("sqlite3", "file:"+filepath.Join(b.Dir, fmt.Sprintf("plain-%d.db", round))+"?_journal_mode=WAL&_synchronous=FULL")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	db.SetMaxOpenConns(1)
	if _, err := db.ExecContext(ctx, `CREATE TABLE plain (id INTEGER PRIMARY KEY, a TEXT, b TEXT, c TEXT, d TEXT, e TEXT, f TEXT, g TEXT, h TEXT, i TEXT, j TEXT) STRICT`); err != nil {
		return err
	}
	for len(rows) > 0 {
		n := min(plainAtOnce, len(rows))
		tx, err := db.BeginTx(ctx, nil)
		if err != nil {
			return err
		}
		for _, row := range rows[:n] {
			if _, err := tx.ExecContext(ctx, `INSERT INTO plain (a, b, c, d, e, f, g, h, i, j) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`, row...); err != nil {
				return errors.Join(err, tx.Rollback())
			}
		}
		if err := tx.Commit(); err != nil {
			return err
		}
		rows = rows[n:]
	}
	return nil
}
