package sqlite

import (
	"context"
	"strconv"
)

// How the fifty rows of a list are found among a million is chosen here: the database keeps
// no counts of what stands in a column, and takes any equality for a rare one. An ordinary
// filter finds its cases by the rarest of its conditions, if that has few, and sorts them;
// else the order's own index is walked until fifty fit, or the index of one of the conditions
// that has that order too: of each in the usual order, of a year in most.

// fewCases is up to how many cases are sorted for a list.
const fewCases = 5000

// What finds the cases of a filter, where that is no column.
const (
	walking  = "walk" // the order: no condition is asked by its index
	ownCases = "own"  // those that a unit leads or helps with
	inYear   = "year"
	counting = "count" // an index that holds all conditions, see countedBy
)

// ordersOfYear are the orders, beside the usual one, that the cases of one year have an index
// of: walking all of them, a late year comes after all before it.
var ordersOfYear = map[string]bool{"-due": true, "number": true, "-number": true, "stage": true, "-stage": true, "ended": true, "-ended": true,
	"applicant": true, "-applicant": true, "unit": true, "-unit": true, "officer": true, "-officer": true, "result": true, "-result": true}

// A condition is one equality of a filter.
type condition struct {
	column string
	sql    string // with one ? for the value
	value  any
	set    bool
}

// conditions are the equalities of an ordinary filter, those first that mostly have fewer
// cases; the year first of all, for a year lies together in the usual order, and within any
// other condition one would have to go through the years before it.
func (f CaseFilter) conditions() []condition {
	return []condition{
		{inYear, `substr(received_on, 1, 4) = ?`, strconv.Itoa(f.Year), f.Year != 0},
		{"officer_id", `officer_id = ?`, f.Officer, f.Officer != 0},
		{"unit_id", `unit_id = ?`, f.Unit, f.Unit > 0},
		{"stage", `stage = ?`, f.Stage, f.Stage != ""},
		{"waits_for", `waits_for = ?`, f.WaitsFor, f.WaitsFor != ""},
		{"result", `result = ?`, f.Result, f.Result != ""},
		{"open", `open = ?`, 1, f.Open},
		{ownCases, `unit_id = ?`, f.Sight.Unit, f.Sight.Unit != 0},
		{"door", `door = ?`, f.Door, f.Door != ""},
		{"agency_id", `agency_id = ?`, f.Agency, f.Agency != 0},
		{"agency_id", `agency_id = ?`, f.Sight.Agency, f.Sight.Agency != 0},
		{"type", `type = ?`, f.Type, f.Type != ""},
	}
}

// isOrdinary reports whether the filter asks for nothing but what conditions knows.
func (f CaseFilter) isOrdinary() bool {
	asked := CaseFilter{
		Sight: f.Sight, Open: f.Open, Type: f.Type, Agency: f.Agency, Unit: f.Unit, Officer: f.Officer, Stage: f.Stage, WaitsFor: f.WaitsFor,
		Result: f.Result, Door: f.Door, Year: f.Year, Sort: f.Sort, Offset: f.Offset, Limit: f.Limit,
	}
	return f == asked
}

// planned says how the cases of an ordinary filter are found, in its order or, to be
// counted, in any.
func (r Reader) planned(ctx context.Context, f CaseFilter, ordered bool) (CaseFilter, error) {
	if !f.isOrdinary() || f.Sight.Agency == 0 && !f.Sight.All {
		return f, nil
	}
	least, first := fewCases+1, ""
	for _, c := range f.conditions() {
		if !c.set {
			continue
		}
		n, err := r.count(ctx, `SELECT count(*) FROM (SELECT 1 FROM cases WHERE `+c.sql+` LIMIT ?)`, c.value, fewCases+1)
		if err != nil {
			return f, err
		}
		if n < least {
			least, f.by = n, c.column
		}
		if first == "" && c.column != ownCases {
			first = c.column
		}
	}
	switch {
	case f.by != "" || first == "":
	case !ordered && f.countedBy() != "":
		f.by = counting
	case ordered && f.Year != 0 && ordersOfYear[f.Sort]:
		f.by = inYear
	case ordered && f.Sort != "" && f.Sort != "due":
		f.by = walking
	default:
		f.by = first
	}
	return f, nil
}

// countedBy returns the index off which the filter is counted where all its conditions have many
// cases: one that holds them all, so that no row is looked at. It is "" where there is none.
func (f CaseFilter) countedBy() string {
	set := 0
	for _, c := range f.conditions() {
		if c.set && c.column != "agency_id" {
			set++
		}
	}
	switch {
	case set < 2 || f.Sight.Unit != 0:
		return ""
	case f.Unit > 0:
		return "cases_counted_unit"
	case f.Year != 0:
		return "cases_counted_year"
	case f.Result != "":
		return "cases_counted_result"
	}
	return ""
}

// leaning is the column in a condition: a + before it keeps it off its index.
func (f CaseFilter) leaning(column string) string {
	if f.by == "" || f.by == counting || f.by == column {
		return column
	}
	return "+" + column
}

// ofYear adds the year of receipt: as a range where the list is in that order, else as one
// of the conditions.
func (f CaseFilter) ofYear(add func(condition string, arg ...any)) {
	year := strconv.Itoa(f.Year)
	switch {
	case f.Year == 0:
	case f.by == counting:
		add(`substr(received_on, 1, 4) = ?`, year)
	case f.by == "", f.Sort == "received" || f.Sort == "-received":
		add(`received_on BETWEEN ? AND ?`, year+"-01-01", year+"-12-31")
	case f.by == inYear:
		add(`substr(received_on, 1, 4) = ?`, year)
	default:
		add(`+received_on BETWEEN ? AND ?`, year+"-01-01", year+"-12-31")
	}
}
