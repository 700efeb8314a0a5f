package demo

import (
	"testing"

	"mingda/internal/auth"
	"mingda/internal/casefile"
	"mingda/internal/desk"
	"mingda/internal/sqlite"
)

// wantProcedures wants a case in hand of each procedure that a visitor may want to
// see under way.
func wantProcedures(t *testing.T, d *desk.Desk, rows []casefile.Row) {
	t.Helper()
	all, err := d.DB.UserByLogin(ctx, "qin")
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]int{}
	note := func(what string, is bool) { found[what] += count(is) }
	corrections, err := d.DB.Cases(ctx, sqlite.CaseFilter{Sight: auth.Sight{All: true}, Type: casefile.Correction, Limit: 500})
	if err != nil {
		t.Fatal(err)
	}
	note("correction of a record", len(corrections) > 0)
	for _, r := range rows {
		v, err := d.Case(ctx, all, r.ID)
		if err != nil {
			t.Fatal(err)
		}
		c := v.Case
		note("reasons to be weighed", c.Reasons.Given() && c.Reasons.Accepted == 0)
		for _, a := range c.Assists {
			note("answered part", a.Answer != nil)
			note("part to be signed for", a.SignedFor.IsZero())
		}
		for _, h := range c.Transfers {
			note("request handed on", h.Input != 0)
		}
		note("part in a case of its own", c.Origin != nil)
		note("case joined to another", c.AnswersWithLead())
		note("reply to several", len(c.Letters) > 0 && len(c.Letters[0].Joint) > 0)
	}
	for _, what := range []string{"correction of a record", "reasons to be weighed", "answered part", "part to be signed for", "request handed on", "part in a case of its own", "case joined to another", "reply to several"} {
		if found[what] == 0 {
			t.Errorf("there is no %s", what)
		}
	}
}
