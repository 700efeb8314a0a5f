package fault

// reportSentences say why there is no yearly report.
var reportSentences = map[Code]string{
	"report_year_to_come":   "%d 年还没有到，没有年度报告。",
	"report_year_before":    "%d 年的年度报告用的是以前的格式，这里从 2021 年起统计。",
	"report_cell_unknown":   "年度报告里没有这一格。",
	"report_agency_unknown": "没有这个机关：%s。有：%s。",
}
