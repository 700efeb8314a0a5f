package main

import (
	"encoding/json"
	"strings"
	"testing"
)

func TestLawRemedies(t *testing.T) {
	status, out, errs := mingda("", "law", "remedies", "--on", "2026-07-01", "--json")
	var list []struct{ Result, Path, Article string }
	if err := json.Unmarshal([]byte(out), &list); err != nil || status != 0 || errs != "" {
		t.Fatalf("status %d, %v, %s", status, err, errs)
	}
	paths := map[string]string{}
	for _, r := range list {
		paths[r.Result] = r.Path
	}
	if len(list) != 23 || paths["partial"] != "review_first" || paths["inquiry"] != "either" || paths["no_answer"] != "review_first" {
		t.Errorf("%d remedies: %v", len(list), paths)
	}

	status, out, errs = mingda("", "law", "remedies")
	lines := strings.Split(out, "\n")
	if status != 0 || errs != "" || len(strings.Fields(lines[0])) != 5 || !strings.HasPrefix(lines[23], "no_answer") {
		t.Errorf("status %d, %s%s", status, out, errs)
	}
	if status, out, errs = mingda("", "law", "remedies", "--on", "2026-02-30"); status != 2 || out != "" || strings.Count(errs, "\n") != 1 {
		t.Errorf("status %d, %q, %q", status, out, errs)
	}
}
