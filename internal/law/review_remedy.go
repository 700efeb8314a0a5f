package law

import "mingda/internal/calendar"

// A ReviewEnd is what a body for reconsideration did with an application, as far as
// the way to the court depends on it.
type ReviewEnd string

// The ends of an application for reconsideration.
const (
	NotAccepted ReviewEnd = "not_accepted" // 不予受理 (复议法 30.2)
	Dismissed   ReviewEnd = "dismissed"    // 驳回申请 (复议法 33)
	Decided     ReviewEnd = "decided"      // a decision on the act itself (复议法 63-69)
)

// A ReviewRemedy is the way to the court after reconsideration.
type ReviewRemedy struct {
	Days    int           // from the receipt of the decision
	Article string        // as staff cite it
	Direct  bool          // the act itself may still be brought to court as well: nothing was taken up yet
	From    calendar.Date // first day on which it is the law
}

// ReviewRemedyOn returns the way to the court under the law in force on a day. The
// path is that of the act that was objected to: where reconsideration comes first
// article 34 says it in so many words; elsewhere it is the rule for all decisions.
func ReviewRemedyOn(end ReviewEnd, path Path, on calendar.Date) ReviewRemedy {
	term := TermOn(CourtAfterReview, on)
	r := ReviewRemedy{Days: term.N, Article: ReconsiderationLaw.At("第十条") + "、" + term.Article, From: ReconsiderationLaw.From}
	if end != Decided {
		r.Article = term.Article
		if r.From = term.From; path == ReviewFirst {
			r.Article, r.From = ReconsiderationLaw.At("第三十四条"), ReconsiderationLaw.From
		}
	}
	r.Direct = end == NotAccepted && path == Either
	return r
}
