package serve

import (
	"context"
	"net/http"
	"net/netip"
	"net/url"
	"path"
	"slices"
	"sort"
	"strings"
)

// clientAddress returns whom the request comes from. X-Forwarded-For is read
// from the right, where the nearest proxy wrote, and only as far as each writer
// is trusted: what a client put there itself is never reached.
func clientAddress(r *http.Request, trusted []netip.Prefix) netip.Addr {
	peer, err := netip.ParseAddrPort(r.RemoteAddr)
	if err != nil {
		return netip.Addr{}
	}
	address := peer.Addr().Unmap()
	hops := strings.Split(strings.Join(r.Header.Values("X-Forwarded-For"), ","), ",")
	for _, hop := range slices.Backward(hops) {
		if !within(address, trusted) {
			break
		}
		next, err := netip.ParseAddr(strings.TrimSpace(hop))
		if err != nil {
			break // the proxy did not say; it is itself the best that is known
		}
		address = next.Unmap()
	}
	return address
}

func within(a netip.Addr, networks []netip.Prefix) bool {
	return slices.ContainsFunc(networks, func(p netip.Prefix) bool { return p.Contains(a.WithZone("")) })
}

// longestPath is how long an address may be that somebody is sent to, in bytes.
const longestPath = 32 << 10

// LocalPath returns an address that a user gave us to go to next, if it is a
// path on this site, else the fallback: nobody is sent elsewhere by a link of
// ours (open redirect). It looks at the path also as it reads without its
// escapes, as a proxy or a browser may take it.
func LocalPath(next, fallback string) string {
	u, err := url.Parse(next)
	if err != nil || len(next) > longestPath || u.IsAbs() || u.Host != "" || u.User != nil || u.Opaque != "" || leaves(next) || leaves(u.Path) ||
		path.Clean(u.Path) != strings.TrimSuffix(u.Path, "/") && u.Path != "/" {
		return fallback
	}
	return next
}

// leaves reports whether a browser may read a path as an address of another site, or as
// more than one line.
func leaves(at string) bool {
	return !strings.HasPrefix(at, "/") || strings.HasPrefix(at, "//") ||
		strings.ContainsFunc(at, func(r rune) bool { return r <= ' ' || r == '\\' || r == 0x7f || r == '\u2028' || r == '\u2029' })
}

// SeeOther sends the browser on to a page after something was done (303).
func SeeOther(w http.ResponseWriter, r *http.Request, path string) error {
	http.Redirect(w, r, LocalPath(path, "/"), http.StatusSeeOther)
	return nil
}

// baseKey is where Mount keeps the prefix it took away.
type baseKey struct{}

// signInAddress returns the sign-in page with the way back to what was asked for.
func signInAddress(signIn string, r *http.Request) string {
	next := r.URL.RequestURI()
	if base, ok := r.Context().Value(baseKey{}).(string); ok {
		next = base + next
	}
	return signIn + "?next=" + url.QueryEscape(next)
}

// Mount serves each handler below its base path (/, /desk/, /zfxxgk/ysqgk/) with
// the base path taken away; the longest that fits wins. A base path without its
// slash at the end is sent to the one with it. What fits nowhere is 404.
// A proxy in front must pass the path on as it is.
func Mount(at map[string]http.Handler) http.Handler {
	var bases []string
	for base := range at {
		bases = append(bases, base)
	}
	sort.Slice(bases, func(i, j int) bool { return len(bases[i]) > len(bases[j]) })
	handlers := map[string]http.Handler{}
	for base, h := range at {
		handlers[base] = below(strings.TrimSuffix(base, "/"), h)
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		for _, base := range bases {
			if r.URL.Path+"/" == base {
				to := base
				if r.URL.RawQuery != "" {
					to += "?" + r.URL.RawQuery
				}
				http.Redirect(w, r, to, http.StatusPermanentRedirect)
				return
			}
			if strings.HasPrefix(r.URL.Path, base) {
				handlers[base].ServeHTTP(w, r)
				return
			}
		}
		http.NotFound(w, r)
	})
}

// below takes the prefix away and remembers it.
func below(prefix string, h http.Handler) http.Handler {
	if prefix == "" {
		return h
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		http.StripPrefix(prefix, h).ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), baseKey{}, prefix)))
	})
}
