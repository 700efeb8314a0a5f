package audit

import "mingda/internal/ledger"

// A Verifier checks the entries of the audit in their order.
type Verifier struct {
	ledger.Walk
	From int64  // the last one that was pruned; 0 if none was
	Ties []Head // of the ledger, as they were noted here
}

// Begin says that the entries up to this one were pruned.
func (v *Verifier) Begin(seq int64, hash []byte) {
	v.From = seq
	v.Walk.Begin(seq, hash)
}

// Check looks at the next entry: its place, its hash, and, of one that ties, that its note
// can be read.
func (v *Verifier) Check(e Entry) {
	v.Step(e.Seq, e.Hash, e.Chain)
	if e.Kind != Tied {
		return
	}
	head, err := e.Ties()
	if err != nil {
		v.Broken(e.Seq, "notes no head of the ledger: %v", err)
		return
	}
	v.Ties = append(v.Ties, head)
}
