package law

import (
	"time"

	"mingda/internal/calendar"
)

// A Source is one text of the law.
type Source struct {
	Short  string        // as staff cite it: 条例
	Title  string        // as a letter cites it, without 《》
	Number string        // number of the document, empty for statutes
	From   calendar.Date // first day in force
	Until  calendar.Date // last day in force; no day while it is in force
}

// The sources that the program cites.
var (
	FOIRegulation          = Source{Short: "条例", Title: "中华人民共和国政府信息公开条例", From: day(2019, 5, 15)}
	LitigationLaw          = Source{Short: "行政诉讼法", Title: "中华人民共和国行政诉讼法", From: day(2017, 7, 1)}
	CourtRules             = Source{Short: "行政诉讼法解释", Title: "最高人民法院关于适用〈中华人民共和国行政诉讼法〉的解释", Number: "法释〔2018〕1号", From: day(2018, 2, 8)}
	ReconsiderationLaw2017 = Source{Short: "行政复议法（2017年）", Title: "中华人民共和国行政复议法", From: day(2018, 1, 1), Until: day(2023, 12, 31)}
	ReconsiderationLaw     = Source{Short: "行政复议法", Title: "中华人民共和国行政复议法", From: day(2024, 1, 1)}
	ReconsiderationRules   = Source{Short: "行政复议法实施条例", Title: "中华人民共和国行政复议法实施条例", From: day(2026, 7, 1)}
	CourtInterpretation    = Source{Short: "法释〔2025〕8号", Title: "最高人民法院关于审理政府信息公开行政案件适用法律若干问题的解释", Number: "法释〔2025〕8号", From: day(2025, 6, 1)}
	FeeRules               = Source{Short: "信息处理费管理办法", Title: "政府信息公开信息处理费管理办法", Number: "国办函〔2020〕109号", From: day(2021, 1, 1)}
	ReportForm             = Source{Short: "年度报告格式", Title: "中华人民共和国政府信息公开工作年度报告格式", Number: "国办公开办函〔2021〕30号", From: day(2021, 1, 1)}
)

// At cites a place of the source as staff do: 条例第三十三条第二款.
func (s Source) At(place string) string { return s.Short + place }

// Cite cites a place of the source as a letter does:
// 《中华人民共和国政府信息公开条例》第三十三条第二款.
func (s Source) Cite(place string) string {
	title := "《" + s.Title + "》"
	if s.Number != "" {
		title += "（" + s.Number + "）"
	}
	return title + place
}

// holds reports whether a rule with these dates is in force on a day.
func holds(on, from, until calendar.Date) bool {
	return !on.Before(from) && (until.IsZero() || !on.After(until))
}

func day(year int, month time.Month, d int) calendar.Date { return calendar.NewDate(year, month, d) }
