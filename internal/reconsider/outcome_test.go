package reconsider

import (
	"slices"
	"testing"
)

// TestOutcomes: the decisions of the law in its order, and where they count.
func TestOutcomes(t *testing.T) {
	want := []struct {
		code                  Outcome
		label, article, count string
	}{
		{Change, "变更", "行政复议法第六十三条", "结果纠正"}, {Revoke, "撤销", "行政复议法第六十四条", "结果纠正"},
		{Unlawful, "确认违法", "行政复议法第六十五条", "结果纠正"}, {Perform, "责令履行", "行政复议法第六十六条", "结果纠正"},
		{Void, "确认无效", "行政复议法第六十七条", "结果纠正"}, {Uphold, "维持", "行政复议法第六十八条", "结果维持"},
		{ClaimDismissed, "驳回行政复议请求", "行政复议法第六十九条", "结果维持"}, {Dismissed, "驳回行政复议申请", "行政复议法第三十三条", "其他结果"},
		{Mediated, "调解", "行政复议法第七十三条", "其他结果"}, {Ended, "终止", "行政复议法第四十一条", "其他结果"},
	}
	for _, day := range []string{"2023-05-01", "2024-01-01", "2026-07-01"} {
		list := Outcomes(on(t, day))
		if len(list) != len(want) {
			t.Fatalf("on %s there are %v", day, list)
		}
		for i, w := range want {
			if got := list[i].Code; got != w.code || got.Label() != w.label || got.Article() != w.article || got.Column().Label() != w.count || !got.Known() {
				t.Errorf("%s: %+v", w.code, list[i])
			}
		}
	}
	if Outcome("lost").Known() || slices.ContainsFunc(table, func(r Row) bool { return r.Code == "" || r.Because == "" || r.Article == "" }) {
		t.Error("an unknown outcome is known, or a row has no reason")
	}
}
