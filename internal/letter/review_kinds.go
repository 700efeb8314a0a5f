package letter

import "mingda/internal/law"

// The papers of the bureau for reconsideration, and of the respondent.
const (
	ReviewReceipt    Kind = "review_receipt"
	ReviewSpoken     Kind = "review_spoken_record"
	ReviewSupplement Kind = "review_supplement"
	ReviewAcceptance Kind = "review_acceptance"
	ReviewRejection  Kind = "review_rejection"
	ReviewCopy       Kind = "review_copy"

	ReviewChange         Kind = "review_change"
	ReviewRevoke         Kind = "review_revoke"
	ReviewUnlawful       Kind = "review_unlawful"
	ReviewPerform        Kind = "review_perform"
	ReviewVoid           Kind = "review_void"
	ReviewUphold         Kind = "review_uphold"
	ReviewClaimDismissed Kind = "review_claim_dismissed"
	ReviewDismissed      Kind = "review_dismissed"

	RespondentAnswer Kind = "respondent_answer"
)

// reviewKinds is the table of the papers of reconsideration, in the order of the
// procedure. The words of their series all begin with 复, so that none is one of the
// office's.
var reviewKinds = []kindRow{
	{KindInfo{ReviewReceipt, "复议申请收件回执", "行政复议申请收件回执", "", "", false}, Sheet, func() content { return &reviewReceipt{} }},
	{KindInfo{ReviewSpoken, "口头复议申请笔录", "行政复议口头申请笔录", "", "", false}, Sheet, func() content { return &reviewSpoken{} }},
	bureau(ReviewSupplement, "复议补正通知书", "行政复议申请补正通知书", "复补", func() content { return &reviewSupplement{} }),
	bureau(ReviewAcceptance, "复议受理通知书", "行政复议申请受理通知书", "复受", func() content { return &reviewAcceptance{} }),
	bureau(ReviewRejection, "不予受理决定书", "不予受理行政复议申请决定书", "复不", func() content { return &reviewRejection{} }),
	bureau(ReviewCopy, "提出复议答复通知书", "提出行政复议答复通知书", "复通", func() content { return &reviewCopy{} }),

	decision(ReviewChange, "复议决定书（变更）", decisionOf[changing](law.Decided)),
	decision(ReviewRevoke, "复议决定书（撤销）", decisionOf[revoking](law.Decided)),
	decision(ReviewUnlawful, "复议决定书（确认违法）", decisionOf[holdingUnlawful](law.Decided)),
	decision(ReviewPerform, "复议决定书（责令履行）", decisionOf[performing](law.Decided)),
	decision(ReviewVoid, "复议决定书（确认无效）", decisionOf[voiding](law.Decided)),
	decision(ReviewUphold, "复议决定书（维持）", decisionOf[upholding](law.Decided)),
	decision(ReviewClaimDismissed, "复议决定书（驳回请求）", decisionOf[dismissingClaim](law.Decided)),
	decision(ReviewDismissed, "复议决定书（驳回申请）", decisionOf[dismissing](law.Dismissed)),
}

// bureau returns the row of a letter of the bureau.
func bureau(code Kind, name, title, series string, value func() content) kindRow {
	return kindRow{KindInfo{code, name, title, "", series, true}, LetterForm, value}
}

// decision returns the row of a decision.
func decision(code Kind, name string, value func() content) kindRow {
	return bureau(code, name, "行政复议决定书", "复决", value)
}
