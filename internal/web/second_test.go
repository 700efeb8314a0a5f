package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/pquerna/otp/totp"

	"mingda/internal/auth"
	"mingda/internal/calendar"
	"mingda/internal/desk"
)

// pass moves the office's clock on.
func (o *caseOffice) pass(d time.Duration) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.now = o.now.Add(d)
}

// grown is a newcomer who has chosen a password.
func (o *caseOffice) grown(login string, role auth.Role) auth.User {
	o.t.Helper()
	u := o.newcomer(login)
	u.Roles, u.MustChange = []auth.Role{role}, false
	_, err := o.desk.PutUser(o.t.Context(), desk.Operator, u, "")
	o.must(err)
	o.must(o.desk.ChangePassword(o.t.Context(), u, firstPassword, ownPassword, ownPassword))
	u, err = o.desk.User(o.t.Context(), u.ID)
	o.must(err)
	return u
}

// code is what the app with the secret shows now.
func (o *caseOffice) code(secret string) string {
	o.t.Helper()
	code, err := totp.GenerateCode(strings.ReplaceAll(secret, " ", ""), o.clock())
	o.must(err)
	return code
}

// setUp sets a TOTP up on its page, with a slip first, and returns the secret and the
// recovery codes.
func (b *browser) setUp() (secret string, recovery []string) {
	b.o.t.Helper()
	begun := b.page("/account/totp")
	secret = begun.All("#secret")[0].Text()
	if begun.Count("svg.qr") != 1 {
		b.o.t.Error("no QR code")
	}
	form, ok := begun.In("form[action=/account/totp]")
	if !ok {
		b.o.t.Fatal("no form")
	}
	typed := url.Values(form.Values())
	typed.Set("code", "123 45")
	slip := b.post("/account/totp", typed)
	if slip.status != http.StatusUnprocessableEntity || slip.page.All("#secret")[0].Text() != secret {
		b.o.t.Errorf("a wrong code: %d %s", slip.status, slip.page.Text())
	}
	typed.Set("code", b.o.code(secret))
	typed.Set("name", "手机")
	done := b.post("/account/totp", typed)
	if done.status != http.StatusOK || done.header.Get("Cache-Control") != "no-store" {
		b.o.t.Fatalf("set up: %d %s", done.status, done.page.Text())
	}
	for _, li := range done.page.All("#recovery li") {
		recovery = append(recovery, li.Text())
	}
	return secret, recovery
}

// TestSecondFactor: who needs a second factor and has none sets one up before anything
// else; from then on nothing opens by the password alone.
func TestSecondFactor(t *testing.T) {
	o := newCaseOffice(t)
	o.desk.SignIns.NeedFactor = []auth.Role{auth.Signer}
	o.grown("xin", auth.Signer)
	b := o.stranger()
	gone(t, b.signIn("xin", ownPassword), "/cases")
	for _, address := range []string{"/", "/cases", "/letters", "/stand-ins"} {
		gone(t, b.get(address), "/account")
	}
	gone(t, b.post("/stand-ins", url.Values{"reason": {"x"}}), "/account")
	has(t, "must", b.page("/account").Text(), "先设好一种，再做别的", "您的角色必须有")
	secret, recovery := b.setUp()
	if len(recovery) != auth.RecoveryCodes {
		t.Fatalf("recovery codes %v", recovery)
	}
	has(t, "set up", b.page("/account").Text(), "手机", "还有 10 个恢复码没有用")
	if a := b.get("/cases"); a.status != http.StatusOK {
		t.Errorf("after the set-up: %d", a.status)
	}

	half := o.stranger()
	gone(t, half.get("/sign-in/second"), "/sign-in")
	if a := half.post("/sign-in/second", url.Values{"code": {o.code(secret)}}); a.status != http.StatusForbidden {
		t.Errorf("a second step without the first: %d", a.status)
	}
	gone(t, half.signIn("xin", ownPassword), "/sign-in/second?next=%2Fcases")
	gone(t, half.get("/cases"), "/sign-in")
	o.pass(30 * time.Second)
	if a := half.fill("/sign-in/second?next=/cases", url.Values{"code": {"000000"}}); a.status != http.StatusUnprocessableEntity || !a.page.HasText("main", "动态码不对") {
		t.Errorf("a wrong code: %d %s", a.status, a.page.Text())
	}
	code := o.code(secret)
	gone(t, half.fill("/sign-in/second?next=/cases", url.Values{"code": {code}}), "/cases")
	if a := half.get("/cases"); a.status != http.StatusOK {
		t.Errorf("signed in: %d", a.status)
	}

	replay := o.stranger()
	gone(t, replay.signIn("xin", ownPassword), "/sign-in/second")
	if a := replay.fill("/sign-in/second", url.Values{"code": {code}}); a.status != http.StatusUnprocessableEntity {
		t.Errorf("a code that was used: %d", a.status)
	}
	gone(t, replay.fill("/sign-in/second", url.Values{"code": {strings.ToLower(recovery[4])}}), "/")
	has(t, "a recovery code", replay.page("/account").Text(), "还剩 9 个")

	late := o.stranger()
	gone(t, late.signIn("xin", ownPassword), "/sign-in/second")
	o.pass(11 * time.Minute)
	if a := late.post("/sign-in/second", url.Values{"code": {o.code(secret)}}); a.status != http.StatusForbidden || !strings.Contains(a.body, "登录已经过期") {
		t.Errorf("too late: %d %s", a.status, a.page.Text())
	}
}

// TestSecondFactorGuessed: whoever has the password does not get to try codes at speed.
func TestSecondFactorGuessed(t *testing.T) {
	o := newCaseOffice(t)
	o.grown("xin", auth.Clerk)
	own := o.stranger()
	gone(t, own.signIn("xin", ownPassword), "/cases")
	secret, _ := own.setUp()
	o.pass(time.Minute)
	thief := o.stranger()
	gone(t, thief.signIn("xin", ownPassword), "/sign-in/second")
	slowed := answer{}
	for range 8 {
		if slowed = thief.post("/sign-in/second", url.Values{"code": {"123456"}}); slowed.status == http.StatusTooManyRequests {
			break
		}
	}
	if slowed.status != http.StatusTooManyRequests {
		t.Fatalf("not slowed: %d", slowed.status)
	}
	if a := thief.post("/sign-in/second", url.Values{"code": {o.code(secret)}}); a.status != http.StatusTooManyRequests {
		t.Errorf("the right code while waiting: %d", a.status)
	}
	if a := thief.signIn("xin", ownPassword); a.status != http.StatusTooManyRequests {
		t.Errorf("the password anew while waiting: %d", a.status)
	}
	gone(t, own.post("/sign-out", nil), "/sign-in")
	gone(t, own.signIn("xin", ownPassword), "/sign-in/second")
	gone(t, own.fill("/sign-in/second", url.Values{"code": {o.code(secret)}}), "/")
}

// TestOwnFactors: who is asked for none can set one up and take it away again.
func TestOwnFactors(t *testing.T) {
	o := newCaseOffice(t)
	o.giveWord(&o.clerk)
	b := o.in(o.clerk)
	has(t, "none", b.page("/account").Text(), "现在登录只凭密码", "可以不设")
	b.setUp()
	if again := b.post("/account/recovery", nil); again.status != http.StatusOK || again.page.Count("#recovery li") != auth.RecoveryCodes {
		t.Errorf("new recovery codes: %d", again.status)
	}
	last := b.lastFactor()
	if a := o.in(o.officer).post(strings.Replace(last, "/last", "/drop", 1), nil); a.status != http.StatusNotFound {
		t.Errorf("another takes it away: %d", a.status)
	}
	gone(t, b.fill(last, url.Values{"old": {ownPassword}}), "/account")
	has(t, "gone", b.page("/account").Text(), "已去掉", "现在登录只凭密码")
}

// lastFactor is where the only second factor of a person with a password is taken away.
func (b *browser) lastFactor() string {
	b.o.t.Helper()
	for _, a := range b.page("/account").All("table a") {
		if strings.HasPrefix(a.Text(), "去掉") {
			return a.Attr("href")
		}
	}
	b.o.t.Fatalf("no button: %s", b.page("/account").Text())
	return ""
}

// TestLastFactor: who takes away the factor beside which a short password was enough chooses one
// that is enough alone in the same form; a long one stays. The password is asked for, and guessed
// no faster than at the door.
func TestLastFactor(t *testing.T) {
	o := newCaseOffice(t)
	u := o.grown("xin", auth.Clerk)
	b := o.stranger()
	gone(t, b.signIn("xin", ownPassword), "/cases")
	b.setUp()
	const short = "石榴城墙三月灯塔"
	gone(t, b.fill("/password", url.Values{"old": {ownPassword}, "new": {short}, "again": {short}}), "/")
	last := b.lastFactor()
	if a := b.post(strings.Replace(last, "/last", "/drop", 1), nil); a.status != http.StatusConflict {
		t.Errorf("taken away without the password: %d", a.status)
	}
	for _, typed := range []struct{ old, new, again, field, says string }{
		{ownPassword, firstPassword, firstPassword, "old", "原来的密码不对"},
		{short, "", "", "new", "不到 15 个字，一起换一个新的"},
		{short, "渡口石榴城墙三月灯塔木船清明", "渡口石榴城墙三月灯塔木船清明", "new", "15"},
		{short, short, short, "new", "15"},
		{short, firstPassword, ownPassword, "again", "不一样"},
	} {
		a := b.fill(last, url.Values{"old": {typed.old}, "new": {typed.new}, "again": {typed.again}})
		if a.status != http.StatusUnprocessableEntity || !a.page.HasText("#f-"+typed.field+"-error", typed.says) {
			t.Errorf("%+v: %d %s", typed, a.status, a.page.Text())
		}
	}
	if factors, err := o.desk.Factors(t.Context(), u); err != nil || len(factors) != 1 {
		t.Fatalf("factors %v, %v", factors, err)
	}
	gone(t, b.fill(last, url.Values{"old": {short}, "new": {firstPassword}, "again": {firstPassword}}), "/account")
	has(t, "gone", b.page("/account").Text(), "以后登录只凭密码", "现在登录只凭密码")
	if a := o.stranger().signIn("xin", short); a.status != http.StatusUnprocessableEntity {
		t.Errorf("by the short password: %d", a.status)
	}
	gone(t, o.stranger().signIn("xin", firstPassword), "/cases")

	b.setUp()
	last = b.lastFactor()
	for range 4 {
		b.fill(last, url.Values{"old": {"a guess"}})
	}
	if a := b.fill(last, url.Values{"old": {firstPassword}}); a.status != http.StatusTooManyRequests {
		t.Errorf("guessed: %d", a.status)
	}
	o.pass(time.Minute)
	gone(t, b.fill(last, url.Values{"old": {firstPassword}}), "/account") // long enough as it is
	gone(t, b.get(last), "/account")
}

// TestSecondFactorBorrowed: who works in the place of a signer has a second factor too, from
// the day on which the place is taken, also in a session that was begun before.
func TestSecondFactorBorrowed(t *testing.T) {
	o := newCaseOffice(t)
	o.desk.SignIns.NeedFactor = []auth.Role{auth.Signer}
	u := o.grown("xin", auth.Clerk)
	b := o.stranger()
	gone(t, b.signIn("xin", ownPassword), "/cases")
	if a := b.get("/cases"); a.status != http.StatusOK {
		t.Fatalf("a clerk: %d", a.status)
	}
	today := calendar.DateOf(o.clock())
	o.must(o.desk.StandIn(t.Context(), o.signer, desk.StandInForm{Absent: o.signer.ID, StandIn: u.ID, First: today, Last: today.AddDays(3), Reason: "出差"}))
	gone(t, b.get("/cases"), "/account")
	gone(t, b.post("/sign-out", nil), "/sign-in")
	gone(t, b.signIn("xin", ownPassword), "/cases")
	gone(t, b.get("/letters"), "/account")
	b.setUp()
	if a := b.get("/letters"); a.status != http.StatusOK {
		t.Errorf("with a factor: %d", a.status)
	}
	gone(t, o.stranger().signIn("xin", ownPassword), "/sign-in/second?next=%2Fcases")
}

// TestFactorEndsOthers: setting a second factor up, and taking one away, ends the person's
// other sessions and nobody else's: what was opened by the password alone stays open nowhere.
func TestFactorEndsOthers(t *testing.T) {
	o := newCaseOffice(t)
	o.desk.SignIns.NeedFactor = []auth.Role{auth.Signer}
	o.grown("xin", auth.Signer)
	own, thief, colleague := o.stranger(), o.stranger(), o.in(o.clerk)
	for _, b := range []*browser{own, thief} {
		gone(t, b.signIn("xin", ownPassword), "/cases")
		gone(t, b.get("/cases"), "/account")
	}
	secret, _ := own.setUp()
	gone(t, thief.get("/account/totp"), "/sign-in?next=%2Faccount%2Ftotp")
	if a := colleague.get("/cases"); a.status != http.StatusOK {
		t.Errorf("a colleague's session: %d", a.status)
	}
	o.pass(time.Minute)
	second := o.stranger()
	gone(t, second.signIn("xin", ownPassword), "/sign-in/second?next=%2Fcases")
	gone(t, second.fill("/sign-in/second?next=/cases", url.Values{"code": {o.code(secret)}}), "/cases")
	o.desk.SignIns.NeedFactor = nil
	gone(t, own.fill(own.lastFactor(), url.Values{"old": {ownPassword}}), "/account")
	gone(t, second.get("/cases"), "/sign-in?next=%2Fcases")
	if a := own.get("/cases"); a.status != http.StatusOK {
		t.Errorf("one's own session: %d", a.status)
	}
}
