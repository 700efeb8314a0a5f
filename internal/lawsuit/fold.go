package lawsuit

import (
	"fmt"

	"mingda/internal/casefile"
	"mingda/internal/ledger"
)

// A changer is a fact that says itself what it changes in the case.
type changer interface {
	ledger.Fact
	change(c *Case, p Past) error
}

// newFacts makes an empty fact of each type, for decoding.
var newFacts = map[string]func() ledger.Fact{}

// know adds types of facts to those that the ledger of a case can hold. The file
// that declares them does so.
func know[F any, P interface {
	*F
	changer
}]() struct{} {
	newFacts[P(new(F)).FactType()] = func() ledger.Fact { return P(new(F)) }
	return struct{}{}
}

// newFact makes an empty fact of a type. The documents of the file are those of a request.
func newFact(factType string) (ledger.Fact, bool) {
	if make, ok := newFacts[factType]; ok {
		return make(), true
	}
	switch factType {
	case casefile.MaterialAdded{}.FactType():
		return new(casefile.MaterialAdded), true
	case casefile.Noted{}.FactType():
		return new(casefile.Noted), true
	}
	return nil, false
}

// Fold makes the case of its ledger's entries, oldest first. It fails on an entry
// that it does not know: a register that guesses is worse than none.
func Fold(id ID, entries []ledger.Entry) (*Case, error) {
	c := &Case{ID: id}
	for _, e := range entries {
		if err := c.Take(e); err != nil {
			return nil, err
		}
	}
	return c, nil
}

// Take lets one more entry happen to the case.
func (c *Case) Take(e ledger.Entry) error {
	fact, ok := newFact(e.Type)
	if !ok {
		return fmt.Errorf("lawsuit %d, entry %d: unknown fact %q", c.ID, e.Seq, e.Type)
	}
	if err := e.Decode(fact); err != nil {
		return err
	}
	p := Past{e, fact}
	p.Entry.Body, p.Entry.Private = nil, nil // the fact holds them
	if err := c.happen(p); err != nil {
		return fmt.Errorf("lawsuit %d, entry %d, %s: %w", c.ID, p.Seq, p.Type, err)
	}
	c.Version = p.N
	c.History = append(c.History, p)
	c.Erased = c.Erased || p.Erased
	return nil
}

// happen changes the case by what happened.
func (c *Case) happen(p Past) error {
	switch f := p.Fact.(type) {
	case changer:
		return f.change(c, p)
	case *casefile.Noted: // on the timeline only
		return nil
	case *casefile.MaterialAdded:
		if f.Material != len(c.Materials)+1 {
			return fmt.Errorf("material %d follows %d", f.Material, len(c.Materials))
		}
		c.Materials = append(c.Materials, casefile.Material{
			N: f.Material, Name: f.Private.Name, File: f.File, Type: f.Type, Size: f.Size, Purpose: f.Purpose, AddedAt: p.At,
		})
		return nil
	}
	return fmt.Errorf("no rule for %s", p.Type)
}

// inNow changes the instance before which the case is.
func (c *Case) inNow(change func(i *Instance)) error {
	i := c.now()
	if i == nil {
		return fmt.Errorf("before no court")
	}
	change(i)
	return nil
}
