package bureau

import (
	"slices"
	"testing"

	"mingda/internal/forms"
)

// TestInletsOfActs: an act on a reconsideration, its papers or a court case takes papers if,
// and only if, its route stands among forms.Inlets.
func TestInletsOfActs(t *testing.T) {
	takes, some := forms.TakesFiles(forms.OfStaff), 0
	agree := func(route, files string) {
		if takes("POST", route) != (files != "") {
			t.Errorf("%s asks for %q, and its line in forms.Inlets says otherwise", route, files)
		}
		if files != "" {
			some++
		}
	}
	for _, a := range slices.Concat(caseActs, hearingActs, committeeActs, probeActs, []caseAct{readAct}) {
		agree("/review/{id}/"+a.path(), a.files)
	}
	for _, a := range paperActs {
		agree("/review/{id}/papers/{n}/"+a.path(), a.files)
	}
	for _, a := range suitActs {
		agree("/lawsuits/{id}/"+a.path(), a.files)
	}
	if some < 14 {
		t.Errorf("%d acts take papers only", some)
	}
}
