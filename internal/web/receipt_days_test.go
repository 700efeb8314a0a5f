package web

import (
	"slices"
	"testing"

	"mingda/internal/calendar"
	"mingda/internal/casefile"
)

func TestReceiptDays(t *testing.T) {
	day := func(d int) calendar.Date { return calendar.NewDate(2026, 11, d) }
	arrived := casefile.ReceiptCandidate{On: day(24), Proof: "来信到达本机关", Article: "从严"}
	auto := casefile.ReceiptCandidate{On: day(24), Proof: "自动确认发出", Article: "条例第三十一条第三项"}
	called := casefile.ReceiptCandidate{On: day(26), Proof: "电话与申请人确认"}
	toCall := casefile.ReceiptCandidate{On: day(24), Proof: "今天电话与申请人确认；尚未通话"}
	for _, test := range []struct {
		name      string
		of        []casefile.ReceiptCandidate
		proposed  int
		days      []int // of the month
		stands    []int
		suggested bool // the first of them
		proofs    string
	}{
		{"two proofs of a day", []casefile.ReceiptCandidate{arrived, auto}, 1, []int{24}, []int{1}, true, "自动确认发出，条例第三十一条第三项；来信到达本机关，从严。"},
		{"suggested first", []casefile.ReceiptCandidate{arrived, called}, 1, []int{26, 24}, []int{1, 0}, true, "电话与申请人确认。"},
		{"what cannot be chosen stands for no day", []casefile.ReceiptCandidate{toCall, arrived}, -1, []int{24}, []int{1}, false, "来信到达本机关，从严；今天电话与申请人确认；尚未通话。"},
		{"none", nil, -1, nil, nil, false, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			var days, stands []int
			got := receiptDays(test.of, test.proposed)
			for _, d := range got {
				days, stands = append(days, d.On.Day()), append(stands, d.Stands)
			}
			if !slices.Equal(days, test.days) || !slices.Equal(stands, test.stands) {
				t.Errorf("days %v, for which stand %v; want %v, %v", days, stands, test.days, test.stands)
			}
			if len(got) == 0 {
				return
			}
			if said := got[0].proofs(test.of); said != test.proofs || got[0].Suggested != test.suggested {
				t.Errorf("first is %q, suggested %v; want %q, %v", said, got[0].Suggested, test.proofs, test.suggested)
			}
		})
	}
}
