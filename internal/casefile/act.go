package casefile

// An Act is something a person can do to a case. Acts are stable: they stand in
// URLs, in the permission table (package auth) and in the tests.
type Act string

// The acts on a case.
const (
	See               Act = "see"                // 查看
	SeePerson         Act = "see-person"         // 查看申请人: numbers and addresses in full, proof of identity
	Join              Act = "join"               // 并入
	Unjoin            Act = "unjoin"             // 撤销并入
	JoinCase          Act = "join-case"          // 并案
	UnjoinCase        Act = "unjoin-case"        // 撤销并案
	TakeReply         Act = "take-reply"         // 拟同样的答复: what the lead case was answered
	Assign            Act = "assign"             // 分办
	SignFor           Act = "sign-for"           // 签收
	ReturnUnit        Act = "return-unit"        // 退回分办, by the lead unit
	AskAssist         Act = "ask-assist"         // 请协办
	AssistSignFor     Act = "assist-sign-for"    // 签收协办
	AssistReturn      Act = "assist-return"      // 退回协办
	AssistAnswer      Act = "assist-answer"      // 交协办意见
	AssistSendBack    Act = "assist-send-back"   // 退回重办
	AssistRemove      Act = "assist-remove"      // 取消协办
	Chase             Act = "chase"              // 督办
	AnswerChase       Act = "answer-chase"       // 答复督办
	EndChase          Act = "end-chase"          // 办结督办
	Mend              Act = "mend"               // 登记整改
	JudgeMending      Act = "judge-mending"      // 认可整改, or return it
	Escalate          Act = "escalate"           // 提请协调
	AnswerEscalation  Act = "answer-escalation"  // 答复协调
	AnswerOnTheSpot   Act = "on-the-spot"        // 当场答复: the short way to its draft
	Note              Act = "note"               // 记一笔
	AddMaterial       Act = "add-material"       // 加材料
	RecordSearch      Act = "search"             // 登记检索
	AskHelp           Act = "ask-help"           // 请协助查找
	Examine           Act = "examine"            // 登记审查
	AnswerExamination Act = "examination-answer" // 登记答复意见
	Draft             Act = "draft"              // 拟稿
	Drop              Act = "drop"               // 弃稿
	Submit            Act = "submit"             // 送审核
	Check             Act = "check"              // 审核
	Return            Act = "return"             // 退回
	Sign              Act = "sign"               // 签发
	Render            Act = "render"             // 制作 PDF, by the program
	Dispatch          Act = "dispatch"           // 用邮件发出; the program sends it
	Serve             Act = "serve"              // 送达
	ConfirmDelivery   Act = "confirm-delivery"   // 登记签收
	CorrectService    Act = "correct-service"    // 更正送达
	Void              Act = "void"               // 作废
	Replace           Act = "replace"            // 更正后重新答复
	TakeSupplement    Act = "take-supplement"    // 收到补正
	TakeReasons       Act = "take-reasons"       // 登记说明理由
	AcceptReasons     Act = "accept-reasons"     // 认可理由
	TakeBackReasons   Act = "take-back-reasons"  // 撤销登记的说明
	TakePayment       Act = "take-payment"       // 登记缴费
	WaiveFee          Act = "waive-fee"          // 不再收费
	Withdraw          Act = "withdraw"           // 登记撤回
	WithdrawPart      Act = "withdraw-part"      // 登记部分撤回
	DeclineWithdrawal Act = "decline-withdrawal" // 不按撤回办理
	SplitCase         Act = "split-case"         // 分案
	TakeBackSplit     Act = "take-back-split"    // 撤销分案
	Close             Act = "close"              // 结案
	Resume            Act = "resume"             // 恢复办理
	Archive           Act = "archive"            // 归档
	HoldBack          Act = "hold-back"          // 暂缓销毁, of a file that is put away
	EndHold           Act = "end-hold"           // 解除暂缓
	KeepLonger        Act = "keep-longer"        // 延长保管
	Restrict          Act = "restrict"           // 限制知悉, or another list of who may know
	LiftRestriction   Act = "lift-restriction"   // 解除限制知悉
	CorrectSupplement Act = "correct-supplement" // 更正收到补正之日
	CorrectReceipt    Act = "correct-receipt"    // 更正收到之日
	CorrectPerson     Act = "correct-person"     // 更正申请人信息
	CorrectWants      Act = "correct-wants"      // 更正事项和内容
	ReplaceCode       Act = "replace-code"       // 换查询码
	TakeBack          Act = "take-back"          // 撤销一笔
	NoteAid           Act = "aid"                // 登记需要的帮助
	Succeed           Act = "succeed"            // 登记承受人: the applicant died or ended
	NoteChallenge     Act = "challenge"          // 登记被申请复议、被起诉
	NoteOutcome       Act = "outcome"            // 登记复议、诉讼结果, with an order to answer anew
	MakeBundle        Act = "bundle"             // 制作证据卷
	Annul             Act = "annul"              // 撤销登记

	AddJointApplicant    Act = "joint-applicant"        // 添加共同申请人
	ChangeJointApplicant Act = "change-joint-applicant" // 更正共同申请人
	RemoveJointApplicant Act = "remove-joint-applicant" // 撤销共同申请人

	ProposePublication Act = "propose-publication" // 建议主动公开
	DecidePublication  Act = "decide-publication"  // 登记是否主动公开

	Consult              Act = "consult"               // 征求意见
	ChangeConsultation   Act = "change-consultation"   // 更正被征求意见方
	AnswerConsultation   Act = "answer-consultation"   // 登记意见
	WithdrawConsultation Act = "withdraw-consultation" // 撤销征求意见
	HandOn               Act = "transfer"              // 转送其他机关
	TakeBackTransfer     Act = "take-back-transfer"    // 撤销转送
)

// acts is every act with its Chinese word, in the order of a plain case.
var acts = []struct {
	Act
	label string
}{
	{See, "查看"},
	{SeePerson, "查看申请人"},
	{Join, "并入"},
	{Unjoin, "撤销并入"},
	{SplitCase, "分案"},
	{TakeBackSplit, "撤销分案"},
	{JoinCase, "并案"},
	{UnjoinCase, "撤销并案"},
	{Assign, "分办"},
	{SignFor, "签收"},
	{ReturnUnit, "退回分办"},
	{AskAssist, "请协办"},
	{AssistSignFor, "签收协办"},
	{AssistReturn, "退回协办"},
	{AssistAnswer, "交协办意见"},
	{AssistSendBack, "退回重办"},
	{AssistRemove, "取消协办"},
	{Chase, "督办"},
	{AnswerChase, "答复督办"},
	{EndChase, "办结督办"},
	{Mend, "登记整改"},
	{JudgeMending, "认可整改"},
	{Escalate, "提请协调"},
	{AnswerEscalation, "答复协调"},
	{AnswerOnTheSpot, "当场答复"},
	{Note, "记一笔"},
	{AddMaterial, "加材料"},
	{RecordSearch, "登记检索"},
	{AskHelp, "请协助查找"},
	{Examine, "登记审查"},
	{AnswerExamination, "登记答复意见"},
	{Draft, "拟稿"},
	{TakeReply, "拟同样的答复"},
	{Drop, "弃稿"},
	{Submit, "送审核"},
	{Check, "审核通过"},
	{Return, "退回"},
	{Sign, "签发"},
	{Render, "制作文书"},
	{Dispatch, "用邮件发出"},
	{Serve, "登记送达"},
	{ConfirmDelivery, "登记签收"},
	{CorrectService, "更正送达"},
	{Void, "作废"},
	{Replace, "更正后重新答复"},
	{TakeSupplement, "收到补正"},
	{TakeReasons, "登记说明理由"},
	{AcceptReasons, "认可理由，按期办"},
	{TakeBackReasons, "撤销理由的登记"},
	{TakePayment, "登记缴费"},
	{WaiveFee, "不再收费"},
	{Consult, "征求意见"},
	{ChangeConsultation, "更正被征求意见方"},
	{AnswerConsultation, "登记意见"},
	{WithdrawConsultation, "撤销征求意见"},
	{HandOn, "转送其他机关"},
	{TakeBackTransfer, "撤销转送"},
	{Withdraw, "登记撤回"},
	{WithdrawPart, "登记部分撤回"},
	{DeclineWithdrawal, "不按撤回办理"},
	{Close, "结案"},
	{Resume, "恢复办理"},
	{Archive, "归档"},
	{HoldBack, "暂缓销毁"},
	{EndHold, "解除暂缓"},
	{KeepLonger, "延长保管"},
	{Restrict, "限制知悉"},
	{LiftRestriction, "解除限制知悉"},
	{CorrectSupplement, "更正收到补正之日"},
	{CorrectReceipt, "更正收到之日"},
	{CorrectPerson, "更正申请人"},
	{CorrectWants, "更正事项和内容"},
	{ReplaceCode, "换查询码"},
	{TakeBack, "撤销一笔"},
	{NoteAid, "登记需要的帮助"},
	{Succeed, "登记承受人"},
	{AddJointApplicant, "添加共同申请人"},
	{ChangeJointApplicant, "更正共同申请人"},
	{RemoveJointApplicant, "撤销共同申请人"},
	{NoteChallenge, "登记被申请复议"},
	{NoteOutcome, "登记复议、诉讼结果"},
	{MakeBundle, "制作证据卷"},
	{ProposePublication, "登记主动公开的建议"},
	{DecidePublication, "登记是否主动公开"},
	{Annul, "撤销登记"},
}

// Acts lists every act, in the order of a plain case.
var Acts = func() []Act {
	all := make([]Act, len(acts))
	for i, a := range acts {
		all[i] = a.Act
	}
	return all
}()

// actLabels is the words of acts.
var actLabels = func() map[Act]string {
	all := map[Act]string{}
	for _, a := range acts {
		all[a.Act] = a.label
	}
	return all
}()

// Label returns the Chinese word for the act: the same on every button, page
// and letter.
func (a Act) Label() string { return actLabels[a] }
