package disposal

// A Going is how something goes when its time is over.
type Going string

// The ways.
const (
	ByItself Going = "自动"  // a timed job takes it away
	ByList   Going = "审批"  // by a list that another person approves
	ByHand   Going = "人工"  // a person takes it away, outside this program or by a page
	NotAtAll Going = "不删除" // nothing here takes it away
)

// A Rule says how long one kind of data is kept, on what ground, and how it goes. It tells
// what the program does; the periods of an agency's own table (保管期限表) stand above it.
type Rule struct {
	What   string
	Period string
	Basis  string // article, or "本系统的做法" where no rule says it
	Going  Going
	Who    string // who decides, or which job does it
}

// ownPractice is the basis of what no rule says.
const ownPractice = "本系统的做法；个人信息保护法第十九条：必要的最短时间"

// The rules of what is kept of people in cases and in what came in.
var (
	OfFiles   = Rule{"案卷：申请、来信、材料、答复，连同个人信息", "归档时定：10年、30年或者永久，从归档年度的次年1月1日起算", "档案法第二十一条；国家档案局令第8号、第13号", ByList, "档案人员鉴定，另一位批准，两人监销；暂缓的、有争议的不销毁"}
	OfOpen    = Rule{"没有归档的申请", "到办结归档为止", "条例第四十五条；档案法第二十一条", NotAtAll, "先归档，再按案卷"}
	OfInputs  = Rule{"没有登记、置于一边的收件", "没有期限", "本系统的做法：收到的一件不丢", NotAtAll, "要删除的，登记成案件、归档后按案卷"}
	OfReviews = Rule{"行政复议、行政诉讼案件", "没有期限", "按复议机关自己的保管期限表", NotAtAll, "本系统还不归档、不销毁它们"}
)

// Rules are the rules of retention, the weightiest first.
var Rules = []Rule{
	OfFiles, OfOpen, OfInputs, OfReviews,
	{"台账的条目：编号、日期、环节、经办人", "一直", "销毁以后仍要能核对（国家档案局令第13号）", NotAtAll, "个人部分随案卷销毁，条目和摘要留着"},
	{"销毁清册", "一直", "国家档案局令第13号", NotAtAll, "清册不销毁"},
	{"审计记录", "一直；法定最低六个月", "网络安全法第二十一条第三项（2017年施行的文本，条号以现行文本为准）：网络日志不少于六个月", NotAtAll, "本系统还不清理"},
	{"导出记录", "一直", "本系统的做法：取走了什么要能核对", NotAtAll, "查找的号码只留摘要"},
	{"没有交上来的表单和它的附件", "24小时没有动过", ownPractice, ByItself, "定时任务“清理过期表单”；附件在两天以后的夜里"},
	{"没有人用的上传文件", "两天", ownPractice, ByItself, "定时任务“清理无主文件”"},
	{"发出的邮件正文", "发出、放弃以后就不留", ownPractice, ByItself, "发件箱；留下主题、时间和退信原因"},
	{"从文件里读出来的文字、检索用的词", "和案卷一样", "档案法第二十一条", ByList, "随案卷销毁"},
	{"导入的旧台账的行", "和案卷一样", "档案法第二十一条", ByList, "随案卷销毁"},
	{"导入的旧台账的工作簿", "没有期限", "本系统的做法：里面也有别人的", NotAtAll, "本系统不删除"},
	{"登录会话", "不用了一小时、最长十二小时（可配置）", ownPractice, ByItself, "到时结束"},
	{"输错密码的次数", "一天", ownPractice, ByItself, "只存摘要"},
	{"账号：姓名、登录名、单位、邮箱", "一直", "经办、审核、签发是谁，案卷要能说明", NotAtAll, "离开的人停用，不删除"},
	{"夜间备份", "按配置的份数（[backup] keep）", ownPractice, ByItself, "定时任务“备份”做完新的，删最旧的"},
	{"别处的备份、导出的文件夹", "本系统不知道", "个人信息保护法第四十七条", ByHand, "销毁案卷以后，系统管理员删掉旧的"},
	{"运行日志", "服务器上的设置", "网络安全法第二十一条第三项：不少于六个月", ByHand, "系统管理员；日志里没有个人信息"},
}
