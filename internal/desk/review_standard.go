package desk

import (
	"context"
	"slices"
	"sync"

	"mingda/internal/auth"
	"mingda/internal/reconsider"
	"mingda/internal/sqlite"
)

// decidedCases holds the sketches of decided reconsideration cases. They are folded of
// the ledger, once for each version of a case, and held in memory only: what they hold
// is sealed on the disk.
type decidedCases struct {
	mu   sync.Mutex
	held map[reconsider.ID]heldSketch
}

type heldSketch struct {
	version   int
	by        int64 // whose decision it was
	sketch    reconsider.Sketch
	applicant string // masked
	passages  []reconsider.Passage
}

// A sketchReader is the database, or a transaction of it.
type sketchReader interface {
	reader
	Reviews(ctx context.Context, f sqlite.ReviewFilter) ([]reconsider.Listed, error)
}

// decidedSketches returns the decided cases of a body as they are compared with others.
func (d *Desk) decidedSketches(ctx context.Context, r sketchReader, body int64) ([]reconsider.Sketch, error) {
	held, err := d.decidedHeld(ctx, r, body)
	var all []reconsider.Sketch
	for _, h := range held {
		all = append(all, h.sketch)
	}
	return all, err
}

// decidedHeld returns what is held of the decided cases of a body, those received last
// first.
func (d *Desk) decidedHeld(ctx context.Context, r sketchReader, body int64) ([]heldSketch, error) {
	rows, err := r.Reviews(ctx, sqlite.ReviewFilter{Body: body, Decided: true})
	if err != nil {
		return nil, err
	}
	names := map[int64]string{}
	var all []heldSketch
	for _, row := range rows {
		held, err := d.sketchOf(ctx, r, row)
		if err != nil {
			return nil, err
		}
		if _, known := names[held.by]; !known && held.by > 0 {
			if names[held.by], err = d.PersonName(ctx, held.by); err != nil {
				return nil, err
			}
		}
		held.sketch.Handler = names[held.by]
		all = append(all, held)
	}
	return all, nil
}

// sketchOf returns the sketch of one decided case, folded anew only where the case has
// changed since.
func (d *Desk) sketchOf(ctx context.Context, r reader, row reconsider.Listed) (heldSketch, error) {
	d.decided.mu.Lock()
	held, ok := d.decided.held[row.ID]
	d.decided.mu.Unlock()
	if ok && held.version == row.Version {
		return held, nil
	}
	c, err := loadReview(ctx, r, row.ID)
	if err != nil {
		return heldSketch{}, err
	}
	held = heldSketch{c.Version, c.DecidedBy(), c.Sketch(), c.MaskedApplicant(), c.Passages()}
	d.decided.mu.Lock()
	defer d.decided.mu.Unlock()
	if d.decided.held == nil {
		d.decided.held = map[reconsider.ID]heldSketch{}
	}
	d.decided.held[row.ID] = held
	return held, nil
}

// A ReviewStandard is what the decided cases say of one that is open.
type ReviewStandard struct {
	Alike      []reconsider.Match // the nearest first
	Shares     []reconsider.Share // of the truly alike ones
	Common     reconsider.CommonOutcome
	Precedents []reconsider.Precedent // in line with which it can be decided directly (实施条例 65)
}

// Truly returns the matches that are truly alike, and the others.
func (s ReviewStandard) Truly() (alike, near []reconsider.Match) {
	for _, m := range s.Alike {
		if m.Alike {
			alike = append(alike, m)
		} else {
			near = append(near, m)
		}
	}
	return alike, near
}

// ReviewStandard holds a case beside the decided ones of its body.
func (d *Desk) ReviewStandard(ctx context.Context, v ReviewView) (ReviewStandard, error) {
	return d.standardOf(ctx, d.DB, v.Case)
}

func (d *Desk) standardOf(ctx context.Context, r sketchReader, c *reconsider.Case) (ReviewStandard, error) {
	past, err := d.decidedSketches(ctx, r, c.Body)
	if err != nil {
		return ReviewStandard{}, err
	}
	of := c.Sketch()
	s := ReviewStandard{Alike: reconsider.Alike(of, past), Precedents: reconsider.Precedents(of, past, d.today())}
	s.Shares, s.Common = reconsider.Shares(s.Alike), reconsider.Common(s.Alike)
	return s, nil
}

// Consistency counts how the cases of the person's body were decided, for the head.
func (d *Desk) Consistency(ctx context.Context, by auth.User) ([]reconsider.KindReport, error) {
	if err := auth.MayDo(by, auth.SeeConsistency, by.Agency); err != nil {
		return nil, err
	}
	past, err := d.decidedSketches(ctx, d.DB, by.Agency)
	return reconsider.Consistency(past), err
}

// Departures returns the cases that were decided otherwise than alike ones commonly are,
// the latest first, for the head to read.
func (d *Desk) Departures(ctx context.Context, by auth.User) ([]reconsider.Sketch, error) {
	reports, err := d.Consistency(ctx, by)
	var all []reconsider.Sketch
	for _, r := range reports {
		all = append(all, r.Departures...)
	}
	slices.SortStableFunc(all, func(a, b reconsider.Sketch) int { return b.DecidedOn.Compare(a.DecidedOn) })
	return all, err
}
