package sqlite

import (
	"context"
	"database/sql"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/pressly/goose/v3"

	"mingda/internal/ledger"
	"mingda/migrations"
)

// When an office moves, each table goes one of three ways, and a test holds that
// none goes none of them: it is carried, it is made anew of what is carried
// (folded, and the index of words), or it stays behind.
var (
	// carried are the tables of which every row goes along. The ledger goes besides, with
	// its personal parts: see EachSealed.
	carried = []string{
		"agencies", "units", "users", "invitations", "let_ins", "series", "settings", "feeds", "stand_ins", "warned", "user_factors", "recovery_codes",
		"identities", "identity_proposals", "passkey_handles",
		"mails_seen", "outbox", "form_holds", "exports", "register_views", "register_columns", "table_exports", "imports", "import_rows", "import_headings", "scans",
	}
	// leftBehind are who is signed in and has tried, how far the schema is, what is to be folded again, what
	// was read out of files: the files go along and are read again; and the seal of the
	// ledger's end, which is sealed anew.
	leftBehind = []string{"sessions", "tries", "brakes", "goose_db_version", "to_project", "inputs_to_fold", "readings", "to_read", "scan_walk", "ledger_end"}
	// indexes are made with the rows of which they are the words, or what they resemble.
	indexes = []string{"cases_fts", "cases_words", "sketches"}
	// ledgerTables are the ledger.
	ledgerTables = []string{"entries", "private_parts"}
)

// sealedIn are the columns that the key seals, by table: the column, and what it is bound
// to besides (see ledger.Sealer), which is a word and the value of another column.
var sealedIn = map[string]struct{ column, word, by string }{
	"outbox":       {"sealed", "outbox ", "key"},
	"form_holds":   {"sealed", "hold ", "key"},
	"user_factors": {"sealed", "factor ", "id"},
	"import_rows":  {"sealed", "import ", "import_id"},
}

// Carried returns the tables of which every row goes along when the office moves, in
// the order in which they are written.
func Carried() []string { return slices.Clone(carried) }

// FoldedTables returns the tables that are made of the ledger.
func FoldedTables() []string { return slices.Clone(folded) }

// Snapshot calls do with the database as it is at one moment, however long it takes. The
// office goes on working meanwhile.
func (db *DB) Snapshot(ctx context.Context, do func(Reader) error) error {
	tx, err := db.readers.BeginTx(ctx, nil)
	if err != nil {
		return explain(err)
	}
	defer tx.Rollback() //nolint:errcheck // it only read
	return explain(do(Reader{tx, db.seal, nil}))
}

// SchemaVersion returns how far the schema is.
func (r Reader) SchemaVersion(ctx context.Context) (int64, error) {
	var version int64
	err := r.q.QueryRowContext(ctx, `SELECT max(version_id) FROM goose_db_version WHERE is_applied = 1`).Scan(&version)
	return version, explain(err)
}

// NewestSchema returns how far the schema is that this program knows.
func NewestSchema() (int64, error) {
	names, err := migrations.Files.ReadDir(".")
	if err != nil {
		return 0, err
	}
	var newest int64
	for _, e := range names {
		if strings.HasSuffix(e.Name(), ".sql") {
			version, err := goose.NumericComponent(e.Name())
			if err != nil {
				return 0, err
			}
			newest = max(newest, version)
		}
	}
	return newest, nil
}

// A column of a table, as it is declared.
type column struct {
	name, kind string
	key        int // its place in the primary key, from 1; 0: it is none of it
}

func columnsOf(ctx context.Context, q querier, table string) ([]column, error) {
	all, err := collect(ctx, q, func(row row) (c column, err error) { return c, row.Scan(&c.name, &c.kind, &c.key) },
		`SELECT name, type, pk FROM pragma_table_info(?) ORDER BY cid`, table)
	if err == nil && len(all) == 0 {
		err = fmt.Errorf("there is no table %s", table)
	}
	return all, err
}

// EachRow calls visit with every row of a table as a line of JSON, its columns by their
// names in the order of the table, in the order of its key. What is sealed is given as it
// lies, or opened. The line is valid until visit returns.
func (r Reader) EachRow(ctx context.Context, table string, opened bool, visit func(line []byte) error) error {
	columns, err := columnsOf(ctx, r.q, table)
	if err != nil {
		return err
	}
	var keys []string
	for place := 1; ; place++ {
		i := slices.IndexFunc(columns, func(c column) bool { return c.key == place })
		if i < 0 {
			break
		}
		keys = append(keys, columns[i].name)
	}
	rows, err := r.q.QueryContext(ctx, `SELECT * FROM `+table+` ORDER BY `+strings.Join(keys, ", "))
	if err != nil {
		return explain(err)
	}
	defer rows.Close()
	values, into := make([]any, len(columns)), make([]any, len(columns))
	for i := range values {
		into[i] = &values[i]
	}
	var line []byte
	for rows.Next() {
		if err := rows.Scan(into...); err != nil {
			return err
		}
		if opened {
			if err := r.openIn(table, columns, values); err != nil {
				return err
			}
		}
		if line, err = appendRow(line[:0], columns, values); err != nil {
			return fmt.Errorf("table %s: %w", table, err)
		}
		if err := visit(line); err != nil {
			return err
		}
	}
	return explain(rows.Err())
}

// openIn opens what is sealed in a row.
func (r Reader) openIn(table string, columns []column, values []any) error {
	at, bound, ok := sealedAt(table, columns, values)
	sealed, _ := values[max(at, 0)].([]byte)
	if !ok || sealed == nil {
		return nil
	}
	plain, err := r.seal.Open(sealed, bound)
	if err != nil {
		return fmt.Errorf("table %s, %s: %w", table, bound, err)
	}
	values[at] = plain
	return nil
}

// sealedAt returns where in a row something is sealed, and to what it is bound.
func sealedAt(table string, columns []column, values []any) (at int, bound string, ok bool) {
	s, ok := sealedIn[table]
	if !ok {
		return 0, "", false
	}
	named := func(name string) int { return slices.IndexFunc(columns, func(c column) bool { return c.name == name }) }
	at, by := named(s.column), named(s.by)
	if at < 0 || by < 0 {
		return 0, "", false
	}
	return at, s.word + fmt.Sprint(values[by]), true
}

// appendRow writes a row as JSON: numbers, texts, and bytes in base64. A text that is
// none (it came from outside) is written as an object with its bytes.
func appendRow(line []byte, columns []column, values []any) ([]byte, error) {
	line = append(line, '{')
	for i, c := range columns {
		if i > 0 {
			line = append(line, ',')
		}
		name, value := c.name, values[i]
		if b, ok := value.([]byte); ok && c.kind != "BLOB" {
			value = string(b)
		}
		if s, ok := value.(string); ok && !utf8.ValidString(s) {
			value = notText{[]byte(s)}
		}
		text, err := json.Marshal(value)
		if err != nil {
			return nil, fmt.Errorf("column %s: %w", name, err)
		}
		line = append(append(append(append(line, '"'), name...), '"', ':'), text...)
	}
	return append(line, '}'), nil
}

// notText is a text that is not UTF-8.
type notText struct {
	Base64 []byte `json:"base64"`
}

// An Arrival is a new database that another office moves into. It is thrown away unless
// it is finished, so nothing of it is durable before.
type Arrival struct {
	db      *sql.DB
	tx      *sql.Tx
	seal    *ledger.Sealer
	schema  int64
	columns map[string][]column
}

// Arrive makes a new database at path, with the schema of the office that moves in.
func Arrive(ctx context.Context, path string, seal *ledger.Sealer, schema int64) (*Arrival, error) {
	db, err := openWriter(path, "_txlock=immediate")
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(1) // the pragmas are the connection's
	a := &Arrival{db: db, seal: seal, schema: schema, columns: map[string][]column{}}
	// Rows refer to others that are folded later; see Unreferred.
	if _, err = db.ExecContext(ctx, `PRAGMA foreign_keys = OFF; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF`); err == nil {
		var steps *goose.Provider
		if steps, err = goose.NewProvider(goose.DialectSQLite3, db, migrations.Files); err == nil {
			_, err = steps.UpTo(ctx, schema)
		}
	}
	if err == nil {
		a.tx, err = db.BeginTx(ctx, nil)
	}
	if err != nil {
		return nil, errors.Join(explain(err), db.Close())
	}
	return a, nil
}

// PutEntry writes an entry as it stands. Its personal part is sealed, unless it comes
// sealed already.
func (a *Arrival) PutEntry(ctx context.Context, e ledger.Entry, sealed []byte) (err error) {
	if sealed == nil && e.Private != nil {
		if sealed, err = a.seal.Seal(e.Private, sealContext(e.Seq)); err != nil {
			return err
		}
	}
	_, err = a.tx.ExecContext(ctx, `
		INSERT INTO entries (seq, matter, subject_id, n, type, on_day, at, actor, body, salt, digest, hash)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		e.Seq, e.Matter, e.Subject, e.N, e.Type, e.On.String(), instant(e.At), e.By, string(e.Body), e.Salt, e.Digest, e.Hash)
	if err == nil && sealed != nil {
		_, err = a.tx.ExecContext(ctx, `INSERT INTO private_parts (seq, sealed) VALUES (?, ?)`, e.Seq, sealed)
	}
	return explain(err)
}

// PutRow writes a row as EachRow gave it. What is sealed comes sealed, or opened. A
// column that the table does not have is an error; one that is not given has its default.
func (a *Arrival) PutRow(ctx context.Context, table string, line []byte, opened bool) error {
	if !slices.Contains(carried, table) {
		return fmt.Errorf("there is no table %s that moves", table)
	}
	columns, err := a.columnsOf(ctx, table)
	if err != nil {
		return err
	}
	var given map[string]json.RawMessage
	if err := json.Unmarshal(line, &given); err != nil {
		return err
	}
	var of []column
	var values []any
	for _, c := range columns {
		text, ok := given[c.name]
		if !ok {
			continue
		}
		value, err := valueOf(c, text)
		if err != nil {
			return fmt.Errorf("table %s, column %s: %w", table, c.name, err)
		}
		of, values = append(of, c), append(values, value)
		delete(given, c.name)
	}
	for name := range given {
		return fmt.Errorf("table %s has no column %s", table, name)
	}
	if opened {
		if err := a.sealIn(table, of, values); err != nil {
			return err
		}
	}
	var names []string
	for _, c := range of {
		names = append(names, c.name)
	}
	_, err = a.tx.ExecContext(ctx, `INSERT INTO `+table+` (`+strings.Join(names, ", ")+`) VALUES (?`+strings.Repeat(", ?", len(names)-1)+`)`, values...)
	return explain(err)
}

func (a *Arrival) columnsOf(ctx context.Context, table string) (all []column, err error) {
	if a.columns[table] == nil {
		a.columns[table], err = columnsOf(ctx, a.tx, table)
	}
	return a.columns[table], err
}

// sealIn seals what a row has opened.
func (a *Arrival) sealIn(table string, columns []column, values []any) (err error) {
	at, bound, ok := sealedAt(table, columns, values)
	if !ok {
		return nil
	}
	if plain, _ := values[at].([]byte); plain != nil {
		values[at], err = a.seal.Seal(plain, bound)
	}
	return err
}

// valueOf reads a value as appendRow wrote it.
func valueOf(c column, text json.RawMessage) (any, error) {
	if string(text) == "null" {
		return nil, nil
	}
	switch c.kind {
	case "INTEGER":
		var n int64
		err := json.Unmarshal(text, &n)
		return n, err
	case "BLOB":
		var b []byte
		err := json.Unmarshal(text, &b)
		return b, err
	case "TEXT":
		if text[0] == '{' {
			var bytes struct{ Base64 string }
			if err := json.Unmarshal(text, &bytes); err != nil {
				return nil, err
			}
			b, err := base64.StdEncoding.DecodeString(bytes.Base64)
			return string(b), err
		}
		var s string
		err := json.Unmarshal(text, &s)
		return s, err
	}
	return nil, fmt.Errorf("of type %q", c.kind)
}

// Forget takes a setting out that is not to come along.
func (a *Arrival) Forget(ctx context.Context, setting string) error {
	_, err := a.tx.ExecContext(ctx, `DELETE FROM settings WHERE name = ?`, setting)
	return explain(err)
}

// Finish closes the database with all that was written.
func (a *Arrival) Finish(ctx context.Context) error {
	seq, head, err := ledgerHead(ctx, a.tx)
	if err == nil && seq > 0 && a.schema >= endsFrom {
		err = endOfLedger.put(ctx, a.tx, a.seal, seq, head)
	}
	if err != nil {
		return explain(err)
	}
	return explain(errors.Join(a.tx.Commit(), a.db.Close()))
}

// Discard closes the database, which is then of no use. After Finish it does nothing.
func (a *Arrival) Discard() {
	_ = a.tx.Rollback() // it is thrown away
	_ = a.db.Close()
}

// Unreferred returns the tables in which a row names another that is not there.
func (r Reader) Unreferred(ctx context.Context) ([]string, error) {
	return collect(ctx, r.q, func(row row) (table string, err error) { return table, row.Scan(&table) },
		`SELECT DISTINCT "table" FROM pragma_foreign_key_check`)
}

// NoteExport notes that all of the office is taken out, before it is.
func (tx *Tx) NoteExport(ctx context.Context, x Export) error {
	return tx.exec(ctx, `INSERT INTO exports (made_at, account, personal) VALUES (?, ?, ?)`, instant(x.MadeAt), x.Account, x.Personal)
}

// An Export is that all of the office was taken out.
type Export struct {
	MadeAt   time.Time
	Account  string // of the machine, by which the command was given
	Personal string // how the personal data went: sealed, with_key, clear
}

// Label says in Chinese how the personal data went.
func (x Export) Label() string {
	return map[string]string{"sealed": "个人信息加密", "with_key": "连同密钥", "clear": "个人信息明文"}[x.Personal]
}

// LastExport returns the newest export, the zero one if there was none.
func (r Reader) LastExport(ctx context.Context) (Export, error) {
	var x Export
	var made string
	err := r.q.QueryRowContext(ctx, `SELECT made_at, account, personal FROM exports ORDER BY id DESC LIMIT 1`).Scan(&made, &x.Account, &x.Personal)
	if errors.Is(err, sql.ErrNoRows) {
		return x, nil
	}
	if err != nil {
		return x, explain(err)
	}
	x.MadeAt, err = scanTime(made)
	return x, err
}
