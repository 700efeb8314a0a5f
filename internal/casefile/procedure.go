package casefile

import (
	"fmt"
	"slices"

	"mingda/internal/law"
)

// A Procedure is one step that the regulation knows in the life of a request: the
// acts it is made of, the letters that go out in it, and what it does to the
// clock. Who may do its acts is the table of package auth; when, the conditions
// and the rules of the notices, which When puts into words.
type Procedure struct {
	Name    string // 补正
	Article string // as staff cite it; OwnRule where no law says it
	Acts    []Act
	Letters []LetterKind
	When    string
	Clock   string // "" where the clock takes no notice of it
}

// workdays writes the length of a period of the law in force, such as 20 个工作日.
func workdays(term law.TermCode) string {
	return fmt.Sprintf("%d 个工作日", law.TermOn(term, law.ReconsiderationRules.From).N)
}

// OwnRule is cited for what an office does by its own rules of work.
const OwnRule = "本机关工作制度"

// procedures is the whole of what can happen to a request, in the order of the
// regulation: the request (29 to 31), who works on it, what may come before the
// reply (32 to 36), the reply, what stands after it (41 to 45), how a request ends
// otherwise, and what follows. Every act stands in exactly one row.
var procedures = []Procedure{
	{Name: "查看", Article: OwnRule, Acts: []Act{See, SeePerson}},
	{Name: "申请人和内容", Article: "条例第二十九条", Acts: []Act{CorrectPerson, CorrectWants, ReplaceCode}, When: "登记撤销以前"},
	{Name: "共同申请", Article: OwnRule, Acts: []Act{AddJointApplicant, ChangeJointApplicant, RemoveJointApplicant},
		When:  "答复签发以前，没有给申请人的文书等着送出；一份申请几个人提出的，通知写给全体，答复可以合写一份，也可以一人一份",
		Clock: "一件申请一个期限，从收到这份申请起算；答复以送给最后一个人的日子为准，复议、诉讼的期限各从自己收到起算"},
	{Name: "补正", Article: "条例第三十条", Acts: []Act{TakeSupplement, CorrectSupplement}, Letters: []LetterKind{ClarificationNotice},
		When: "收到申请之日起 " + workdays(law.ClarifyNotice) + "内，只告知一次", Clock: "送达以后不计；收到补正次日起重新计算 " + workdays(law.Answer)},
	{Name: "收到之日", Article: "条例第三十一条", Acts: []Act{CorrectReceipt}, When: "办结以前",
		Clock: "收到次日起 " + workdays(law.Answer) + "；更正以后全部重算"},
	{Name: "并入来件", Article: OwnRule, Acts: []Act{Join, Unjoin}, When: "归档以前"},
	{Name: "分案", Article: "条例第三十一条、第三十三条", Acts: []Act{SplitCase, TakeBackSplit},
		When:  "没有拟过答复、延期、收费等文书，没有征求意见、转送的；发过补正通知的，收到补正以后；本案至少留一项。新案还没有办理的，可以撤销分案",
		Clock: "不重新起算：新案的收到之日、补正与原案相同，期限同一天届满"},
	{Name: "并案", Article: OwnRule, Acts: []Act{JoinCase, UnjoinCase, TakeReply},
		When:  "同一机关、同样的申请，两件都没有答复、在同一个承办单位的；并进来的一件，答复在并入的那一件里拟，签发以后照样拟一份，各自编号、各自送达。它还没有答复的，可以撤销并案",
		Clock: "各算各的：哪一件停止、延长，都不动另一件的期限；年度报告里每件各算一件"},
	{Name: "分办", Article: OwnRule, Acts: []Act{Assign, SignFor}, When: "答复签发以前"},
	{Name: "协办", Article: OwnRule, Acts: []Act{ReturnUnit, AskAssist, AssistSignFor, AssistReturn, AssistAnswer, AssistSendBack, AssistRemove},
		When: "答复签发以前；分到的单位" + fmt.Sprintf(" %d 个工作日", SignWithin) + "内签收，或者写明理由退回"},
	{Name: "督办", Article: OwnRule, Acts: []Act{Chase, AnswerChase, EndChase}, When: "分办以后，答复签发以前；一次督办办结以后才能再督办"},
	{Name: "整改", Article: OwnRule, Acts: []Act{Mend, JudgeMending}, When: "考核扣了分的；退回以后可以再写。不抵扣分，列在旁边"},
	{Name: "协调", Article: "条例第三条", Acts: []Act{Escalate, AnswerEscalation}, When: "办结以前，向区政府办提请；答复以后才能再提"},
	{Name: "征求意见", Article: "条例第三十二条、第三十三条第三款、第三十四条",
		Acts:    []Act{Consult, ChangeConsultation, AnswerConsultation, WithdrawConsultation},
		Letters: []LetterKind{ThirdPartyInquiry, JointInquiry, ThirdPartyTold, OthersAsked},
		When:    "分办以后、答复签发以前；对方自收到之日起 " + workdays(law.ThirdPartyView) + "内提出意见，共同制作机关逾期的视为同意；决定公开告知书在答复以后也可以送",
		Clock:   "文书送出次日起到收到意见或者期满之日不计"},
	{Name: "当场答复", Article: "条例第三十三条第一款", Acts: []Act{AnswerOnTheSpot}, When: "当面申请的当天，还没有拟答复的；审核、签发照常",
		Clock: "照算；送达之日结束"},
	{Name: "延期", Article: "条例第三十三条第二款", Letters: []LetterKind{ExtensionNotice},
		When: "期满以前，经政府信息公开工作机构负责人同意并告知，只许一次", Clock: "加上延长的工作日，最长 " + workdays(law.AnswerExtension)},
	{Name: "大量反复申请", Article: "条例第三十五条", Acts: []Act{TakeReasons, AcceptReasons, TakeBackReasons}, Letters: []LetterKind{ReasonsNotice, DelayNotice},
		When:  "答复签发以前要求说明理由，只要求一次；延迟答复在收到说明以后、期满以前告知",
		Clock: "要求说明理由不停止计算；告知延迟答复的，以告知的日期为准"},
	{Name: "检索", Article: "条例第三十六条第四项", Acts: []Act{RecordSearch, AskHelp}, When: "归档以前；请别的单位协助，在答复签发以前"},
	{Name: "公开前的审查", Article: "条例第十一条、第十七条", Acts: []Act{Examine, AnswerExamination}, When: "归档以前；拟公开的，签发以前"},
	{Name: "转送其他机关", Article: "条例第十条、第三十六条第五项", Acts: []Act{HandOn, TakeBackTransfer}, Letters: []LetterKind{TransferLetter},
		When:  "分办以后、归档以前，申请人同意的；没有同意的不转，只告知向哪个机关申请；本机关的其他单位不是转送，改分办",
		Clock: "不停，本机关仍按期答复；收函的机关另行起算，以它与申请人确认之日为收到之日"},
	{Name: "答复", Article: "条例第三十六条、第三十七条", Acts: []Act{Draft, Drop, Submit, Check, Return, Sign, Render, Void, Replace},
		When: "等补正、缴费的时候也可以先拟；一件申请一份答复", Clock: "送达之日结束"},
	{Name: "送达", Article: "国办公开办函〔2016〕235号", Acts: []Act{Dispatch, Serve, ConfirmDelivery, CorrectService}, When: "签发以后",
		Clock: "直接送达以签收之日、邮寄以交邮之日为准"},
	{Name: "更正与自身相关的记录", Article: "条例第四十一条", Letters: append(slices.Clone(CorrectionLetters), CorrectionTransferLetter),
		When:  "登记为更正申请的；不能补正、延期、停表，缺证据的打电话要；记录由别的机关更正的，可以转送它，不用申请人同意，告知申请人",
		Clock: fmt.Sprintf("法律没有规定；本机关自己定的期限，一般 %d 个工作日", law.CorrectionDays)},
	{Name: "收费", Article: "条例第四十二条、国办函〔2020〕109号", Acts: []Act{TakePayment, WaiveFee}, Letters: []LetterKind{FeeNotice},
		When:  "本机关设为收费的；期满以前，没有在等补正，只通知一次",
		Clock: "送达以后不计；收到通知次日起 " + workdays(law.FeePayment) + "内缴纳，缴费次日起重新计算 " + workdays(law.Answer) + "；不再收费的，按没有通知过算"},
	{Name: "帮助", Article: "条例第四十三条", Acts: []Act{NoteAid}, When: "归档以前"},
	{Name: "纳入主动公开", Article: "条例第四十四条", Acts: []Act{ProposePublication, DecidePublication}, When: "公开信息的答复送达以后，归档以后也可以；申请人建议，或者多人申请相同信息"},
	{Name: "案卷", Article: "条例第四十五条", Acts: []Act{Note, AddMaterial, Archive}, When: "归档以前；归档在办结以后"},
	{Name: "限制知悉", Article: OwnRule, Acts: []Act{Restrict, LiftRestriction}, When: "销毁以前；名单里要有人能拟稿、审核、签发", Clock: "照算"},
	{Name: "鉴定、销毁", Article: "档案法第二十一条、机关档案管理规定", Acts: []Act{HoldBack, EndHold, KeepLonger},
		When: "归档以后、销毁以前；保管期满，没有暂缓、没有复议诉讼的，提出人以外的人批准、两人监销才能销毁，永久保管的不销毁"},
	{Name: "撤回", Article: OwnRule, Acts: []Act{Withdraw, WithdrawPart, DeclineWithdrawal}, Letters: []LetterKind{WithdrawalConfirmation}, When: "答复签发以前；可以只撤回一部分；共同申请里一位要撤回、其余的还要的，不按撤回办理；撤回了的可以发确认书，归档以前，只发一份", Clock: "结束；只撤回一部分的不变"},
	{Name: "不再处理", Article: "条例第三十条、第四十二条", Acts: []Act{Close, Resume}, When: "补正期满没有收到补正、缴费期满没有缴费，或者其他不发答复书的情形", Clock: "结束；恢复办理的按没有撤回、结过案算"},
	{Name: "申请人死亡、终止", Article: OwnRule, Acts: []Act{Succeed}, When: "归档以前，签发了的文书都已送达或者作废；没有人承受的结案", Clock: "照算"},
	{Name: "撤销一笔", Article: OwnRule, Acts: []Act{TakeBack}, When: "归档以前，没有别的事依着它；归档本身可以撤销", Clock: "按没有记过那一笔重新计算"},
	{Name: "复议、诉讼", Article: "行政复议法实施条例第五十八条第一款、行政诉讼法第七十条、第七十二条", Acts: []Act{NoteChallenge, NoteOutcome, MakeBundle}, Letters: []LetterKind{RespondentAnswer, CourtAnswer},
		When:  "登记撤销以前，归档以后也可以；撤回的不再重新答复；按新的答复签发了文书的，不能撤销登记；签发了答复或者登记了被申请复议、被起诉的，可以制作证据卷；收到提出答复通知书、还没有结果的，拟行政复议答复书；被起诉、还没有结果的，拟行政答辩状；归档以后也可以",
		Clock: "行政复议答复：收到通知书次日起，简易程序 " + workdays(law.DefenceSummary) + "、普通程序 " + workdays(law.DefenceOrdinary) + "（复议法第五十四条第一款、第四十八条）；行政诉讼答辩、举证：收到起诉状副本之日起 " + fmt.Sprint(law.TermOn(law.CourtDefence, law.ReconsiderationRules.From).N) + " 日（行政诉讼法第六十七条第一款）；责令答复的，收到决定书、判决书次日起重新计算，没有定期限的 " + workdays(law.OrderedAnswer) + "；不再告知补正"},
	{Name: "撤销登记", Article: OwnRule, Acts: []Act{Annul}, When: "没有签发过文书的", Clock: "从来没有起算"},
}

// Procedures returns the table.
func Procedures() []Procedure { return procedures }

// ProcedureRank returns where the procedure of a name stands in the table, so that
// each is found at the same place of a list, whatever else is in it.
func ProcedureRank(name string) int {
	return slices.IndexFunc(procedures, func(p Procedure) bool { return p.Name == name })
}

// ProcedureOf returns the procedure that an act belongs to.
func ProcedureOf(do Act) Procedure {
	for _, p := range procedures {
		if slices.Contains(p.Acts, do) {
			return p
		}
	}
	return Procedure{}
}

// ProcedureOfLetter returns the procedure in which letters of the kind go out; that
// of the reply if none names them.
func ProcedureOfLetter(kind LetterKind) Procedure {
	for _, p := range procedures {
		if slices.Contains(p.Letters, kind) {
			return p
		}
	}
	return ProcedureOf(Draft)
}
