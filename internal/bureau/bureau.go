// Package bureau serves the pages of reconsideration: the docket and the cases of the
// body that decides them (行政复议机构), and to the respondent's office what a respondent
// may see and do. It speaks HTTP and knows no rule: every act is a use case of package
// desk, which asks who may.
package bureau

import (
	"net/http"
	"slices"
	"strconv"

	"github.com/gorilla/mux"

	"mingda/internal/auth"
	"mingda/internal/casefile"
	"mingda/internal/desk"
	"mingda/internal/fault"
	"mingda/internal/letter"
	"mingda/internal/page"
	"mingda/internal/reconsider"
	"mingda/internal/serve"
)

// A House is the door whose rooms these pages are: who is signed in, how a page is
// framed, where to go afterwards.
type House interface {
	// Staff makes a handler of one that needs somebody signed in.
	Staff(h func(w http.ResponseWriter, r *http.Request, by auth.User) error) http.Handler
	// Base returns what the layout needs, for the person and the page.
	Base(r *http.Request, by auth.User, title string) page.Base
	// See sends the browser to a page after something was done, with a sentence about it.
	See(w http.ResponseWriter, r *http.Request, path, done string) error
	// SendFile answers with a stored file; with inline the browser may show it.
	SendFile(w http.ResponseWriter, r *http.Request, f desk.Download, inline bool) error
	// Words returns how entries of a request are called on paper; it names nobody outside
	// the office.
	Words(v desk.CaseView) func(casefile.Past) string
	// ShowRequest shows the file of a request to read; its files are had below at.
	ShowRequest(w http.ResponseWriter, r *http.Request, by auth.User, v desk.CaseView, at string, lead page.Note) error
}

// A Server serves the pages of reconsideration. Its fields are set once.
type Server struct {
	Desk    *desk.Desk
	Pages   *page.Set
	House   House
	Uploads serve.FormLimits // of forms with files
}

// Routes adds the addresses of reconsideration to those of the house.
func (s *Server) Routes(r *mux.Router) {
	at := func(path, method string, h func(http.ResponseWriter, *http.Request, auth.User) error) {
		r.Handle(path, s.House.Staff(h)).Methods(method)
	}
	at("/review", "GET", s.showDocket)
	at("/review.csv", "GET", s.sendDocket)
	at("/review/public", "GET", s.showPublic)
	at("/review/figures", "GET", s.showFigures)
	at("/review/figures.csv", "GET", s.sendFigures)
	at("/review/figures-cases.csv", "GET", s.sendFigureCases)
	at("/review/new", "GET", s.showNew)
	at("/review/new", "POST", s.file)
	at("/review/new/done", "GET", s.showFiled)
	at("/review/new/receipt.pdf", "GET", s.fetchReceipt)
	at("/review/inbox/{id:[0-9]+}/record.pdf", "GET", s.fetchRecord)
	at("/review/search", "GET", s.showSearch)
	at("/review/bench", "GET", s.showBench)
	at("/review/bench", "POST", s.writeBench)
	at("/review/departures", "GET", s.showDepartures)
	at("/review/consistency", "GET", s.showConsistency)
	at("/review/inbox", "GET", s.showInbox)
	at("/review/inbox/{id:[0-9]+}", "GET", s.showInput)
	at("/review/inbox/{id:[0-9]+}", "POST", s.decideInput)
	at("/review/inbox/{id:[0-9]+}/code", "GET", s.showNewCode)
	at("/review/inbox/{id:[0-9]+}/code", "POST", s.newCode)
	at("/review/inbox/{id:[0-9]+}/record", "GET", s.showRecord)
	at("/review/inbox/{id:[0-9]+}/record", "POST", s.signRecord)
	at("/review/inbox/{id:[0-9]+}/raw", "GET", s.downloadRaw)
	at("/review/inbox/{id:[0-9]+}/files/{n:[0-9]+}", "GET", s.downloadInputFile)
	at("/review/inbox/{id:[0-9]+}/added/{n:[0-9]+}", "GET", s.downloadAdded)
	at("/review/{id:[0-9]+}", "GET", s.showCase)
	at("/review/{id:[0-9]+}/person", "GET", s.showPerson)
	at("/review/{id:[0-9]+}/person", "POST", s.revealPerson)
	at("/review/{id:[0-9]+}/clock", "GET", s.showClock)
	at("/review/{id:[0-9]+}/publication", "GET", s.showPublication)
	at("/review/{id:[0-9]+}/publication", "POST", s.publish)
	at("/review/{id:[0-9]+}/publication.pdf", "GET", s.downloadPublication)
	at("/review/{id:[0-9]+}/original", "GET", s.showOriginal)
	at("/review/{id:[0-9]+}/original/letters/{n:[0-9]+}.pdf", "GET", s.sendOriginal(desk.OriginalLetter))
	at("/review/{id:[0-9]+}/original/materials/{n:[0-9]+}", "GET", s.sendOriginal(desk.OriginalMaterial))
	at("/review/{id:[0-9]+}/original/bundles/{n:[0-9]+}.pdf", "GET", s.sendOriginal(desk.OriginalBundle))
	at("/review/{id:[0-9]+}/sheet", "GET", s.showSheet)
	at("/review/{id:[0-9]+}/sheet", "POST", s.saveSheet)
	at("/review/{id:[0-9]+}/papers/new", "GET", s.showNewPaper)
	at("/review/{id:[0-9]+}/papers/new", "POST", s.savePaper)
	at("/review/{id:[0-9]+}/papers/{n:[0-9]+}", "GET", s.showPaper)
	at("/review/{id:[0-9]+}/papers/{n:[0-9]+}", "POST", s.savePaper)
	at("/review/{id:[0-9]+}/papers/{n:[0-9]+}.pdf", "GET", s.downloadPaper)
	at("/review/{id:[0-9]+}/papers/{n:[0-9]+}/copy-up.pdf", "GET", s.downloadCopyUp)
	at("/review/{id:[0-9]+}/papers/{n:[0-9]+}/service-receipt.pdf", "GET", s.sendServicePaper(letter.ServiceReceipt))
	at("/review/{id:[0-9]+}/papers/{n:[0-9]+}/envelope.pdf", "GET", s.sendServicePaper(letter.EnvelopeLabel))
	at("/review/{id:[0-9]+}/materials/{n:[0-9]+}", "GET", s.downloadMaterial)
	at("/review/{id:[0-9]+}/answer.pdf", "GET", s.downloadResponse)
	at("/review/{id:[0-9]+}/volume.pdf", "GET", s.downloadVolume)
	for _, a := range paperActs {
		at("/review/{id:[0-9]+}/papers/{n:[0-9]+}/"+a.path(), "GET", s.showPaperAct(a))
		at("/review/{id:[0-9]+}/papers/{n:[0-9]+}/"+a.path(), "POST", s.doPaperAct(a))
	}
	for _, a := range slices.Concat(caseActs, hearingActs, committeeActs, probeActs, []caseAct{readAct}) {
		at("/review/{id:[0-9]+}/"+a.path(), "GET", s.showAct(a))
		at("/review/{id:[0-9]+}/"+a.path(), "POST", s.doAct(a))
	}
	s.suitRoutes(at)
	at("/respond", "GET", s.showRespondents)
	at("/respond/{id:[0-9]+}", "GET", s.showRespond)
	at("/respond/{id:[0-9]+}", "POST", s.respond)
	at("/respond/{id:[0-9]+}/answer.pdf", "GET", s.downloadResponse)
	at("/respond/{id:[0-9]+}/reporting", "GET", s.showReport)
	at("/respond/{id:[0-9]+}/reporting", "POST", s.report)
	at("/respond/{id:[0-9]+}/papers/{n:[0-9]+}.pdf", "GET", s.downloadPaper)
	at("/respond/{id:[0-9]+}/materials/{n:[0-9]+}", "GET", s.downloadMaterial)
}

// reviewID returns the case in the address.
func reviewID(r *http.Request) reconsider.ID { return reconsider.ID(pathNumber(r, "id")) }

// paperN returns the paper in the address, 0 for a new one.
func paperN(r *http.Request) int { return int(pathNumber(r, "n")) }

// pathNumber returns a number in the address; the route admits only digits.
func pathNumber(r *http.Request, name string) int64 {
	n, err := strconv.ParseInt(mux.Vars(r)[name], 10, 64)
	if err != nil {
		return 0 // longer than any: there is none such
	}
	return n
}

// casePath returns the address of a case, or of a page below it.
func casePath(id reconsider.ID, below ...string) string {
	path := "/review/" + strconv.FormatInt(int64(id), 10)
	for _, part := range below {
		path += "/" + part
	}
	return path
}

// paperPath returns the address of a paper, or of a page below it.
func paperPath(id reconsider.ID, n int, below ...string) string {
	return casePath(id, append([]string{"papers", strconv.Itoa(n)}, below...)...)
}

// versionIn reads the version of the case that a form began from.
func versionIn(f *serve.Form) int {
	n, _ := strconv.Atoi(f.Value("version"))
	return n
}

// isInvalid reports whether err belongs on the page of the form it is about.
func isInvalid(err error) bool { return fault.KindOf(err) == fault.Invalid }

// isStale reports whether err says that somebody else was quicker.
func isStale(err error) bool { return fault.CodeOf(err) == "stale_version" }
