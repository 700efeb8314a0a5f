package page

import (
	"net/url"
	"time"

	"mingda/internal/calendar"
	"mingda/internal/fault"
)

// StyleguidePage shows every component in both sizes, as the desk and as the
// portal draw it. Page "shared/styleguide".
type StyleguidePage struct {
	Base
	Desk, Portal StyleguideForms

	Notes      []Note
	Tags       []Tag
	Dues       []Due
	BigDue     BigDue
	Buttons    []Button
	BigButtons []Button
	Acts       ActBar
	InboxActs  []Button
	Track      []Stage
	Timeline   []TimelineEntry
	Calendar   ClockCalendar
	Steps      []Step
	Receipt    Receipt
	Where      Where
	WhereWait  Where
	Path       []PathStep
	Dates      ReceiptDates
	Balance    Balance
	Unbalanced Balance
	Inbox      InboxList
	Duplicates []Duplicate
	Viewer     Viewer
	Locked     Locked
	Checks     Checks
	Diff       []DiffLine
	Paper      Paper
	Tallies    []Tally
	Groups     CaseGroups
	Views      []SavedView
	Filter     Filter
	Selection  Selection
	Register   Register
	Pages      Pagination
	KV         []KV
	Summary    []SummaryRow
	Files      []FileItem
	Empty      Empty
	Aside      Aside
	Details    Details
	Example    Details
	Back       BackLink
	Inset      string
	Charts     []Chart
}

// StyleguideForms is one form with every kind of field, some of them refused.
type StyleguideForms struct {
	Fields  []Field
	Summary ErrorSummary
}

// Styleguide returns the page with sample data. base carries the office, the
// type size and the demo mark; today is the day that the samples are seen on.
func Styleguide(base Base, today calendar.Date) StyleguidePage {
	base.Title = "组件"
	p := StyleguidePage{Base: base, Desk: sampleForm("d-"), Portal: sampleForm("p-")}
	p.blocks(today)
	p.work(today)
	p.writing()
	p.tables(today)
	p.charts()
	p.citizens(today)
	return p
}

func sampleForm(prefix string) StyleguideForms {
	bad := fault.Form{}
	bad.Bad("idno", "styleguide_idno", 1)
	bad.Bad("way", "styleguide_way")
	bad.Bad("on", "date_unreadable")
	typed := url.Values{"name": {"阿卜杜热合曼·麦麦提明"}, "idno": {"65000019900101001"}, "on": {"六月三十日"}, "what": {"团结路片区（二期）房屋征收补偿方案"}, "form": {"paper"}, "also": {"scan"}}
	f := NewForm(typed, bad.Err()).WithPrefix(prefix)
	form := StyleguideForms{Fields: []Field{
		f.Text("name", "姓名").WithHint("与身份证一致。答复书写这个名字。").WithAutocomplete("name").AsRequired(),
		f.Text("idno", "身份证号").WithHint("条例第二十九条要求身份证明。加密保存，只有经办人看得到。").WithWidth("m").WithAutocomplete("off"),
		f.File("idscan", "身份证正反面照片").WithHint("JPG、PNG 或 PDF，每个不超过 10 MB。").WithAccept(".jpg,.jpeg,.png,.pdf").
			WithFiles([]UploadedFile{{Key: "k1", Name: "身份证正反面.jpg", Size: 1258291, Type: "image/jpeg"}}),
		f.Tel("tel", "手机号").WithHint("有不清楚的地方，我们先打电话。").WithValue("000-0000-1357"),
		f.Email("mail", "电子邮箱").WithHint("填了就能收到确认和答复。").AsOptional(),
		f.Date("on", "收到之日"),
		f.Textarea("what", "写明名称、文号，或者大致内容").WithHint("几样东西就分行写。").WithExample("2025年1月至12月，区教育和科技局批准的公办幼儿园收费备案表。\n如果没有备案表，请提供收费标准的批复文件。"),
		f.Select("unit", "要哪个机关", []Option{{Value: "1", Label: "明川区人民政府", Checked: true}, {Value: "2", Label: "区住房和城乡建设局（区人民防空办公室、区交通运输局）"}}),
		f.Radios("way", "怎样给您", []Option{{Value: "mail", Label: "电子邮件", Hint: "发到上面的邮箱"}, {Value: "web", Label: "在本网站下载", Hint: "凭收件号和查询码"}, {Value: "post", Label: "邮寄", Hint: "不收邮费"}, {Value: "self", Label: "自己来取"}}),
		f.Checkboxes("also", "一并要", []Option{{Value: "paper", Label: "纸质件"}, {Value: "scan", Label: "扫描件"}}).AsInline(),
		f.Checkbox("true", "以上是我本人填写的，属实。"),
		f.Hidden("version", "7"),
	}}
	form.Summary = ErrorSummary{Items: f.Errors()}
	return form
}

func (p *StyleguidePage) blocks(today calendar.Date) {
	p.Tags = []Tag{{State: Late, Text: "逾期 3 个工作日"}, {State: Today, Text: "今天"}, {State: Soon, Text: "剩余 1 个工作日"}, {State: OK, Text: "剩余 19 个工作日"}, {State: Stop, Text: "停表"}, {State: Done, Text: "已送达"}, {State: Line, Text: "未起算"}, {State: Line, Text: "附件 3", Icon: "clip"}}
	p.Dues = []Due{{State: Late, Text: "逾期 3 个工作日", On: today.AddDays(-5)}, {State: OK, Text: "剩余 5 日", On: today.AddDays(7), Short: true}, {State: Stop, Text: "停表", Note: "自 11月16日"}}
	p.BigDue = BigDue{Label: "最迟答复", On: today.AddDays(25), Tag: Tag{State: OK, Text: "剩余 19 个工作日"}}
	p.Notes = []Note{
		{Strong: "发现 2 处", Text: "　邮件未标字符集，按 GB18030 读出。正文没有写明获取信息的方式。", Link: Link{Label: "看原文", Href: "#notes"}},
		{Kind: Late, Strong: "还不能送审核：", Text: "缺 2 项。"},
		{Kind: Stop, Strong: "停表：", Text: "等第三方答复，11月25日满 15 个工作日。"},
		{Kind: Done, Strong: "已登记，", Text: "编号 2026-0222。"},
	}
	p.Buttons = []Button{{Label: "登记", Href: "#buttons", Key: "N"}, Button{Label: "记一笔", Href: "#buttons", Key: "M"}.Plain(), Button{Label: "撤回申请", Href: "#buttons"}.Grave(), Button{Label: "签收", Post: "#buttons", Hidden: []Hidden{{"version", "7"}}}.Plain(), {Label: "进入", About: "冯小满", Href: "#buttons", Kind: "plain", Size: "small"}}
	p.BigButtons = []Button{Button{Label: "开始申请", Href: "#buttons", Icon: "go"}.Big(), Button{Label: "先存着，以后再填", Href: "#buttons"}.Plain().Big(), Button{Label: "撤回申请", Href: "#buttons"}.Grave().Big()}
	p.KV = []KV{{Label: "姓名", Value: "阿卜杜热合曼·麦麦提明"}, {Label: "类别", Value: "自然人"}, {Label: "联系", Value: "000-****-1357", Nowrap: true}, {Label: "代理人"}}
	p.Summary = []SummaryRow{{Key: "姓名", Value: "阿卜杜热合曼·麦麦提明", Href: "#summary"}, {Key: "内容", Value: "1. 团结路片区（二期）房屋征收补偿方案\n2. 该片区征收补偿资金拨付凭证", Href: "#summary"}, {Key: "附件", Href: "#summary", Act: "加"}}
	p.Files = []FileItem{{Name: "来信原件.eml", Href: "#files", Note: "2.1 MB", Icon: "mail"}, {Name: "补偿方案（区政府批复）.pdf", Href: "#files", Note: "18 页"}}
	p.Empty = Empty{Title: "都登记完了", Text: "邮箱、网上申请、来信和当面申请收到后排在这里，旧的在前。邮箱 11:42 收过一次，没有新邮件。", Acts: []Button{{Label: "录一封来信", Href: "#empty"}, Button{Label: "记一次当面申请", Href: "#empty"}.Plain()}}
}

func (p *StyleguidePage) work(today calendar.Date) {
	p.Acts = ActBar{Acts: []Button{{Label: "继续拟稿", Href: "#acts", Key: "D"}, Button{Label: "记一笔", Href: "#acts", Key: "M"}.Plain(), Button{Label: "加材料", Href: "#acts", Key: "F"}.Plain(), Button{Label: "登记撤回", Href: "#acts"}.Plain()},
		More: []ActGroup{
			{Title: "征求意见", Article: "条例第三十二条", Acts: []Button{Button{Label: "征求第三方意见", Href: "#acts"}.Plain()}},
			{Title: "收费", Article: "条例第四十二条", Acts: []Button{Button{Label: "发收费通知", Href: "#acts"}.Plain(), Button{Label: "登记缴费", Href: "#acts"}.Plain()}},
		},
		Cant: []string{"不能再延期（条例只许一次）", "不能再发补正通知（已过 7 个工作日）"}}
	p.InboxActs = []Button{{Label: "登记", Name: "act", Value: "register", Key: "Enter"}, {Label: "并入", Name: "act", Value: "join", Key: "B", Kind: "plain"}, {Label: "拆分", Name: "act", Value: "split", Key: "C", Kind: "plain"}, {Label: "不予登记", Name: "act", Value: "aside", Key: "X", Kind: "plain"}, {Label: "先放着", Name: "act", Value: "later", Key: "L", Kind: "plain"}}
	p.Track = []Stage{{Label: "收件登记", State: "past", On: today.AddDays(-62)}, {Label: "分办", State: "past", On: today.AddDays(-61)}, {Label: "征求意见", State: "past", Note: "停表 25 天"}, {Label: "延期", State: "past", On: today.AddDays(-5)}, {Label: "拟稿", State: "now", By: "周予安"}, {Label: "审核"}, {Label: "签发"}, {Label: "送达"}, {Label: "归档"}}
	p.Timeline = []TimelineEntry{
		{Title: "开始拟稿", By: "周予安", At: at(today.AddDays(-3), 16, 40), Text: "拟：部分公开。第 3 项涉及其他被征收人，遮挡后提供。"},
		{Title: "延期通知书送达", By: "电子邮件", At: at(today.AddDays(-4), 10, 12), Text: "系统回执已存。", Links: []Link{{"明政公开延〔2026〕31号", "#timeline"}}},
		{Title: "第三方答复：不同意公开", By: "其他被征收人 3 户", On: today.AddDays(-20), Kind: "stop", Text: "期限自次日起恢复计算。"},
		{Title: "自动确认收到", By: "系统", At: at(today.AddDays(-62), 14, 58), Kind: "machine"},
	}
	p.Calendar = sampleCalendar(today)
	p.Steps = []Step{{Text: "2026年9月22日（星期二）收到申请，当日不计。", Source: "条例第三十一条第三项；自动确认当日发出"}, {Text: "20 个工作日，自 9月23日起算。中秋 9月25日、国庆 10月1日至7日不计。", Source: "条例第三十三条第二款"}, {Text: "最迟 2026年12月18日（星期五）。", Strong: true}}
	p.Dates = ReceiptDates{Name: "receipt_on", ID: "receipt-on", Options: []ReceiptDate{
		{Value: "2026-11-20", On: today.AddDays(-3), Suggested: true, Checked: true, Reason: "自动确认 11月20日 21:47:08 发出，对方邮箱已收。条例第三十一条第三项、指导性案例 26 号"},
		{Value: "2026-11-23", On: today, Reason: "今天电话与申请人确认。条例第三十一条第三项；尚未通话"},
		{Value: "other", Label: "另定", Reason: "须写明依据，存入台账"}},
		Result: "选 11月20日，则最迟 2026年12月18日（星期五）答复。最严的算法也是这一天。"}
	terms := []BalanceTerm{{"登记", 8}, {"并入", 2}, {"不予登记", 1}, {"等待", 12}}
	p.Balance = Balance{Title: "今日平账", Received: 23, Terms: terms, MoreHref: "#inbox"}
	p.Unbalanced = Balance{Title: "昨日平账", Received: 24, Terms: terms, DiffHref: "#inbox"}
	p.Inbox = InboxList{Total: 12, MoreHref: "#inbox", MoreText: "再看 9 件", Items: []InboxItem{
		{Href: "#inbox", Door: Door{"post", "挂号信"}, At: "11月20日", Subject: "公办幼儿园收费备案表", From: "许望舒"},
		{Href: "#inbox", Door: Door{"mail", "邮箱"}, At: "11月20日 21:47", Subject: "申请公开团结路片区征收补偿材料", From: "阿卜杜热合曼·麦麦提明", Tags: []Tag{{State: Soon, Text: "疑似重复 2", Icon: "none"}, {State: Line, Text: "附件 3"}}, Current: true},
		{Href: "#inbox", Door: Door{"desk", "当面"}, At: "11月23日 10:05", Subject: "口头申请：补助资金分配表", From: "古丽娜尔·艾合买提", Tags: []Tag{{State: Line, Text: "代填"}}}}}
	p.Duplicates = []Duplicate{{Number: "2026-0158", Text: "同一人，同一片区", Reasons: "姓名、电话相同；内容 3 项中 2 项相同；9月22日收到，在办", Href: "#inbox"}}
	p.Viewer = Viewer{Label: "来信扫描件", Pages: []ViewerPage{{Name: "信封.png", Src: AssetPath("seal.svg")}, {Name: "第 1 页.png", Src: AssetPath("seal.svg")}}}
}

func at(d calendar.Date, hour, minute int) time.Time {
	return d.Start().Add(time.Duration(hour)*time.Hour + time.Duration(minute)*time.Minute)
}

// sampleCalendar shows every kind of day in the five weeks around today; it
// counts for show, not by law.
func sampleCalendar(today calendar.Date) ClockCalendar {
	const before, after = 20, 14
	var days []CalendarDay
	for i := -before; i <= after; i++ {
		d := CalendarDay{On: today.AddDays(i), Kind: DayCounted, Today: i == 0}
		switch weekday := d.On.Weekday(); {
		case i == -before:
			d.Kind = DayReceived
		case i == after:
			d.Kind = DayLast
		case i > -15 && i < -7:
			d.Kind, d.MakeUp = DayStopped, weekday == time.Saturday
		case weekday == time.Saturday || weekday == time.Sunday:
			d.Kind = DayOff
		case i == -5:
			d.Kind = DayHoliday
		case i > 0:
			d.Kind = DayExtended
		}
		days = append(days, d)
	}
	return NewClockCalendar(days)
}
