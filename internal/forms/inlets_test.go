package forms

import (
	"flag"
	"os"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the table of docs/doors.md anew")

// TestInletsPrinted: docs/doors.md has the table as it is, each of its cells filled in.
func TestInletsPrinted(t *testing.T) {
	const file, heading = "../../docs/doors.md", "## The doors\n\n"
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	before, after, ok := strings.Cut(string(text), heading)
	if !ok {
		t.Fatalf("%s has no %q", file, heading)
	}
	old, rest, _ := strings.Cut(after, "\n\n")
	if want := strings.TrimSuffix(InletTable(), "\n"); old != want {
		if !*update {
			t.Errorf("%s is not the table: go test ./internal/forms -update", file)
		} else if err := os.WriteFile(file, []byte(before+heading+want+"\n\n"+rest), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for line := range strings.Lines(InletTable()) {
		if cells := strings.Split(line, " | "); len(cells) != 7 || strings.Contains(line, "|  |") {
			t.Errorf("a cell is empty: %s", line)
		}
	}
}

// TestInletsOnce: no route stands in two lines, and no line of pages is without.
func TestInletsOnce(t *testing.T) {
	seen := map[string]bool{}
	for _, i := range Inlets {
		if i.Door != NoPages && len(i.Routes) == 0 || i.Door == NoPages && i.Limit == "" {
			t.Errorf("%s: no routes, or no limit", i.Name)
		}
		for _, r := range i.Routes {
			if seen[string(i.Door)+r] {
				t.Errorf("%s stands there twice", r)
			}
			seen[string(i.Door)+r] = true
		}
	}
}
