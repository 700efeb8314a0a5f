package letter

import (
	"maps"
	"strings"
	"testing"
	"time"

	"mingda/internal/calendar"
	"mingda/internal/casefile"
)

// TestNoticeChecks: what the law wants of each notice and of each answer on
// correction, beyond the fields that are required.
func TestNoticeChecks(t *testing.T) {
	set := func(field, value string) func(*Draft) { return func(d *Draft) { d.Values[field] = value } }
	late := func(d *Draft) { d.Facts.On = d.Facts.PreviousDue.AddDays(1) }
	tests := []findingTest{
		{"reasons by today", ReasonsRequest, set("by", "2026-09-28"), Missing, "成文日期之后"},
		{"reasons after the answer is due", ReasonsRequest, set("by", "2026-10-28"), Look, "不停止计算"},
		{"delay within the period", Delay, set("by", "2026-10-27"), Missing, "不用延迟"},
		{"delay to today", Delay, set("by", "2026-10-20"), Missing, "成文日期之后"},
		{"delay to a mistyped year", Delay, set("by", "2062-12-18"), Missing, "核对年份"},
		{"delay told late", Delay, late, Look, "应当在期限内告知"},
		{"reasons asked before the request", Delay, set("reasons_asked_on", "2026-09-01"), Missing, "早于收到申请之日"},
		{"asked before the request", OthersAsked, set("inquired_on", "2026-09-01"), Missing, "早于收到申请之日"},
		{"asked tomorrow", OthersAsked, set("inquired_on", "2026-10-21"), Look, "晚于今天"},
		{"no other maker named", OthersAsked, set("makers", ""), Missing, "征求意见的行政机关"},
		{"nothing to pay", FeeNotice, set("fee_earlier", "0"), Missing, "不收费"},
		{"no number", FeeNotice, set("fee_earlier", "若干"), Missing, "写成数字"},
		{"less than none", FeeNotice, set("fee_items", "-1"), Missing, "写成数字"},
		{"no pages", FeeNotice, set("fee_mode", "page"), Missing, "提供多少页"},
		{"pages of what is inspected", FeeNotice, func(d *Draft) {
			d.Values["fee_mode"], d.Values["fee_pages"], d.Facts.Medium = "page", "130", casefile.Inspection
		}, Look, "不按页计收"},
		{"fee after the answer was due", FeeNotice, late, Missing, "已过"},
		{"second fee notice", FeeNotice, func(d *Draft) { d.Facts.Letters = []Reference{{Kind: FeeNotice}} }, Look, "已经发过"},
		{"withdrawn before it came", Withdrawn, set("withdrawn_on", "2026-09-01"), Look, "早于收到"},
		{"passed on before it came", CorrectionPassedOn, set("passed_on", "2026-09-01"), Missing, "早于收到"},
	}
	checkFindings(t, tests)
}

// TestFeeNotice: the amount is worked out from the table of the law, either way
// of counting, and each step stands in the letter.
func TestFeeNotice(t *testing.T) {
	d := sample(t, FeeNotice)
	for _, test := range []struct {
		with Values
		has  []string
	}{
		{Values{"fee_mode": "item", "fee_items": "3", "fee_earlier": "28"}, []string{"第29件至第30件　2件　每件100元　200元", "第31件　1件　每件200元　200元", "合计400元", "2026年9月"}},
		{Values{"fee_mode": "page", "fee_pages": "130"}, []string{"第31页至第100页　70页　每页10元　700元", "第101页至第130页　30页　每页20元　600元", "合计1300元", "按量计收的，"}},
	} {
		v := maps.Clone(test.with)
		v["fee_how"] = "到窗口缴纳"
		l, err := Compose(FeeNotice, d.Facts, v)
		if err != nil {
			t.Fatal(err)
		}
		for _, want := range test.has {
			if !strings.Contains(l.Text(), want) {
				t.Errorf("%v: no %q in\n%s", test.with, want, l.Text())
			}
		}
	}
}

// TestOthersAskedRests: each way of asking rests on its own article.
func TestOthersAskedRests(t *testing.T) {
	for whom, want := range map[string]struct{ has, not string }{
		askedThird: {"由行政机关决定是否公开", "第三十四条"}, askedJoint: {"视为同意公开", "第三十二条"}, askedBoth: {"第三十二条、第三十三条第三款、第三十四条", "甲"},
	} {
		d := sample(t, OthersAsked)
		v := Values{"whom": whom, "makers": "乙局", "inquired_on": "2026-10-12"}
		l, err := Compose(OthersAsked, d.Facts, v)
		if err != nil || !strings.Contains(l.Text(), want.has) || strings.Contains(l.Text(), want.not) {
			t.Errorf("%s: %v\n%s", whom, err, l.Text())
		}
	}
}

// TestCorrectionRemedies: either way is open against what came of asking for a
// correction, on any day; who withdrew is told of none.
func TestCorrectionRemedies(t *testing.T) {
	for _, kind := range []Kind{CorrectionMade, CorrectionPassedOn, CorrectionRefused} {
		for _, on := range []calendar.Date{calendar.NewDate(2023, time.December, 29), calendar.NewDate(2024, time.January, 2), calendar.NewDate(2026, time.July, 1)} {
			d := sample(t, kind)
			d.Facts.On = on
			if l, _ := ComposeDraft(kind, d.Facts, d.Values); !strings.Contains(l.Text(), "或者自收到本答复书之日起六个月内向和宁市中级人民法院提起行政诉讼") {
				t.Errorf("%s on %s:\n%s", kind, on, l.Text())
			}
		}
	}
}
