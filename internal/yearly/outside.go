package yearly

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"mingda/internal/fault"
	"mingda/internal/law"
	"mingda/internal/report"
)

// The government's report takes in what agencies send that do not work in this installation
// (系统外机关): their figures are typed, each agency's as a part of its own. No case stands
// behind them here.

// outsidePrefix begins the codes of these parts: outside-1.
const outsidePrefix = "outside-"

// MaxOutside is how many there can be: more than a district has.
const MaxOutside = 200

// MaxOutsideName is how many characters the name of one holds.
const MaxOutsideName = 100

// OutsidePart returns the part of the nth agency outside, from 1.
func OutsidePart(n int) Part { return Part(outsidePrefix + strconv.Itoa(n)) }

// outside returns which agency outside the part is of; 0 for none.
func (p Part) outside() int {
	digits, is := strings.CutPrefix(string(p), outsidePrefix)
	n, err := strconv.Atoi(digits)
	if !is || err != nil || n < 1 || n > MaxOutside || OutsidePart(n) != p {
		return 0
	}
	return n
}

// IsOutside reports whether the part is that of an agency outside.
func (p Part) IsOutside() bool { return p.outside() > 0 }

// FeesKey names the fees for information (信息处理费, in yuan) among the figures of an agency
// outside.
const FeesKey = "fees"

// RequestKey names a figure of 三 among them, by the codes of its row and column.
func RequestKey(row, column string) string { return "requests." + row + "." + column }

// RemedyTables are the tables of 四 by their codes, in the order of the form.
var RemedyTables = []string{"review", "court_direct", "court_after_review"}

// RemedyKey names a figure of 四.
func RemedyKey(table string, column report.Column) string { return table + "." + string(column) }

// TypedRows returns the rows of 三 that are typed: （七）总计 is added up.
func TypedRows(p report.Period) []report.GridRow {
	return slices.DeleteFunc(report.NewGrid(p, nil).Rows, func(r report.GridRow) bool { return r.Code == report.TotalRow })
}

// OutsideKeys lists every figure of an agency outside, with what it is called.
func OutsideKeys(p report.Period) map[string]string {
	all := map[string]string{FeesKey: "信息处理费"}
	for _, line := range law.ProactiveLines {
		for _, figure := range line.Asks {
			all[Key(line.Code, figure)] = NameOf(Key(line.Code, figure))
		}
	}
	for _, row := range TypedRows(p) {
		for _, class := range report.Applicants {
			all[RequestKey(row.Code, string(class))] = row.Label + "，" + report.ColumnLabel(string(class))
		}
	}
	for _, table := range RemedyTables {
		for _, column := range report.Columns[:len(report.Columns)-1] {
			all[RemedyKey(table, column)] = remedyHeads[table] + "，" + column.Label()
		}
	}
	return all
}

var remedyHeads = map[string]string{"review": "行政复议", "court_direct": "未经复议直接起诉", "court_after_review": "复议后起诉"}

// RemedyHead returns what the form calls a table of 四.
func RemedyHead(table string) string { return remedyHeads[table] }

// An Outside is an agency outside, with its figures as they read now.
type Outside struct {
	Part Part
	State
}

// Name is the name of the agency.
func (o Outside) Name() string { return o.Text }

// outsideOf returns the agencies outside of parts, in the order in which they were added. One
// whose name was taken away is no more.
func outsideOf(parts map[Part]State) []Outside {
	var all []Outside
	for part, state := range maps.All(parts) {
		if part.IsOutside() && state.Text != "" {
			all = append(all, Outside{part, state})
		}
	}
	slices.SortFunc(all, func(a, b Outside) int { return a.Part.outside() - b.Part.outside() })
	return all
}

// Outside returns the agencies outside whose figures the report takes in.
func (r *Report) Outside() []Outside { return outsideOf(r.Parts) }

// FreeOutside returns the part for one agency outside more; "" where there are too many.
func (r *Report) FreeOutside() Part {
	for n := 1; n <= MaxOutside; n++ {
		if r.Parts[OutsidePart(n)].N == 0 {
			return OutsidePart(n)
		}
	}
	return ""
}

// Value returns the figures as a report: totals are added up, what was not typed is 0, but in
// 二, where it is not known.
func (o Outside) Value(p report.Period) report.Annual {
	a := report.Annual{Year: p.Year, Agency: o.Name(), Until: p.Until, Requests: report.NewGrid(p, nil), Proactive: TableOf(o.Figures), Fees: int(o.Figures[FeesKey])}
	total := slices.IndexFunc(a.Requests.Rows, func(r report.GridRow) bool { return r.Code == report.TotalRow })
	for i := range a.Requests.Rows {
		row := &a.Requests.Rows[i]
		isResult := !slices.Contains([]string{report.NewRow, report.CarriedInRow, report.TotalRow, report.CarriedOutRow}, row.Code)
		for at, class := range report.Applicants {
			n := int(o.Figures[RequestKey(row.Code, string(class))])
			row.Values[at] += n
			row.Values[len(report.Applicants)] += n
			if isResult {
				a.Requests.Rows[total].Values[at] += n
				a.Requests.Rows[total].Values[len(report.Applicants)] += n
			}
		}
	}
	for i, of := range []*report.Figures{&a.Review, &a.Direct, &a.After} {
		n := func(c report.Column) int { return int(o.Figures[RemedyKey(RemedyTables[i], c)]) }
		*of = report.Figures{Upheld: n(report.Upheld), Corrected: n(report.Corrected), Other: n(report.Other), Pending: n(report.Pending)}
		of.Total = of.Upheld + of.Corrected + of.Other + of.Pending
	}
	return a
}

// Check says whether what the agency had has gone somewhere: 一 and 二 make 三（七） and 四.
func (o Outside) Check(p report.Period) report.Identity {
	is := o.Value(p).Requests.Check()[0]
	is.Name = "系统外机关" + o.Name() + "：" + is.Name
	return is
}

// WithOutside adds the figures of agencies outside to what was counted here, and says whether
// they hold. Without any it is what it was.
func WithOutside(a report.Annual, p report.Period, all []Outside) report.Annual {
	if len(all) == 0 {
		return a
	}
	values := []report.Annual{a}
	proactive := [][]report.Proactive{a.Proactive}
	for _, o := range all {
		one := o.Value(p)
		values, proactive = append(values, one), append(proactive, one.Proactive)
	}
	sum := Sum(values)
	a.Identities = withOutside(a.Identities, sum.Requests)
	for _, o := range all {
		a.Identities = append(a.Identities, o.Check(p))
	}
	a.Requests, a.Review, a.Direct, a.After, a.Fees = sum.Requests, sum.Review, sum.Direct, sum.After, sum.Fees
	a.Proactive = Merge(proactive)
	return a
}

// withOutside says of the whole table what was said of what was counted here; what else was
// said is about that alone, and says so.
func withOutside(counted []report.Identity, whole report.Grid) []report.Identity {
	is := map[string]report.Identity{}
	for _, one := range whole.Check() {
		is[one.Name] = one
	}
	all := slices.Clone(counted)
	for i := range all {
		if one, of := is[all[i].Name]; of {
			one.Cases, all[i] = all[i].Cases, one
			continue
		}
		all[i].Name += "（不含系统外机关）"
	}
	return all
}

// writingOutside decides what an agency outside reads as from now on. Without a name it is
// taken out.
func (r *Report) writingOutside(f Written, s Situation) (*Written, error) {
	form := fault.Form{}
	f.Text, f.Reasons = strings.Join(strings.Fields(f.Text), " "), nil
	if f.Text == "" {
		return &Written{Part: f.Part}, nil
	}
	form.Length("text", f.Text, MaxOutsideName)
	if slices.Contains(s.Here, f.Text) {
		form.Bad("text", "yearly_outside_here")
	}
	for _, o := range r.Outside() {
		if o.Part != f.Part && o.Name() == f.Text {
			form.Bad("text", "yearly_outside_twice")
		}
	}
	known := OutsideKeys(report.PeriodOf(r.ID.Year(), s.Today))
	for key, n := range f.Figures {
		name, is := known[key]
		if !is {
			return nil, fault.New(fault.NotFound, "yearly_part_unknown")
		}
		if n < 0 || n > MaxFigure {
			form.Bad(key, "yearly_figure", name)
		}
	}
	return &f, form.Err()
}

// MaxFigure is the greatest figure that can be typed: fees of an agency in yuan stay below it.
const MaxFigure = 999_999_999_999
