package web

import (
	"testing"

	"mingda/internal/forms"
)

// TestInletsOfActs: an act on a request takes papers if, and only if, its route stands among
// forms.Inlets.
func TestInletsOfActs(t *testing.T) {
	takes, some := forms.TakesFiles(forms.OfStaff), 0
	for _, a := range caseActs {
		if takes("POST", "/cases/{id}/"+string(a.do)) != (a.scans != "") {
			t.Errorf("%s asks for %q, and its line in forms.Inlets says otherwise", a.do, a.scans)
		}
		if a.scans != "" {
			some++
		}
	}
	if some < 8 {
		t.Errorf("%d acts take papers only", some)
	}
}
