package web_test

import (
	"crypto/rand"
	"io"
	"log/slog"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/alexedwards/scs/v2"

	"mingda/fonts"
	"mingda/internal/auth"
	"mingda/internal/bureau"
	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/desk"
	"mingda/internal/fault"
	"mingda/internal/filestore"
	"mingda/internal/htmlcheck"
	"mingda/internal/inbox"
	"mingda/internal/intake"
	"mingda/internal/ledger"
	"mingda/internal/office"
	"mingda/internal/page"
	"mingda/internal/pdf"
	"mingda/internal/serve"
	"mingda/internal/sqlite"
	"mingda/internal/web"
	"mingda/templates"
)

const (
	longUnit = "区住房和城乡建设局（区人民防空办公室、区交通运输局）"
	longName = "阿卜杜热合曼·麦麦提明"
)

// A caseOffice is a small office with its pages, served for a test.
type caseOffice struct {
	t        *testing.T
	desk     *desk.Desk
	files    string // where they lie
	sessions *scs.SessionManager
	pages    *web.Server
	server   *httptest.Server
	mu       sync.Mutex
	now      time.Time
	agency   office.Agency
	units    []int64
	clerk    auth.User
	officer  auth.User // of the first unit
	other    auth.User // officer of the second unit
	checker  auth.User
	signer   auth.User
	system   auth.User // 系统管理员
}

// newCaseOffice opens an office on 23 November 2026, 10:00.
func newCaseOffice(t *testing.T) *caseOffice {
	t.Helper()
	t.Parallel()
	o := &caseOffice{t: t}
	o.at(2026, time.November, 23, 10, 0)
	sealer, err := ledger.NewSealer(make([]byte, ledger.KeySize), rand.Reader)
	o.must(err)
	db, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "mingda.db"), sealer)
	o.must(err)
	t.Cleanup(func() { o.must(db.Close()) })
	o.files = t.TempDir()
	files, err := filestore.Open(o.files)
	o.must(err)
	cal, err := calendar.Embedded("CN-65")
	o.must(err)
	letters, err := pdf.LoadFonts("", fonts.FS())
	o.must(err)
	o.desk = &desk.Desk{
		DB: db, Files: files, Embedded: cal, Fonts: letters, Now: o.clock, Random: rand.Reader, CodeKey: make([]byte, 32),
		Log: slog.New(slog.DiscardHandler), StatusURL: "https://portal.example/status", MailFrom: func(int64) string { return "" },
		Limits: desk.Limits{Upload: 1 << 20, Files: 5}, Demo: true,
	}
	o.furnish()
	o.serve()
	return o
}

func (o *caseOffice) must(err error) {
	o.t.Helper()
	if err != nil {
		o.t.Fatal(err, fault.FieldsOf(err))
	}
}

func (o *caseOffice) clock() time.Time {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.now
}

// at sets the office's clock.
func (o *caseOffice) at(year int, month time.Month, day, hour, minute int) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.now = time.Date(year, month, day, hour, minute, 0, 0, calendar.Zone)
}

// furnish sets up the agency, its units and its people.
func (o *caseOffice) furnish() {
	o.t.Helper()
	o.agency = office.Agency{
		Code: "QZF", Name: "明川区人民政府", LetterWord: "明政公开", ReviewBody: "和宁市人民政府", Court: "和宁市中级人民法院",
		Address: "明川区团结路1号", PostCode: "834000", Phone: "0000-6220001", MailAddress: "ysqgk@mingchuan.example", Coordinates: true, Active: true,
	}
	admin := desk.Operator
	var err error
	o.agency.ID, err = o.desk.PutAgency(o.t.Context(), admin, o.agency)
	o.must(err)
	for _, name := range []string{longUnit, "区财政局"} {
		id, err := o.desk.PutUnit(o.t.Context(), admin, office.Unit{Agency: o.agency.ID, Name: name, Active: true})
		o.must(err)
		o.units = append(o.units, id)
	}
	for _, p := range []struct {
		into        *auth.User
		login, name string
		role        auth.Role
		unit        int64
	}{
		{&o.clerk, "feng", "冯小满", auth.Clerk, 0}, {&o.officer, "zhou", "周予安", auth.Officer, o.units[0]}, {&o.other, "gu", longName, auth.Officer, o.units[1]},
		{&o.checker, "lin", "林疏", auth.Checker, 0}, {&o.signer, "he", "何牧之", auth.Signer, 0}, {&o.system, "sys", "系统员", auth.SystemAdmin, 0},
	} {
		u := auth.User{Login: p.login, Name: p.name, Agency: o.agency.ID, Unit: p.unit, Roles: []auth.Role{p.role}}
		if p.role == auth.SystemAdmin {
			u.Agency = 0
		}
		u.PasswordHash = "nobody signs in by it"
		o.must(o.desk.DB.Write(o.t.Context(), func(tx *sqlite.Tx) (err error) {
			u.ID, err = tx.PutUser(o.t.Context(), u, o.now)
			return err
		}))
		*p.into, err = o.desk.User(o.t.Context(), u.ID)
		o.must(err)
	}
}

// serve starts the pages of the staff.
func (o *caseOffice) serve() {
	o.t.Helper()
	pages, err := page.Parse(templates.FS, page.Options{Folders: []string{"desk", "bureau", "shared"}})
	o.must(err)
	store, end := o.desk.DB.Sessions()
	o.t.Cleanup(end)
	o.sessions = serve.NewSessions(store, serve.Cookies{}, "desk", time.Hour, 12*time.Hour)
	s := &web.Server{
		Desk: o.desk, Pages: pages, Sessions: o.sessions,
		Throttle: auth.NewThrottle(100, nil), FeedTries: auth.NewTries(web.FeedTriesPerMinute, 100).Kept("calendars", nil), Reprove: 10 * time.Minute, Log: slog.New(slog.NewTextHandler(o.t.Output(), &slog.HandlerOptions{Level: slog.LevelError})), Numbers: &serve.Numbers{},
		Office: page.OfficeView{Name: "明川区人民政府", Region: "明川区", SiteName: "明川区政府信息依申请公开"}, DeviceKey: make([]byte, 32),
		Uploads: serve.FormLimits{Text: 1 << 20, Fields: 200, File: 1 << 20, Files: 5, Total: 4 << 20}, MaxBody: 8 << 20, Now: o.clock,
	}
	s.Rooms = []web.Room{&bureau.Server{Desk: o.desk, Pages: pages, House: s, Uploads: s.Uploads}}
	o.pages = s
	h, err := s.Handler()
	o.must(err)
	assets := page.Assets()
	o.server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasPrefix(r.URL.Path, "/static/") {
			assets.ServeHTTP(w, r)
			return
		}
		h.ServeHTTP(undying{w}, r)
	}))
	o.t.Cleanup(o.server.Close)
}

// undying hides from the handler that a connection has deadlines: they are set
// by the office's clock, and that of a test stands still in another year.
type undying struct{ http.ResponseWriter }

// ask is what is asked for at the counter.
func ask(name, subject, content string) intake.CounterInput {
	return intake.CounterInput{
		Applicant: casefile.Applicant{Class: casefile.Natural, Name: name, IDNumber: "650102199001011239", Phone: "13900001357", Email: "a@example.com", Address: "明川区团结路 9 号"},
		Wants:     casefile.Wants{Subject: subject, Content: content, Medium: casefile.Paper, Delivery: casefile.ByPost},
	}
}

// register takes a request in at the counter and registers it today.
func (o *caseOffice) register(in intake.CounterInput) casefile.ID {
	o.t.Helper()
	in.Agency = strconv.FormatInt(o.agency.ID, 10)
	ticket, err := o.desk.TakeCounter(o.t.Context(), o.clerk, in)
	o.must(err)
	v, err := o.desk.Input(o.t.Context(), o.clerk, inbox.ID(ticket.Input))
	o.must(err)
	id, err := o.desk.Register(o.t.Context(), o.clerk, v.Input.ID, desk.Registration{
		Version: v.Input.Version, Applicant: in.Applicant, Wants: in.Wants, On: o.desk.Today(), Ground: casefile.HandedIn, Reason: "当面提交",
	})
	o.must(err)
	return id
}

// version returns the version of a case.
func (o *caseOffice) version(id casefile.ID) int {
	o.t.Helper()
	row, err := o.desk.DB.CaseRow(o.t.Context(), id)
	o.must(err)
	return row.Version
}

// assign gives a case to the officer of the first unit.
func (o *caseOffice) assign(id casefile.ID) {
	o.t.Helper()
	o.must(o.desk.Assign(o.t.Context(), o.clerk, id, o.version(id), casefile.Assigned{Unit: o.units[0], Officer: o.officer.ID}))
}

// A browser is one person at the pages.
type browser struct {
	o      *caseOffice
	client *http.Client
}

// in gives somebody a session, without the password: checking one is slow by
// design, and signing in has its own tests.
func (o *caseOffice) in(u auth.User) *browser {
	o.t.Helper()
	ctx, err := o.sessions.Load(o.t.Context(), "")
	o.must(err)
	u, err = o.desk.User(ctx, u.ID)
	o.must(err)
	o.must(o.pages.SignedIn(ctx, u))
	token, _, err := o.sessions.Commit(ctx)
	o.must(err)
	jar, err := cookiejar.New(nil)
	o.must(err)
	at, err := url.Parse(o.server.URL)
	o.must(err)
	jar.SetCookies(at, []*http.Cookie{{Name: o.sessions.Cookie.Name, Value: token}})
	return &browser{o, &http.Client{Jar: jar, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}}
}

// An answer is what the server sent.
type answer struct {
	status int
	header http.Header
	body   string
	page   htmlcheck.Node
}

func (b *browser) do(r *http.Request) answer {
	b.o.t.Helper()
	resp, err := b.client.Do(r)
	b.o.must(err)
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	b.o.must(err)
	a := answer{status: resp.StatusCode, header: resp.Header, body: string(body)}
	if strings.HasPrefix(resp.Header.Get("Content-Type"), "text/html") && len(body) > 0 && resp.StatusCode != http.StatusSeeOther && resp.Header.Get("Content-Disposition") == "" {
		htmlcheck.Sound(b.o.t, a.body)
		a.page = htmlcheck.MustParse(a.body)
	}
	return a
}

// get asks for a page, which must be sound.
func (b *browser) get(path string) answer {
	b.o.t.Helper()
	r, err := http.NewRequest(http.MethodGet, b.o.server.URL+path, nil)
	b.o.must(err)
	return b.do(r)
}

// page asks for a page that must be there.
func (b *browser) page(path string) htmlcheck.Node {
	b.o.t.Helper()
	a := b.get(path)
	if a.status != http.StatusOK {
		b.o.t.Fatalf("GET %s: %d\n%s", path, a.status, a.page.Text())
	}
	return a.page
}

// post sends a form.
func (b *browser) post(path string, form url.Values) answer {
	b.o.t.Helper()
	r, err := http.NewRequest(http.MethodPost, b.o.server.URL+path, strings.NewReader(form.Encode()))
	b.o.must(err)
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return b.do(r)
}

// fill sends the form of an act as its page gives it, with what is typed over.
func (b *browser) fill(path string, typed url.Values) answer {
	b.o.t.Helper()
	form := url.Values(b.page(path).Values())
	for _, foreign := range []string{"q", "keys"} {
		form.Del(foreign)
	}
	for k, v := range typed {
		form[k] = v
	}
	return b.post(path, form)
}

// path returns an address of a case.
func path(id casefile.ID, below string) string {
	return "/cases/" + strconv.FormatInt(int64(id), 10) + below
}

func itoa(n int) string { return strconv.Itoa(n) }
