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

// newFacts are the facts of its own that the ledger of a case can hold.
var newFacts = ledger.Facts{}

// know adds a type of facts to them. The file that declares it does so.
func know[F any, P interface {
	*F
	changer
}]() struct{} {
	return newFacts.Know(func() ledger.Fact { return P(new(F)) })
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
	p, err := ledger.Read(e, newFacts, casefile.FileFacts)
	if err != nil {
		return fmt.Errorf("lawsuit %d, %w", c.ID, err)
	}
	if err := c.happen(p); err != nil {
		return fmt.Errorf("lawsuit %d, entry %d, %s: %w", c.ID, p.Seq, p.Type, err)
	}
	c.Version = p.N
	c.History = append(c.History, p)
	c.Erased = c.Erased || p.Erased
	return nil
}

// happen changes the case by what happened: the documents of its file are those of a
// request.
func (c *Case) happen(p Past) (err error) {
	switch f := p.Fact.(type) {
	case *TakenBack:
		return c.forget(f.Corrects)
	case changer:
		return f.change(c, p)
	}
	var was bool
	if c.Materials, was, err = casefile.HappenToFile(c.Materials, p); was {
		return err
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
