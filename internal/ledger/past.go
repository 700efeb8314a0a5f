package ledger

import "fmt"

// A Past is one thing that happened to a matter: the entry's particulars and the fact
// itself, which holds what the entry's parts say.
type Past struct {
	Entry
	Fact Fact
}

// Facts makes an empty fact of each type that a ledger can hold, for decoding.
type Facts map[string]func() Fact

// Know adds types of facts. The file that declares them does so, as it is loaded.
func (known Facts) Know(facts ...func() Fact) struct{} {
	for _, make := range facts {
		known[make().FactType()] = make
	}
	return struct{}{}
}

// Read returns what an entry tells. It fails on a type that none of the facts is of: a
// register that guesses is worse than none.
func Read(e Entry, known ...Facts) (Past, error) {
	for _, facts := range known {
		make, ok := facts[e.Type]
		if !ok {
			continue
		}
		p := Past{e, make()}
		if err := e.Decode(p.Fact); err != nil {
			return Past{}, err
		}
		p.Body, p.Private = nil, nil // the fact holds them
		return p, nil
	}
	return Past{}, fmt.Errorf("entry %d: unknown fact %q", e.Seq, e.Type)
}
