package main

import (
	"context"
	"net/http"
	"time"

	"github.com/alexedwards/scs/v2"

	"mingda/internal/auth"
	"mingda/internal/page"
	"mingda/internal/portal"
	"mingda/internal/serve"
)

// publicLifetime is how long number and code are remembered at the very most,
// however busily the page is used.
const publicLifetime = 4 * time.Hour

// publicDoor makes the public's pages.
func (m *doorMaker) publicDoor(ctx context.Context, store scs.Store) (http.Handler, error) {
	cookies := serve.Cookies{Secure: m.cfg.IsSecure(), BasePath: m.cfg.Portal.BasePath}
	pages, err := m.pages(m.cfg.Portal.BasePath, "portal", "shared")
	if err != nil {
		return nil, err
	}
	s := &portal.Server{
		Desk: m.desk, Pages: pages, Sessions: serve.NewSessions(store, cookies, "chaxun", portal.SessionIdle, publicLifetime),
		Tries: auth.NewTries(portal.TriesPerMinute, originsKept).Together(portal.TriesTogether).Kept("codes", m.keys.device), Loads: loads(m.cfg.Limits), Log: m.log, Numbers: m.numbers, Cookies: cookies,
		Origin: m.cfg.Portal.Origin, HSTS: m.cfg.TLSCert != "", Proxies: m.proxies, Uploads: m.uploads(), MaxBody: m.maxBody(), Demo: m.cfg.Demo, Now: m.desk.Now,
		Office: m.view, ParentHref: m.cfg.Portal.ParentHref, Zhu: m.cfg.Portal.Zhu, GuideHref: m.cfg.Portal.GuideHref,
	}
	if err := m.desk.RestoreBrake(ctx, s.Tries); err != nil {
		return nil, err
	}
	for _, l := range m.cfg.Portal.Published {
		s.Published = append(s.Published, page.Link(l))
	}
	h, err := s.Handler()
	return withAssets(h), err
}
