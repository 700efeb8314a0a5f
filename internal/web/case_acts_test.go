package web_test

import (
	"net/http"
	"testing"
)

// TestGraveAtOnce: what is missing in the form of an act that cannot be undone is
// told at once, the tick and the rest.
func TestGraveAtOnce(t *testing.T) {
	o := newCaseOffice(t)
	id := o.register(ask(longName, "修路的文件", "修路的文件"))
	for act, b := range map[string]*browser{"withdraw": o.in(o.clerk), "close": o.in(o.clerk), "annul": o.in(o.signer)} {
		a := b.fill(path(id, "/"+act), nil)
		if a.status != http.StatusUnprocessableEntity || a.page.Count("#f-sure-error") != 1 || a.page.Count("#f-reason-error") != 1 || act == "close" && a.page.Count("#f-result-error") != 1 {
			t.Errorf("%s: %d %s", act, a.status, a.page.Text())
		}
	}
}
