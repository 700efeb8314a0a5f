package sqlite

import "context"

// Figures are numbers about the installation as a whole.
type Figures struct {
	Bytes   int64 // of the database file, without its log
	Entries int   // of the ledger
	Waiting int   // mails in the outbox
	Refused int   // mails that were refused for good
	Unmade  int   // signed letters without PDF
}

// Figures returns the numbers about the installation.
func (r Reader) Figures(ctx context.Context) (Figures, error) {
	var f Figures
	err := r.q.QueryRowContext(ctx, `
		SELECT
			(SELECT page_count * page_size FROM pragma_page_count, pragma_page_size),
			(SELECT coalesce(max(seq), 0) FROM entries),
			(SELECT count(*) FROM outbox WHERE state = 'waiting'),
			(SELECT count(*) FROM outbox WHERE state = 'failed'),
			(SELECT count(*) FROM case_letters WHERE stage = 'signed')`).
		Scan(&f.Bytes, &f.Entries, &f.Waiting, &f.Refused, &f.Unmade)
	return f, explain(err)
}
