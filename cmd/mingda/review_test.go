package main

import (
	"encoding/json"
	"strings"
	"testing"

	"mingda/internal/reconsider"
)

func TestReviewSheets(t *testing.T) {
	status, out, errs := mingda("", "review", "sheets", "--on", "2026-08-03")
	if status != 0 || errs != "" {
		t.Fatalf("status %d, %s", status, errs)
	}
	for _, kind := range reconsider.Kinds() {
		if head := "\n# " + reconsider.KindName(kind) + "（" + string(kind) + "）\n"; strings.Count(out, head) != 1 {
			t.Errorf("%q does not stand there once", head)
		}
	}
	for _, want := range []string{
		"检索是否充分：系统、检索词、档案、询问的人？（是/否）\n   依据：条例第三十六条第四项\n   法院的规定：法释〔2025〕8号第五条第二款第六项\n",
		"- 对答复：程序中有一问答“否”，并且“有问题的程序是否都只是轻微违法，对申请人的权利不产生实际影响？”答“是”\n  可以：确认违法\n",
	} {
		if !strings.Contains(out, want) {
			t.Errorf("%q does not stand there", want)
		}
	}
	for code, times := range map[string]int{"收到申请之日是否认定正确？": 1, "检索是否充分": 1, "不予公开的内容中是否没有可以区分处理后提供的部分": 7} {
		if got := strings.Count(out, ". "+code); got != times {
			t.Errorf("%s is printed %d times, want %d", code, got, times)
		}
	}
	if strings.Contains(out, "“”答") {
		t.Error("a row of the table names a question that has no text")
	}

	status, out, errs = mingda("", "review", "sheets", "--kind", "no_answer", "--json")
	var got struct {
		Sheets []struct {
			Result    string
			Questions []struct{ Code, Text, Article string }
		}
		Table []struct{ Code string }
	}
	if err := json.Unmarshal([]byte(out), &got); err != nil || status != 0 || errs != "" || len(got.Sheets) != 1 || len(got.Sheets[0].Questions) < 10 || len(got.Table) < 30 {
		t.Errorf("status %d, %v, %+v, %s", status, err, got, errs)
	}
	for _, args := range [][]string{{"--on", "2026-02-30"}, {"--kind", "withdrawn"}} {
		if status, out, errs := mingda("", append([]string{"review", "sheets"}, args...)...); status != 2 || out != "" || strings.Count(errs, "\n") != 1 {
			t.Errorf("%v: status %d, %q, %q", args, status, out, errs)
		}
	}
}
