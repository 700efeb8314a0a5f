package sqlite

import (
	"context"

	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/ledger"
	"mingda/internal/report"
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

// RequestsSince returns what the yearly report knows of the requests that have an entry of
// the ledger after seq, in the order of their IDs.
func (r Reader) RequestsSince(ctx context.Context, seq int64) ([]report.Request, error) {
	return collect(ctx, r.q, scanRequest, `
		SELECT `+requestColumns+`
		FROM report_cases r JOIN cases c ON c.id = r.case_id
		WHERE r.case_id IN (SELECT subject_id FROM entries WHERE seq > ? AND matter = 'case')
		ORDER BY r.case_id`, seq)
}

// UncountedSince returns the requests of an agency or, for 0, of all that the yearly report
// does not count and that have an entry of the ledger after seq, at most so many.
func (r Reader) UncountedSince(ctx context.Context, seq, agency int64, limit int) ([]casefile.ID, error) {
	return collect(ctx, r.q, func(row row) (id casefile.ID, err error) { return id, row.Scan(&id) }, `
		SELECT c.id
		FROM cases c
		WHERE c.id IN (SELECT subject_id FROM entries WHERE seq > ?1 AND matter = 'case') AND (?2 = 0 OR c.agency_id = ?2)
			AND c.type <> 'correction' AND NOT EXISTS (SELECT 1 FROM report_cases r WHERE r.case_id = c.id)
		ORDER BY c.id LIMIT ?3`, seq, agency, limit)
}

// ChangedSince returns the subjects of a matter that have an entry of the ledger after seq.
func (r Reader) ChangedSince(ctx context.Context, matter ledger.Matter, seq int64) (map[int64]bool, error) {
	ids, err := collect(ctx, r.q, func(row row) (id int64, err error) { return id, row.Scan(&id) },
		`SELECT DISTINCT subject_id FROM entries WHERE seq > ? AND matter = ?`, seq, matter)
	all := map[int64]bool{}
	for _, id := range ids {
		all[id] = true
	}
	return all, err
}

// CasesSince returns the cases of an agency or, for 0, of all that have an entry of the
// ledger after seq and may be carried over otherwise into the year than they were at seq: at
// most so many, in the order of their IDs.
func (r Reader) CasesSince(ctx context.Context, seq, agency int64, year, limit int) ([]casefile.ID, error) {
	return collect(ctx, r.q, func(row row) (id casefile.ID, err error) { return id, row.Scan(&id) }, `
		SELECT c.id
		FROM cases c LEFT JOIN report_cases r ON r.case_id = c.id
		WHERE c.id IN (SELECT subject_id FROM entries WHERE seq > ?1 AND matter = 'case') AND (?2 = 0 OR c.agency_id = ?2)
			AND (r.case_id IS NULL OR r.ended_on = '' OR r.ended_on >= ?3)
			AND (r.new_on < ?4 OR (SELECT min(e.seq) FROM entries e WHERE e.matter = 'case' AND e.subject_id = c.id) <= ?1)
		ORDER BY c.id LIMIT ?5`, seq, agency, calendar.NewDate(year-1, 1, 1).String(), calendar.NewDate(year, 1, 1).String(), limit)
}

// FeesPaid returns how much of the processing fee came in on the days from first to last, in
// yuan, without payments that were taken back: of an agency or, for 0, of all together.
func (r Reader) FeesPaid(ctx context.Context, agency int64, first, last calendar.Date) (yuan int, err error) {
	sums, err := collectOnce(ctx, r, func(row row) (n int, err error) { return n, row.Scan(&n) }, `
		SELECT coalesce(sum(json_extract(e.body, '$.amount')), 0)
		FROM entries e JOIN cases c ON c.id = e.subject_id
		WHERE e.matter = 'case' AND e.type = 'fee_paid' AND e.on_day BETWEEN ?1 AND ?2 AND (?3 = 0 OR c.agency_id = ?3)
			AND NOT EXISTS (SELECT 1 FROM entries t
				WHERE t.matter = 'case' AND t.subject_id = e.subject_id AND t.n > e.n AND t.type = 'taken_back' AND json_extract(t.body, '$.corrects') = e.n)`,
		first.String(), last.String(), agency)
	if err != nil {
		return 0, err
	}
	return sums[0], nil
}
