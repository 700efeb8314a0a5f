package web_test

import (
	"net/http"
	"testing"
	"time"

	"mingda/internal/auth"
	"mingda/internal/sqlite"
)

// TestKeptPages: pages whose pieces are kept say to everybody, at every moment, what
// an office says that has kept nothing: no act of another, no name of yesterday.
func TestKeptPages(t *testing.T) {
	o := newCaseOffice(t)
	first := o.register(ask(longName, "修路的文件", "修路的文件"))
	second := o.register(ask("吴有财", "修路的文件", "修路的文件"))
	readers := []auth.User{o.clerk, o.officer, o.other, o.checker, o.signer, o.coordinator()}
	asked := map[string]bool{}
	for _, step := range []struct {
		name string
		do   func()
	}{
		{"registered", func() {}},
		{"assigned", func() { o.assign(first); o.assign(second) }},
		{"signed for", func() { o.must(o.desk.SignFor(t.Context(), o.officer, first, 0)) }},
		{"renamed", func() {
			o.officer.Name = "周予宁"
			o.must(o.desk.DB.Write(t.Context(), func(tx *sqlite.Tx) error {
				_, err := tx.PutUser(t.Context(), o.officer, o.clock())
				return err
			}))
		}},
		{"another role", func() {
			o.clerk.Roles = []auth.Role{auth.Checker}
			o.must(o.desk.DB.Write(t.Context(), func(tx *sqlite.Tx) error {
				_, err := tx.PutUser(t.Context(), o.clerk, o.clock())
				return err
			}))
		}},
		{"the next day", func() { o.at(2026, time.November, 24, 10, 0) }},
		{"late", func() { o.at(2027, time.January, 24, 10, 0) }},
	} {
		step.do()
		fresh := &caseOffice{t: t, desk: o.desk, now: o.clock()}
		fresh.serve()
		for _, at := range []string{path(first, ""), path(second, ""), "/"} {
			for _, u := range readers {
				got, want := o.in(u).get(at), fresh.in(u).get(at)
				if got.status != want.status || got.body != want.body {
					t.Errorf("%s: %s reads another page at %s than is true:\n%s\nwant\n%s", step.name, u.Login, at, got.page.Text(), want.page.Text())
				}
				if again := o.in(u).get(at); again.body != got.body {
					t.Errorf("%s: %s reads another page at %s the second time", step.name, u.Login, at)
				}
				if want.status == http.StatusOK && at == path(first, "") {
					asked[want.body] = true
				}
			}
		}
	}
	if len(asked) < 3*len(readers) {
		t.Errorf("only %d different pages were looked at", len(asked))
	}
}
