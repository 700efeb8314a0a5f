package report

import (
	"fmt"
	"strconv"
	"strings"

	"mingda/internal/law"
	"mingda/internal/paper"
)

// Paper returns the report as it is published: the six headings and the tables of
// 国办公开办函〔2021〕30号, and after them the figures of the year beside last year's.
func (a Annual) Paper() paper.Document {
	d := paper.Document{Title: a.Title(), Author: a.Agency, On: a.PublicOn, Under: a.under(), Parts: []paper.Part{
		{Heading: "一、总体情况", Blocks: a.paragraphs(a.Texts.Overview)},
		{Heading: "二、主动公开政府信息情况", Blocks: a.proactive()},
		{Heading: "三、收到和处理政府信息公开申请情况", Blocks: []paper.Block{{Table: a.Requests.table()}}},
		{Heading: "四、政府信息公开行政复议、行政诉讼情况", Blocks: []paper.Block{{Table: a.objections()}}},
		{Heading: "五、存在的主要问题及改进情况", Blocks: a.paragraphs(a.Texts.Problems)},
		{Heading: "六、其他需要报告的事项", Blocks: a.others()},
		a.annex(),
	}}
	if a.Version == 0 {
		d.Mark = "草稿"
	}
	return d
}

// Title returns the report's title, in two lines. The own report of the agency in whose name
// the government's is says so.
func (a Annual) Title() string {
	name := a.Agency
	if a.Own {
		name += "（本级）"
	}
	return name + "\n" + strconv.Itoa(a.Year) + "年政府信息公开工作年度报告"
}

// under says below the title which version this is.
func (a Annual) under() string {
	switch a.Version {
	case 0:
		return "（草稿，数字截至" + a.Until.Chinese() + "）"
	case 1:
		return "（" + a.PublicOn.Chinese() + "）"
	}
	return fmt.Sprintf("（第%d版，%s更正）", a.Version, a.PublicOn.Chinese())
}

// paragraphs returns the lines of a text that people wrote, or says that there is none.
func (a Annual) paragraphs(text string) []paper.Block {
	var blocks []paper.Block
	for line := range strings.Lines(strings.ReplaceAll(text, "\r", "\n")) {
		if line = strings.TrimSpace(line); line != "" {
			blocks = append(blocks, paper.Text(line))
		}
	}
	switch {
	case len(blocks) > 0:
		return blocks
	case a.Version == 0:
		return []paper.Block{paper.Text("（这一部分还没有写）")}
	}
	return []paper.Block{paper.Text("（无）")}
}

// others returns the sixth part: what fees came in, which has to be reported there, and
// what else there is.
func (a Annual) others() []paper.Block {
	fees := "依据" + law.FeeRules.Cite("") + "，本年度"
	if a.Fees == 0 {
		fees += "没有收取信息处理费。"
	} else {
		fees += "收取信息处理费" + strconv.Itoa(a.Fees) + "元。"
	}
	blocks := []paper.Block{paper.Text(fees)}
	if strings.TrimSpace(a.Texts.Others) == "" {
		return append(blocks, paper.Text("没有其他需要报告的事项。"))
	}
	return append(blocks, a.paragraphs(a.Texts.Others)...)
}

// proactive returns the table of the second part: a block for every item of 条例 20.
func (a Annual) proactive() []paper.Block {
	if len(a.Proactive) == 0 {
		return []paper.Block{paper.Text("（这一部分还没有填）")}
	}
	t := &paper.Table{Name: "主动公开政府信息情况", Widths: []float64{3, 2, 2, 2}}
	article := ""
	for _, p := range a.Proactive {
		asked := p.asked()
		if p.Article != article {
			article = p.Article
			t.Rows = append(t.Rows, []paper.Cell{{Text: article, Cols: 4, Label: true}})
			head := []paper.Cell{{Text: "信息内容", Label: true}}
			for i, f := range asked {
				head = append(head, paper.Cell{Text: f.name, Cols: reach(i, len(asked)), Label: true})
			}
			t.Rows = append(t.Rows, head)
		}
		row := []paper.Cell{{Text: p.Label, Label: true}}
		for i, f := range asked {
			row = append(row, paper.Cell{Text: f.text, Number: f.text != "", Cols: reach(i, len(asked))})
		}
		t.Rows = append(t.Rows, row)
	}
	return []paper.Block{{Table: t}}
}

// reach is how many of three columns the i-th of n figures reaches over: the last the rest.
func reach(i, n int) int {
	if i == n-1 {
		return 3 - i
	}
	return 1
}

// A figure is one that the form asks for in the second part, with its column's name.
type figure struct{ name, text string }

// asked returns the figures that the form asks for of a line.
func (p Proactive) asked() []figure {
	var list []figure
	for _, line := range law.ProactiveLines {
		if line.Code != p.Code {
			continue
		}
		for _, f := range line.Asks {
			text := counted(map[law.ReportFigure]*int64{law.MadeInYear: p.Made, law.EndedInYear: p.Ended, law.InForceNow: p.InForce, law.DecidedInYear: p.Decided}[f])
			if f == law.ChargedInYear {
				text = tenThousands(p.Charged)
			}
			list = append(list, figure{f.Label(), text})
		}
	}
	return list
}

// counted writes a number; none is empty.
func counted(n *int64) string {
	if n == nil {
		return ""
	}
	return strconv.FormatInt(*n, 10)
}

// tenThousands writes yuan as 万元, exactly.
func tenThousands(yuan *int64) string {
	if yuan == nil {
		return ""
	}
	whole, rest := *yuan/10_000, *yuan%10_000
	sign := ""
	if rest < 0 {
		rest = -rest
		if whole == 0 {
			sign = "-"
		}
	}
	return sign + strings.TrimRight(strings.TrimRight(fmt.Sprintf("%d.%04d", whole, rest), "0"), ".")
}

// table returns the table of the third part.
func (g Grid) table() *paper.Table {
	t := &paper.Table{Name: "收到和处理政府信息公开申请情况", Widths: []float64{1.2, 1.9, 4.3, 1, 1, 1, 1, 1, 1, 1}, Head: 3}
	organisations := []paper.Cell{}
	for _, c := range Applicants[1:] {
		organisations = append(organisations, paper.Cell{Text: ColumnLabel(string(c)), Label: true})
	}
	t.Rows = [][]paper.Cell{
		{{Text: "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）", Cols: 3, Rows: 3, Label: true}, {Text: "申请人情况", Cols: 7, Label: true}},
		{{Text: ColumnLabel(string(Applicants[0])), Rows: 2, Label: true}, {Text: OrganisationsHeading, Cols: 5, Label: true}, {Text: ColumnLabel(AllColumn), Rows: 2, Label: true}},
		organisations,
	}
	results := 0
	for _, r := range g.Rows {
		if r.isResult() {
			results++
		}
	}
	group, first := "", true
	for i, r := range g.Rows {
		var row []paper.Cell
		switch {
		case !r.isResult():
			row = append(row, paper.Cell{Text: r.Label, Cols: 3, Label: true, Left: true})
		case first:
			row, first = append(row, paper.Cell{Text: ResultsHeading, Rows: results, Label: true}), false
			fallthrough
		case r.Group == "":
			row = append(row, g.labels(i, "")...)
		default:
			row = append(row, g.labels(i, group)...)
		}
		group = r.Group
		for _, n := range r.Values {
			row = append(row, paper.Cell{Text: strconv.Itoa(n), Number: true})
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// isResult reports whether the row stands under 三.
func (r GridRow) isResult() bool {
	return r.Code != NewRow && r.Code != CarriedInRow && r.Code != CarriedOutRow
}

// labels returns the cells that say what the i-th row is, under the group before it.
func (g Grid) labels(i int, before string) []paper.Cell {
	r := g.Rows[i]
	if r.Group == "" {
		return []paper.Cell{{Text: r.Label, Cols: 2, Label: true, Left: true}}
	}
	label := paper.Cell{Text: r.Label, Label: true, Left: true}
	if r.Group == before {
		return []paper.Cell{label}
	}
	n := 1
	for n < len(g.Rows)-i && g.Rows[i+n].Group == r.Group {
		n++
	}
	return []paper.Cell{{Text: r.Group, Rows: n, Label: true}, label}
}

// objections returns the table of the fourth part.
func (a Annual) objections() *paper.Table {
	t := &paper.Table{Name: "政府信息公开行政复议、行政诉讼情况", Head: 3, Rows: make([][]paper.Cell, 4)}
	t.Rows[0] = []paper.Cell{{Text: "行政复议", Cols: 5, Label: true}, {Text: "行政诉讼", Cols: 10, Label: true}}
	for i, f := range []Figures{a.Review, a.Direct, a.After} {
		names := make([]paper.Cell, 0, 5)
		for _, name := range []string{"结果维持", "结果纠正", "其他结果", "尚未审结", "总计"} {
			t.Widths = append(t.Widths, 1)
			names = append(names, paper.Cell{Text: name, Label: true})
		}
		if i == 0 {
			for j := range names {
				names[j].Rows = 2
			}
			t.Rows[1] = append(t.Rows[1], names...)
		} else {
			t.Rows[1] = append(t.Rows[1], paper.Cell{Text: []string{"", "未经复议直接起诉", "复议后起诉"}[i], Cols: 5, Label: true})
			t.Rows[2] = append(t.Rows[2], names...)
		}
		for _, n := range []int{f.Upheld, f.Corrected, f.Other, f.Pending, f.Total} {
			t.Rows[3] = append(t.Rows[3], paper.Cell{Text: strconv.Itoa(n), Number: true})
		}
	}
	return t
}
