package reconsider

import (
	"testing"

	"mingda/internal/casefile"
	"mingda/internal/ledger"
)

// TestIsAddedTo: what the applicant says or sends is news until one who handles the case
// does something to it; what others and the program do hides nothing, and a wish to
// withdraw, which has a mark of its own, is no news.
func TestIsAddedTo(t *testing.T) {
	entry := func(by int64, f ledger.Fact) Past { return Past{Entry: ledger.Entry{By: by}, Fact: f} }
	const handler, head = 7, 8
	note, file, seen := &casefile.Noted{}, &casefile.MaterialAdded{}, &Examined{}
	for name, k := range map[string]struct {
		past []Past
		news bool
	}{
		"nothing":                 {nil, false},
		"a handler's":             {[]Past{entry(handler, note)}, false},
		"a remark":                {[]Past{entry(handler, seen), entry(ledger.Applicant, note)}, true},
		"a document":              {[]Past{entry(ledger.Applicant, file)}, true},
		"the program's since":     {[]Past{entry(ledger.Applicant, note), entry(ledger.System, seen)}, true},
		"the head's since":        {[]Past{entry(ledger.Applicant, note), entry(head, seen)}, true},
		"a handler's since":       {[]Past{entry(ledger.Applicant, note), entry(handler, seen)}, false},
		"withdrawn":               {[]Past{entry(handler, seen), entry(ledger.Applicant, &WithdrawalAsked{})}, false},
		"a remark, and withdrawn": {[]Past{entry(ledger.Applicant, note), entry(ledger.Applicant, &WithdrawalAsked{})}, true},
	} {
		c := &Case{Handlers: []int64{handler}}
		for i, p := range k.past {
			p.N = i + 1
			c.History = append(c.History, p)
		}
		if c.IsAddedTo() != k.news {
			t.Errorf("%s: %v", name, c.IsAddedTo())
		}
	}
	c := &Case{History: []Past{{Entry: ledger.Entry{N: 1, By: ledger.Applicant}, Fact: note}}, forgotten: map[int]bool{1: true}}
	if c.IsAddedTo() {
		t.Error("what was taken back is news")
	}
}
