package disposal

import (
	"os"
	"strings"
	"testing"
)

// TestRetention: each rule says all of itself, and docs/retention.md has the same table.
func TestRetention(t *testing.T) {
	text, err := os.ReadFile("../../docs/retention.md")
	if err != nil {
		t.Fatal(err)
	}
	var table strings.Builder
	for _, r := range Rules {
		if r.What == "" || r.Period == "" || r.Basis == "" || r.Going == "" || r.Who == "" {
			t.Errorf("%+v does not say all", r)
		}
		table.WriteString("| " + strings.Join([]string{r.What, r.Period, string(r.Going), r.Who, r.Basis}, " | ") + " |\n")
	}
	if !strings.Contains(string(text), table.String()) {
		t.Errorf("docs/retention.md is to have:\n%s", table.String())
	}
}
