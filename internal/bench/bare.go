package bench

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"html/template"
	"net/http"
	"strconv"
	"strings"
	"sync"
)

// A Bare is the least a page of a register can be: one row read by a prepared
// statement, one small template. It knows nobody and asks nobody's leave. It
// shows what this machine, this database and this template engine can give.
type Bare struct {
	db    *sql.DB
	one   *sql.Stmt
	mu    sync.Mutex
	pages map[int]*template.Template // by how many bytes stand around the row
}

// OpenBare opens the register of an office for reading.
func OpenBare(ctx context.Context, path string) (*Bare, error) {
	db, err := sql.Open("sqlite3", "file:"+path+"?_query_only=on")
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(8)
	db.SetMaxIdleConns(8)
	one, err := db.PrepareContext(ctx, bareQuery)
	if err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return &Bare{db: db, one: one, pages: map[int]*template.Template{}}, nil
}

const bareQuery = `SELECT id, number, applicant, subject, stage, received_on, due_on FROM cases WHERE id = ?`

// Close closes the database.
func (b *Bare) Close() error { return errors.Join(b.one.Close(), b.db.Close()) }

// bareRow is what the bare page shows.
type bareRow struct {
	ID                                               int64
	Number, Applicant, Subject, Stage, Received, Due string
}

const bareText = `<!doctype html><html lang="zh-CN"><title>{{.Number}}</title><h1>{{.Number}} {{.Subject}}</h1>
<dl><dt>申请人<dd>{{.Applicant}}<dt>阶段<dd>{{.Stage}}<dt>收到<dd>{{.Received}}<dt>最迟<dd>{{.Due}}</dl><p>BARE {{.ID}}</p>
`

// ServeHTTP serves /ID?around=BYTES: the row with so many bytes of text around it.
func (b *Bare) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	id := strings.TrimPrefix(r.URL.Path, "/")
	var row bareRow
	err := b.one.QueryRowContext(r.Context(), id).Scan(&row.ID, &row.Number, &row.Applicant, &row.Subject, &row.Stage, &row.Received, &row.Due)
	if err != nil {
		http.Error(w, err.Error(), http.StatusNotFound)
		return
	}
	around, _ := strconv.Atoi(r.URL.Query().Get("around")) // none is none
	var page bytes.Buffer
	if err := b.page(around).Execute(&page, row); err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	_, _ = w.Write(page.Bytes()) // the client went away
}

// page returns the template with so many bytes around the row, parsed once.
func (b *Bare) page(around int) *template.Template {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.pages[around] == nil {
		const line = "<p>公民、法人或者其他组织可以申请获取相关政府信息。</p>\n"
		b.pages[around] = template.Must(template.New("bare").Parse(bareText + strings.Repeat(line, around/len(line))))
	}
	return b.pages[around]
}

// plain asks the same questions as the pages do of the database alone, and
// nothing else.
var plain = []struct{ name, query string }{
	{"one row by its key", bareQuery},
	{"50 rows of the open cases by due date", `SELECT * FROM cases WHERE open = 1 ORDER BY due_on, id LIMIT 50`},
	{"open cases counted by unit, with those that are late", `SELECT unit_id, count(*), sum(due_on <> '' AND due_on < date('now')) FROM cases WHERE open = 1 GROUP BY 1`},
	{"50 rows whose words hold two characters", `SELECT * FROM cases WHERE id IN (SELECT rowid FROM cases_fts WHERE cases_fts MATCH '"补偿"' LIMIT 50)`},
}
