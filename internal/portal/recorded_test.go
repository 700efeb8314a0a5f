package portal_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/gorilla/mux"

	"mingda/internal/audit"
	"mingda/internal/portal"
)

// TestEveryRouteRecorded: each route of the portal has its row in the table of what is
// recorded, and no row is of no route.
func TestEveryRouteRecorded(t *testing.T) {
	var server *portal.Server
	newInstallation(t, 1, func(s *portal.Server) { server = s })
	used := map[string]bool{}
	if err := server.Routes().Walk(func(r *mux.Route, _ *mux.Router, _ []*mux.Route) error {
		pattern, err := r.GetPathTemplate()
		if err != nil {
			return err
		}
		methods, err := r.GetMethods()
		for _, method := range methods {
			row, ok := portal.RecordedRoutes.Of(method, pattern)
			if !ok || row.Kind == "" && row.Why == "" {
				t.Errorf("%s %s is not in the table of what is recorded (internal/portal/recorded.go)", method, pattern)
			}
			used[row.Routes] = true
		}
		return err
	}); err != nil {
		t.Fatal(err)
	}
	for _, row := range portal.RecordedRoutes {
		if !used[row.Routes] {
			t.Errorf("no route is %s", row.Routes)
		}
	}
}

// TestLookUpsRecorded: who looks a request up is recorded with the number and whether it
// was opened, never with the code; what is the same for all is not.
func TestLookUpsRecorded(t *testing.T) {
	i := newInstallation(t, 1, nil)
	number, code := i.browser().ask(nil)
	b := i.browser()
	b.address = "203.0.113.9"
	b.get("/").get("/status").open(number, "AAAA-BBBB-CCCC").wants(422)
	b.open(code, number).wants(422)
	b.open(number, code).wants(200)
	b.get("/status/contact")
	b.get("/guide")
	log, err := i.desk.DB.Audit(t.Context())
	i.must(err)
	var got []string
	i.must(log.Each(t.Context(), func(e audit.Entry) error {
		got = append(got, fmt.Sprintf("%s %s %d %s %s %d", e.Kind, e.Method, e.Status, e.Note, e.Subject.Matter, e.Subject.ID))
		if e.By != -1 || e.Address != "203.0.113.9" || strings.Contains(fmt.Sprint(e), code) {
			t.Errorf("%+v", e)
		}
		return nil
	}))
	want := []string{
		"looked-up POST 422 " + number + "  0", "looked-up POST 422 不像编号  0", "looked-up POST 303 " + number + " input 1", "visited GET 200  input 1", "visited GET 409  input 1",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// TestTakenInUnrecorded: where nothing can be recorded, a request is taken in all the same;
// what was looked up is not shown.
func TestTakenInUnrecorded(t *testing.T) {
	i := newInstallation(t, 1, nil)
	i.must(os.Mkdir(i.desk.DB.AuditPath(), 0o700)) // in the place of the file
	number, code := i.browser().ask(nil)
	b := i.browser()
	b.get("/status").wants(200)
	b.open(number, code).wants(503, "访问记录没有写成").wantsNot(number)
	i.must(os.Remove(i.desk.DB.AuditPath()))
	b.open(number, code).wants(200, number)
}
