package reconsider

import "mingda/internal/casefile"

// An Act is something a person can do to a reconsideration case. Acts are stable:
// they stand in URLs, in the permission table (package auth) and in the tests. None
// is called like an act on a request.
type Act string

// The acts.
const (
	See              Act = "review-see"        // 查看复议案件
	SeePerson        Act = "review-person"     // 查看当事人: numbers and addresses in full
	File             Act = "review-file"       // 登记复议申请
	Assign           Act = "review-assign"     // 指定承办人
	StepBack         Act = "review-step-back"  // 回避
	Examine          Act = "review-examine"    // 审查
	Accept           Act = "review-accept"     // 受理
	TakeSupplement   Act = "review-supplement" // 收到补正
	NotSupply        Act = "review-not-supply" // 不是补正
	GiveUp           Act = "review-give-up"    // 登记视为放弃
	CorrectFiling    Act = "review-filing"     // 更正登记
	CorrectContested Act = "review-contested"  // 更正被复议的答复
	Hinder           Act = "review-hindered"   // 登记期限的耽误
	AddParty         Act = "review-add-party"  // 登记参加人
	RemoveParty      Act = "review-party-out"  // 参加人退出
	Represent        Act = "review-represent"  // 登记代表人
	TakeResponse     Act = "review-response"   // 登记被申请人答复
	Respond          Act = "review-respond"    // 提出答复和证据, the respondent's own
	HearParty        Act = "review-hear"       // 登记听取意见
	FillSheet        Act = "review-sheet"      // 填审查要点
	Propose          Act = "review-propose"    // 提出处理意见
	TakeWithdrawal   Act = "review-withdrawal" // 登记撤回
	CombineCase      Act = "review-combine"    // 合并审理
	UncombineCase    Act = "review-uncombine"  // 撤销合并审理
	DeclineWish      Act = "review-decline"    // 不按撤回办理
	CloseWithdrawn   Act = "review-withdrawn"  // 受理前撤回结案
	AnnulFiling      Act = "review-annul"      // 撤销登记
	TakeBack         Act = "review-take-back"  // 撤销一笔
	Guide            Act = "review-guide"      // 列为指导性案例
	Note             Act = "review-note"       // 记一笔
	AddMaterial      Act = "review-material"   // 加材料
	Draft            Act = "review-draft"      // 拟稿
	Drop             Act = "review-drop"       // 弃稿
	Submit           Act = "review-submit"     // 送审核
	Check            Act = "review-check"      // 审核通过
	Return           Act = "review-return"     // 退回
	Sign             Act = "review-sign"       // 签发
	VoidPaper        Act = "review-void"       // 作废
	Send             Act = "review-send"       // 登记送达
	Got              Act = "review-got"        // 登记签收
	TakeReport       Act = "review-report"     // 登记报送的情况
	ReportBack       Act = "review-reporting"  // 报送情况, the respondent's own

	PreparePublication  Act = "review-publication" // 制作公布文本
	CheckPublication    Act = "review-proof"       // 核对公布文本
	ReleasePublication  Act = "review-release"     // 公布
	WithdrawPublication Act = "review-unpublish"   // 撤下公布文本
	WithholdPublication Act = "review-withhold"    // 不公布
	CopyToHigher        Act = "review-copy-up"     // 抄告上一级主管部门
)

// The acts in the course of the hearing.
const (
	SetSession     Act = "review-session"      // 安排听证
	MoveSession    Act = "review-session-move" // 听证改期
	CallOffSession Act = "review-session-off"  // 取消听证
	HoldSession    Act = "review-session-held" // 登记听证
	AskCommittee   Act = "review-committee"    // 提请咨询意见
	TakeAdvice     Act = "review-advice"       // 登记咨询意见
	BeginProbe     Act = "review-probe"        // 勘验、鉴定开始
	EndProbe       Act = "review-probe-end"    // 勘验、鉴定结束
	ReadFile       Act = "review-read"         // 登记查阅
)

// acts is every act with its Chinese word, in the order of a plain case.
var acts = []struct {
	Act
	label string
	moves casefile.Act // what it is to the life of a paper; "" for an act on the case
}{
	{See, "查看复议案件", ""},
	{SeePerson, "查看当事人", ""},
	{File, "登记复议申请", ""},
	{Assign, "指定承办人", ""},
	{StepBack, "回避", ""},
	{Examine, "审查", ""},
	{TakeSupplement, "登记补正", ""},
	{Accept, "受理", ""},
	{NotSupply, "不是补正", ""},
	{GiveUp, "登记视为放弃", ""},
	{CorrectFiling, "更正登记", ""},
	{CorrectContested, "更正被复议的答复", ""},
	{Hinder, "登记期限的耽误", ""},
	{AddParty, "登记参加人", ""},
	{RemoveParty, "参加人退出", ""},
	{Represent, "登记代表人", ""},
	{TakeResponse, "登记被申请人答复", ""},
	{Respond, "提出答复和证据", ""},
	{HearParty, "登记听取意见", ""},
	{SetSession, "安排听证", ""},
	{MoveSession, "听证改期", ""},
	{CallOffSession, "取消听证", ""},
	{HoldSession, "登记听证", ""},
	{AskCommittee, "提请咨询意见", ""},
	{TakeAdvice, "登记咨询意见", ""},
	{BeginProbe, "勘验、鉴定开始", ""},
	{EndProbe, "勘验、鉴定结束", ""},
	{ReadFile, "登记查阅", ""},
	{FillSheet, "填审查要点", ""},
	{Propose, "提出处理意见", ""},
	{TakeWithdrawal, "登记撤回", ""},
	{CombineCase, "合并审理", ""},
	{UncombineCase, "撤销合并审理", ""},
	{DeclineWish, "不按撤回办理", ""},
	{CloseWithdrawn, "受理前撤回结案", ""},
	{AnnulFiling, "撤销登记", ""},
	{TakeBack, "撤销一笔", ""},
	{Guide, "列为指导性案例", ""},
	{Note, "记一笔", ""},
	{AddMaterial, "加材料", ""},
	{Draft, "拟稿", casefile.Draft},
	{Drop, "弃稿", casefile.Drop},
	{Submit, "送审核", casefile.Submit},
	{Check, "审核通过", casefile.Check},
	{Return, "退回", casefile.Return},
	{Sign, "签发", casefile.Sign},
	{VoidPaper, "作废", casefile.Void},
	{Send, "登记送达", ""},
	{Got, "登记签收", ""},
	{TakeReport, "登记报送的情况", ""},
	{ReportBack, "报送情况", ""},
	{PreparePublication, "制作公布文本", ""},
	{CheckPublication, "核对公布文本", ""},
	{ReleasePublication, "公布", ""},
	{WithdrawPublication, "撤下公布文本", ""},
	{WithholdPublication, "不公布", ""},
	{CopyToHigher, "登记抄告", ""},
}

// Acts lists every act, in the order of a plain case.
func Acts() []Act {
	all := make([]Act, len(acts))
	for i, a := range acts {
		all[i] = a.Act
	}
	return all
}

// Label returns the Chinese word for the act.
func (a Act) Label() string {
	for _, row := range acts {
		if row.Act == a {
			return row.label
		}
	}
	return ""
}

// moves returns what the act is to the life of a paper.
func (a Act) moves() casefile.Act {
	for _, row := range acts {
		if row.Act == a {
			return row.moves
		}
	}
	return ""
}

// PaperActs lists the acts on a paper, in the order of its life.
func PaperActs() []Act { return []Act{Draft, Drop, Submit, Check, Return, Sign, VoidPaper, Send, Got} }
