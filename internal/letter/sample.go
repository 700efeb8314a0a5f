package letter

import (
	"maps"
	"strings"
	"time"

	"mingda/internal/calendar"
	"mingda/internal/casefile"
)

// A Draft is what a letter is made of: the facts of the case and what the
// officer filled in. It is what the command line reads.
type Draft struct {
	Facts  Facts  `json:"facts"`
	Values Values `json:"values"`
}

// Sample returns a complete example of the kind, with invented people and
// places. An unknown kind is fault.NotFound.
func Sample(kind Kind) (Draft, error) {
	info, err := Info(kind)
	if err != nil {
		return Draft{}, err
	}
	if info.Whose() == OfDefendant {
		return courtSample(), nil
	}
	if info.Whose() != OfOffice {
		return reviewSample(info), nil
	}
	f := sampleFacts()
	if info.Series != "" {
		f.Number = "明政公开" + info.Series + "〔2026〕31号"
	}
	if !info.Signed {
		f.On = f.ArrivedOn
	}
	switch kind {
	case Disclose, Partial:
		f.Attachments = []string{"团结路片区（二期）房屋征收补偿方案", "征收补偿资金拨付凭证"}
	case Clarification, ReasonsRequest:
		f.On = calendar.NewDate(2026, time.September, 28)
	case ThirdParty:
		f.On = calendar.NewDate(2026, time.October, 27)
	case NoPayment:
		f.On = calendar.NewDate(2026, time.November, 3)
	case Unclear:
		f.SupplementedOn = calendar.NewDate(2026, time.October, 9)
	case ServiceCover:
		f.On, f.Attachments = f.Today, []string{"团结路片区（二期）房屋征收补偿方案"}
	case Chase:
		f.On = calendar.NewDate(2026, time.October, 14)
	case ClockSheet:
		f.Reckoning = sampleReckoning()
	case Receipt:
		f.ReceivedOn = calendar.Date{}
	case Mixed:
		f.Items = []string{"团结路片区（二期）房屋征收补偿方案", "征收补偿资金拨付凭证", "征收工作会议记录", "2016年至2025年各街道补偿金额汇总"}
		f.AskedFor = strings.Join(f.Items, "\n")
		f.Attachments = []string{f.Items[0], f.Items[1]}
		f.On = calendar.NewDate(2026, time.October, 27)
	case FeeReceipt:
		f.On = f.Today
	case CorrectionMade, CorrectionRefused:
		f.AskedFor = "《团结路片区（二期）被征收房屋情况登记表》中本人房屋的建筑面积"
	case CorrectionPassedOn, CorrectionTransfer:
		f.AskedFor = "不动产登记簿中本人房屋的建筑面积"
	}
	if kind == ThirdParty || kind == Partial || kind == Mixed {
		f.Consulted = []Consulted{sampleConsulted}
	}
	if !info.Signed {
		f.Subject, f.File = "团结路片区征收补偿方案和拨付凭证", sampleFile()
	}
	return Draft{Facts: f, Values: sampleOf(kind)}, nil
}

// sampleOf returns the officer's part of the sample of a kind.
func sampleOf(kind Kind) Values {
	values := Values{}
	maps.Copy(values, sampleValues[kind])
	maps.Copy(values, officeSamples[kind])
	return values
}

// sampleConsulted is the third party of the samples, who said nothing in time.
var sampleConsulted = Consulted{
	Name: "和宁某建设有限公司", As: casefile.AsThirdParty, Number: "明政公开征〔2026〕1号", Answer: casefile.Silent,
	SentOn: calendar.NewDate(2026, time.September, 28), GotOn: calendar.NewDate(2026, time.September, 28),
	AnswerBy: calendar.NewDate(2026, time.October, 26), AnsweredOn: calendar.NewDate(2026, time.October, 26),
}

func sampleFacts() Facts {
	day := func(m time.Month, d int) calendar.Date { return calendar.NewDate(2026, m, d) }
	return Facts{
		Office: Office{
			Name: "明川区人民政府", Address: "明川区团结路1号", Phone: "0990-6220001", PostCode: "834000",
			ReviewBody: "和宁市人民政府", ReviewChannel: "和宁市人民政府指定的互联网渠道（https://xzfy.hening.example/）",
			Court: "和宁市中级人民法院", StatusPage: "https://www.mingchuan.example/zfxxgk/ysqgk/",
		},
		CaseNumber: "2026-0158", IntakeNumber: "S2026-0203", QueryCode: "K7MP-4QXD-9RTW",
		Applicant: casefile.Applicant{
			Class: casefile.Natural, Name: "阿卜杜热合曼·麦麦提明", IDNumber: "居民身份证650000199001010018",
			Phone: "13900000000", Address: "明川区团结路88号3栋2单元501室",
		},
		Door: casefile.Web, ArrivedOn: day(9, 22), ReceivedOn: day(9, 22),
		AskedFor: "团结路片区（二期）房屋征收补偿方案、征收补偿资金拨付凭证、分户补偿情况公示",
		Medium:   casefile.Electronic, Delivery: casefile.ByEmail,
		Letters:     []Reference{{Kind: Disclose, Name: "政府信息公开答复书", Number: "明政公开答〔2026〕30号", On: day(10, 19)}},
		PreviousDue: day(10, 27), Due: day(11, 24), On: day(10, 20), Today: day(10, 20),
	}
}

// sampleValues are the officer's part of the samples.
var sampleValues = map[Kind]Values{
	SpokenRecord: {"recorder": "周予安"},
	Clarification: {
		"points": "写明需要哪一年度、哪一个项目的补偿资料\n写明“有关文件”的名称、文号，或者便于查找的描述",
		"help":   "不知道文件名称的，可以写项目名称、所在街道和大致年份",
		"by":     "2026-10-20",
	},
	Extension: {"reason": "申请涉及的材料较多，需要逐件核对其中的个人信息", "days": "20", "consented_on": "2026-10-19"},
	Disclose:  {"given": "《团结路片区（二期）房屋征收补偿方案》18页\n《征收补偿资金拨付凭证》6页"},
	AlreadyPublic: {
		"what": "《团结路片区（二期）房屋征收决定》（明政征〔2025〕3号）",
		"where": "明川区人民政府网站“征收补偿”专栏，https://www.mingchuan.example/zfxxgk/zdlyxxgk/zsbc/202511/t20251103_88213.html\n" +
			"《明川区人民政府公报》2025年第11期第12页",
	},
	Partial: {
		"given": "《团结路片区（二期）房屋征收补偿方案》18页\n《征收补偿资金拨付凭证》6页", "withheld": "分户补偿情况公示中其他被征收人的身份证号、银行账号、电话",
		"ground": "third_party", "third_right": "privacy", "third_asked_on": "2026-09-28", "third_answer": "refused",
		"third_answered_on": "2026-10-12", "third_reason": "公开后可能被冒用身份、盗用账户", "third_reasonable": "yes",
		"third_interest": "补偿标准和各户补偿总额已足以监督补偿是否公平，不公开上述内容不会对公共利益造成重大影响",
		"extra":          "分户补偿表只遮挡其他被征收人的身份证号、银行账号、电话，您本户的内容全部保留。",
	},
	Secret: {"secret_level": "plain", "secret_basis": "和宁市自然资源局依据《自然资源工作国家秘密范围的规定》"},
	Forbidden: {"forbidden_law": "《中华人民共和国统计法》第二十八条",
		"forbidden_says": "统计调查中获得的能够识别或者推断单个统计调查对象身份的资料，任何单位和个人不得对外提供；您申请的入户调查表能够识别被调查的住户"},
	Security: {"security_which": "public", "security_danger": "该图标明供水管网的关键阀门和取水口位置，公开后可能被用来破坏供水设施，危及片区四万居民的用水安全"},
	ThirdParty: {"third_right": "trade", "third_asked_on": "2026-09-28", "third_answer": "silent",
		"third_interest": "中标价格和评审结果已经公开，不公开施工方案中的工艺参数不会对公共利益造成重大影响"},
	Internal: {"internal_which": "staff", "internal_reason": "考核等次只用于本机关内部的人事管理，不影响您的权利义务，公开会妨碍今后如实评价"},
	Process: {"process_which": "minutes", "process_before": "团结路片区（二期）房屋征收决定", "process_no_rule": "yes",
		"process_reason": "讨论记录载有参加人员的个人意见，最后的决定及其理由已经公开，公开记录会妨碍今后坦率讨论"},
	Enforcement: {"enforcement_file": "明综执罚〔2026〕17号行政处罚", "enforcement_reason": "案卷载有案件当事人和证人的情况；您不是案件当事人，处罚决定已经依法公开", "enforcement_no_rule": "yes"},
	Inquiry: {"what": "不动产登记资料", "law": "《不动产登记暂行条例》第二十七条",
		"go_to": "明川区不动产登记中心（明川区建设路12号，电话0990-6220033），权利人、利害关系人凭身份证明查询"},
	NotExisting: {"what": "2019年团结路片区入户调查的录音资料", "searched_on": "2026-10-09",
		"searched_in":  "公文系统2018年至2020年的收文和发文\n区档案馆房屋征收全宗2018年至2020年的目录\n区房屋征收办公室的业务档案，并询问了当时的经办人员",
		"searched_for": "“团结路”“入户调查”“录音”", "reason": "入户调查当时以书面笔录记录，没有录音的要求"},
	NotOurs: {"why": "建设工程规划许可由和宁市自然资源局核发和保存，本机关没有制作，也没有获取", "who": "和宁市自然资源局", "who_contact": "和宁市迎宾路6号，电话0990-6880012"},
	Making:  {"making": "把2016年至2025年各征收项目的补偿协议逐份统计，按年份、街道汇总补偿金额，现有材料中没有这样的汇总", "have": "各项目的征收补偿方案和决算报告"},
	Petition: {"why": "要求追究征收工作人员的责任、重新确定补偿金额，没有要求获取已制作或者已获取的政府信息",
		"way_out": "区信访局（明川区团结路3号，电话12345）"},
	Repeated:       {"earlier_was": "disclosed", "earlier_number": "明政公开答〔2026〕12号", "earlier_on": "2026-05-18"},
	Publication:    {"what": "《明川区统计年鉴2025》", "where": "区图书馆、新华书店，或者https://www.mingchuan.example/tjnj/2025/"},
	ServiceReceipt: {"server": "周予安"},
	Unclear:        {"unclear": "没有写明是哪一个项目、哪一年度的文件，按现有描述查到的文件有一千二百余份"},
	Excessive: {"count": "2026年1月至9月提出申请126件，其中92件为同一项目的同类材料", "reasons_asked_on": "2026-09-28",
		"reasons_given": "为了了解情况", "reasons_not": "所申请的材料已多次提供，该说明没有指明再次申请的用途"},
	Confirm:        {"earlier_number": "明政公开答〔2026〕12号", "earlier_on": "2026-05-18"},
	NoSupplement:   {"notice_number": "明政公开补〔2026〕9号", "notice_on": "2026-09-24", "notice_by": "2026-10-16"},
	NoPayment:      {"fee_number": "明政公开费〔2026〕2号", "fee_on": "2026-09-24", "fee_amount": "1300元", "fee_by": "2026-10-29"},
	ReasonsRequest: {"count": "2026年1月至9月提出申请126件，其中92件为同一项目的同类材料", "by": "2026-10-12"},
	Delay: {"reasons_asked_on": "2026-09-28", "reasons_given": "为片区三百余户被征收人核对补偿标准是否一致",
		"reason": "申请涉及126份案卷，需要逐件核对其中的个人信息", "by": "2026-12-18"},
	OthersAsked: {"whom": "both", "makers": "和宁市住房和城乡建设局", "inquired_on": "2026-10-12"},
	FeeNotice: {"fee_mode": "item", "fee_items": "3", "fee_earlier": "28",
		"fee_how": "持本通知书到区政务服务中心12号窗口缴纳，或者凭缴款码在自治区非税收入缴款平台缴纳，缴款码由窗口和电话0990-6220001告知"},
	FeeReceipt:     {"fee_number": "明政公开费〔2026〕2号", "fee_amount": "400元", "fee_paid_on": "2026-10-19", "fee_bill": "6500260012345"},
	Withdrawn:      {"withdrawn_on": "2026-10-15", "withdrawn_way": "电子邮件", "withdrawn_reason": "所需材料已经从区房屋征收办公室得到"},
	CorrectionMade: {"evidence": "房屋所有权证、测绘报告", "record": "《团结路片区（二期）被征收房屋情况登记表》第3号", "record_was": "建筑面积86.20平方米", "record_now": "建筑面积92.60平方米", "corrected_on": "2026-10-16"},
	CorrectionPassedOn: {"why": "不动产登记簿由和宁市自然资源局的登记机构制作和管理，登记事项的更正由其依法办理", "passed": "passed", "who": "和宁市自然资源局",
		"who_contact": "和宁市迎宾路6号，电话0990-6880012", "passed_on": "2026-10-14"},
	CorrectionRefused: {"evidence": "情况说明", "record": "《团结路片区（二期）被征收房屋情况登记表》第3号",
		"why": "登记表所记的建筑面积与房屋所有权证、2025年11月的测绘报告一致，情况说明没有提出其他依据"},
	Mixed: {
		"i1_result": "disclose", "i1_given": "《团结路片区（二期）房屋征收补偿方案》18页\n《征收补偿方案说明》4页",
		"i2_result": "partial", "i2_given": "《征收补偿资金拨付凭证》6页", "i2_withheld": "拨付凭证中收款人的银行账号、身份证号",
		"i2_ground": "third_party", "i2_third_right": "privacy", "i2_third_asked_on": "2026-09-28", "i2_third_answer": "silent",
		"i2_third_interest": "拨付的金额、时间和用途已足以监督资金使用，不公开上述内容不会对公共利益造成重大影响",
		"i3_result":         "process", "i3_process_which": "minutes", "i3_process_before": "团结路片区（二期）房屋征收决定", "i3_process_no_rule": "yes",
		"i3_process_reason": "会议记录载有参加人员的个人意见，最后的决定及其理由已经公开，公开记录会妨碍今后坦率讨论",
		"i4_result":         "making", "i4_making": "把2016年至2025年各征收项目的补偿协议逐份统计，按年份、街道汇总补偿金额，现有材料中没有这样的汇总",
		"i4_have": "各项目的征收补偿方案和决算报告",
	},
}
