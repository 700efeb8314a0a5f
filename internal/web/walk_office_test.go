package web_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"mingda/internal/auth"
	"mingda/internal/casefile"
	"mingda/internal/desk"
	"mingda/internal/inbox"
	"mingda/internal/intake"
	"mingda/internal/letter"
	"mingda/internal/office"
	"mingda/internal/sqlite"
)

// A walker is somebody who asks for every address.
type walker struct {
	name string
	auth.User
	nobody bool // without an account; the cookie of their session is of none
	cookie *http.Cookie
}

// A walkOffice has something under nearly every address, and people of every role of the
// agency whose it is, of another agency, of the body, of another body, and of none.
type walkOffice struct {
	*bureauOffice
	handler http.Handler
	// What the table has to know of the request on which work is done, of the reconsideration
	// and the court case about another, and of that other.
	theCase, theReview, theReplied auth.Subject
	values                         map[string]string // of variables of addresses, by route prefix and name
	there                          map[string]string // whole addresses, by route, where those would lead to something else
	typed                          map[string]string // what is asked, or sent, where nothing at all is of no use
	walkers                        []*walker
}

// newWalkOffice builds it by real acts.
func newWalkOffice(t *testing.T) *walkOffice {
	o := &walkOffice{bureauOffice: newBureauOffice(t)}
	ctx := t.Context()
	helping, err := o.desk.PutUnit(ctx, desk.Operator, office.Unit{Agency: o.agency.ID, Name: "区档案馆", Active: true})
	o.must(err)
	paper := o.tell()
	o.bundle()
	o.must(o.desk.BindAll(ctx))
	o.must(o.desk.RespondWithBundle(ctx, o.officer, o.id, 0, "检索过，没有", 0, []intake.File{o.handedIn("检索.txt")}))

	id := o.register(ask("阿依古丽", "城东规划", "城东片区规划"))
	o.assign(id)
	assist := casefile.AssistAsked{Unit: helping}
	assist.Private.Part = "查档"
	o.must(o.desk.AskAssist(ctx, o.officer, id, o.version(id), assist))
	n, _, err := o.desk.SaveDraft(ctx, o.officer, id, desk.DraftForm{Version: o.version(id), Kind: letter.Disclose, Values: letter.Values{"given": "《方案》", "way": "enclosed"}})
	o.must(err)
	o.must(o.desk.Submit(ctx, o.officer, id, o.version(id), n))
	o.upload(id)
	waiting := o.letterWithFiles(o.agency.ID, false)
	gone(t, o.in(o.clerk).sendOld("旧台账.csv", oldCSV), "/import/1")
	objecting := o.letterWithFiles(o.body, true)
	suit, err := o.desk.OpenLawsuit(ctx, o.clerk, o.suit())
	o.must(err)
	view, err := o.desk.SaveView(ctx, o.clerk, sqlite.RegisterView{Name: "我的", Agency: o.agency.ID})
	o.must(err)

	o.theCase = auth.Subject{Agency: o.agency.ID, Unit: o.units[0], Officer: o.officer.ID, Assisting: casefile.NewUnitList([]int64{helping}), Drafter: o.officer.ID}
	o.theReview = auth.Subject{Agency: o.body, Respondent: o.agency.ID}
	o.theReplied = auth.Subject{Agency: o.agency.ID, Unit: o.units[0], Officer: o.officer.ID, Drafter: o.officer.ID, Checker: o.checker.ID}
	num := func(i int64) string { return itoa(int(i)) }
	o.values = map[string]string{
		"/cases/{id}": num(int64(id)), "/review/{id}": num(int64(o.id)), "/respond/{id}": num(int64(o.id)), "/lawsuits/{id}": num(int64(suit)),
		"/inbox/{id}": num(int64(waiting)), "/inputs/{id}": num(int64(waiting)), "/review/inbox/{id}": num(int64(objecting)),
		"/cases/views/{id}": num(view), "/users/{id}": num(o.other.ID), "/agencies/{id}": num(o.agency.ID), "unit": num(o.units[1]),
		"year": "2026", "agency": num(o.agency.ID), "/review/{id}/papers/{n}": num(int64(paper)),
		"replied": num(int64(o.request)), "/cases/{id}/bundles/{n}": itoa(o.caseOf(o.request).Bundles[0].Entry),
		"/inbox/{id}/files/{n}": "0", "/inbox/{id}/scans/{n}": "0",
	}
	o.typed = map[string]string{
		"GET /review/{id}/papers/new": "kind=review_copy", "POST /review/{id}/papers/new": "kind=review_copy&do=save", "POST /review/{id}/papers/{n}": "kind=review_copy&do=save",
		"POST /cases/{id}/letters/new": "kind=disclose", "POST /cases/{id}/letters/{n}": "kind=disclose", "POST /review/inbox/{id}": "do=aside",
		"POST /review/{id}/step-back": "handler=" + num(o.bureauOffice.handler.ID),
	}
	o.furnishWalk(id, suit)
	o.gather(helping)
	if o.handler, err = o.pages.Handler(); err != nil {
		t.Fatal(err)
	}
	return o
}

// suit is a court case about the reply that the reconsideration is about.
func (o *walkOffice) suit() desk.SuitForm {
	o.t.Helper()
	f, err := o.desk.SuitFromRequest(o.t.Context(), o.clerk, o.request)
	o.must(err)
	return f
}

// bundle makes the evidence about the reply.
func (o *walkOffice) bundle() {
	o.t.Helper()
	at := path(o.request, "/bundle")
	gone(o.t, o.in(o.clerk).fill(at, url.Values{"purpose": {"court"}}), at)
}

// letterWithFiles takes a mail in that waits in the inbox of the office, or of the bureau of a
// body, with a page of HTML and a file.
func (o *walkOffice) letterWithFiles(to int64, bureau bool) inbox.ID {
	o.t.Helper()
	id := "files-" + itoa(int(to)) + "@example.com"
	raw := "From: zhou@example.com\r\nTo: ysqgk@example.gov.cn\r\nSubject: letter\r\nMessage-ID: <" + id + ">\r\nMIME-Version: 1.0\r\n" +
		"Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>please</p>\r\n" +
		"--b\r\nContent-Type: text/plain; name=a.txt\r\nContent-Disposition: attachment; filename=a.txt\r\n\r\nfile\r\n--b--\r\n"
	o.must(o.desk.TakeMails(o.t.Context(), []desk.RawMail{{Agency: to, Bureau: bureau, Mailbox: "box " + itoa(int(to)), UIDValidity: 1, UID: 21, ReachedAt: o.desk.Now(), Body: strings.NewReader(raw)}}))
	rows, err := o.desk.DB.InputsWithMessageID(o.t.Context(), id)
	o.must(err)
	return rows[0].ID
}

// upload adds a file to a request.
func (o *walkOffice) upload(id casefile.ID) {
	o.t.Helper()
	_, err := o.desk.AddMaterials(o.t.Context(), o.officer, id, casefile.Evidence, []intake.File{o.handedIn("材料.txt")})
	o.must(err)
}

// handedIn is a file that somebody handed in.
func (o *walkOffice) handedIn(name string) intake.File {
	o.t.Helper()
	f, err := o.desk.StoreUpload(strings.NewReader(name), name, "text/plain")
	o.must(err)
	return f
}

// gather adds the people.
func (o *walkOffice) gather(helping int64) {
	o.t.Helper()
	foreign, err := o.desk.PutAgency(o.t.Context(), desk.Operator, office.Agency{
		Code: "QCZ", Name: "明川区财政局", LetterWord: "明财公开", CasePrefix: "CZ", ReviewBody: "明川区人民政府", Court: "明川区人民法院", Active: true,
		ReviewWord: "明财", Bureau: "区财政局法规科", BureauAddress: "明川区人民路2号", BureauPhone: "0000-6220077",
	})
	o.must(err)
	its, err := o.desk.PutUnit(o.t.Context(), desk.Operator, office.Unit{Agency: foreign, Name: "预算科", Active: true})
	o.must(err)
	add := func(name string, u auth.User) auth.User {
		u.Login, u.Name, u.PasswordHash = "walk-"+itoa(len(o.walkers)), "走"+itoa(len(o.walkers)), "nobody signs in by it"
		o.must(o.desk.DB.Write(o.t.Context(), func(tx *sqlite.Tx) (err error) {
			u.ID, err = tx.PutUser(o.t.Context(), u, o.clock())
			return err
		}))
		u, err := o.desk.User(o.t.Context(), u.ID)
		o.must(err)
		o.walkers = append(o.walkers, &walker{name: name, User: u})
		return u
	}
	of := func(agency, unit int64, roles ...auth.Role) auth.User {
		return auth.User{Agency: agency, Unit: unit, Roles: roles}
	}
	for _, role := range []auth.Role{auth.Clerk, auth.Officer, auth.Checker, auth.Signer, auth.Coordinator, auth.Handler, auth.Head} {
		add(string(role), of(o.agency.ID, o.units[0], role))
		add("foreign "+string(role), of(foreign, its, role))
	}
	add("officer of another unit", of(o.agency.ID, o.units[1], auth.Officer))
	add("officer of a helping unit", of(o.agency.ID, helping, auth.Officer))
	add("coordinator of no agency", of(0, 0, auth.Coordinator))
	o.walkers = append(o.walkers, &walker{name: "handler of the case", User: o.bureauOffice.handler})
	add("handler of the body", of(o.body, 0, auth.Handler))
	add("head of the body", of(o.body, 0, auth.Head))
	add("clerk of the body", of(o.body, 0, auth.Clerk))
	for _, role := range []auth.Role{auth.SystemAdmin, auth.SecurityAdmin, auth.AuditAdmin} {
		add(string(role), of(0, 0, role))
		add(string(role)+" of the agency", of(o.agency.ID, 0, role))
		add("foreign "+string(role), of(foreign, 0, role))
	}
	add("somebody without a role", of(o.agency.ID, o.units[0]))
	add("must change the password", auth.User{Agency: o.agency.ID, Roles: []auth.Role{auth.Clerk, auth.Coordinator}, MustChange: true})
	stands := add("stands in for a signer", of(o.agency.ID, 0, auth.Checker))
	o.must(o.desk.StandIn(o.t.Context(), o.signer, desk.StandInForm{Absent: o.signer.ID, StandIn: stands.ID, First: o.desk.Today(), Last: o.desk.Today(), Reason: "出差"}))
	gone := add("disabled", of(o.agency.ID, 0, auth.Clerk, auth.Coordinator))
	for _, w := range o.walkers {
		w.cookie = o.session(w.User)
		w.User, err = o.desk.User(o.t.Context(), w.ID)
		o.must(err)
	}
	gone.Disabled = true
	o.must(o.desk.DB.Write(o.t.Context(), func(tx *sqlite.Tx) error {
		_, err := tx.PutUser(o.t.Context(), gone, o.clock())
		return err
	}))
	o.walkers[len(o.walkers)-1].Disabled = true
	o.walkers = append(o.walkers, &walker{name: "nobody", nobody: true})
}

// session signs somebody in, and returns the cookie.
func (o *walkOffice) session(u auth.User) *http.Cookie {
	o.t.Helper()
	ctx, err := o.sessions.Load(o.t.Context(), "")
	o.must(err)
	o.must(o.pages.SignedIn(ctx, u))
	token, _, err := o.sessions.Commit(ctx)
	o.must(err)
	return &http.Cookie{Name: o.sessions.Cookie.Name, Value: token}
}

// asks is what the desk answers to one of the people.
func (o *walkOffice) asks(w *walker, method, address, typed string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, address, strings.NewReader(typed))
	r.URL.RawQuery = typed
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	if w.cookie != nil {
		r.AddCookie(w.cookie)
	}
	a := httptest.NewRecorder()
	o.handler.ServeHTTP(a, r)
	return a
}
