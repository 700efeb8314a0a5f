package sqlite

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"strings"

	"mingda/internal/auth"
	"mingda/internal/casefile"
	"mingda/internal/ledger"
)

// PutWords writes what a case can be found by into the index, unless that stands
// there already.
func (tx *Tx) PutWords(ctx context.Context, c casefile.Row, findable string) error {
	words, sight := pairs(findable), sightWords(c)
	digest := sha256.Sum256([]byte(sight + "\n" + words))
	var same bool
	err := tx.q.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM case_words WHERE case_id = ? AND digest = ?)`, c.ID, digest[:]).Scan(&same)
	if err != nil || same {
		return err
	}
	if err := tx.dropWords(ctx, int64(c.ID)); err != nil {
		return err
	}
	if err := tx.exec(ctx, `INSERT INTO cases_fts (rowid, words, sight) VALUES (?, ?, ?)`, c.ID, words, sight); err != nil {
		return err
	}
	return tx.exec(ctx, `INSERT INTO case_words (case_id, digest) VALUES (?, ?)`, c.ID, digest[:])
}

// dropWords takes a case out of the index.
func (tx *Tx) dropWords(ctx context.Context, id int64) error {
	for _, from := range []string{`cases_fts WHERE rowid`, `case_words WHERE case_id`} {
		if err := tx.exec(ctx, `DELETE FROM `+from+` = ?`, id); err != nil {
			return err
		}
	}
	return nil
}

// mergedPages is how many pages of the index are written anew in one transaction: few, for
// who works waits for it.
const mergedPages = 500

// ForgetDropped writes the index of words anew, step by step, so that the file holds nothing
// any more of what was taken out of it: there it is only marked as gone until its part of
// the index is merged with others. Cut short, it is begun again.
func (db *DB) ForgetDropped(ctx context.Context) error {
	for step := -mergedPages; ; step = mergedPages { // below zero: all parts are to be merged, by this and the steps after
		var before, after int
		err := db.Write(ctx, func(tx *Tx) (err error) {
			const count = `SELECT total_changes()`
			if before, err = tx.count(ctx, count); err != nil {
				return err
			}
			if err = tx.exec(ctx, `INSERT INTO cases_fts (cases_fts, rank) VALUES ('merge', ?)`, step); err != nil {
				return err
			}
			after, err = tx.count(ctx, count)
			return err
		})
		if err != nil {
			return err
		}
		if after-before < 2 { // as SQLite says that nothing is left to merge
			break
		}
	}
	var busy, logged, moved int // readers that look on keep the log as it is until they are done
	return explain(db.writer.QueryRowContext(ctx, `PRAGMA wal_checkpoint(TRUNCATE)`).Scan(&busy, &logged, &moved))
}

// sightWords are who sees a case, as words of the index.
func sightWords(c casefile.Row) string {
	words := fmt.Sprintf("a%d", c.Agency)
	for unit := range strings.SplitSeq(fmt.Sprintf("%d,%s", c.Unit, c.Assisting), ",") {
		if unit != "" && unit != "0" {
			words += " u" + unit
		}
	}
	return words
}

// matchWithin is matchAll within sight; "" where there is nothing to be found.
func matchWithin(sight auth.Sight, typed string) string {
	match := matchAll(typed)
	if match == "" {
		return ""
	}
	match = "words : (" + match + ")"
	switch {
	case sight.All:
		return match
	case sight.Agency == 0:
		return ""
	}
	match += fmt.Sprintf(" AND sight : a%d", sight.Agency)
	if sight.Unit != 0 {
		match += fmt.Sprintf(" AND sight : u%d", sight.Unit)
	}
	return match
}

// SearchCases returns the cases within sight in which every word stands, the newest
// first: the index is walked backwards until there are enough of them, however many
// there may be.
func (r Reader) SearchCases(ctx context.Context, sight auth.Sight, typed string, offset, limit int) ([]casefile.Row, error) {
	match := matchWithin(sight, typed)
	if match == "" {
		return nil, nil
	}
	return collect(ctx, r.q, scanCase, `
		SELECT `+caseColumns+`
		FROM cases
		WHERE id IN (SELECT rowid FROM cases_fts WHERE cases_fts MATCH ? AND rowid NOT IN (`+unknownTo+`) ORDER BY rowid DESC LIMIT ? OFFSET ?)
		ORDER BY id DESC`, match, unknownArg(sight.Person), limit, offset)
}

// CountSearch returns how many cases SearchCases finds, at most WordCountLimit+1.
func (r Reader) CountSearch(ctx context.Context, sight auth.Sight, typed string) (n int, err error) {
	match := matchWithin(sight, typed)
	if match == "" {
		return 0, nil
	}
	err = r.q.QueryRowContext(ctx, `SELECT count(*) FROM (SELECT 1 FROM cases_fts WHERE cases_fts MATCH ? AND rowid NOT IN (`+unknownTo+`) LIMIT ?)`,
		match, unknownArg(sight.Person), WordCountLimit+1).Scan(&n)
	return n, explain(err)
}

// In up to so many cases words stand that are called known or common. Those of
// fewer cases are read and sorted. Of known ones all that hold them are noted, and
// the order is walked until enough of them came by; of common ones the order is
// walked, asking of each case that comes by.
const (
	knownWords  = 4000
	commonWords = 40_000
)

// A spread is in how many cases the words of a filter stand.
type spread int

// The spreads.
const (
	rare spread = iota
	known
	common
)

// spreadOf says in how many cases the words stand.
func (r Reader) spreadOf(ctx context.Context, words string) (spread, error) {
	match := matchAll(words)
	if match == "" {
		return rare, nil
	}
	n, err := r.count(ctx, `SELECT count(*) FROM (SELECT 1 FROM cases_fts WHERE cases_fts MATCH ? LIMIT ?)`, match, commonWords+1)
	switch {
	case n > commonWords:
		return common, err
	case n > knownWords:
		return known, err
	}
	return rare, err
}

// byWords adds to the filter what it asks of the words.
func (f CaseFilter) byWords(add func(condition string, arg ...any)) {
	match := matchWithin(f.Sight, f.Words)
	switch {
	case strings.TrimSpace(f.Words) == "":
	case match == "":
		add(`0`)
	case f.spread == common:
		add(`EXISTS (SELECT 1 FROM cases_fts WHERE cases_fts MATCH ? AND rowid = cases.id)`, match)
	case f.spread == known:
		add(`+id IN (SELECT rowid FROM cases_fts WHERE cases_fts MATCH ?)`, match) // + keeps off the key
	default:
		add(`id IN (SELECT rowid FROM cases_fts WHERE cases_fts MATCH ?)`, match)
	}
}

// countWithWords is CountCases of a filter with words, which the index answers alone
// where nothing else is asked, and where something is, walked until there are enough.
func (r Reader) countWithWords(ctx context.Context, f CaseFilter, match string) (int, error) {
	f.Words = ""
	where, args := f.where()
	from := `cases_fts CROSS JOIN cases ON cases.id = cases_fts.rowid`
	if f.Sort, f.Offset, f.Limit = "", 0, 0; f == (CaseFilter{Sight: f.Sight}) {
		from, where, args = `cases_fts`, `rowid NOT IN (`+unknownTo+`)`, []any{unknownArg(f.Sight.Person)} // the rest of sight is part of the match
	}
	return r.count(ctx, `SELECT count(*) FROM (SELECT 1 FROM `+from+` WHERE cases_fts MATCH ? AND `+where+` LIMIT ?)`,
		append(append([]any{match}, args...), WordCountLimit+1)...)
}

// SubjectsWith returns those of the subjects to which a fact of one of the types
// happened.
func (r Reader) SubjectsWith(ctx context.Context, matter ledger.Matter, subjects []int64, types []string) ([]int64, error) {
	of, err := json.Marshal(subjects)
	if err != nil {
		return nil, err
	}
	which, err := json.Marshal(types)
	if err != nil {
		return nil, err
	}
	return collect(ctx, r.q, func(row row) (id int64, err error) { return id, row.Scan(&id) }, `
		SELECT DISTINCT subject_id
		FROM entries
		WHERE matter = ? AND subject_id IN (SELECT value FROM json_each(?)) AND +type IN (SELECT value FROM json_each(?))`, matter, string(of), string(which))
}
