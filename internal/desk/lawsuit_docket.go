package desk

import (
	"context"
	"slices"

	"mingda/internal/auth"
	"mingda/internal/fault"
	"mingda/internal/lawsuit"
	"mingda/internal/reconsider"
	"mingda/internal/sqlite"
)

// MaySeeLawsuits reports whether the person has anything to do with court cases.
func MaySeeLawsuits(by auth.User) bool {
	return by.Agency != 0 && auth.MaySue(by, lawsuit.See, auth.Subject{Agency: by.Agency, Respondent: by.Agency}) == nil
}

// Lawsuits returns the court cases that the person may see: those of its body, and those in
// which its agency is sued. Those first that wait for the office, by their day; then those
// opened last.
func (d *Desk) Lawsuits(ctx context.Context, by auth.User) ([]SuitView, error) {
	if !MaySeeLawsuits(by) {
		return nil, auth.MaySue(by, lawsuit.See, auth.Subject{Agency: by.Agency, Respondent: by.Agency})
	}
	rows, err := d.lawsuitRows(ctx, by)
	if err != nil {
		return nil, err
	}
	return d.suitViews(ctx, by, rows)
}

// lawsuitRows returns the rows that may be the person's to see: those of the body for who
// acts for its bureau, and those in which the agency is sued.
func (d *Desk) lawsuitRows(ctx context.Context, by auth.User) ([]lawsuit.Listed, error) {
	rows, err := d.DB.Lawsuits(ctx, sqlite.LawsuitFilter{Agency: by.Agency})
	if err != nil || auth.MaySue(by, lawsuit.See, auth.Subject{Agency: by.Agency}) != nil {
		return rows, err
	}
	body, err := d.DB.Lawsuits(ctx, sqlite.LawsuitFilter{Body: by.Agency})
	return append(body, slices.DeleteFunc(rows, func(l lawsuit.Listed) bool { return l.Body == by.Agency })...), err
}

// suitViews loads the cases of rows that the person may see; the others are left out.
func (d *Desk) suitViews(ctx context.Context, by auth.User, rows []lawsuit.Listed) ([]SuitView, error) {
	var all []SuitView
	for _, row := range rows {
		v, err := d.suitSeen(ctx, by, row.ID)
		if fault.KindOf(err) == fault.Forbidden {
			continue
		}
		if err != nil {
			return nil, err
		}
		all = append(all, v)
	}
	slices.SortStableFunc(all, func(a, b SuitView) int { return compareDays(a.Next.By, b.Next.By) })
	return all, nil
}

// LawsuitsToday returns the cases in which the person's office has something to do, by its
// day: to answer, to go to court, to appeal or to note that a judgment is in force.
func (d *Desk) LawsuitsToday(ctx context.Context, by auth.User) ([]SuitView, error) {
	if !MaySeeLawsuits(by) {
		return nil, nil
	}
	rows, err := d.lawsuitRows(ctx, by)
	if err != nil {
		return nil, err
	}
	all, err := d.suitViews(ctx, by, slices.DeleteFunc(rows, func(l lawsuit.Listed) bool { return !l.Stage.IsOpen() }))
	return slices.DeleteFunc(all, func(v SuitView) bool { return !v.Waits }), err
}

// CountLawsuits counts the pending cases that may be the person's to see, and whether there
// are any at all.
func (d *Desk) CountLawsuits(ctx context.Context, by auth.User) (open, all int, err error) {
	if !MaySeeLawsuits(by) {
		return 0, 0, nil
	}
	body := auth.MaySue(by, lawsuit.See, auth.Subject{Agency: by.Agency}) == nil
	return d.DB.CountLawsuits(ctx, by.Agency, body)
}

// LawsuitsAfter returns the court cases after a reconsideration that the person may see.
func (d *Desk) LawsuitsAfter(ctx context.Context, by auth.User, id reconsider.ID) ([]SuitView, error) {
	rows, err := d.DB.Lawsuits(ctx, sqlite.LawsuitFilter{Review: id})
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	return d.suitViews(ctx, by, rows)
}

// LawsuitMaterialFile returns a document of the file of a case, to who may see it.
func (d *Desk) LawsuitMaterialFile(ctx context.Context, by auth.User, id lawsuit.ID, n int) (Download, error) {
	v, err := d.suitSeen(ctx, by, id)
	if err != nil {
		return Download{}, err
	}
	m, ok := v.Case.Material(n)
	if !ok {
		return Download{}, fault.New(fault.NotFound, "material_not_found")
	}
	return d.reviewMaterial(ctx, m.File, m.Name, m.Type)
}
