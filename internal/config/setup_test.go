package config

import (
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
