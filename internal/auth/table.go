package auth

import (
	"cmp"
	"strings"

	"mingda/internal/casefile"
	"mingda/internal/lawsuit"
	"mingda/internal/reconsider"
)

// A Permission is something a person can do that is not an act on a case. The
// words do not collide with those of casefile.Act: the table holds both.
type Permission string

// The permissions. Those on intakes come first.
const (
	TakeIn          Permission = "take-in" // enter a letter or a visit
	SeeIntake       Permission = "see-intake"
	Register        Permission = "register"
	Join            Permission = "join-intake" // to a case
	Split           Permission = "split"
	TakeOver        Permission = "take-over" // an old register
	SetAside        Permission = "set-aside"
	Reopen          Permission = "reopen"        // what was ended by mistake
	PassOn          Permission = "pass-on"       // an application for reconsideration, to the bureau
	ReviewIntake    Permission = "review-intake" // the bureau's inbox: see, register, join, set aside, give back
	SeeBalance      Permission = "see-balance"
	SeeDays         Permission = "see-days"     // where the days of cases went, in sum
	SeeFigures      Permission = "see-figures"  // statistics and assessment, see MayFigure
	SeeOutbox       Permission = "see-outbox"   // holds addresses of applicants
	CopyPerson      Permission = "copy-person"  // to give somebody all that is kept of them (个人信息保护法 45)
	SeeHealth       Permission = "see-health"   // of mailboxes, jobs, disks: numbers only
	ManageUsers     Permission = "manage-users" // open, disable, invite
	GrantRoles      Permission = "grant-roles"
	AgreeLetIn      Permission = "agree-let-in" // to what another asks for, see Agreeing
	ManageUnits     Permission = "manage-units"
	ManageAgencies  Permission = "manage-agencies"
	ManageCalendars Permission = "manage-calendars"
	RunBackup       Permission = "run-backup"
	ReleaseMail     Permission = "release-mail"    // that is held since the office moved in
	ReleaseFile     Permission = "release-file"    // that the scanner sealed off
	SeeAudit        Permission = "see-audit"       // what people did, also the administrators
	SeeExports      Permission = "see-exports"     // what others took out as files; one's own everybody sees
	ShareViews      Permission = "share-views"     // of the register, with all of the agency
	SeeConsistency  Permission = "see-consistency" // how the bureau decides, by handler
	WriteBench      Permission = "write-bench"     // 裁审要点
	SeeYearly       Permission = "see-yearly"      // the yearly report, in figures only, and how far it is
	WriteYearly     Permission = "write-yearly"    // its parts, and corrections
	SendYearly      Permission = "send-yearly"     // to the coordinating office, and back
	CollectYearly   Permission = "collect-yearly"  // take it, or return it
	PublishYearly   Permission = "publish-yearly"  // answers for it
	AppraiseFiles   Permission = "appraise-files"  // whose period of keeping is over: propose to destroy them
	ApproveDisposal Permission = "approve-disposal"
	CarryOut        Permission = "carry-out-disposal"
)

var permissionLabels = map[Permission]string{
	TakeIn: "收件", SeeIntake: "看收件", Register: "登记", Join: "并入", Split: "拆分", TakeOver: "导入旧台账", SetAside: "不予登记",
	Reopen: "重新打开收件", PassOn: "转复议机构", ReviewIntake: "收复议申请", SeeBalance: "看每日核对", SeeDays: "看办理用时", SeeFigures: "看统计和考核", SeeOutbox: "看待发", CopyPerson: "给本人查阅、复制个人信息", SeeHealth: "看运行情况",
	ManageUsers: "管人员", GrantRoles: "授角色", AgreeLetIn: "确认恢复登录", ManageUnits: "管承办单位", ManageAgencies: "管机关设置",
	ManageCalendars: "管工作日历", RunBackup: "备份", ReleaseMail: "放行邮件", ReleaseFile: "放行隔离的文件", SeeAudit: "看审计记录",
	SeeExports: "看导出记录", ShareViews: "共享台账视图", SeeConsistency: "看裁决一致性", WriteBench: "写裁审要点",
	SeeYearly: "看年度报告", WriteYearly: "编写年度报告", SendYearly: "报送年度报告", CollectYearly: "收齐、退回年度报告", PublishYearly: "公布年度报告",
	AppraiseFiles: "鉴定到期案卷、提出销毁", ApproveDisposal: "批准销毁", CarryOut: "执行销毁",
}

// Label returns the Chinese word for the permission.
func (p Permission) Label() string { return permissionLabels[p] }

// A Reach is how far a role's right to do something goes.
type Reach byte

// The reaches, from nothing to everything.
const (
	Nowhere      Reach = '.' // not at all
	OwnUnit      Reach = 'u' // cases assigned to one's own unit
	Assisting    Reach = 's' // cases that one's own unit helps with
	OwnPart      Reach = 'b' // both of these
	Unassigned   Reach = 'n' // cases of one's own agency that were withdrawn before any unit had them
	Handling     Reach = 'h' // reconsideration cases that one handles
	Responding   Reach = 'r' // reconsideration and court cases against one's own agency
	OwnAgency    Reach = 'a' // within one's own agency
	Installation Reach = 'i' // within one's own agency; everywhere for a person of no agency
	Everywhere   Reach = '*' // all agencies
)

// Label returns the reach in Chinese, as the printed table shows it.
func (r Reach) Label() string {
	return map[Reach]string{Nowhere: "—", OwnUnit: "本单位", Assisting: "协办的", OwnPart: "本单位和协办的", Unassigned: "分办前撤回的", Handling: "承办的", Responding: "对本机关的", OwnAgency: "本机关", Installation: "所管范围", Everywhere: "全部"}[r]
}

// isOfUnit reports whether the reach ends at one's own unit.
func (r Reach) isOfUnit() bool { return r == OwnUnit || r == Assisting || r == OwnPart }

// table is the whole of who may do what, one row for each act, one column for
// each of Roles in its order. May, MayDo, SightOf, the printed table and its
// test are all read from it. What every row leaves unsaid: separation of
// duties (separated) holds on top of it.
//
// Officers stay within their unit and what it helps with (协办: they see the file, add
// to it and hand in their own answer, nothing else), because a case file is personal data and
// 条例 leaves the finding of information to the unit that holds it. What is still to
// be written in a case that was withdrawn before any unit had it is the clerk's. Annulling
// takes somebody other than the clerk who registered. Rendering and dispatching
// are the program's, once a person has signed and served, so nobody's. The
// bureau's roles get their sight of a case through the reconsideration that
// concerns it.
var table = []struct{ reach, do string }{
	//收 经 审 签 统 承 负 系 安 计
	{"a  b  a  a  *  .  .  .  .  .", string(casefile.See)},
	{"a  u  a  a  *  .  .  .  .  .", string(casefile.SeePerson)},
	{"a  .  .  .  a  .  .  .  .  .", string(casefile.Join)},
	{"a  .  .  .  a  .  .  .  .  .", string(casefile.Unjoin)},
	{"a  .  .  .  a  .  .  .  .  .", string(casefile.SplitCase)},
	{"a  .  .  .  a  .  .  .  .  .", string(casefile.TakeBackSplit)},
	{"a  .  .  .  a  .  .  .  .  .", string(casefile.JoinCase)},
	{"a  .  .  .  a  .  .  .  .  .", string(casefile.UnjoinCase)},
	{"a  .  a  .  a  .  .  .  .  .", string(casefile.Assign)},
	{".  u  .  .  .  .  .  .  .  .", string(casefile.SignFor)},
	{".  u  .  .  .  .  .  .  .  .", string(casefile.ReturnUnit)},
	{"a  u  a  .  a  .  .  .  .  .", string(casefile.AskAssist)},
	{".  s  .  .  .  .  .  .  .  .", string(casefile.AssistSignFor)},
	{".  s  .  .  .  .  .  .  .  .", string(casefile.AssistReturn)},
	{".  s  .  .  .  .  .  .  .  .", string(casefile.AssistAnswer)},
	{".  u  .  .  .  .  .  .  .  .", string(casefile.AssistSendBack)},
	{"a  u  a  .  a  .  .  .  .  .", string(casefile.AssistRemove)},
	{"a  .  a  a  *  .  .  .  .  .", string(casefile.Chase)},
	{".  u  .  .  .  .  .  .  .  .", string(casefile.AnswerChase)},
	{"a  .  a  a  *  .  .  .  .  .", string(casefile.EndChase)},
	{"a  u  .  .  a  .  .  .  .  .", string(casefile.Mend)},
	{".  .  .  .  *  .  .  .  .  .", string(casefile.JudgeMending)},
	{"a  u  a  a  .  .  .  .  .  .", string(casefile.Escalate)},
	{".  .  .  .  *  .  .  .  .  .", string(casefile.AnswerEscalation)},
	{"a  u  .  .  a  .  .  .  .  .", string(casefile.AnswerOnTheSpot)},
	{"a  b  a  a  a  .  .  .  .  .", string(casefile.Note)},
	{"a  b  a  a  a  .  .  .  .  .", string(casefile.AddMaterial)},
	{".  u  a  .  a  .  .  .  .  .", string(casefile.RecordSearch)},
	{".  u  .  .  a  .  .  .  .  .", string(casefile.AskHelp)},
	{".  u  a  a  a  .  .  .  .  .", string(casefile.Examine)},
	{".  u  a  a  a  .  .  .  .  .", string(casefile.AnswerExamination)},
	{"n  u  .  .  .  .  .  .  .  .", string(casefile.Draft)},
	{".  u  .  .  .  .  .  .  .  .", string(casefile.TakeReply)},
	{"n  u  .  .  .  .  .  .  .  .", string(casefile.Drop)},
	{"n  u  .  .  .  .  .  .  .  .", string(casefile.Submit)},
	{".  .  a  .  .  .  .  .  .  .", string(casefile.Check)},
	{".  .  a  a  .  .  .  .  .  .", string(casefile.Return)},
	{".  .  .  a  .  .  .  .  .  .", string(casefile.Sign)},
	{".  .  .  .  .  .  .  .  .  .", string(casefile.Render)},
	{".  .  .  .  .  .  .  .  .  .", string(casefile.Dispatch)},
	{"a  u  .  .  a  .  .  .  .  .", string(casefile.Serve)},
	{"a  u  .  .  a  .  .  .  .  .", string(casefile.ConfirmDelivery)},
	{"a  u  .  .  a  .  .  .  .  .", string(casefile.CorrectService)},
	{".  .  .  a  a  .  .  .  .  .", string(casefile.Void)},
	{".  u  .  .  .  .  .  .  .  .", string(casefile.Replace)},
	{"a  u  .  .  a  .  .  .  .  .", string(casefile.TakeSupplement)},
	{"a  u  .  .  a  .  .  .  .  .", string(casefile.TakeReasons)},
	{".  u  .  .  a  .  .  .  .  .", string(casefile.AcceptReasons)},
	{"a  u  .  .  a  .  .  .  .  .", string(casefile.TakeBackReasons)},
	{"a  u  .  .  a  .  .  .  .  .", string(casefile.TakePayment)},
	{".  .  a  a  a  .  .  .  .  .", string(casefile.WaiveFee)},
	{"a  u  .  .  a  .  .  .  .  .", string(casefile.Consult)},
	{"a  u  .  .  a  .  .  .  .  .", string(casefile.ChangeConsultation)},
	{"a  u  .  .  a  .  .  .  .  .", string(casefile.AnswerConsultation)},
	{"a  u  .  .  a  .  .  .  .  .", string(casefile.WithdrawConsultation)},
	{"a  u  .  .  a  .  .  .  .  .", string(casefile.HandOn)},
	{"a  u  .  .  a  .  .  .  .  .", string(casefile.TakeBackTransfer)},
	{"a  u  .  .  a  .  .  .  .  .", string(casefile.Withdraw)},
	{"a  u  .  .  a  .  .  .  .  .", string(casefile.WithdrawPart)},
	{"a  u  .  .  a  .  .  .  .  .", string(casefile.DeclineWithdrawal)},
	{"a  u  .  .  a  .  .  .  .  .", string(casefile.Close)},
	{"a  .  .  .  a  .  .  .  .  .", string(casefile.Resume)},
	{"a  u  .  .  a  .  .  .  .  .", string(casefile.Archive)},
	{"a  u  a  a  a  .  .  .  .  .", string(casefile.HoldBack)},
	{"a  .  .  a  a  .  .  .  .  .", string(casefile.EndHold)},
	{"a  .  .  .  a  .  .  .  .  .", string(casefile.KeepLonger)},
	{".  .  .  a  a  .  .  .  .  .", string(casefile.Restrict)},
	{".  .  .  a  a  .  .  .  .  .", string(casefile.LiftRestriction)},
	{"a  .  a  .  a  .  .  .  .  .", string(casefile.CorrectSupplement)},
	{"a  .  a  .  a  .  .  .  .  .", string(casefile.CorrectReceipt)},
	{"a  .  a  .  a  .  .  .  .  .", string(casefile.CorrectPerson)},
	{"a  u  a  .  a  .  .  .  .  .", string(casefile.CorrectWants)},
	{"a  .  .  .  a  .  .  .  .  .", string(casefile.ReplaceCode)},
	{"a  u  .  .  a  .  .  .  .  .", string(casefile.TakeBack)},
	{"a  u  .  .  a  .  .  .  .  .", string(casefile.NoteAid)},
	{"a  .  .  .  a  .  .  .  .  .", string(casefile.Succeed)},
	{"a  .  .  .  a  .  .  .  .  .", string(casefile.AddJointApplicant)},
	{"a  .  a  .  a  .  .  .  .  .", string(casefile.ChangeJointApplicant)},
	{"a  .  .  .  a  .  .  .  .  .", string(casefile.RemoveJointApplicant)},
	{"a  .  .  .  a  .  .  .  .  .", string(casefile.NoteChallenge)},
	{"a  .  .  .  a  .  .  .  .  .", string(casefile.NoteOutcome)},
	{"a  u  .  .  a  .  .  .  .  .", string(casefile.ProposePublication)},
	{"a  .  .  .  a  .  .  .  .  .", string(casefile.DecidePublication)},
	{"a  u  .  .  a  .  .  .  .  .", string(casefile.MakeBundle)},
	{".  .  a  a  a  .  .  .  .  .", string(casefile.Annul)},

	// On reconsideration cases, see MayReview: a handler acts within the cases he handles.
	{".  .  .  .  .  a  a  .  .  .", string(reconsider.See)},
	{".  .  .  .  .  h  a  .  .  .", string(reconsider.SeePerson)},
	{".  .  .  .  .  a  a  .  .  .", string(reconsider.File)},
	{".  .  .  .  .  .  a  .  .  .", string(reconsider.Assign)},
	{".  .  .  .  .  h  a  .  .  .", string(reconsider.StepBack)},
	{".  .  .  .  .  h  a  .  .  .", string(reconsider.Examine)},
	{".  .  .  .  .  h  a  .  .  .", string(reconsider.TakeSupplement)},
	{".  .  .  .  .  h  a  .  .  .", string(reconsider.Accept)},
	{".  .  .  .  .  h  a  .  .  .", string(reconsider.NotSupply)},
	{".  .  .  .  .  h  a  .  .  .", string(reconsider.GiveUp)},
	{".  .  .  .  .  h  a  .  .  .", string(reconsider.CorrectFiling)},
	{".  .  .  .  .  h  a  .  .  .", string(reconsider.CorrectContested)},
	{".  .  .  .  .  h  a  .  .  .", string(reconsider.Hinder)},
	{".  .  .  .  .  h  a  .  .  .", string(reconsider.AddParty)},
	{".  .  .  .  .  h  a  .  .  .", string(reconsider.RemoveParty)},
	{".  .  .  .  .  h  a  .  .  .", string(reconsider.Represent)},
	{".  .  .  .  .  h  a  .  .  .", string(reconsider.TakeResponse)},
	{"r  r  .  .  r  .  .  .  .  .", string(reconsider.Respond)},
	{".  .  .  .  .  h  a  .  .  .", string(reconsider.HearParty)},
	{".  .  .  .  .  h  a  .  .  .", string(reconsider.SetSession)},
	{".  .  .  .  .  h  a  .  .  .", string(reconsider.MoveSession)},
	{".  .  .  .  .  h  a  .  .  .", string(reconsider.CallOffSession)},
	{".  .  .  .  .  h  a  .  .  .", string(reconsider.HoldSession)},
	{".  .  .  .  .  h  a  .  .  .", string(reconsider.AskCommittee)},
	{".  .  .  .  .  h  a  .  .  .", string(reconsider.TakeAdvice)},
	{".  .  .  .  .  h  a  .  .  .", string(reconsider.BeginProbe)},
	{".  .  .  .  .  h  a  .  .  .", string(reconsider.EndProbe)},
	{".  .  .  .  .  h  a  .  .  .", string(reconsider.ReadFile)},
	{".  .  .  .  .  h  .  .  .  .", string(reconsider.FillSheet)},
	{".  .  .  .  .  h  .  .  .  .", string(reconsider.Propose)},
	{".  .  .  .  .  h  a  .  .  .", string(reconsider.TakeWithdrawal)},
	{".  .  .  .  .  h  a  .  .  .", string(reconsider.CombineCase)},
	{".  .  .  .  .  h  a  .  .  .", string(reconsider.UncombineCase)},
	{".  .  .  .  .  h  a  .  .  .", string(reconsider.DeclineWish)},
	{".  .  .  .  .  h  a  .  .  .", string(reconsider.CloseWithdrawn)},
	{".  .  .  .  .  h  a  .  .  .", string(reconsider.AnnulFiling)},
	{".  .  .  .  .  h  a  .  .  .", string(reconsider.TakeBack)},
	{".  .  .  .  .  .  a  .  .  .", string(reconsider.Guide)},
	{".  .  .  .  .  h  a  .  .  .", string(reconsider.Note)},
	{".  .  .  .  .  h  a  .  .  .", string(reconsider.AddMaterial)},
	{".  .  .  .  .  h  .  .  .  .", string(reconsider.Draft)},
	{".  .  .  .  .  h  .  .  .  .", string(reconsider.Drop)},
	{".  .  .  .  .  h  .  .  .  .", string(reconsider.Submit)},
	{".  .  .  .  .  a  a  .  .  .", string(reconsider.Check)},
	{".  .  .  .  .  a  a  .  .  .", string(reconsider.Return)},
	{".  .  .  .  .  .  a  .  .  .", string(reconsider.Sign)},
	{".  .  .  .  .  .  a  .  .  .", string(reconsider.VoidPaper)},
	{".  .  .  .  .  h  a  .  .  .", string(reconsider.Send)},
	{".  .  .  .  .  h  a  .  .  .", string(reconsider.Got)},
	{".  .  .  .  .  h  a  .  .  .", string(reconsider.TakeReport)},
	{"r  r  .  .  r  .  .  .  .  .", string(reconsider.ReportBack)},
	{".  .  .  .  .  h  a  .  .  .", string(reconsider.PreparePublication)},
	{".  .  .  .  .  a  a  .  .  .", string(reconsider.CheckPublication)},
	{".  .  .  .  .  .  a  .  .  .", string(reconsider.ReleasePublication)},
	{".  .  .  .  .  h  a  .  .  .", string(reconsider.WithdrawPublication)},
	{".  .  .  .  .  .  a  .  .  .", string(reconsider.WithholdPublication)},
	{".  .  .  .  .  h  a  .  .  .", string(reconsider.CopyToHigher)},

	// On court cases, see MaySue: the bureau in those of its body, the office in those in
	// which its agency is sued.
	{"r  r  .  .  r  a  a  .  .  .", string(lawsuit.See)},
	{"r  r  .  .  r  a  a  .  .  .", string(lawsuit.Open)},
	{"r  r  .  .  r  a  a  .  .  .", string(lawsuit.PutAnswer)},
	{"r  r  .  .  r  a  a  .  .  .", string(lawsuit.SetHearing)},
	{"r  r  .  .  r  a  a  .  .  .", string(lawsuit.HoldHearing)},
	{"r  r  .  .  r  a  a  .  .  .", string(lawsuit.TakeRuling)},
	{"r  r  .  .  r  a  a  .  .  .", string(lawsuit.NoteAppeal)},
	{"r  r  .  .  r  a  a  .  .  .", string(lawsuit.NoteForce)},
	{"r  r  .  .  r  a  a  .  .  .", string(lawsuit.Begin)},
	{"r  r  .  .  r  a  a  .  .  .", string(lawsuit.AmendCourt)},
	{"r  r  .  .  r  a  a  .  .  .", string(lawsuit.Amend)},
	{"r  r  .  .  r  a  a  .  .  .", string(lawsuit.Note)},
	{"r  r  .  .  r  a  a  .  .  .", string(lawsuit.AddMaterial)},
	{"r  r  .  .  r  a  a  .  .  .", string(lawsuit.TakeBack)},
	{"r  r  .  .  r  a  a  .  .  .", string(lawsuit.Cancel)},

	{"a  .  .  .  a  .  .  .  .  .", string(TakeIn)},
	{"a  .  .  .  *  .  .  .  .  .", string(SeeIntake)},
	{"a  .  .  .  a  .  .  .  .  .", string(Register)},
	{"a  .  .  .  a  .  .  .  .  .", string(Join)},
	{"a  .  .  .  a  .  .  .  .  .", string(Split)},
	{"a  .  .  .  a  .  .  .  .  .", string(TakeOver)},
	{"a  .  .  .  a  .  .  .  .  .", string(SetAside)},
	{"a  .  .  .  a  .  .  .  .  .", string(Reopen)},
	{"a  .  .  .  a  .  .  .  .  .", string(PassOn)},
	{".  .  .  .  .  a  a  .  .  .", string(ReviewIntake)},
	{"a  .  a  a  *  .  .  .  .  .", string(SeeBalance)},
	{"a  .  a  a  *  .  .  .  .  .", string(SeeDays)},
	{"a  u  a  a  *  .  .  .  .  .", string(SeeFigures)},
	{"a  .  .  .  *  .  .  .  .  .", string(SeeOutbox)},
	{".  .  .  .  *  .  a  .  .  .", string(CopyPerson)},
	{".  .  .  .  *  .  .  i  .  .", string(SeeHealth)},
	{".  .  .  .  .  .  .  i  .  .", string(ManageUsers)},
	{".  .  .  .  .  .  .  .  i  .", string(GrantRoles)},
	{".  .  .  .  .  .  .  i  i  i", string(AgreeLetIn)},
	{".  .  .  .  .  .  .  i  .  .", string(ManageUnits)},
	{".  .  .  .  .  .  .  i  .  .", string(ManageAgencies)},
	{".  .  .  .  *  .  .  i  .  .", string(ManageCalendars)},
	{".  .  .  .  .  .  .  i  .  .", string(RunBackup)},
	{".  .  .  .  .  .  .  i  .  .", string(ReleaseMail)},
	{".  .  .  .  .  .  .  .  i  .", string(ReleaseFile)},
	{".  .  .  .  .  .  .  .  .  i", string(SeeAudit)},
	{".  .  .  .  *  .  .  .  .  i", string(SeeExports)},
	{".  .  .  .  a  .  .  .  .  .", string(ShareViews)},
	{".  .  .  .  .  .  a  .  .  .", string(SeeConsistency)},
	{".  .  .  .  .  .  a  .  .  .", string(WriteBench)},

	// On the yearly report: the government's counts as that of the agency whose office
	// coordinates.
	{"a  a  a  a  *  .  .  .  .  .", string(SeeYearly)},
	{"a  .  .  .  a  .  .  .  .  .", string(WriteYearly)},
	{"a  .  .  a  a  .  .  .  .  .", string(SendYearly)},
	{".  .  .  .  *  .  .  .  .  .", string(CollectYearly)},
	{".  .  .  a  .  .  .  .  .  .", string(PublishYearly)},

	// On files whose period of keeping is over: whoever proposed a list does not approve it.
	{"a  .  .  .  a  .  .  .  .  .", string(AppraiseFiles)},
	{".  .  .  a  a  .  .  .  .  .", string(ApproveDisposal)},
	{"a  .  .  .  a  .  .  .  .  .", string(CarryOut)},
}

// A Row is one cell of the table: what the role may do, and how far.
type Row struct {
	Do    string // a casefile.Act or a Permission
	Label string // Do in Chinese
	Role  Role
	Reach Reach
}

// rows is the table read once, by what is done and then by Roles.
var rows = readTable()

// readTable panics on a row that does not have one column for each role: such
// a table must not get as far as an office.
func readTable() map[string][]Row {
	all := map[string][]Row{}
	for _, line := range table {
		columns := strings.Fields(line.reach)
		if len(columns) != len(Roles) || all[line.do] != nil {
			panic("auth: the row of " + line.do + " is malformed or there twice")
		}
		label := cmp.Or(casefile.Act(line.do).Label(), reconsider.Act(line.do).Label(), lawsuit.Act(line.do).Label(), Permission(line.do).Label())
		for i, role := range Roles {
			all[line.do] = append(all[line.do], Row{line.do, label, role, Reach(columns[i][0])})
		}
	}
	return all
}

// Table returns every role × act and role × permission, the refused ones too,
// in the order of the table, for printing and for tests.
func Table() []Row {
	var all []Row
	for _, line := range table {
		all = append(all, rows[line.do]...)
	}
	return all
}
