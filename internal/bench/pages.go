package bench

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"
)

// Pages measures the pages of an office that is served by a process of its own.
type Pages struct {
	Desk   string // address of the staff's pages, without a slash at the end
	Portal string // address of the public's pages, the same way
	Bare   string // address of a Bare
	DBPath string
	Filled Filled
	Load   Load
	Office int    // process that serves the office, for what it spends
	Plain  int    // process that serves the Bare, the same way
	Only   string // measure only pages whose name holds this; empty: all
}

// entrance is how somebody comes in: a form, and what is posted.
type entrance struct {
	address string
	form    url.Values
}

// cookies posts the form and returns the cookies it was answered with.
func (e entrance) cookies(ctx context.Context) (string, error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, e.address, strings.NewReader(e.form.Encode()))
	if err != nil {
		return "", err
	}
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	answer, err := (&http.Client{CheckRedirect: stay}).Do(r)
	if err != nil {
		return "", err
	}
	defer answer.Body.Close()
	if _, err := io.Copy(io.Discard, answer.Body); err != nil {
		return "", err
	}
	if answer.StatusCode != http.StatusSeeOther {
		return "", fmt.Errorf("%s answers %s to who wants to come in", e.address, answer.Status)
	}
	var all []string
	for _, c := range answer.Cookies() {
		all = append(all, c.Name+"="+c.Value)
	}
	return strings.Join(all, "; "), nil
}

// Run signs in, measures every page beside the bare one, and the plain SQL.
func (b Pages) Run(ctx context.Context) (Section, error) {
	pages, err := b.targets(ctx)
	if err != nil {
		return Section{}, err
	}
	pages = slices.DeleteFunc(pages, func(t Target) bool { return !strings.Contains(t.Name, b.Only) })
	for i := range pages {
		pages[i].Server = b.Office
	}
	if len(pages) == 0 {
		return Section{}, fmt.Errorf("no page is named like %q", b.Only)
	}
	sizes, err := Load{Clients: 1, Rounds: 1, Round: 50 * time.Millisecond, Now: b.Load.Now}.Measure(ctx, pages)
	if err != nil {
		return Section{}, err
	}
	bare := []Target{b.bare(0), b.bare(sizes[0].Bytes)}
	all, err := b.Load.Measure(ctx, append(bare, pages...))
	if err != nil {
		return Section{}, err
	}
	memory := PeakMemory(b.Office)
	sql, err := b.plainSQL(ctx)
	if err != nil {
		return Section{}, err
	}
	return b.section(all[0], all[1], all[2:], sql, memory), nil
}

// bare is the bare page with so many bytes around its row.
func (b Pages) bare(bytes int64) Target {
	t := Target{Name: "bare handler: one row, a small template", Want: "BARE", Server: b.Plain}
	if bytes > 0 {
		t.Name = fmt.Sprintf("bare handler: one row, a template of %d KB", bytes>>10)
	}
	for _, id := range b.some() {
		t.URLs = append(t.URLs, fmt.Sprintf("%s/%d?around=%d", b.Bare, id, bytes))
	}
	return t
}

// some returns cases spread over the whole register.
func (b Pages) some() []int64 {
	var ids []int64
	const n = 397 // a prime, so that all kinds of lives are among them
	for i := range n {
		ids = append(ids, int64(b.Filled.First)+int64(i)*int64(b.Filled.Last-b.Filled.First)/n)
	}
	return ids
}

// targets are the pages, with what they must say.
func (b Pages) targets(ctx context.Context) ([]Target, error) {
	staff, err := entrance{b.Desk + "/sign-in", url.Values{"login": {Login}, "password": {Password}}}.cookies(ctx)
	if err != nil {
		return nil, err
	}
	status := b.Filled.Status[len(b.Filled.Status)-1]
	applicant, err := entrance{b.Portal + "/status", url.Values{"no": {status.Number}, "code": {status.Code.String()}}}.cookies(ctx)
	if err != nil {
		return nil, err
	}
	list := func(name, query string) Target {
		return Target{Name: name, URLs: []string{b.Desk + "/cases?" + query}, Cookie: staff, Want: `<tbody`}
	}
	unit := fmt.Sprint(b.Filled.Unit)
	other := Target{Name: "list of 50: another page each time", Cookie: staff, Want: `<tbody`}
	for n := range 200 {
		for _, sort := range []string{"received", "-received", "applicant", "-applicant", "number"} {
			other.URLs = append(other.URLs, fmt.Sprintf("%s/cases?view=all&sort=%s&page=%d", b.Desk, sort, n+1))
		}
	}
	one := Target{Name: "page of a case", Cookie: staff, Want: "<h1"}
	for _, id := range b.some() {
		one.URLs = append(one.URLs, fmt.Sprintf("%s/cases/%d", b.Desk, id))
	}
	return []Target{
		list("list of 50: as it opens", ""),
		list("list of 50: all cases", "view=all"),
		other,
		list("list of 50: of one unit", "unit="+unit),
		list("list of 50: sorted by applicant", "sort=applicant"),
		list("list of 50: sorted by day of receipt, newest first", "sort=-received"),
		list("list of 50: found by two characters", url.Values{"q": {"补偿"}}.Encode()),
		one,
		{Name: "inbox of 200, with one mail", URLs: []string{b.Desk + "/inbox"}, Cookie: staff, Want: "收件"},
		{Name: "today", URLs: []string{b.Desk + "/"}, Cookie: staff, Want: "今日"},
		{Name: "status page of an applicant", URLs: []string{b.Portal + "/status"}, Cookie: applicant, Want: status.Number},
	}, nil
}

// times writes how many times b is in a.
func times(a, b float64) string {
	if b == 0 {
		return "unknown"
	}
	return fmt.Sprintf("%.1f", a/b)
}

func (b Pages) section(small, large Measured, pages []Measured, sql [][2]string, memory int64) Section {
	t := Table{Columns: []string{"", "KB", "pages a second", "half within", "99 of 100 within", "CPU a page", "times the bare one", "times the bare one of its size", "CPU, times the bare one"}}
	row := func(m Measured) {
		t.add(m.Name, fmt.Sprintf("%.1f", float64(m.Bytes)/1024), rate(m.PerSecond), milliseconds(m.P50), milliseconds(m.P99),
			milliseconds(m.CPU), times(small.PerSecond, m.PerSecond), times(large.PerSecond, m.PerSecond),
			times(float64(m.CPU), float64(small.CPU)))
	}
	row(small)
	row(large)
	met := true
	for _, m := range pages {
		row(m)
		met = met && small.PerSecond <= 10*m.PerSecond
	}
	queries := Table{Columns: []string{"the database alone, one after the other", "a second"}}
	for _, q := range sql {
		queries.add(q[0], q[1])
	}
	return Section{
		Name: "pages", Title: "Pages", Tables: []Table{t, queries},
		Text: fmt.Sprintf("An office with %s cases (%s ledger entries) is served by `mingda serve` in a process of its own; the bare handler, "+
			"which reads one row of the same database by a prepared statement and executes one html/template, by another. %d clients on the same machine ask over the loopback "+
			"interface, each with one connection that is kept, for %v, target after target, %d times over; medians. The person signed in sees all cases of all agencies.",
			thousands(int64(b.Filled.Last)), thousands(b.Filled.Entries), b.Load.Clients, b.Load.Round, b.Load.Rounds),
		Notes: []string{
			verdict(met, "the mark is ten times the cost of the bare handler with its small template"),
			verdict(memory < 150<<20, "the mark for memory is 150 MB; the peak of the serving process is "+megabytes(memory)),
		},
	}
}
