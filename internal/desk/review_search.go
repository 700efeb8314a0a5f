package desk

import (
	"context"

	"mingda/internal/auth"
	"mingda/internal/fault"
	"mingda/internal/reconsider"
)

// A ReviewHit is a decided case in which something was found.
type ReviewHit struct {
	reconsider.Sketch
	Applicant string // masked
	Places    []reconsider.Place
}

// mostHits bounds what a search shows.
const mostHits = 50

// SearchReviews looks for words in the decided cases of the person's body, those received
// last first; more reports that there were others. What the person is barred from is left
// out. It fails with fault Invalid for words that are too short.
func (d *Desk) SearchReviews(ctx context.Context, by auth.User, typed string) (hits []ReviewHit, more bool, err error) {
	if err := auth.MayReview(by, reconsider.See, auth.Subject{Agency: by.Agency}); err != nil {
		return nil, false, err
	}
	words := reconsider.SearchWords(typed)
	if words == nil {
		return nil, false, fault.AtField("q", "review_search_short", reconsider.ShortestSearch)
	}
	held, err := d.decidedHeld(ctx, d.DB, by.Agency)
	if err != nil {
		return nil, false, err
	}
	for _, h := range held {
		places := reconsider.Find(words, h.passages)
		if places == nil {
			continue
		}
		if len(hits) == mostHits {
			return hits, true, nil
		}
		barred, err := d.isBarred(ctx, by, reconsider.ID(h.sketch.ID))
		if err != nil {
			return nil, false, err
		}
		if !barred {
			hits = append(hits, ReviewHit{h.sketch, h.applicant, places})
		}
	}
	return hits, false, nil
}

// isBarred reports whether a person is kept out of a case.
func (d *Desk) isBarred(ctx context.Context, by auth.User, id reconsider.ID) (bool, error) {
	c, err := loadReview(ctx, d.DB, id)
	if err != nil {
		return false, err
	}
	subject, err := d.reviewSubject(ctx, d.DB, by, c, 0)
	return subject.Barred, err
}
