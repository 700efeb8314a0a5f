package casefile

import (
	"fmt"

	"mingda/internal/ledger"
)

// LetterFacts are the facts of a letter's life from the first draft to the finished PDF,
// which hold whatever the case is about. A reconsideration case has letters that live like
// those of a request; how they are served is its own.
var LetterFacts = ledger.Facts{}

var _ = LetterFacts.Know(
	func() ledger.Fact { return new(Drafted) },
	func() ledger.Fact { return new(Dropped) },
	func() ledger.Fact { return new(SentToCheck) },
	func() ledger.Fact { return new(Checked) },
	func() ledger.Fact { return new(Returned) },
	func() ledger.Fact { return new(Signed) },
	func() ledger.Fact { return new(Rendered) },
	func() ledger.Fact { return new(Voided) },
)

// SaveDraft returns the letters with a saved state of a draft: of a new letter, or
// a further state of one.
func SaveDraft(letters []Letter, p Past, f *Drafted) ([]Letter, error) {
	switch {
	case f.Letter == len(letters)+1:
		letters = append(letters, Letter{N: f.Letter})
	case f.Letter < 1 || f.Letter > len(letters):
		return nil, fmt.Errorf("letter %d follows %d", f.Letter, len(letters))
	}
	if f.Replaces < 0 || f.Replaces >= f.Letter {
		return nil, fmt.Errorf("letter %d replaces %d", f.Letter, f.Replaces)
	}
	l := &letters[f.Letter-1]
	if l.Stage != InDraft {
		l.ChangedAt = p.At
	}
	l.Kind, l.Result, l.Stage, l.Values, l.Materials = f.Kind, f.Result, InDraft, f.Private.Values, f.Materials
	l.Drafter, l.DraftedAt, l.Replaces, l.To, l.Joint = p.By, p.At, f.Replaces, f.To, f.Joint
	return letters, nil
}

// Live lets a fact of its life happen to a letter. What it means to the case is
// the case's own.
func (l *Letter) Live(p Past) {
	switch f := p.Fact.(type) {
	case *Dropped:
		l.Stage = IsDropped
	case *SentToCheck:
		l.Stage, l.Remark = InCheck, ""
	case *Checked:
		l.Stage, l.Checker = InSigning, p.By
	case *Returned:
		l.Stage, l.Remark = InDraft, f.Private.Remark
	case *Signed:
		l.Stage, l.Number, l.Code, l.SignedOn, l.Signer = IsSigned, f.Number, f.Code, p.On, p.By
		l.Value, l.Seal, l.Days, l.By, l.Fee, l.Consented, l.Orders = f.Private.Value, f.Seal, f.Days, f.By, f.Fee, f.Consented, f.Orders
	case *Rendered:
		l.Stage, l.File, l.Size = IsReady, f.File, f.Size
	case *Dispatched:
		l.Stage = IsSending
		l.under(f.To, true)
	case *DispatchEnded:
		if l.under(f.To, false); len(l.Sending) == 0 {
			l.Stage = IsReady
		}
	case *Voided:
		l.Stage, l.VoidFor = IsVoid, f.Private.Reason
	case *Served:
		l.serve(f.To, p)
		l.under(f.To, false)
		l.known(f.To)
		if f.To == l.MissedTo {
			l.Missed = ""
		}
		switch {
		case len(l.Joint) == 0 || l.Begun != 0:
			l.Stage = IsServed
		case l.Stage == IsSending && len(l.Sending) == 0:
			l.Stage = IsReady // it waits for the others
		}
	case *MailBounced:
		if own := l.ServiceTo(f.To); own.Begun != 0 && own.Way == Emailed {
			l.bounce(Bounce{f.To, f.Input, f.InputNumber, f.Private.Why})
		}
	case *Delivered:
		l.serve(f.To, p)
		l.known(f.To)
	case *ServiceCorrected:
		l.serve(f.To, p)
		l.known(f.To)
		if f.Failed {
			l.Missed, l.MissedTo = f.Failure(), f.To
		}
	}
}
