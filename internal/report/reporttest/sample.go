// Package reporttest has a yearly report with every row, for tests of what writes it.
package reporttest

import (
	"time"

	"mingda/internal/calendar"
	"mingda/internal/report"
)

// Annual returns the report of 2026, published on 20 January 2027, beside that of 2025. Its
// figures add up, and no two of the same row are alike.
func Annual() report.Annual {
	a := year(2026, 1)
	before := year(2025, 2)
	a.Before = &before
	return a
}

func year(y, by int) report.Annual {
	n := func(v int64) *int64 { return &v }
	a := report.Annual{
		Year: y, Agency: "明川区人民政府", Whole: true, Until: calendar.NewDate(y, time.December, 31), Version: 1,
		PublicOn: calendar.NewDate(y+1, time.January, 20), Head: "5f1d",
		Texts: report.Texts{
			Overview: "2026年，明川区人民政府坚持以公开为常态、不公开为例外，依法办理政府信息公开申请，主动公开政府信息。\n" +
				"（一）主动公开。全年主动公开政府信息12345条，其中规章和行政规范性文件9件。\n（二）依申请公开。全年新收申请230件，上年结转12件，全部在法定期限内答复。",
			Problems: "存在的主要问题：一是少数单位检索不够细致；二是答复书说理还不充分。\n改进情况：建立检索记录制度，开展答复书评查。",
		},
		Proactive: []report.Proactive{
			{Code: "rules", Article: "第二十条第（一）项", Label: "规章", Made: n(0), Ended: n(0), InForce: n(0)},
			{Code: "documents", Article: "第二十条第（一）项", Label: "行政规范性文件", Made: n(9), Ended: n(3), InForce: n(87)},
			{Code: "permits", Article: "第二十条第（五）项", Label: "行政许可", Decided: n(31507)},
			{Code: "penalties", Article: "第二十条第（六）项", Label: "行政处罚", Decided: n(2214)},
			{Code: "coercion", Article: "第二十条第（六）项", Label: "行政强制", Decided: n(61)},
			{Code: "fees", Article: "第二十条第（八）项", Label: "行政事业性收费", Charged: n(12_345_678)},
		},
		Requests: report.Grid{Rows: rows(by)},
		Review:   report.Figures{Upheld: 11, Corrected: 3, Other: 2, Pending: 1, Total: 17},
		Direct:   report.Figures{Upheld: 4, Other: 1, Pending: 2, Total: 7},
		After:    report.Figures{Upheld: 3 * by, Corrected: 1, Total: 3*by + 1},
		Fees:     1300,
	}
	return a
}

// rows returns all rows of the table, so filled that 一 + 二 = 三(七) + 四 in every column.
func rows(by int) []report.GridRow {
	list := []report.GridRow{{Code: "new", Label: "一、本年新收政府信息公开申请数量"}, {Code: "carried_in", Label: "二、上年结转政府信息公开申请数量"}}
	for _, r := range results {
		list = append(list, report.GridRow{Code: r[0], Group: r[1], Label: r[2]})
	}
	list = append(list, report.GridRow{Code: "total", Label: "（七）总计"}, report.GridRow{Code: "carried_out", Label: "四、结转下年度继续办理"})
	last := len(list) - 1
	for c := range 6 {
		for i := 2; i < last-1; i++ {
			list[i].Values[c] = (i*by + 7*c) % 11 / (c + 1)
			list[last-1].Values[c] += list[i].Values[c]
		}
		list[1].Values[c], list[last].Values[c] = 3-c/2, c
		list[0].Values[c] = list[last-1].Values[c] + list[last].Values[c] - list[1].Values[c]
	}
	for i := range list {
		for c := range 6 {
			list[i].Values[6] += list[i].Values[c]
		}
	}
	return list
}

// results are the rows under 三: code, group, label.
var results = [][3]string{
	{"disclose", "", "（一）予以公开"},
	{"partial", "", "（二）部分公开（区分处理的，只计这一情形，不计其他情形）"},
	{"secret", "（三）不予公开", "1.属于国家秘密"},
	{"forbidden", "（三）不予公开", "2.其他法律行政法规禁止公开"},
	{"security", "（三）不予公开", "3.危及“三安全一稳定”"},
	{"third_party", "（三）不予公开", "4.保护第三方合法权益"},
	{"internal", "（三）不予公开", "5.属于三类内部事务信息"},
	{"process", "（三）不予公开", "6.属于四类过程性信息"},
	{"enforcement", "（三）不予公开", "7.属于行政执法案卷"},
	{"inquiry", "（三）不予公开", "8.属于行政查询事项"},
	{"not_existing", "（四）无法提供", "1.本机关不掌握相关政府信息"},
	{"making", "（四）无法提供", "2.没有现成信息需要另行制作"},
	{"unclear", "（四）无法提供", "3.补正后申请内容仍不明确"},
	{"petition", "（五）不予处理", "1.信访举报投诉类申请"},
	{"repeated", "（五）不予处理", "2.重复申请"},
	{"publication", "（五）不予处理", "3.要求提供公开出版物"},
	{"excessive", "（五）不予处理", "4.无正当理由大量反复申请"},
	{"confirm", "（五）不予处理", "5.要求行政机关确认或重新出具已获取信息"},
	{"no_supplement", "（六）其他处理", "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请"},
	{"no_payment", "（六）其他处理", "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请"},
	{"withdrawn", "（六）其他处理", "3.其他"},
}
