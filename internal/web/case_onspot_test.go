package web_test

import (
	"net/http"
	"net/url"
	"strconv"
	"testing"
	"time"

	"mingda/internal/auth"
	"mingda/internal/casefile"
)

// TestOnTheSpot: a clerk gives the case to the officer in one step; a person who is
// both is led to the draft, which says that the information is handed over; the
// service proposes that, and who signs. The next day there is no short way.
func TestOnTheSpot(t *testing.T) {
	o := newCaseOffice(t)
	asked := ask(longName, "补偿方案", "团结路片区（二期）房屋征收补偿方案")
	asked.Wants.Delivery = casefile.ByPickup
	id := o.register(asked)
	clerk, at := o.in(o.clerk), path(id, "/on-the-spot")
	if clerk.page(path(id, "")).Href("当场答复") != at {
		t.Error("not offered")
	}
	to := url.Values{"unit": {strconv.FormatInt(o.units[0], 10)}, "officer": {strconv.FormatInt(o.officer.ID, 10)}, "kind": {"disclose"}}
	a := clerk.fill(at, url.Values{"kind": {"disclose"}})
	if a.status != http.StatusUnprocessableEntity || a.page.Count("#f-unit-error") != 1 {
		t.Errorf("to nobody: %d", a.status)
	}
	gone(t, clerk.fill(at, to), path(id, ""))
	if got := o.in(o.officer).page(path(id, "")).Href("当场答复"); got != at {
		t.Errorf("not offered to the officer: %q", got)
	}
	if got := clerk.page(path(id, "")).Href("当场答复"); got != "" {
		t.Errorf("offered to who cannot draft: %q", got)
	}
	officer := o.in(o.officer)
	gone(t, officer.fill(at, url.Values{"kind": {"disclose"}}), path(id, "/letters/new?kind=disclose"))
	a = officer.get(path(id, "/letters/new?kind=disclose"))
	if v := url.Values(a.page.Values()); v.Get("way") != "enclosed" {
		t.Errorf("the draft provides it %q", v.Get("way"))
	}
	o.signedReply(id)
	v := url.Values(clerk.page(path(id, "/letters/1/serve")).Values())
	if v.Get("way") != string(casefile.Direct) || v.Get("recipient") != longName {
		t.Errorf("the service proposes %q, %q", v.Get("way"), v.Get("recipient"))
	}
	if a := officer.get(at); a.status != http.StatusConflict {
		t.Errorf("again: %d", a.status)
	}

	both := o.officer // somebody at the counter who is an officer too
	both.Roles = append(both.Roles, auth.Clerk)
	other := o.register(ask(longName, "拨付凭证", "资金拨付凭证"))
	o.must(o.desk.AnswerOnTheSpot(t.Context(), both, other, 0, casefile.Assigned{Unit: o.units[0]}))
	v2, err := o.desk.Case(t.Context(), o.officer, other)
	o.must(err)
	if c := v2.Case; c.Officer != both.ID || c.Unit != o.units[0] || c.SignedFor.IsZero() {
		t.Errorf("assigned to %d of %d, signed for %s", c.Officer, c.Unit, c.SignedFor)
	}
	late := o.register(ask(longName, "另一件", "另一件"))
	o.at(2026, time.November, 24, 10, 0)
	if a := clerk.get(path(late, "/on-the-spot")); a.status != http.StatusConflict {
		t.Errorf("the next day: %d", a.status)
	}
}
