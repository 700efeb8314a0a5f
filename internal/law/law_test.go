package law

import (
	"encoding/json"
	"strings"
	"testing"

	"mingda/internal/calendar"
)

func on(t *testing.T, s string) calendar.Date {
	t.Helper()
	d, err := calendar.ParseDate(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// TestRemedies is the table of kinds of result and days, written out by hand
// from the statutes: r is review first, e is either.
func TestRemedies(t *testing.T) {
	days := []string{"2019-05-15", "2023-12-31", "2024-01-01", "2025-06-01", "2026-06-30", "2026-07-01", "2030-01-01"}
	want := map[Result]string{
		Disclose: "eeeeeee", AlreadyPublic: "eeeeeee", Partial: "eerrrrr",
		Secret: "eerrrrr", Forbidden: "eerrrrr", Security: "eerrrrr", ThirdParty: "eerrrrr",
		Internal: "eerrrrr", Process: "eerrrrr", Enforcement: "eerrrrr", Inquiry: "eeeeeee",
		NotExisting: "eeeeeee", NotOurs: "eeeeeee", Making: "eeeeeee", Unclear: "eeeeeee",
		Petition: "eeeeeee", Repeated: "eeeeeee", Publication: "eeeeeee", Excessive: "eeeeeee", Confirm: "eeeeeee",
		NoSupplement: "eeeeeee", NoPayment: "eeeeeee", NoAnswer: "eeeeerr",
	}
	signs := map[Path]string{ReviewFirst: "r", Either: "e"}
	for i, d := range days {
		list := Remedies(on(t, d))
		if len(list) != len(want) {
			t.Errorf("%s has %d remedies, want %d", d, len(list), len(want))
		}
		for _, r := range list {
			if got := signs[r.Path]; got != want[r.Result][i:i+1] {
				t.Errorf("%s on %s is %s", r.Result, d, r.Path)
			}
			if r.Article == "" {
				t.Errorf("%s on %s cites nothing", r.Result, d)
			}
			if r != RemedyOn(r.Result, on(t, d)) {
				t.Errorf("%s on %s: list and single one differ", r.Result, d)
			}
		}
	}
	if r := RemedyOn(Withdrawn, on(t, "2026-07-01")); r != (Remedy{}) {
		t.Errorf("withdrawn has %v", r)
	}
}

func TestRemedyArticles(t *testing.T) {
	for _, c := range []struct {
		result Result
		day    string
		want   string
	}{
		{Secret, "2023-12-31", "行政诉讼法第四十四条第一款、行政诉讼法第四十六条第一款"},
		{Secret, "2026-06-30", "行政复议法第二十三条第一款第四项"},
		{Secret, "2026-07-01", "行政复议法第二十三条第一款第四项、行政复议法实施条例第三十一条"},
		{NoAnswer, "2026-07-01", "行政复议法第十一条第十四项、第二十三条第一款第三项、行政复议法实施条例第三十条第一款"},
		{Disclose, "2026-07-01", "行政复议法第二十条第一款、行政诉讼法第四十四条第一款、行政诉讼法第四十六条第一款"},
	} {
		if got := RemedyOn(c.result, on(t, c.day)).Article; got != c.want {
			t.Errorf("%s on %s cites %s", c.result, c.day, got)
		}
	}
	if !RemedyOn(NoAnswer, on(t, "2026-06-30")).Unsettled || RemedyOn(NoAnswer, on(t, "2026-07-01")).Unsettled {
		t.Error("no answer is unsettled until 2026-06-30, and only until then")
	}
}

// TestTellCourt: the sentence on the court is left out for what the court does
// not take, from the day of that rule.
func TestTellCourt(t *testing.T) {
	silent := map[Result]bool{Repeated: true, Inquiry: true, Making: true, Petition: true, Publication: true}
	for _, r := range Remedies(on(t, "2026-07-01")) {
		if r.TellCourt == silent[r.Result] {
			t.Errorf("%s: TellCourt is %v", r.Result, r.TellCourt)
		}
	}
	if !RemedyOn(Repeated, on(t, "2025-05-31")).TellCourt {
		t.Error("the rule of 2025-06-01 holds before its day")
	}
}

func TestRemedyJSON(t *testing.T) {
	text, err := json.Marshal(RemedyOn(Partial, on(t, "2024-01-01")))
	if err != nil {
		t.Fatal(err)
	}
	want := `{"result":"partial","path":"review_first","article":"行政复议法第二十三条第一款第四项","tell_court":true}`
	if string(text) != want {
		t.Errorf("got %s", text)
	}
}

func TestResults(t *testing.T) {
	list := Results(on(t, "2026-07-01"))
	if len(list) != 24 {
		t.Errorf("%d kinds of result, want 24", len(list))
	}
	refusals := 0
	for _, r := range list {
		one, err := ResultOn(r.Code, on(t, "2026-07-01"))
		if err != nil || one.Row != r.Row {
			t.Errorf("%s: %v, %v", r.Code, one, err)
		}
		if r.Refusal {
			refusals++
		}
		told := len(r.Basis) > 0 && len(r.MustContain) > 0
		if told != (r.Code != Withdrawn && r.Code != Other) {
			t.Errorf("%s: basis %v, must contain %v", r.Code, r.Basis, r.MustContain)
		}
	}
	if refusals != 8 {
		t.Errorf("%d refusals, want seven grounds and the withheld part", refusals)
	}
	if _, err := ResultOn("nonsense", on(t, "2026-07-01")); err == nil {
		t.Error("an unknown result is known")
	}
	if _, err := ResultOn(NoPayment, on(t, "2020-12-31")); err == nil {
		t.Error("the fee rules hold before their day")
	}
	disclose, _ := ResultOn(Disclose, on(t, "2026-07-01"))
	if disclose.Basis[0] != "《中华人民共和国政府信息公开条例》第三十六条第二项" {
		t.Errorf("disclose cites %s", disclose.Basis[0])
	}
}

// TestTables: no two rules of one period or result hold on the same day, and
// every period can be asked for on any day.
func TestTables(t *testing.T) {
	for d := on(t, "2019-01-01"); d.Year() < 2028; d = d.AddDays(1) {
		held := map[string]int{}
		for _, x := range terms {
			if holds(d, x.From, x.Until) {
				held["term "+string(x.Code)]++
			}
		}
		for _, x := range results {
			if holds(d, x.From, x.Until) {
				held["result "+string(x.Code)]++
			}
		}
		for name, n := range held {
			if n > 1 {
				t.Fatalf("%s: %d rules for %s", d, n, name)
			}
		}
	}
	for _, x := range terms {
		if TermOn(x.Code, on(t, "1990-01-01")).N == 0 || x.N <= 0 || !strings.Contains(x.Article, "法") && !strings.Contains(x.Article, "条例") {
			t.Errorf("%v", x)
		}
	}
}

func TestTermEnd(t *testing.T) {
	cal, err := calendar.Embedded("CN-65")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		code        TermCode
		start, want string
	}{
		{Answer, "2026-06-01", "2026-06-30"},
		{ClarifyNotice, "2026-06-01", "2026-06-10"},
		{ReviewApply, "2026-12-18", "2027-02-16"}, // calendar days
		{ReviewApply, "2026-08-04", "2026-10-08"}, // ends on 10-03, moves past the holidays
		{CourtDirect, "2026-08-31", "2027-03-01"}, // the month's last day is a Sunday
		{CourtAfterReview, "2026-11-02", "2026-11-17"},
	} {
		d := on(t, c.start)
		if got := TermOn(c.code, d).End(cal, d); got != on(t, c.want) {
			t.Errorf("%s from %s ends on %s, want %s", c.code, c.start, got, c.want)
		}
	}
}

func TestSource(t *testing.T) {
	if got := FOIRegulation.At("第三十三条第二款"); got != "条例第三十三条第二款" {
		t.Error(got)
	}
	if got := FeeRules.Cite(""); got != "《政府信息公开信息处理费管理办法》（国办函〔2020〕109号）" {
		t.Error(got)
	}
}
