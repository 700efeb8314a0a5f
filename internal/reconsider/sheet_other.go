package reconsider

import (
	"fmt"

	"mingda/internal/law"
)

// notAbleSheets are the replies that nothing can be provided.
var notAbleSheets = []sheetKind{
	{result: law.NotExisting, questions: []Question{
		{Code: "not_existing.search", Element: Facts, Text: "检索是否充分：系统、检索词、档案、询问的人？",
			Article: foi("第三十六条第四项"), Court: court("第五条第二款第六项"), Proof: "已尽合理检索义务的事实：检索记录、截图、档案部门和有关科室的回复；或者合理说明",
			Help: "检索词要与申请的名称、文号、特征相对应；只在一个系统里查、只查申请人写的全称的，一般不够。档案室保管的也要查。"},
		{Code: "not_existing.leads", Element: Facts, Answers: orNA, Text: "申请人提供了线索的，是否按线索查过？",
			Article: foi("第三十六条第四项"), Proof: "按线索检索的记录",
			Help: "线索如文号、会议日期、别的文件中的引用。没有线索的，答“不适用”。"},
		{Code: "not_existing.should_exist", Element: Facts, Answers: orNA, Text: "依职责应当制作、保存而没有的，是否作了合理说明？",
			Article: foi("第二条、第三十六条第四项"), Court: court("第五条第二款第六项"), Proof: "没有制作、没有保存、已经移交或者销毁的说明和证据",
			Help: "已经移交国家档案馆的，依照档案管理的规定办理，应当告知，不是不存在。"},
	}},
	{result: law.NotOurs, questions: []Question{
		{Code: "not_ours.whose", Element: Facts, Text: "信息是否确实不由被申请人负责公开？",
			Article: foi("第十条、第三十六条第五项"), Proof: "制作、获取、保存机关的证据，职责的规定",
			Help: "自己制作的，自己公开；从公民、法人和其他组织获取的，保存的机关公开；从别的机关获取的，制作或者最初获取的机关公开；共同制作的，牵头的机关公开。"},
		{Code: "not_ours.reasons", Element: Procedure, Text: "是否告知并说明了理由？",
			Article: foi("第三十六条第五项"), Proof: "答复书"},
		{Code: "not_ours.told", Element: Procedure, Answers: orNA, Text: "能够确定负责公开的机关的，是否告知了名称、联系方式？",
			Article: foi("第三十六条第五项"), Proof: "答复书",
			Help: "不能确定的，答“不适用”，写明为什么。"},
	}},
	{result: law.Making, questions: []Question{
		{Code: "making.needed", Element: Facts, Text: "是否确需对现有信息加工、分析才能提供？",
			Article: foi("第三十八条"), Court: court("第十条第二款第六项"), Proof: "现有信息的状况，需要做什么加工、分析",
			Help: "从现有数据中检索、摘取，遮盖后提供，不是加工、分析。"},
		{Code: "making.existing", Element: Facts, Text: "现有的、能够区分后提供的信息是否已经提供，或者确实没有？",
			Article: foi("第三十七条、第三十八条"), Proof: "现有信息的目录，提供的情况"},
	}},
	{result: law.Unclear, questions: []Question{
		{Code: "unclear.notice", Element: Procedure, Text: "是否自收到申请之日起 " + workdays(law.ClarifyNotice) + "内一次性告知补正，写明事项和合理的期限，并给予指导和释明？",
			Article: foi("第三十条"), Proof: "补正告知书和送达凭证，指导、释明的记录"},
		{Code: "unclear.still", Element: Facts, Text: "补正以后，内容是否确实仍不能确定所指的信息？",
			Article: foi("第二十九条第二款第二项、第三十条"), Proof: "申请书、补正内容，仍不明确之处",
			Help: "有名称、文号或者便于查询的特征性描述之一，就可以检索；不能要求申请人写出准确的文号。"},
	}},
}

// notProcessedSheets are the replies that a request is not processed, and that it
// is no longer.
var notProcessedSheets = []sheetKind{
	{result: law.Petition, questions: []Question{
		{Code: "petition.content", Element: Facts, Text: "申请的内容是否确实是信访、投诉、举报，没有指向政府信息？",
			Article: foi("第二条、第三十九条第一款"), Court: court("第十条第二款第七项"), Proof: "申请书",
			Help: "为了信访、投诉而申请信息，不等于以申请的形式信访；看的是内容，不是目的。"},
		{Code: "petition.rest", Element: Facts, Answers: orNA, Text: "其中另有信息申请的，是否就该部分作了答复？",
			Article: foi("第三十六条"), Proof: "答复书",
			Help: "没有的，答“不适用”。"},
		{Code: "petition.told", Element: Procedure, Text: "是否告知了不作为政府信息公开申请处理？",
			Article: foi("第三十九条第一款"), Proof: "答复书",
			Help: "相应渠道是“可以”告知，没有告知的不算违法。"},
	}},
	{result: law.Repeated, questions: []Question{
		{Code: "repeated.same", Element: Facts, Text: "两次申请的是不是同一个申请人、相同的信息？",
			Article: foi("第三十六条第六项"), Court: court("第十条第二款第四项"), Proof: "两次申请书",
			Help: "范围、时段不同，或者此后又形成了新的信息的，不是相同信息。法院的规定指已经予以公开的。"},
		{Code: "repeated.earlier", Element: Facts, Text: "以前是否已经作出答复，该答复是否仍然有效？",
			Article: foi("第三十六条第六项"), Proof: "以前的答复书和送达凭证",
			Help: "以前只有补正、延期告知，或者答复已被撤销的，答“否”。"},
	}},
	{result: law.Publication, questions: []Question{
		{Code: "publication.is", Element: Facts, Text: "所要求的是否确实是政府公报、报刊、书籍等公开出版物？",
			Article: foi("第三十九条第二款"), Court: court("第十条第二款第八项"), Proof: "出版物的名称、刊号或者书号"},
		{Code: "publication.told", Element: Content, Text: "是否告知了获取的途径？",
			Article: foi("第三十九条第二款"), Proof: "答复书",
			Help: "条例规定“可以”告知；没有告知的，看申请人能否自行得到。"},
	}},
	{result: law.Excessive, questions: []Question{
		{Code: "excessive.number", Element: Facts, Text: "数量、频次是否明显超过合理范围？",
			Article: foi("第三十五条"), Proof: "同一申请人在多长时间内向被申请人提出多少件、多少项的统计",
			Help: "只算向同一机关提出的；一件申请写多项的，看实际的项数。"},
		{Code: "excessive.asked", Element: Procedure, Text: "是否先要求申请人说明理由？",
			Article: foi("第三十五条"), Proof: "要求说明理由的通知和送达凭证",
			Help: "没有要求说明理由就不予处理的，一般不是轻微。"},
		{Code: "excessive.weighed", Element: Facts, Text: "对申请人说明的理由是否作了审查，理由是否确实不合理？",
			Article: foi("第三十五条"), Proof: "申请人的说明，审查的记录",
			Help: "申请人没有说明的，写明要求说明的日期和期限，答“是”。理由合理而来不及的，可以确定延迟答复的合理期限。"},
	}},
	{result: law.Confirm, questions: []Question{
		{Code: "confirm.only", Element: Facts, Text: "申请的内容是否只是要求对已获取的信息予以确认或者重新出具？",
			Article: law.ReportForm.At(""), Proof: "申请书"},
		{Code: "confirm.earlier", Element: Facts, Text: "该信息是否以前已经提供给申请人？",
			Article: law.ReportForm.At(""), Proof: "以前的答复书和送达凭证"},
	}},
	{result: law.NoSupplement, questions: []Question{
		{Code: "no_supplement.needed", Element: Facts, Text: "申请内容是否确实不明确，需要补正？",
			Article: foi("第二十九条第二款、第三十条"), Proof: "申请书，不明确之处",
			Help: "已经能够检索还要求补正的，答“否”。"},
		{Code: "no_supplement.notice", Element: Procedure, Text: "是否自收到申请之日起 " + workdays(law.ClarifyNotice) + "内一次性告知补正，写明事项和合理的期限？",
			Article: foi("第三十条"), Proof: "补正告知书"},
		{Code: "no_supplement.received", Element: Facts, Text: "补正告知书是否送达申请人，期限届满时是否没有收到补正？",
			Article: foi("第三十条"), Proof: "送达凭证，收件的记录",
			Help: "补正可能寄到别的窗口、邮箱；收件登记要一起查。"},
		{Code: "no_supplement.reason", Element: Facts, Answers: orNA, Text: "申请人提出理由的，是否确实不是正当理由？",
			Article: foi("第三十条"), Proof: "申请人的理由，审查的记录"},
	}},
	{result: law.NoPayment, questions: append([]Question{
		{Code: "no_payment.unpaid", Element: Facts, Text: "收费通知是否送达申请人，缴费期限届满时是否没有缴费？",
			Article: law.FeeRules.At(""), Proof: "送达凭证，收款账户的记录"},
	}, feeQuestions...)},
}

// feeQuestions are asked where a processing fee was charged.
var feeQuestions = []Question{
	{Code: "fee.excessive", Element: Facts, Text: "申请的数量、频次是否明显超过合理范围？",
		Article: foi("第四十二条第一款") + "、" + law.FeeRules.At(""), Proof: "件数或者页数的统计",
		Help: fmt.Sprintf("按件：同一申请人一个自然月内第 %d 件起；按量：第 %d 页起。", law.FreeItems+1, law.FreePages+1)},
	{Code: "fee.one_way", Element: Basis, Text: "是否只按件或者只按量计收，没有同时采用？",
		Article: law.FeeRules.At(""), Proof: "收费通知"},
	{Code: "fee.amount", Element: Facts, Text: "金额是否计算正确？",
		Article: law.FeeRules.At(""), Proof: "计算的过程"},
	{Code: "fee.notice", Element: Procedure, Text: "是否在处理期限内通知，写明依据、标准、金额和缴费方式？",
		Article: law.FeeRules.At(""), Proof: "收费通知和送达凭证",
		Help: "缴费期限自收到通知次日起 " + workdays(law.FeePayment) + "。"},
}

// otherSheets are what is no row of the yearly report.
var otherSheets = []sheetKind{
	{result: FeeDecision, name: "收取信息处理费", questions: feeQuestions},
	{result: law.CorrectionMade, name: "更正记录：予以更正", questions: []Question{
		{Code: "correction.as_asked", Element: Facts, Text: "更正后的记录是否准确？",
			Article: foi("第四十一条"), Proof: "审核的证据，更正前后的记录"},
	}},
	{result: law.CorrectionPassedOn, name: "更正记录：转送或者告知有权更正的机关", questions: []Question{
		{Code: "correction.whose", Element: Facts, Text: "更正是否确实不属于被申请人的职能范围？",
			Article: foi("第四十一条"), Proof: "记录由谁制作、谁有权更正的依据"},
		{Code: "correction.told", Element: Procedure, Text: "是否转送有权更正的机关并告知，或者告知向该机关提出？",
			Article: foi("第四十一条"), Proof: "转送函或者告知书"},
	}},
	{result: law.CorrectionRefused, name: "更正记录：不予更正", questions: []Question{
		{Code: "correction.examined", Element: Facts, Text: "对申请人的证据是否作了审核，记录是否确实准确，或者与申请人自身无关？",
			Article: foi("第四十一条"), Proof: "审核的记录，原始凭证"},
		{Code: "correction.reasons", Element: Procedure, Text: "是否告知并说明了理由？",
			Article: OwnRule, Proof: "答复书"},
	}},
}

// silenceSheet is for requests that were not answered.
var silenceSheet = sheetKind{result: law.NoAnswer, name: "逾期不予答复", questions: []Question{
	{Code: "silence.asked", Element: Duty, Text: "申请人是否证明向被申请人提出过申请？",
		Article: review("第四十四条第二款第一项"), Court: court("第七条第一项"),
		Help: "由申请人提供：邮寄凭证、系统回执、签收记录。因正当理由不能提供的，向被申请人核实收件登记。"},
	{Code: "silence.duty", Element: Duty, Text: "被申请人是否有答复的职责？",
		Article: foi("第二十七条、第三十三条") + "、" + review("第六十九条"),
		Help:    "收到申请的机关就应当答复，信息不归它公开的也要告知（条例第三十六条第五项）。"},
	{Code: "silence.manifest", Element: Duty, After: []string{"silence.duty"}, onDecision: true, from: law.ReconsiderationRules.From, Ordinary: No,
		Text:    "所请求的是否明显不属于被申请人的权限范围？",
		Article: rules("第三十七条第一款第二项")},
	{Code: "silence.expired", Element: Duty, Text: "按收到之日、补正、征求意见、延期、收费重新计算，申请复议时答复期限是否已经届满？",
		Article: foi("第三十条、第三十三条") + "、" + review("第十一条第十四项"),
		Help:    "期限届满的次日起才是逾期。延期没有告知申请人的，不算延期；补正告知书没有送达的，期限照算。"},
	{Code: "silence.before", Element: Duty, Text: "受理以前，被申请人是否已经答复并送达？", Ordinary: No,
		Article: review("第六十九条"), Help: "邮寄的，以交邮之日为准。受理以前已经明确答复不予受理、明示拒绝的，也不是不答复（行政复议法实施条例第三十条第二款，2026年7月1日起）。答复了但已逾期的，写明逾期几天。"},
	{Code: "silence.excuse", Element: Duty, onDecision: true, from: law.ReconsiderationRules.From, Ordinary: No,
		Text:    "是否因不可抗力等正当事由，客观上无法答复？",
		Article: rules("第六十一条第一款第二项"), Help: "人手不足、材料多、内部流转，不是正当事由。"},
}}

// silenceCircumstances are what the decision on silence depends on beside it.
var silenceCircumstances = []Question{
	{Code: "silence.answered", Element: Circumstance, Text: "受理以后，被申请人是否已经答复？", Ordinary: No,
		Article: review("第六十五条第二款"), Court: court("第十二条第二项"), Help: "写明答复的日期和结果。对答复内容不服的，另行申请复议。"},
	{Code: "silence.insists", Element: Circumstance, After: []string{"silence.answered"}, Text: "申请人是否仍要求确认逾期不予答复违法？", Ordinary: No,
		Article: review("第六十五条第二款"), Court: court("第十二条第二项"), Help: "要问申请人，记明日期。不再要求的，由申请人撤回。"},
	{Code: "silence.pointless", Element: Circumstance, Text: "责令答复是否已经没有意义？", Ordinary: No,
		Article: review("第六十五条第二款第三项"), Court: court("第十二条第三项"), Help: "例如申请人已经从别处得到了信息。"},
}
