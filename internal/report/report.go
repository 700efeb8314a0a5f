// Package report is what the yearly report (政府信息公开工作年度报告, 条例 49, 50) counts, and
// how: for each table a pure function over rows of the cases, which says of every case in
// which figure it stands and why. Nothing is counted that is not listed; a figure is how
// many cases its list has.
//
// The tables of reconsideration and of the courts (未经复议直接起诉, 复议后起诉) have the same
// columns. That of requests has columns by applicant and is to come with the report itself.
package report

import (
	"slices"
	"strconv"
	"strings"

	"mingda/internal/calendar"
)

// A Column is one of a table about results. The codes are stable: they stand in addresses
// and in what `mingda report annual` writes.
type Column string

// The columns, in the order of 国办公开办函〔2021〕30号.
const (
	Upheld    Column = "upheld"    // 结果维持
	Corrected Column = "corrected" // 结果纠正
	Other     Column = "other"     // 其他结果
	Pending   Column = "pending"   // 尚未审结
	Total     Column = "total"     // 总计
)

// Columns lists them in that order.
var Columns = []Column{Upheld, Corrected, Other, Pending, Total}

// Label returns what the report calls the column.
func (c Column) Label() string {
	return map[Column]string{Upheld: "结果维持", Corrected: "结果纠正", Other: "其他结果", Pending: "尚未审结", Total: "总计"}[c]
}

// A Counted is a case behind a figure, and why it counts there.
type Counted struct {
	ID      int64
	Number  string
	Agency  int64  // of this installation; 0 for none
	Name    string // of the agency
	Column  Column // empty: it counts nowhere
	Because string
	Noted   bool // it was noted in a request, whose ID and number these are, and is of no docket
}

// Figures are the numbers of one row, as `mingda report annual` writes them.
type Figures struct {
	Upheld    int `json:"upheld"`
	Corrected int `json:"corrected"`
	Other     int `json:"other"`
	Pending   int `json:"pending"`
	Total     int `json:"total"`
}

// Of returns the figure of a column.
func (f Figures) Of(c Column) int {
	return map[Column]int{Upheld: f.Upheld, Corrected: f.Corrected, Other: f.Other, Pending: f.Pending, Total: f.Total}[c]
}

// Check says that the columns make the total.
func (f Figures) Check() Identity {
	return adds("各栏相加等于总计", []term{{"维持", f.Upheld}, {"纠正", f.Corrected}, {"其他", f.Other}, {"尚未审结", f.Pending}}, []term{{"总计", f.Total}})
}

// A Row is what a table says of one agency.
type Row struct {
	Agency int64
	Name   string
	Cases  []Counted
}

// In returns the cases behind the figure of a column; behind the total all of them.
func (r Row) In(c Column) []Counted {
	if c == Total {
		return r.Cases
	}
	return slices.DeleteFunc(slices.Clone(r.Cases), func(k Counted) bool { return k.Column != c })
}

// Figures counts the row. The total is counted by itself, not added up: that both agree is
// one of the identities.
func (r Row) Figures() Figures {
	n := func(c Column) int { return len(r.In(c)) }
	return Figures{n(Upheld), n(Corrected), n(Other), n(Pending), n(Total)}
}

// An Identity is something that always holds of the figures, and whether it does.
type Identity struct {
	Name  string    `json:"name"`
	Holds bool      `json:"holds"`
	Words string    `json:"-"` // with the numbers in it
	Cases []Counted `json:"-"` // that explain why it does not hold
}

// A Table is one table of a year about results, by agency.
type Table struct {
	Year       int
	Until      calendar.Date // the last day that is looked at: of the year, or today
	Rows       []Row         // of agencies of this installation first, by name
	Aside      []Counted     // cases of the year that count nowhere, and why
	Docket     int           // how many of the docket are to count, by the docket itself
	Identities []Identity
}

// Sum returns the row of all agencies together.
func (t Table) Sum() Row {
	sum := Row{Name: "合计"}
	for _, r := range t.Rows {
		sum.Cases = append(sum.Cases, r.Cases...)
	}
	return sum
}

// Of returns the table of one agency, by its name; of none the whole table. The identities
// are about all, and are left out.
func (t Table) Of(name string) Table {
	if name == "" {
		return t
	}
	t.Rows = slices.DeleteFunc(slices.Clone(t.Rows), func(r Row) bool { return r.Name != name })
	t.Aside = slices.DeleteFunc(slices.Clone(t.Aside), func(k Counted) bool { return k.Name != name })
	t.Identities = nil
	return t
}

// Row returns the row of an agency, by its name; where it has none, the sum.
func (t Table) Row(name string) Row {
	if at := slices.IndexFunc(t.Rows, func(r Row) bool { return r.Name == name }); at >= 0 {
		return t.Rows[at]
	}
	return t.Sum()
}

// Here returns the row of an agency of this installation, by its ID, which is empty where it
// has none; of 0 that of all of them together.
func (t Table) Here(agency int64) Row {
	var here Row
	for _, r := range t.Rows {
		if r.Agency != 0 && (agency == 0 || r.Agency == agency) {
			here.Agency, here.Name, here.Cases = agency, r.Name, append(here.Cases, r.Cases...)
		}
	}
	return here
}

// CheckHere says that an agency or, for 0, the agencies of this installation and the others
// together have what the docket has, and what was noted in requests. The table of an agency
// holds no other's cases.
func (t Table) CheckHere(agency int64) Identity {
	all, noted := t.Sum().Cases, 0
	for _, k := range all {
		if k.Noted {
			noted++
		}
	}
	here := t.Here(agency).Figures().Total
	have := []term{{"本机关", here}}
	if agency == 0 {
		have = []term{{"各机关", here}, {Elsewhere, len(all) - here}}
	}
	return adds("和案件登记簿一致", have, []term{{"登记簿", t.Docket}, {"在申请案件里登记的", noted}})
}

// add puts a case into the row of its agency.
func (t *Table) add(k Counted) {
	at := slices.IndexFunc(t.Rows, func(r Row) bool { return r.Agency == k.Agency && (k.Agency != 0 || r.Name == k.Name) })
	if at < 0 {
		at, t.Rows = len(t.Rows), append(t.Rows, Row{Agency: k.Agency, Name: k.Name})
	}
	t.Rows[at].Cases = append(t.Rows[at].Cases, k)
}

// order sorts the rows.
func (t *Table) order() {
	slices.SortStableFunc(t.Rows, func(a, b Row) int {
		if (a.Agency == 0) != (b.Agency == 0) {
			return map[bool]int{true: 1, false: -1}[a.Agency == 0]
		}
		return strings.Compare(a.Name, b.Name)
	})
}

// adds says that numbers add up: what is on the left makes what is on the right.
func adds(name string, left, right []term) Identity {
	sum := func(terms []term) (n int, words string) {
		for i, t := range terms {
			if i > 0 {
				words += " + "
			}
			n, words = n+t.n, words+t.label+" "+strconv.Itoa(t.n)
		}
		return n, words
	}
	l, have := sum(left)
	r, are := sum(right)
	sign := " = "
	if l != r {
		sign = " ≠ "
	}
	return Identity{Name: name, Holds: l == r, Words: have + sign + are}
}

// A term is one number of an identity.
type term struct {
	label string
	n     int
}
