package main

import (
	"bytes"
	"crypto/tls"
	"errors"
	"net"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"mingda/fonts"
	"mingda/internal/loopback"
	"mingda/internal/page"
	"mingda/internal/pdf"
	"mingda/internal/serve/servetest"
)

// listening are the addresses the log names.
var listening = regexp.MustCompile(`"address":"([^"]+)"`)

// addresses waits until the log names n addresses and returns them.
func (s *served) addresses(n int) []string {
	s.t.Helper()
	for range 1000 {
		if found := listening.FindAllStringSubmatch(s.err.String(), -1); len(found) == n {
			var all []string
			for _, m := range found {
				all = append(all, m[1])
			}
			return all
		}
		time.Sleep(10 * time.Millisecond)
	}
	s.t.Fatalf("not %d addresses: %s", n, s.err.String())
	return nil
}

// withFonts ends the test where `make fonts` has not been run; on the build
// machine it fails.
func withFonts(t *testing.T) {
	t.Helper()
	if _, err := pdf.LoadFonts("", fonts.FS()); err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal(err)
		}
		t.Skip(err)
	}
}

// TestServe serves an office on both families of addresses, beside commands,
// refuses a second server, backs up under work, and stops with the database
// closed. The copy, on an empty machine, has the same ledger.
func TestServe(t *testing.T) {
	newOffice(t)
	withFonts(t)
	s := startServing(t, "--listen", "localhost:0")
	families := loopback.Hosts()
	addresses := s.addresses(len(families))
	for n, a := range addresses {
		if host, _, err := net.SplitHostPort(a); err != nil || host != families[n] {
			t.Fatalf("listening on %q", addresses)
		}
	}
	for _, a := range addresses {
		for path, want := range map[string]int{"/healthz": 200, "/": 200, "/desk/sign-in": 200, "/desk": 200, "/desk/nothing-here": 404, "/static/x/none": 404} {
			if got := get(t, "http://"+a+path); got != want {
				t.Errorf("%s%s: %d, want %d", a, path, got, want)
			}
		}
	}
	if out := want(t, 1, "serve", "--listen", "localhost:0"); !strings.Contains(out, "another mingda") {
		t.Error(out)
	}
	takeMails(t, 3)
	backUpUnderWork(t)
	s.stop()
	if _, err := os.Stat("data/mingda.db-wal"); err == nil {
		t.Error("the database was not closed")
	}
	restoreElsewhere(t)
}

// backUpUnderWork makes a copy while mails come in.
func backUpUnderWork(t *testing.T) {
	done := make(chan struct{})
	go func() { defer close(done); takeMails(t, 20) }()
	if out := want(t, 0, "backup", "copy"); !strings.Contains(out, "密钥不在备份里") {
		t.Error(out)
	}
	<-done
	want(t, 2, "backup", "copy") // not over another
	if err := os.Symlink("data", "elsewhere"); err != nil {
		t.Fatal(err)
	}
	for _, inside := range []string{"data/inner", "data/new/inner", "elsewhere/inner"} {
		if out := want(t, 2, "backup", inside); !strings.Contains(out, inside+" lies in the data folder") {
			t.Error(out)
		}
	}
	if _, err := os.Stat("data/inner"); err == nil {
		t.Error("a folder was made for a copy that was refused")
	}
	want(t, 0, "backup", "data-copy") // beside it, with a name that begins alike
	want(t, 0, "backup", "whole", "--with-key")
	if _, err := os.Stat("copy/mingda.key"); err == nil {
		t.Error("the key went with the copy")
	}
}

// restoreElsewhere puts the copies into offices that are empty.
func restoreElsewhere(t *testing.T) {
	head := strings.TrimSpace(want(t, 0, "ledger", "head"))
	text, err := os.ReadFile("mingda.toml")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile("new.toml", []byte(strings.Replace(string(text), `data_dir = "data"`, `data_dir = "new"`, 1)), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ dir, says string }{{"copy", "key is not in this backup"}, {"nothing", "no finished backup"}, {".", "no finished backup"}} {
		if out := want(t, 2, "restore", c.dir, "-c", "new.toml"); !strings.Contains(out, c.says) {
			t.Error(out)
		}
	}
	want(t, 2, "restore", "whole") // over the office itself
	if out := want(t, 0, "restore", "whole", "-c", "new.toml"); !strings.Contains(out, strings.Fields(head)[1]) {
		t.Error(out)
	}
	if got := strings.TrimSpace(want(t, 0, "ledger", "head", "-c", "new.toml")); got != head {
		t.Errorf("head %s, want %s", got, head)
	}
	want(t, 0, "ledger", "rebuild", "-c", "new.toml")
	want(t, 2, "restore", "whole", "-c", "new.toml") // it is no longer empty

	// The copy without its key: the key is put there by hand.
	if err := os.RemoveAll("new"); err != nil {
		t.Fatal(err)
	}
	if err := copyFile("data/mingda.key", "new/mingda.key"); err != nil {
		t.Fatal(err)
	}
	want(t, 0, "restore", "copy", "-c", "new.toml")
	want(t, 0, "ledger", "verify", "-c", "new.toml")
}

// TestRestoreDamaged refuses a copy that was changed and leaves nothing.
func TestRestoreDamaged(t *testing.T) {
	newOffice(t)
	takeMails(t, 2)
	want(t, 0, "backup", "copy", "--with-key")
	var file string
	for _, dir := range mustRead(t, "copy/files") {
		if inside := mustRead(t, "copy/files/"+dir); len(dir) == 2 && len(inside) == 1 {
			file = "copy/files/" + dir + "/" + inside[0]
		}
	}
	if err := os.Chmod(file, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte("changed"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.RemoveAll("data"); err != nil {
		t.Fatal(err)
	}
	if out := want(t, 1, "restore", "copy"); !strings.Contains(out, "file "+filepath.Base(filepath.Dir(file))+filepath.Base(file)) {
		t.Error(out)
	}
	if left := mustRead(t, "data"); !slices.Equal(left, []string{lockName}) {
		t.Error(left)
	}
}

// TestRestoreDatabaseDamaged: another key, a byte changed, and an end cut off are each told
// before anything is there, and nothing of the database lies open in the copy.
func TestRestoreDatabaseDamaged(t *testing.T) {
	newOffice(t)
	takeMails(t, 1)
	want(t, 0, "backup", "copy")
	text, err := os.ReadFile("copy/mingda.db.sealed")
	if err != nil || bytes.Contains(text, []byte("SQLite format")) || bytes.Contains(text, []byte("apply")) {
		t.Errorf("the copy lies open, %v", err)
	}
	if left := mustRead(t, "copy"); !slices.Equal(left, []string{"backup.json", "files", "mingda-audit.db.sealed", "mingda.db.sealed"}) {
		t.Error(left)
	}
	key, err := os.ReadFile("data/mingda.key")
	if err != nil {
		t.Fatal(err)
	}
	changed := bytes.Clone(text)
	changed[len(changed)/2] ^= 1
	for _, c := range []struct {
		name      string
		key, text []byte
		status    int
		says      string
	}{
		{"another key", []byte(keyMark + strings.Repeat("07", secretSize)), text, 2, "not the key file that this backup was sealed with"},
		{"changed", key, changed, 1, "mingda.db.sealed: at byte"},
		{"cut off", key, text[:len(text)-100], 1, "mingda.db.sealed: its end"},
		{"as it was", key, text, 0, "1 files"},
	} {
		if err := errors.Join(os.RemoveAll("data"), os.Mkdir("data", 0o700), os.WriteFile("data/mingda.key", c.key, 0o600), os.WriteFile("copy/mingda.db.sealed", c.text, 0o600)); err != nil {
			t.Fatal(err)
		}
		if out := want(t, c.status, "restore", "copy"); !strings.Contains(out, c.says) {
			t.Errorf("%s: %s", c.name, out)
		}
		if left := mustRead(t, "data"); c.status != 0 && !slices.Equal(left, []string{"mingda.key", lockName}) {
			t.Errorf("%s: %v", c.name, left)
		}
	}
}

func mustRead(t *testing.T, dir string) []string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, e := range entries {
		all = append(all, e.Name())
	}
	return all
}

// TestServeDemo fills a demo office and keeps it at the second start. What an
// interrupted fill left is not taken for an office. While it is served it cannot
// be thrown away, afterwards it can.
func TestServeDemo(t *testing.T) {
	t.Chdir(t.TempDir())
	withFonts(t)
	if err := os.MkdirAll("demo-data.filling/files", 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile("demo-data.filling/mingda.db", []byte("half"), 0o600); err != nil {
		t.Fatal(err)
	}
	cfg, err := demoConfig()
	if err != nil {
		t.Fatal(err)
	}
	var heads []string
	for range 2 {
		s := startServing(t, "--demo", "--listen", "localhost:0")
		address := regexp.MustCompile(`http://localhost:[0-9]+`).FindString(s.out.String())
		if got := get(t, address+"/desk/sign-in"); got != 200 {
			t.Errorf("sign-in: %d", got)
		}
		if err := dropDemo(cfg); err == nil {
			t.Error("thrown away while it is served")
		}
		s.stop()
		heads = append(heads, want(t, 0, "ledger", "head", "--demo")+want(t, 0, "user", "list", "--demo"))
	}
	if heads[0] != heads[1] || !strings.Contains(heads[0], "收件员") {
		t.Errorf("%q", heads)
	}
	want(t, 0, "ledger", "verify", "--demo")
	want(t, 2, "serve", "--reset")
	if err := dropDemo(cfg); err != nil {
		t.Error(err)
	}
	if _, err := os.Stat("demo-data"); err == nil {
		t.Error("not thrown away")
	}
}

// TestServeHeaders: whatever a listener answers carries the headers, what no door gives
// too; over TLS of the program's own, cookies are bound to it and browsers are told to come
// by TLS only, which behind a proxy is the proxy's to say.
func TestServeHeaders(t *testing.T) {
	newOffice(t)
	withFonts(t)
	sent := func(scheme, hsts string) {
		s := startServing(t, "--listen", loopback.Address(0))
		defer s.stop()
		client := http.Client{
			Transport:     &http.Transport{TLSClientConfig: &tls.Config{InsecureSkipVerify: true}},
			CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		}
		defer client.CloseIdleConnections()
		for path, status := range map[string]int{"/": 200, "/desk/sign-in": 200, "/desk": 308, "/desk/": 303, "/nothing": 404, healthPath: 200,
			page.AssetPath("mingda.css"): 200, "/static/x/none": 404, "/apply?size=large": 200} {
			r, err := client.Get(scheme + "://" + s.addresses(1)[0] + path)
			if err != nil {
				t.Fatal(err)
			}
			r.Body.Close()
			servetest.Headers(t, scheme+" "+path, r.Header, scheme == "https")
			if got := r.Header.Get("Strict-Transport-Security"); r.StatusCode != status || got != hsts {
				t.Errorf("%s %s: %d, %q", scheme, path, r.StatusCode, got)
			}
		}
		r, err := client.PostForm(scheme+"://"+s.addresses(1)[0]+"/apply", url.Values{"class": {"natural"}})
		if err != nil {
			t.Fatal(err)
		}
		r.Body.Close()
		if servetest.Headers(t, scheme+" a step of a request", r.Header, scheme == "https"); len(r.Cookies()) == 0 {
			t.Errorf("no cookie to look at: %d", r.StatusCode)
		}
	}
	sent("http", "")
	certify(t, "localhost", time.Now().AddDate(0, 0, -1), time.Now().AddDate(0, 2, 0))
	configure(t, "tls_cert = \"cert.pem\"\ntls_key = \"key.pem\"")
	useHTTPS(t)
	sent("https", "max-age=31536000")
}

// useHTTPS has the configuration say that browsers come over TLS.
func useHTTPS(t *testing.T) {
	t.Helper()
	text, err := os.ReadFile("mingda.toml")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile("mingda.toml", bytes.ReplaceAll(text, []byte(`"http://`), []byte(`"https://`)), 0o600); err != nil {
		t.Fatal(err)
	}
}
