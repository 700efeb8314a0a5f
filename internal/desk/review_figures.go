package desk

import (
	"context"

	"mingda/internal/auth"
	"mingda/internal/reconsider"
	"mingda/internal/report"
	"mingda/internal/sqlite"
)

// ReviewFigures counts the cases of the person's body for the yearly report, and says
// since which year there are any. No year, or one to come, is this one.
func (d *Desk) ReviewFigures(ctx context.Context, by auth.User, year int) (table report.Table, since int, err error) {
	if err := auth.MayReview(by, reconsider.See, auth.Subject{Agency: by.Agency}); err != nil {
		return report.Table{}, 0, err
	}
	today := d.today()
	first, err := d.DB.FirstReview(ctx, by.Agency)
	if err != nil {
		return report.Table{}, 0, err
	}
	if since = today.Year(); !first.IsZero() {
		since = first.Year()
	}
	if year < since || year > today.Year() {
		year = today.Year()
	}
	rows, err := d.DB.Reviews(ctx, sqlite.ReviewFilter{Body: by.Agency, Year: year})
	if err != nil {
		return report.Table{}, 0, err
	}
	docket, err := d.DB.CountReviews(ctx, sqlite.ReviewFilter{Body: by.Agency})
	return report.Reviews(rows, docket.All-docket.Ended, year, today), since, err
}
