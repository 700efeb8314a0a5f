package portal_test

import (
	"bytes"
	"context"
	"crypto/rand"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/netip"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/alexedwards/scs/v2/memstore"

	"mingda/fonts"
	"mingda/internal/auth"
	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/desk"
	"mingda/internal/filestore"
	"mingda/internal/inbox"
	"mingda/internal/ledger"
	"mingda/internal/letter"
	"mingda/internal/office"
	"mingda/internal/page"
	"mingda/internal/pdf"
	"mingda/internal/portal"
	"mingda/internal/serve"
	"mingda/internal/sqlite"
	"mingda/templates"
)

// base is where the portal stands below the government's site.
const base = "/zfxxgk/ysqgk"

// An installation is an office with a few people, its portal behind a reverse
// proxy, and a clock that the test sets.
type installation struct {
	t       *testing.T
	dir     string
	desk    *desk.Desk
	portal  *portal.Server
	front   *httptest.Server // the government's site
	log     *lockedBuffer
	now     atomic.Int64 // seconds
	clerk   auth.User
	officer auth.User
	checker auth.User
	signer  auth.User
	unit    int64
}

var theFonts = sync.OnceValues(func() (*pdf.Fonts, error) { return pdf.LoadFonts("../../fonts", fonts.FS()) })

func (i *installation) clock() time.Time     { return time.Unix(i.now.Load(), 0) }
func (i *installation) today() calendar.Date { return i.desk.Today() }
func (i *installation) pass(d time.Duration) { i.now.Add(int64(d / time.Second)) }

// lockedBuffer is a log that handlers write and the test reads.
type lockedBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *lockedBuffer) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *lockedBuffer) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

// newInstallation sets an office up on the afternoon of 2026-11-23. change may
// alter the portal before it serves.
func newInstallation(t *testing.T, agencies int, change func(*portal.Server)) *installation {
	t.Helper()
	t.Parallel()
	i := &installation{t: t, log: &lockedBuffer{}}
	i.now.Store(time.Date(2026, 11, 23, 7, 42, 0, 0, time.UTC).Unix())
	i.dir = t.TempDir()
	i.openDesk()
	t.Cleanup(func() { i.must(i.desk.DB.Close()) })
	i.fill(agencies)
	i.servePortal(change)
	return i
}

func (i *installation) must(err error) {
	i.t.Helper()
	if err != nil {
		i.t.Fatal(err)
	}
}

func (i *installation) openDesk() {
	sealer, err := ledger.NewSealer(bytes.Repeat([]byte{7}, ledger.KeySize), rand.Reader)
	i.must(err)
	db, err := sqlite.Open(i.t.Context(), filepath.Join(i.dir, "mingda.db"), sealer)
	i.must(err)
	files, err := filestore.Open(filepath.Join(i.dir, "files"))
	i.must(err)
	cal, err := calendar.Embedded("CN-65")
	i.must(err)
	face, err := theFonts()
	i.must(err)
	i.desk = &desk.Desk{
		DB: db, Files: files, Embedded: cal, Fonts: face, Now: i.clock, Random: rand.Reader, CodeKey: []byte("key of codes"),
		Log: slog.New(slog.NewJSONHandler(i.log, nil)), StatusURL: "https://www.example.gov.cn" + base + "/status",
		MailFrom: func(int64) string { return "" }, Limits: desk.Limits{Upload: 1 << 20, Files: 300},
	}
}

// restart opens the office anew from its files, as a process that was killed and started again.
func (i *installation) restart() {
	i.front.Close()
	i.must(i.desk.DB.Close())
	i.openDesk()
	i.servePortal(nil)
	i.must(i.desk.RestoreBrake(i.t.Context(), i.portal.Tries))
}

// fill makes agencies, a unit and people, with the longest names there are.
func (i *installation) fill(agencies int) {
	names := []string{"明川区人民政府", "明川区住房和城乡建设局（区人民防空办公室、区交通运输局）", "明川区教育和科技局"}
	i.must(i.desk.DB.Write(i.t.Context(), func(tx *sqlite.Tx) error {
		var first int64
		for n := range agencies {
			id, err := tx.PutAgency(i.t.Context(), office.Agency{
				Code: "A" + string(rune('0'+n)), Name: names[n], CasePrefix: strings.Repeat("Z", n), LetterWord: "明政公开" + strings.Repeat("二", n),
				ReviewBody: "和宁市人民政府", ReviewChannel: "和宁市人民政府指定的互联网渠道", Court: "和宁市中级人民法院",
				Address: "和宁市明川区人民路 18 号 2 楼 206 室", PostCode: "000000", Phone: "0000-1234567", MailAddress: "ysqgk@example.gov.cn",
				Coordinates: n == 0, Active: true,
			})
			if err != nil {
				return err
			}
			if n == 0 {
				first = id
			}
		}
		if first == 0 {
			return nil
		}
		var err error
		if i.unit, err = tx.PutUnit(i.t.Context(), office.Unit{Agency: first, Name: "区住房和城乡建设局（区人民防空办公室、区交通运输局）", Active: true}); err != nil {
			return err
		}
		for _, p := range []struct {
			to   *auth.User
			name string
			role auth.Role
			unit int64
		}{{&i.clerk, "苏木兰", auth.Clerk, 0}, {&i.officer, "阿卜杜热合曼·麦麦提明", auth.Officer, i.unit}, {&i.checker, "周予安", auth.Checker, 0}, {&i.signer, "林知远", auth.Signer, 0}} {
			*p.to = auth.User{Login: string(p.role), Name: p.name, Agency: first, Unit: p.unit, Roles: []auth.Role{p.role}}
			if p.to.ID, err = tx.PutUser(i.t.Context(), *p.to, i.clock()); err != nil {
				return err
			}
		}
		return nil
	}))
}

// servePortal puts the portal behind a proxy that, as those of governments do,
// passes the path on as it is and the Host not.
func (i *installation) servePortal(change func(*portal.Server)) {
	var handler http.Handler
	back := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { handler.ServeHTTP(w, r) }))
	i.t.Cleanup(back.Close)
	to, err := url.Parse(back.URL)
	i.must(err)
	i.front = httptest.NewServer(&httputil.ReverseProxy{Rewrite: func(p *httputil.ProxyRequest) {
		p.SetURL(to)
		p.SetXForwarded()
		if fake := p.In.Header.Get("Test-Client"); fake != "" {
			p.Out.Header.Set("X-Forwarded-For", fake)
		}
	}, ErrorLog: nil})
	i.t.Cleanup(i.front.Close)
	pages, err := page.Parse(templates.FS, page.Options{BasePath: base, Folders: []string{"portal", "shared"}})
	i.must(err)
	cookies := serve.Cookies{BasePath: base + "/"}
	i.portal = &portal.Server{
		Desk: i.desk, Pages: pages, Sessions: serve.NewSessions(memstore.New(), cookies, "shenqing", portal.SessionIdle, 12*time.Hour),
		Tries: auth.NewTries(portal.TriesPerMinute, 100).Together(portal.TriesTogether).Kept("codes", nil), Log: i.desk.Log, Numbers: &serve.Numbers{}, Cookies: cookies,
		Origin: i.front.URL, Proxies: []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8"), netip.MustParsePrefix("::1/128")}, Now: time.Now,
		Uploads: serve.FormLimits{Text: 1 << 20, Fields: 2000, File: 1 << 20, Files: 300, Total: 4 << 20}, MaxBody: 6 << 20,
		Office: page.OfficeView{
			Name: "明川区人民政府", Region: "明川区", SiteName: "明川区政府信息依申请公开", ParentSite: "明川区人民政府门户网站", Unit: "明川区人民政府办公室政务公开科",
			Phone: "0000-1234567", Address: "和宁市明川区人民路 18 号 2 楼 206 室", PostCode: "000000", Hours: "工作日 10:00–14:00，15:30–19:30",
			HeaderLinks: []page.Link{{Label: "年度报告", Href: "https://www.example.gov.cn/nb/"}},
		},
		ParentHref: "https://www.example.gov.cn/", Published: []page.Link{{Label: "政策文件", Href: "https://www.example.gov.cn/zc/"}, {Label: "征地补偿", Href: "https://www.example.gov.cn/zd/"}},
	}
	if change != nil {
		change(i.portal)
	}
	pagesHandler, err := i.portal.Handler()
	i.must(err)
	assets := page.Assets()
	handler = serve.Mount(map[string]http.Handler{base + "/": http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasPrefix(r.URL.Path, "/static/") {
			assets.ServeHTTP(w, r)
			return
		}
		pagesHandler.ServeHTTP(w, r)
	})})
}

// input finds the input of a number.
func (i *installation) input(number string) inbox.ID {
	i.t.Helper()
	row, err := i.desk.DB.InputByNumber(i.t.Context(), number)
	i.must(err)
	return row.ID
}

// register makes a case of an input, as the clerk proposes.
func (i *installation) register(number string) casefile.ID {
	i.t.Helper()
	v, err := i.desk.Input(i.t.Context(), i.clerk, i.input(number))
	i.must(err)
	c := v.Candidates[v.Proposed]
	id, err := i.desk.Register(i.t.Context(), i.clerk, v.Input.ID, desk.Registration{
		Applicant: v.Content.Applicant, Wants: v.Content.Wants, On: c.On, Ground: c.Ground,
	})
	i.must(err)
	i.must(i.desk.Assign(i.t.Context(), i.clerk, id, 0, casefile.Assigned{Unit: i.unit, Officer: i.officer.ID}))
	return id
}

// caseOf loads a case.
func (i *installation) caseOf(id casefile.ID) *casefile.Case {
	i.t.Helper()
	v, err := i.desk.Case(i.t.Context(), i.clerk, id)
	i.must(err)
	return v.Case
}

// letter writes, checks, signs and serves a letter with the materials.
func (i *installation) letter(id casefile.ID, kind letter.Kind, values letter.Values, materials ...int) int {
	i.t.Helper()
	n := i.signed(id, kind, values, materials...)
	form := desk.ServiceForm{Letter: n, Way: casefile.Posted, On: i.today(), Tracking: "XA12345678965"}
	if i.caseOf(id).Wants.Delivery.IsElectronic() {
		form = desk.ServiceForm{Letter: n, Way: casefile.Downloaded}
	}
	i.must(i.desk.Serve(context.Background(), i.clerk, id, form))
	return n
}

// signed writes, checks and signs a letter with the materials.
func (i *installation) signed(id casefile.ID, kind letter.Kind, values letter.Values, materials ...int) int {
	i.t.Helper()
	ctx := context.Background()
	n, _, err := i.desk.SaveDraft(ctx, i.officer, id, desk.DraftForm{Kind: kind, Values: values, Materials: materials})
	i.must(err)
	i.must(i.desk.Submit(ctx, i.officer, id, 0, n))
	i.must(i.desk.Check(ctx, i.checker, id, 0, n, ""))
	i.must(i.desk.Sign(ctx, i.signer, id, 0, n))
	return n
}

// clarify asks the applicant to clarify.
func (i *installation) clarify(id casefile.ID) {
	i.t.Helper()
	i.letter(id, letter.Clarification, letter.Values{"points": "写明是哪一年", "help": "不知道年份的，写大致时间", "by": i.today().AddDays(14).String()})
}

// reply discloses a document, which it returns the number of.
func (i *installation) reply(id casefile.ID) int {
	i.t.Helper()
	f, err := i.desk.StoreUpload(strings.NewReader("%PDF-1.4 备案表"), "收费备案表.pdf", "application/pdf")
	i.must(err)
	_, err = i.desk.AddMaterials(i.t.Context(), i.officer, id, casefile.Requested, []intakeFile{f})
	i.must(err)
	n := len(i.caseOf(id).Materials)
	i.letter(id, letter.Disclose, letter.Values{"given": "《收费备案表》1页"}, n)
	return n
}

func TestMain(m *testing.M) {
	if _, err := theFonts(); err != nil {
		io.WriteString(os.Stderr, "portal: fonts: "+err.Error()+" (make fonts fetches them)\n")
	}
	os.Exit(m.Run())
}
