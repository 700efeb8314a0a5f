package demo

import (
	"mingda/internal/law"
	"mingda/internal/letter"
	"mingda/internal/reconsider"
)

// The respondents, as cases of the bureau name them.
const (
	atHousing = "明川区住房和城乡建设局"
	atLand    = "明川区自然资源局"
	atSchools = "明川区教育和科技局"
	atStreet  = "明川区东关街道办事处"
)

// What is found again and again in cases of a kind.
var (
	searchedLittle = map[string]found{"not_existing.search": {reconsider.No, "只在公文系统里按申请书写的全称查过一次，没有查档案室和业务科室。"}}
	afterDecision  = map[string]found{
		"process.before": {reconsider.No, "纪要记载的事项已经作出决定并已执行，答复时不再是决定作出以前的内部信息。"},
		"found_out":      {reconsider.Yes, "本机关调取了纪要原件和后来的批复，决定早于答复作出。"},
	}
	thirdNotAsked = map[string]found{"third_party.inquired": {reconsider.No, "没有书面征求第三方意见，只打过电话，没有记录。"}}
	pathTooCoarse = map[string]found{"already_public.way": {reconsider.No, "只写了网站首页地址，按它找不到所申请的信息。"}}
	lateReply     = map[string]found{
		"all.period": {reconsider.No, "期限届满以后第三个工作日才交邮，没有延期。"},
		"slight":     {reconsider.Yes, "只晚三个工作日，信息已经完整提供，对申请人的权利没有实际影响。"},
	}
	noDefence = map[string]found{"defence.given": {reconsider.No, "被申请人收到副本以后，期限内没有答复，没有提交证据。"}}
)

// What decisions say beside what they always say.
var (
	forFacts     = letter.Values{"revoke_for": "facts"}
	forProcedure = letter.Values{"revoke_for": "procedure"}
	forLateness  = letter.Values{"unlawful_for": "slight"}
)

const (
	onSearch  = "被申请人没有尽到合理检索的义务，不能证明信息不存在。主要事实不清、证据不足，应当撤销，责令重新答复。"
	onProcess = "纪要所议事项已经作出决定，不再属于行政处理决定作出以前形成的内部信息。认定为过程性信息，事实不清、证据不足，应当撤销，责令重新答复。"
	onThird   = "没有书面征求第三方意见，没有给第三方十五个工作日，违反法定程序，不属于轻微，应当撤销，责令重新答复。"
	onPath    = "告知的途径不准确，按告知的找不到所申请的信息，等于没有告知。应当撤销，责令重新答复。"
	onLate    = "答复内容完整、正确，只是逾期三个工作日，对申请人的权利没有实际影响，确认违法，不撤销。"
	onSilence = "被申请人收到申请，有答复的职责，期限届满没有答复，也没有正当事由，责令履行。"
	onRight   = "答复事实清楚，证据确凿，适用依据正确，程序合法，内容适当，予以维持。"
)

// decidedReviews are the cases that the bureau has decided, the oldest first.
var decidedReviews = []reviewPlan{
	// 信息不存在: what was searched.
	notFound(196, gu, atHousing, "团结路片区征收补偿方案的会议纪要", "ye"),
	notFound(168, village, atLand, "绿洲村土地征收的勘测定界图", "nur"),
	notFound(121, luHong, atHousing, "文化巷危房鉴定报告", "ye"),
	notFound(52, zhao, atStreet, "团结路社区低保评议记录", "ye"),
	// 过程性信息: minutes after the decision was made; the last was decided otherwise.
	process(190, shen, atHousing, "老旧小区改造专题会议纪要", "nur"),
	process(159, lawyers, atLand, "矿业权出让专题会议纪要", "ye"),
	process(133, bai, atSchools, "学区划分调整专题会议纪要", "ye"),
	process(97, chen, atHousing, "河东片区规划专题会议纪要", "nur"),
	departing(process(44, readers, atSchools, "河畔社区学校选址专题会议纪要", "nur")),
	// 第三方: trade secrets without asking whom they are of.
	third(184, hengyuan, atHousing, "东关排水改造工程的中标文件", "ye"),
	third(146, lawyers, atHousing, "河东片区道路养护合同", "nur"),
	third(71, university, atLand, "绿洲村土地复垦施工合同", "ye"),
	// 逾期不答复.
	silent(178, gulnar, atStreet, "棚户区改造安置名单", "ye"),
	silent(139, xu, atSchools, "民办幼儿园年检结果", "nur"),
	silent(102, village, atLand, "草场承包经营权登记簿", "nur"),
	undefended(silent(58, abdurehman, atStreet, "惠民补贴发放明细", "ye")),
	// 已主动公开: where exactly.
	public(172, bai, atSchools, "义务教育招生计划", "nur"),
	public(114, luHong, atHousing, "物业服务企业信用评价结果", "ye"),
	right(public(83, xu, atSchools, "校外培训机构白名单", "ye")).sued(),
	// 逾期答复.
	late(163, sherali, atHousing, "电梯检验记录", "ye"),
	late(90, gulnar, atLand, "宅基地审批结果", "nur"),
	late(36, shen, atSchools, "教师招聘成绩", "nur"),
}

// openReviews are the cases that the bureau has before it, each as far as it has come.
var openReviews = []reviewPlan{
	until(reviewFiled, process(8, gongYan, atSchools, "研学基地评审专题会议纪要", "ye")),
	until(reviewCopied, notFound(14, hengyuan, atHousing, "工业一路道路移交手续", "nur")), // the respondent has not answered
	until(reviewFound, process(11, university, atLand, "国土空间规划专题会议纪要", "ye")),
	until(reviewHearing, ordinary(notFound(13, gongYan, atLand, "绿洲村采砂许可现场勘查记录", "nur"))),
	until(reviewHeard, ordinary(notFound(15, readers, atSchools, "学校食堂招标评审会议纪要", "ye"))),
	until(reviewCopied, third(3, lawyers, atHousing, "南湖街道停车场经营合同", "ye")),
}

func notFound(ago, who int, against, subject, by string) reviewPlan {
	return reviewPlan{
		ago: ago, who: who, against: against, kind: law.NotExisting, objection: reconsider.NotAble, subject: subject, until: reviewDecided, by: by,
		request: "请求撤销答复书，责令重新答复。", grounds: "答复称" + subject + "不存在，但没有说明在哪里查过、怎样查的。别的文件引用过它，不可能不存在，被申请人没有认真检索。",
		found: searchedLittle, outcome: reconsider.Revoke, anew: true, values: forFacts, reasons: onSearch,
	}
}

func process(ago, who int, against, subject, by string) reviewPlan {
	return reviewPlan{
		ago: ago, who: who, against: against, kind: law.Process, objection: reconsider.NotDisclosed, subject: subject, until: reviewDecided, by: by,
		request: "请求撤销答复书，责令公开" + subject + "。", grounds: "会议议定的事项早已作出决定，对外执行了，会议纪要不再是过程性信息，不公开没有理由。",
		found: afterDecision, outcome: reconsider.Revoke, anew: true, values: forFacts, reasons: onProcess,
	}
}

// departing makes of a case one that was decided otherwise than those like it.
func departing(p reviewPlan) reviewPlan {
	p.outcome, p.anew, p.reasons = reconsider.Change, false, "事实已经由本机关查清：纪要只有一页，内容已经全部写进公开的批复。直接变更为公开，比发回重新答复快。"
	p.values = letter.Values{"change_for": "facts", "becomes": "公开《" + p.subject + "》全文，自收到本决定书之日起五个工作日内提供。", "worse": "no"}
	p.departure = "前四件的纪要涉及第三方，要由被申请人征求意见后重新答复；这件的纪要没有第三方，本机关已经看过全文，没有什么可以再审查的，所以直接变更。"
	return p
}

func third(ago, who int, against, subject, by string) reviewPlan {
	return reviewPlan{
		ago: ago, who: who, against: against, kind: law.ThirdParty, objection: reconsider.NotDisclosed, subject: subject, until: reviewDecided, by: by,
		request: "请求撤销答复书，责令公开" + subject + "。", grounds: "答复说涉及商业秘密，但是没有说哪里是商业秘密，也没有征求过第三方的意见。财政资金的合同应当公开。",
		found: thirdNotAsked, outcome: reconsider.Revoke, anew: true, values: forProcedure, reasons: onThird,
	}
}

func silent(ago, who int, against, subject, by string) reviewPlan {
	return reviewPlan{
		ago: ago, who: who, against: against, kind: law.NoAnswer, objection: reconsider.NotAnswered, subject: subject, until: reviewDecided, by: by,
		request: "请求责令被申请人答复。", grounds: "申请公开" + subject + "，挂号信早已签收，二十个工作日过去，没有收到任何答复，也没有延期告知。",
		outcome: reconsider.Perform, anew: true, reasons: onSilence,
	}
}

// undefended makes of a case one in which the respondent did not answer either.
func undefended(p reviewPlan) reviewPlan {
	p.found, p.reasons = noDefence, "被申请人没有答复申请，也没有在复议中答复、举证，视为没有证据、依据。责令履行。"
	return p
}

func public(ago, who int, against, subject, by string) reviewPlan {
	return reviewPlan{
		ago: ago, who: who, against: against, kind: law.AlreadyPublic, objection: reconsider.WrongWay, subject: subject, until: reviewDecided, by: by,
		request: "请求撤销答复书，责令提供" + subject + "。", grounds: "答复只让到政府网站上自己找，没有写在哪个栏目、哪一天公布，按它找不到。",
		found: pathTooCoarse, outcome: reconsider.Revoke, anew: true, values: forFacts, reasons: onPath,
	}
}

// right makes of a case one in which nothing was wrong.
func right(p reviewPlan) reviewPlan {
	p.found, p.outcome, p.anew, p.values, p.reasons = nil, reconsider.Uphold, false, nil, onRight
	return p
}

func late(ago, who int, against, subject, by string) reviewPlan {
	return reviewPlan{
		ago: ago, who: who, against: against, kind: law.Disclose, objection: reconsider.OtherObjected, subject: subject, until: reviewDecided, by: by,
		request: "请求确认逾期答复违法。", grounds: subject + "已经收到，但是答复晚了三个工作日，没有延期告知，应当确认违法。",
		found: lateReply, outcome: reconsider.Unlawful, values: forLateness, reasons: onLate,
	}
}

// until lets a case come only so far.
func until(stop reviewStop, p reviewPlan) reviewPlan {
	p.until = stop
	return p
}
