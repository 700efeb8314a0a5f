package desk

import (
	"context"
	"fmt"
	"slices"

	"mingda/internal/auth"
	"mingda/internal/casefile"
	"mingda/internal/fault"
	"mingda/internal/intake"
	"mingda/internal/letter"
	"mingda/internal/pdf"
	"mingda/internal/reconsider"
	"mingda/internal/sqlite"
)

// BundlesFor returns the bundles that were made of the contested request for a
// reconsideration, the newest first; a fault says why the person cannot make one.
func (d *Desk) BundlesFor(ctx context.Context, by auth.User, v ReviewView) ([]casefile.Bundle, error) {
	if v.Original == nil {
		return nil, fault.New(fault.NotFound, "review_no_original")
	}
	if err := auth.May(by, casefile.MakeBundle, subjectOf(v.Original, 0)); err != nil {
		return nil, err
	}
	var all []casefile.Bundle
	for _, b := range slices.Backward(v.Original.Bundles) {
		if b.Purpose == casefile.InReview {
			all = append(all, b)
		}
	}
	return all, nil
}

// BundleForReview makes the bundle of the contested request with what is proposed for
// each piece of its evidence, and returns the entry of the request that made it.
func (d *Desk) BundleForReview(ctx context.Context, by auth.User, id reconsider.ID, words func(CaseView) func(casefile.Past) string) (int, error) {
	v, err := d.ReviewAgainst(ctx, by, id)
	if err != nil {
		return 0, err
	}
	if v.Original == nil {
		return 0, fault.New(fault.NotFound, "review_no_original")
	}
	request, err := d.Exhibits(ctx, by, v.Original.ID)
	if err != nil {
		return 0, err
	}
	f := BundleForm{Version: request.Case.Version, Purpose: casefile.InReview, Placed: map[string]casefile.Placed{}, Words: words(request.CaseView)}
	for _, e := range request.Exhibits {
		f.Placed[e.Key()] = casefile.Placed{Place: e.Place, Reason: e.Reason, Proves: e.Proves}
	}
	return d.MakeBundle(ctx, by, v.Original.ID, f)
}

// bundleOf returns a bundle of the contested request as a file of the case that hears
// the objection, with the list of what is in it, to who may make one.
func bundleOf(ctx context.Context, tx *sqlite.Tx, by auth.User, c *reconsider.Case, entry int) (intake.File, []reconsider.Exhibit, error) {
	if c.Contested.Case == 0 {
		return intake.File{}, nil, fault.AtField("bundle", "review_bundle_unknown")
	}
	request, err := loadCase(ctx, tx, c.Contested.Case)
	if err != nil {
		return intake.File{}, nil, err
	}
	if err := auth.May(by, casefile.MakeBundle, subjectOf(request, 0)); err != nil {
		return intake.File{}, nil, err
	}
	b, ok := request.Bundle(entry)
	if !ok || b.Purpose != casefile.InReview {
		return intake.File{}, nil, fault.AtField("bundle", "review_bundle_unknown")
	}
	var list []reconsider.Exhibit
	for _, p := range b.Private.Placed {
		if p.N != 0 {
			list = append(list, reconsider.Exhibit{N: p.N, Name: p.Name, Proves: p.Proves, From: p.From, To: p.To, Closed: p.Place == casefile.PlaceClosed})
		}
	}
	slices.SortFunc(list, func(a, b reconsider.Exhibit) int { return a.N - b.N })
	return intake.File{Hash: b.File, Name: fmt.Sprintf("证据卷 %s.pdf", request.Number), Type: "application/pdf", Size: b.Size}, list, nil
}

// ToRespond returns the cases that the person's agency has still to answer, those first
// that are due first.
func (d *Desk) ToRespond(ctx context.Context, by auth.User) ([]ReviewView, error) {
	if auth.MayReview(by, reconsider.Respond, auth.Subject{Respondent: by.Agency}) != nil {
		return nil, nil
	}
	all, err := d.againstWhere(ctx, by, func(l reconsider.Listed) bool { return l.Open && !l.Answered })
	all = slices.DeleteFunc(all, func(v ReviewView) bool { return !v.Stage.IsOpen() || v.Case.Response.Entry != 0 })
	slices.SortStableFunc(all, func(a, b ReviewView) int { return compareDays(a.Clock.AnswerBy, b.Clock.AnswerBy) })
	return all, err
}

// ToReport returns the cases on whose opinions and orders the person's agency has still to
// report, those first that are due first.
func (d *Desk) ToReport(ctx context.Context, by auth.User) ([]ReviewView, error) {
	if auth.MayReview(by, reconsider.ReportBack, auth.Subject{Respondent: by.Agency}) != nil {
		return nil, nil
	}
	all, err := d.againstWhere(ctx, by, func(l reconsider.Listed) bool { return l.Owes > 0 })
	all = slices.DeleteFunc(all, func(v ReviewView) bool { return v.ReportDue().Paper.N == 0 })
	slices.SortStableFunc(all, func(a, b ReviewView) int { return compareDays(a.ReportDue().By, b.ReportDue().By) })
	return all, err
}

// ReportDue returns of the papers on which nothing is reported that which is due first;
// none is one without number.
func (v ReviewView) ReportDue() reconsider.Followed {
	var first reconsider.Followed
	for _, f := range v.Follows {
		if f.IsOwed() && (first.Paper.N == 0 || compareDays(f.By, first.By) < 0) {
			first = f
		}
	}
	return first
}

// ResponsePDF prints the respondent's answer with the list of its evidence, for who may
// see it.
func (d *Desk) ResponsePDF(ctx context.Context, by auth.User, id reconsider.ID) (Download, error) {
	v, err := d.Review(ctx, by, id)
	if err != nil {
		if v, err = d.ReviewAgainst(ctx, by, id); err != nil {
			return Download{}, err
		}
	}
	if v.Case.Response.Entry == 0 {
		return Download{}, fault.New(fault.NotFound, "review_not_responded")
	}
	if m, ok := v.Case.Material(v.Case.Response.Answer); ok {
		return d.reviewMaterial(ctx, m.File, m.Name, m.Type)
	}
	facts, err := d.reviewFacts(ctx, d.DB, v.Case, reconsider.Paper{})
	if err != nil {
		return Download{}, err
	}
	made, err := pdf.Render(d.Fonts, d.printableLetter(letter.ResponseSheet(*facts.Review)), pdf.Options{})
	return InMemory("答复 "+v.Case.Number+".pdf", "application/pdf", made), err
}
