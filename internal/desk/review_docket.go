package desk

import (
	"context"
	"slices"

	"mingda/internal/auth"
	"mingda/internal/calendar"
	"mingda/internal/fault"
	"mingda/internal/filestore"
	"mingda/internal/reconsider"
	"mingda/internal/sqlite"
)

// compareDays orders days, no day last.
func compareDays(a, b calendar.Date) int {
	switch {
	case a.IsZero() && b.IsZero():
		return 0
	case a.IsZero():
		return 1
	case b.IsZero():
		return -1
	}
	return a.Compare(b)
}

// reviewViews loads the cases of rows that the person may do the act to; the others
// are left out.
func (d *Desk) reviewViews(ctx context.Context, by auth.User, rows []reconsider.Listed, do reconsider.Act) ([]ReviewView, error) {
	var all []ReviewView
	for _, row := range rows {
		v, err := d.reviewSeen(ctx, by, row.ID, do)
		if fault.KindOf(err) == fault.Forbidden { // who made the reply is kept out of the case
			continue
		}
		if err != nil {
			return nil, err
		}
		all = append(all, v)
	}
	return all, nil
}

// Against returns the cases against the person's agency of which it has been told.
func (d *Desk) Against(ctx context.Context, by auth.User) ([]ReviewView, error) {
	if err := auth.MayReview(by, reconsider.Respond, auth.Subject{Respondent: by.Agency}); err != nil {
		return nil, err
	}
	return d.againstWhere(ctx, by, func(reconsider.Listed) bool { return true })
}

// against chooses the cases against the person's agency of which it has been told and that
// the person may see; of nobody's agency for who does not answer.
func against(by auth.User) (sqlite.ReviewFilter, bool) {
	sight := auth.SightOf(by)
	may := by.Agency != 0 && auth.MayReview(by, reconsider.Respond, auth.Subject{Respondent: by.Agency}) == nil
	return sqlite.ReviewFilter{Respondent: by.Agency, Told: true, Seen: &sight}, may
}

// againstWhere loads of these cases those whose rows are wanted.
func (d *Desk) againstWhere(ctx context.Context, by auth.User, wanted func(reconsider.Listed) bool) ([]ReviewView, error) {
	filter, may := against(by)
	if !may {
		return nil, nil
	}
	rows, err := d.DB.Reviews(ctx, filter)
	if err != nil {
		return nil, err
	}
	return d.reviewViews(ctx, by, slices.DeleteFunc(rows, func(l reconsider.Listed) bool { return !wanted(l) }), reconsider.Respond)
}

// ToRespond counts the cases against an agency.
type ToRespond struct {
	Told int // of which it has been told
	Open int // of these, that it has still to answer
}

// CountToRespond counts the cases against the person's agency that the person may see.
func (d *Desk) CountToRespond(ctx context.Context, by auth.User) (ToRespond, error) {
	filter, may := against(by)
	if !may {
		return ToRespond{}, nil
	}
	n, err := d.DB.CountReviews(ctx, filter)
	return ToRespond{Told: n.All, Open: n.Unanswered + n.Owes}, err
}

// ReviewAgainst returns a case as the respondent's office may see it: what it was sent
// and what it answered. It fails with fault NotFound before it has been told.
func (d *Desk) ReviewAgainst(ctx context.Context, by auth.User, id reconsider.ID) (ReviewView, error) {
	v, err := d.reviewSeen(ctx, by, id, reconsider.Respond)
	if err == nil && !v.Case.HasTold(reconsider.TheRespondent) {
		err = fault.New(fault.NotFound, "review_not_found")
	}
	return v, err
}

// ReviewPaperFile returns the PDF of a paper of a case: to the bureau, or to the
// respondent's office what was sent to it.
func (d *Desk) ReviewPaperFile(ctx context.Context, by auth.User, id reconsider.ID, n int) (Download, error) {
	v, err := d.Review(ctx, by, id)
	if err != nil {
		if v, err = d.ReviewAgainst(ctx, by, id); err != nil {
			return Download{}, err
		}
		if p, ok := v.Case.Paper(n); !ok || !p.WentTo(reconsider.TheRespondent) {
			return Download{}, fault.New(fault.NotFound, "letter_not_found")
		}
	}
	p, ok := v.Case.Paper(n)
	if !ok || p.File == "" {
		return Download{}, fault.New(fault.NotFound, "letter_not_found")
	}
	return d.reviewFile(p.File, p.Number+".pdf", "application/pdf")
}

// ReviewMaterialFile returns a document of the file of a case: to the bureau, or to the
// respondent's office what it put in itself.
func (d *Desk) ReviewMaterialFile(ctx context.Context, by auth.User, id reconsider.ID, n int) (Download, error) {
	v, err := d.Review(ctx, by, id)
	if err != nil {
		if v, err = d.ReviewAgainst(ctx, by, id); err != nil {
			return Download{}, err
		}
		theirs := slices.Clone(v.Case.Response.Files())
		for _, report := range v.Case.Reports {
			theirs = append(theirs, report.Materials...)
		}
		if !slices.Contains(theirs, n) {
			return Download{}, fault.New(fault.NotFound, "material_not_found")
		}
	}
	m, ok := v.Case.Material(n)
	if !ok {
		return Download{}, fault.New(fault.NotFound, "material_not_found")
	}
	return d.reviewMaterial(ctx, m.File, m.Name, m.Type)
}

// reviewMaterial is reviewFile of what came from outside.
func (d *Desk) reviewMaterial(ctx context.Context, hash, name, mediaType string) (Download, error) {
	if err := d.cleared(ctx, hash); err != nil {
		return Download{}, err
	}
	return d.reviewFile(hash, name, mediaType)
}

func (d *Desk) reviewFile(hash, name, mediaType string) (Download, error) {
	f, err := d.Files.Open(filestore.Hash(hash))
	if err != nil {
		return Download{}, err
	}
	return Download{Name: name, Type: mediaType, ReadSeekCloser: f}, nil
}

// FillReviewSheet saves a state of the question sheet (填审查要点). Whole says that it is
// complete, and is held to it.
func (d *Desk) FillReviewSheet(ctx context.Context, by auth.User, id reconsider.ID, version int, found []reconsider.Found, whole bool) error {
	return d.actOnReview(ctx, by, id, version, reconsider.FillSheet, 0, func(_ *sqlite.Tx, c *reconsider.Case, s reconsider.Situation) ([]happening, error) {
		sheet, err := c.QuestionSheet(s.Today)
		if err != nil {
			return nil, err
		}
		f, err := c.Filling(sheet, found, whole, s)
		if err != nil {
			return nil, err
		}
		return []happening{onDay(s.Today, f)}, nil
	})
}

// ReviewCourses returns what the answers to the question sheet leave possible.
func (d *Desk) ReviewCourses(v ReviewView) (reconsider.QuestionSheet, reconsider.Courses, error) {
	sheet, err := v.Case.QuestionSheet(d.today())
	if err != nil {
		return sheet, reconsider.Courses{}, err
	}
	return sheet, sheet.Courses(v.Case.Findings.Found), nil
}

// ProposeOutcome notes what is to be decided and why (提出处理意见). Whether that departs
// from how alike cases were decided is found here, not said by the person.
func (d *Desk) ProposeOutcome(ctx context.Context, by auth.User, id reconsider.ID, version int, f reconsider.Proposed) error {
	f.Private.Unasked = kept(f.Private.Unasked)
	f.Private.Reasons, f.Private.Departure, f.Private.Otherwise = kept(f.Private.Reasons), kept(f.Private.Departure), kept(f.Private.Otherwise)
	return d.actOnReview(ctx, by, id, version, reconsider.Propose, 0, func(tx *sqlite.Tx, c *reconsider.Case, s reconsider.Situation) ([]happening, error) {
		sheet, err := c.QuestionSheet(s.Today)
		if err != nil {
			return nil, err
		}
		var possible []reconsider.Outcome
		for _, course := range sheet.Courses(c.Findings.Found).Open {
			possible = append(possible, course.Outcome)
		}
		standard, err := d.standardOf(ctx, tx, c)
		if err != nil {
			return nil, err
		}
		fact, err := c.Proposing(f, possible, standard.Common.Departs(f.Outcome), s)
		if err != nil {
			return nil, err
		}
		return []happening{onDay(s.Today, fact)}, nil
	})
}
