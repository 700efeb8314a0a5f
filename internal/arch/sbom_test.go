package arch

import (
	"encoding/json"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// parts is what the tests read of docs/sbom.cdx.json.
type parts struct {
	Components []struct {
		Name, Version, Purl string
		Licenses            []json.RawMessage
	}
}

func readJSON(t *testing.T, file string, into any) {
	t.Helper()
	b, err := os.ReadFile(file)
	if err == nil {
		err = json.Unmarshal(b, into)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// TestSBOM: the list of foreign parts that is handed out names the modules that are built
// into the binary, in the versions of go.mod and of the npm lock, each with its licence.
func TestSBOM(t *testing.T) {
	var list parts
	readJSON(t, "../../docs/sbom.cdx.json", &list)
	var listed, styles []string
	for _, c := range list.Components {
		switch {
		case c.Name == "std": // whichever Go it is built with
		case strings.HasPrefix(c.Purl, "pkg:golang/"):
			listed = append(listed, c.Name+" "+c.Version)
		case strings.HasSuffix(c.Name, "frontend"):
			styles = append(styles, c.Name+" "+c.Version)
		}
		if len(c.Licenses) == 0 {
			t.Errorf("%s has no licence", c.Name)
		}
	}
	out, err := exec.Command("go", "list", "-tags=sqlite_fts5", "-deps", "-f", "{{with .Module}}{{if .Version}}{{.Path}} {{.Version}}{{end}}{{end}}", "mingda/cmd/mingda").Output()
	if err != nil {
		t.Fatal(err)
	}
	built := strings.Split(strings.TrimSpace(string(out)), "\n")
	for _, s := range [][]string{built, listed, styles} {
		slices.Sort(s)
	}
	if built = slices.DeleteFunc(slices.Compact(built), func(s string) bool { return s == "" }); !slices.Equal(built, listed) {
		t.Errorf("docs/sbom.cdx.json is of another day: make sbom\nbuilt:  %q\nlisted: %q", built, listed)
	}

	var lock struct {
		Packages map[string]struct{ Version string }
	}
	readJSON(t, "../../static/package-lock.json", &lock)
	for _, s := range styles {
		name, version, _ := strings.Cut(s, " ")
		if lock.Packages["node_modules/"+name].Version != version {
			t.Errorf("%s is not what the lock has: make sbom", s)
		}
	}
	if len(styles) != 2 {
		t.Errorf("style sheets: %q", styles)
	}
}
