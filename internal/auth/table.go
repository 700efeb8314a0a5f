package auth

import (
	"strings"

	"mingda/internal/casefile"
)

// A Permission is something a person can do that is not an act on a case. The
// words do not collide with those of casefile.Act.
type Permission string

// The permissions.
const (
	TakeIn          Permission = "take-in"          // 收件: enter a letter or a visit
	SeeIntake       Permission = "see-intake"       // 看收件
	Register        Permission = "register"         // 登记
	Join            Permission = "join"             // 并入
	Split           Permission = "split"            // 拆分
	SetAside        Permission = "set-aside"        // 不予登记
	Reopen          Permission = "reopen"           // 重新打开收件
	SeeBalance      Permission = "see-balance"      // 看每日核对
	SeeOutbox       Permission = "see-outbox"       // 看待发: holds addresses of applicants
	SeeHealth       Permission = "see-health"       // 看运行情况: numbers only
	ManageUsers     Permission = "manage-users"     // 管人员: open, disable, reset a password
	GrantRoles      Permission = "grant-roles"      // 授角色
	ManageUnits     Permission = "manage-units"     // 管承办单位
	ManageAgencies  Permission = "manage-agencies"  // 管机关设置
	ManageCalendars Permission = "manage-calendars" // 管工作日历
	RunBackup       Permission = "run-backup"       // 备份
	SeeAudit        Permission = "see-audit"        // 看审计记录
)

// A Reach is how far a role's right to do something goes.
type Reach byte

// The reaches, from nothing to everything.
const (
	Nowhere      Reach = '.' // not at all
	OwnUnit      Reach = 'u' // cases assigned to one's own unit
	OwnAgency    Reach = 'a' // within one's own agency
	Installation Reach = 'i' // within one's own agency; everywhere for a person of no agency
	Everywhere   Reach = '*' // all agencies
)

// Label returns the reach in Chinese, as the printed table shows it.
func (r Reach) Label() string {
	return map[Reach]string{Nowhere: "—", OwnUnit: "本单位", OwnAgency: "本机关", Installation: "所管范围", Everywhere: "全部"}[r]
}

// table is the whole of who may do what, one row for each act, one column for
// each of Roles in its order. May, MayDo, SightOf, the printed table and its
// test are all read from it. What every row leaves unsaid: separation of
// duties (separated) holds on top of it.
//
// Officers stay within their unit, because a case file is personal data and
// 条例 leaves the finding of information to the unit that holds it. Annulling
// takes somebody other than the clerk who registered. The bureau's roles get
// their sight of a case through the reconsideration that concerns it.
var table = []struct{ do, label, reach string }{
	//                                                收 经 审 签 统 承 负 系 安 计
	{string(casefile.See), "查看", "                   a  u  a  a  *  .  .  .  .  ."},
	{string(casefile.Assign), "分办", "                a  .  a  .  a  .  .  .  .  ."},
	{string(casefile.SignFor), "签收", "               .  u  .  .  .  .  .  .  .  ."},
	{string(casefile.Note), "记一笔", "                a  u  a  a  a  .  .  .  .  ."},
	{string(casefile.AddMaterial), "加材料", "         a  u  a  a  a  .  .  .  .  ."},
	{string(casefile.Draft), "拟稿", "                 .  u  .  .  .  .  .  .  .  ."},
	{string(casefile.Submit), "送审核", "              .  u  .  .  .  .  .  .  .  ."},
	{string(casefile.Check), "审核", "                 .  .  a  .  .  .  .  .  .  ."},
	{string(casefile.Return), "退回", "                .  .  a  a  .  .  .  .  .  ."},
	{string(casefile.Sign), "签发", "                  .  .  .  a  .  .  .  .  .  ."},
	{string(casefile.Serve), "送达", "                 a  u  .  .  a  .  .  .  .  ."},
	{string(casefile.TakeSupplement), "收到补正", "     a  u  .  .  a  .  .  .  .  ."},
	{string(casefile.Withdraw), "登记撤回", "           a  u  .  .  a  .  .  .  .  ."},
	{string(casefile.Close), "结案", "                 a  u  .  .  a  .  .  .  .  ."},
	{string(casefile.Archive), "归档", "               a  u  .  .  a  .  .  .  .  ."},
	{string(casefile.CorrectReceipt), "更正收到之日", " a  .  a  .  a  .  .  .  .  ."},
	{string(casefile.CorrectPerson), "更正申请人信息", "a  .  a  .  a  .  .  .  .  ."},
	{string(casefile.ReplaceCode), "换查询码", "        a  .  .  .  a  .  .  .  .  ."},
	{string(casefile.Annul), "撤销登记", "              .  .  a  a  a  .  .  .  .  ."},

	{string(TakeIn), "收件", "                         a  .  .  .  a  .  .  .  .  ."},
	{string(SeeIntake), "看收件", "                    a  .  .  .  *  .  .  .  .  ."},
	{string(Register), "登记", "                       a  .  .  .  a  .  .  .  .  ."},
	{string(Join), "并入", "                           a  .  .  .  a  .  .  .  .  ."},
	{string(Split), "拆分", "                          a  .  .  .  a  .  .  .  .  ."},
	{string(SetAside), "不予登记", "                    a  .  .  .  a  .  .  .  .  ."},
	{string(Reopen), "重新打开收件", "                  a  .  .  .  a  .  .  .  .  ."},
	{string(SeeBalance), "看每日核对", "                a  .  a  a  *  .  .  .  .  ."},
	{string(SeeOutbox), "看待发", "                    a  .  .  .  *  .  .  .  .  ."},
	{string(SeeHealth), "看运行情况", "                 .  .  .  .  *  .  .  i  .  ."},
	{string(ManageUsers), "管人员", "                  .  .  .  .  .  .  .  i  .  ."},
	{string(GrantRoles), "授角色", "                   .  .  .  .  .  .  .  .  i  ."},
	{string(ManageUnits), "管承办单位", "               .  .  .  .  .  .  .  i  .  ."},
	{string(ManageAgencies), "管机关设置", "            .  .  .  .  .  .  .  i  .  ."},
	{string(ManageCalendars), "管工作日历", "           .  .  .  .  .  .  .  i  .  ."},
	{string(RunBackup), "备份", "                      .  .  .  .  .  .  .  i  .  ."},
	{string(SeeAudit), "看审计记录", "                  .  .  .  .  .  .  .  .  .  i"},
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
		for i, role := range Roles {
			all[line.do] = append(all[line.do], Row{line.do, line.label, role, Reach(columns[i][0])})
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
