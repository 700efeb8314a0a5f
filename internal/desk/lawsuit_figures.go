package desk

import (
	"context"

	"mingda/internal/auth"
	"mingda/internal/lawsuit"
	"mingda/internal/reconsider"
	"mingda/internal/report"
	"mingda/internal/sqlite"
)

// LawsuitFigures are the figures of the court cases that came by one way.
type LawsuitFigures struct {
	Way   lawsuit.Way
	Table report.Table
}

// LawsuitFigures counts the court cases of the person's body for the yearly report of a
// year, by how they came to the court.
func (d *Desk) LawsuitFigures(ctx context.Context, by auth.User, year int) ([]LawsuitFigures, error) {
	if err := auth.MayReview(by, reconsider.See, auth.Subject{Agency: by.Agency}); err != nil {
		return nil, err
	}
	rows, err := d.DB.Lawsuits(ctx, sqlite.LawsuitFilter{Body: by.Agency})
	if err != nil {
		return nil, err
	}
	var all []LawsuitFigures
	for _, way := range lawsuit.Ways {
		all = append(all, LawsuitFigures{way, report.Lawsuits(rows, way, year, d.today())})
	}
	return all, nil
}
