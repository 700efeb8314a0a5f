package web_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"mingda/internal/casefile"
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

// TestProceduresInOrder: the procedures besides stand in the order of the table,
// whatever of them can be done, and what is rarely meant stands among them.
func TestProceduresInOrder(t *testing.T) {
	o := newCaseOffice(t)
	id := o.register(ask(longName, "修路的文件", "修路的文件"))
	o.assign(id)
	var names []string
	for _, n := range o.in(o.clerk).page(path(id, "")).All(".actbar dt") {
		name, _, _ := strings.Cut(strings.TrimSpace(n.Text()), " ")
		names = append(names, name)
	}
	if !slices.IsSortedFunc(names, func(a, b string) int { return casefile.ProcedureRank(a) - casefile.ProcedureRank(b) }) || len(names) < 3 || casefile.ProcedureRank(names[0]) < 0 {
		t.Errorf("they stand as %v", names)
	}
	if !o.in(o.signer).page(path(id, "")).HasText(".actbar dd", "撤销登记") {
		t.Error("annulling stands beside what is done every day")
	}
}
