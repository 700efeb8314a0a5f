package desk

import (
	"context"

	"mingda/internal/auth"
	"mingda/internal/fault"
	"mingda/internal/ledger"
	"mingda/internal/reconsider"
	"mingda/internal/sqlite"
)

// Bench returns the rules of the bench (裁审要点) of the person's body, with their history
// and the names of who wrote them.
func (d *Desk) Bench(ctx context.Context, by auth.User) (reconsider.BenchBook, map[int64]string, error) {
	if err := auth.MayReview(by, reconsider.See, auth.Subject{Agency: by.Agency}); err != nil {
		return reconsider.BenchBook{}, nil, err
	}
	book, err := benchOf(ctx, d.DB, by.Agency)
	names := map[int64]string{}
	for _, steps := range book.Rules {
		for _, s := range steps {
			if _, known := names[s.By]; known || err != nil {
				continue
			}
			names[s.By], err = d.PersonName(ctx, s.By)
		}
	}
	return book, names, err
}

func benchOf(ctx context.Context, r reader, body int64) (reconsider.BenchBook, error) {
	entries, err := r.Entries(ctx, ledger.Bench, body, 0)
	if err != nil {
		return reconsider.BenchBook{}, err
	}
	return reconsider.FoldBench(entries)
}

// WriteBench writes a rule of the bench, or how one reads from now on. version is that of
// the book as the person saw it.
func (d *Desk) WriteBench(ctx context.Context, by auth.User, version int, rule reconsider.Rule) error {
	if err := auth.MayDo(by, auth.WriteBench, by.Agency); err != nil {
		return err
	}
	rule.Text = kept(rule.Text)
	return d.DB.Write(ctx, func(tx *sqlite.Tx) error {
		book, err := benchOf(ctx, tx, by.Agency)
		if err != nil {
			return err
		}
		if version != book.Version {
			return fault.New(fault.Conflict, "stale_version")
		}
		f, err := book.Writing(rule)
		if err != nil {
			return err
		}
		_, err = tx.Append(ctx, ledger.Bench, by.Agency, book.Version, sqlite.Happening{On: d.today(), At: d.now(), By: by.ID, Fact: f})
		return err
	})
}
