package web

import (
	"net/http"
	"time"

	"github.com/gorilla/mux"

	"mingda/internal/auth"
	"mingda/internal/page"
	"mingda/internal/serve"
)

// accountPath is the page of one's own account (登录与安全); what is done to it lies
// below.
const accountPath = "/account"

func (s *Server) accountRoutes(r *mux.Router) {
	r.Handle(accountPath, s.staff(s.showAccount)).Methods("GET")
	r.Handle(accountPath+"/totp", s.staff(s.beginTOTP)).Methods("GET")
	r.Handle(accountPath+"/totp", s.staff(s.addTOTP)).Methods("POST")
	r.Handle(accountPath+"/recovery", s.staff(s.renewRecovery)).Methods("POST")
	r.Handle(factorPath+"/drop", s.staff(s.dropFactor)).Methods("POST")
	r.Handle(factorPath+"/last", s.staff(s.showDropLast)).Methods("GET")
	r.Handle(factorPath+"/last", s.staff(s.dropLast)).Methods("POST")
}

// A factorRow is one second factor as its owner sees it.
type factorRow struct {
	Name, Label string
	Made, Used  time.Time
	Drop        page.Button
}

// accountPage is the page "desk/account".
type accountPage struct {
	page.Base
	Must     bool // nothing else can be done before a second factor is set up
	Needed   bool // the office asks this person for one
	Factors  []factorRow
	Kinds    []accountKind
	Codes    int // recovery codes that are left
	Renew    page.Button
	Password string
	LetIn    *letInView // nil: they never were let in again
	Link     *linkView  // nil: there is no identity service
	Sessions []sessionRow
	Others   page.Button // ends all sessions but this one
}

// An accountKind is a kind of second factor that can be set up.
type accountKind struct {
	auth.FactorInfo
	Add page.Button
}

// showAccount serves GET /account.
func (s *Server) showAccount(w http.ResponseWriter, r *http.Request, by auth.User) error {
	factors, err := s.Desk.Factors(r.Context(), by)
	if err != nil {
		return err
	}
	p := accountPage{
		Base: s.base(r, by, "登录与安全"), Must: s.lacksFactor(r, by), Needed: s.Desk.NeedsFactor(by),
		Password: s.Pages.URL("/password"),
		Renew:    page.Button{Label: "换一组恢复码", Post: s.Pages.URL(accountPath + "/recovery")}.Plain(),
	}
	if p.LetIn, err = s.letInView(r, by); err != nil {
		return err
	}
	if p.Link, err = s.linkView(r, by, by.ID); err != nil {
		return err
	}
	if p.Sessions, err = s.sessionRows(r, by); err != nil {
		return err
	}
	p.Others = page.Button{Label: "结束别处的登录", Post: s.Pages.URL(sessionsPath + "/others/end")}.Plain()
	if p.Codes, err = s.Desk.CountRecoveryCodes(r.Context(), by); err != nil {
		return err
	}
	alone, err := s.Desk.LeavesPassword(r.Context(), by)
	if err != nil {
		return err
	}
	for _, f := range factors {
		drop := page.Button{Label: "去掉", About: f.Name, Size: "small"}
		if alone {
			drop.Href = s.Pages.URL(accountPath + "/factors/" + f.ID + "/last")
		} else {
			drop.Post = s.Pages.URL(accountPath + "/factors/" + f.ID + "/drop")
		}
		p.Factors = append(p.Factors, factorRow{Name: f.Name, Label: f.Kind.Info().Label, Made: f.MadeAt, Used: f.UsedAt, Drop: drop.Plain()})
	}
	for _, k := range auth.FactorKinds {
		if k.Kind == auth.Passkey && s.Passkeys == nil {
			continue
		}
		p.Kinds = append(p.Kinds, accountKind{k, page.Button{Label: "设" + k.Label, Href: s.Pages.URL(accountPath + "/" + k.Path)}.Plain()})
	}
	return s.Pages.Render(w, http.StatusOK, "desk/account", p)
}

// totpPage is the page "desk/account_totp".
type totpPage struct {
	page.Base
	QR     page.QR
	Secret string // in groups, for who cannot take the picture
	Sealed string
	Code   page.Field
	Name   page.Field
	Post   string
	Back   string
}

// totpIssuer is what the line in the app is called.
const totpIssuer = "明答"

// beginTOTP serves GET /account/totp: a new secret each time.
func (s *Server) beginTOTP(w http.ResponseWriter, r *http.Request, by auth.User) error {
	begun, err := s.Desk.BeginTOTP(by)
	if err != nil {
		return err
	}
	p := totpPage{Base: s.base(r, by, "设动态码"), Sealed: begun.Sealed}
	return s.renderTOTP(w, by, p, begun.Secret, page.NewForm(nil, nil), http.StatusOK)
}

func (s *Server) renderTOTP(w http.ResponseWriter, by auth.User, p totpPage, secret auth.TOTPSecret, form *page.Form, status int) error {
	var err error
	if p.QR, err = page.NewQR("动态码的二维码，用手机上的验证器应用扫", secret.Address(totpIssuer, by.Login)); err != nil {
		return err
	}
	p.Secret, p.Post, p.Back = secret.Text(), s.Pages.URL(accountPath+"/totp"), s.Pages.URL(accountPath)
	p.Name = form.Text("name", "叫什么").WithHint("有几部手机的，好分清。不填就叫“动态码”。").WithAutocomplete("off").WithWidth("m").AsOptional()
	p.Code = form.Text("code", "应用里现在的六位数").WithAutocomplete("one-time-code").WithInputmode("numeric").WithWidth("s").AsRequired()
	p.Code.Value = ""
	p.Errors = form.Errors()
	w.Header().Set("Cache-Control", "no-store")
	return s.Pages.Render(w, status, "desk/account_totp", p)
}

// addTOTP serves POST /account/totp.
func (s *Server) addTOTP(w http.ResponseWriter, r *http.Request, by auth.User) error {
	sent, err := serve.ReadForm(r, serve.PlainForm, nil)
	if err != nil {
		return err
	}
	begun, err := s.Desk.OpenTOTP(by, sent.Value("sealed"))
	if err != nil {
		return err
	}
	codes, err := s.Desk.AddTOTP(r.Context(), by, begun, sent.Value("name"), sent.Value("code"))
	if isInvalid(err) {
		p := totpPage{Base: s.base(r, by, "设动态码"), Sealed: begun.Sealed}
		return s.renderTOTP(w, by, p, begun.Secret, page.NewForm(sent.Values, err), http.StatusUnprocessableEntity)
	}
	if err != nil {
		return err
	}
	return s.factorAdded(w, r, by, codes)
}

// factorAdded answers who has set a second factor up: with the recovery codes that come
// with the first, which stand nowhere else.
func (s *Server) factorAdded(w http.ResponseWriter, r *http.Request, by auth.User, codes []auth.RecoveryCode) error {
	if err := s.endOthers(r.Context(), by); err != nil {
		return err
	}
	s.Sessions.Put(r.Context(), shownKey, "1")
	if len(codes) == 0 {
		return s.see(w, r, accountPath, "第二步验证已加上")
	}
	return s.renderRecovery(w, r, by, codes, true)
}

// recoveryPage is the page "desk/account_recovery": the codes, shown this once.
type recoveryPage struct {
	page.Base
	Login string
	Codes []auth.RecoveryCode
	First bool // they come with the first second factor
	Back  string
}

func (s *Server) renderRecovery(w http.ResponseWriter, r *http.Request, by auth.User, codes []auth.RecoveryCode, first bool) error {
	w.Header().Set("Cache-Control", "no-store")
	return s.Pages.Render(w, http.StatusOK, "desk/account_recovery", recoveryPage{
		Base: s.base(r, by, "恢复码"), Login: by.Login, Codes: codes, First: first, Back: s.Pages.URL(accountPath),
	})
}

// renewRecovery serves POST /account/recovery.
func (s *Server) renewRecovery(w http.ResponseWriter, r *http.Request, by auth.User) error {
	if _, err := serve.ReadForm(r, serve.PlainForm, nil); err != nil {
		return err
	}
	codes, err := s.Desk.NewRecoveryCodes(r.Context(), by)
	if err != nil {
		return err
	}
	return s.renderRecovery(w, r, by, codes, false)
}
