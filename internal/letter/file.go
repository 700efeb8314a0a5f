package letter

import (
	"time"

	"mingda/internal/calendar"
)

// A File is what the inner sheets take from the case beside what letters say of
// it: who did what and when, and what lies in the file (条例 45).
type File struct {
	Unit         string        `json:"unit,omitempty"`    // 承办单位
	Officer      string        `json:"officer,omitempty"` // 经办人
	AssignedOn   calendar.Date `json:"assigned_on,omitzero"`
	RegisteredBy string        `json:"registered_by,omitempty"`
	RegisteredOn calendar.Date `json:"registered_on,omitzero"`
	ReceiptRule  string        `json:"receipt_rule,omitempty"` // by which rule the day of receipt was chosen
	Result       string        `json:"result,omitempty"`       // how the case ended, in words
	EndedOn      calendar.Date `json:"ended_on,omitzero"`      // day of the reply, or of the end without one
	ArchivedOn   calendar.Date `json:"archived_on,omitzero"`
	Steps        []Step        `json:"steps,omitempty"`  // of the letter of an approval sheet, oldest first
	Papers       []FilePaper   `json:"papers,omitempty"` // what lies in the file, in order
}

// A Step is one thing that was done to a draft.
type Step struct {
	Do     string    `json:"do"` // such as 审核
	Who    string    `json:"who"`
	At     time.Time `json:"at"`
	Remark string    `json:"remark,omitempty"`
}

// The steps that a letter needs: where one is still to be done, the approval sheet
// leaves room for it.
const (
	StepDraft = "拟稿"
	StepCheck = "审核"
	StepSign  = "签发"
)

// A FilePaper is one document of a file.
type FilePaper struct {
	Name   string        `json:"name"`
	Number string        `json:"number,omitempty"`
	On     calendar.Date `json:"on,omitzero"`
	Pages  int           `json:"pages,omitempty"` // 0: to be counted by hand
}

// file returns what the inner sheets take from the case, nothing where there is
// none.
func (f Facts) file() File {
	if f.File == nil {
		return File{}
	}
	return *f.File
}

// shortDay is a day as it stands in a narrow column.
func shortDay(d calendar.Date) string {
	if d.IsZero() {
		return ""
	}
	return d.String()
}

// registration is the form in which a request stands in the register (条例 29, 45).
type registration struct{ Remark string }

func (*registration) addressee() string { return "" }

func (r *registration) fields(Facts) []Field {
	return []Field{{Name: "remark", Label: "备注", Type: TextField, into: &r.Remark}}
}

func (r *registration) write(c *composer) {
	f, file := c.facts, c.facts.file()
	a := f.Applicant
	c.inner()
	rows := []TableRow{
		room(1, "案件编号", f.CaseNumber, "收件号", f.IntakeNumber),
		room(1, "申请人", a.Name, "类别", a.Class.Label()),
		room(1, "证件号码", a.IDNumber),
	}
	if f.you() != "您" {
		rows = append(rows, room(1, "法定代表人", a.Representative, "联系人", a.Contact))
	}
	if a.Agent != "" {
		rows = append(rows, room(1, "代理人", a.Agent))
	}
	by := file.ReceiptRule
	if by != "" {
		by = "（" + by + "）"
	}
	c.block(form(append(rows,
		room(1, "电话", a.Phone, "邮箱", a.Email),
		room(1, "地址", joined(a.Address, a.PostCode)),
		room(1, "提交方式", doorWords[f.Door], "提交之日", f.ArrivedOn.Chinese()),
		room(1, "收到申请之日", f.ReceivedOn.Chinese()+by),
		room(1, "最迟答复之日", f.dueShown()),
		room(4, f.contentLabel("申请内容"), askedInCell(f)),
		room(1, "提供形式", f.Medium.Label(), "获取方式", f.Delivery.Label()),
		room(1, "所附材料", joinNames(f.Attachments)),
		room(1, "登记人", file.RegisteredBy, "登记之日", file.RegisteredOn.Chinese()),
		room(1, "承办单位", file.Unit),
		room(1, "经办人", file.Officer, "分办之日", file.AssignedOn.Chinese()),
		room(2, "备注", r.Remark),
	)...))
}

// joined puts the post code behind the address.
func joined(address, postCode string) string {
	if address == "" || postCode == "" {
		return address + postCode
	}
	return address + "（邮政编码" + postCode + "）"
}

// approval is the sheet on which a letter was drafted, checked and signed (条例 17,
// 45), as the ledger has it.
type approval struct{}

func (*approval) addressee() string { return "" }

func (*approval) fields(Facts) []Field { return nil }

func (*approval) write(c *composer) {
	f, file := c.facts, c.facts.file()
	c.inner()
	var of Reference
	if n := len(f.Letters); n > 0 {
		of = f.Letters[n-1]
	}
	number := of.Number
	if number == "" {
		number = "（签发时取）"
	}
	rows := []TableRow{
		room(1, "文书", of.Name),
		room(1, "文号", number, "成文日期", of.On.Chinese()),
	}
	if file.Result != "" {
		rows = append(rows, room(1, "办理结果", file.Result))
	}
	c.block(form(append(append(rows,
		room(1, "案件编号", f.CaseNumber, "经办人", file.Officer),
		room(1, "申请人", f.Applicant.Name),
		room(1, "收到申请之日", f.ReceivedOn.Chinese(), "最迟答复之日", f.Due.Chinese()),
		room(1, "承办单位", file.Unit),
		room(2, f.contentLabel("申请内容"), askedInCell(f)),
		room(1, "所附材料", joinNames(f.Attachments)),
	), f.Examined.rows()...)...))
	c.block(Block{Table: &Table{Head: []string{"环节", "办理人、时间", "意见"}, Widths: []int{3, 8, 17}, Rows: stepRows(file.Steps)}})
	c.block(note("说明：本单的办理人、时间和意见取自台账；公开前的审查（条例第十七条）没有记入台账的，由审查人签名并写明日期。"))
}

// stepRows are the steps that were done, and room for those to come.
func stepRows(steps []Step) []TableRow {
	var rows []TableRow
	last := -1 // the step that stands; a return makes none of those behind the draft stand
	order := []string{StepDraft, StepCheck, StepSign}
	for _, s := range steps {
		last = 0
		for i, do := range order {
			if s.Do == do {
				last = i
			}
		}
		rows = append(rows, room(1, s.Do, s.Who+"\n"+shortDay(calendar.DateOf(s.At))+" "+calendar.ClockTime(s.At), s.Remark))
	}
	for _, do := range order[last+1:] {
		rows = append(rows, room(2, do, "", ""))
	}
	return rows
}

func (*approval) check(c *checker) {
	if len(c.facts.file().Steps) == 0 {
		c.found(Missing, "", "还没有拟稿", "条例第四十五条")
	}
}

// chase reminds a unit of what it owes, and leaves room for its answer (督办).
type chase struct {
	Unit, Why, Ask, From string
	By                   calendar.Date
}

func (*chase) addressee() string { return "" }

func (n *chase) fields(f Facts) []Field {
	return []Field{
		{Name: "unit", Label: "督办的单位", Type: LineField, Standard: f.file().Unit, Required: true, into: &n.Unit},
		{Name: "chase_why", Label: "事由", Type: ChoiceField, Standard: "near", into: &n.Why,
			Options: []Option{{"near", "答复期限将到"}, {"late", "答复期限已过"}, {"unsigned", "分办后没有签收"}, {"inner", "内部期限已过"}, {"help", "没有按时回复协助查找"}}},
		{Name: "ask", Label: "要求", Type: TextField, Required: true, into: &n.Ask, Hint: "写做到哪一步，如：提出答复意见，连同检索记录送政府信息公开工作机构。"},
		{Name: "by", Label: "请在哪一天前办结", Type: DateField, Required: true, into: &n.By},
		{Name: "asking", Label: "督办人", Type: LineField, Required: true, into: &n.From},
	}
}

func (n *chase) write(c *composer) {
	f, file := c.facts, c.facts.file()
	c.inner()
	why := ""
	for _, field := range c.fields {
		if field.Name == "chase_why" {
			why = field.Show(n.Why)
		}
	}
	c.add(Paragraph{Level: Flush, Runs: c.runs("{unit}：")})
	c.block(form(
		room(1, "案件编号", f.CaseNumber, "收到申请之日", f.ReceivedOn.Chinese()),
		room(1, "最迟答复之日", f.Due.Chinese(), "分办之日", file.AssignedOn.Chinese()),
		room(3, f.contentLabel("申请内容"), askedInCell(f)),
		room(1, "经办人", file.Officer, "事由", why),
		room(3, "要求", n.Ask),
		room(1, "请办结之日", n.By.Chinese()),
		room(1, "督办人", n.From, "日期", f.lawDay().Chinese()),
	))
	c.add(Paragraph{Level: Centred, Runs: []Run{{Text: "办理情况"}}})
	c.block(form(
		room(3, "办到哪一步", ""),
		room(2, "没有按时办的原因", ""),
		room(1, "何时办结", dayShort, "签收之日", dayShort),
		room(1, "经办人签名", "", "单位负责人", ""),
	))
	if f.isCorrection() {
		c.block(note("说明：" + f.ownPeriod()))
		return
	}
	c.block(note("说明：答复期限自收到申请之日起二十个工作日，经同意延长的另加，逾期不答复的，申请人可以申请行政复议（条例第三十三条、第五十一条）。"))
}

func (n *chase) check(c *checker) {
	on := c.facts.lawDay()
	if !n.By.IsZero() && n.By.Before(on) {
		c.found(Missing, "by", "请办结之日"+n.By.Chinese()+"已过", "")
	}
	if due := c.facts.Due; n.Why != "late" && !n.By.IsZero() && !due.IsZero() && n.By.After(due) {
		c.found(Look, "by", "请办结之日晚于最迟答复之日"+due.Chinese(), "条例第三十三条第二款")
	}
}

// archiveCover is the cover of a file that is put away (案卷封面, 条例 45).
type archiveCover struct{ Keep, Fonds string }

func (*archiveCover) addressee() string { return "" }

func (a *archiveCover) fields(Facts) []Field {
	return []Field{
		{Name: "keep", Label: "保管期限", Type: LineField, into: &a.Keep, Hint: "按本机关的归档范围和保管期限表；不填的，手写。"},
		{Name: "fonds", Label: "全宗号", Type: LineField, into: &a.Fonds},
	}
}

func (a *archiveCover) write(c *composer) {
	f, file := c.facts, c.facts.file()
	c.inner()
	number := ""
	if n := len(f.Letters); n > 0 {
		number = f.Letters[n-1].Number
	}
	c.block(form(
		room(4, "题名", archiveTitle(f)),
		room(2, "案件编号", f.CaseNumber, "收件号", f.IntakeNumber),
		room(2, "申请人", f.Applicant.Name),
		room(2, "收到申请之日", f.ReceivedOn.Chinese(), "办结之日", file.EndedOn.Chinese()),
		room(2, "办理结果", file.Result),
		room(2, "答复文号", number),
		room(2, "承办单位", file.Unit),
		room(2, "经办人", file.Officer, "立卷人", ""),
		room(2, "卷内文件", itoa(len(file.Papers))+"件　　　页", "保管期限", a.Keep),
		room(2, "归档之日", file.ArchivedOn.Chinese()),
		room(2, "全宗号", a.Fonds, "目录号", ""),
		room(2, "案卷号", "", "年度", itoa(f.ReceivedOn.Year())),
	))
}

// archiveTitle names the file: who asked for what.
func archiveTitle(f Facts) string {
	what := clean(f.AskedFor)
	if f.Subject != "" {
		what = clean(f.Subject)
	}
	if f.isCorrection() {
		return f.Applicant.Name + "申请更正" + what + "案卷"
	}
	return f.Applicant.Name + "申请公开" + what + "案卷"
}

// archiveContents lists what lies in a file (卷内目录).
type archiveContents struct{}

func (*archiveContents) addressee() string { return "" }

func (*archiveContents) fields(Facts) []Field { return nil }

func (*archiveContents) write(c *composer) {
	f, file := c.facts, c.facts.file()
	c.inner()
	c.add(Paragraph{Level: Flush, Runs: []Run{{Text: "案件编号：" + f.CaseNumber}}})
	table := Table{Head: []string{"序号", "题名", "文号、编号", "日期", "页数"}, Widths: []int{3, 9, 7, 6, 3}}
	for i, p := range file.Papers {
		pages := ""
		if p.Pages > 0 {
			pages = itoa(p.Pages)
		}
		table.Rows = append(table.Rows, room(1, itoa(i+1), p.Name, p.Number, shortDay(p.On), pages))
	}
	c.block(Block{Table: &table})
	c.block(form(
		room(1, "共", itoa(len(file.Papers))+"件", "总页数", ""),
		room(1, "立卷人", "", "检查人", ""),
		room(2, "备注", ""),
	))
}

func (*archiveContents) check(c *checker) {
	if len(c.facts.file().Papers) == 0 {
		c.found(Missing, "", "案卷里没有文件", "条例第四十五条")
	}
}
