package sqlite

import (
	"context"

	"mingda/internal/casefile"
)

// A LetterRef names a letter: its case and its number within it.
type LetterRef struct {
	Case casefile.ID
	N    int
	Copy bool // the file asked about is a copy, marked as one
}

// putLetterFiles writes the hashes of a letter's PDF and of its copies.
func (tx *Tx) putLetterFiles(ctx context.Context, id casefile.ID, l casefile.Letter) error {
	for i, hash := range append([]string{l.File}, l.Copies...) {
		err := tx.exec(ctx, `INSERT INTO letter_files (hash, case_id, n, copy) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING`, hash, id, l.N, i > 0)
		if err != nil {
			return err
		}
	}
	return nil
}

// LetterByCode returns the letter with the code (查验码) as it is printed, or
// fault NotFound.
func (r Reader) LetterByCode(ctx context.Context, code string) (LetterRef, error) {
	return one(ctx, r.q, "letter_code_unknown", func(row row) (l LetterRef, err error) { return l, row.Scan(&l.Case, &l.N) }, `
		SELECT case_id, n FROM case_letters WHERE code = ? AND code <> ''`, code)
}

// LetterByHash returns the letter of which a file has the SHA-256, in hex, or
// fault NotFound.
func (r Reader) LetterByHash(ctx context.Context, hash string) (LetterRef, error) {
	return one(ctx, r.q, "letter_file_unknown", func(row row) (l LetterRef, err error) { return l, row.Scan(&l.Case, &l.N, &l.Copy) }, `
		SELECT case_id, n, copy FROM letter_files WHERE hash = ? ORDER BY copy, case_id, n LIMIT 1`, hash)
}
