package web_test

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/descope/virtualwebauthn"

	"mingda/internal/auth"
	"mingda/internal/desk"
	"mingda/internal/passkey"
)

const passkeyOrigin = "https://ysq.example.gov.cn"

// A keyHolder is an authenticator with one passkey.
type keyHolder struct {
	t     *testing.T
	at    virtualwebauthn.RelyingParty
	with  virtualwebauthn.Authenticator
	holds virtualwebauthn.Credential
}

// newKeyHolder returns an authenticator. (The library cannot write every key.)
func newKeyHolder(t *testing.T) *keyHolder {
	t.Helper()
	for {
		key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
		if err != nil {
			t.Fatal(err)
		}
		point, err1 := key.PublicKey.Bytes()
		der, err2 := x509.MarshalPKCS8PrivateKey(key)
		if err1 != nil || err2 != nil {
			t.Fatal(err1, err2)
		}
		if point[1] != 0 && point[33] != 0 {
			return &keyHolder{t, virtualwebauthn.RelyingParty{ID: "ysq.example.gov.cn", Name: "明答", Origin: passkeyOrigin},
				virtualwebauthn.NewAuthenticator(), virtualwebauthn.NewCredentialWithImportedKey(virtualwebauthn.KeyTypeEC2, der)}
		}
	}
}

// question returns what a page asks of the authenticator.
func question(t *testing.T, a answer) string {
	t.Helper()
	form, ok := a.page.In("form[data-passkey]")
	if !ok {
		t.Fatalf("%d asks for no passkey: %s", a.status, a.page.Text())
	}
	return form.Attr("data-passkey")
}

// registers makes a passkey on the page of one's account.
func (h *keyHolder) registers(b *browser, name string) answer {
	h.t.Helper()
	options, err := virtualwebauthn.ParseAttestationOptions(question(h.t, b.get("/account/passkey")))
	if err != nil {
		h.t.Fatal(err)
	}
	h.with.Options.UserHandle = []byte(options.UserID)
	return b.post("/account/passkey", url.Values{"name": {name}, "answer": {virtualwebauthn.CreateAttestationResponse(h.at, h.with, h.holds, *options)}})
}

// answers answers the question of a page, with a count of the signature.
func (h *keyHolder) answers(question string, count uint32) string {
	h.t.Helper()
	options, err := virtualwebauthn.ParseAssertionOptions(question)
	if err != nil {
		h.t.Fatal(err)
	}
	h.holds.Counter = count
	return virtualwebauthn.CreateAssertionResponse(h.at, h.with, h.holds, *options)
}

// withPasskeys returns an office in which one person has a passkey.
func withPasskeys(t *testing.T) (*caseOffice, auth.User, *keyHolder) {
	t.Helper()
	o := newCaseOffice(t)
	var err error
	o.pages.Passkeys, err = passkey.New(passkeyOrigin, "明答")
	o.must(err)
	u := o.newcomer("xin")
	o.must(o.desk.ChangePassword(t.Context(), u, firstPassword, ownPassword, ownPassword))
	h := newKeyHolder(t)
	a := h.registers(o.in(u), "办公室电脑")
	has(t, "registered", a.page.Text(), "恢复码")
	return o, u, h
}

// TestPasskeySecond: a passkey is the second step of a sign-in: of its place, of this question, once.
func TestPasskeySecond(t *testing.T) {
	o, u, h := withPasskeys(t)
	has(t, "listed", o.in(u).page("/account").Text(), "办公室电脑", "通行密钥")
	b := o.stranger()
	gone(t, b.signIn("xin", ownPassword), "/sign-in/second")
	gone(t, b.get("/cases"), "/sign-in")
	send := func(typed string) answer {
		return b.post("/sign-in/second/passkey", url.Values{"answer": {typed}, "next": {"/cases"}})
	}
	minute := 0
	pass := func(minutes int) { // wrong tries are slowed
		minute += minutes
		o.at(2026, time.November, 23, 10, minute)
	}
	asked := question(t, b.get("/sign-in/second"))
	other := newKeyHolder(t)
	other.holds.ID = h.holds.ID
	for name, says := range map[string]func(q string) string{
		"another key": func(q string) string { return other.answers(q, 1) },
		"cancelled":   func(string) string { return "" },
		"another origin": func(q string) string {
			evil := *h
			evil.at.Origin = "https://evil.example"
			return evil.answers(q, 1)
		},
		"the question before": func(string) string { return h.answers(asked, 1) },
	} {
		pass(1)
		fresh := question(t, b.get("/sign-in/second"))
		if a := send(says(fresh)); a.status != http.StatusUnprocessableEntity || a.page.Count(".govuk-error-summary") != 1 {
			t.Errorf("%s: %d %s", name, a.status, a.page.Text())
		}
	}
	pass(1)
	right := h.answers(question(t, b.get("/sign-in/second")), 5)
	gone(t, send(right), "/cases")
	if b.get("/cases").status != http.StatusOK {
		t.Error("not signed in")
	}
	gone(t, b.post("/sign-out", nil), "/sign-in")
	gone(t, b.signIn("xin", ownPassword), "/sign-in/second")
	pass(1)
	if a := send(right); a.status != http.StatusUnprocessableEntity {
		t.Errorf("sent once more: %d", a.status)
	}
	pass(1)
	back := send(h.answers(question(t, b.get("/sign-in/second")), 4))
	if has(t, "a copy", back.page.Text(), "可能被复制过"); back.status != http.StatusUnprocessableEntity {
		t.Errorf("the count goes back: %d", back.status)
	}
	late := h.answers(question(t, b.get("/sign-in/second")), 9)
	pass(6)
	if a := send(late); a.status != http.StatusUnprocessableEntity || !strings.Contains(a.body, "等得太久") {
		t.Errorf("late: %d %s", a.status, a.page.Text())
	}
}

// TestPasskeyAlone: who holds a passkey and was verified by it signs in without a
// password; who was not, who is nobody and who is disabled does not.
func TestPasskeyAlone(t *testing.T) {
	o, u, h := withPasskeys(t)
	b := o.stranger()
	if href := b.page("/sign-in?next=/letters").Href("用通行密钥登录"); href != "/sign-in/passkey?next=%2Fletters" {
		t.Errorf("the way there is %q", href)
	}
	send := func(h *keyHolder, count uint32) answer {
		return b.post("/sign-in/passkey", url.Values{"answer": {h.answers(question(t, b.get("/sign-in/passkey")), count)}, "next": {"/letters"}})
	}
	unverified, nobody := *h, *h
	unverified.with.Options.UserNotVerified = true
	nobody.with.Options.UserHandle = []byte("somebody else's handle, of 32 by")
	for name, who := range map[string]*keyHolder{"not verified": &unverified, "nobody": &nobody} {
		if a := send(who, 7); a.status != http.StatusUnprocessableEntity || !strings.Contains(a.body, "没有通过") {
			t.Errorf("%s: %d %s", name, a.status, a.page.Text())
		}
	}
	gone(t, b.get("/cases"), "/sign-in")
	gone(t, send(h, 8), "/letters")
	if b.get("/letters").status != http.StatusOK {
		t.Error("not signed in")
	}
	gone(t, b.post("/sign-out", nil), "/sign-in")
	u, err := o.desk.User(t.Context(), u.ID)
	o.must(err)
	u.Disabled = true
	_, err = o.desk.PutUser(t.Context(), desk.Operator, u, "")
	o.must(err)
	if a := send(h, 9); a.status != http.StatusUnprocessableEntity {
		t.Errorf("disabled: %d", a.status)
	}
}

// TestNoPasskeys: at an address that passkeys cannot be bound to nothing of them is there.
func TestNoPasskeys(t *testing.T) {
	o := newCaseOffice(t)
	b := o.in(o.clerk)
	for _, address := range []string{"/sign-in/passkey", "/account/passkey"} {
		if a := b.get(address); a.status != http.StatusNotFound {
			t.Errorf("%s: %d", address, a.status)
		}
	}
	if strings.Contains(b.page("/account").Text(), "通行密钥") || strings.Contains(o.stranger().page("/sign-in").Text(), "通行密钥") {
		t.Error("they are offered")
	}
}
