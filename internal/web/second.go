package web

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"time"

	"mingda/internal/auth"
	"mingda/internal/fault"
	"mingda/internal/page"
	"mingda/internal/serve"
)

// A sign-in has steps: a first proof of who it is (a password), then a second factor
// where there is one, then in. Between them the session is of nobody: it holds only
// whose first proof was right, for halfFor.
const (
	halfKey   = "half"    // the person and the passwordMark
	halfAtKey = "half_at" // when
	halfFor   = 10 * time.Minute
)

// enter takes a person on after the first proof of who they are: to their second
// factor, or in.
func (s *Server) enter(w http.ResponseWriter, r *http.Request, by auth.User, next string) error {
	step, err := s.Desk.NextStep(r.Context(), by)
	if err != nil {
		return err
	}
	if step != auth.StepSecond {
		return s.letIn(w, r, by, false, next)
	}
	return s.toSecond(w, r, by, next)
}

// toSecond sends a person whose first proof was right to their second factor.
func (s *Server) toSecond(w http.ResponseWriter, r *http.Request, by auth.User, next string) error {
	if err := s.keepHalf(r.Context(), by); err != nil {
		return err
	}
	return serve.SeeOther(w, r, s.Pages.URL("/sign-in/second?next="+url.QueryEscape(next)))
}

// letIn begins the session of a person who has shown all that is asked for; shown says
// whether a second factor was among it.
func (s *Server) letIn(w http.ResponseWriter, r *http.Request, by auth.User, shown bool, next string) error {
	attempt := s.attempt(r, by.Login)
	s.right(r, attempt)
	if err := s.rememberBrowser(w, by.Login, attempt.Device); err != nil {
		return err
	}
	if err := s.keepUser(r.Context(), by); err != nil {
		return err
	}
	s.noteSession(r)
	serve.NotedOf(r).User, serve.NotedOf(r).Done = by.ID, true
	if untold, err := s.Desk.TellLetIn(r.Context(), by); err != nil {
		return err
	} else if untold {
		next = s.Pages.URL(accountPath) // which says by whom
	}
	if proposed, err := s.Desk.ProposedIdentity(r.Context(), by, by.ID); err != nil {
		return err
	} else if proposed.Subject != "" && s.Identity != nil {
		next = s.Pages.URL(ownIdentityPath) + "?" + url.Values{"next": {next}}.Encode()
	}
	s.Sessions.Remove(r.Context(), shownKey)
	if shown {
		s.Sessions.Put(r.Context(), shownKey, "1")
	}
	return serve.SeeOther(w, r, next)
}

// lacksFactor reports whether the office asks the person for a second factor and none was
// shown in this session: they have none yet, or play the role only since it was begun.
func (s *Server) lacksFactor(r *http.Request, by auth.User) bool {
	return s.Desk.NeedsFactor(by) && s.Sessions.GetString(r.Context(), shownKey) == ""
}

// askFactor sends a person who lacks a second factor to show theirs or to set one up;
// asked false means that they are on their way to do so.
func (s *Server) askFactor(w http.ResponseWriter, r *http.Request, by auth.User) (asked bool, err error) {
	step, err := s.Desk.NextStep(r.Context(), by)
	switch {
	case err != nil:
		return false, err
	case step == auth.StepSecond && r.URL.Path != "/sign-out":
		next := s.Pages.URL("/")
		if r.Method == http.MethodGet {
			next = s.Pages.URL(r.URL.RequestURI())
		}
		return true, s.toSecond(w, r, by, next)
	case step == auth.StepSetUp && !setsUp(r.URL.Path):
		return true, serve.SeeOther(w, r, s.Pages.URL(accountPath))
	}
	return false, nil
}

// keepHalf notes in a session of nobody whose first proof was right.
func (s *Server) keepHalf(ctx context.Context, u auth.User) error {
	if err := s.Sessions.RenewToken(ctx); err != nil {
		return err
	}
	s.Sessions.Remove(ctx, userKey)
	s.Sessions.Put(ctx, halfKey, halfMark(u))
	s.Sessions.Put(ctx, halfAtKey, strconv.FormatInt(s.Now().Unix(), 10))
	return nil
}

// halfMark ends with the person's password, as a session does.
func halfMark(u auth.User) string { return fmt.Sprintf("%d %s", u.ID, passwordMark(u)) }

// halfIn returns whose first proof was right in this session, or fault Unauthenticated.
func (s *Server) halfIn(r *http.Request) (auth.User, error) {
	over := fault.New(fault.Unauthenticated, "sign_in_first")
	var id int64
	var mark string
	half := s.Sessions.GetString(r.Context(), halfKey)
	if _, err := fmt.Sscanf(half, "%d %s", &id, &mark); err != nil {
		return auth.User{}, over
	}
	at, err := strconv.ParseInt(s.Sessions.GetString(r.Context(), halfAtKey), 10, 64)
	if err != nil || s.Now().Sub(time.Unix(at, 0)) > halfFor {
		return auth.User{}, over
	}
	by, err := s.Desk.User(r.Context(), id)
	if err != nil && fault.KindOf(err) != fault.NotFound {
		return auth.User{}, err
	}
	if by.ID == 0 || by.Disabled || halfMark(by) != half {
		return auth.User{}, over
	}
	return by, nil
}

// secondPage is the page "desk/second".
type secondPage struct {
	page.Base
	Login string
	Next  string
	Code  page.Field
	Key   *passkeyForm // nil: the person has no passkey
	Left  int          // recovery codes that were not used
	Back  string
}

// showSecond serves GET /sign-in/second.
func (s *Server) showSecond(w http.ResponseWriter, r *http.Request) error {
	by, err := s.halfIn(r)
	if fault.KindOf(err) == fault.Unauthenticated {
		return serve.SeeOther(w, r, s.Pages.URL("/sign-in")) // not with the way back here
	}
	if err != nil {
		return err
	}
	return s.renderSecond(w, r, by, http.StatusOK, nil)
}

func (s *Server) renderSecond(w http.ResponseWriter, r *http.Request, by auth.User, status int, wrong error) error {
	p := secondPage{Base: s.base(r, auth.User{}, "第二步验证"), Login: by.Login, Next: serve.LocalPath(r.FormValue("next"), ""), Back: s.Pages.URL("/sign-in")}
	form := page.NewForm(nil, wrong) // a code that was wrong is not typed on
	p.Code = codeField(form, "code").AsRequired()
	p.Errors = form.Errors()
	var err error
	if p.Left, err = s.Desk.CountRecoveryCodes(r.Context(), by); err != nil {
		return err
	}
	if p.Key, err = s.secondPasskey(r, by, p.Next); err != nil {
		return err
	}
	w.Header().Set("Cache-Control", "no-store")
	return s.Pages.Render(w, status, "desk/second", p)
}

// codeField is where the code of an app is typed, or a recovery code.
func codeField(form *page.Form, name string) page.Field {
	return form.Text(name, "动态码").WithHint("验证器应用里“明答”那一行现在的六位数。手机不在手边，填一个恢复码。").WithAutocomplete("one-time-code").WithWidth("m")
}

// second serves POST /sign-in/second.
func (s *Server) second(w http.ResponseWriter, r *http.Request) error {
	by, err := s.halfIn(r)
	if err != nil {
		return err
	}
	sent, err := serve.ReadForm(r, serve.PlainForm, nil)
	if err != nil {
		return err
	}
	if err := s.try(r, s.attempt(r, by.Login)); err != nil {
		return err
	}
	serve.NotedOf(r).User = by.ID
	err = s.Desk.ShowCode(r.Context(), by, sent.Value("code"))
	if isInvalid(err) {
		return s.renderSecond(w, r, by, http.StatusUnprocessableEntity, err)
	}
	if err != nil {
		return err
	}
	if _, recovered := auth.ReadRecoveryCode(sent.Value("code")); recovered {
		if err := s.tellRecovered(r, by); err != nil {
			return err
		}
	}
	return s.letIn(w, r, by, true, serve.LocalPath(sent.Value("next"), s.Pages.URL("/")))
}

// tellRecovered says on the next page how many recovery codes are left.
func (s *Server) tellRecovered(r *http.Request, by auth.User) error {
	left, err := s.Desk.CountRecoveryCodes(r.Context(), by)
	if err == nil {
		s.Sessions.Put(r.Context(), flashKey, fmt.Sprintf("用掉了一个恢复码，还剩 %d 个。手机丢了、换了，到“登录与安全”里加新的、去掉旧的。", left))
	}
	return err
}
