package web_test

import (
	"bytes"
	"context"
	"crypto/rand"
	"fmt"
	"io"
	"log/slog"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/alexedwards/scs/v2"
	"github.com/alexedwards/scs/v2/memstore"

	"mingda/fonts"
	"mingda/internal/auth"
	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/desk"
	"mingda/internal/filestore"
	"mingda/internal/htmlcheck"
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

// A doorOffice is a whole office behind its handler, at 15:42 on 2026-11-23 to
// begin with.
type doorOffice struct {
	t        *testing.T
	desk     *desk.Desk
	pages    *web.Server
	handler  http.Handler
	sessions *scs.SessionManager
	now      time.Time
	agency   int64
	clerk    auth.User
	officer  auth.User
}

// The worst names an office has to show.
const (
	worstName   = "阿卜杜热合曼·麦麦提明"
	worstAgency = "区住房和城乡建设局（区人民防空办公室、区交通运输局）"
)

// Fonts and pages are read once for all tests.
var (
	doorFonts = sync.OnceValues(func() (*pdf.Fonts, error) { return pdf.LoadFonts("../../fonts", fonts.FS()) })
	doorPages = sync.OnceValues(func() (*page.Set, error) {
		return page.Parse(templates.FS, page.Options{Folders: []string{"desk"}})
	})
)

func newDoorOffice(t *testing.T) *doorOffice {
	t.Helper()
	o := &doorOffice{t: t, now: time.Date(2026, 11, 23, 7, 42, 0, 0, time.UTC)}
	dir := t.TempDir()
	sealer, err := ledger.NewSealer(bytes.Repeat([]byte{7}, 16), rand.Reader)
	o.must(err)
	db, err := sqlite.Open(t.Context(), filepath.Join(dir, "mingda.db"), sealer)
	o.must(err)
	t.Cleanup(func() { o.must(db.Close()) })
	files, err := filestore.Open(filepath.Join(dir, "files"))
	o.must(err)
	cal, err := calendar.Embedded("CN-65")
	o.must(err)
	letters, err := doorFonts()
	if err != nil {
		t.Log("no fonts, papers are not made: ", err)
	}
	log := slog.New(slog.NewTextHandler(io.Discard, nil))
	o.desk = &desk.Desk{
		DB: db, Files: files, Embedded: cal, Fonts: letters, Now: o.clock, Random: rand.Reader, CodeKey: []byte("0123456789abcdef"), Log: log,
		StatusURL: "http://localhost/status", MailFrom: func(int64) string { return "ysqgk@example.gov.cn" },
		Limits: desk.Limits{Upload: 1 << 20, Files: 20},
	}
	o.people()
	o.sessions = scs.New()
	o.sessions.Store = memstore.New()
	set, err := doorPages()
	o.must(err)
	server := &web.Server{
		Desk: o.desk, Pages: set, Sessions: o.sessions, FeedTries: auth.NewTries(web.FeedTriesPerMinute, 100), Log: log, Numbers: &serve.Numbers{}, Now: o.clock,
		Office:  page.OfficeView{Name: "明川区人民政府", Region: "明川区", SiteName: "明川区政府信息依申请公开"},
		Uploads: serve.FormLimits{Text: 1 << 20, Fields: 200, File: 1 << 20, Files: 20, Total: 4 << 20}, MaxBody: 8 << 20,
		Origin: "http://example.com",
	}
	o.pages = server
	o.handler, err = server.Handler()
	o.must(err)
	return o
}

func (o *doorOffice) clock() time.Time { return o.now }

func (o *doorOffice) must(err error) {
	o.t.Helper()
	if err != nil {
		o.t.Fatal(err)
	}
}

// people sets up one agency with the longest name, a clerk and an officer.
func (o *doorOffice) people() {
	ctx := context.Background()
	o.must(o.desk.DB.Write(ctx, func(tx *sqlite.Tx) (err error) {
		if o.agency, err = tx.PutAgency(ctx, office.Agency{
			Code: "QZF", Name: worstAgency, LetterWord: "明政公开", ReviewBody: "明川区人民政府", Court: "明川区人民法院",
			Phone: "0000-1234567", MailAddress: "ysqgk@example.gov.cn", Active: true,
		}); err != nil {
			return err
		}
		o.clerk = auth.User{Login: "feng", Name: worstName, Agency: o.agency, Roles: []auth.Role{auth.Clerk}}
		o.officer = auth.User{Login: "zhou", Name: "周予安", Agency: o.agency, Roles: []auth.Role{auth.Officer}}
		for _, u := range []*auth.User{&o.clerk, &o.officer} {
			if u.ID, err = tx.PutUser(ctx, *u, o.now); err != nil {
				return err
			}
		}
		return nil
	}))
}

// A clerkSeat is a browser in which somebody is signed in.
type clerkSeat struct {
	o      *doorOffice
	cookie *http.Cookie
}

// as signs a person in, without the cost of a password.
func (o *doorOffice) as(u auth.User) *clerkSeat {
	o.t.Helper()
	ctx, err := o.sessions.Load(context.Background(), "")
	o.must(err)
	o.must(o.pages.SignedIn(ctx, u))
	token, _, err := o.sessions.Commit(ctx)
	o.must(err)
	return &clerkSeat{o, &http.Cookie{Name: o.sessions.Cookie.Name, Value: token}}
}

// A shown is what came back: the page it ended at, and how.
type shown struct {
	status int
	at     string // address, after redirects
	header http.Header
	body   string
	page   htmlcheck.Node
}

// send sends one request and follows redirects. Every page on the way is sound.
func (v *clerkSeat) send(r *http.Request) shown {
	v.o.t.Helper()
	r.AddCookie(v.cookie)
	w := httptest.NewRecorder()
	v.o.handler.ServeHTTP(w, r)
	if w.Code == http.StatusSeeOther {
		return v.get(w.Header().Get("Location"))
	}
	a := shown{status: w.Code, at: r.URL.String(), header: w.Header(), body: w.Body.String()}
	if strings.HasPrefix(w.Header().Get("Content-Type"), "text/html") && !strings.HasSuffix(r.URL.Path, "/html") {
		a.page = htmlcheck.MustParse(a.body)
		htmlcheck.Sound(v.o.t, a.body)
	}
	return a
}

func (v *clerkSeat) get(path string) shown {
	v.o.t.Helper()
	return v.send(httptest.NewRequest(http.MethodGet, path, nil))
}

func (v *clerkSeat) post(path string, form url.Values) shown {
	v.o.t.Helper()
	r := httptest.NewRequest(http.MethodPost, path, strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return v.send(r)
}

// upload posts a form with files: field name to file name to content.
func (v *clerkSeat) upload(path string, form url.Values, field string, files map[string][]byte) shown {
	v.o.t.Helper()
	var body bytes.Buffer
	m := multipart.NewWriter(&body)
	for name, values := range form {
		for _, value := range values {
			v.o.must(m.WriteField(name, value))
		}
	}
	for name, content := range files {
		head := make(map[string][]string)
		head["Content-Disposition"] = []string{fmt.Sprintf(`form-data; name=%q; filename=%q`, field, name)}
		head["Content-Type"] = []string{http.DetectContentType(content)}
		part, err := m.CreatePart(head)
		v.o.must(err)
		_, err = part.Write(content)
		v.o.must(err)
	}
	v.o.must(m.Close())
	r := httptest.NewRequest(http.MethodPost, path, &body)
	r.Header.Set("Content-Type", m.FormDataContentType())
	return v.send(r)
}

// form returns what the form that posts to the path would send as it is.
func (a shown) form(t *testing.T, action string) url.Values {
	t.Helper()
	for _, f := range a.page.All("form[method=post]") {
		if f.Attr("action") == action {
			return url.Values(f.Values())
		}
	}
	t.Fatalf("%s has no form that posts to %s:\n%s", a.at, action, a.page.Text())
	return nil
}

// typed returns the form with some fields typed.
func typed(form url.Values, fields ...string) url.Values {
	for n := 0; n < len(fields); n += 2 {
		form.Set(fields[n], fields[n+1])
	}
	return form
}

// mail takes a mail in, by the name of a file of the intake's test data.
func (o *doorOffice) mail(name string) {
	o.t.Helper()
	raw, err := os.ReadFile(filepath.Join("../intake/testdata/office", name))
	o.must(err)
	o.rawMail(string(raw))
}

func (o *doorOffice) rawMail(raw string) {
	o.t.Helper()
	o.must(o.desk.TakeMails(context.Background(), []desk.RawMail{{
		Agency: o.agency, Mailbox: "ysqgk@example.gov.cn", UIDValidity: 1, UID: o.uid(), ReachedAt: o.now.Add(-time.Hour), Body: strings.NewReader(raw),
	}}))
}

// uid returns the next UID of the mailbox.
func (o *doorOffice) uid() uint32 {
	o.t.Helper()
	n, err := o.desk.DB.CountInputs(context.Background(), sqlite.InputFilter{})
	o.must(err)
	return uint32(n + 1)
}

// webForm takes a web form in.
func (o *doorOffice) webForm(name, content string) {
	o.t.Helper()
	key, err := o.desk.NewForm()
	o.must(err)
	_, err = o.desk.TakeForm(context.Background(), key.Key, intake.FormInput{
		Agency: fmt.Sprint(o.agency),
		Applicant: casefile.Applicant{
			Class: casefile.Natural, Name: name, IDNumber: "11010519491231002X", Phone: "13800001357", Email: "a@example.com",
		},
		Wants: casefile.Wants{Content: content, Medium: casefile.Electronic, Delivery: casefile.ByEmail},
	})
	o.must(err)
}
