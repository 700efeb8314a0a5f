package desk

import (
	"context"

	"mingda/internal/casefile"
	"mingda/internal/office"
	"mingda/internal/sqlite"
)

// nextCaseNumber takes the agency's next number of the year for a case of the type.
func nextCaseNumber(ctx context.Context, tx *sqlite.Tx, a office.Agency, of casefile.Type, year int) (string, error) {
	if of == casefile.Correction {
		return nextFree(ctx, tx, a.CorrectionSeries(year), tx.CaseNumberTaken, func(n int) string { return a.CorrectionNumber(year, n) })
	}
	return nextFree(ctx, tx, a.CaseSeries(year), tx.CaseNumberTaken, func(n int) string { return a.CaseNumber(year, n) })
}

// nextLetterNumber takes the agency's next 文号 of the kind in the year.
func nextLetterNumber(ctx context.Context, tx *sqlite.Tx, a office.Agency, word string, year int) (string, error) {
	return nextFree(ctx, tx, a.LetterSeries(word, year), tx.LetterNumberTaken, func(n int) string { return a.LetterNumber(word, year, n) })
}

// nextFree takes numbers of a series until one is nobody's. Agencies cannot have
// the same prefix or word at one time, but an agency may have given up the one
// under which another begins to count, and both may have had it in an office
// older than that rule.
func nextFree(ctx context.Context, tx *sqlite.Tx, series string, taken func(context.Context, string) (bool, error), number func(int) string) (string, error) {
	for {
		n, err := tx.Next(ctx, series)
		if err != nil {
			return "", err
		}
		is, err := taken(ctx, number(n))
		if err != nil {
			return "", err
		}
		if !is {
			return number(n), nil
		}
	}
}
