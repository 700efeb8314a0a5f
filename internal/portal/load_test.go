package portal_test

import (
	"testing"

	"mingda/internal/auth"
)

// TestLoads: an address that fetches more in a minute than people do by hand is told when to
// come again, others are not.
func TestLoads(t *testing.T) {
	i := newInstallation(t, 1, nil)
	i.portal.Loads = auth.NewLoads(map[auth.Load]int{auth.Fetching: 2}, 10)
	one, other := i.browser(), i.browser()
	one.address, other.address = "203.0.113.7", "203.0.113.8"
	for range 2 {
		one.get("/decisions/1.pdf").wants(404)
	}
	one.get("/decisions/1.pdf").wants(429, "次数太多了", "秒再试")
	if one.header.Get("Retry-After") == "" {
		t.Error("no Retry-After")
	}
	one.get("/guide").wants(200)
	other.get("/decisions/1.pdf").wants(404)
}
