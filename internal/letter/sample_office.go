package letter

import (
	"time"

	"mingda/internal/calendar"
)

// officeSamples are the officer's part of the samples of papers that do not go to
// the applicant.
var officeSamples = map[Kind]Values{
	ThirdPartyInquiry: {
		"to": "和宁市安居房屋评估有限公司", "to_is": isOrganisation, "right": "trade",
		"about": "《团结路片区（二期）房屋征收评估报告》附件三“评估参数取值说明”\n评估费报价单（2025年11月6日）",
		"look":  "上述两份材料的复印件随本征求意见书送达",
	},
	ThirdPartyTold: {
		"to": "和宁市安居房屋评估有限公司", "to_is": isOrganisation,
		"given":          "《团结路片区（二期）房屋征收评估报告》附件三“评估参数取值说明”",
		"inquiry_number": "明政公开征〔2026〕6号", "asked_on": "2026-09-28", "answered_on": "2026-10-12",
		"their_reason": "取值方法是你单位多年积累的经验，公开后会被同行使用",
		"interest":     "评估参数决定四百余户被征收人的补偿金额，不公开会使其无法核对补偿是否公平；所公开的是本项目的取值，不含你单位的计算模型",
	},
	JointInquiry: {
		"to": "明川区自然资源局", "about": "《关于团结路片区（二期）房屋征收范围的公告》（明政征〔2025〕3号，2025年11月3日）\n征收范围红线图",
		"intent": "拟予以公开",
	},
	HelpNote: {
		"unit": "明川区房屋征收办公室", "seek": "团结路片区（二期）分户补偿情况公示，2025年至2026年", "by": "2026-10-12",
		"clues": "公示在团结路社区公告栏张贴，由征收二科存档", "asking": "政府信息公开工作办公室　周予安",
	},
	Transfer:           {"to": "明川区自然资源局", "part": "其中的“征收范围红线图”", "whose": "made", "agreed_on": "2026-09-29", "agreed_by": "phone"},
	CorrectionTransfer: {"to": "和宁市自然资源局", "why": "不动产登记簿由和宁市自然资源局的登记机构制作和管理，登记事项的更正由其依法办理", "evidence": "房屋所有权证、测绘报告"},
	ServiceCover:       {"by": "post"},
	EnvelopeLabel:      {"post_code": "834003"},
	Chase: {"ask": "提出答复意见，连同检索记录送政府信息公开工作办公室；需要征求第三方意见的，一并说明", "by": "2026-10-16",
		"asking": "政府信息公开工作办公室　冯小满"},
	ArchiveCover: {"keep": "30年"},
}

// sampleFile is the file of the samples of inner sheets.
func sampleFile() *File {
	day := func(m time.Month, d int) calendar.Date { return calendar.NewDate(2026, m, d) }
	at := func(m time.Month, d, hour, minute int) time.Time {
		return day(m, d).Start().Add(time.Duration(hour)*time.Hour + time.Duration(minute)*time.Minute)
	}
	return &File{
		Unit: "明川区房屋征收办公室", Officer: "周予安", AssignedOn: day(9, 23), RegisteredBy: "冯小满", RegisteredOn: day(9, 22),
		ReceiptRule: "网上提交，双方确认之日", Result: "予以公开", EndedOn: day(10, 20), ArchivedOn: day(11, 3),
		Steps: []Step{
			{StepDraft, "周予安", at(10, 14, 10, 20), ""},
			{"退回", "江晚晴", at(10, 15, 9, 5), "拨付凭证写明页数，收款账号遮挡后再提供"},
			{StepDraft, "周予安", at(10, 15, 16, 42), ""},
			{StepCheck, "江晚晴", at(10, 16, 11, 30), "内容与申请一致，已作保密审查，同意"},
			{StepSign, "陆知行", at(10, 19, 9, 12), ""},
		},
		Papers: []FilePaper{
			{"政府信息公开申请", "S2026-0203", day(9, 22), 0},
			{"身份证正反面", "", day(9, 22), 0},
			{"政府信息公开申请登记表", "2026-0158", day(9, 22), 1},
			{"检索记录", "", day(10, 9), 0},
			{"团结路片区（二期）房屋征收补偿方案", "", day(10, 14), 0},
			{"政府信息公开答复书", "明政公开答〔2026〕30号", day(10, 19), 2},
			{"送达回证", "", day(10, 20), 0},
		},
	}
}
