package desk

import (
	"fmt"
	"testing"

	"mingda/internal/casefile"
)

// oldKilled is how many rows of an old register the kill test takes in.
const oldKilled = 12 * casesAtOnce

// takeRegister goes on with what is to be taken in, lot by lot, as the worker does.
func takeRegister(d *Desk) error {
	go func() {
		for lot := 1; ; lot++ {
			i, err := d.DB.Import(ctx, 1)
			if err != nil || i.Stage != string(ImportRunning) {
				return
			}
			fmt.Println("acknowledged", i.Done, i.Done, "-", "-")
		}
	}()
	return d.RunImports(ctx)
}

// TestKilledImport: an import is killed again and again. In the end each of its rows is
// one case, and none is two.
func TestKilledImport(t *testing.T) {
	if testing.Short() {
		t.Skip("takes many seconds")
	}
	b := newBench(t)
	rows := make([][]any, oldKilled)
	for i := range rows {
		rows[i] = oldRow(i + 1)
	}
	id := b.tried(workbook(t, rows...))
	b.must(b.StartImport(ctx, b.by("clerk"), id))
	b.must(b.DB.Close())
	runAndKill(t, "register", b.dir, 2)
	b.reopen()
	if v := b.importOf(id); v.Stage != ImportDone || v.Done != oldKilled || v.Problem != "" {
		t.Errorf("%s, %d taken in, %q", v.Stage, v.Done, v.Problem)
	}
	once := map[string]int{}
	ids, err := b.DB.Subjects(ctx, "case")
	b.must(err)
	for _, id := range ids {
		once[fmt.Sprint(b.caseOf(casefile.ID(id)).OldRow.Row)]++
	}
	for row, n := range once {
		if n != 1 {
			t.Errorf("row %s is %d cases", row, n)
		}
	}
	if len(once) != oldKilled {
		t.Errorf("%d rows are cases, want %d", len(once), oldKilled)
	}
	b.sound()
}
