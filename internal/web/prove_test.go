package web_test

import (
	"crypto/rand"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"mingda/internal/audit"
	"mingda/internal/auth"
	"mingda/internal/casefile"
	"mingda/internal/sqlite"
	"mingda/internal/web"
)

// giveWord gives the person ownPassword.
func (o *caseOffice) giveWord(u *auth.User) {
	o.t.Helper()
	hash, err := auth.HashPassword(rand.Reader, ownPassword, auth.StandardCost)
	o.must(err)
	u.PasswordHash = hash
	o.must(o.desk.DB.Write(o.t.Context(), func(tx *sqlite.Tx) error {
		_, err := tx.PutUser(o.t.Context(), *u, o.clock())
		return err
	}))
}

// toBeSigned returns a case whose reply waits for the signer, who has a password.
func toBeSigned(t *testing.T) (*caseOffice, casefile.ID) {
	t.Helper()
	o, id := drafted(t)
	gone(t, o.in(o.officer).fill(path(id, "/letters/new?kind=disclose"), given("do", "submit")), path(id, "/letters/1"))
	gone(t, o.in(o.checker).post(path(id, "/letters/1/check"), url.Values{"version": {itoa(o.version(id))}}), "/letters")
	o.giveWord(&o.signer)
	return o, id
}

// waitingForm is what waits on the page that asks who it is.
func waitingForm(t *testing.T, a answer, status int) url.Values {
	t.Helper()
	form, ok := a.page.In("main form.w30r")
	if !ok || a.status != status || !a.page.HasText("h1", "再确认一次是您本人") || a.header.Get("Cache-Control") != "no-store" {
		t.Fatalf("%d %v %s", a.status, ok, a.page.Text())
	}
	return form.Values()
}

// proving returns the form with a proof typed into it.
func proving(form url.Values, proof string) url.Values {
	form.Set("proof", proof)
	return form
}

// TestProofToSign: who signs in for the day does not sign for the day: later on they show
// once more that it is them, on a page that keeps what was sent, and it is done there and
// then, once.
func TestProofToSign(t *testing.T) {
	o, id := toBeSigned(t)
	b, sign := o.in(o.signer), path(id, "/letters/1/sign")
	o.pass(11 * time.Minute)
	head, since := o.head(), o.audited()
	version := o.version(id)
	form := waitingForm(t, b.fill(sign, nil), http.StatusForbidden)
	if form.Get("version") != itoa(version) || len(o.recorded(since)) != 1 { // the page of the form, looked at before
		t.Errorf("asked: %v, recorded %v", form, o.recorded(since))
	}
	since = o.audited()
	wrong := b.post(sign, proving(form, "not this one"))
	form = waitingForm(t, wrong, http.StatusUnprocessableEntity)
	if form.Get("version") != itoa(version) || form.Get("proof") != "" || strings.Contains(wrong.body, "not this one") || !wrong.page.HasText("#f-proof-error", "密码不对") {
		t.Errorf("wrong: %s", wrong.page.Text())
	}
	if o.head() != head {
		t.Fatal("signed without a proof")
	}
	gone(t, b.post(sign, proving(form, ownPassword)), path(id, "/letters/1"))
	signed := o.head()
	if signed == head || o.version(id) == version {
		t.Fatal("not signed")
	}
	var kinds []audit.Kind
	for _, e := range o.recorded(since) {
		kinds = append(kinds, e.Kind)
		if e.By != o.signer.ID || e.Subject.ID != int64(id) && e.Kind == audit.Acted {
			t.Errorf("%+v", e)
		}
	}
	if diff := cmp.Diff([]audit.Kind{audit.ProofFailed, audit.Proved, audit.Acted}, kinds); diff != "" {
		t.Error(diff)
	}
	if again := b.post(sign, proving(form, ownPassword)); again.status != http.StatusConflict || o.head() != signed {
		t.Errorf("sent twice: %d", again.status)
	}
}

// TestProofKeepsWords: what was typed waits on the page sign by sign.
func TestProofKeepsWords(t *testing.T) {
	o, id := toBeSigned(t)
	b := o.in(o.signer)
	gone(t, b.fill(path(id, "/letters/1/sign"), nil), path(id, "/letters/1"))
	o.pass(time.Hour - time.Second) // the session lives on
	const reason = "第一行“引号”&amp; <b>粗</b>\n\n  第三行：" + longName + "\t𠮷'\""
	void := path(id, "/letters/1/void")
	b = o.in(o.signer)
	o.pass(11 * time.Minute)
	form := waitingForm(t, b.fill(void, url.Values{"reason": {reason}, "sure": {"1"}}), http.StatusForbidden)
	if form.Get("reason") != reason {
		t.Errorf("asked: %q", form.Get("reason"))
	}
	form = waitingForm(t, b.post(void, proving(form, "")), http.StatusUnprocessableEntity)
	gone(t, b.post(void, proving(form, ownPassword)), path(id, "/letters/1"))
	v, err := o.desk.Case(t.Context(), o.signer, id)
	o.must(err)
	if got := v.Case.Letters[0].VoidFor; got != reason {
		t.Errorf("stored %q", got)
	}
}

// TestProofSlowed: wrong proofs and wrong sign-ins are one count, and what waits is kept.
func TestProofSlowed(t *testing.T) {
	o, id := toBeSigned(t)
	b, sign := o.in(o.signer), path(id, "/letters/1/sign")
	o.pass(11 * time.Minute)
	form := waitingForm(t, b.fill(sign, nil), http.StatusForbidden)
	for range 4 {
		form = waitingForm(t, b.post(sign, proving(form, "wrong")), http.StatusUnprocessableEntity)
	}
	form = waitingForm(t, b.post(sign, proving(form, ownPassword)), http.StatusTooManyRequests)
	if a := o.stranger().signIn(o.signer.Login, ownPassword); a.status != http.StatusTooManyRequests {
		t.Errorf("signing in meanwhile: %d", a.status)
	}
	o.pass(time.Minute)
	gone(t, b.post(sign, proving(form, ownPassword)), path(id, "/letters/1"))
}

// TestProofToGet: a table is asked for again after the proof, and taken from a page that
// says so; a page opens at once.
func TestProofToGet(t *testing.T) {
	o := newCaseOffice(t)
	o.giveWord(&o.clerk)
	b := o.in(o.clerk)
	if a := b.get("/numbers.csv?year=2026"); a.status != http.StatusOK {
		t.Fatalf("fresh: %d", a.status)
	}
	o.pass(11 * time.Minute)
	asked := b.get("/numbers.csv?year=2026")
	form := waitingForm(t, asked, http.StatusForbidden)
	form = waitingForm(t, b.post("/prove", proving(form, "wrong")), http.StatusUnprocessableEntity)
	done := b.post("/prove", proving(form, ownPassword))
	if done.status != http.StatusOK || done.page.Href("取文件") != "/numbers.csv?year=2026" {
		t.Fatalf("proved: %d %s", done.status, done.page.Text())
	}
	if a := b.get(done.page.Href("取文件")); a.status != http.StatusOK || a.header.Get("Content-Disposition") == "" {
		t.Errorf("the file: %d", a.status)
	}
	o.pass(11 * time.Minute)
	gone(t, b.post("/prove", proving(waitingForm(t, b.get("/account/totp"), http.StatusForbidden), ownPassword)), "/account/totp")
	o.pass(11 * time.Minute)
	form = waitingForm(t, b.get("/account/totp"), http.StatusForbidden)
	form.Set("next", "https://elsewhere.example/")
	gone(t, b.post("/prove", proving(form, ownPassword)), "/")
}

// TestProofEachTime: where the office asks each time a proof is good for one act within a minute,
// and so is the sign-in.
func TestProofEachTime(t *testing.T) {
	o := newCaseOffice(t)
	o.pages.Reprove = 0
	o.giveWord(&o.clerk)
	b := o.in(o.clerk)
	if a := b.get("/numbers.csv"); a.status != http.StatusOK {
		t.Errorf("just signed in: %d", a.status)
	}
	form := waitingForm(t, b.get("/numbers.csv"), http.StatusForbidden)
	b.post("/prove", proving(form, ownPassword))
	if a := b.get("/numbers.csv"); a.status != http.StatusOK {
		t.Errorf("after the proof: %d", a.status)
	}
	waitingForm(t, b.get("/numbers.csv"), http.StatusForbidden)
	late := o.in(o.clerk)
	o.pass(2 * time.Minute)
	waitingForm(t, late.get("/numbers.csv"), http.StatusForbidden)
}

// TestProofByCode: who has no password shows a code.
func TestProofByCode(t *testing.T) {
	o := newCaseOffice(t)
	b := o.in(o.clerk)
	secret, _ := b.setUp()
	o.clerk.PasswordHash = ""
	o.must(o.desk.DB.Write(t.Context(), func(tx *sqlite.Tx) error {
		_, err := tx.PutUser(t.Context(), o.clerk, o.clock())
		return err
	}))
	b = o.in(o.clerk)
	o.pass(11 * time.Minute)
	form := waitingForm(t, b.get("/numbers.csv"), http.StatusForbidden)
	form = waitingForm(t, b.post("/prove", proving(form, "000000")), http.StatusUnprocessableEntity)
	if a := b.post("/prove", proving(form, o.code(secret))); a.status != http.StatusOK {
		t.Errorf("the code: %d %s", a.status, a.page.Text())
	}
}

// TestProofByIdentity: who signs in through the identity service signs in there anew, as
// themselves, and then goes on with the form that waits.
func TestProofByIdentity(t *testing.T) {
	o := withIdentity(t)
	o.must(o.desk.LinkOwnIdentity(t.Context(), o.clerk, auth.Identity{Issuer: o.service.Issuer, Subject: "s-1001"}))
	b := o.in(o.clerk)
	o.pass(11 * time.Minute)
	asked := b.get("/numbers.csv")
	waitingForm(t, asked, http.StatusForbidden)
	way := "/prove/identity?next=%2Fnumbers.csv"
	if asked.page.Href("用统一身份认证确认") != way {
		t.Fatalf("no way: %s", asked.page.Text())
	}
	if a := b.get(o.through(b, way, "he")); a.status != http.StatusConflict || !strings.Contains(a.body, "不是您这个账号") {
		t.Errorf("somebody else: %d", a.status)
	}
	waitingForm(t, b.get("/numbers.csv"), http.StatusForbidden)
	if a := b.get(o.through(b, way, "lin")); a.status != http.StatusOK || a.page.Href("取文件") != "/numbers.csv" {
		t.Errorf("themselves: %d %s", a.status, a.page.Text())
	}
	if a := b.get("/numbers.csv"); a.status != http.StatusOK {
		t.Errorf("the file: %d", a.status)
	}
}

// TestProvedRoutes: each route that asks for a proof is there, and nobody without a fresh
// one gets through.
func TestProvedRoutes(t *testing.T) {
	o, id := drafted(t)
	people := o.everyRole()
	asks := 0
	used := map[string]bool{}
	for _, r := range routesOf(t, o.pages) {
		for _, routes := range web.ProvedRoutes {
			used[routes] = used[routes] || audit.Fits(routes, r.method, r.pattern)
		}
		if !web.AsksProof(r.method, r.pattern) {
			continue
		}
		asks++
		b := o.in(people[auth.Clerk])
		o.pass(11 * time.Minute)
		var a answer
		if r.method == http.MethodGet {
			a = b.get(r.with(itoa(int(id))))
		} else {
			a = b.post(r.with(itoa(int(id))), url.Values{"version": {"1"}})
		}
		waitingForm(t, a, http.StatusForbidden)
	}
	for _, routes := range web.ProvedRoutes {
		if !used[routes] {
			t.Errorf("no route is %s", routes)
		}
	}
	if asks < 25 {
		t.Errorf("only %d routes ask", asks)
	}
}
