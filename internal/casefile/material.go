package casefile

import (
	"fmt"
	"time"

	"mingda/internal/ledger"
)

// A Material is one document of the file.
type Material struct {
	N         int
	Name      string
	File      string // hash of its content
	Type      string
	Size      int64
	Purpose   Purpose
	AddedAt   time.Time
	Withdrawn bool
}

// FileFacts are the facts of a file that hold whatever the case is about: its documents, and
// what is noted in it.
var FileFacts = ledger.Facts{}

var _ = FileFacts.Know(
	func() ledger.Fact { return new(Noted) },
	func() ledger.Fact { return new(MaterialAdded) },
	func() ledger.Fact { return new(MaterialWithdrawn) },
)

// HappenToFile lets one of the FileFacts happen to the documents of a file, and reports
// whether it was one. What is noted stands on the timeline only.
func HappenToFile(list []Material, p Past) (_ []Material, was bool, err error) {
	switch f := p.Fact.(type) {
	case *Noted:
		return list, true, nil
	case *MaterialAdded:
		if f.Material != len(list)+1 {
			return list, true, fmt.Errorf("material %d follows %d", f.Material, len(list))
		}
		return append(list, Material{
			N: f.Material, Name: f.Private.Name, File: f.File, Type: f.Type, Size: f.Size, Purpose: f.Purpose, AddedAt: p.At,
		}), true, nil
	case *MaterialWithdrawn:
		if f.Material < 1 || f.Material > len(list) {
			return list, true, fmt.Errorf("no material %d", f.Material)
		}
		list[f.Material-1].Withdrawn = true
		return list, true, nil
	}
	return list, false, nil
}
