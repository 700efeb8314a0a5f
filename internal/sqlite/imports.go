package sqlite

import (
	"context"
	"strconv"
	"strings"
	"time"

	"mingda/internal/casefile"
)

// An Import is an old register that is taken over, or was.
type Import struct {
	ID        int64
	Agency    int64
	File      string // SHA-256 of it, in hex
	Name      string
	Size      int64
	Stage     string
	Body      []byte // how it is read, as JSON
	Rows      int
	Ready     int
	Done      int
	SentBy    int64
	SentAt    time.Time
	StartedBy int64
	StartedAt time.Time
	EndedAt   time.Time
	UndoneBy  int64
	Reason    string
	Problem   string
}

const importColumns = `id, agency_id, file, name, size, stage, body, rows, ready, done, sent_by, sent_at, coalesce(started_by, 0), started_at, ended_at, coalesce(undone_by, 0), reason, problem`

func scanImport(row row) (i Import, err error) {
	var sent, started, ended, body string
	err = row.Scan(&i.ID, &i.Agency, &i.File, &i.Name, &i.Size, &i.Stage, &body, &i.Rows, &i.Ready, &i.Done, &i.SentBy, &sent, &i.StartedBy, &started, &ended, &i.UndoneBy, &i.Reason, &i.Problem)
	if err != nil {
		return i, err
	}
	i.Body = []byte(body)
	for _, t := range []struct {
		into *time.Time
		text string
	}{{&i.SentAt, sent}, {&i.StartedAt, started}, {&i.EndedAt, ended}} {
		if *t.into, err = scanTime(t.text); err != nil {
			return i, err
		}
	}
	return i, nil
}

// NewImport adds an import and returns its ID.
func (tx *Tx) NewImport(ctx context.Context, i Import) (id int64, err error) {
	err = tx.q.QueryRowContext(ctx, `
		INSERT INTO imports (agency_id, file, name, size, stage, body, sent_by, sent_at)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?)
		RETURNING id`, i.Agency, i.File, i.Name, i.Size, i.Stage, string(i.Body), i.SentBy, instant(i.SentAt)).Scan(&id)
	return id, err
}

// PutImport writes how an import stands.
func (tx *Tx) PutImport(ctx context.Context, i Import) error {
	return tx.exec(ctx, `
		UPDATE imports
		SET stage = ?, body = ?, rows = ?, ready = ?, done = ?, started_by = ?, started_at = ?, ended_at = ?, undone_by = ?, reason = ?, problem = ?
		WHERE id = ?`,
		i.Stage, string(i.Body), i.Rows, i.Ready, i.Done, nullID(i.StartedBy), instant(i.StartedAt), instant(i.EndedAt), nullID(i.UndoneBy), i.Reason, i.Problem, i.ID)
}

// DropImport removes an import with its rows; the cases that it made stay.
func (tx *Tx) DropImport(ctx context.Context, id int64) error {
	if err := tx.exec(ctx, `DELETE FROM import_rows WHERE import_id = ?`, id); err != nil {
		return err
	}
	return tx.exec(ctx, `DELETE FROM imports WHERE id = ?`, id)
}

// Import returns an import, or fault NotFound.
func (r Reader) Import(ctx context.Context, id int64) (Import, error) {
	return one(ctx, r.q, "import_not_found", scanImport, `SELECT `+importColumns+` FROM imports WHERE id = ?`, id)
}

// Imports returns those of an agency, the newest first.
func (r Reader) Imports(ctx context.Context, agency int64) ([]Import, error) {
	return collect(ctx, r.q, scanImport, `SELECT `+importColumns+` FROM imports WHERE agency_id = ? ORDER BY id DESC`, agency)
}

// ImportsWorking returns those that are being taken in or taken back.
func (r Reader) ImportsWorking(ctx context.Context) ([]Import, error) {
	return collect(ctx, r.q, scanImport, `SELECT `+importColumns+` FROM imports WHERE stage IN ('running', 'undoing') ORDER BY id`)
}

// An ImportRow is a row of an import.
type ImportRow struct {
	N     int
	State string
	Codes []string // of its troubles
	Body  []byte   // what it says, which is sealed on the disk
	Case  casefile.ID
}

// importRowContext binds a sealed row to its import.
func importRowContext(id int64) string { return "import " + strconv.FormatInt(id, 10) }

// DropImportRows removes the rows of an import, for them to be read again.
func (tx *Tx) DropImportRows(ctx context.Context, id int64) error {
	return tx.exec(ctx, `DELETE FROM import_rows WHERE import_id = ?`, id)
}

// PutImportRow writes a row of an import.
func (tx *Tx) PutImportRow(ctx context.Context, id int64, r ImportRow) error {
	sealed, err := tx.seal.Seal(r.Body, importRowContext(id))
	if err != nil {
		return err
	}
	codes := ""
	if len(r.Codes) > 0 {
		codes = " " + strings.Join(r.Codes, " ") + " "
	}
	return tx.exec(ctx, `
		INSERT INTO import_rows (import_id, n, state, codes, sealed, case_id) VALUES (?, ?, ?, ?, ?, ?)
		ON CONFLICT (import_id, n) DO UPDATE SET state = excluded.state, codes = excluded.codes, sealed = excluded.sealed, case_id = excluded.case_id`,
		id, r.N, r.State, codes, sealed, nullID(int64(r.Case)))
}

// MarkImportRow writes what became of a row.
func (tx *Tx) MarkImportRow(ctx context.Context, id int64, n int, state string, became casefile.ID) error {
	return tx.exec(ctx, `UPDATE import_rows SET state = ?, case_id = ? WHERE import_id = ? AND n = ?`, state, nullID(int64(became)), id, n)
}

// An ImportFilter chooses rows of an import, in their order.
type ImportFilter struct {
	State   string // "" is every one
	Code    string // with this trouble
	Trouble bool   // with any
	After   int    // behind this row
	Offset  int
	Limit   int
}

func (f ImportFilter) where(id int64) (string, []any) {
	where, args := `import_id = ?`, []any{id}
	if f.State != "" {
		where, args = where+` AND state = ?`, append(args, f.State)
	}
	if f.Code != "" {
		where, args = where+` AND instr(codes, ?) > 0`, append(args, " "+f.Code+" ")
	}
	if f.Trouble {
		where += ` AND codes <> ''`
	}
	if f.After > 0 {
		where, args = where+` AND n > ?`, append(args, f.After)
	}
	return where, args
}

// ImportRows returns the chosen rows of an import.
func (r Reader) ImportRows(ctx context.Context, id int64, f ImportFilter) ([]ImportRow, error) {
	where, args := f.where(id)
	return collect(ctx, r.q, func(row row) (i ImportRow, err error) {
		var sealed []byte
		var codes string
		if err = row.Scan(&i.N, &i.State, &codes, &sealed, &i.Case); err != nil {
			return i, err
		}
		i.Codes = strings.Fields(codes)
		i.Body, err = r.seal.Open(sealed, importRowContext(id))
		return i, err
	}, `SELECT n, state, codes, sealed, coalesce(case_id, 0) FROM import_rows WHERE `+where+` ORDER BY n LIMIT ? OFFSET ?`, append(args, f.Limit, f.Offset)...)
}

// CountImportRows counts the chosen rows.
func (r Reader) CountImportRows(ctx context.Context, id int64, f ImportFilter) (n int, err error) {
	where, args := f.where(id)
	err = r.q.QueryRowContext(ctx, `SELECT count(*) FROM import_rows WHERE `+where, args...).Scan(&n)
	return n, explain(err)
}

// ImportCodes counts the rows of an import by what their troubles are.
func (r Reader) ImportCodes(ctx context.Context, id int64) (map[string]int, error) {
	type counted struct {
		codes string
		n     int
	}
	all, err := collect(ctx, r.q, func(row row) (c counted, err error) { return c, row.Scan(&c.codes, &c.n) },
		`SELECT codes, count(*) FROM import_rows WHERE import_id = ? AND codes <> '' GROUP BY codes`, id)
	n := map[string]int{}
	for _, c := range all {
		seen := map[string]bool{}
		for _, code := range strings.Fields(c.codes) {
			if !seen[code] {
				n[code] += c.n
			}
			seen[code] = true
		}
	}
	return n, err
}

// PutImportHeading remembers what a column of an agency's register holds.
func (tx *Tx) PutImportHeading(ctx context.Context, agency int64, heading, field string) error {
	return tx.exec(ctx, `
		INSERT INTO import_headings (agency_id, heading, field) VALUES (?, ?, ?)
		ON CONFLICT (agency_id, heading) DO UPDATE SET field = excluded.field`, agency, heading, field)
}

// ImportHeadings returns what the columns of an agency's register hold, by heading.
func (r Reader) ImportHeadings(ctx context.Context, agency int64) (map[string]string, error) {
	pairs, err := collect(ctx, r.q, func(row row) (p [2]string, err error) { return p, row.Scan(&p[0], &p[1]) },
		`SELECT heading, field FROM import_headings WHERE agency_id = ?`, agency)
	all := map[string]string{}
	for _, p := range pairs {
		all[p[0]] = p[1]
	}
	return all, err
}

// An OldCase is a case that came from an old register.
type OldCase struct {
	Case       casefile.ID
	Agency     int64
	Import     int64
	Made       int // how many entries the import wrote
	NumberKey  string
	ContentKey string
	Whole      string
}

// PutOldCase writes by what the row of a case is known again.
func (tx *Tx) PutOldCase(ctx context.Context, c OldCase) error {
	return tx.exec(ctx, `
		INSERT INTO old_cases (case_id, agency_id, import_id, made, number_key, content_key, whole) VALUES (?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT (case_id) DO UPDATE SET number_key = excluded.number_key, content_key = excluded.content_key, whole = excluded.whole`,
		c.Case, c.Agency, c.Import, c.Made, c.NumberKey, c.ContentKey, c.Whole)
}

const oldCaseColumns = `case_id, agency_id, import_id, made, number_key, content_key, whole`

func scanOldCase(row row) (c OldCase, err error) {
	return c, row.Scan(&c.Case, &c.Agency, &c.Import, &c.Made, &c.NumberKey, &c.ContentKey, &c.Whole)
}

// OldCasesAlike returns the cases of an agency with the content of a row, and then those
// with its number.
func (r Reader) OldCasesAlike(ctx context.Context, agency int64, numberKey, contentKey string) ([]OldCase, error) {
	all, err := collect(ctx, r.q, scanOldCase, `
		SELECT `+oldCaseColumns+` FROM old_cases WHERE agency_id = ? AND content_key = ? AND content_key <> '' ORDER BY case_id`, agency, contentKey)
	if err != nil || numberKey == "" {
		return all, err
	}
	byNumber, err := collect(ctx, r.q, scanOldCase, `
		SELECT `+oldCaseColumns+` FROM old_cases WHERE agency_id = ? AND number_key = ? AND number_key <> '' ORDER BY case_id`, agency, numberKey)
	return append(all, byNumber...), err
}

// ImportRestedUpon returns the number of a case that an import made and something was
// done in since; "" where there is none.
func (r Reader) ImportRestedUpon(ctx context.Context, id int64) (casefile.ID, error) {
	found, err := collect(ctx, r.q, func(row row) (id casefile.ID, err error) { return id, row.Scan(&id) }, `
		SELECT c.id FROM old_cases o JOIN cases c ON c.id = o.case_id
		WHERE o.import_id = ? AND c.stage <> ? AND c.version > o.made
		ORDER BY c.id LIMIT 1`, id, casefile.StageAnnulled)
	if err != nil || len(found) == 0 {
		return 0, err
	}
	return found[0], nil
}

// importedBy is the condition of the cases that an import made.
func importedBy(id int64) string {
	return `id IN (SELECT case_id FROM old_cases WHERE import_id = ` + strconv.FormatInt(id, 10) + `)`
}
