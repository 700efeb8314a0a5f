package web

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"time"

	"github.com/gorilla/mux"

	"mingda/internal/auth"
	"mingda/internal/fault"
	"mingda/internal/page"
	"mingda/internal/serve"
)

func (s *Server) signInRoutes(r *mux.Router) {
	r.Handle("/sign-in", s.public(s.showSignIn)).Methods("GET")
	r.Handle("/sign-in", s.public(s.signIn)).Methods("POST")
	r.Handle("/sign-in/second", s.public(s.showSecond)).Methods("GET")
	r.Handle("/sign-in/second", s.public(s.second)).Methods("POST")
	r.Handle("/sign-out", s.staff(s.signOut)).Methods("POST")
	r.Handle("/password", s.staff(s.showPassword)).Methods("GET")
	r.Handle("/password", s.staff(s.changePassword)).Methods("POST")
	r.Handle("/keys", s.staff(s.switchKeys)).Methods("POST")
}

const (
	userKey      = "user"
	passwordKey  = "password" // passwordMark of the one they signed in with
	shownKey     = "factor"   // a second factor was shown in this session
	deviceCookie = "shebei"
	deviceFor    = 365 * 24 * time.Hour
)

// signedIn returns who the request comes from, as they are now, or fault
// Unauthenticated.
func (s *Server) signedIn(r *http.Request) (auth.User, error) {
	id, err := strconv.ParseInt(s.Sessions.GetString(r.Context(), userKey), 10, 64)
	if err != nil {
		return auth.User{}, fault.New(fault.Unauthenticated, "sign_in_first")
	}
	by, err := s.Desk.User(r.Context(), id)
	if err != nil && fault.KindOf(err) != fault.NotFound {
		return auth.User{}, err
	}
	if by.ID == 0 || by.Disabled || s.Sessions.GetString(r.Context(), passwordKey) != passwordMark(by) {
		return auth.User{}, fault.New(fault.Unauthenticated, "sign_in_first")
	}
	serve.NoteUser(r, by.ID)
	return by, nil
}

// keepUser begins a session of the person. It lasts no longer than their
// password: whoever changes it because another may know it ends what the other
// has open.
func (s *Server) keepUser(ctx context.Context, u auth.User) error {
	if err := s.Sessions.RenewToken(ctx); err != nil { // a session from before must not become one
		return err
	}
	s.Sessions.Remove(ctx, halfKey)
	s.Sessions.Remove(ctx, halfAtKey)
	s.Sessions.Put(ctx, userKey, strconv.FormatInt(u.ID, 10))
	s.Sessions.Put(ctx, passwordKey, passwordMark(u))
	mark, err := auth.NewDevice(s.Desk.Random)
	if err != nil {
		return err
	}
	s.Sessions.Put(ctx, markKey, mark)
	s.noteProof(ctx)
	return nil
}

// passwordMark tells one password from the next and helps nobody to guess it.
func passwordMark(u auth.User) string {
	sum := sha256.Sum256([]byte(u.PasswordHash))
	return hex.EncodeToString(sum[:8])
}

// demoAccountsShown is how many demo accounts lie open: one of each role.
const demoAccountsShown = 7

// signInPage is the page "desk/sign_in".
type signInPage struct {
	page.Base
	Next       string
	Invited    string        // where who was invited sets a password
	Passkey    string        // where to sign in by a passkey; "": there are none
	Identity   *identityDoor // nil: there is no identity service
	Met        string        // whom it vouched for, who has yet to sign in with a password; "": nobody
	Login      page.Field
	Password   page.Field
	Accounts   []DemoAccount
	More       []DemoAccount // the other agencies and units, folded away
	PortalHref string
}

// showSignIn serves GET /sign-in.
func (s *Server) showSignIn(w http.ResponseWriter, r *http.Request) error {
	return s.renderSignIn(w, r, r.FormValue("next"), http.StatusOK, nil)
}

func (s *Server) renderSignIn(w http.ResponseWriter, r *http.Request, next string, status int, wrong error) error {
	p := signInPage{Base: s.base(r, auth.User{}, "登录"), Next: serve.LocalPath(next, ""), Accounts: s.Demo, PortalHref: s.PortalHref, Invited: s.Pages.URL(InvitationPath)}
	p.Identity, p.Met = s.identityDoor(r, next), s.metName(r)
	if s.Passkeys != nil && p.Met == "" {
		p.Passkey = s.Pages.URL(passkeyPath)
		if next != "" {
			p.Passkey += "?next=" + url.QueryEscape(next)
		}
	}
	if len(p.Accounts) > demoAccountsShown {
		p.Accounts, p.More = p.Accounts[:demoAccountsShown], p.Accounts[demoAccountsShown:]
	}
	form := page.NewForm(r.PostForm, wrong)
	p.Login = form.Text("login", "用户名").WithAutocomplete("username").AsRequired()
	p.Password = form.Password("password", "密码").AsRequired()
	p.Errors = form.Errors()
	return s.Pages.Render(w, status, "desk/sign_in", p)
}

// signIn serves POST /sign-in.
func (s *Server) signIn(w http.ResponseWriter, r *http.Request) error {
	sent, err := serve.ReadForm(r, serve.PlainForm, nil)
	if err != nil {
		return err
	}
	login := sent.Value("login")
	if err := s.try(r, s.attempt(r, login)); err != nil {
		return err
	}
	serve.NotedOf(r).User = s.Desk.UserOf(r.Context(), login)
	by, err := s.Desk.SignIn(r.Context(), login, sent.Values.Get("password"))
	if isInvalid(err) {
		return s.renderSignIn(w, r, r.FormValue("next"), http.StatusUnprocessableEntity, err)
	}
	if err != nil {
		return err
	}
	s.Sessions.Remove(r.Context(), viaKey)
	return s.enter(w, r, by, serve.LocalPath(sent.Value("next"), s.Pages.URL("/")))
}

// attempt is a try to sign in with the name, from where the request comes.
func (s *Server) attempt(r *http.Request, login string) auth.Attempt {
	return auth.Attempt{
		Login: login, Address: serve.ClientAddress(r), Device: auth.DeviceOf(s.DeviceKey, login, s.Cookies.Value(r, deviceCookie)),
	}
}

// try counts a try before it is looked at, or returns how long to wait.
func (s *Server) try(r *http.Request, a auth.Attempt) error {
	err := s.Throttle.Try(a, s.Now())
	s.keepTries(r)
	return err
}

// right takes back what try counted.
func (s *Server) right(r *http.Request, a auth.Attempt) {
	s.Throttle.Right(a)
	s.keepTries(r)
}

// keepTries keeps the counts over a restart, one after the other. What cannot be kept still
// counts while the office runs.
func (s *Server) keepTries(r *http.Request) {
	s.keepingTries.Lock()
	defer s.keepingTries.Unlock()
	if err := s.Desk.KeepTries(context.WithoutCancel(r.Context()), s.Throttle.Changes()); err != nil {
		s.Log.Warn("wrong tries to sign in were not kept", "err", err)
	}
}

// rememberBrowser marks the browser as one the login has signed in from, so
// that nobody elsewhere can lock its person out.
func (s *Server) rememberBrowser(w http.ResponseWriter, login, device string) error {
	if device == "" {
		var err error
		if device, err = auth.NewDevice(s.Desk.Random); err != nil {
			return err
		}
	}
	s.Cookies.Set(w, deviceCookie, auth.DeviceToken(s.DeviceKey, login, device), deviceFor)
	return nil
}

// signOut serves POST /sign-out.
func (s *Server) signOut(w http.ResponseWriter, r *http.Request, _ auth.User) error {
	there := "/sign-in"
	if s.Sessions.GetString(r.Context(), viaKey) == viaIdentity {
		there += "?" + outThere
	}
	if err := s.Sessions.Destroy(r.Context()); err != nil {
		return err
	}
	w.Header().Set("Clear-Site-Data", `"cache"`) // pages kept for the back button; over TLS only
	return serve.SeeOther(w, r, s.Pages.URL(there))
}

// passwordPage is the page "desk/password".
type passwordPage struct {
	page.Base
	Must            bool // it is the first sign-in, nothing else can be done before
	Old, New, Again page.Field
}

// showPassword serves GET /password.
func (s *Server) showPassword(w http.ResponseWriter, r *http.Request, by auth.User) error {
	return s.renderPassword(w, r, by, http.StatusOK, nil)
}

func (s *Server) renderPassword(w http.ResponseWriter, r *http.Request, by auth.User, status int, wrong error) error {
	p := passwordPage{Base: s.base(r, by, "改密码"), Must: by.MustChange}
	form := page.NewForm(r.PostForm, wrong)
	p.Old = form.Password("old", "原来的密码")
	least, err := s.Desk.PasswordLeast(r.Context(), by)
	if err != nil {
		return err
	}
	p.New = newPasswordField(form, fmt.Sprintf("至少 %d 个字", least))
	p.Again = form.Password("again", "再填一次新密码").WithAutocomplete("new-password")
	p.Errors = form.Errors()
	return s.Pages.Render(w, status, "desk/password", p)
}

// changePassword serves POST /password.
func (s *Server) changePassword(w http.ResponseWriter, r *http.Request, by auth.User) error {
	return s.renewed(w, r, by, s.renderPassword, func(sent url.Values) error {
		return s.Desk.ChangePassword(r.Context(), by, sent.Get("old"), sent.Get("new"), sent.Get("again"))
	}, func(by auth.User) error {
		return s.see(w, r, "/", "密码已改，别处的登录都已退出")
	})
}

// renewed does what a form of one's own account asks for that shows the password of now, renders
// the form again where it is wrong, and goes on with the person as they are afterwards: this
// session stays, all others end.
func (s *Server) renewed(w http.ResponseWriter, r *http.Request, by auth.User,
	render func(http.ResponseWriter, *http.Request, auth.User, int, error) error, do func(url.Values) error, goOn func(auth.User) error) error {
	sent, err := serve.ReadForm(r, serve.PlainForm, nil)
	if err != nil {
		return err
	}
	status, err := s.showingOld(r, by, func() error { return do(sent.Values) })
	if isInvalid(err) {
		return render(w, r, by, status, err)
	}
	if err != nil {
		return err
	}
	if by, err = s.Desk.User(r.Context(), by.ID); err != nil {
		return err
	}
	if err := s.keepUser(r.Context(), by); err != nil {
		return err
	}
	return goOn(by)
}

// showingOld has a person do what asks for the password of now, in the field "old", and returns
// what is wrong with the form and with what status that is answered. Wrong ones are counted with
// wrong sign-ins: who finds a browser that is signed in guesses no faster than at the door.
func (s *Server) showingOld(r *http.Request, by auth.User, do func() error) (status int, err error) {
	attempt := s.attempt(r, by.Login)
	var slow *fault.Error
	if err := s.try(r, attempt); errors.As(err, &slow) {
		serve.NotedOf(r).Proof = true
		return http.StatusTooManyRequests, fault.AtField("old", slow.Code, slow.Args...)
	}
	err = do()
	if fault.FieldsOf(err)["old"] != nil {
		serve.NotedOf(r).Proof = true
	} else {
		s.right(r, attempt)
	}
	return http.StatusUnprocessableEntity, err
}

// switchKeys serves POST /keys: single-letter keys on or off (WCAG 2.1.4).
func (s *Server) switchKeys(w http.ResponseWriter, r *http.Request, _ auth.User) error {
	sent, err := serve.ReadForm(r, serve.PlainForm, nil)
	if err != nil {
		return err
	}
	keep := "on"
	if sent.Value("keys") == "off" {
		keep = "off"
	}
	s.Cookies.Set(w, keysCookie, keep, deviceFor)
	return serve.SeeOther(w, r, serve.LocalPath(sent.Value("next"), s.Pages.URL("/")))
}
