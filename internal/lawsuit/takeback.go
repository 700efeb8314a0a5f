package lawsuit

import (
	"maps"
	"slices"

	"mingda/internal/casefile"
	"mingda/internal/fault"
	"mingda/internal/ledger"
)

// TakenBack takes back an entry of the case (撤销一笔).
type TakenBack = ledger.TakenBack

var _ = newFacts.Know(func() ledger.Fact { return new(TakenBack) })

// forget folds the case again without an entry. A document keeps its number, and is out
// of use.
func (c *Case) forget(n int) error {
	again := &Case{ID: c.ID, Erased: c.Erased, forgotten: maps.Clone(c.forgotten)}
	if again.forgotten == nil {
		again.forgotten = map[int]bool{}
	}
	again.forgotten[n] = true
	for _, p := range c.History {
		_, back := p.Fact.(*TakenBack)
		m, material := p.Fact.(*casefile.MaterialAdded)
		if !back && (material || again.Stands(p.N)) {
			if err := again.happen(p); err != nil {
				return err
			}
		}
		if material && !again.Stands(p.N) {
			again.Materials[m.Material-1].Withdrawn = true
		}
		again.Version = p.N
		again.History = append(again.History, p)
	}
	*c = *again
	return nil
}

// Stands reports whether the n-th entry was not taken back.
func (c *Case) Stands(n int) bool { return !c.forgotten[n] }

// AllowsTakingBack returns nil if the n-th entry can be taken back now, else why not:
// what later entries rest on stays until they are taken back.
func (c *Case) AllowsTakingBack(n int) error {
	if n < 1 || n > len(c.History) {
		return fault.New(fault.NotFound, "entry_not_found")
	}
	p := c.History[n-1]
	if !c.Stands(n) {
		return fault.New(fault.Conflict, "entry_taken_back")
	}
	if mend, stays := mends[p.Type]; stays {
		return fault.New(fault.Conflict, "entry_stays", mend)
	}
	for _, later := range c.History[n:] {
		if c.Stands(later.N) && rests(later, p) {
			return fault.New(fault.Conflict, "review_entry_rests", later.On.Chinese())
		}
	}
	if f, ok := p.Fact.(*Begun); ok && f.Level == First && len(c.Instances) < 2 {
		return fault.New(fault.Conflict, "entry_stays", "法院、案号登记错的，更正；案件不该登记的，撤销登记")
	}
	return nil
}

// rests reports whether a later entry has one as what it rests on.
func rests(later, on Past) bool {
	switch f := on.Fact.(type) {
	case *casefile.Noted:
		return false
	case *casefile.MaterialAdded:
		a, ok := later.Fact.(*Answered)
		return ok && slices.Contains(a.Materials, f.Material)
	case *HearingSet:
		held, ok := later.Fact.(*HearingHeld)
		return ok && held.Hearing == on.N
	case *Begun, *Ruled, *Answered, *HearingHeld:
		return moves(later.Fact) || isBegun(on.Fact) && within(later.Fact)
	case *Appealed:
		return isBegun(later.Fact)
	case *CameIntoForce:
		return isBegun(later.Fact)
	}
	return false
}

// moves reports whether a fact carries the case on from a ruling or to one.
func moves(f ledger.Fact) bool {
	switch f.(type) {
	case *Ruled, *Appealed, *CameIntoForce, *Begun, *Cancelled:
		return true
	}
	return false
}

func isBegun(f ledger.Fact) bool { _, is := f.(*Begun); return is }

// within reports whether a fact is of the instance before which the case is.
func within(f ledger.Fact) bool {
	switch f.(type) {
	case *Answered, *HearingSet, *HearingHeld, *CourtCorrected:
		return true
	}
	return false
}

// TakingBack decides that an entry is taken back, with its reason.
func (c *Case) TakingBack(f TakenBack, _ Situation) (*TakenBack, error) {
	if err := c.Allows(TakeBack); err != nil {
		return nil, err
	}
	form := fault.Form{}
	if f.Corrects == 0 {
		form.Bad("entry", "entry_needed")
	} else if err := c.AllowsTakingBack(f.Corrects); err != nil {
		return nil, err
	}
	form.Need("reason", &f.Private.Reason, "reason_needed")
	if err := form.Err(); err != nil {
		return nil, err
	}
	return &f, nil
}

// someEntry: there is something that can be taken back.
func someEntry(c *Case) *fault.Error {
	if !slices.ContainsFunc(c.History, func(p Past) bool { return c.AllowsTakingBack(p.N) == nil }) {
		return fault.New(fault.Conflict, "review_nothing_back")
	}
	return nil
}

// mends says of each fact that is not taken back how a mistake in it is mended.
var mends = map[string]string{
	"suit_opened":          "登记错的，更正案件信息；不该登记的，撤销登记",
	"suit_amended":         "更正错的，再更正一次",
	"suit_court_corrected": "更正错的，再更正一次",
	"taken_back":           "撤销错了的，照原样再登记一次",
}
