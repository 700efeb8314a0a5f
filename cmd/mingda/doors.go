package main

import (
	"cmp"
	"context"
	"fmt"
	"net/http"
	"net/netip"
	"slices"
	"strings"
	"time"

	"github.com/alexedwards/scs/v2"

	"mingda/internal/auth"
	"mingda/internal/bureau"
	"mingda/internal/config"
	"mingda/internal/office"
	"mingda/internal/page"
	"mingda/internal/passkey"
	"mingda/internal/serve"
	"mingda/internal/web"
	"mingda/internal/worker"
	"mingda/templates"
)

// A doorMaker has what both doors are made of.
type doorMaker struct {
	*installation
	view    page.OfficeView
	numbers *serve.Numbers
	proxies []netip.Prefix
	worker  *worker.Worker

	certificate *serve.Certificate // nil without TLS of the program's own
}

// doorHandlers are the handlers of the listeners: public has the portal, and
// the desk too where the desk has no listeners of its own.
type doorHandlers struct {
	public, staff http.Handler
	certificate   *serve.Certificate
	proxies       []netip.Prefix
}

// doors makes the handlers of both doors. end ends what they keep running.
func (o *installation) doors(ctx context.Context, w *worker.Worker) (h doorHandlers, end func(), err error) {
	m := &doorMaker{installation: o, numbers: &serve.Numbers{}, worker: w}
	if m.proxies, err = o.cfg.Proxies(); err != nil {
		return h, nil, usageError{err}
	}
	if m.view, err = o.view(ctx); err != nil {
		return h, nil, err
	}
	if o.cfg.TLSCert != "" {
		if m.certificate, err = serve.OpenCertificate(o.cfg.TLSCert, o.cfg.TLSKey, o.log, time.Now); err != nil {
			return h, nil, err
		}
	}
	h.certificate, h.proxies = m.certificate, m.proxies
	store, end := o.desk.DB.Sessions()
	staff, err := m.staffDoor(ctx, store)
	if err != nil {
		end()
		return h, nil, fmt.Errorf("the desk: %w", err)
	}
	public, err := m.publicDoor(ctx, store)
	if err != nil {
		end()
		return h, nil, fmt.Errorf("the portal: %w", err)
	}
	if len(o.cfg.Desk.Listen) > 0 {
		h.staff = o.around(serve.Mount(map[string]http.Handler{o.cfg.Desk.BasePath: staff}))
		h.public = o.around(serve.Mount(map[string]http.Handler{o.cfg.Portal.BasePath: public}))
		return h, end, nil
	}
	h.public = o.around(route(o.cfg, staff, public))
	return h, end, nil
}

// around puts around the doors of a listener what is none of theirs.
func (o *installation) around(doors http.Handler) http.Handler {
	return serve.Headed(o.cfg.TLSCert != "", "no-store", o.withHealth(doors))
}

// originsKept is how many origins of wrong tries a door remembers: some
// megabytes.
const originsKept = 20000

// staffDoor makes the staff's pages.
func (m *doorMaker) staffDoor(ctx context.Context, store scs.Store) (http.Handler, error) {
	cookies := serve.Cookies{Secure: m.cfg.IsSecure(), BasePath: m.cfg.Desk.BasePath}
	pages, err := m.pages(m.cfg.Desk.BasePath, "desk", "bureau", "shared")
	if err != nil {
		return nil, err
	}
	lasts := m.cfg.SignIn
	s := &web.Server{
		Desk: m.desk, Pages: pages, Reprove: time.Duration(lasts.Reprove) * time.Minute,
		Sessions: serve.NewSessions(store, cookies, "gongzuotai", time.Duration(lasts.Idle)*time.Minute, time.Duration(lasts.Longest)*time.Hour),
		Throttle: auth.NewThrottle(originsKept, m.keys.device), FeedTries: auth.NewTries(web.FeedTriesPerMinute, originsKept).Kept("calendars", m.keys.device), Loads: loads(m.cfg.Limits), Log: m.log, Numbers: m.numbers, Office: m.view, Cookies: cookies, DeviceKey: m.keys.device,
		Origin: m.cfg.Desk.Origin, HSTS: m.cfg.TLSCert != "", Proxies: m.proxies, Uploads: m.uploads(), MaxBody: m.maxBody(),
		PortalHref: m.cfg.Portal.Origin + m.cfg.Portal.BasePath, Now: m.desk.Now, Jobs: m.jobs, Certificate: m.certificate,
	}
	kept, err := m.desk.Tries(ctx)
	if err != nil {
		return nil, err
	}
	s.Throttle.Restore(kept, m.desk.Now())
	if err := m.desk.RestoreBrake(ctx, s.FeedTries); err != nil {
		return nil, err
	}
	if s.Passkeys, err = passkey.New(m.cfg.Desk.Origin, "明答"); err != nil {
		m.log.Warn("there are no passkeys: they need a host with a name in desk.origin", "err", err)
	}
	if s.Identity, err = m.identityService(pages); err != nil {
		return nil, err
	}
	m.desk.EntryWords = s.Words
	s.Rooms = []web.Room{&bureau.Server{Desk: m.desk, Pages: pages, House: s, Uploads: m.uploads()}}
	if m.cfg.Demo {
		if s.Demo, err = m.demoAccounts(ctx); err != nil {
			return nil, err
		}
	} else {
		s.Mail = mailSetup(m.cfg)
		warnOfMail(m.log, s.Mail)
	}
	h, err := s.Handler()
	return withAssets(h), err
}

// pages parses the pages of a door.
func (m *doorMaker) pages(base string, folders ...string) (*page.Set, error) {
	return page.Parse(templates.FS, page.Options{BasePath: strings.TrimSuffix(base, "/"), Folders: folders})
}

// withAssets serves the built files before the pages: they need no session and
// no log line.
func withAssets(pages http.Handler) http.Handler {
	assets := page.Assets()
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasPrefix(r.URL.Path, "/static/") {
			assets.ServeHTTP(w, r)
			return
		}
		pages.ServeHTTP(w, r)
	})
}

// loads bounds what one account, or one address of the public, does in a minute.
func loads(l config.Limits) *auth.Loads {
	return auth.NewLoads(map[auth.Load]int{auth.Searching: l.Searches, auth.Fetching: l.Downloads, auth.Exporting: l.Exports, auth.Sending: l.Sendings}, originsKept)
}

// uploads bounds forms with files.
func (m *doorMaker) uploads() serve.FormLimits {
	l := m.cfg.Limits
	return serve.FormLimits{
		Text: serve.PlainForm.Text, Fields: serve.PlainForm.Fields,
		File: int64(l.FileMB) << 20, Files: l.Files, Total: int64(l.UploadMB) << 20,
	}
}

// maxBody bounds any body, the fields of a form beside its files included.
func (m *doorMaker) maxBody() int64 { return int64(m.cfg.Limits.UploadMB)<<20 + 1<<20 }

// demoAccounts lists the accounts of the demo office for its sign-in page.
func (o *installation) demoAccounts(ctx context.Context) ([]web.DemoAccount, error) {
	people, err := o.desk.People(ctx)
	if err != nil {
		return nil, err
	}
	users, err := o.desk.DB.Users(ctx)
	if err != nil {
		return nil, err
	}
	var all []web.DemoAccount
	for _, u := range users {
		var roles []string
		for _, r := range u.Roles {
			roles = append(roles, r.Label())
		}
		all = append(all, web.DemoAccount{
			Login: u.Login, Name: u.Name, Role: strings.Join(roles, "、"),
			Unit: cmp.Or(people.Unit(u.Unit), people.Agencies[u.Agency].Name), Password: auth.DemoPassword,
		})
	}
	return all, nil
}

// jobs puts the status of the worker in the words of the page.
func (m *doorMaker) jobs() []web.JobStatus {
	var all []web.JobStatus
	for _, s := range m.worker.Status() {
		all = append(all, web.JobStatus{Name: s.Label, Good: s.LastSuccess, Failed: s.LastErrorAt, Problem: cmp.Or(s.LastError, s.Note)})
	}
	return all
}

// view is the office as the pages name it: by its coordinating agency and the
// configuration.
func (o *installation) view(ctx context.Context) (page.OfficeView, error) {
	agencies, err := o.desk.Agencies(ctx)
	if err != nil {
		return page.OfficeView{}, err
	}
	p := o.cfg.Portal
	v := page.OfficeView{
		SiteName: p.SiteName, ParentSite: p.ParentName, Unit: p.Office, Phone: p.Phone,
		Address: p.Address, PostCode: p.PostCode, Hours: p.Hours,
	}
	if len(agencies) > 0 {
		first := agencies[max(0, slices.IndexFunc(agencies, func(a office.Agency) bool { return a.Coordinates }))]
		v.Name = first.Name
		v.Region = strings.TrimSuffix(v.Name, "人民政府")
		v.Phone = cmp.Or(v.Phone, first.Phone)
		if v.Address == "" {
			v.Address, v.PostCode = first.Address, first.PostCode
		}
	}
	for _, l := range p.HeaderLinks {
		v.HeaderLinks = append(v.HeaderLinks, page.Link(l))
	}
	for _, l := range p.FooterLinks {
		v.FooterLinks = append(v.FooterLinks, page.Link(l))
	}
	return v, nil
}

// healthPath is where anybody may ask whether the office works.
const healthPath = "/healthz"

// withHealth answers for the health of the office before anything else.
func (o *installation) withHealth(next http.Handler) http.Handler {
	health := serve.Health(o.log, func(ctx context.Context) error {
		_, _, err := o.desk.DB.Head(ctx)
		return err
	})
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == healthPath {
			health.ServeHTTP(w, r)
			return
		}
		next.ServeHTTP(w, r)
	})
}
