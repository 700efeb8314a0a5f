package web

import (
	"encoding/json"
	"errors"
	"net/http"
	"time"

	"github.com/gorilla/mux"

	"mingda/internal/auth"
	"mingda/internal/fault"
	"mingda/internal/page"
	"mingda/internal/passkey"
	"mingda/internal/serve"
)

func (s *Server) passkeyRoutes(r *mux.Router) {
	r.Handle(passkeyPath, s.public(s.showPasskeySignIn)).Methods("GET")
	r.Handle(passkeyPath, s.public(s.passkeySignIn)).Methods("POST")
	r.Handle("/sign-in/second/passkey", s.public(s.passkeySecond)).Methods("POST")
	r.Handle(accountPath+"/passkey", s.staff(s.beginPasskey)).Methods("GET")
	r.Handle(accountPath+"/passkey", s.staff(s.addPasskey)).Methods("POST")
}

const (
	passkeyPath = "/sign-in/passkey"
	askedKey    = "passkey" // what was asked of this browser; good for one answer
	askedFor    = 5 * time.Minute
)

// An asking is what is being asked of a browser: what for, of whom, since when.
type asking struct {
	What string    `json:"what"` // of which page
	User int64     `json:"user"` // 0: of anybody
	Kept string    `json:"kept"`
	At   time.Time `json:"at"`
}

// A passkeyForm is a form that the script fills with what the authenticator says. Without
// the script, or where there are no passkeys, it says so.
type passkeyForm struct {
	Post     string
	Question string
	Makes    bool // a new one is made
	Next     string
	Answer   string        // name of the field for what it says; "" is answer
	Hidden   []page.Hidden // what else the form carries
}

// ask keeps what is asked of the browser and returns the form that asks it.
func (s *Server) ask(r *http.Request, what string, user int64, b passkey.Begun, post string) (*passkeyForm, error) {
	err := s.keep(r.Context(), askedKey, asking{what, user, b.Kept, s.Now()})
	return &passkeyForm{Post: s.Pages.URL(post), Question: b.Question}, err
}

// answered takes back what was asked, for one answer.
func (s *Server) answered(r *http.Request, what string, user int64, answer string) (string, error) {
	var a asking
	err := json.Unmarshal([]byte(s.Sessions.PopString(r.Context(), askedKey)), &a)
	switch {
	case answer == "":
		return "", fault.New(fault.Invalid, "passkey_not")
	case err != nil || a.What != what || a.User != user || s.Now().Sub(a.At).Abs() > askedFor:
		return "", fault.New(fault.Invalid, "passkey_late")
	}
	return a.Kept, nil
}

// notTaken is what people are told of a passkey that does not hold; why goes to the log.
func (s *Server) notTaken(err error) error {
	if isInvalid(err) {
		return err
	}
	s.Log.Warn("a passkey was not taken", "why", err)
	if errors.Is(err, passkey.ErrCopied) {
		return fault.New(fault.Invalid, "passkey_copied")
	}
	return fault.New(fault.Invalid, "passkey_wrong")
}

// ownerOf returns the person with their passkeys, and the factors these are.
func (s *Server) ownerOf(r *http.Request, u auth.User) (passkey.Owner, []auth.Factor, error) {
	o := passkey.Owner{Login: u.Login, Name: u.Name}
	var err error
	if o.Handle, err = s.Desk.PasskeyHandle(r.Context(), u); err != nil {
		return o, nil, err
	}
	all, err := s.Desk.Factors(r.Context(), u)
	if err != nil {
		return o, nil, err
	}
	var factors []auth.Factor
	for _, f := range all {
		if f.Kind == auth.Passkey {
			o.Keys, factors = append(o.Keys, passkey.Key{Record: f.Secret, Count: f.Count}), append(factors, f)
		}
	}
	return o, factors, nil
}

// use notes that a passkey was shown.
func (s *Server) use(r *http.Request, factors []auth.Factor, k passkey.Key) error {
	for _, f := range factors {
		if string(f.Secret) == string(k.Record) {
			return s.Desk.UseFactor(r.Context(), f, k.Count)
		}
	}
	return fault.New(fault.Invalid, "passkey_wrong")
}

// hasPasskeys returns fault NotFound where passkeys cannot be used.
func (s *Server) hasPasskeys() error {
	if s.Passkeys == nil {
		return fault.New(fault.NotFound, "passkey_off")
	}
	return nil
}

// passkeyPage is the page "desk/account_passkey", and "desk/sign_in_passkey".
type passkeyPage struct {
	page.Base
	Form *passkeyForm
	Name page.Field
	Back string
}

// beginPasskey serves GET /account/passkey.
func (s *Server) beginPasskey(w http.ResponseWriter, r *http.Request, by auth.User) error {
	return s.renderNewPasskey(w, r, by, http.StatusOK, nil)
}

func (s *Server) renderNewPasskey(w http.ResponseWriter, r *http.Request, by auth.User, status int, wrong error) error {
	if err := s.hasPasskeys(); err != nil {
		return err
	}
	o, _, err := s.ownerOf(r, by)
	if err != nil {
		return err
	}
	b, err := s.Passkeys.Make(o)
	if err != nil {
		return err
	}
	p := passkeyPage{Base: s.base(r, by, "设通行密钥"), Back: s.Pages.URL(accountPath)}
	if p.Form, err = s.ask(r, "make", by.ID, b, accountPath+"/passkey"); err != nil {
		return err
	}
	p.Form.Makes = true
	form := page.NewForm(r.PostForm, wrong)
	p.Name = form.Text("name", "叫什么").WithHint("比如“办公室电脑”“我的手机”，好分清。").WithAutocomplete("off").WithWidth("m").AsOptional()
	p.Errors = form.Errors()
	w.Header().Set("Cache-Control", "no-store")
	return s.Pages.Render(w, status, "desk/account_passkey", p)
}

// addPasskey serves POST /account/passkey.
func (s *Server) addPasskey(w http.ResponseWriter, r *http.Request, by auth.User) error {
	if err := s.hasPasskeys(); err != nil {
		return err
	}
	sent, err := serve.ReadForm(r, serve.PlainForm, nil)
	if err != nil {
		return err
	}
	codes, err := s.makePasskey(r, by, sent)
	if isInvalid(err) {
		return s.renderNewPasskey(w, r, by, http.StatusUnprocessableEntity, err)
	}
	if err != nil {
		return err
	}
	return s.factorAdded(w, r, by, codes)
}

func (s *Server) makePasskey(r *http.Request, by auth.User, sent *serve.Form) ([]auth.RecoveryCode, error) {
	kept, err := s.answered(r, "make", by.ID, sent.Value("answer"))
	if err != nil {
		return nil, err
	}
	o, _, err := s.ownerOf(r, by)
	if err != nil {
		return nil, err
	}
	k, err := s.Passkeys.Made(o, kept, sent.Value("answer"))
	if err != nil {
		return nil, s.notTaken(err)
	}
	return s.Desk.AddFactor(r.Context(), by, auth.Factor{Kind: auth.Passkey, Name: sent.Value("name"), Secret: k.Record, Count: k.Count})
}

// secondPasskey returns the form of the second step for who has a passkey, nil for others.
func (s *Server) secondPasskey(r *http.Request, by auth.User, next string) (*passkeyForm, error) {
	f, err := s.askPasskey(r, by, "second", "/sign-in/second/passkey")
	if f != nil {
		f.Next = next
	}
	return f, err
}

// askPasskey returns the form that asks for a passkey of the person, for which page, nil
// where they have none.
func (s *Server) askPasskey(r *http.Request, by auth.User, what, post string) (*passkeyForm, error) {
	if s.Passkeys == nil {
		return nil, nil
	}
	o, _, err := s.ownerOf(r, by)
	if err != nil || !s.Passkeys.Has(o) {
		return nil, err
	}
	b, err := s.Passkeys.Ask(o)
	if err != nil {
		return nil, err
	}
	return s.ask(r, what, by.ID, b, post)
}

// passkeySecond serves POST /sign-in/second/passkey.
func (s *Server) passkeySecond(w http.ResponseWriter, r *http.Request) error {
	by, err := s.halfIn(r)
	if err != nil {
		return err
	}
	if err := s.hasPasskeys(); err != nil {
		return err
	}
	sent, err := serve.ReadForm(r, serve.PlainForm, nil)
	if err != nil {
		return err
	}
	if err := s.try(r, s.attempt(r, by.Login)); err != nil {
		return err
	}
	if err := s.shown(r, by, "second", sent.Value("answer")); err != nil {
		if isInvalid(err) {
			return s.renderSecond(w, r, by, http.StatusUnprocessableEntity, err)
		}
		return err
	}
	return s.letIn(w, r, by, true, serve.LocalPath(sent.Value("next"), s.Pages.URL("/")))
}

// shown takes the answer to what a page has asked of the person.
func (s *Server) shown(r *http.Request, by auth.User, what, answer string) error {
	kept, err := s.answered(r, what, by.ID, answer)
	if err != nil {
		return err
	}
	o, factors, err := s.ownerOf(r, by)
	if err != nil {
		return err
	}
	k, err := s.Passkeys.Shown(o, kept, answer)
	if err != nil {
		return s.notTaken(err)
	}
	return s.use(r, factors, k)
}

// showPasskeySignIn serves GET /sign-in/passkey: without a password.
func (s *Server) showPasskeySignIn(w http.ResponseWriter, r *http.Request) error {
	return s.renderPasskeySignIn(w, r, r.FormValue("next"), http.StatusOK, nil)
}

func (s *Server) renderPasskeySignIn(w http.ResponseWriter, r *http.Request, next string, status int, wrong error) error {
	if err := s.hasPasskeys(); err != nil {
		return err
	}
	b, err := s.Passkeys.AskAnybody()
	if err != nil {
		return err
	}
	p := passkeyPage{Base: s.base(r, auth.User{}, "用通行密钥登录"), Back: s.Pages.URL("/sign-in")}
	if p.Form, err = s.ask(r, "alone", 0, b, passkeyPath); err != nil {
		return err
	}
	p.Form.Next = serve.LocalPath(next, "")
	p.Errors = page.NewForm(nil, wrong).Errors()
	w.Header().Set("Cache-Control", "no-store")
	return s.Pages.Render(w, status, "desk/sign_in_passkey", p)
}

// passkeySignIn serves POST /sign-in/passkey. The authenticator has seen to it that it is
// its person: that is two factors in one.
func (s *Server) passkeySignIn(w http.ResponseWriter, r *http.Request) error {
	if err := s.hasPasskeys(); err != nil {
		return err
	}
	sent, err := serve.ReadForm(r, serve.PlainForm, nil)
	if err != nil {
		return err
	}
	if err := s.identityTries.Try(serve.ClientAddress(r), s.Now(), "identity_too_many"); err != nil {
		return err
	}
	by, err := s.shownAlone(r, sent.Value("answer"))
	if isInvalid(err) {
		return s.renderPasskeySignIn(w, r, sent.Value("next"), http.StatusUnprocessableEntity, err)
	}
	if err != nil {
		return err
	}
	s.identityTries.Right(serve.ClientAddress(r), s.Now())
	s.Sessions.Remove(r.Context(), viaKey)
	return s.letIn(w, r, by, true, serve.LocalPath(sent.Value("next"), s.Pages.URL("/")))
}

// shownAlone returns whose passkey it is that was shown without a password.
func (s *Server) shownAlone(r *http.Request, answer string) (by auth.User, err error) {
	kept, err := s.answered(r, "alone", 0, answer)
	if err != nil {
		return by, err
	}
	var factors []auth.Factor
	k, err := s.Passkeys.ShownByAnybody(kept, answer, func(handle []byte) (o passkey.Owner, err error) {
		if by, err = s.Desk.UserByPasskeyHandle(r.Context(), handle); err == nil {
			o, factors, err = s.ownerOf(r, by)
		}
		return o, err
	})
	if err != nil {
		return by, s.notTaken(err)
	}
	return by, s.use(r, factors, k)
}
