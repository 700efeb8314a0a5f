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
	for _, row := range t {
		if Fits(row.Routes, method, pattern) {
			return row, true
		}
	}
	return Row{}, false
}

// Fits reports whether a route, by its method and the router's pattern, is one of routes
// as a Row names them.
func Fits(routes, method, pattern string) bool {
	of, path, _ := strings.Cut(routes, " ")
	if of != "*" && of != method {
		return false
	}
	bare := Bare(pattern)
	begin, end, some := strings.Cut(path, "*")
	if !some {
		return bare == path
	}
	return len(bare) >= len(begin)+len(end) && strings.HasPrefix(bare, begin) && strings.HasSuffix(bare, end)
}
