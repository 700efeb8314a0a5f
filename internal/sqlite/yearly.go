package sqlite

import (
	"context"

	"mingda/internal/calendar"
	"mingda/internal/yearly"
)

func scanYearly(row row) (l yearly.Listed, err error) {
	var sent, accepted, published string
	if err = row.Scan(&l.ID, &l.Version, &l.Stage, &sent, &accepted, &published, &l.Editions, &l.Correcting); err != nil {
		return l, err
	}
	for _, d := range []struct {
		into *calendar.Date
		text string
	}{{&l.SentOn, sent}, {&l.AcceptedOn, accepted}, {&l.PublishedOn, published}} {
		if *d.into, err = scanDate(d.text); err != nil {
			return l, err
		}
	}
	return l, nil
}

// PutYearly writes the row of a yearly report.
func (tx *Tx) PutYearly(ctx context.Context, l yearly.Listed) error {
	return tx.exec(ctx, `
		INSERT INTO yearly (id, version, year, agency_id, stage, sent_on, accepted_on, published_on, editions, correcting)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT (id) DO UPDATE SET
			version = excluded.version, stage = excluded.stage, sent_on = excluded.sent_on, accepted_on = excluded.accepted_on,
			published_on = excluded.published_on, editions = excluded.editions, correcting = excluded.correcting`,
		l.ID, l.Version, l.ID.Year(), nullID(l.ID.Agency()), l.Stage, l.SentOn.String(), l.AcceptedOn.String(), l.PublishedOn.String(), l.Editions, l.Correcting)
}

// Yearlies returns the reports of a year that somebody has begun, of all years where year is
// 0: the last year first, in it the government's first and then by agency.
func (r Reader) Yearlies(ctx context.Context, year int) ([]yearly.Listed, error) {
	return collectOnce(ctx, r, scanYearly, `
		SELECT id, version, stage, sent_on, accepted_on, published_on, editions, correcting FROM yearly
		WHERE ?1 = 0 OR year = ?1
		ORDER BY year DESC, coalesce(agency_id, 0)`, year)
}

// Begun returns the day of the ledger's first entry; none while it is empty.
func (r Reader) Begun(ctx context.Context) (calendar.Date, error) {
	days, err := collectOnce(ctx, r, func(row row) (d calendar.Date, err error) {
		var at string
		if err = row.Scan(&at); err != nil {
			return d, err
		}
		t, err := scanTime(at)
		return calendar.DateOf(t), err
	}, `SELECT at FROM entries ORDER BY seq LIMIT 1`)
	if err != nil || len(days) == 0 {
		return calendar.Date{}, err
	}
	return days[0], nil
}

// CasesSince returns which requests have an entry of the ledger after seq, in the order of
// their IDs.
func (r Reader) CasesSince(ctx context.Context, seq int64) ([]int64, error) {
	return collect(ctx, r.q, func(row row) (id int64, err error) { return id, row.Scan(&id) },
		`SELECT DISTINCT subject_id FROM entries WHERE seq > ? AND matter = 'case' ORDER BY subject_id`, seq)
}
