package report

import (
	"slices"
	"strconv"
	"strings"

	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/law"
)

// The codes of the rows that are no results.
const (
	NewRow        = "new"         // 一、本年新收
	CarriedInRow  = "carried_in"  // 二、上年结转
	TotalRow      = "total"       // （七）总计
	CarriedOutRow = "carried_out" // 四、结转下年度继续办理
)

// ResultsHeading stands over the rows of results.
const ResultsHeading = "三、本年度办理结果"

// OrganisationsHeading stands over the columns of organisations.
const OrganisationsHeading = "法人或其他组织"

// AllColumn is the code of the last column, the total. The others are those of Applicants.
const AllColumn = "total"

// ColumnLabel returns what the form calls a column; empty for a code that is none.
func ColumnLabel(code string) string {
	switch {
	case code == AllColumn:
		return "总计"
	case casefile.Class(code) == casefile.OtherPerson:
		return "其他"
	}
	return casefile.Class(code).Label()
}

// ColumnCodes lists the columns in the order of the form.
func ColumnCodes() []string {
	var codes []string
	for _, class := range Applicants {
		codes = append(codes, string(class))
	}
	return append(codes, AllColumn)
}

// A Tally is how many cases of one class count as new, as carried over, or with a result.
type Tally struct {
	Row    string     // NewRow, CarriedInRow or CarriedOutRow; empty: by its result
	Result law.Result // with which the cases ended
	Class  casefile.Class
	N      int
}

// A Period is a year that is looked at until a day: its last, or today.
type Period struct {
	Year  int
	Until calendar.Date
}

// PeriodOf returns the period of a year as of a day.
func PeriodOf(year int, today calendar.Date) Period { return Period{year, lastDay(year, today)} }

// First returns the first day of the year.
func (p Period) First() calendar.Date { return calendar.NewDate(p.Year, 1, 1) }

// Over reports whether the year is looked at to its end.
func (p Period) Over() bool { return p.Until == calendar.NewDate(p.Year, 12, 31) }

// Form returns the rows of results of the year's form; none where it has another form.
func (p Period) Form() []law.ReportRow { return law.ReportRows(calendar.NewDate(p.Year, 12, 31)) }

// isNew, isIn, isOver and isOut report where a case counts in the period.
func (r Request) isNew(p Period) bool { return r.NewOn.Year() == p.Year && !r.NewOn.After(p.Until) }
func (r Request) isIn(p Period) bool {
	return r.NewOn.Year() < p.Year && (r.EndedOn.IsZero() || r.EndedOn.Year() >= p.Year)
}
func (r Request) isOver(p Period) bool {
	return r.EndedOn.Year() == p.Year && !r.EndedOn.After(p.Until)
}
func (r Request) isOut(p Period) bool {
	return !r.NewOn.After(p.Until) && (r.EndedOn.IsZero() || r.EndedOn.After(p.Until))
}

// Tallies says of a case where it counts in the period.
func (r Request) Tallies(p Period) []Tally {
	var all []Tally
	if r.isNew(p) {
		all = append(all, Tally{NewRow, "", r.Class, 1})
	}
	if r.isIn(p) {
		all = append(all, Tally{CarriedInRow, "", r.Class, 1})
	}
	if r.isOver(p) {
		all = append(all, Tally{"", r.Result, r.Class, 1})
	}
	if r.isOut(p) {
		all = append(all, Tally{CarriedOutRow, "", r.Class, 1})
	}
	return all
}

// Requests counts cases for the table of a period.
func Requests(all []Request, p Period) Grid {
	var tallies []Tally
	for _, r := range all {
		tallies = append(tallies, r.Tallies(p)...)
	}
	return NewGrid(p, tallies)
}

// NewGrid makes the table of what was counted. The total of a row and that of the results
// are counted by themselves, not added up: that both agree are identities.
func NewGrid(p Period, tallies []Tally) Grid {
	g := Grid{Rows: []GridRow{{Code: NewRow, Label: "一、本年新收政府信息公开申请数量"}, {Code: CarriedInRow, Label: "二、上年结转政府信息公开申请数量"}}}
	for _, row := range p.Form() {
		g.Rows = append(g.Rows, GridRow{Code: row.Code, Label: row.Label, Group: row.Group})
	}
	g.Rows = append(g.Rows, GridRow{Code: TotalRow, Label: "（七）总计"}, GridRow{Code: CarriedOutRow, Label: "四、结转下年度继续办理"})
	for _, t := range tallies {
		if t.Row != "" {
			g.count(t.Row, t)
			continue
		}
		g.count(TotalRow, t)
		if code := p.RowOf(t.Result); code != "" {
			g.count(code, t)
		}
	}
	return g
}

// RowOf returns the code of the row in which a result counts; empty for none.
func (p Period) RowOf(result law.Result) string {
	for _, row := range p.Form() {
		if slices.Contains(row.Results, result) {
			return row.Code
		}
	}
	return ""
}

// ResultsIn returns the results that count in a row: all of them in the total, none in a row
// that is not of results.
func (p Period) ResultsIn(code string) []law.Result {
	var all []law.Result
	for _, row := range p.Form() {
		if row.Code == code || code == TotalRow {
			all = append(all, row.Results...)
		}
	}
	return all
}

// count adds cases to a row, by class and in its total.
func (g Grid) count(code string, t Tally) {
	for i := range g.Rows {
		if g.Rows[i].Code != code {
			continue
		}
		if at := slices.Index(Applicants, t.Class); at >= 0 {
			g.Rows[i].Values[at] += t.N
		}
		g.Rows[i].Values[len(Applicants)] += t.N
	}
}

// Add returns the table of two together.
func (g Grid) Add(other Grid) Grid {
	sum := Grid{Rows: slices.Clone(g.Rows)}
	for i := range sum.Rows {
		row, _ := other.Row(sum.Rows[i].Code)
		for at := range row.Values {
			sum.Rows[i].Values[at] += row.Values[at]
		}
	}
	return sum
}

// values returns the numbers of a row.
func (g Grid) values(code string) [7]int {
	row, _ := g.Row(code)
	return row.Values
}

// Check says what always holds of the table by itself.
func (g Grid) Check() []Identity {
	return []Identity{g.checkBalance(), g.checkColumns(), g.checkRows()}
}

// checkBalance: what was there has gone somewhere, column by column.
func (g Grid) checkBalance() Identity {
	in, before, over, out := g.values(NewRow), g.values(CarriedInRow), g.values(TotalRow), g.values(CarriedOutRow)
	is := Identity{Name: "一加二等于三（七）加四", Holds: true}
	for i, column := range ColumnCodes() {
		is.also(adds(ColumnLabel(column)+"：", []term{{"一", in[i]}, {"二", before[i]}}, []term{{"三（七）", over[i]}, {"四", out[i]}}))
	}
	return is
}

// checkColumns: in each row the columns make its total.
func (g Grid) checkColumns() Identity {
	is := Identity{Name: "各栏相加等于总计", Holds: true}
	for _, row := range g.Rows {
		var columns []term
		for i, class := range Applicants {
			columns = append(columns, term{ColumnLabel(string(class)), row.Values[i]})
		}
		if one := adds(row.Label+"：", columns, []term{{"总计", row.Total()}}); row.Total() > 0 || !one.Holds {
			is.also(one)
		}
	}
	if is.Words == "" {
		is.Words = "都是 0"
	}
	return is
}

// checkRows: in each column the results make （七）总计.
func (g Grid) checkRows() Identity {
	is := Identity{Name: "各行相加等于（七）总计", Holds: true}
	total := g.values(TotalRow)
	for i, column := range ColumnCodes() {
		sum := 0
		for _, row := range g.Rows {
			if !slices.Contains([]string{NewRow, CarriedInRow, TotalRow, CarriedOutRow}, row.Code) {
				sum += row.Values[i]
			}
		}
		is.also(adds(ColumnLabel(column)+"：", []term{{"各行", sum}}, []term{{"（七）", total[i]}}))
	}
	return is
}

// CheckCarried says whether what was carried into the year is what the year before had
// carried forward, column by column. which is what table of that year that is.
func (g Grid) CheckCarried(which string, before Grid) Identity {
	in, out := g.values(CarriedInRow), before.values(CarriedOutRow)
	is := Identity{Name: "二等于" + which + "的四", Holds: true}
	for i, column := range ColumnCodes() {
		is.also(adds(ColumnLabel(column)+"：", []term{{"二", in[i]}}, []term{{which + "的四", out[i]}}))
	}
	return is
}

// also adds a further line to an identity, which holds if all do. What does not hold is said
// first.
func (is *Identity) also(one Identity) {
	lines := []string{is.Words, one.Name + one.Words}
	if !one.Holds {
		is.Holds = false
		slices.Reverse(lines)
	}
	is.Words = strings.Trim(strings.Join(lines, "；"), "；")
}

// Why says why a case counts in a row of the period, with what makes it doubtful.
func (r Request) Why(p Period, row string) string {
	came := r.NewOn.Chinese() + "收到"
	switch row {
	case NewRow:
		return came + "，计入一、本年新收"
	case CarriedInRow:
		return came + "，到" + strconv.Itoa(p.Year-1) + "年12月31日没有办结，计入二、上年结转"
	case CarriedOutRow:
		why := came + "，到" + p.Until.Chinese() + "没有办结，计入四、结转下年度"
		if !r.EndedOn.IsZero() {
			why += "；" + r.EndedOn.Chinese() + endWord[r.EndedAs] + "，结果计入" + year(r.EndedOn)
		}
		return why
	}
	why := r.EndedOn.Chinese() + endWord[r.EndedAs] + "，" + r.Result.Name()
	if at := slices.IndexFunc(p.Form(), func(form law.ReportRow) bool { return slices.Contains(form.Results, r.Result) }); at >= 0 {
		return why + "，计入" + p.Form()[at].Number
	}
	return why + "，年度报告里没有这一种，只计入（七）总计"
}
