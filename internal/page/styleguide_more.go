package page

import (
	"mingda/internal/calendar"
	"mingda/internal/chart"
)

// This file holds the samples of the style guide for writing, tables and the
// citizens' pages; styleguide.go has the page and the rest.

func (p *StyleguidePage) writing() {
	p.Locked = Locked{Paragraphs: []string{"根据《中华人民共和国政府信息公开条例》第十五条、第三十二条、第三十六条第二项和第三项、第三十七条的规定，本机关作区分处理：可以公开的内容予以提供，涉及第三方个人隐私的内容不予公开。"}, Source: "随结果与理由自动更换　条例第十五条、第三十二条"}
	p.Checks = Checks{ID: "checks-sample", Items: []Check{
		{State: Late, Text: "没有第三方答复之日", Source: "条例第三十二条", Link: Link{"去填", "#checks"}},
		{State: Soon, Text: "附件“分户补偿表”第 3 页像有身份证号", Link: Link{"去看", "#checks"}},
		{State: Done, Text: "收件人与申请一致：阿卜杜热合曼·麦麦提明"},
		{State: Done, Text: "救济途径合今日之法", Source: "另 4 项通过"}}}
	p.Diff = []DiffLine{{Lead: "添一段：", Parts: []DiffPart{{"ins", "分户补偿表只遮挡其他被征收人的身份证号、银行账号、电话。"}}}, {Lead: "第 2 段：", Parts: []DiffPart{{"", "随本答复书以"}, {"del", "邮寄"}, {"ins", "电子邮件"}, {"", "提供"}}}}
	p.Paper = Paper{Label: "答复书第一页", Head: "明川区人民政府", Title: "政府信息公开答复书", Addressee: "阿卜杜热合曼·麦麦提明", Sign: "明川区人民政府", Draft: true, Foot: "第 1 页，共 1 页", PDFHref: "#paper",
		Paragraphs: []PaperParagraph{
			{{Text: "本机关于2026年9月22日收到您提交的政府信息公开申请，您要求公开团结路片区（二期）房屋征收补偿方案。经审查，现答复如下："}},
			{{Text: "一、《团结路片区（二期）房屋征收补偿方案》予以公开，随本答复书以电子邮件提供。"}},
			{{Text: "二、本机关书面征求第三方意见，"}, {Text: "　　　　年　月　日", Gap: true}, {Text: "收到答复，该部分不予公开。"}}}}
}

func (p *StyleguidePage) tables(today calendar.Date) {
	p.Tallies = []Tally{{Href: "#late", State: Late, Count: 2, Label: "已逾期", Note: "最长 3 个工作日"}, {Href: "#today", State: Today, Count: 3, Label: "今天到期", Note: "1 件签了还没寄"}, {Href: "#groups", State: OK, Count: 4, Label: "本周到期", Note: "到 11月27日（星期五）"}, {Href: "#groups", State: Stop, Count: 11, Label: "等申请人", Note: "补正以后重新计算"}}
	p.Groups = CaseGroups{Caption: "要做的事，按期限分组", Groups: []CaseGroup{
		{ID: "late", Tag: Tag{State: Late, Text: "已逾期"}, Note: "先答复，再说明原因", Rows: []CaseRow{{Number: "2026-0171", Href: "#groups", Subject: "河东片区征收补偿评估报告", Applicant: "陈立衡", Unit: "区住房和城乡建设局（区人民防空办公室、区交通运输局）", WaitFor: "等承办单位", Due: Due{State: Late, Text: "逾期 3 个工作日", On: today.AddDays(-5)}, Act: Button{Label: "催办", About: "2026-0171", Href: "#groups", Kind: "plain"}}}},
		{ID: "today", Tag: Tag{State: Today, Text: "今天到期"}, Rows: []CaseRow{{Number: "2026-0210", Href: "#groups", Subject: "请公开我家那块地的情况", Applicant: "古丽娜尔·艾合买提", Mine: true, Due: Due{State: Today, Text: "今天须发补正", Note: "收到后第 7 个工作日"}, Act: Button{Label: "写补正通知", About: "2026-0210", Href: "#groups", Kind: "plain"}}}}}}
	p.Views = []SavedView{{Label: "在办", Href: "#register", Count: 45}, {Label: "征收补偿", Href: "#register", Count: 14, Current: true}, {Label: "停表", Href: "#register", Count: 6}, {Label: "存为视图", Href: "#register", NoCount: true}}
	f := NewForm(map[string][]string{"q": {"征收 补偿"}}, nil).WithPrefix("filter-")
	all := []Option{{Label: "全部"}}
	p.Filter = Filter{Action: "#register", ClearHref: "#register", Fields: []Field{f.Field("search", "q", "词语（两个字起）"), f.Select("stage", "阶段", all), f.Select("unit", "承办单位", all), f.Select("year", "收到之日", all)}}
	p.Selection = Selection{Count: 1, Acts: []Button{{Label: "改派经办人", Kind: "plain", Size: "small"}}, Note: "14 件"}
	row := func(key, number string, door Door, applicant string, subject, snippet Marked, unit, received, stage string, due Due) RegisterRow {
		unitCell := RegisterCell{Text: Unmarked(unit)}
		if unit == "" {
			unitCell = RegisterCell{None: "未分办"}
		}
		return RegisterRow{Key: key, Number: number, Href: "#register", Cells: []RegisterCell{
			{Label: "渠道", Tight: true, Door: &door}, {Name: Unmarked(applicant)}, {Text: subject, Snippet: snippet}, unitCell, {Label: "收到", Tight: true, Text: Unmarked(received)}, {Tight: true, Text: Unmarked(stage)}, {Due: &due},
		}}
	}
	columns := []Column{{Label: "编号"}, {Label: "渠道"}, {Label: "申请人"}, {Label: "事项"}, {Label: "承办单位"}, {Label: "收到"}, {Label: "阶段"}, {Label: "最迟", Href: "#register", Sort: "ascending"}}
	p.Register = Register{Caption: "征收补偿：14 件，按最迟之日排", Selectable: true, Columns: columns, Rows: []RegisterRow{
		row("1", "2026-0171", Door{"mail", "邮箱"}, "陈立衡", Marked{{"河东片区", false}, {"征收", true}, {"补偿", true}, {"评估报告", false}}, nil, "区住房和城乡建设局（区人民防空办公室、区交通运输局）", "10月21日", "审核", Due{State: Late, Text: "逾期 3 日", On: today.AddDays(-5), Short: true}),
		row("2", "2026-0198", Door{"post", "挂号信"}, "和宁市恒远市政工程有限公司", Unmarked("停产停业损失补偿核算表"), Marked{{"附件“核算说明.pdf”第 2 页：“……按", false}, {"征收", true}, {"部门公布的系数……”（机器识读）", false}}, "区财政局", "11月2日", "承办", Due{State: OK, Text: "剩余 5 日", On: today.AddDays(7), Short: true}),
		row("3", "2026-0209", Door{"web", "网上"}, "阿卜杜热合曼·麦麦提明", Unmarked("被征收房屋调查登记表"), nil, "", "11月11日", "补正", Due{State: Line, Text: "未起算"})}}
	p.Register.Rows[1].Picked = true
	p.Pages = Paginate(5, 20, func(int) string { return "#pagination" })
}

func (p *StyleguidePage) charts() {
	months := make([]chart.Label, 12)
	for i := range months {
		months[i].Text = itoa(i+1) + "月"
	}
	this, last := chart.Of(12, 9, 17, 15, 11, 20, 18, 14, 22, 0, 0, 0), chart.Of(8, 11, 9, 13, 12, 15, 14, 10, 12, 16, 11, 9)
	for i := 9; i < 12; i++ {
		this[i] = chart.Value{None: true}
	}
	doors := chart.Of(61, 45, 22, 9, 1)
	doors[0].Href = "#register"
	p.Charts = []Chart{
		{Chart: chart.Chart{ID: "chart-doors", Form: chart.Bars, Title: "按渠道", Of: "渠道", Unit: "件", Series: []chart.Series{{Name: "收到", Values: doors}},
			Labels: []chart.Label{{Text: "邮箱"}, {Text: "网上"}, {Text: "信函"}, {Text: "当面"}, {Text: "传真"}}}},
		{Chart: chart.Chart{ID: "chart-time", Form: chart.Stacked, Title: "是否按时", Of: "承办单位", Unit: "件", Whole: true,
			Labels: []chart.Label{{Text: "区住房和城乡建设局（区人民防空办公室、区交通运输局）"}, {Text: "区财政局"}},
			Series: []chart.Series{{Name: "按时", Values: chart.Of(40, 21)}, {Name: "延期后按时", Values: chart.Of(6, 2)}, {Name: "逾期", Alarm: true, Values: chart.Of(2, 0)}}}},
		{Folded: true, Chart: chart.Chart{ID: "chart-months", Form: chart.Lines, Title: "按月收到", Of: "月份", Unit: "件", Labels: months,
			Series: []chart.Series{{Name: "今年", Values: this}, {Name: "去年", Values: last}}}},
	}
}

func (p *StyleguidePage) citizens(today calendar.Date) {
	p.Back = BackLink{Href: "#portal"}
	p.Inset = "提交以后，我们今天就算收到。最迟 2026年12月21日（星期一）答复；如果要请您补充，期限从收到补充之日重新算。"
	p.Receipt = Receipt{Tag: Tag{State: Done, Text: "已收到"}, Title: "申请已提交", At: at(today, 15, 42), Codes: []KV{{Label: "收件号", Value: "S-2026-0223"}, {Label: "查询码", Value: "7K4P-9QX2-M3TR"}}}
	p.Where = Where{Tag: Tag{State: OK, Text: "正在办", Icon: "today"}, Title: "正在写答复", Text: "最迟 2026年12月18日（星期五）答复您，还有 19 个工作日。现在不需要您做什么。"}
	p.WhereWait = Where{Tag: Tag{State: Stop, Text: "等您补充"}, Title: "请您说清是哪一年的", Text: "最迟 2026年12月2日（星期三）补充。", Waiting: true, Acts: []Button{Button{Label: "补充材料", Href: "#where"}.Big()}}
	p.Path = []PathStep{{Title: "收到申请", Note: "9月22日（星期二）", State: "past"}, {Title: "延长了期限", Note: "11月19日（星期四）", Links: []Link{{"延期通知书（PDF）", "#path"}}, State: "past"}, {Title: "正在写答复", Note: "由区住房和城乡建设局承办", State: "now"}, {Title: "答复您", Note: "发到 a****@example.com，也可以在这里下载"}}
	p.Details = Details{Summary: "为什么是 12月18日", Steps: []Step{{Text: "9月22日收到，从 9月23日起数 20 个工作日，中秋、国庆放假不算。"}, {Text: "11月18日批准延长 20 个工作日，11月19日写信告诉了您。"}}, Source: "政府信息公开条例第三十二条、第三十三条", Open: true}
	p.Example = Details{Summary: "看一个例子", Text: "2025年1月至12月，区教育和科技局批准的公办幼儿园收费备案表。"}
	p.Aside = Aside{Office: p.Office, Sections: []AsideSection{{Title: "您填的信息", Text: []string{"只用来办这件申请。身份证号加密保存，经办人以外看不到；公布时去掉个人信息。"}}}}
}
