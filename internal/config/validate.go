package config

import (
	"cmp"
	"fmt"
	"net"
	"net/mail"
	"net/netip"
	"net/url"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// Validate returns nil, or Problems with everything that is wrong at once, so
// that an operator mends the file in one go. It looks whether the named files
// are there, and connects to nothing.
func (c Config) Validate() error {
	var bad Problems
	c.checkServing(&bad)
	c.checkPortal(&bad)
	for i, m := range c.Mailboxes {
		m.check(fmt.Sprintf("mailbox %d (%s)", i+1, m.User), &bad)
	}
	c.checkMailboxes(&bad)
	c.SMTP.check(&bad)
	c.checkLetters(&bad)
	c.checkLimits(&bad)
	c.Labels.check(&bad)
	c.Reminders.check(&bad)
	c.Assessment.check(&bad)
	c.Audit.check(&bad)
	c.OCR.check(&bad)
	c.SignIn.check(&bad)
	c.OIDC.check(&bad)
	c.ClamAV.check(&bad)
	return bad.err()
}

func (c Config) checkServing(bad *Problems) {
	if c.DataDir == "" {
		bad.add("data_dir", "is empty; name the folder that holds the office's data")
	}
	if len(c.Listen) == 0 {
		bad.add("listen", "is empty; for example [\"localhost:8080\"]")
	}
	for _, a := range c.Listen {
		checkListen("listen", a, bad)
	}
	for _, a := range c.Desk.Listen {
		checkListen("desk.listen", a, bad)
	}
	if (c.TLSCert == "") != (c.TLSKey == "") {
		bad.add("tls_cert, tls_key", "set both, or neither")
	}
	checkFile("tls_cert", c.TLSCert, bad)
	checkFile("tls_key", c.TLSKey, bad)
	if _, err := c.Proxies(); err != nil {
		bad.add("trusted_proxies", "%v", err)
	}
	if !regexp.MustCompile(`^CN(-[0-9]{2})?$`).MatchString(c.Region) {
		bad.add("region", "%q is neither CN nor the ISO 3166-2 code of a province, such as CN-65", c.Region)
	}
	if c.CorrectionDays < 1 || c.CorrectionDays > 60 {
		bad.add("correction_days", "%d is not from 1 to 60 workdays", c.CorrectionDays)
	}
	switch c.LogLevel {
	case "debug", "info", "warn", "error":
	default:
		bad.add("log_level", "%q is none of debug, info, warn, error", c.LogLevel)
	}
	checkOrigin("desk.origin", c.Desk.Origin, bad)
	checkOrigin("portal.origin", c.Portal.Origin, bad)
	checkBasePath("desk.base_path", c.Desk.BasePath, bad)
	checkBasePath("portal.base_path", c.Portal.BasePath, bad)
	if c.Desk.Origin == c.Portal.Origin && strings.Trim(c.Desk.BasePath, "/") == strings.Trim(c.Portal.BasePath, "/") {
		bad.add("desk.base_path", "desk and portal are at the same address; give one of them another origin or base path")
	}
	if isHTTPS(c.Desk.Origin) != isHTTPS(c.Portal.Origin) {
		bad.add("desk.origin, portal.origin", "one is https and the other is not; cookies could not be kept safe")
	}
	if !c.Demo {
		c.checkReal(bad)
	}
}

// checkReal holds an office with real people's data to TLS, except on the very
// machine, where there is no wire to listen on.
func (c Config) checkReal(bad *Problems) {
	for _, o := range []struct{ key, origin string }{{"desk.origin", c.Desk.Origin}, {"portal.origin", c.Portal.Origin}} {
		u, err := url.Parse(o.origin)
		if err == nil && u.Scheme == "http" && !isThisMachine(u.Hostname()) {
			bad.add(o.key, "%s is not https; only a demo office may be reached without TLS", o.origin)
		}
	}
}

func (c Config) checkPortal(bad *Problems) {
	p := c.Portal
	if p.SiteName == "" {
		bad.add("portal.site_name", "is empty")
	}
	if p.Zhu != "" && !regexp.MustCompile(`^#[0-9a-fA-F]{6}$`).MatchString(p.Zhu) {
		bad.add("portal.zhu", "%q is not a colour such as #a32a1c", p.Zhu)
	}
	checkHref("portal.parent_href", p.ParentHref, bad)
	checkHref("portal.guide_href", p.GuideHref, bad)
	for _, links := range []struct {
		key string
		all []Link
	}{{"header_link", p.HeaderLinks}, {"footer_link", p.FooterLinks}, {"published_link", p.Published}} {
		for i, l := range links.all {
			where := fmt.Sprintf("portal.%s %d", links.key, i+1)
			if l.Label == "" || l.Href == "" {
				bad.add(where, "needs label and href")
			}
			checkHref(where, l.Href, bad)
		}
	}
}

func (m Mailbox) check(where string, bad *Problems) {
	for _, must := range []struct{ key, value string }{
		{"agency", m.Agency}, {"host", m.Host}, {"user", m.User}, {"password_file", m.PasswordFile},
	} {
		if must.value == "" {
			bad.add(where, "%s is empty", must.key)
		}
	}
	checkServer(where, m.Host, m.Port, m.Security, bad)
	checkFile(where+" password_file", m.PasswordFile, bad)
	checkFile(where+" ca_file", m.CAFile, bad)
	if m.Inbox != "" && m.Inbox == m.Done {
		bad.add(where, "inbox and done are the same folder %q", m.Inbox)
	}
}

// checkMailboxes keeps one mailbox from standing twice: what is in it would be taken in
// for two, the office and the bureau, say.
func (c Config) checkMailboxes(bad *Problems) {
	type place struct{ host, user, inbox string }
	seen := map[place]int{}
	for i, m := range c.Mailboxes {
		at := place{strings.ToLower(m.Host), m.User, cmp.Or(m.Inbox, "INBOX")}
		if first, ok := seen[at]; ok && m.User != "" {
			bad.add(fmt.Sprintf("mailbox %d (%s)", i+1, m.User), "is the same as mailbox %d", first+1)
			continue
		}
		seen[at] = i
	}
}

func (s SMTP) check(bad *Problems) {
	if s.Host == "" {
		return
	}
	checkServer("smtp", s.Host, s.Port, s.Security, bad)
	checkFile("smtp.password_file", s.PasswordFile, bad)
	checkFile("smtp.ca_file", s.CAFile, bad)
	if s.User != "" && s.PasswordFile == "" {
		bad.add("smtp.password_file", "is empty, but smtp.user is set")
	}
	if len(s.From) == 0 {
		bad.add("smtp.from", "no address to send from; add [[smtp.from]] with agency and address")
	}
	for i, f := range s.From {
		if a, err := mail.ParseAddress(f.Address); err != nil || a.Address != f.Address {
			bad.add(fmt.Sprintf("smtp.from %d", i+1), "%q is not a mail address", f.Address)
		}
	}
}

// checkLetters keeps a seal and a certificate to the one agency they are of.
func (c Config) checkLetters(bad *Problems) {
	seen := map[string]bool{}
	for i, l := range c.Letters {
		where := fmt.Sprintf("letter %d (%s)", i+1, l.Agency)
		if seen[l.Agency] {
			bad.add(where, "stands twice")
		}
		seen[l.Agency] = true
		if !slices.Contains([]string{"", "letter_form", "ordinary"}, l.Form) {
			bad.add(where, "form %q is neither letter_form nor ordinary", l.Form)
		}
		if l.Agency == "" && l.Seal != "" {
			bad.add(where, "seal needs agency: a seal is that of one agency")
		}
		if l.Agency == "" && l.Cert != "" {
			bad.add(where, "cert needs agency: a certificate is that of one agency")
		}
		if (l.Cert == "") != (l.Key == "") {
			bad.add(where, "cert and key go together")
		}
		checkFile(where+" seal", l.Seal, bad)
		checkFile(where+" cert", l.Cert, bad)
		checkFile(where+" key", l.Key, bad)
	}
}

// check notes days that are none, and office hours that end before they begin.
func (r Reminders) check(bad *Problems) {
	for _, days := range append(slices.Clone(r.Before), r.Every, r.Help) {
		if days < 0 || days > 60 {
			bad.add("reminders", "%d is no number of workdays from 0 to 60", days)
		}
	}
	clock := regexp.MustCompile(`^([01][0-9]|2[0-3]):[0-5][0-9]$`)
	for _, t := range []struct{ key, value string }{{"from", r.From}, {"until", r.Until}} {
		if !clock.MatchString(t.value) {
			bad.add("reminders."+t.key, "%q is not a time such as 09:00", t.value)
			return
		}
	}
	if r.Until <= r.From {
		bad.add("reminders.until", "%s is not after %s", r.Until, r.From)
	}
}

// check notes what cannot be asked of tesseract.
func (o OCR) check(bad *Problems) {
	if o.Pages < 1 || o.Pages > 1000 {
		bad.add("ocr.pages", "%d is no number of pages from 1 to 1000", o.Pages)
	}
	language := regexp.MustCompile(`^[A-Za-z0-9_]+$`)
	for _, l := range o.Languages {
		if !language.MatchString(l) {
			bad.add("ocr.languages", "%q is no language of tesseract", l)
		}
	}
	if o.On && len(o.Languages) == 0 {
		bad.add("ocr.languages", "names none")
	}
}

// check notes an address that is neither the path of a socket nor host:port.
func (c ClamAV) check(bad *Problems) {
	if c.Address == "" || c.Network() == "unix" {
		return
	}
	if host, port, err := net.SplitHostPort(c.Address); err != nil || host == "" || port == "" {
		bad.add("clamav.address", "%q is neither the path of a socket such as /run/clamav/clamd.ctl nor host:port", c.Address)
	}
}

// check notes labels too small to hold an address.
func (l Labels) check(bad *Problems) {
	const width, height, least, most = 210.0, 297.0, 20.0, 14
	if l.Columns < 1 || l.Rows < 1 || l.Columns > most || l.Rows > most {
		bad.add("labels", "%d × %d are no columns and rows of labels", l.Columns, l.Rows)
		return
	}
	if w := (width - 2*l.SideMM) / float64(l.Columns); !(l.SideMM >= 0 && w >= 2*least) {
		bad.add("labels.side_mm, labels.columns", "labels %.1f mm wide hold no address", w)
	}
	if h := (height - 2*l.TopMM) / float64(l.Rows); !(l.TopMM >= 0 && h >= least) {
		bad.add("labels.top_mm, labels.rows", "labels %.1f mm high hold no address", h)
	}
}

func (c Config) checkLimits(bad *Problems) {
	l := c.Limits
	for _, must := range []struct {
		key string
		n   int
	}{{"upload_mb", l.UploadMB}, {"file_mb", l.FileMB}, {"files", l.Files}, {"mail_mb", l.MailMB}} {
		if must.n < 1 {
			bad.add("limits."+must.key, "%d is too small", must.n)
		}
	}
	for _, may := range []struct {
		key string
		n   int
	}{{"searches", l.Searches}, {"downloads", l.Downloads}, {"exports", l.Exports}, {"sendings", l.Sendings}} {
		if may.n < 0 || may.n > 1_000_000 {
			bad.add("limits."+may.key, "%d is not from 0 (however many) to 1,000,000 a minute", may.n)
		}
	}
	if l.FileMB > l.UploadMB {
		bad.add("limits.file_mb", "one file may be %d MB, but a whole form only %d MB", l.FileMB, l.UploadMB)
	}
	if c.Backup.Dir != "" {
		if !regexp.MustCompile(`^([01][0-9]|2[0-3]):[0-5][0-9]$`).MatchString(c.Backup.At) {
			bad.add("backup.at", "%q is not a time such as 02:30", c.Backup.At)
		}
		if c.Backup.Keep < 1 {
			bad.add("backup.keep", "%d would keep nothing", c.Backup.Keep)
		}
		if err := c.CheckBackupDir(c.Backup.Dir); err != nil {
			bad.add("backup.dir", "%v", err)
		}
	}
	if c.Backup.Heads != "" {
		if err := c.CheckBackupDir(c.Backup.Heads); err != nil {
			bad.add("backup.heads", "%v", err)
		}
	}
}

// checkServer refuses mail without TLS over a wire: passwords and requests
// would be readable on it.
func checkServer(where, host string, port int, security string, bad *Problems) {
	if port < 0 || port > 65535 {
		bad.add(where, "port %d does not exist", port)
	}
	switch security {
	case "", "implicit", "starttls":
	case "none":
		if !isThisMachine(host) {
			bad.add(where, "security = \"none\" is only allowed to this machine, not to %s", host)
		}
	default:
		bad.add(where, "security %q is none of implicit, starttls, none", security)
	}
}

func checkListen(key, address string, bad *Problems) {
	_, port, err := net.SplitHostPort(address)
	if n, errN := strconv.Atoi(port); err != nil || errN != nil || n < 0 || n > 65535 {
		bad.add(key, "%q is not host:port, such as localhost:8080, :8080 or [::1]:8080", address)
	}
}

func checkOrigin(key, origin string, bad *Problems) {
	u, err := url.Parse(origin)
	if err != nil || (u.Scheme != "http" && u.Scheme != "https") || u.Host == "" || origin != u.Scheme+"://"+u.Host {
		bad.add(key, "%q is not an origin such as https://ysq.example.gov.cn, without a path", origin)
	}
}

func checkBasePath(key, p string, bad *Problems) {
	if !regexp.MustCompile(`^(/[A-Za-z0-9._~-]+)*/?$`).MatchString(p) || strings.Contains(p+"/", "/./") || strings.Contains(p+"/", "/../") {
		bad.add(key, "%q is not a path such as /zfxxgk/ysqgk/", p)
	}
}

// checkHref lets addresses of the web and paths of the site through, and no
// scripts.
func checkHref(key, href string, bad *Problems) {
	u, err := url.Parse(href)
	if err != nil || (u.Scheme != "" && u.Scheme != "http" && u.Scheme != "https") {
		bad.add(key, "%q is not an http address or a path", href)
	}
}

func checkFile(key, file string, bad *Problems) {
	if file == "" {
		return
	}
	f, err := os.Open(file)
	if err != nil {
		bad.add(key, "%v", err)
		return
	}
	f.Close() // only read
}

func isHTTPS(origin string) bool { return strings.HasPrefix(origin, "https://") }

func isThisMachine(host string) bool {
	a, err := netip.ParseAddr(host)
	return host == "localhost" || err == nil && a.Unmap().IsLoopback()
}
