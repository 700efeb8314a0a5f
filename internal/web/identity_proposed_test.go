package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"mingda/internal/auth"
	"mingda/internal/desk"
)

// proposes sends the form by which the identity of another is proposed, withdrawn or ended.
func (b *browser) proposes(u auth.User, subject, do string) answer {
	return b.post("/users/"+itoa(int(u.ID))+"/identity", url.Values{"subject": {subject}, "do": {do}})
}

// TestLinkOfAnother: the security administrator proposes by which identity another signs in,
// nobody else does, and nobody for themselves; it opens nothing before its person, signed in
// otherwise, has confirmed it.
func TestLinkOfAnother(t *testing.T) {
	o := withIdentity(t)
	people := o.everyRole()
	keeper, u := o.in(people[auth.SecurityAdmin]), o.grown("xin", auth.Checker)
	at := "/users/" + itoa(int(u.ID))
	for role, by := range people {
		if a := o.in(by).proposes(u, "s-1001", ""); role != auth.SecurityAdmin && a.status != http.StatusForbidden && a.status != http.StatusNotFound {
			t.Errorf("%s: %d", role, a.status)
		}
	}
	if a := keeper.proposes(u, "", ""); a.status != http.StatusUnprocessableEntity {
		t.Errorf("none: %d", a.status)
	}
	if a := keeper.proposes(people[auth.SecurityAdmin], "s-1002", ""); a.status != http.StatusConflict {
		t.Errorf("for themselves: %d", a.status)
	}
	gone(t, keeper.proposes(u, " s-1001 ", ""), at)
	has(t, "proposed", keeper.page(at).Text(), "已提出关联 s-1001", "等本人登录后确认")

	thief := o.stranger() // whose identity it is in truth
	gone(t, thief.get(o.through(thief, "/sign-in/identity", "lin")), "/sign-in?next=")
	gone(t, thief.get("/cases"), "/sign-in")

	b := o.stranger()
	gone(t, b.signIn("xin", ownPassword), "/account/identity?next=%2Fcases")
	has(t, "asked", b.page("/account/identity?next=%2Fcases").Text(), longName+"提出把您的账号和统一身份认证关联", "s-1001", "核对是不是您自己")
	if a := b.get("/cases"); a.status != http.StatusOK {
		t.Errorf("nothing else can be done before: %d", a.status)
	}
	has(t, "account", b.page("/account").Text(), "提出关联 s-1001，您确认以前不能用它登录")
	o.pass(11 * time.Minute)
	if a := b.post("/account/identity", url.Values{"do": {"confirm"}, "subject": {"s-1001"}}); !a.page.HasText("h1", "再确认一次是您本人") {
		t.Errorf("confirmed by an open session alone: %d %s", a.status, a.page.Text())
	}
	keeper, b = o.in(people[auth.SecurityAdmin]), o.stranger()
	gone(t, b.signIn("xin", ownPassword), "/account/identity")
	form, ok := b.page("/account/identity?next=%2Fcases").In("main form")
	if !ok {
		t.Fatal("no form")
	}
	confirm := url.Values(form.Values())
	confirm.Set("do", "confirm")
	gone(t, b.post("/account/identity", confirm), "/cases")
	has(t, "confirmed", keeper.page(at).Text(), "已关联 s-1001，"+longName+"提出、本人确认")
	gone(t, thief.get(o.through(thief, "/sign-in/identity", "lin")), "/")
	gone(t, o.stranger().signIn("xin", ownPassword), "/cases")

	if a := keeper.proposes(o.signer, "s-1001", ""); a.status != http.StatusUnprocessableEntity || !a.page.HasText("main", "已经关联了另一个账号") {
		t.Errorf("taken: %d %s", a.status, a.page.Text())
	}
	if a := keeper.proposes(u, "s-1001", ""); a.status != http.StatusUnprocessableEntity || !a.page.HasText("main", "已经关联了它") {
		t.Errorf("twice: %d %s", a.status, a.page.Text())
	}
	gone(t, keeper.proposes(u, "", "drop"), at)
	other := o.stranger()
	gone(t, other.get(o.through(other, "/sign-in/identity", "lin")), "/sign-in?next=")
}

// TestProposalOver: what was refused, withdrawn, changed or linked to another meanwhile is not
// linked, and the one of before stays until then.
func TestProposalOver(t *testing.T) {
	o := withIdentity(t)
	people := o.everyRole()
	keeper := o.in(people[auth.SecurityAdmin])
	at := "/users/" + itoa(int(o.officer.ID))
	confirm := func(subject string) answer {
		return o.in(o.officer).post("/account/identity", url.Values{"do": {"confirm"}, "subject": {subject}})
	}
	over := func(what string, a answer, says string) {
		t.Helper()
		if a.status != http.StatusConflict || !strings.Contains(a.body, says) {
			t.Errorf("%s: %d %s", what, a.status, a.page.Text())
		}
		if l, err := o.desk.LinkOf(t.Context(), o.officer, o.officer.ID); err != nil || l.Subject != "s-1002" {
			t.Errorf("%s: linked to %+v, %v", what, l, err)
		}
	}
	o.linked(o.officer, "s-1002")
	o.pages.Reprove = time.Hour
	over("nothing proposed", confirm("s-1001"), "已经撤回，或者改过")
	gone(t, keeper.proposes(o.officer, "s-1001", ""), at)
	b := o.stranger()
	gone(t, b.get(o.through(b, "/sign-in/identity", "he")), "/account/identity?next=%2F") // by the one of before
	has(t, "in place of", b.page("/account/identity").Text(), "s-1002，换成上面的")
	gone(t, keeper.proposes(o.officer, "", "withdraw"), at)
	over("withdrawn", confirm("s-1001"), "已经撤回，或者改过")
	gone(t, keeper.proposes(o.officer, "s-1003", ""), at)
	over("another", confirm("s-1001"), "已经撤回，或者改过")
	gone(t, keeper.proposes(o.officer, "s-1001", ""), at)
	o.linked(o.checker, "s-1001")
	over("another's meanwhile", confirm("s-1001"), "已经关联了另一个账号")
	gone(t, o.in(o.officer).post("/account/identity", url.Values{"do": {"refuse"}}), "/account")
	over("refused", confirm("s-1001"), "已经撤回，或者改过")
	has(t, "over", keeper.page(at).Text(), "已关联 s-1002，本人确认")
}

// TestProposedBeforeInvitation: an identity that waits for a new person does not stand in for
// their invitation; with it taken they are asked.
func TestProposedBeforeInvitation(t *testing.T) {
	o := withIdentity(t)
	people := o.everyRole()
	id, err := o.desk.PutUser(t.Context(), desk.Operator, auth.User{Login: "xin", Name: "新人", Agency: o.agency.ID, Roles: []auth.Role{auth.Clerk}}, "")
	o.must(err)
	u, err := o.desk.User(t.Context(), id)
	o.must(err)
	gone(t, o.in(people[auth.SecurityAdmin]).proposes(u, "s-1001", ""), "/users/")
	early := o.stranger()
	gone(t, early.get(o.through(early, "/sign-in/identity", "lin")), "/sign-in?next=")
	gone(t, early.get("/cases"), "/sign-in")
	invited, err := o.desk.Invite(t.Context(), o.system, id)
	o.must(err)
	b := o.stranger()
	gone(t, b.fill("/sign-in/invitation", url.Values{"login": {"xin"}, "code": {invited.Code.String()}, "new": {ownPassword}, "again": {ownPassword}}), "/account/identity?next=%2F")
	gone(t, b.post("/account/identity", url.Values{"do": {"confirm"}, "subject": {"s-1001"}}), "/account")
	late := o.stranger()
	gone(t, late.get(o.through(late, "/sign-in/identity", "lin")), "/")
}
