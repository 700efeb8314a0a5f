package desk

import (
	"context"

	"mingda/internal/auth"
	"mingda/internal/fault"
	"mingda/internal/reconsider"
)

// An OriginalView is the request that a reconsideration case is about, as the bureau
// reads it: whole, and without any act.
type OriginalView struct {
	CaseView
	Review *reconsider.Case
}

// Original returns the file of the request that a case is about, to who may see the
// case. Who made the reply is kept out of it, as of the case.
func (d *Desk) Original(ctx context.Context, by auth.User, id reconsider.ID) (OriginalView, error) {
	c, now, err := d.originalOf(ctx, by, id)
	if err != nil {
		return OriginalView{}, err
	}
	v, err := d.viewOf(ctx, now)
	return OriginalView{v, c}, err
}

// originalOf returns a case and the request it is about, for who may see the case.
func (d *Desk) originalOf(ctx context.Context, by auth.User, id reconsider.ID) (*reconsider.Case, standing, error) {
	c, err := loadReview(ctx, d.DB, id)
	if err != nil {
		return nil, standing{}, err
	}
	subject, err := d.reviewSubject(ctx, d.DB, by, c, 0)
	if err != nil {
		return nil, standing{}, err
	}
	if err := auth.MayReview(by, reconsider.See, subject); err != nil {
		return nil, standing{}, err
	}
	if c.Contested.Case == 0 {
		return nil, standing{}, fault.New(fault.NotFound, "review_no_original")
	}
	now, err := d.standsNow(ctx, c.Contested.Case)
	if err == nil && !now.Case.Known().Admits(by.ID) {
		err = fault.New(fault.Forbidden, "review_restricted")
	}
	return c, now, err
}

// An OriginalFile is what of the original file can be had as a file.
type OriginalFile string

// The kinds.
const (
	OriginalLetter   OriginalFile = "letters"
	OriginalMaterial OriginalFile = "materials"
	OriginalBundle   OriginalFile = "bundles"
)

// OriginalFile opens the n-th letter or document of the request that a case is about,
// or the bundle that its n-th entry made, for who may see the case.
func (d *Desk) OriginalFile(ctx context.Context, by auth.User, id reconsider.ID, what OriginalFile, n int) (Download, error) {
	_, now, err := d.originalOf(ctx, by, id)
	if err != nil {
		return Download{}, err
	}
	switch what {
	case OriginalLetter:
		return d.letterFile(ctx, now.Case, n)
	case OriginalBundle:
		return d.bundleFile(now.Case, n)
	}
	return d.openMaterial(ctx, now.Case, n)
}
