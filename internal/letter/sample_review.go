package letter

import (
	"maps"
	"time"

	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/law"
)

// sampleReview is the case of reconsideration of the samples.
func sampleReview() *Review {
	day := func(m time.Month, d int) calendar.Date { return calendar.NewDate(2026, m, d) }
	return &Review{
		Number: "明复议〔2026〕9号", Body: "明川区人民政府",
		Bureau:     ReviewBureau{Name: "明川区司法局", Phone: "0990-6220088", Address: "明川区团结路1号行政复议接待室", Channel: "https://xzfy.mingchuan.example/"},
		Applicants: []ReviewParty{{Name: "阿卜杜热合曼·麦麦提明", Class: casefile.Natural, Sex: "男", Address: "明川区团结路88号3栋2单元501室"}},
		Agents:     []ReviewAgent{{Name: "古丽米热·艾山", For: "阿卜杜热合曼·麦麦提明", Is: "和宁某律师事务所律师"}},
		Respondent: ReviewParty{Name: "明川区自然资源局", Address: "明川区建设路12号", Head: "陈砚，局长"},
		Act: ReviewAct{
			Name: "政府信息公开答复书", Number: "明自然公开答〔2026〕14号", On: day(9, 8), Result: law.Process, ReceivedOn: day(9, 11),
			Subject: "团结路片区土地征收请示和会议纪要", RequestedOn: day(8, 12),
		},
		Request: "撤销被申请人作出的政府信息公开答复，责令被申请人重新答复",
		Grounds: "申请公开的会议纪要已经作为征地公告的依据，不是过程性信息\n被申请人没有说明不公开的理由",
		FiledOn: day(9, 18), ReceivedOn: day(9, 21), AcceptedOn: day(9, 25), Procedure: SummaryProcedure,
		CopyBy: day(9, 30), AnswerBy: day(10, 15), DecideBy: day(10, 26), Handlers: []string{"萨仁", "何一舟"}, Court: "和宁市中级人民法院",
		AnswerOn: day(10, 13), AnswerSummary: "会议纪要形成于征收决定之前，属于过程性信息\n答复在法定期限内作出，程序合法",
		Evidence: []ReviewEvidence{
			{Number: "1", Name: "政府信息公开申请表", Pages: "2", Proves: "申请的内容和时间", By: "申请人"},
			{Number: "2", Name: "政府信息公开答复书及送达回证", Pages: "3", Proves: "答复的内容和送达", By: "被申请人"},
			{Number: "3", Name: "团结路片区土地征收工作会议纪要", Pages: "4", Proves: "纪要的性质和形成时间", By: "被申请人"},
		},
	}
}

// reviewSample returns the sample of a kind of reconsideration.
func reviewSample(info KindInfo) Draft {
	r := sampleReview()
	f := Facts{Review: r, Today: calendar.NewDate(2026, time.October, 20)}
	f.On = f.Today
	if info.Series != "" {
		f.Number = "明政" + info.Series + "〔2026〕9号"
	}
	switch info.Code {
	case ReviewReceipt, ReviewSpoken:
		f.On, r.AcceptedOn = r.ReceivedOn, calendar.Date{}
	case ReviewSupplement, ReviewRejection:
		f.On, r.AcceptedOn = calendar.NewDate(2026, time.September, 24), calendar.Date{}
	case ReviewWithdrawn:
		f.On, r.AcceptedOn, r.WithdrawnOn = calendar.NewDate(2026, time.September, 24), calendar.Date{}, calendar.NewDate(2026, time.September, 23)
	case ReviewAcceptance, ReviewCopy:
		f.On = r.AcceptedOn
	case ReviewPerform, ReviewClaimDismissed:
		r.Silence, r.Act = true, ReviewAct{Subject: r.Act.Subject, RequestedOn: r.Act.RequestedOn}
		r.Request, r.Grounds = "责令被申请人答复政府信息公开申请", "被申请人收到申请后，到法定期限届满没有答复"
		r.AnswerSummary = "因经办人员调整，没有在期限内答复"
		r.Evidence = r.Evidence[:1]
	}
	courseSample(info.Code, &f, r)
	values := Values{}
	if _, decides := reviewDecided[info.Code]; decides {
		maps.Copy(values, decisionSample)
	}
	maps.Copy(values, reviewDecided[info.Code])
	maps.Copy(values, reviewSamples[info.Code])
	maps.Copy(values, courseValues[info.Code])
	return Draft{Facts: f, Values: values}
}

// decisionSample is what the samples of decisions share.
var decisionSample = Values{
	"found_facts": "2026年8月12日，被申请人收到申请人的政府信息公开申请，要求公开团结路片区土地征收请示和会议纪要\n" +
		"2026年9月8日，被申请人作出政府信息公开答复，以属于过程性信息为由不予公开，9月11日送达申请人",
	"reasoning": "会议纪要已经作为征收决定的依据对外引用，其内容已经确定，不属于《中华人民共和国政府信息公开条例》第十六条第二款规定的过程性信息\n" +
		"被申请人没有说明请示的内容为什么不公开，也没有就能否区分处理作出说明",
}

// reviewDecided are the rulings of the samples of decisions.
var reviewDecided = map[Kind]Values{
	ReviewChange: {"change_for": "basis", "worse": "no", "becomes": "《团结路片区土地征收工作会议纪要》4页，予以公开\n《团结路片区土地征收请示》，依据《中华人民共和国政府信息公开条例》第十六条第二款不予公开"},
	ReviewRevoke: {"revoke_for": "facts"},
	ReviewUnlawful: {"unlawful_for": "nothing",
		"reasoning": "被申请人在答复前未核对申请人补充的线索，答复所依据的检索不完整；有关材料已经全部提供给申请人，没有可以撤销的内容"},
	ReviewPerform: {
		"found_facts": "2026年8月12日，被申请人收到申请人的政府信息公开申请\n到2026年9月9日答复期限届满，被申请人没有答复，也没有告知延长期限",
		"reasoning":   "被申请人负有答复的法定职责，经办人员调整不是不答复的理由"},
	ReviewVoid: {"void_for": "body", "void_asked": "yes",
		"reasoning": "答复由被申请人设立的征收工作专班以自己的名义作出，该专班没有法律、法规、规章授权，不具有行政主体资格"},
	ReviewUphold: {
		"reasoning": "会议纪要是被申请人在征收决定作出之前讨论方案的记录，属于过程性信息，法律、法规、规章没有规定应当公开，被申请人已经说明理由\n答复在法定期限内作出并送达，程序合法"},
	ReviewClaimDismissed: {"claim_for": "done",
		"found_facts": "2026年8月12日，被申请人收到申请人的政府信息公开申请\n2026年9月8日，被申请人以电子邮件答复，邮件到达申请人填写的邮箱，申请人没有打开",
		"reasoning":   "被申请人在本机关受理前已经在法定期限内答复，履行了法定职责"},
	ReviewDismissed: {"dismiss_for": "late",
		"reasoning": "申请人于2026年6月3日签收答复，答复已经告知申请行政复议的权利、机关和期限，申请人至2026年9月18日才提出申请，超过六十日，又没有正当理由"},
}

// reviewSamples are the officer's part of the samples of the other papers.
var reviewSamples = map[Kind]Values{
	ReviewWithdrawn:  {"withdrawn_on": "2026-09-23", "withdrawn_how": "书面"},
	ReviewReceipt:    {"materials": "行政复议申请书2页\n身份证复印件1页\n政府信息公开答复书复印件2页", "receiver": "萨仁"},
	ReviewSpoken:     {"place": "明川区司法局行政复议接待室", "spoken_at": "2026年9月21日10时20分至10时50分", "recorder": "萨仁"},
	ReviewSupplement: {"supplement_why": "papers", "points": "身份证明材料\n被申请行政复议的答复书，或者能够证明答复内容的材料", "help": "答复书遗失的，可以写明文号和收到的日期，由本机关核对"},
	ReviewRejection:  {"reject_for": "late", "reject_why": "申请人于2026年6月3日签收答复书，答复书已经告知申请行政复议的权利、行政复议机关和申请期限，申请期限到2026年8月3日届满\n申请人于2026年9月18日提出申请，没有说明不可抗力或者其他正当理由"},
}
