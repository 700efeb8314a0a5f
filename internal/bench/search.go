package bench

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"mingda/internal/auth"
	"mingda/internal/casefile"
	"mingda/internal/desk"
	"mingda/internal/sqlite"
)

// A Search measures searches: the first fifty hits with where the words stand, and how
// many there are, as a page asks for them. Nothing of it is remembered from one search
// to the next.
type Search struct {
	Desk    *desk.Desk
	DBPath  string
	Filled  Filled
	Samples int // of each search
	Now     Clock
}

// searchMark is what 95 of 100 searches are to take at most.
const searchMark = 20 * time.Millisecond

// rareWord stands in one case of all.
const rareWord = "檐槽"

// searches are what is searched for, with what the index is asked.
var searches = []struct{ name, typed, match string }{
	{"two characters that stand in every case: 公开", "公开", `words : "公开"`},
	{"two characters that stand in many: 补偿", "补偿", `words : "补偿"`},
	{"two characters that stand in many: 征收", "征收", `words : "征收"`},
	{"two characters of a name: 麦麦", "麦麦", `words : "麦麦"`},
	{"two characters that stand in one: " + rareWord, rareWord, `words : "檐槽"`},
	{"two characters that stand in none: 龘靐", "龘靐", `words : "龘靐"`},
	{"two words, both in many: 补偿 道路", "补偿 道路", `words : ("补偿" AND "道路")`},
	{"two words, one of every case: 公开 " + rareWord, "公开 " + rareWord, `words : ("公开" AND "檐槽")`},
	{"a phrase of six: 房屋征收补偿", "房屋征收补偿", `words : "房屋 屋征 征收 收补 补偿"`},
	{"a year: 2023", "2023", `words : "2023" *`},
}

// plainSearch is what the database alone is asked.
const plainSearch = `SELECT cases.* FROM cases_fts JOIN cases ON cases.id = cases_fts.rowid WHERE cases_fts MATCH ? ORDER BY cases_fts.rowid DESC LIMIT 50`

// Run measures each search as a person that sees all cases, and as one of a unit.
func (b Search) Run(ctx context.Context) (s Section, err error) {
	all, err := b.Desk.DB.UserByLogin(ctx, Login)
	if err != nil {
		return s, err
	}
	if err := b.plant(ctx); err != nil {
		return s, err
	}
	unit := auth.User{ID: all.ID, Login: "unit", Agency: 1, Unit: b.Filled.Unit, Roles: []auth.Role{auth.Officer}}
	if row, err := b.Desk.DB.CaseRow(ctx, b.Filled.Last); err != nil {
		return s, err
	} else if row.Unit != 0 {
		unit.Agency, unit.Unit = row.Agency, row.Unit
	}
	db, err := sql.Open("sqlite3", "file:"+b.DBPath+"?_query_only=on")
	if err != nil {
		return s, err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	t := Table{Columns: []string{"a search: 50 hits, where, and how many", "hits", "half within", "95 of 100 within", "of one unit: 95 of 100 within", "plain SQL: 50 rows, half within"}}
	met := true
	for _, q := range searches {
		times, hits, err := b.sample(ctx, all, q.typed)
		if err != nil {
			return s, fmt.Errorf("%s: %w", q.name, err)
		}
		own, _, err := b.sample(ctx, unit, q.typed)
		if err != nil {
			return s, fmt.Errorf("%s, of a unit: %w", q.name, err)
		}
		plain, err := rowsAlone(ctx, db, b.Now, b.Samples, plainSearch, q.match)
		if err != nil {
			return s, fmt.Errorf("%s: %w", q.name, err)
		}
		met = met && percentile(times, 95) <= searchMark && percentile(own, 95) <= searchMark
		count := thousands(int64(hits))
		if hits > sqlite.WordCountLimit {
			count = "more than " + thousands(sqlite.WordCountLimit)
		}
		t.add(q.name, count, milliseconds(percentile(times, 50)), milliseconds(percentile(times, 95)), milliseconds(percentile(own, 95)), milliseconds(percentile(plain, 50)))
	}
	return Section{
		Name: "search", Title: "Search", Tables: []Table{t},
		Text: fmt.Sprintf("In an office with %s cases each search is asked %d times as the page asks it, without HTTP and template: the newest fifty, the passages in which the words stand "+
			"(read from the sealed ledger where the list does not show them), and how many there are. Nothing is remembered in between. Beside it the fifty rows alone off the same index, by a prepared statement.",
			thousands(int64(b.Filled.Last)), b.Samples),
		Notes: []string{verdict(met, "the mark is 20 ms for 95 of 100, for whoever sees all and for a unit")},
	}, err
}

// plant lets the rare word stand in the oldest case, so that a walk to it is the longest.
func (b Search) plant(ctx context.Context) error {
	row, err := b.Desk.DB.CaseRow(ctx, b.Filled.First)
	if err != nil {
		return err
	}
	return b.Desk.DB.Write(ctx, func(tx *sqlite.Tx) error {
		return tx.PutWords(ctx, row, casefile.Findable(row.Passages())+"\n申请公开"+rareWord)
	})
}

// sample searches so often and returns how long it took, the shortest first, and how
// many cases there were.
func (b Search) sample(ctx context.Context, by auth.User, typed string) (times []time.Duration, hits int, err error) {
	for n := range b.Samples + 1 {
		began := b.Now()
		found, err := b.Desk.SearchCases(ctx, by, typed, 0, 50)
		if err != nil {
			return nil, 0, err
		}
		hits = found.Total
		if n > 0 { // the first one warms the disk's cache
			times = append(times, b.Now().Sub(began))
		}
	}
	return sorted(times), hits, nil
}
