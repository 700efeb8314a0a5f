package web

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"time"

	"github.com/alexedwards/scs/v2"
	"github.com/gorilla/mux"

	"mingda/internal/auth"
	"mingda/internal/fault"
	"mingda/internal/page"
	"mingda/internal/serve"
)

func (s *Server) sessionRoutes(r *mux.Router) {
	r.Handle(sessionsPath+"/{session:[0-9a-f]+}/end", s.staff(s.endSession)).Methods("POST")
	r.Handle(sessionsPath+"/others/end", s.staff(s.endOtherSessions)).Methods("POST")
	r.Handle("/users/{id:[0-9]+}/sessions", s.staff(s.endUserSessions)).Methods("POST")
}

const sessionsPath = accountPath + "/sessions"

// What a session keeps of itself, for its person to know it by.
const (
	markKey    = "session" // random; tells it from others and opens nothing
	sinceKey   = "since"
	seenKey    = "seen" // to seenEvery
	addressKey = "address"
	browserKey = "browser" // in words
)

// seenEvery is how often a session notes that it was used.
const seenEvery = 5 * time.Minute

// noteSession notes in a session that has just begun when that was, from where and with
// which browser.
func (s *Server) noteSession(r *http.Request) {
	now := strconv.FormatInt(s.Now().Unix(), 10)
	for key, value := range map[string]string{
		sinceKey: now, seenKey: now, addressKey: serve.ClientAddress(r).String(), browserKey: browserName(r.UserAgent()),
	} {
		s.Sessions.Put(r.Context(), key, value)
	}
}

// noteSeen notes now and then that the session is used.
func (s *Server) noteSeen(ctx context.Context) {
	if s.Now().Sub(unixOf(s.Sessions.GetString(ctx, seenKey))) >= seenEvery {
		s.Sessions.Put(ctx, seenKey, strconv.FormatInt(s.Now().Unix(), 10))
	}
}

// unixOf reads what strconv.FormatInt has written of seconds; the zero Time for nothing.
func unixOf(text string) time.Time {
	at, err := strconv.ParseInt(text, 10, 64)
	if err != nil {
		return time.Time{}
	}
	return time.Unix(at, 0)
}

// A keptSession is one session of a person, as the store has it.
type keptSession struct {
	token  string // of the store: the manager's is hashed once more
	values map[string]any
}

func (k keptSession) text(key string) string {
	text, _ := k.values[key].(string)
	return text
}

// sessionsOf returns the sessions of a person that have not ended, the one used last first.
func (s *Server) sessionsOf(id int64) ([]keptSession, error) {
	store, ok := s.Sessions.Store.(scs.IterableStore)
	if !ok {
		return nil, errors.New("the store of sessions cannot list them")
	}
	all, err := store.All()
	if err != nil {
		return nil, err
	}
	var own []keptSession
	for token, data := range all {
		_, values, err := s.Sessions.Codec.Decode(data)
		if err != nil {
			return nil, err
		}
		if k := (keptSession{token, values}); k.text(userKey) == strconv.FormatInt(id, 10) {
			own = append(own, k)
		}
	}
	slices.SortFunc(own, func(a, b keptSession) int {
		return cmp.Or(unixOf(b.text(seenKey)).Compare(unixOf(a.text(seenKey))), cmp.Compare(a.token, b.token))
	})
	return own, nil
}

// endSessions ends the sessions of a person that are to go, and returns how many did.
func (s *Server) endSessions(id int64, goes func(keptSession) bool) (int, error) {
	all, err := s.sessionsOf(id)
	if err != nil {
		return 0, err
	}
	ended := 0
	for _, k := range all {
		if !goes(k) {
			continue
		}
		if err := s.Sessions.Store.Delete(k.token); err != nil {
			return ended, err
		}
		ended++
	}
	return ended, nil
}

// endOthers gives the session a new token and ends all others of the person: what opened
// them may be what is mended now.
func (s *Server) endOthers(ctx context.Context, by auth.User) error {
	if err := s.Sessions.RenewToken(ctx); err != nil { // the one of before is no longer in the store
		return err
	}
	_, err := s.endSessions(by.ID, func(keptSession) bool { return true })
	return err
}

// A sessionRow is one session as its person sees it.
type sessionRow struct {
	Browser, Address string
	Since, Seen      time.Time
	Here             bool
	End              page.Button
}

// sessionRows lists the person's own sessions.
func (s *Server) sessionRows(r *http.Request, by auth.User) ([]sessionRow, error) {
	all, err := s.sessionsOf(by.ID)
	if err != nil {
		return nil, err
	}
	here := s.Sessions.GetString(r.Context(), markKey)
	rows := make([]sessionRow, len(all))
	for i, k := range all {
		rows[i] = sessionRow{
			Browser: cmp.Or(k.text(browserKey), unknownBrowser), Address: k.text(addressKey), Since: unixOf(k.text(sinceKey)), Seen: unixOf(k.text(seenKey)),
			Here: here != "" && k.text(markKey) == here,
			End:  page.Button{Label: "结束", About: k.text(browserKey), Post: s.Pages.URL(sessionsPath + "/" + cmp.Or(k.text(markKey), "0") + "/end"), Size: "small"}.Plain(),
		}
		if rows[i].Here {
			rows[i].Seen = s.Now()
		}
	}
	return rows, nil
}

// endSession serves POST /account/sessions/{session}/end.
func (s *Server) endSession(w http.ResponseWriter, r *http.Request, by auth.User) error {
	if _, err := serve.ReadForm(r, serve.PlainForm, nil); err != nil {
		return err
	}
	mark := mux.Vars(r)["session"]
	n, err := s.endSessions(by.ID, func(k keptSession) bool { return cmp.Or(k.text(markKey), "0") == mark })
	if err != nil {
		return err
	}
	if n == 0 {
		return fault.New(fault.NotFound, "session_not_found")
	}
	return s.see(w, r, accountPath, "那一处的登录已结束")
}

// endOtherSessions serves POST /account/sessions/others/end.
func (s *Server) endOtherSessions(w http.ResponseWriter, r *http.Request, by auth.User) error {
	if _, err := serve.ReadForm(r, serve.PlainForm, nil); err != nil {
		return err
	}
	here := s.Sessions.GetString(r.Context(), markKey)
	if _, err := s.endSessions(by.ID, func(k keptSession) bool { return k.text(markKey) != here }); err != nil {
		return err
	}
	return s.see(w, r, accountPath, "别处的登录都已结束")
}

// endUserSessions serves POST /users/{id}/sessions: whoever gives roles ends all sessions of
// somebody, not their own: that is for their own page.
func (s *Server) endUserSessions(w http.ResponseWriter, r *http.Request, by auth.User) error {
	u, err := s.accountIn(r, by)
	if err != nil {
		return err
	}
	if err := auth.MayDo(by, auth.GrantRoles, u.Agency); err != nil {
		return err
	}
	if _, err := serve.ReadForm(r, serve.PlainForm, nil); err != nil {
		return err
	}
	n, err := s.endSessions(u.ID, func(keptSession) bool { return u.ID != by.ID })
	if err != nil {
		return err
	}
	return s.see(w, r, userPath(u.ID), fmt.Sprintf("已结束%s的 %d 处登录", u.Name, n))
}

// sessionsView is what the security administrator sees of somebody's sessions.
type sessionsView struct {
	Open int
	End  page.Button
}

// sessionsView returns it, nil for who may not end them.
func (s *Server) sessionsView(by, u auth.User) (*sessionsView, error) {
	if u.ID == 0 || u.ID == by.ID || auth.MayDo(by, auth.GrantRoles, u.Agency) != nil {
		return nil, nil
	}
	all, err := s.sessionsOf(u.ID)
	return &sessionsView{Open: len(all), End: page.Button{Label: "全部结束", Post: s.Pages.URL(userPath(u.ID, "sessions"))}.Plain()}, err
}
