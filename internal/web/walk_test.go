package web_test

import (
	"bufio"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"net/http/httptest"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/gorilla/mux"

	"mingda/internal/auth"
	"mingda/internal/casefile"
	"mingda/internal/lawsuit"
	"mingda/internal/reconsider"
)

// A grant is a line of testdata/routes.txt: what the table must let somebody do before the
// route answers them.
type grant struct {
	route string
	needs []string // one of them: acts, permissions, or one of the words of may
	of    string   // whose agency a permission is asked for: own, theirs, all; "" for acts
	empty bool     // this office has nothing under that address
}

const grantsFile = "testdata/routes.txt"

// readGrants reads the file.
func readGrants(t *testing.T) map[string]grant {
	t.Helper()
	f, err := os.Open(grantsFile)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		t.Fatal(err)
	}
	defer f.Close()
	all := map[string]grant{}
	for lines := bufio.NewScanner(f); lines.Scan(); {
		line, _, _ := strings.Cut(lines.Text(), "#")
		words := strings.Fields(line)
		if len(words) == 0 {
			continue
		}
		if len(words) < 3 {
			t.Fatalf("%s: %q", grantsFile, line)
		}
		g := grant{route: words[0] + " " + words[1], needs: strings.Split(words[2], "|")}
		for _, more := range words[3:] {
			if more == "empty" {
				g.empty = true
			} else {
				g.of = more
			}
		}
		if _, twice := all[g.route]; twice {
			t.Errorf("%s: %s is there twice", grantsFile, g.route)
		}
		all[g.route] = g
	}
	return all
}

// may reports whether the table lets somebody do one of what a route needs.
func (o *walkOffice) may(w *walker, g grant) bool {
	for _, do := range g.needs {
		switch do {
		case "public":
			return true
		case "anybody":
			return w.isIn()
		case "stand-in":
			return len(w.Borrowed) > 0
		case "half": // in between the steps of signing in, as nobody is here
			return false
		case "newcomer": // also who must change the password
			return !w.nobody && !w.Disabled
		}
		if w.isIn() && o.does(w, do, g.of) {
			return true
		}
	}
	return false
}

// isIn reports whether pages are shown to the person at all.
func (w *walker) isIn() bool { return !w.nobody && !w.Disabled && !w.MustChange }

// does asks the table.
func (o *walkOffice) does(w *walker, do, of string) bool {
	review, request := o.theReview, o.theCase
	switch of {
	case "own":
		request = auth.Subject{Agency: w.Agency, Unit: w.Unit, Respondent: w.Agency}
		review = request
	case "replied":
		request = o.theReplied
	case "paper":
		review.Drafter, review.Checker = o.bureauOffice.handler.ID, o.second.ID
	}
	review.Handles = w.ID == o.bureauOffice.handler.ID
	switch {
	case casefile.Act(do).Label() != "":
		return auth.May(w.User, casefile.Act(do), request) == nil
	case reconsider.Act(do).Label() != "":
		if auth.MayReview(w.User, reconsider.Act(do), review) != nil {
			return false
		}
		return of == "own" || review.Agency == w.Agency || o.seesReplied(w)
	case lawsuit.Act(do).Label() != "":
		if of == "own" {
			return auth.MaySue(w.User, lawsuit.Act(do), request) == nil
		}
		ofBody, ofSued := auth.Subject{Agency: o.body}, auth.Subject{Respondent: o.agency.ID}
		return auth.MaySue(w.User, lawsuit.Act(do), ofBody) == nil || auth.MaySue(w.User, lawsuit.Act(do), ofSued) == nil && o.seesReplied(w)
	case auth.Permission(do).Label() == "":
		o.t.Errorf("%s: %s is no act and no permission", grantsFile, do)
	}
	if of == "unit" {
		return auth.MayFigure(w.User, w.Agency, w.Unit) == nil
	}
	agency := map[string]int64{"own": w.Agency, "theirs": o.agency.ID, "all": 0, "body": o.body}[of]
	return auth.MayDo(w.User, auth.Permission(do), agency) == nil
}

// seesReplied reports whether somebody may see the request that the reconsideration and the
// court case are about. These tell of it: at the office they are for those alone.
func (o *walkOffice) seesReplied(w *walker) bool {
	return auth.May(w.User, casefile.See, o.theReplied) == nil
}

// An outcome is how far somebody got.
type outcome string

const (
	through outcome = "through" // shown, done, or refused by what a form must say
	refused outcome = "refused"
	missing outcome = "missing"    // nothing there, or nothing for them
	unfit   outcome = "in the way" // of how it stands now
	sentOff outcome = "sent to sign in"
	failed  outcome = "failed"
)

func outcomeOf(status int, to string) outcome {
	switch {
	case status >= http.StatusInternalServerError:
		return failed
	case status == http.StatusForbidden:
		return refused
	case status == http.StatusNotFound:
		return missing
	case status == http.StatusConflict:
		return unfit
	case status == http.StatusSeeOther && (strings.HasPrefix(to, "/sign-in") || to == "/password"):
		return sentOff
	}
	return through
}

// TestWalk: each route, asked for by everybody with and without business there, lets
// through whom the table lets do what the route is for, and nobody else.
func TestWalk(t *testing.T) {
	o := newWalkOffice(t)
	grants := readGrants(t)
	routes := routesOf(t, o.pages)
	turn := func(r route) int { // look first; whoever signs out is asked for nothing more
		return map[string]int{http.MethodGet: 1, http.MethodPost: 2}[r.method] + map[string]int{"/sign-out": 2, "/stand-ins/{id:[0-9]+}/end": 1}[r.pattern]
	}
	slices.SortStableFunc(routes, func(a, b route) int { return turn(a) - turn(b) })
	for _, r := range routes {
		g, known := grants[bare(r)]
		delete(grants, bare(r))
		head := o.head()
		got := o.answers(r, g, func(w *walker) bool { return r.method == http.MethodGet || !o.may(w, g) })
		if known && o.head() != head {
			t.Errorf("%s: somebody looked or was refused, and it changed something", bare(r))
		}
		maps.Copy(got, o.answers(r, g, func(w *walker) bool { return got[w.name] == "" }))
		if !known {
			t.Errorf("a new route is not in internal/web/%s. Add a line there, with the act or permission it is for (this one fits what it does now):\n%s", grantsFile, o.proposed(r, got))
			continue
		}
		o.compare(r, g, got)
	}
	for name := range grants {
		t.Errorf("%s: no route is %s", grantsFile, name)
	}
}

// TestWalkMethods: a method that an address does not take is refused by the router, before
// anybody is asked who they are.
func TestWalkMethods(t *testing.T) {
	o, _ := drafted(t)
	router, takes := o.pages.Routes(), map[string][]string{}
	for _, r := range routesOf(t, o.pages) {
		takes[r.with("1")] = append(takes[r.with("1")], r.method)
	}
	for address, methods := range takes {
		for _, method := range []string{"GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT", "PROPFIND"} {
			var m mux.RouteMatch
			router.Match(httptest.NewRequest(method, address, nil), &m)
			if is, want := m.MatchErr == nil, slices.Contains(methods, method); is != want {
				t.Errorf("%s %s: taken is %t, want %t", method, address, is, want)
			}
		}
	}
}

// answers asks for a route as each of some of the people, and says how far they got.
func (o *walkOffice) answers(r route, g grant, some func(*walker) bool) map[string]outcome {
	got := map[string]outcome{}
	for _, w := range o.walkers {
		if some(w) {
			a := o.asks(w, r.method, o.address(r, g), o.typed[bare(r)])
			got[w.name] = outcomeOf(a.Code, a.Header().Get("Location"))
		}
	}
	return got
}

// bare is a route without what its variables admit.
func bare(r route) string {
	return r.method + " " + variable.ReplaceAllStringFunc(r.pattern, func(v string) string {
		name, _, _ := strings.Cut(strings.Trim(v, "{}"), ":")
		return "{" + name + "}"
	})
}

// address is a route with what is there in this office for its variables.
func (o *walkOffice) address(r route, g grant) string {
	if at := o.there[bare(r)]; at != "" {
		return at
	}
	_, pattern, _ := strings.Cut(bare(r), " ")
	names := variable.FindAllString(pattern, -1)
	at := pattern
	for _, v := range names {
		prefix := pattern[:strings.Index(pattern, v)+len(v)]
		value := o.values[prefix]
		if prefix == "/cases/{id}" && g.of == "replied" {
			value = o.values["replied"]
		}
		if value == "" {
			value = o.values[strings.Trim(v, "{}")]
		}
		if value == "" {
			value = route{r.method, v}.with("1")
			for _, full := range variable.FindAllString(r.pattern, -1) {
				if strings.HasPrefix(full, strings.TrimSuffix(v, "}")+":") {
					value = route{r.method, full}.with("1")
				}
			}
		}
		at = strings.Replace(at, v, value, 1)
	}
	return at
}

// compare says where the answers are not what the table says.
func (o *walkOffice) compare(r route, g grant, got map[string]outcome) {
	o.t.Helper()
	wrong := map[string][]string{}
	for _, w := range o.walkers {
		is, may := got[w.name], o.may(w, g)
		ok := is == through || is == unfit || is == missing && g.empty || is == sentOff && r.pattern == "/sign-out"
		word := "may"
		if !may { // whoever may look at a letter is told first how it stands
			ok = is == refused || is == missing || is == sentOff || is == unfit && strings.HasPrefix(r.pattern, "/cases/") && o.does(w, string(casefile.See), g.of)
			word = "may not"
		}
		if !ok {
			what := word + " (" + strings.Join(g.needs, " or ") + ") and is " + string(is)
			wrong[what] = append(wrong[what], w.name)
		}
	}
	if g.empty && !slices.ContainsFunc(o.walkers, func(w *walker) bool { return o.may(w, g) && got[w.name] == missing }) {
		o.t.Errorf("%s: is not empty, as %s says", bare(r), grantsFile)
	}
	for what, who := range wrong {
		o.t.Errorf("%s: %s: %s", bare(r), what, strings.Join(who, ", "))
	}
}

// proposed is a line for a route that has none: acts of the table that let through whoever
// got through.
func (o *walkOffice) proposed(r route, got map[string]outcome) string {
	var fits, in []string
	seen := map[string]bool{}
	for _, row := range append([]auth.Row{{Do: "public"}, {Do: "anybody"}, {Do: "newcomer"}}, auth.Table()...) {
		if seen[row.Do] {
			continue
		}
		seen[row.Do] = true
		scopes := []string{"", "own"}
		if auth.Permission(row.Do).Label() != "" {
			scopes = []string{"own", "theirs", "all", "body"}
		}
		for _, of := range scopes {
			wrong := slices.ContainsFunc(o.walkers, func(w *walker) bool {
				return o.may(w, grant{needs: []string{row.Do}, of: of}) != (got[w.name] == through || got[w.name] == unfit)
			})
			if !wrong {
				fits = append(fits, strings.TrimSpace(row.Do+" "+of))
			}
		}
	}
	for _, w := range o.walkers {
		if got[w.name] == through || got[w.name] == unfit {
			in = append(in, w.name)
		}
	}
	slices.Sort(fits)
	best := "ACT"
	for _, fit := range fits { // that of the same name, else the first
		if act, _, _ := strings.Cut(fit, " "); best == "ACT" || strings.HasSuffix(r.pattern, "/"+act) {
			best = fit
		}
	}
	return fmt.Sprintf("%s   %s\n\tlets through: %s\n\tall that fits: %s", bare(r), best, strings.Join(in, ", "), strings.Join(fits, ", "))
}
