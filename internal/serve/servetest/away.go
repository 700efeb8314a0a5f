package servetest

import (
	"net/url"
	"strings"
	"testing"

	"mingda/internal/htmlcheck"
)

// Away are ways back that lead to another site, or are none at all.
var Away = []string{
	"//evil.example", "///evil.example/", "/\\evil.example", "\\\\evil.example", "/\\/evil.example", "https:evil.example", "https://evil.example/", "http:/evil.example", "HTTPS://evil.example",
	"/%2f/evil.example", "%2f%2fevil.example", "/%2f%2fevil.example", "/%5cevil.example", "/%5c%5cevil.example", "/\n/evil.example", "/\t/evil.example", "/\r\nLocation: //evil.example", "/%0d%0aSet-Cookie:%20a=b", "\t//evil.example", " //evil.example",
	"javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "/" + strings.Repeat("a", 20_000), "https://own.example@evil.example/", "//own.example:80@evil.example/", "/.//evil.example", "/..//evil.example", "evil.example", "?next=//evil.example", "#//evil.example", "/\u2028/evil.example", "//evil。example", "／／evil.example", "/\x00/evil.example",
}

// Stays fails the test where a browser at the address would be led to another site: at once
// by Location, or by a link or a form of the page, as browsers read addresses.
func Stays(t testing.TB, what, at, location, body string) {
	t.Helper()
	if leads(at, location) {
		t.Errorf("%s: leads to %q", what, location)
	}
	page := htmlcheck.MustParse(body)
	for _, attr := range []string{"href", "action", "formaction", "src"} {
		for _, n := range page.All("[" + attr + "]") {
			if to := n.Attr(attr); strings.Contains(to, "evil") && leads(at, to) || strings.HasPrefix(strings.ToLower(to), "javascript:") {
				t.Errorf("%s: %s %q", what, attr, to)
			}
		}
	}
}

// leads reports whether an address leads away, as browsers read it: without tabs and ends
// of lines, a backslash as a slash.
func leads(at, address string) bool {
	base, err := url.Parse(at)
	if err != nil {
		return true
	}
	address = strings.TrimFunc(address, func(r rune) bool { return r <= ' ' })
	to, err := base.Parse(strings.NewReplacer("\t", "", "\n", "", "\r", "", `\`, "/").Replace(address))
	return err != nil || to.Scheme != base.Scheme || to.Host != base.Host || strings.HasPrefix(to.Path, "//")
}
