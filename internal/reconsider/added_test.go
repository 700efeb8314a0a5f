package reconsider

import (
	"testing"

	"mingda/internal/ledger"
)

// TestIsAddedTo: what the applicant adds is news until somebody does something to the
// case; what the program does is nothing of the kind.
func TestIsAddedTo(t *testing.T) {
	for _, k := range []struct {
		by   []int64
		news bool
	}{
		{[]int64{7}, false}, {[]int64{7, ledger.Applicant}, true}, {[]int64{7, ledger.Applicant, ledger.System}, true}, {[]int64{7, ledger.Applicant, 7}, false}, {nil, false},
	} {
		c := &Case{}
		for _, by := range k.by {
			c.History = append(c.History, Past{Entry: ledger.Entry{By: by}})
		}
		if c.IsAddedTo() != k.news {
			t.Errorf("%v: %v", k.by, c.IsAddedTo())
		}
	}
}
