package sqlite

import (
	"fmt"
	"time"

	"mingda/internal/calendar"
	"mingda/internal/ledger"
)

// scanDate reads a column of days: 2006-01-02, or empty for none. A stored day
// that cannot be read is a broken database, not a missing day.
func scanDate(s string) (calendar.Date, error) {
	if s == "" {
		return calendar.Date{}, nil
	}
	d, err := calendar.ParseDate(s)
	if err != nil {
		return d, fmt.Errorf("stored day %q: %w", s, err)
	}
	return d, nil
}

// scanTime reads a column of instants, or empty for none.
func scanTime(s string) (time.Time, error) {
	if s == "" {
		return time.Time{}, nil
	}
	t, err := time.Parse(ledger.TimeLayout, s)
	if err != nil {
		return t, fmt.Errorf("stored instant: %w", err)
	}
	return t, nil
}

// instant writes an instant for a column, and nothing for none.
func instant(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return ledger.FormatTime(t)
}

// nullID writes an optional reference.
func nullID(id int64) any {
	if id == 0 {
		return nil
	}
	return id
}
