package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"mingda/fonts"
	"mingda/internal/pdf"
)

// letterRun runs a letter command.
func letterRun(t *testing.T, args ...string) (code int, out, err string) {
	t.Helper()
	var o, e bytes.Buffer
	code = run(t.Context(), append([]string{"letter"}, args...), std{Out: &o, Err: &e})
	return code, o.String(), e.String()
}

// needFonts goes to the folder above the fonts, and ends the test where `make
// fonts` has not been run; on the build machine it fails.
func needFonts(t *testing.T) {
	t.Helper()
	t.Chdir(filepath.Join("..", ".."))
	if _, err := pdf.LoadFonts(fontFolder(), fonts.FS()); err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal(err)
		}
		t.Skip(err)
	}
}

func TestLetterList(t *testing.T) {
	code, out, _ := letterRun(t, "list")
	if code != 0 || !strings.Contains(out, "partial 部分公开答复书\n") || !strings.Contains(out, "service_receipt 送达回证\n") {
		t.Errorf("exit %d:\n%s", code, out)
	}
}

// TestLetterSchema prints a JSON document that says what it describes.
func TestLetterSchema(t *testing.T) {
	code, out, errs := letterRun(t, "schema", "partial")
	var schema struct {
		Schema     string `json:"$schema"`
		Properties map[string]struct {
			Properties map[string]any `json:"properties"`
			Required   []string       `json:"required"`
		} `json:"properties"`
	}
	if err := json.Unmarshal([]byte(out), &schema); err != nil || code != 0 {
		t.Fatalf("exit %d, %v: %s%s", code, err, out, errs)
	}
	values := schema.Properties["values"]
	if schema.Schema != "https://json-schema.org/draft/2020-12/schema" || values.Properties["third_reason"] == nil || !slices.Contains(values.Required, "given") {
		t.Errorf("%+v", schema)
	}
}

// TestLetterRender: the data of a sample make the sample.
func TestLetterRender(t *testing.T) {
	needFonts(t)
	dir := t.TempDir()
	data, one, two := filepath.Join(dir, "a.json"), filepath.Join(dir, "a.pdf"), filepath.Join(dir, "b.pdf")
	for _, args := range [][]string{
		{"sample", "partial", "-o", one}, {"sample", "partial", "--data", "-o", data}, {"render", "partial", "--data", data, "-o", two},
	} {
		if code, out, err := letterRun(t, args...); code != 0 || out != "" {
			t.Fatalf("%v: exit %d: %s%s", args, code, out, err)
		}
	}
	a, err := os.ReadFile(one)
	if err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile(two)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(a, b) || !bytes.HasPrefix(a, []byte("%PDF-")) {
		t.Error("the data of the sample make another letter")
	}
}

// What is missing and is no field is said without a name before it.
func TestLetterRefusesNobody(t *testing.T) {
	needFonts(t)
	data := filepath.Join(t.TempDir(), "nobody.json")
	if err := os.WriteFile(data, []byte(`{"facts": {}}`), 0o600); err != nil {
		t.Fatal(err)
	}
	_, _, err := letterRun(t, "render", "partial", "--data", data, "-o", data+".pdf")
	if !strings.Contains(err, "没有收件人") || strings.Contains(err, "；：") {
		t.Errorf("error %q", err)
	}
}

func TestLetterRefuses(t *testing.T) {
	dir := t.TempDir()
	bad, gaps := filepath.Join(dir, "bad.json"), filepath.Join(dir, "gaps.json")
	for name, text := range map[string]string{bad: "{", gaps: `{"facts": {"applicant": {"name": "张三"}}}`} {
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	needFonts(t)
	for _, args := range [][]string{
		{"sample", "poem", "-o", filepath.Join(dir, "x.pdf")},
		{"schema", "poem"},
		{"sample", "partial"},
		{"sample", "partial", "-o", filepath.Join(dir, "none", "x.pdf")},
		{"render", "partial", "--data", bad, "-o", filepath.Join(dir, "x.pdf")},
		{"render", "partial", "--data", gaps, "-o", filepath.Join(dir, "x.pdf")},
		{"render", "partial", "--data", filepath.Join(dir, "none.json"), "-o", filepath.Join(dir, "x.pdf")},
	} {
		code, out, err := letterRun(t, args...)
		if code != 2 || out != "" || strings.Count(err, "\n") != 1 {
			t.Errorf("%v: exit %d, output %q, error %q", args, code, out, err)
		}
	}
}
