package config

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// The embedded example is the one at the top of the project.
func TestEmbeddedExample(t *testing.T) {
	if exampleFile != readExample(t) {
		t.Error("internal/config/mingda.example.toml differs from mingda.example.toml: copy it here")
	}
}

// The example of answers is a Setup, and what init writes of it is a
// configuration that says what was answered and keeps every comment.
func TestSetupFile(t *testing.T) {
	s, err := ParseSetup(SetupExample)
	if err != nil {
		t.Fatal(err)
	}
	s.Region, s.Origin, s.PortalPath = "CN", "https://ysq.example.gov.cn", "/zfxxgk/ysqgk/"
	a := &s.Agencies[0]
	a.Name, a.Phone, a.MailAddress = `引号"区人民政府`, "0000-7654321", "foi@example.gov.cn"
	text := s.File()
	got, err := Parse(text, ".", nil)
	if err != nil {
		t.Fatal(err)
	}
	want, err := Parse("", ".", nil)
	if err != nil {
		t.Fatal(err)
	}
	want.Region, want.Desk.Origin, want.Portal.Origin, want.Portal.BasePath = "CN", s.Origin, s.Origin, "/zfxxgk/ysqgk/"
	want.Portal.Office, want.Portal.Phone = a.Name, a.Phone
	if diff := cmp.Diff(want, got, cmpopts.IgnoreUnexported(Config{}), cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("want (-), got (+):\n%s", diff)
	}
	if strings.Count(text, "\n") != strings.Count(exampleFile, "\n") {
		t.Error("lines of the example were lost")
	}
	for _, sample := range []string{`# user = "foi@example.gov.cn"`, `# address = "foi@example.gov.cn"`} {
		if !strings.Contains(text, sample) {
			t.Errorf("no %s", sample)
		}
	}
}

// Who is reached at a port of this machine listens there; behind a proxy the
// address to listen on is the operator's to choose.
func TestSetupListens(t *testing.T) {
	for origin, want := range map[string]string{
		"http://localhost:9000": "localhost:9000", "http://localhost:8080": "localhost:8080", "https://ysq.example.gov.cn:8443": "localhost:8080",
	} {
		s := DefaultSetup()
		s.Origin = origin
		got, err := Parse(s.File(), ".", nil)
		if err != nil || !cmp.Equal(got.Listen, []string{want}) {
			t.Errorf("%s: listens on %q, want %s; %v", origin, got.Listen, want, err)
		}
	}
}

func TestParseSetup(t *testing.T) {
	for name, text := range map[string]string{
		"unknown key": "regoin = \"CN\"", "no TOML": "region", "wrong type": "region = 3",
	} {
		if _, err := ParseSetup(text); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
	if s, err := ParseSetup(""); err != nil || !cmp.Equal(s, DefaultSetup()) {
		t.Errorf("%+v, %v", s, err)
	}
}

// Mail servers in the answers become tables which Load takes, a mailbox each
// and a sender for each agency with an address, under the comments of the example.
func TestSetupMail(t *testing.T) {
	dir := t.TempDir()
	s, err := ParseSetup(SetupExample + `
[smtp]
host = "localhost"
port = 2525
security = "none"
[[agency]]
code = "zrj"
name = "明川区自然资源局"
mail_address = "zrj@example.gov.cn"
[agency.imap]
host = "imap.example.gov.cn"
[[agency]]
name = "没有邮箱的局"
[[agency]]
code = "JTJ"
name = "交通运输局"
mail_address = "jtj@example.gov.cn"
[agency.imap]
host = "10.0.0.9"
port = 1143
security = "starttls"
user = "jtj"
password_file = "jtj-password"
ca_file = "ca.pem"
`)
	if err != nil {
		t.Fatal(err)
	}
	s.Agencies[0].MailAddress = "qzf@example.gov.cn"
	if err := os.WriteFile(filepath.Join(dir, "ca.pem"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := s.CheckMail(dir); err != nil {
		t.Fatal(err)
	}
	files := s.PasswordFiles(dir)
	if want := []string{filepath.Join(dir, "secrets/imap-ZRJ"), filepath.Join(dir, "jtj-password")}; !cmp.Equal(files, want) {
		t.Errorf("password files %q, want %q", files, want)
	}
	if want := []string{"明川区人民政府 qzf@example.gov.cn"}; !cmp.Equal(s.LeftOut(), want) {
		t.Errorf("left out %q, want %q", s.LeftOut(), want)
	}
	for _, file := range files {
		if err := errors.Join(os.MkdirAll(filepath.Dir(file), 0o700), os.WriteFile(file, nil, 0o600)); err != nil {
			t.Fatal(err)
		}
	}
	text := s.File()
	if err := os.WriteFile(filepath.Join(dir, "mingda.toml"), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	got, err := Load(filepath.Join(dir, "mingda.toml"), nil)
	if err != nil {
		t.Fatal(err)
	}
	if want := []Mailbox{
		{Agency: "明川区自然资源局", Host: "imap.example.gov.cn", Security: "implicit", User: "zrj@example.gov.cn", PasswordFile: files[0]},
		{Agency: "交通运输局", Host: "10.0.0.9", Port: 1143, Security: "starttls", User: "jtj", PasswordFile: files[1], CAFile: filepath.Join(dir, "ca.pem")},
	}; !cmp.Equal(got.Mailboxes, want) {
		t.Error(cmp.Diff(want, got.Mailboxes))
	}
	var senders []From
	for _, name := range []string{"明川区人民政府 qzf", "明川区自然资源局 zrj", "交通运输局 jtj"} {
		agency, local, _ := strings.Cut(name, " ")
		senders = append(senders, From{Agency: agency, Address: local + "@example.gov.cn", Name: agency})
	}
	if want := (SMTP{Host: "localhost", Port: 2525, Security: "none", From: senders}); !cmp.Equal(got.SMTP, want) {
		t.Error(cmp.Diff(want, got.SMTP))
	}
	for _, line := range strings.Split(exampleFile, "\n") {
		if comment, ok := strings.CutPrefix(line, "# "); ok && !strings.Contains(comment, " = ") && !strings.HasPrefix(comment, "[[") && !strings.Contains(text, comment) &&
			!strings.Contains(comment, "mingda.toml") {
			t.Errorf("the comment %q was lost", comment)
		}
	}
}
