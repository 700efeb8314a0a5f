package law

// foi cites articles of 政府信息公开条例 as a letter does.
func foi(places ...string) []string {
	cited := make([]string, len(places))
	for i, p := range places {
		cited[i] = FOIRegulation.Cite(p)
	}
	return cited
}

// results is the table of the kinds of result, in the order of the yearly
// report's rows.
var results = []ResultRule{
	{Code: Disclose, Name: "予以公开", Basis: foi("第三十六条第二项"), Row: "（一）", From: FOIRegulation.From,
		MustContain: []string{"随信提供的材料，或者获取的方式、途径和时间"}},
	{Code: AlreadyPublic, Name: "已主动公开", Basis: foi("第三十六条第一项"), Row: "（一）", From: FOIRegulation.From,
		MustContain: []string{"获取的方式和途径：准确的网址、期号或者链接"}},
	{Code: Partial, Name: "部分公开", Basis: foi("第三十七条"), Row: "（二）", Refusal: true, From: FOIRegulation.From,
		MustContain: []string{"提供的内容", "每一处不予公开的内容、依据和理由"}},

	{Code: Secret, Name: "不予公开：国家秘密", Basis: foi("第十四条", "第三十六条第三项"), Row: "（三）1", Refusal: true, From: FOIRegulation.From,
		MustContain: []string{"密级", "定密的依据或者决定的机关"}},
	{Code: Forbidden, Name: "不予公开：法律、行政法规禁止公开", Basis: foi("第十四条", "第三十六条第三项"), Row: "（三）2", Refusal: true, From: FOIRegulation.From,
		MustContain: []string{"禁止公开的法律或者行政法规及其条款"}},
	{Code: Security, Name: "不予公开：危及三安全一稳定", Basis: foi("第十四条", "第三十六条第三项"), Row: "（三）3", Refusal: true, From: FOIRegulation.From,
		MustContain: []string{"危及国家安全、公共安全、经济安全、社会稳定中的哪一项", "危害的理由"}},
	{Code: ThirdParty, Name: "不予公开：保护第三方合法权益", Basis: foi("第十五条", "第三十二条", "第三十六条第三项"), Row: "（三）4", Refusal: true, From: FOIRegulation.From,
		MustContain: []string{"已书面征求第三方意见", "第三方的意见"}},
	{Code: Internal, Name: "不予公开：内部事务信息", Basis: foi("第十六条第一款", "第三十六条第三项"), Row: "（三）5", Refusal: true, From: FOIRegulation.From,
		MustContain: []string{"属于人事管理、后勤管理、内部工作流程中的哪一类", "不予公开的理由"}},
	{Code: Process, Name: "不予公开：过程性信息", Basis: foi("第十六条第二款", "第三十六条第三项"), Row: "（三）6", Refusal: true, From: FOIRegulation.From,
		MustContain: []string{"属于讨论记录、过程稿、磋商信函、请示报告中的哪一类", "不予公开的理由"}},
	{Code: Enforcement, Name: "不予公开：行政执法案卷信息", Basis: foi("第十六条第二款", "第三十六条第三项"), Row: "（三）7", Refusal: true, From: FOIRegulation.From,
		MustContain: []string{"属于哪一份执法案卷", "不予公开的理由"}},
	{Code: Inquiry, Name: "不予公开：属于行政查询事项", Basis: foi("第三十六条第七项"), Row: "（三）8", From: FOIRegulation.From,
		MustContain: []string{"对信息的获取有特别规定的法律、行政法规", "办理查询的机关"}},

	{Code: NotExisting, Name: "无法提供：经检索不存在", Basis: foi("第三十六条第四项"), Row: "（四）1", From: FOIRegulation.From,
		MustContain: []string{"检索的方式和范围"}},
	{Code: NotOurs, Name: "无法提供：不属于本机关负责公开", Basis: foi("第三十六条第五项"), Row: "（四）1", From: FOIRegulation.From,
		MustContain: []string{"理由", "能够确定的，负责公开的机关的名称、联系方式"}},
	{Code: Making, Name: "无法提供：没有现成信息需要另行制作", Basis: foi("第三十八条"), Row: "（四）2", From: FOIRegulation.From,
		MustContain: []string{"需要另行制作的内容"}},
	{Code: Unclear, Name: "无法提供：补正后申请内容仍不明确", Basis: foi("第三十条"), Row: "（四）3", From: FOIRegulation.From,
		MustContain: []string{"补正后仍不明确的内容"}},

	{Code: Petition, Name: "不予处理：信访举报投诉类申请", Basis: foi("第三十九条第一款"), Row: "（五）1", From: FOIRegulation.From,
		MustContain: []string{"不作为政府信息公开申请处理"}},
	{Code: Repeated, Name: "不予处理：重复申请", Basis: foi("第三十六条第六项"), Row: "（五）2", From: FOIRegulation.From,
		MustContain: []string{"先前答复的文号和日期"}},
	{Code: Publication, Name: "不予处理：要求提供公开出版物", Basis: foi("第三十九条第二款"), Row: "（五）3", From: FOIRegulation.From,
		MustContain: []string{"获取的途径"}},
	{Code: Excessive, Name: "不予处理：无正当理由大量反复申请", Basis: foi("第三十五条"), Row: "（五）4", From: FOIRegulation.From,
		MustContain: []string{"已要求说明理由", "理由不合理之处"}},
	{Code: Confirm, Name: "不予处理：要求确认或者重新出具已获取信息", Basis: []string{ReportForm.Cite("")}, Row: "（五）5", From: ReportForm.From,
		MustContain: []string{"先前提供的情况"}},

	{Code: NoSupplement, Name: "其他处理：逾期不补正", Basis: foi("第三十条"), Row: "（六）1", From: FOIRegulation.From,
		MustContain: []string{"补正告知书的文号和日期", "告知的补正期限"}},
	{Code: NoPayment, Name: "其他处理：逾期不缴纳信息处理费", Basis: []string{FOIRegulation.Cite("第四十二条"), FeeRules.Cite("")}, Row: "（六）2", From: FeeRules.From,
		MustContain: []string{"收费通知的文号", "金额", "缴费截止之日"}},
	{Code: Withdrawn, Name: "其他处理：申请人撤回", Row: "（六）3", From: FOIRegulation.From},
	{Code: Other, Name: "其他处理", Row: "（六）3", From: FOIRegulation.From},
}
