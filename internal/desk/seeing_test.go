package desk

import (
	"testing"

	"mingda/internal/casefile"
	"mingda/internal/fault"
)

// TestSeeing: the rows of a case, the settings of an agency and its units are
// read by whoever may, and by nobody else.
func TestSeeing(t *testing.T) {
	b := newBench(t)
	ticket := b.web(form(casefile.ByDownload))
	visit := Visit{Number: ticket.Number, Input: ticket.Input}
	if rows, err := b.CasesOfVisit(ctx, visit); err != nil || len(rows) != 0 {
		t.Errorf("before registration there are %v, %v", rows, err)
	}
	id := b.register(ticket.Input, wants(casefile.ByDownload))
	if rows, err := b.CasesOfVisit(ctx, visit); err != nil || len(rows) != 1 || rows[0].ID != id {
		t.Errorf("registered it is %v, %v", rows, err)
	}
	clerk, stranger := b.by("clerk"), b.by("foreign-clerk")
	row, err := b.CaseRow(ctx, clerk, id)
	b.must(err)
	if _, err := b.CaseRow(ctx, stranger, id); fault.KindOf(err) != fault.Forbidden {
		t.Errorf("another agency reads the row of a case: %v", err)
	}
	if _, err := b.CaseID(ctx, stranger, row.Number); fault.KindOf(err) != fault.Forbidden {
		t.Errorf("another agency finds a case by its number: %v", err)
	}
	if a, err := b.Agency(ctx, Operator, clerk.Agency); err != nil || a.ID != clerk.Agency {
		t.Errorf("who looks after agencies reads %v, %v", a, err)
	}
	if _, err := b.Agency(ctx, clerk, clerk.Agency); fault.KindOf(err) != fault.Forbidden {
		t.Errorf("a clerk reads the settings of an agency: %v", err)
	}
	if _, err := b.Units(ctx, clerk, clerk.Agency); fault.KindOf(err) != fault.Forbidden {
		t.Errorf("a clerk reads the units of an agency as its settings: %v", err)
	}
	for _, c := range []struct{ login, want string }{{"officer", b.unitName(b.by("officer").Unit)}, {"clerk", ""}} {
		if got, err := b.Workplace(ctx, b.by(c.login)); err != nil || got == "" || c.want != "" && got != c.want {
			t.Errorf("%s works at %q, %v, want %q", c.login, got, err, c.want)
		}
	}
}

func (b *bench) unitName(id int64) string {
	u, err := b.DB.Unit(ctx, id)
	b.must(err)
	return u.Name
}
