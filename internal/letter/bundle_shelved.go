package letter

import "mingda/internal/calendar"

// Shelved is what the cover of a file says that is put away (归档).
type Shelved struct {
	Fonds  string        // 全宗: the agency
	Number string        // 档号
	Year   int           // 年度
	Keep   string        // 保管期限
	Until  calendar.Date // none for ever
	Why    string        // why it is kept so long
	Rule   string        // whose rule that is
	Result string
	Ended  calendar.Date
	Unit   string
	On     calendar.Date // 归档之日
}

// shelvedCover is the cover of the file (案卷封面).
func (v Volume) shelvedCover() Letter {
	s := v.Shelved
	l := v.page("政府信息公开申请案卷")
	in := 0
	for _, i := range v.Items {
		if !i.Out {
			in++
		}
	}
	reply := v.Reply
	if reply == "" {
		reply = "没有答复"
	}
	keep := s.Keep
	if !s.Until.IsZero() {
		keep += "，至 " + s.Until.Chinese()
	}
	l.Blocks = []Block{form( // on one page
		room(1, "全宗", s.Fonds, "档号", s.Number),
		room(3, "题名", v.Applicant+"申请公开"+v.Subject+"案卷"),
		room(1, "年度", itoa(s.Year), "案件编号", v.CaseNumber),
		room(1, "收到申请之日", v.ReceivedOn.Chinese(), "办结之日", s.Ended.Chinese()),
		room(1, "办理结果", s.Result, "答复文号", reply),
		room(1, "承办单位", s.Unit),
		room(1, "保管期限", keep),
		room(1, "定期限的理由", s.Why),
		room(1, "卷内文件", itoa(in)+"件，共"+itoa(v.Pages)+"页"),
		room(1, "立卷人", v.MadeBy, "归档之日", s.On.Chinese()),
	), note("保管期限依据：" + s.Rule + "。从归档年度的次年1月1日起算。")}
	return l
}

// shelvedContents is the list of what lies in the file (卷内目录).
func (v Volume) shelvedContents() Letter {
	l := v.page(v.ContentsTitle())
	l.Blocks = []Block{{Paragraph: &Paragraph{Level: Flush, Runs: []Run{{Text: "档号：" + v.Shelved.Number}}}}}
	table := Table{Head: []string{"序号", "文号", "责任者", "题名", "日期", "页号", "备注"}, Widths: []int{4, 11, 9, 13, 11, 6, 6}}
	for _, i := range v.Items {
		if !i.Out {
			table.Rows = append(table.Rows, room(1, itoa(i.N), i.Number, i.By, i.Name, shortDay(i.On), pagesFromTo(i.From, i.To), i.Note))
		}
	}
	l.Blocks = append(l.Blocks, Block{Table: &table})
	left := Table{Head: []string{"没有归入的材料", "理由"}, Widths: []int{15, 15}}
	for _, i := range v.Items {
		if i.Out {
			left.Rows = append(left.Rows, room(1, i.Name, i.Reason))
		}
	}
	if len(left.Rows) > 0 {
		l.Blocks = append(l.Blocks, Block{Paragraph: &Paragraph{Level: Heading, Runs: []Run{{Text: "没有归入案卷的材料"}}}}, Block{Table: &left})
	}
	return l
}
