package audit

import (
	"regexp"
	"strings"
)

// A Row says what asking for some addresses of a door is. Routes are a method or * for
// any, a blank, and a pattern of the router with its variables by their bare names, such
// as "GET /cases/{id}"; one * in it stands for anything. A row without Kind is of what is
// not recorded, for it shows nothing of anybody.
type Row struct {
	Routes string
	Kind   Kind
	Matter Matter // what {id} is a number of; "" where there is none
	Why    string // it is not recorded; for whoever reads the table
}

// On makes the row of addresses that are recorded.
func On(routes string, kind Kind, matter Matter) Row {
	return Row{Routes: routes, Kind: kind, Matter: matter}
}

// Not makes the row of addresses that are not recorded, and says why.
func Not(routes, why string) Row { return Row{Routes: routes, Why: why} }

// A Table says for each route of a door what asking for it is. The first row that fits
// counts.
type Table []Row

// variable is one in a pattern of the router, with what it admits.
var variable = regexp.MustCompile(`\{(\w+)(:([^{}]|\{[^{}]*\})*)?\}`)

// Bare writes the variables of a pattern by their names alone.
func Bare(pattern string) string { return variable.ReplaceAllString(pattern, "{$1}") }

// Of returns the row of a route.
func (t Table) Of(method, pattern string) (Row, bool) {
	bare := Bare(pattern)
	for _, row := range t {
		if row.fits(method, bare) {
			return row, true
		}
	}
	return Row{}, false
}

func (row Row) fits(method, bare string) bool {
	of, path, _ := strings.Cut(row.Routes, " ")
	if of != "*" && of != method {
		return false
	}
	begin, end, some := strings.Cut(path, "*")
	if !some {
		return bare == path
	}
	return len(bare) >= len(begin)+len(end) && strings.HasPrefix(bare, begin) && strings.HasSuffix(bare, end)
}
