package letter

import (
	"time"

	"mingda/internal/calendar"
)

// courseSample sets the facts of the samples of papers on the way of a case.
func courseSample(kind Kind, f *Facts, r *Review) {
	day := func(m time.Month, d int) calendar.Date { return calendar.NewDate(2026, m, d) }
	switch kind {
	case ReviewReferral:
		f.On, r.AcceptedOn = day(9, 24), calendar.Date{}
		r.Respondent, r.Act.Number = ReviewParty{Name: "和宁市自然资源局"}, "和自然公开答〔2026〕14号"
	case ReviewThirdParty:
		f.On = day(9, 28)
	case ReviewHearing, ReviewSuspension, ReviewMediation:
		f.On = day(10, 9)
	case ReviewResumption:
		r.SuspendedOn, r.DecideBy = day(10, 9), day(11, 6)
	case ReviewEnd:
		r.AskedToEnd = day(10, 19)
	case ReviewExtension:
		r.Procedure, r.DecideBefore, r.DecideBy = OrdinaryProcedure, day(11, 24), day(12, 24)
	case ReviewConversion:
		f.On, r.Procedure, r.DecideBy = day(10, 15), OrdinaryProcedure, day(11, 24)
	case ReviewOrder:
		f.On = day(11, 30)
		r.Decision = &Reference{Kind: ReviewRevoke, Name: "行政复议决定书", Number: "明政复决〔2026〕9号", On: day(10, 20)}
	case RespondentAnswer:
		f.On, f.Number = day(10, 12), "明自然复答〔2026〕9号"
	}
}

// courseValues are the officer's part of these samples.
var courseValues = map[Kind]Values{
	ReviewReferral: {"tell": otherBody, "tell_why": "答复由和宁市自然资源局作出，该局是和宁市人民政府的工作部门", "competent": "和宁市人民政府", "competent_contact": "和宁市迎宾路1号，电话0990-6880001"},
	RespondentAnswer: {copyReceived: "2026-09-29", "answer_asks": "uphold", "staff": "梁书宁，法规科科长，电话0990-6220031",
		"answer_facts":   "2026年8月12日，我单位收到申请人的政府信息公开申请，要求公开团结路片区土地征收请示和会议纪要\n2026年9月8日作出答复，9月11日送达申请人",
		"answer_laws":    "《中华人民共和国政府信息公开条例》第十六条第二款\n《中华人民共和国政府信息公开条例》第三十三条第二款、第三十六条第三项",
		"answer_legal":   "请示和会议纪要由我单位形成，我单位是负责公开的机关\n会议纪要形成于征收决定之前，记录的是讨论中的意见，属于过程性信息，法律、法规、规章没有规定应当公开",
		"answer_replies": "征地公告只引用了征收决定，没有引用会议纪要"},
	ReviewThirdParty: {"to": "和宁某建设有限公司", "to_is": isOrganisation, "third_concern": "申请公开的会议纪要载有你单位的报价资料", "by": "2026-10-12"},
	ReviewHearing: {"hearing_on": "2026-10-20", "hearing_at": "上午10时", "place": "明川区司法局行政复议听证室",
		"matters": "会议纪要是不是过程性信息\n请示能不能区分处理", "chair": "萨仁", "members": "何一舟\n唐晚舟", "recorder": "许念"},
	ReviewSuspension: {"suspend_for": "mediation", "suspend_why": "申请人和被申请人正在和解，均书面同意中止审理", "suspend_on": "2026-10-09"},
	ReviewResumption: {"resume_why": "当事人没有达成和解", "resume_on": "2026-10-20"},
	ReviewExtension:  {"extend_why": "需要向三个机关核对会议纪要的形成过程", "approved_on": "2026-10-19"},
	ReviewConversion: {"convert_why": "双方对会议纪要的性质争议较大，需要听取第三人的意见", "approved_on": "2026-10-14"},
	ReviewTransfer: {"to": "和宁市人民政府", "norm_for": "asked", "document": "《和宁市征收工作资料管理办法》（和征办〔2024〕6号）第五条", "document_by": "和宁市房屋征收办公室",
		"norm_why": "该条规定征收会议纪要一律不得公开，是不是与政府信息公开条例相抵触"},
	ReviewRecord: {"record_of": recordHearing, "record_way": "phone", "spoken_at": "2026年10月14日10时20分至10时40分", "place": "明川区司法局", "who_spoke": "阿卜杜热合曼·麦麦提明",
		"who_is": "申请人", "askers": "萨仁\n何一舟", "recorder": "许念", "said": "申请人坚持复议请求，认为会议纪要已经作为征地公告的依据\n申请人愿意只要会议纪要中关于补偿标准的部分"},
	ReviewEvidenceList: {},
	ReviewEnd:          {"end_for": "withdrawn", "end_why": "2026年10月19日，申请人与被申请人达成和解，书面申请撤回行政复议申请\n经审查，撤回是申请人的真实意愿，行政复议机构准予撤回"},
	ReviewMediation: {"found_facts": "2026年8月12日，被申请人收到申请人的政府信息公开申请；9月8日以属于过程性信息为由答复不予公开",
		"agreed": "被申请人于2026年10月16日前，向申请人提供《团结路片区土地征收工作会议纪要》中关于补偿标准的部分\n申请人不再要求公开会议纪要的其他部分和请示"},
	ReviewOpinion: {"wrong": "2026年以来作出的七件不予公开答复，没有写明属于哪一类过程性信息，违反《中华人民共和国政府信息公开条例》第三十六条第三项\n征求第三方意见没有书面记录",
		"advice": "不予公开的答复写明理由和依据\n征求第三方意见一律书面进行，存入案卷"},
	ReviewOrder: {"undone": "决定书责令你单位自收到之日起二十个工作日内重新答复，期限已经届满，你单位没有重新答复申请人", "by": "2026-12-07"},
}
