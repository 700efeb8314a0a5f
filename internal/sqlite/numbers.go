package sqlite

import (
	"context"
	"strings"

	"mingda/internal/auth"
	"mingda/internal/casefile"
)

// A NumberState is what became of a letter that took a number.
type NumberState string

// The states of a letter in the register of numbers.
const (
	NumberStands   NumberState = "stands"
	NumberReplaced NumberState = "replaced" // by a served reply that corrects it
	NumberRevoked  NumberState = "revoked"  // by a decision or judgment, in whole or in part
	NumberVoid     NumberState = "void"
)

// isReplaced is the condition that a served reply corrects the letter.
const isReplaced = `EXISTS (
	SELECT 1 FROM case_letters AS newer
	WHERE newer.case_id = letter.case_id AND newer.replaces = letter.n AND newer.stage = 'served')`

// A NumberFilter chooses the letters of one series: those of the kinds that share
// its word, of one agency in one year.
type NumberFilter struct {
	Sight  auth.Sight
	Agency int64
	Kinds  []casefile.LetterKind
	Year   int
	State  NumberState // "" for all
	Oldest bool        // the first number first; else the last
	Offset int
	Limit  int // 0 for all
}

func (f NumberFilter) where() (string, []any) {
	seen, args := CaseFilter{Sight: f.Sight}.where()
	where := `letter.case_id IN (SELECT id FROM cases WHERE ` + seen + `)`
	series, more := f.series()
	where, args = where+` AND `+series, append(args, more...)
	switch f.State {
	case "":
	case NumberVoid:
		where += ` AND letter.stage = 'void'`
	case NumberRevoked:
		where += ` AND letter.stage <> 'void' AND letter.revoked = 1`
	case NumberReplaced:
		where += ` AND letter.stage <> 'void' AND letter.revoked = 0 AND ` + isReplaced
	default:
		where += ` AND letter.stage <> 'void' AND letter.revoked = 0 AND NOT ` + isReplaced
	}
	return where, args
}

// series is the condition that a letter is of the series, whoever sees it.
func (f NumberFilter) series() (string, []any) {
	args := []any{f.Agency, f.Year}
	for _, k := range f.Kinds {
		args = append(args, k)
	}
	marks := strings.TrimSuffix(strings.Repeat("?, ", len(f.Kinds)), ", ")
	return `letter.agency_id = ? AND letter.year = ? AND letter.number IS NOT NULL AND letter.kind IN (` + marks + `)`, args
}

// A NumberRow is one number of the register.
type NumberRow struct {
	Case   casefile.ID
	N      int // of the letter within its case
	Number string
}

// Numbers returns the chosen numbers in order.
func (r Reader) Numbers(ctx context.Context, f NumberFilter) ([]NumberRow, error) {
	order, limit := `DESC`, f.Limit
	if f.Oldest {
		order = `ASC`
	}
	if limit == 0 {
		limit = -1
	}
	where, args := f.where()
	return collect(ctx, r.q, func(row row) (n NumberRow, err error) { return n, row.Scan(&n.Case, &n.N, &n.Number) }, `
		SELECT letter.case_id, letter.n, letter.number
		FROM case_letters AS letter
		WHERE `+where+`
		ORDER BY letter.serial `+order+`, letter.case_id `+order+`
		LIMIT ? OFFSET ?`, append(args, limit, f.Offset)...)
}

// CountNumbers counts the chosen numbers.
func (r Reader) CountNumbers(ctx context.Context, f NumberFilter) (int, error) {
	where, args := f.where()
	return r.count(ctx, `SELECT count(*) FROM case_letters AS letter WHERE `+where, args...)
}

// Serials returns which numbers of the series are taken, in order, whoever sees
// their letters: by them it is told whether one is missing.
func (r Reader) Serials(ctx context.Context, f NumberFilter) ([]int, error) {
	where, args := f.series()
	return collect(ctx, r.q, func(row row) (n int, err error) { return n, row.Scan(&n) }, `
		SELECT letter.serial FROM case_letters AS letter WHERE `+where+` ORDER BY letter.serial`, args...)
}

// NumberYears returns the years in which an agency took numbers, the last first.
func (r Reader) NumberYears(ctx context.Context, agency int64) ([]int, error) {
	return collect(ctx, r.q, func(row row) (year int, err error) { return year, row.Scan(&year) }, `
		SELECT DISTINCT year FROM case_letters WHERE agency_id = ? AND year <> 0 ORDER BY year DESC`, agency)
}
