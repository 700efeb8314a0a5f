package web

import (
	"bytes"
	"context"
	"errors"
	"io"
	"maps"
	"net/http"
	"net/url"
	"path"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/gorilla/mux"

	"mingda/internal/audit"
	"mingda/internal/auth"
	"mingda/internal/fault"
	"mingda/internal/identity"
	"mingda/internal/page"
	"mingda/internal/serve"
)

// provedRoutes are the acts for which an open session is not enough: whoever it is shows
// once more, or has shown lately, that it is them. Beside them every table that is taken
// out as a file: those that recordedRoutes calls audit.Exported. None of them takes files.
var provedRoutes = []string{
	// signing, making void what was signed, publishing
	"POST /cases/{id}/letters/{n}/sign", "POST /cases/{id}/letters/{n}/void",
	"POST /review/{id}/papers/{n}/sign", "POST /review/{id}/papers/{n}/void",
	"POST /yearly/{year}/{agency}/publish", "POST /archives/disposals/{id}/{act}",
	// taking a whole file out
	"GET /cases/{id}/archive.zip", "GET /review/{id}/volume.pdf",
	// people and what they may do, also in another's place
	"POST /users/*", "POST /let-ins/*", "POST /stand-ins*", "POST /sealed/{file}",
	// how one signs in oneself; what is set up is asked for where it begins
	"GET /account/totp", "GET /account/passkey", "GET /account/identity/begin",
	"POST /account/recovery", "POST /account/factors/{factor}/drop", "POST /account/identity",
}

// asksProof reports whether the route is one of those.
func asksProof(method, pattern string) bool {
	row, _ := recordedRoutes.Of(method, pattern)
	return row.Kind == audit.Exported || slices.ContainsFunc(provedRoutes, func(routes string) bool { return audit.Fits(routes, method, pattern) })
}

func (s *Server) proveRoutes(r *mux.Router) {
	r.Handle(provePath, s.staff(s.proveToGet)).Methods("POST")
	r.Handle(provePath+"/identity", s.staff(s.beginProving)).Methods("GET")
}

const (
	provePath = "/prove"
	provedKey = "proved" // when the person last showed that it is them

	// Fields of the page that asks, beside those of the form that waits on it.
	proofField  = "proof"        // the password, or a code
	answerField = "proof_answer" // of a passkey
)

// noteProof notes in the session that the person has just shown that it is them.
func (s *Server) noteProof(ctx context.Context) {
	s.Sessions.Put(ctx, provedKey, strconv.FormatInt(s.Now().Unix(), 10))
}

// isProved reports whether that was lately enough. Where each act is to be proved, a proof
// is good for one act, within a minute.
func (s *Server) isProved(ctx context.Context) bool {
	at, err := strconv.ParseInt(s.Sessions.GetString(ctx, provedKey), 10, 64)
	if err != nil || s.Now().Sub(time.Unix(at, 0)).Abs() > max(s.Reprove, time.Minute) {
		return false
	}
	s.useProof(ctx)
	return true
}

// useProof ends the proof where it is good for one act.
func (s *Server) useProof(ctx context.Context) {
	if s.Reprove == 0 {
		s.Sessions.Remove(ctx, provedKey)
	}
}

// askProof has a person show that it is them, where what they are about to do asks for
// it; asked true means that they are shown the page that does. A form waits on that page
// with all that was sent, which sends it to the same address again: what comes with a
// right proof is done there and then.
func (s *Server) askProof(w http.ResponseWriter, r *http.Request, by auth.User) (asked bool, err error) {
	if !asksProof(r.Method, serve.RouteOf(r)) || s.isProved(r.Context()) {
		return false, nil
	}
	if r.Method != http.MethodPost {
		return true, s.renderProof(w, r, by, s.proofToGet(s.Pages.URL(r.URL.RequestURI()), r.Referer()), http.StatusForbidden, nil)
	}
	sent, err := serve.ReadForm(r, serve.PlainForm, nil)
	if err != nil {
		return true, err
	}
	typed := takeProof(sent.Values)
	waits := waiting{post: s.Pages.URL(r.URL.RequestURI()), hidden: hiddenOf(sent.Values)}
	if !typed.sent {
		return true, s.renderProof(w, r, by, waits, http.StatusForbidden, nil)
	}
	if done, err := s.prove(w, r, by, typed, waits); !done || err != nil {
		return true, err
	}
	if err := s.Desk.Record(r.Context(), by, s.auditEntry(r, audit.Row{Kind: audit.Proved}, http.StatusOK)); err != nil {
		return true, err
	}
	s.useProof(r.Context())
	resend(r, sent.Values)
	return false, nil
}

// resend makes the request one that sends the values.
func resend(r *http.Request, values url.Values) {
	body := []byte(values.Encode())
	r.Body, r.ContentLength = io.NopCloser(bytes.NewReader(body)), int64(len(body))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Form, r.PostForm = nil, nil
}

// A proof is what somebody gives for one, as it was sent.
type proof struct {
	typed  string
	answer string // of a passkey
	sent   bool   // the form was that of the page that asks
}

// takeProof takes the proof out of what was sent: it is nobody else's, and stands on no page.
func takeProof(values url.Values) proof {
	p := proof{typed: values.Get(proofField), answer: values.Get(answerField), sent: values.Has(proofField) || values.Has(answerField)}
	values.Del(proofField)
	values.Del(answerField)
	return p
}

// hiddenOf returns all values as fields that are not seen.
func hiddenOf(values url.Values) (all []page.Hidden) {
	for _, name := range slices.Sorted(maps.Keys(values)) {
		for _, value := range values[name] {
			all = append(all, page.Hidden{Name: name, Value: value})
		}
	}
	return all
}

// waiting is what waits for a proof: a form, or a page or file that was asked for.
type waiting struct {
	post   string
	hidden []page.Hidden
	next   string // to be opened; "" for a form
}

// proofToGet is what waits where a page or a file was asked for; from is the page that
// led there.
func (s *Server) proofToGet(next, from string) waiting {
	back := s.Pages.URL("/")
	next = serve.LocalPath(next, back)
	if u, err := url.Parse(from); err == nil {
		back = serve.LocalPath(u.RequestURI(), back)
	}
	return waiting{post: s.Pages.URL(provePath), next: next, hidden: []page.Hidden{{Name: "next", Value: next}, {Name: "back", Value: back}}}
}

// prove looks at a proof. Where it is not right the page asks again: wrong tries are
// counted with those of signing in.
func (s *Server) prove(w http.ResponseWriter, r *http.Request, by auth.User, p proof, waits waiting) (done bool, err error) {
	attempt := s.attempt(r, by.Login)
	var slow *fault.Error
	if err := s.try(r, attempt); errors.As(err, &slow) {
		return false, s.renderProof(w, r, by, waits, http.StatusTooManyRequests, fault.AtField(proofField, slow.Code, slow.Args...))
	}
	now, err := s.lookAt(r, by, p)
	if isInvalid(err) {
		return false, s.renderProof(w, r, by, waits, http.StatusUnprocessableEntity, err)
	}
	if err != nil {
		return false, err
	}
	s.right(r, attempt)
	if err := s.Sessions.RenewToken(r.Context()); err != nil {
		return false, err
	}
	s.Sessions.Put(r.Context(), passwordKey, passwordMark(now)) // the hash may have been renewed
	s.noteProof(r.Context())
	return true, nil
}

// lookAt returns the person as they are now if the proof is right, else fault Invalid.
func (s *Server) lookAt(r *http.Request, by auth.User, p proof) (auth.User, error) {
	switch {
	case p.answer != "":
		return by, s.shown(r, by, "prove", p.answer)
	case by.HasPassword():
		now, err := s.Desk.SignIn(r.Context(), by.Login, p.typed)
		if isInvalid(err) {
			err = fault.AtField(proofField, "proof_wrong")
		}
		return now, err
	}
	err := s.Desk.ShowCode(r.Context(), by, p.typed)
	if isInvalid(err) {
		err = fault.AtField(proofField, "factor_code_wrong")
	}
	return by, err
}

// provePage is the page "desk/prove".
type provePage struct {
	page.Base
	Minutes int // for which a proof is good; 0: for one act
	Form    bool
	Post    string
	Hidden  []page.Hidden
	Proof   page.Field
	Key     *passkeyForm  // nil: the person has no passkey
	Service *identityDoor // nil: they do not sign in through the identity service
}

func (s *Server) renderProof(w http.ResponseWriter, r *http.Request, by auth.User, waits waiting, status int, wrong error) error {
	serve.NotedOf(r).Proof = true
	p := provePage{
		Base: s.base(r, by, "再确认一次是您本人"), Minutes: int(s.Reprove / time.Minute), Form: waits.next == "", Post: waits.post, Hidden: waits.hidden,
	}
	form := page.NewForm(nil, wrong)
	if by.HasPassword() {
		p.Proof = form.Password(proofField, "登录密码").WithWidth("m").AsRequired()
	} else {
		p.Proof = codeField(form, proofField).AsRequired()
	}
	p.Errors = form.Errors()
	var err error
	if p.Key, err = s.askPasskey(r, by, "prove", waits.post); err != nil {
		return err
	}
	if p.Key != nil {
		p.Key.Hidden, p.Key.Answer = waits.hidden, answerField
	}
	if p.Service, err = s.provingDoor(r, by, waits.next); err != nil {
		return err
	}
	w.Header().Set("Cache-Control", "no-store")
	return s.Pages.Render(w, status, "desk/prove", p)
}

// proveToGet serves POST /prove: the proof for a page or a file that was asked for.
func (s *Server) proveToGet(w http.ResponseWriter, r *http.Request, by auth.User) error {
	sent, err := serve.ReadForm(r, serve.PlainForm, nil)
	if err != nil {
		return err
	}
	next := serve.LocalPath(sent.Value("next"), s.Pages.URL("/"))
	if !s.isProved(r.Context()) { // it may have been shown elsewhere meanwhile
		if done, err := s.prove(w, r, by, takeProof(sent.Values), s.proofToGet(next, sent.Value("back"))); !done || err != nil {
			return err
		}
	}
	return s.proved(w, r, by, next, sent.Value("back"))
}

// provedPage is the page "desk/proved": who it is is known again.
type provedPage struct {
	page.Base
	File string // to be taken now; "": the form waits on the page that asked
	Back string
}

// proved goes on to what was asked for: a page at once, a file from a page that says so,
// for a browser that saves a file stays on the page where it was.
func (s *Server) proved(w http.ResponseWriter, r *http.Request, by auth.User, next, back string) error {
	if at, _, _ := strings.Cut(next, "?"); next != "" && path.Ext(at) == "" {
		return serve.SeeOther(w, r, next)
	}
	return s.Pages.Render(w, http.StatusOK, "desk/proved", provedPage{
		Base: s.base(r, by, "已经确认"), File: next, Back: serve.LocalPath(back, s.Pages.URL("/")),
	})
}

// provingDoor returns the way to prove it through the identity service, nil for who does
// not sign in by it. A form waits on its page meanwhile: the way opens beside it.
func (s *Server) provingDoor(r *http.Request, by auth.User, next string) (*identityDoor, error) {
	if s.Identity == nil {
		return nil, nil
	}
	l, err := s.Desk.LinkOf(r.Context(), by, by.ID)
	if err != nil || l.Subject == "" || l.Issuer != s.Identity.Issuer() {
		return nil, err
	}
	return &identityDoor{Name: s.Identity.Name(), Href: s.Pages.URL(provePath + "/identity?next=" + url.QueryEscape(next)), Down: s.Identity.IsDown()}, nil
}

// beginProving serves GET /prove/identity: off to the identity service, to sign in there anew.
func (s *Server) beginProving(w http.ResponseWriter, r *http.Request, by auth.User) error {
	return s.leave(w, r, way{Next: serve.LocalPath(r.FormValue("next"), ""), Prove: by.ID})
}

// proveByIdentity takes what the identity service says for the proof, if it is of the
// person of this session.
func (s *Server) proveByIdentity(w http.ResponseWriter, r *http.Request, begun way, proof identity.Proof) error {
	by, err := s.signedIn(r)
	if err != nil {
		return err
	}
	who, err := s.Desk.SignInByIdentity(r.Context(), proof.Identity, s.Identity.Name())
	if err != nil && !isInvalid(err) {
		return err
	}
	if who.ID != by.ID || begun.Prove != by.ID {
		return fault.New(fault.Conflict, "proof_other", s.Identity.Name())
	}
	if err := s.Sessions.RenewToken(r.Context()); err != nil {
		return err
	}
	s.noteProof(r.Context())
	if err := s.Desk.Record(r.Context(), by, s.auditEntry(r, audit.Row{Kind: audit.Proved}, http.StatusOK)); err != nil {
		return err
	}
	return s.proved(w, r, by, begun.Next, "")
}
