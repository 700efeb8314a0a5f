package letter

import "mingda/internal/law"

// The papers of the bureau for reconsideration, and of the respondent.
const (
	ReviewReceipt    Kind = "review_receipt"
	ReviewSpoken     Kind = "review_spoken_record"
	ReviewSupplement Kind = "review_supplement"
	ReviewAcceptance Kind = "review_acceptance"
	ReviewRejection  Kind = "review_rejection"
	ReviewWithdrawn  Kind = "review_withdrawn"
	ReviewReferral   Kind = "review_referral"
	ReviewCopy       Kind = "review_copy"
	ReviewThirdParty Kind = "review_third_party"

	ReviewHearing      Kind = "review_hearing"
	ReviewSuspension   Kind = "review_suspension"
	ReviewResumption   Kind = "review_resumption"
	ReviewExtension    Kind = "review_extension"
	ReviewConversion   Kind = "review_conversion"
	ReviewTransfer     Kind = "review_transfer"
	ReviewRecord       Kind = "review_record"
	ReviewEvidenceList Kind = "review_evidence_list"

	ReviewEnd       Kind = "review_end"
	ReviewMediation Kind = "review_mediation"

	ReviewChange         Kind = "review_change"
	ReviewRevoke         Kind = "review_revoke"
	ReviewUnlawful       Kind = "review_unlawful"
	ReviewPerform        Kind = "review_perform"
	ReviewVoid           Kind = "review_void"
	ReviewUphold         Kind = "review_uphold"
	ReviewClaimDismissed Kind = "review_claim_dismissed"
	ReviewDismissed      Kind = "review_dismissed"

	ReviewOpinion Kind = "review_opinion"
	ReviewOrder   Kind = "review_order"

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
	bureau(ReviewWithdrawn, "复议申请撤回告知书", "行政复议申请撤回告知书", "复撤", func() content { return &reviewWithdrawn{} }),
	bureau(ReviewReferral, "复议告知书", "行政复议告知书", "复告", func() content { return &reviewReferral{} }),
	bureau(ReviewCopy, "提出复议答复通知书", "提出行政复议答复通知书", "复通", func() content { return &reviewCopy{} }),
	bureau(RespondentAnswer, "行政复议答复书", "行政复议答复书", "复答", func() content { return &respondentAnswer{} }),
	bureau(ReviewThirdParty, "第三人参加复议通知书", "第三人参加行政复议通知书", "复参", func() content { return &reviewThird{} }),
	bureau(ReviewHearing, "复议听证通知书", "行政复议听证通知书", "复听", func() content { return &reviewHearing{} }),
	bureau(ReviewSuspension, "复议中止通知书", "行政复议中止通知书", "复中", func() content { return &reviewSuspension{} }),
	bureau(ReviewResumption, "恢复审理通知书", "恢复行政复议审理通知书", "复恢", func() content { return &reviewResumption{} }),
	bureau(ReviewExtension, "复议延期审理通知书", "延长行政复议审理期限通知书", "复延", func() content { return &reviewExtension{} }),
	bureau(ReviewConversion, "转为普通程序通知书", "行政复议转为普通程序通知书", "复转", func() content { return &reviewConversion{} }),
	bureau(ReviewTransfer, "规范性文件转送函", "规范性文件转送函", "复送", func() content { return &reviewTransfer{} }),
	{KindInfo{ReviewRecord, "复议听取意见、询问笔录", "行政复议笔录", "", "", false}, Sheet, func() content { return &reviewRecord{} }},
	{KindInfo{ReviewEvidenceList, "复议证据目录", "行政复议证据目录", "", "", false}, Sheet, func() content { return &reviewEvidenceList{} }},
	bureau(ReviewEnd, "复议终止决定书", "行政复议终止决定书", "复终", func() content { return &reviewEnd{} }),
	bureau(ReviewMediation, "复议调解书", "行政复议调解书", "复调", func() content { return &reviewMediation{} }),

	decision(ReviewChange, "复议决定书（变更）", decisionOf[changing](law.Decided)),
	decision(ReviewRevoke, "复议决定书（撤销）", decisionOf[revoking](law.Decided)),
	decision(ReviewUnlawful, "复议决定书（确认违法）", decisionOf[holdingUnlawful](law.Decided)),
	decision(ReviewPerform, "复议决定书（责令履行）", decisionOf[performing](law.Decided)),
	decision(ReviewVoid, "复议决定书（确认无效）", decisionOf[voiding](law.Decided)),
	decision(ReviewUphold, "复议决定书（维持）", decisionOf[upholding](law.Decided)),
	decision(ReviewClaimDismissed, "复议决定书（驳回请求）", decisionOf[dismissingClaim](law.Decided)),
	decision(ReviewDismissed, "复议决定书（驳回申请）", decisionOf[dismissing](law.Dismissed)),

	bureau(ReviewOpinion, "行政复议意见书", "行政复议意见书", "复意", func() content { return &reviewOpinion{} }),
	bureau(ReviewOrder, "责令履行通知书", "责令履行行政复议文书通知书", "复责", func() content { return &reviewOrder{} }),
}

// bureau returns the row of a letter of the bureau.
func bureau(code Kind, name, title, series string, value func() content) kindRow {
	return kindRow{KindInfo{code, name, title, "", series, true}, LetterForm, value}
}

// decision returns the row of a decision.
func decision(code Kind, name string, value func() content) kindRow {
	return bureau(code, name, "行政复议决定书", "复决", value)
}
