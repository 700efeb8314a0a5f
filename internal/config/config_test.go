package config

import (
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

const example = "../../mingda.example.toml"

func readExample(t *testing.T) string {
	t.Helper()
	b, err := os.ReadFile(example)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

var exampleKey = regexp.MustCompile(`^(?:# )?([a-z_]+) = `)
var exampleTable = regexp.MustCompile(`^(?:# )?\[\[?([a-z_.]+)\]?\]$`)

// Every key stands in the example, and nothing else does.
func TestExampleNamesEveryKey(t *testing.T) {
	var got []string
	table := ""
	for line := range strings.Lines(readExample(t)) {
		line = strings.TrimRight(line, "\n")
		if m := exampleTable.FindStringSubmatch(line); m != nil {
			table = m[1] + "."
		} else if m := exampleKey.FindStringSubmatch(line); m != nil {
			got = append(got, table+m[1])
		}
	}
	want := Keys()
	slices.Sort(got)
	slices.Sort(want)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("keys of the code (-) and of mingda.example.toml (+):\n%s", diff)
	}
}

// What the example sets is what holds without it.
func TestExampleIsTheDefault(t *testing.T) {
	got, err := Parse(readExample(t), ".", nil)
	if err != nil {
		t.Fatal(err)
	}
	want, err := Parse("", ".", nil)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got, cmpopts.IgnoreUnexported(Config{}), cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("default (-), example (+):\n%s", diff)
	}
}

// What is commented out works when the comment signs are taken away.
func TestExampleUncommented(t *testing.T) {
	dir := t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, "secrets"), 0o700); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"imap", "smtp", "ca.pem", "seal-QZF.png", "sign-QZF.pem", "sign-QZF.key", "oidc"} {
		if err := os.WriteFile(filepath.Join(dir, "secrets", name), []byte("秘密 "+name+"\n"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	var text strings.Builder
	for line := range strings.Lines(readExample(t)) {
		bare := strings.TrimPrefix(line, "# ")
		if exampleKey.MatchString(bare) || exampleTable.MatchString(strings.TrimSpace(bare)) {
			line = bare
		}
		if !strings.HasPrefix(line, "tls_") {
			text.WriteString(line)
		}
	}
	c, err := Parse(text.String(), dir, nil)
	if err != nil {
		t.Fatal(err)
	}
	if len(c.Mailboxes) != 1 || c.Mailboxes[0].Port != 993 || len(c.Portal.HeaderLinks) != 1 || len(c.SMTP.From) != 1 {
		t.Errorf("tables not read: %+v", c)
	}
	if s, err := c.OIDC.Secret(); err != nil || s != "秘密 oidc" || !c.OIDC.IsOn() {
		t.Errorf("identity service %+v, %q, %v", c.OIDC, s, err)
	}
	if p, err := c.Mailboxes[0].Password(); err != nil || p != "秘密 imap" {
		t.Errorf("password %q, %v", p, err)
	}
	if f, ok := c.SMTP.FromOf("明川区教育局"); !ok || f.Address != "ysqgk@example.gov.cn" {
		t.Errorf("sender %v, %v", f, ok)
	}
}

// TestSender: mail of an office never goes out from a bureau's (复议机构) address.
func TestSender(t *testing.T) {
	bureau, office := From{Agency: "区政府", Address: "fuyi@example.gov.cn", Review: true}, From{Agency: "区政府", Address: "ysqgk@example.gov.cn"}
	both := SMTP{From: []From{bureau, office}}
	for _, agency := range []string{"区政府", "住建局"} {
		if f, ok := both.FromOf(agency); !ok || f.Address != office.Address {
			t.Errorf("%s: %+v, %v", agency, f, ok)
		}
	}
	if f, ok := (SMTP{From: []From{bureau}}).FromOf("区政府"); ok {
		t.Errorf("an office sends as the bureau: %+v", f)
	}
}

func TestEnvironment(t *testing.T) {
	c, err := Parse(`data_dir = "a"`, "/srv/mingda", []string{
		"PATH=/bin", "MINGDA_CONFIG=x.toml", "MINGDA_DATA_DIR=/data", "MINGDA_DEMO=true", "MINGDA_LIMITS_FILES=5",
		"MINGDA_PORTAL_BASE_PATH=/zfxxgk/ysqgk", "MINGDA_LISTEN=localhost:0, [::1]:9", "MINGDA_REMINDERS_BEFORE=7, 2", "MINGDA_TRUSTED_PROXIES=10.0.0.0/8,192.0.2.1",
	})
	if err != nil {
		t.Fatal(err)
	}
	got := []any{c.DataDir, c.KeyFile, c.FontsDir, c.Demo, c.Limits.Files, c.Portal.BasePath, c.Desk.BasePath, c.Listen, c.Reminders.Before}
	want := []any{"/data", "/data/mingda.key", "/srv/mingda/fonts", true, 5, "/zfxxgk/ysqgk/", "/desk/", []string{"localhost:0", "[::1]:9"}, []int{7, 2}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if p, err := c.Proxies(); err != nil || len(p) != 2 || p[1].String() != "192.0.2.1/32" {
		t.Errorf("proxies %v, %v", p, err)
	}
}

func TestProblems(t *testing.T) {
	for _, tt := range []struct {
		name, text string
		environ    []string
		want       []string
	}{
		{"unknown key", "demo = true\n\n[portal]\nsitename = \"x\"", nil, []string{"line 4: unknown key portal.sitename"}},
		{"unknown table", "demo = true\n[protal]\nsite_name = \"x\"", nil, []string{"line 2: unknown key protal", "line 3: unknown key protal.site_name"}},
		{"unknown key of a mailbox", "[[mailbox]]\npassword = \"x\"", nil, []string{"line 2: unknown key mailbox.password"}},
		{"syntax", "a = 1\nb = = 2", nil, []string{"line 2: "}},
		{"kind of value", "demo = \"yes\"", nil, []string{"demo"}},
		{"unknown variable", "", []string{"MINGDA_PORT=1"}, []string{"MINGDA_PORT: no such setting"}},
		{"variable of a table", "", []string{"MINGDA_MAILBOX_HOST=x"}, []string{"MINGDA_MAILBOX_HOST: no such setting"}},
		{"number", "", []string{"MINGDA_LIMITS_FILES=many", "MINGDA_DEMO=ja", "MINGDA_REMINDERS_BEFORE=5,x"}, []string{
			"MINGDA_REMINDERS_BEFORE: \"x\" is not a whole number",
			"MINGDA_LIMITS_FILES: \"many\" is not a whole number", "MINGDA_DEMO: \"ja\" is neither true nor false"}},
		{"reminders", "[reminders]\nbefore = [5, -1]\nfrom = \"18:00\"\nuntil = \"9:00\"", nil, []string{"reminders: -1 is no number", "reminders.until: \"9:00\" is not a time"}},
		{"office hours", "[reminders]\nfrom = \"18:00\"\nuntil = \"09:00\"", nil, []string{"reminders.until: 09:00 is not after 18:00"}},
		{"all at once", `
data_dir = ""
listen = ["8080"]
tls_cert = "missing.pem"
trusted_proxies = ["proxy.local"]
region = "Xinjiang"
log_level = "loud"
[desk]
origin = "http://desk.example.gov.cn"
base_path = "/"
[portal]
origin = "https://www.example.gov.cn/path"
base_path = "/../x"
zhu = "red"
guide_href = "javascript:alert(1)"
[[mailbox]]
host = "imap.example.gov.cn"
security = "none"
port = 99999
[smtp]
host = "smtp.example.gov.cn"
security = "tls"
user = "u"
[[smtp.from]]
address = "nobody"
[limits]
file_mb = 200
files = 0
[backup]
dir = "x"
at = "25:00"
keep = 0`, nil, []string{
			"data_dir:", "listen: \"8080\"", "tls_cert, tls_key: set both", "tls_cert: open missing.pem", "trusted_proxies:", "region:", "log_level:",
			"desk.origin: http://desk.example.gov.cn is not https", "portal.origin: \"https://www.example.gov.cn/path\" is not an origin",
			"desk.origin, portal.origin: one is https", "portal.base_path:", "portal.zhu:", "portal.guide_href:",
			"mailbox 1 (): agency is empty", "mailbox 1 (): user is empty", "mailbox 1 (): port 99999", "mailbox 1 (): security = \"none\"",
			"smtp: security \"tls\"", "smtp.password_file: is empty", "smtp.from 1: \"nobody\"", "limits.file_mb:", "limits.files:", "backup.at:", "backup.keep:"}},
		{"log host in the clear", "[audit]\nlog_host = \"tcp://logs.example.gov.cn:514\"\nca_file = \"none.pem\"", nil, []string{"audit.log_host: \"tcp://logs.example.gov.cn:514\": without TLS only to this machine", "audit.ca_file: open none.pem"}},
		{"log host without a port", "[audit]\nlog_host = \"tls://logs.example.gov.cn\"", nil, []string{"audit.log_host: \"tls://logs.example.gov.cn\" is not an address"}},
		{"log host with a path", "[audit]\nlog_host = \"tls://a@logs.example.gov.cn:6514/x\"", nil, []string{"audit.log_host: \"tls://a@logs.example.gov.cn:6514/x\" is not an address"}},
		{"log host without a scheme", "[audit]\nlog_host = \":\"", nil, []string{"audit.log_host: \":\" is not an address"}},
		{"copies within the data", "demo = true\ndata_dir = \"d\"\n[backup]\ndir = \"d/copies\"", nil, []string{"backup.dir: d/copies lies in the data folder"}},
		{"certificates", "[[letter]]\ncert = \"none.pem\"\nkey = \"none.key\"\n[[letter]]\nagency = \"A\"\ncert = \"none.pem\"", nil, []string{
			"letter 1 (): cert needs agency", "letter 1 () cert: open none.pem", "letter 1 () key: open none.key", "letter 2 (A): cert and key go together", "letter 2 (A) cert: open none.pem"}},
		{"letters", "[[letter]]\nform = \"a4\"\nseal = \"none.png\"\n[[letter]]\nagency = \"A\"\n[[letter]]\nagency = \"A\"", nil, []string{
			"letter 1 (): form \"a4\"", "letter 1 (): seal needs agency", "letter 1 () seal: open none.png", "letter 3 (A): stands twice"}},
		{"identity service", "[oidc]\nissuer = \"http://id.example.gov.cn\"\nname = \"\"\nclaim = \"email\"\nscopes = [\"profile\"]\namr = [\"a b\"]\nca_file = \"none.pem\"", nil, []string{
			"oidc.issuer: http://id.example.gov.cn is not https", "oidc.client_id: is empty", "oidc.name: is to have", "oidc.claim: email can pass",
			"oidc.scopes: openid is missing", "oidc.amr: \"a b\" is no one word", "oidc.ca_file: open none.pem"}},
		{"identity service with a path only", "[oidc]\nissuer = \"id.example.gov.cn\"\nclient_id = \"x\"", nil, []string{"oidc.issuer: \"id.example.gov.cn\" is not an address"}},
		{"identity service without an issuer", "[oidc]\nclient_id = \"x\"", nil, []string{"oidc.issuer: is empty"}},
		{"one address for two", "demo = true\n[desk]\nbase_path = \"\"", nil, []string{"desk.base_path: desk and portal are at the same address"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := Parse(tt.text, ".", tt.environ)
			var bad Problems
			if !errors.As(err, &bad) {
				t.Fatalf("Parse: %v", err)
			}
			for _, want := range tt.want {
				if !strings.Contains(err.Error(), want) {
					t.Errorf("not said: %s", want)
				}
			}
			if t.Failed() || tt.name != "all at once" && len(bad) != len(tt.want) {
				t.Errorf("%d problems:\n%v", len(bad), err)
			}
		})
	}
}

func TestDemoNeedsNoTLS(t *testing.T) {
	const origins = "[desk]\norigin = \"http://10.0.0.5\"\n[portal]\norigin = \"http://10.0.0.5\""
	if c, err := Parse("demo = true\n"+origins, ".", nil); err != nil || c.IsSecure() {
		t.Errorf("demo: %v, secure %v", err, c.IsSecure())
	}
	if _, err := Parse(origins, ".", nil); err == nil {
		t.Error("a real office without TLS over a wire")
	}
}

func TestLoad(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "mingda.toml")
	if _, err := Load(file, nil); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("no file: %v", err)
	}
	if err := os.WriteFile(file, []byte("data_dir = \"d\""), 0o600); err != nil {
		t.Fatal(err)
	}
	if c, err := Load(file, nil); err != nil || c.DataDir != filepath.Join(dir, "d") {
		t.Errorf("Load: %q, %v", c.DataDir, err)
	}
	empty := filepath.Join(dir, "empty")
	if err := os.WriteFile(empty, []byte("\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := (SMTP{PasswordFile: empty}).Password(); err == nil {
		t.Error("an empty secret")
	}
}
