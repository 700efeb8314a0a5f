package yearly

import (
	"slices"
	"strconv"
	"strings"

	"mingda/internal/law"
	"mingda/internal/report"
)

// Key names a figure of 二 in facts and in forms: rules.made.
func Key(code string, figure law.ReportFigure) string { return code + "." + string(figure) }

// NameOf names the figure of a key in words: 规章本年制发件数; empty where there is none such.
func NameOf(key string) string {
	for _, line := range law.ProactiveLines {
		for _, figure := range line.Asks {
			if Key(line.Code, figure) == key {
				return line.Label + strings.TrimSuffix(figure.Label(), "（单位：万元）")
			}
		}
	}
	return ""
}

// at returns where a line keeps a figure.
func at(p *report.Proactive, figure law.ReportFigure) **int64 {
	return map[law.ReportFigure]**int64{law.MadeInYear: &p.Made, law.EndedInYear: &p.Ended, law.InForceNow: &p.InForce, law.DecidedInYear: &p.Decided, law.ChargedInYear: &p.Charged}[figure]
}

// Figure returns a figure of a line; nil where there is none.
func Figure(p report.Proactive, figure law.ReportFigure) *int64 { return *at(&p, figure) }

// TableOf makes the lines of the form with the figures that were typed.
func TableOf(figures map[string]int64) []report.Proactive {
	var all []report.Proactive
	for _, line := range law.ProactiveLines {
		p := report.Proactive{Code: line.Code, Article: line.Article, Label: line.Label}
		for _, figure := range line.Asks {
			if n, typed := figures[Key(line.Code, figure)]; typed {
				*at(&p, figure) = &n
			}
		}
		all = append(all, p)
	}
	return all
}

// lineOf returns the line of a table with a code.
func lineOf(table []report.Proactive, code string) report.Proactive {
	for _, p := range table {
		if p.Code == code {
			return p
		}
	}
	return report.Proactive{}
}

// Merge adds tables up, figure by figure. A figure that none of them has is nil.
func Merge(tables [][]report.Proactive) []report.Proactive {
	all := TableOf(nil)
	for i, line := range law.ProactiveLines {
		for _, figure := range line.Asks {
			for _, t := range tables {
				n := Figure(lineOf(t, line.Code), figure)
				if n == nil {
					continue
				}
				sum := *n
				if had := *at(&all[i], figure); had != nil {
					sum += *had
				}
				*at(&all[i], figure) = &sum
			}
		}
	}
	return all
}

// Lacking returns the figures that nobody has typed, by Key.
func Lacking(table []report.Proactive) []string {
	var all []string
	for _, line := range law.ProactiveLines {
		for _, figure := range line.Asks {
			if Figure(lineOf(table, line.Code), figure) == nil {
				all = append(all, Key(line.Code, figure))
			}
		}
	}
	return all
}

// A Question is asked about a figure that does not go with that of the year before. It may
// be right all the same; then why is written beside it.
type Question struct {
	Key  string
	What string // of which line and figure
	Text string
}

// tenfold is how many times last year's figure one is asked about.
const tenfold = 10

// Questions looks a table through beside last year's, and returns what is to be asked.
// Figures that are missing on either side are not asked about.
func Questions(now, last []report.Proactive) []Question {
	var all []Question
	for _, line := range law.ProactiveLines {
		is, was := lineOf(now, line.Code), lineOf(last, line.Code)
		for _, figure := range line.Asks {
			if text := ask(is, was, figure); text != "" {
				all = append(all, Question{Key(line.Code, figure), line.Label + "，" + figure.Label(), text})
			}
		}
	}
	return all
}

func ask(is, was report.Proactive, figure law.ReportFigure) string {
	n, before := Figure(is, figure), Figure(was, figure)
	if n == nil || before == nil {
		return ""
	}
	if figure == law.InForceNow {
		if is.Made == nil || is.Ended == nil || *before+*is.Made-*is.Ended == *n {
			return ""
		}
		return "上年现行有效 " + digits(*before) + " 件，加本年制发 " + digits(*is.Made) + " 件，减本年废止 " + digits(*is.Ended) + " 件，应当是 " + digits(*before+*is.Made-*is.Ended) + " 件，填的是 " + digits(*n) + " 件。"
	}
	show := func(n int64) string { return Shown(figure, n) }
	switch {
	case *before > 0 && *n == 0:
		return "上年是 " + show(*before) + "，今年一" + map[bool]string{true: "元", false: "件"}[figure == law.ChargedInYear] + "也没有。"
	case *before > 0 && *n/tenfold >= *before:
		return "上年是 " + show(*before) + "，今年是它的 " + digits(*n / *before) + " 倍。"
	}
	return ""
}

// Shown writes a figure as the form shows it: money in 万元, without zeros at the end.
func Shown(figure law.ReportFigure, n int64) string {
	if figure != law.ChargedInYear {
		return digits(n)
	}
	const wan = 10_000
	s := digits(n / wan)
	if rest := n % wan; rest > 0 {
		tail := strconv.FormatInt(wan+rest, 10)[1:]
		for tail[len(tail)-1] == '0' {
			tail = tail[:len(tail)-1]
		}
		s += "." + tail
	}
	return s
}

func digits(n int64) string { return strconv.FormatInt(n, 10) }

// open returns the questions to which nobody has written an answer.
func open(all []Question, reasons map[string]string) []Question {
	var left []Question
	for _, q := range all {
		if reasons[q.Key] == "" {
			left = append(left, q)
		}
	}
	return left
}

// Sum adds the counted tables of reports up, cell by cell.
func Sum(all []report.Annual) report.Annual {
	var sum report.Annual
	for _, a := range all {
		for _, row := range a.Requests.Rows {
			at := slices.IndexFunc(sum.Requests.Rows, func(r report.GridRow) bool { return r.Code == row.Code })
			if at < 0 {
				at, sum.Requests.Rows = len(sum.Requests.Rows), append(sum.Requests.Rows, report.GridRow{Code: row.Code, Label: row.Label, Group: row.Group})
			}
			for i, n := range row.Values {
				sum.Requests.Rows[at].Values[i] += n
			}
		}
		sum.Review, sum.Direct, sum.After = plus(sum.Review, a.Review), plus(sum.Direct, a.Direct), plus(sum.After, a.After)
		sum.Fees += a.Fees
	}
	return sum
}

func plus(a, b report.Figures) report.Figures {
	return report.Figures{Upheld: a.Upheld + b.Upheld, Corrected: a.Corrected + b.Corrected, Other: a.Other + b.Other, Pending: a.Pending + b.Pending, Total: a.Total + b.Total}
}
