package law

// OwnRule is cited for a period that no law states: the office has set it for itself.
const OwnRule = "本机关自己定的期限"

// CorrectionDays is within how many workdays an office answers who asks that a
// record about themselves be corrected, where it has set nothing else. 条例 41
// states no period: this is the office's own rule, and is shown as such.
const CorrectionDays = 20

// corrections are what can come of such an application. They are no results of a
// request for information: no row of the yearly report counts them.
var corrections = []ResultRule{
	{Code: CorrectionMade, Name: "予以更正", Basis: foi("第四十一条"), From: FOIRegulation.From,
		MustContain: []string{"哪一份记录", "原来的记录和更正后的记录", "更正之日"}},
	{Code: CorrectionPassedOn, Name: "不属本机关更正：转送或者告知", Basis: foi("第四十一条"), From: FOIRegulation.From,
		MustContain: []string{"有权更正的机关", "已经转送，或者告知申请人向它提出"}},
	{Code: CorrectionRefused, Name: "不予更正", Basis: foi("第四十一条"), From: FOIRegulation.From,
		MustContain: []string{"怎样审核", "不更正的理由"}},
}

// Corrections returns what can come of asking for a correction. The slice is
// shared: do not change it.
func Corrections() []ResultRule { return corrections }

// IsCorrection reports whether a result is one of asking for a correction.
func IsCorrection(code Result) bool {
	for _, r := range corrections {
		if r.Code == code {
			return true
		}
	}
	return false
}
