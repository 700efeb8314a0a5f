package reconsider

import (
	"testing"

	"mingda/internal/fault"
)

func TestBenchWriting(t *testing.T) {
	from := on(t, "2026-09-01")
	var b BenchBook
	f, err := b.Writing(Rule{Text: "查档案室", Questions: []string{"not_existing.search"}, From: from})
	if err != nil || f.Rule != 1 {
		t.Fatalf("the first rule is %+v, %v", f, err)
	}
	b.Rules = [][]BenchStep{{{Rule: Rule{ID: 1, Text: "查档案室", Questions: []string{"not_existing.search"}, From: from}}}}
	if f, err = b.Writing(Rule{ID: 1, Text: "查档案室和科室", Questions: []string{"not_existing.search"}, From: from}); err != nil || f.Rule != 1 {
		t.Errorf("written anew it is %+v, %v", f, err)
	}
	if _, err := b.Writing(Rule{ID: 2, Text: "x", Questions: []string{"not_existing.search"}, From: from}); fault.KindOf(err) != fault.NotFound {
		t.Errorf("a rule that is not there: %v", err)
	}
	if _, err := b.Writing(Rule{From: from}); fault.FieldsOf(err)["text"] == nil || fault.FieldsOf(err)["questions"] == nil {
		t.Errorf("an empty rule: %v", err)
	}
	if got := RulesOf("not_existing.search", b.Now(), from); len(got) != 1 || RulesOf("not_existing.search", b.Now(), from.AddDays(-1)) != nil {
		t.Errorf("in force: %v", got)
	}
}
