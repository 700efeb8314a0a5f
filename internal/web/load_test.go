package web_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"mingda/internal/auth"
)

// TestLoads: who searches, fetches or exports more in a minute than anybody does by hand is told
// when to come again, others are not, and it is found as unusual.
func TestLoads(t *testing.T) {
	o, id := drafted(t)
	o.pages.Loads = auth.NewLoads(map[auth.Load]int{auth.Searching: 2, auth.Fetching: 3, auth.Exporting: 2}, 10)
	people := o.everyRole()
	clerk, other := o.in(o.clerk), o.in(people[auth.Coordinator])
	for name, c := range map[string]struct {
		path string
		n    int
	}{
		"search": {"/cases?q=土地", 2}, "files": {path(id, "/confirmation.pdf"), 3}, "exports": {"/numbers.csv", 2},
	} {
		slowed := 0
		var last answer
		for range c.n + 2 {
			if last = clerk.get(c.path); last.status == http.StatusTooManyRequests {
				slowed++
			}
		}
		if slowed != 2 || last.header.Get("Retry-After") == "" || !strings.Contains(last.page.Text(), "秒再试") {
			t.Errorf("%s: %d slowed, last %d %q %s", name, slowed, last.status, last.header.Get("Retry-After"), last.page.Text())
		}
		if a := other.get(c.path); a.status == http.StatusTooManyRequests {
			t.Errorf("%s: another person is slowed", name)
		}
		if a := clerk.get("/cases"); a.status != http.StatusOK {
			t.Errorf("%s: other pages are refused: %d", name, a.status)
		}
	}
	o.now = o.now.Add(time.Minute)
	if a := clerk.get("/cases?q=土地"); a.status != http.StatusOK {
		t.Errorf("a minute later: %d", a.status)
	}
	has(t, "unusual", o.in(people[auth.AuditAdmin]).page("/audit/unusual").Text(), "快得不像手工", "被拦 6 次")
}
