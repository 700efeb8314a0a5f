package desk

import (
	"cmp"
	"context"
	"slices"
	"sync"

	"mingda/internal/inbox"
	"mingda/internal/intake"
	"mingda/internal/sqlite"
)

// alikeSince is how far back likely duplicates are looked for.
const alikeSince = 366 // days

// A comparer remembers which inputs resemble which. What an input asks for
// never changes, so two inputs are compared once in the life of the program:
// an input is compared with those that came in since it was last looked at.
// Whether a resembling one still counts is asked anew each time. All is forgotten when
// one goes from the office to a bureau or back: it is compared with others then.
type comparer struct {
	mu    sync.Mutex
	known map[inbox.ID]compared
}

// A compared is what an input was found to resemble, the likeliest first, among
// the inputs up to one.
type compared struct {
	upTo  inbox.ID
	found []Alike
}

// comparedSize bounds how many inputs the comparer knows: more than ever wait
// at a time. Beyond, it begins anew.
const comparedSize = 5000

// alikeOf finds what resembles each of the inputs, the likeliest first: inputs
// of the same office, or of the same bureau, that are not set aside.
func (d *Desk) alikeOf(ctx context.Context, inputs []*inbox.Input) (map[inbox.ID][]Alike, error) {
	byPlace := map[sqlite.Place][]*inbox.Input{}
	for _, i := range inputs {
		at := sqlite.PlaceOf(i.Agency, i.Body)
		byPlace[at] = append(byPlace[at], i)
	}
	all := map[inbox.ID][]Alike{}
	for at, some := range byPlace {
		found, err := d.compare(ctx, at, some)
		if err != nil {
			return nil, err
		}
		for id, alike := range found {
			all[id] = alike
		}
	}
	return all, d.dropUncounted(ctx, all)
}

// compare compares inputs of one place with those they were not compared with.
func (d *Desk) compare(ctx context.Context, at sqlite.Place, inputs []*inbox.Input) (map[inbox.ID][]Alike, error) {
	c := &d.comparer
	c.mu.Lock() // one at a time: the next finds done what this one did, and sketches take memory
	defer c.mu.Unlock()
	before := make([]compared, len(inputs))
	since := inbox.ID(-1)
	for n, i := range inputs {
		before[n] = c.known[i.ID]
		if since < 0 || before[n].upTo < since {
			since = before[n].upTo
		}
	}
	sketches, err := d.DB.Sketches(ctx, at, d.today().AddDays(-alikeSince), since)
	if err != nil {
		return nil, err
	}
	all := map[inbox.ID][]Alike{}
	for n, i := range inputs {
		all[i.ID] = before[n].with(i, sketches)
	}
	if len(sketches) > 0 {
		c.keep(sketches[0].Input, all)
	}
	return all, nil
}

// with returns what was found before and what is found among newer sketches,
// the likeliest first.
func (c compared) with(i *inbox.Input, sketches []sqlite.SketchRow) []Alike {
	found := slices.Clone(c.found) // which others may be reading
	for _, s := range sketches {
		if s.Input == i.ID || s.Input <= c.upTo {
			continue
		}
		if l := intake.Similar(i.Digest.Sketch, s.Sketch); l.Likely() {
			found = append(found, Alike{Input: sqlite.InputRow{ID: s.Input}, Likeness: l})
		}
	}
	return slices.SortedStableFunc(slices.Values(found), func(a, b Alike) int { return cmp.Compare(b.Likeness.Score, a.Likeness.Score) })
}

// keep remembers what was found among the inputs up to one. The caller holds mu.
func (c *comparer) keep(upTo inbox.ID, all map[inbox.ID][]Alike) {
	if c.known == nil || len(c.known)+len(all) > comparedSize {
		c.known = map[inbox.ID]compared{}
	}
	for id, found := range all {
		if upTo > c.known[id].upTo {
			c.known[id] = compared{upTo, found}
		}
	}
}

// forget drops all that was found: an input went to another place.
func (c *comparer) forget() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.known = nil
}

// dropUncounted leaves out what was set aside since, or came in too long ago.
func (d *Desk) dropUncounted(ctx context.Context, all map[inbox.ID][]Alike) error {
	var ids []inbox.ID
	for _, found := range all {
		for _, a := range found {
			ids = append(ids, a.Input.ID)
		}
	}
	count, err := d.DB.Comparable(ctx, ids, d.today().AddDays(-alikeSince))
	if err != nil {
		return err
	}
	for id, found := range all {
		all[id] = slices.DeleteFunc(slices.Clone(found), func(a Alike) bool { return !count[a.Input.ID] })
	}
	return nil
}

// alike finds inputs that resemble this one, the likeliest first, five at most.
func (d *Desk) alike(ctx context.Context, i *inbox.Input) ([]Alike, error) {
	all, err := d.alikeOf(ctx, []*inbox.Input{i})
	if err != nil {
		return nil, err
	}
	found := all[i.ID]
	found = found[:min(len(found), 5)]
	for n := range found {
		if found[n].Input, err = d.DB.InputRow(ctx, found[n].Input.ID); err != nil {
			return nil, err
		}
		if found[n].Cases, err = d.DB.CasesOfInput(ctx, found[n].Input.ID); err != nil {
			return nil, err
		}
	}
	return found, nil
}
