package portal_test

import (
	"bufio"
	"io"
	"net/http"
	"net/url"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/gorilla/mux"

	"mingda/internal/letter"
	"mingda/internal/portal"
)

// whoFile says of each route of the portal whether it needs number and code.
const whoFile = "testdata/routes.txt"

// readWho reads it: open or visitor, by method and pattern without expressions.
func readWho(t *testing.T) map[string]string {
	t.Helper()
	f, err := os.Open(whoFile)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	all := map[string]string{}
	for lines := bufio.NewScanner(f); lines.Scan(); {
		line, _, _ := strings.Cut(lines.Text(), "#")
		if words := strings.Fields(line); len(words) == 3 {
			all[words[0]+" "+words[1]] = words[2]
		} else if len(words) > 0 {
			t.Fatalf("%s: %q", whoFile, line)
		}
	}
	return all
}

var variable = regexp.MustCompile(`\{(\w+)(:([^{}]|\{[^{}]*\})*)?\}`)

// TestWalk: each route of the portal that shows something of a request asks for number and
// code first, whoever asks, and shows it of no other request.
func TestWalk(t *testing.T) {
	var server *portal.Server
	i := newInstallation(t, 1, func(s *portal.Server) { server = s })
	asker := i.browser()
	secret, _ := asker.ask(map[string]string{"content": "只有本人能看的内容", "name": "只有本人"})
	other := i.register(secret)
	i.signed(other, letter.Disclose, letter.Values{"given": "只有本人能看的答复", "way": "enclosed"})
	number, code := i.browser().ask(map[string]string{"content": "另一件"})
	i.register(number)
	visitor := i.browser()
	visitor.open(number, code).wants(200)
	who := readWho(t)
	if err := server.Routes().Walk(func(r *mux.Route, _ *mux.Router, _ []*mux.Route) error {
		pattern, err := r.GetPathTemplate()
		if err != nil {
			return err
		}
		methods, err := r.GetMethods()
		for _, method := range methods {
			route := method + " " + variable.ReplaceAllString(pattern, "{$1}")
			needs := who[route]
			delete(who, route)
			if needs == "" {
				t.Errorf("a new route is not in internal/portal/%s. Add a line there, with visitor if it shows something of a request, else open:\n%s visitor", whoFile, route)
				continue
			}
			nobody := i.browser()
			for name, b := range map[string]*browser{"nobody": nobody, "a visitor": visitor} {
				if name == "a visitor" && (method == http.MethodPost || pattern == "/apply/done") {
					continue // what a visitor sends is theirs, and has tests of its own
				}
				status, to, body := b.alone(method, variable.ReplaceAllString(pattern, "1"))
				asked := status == http.StatusSeeOther && strings.Contains(to, "/status?next=")
				if status >= 500 || asked != (needs == "visitor" && name == "nobody") {
					t.Errorf("%s (%s) as %s: %d to %q", route, needs, name, status, to)
				}
				if strings.Contains(body, secret) || strings.Contains(body, "只有本人能看") {
					t.Errorf("%s shows %s the request of somebody else", route, name)
				}
			}
		}
		return err
	}); err != nil {
		t.Fatal(err)
	}
	for route := range who {
		t.Errorf("%s: no route is %s", whoFile, route)
	}
}

// alone asks for an address, or sends an empty form there, and follows nothing.
func (b *browser) alone(method, at string) (status int, to, body string) {
	b.t.Helper()
	r := b.post(at, url.Values{}, false)
	if method == http.MethodGet {
		var err error
		r, err = http.NewRequest(method, b.href(at), nil)
		b.must(err)
	}
	stays := *b.client
	stays.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	res, err := stays.Do(r)
	b.must(err)
	defer res.Body.Close()
	all, err := io.ReadAll(res.Body)
	b.must(err)
	return res.StatusCode, res.Header.Get("Location"), string(all)
}
