package report_test

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"mingda/internal/calendar"
	"mingda/internal/paper"
	"mingda/internal/report"
	"mingda/internal/report/reporttest"
)

// text returns what a part says, cells parted by |, lines by line ends.
func text(d paper.Document, part int) string {
	var b strings.Builder
	for _, block := range d.Parts[part].Blocks {
		if block.Table == nil {
			b.WriteString(block.Text + "\n")
			continue
		}
		for _, row := range block.Table.Rows {
			for _, c := range row {
				b.WriteString(c.Text + "|")
			}
			b.WriteString("\n")
		}
	}
	return b.String()
}

func TestPaper(t *testing.T) {
	d := reporttest.Annual().Paper()
	var heads []string
	for _, p := range d.Parts {
		heads = append(heads, p.Heading)
	}
	want := []string{"一、总体情况", "二、主动公开政府信息情况", "三、收到和处理政府信息公开申请情况", "四、政府信息公开行政复议、行政诉讼情况",
		"五、存在的主要问题及改进情况", "六、其他需要报告的事项", "附　主要数据与上年对比"}
	if !slices.Equal(heads, want) {
		t.Errorf("headings %q", heads)
	}
	if d.Name() != "明川区人民政府2026年政府信息公开工作年度报告" || d.Under != "（2027年1月20日）" || d.Mark != "" {
		t.Errorf("title %q, under %q, mark %q", d.Name(), d.Under, d.Mark)
	}
	if got, want := text(d, 1), "第二十条第（一）项|\n信息内容|本年制发件数|本年废止件数|现行有效件数|\n规章|0|0|0|\n行政规范性文件|9|3|87|\n"+
		"第二十条第（五）项|\n信息内容|本年处理决定数量|\n行政许可|31507|\n第二十条第（六）项|\n信息内容|本年处理决定数量|\n行政处罚|2214|\n行政强制|61|\n"+
		"第二十条第（八）项|\n信息内容|本年收费金额（单位：万元）|\n行政事业性收费|1234.5678|\n"; got != want {
		t.Errorf("二:\n%s", got)
	}
	if got := text(d, 3); !strings.HasSuffix(got, "\n11|3|2|1|17|4|0|1|2|7|3|1|0|0|4|\n") {
		t.Errorf("四:\n%s", got)
	}
	if got := text(d, 5); got != "依据《政府信息公开信息处理费管理办法》（国办函〔2020〕109号），本年度收取信息处理费1300元。\n没有其他需要报告的事项。\n" {
		t.Errorf("六:\n%s", got)
	}
}

// TestRequestsTable: the cells of 三 stand where the form has them.
func TestRequestsTable(t *testing.T) {
	a := reporttest.Annual()
	table := a.Paper().Parts[2].Blocks[0].Table
	if len(table.Rows) != 3+len(a.Requests.Rows) {
		t.Fatalf("%d rows", len(table.Rows))
	}
	at := map[string]paper.Place{}
	numbers := map[[2]int]string{}
	for _, p := range table.Places() {
		if p.Number {
			numbers[[2]int{p.Row, p.Column}] = p.Text
		} else if _, there := at[p.Text]; p.Text != "" && !there {
			at[p.Text] = p
		}
	}
	for text, want := range map[string][4]int{ // row, column, rows, columns
		"申请人情况":       {0, 3, 1, 7},
		"法人或其他组织":     {1, 4, 1, 5},
		"其他":          {2, 8, 1, 1},
		"总计":          {1, 9, 2, 1},
		"三、本年度办理结果":   {5, 0, 22, 1},
		"（一）予以公开":     {5, 1, 1, 2},
		"（三）不予公开":     {7, 1, 8, 1},
		"1.属于国家秘密":    {7, 2, 1, 1},
		"（六）其他处理":     {23, 1, 3, 1},
		"（七）总计":       {26, 1, 1, 2},
		"四、结转下年度继续办理": {27, 0, 1, 3},
	} {
		if p := at[text]; [4]int{p.Row, p.Column, p.Rows, p.Cols} != want {
			t.Errorf("%s is at row %d, column %d, over %d rows, %d columns", text, p.Row, p.Column, p.Rows, p.Cols)
		}
	}
	for i, r := range a.Requests.Rows {
		for c, n := range r.Values {
			if got := numbers[[2]int{3 + i, 3 + c}]; got != strconv.Itoa(n) {
				t.Errorf("%s, column %d: %q, want %d", r.Label, c, got, n)
			}
		}
	}
}

// TestNothingYet: a report that nobody has written yet says so, and has all tables.
func TestNothingYet(t *testing.T) {
	a := report.Annual{Year: 2026, Agency: "东关街道办事处", Until: calendar.NewDate(2026, 5, 6)}
	d := a.Paper()
	if d.Mark != "草稿" || d.Under != "（草稿，数字截至2026年5月6日）" || d.Parts[6].Heading != "附　主要数据" {
		t.Errorf("mark %q, under %q, annex %q", d.Mark, d.Under, d.Parts[6].Heading)
	}
	for part, want := range map[int]string{0: "（这一部分还没有写）\n", 1: "（这一部分还没有填）\n", 4: "（这一部分还没有写）\n"} {
		if got := text(d, part); got != want {
			t.Errorf("%s: %q", d.Parts[part].Heading, got)
		}
	}
	if got := text(d, 5); !strings.Contains(got, "本年度没有收取信息处理费。\n没有其他需要报告的事项。") {
		t.Errorf("六: %q", got)
	}
	a.Version, a.PublicOn = 3, calendar.NewDate(2027, 4, 2)
	if d := a.Paper(); d.Under != "（第3版，2027年4月2日更正）" || text(d, 0) != "（无）\n" {
		t.Errorf("under %q, 一 %q", d.Under, text(d, 0))
	}
}

func TestTexts(t *testing.T) {
	a := report.Annual{Texts: report.Texts{Overview: "\n 一\r\n\r\n<b>二</b>\r三\n"}}
	if got := text(a.Paper(), 0); got != "一\n<b>二</b>\n三\n" {
		t.Errorf("%q", got)
	}
}

func TestFeesInTenThousands(t *testing.T) {
	for yuan, want := range map[int64]string{0: "0", 1: "0.0001", 10_000: "1", 12_300: "1.23", 1_000_000: "100", -5: "-0.0005", -12_500: "-1.25"} {
		a := report.Annual{Proactive: []report.Proactive{{Code: "fees", Article: "八", Label: "收费", Charged: &yuan}}}
		if got := text(a.Paper(), 1); !strings.HasSuffix(got, "收费|"+want+"|\n") {
			t.Errorf("%d yuan: %q, want %s", yuan, got, want)
		}
	}
	a := report.Annual{Proactive: []report.Proactive{{Code: "permits", Label: "行政许可"}}}
	if got := text(a.Paper(), 1); !strings.HasSuffix(got, "行政许可||\n") {
		t.Errorf("what is not typed in yet: %q", got)
	}
}

// TestCompared: this year's figures stand beside last year's, kinds of result added up.
func TestCompared(t *testing.T) {
	a := reporttest.Annual()
	got := text(a.Paper(), 6)
	for _, want := range []string{
		"项目|2026年|2025年|增减|增减幅度|\n", "新收申请|230|229|+1|+0.4%|\n", "上年结转|12|12|0|持平|\n",
		"部分公开|11|12|-1|-8.3%|\n", "不予公开|91|88|+3|+3.4%|\n", "行政诉讼|11|14|-3|-21.4%|\n",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in\n%s", want, got)
		}
	}
	kinds := 0
	for _, k := range a.Compared()[4:10] {
		kinds += k.Now
	}
	if total, _ := a.Requests.Row("total"); kinds != total.Total() {
		t.Errorf("kinds add up to %d, %d are done", kinds, total.Total())
	}
	a.Before = &report.Annual{Year: 2025}
	if got := text(a.Paper(), 6); !strings.Contains(got, "新收申请|230|0|+230|—|\n") {
		t.Errorf("against nothing:\n%s", got)
	}
}
