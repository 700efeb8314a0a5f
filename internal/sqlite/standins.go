package sqlite

import (
	"context"
	"time"

	"mingda/internal/calendar"
	"mingda/internal/fault"
)

// A StandIn is the taking of one person's place by another (代理), from the first
// day to the last, both with them.
type StandIn struct {
	ID          int64
	Absent      int64
	StandIn     int64
	First, Last calendar.Date
	Reason      string
	By          int64
	At          time.Time
	Ended       bool // before its last day
}

// IsOn reports whether the place is taken on a day.
func (s StandIn) IsOn(day calendar.Date) bool {
	return !s.Ended && !day.Before(s.First) && !day.After(s.Last)
}

const standInColumns = `id, absent_id, stand_in_id, first_on, last_on, reason, made_by, made_at, ended_at IS NOT NULL`

func scanStandIn(row row) (s StandIn, err error) {
	var first, last, at string
	if err = row.Scan(&s.ID, &s.Absent, &s.StandIn, &first, &last, &s.Reason, &s.By, &at, &s.Ended); err != nil {
		return s, err
	}
	if s.First, err = calendar.ParseDate(first); err != nil {
		return s, err
	}
	if s.Last, err = calendar.ParseDate(last); err != nil {
		return s, err
	}
	s.At, err = scanTime(at)
	return s, err
}

// StandIns returns those whose last day is not before a day and that were not
// ended, the soonest first.
func (r Reader) StandIns(ctx context.Context, day calendar.Date) ([]StandIn, error) {
	return collectOnce(ctx, r, scanStandIn, `
		SELECT `+standInColumns+`
		FROM stand_ins
		WHERE ended_at IS NULL AND last_on >= ?
		ORDER BY first_on, id`, day.String())
}

// PastStandIns returns those that are over, the latest first, at most limit.
func (r Reader) PastStandIns(ctx context.Context, day calendar.Date, limit int) ([]StandIn, error) {
	return collect(ctx, r.q, scanStandIn, `
		SELECT `+standInColumns+`
		FROM stand_ins
		WHERE ended_at IS NOT NULL OR last_on < ?
		ORDER BY last_on DESC, id DESC
		LIMIT ?`, day.String(), limit)
}

// StandIn returns one, or fault NotFound.
func (r Reader) StandIn(ctx context.Context, id int64) (StandIn, error) {
	return one(ctx, r.q, "stand_in_not_found", scanStandIn, `SELECT `+standInColumns+` FROM stand_ins WHERE id = ?`, id)
}

// AddStandIn stores a new one.
func (tx *Tx) AddStandIn(ctx context.Context, s StandIn) error {
	return tx.exec(ctx, `
		INSERT INTO stand_ins (absent_id, stand_in_id, first_on, last_on, reason, made_by, made_at)
		VALUES (?, ?, ?, ?, ?, ?, ?)`,
		s.Absent, s.StandIn, s.First.String(), s.Last.String(), s.Reason, s.By, instant(s.At))
}

// EndStandIn ends one before its last day. One that is ended already is fault
// Conflict.
func (tx *Tx) EndStandIn(ctx context.Context, id, by int64, at time.Time) error {
	s, err := tx.StandIn(ctx, id)
	if err != nil {
		return err
	}
	if s.Ended {
		return fault.New(fault.Conflict, "stand_in_over")
	}
	return tx.exec(ctx, `UPDATE stand_ins SET ended_by = ?, ended_at = ? WHERE id = ?`, by, instant(at), id)
}
