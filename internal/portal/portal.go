// Package portal serves the pages of the public: how to ask, the request in
// three steps, where it stands, and what applicants may do about it. Nobody
// signs in; whoever shows number and query code sees that one request for half
// an hour. It speaks HTTP and knows no rule: what is done is a use case of
// package desk. It fits below a path of the government's own site; every
// address, cookie and redirect of its pages stays below that path. Every page
// works without a script.
package portal

import (
	"log/slog"
	"net/http"
	"net/netip"
	"time"

	"github.com/alexedwards/scs/v2"
	"github.com/gorilla/mux"

	"mingda/internal/auth"
	"mingda/internal/desk"
	"mingda/internal/forms"
	"mingda/internal/page"
	"mingda/internal/serve"
)

// SessionIdle is how long number and code are remembered while nothing is
// asked for: long enough to write a supplement, short on a shared computer.
const SessionIdle = 30 * time.Minute

// TriesPerMinute is how many wrong numbers or codes an address may try in a
// minute before it has to wait.
const TriesPerMinute = 5

// TriesTogether is how many tries all addresses have in a minute before each has one wrong
// one a minute: far more than people of one office look up.
const TriesTogether = 120

// A Server serves the public's pages. Its fields are set once. Sessions need
// no more than SessionIdle; Pages are parsed with the base path.
type Server struct {
	Desk     *desk.Desk
	Pages    *page.Set
	Sessions *scs.SessionManager
	Tries    *auth.Tries
	Loads    *auth.Loads // what an address may do in a minute; nil: nothing is bounded
	Log      *slog.Logger
	Numbers  *serve.Numbers
	Cookies  serve.Cookies
	Origin   string         // as browsers see it, without the base path
	HSTS     bool           // as in serve.Options
	Proxies  []netip.Prefix // whose X-Forwarded-For is believed
	Uploads  serve.FormLimits
	MaxBody  int64 // bytes of any body
	Demo     bool
	Now      func() time.Time // of connections and tries; what pages say goes by the desk's clock

	// What follows is how the government's site wants its pages.
	Office     page.OfficeView
	ParentHref string      // of the government's site, in the foot; none if empty
	Zhu        string      // the office's own 朱, #rrggbb; ours if empty
	GuideHref  string      // 公开指南 of the government's site; our short one if empty
	Published  []page.Link // what is published already, to look through before asking

	door  *serve.Door
	style string // the style sheet with the office's own 朱
}

// Handler returns the handler of the public's pages, below their base path. The
// built files at /static/ are served beside it. A 朱 that white text cannot
// stand on is fault Invalid.
func (s *Server) Handler() (http.Handler, error) {
	s.door = &serve.Door{
		Name: "portal", Log: s.Log, Now: s.Now, Numbers: s.Numbers, Failed: s.failed, Record: s.record,
		TakesFiles: forms.TakesFiles(forms.OfPublic),
	}
	if s.Zhu != "" {
		var err error
		if s.style, err = page.OfficeStyle(s.Zhu); err != nil {
			return nil, err
		}
	}
	return s.door.Chain(serve.Options{
		Origin: s.Origin, Proxies: s.Proxies, MaxBody: s.MaxBody, Sessions: s.Sessions, HSTS: s.HSTS,
	}, s.routes())
}

// routes lists every address of the portal.
func (s *Server) routes() *mux.Router {
	r := mux.NewRouter()
	s.door.Unmatched(r)
	r.Handle("/", s.open(s.showHome)).Methods("GET")
	r.Handle("/guide", s.open(s.showGuide)).Methods("GET")
	r.Handle("/correction", s.open(s.showCorrection)).Methods("GET")
	r.Handle("/accessibility", s.open(s.showAccessibility)).Methods("GET")
	r.Handle("/privacy", s.open(s.showPrivacy)).Methods("GET")
	r.Handle("/decisions", s.open(s.showDecisions)).Methods("GET")
	r.Handle("/decisions/{id:[0-9]+}", s.open(s.showDecision)).Methods("GET")
	r.Handle("/decisions/{id:[0-9]+}.pdf", s.open(s.fetchDecision)).Methods("GET")
	s.reportRoutes(r)
	r.Handle("/verify", s.personal(s.showVerify)).Methods("GET")
	r.Handle("/verify", s.personal(s.verifyUpload)).Methods("POST")
	r.Handle("/office.css", s.open(s.showStyle)).Methods("GET")

	r.Handle("/apply", s.applying(s.showWho)).Methods("GET")
	r.Handle("/apply", s.applying(s.keepWho)).Methods("POST")
	r.Handle("/apply/request", s.applying(s.showRequest)).Methods("GET")
	r.Handle("/apply/request", s.applying(s.keepRequest)).Methods("POST")
	r.Handle("/apply/check", s.applying(s.showCheck)).Methods("GET")
	r.Handle("/apply/check", s.applying(s.submitRequest)).Methods("POST")
	r.Handle("/apply/saved", s.personal(s.showSaved)).Methods("GET")
	r.Handle("/apply/done", s.personal(s.showDone)).Methods("GET")
	r.Handle("/apply/receipt.pdf", s.personal(s.fetchReceipt)).Methods("GET")

	r.Handle("/status", s.personal(s.showStatus)).Methods("GET")
	r.Handle("/status", s.personal(s.openStatus)).Methods("POST")
	r.Handle("/status/leave", s.personal(s.leaveStatus)).Methods("POST")
	r.Handle("/status/another", s.visited(s.switchCase)).Methods("POST")
	r.Handle("/status/letters/{letter:[0-9]+}", s.visited(s.fetchLetter)).Methods("GET")
	r.Handle("/status/letters/{letter:[0-9]+}/text", s.visited(s.showLetter)).Methods("GET")
	r.Handle("/status/letters/{letter:[0-9]+}/text.txt", s.visited(s.fetchLetterText)).Methods("GET")
	r.Handle("/status/letters/{letter:[0-9]+}/files/{material:[0-9]+}", s.visited(s.fetchEnclosure)).Methods("GET")
	r.Handle("/status/supplement", s.visited(s.showSupplement)).Methods("GET")
	r.Handle("/status/supplement", s.personal(s.addSupplement)).Methods("POST")
	r.Handle(objectPath, s.visited(s.showObject)).Methods("GET")
	r.Handle(objectPath, s.personal(s.keepObject)).Methods("POST")
	r.Handle(objectPath+"/check", s.visited(s.showObjectCheck)).Methods("GET")
	r.Handle(objectPath+"/check", s.personal(s.handInObject)).Methods("POST")
	r.Handle(objectPath+"/done", s.personal(s.showObjected)).Methods("GET")
	r.Handle("/status/review/{paper:[0-9]+}", s.visited(s.fetchReviewPaper)).Methods("GET")
	r.Handle("/status/contact", s.visited(s.showContact)).Methods("GET")
	r.Handle("/status/contact", s.visited(s.changeContact)).Methods("POST")
	r.Handle("/status/publish", s.visited(s.showPublish)).Methods("GET")
	r.Handle("/status/publish", s.visited(s.proposePublication)).Methods("POST")
	r.Handle("/status/withdraw", s.visited(s.showWithdraw)).Methods("GET")
	r.Handle("/status/withdraw", s.visited(s.withdraw)).Methods("POST")
	return r
}

// open makes a handler of one whose page anybody may see and search engines
// may list.
func (s *Server) open(h serve.HandlerFunc) http.Handler {
	return s.door.Handle(func(w http.ResponseWriter, r *http.Request) error {
		s.keepSize(w, r)
		if err := s.bound(r); err != nil {
			return err
		}
		return h(w, r)
	})
}

// personal makes a handler of one whose page holds what somebody typed: no
// search engine lists it.
func (s *Server) personal(h serve.HandlerFunc) http.Handler {
	return s.open(func(w http.ResponseWriter, r *http.Request) error {
		w.Header().Set("X-Robots-Tag", "noindex, nofollow")
		return h(w, r)
	})
}
