package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"mingda/internal/export"
	"mingda/internal/filestore"
	"mingda/internal/sqlite"
)

// demoHere fills a demo office in a folder of the test and makes the folder the current
// one.
func demoHere(t *testing.T) {
	t.Helper()
	withFonts(t)
	t.Chdir(t.TempDir())
	cfg, err := demoConfig()
	if err != nil {
		t.Fatal(err)
	}
	if err := fillDemo(t.Context(), cfg, std{Out: io.Discard, Err: io.Discard, Now: time.Now}); err != nil {
		t.Fatal(err)
	}
}

// elsewhere makes another folder the current one, with the key of the demo office that is
// here if it is wanted, and returns the way back to the folder before.
func elsewhere(t *testing.T, withKey bool) (before string) {
	t.Helper()
	before, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	t.Chdir(t.TempDir())
	if withKey {
		if err := copyFile(filepath.Join(before, "demo-data/mingda.key"), "demo-data/mingda.key"); err != nil {
			t.Fatal(err)
		}
	}
	return before
}

// everything returns every row of the demo office in the folder but what does not move,
// with what is sealed opened.
func everything(t *testing.T, folder string) []string {
	t.Helper()
	t.Chdir(folder)
	cfg, err := demoConfig()
	if err != nil {
		t.Fatal(err)
	}
	o, err := openInstallation(t.Context(), cfg, std{Err: io.Discard, Now: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	defer o.Close()
	var all []string
	for _, table := range sqlite.Carried() {
		err := o.desk.DB.EachRow(t.Context(), table, true, func(line []byte) error {
			if !strings.Contains(string(line), `"mail_held"`) && !strings.Contains(string(line), `"`+keySetting+`"`) {
				all = append(all, table+" "+string(line))
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := o.desk.DB.DumpFolded(t.Context(), func(line string) error { all = append(all, line); return nil }); err != nil {
		t.Fatal(err)
	}
	return all
}

// pdfs returns the raw files of the demo office in the folder by their names.
func pdfs(t *testing.T, folder string) map[string]string {
	t.Helper()
	all := map[string]string{}
	k, err := readKeys(filepath.Join(folder, "demo-data/mingda.key"))
	if err != nil {
		t.Fatal(err)
	}
	files, err := filestore.OpenSealed(filepath.Join(folder, "demo-data/files"), k.files)
	if err != nil {
		t.Fatal(err)
	}
	err = files.Walk(func(h filestore.Hash, _ int64) error {
		content, err := files.ReadAll(h, 0)
		all[string(h)] = string(content)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// TestMove moves a demo office, well and badly.
func TestMove(t *testing.T) {
	if testing.Short() {
		t.Skip("fills a demo office")
	}
	demoHere(t)
	for name, test := range map[string]func(*testing.T){"the same": theSameMoved, "changed": changedRefused, "killed": movingKilled, "full disk": movingOnFullDisk} {
		t.Run(name, test)
	}
}

// auditHead returns what the check of the demo office that is here says of its audit, of which
// there must be something.
func auditHead(t *testing.T) string {
	t.Helper()
	out := want(t, 0, "ledger", "verify", "--demo")
	_, audited, ok := strings.Cut(out, "\naudit: ")
	if !ok {
		t.Errorf("nothing of the audit: %s", out)
	}
	return audited
}

// theSameMoved takes a whole demo office out and in again elsewhere, sealed and in the
// clear: the same head, the same rows, the same files.
func theSameMoved(t *testing.T) {
	want(t, 0, "user", "reset", "zhou", "--demo") // which the audit knows of
	dirs := map[string]string{}
	for _, how := range []string{"", "--with-key", "--clear"} {
		dirs[how] = filepath.Join(t.TempDir(), "out")
		args := []string{"export", dirs[how], "--demo"}
		if how != "" {
			args = append(args, how)
		}
		if how == "--clear" {
			if status, _, errs := mingda("nein\n", args...); status != 2 || !strings.Contains(errs, "not agreed") {
				t.Fatal(status, errs)
			}
			args = append(args, "--yes")
		}
		if out := want(t, 0, args...); strings.Contains(out, "mingda.key") != (how == "") {
			t.Error(how, out)
		}
	}
	head, all := want(t, 0, "ledger", "head", "--demo"), everything(t, ".")
	audited := auditHead(t)
	before := elsewhere(t, false)
	files := pdfs(t, before)
	for how, dir := range dirs {
		want(t, 2, "import", filepath.Join(before, "demo-data"), "--demo")
		elsewhere(t, false)
		if how == "" {
			if out := want(t, 2, "import", dir, "--demo"); !strings.Contains(out, "the key is not in this export") {
				t.Error(out)
			}
			if err := copyFile(filepath.Join(before, "demo-data/mingda.key"), "demo-data/mingda.key"); err != nil {
				t.Fatal(err)
			}
		}
		out := want(t, 0, "import", dir, "--demo")
		if strings.Contains(out, "rows of") || strings.Contains(out, "查询码") != (how == "--clear") {
			t.Error(how, out)
		}
		if got := want(t, 0, "ledger", "head", "--demo"); got != head {
			t.Errorf("%s: head %s, was %s", how, got, head)
		}
		if got := auditHead(t); got != audited {
			t.Errorf("%s: the audit is %s, was %s", how, got, audited)
		}
		want(t, 0, "ledger", "rebuild", "--demo")
		here, err := os.Getwd()
		if err != nil {
			t.Fatal(err)
		}
		left, right := withoutExports(all), withoutExports(everything(t, here))
		if how == "--clear" { // the index has digests under the key, which is another
			left, right = withoutWords(left), withoutWords(right)
		}
		if !slices.Equal(left, right) {
			t.Errorf("%s: the rows are others: %d, were %d", how, len(right), len(left))
			for i := range min(len(left), len(right)) {
				if left[i] != right[i] {
					t.Fatalf("%s\n%s", left[i], right[i])
				}
			}
		}
		if got := pdfs(t, here); len(got) < len(files)/2 {
			t.Errorf("%s: %d files of %d", how, len(got), len(files))
		} else {
			for name, content := range got {
				if files[name] != content {
					t.Errorf("%s: the file %s is another", how, name)
				}
			}
		}
		if out := want(t, 2, "import", dir, "--demo"); !strings.Contains(out, "is not empty") {
			t.Error(out)
		}
		t.Chdir(before)
	}
}

// withoutExports leaves out that the office was taken out: each time is one more.
func withoutExports(rows []string) []string {
	return slices.DeleteFunc(slices.Clone(rows), func(row string) bool { return strings.HasPrefix(row, "exports ") })
}

// imported reports whether the folder is imported from dir, in a fresh folder with the
// key, and what was said; after a refusal nothing may be left there.
func imported(t *testing.T, dir, key string) (status int, said string) {
	t.Helper()
	t.Chdir(t.TempDir())
	if err := copyFile(key, "demo-data/mingda.key"); err != nil {
		t.Fatal(err)
	}
	status, out, errs := mingda("", "import", dir, "--demo")
	if status != 0 {
		left, err := os.ReadDir("demo-data")
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range left {
			if e.Name() != "mingda.key" && e.Name() != lockName {
				t.Errorf("%s was left: %s", e.Name(), errs)
			}
		}
		if out != "" || strings.Count(errs, "\n") != 1 {
			t.Errorf("out %q, errors %q", out, errs)
		}
	}
	return status, errs
}

// changedRefused changes bytes at random places, takes files away, cuts them short: each
// is refused in one line, and nothing is left.
func changedRefused(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "out")
	want(t, 0, "export", dir, "--demo")
	key, err := filepath.Abs("demo-data/mingda.key")
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	err = filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if info, _ := e.Info(); err == nil && !e.IsDir() && info.Size() > 0 {
			names = append(names, path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	always := []string{"SHA256SUMS", "manifest.json", "ledger.jsonl", "README.txt", "tables/users.jsonl"}
	for try := range 16 {
		name := names[rand.IntN(len(names))]
		if try < 2*len(always) {
			name = filepath.Join(dir, always[try%len(always)])
		}
		good, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		bad := slices.Clone(good)
		at := rand.IntN(len(bad))
		bad[at] ^= byte(1 + rand.IntN(255))
		what := fmt.Sprintf("%s, byte %d", name, at)
		switch try % 4 {
		case 2:
			bad, what = bad[:at], fmt.Sprintf("%s cut at %d", name, at)
		case 3:
			bad, what = nil, name+" gone"
		}
		if bad == nil {
			err = os.Remove(name)
		} else {
			err = errors.Join(os.Chmod(name, 0o600), os.WriteFile(name, bad, 0o600))
		}
		if err != nil {
			t.Fatal(err)
		}
		if status, said := imported(t, dir, key); status != 2 {
			t.Errorf("%s: status %d, %s", what, status, said)
		}
		if err := os.WriteFile(name, good, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	var m map[string]any
	text, err := os.ReadFile(filepath.Join(dir, "manifest.json"))
	if err == nil {
		err = json.Unmarshal(text, &m)
	}
	if err != nil {
		t.Fatal(err)
	}
	if status, said := imported(t, dir, key); status != 0 {
		t.Fatal("put right again: ", said)
	}
	for field, value := range map[string]any{"version": export.Version + 1, "schema": 9999} {
		newer := map[string]any{}
		for k, v := range m {
			newer[k] = v
		}
		newer[field] = value
		text, err := json.Marshal(newer)
		if err != nil {
			t.Fatal(err)
		}
		if status, said := imported(t, forged(t, dir, text), key); status != 2 || !strings.Contains(said, "newer program") {
			t.Errorf("%s: %d %s", field, status, said)
		}
	}
}

// forged returns a copy of the export with another manifest and sums that fit it.
func forged(t *testing.T, dir string, manifest []byte) string {
	t.Helper()
	to := filepath.Join(t.TempDir(), "forged")
	if err := os.CopyFS(to, os.DirFS(dir)); err != nil {
		t.Fatal(err)
	}
	sums, err := os.ReadFile(filepath.Join(to, "SHA256SUMS"))
	if err == nil {
		err = os.WriteFile(filepath.Join(to, "manifest.json"), manifest, 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command("sha256sum", filepath.Join(to, "manifest.json")).Output()
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.SplitAfter(string(sums), "\n")
	for i, line := range lines {
		if strings.HasSuffix(line, "  manifest.json\n") {
			lines[i] = string(out[:64]) + "  manifest.json\n"
		}
	}
	if err := os.WriteFile(filepath.Join(to, "SHA256SUMS"), []byte(strings.Join(lines, "")), 0o600); err != nil {
		t.Fatal(err)
	}
	return to
}

// withoutWords returns the rows without the index of words.
func withoutWords(rows []string) []string {
	return slices.DeleteFunc(slices.Clone(rows), func(row string) bool {
		return strings.HasPrefix(row, "case_words ") || strings.HasPrefix(row, "cases_fts ")
	})
}
