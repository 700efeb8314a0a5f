package law

import (
	"time"

	"mingda/internal/calendar"
)

// A ReportDay is the day by which a yearly report (年度报告) is out, in the year after.
type ReportDay struct {
	Whole   bool // the government's, of all its agencies; else that of one agency
	Month   time.Month
	Day     int
	What    string // what is to be done by then
	Article string
}

// ReportDays are both days. They are fixed: no article moves them where they fall on a day off.
var ReportDays = []ReportDay{
	{false, time.January, 31, "向政府信息公开工作主管部门提交本机关上一年度的报告，并向社会公布", FOIRegulation.At("第四十九条第一款")},
	{true, time.March, 31, "向社会公布本级政府上一年度的报告", FOIRegulation.At("第四十九条第二款")},
}

// ReportDue returns the day by which the report of a year is out: of one agency, or of the
// government as a whole.
func ReportDue(whole bool, year int) (calendar.Date, ReportDay) {
	for _, d := range ReportDays {
		if d.Whole == whole {
			return calendar.NewDate(year+1, d.Month, d.Day), d
		}
	}
	panic("law: no day for the yearly report")
}

// FirstReport is the first year whose report has the present form.
var FirstReport = ReportForm.From.Year()

// A ReportFigure is one figure that 二、主动公开政府信息情况 asks for.
type ReportFigure string

// The figures.
const (
	MadeInYear    ReportFigure = "made"     // 本年制发件数
	EndedInYear   ReportFigure = "ended"    // 本年废止件数
	InForceNow    ReportFigure = "in_force" // 现行有效件数
	DecidedInYear ReportFigure = "decided"  // 本年处理决定数量
	ChargedInYear ReportFigure = "charged"  // 本年收费金额
)

// Label returns what the form calls the figure.
func (f ReportFigure) Label() string {
	return map[ReportFigure]string{MadeInYear: "本年制发件数", EndedInYear: "本年废止件数", InForceNow: "现行有效件数", DecidedInYear: "本年处理决定数量", ChargedInYear: "本年收费金额（单位：万元）"}[f]
}

// A ProactiveLine is one line of that table, with the figures that it asks for.
type ProactiveLine struct {
	Code    string
	Article string // as the form cites it
	Label   string
	Asks    []ReportFigure
}

// ProactiveLines is the table of what is published on the agency's own motion (主动公开), as
// ReportForm has it.
var ProactiveLines = []ProactiveLine{
	{"rules", "第二十条第（一）项", "规章", []ReportFigure{MadeInYear, EndedInYear, InForceNow}},
	{"documents", "第二十条第（一）项", "行政规范性文件", []ReportFigure{MadeInYear, EndedInYear, InForceNow}},
	{"permits", "第二十条第（五）项", "行政许可", []ReportFigure{DecidedInYear}},
	{"penalties", "第二十条第（六）项", "行政处罚", []ReportFigure{DecidedInYear}},
	{"coercion", "第二十条第（六）项", "行政强制", []ReportFigure{DecidedInYear}},
	{"fees", "第二十条第（八）项", "行政事业性收费", []ReportFigure{ChargedInYear}},
}
