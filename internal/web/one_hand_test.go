package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"mingda/internal/auth"
	"mingda/internal/sqlite"
)

// TestOneHand: in an agency that is configured as too small for three hands, and in no other,
// who drafted a letter checks and signs it too; the ledger has who did what.
func TestOneHand(t *testing.T) {
	o, id := drafted(t)
	all := o.officer
	all.ID, all.Login, all.Roles = 0, "all", []auth.Role{auth.Officer, auth.Checker, auth.Signer}
	o.must(o.desk.DB.Write(t.Context(), func(tx *sqlite.Tx) (err error) {
		all.ID, err = tx.PutUser(t.Context(), all, o.clock())
		return err
	}))
	hand, one := o.in(all), path(id, "/letters/1")
	gone(t, hand.fill(path(id, "/letters/new?kind=disclose"), given("do", "submit")), path(id, ""))
	version := func() url.Values { return url.Values{"version": {itoa(o.version(id))}} }
	for _, names := range [][]string{nil, {"另一个机关"}} {
		o.desk.OneHand = names
		if a := hand.post(one+"/check", version()); a.status != http.StatusForbidden || !strings.Contains(a.body, "不能审核自己拟的稿") {
			t.Errorf("configured for %q: %d", names, a.status)
		}
	}
	o.desk.OneHand = []string{o.agency.Name}
	if strings.Contains(hand.page("/letters").Text(), "不能审核自己拟的稿") {
		t.Error("the queue says that they may not")
	}
	gone(t, hand.post(one+"/check", version()), "/letters")
	gone(t, hand.fill(one+"/sign", url.Values{}), one)
	if l, _ := o.caseOf(id).Letter(1); l.Drafter != all.ID || l.Checker != all.ID || l.Signer != all.ID {
		t.Errorf("the ledger has %d, %d, %d", l.Drafter, l.Checker, l.Signer)
	}
}
