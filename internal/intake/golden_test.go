package intake

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the golden files anew")

// office is what the golden mails' office knows.
var office = Known{
	Case:   func(n string) bool { return n == "2026-0158" || n == "2026-0209" || n == "ZJ2026-0003" },
	Intake: func(n string) bool { return n == "20261123-0012" },
	Sent: func(id string) (string, bool) {
		return "20261123-0012", id == "out-20261123-0012@example.gov.cn"
	},
}

// TestGolden reads mails as they come to an office, and some of those of
// others, and compares all that is made of them.
func TestGolden(t *testing.T) {
	names, err := filepath.Glob("testdata/office/*.eml")
	if err != nil || len(names) < 10 {
		t.Fatal(len(names), err)
	}
	for _, name := range append(names, goldenOfOthers...) {
		m := Parse(read(t, name))
		may, why := MayConfirm(m, Address{Address: "ysqgk@example.gov.cn"})
		var got bytes.Buffer
		enc := json.NewEncoder(&got)
		enc.SetEscapeHTML(false)
		enc.SetIndent("", "  ")
		if err := enc.Encode(map[string]any{
			"message": m, "fields": Extract(m), "proposal": Propose(m, office), "may_confirm": may, "why_not": why,
		}); err != nil {
			t.Fatal(err)
		}
		golden := filepath.Join("testdata/office", strings.TrimSuffix(filepath.Base(name), filepath.Ext(name))+".json")
		if *update {
			if err := os.WriteFile(golden, got.Bytes(), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		if want := read(t, golden); !bytes.Equal(got.Bytes(), want) {
			t.Errorf("%s is read otherwise:\n%s", name, got.String())
		}
	}
}

var goldenOfOthers = []string{
	"testdata/mail/enmime/dsn__testdata__simple_dsn_with_html.raw",
	"testdata/mail/enmime/dsn__testdata__delayed_dsn.raw",
	"testdata/mail/enmime/mail__mime-bad-8bit-filename.raw",
	"testdata/mail/enmime/low-quality__bad-header-wrap.raw",
	"testdata/mail/enmime/parts__chardet-success-big-5.raw",
	"testdata/mail/stalwart-mail-parser/eml__legacy__049.eml",
}

// TestKindOfNames holds the names of the office's mails: each begins with its
// kind.
func TestKindOfNames(t *testing.T) {
	names, _ := filepath.Glob("testdata/office/*.eml")
	for _, name := range names {
		base := filepath.Base(name)
		for _, k := range []Kind{KindRequest, KindReply, KindAutoReply, KindBounce, KindReceipt, KindList, KindUnknown} {
			if m := Parse(read(t, name)); strings.HasPrefix(base, string(k)+"_") && m.Kind != k {
				t.Errorf("%s is taken for %s", base, m.Kind)
			}
		}
	}
}
