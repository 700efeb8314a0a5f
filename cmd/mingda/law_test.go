package main

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"testing"

	"mingda/internal/casefile"
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

// TestLawTable: each procedure is one row, which names every act and who may.
func TestLawTable(t *testing.T) {
	status, out, errs := mingda("", "law", "table")
	lines := strings.Split(strings.TrimSpace(out), "\n")
	if status != 0 || errs != "" || len(lines) != 2+len(casefile.Procedures()) {
		t.Fatalf("status %d, %d lines, %s", status, len(lines), errs)
	}
	for _, line := range lines {
		if strings.Count(line, "|") != 8 {
			t.Errorf("not seven columns: %s", line)
		}
	}
	var acts string // the third column
	for _, line := range lines {
		acts += strings.Split(line, "|")[3]
	}
	for _, act := range casefile.Acts {
		if strings.Count(acts, "`"+string(act)+"`") != 1 {
			t.Errorf("%s does not stand in the table once", act)
		}
	}
	want := "| 补正 | 条例第三十条 | 收到补正 `take-supplement`、更正收到补正之日 `correct-supplement` | 收件员、经办人、区政府办统筹、审核人 | 收到申请之日起 7 个工作日内，只告知一次 | 补正告知书 `clarification` | 送达以后不计；收到补正次日起重新计算 20 个工作日 |"
	if !slices.Contains(lines, want) {
		t.Errorf("no row reads\n%s\n%s", want, out)
	}
}

// TestLawRemediesByDay is the table of law and days, line by line as the
// statutes have it, read back from what the command prints on each day. r is
// reconsideration first, e is either; the days are those on which the law
// changed and the last ones before them.
func TestLawRemediesByDay(t *testing.T) {
	days := []string{"2023-12-31", "2024-01-01", "2026-06-30", "2026-07-01"}
	signs := map[string]string{"review_first": "r", "either": "e"}
	lines := map[string]string{
		"disclose": "eeee", "already_public": "eeee",
		"partial": "errr", // the withheld part
		"secret":  "errr", "forbidden": "errr", "security": "errr",
		"third_party": "errr", "internal": "errr", "process": "errr", "enforcement": "errr",
		"inquiry": "eeee", "not_existing": "eeee", "not_ours": "eeee", "making": "eeee", "unclear": "eeee",
		"petition": "eeee", "repeated": "eeee", "publication": "eeee", "excessive": "eeee", "confirm": "eeee",
		"no_supplement": "eeee", "no_payment": "eeee",
		"no_answer": "eeer", // before 2026-07-01 unsettled
	}
	const (
		free     = "行政诉讼法第四十四条第一款、行政诉讼法第四十六条第一款"
		eitherIs = "行政复议法第二十条第一款、" + free
		refusal  = "行政复议法第二十三条第一款第四项"
	)
	articles := map[string][]string{
		"disclose":  {free, eitherIs, eitherIs, eitherIs},
		"secret":    {free, refusal, refusal, refusal + "、行政复议法实施条例第三十一条"},
		"partial":   {free, refusal, refusal, refusal + "、行政复议法实施条例第三十一条"},
		"no_answer": {free, free, free, "行政复议法第十一条第十四项、第二十三条第一款第三项、行政复议法实施条例第三十条第一款"},
	}
	for i, day := range days {
		status, out, errs := mingda("", "law", "remedies", "--on", day, "--json")
		var list []struct{ Result, Path, Article string }
		if err := json.Unmarshal([]byte(out), &list); err != nil || status != 0 || errs != "" {
			t.Fatalf("%s: status %d, %v, %s", day, status, err, errs)
		}
		seen := map[string]bool{}
		for _, r := range list {
			if line, known := lines[r.Result]; !known || signs[r.Path] != line[i:i+1] {
				t.Errorf("%s on %s: path %q, want %q", r.Result, day, r.Path, line)
			}
			if want := articles[r.Result]; r.Article == "" || want != nil && r.Article != want[i] {
				t.Errorf("%s on %s cites %q", r.Result, day, r.Article)
			}
			if seen[r.Result] {
				t.Errorf("%s stands twice on %s", r.Result, day)
			}
			seen[r.Result] = true
		}
		if len(seen) != len(lines) {
			t.Errorf("on %s there are %v", day, slices.Sorted(maps.Keys(seen)))
		}
		status, out, _ = mingda("", "law", "remedies", "--on", day)
		for _, line := range strings.Split(out, "\n")[1 : len(lines)+1] {
			cells := strings.Fields(line)
			want := map[string]string{"r": "先复议", "e": "复议或起诉"}[lines[cells[0]][i:i+1]]
			if status != 0 || !strings.HasPrefix(cells[1], want) {
				t.Errorf("the table on %s says %q", day, line)
			}
		}
	}
}
