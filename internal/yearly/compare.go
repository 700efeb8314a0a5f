package yearly

import (
	"strconv"
	"strings"

	"mingda/internal/law"
	"mingda/internal/report"
)

// A Difference is a figure of one report that is another in a second.
type Difference struct {
	Table  string // 三、收到和处理政府信息公开申请情况
	Row    string // its label
	Column string // its label
	Was    string
	Is     string

	// Where the cases behind it are, if there are any: the row and column of 三, or the
	// column of the table.
	Code string
	At   int
}

// Where names the figure: its table, row and column.
func (d Difference) Where() string {
	var words []string
	for _, w := range []string{d.Table, d.Row, d.Column} {
		if w != "" {
			words = append(words, w)
		}
	}
	return strings.Join(words, "　")
}

// Fell reports whether the figure is smaller than it was.
func (d Difference) Fell() bool {
	was, err := strconv.Atoi(d.Was)
	is, err2 := strconv.Atoi(d.Is)
	return err == nil && err2 == nil && is < was
}

// The tables of a report, as the form heads them.
const (
	TableProactive = "二、主动公开政府信息情况"
	TableRequests  = "三、收到和处理政府信息公开申请情况"
	TableReview    = "四、因政府信息公开工作被申请行政复议情况"
	TableDirect    = "四、行政诉讼：未经复议直接起诉"
	TableAfter     = "四、行政诉讼：复议后起诉"
	TableFees      = "六、本年度信息处理费"
	TableTexts     = "文字部分"
)

// Differences compares a report as it was published with how it would be now, or two
// editions: figure by figure, then the texts.
func Differences(was, is report.Annual) []Difference {
	all := append(proactiveDiffs(was, is), gridDiffs(was.Requests, is.Requests)...)
	for _, t := range []struct {
		table, code string
		was, is     report.Figures
	}{{TableReview, "review", was.Review, is.Review}, {TableDirect, "court_direct", was.Direct, is.Direct}, {TableAfter, "court_after_review", was.After, is.After}} {
		for i, c := range report.Columns {
			if was, is := t.was.Of(c), t.is.Of(c); was != is {
				all = append(all, Difference{Table: t.table, Column: c.Label(), Was: strconv.Itoa(was), Is: strconv.Itoa(is), Code: t.code, At: i})
			}
		}
	}
	if was.Fees != is.Fees {
		all = append(all, Difference{Table: TableFees, Row: "收取金额（元）", Was: strconv.Itoa(was.Fees), Is: strconv.Itoa(is.Fees)})
	}
	for _, t := range []struct {
		part    Part
		was, is string
	}{{Overview, was.Texts.Overview, is.Texts.Overview}, {Problems, was.Texts.Problems, is.Texts.Problems}, {Others, was.Texts.Others, is.Texts.Others}} {
		if t.was != t.is {
			all = append(all, Difference{Table: TableTexts, Row: t.part.Label(), Was: t.was, Is: t.is})
		}
	}
	return all
}

func proactiveDiffs(was, is report.Annual) []Difference {
	var all []Difference
	show := func(f law.ReportFigure, n *int64) string {
		if n == nil {
			return "没有填"
		}
		return Shown(f, *n)
	}
	for _, line := range law.ProactiveLines {
		a, b := lineOf(was.Proactive, line.Code), lineOf(is.Proactive, line.Code)
		for _, f := range line.Asks {
			if from, to := show(f, Figure(a, f)), show(f, Figure(b, f)); from != to {
				all = append(all, Difference{Table: TableProactive, Row: line.Label, Column: f.Label(), Was: from, Is: to})
			}
		}
	}
	return all
}

// gridDiffs compares the cells of 三; a row that one of them lacks is none there.
func gridDiffs(was, is report.Grid) []Difference {
	var all []Difference
	seen := map[string]bool{}
	for _, r := range append(append([]report.GridRow{}, is.Rows...), was.Rows...) {
		if seen[r.Code] {
			continue
		}
		seen[r.Code] = true
		a, _ := was.Row(r.Code)
		b, _ := is.Row(r.Code)
		for i := range b.Values {
			if a.Values[i] == b.Values[i] {
				continue
			}
			column := "总计"
			if i < len(report.Applicants) {
				column = report.Applicants[i].Label()
			}
			all = append(all, Difference{Table: TableRequests, Row: strings.TrimSpace(r.Group + "　" + r.Label), Column: column, Was: strconv.Itoa(a.Values[i]), Is: strconv.Itoa(b.Values[i]), Code: r.Code, At: i})
		}
	}
	return all
}

// percent is a share, rounded to one place.
func percent(n, of int) string {
	const thousand = 1000
	tenths := (n*thousand + of/2) / of
	s := strconv.Itoa(tenths / 10)
	if tenths%10 != 0 {
		s += "." + strconv.Itoa(tenths%10)
	}
	return s + "%"
}

// A group is one heading of 三（本年度办理结果）, such as 不予公开, with all its rows.
type group struct {
	label string
	n     int
}

// groups adds the rows of the results up by the heading they stand under.
func groups(g report.Grid) []group {
	var all []group
	for _, r := range g.Rows {
		switch r.Code {
		case "new", "carried_in", "total", "carried_out":
			continue
		}
		label := r.Group
		if label == "" {
			label = r.Label
		}
		label = plainLabel(label)
		if n := len(all); n > 0 && all[n-1].label == label {
			all[n-1].n += r.Total()
			continue
		}
		all = append(all, group{label, r.Total()})
	}
	return all
}

// plainLabel is a label of the form without its number and what it adds in brackets.
func plainLabel(s string) string {
	if rest, ok := strings.CutPrefix(s, "（"); ok {
		if _, after, ok := strings.Cut(rest, "）"); ok {
			s = after
		}
	} else if before, after, ok := strings.Cut(s, "."); ok && strings.Trim(before, "0123456789") == "" {
		s = after
	}
	s, _, _ = strings.Cut(s, "（")
	return strings.TrimSpace(s)
}
