package desk

import (
	"context"

	"mingda/internal/auth"
	"mingda/internal/calendar"
	"mingda/internal/sqlite"
)

// DueCounts counts by day what falls due of the open cases that the person sees.
func (d *Desk) DueCounts(ctx context.Context, by auth.User, from, until calendar.Date) ([]sqlite.DueCount, error) {
	return d.DB.DueCounts(ctx, auth.SightOf(by), from, until)
}

// DueDays returns what falls due of the open cases that the person sees, the
// earliest day first, at most so many.
func (d *Desk) DueDays(ctx context.Context, by auth.User, from, until calendar.Date, limit int) ([]sqlite.DueDay, error) {
	return d.DB.DueDays(ctx, auth.SightOf(by), from, until, limit)
}
