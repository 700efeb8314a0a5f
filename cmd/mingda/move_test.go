package main

import (
	"context"
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
	"syscall"
	"testing"
	"time"

	"mingda/internal/desk"
	"mingda/internal/export"
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
	err := filepath.WalkDir(filepath.Join(folder, "demo-data/files"), func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		content, err := os.ReadFile(path)
		all[filepath.Base(filepath.Dir(path))+e.Name()] = string(content)
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

// theSameMoved takes a whole demo office out and in again elsewhere, sealed and in the
// clear: the same head, the same rows, the same files.
func theSameMoved(t *testing.T) {
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
		want(t, 0, "ledger", "verify", "--demo")
		want(t, 0, "ledger", "rebuild", "--demo")
		here, err := os.Getwd()
		if err != nil {
			t.Fatal(err)
		}
		left, right := withoutExports(all), withoutExports(everything(t, here))
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

// command starts the program itself with the arguments.
func command(args ...string) *exec.Cmd {
	cmd := exec.Command(os.Args[0], args...)
	cmd.Env = append(os.Environ(), asProgram+"=1")
	return cmd
}

// movingKilled kills the export and the import at many moments. A half export is
// refused; a half import is no office, and is begun anew.
func movingKilled(t *testing.T) {
	head := want(t, 0, "ledger", "head", "--demo")
	key, err := filepath.Abs("demo-data/mingda.key")
	if err != nil {
		t.Fatal(err)
	}
	whole := filepath.Join(t.TempDir(), "whole")
	began := time.Now()
	want(t, 0, "export", whole, "--demo")
	took := time.Since(began)
	halves := 0
	for range 8 {
		dir := filepath.Join(t.TempDir(), "out")
		cmd := command("export", dir, "--demo")
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Duration(rand.Int64N(int64(took))))
		_ = cmd.Process.Kill() // it may have ended by itself
		_ = cmd.Wait()
		if _, err := os.Stat(filepath.Join(dir, "SHA256SUMS")); err == nil {
			continue
		}
		if _, err := os.Stat(dir); err != nil {
			continue
		}
		halves++
		if out := want(t, 2, "export", dir, "--demo"); !strings.Contains(out, "not finished") {
			t.Error(out)
		}
		here, err := os.Getwd()
		if err != nil {
			t.Fatal(err)
		}
		if status, said := imported(t, dir, key); status != 2 {
			t.Error("a half export: ", status, said)
		}
		t.Chdir(here)
	}
	if halves == 0 {
		t.Error("no export was killed half way")
	}
	elsewhere(t, true)
	began = time.Now()
	want(t, 0, "import", whole, "--demo")
	took = time.Since(began)
	elsewhere(t, true)
	halves = 0
	for range 8 {
		cmd := command("import", whole, "--demo")
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Duration(rand.Int64N(int64(took))))
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
		if _, err := os.Stat(filepath.Join("demo-data", arriving)); err == nil {
			halves++
			if out := want(t, 2, "ledger", "head", "--demo"); !strings.Contains(out, "not finished") {
				t.Error(out)
			}
		} else if _, err := os.Stat("demo-data/mingda.db"); err == nil {
			break
		}
	}
	if halves == 0 {
		t.Error("no import was killed half way")
	}
	if _, err := os.Stat("demo-data/mingda.db"); err != nil {
		want(t, 0, "import", whole, "--demo")
	}
	if got := want(t, 0, "ledger", "head", "--demo"); got != head {
		t.Errorf("head %s, was %s", got, head)
	}
	want(t, 0, "ledger", "verify", "--demo")
	want(t, 0, "ledger", "rebuild", "--demo")
}

// movingOnFullDisk: an export and an import that do not fit say so and leave nothing.
func movingOnFullDisk(t *testing.T) {
	key, err := filepath.Abs("demo-data/mingda.key")
	if err != nil {
		t.Fatal(err)
	}
	whole := filepath.Join(t.TempDir(), "whole")
	want(t, 0, "export", whole, "--demo")
	small := t.TempDir()
	if err := syscall.Mount("tmpfs", small, "tmpfs", 0, "size=2m"); err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal("cannot mount a small file system: ", err)
		}
		t.Skip("cannot mount a small file system: ", err)
	}
	t.Cleanup(func() { _ = syscall.Unmount(small, syscall.MNT_DETACH) })
	empty := func(what string) {
		t.Helper()
		left, err := os.ReadDir(small)
		if err != nil || len(left) > 0 {
			t.Errorf("%s leaves %v, %v", what, left, err)
		}
	}
	if out := want(t, 1, "export", filepath.Join(small, "out"), "--demo"); !strings.Contains(out, "存储空间已满") {
		t.Error(out)
	}
	empty("the export")
	t.Chdir(small)
	if err := copyFile(key, "demo-data/mingda.key"); err != nil {
		t.Fatal(err)
	}
	if out := want(t, 1, "import", whole, "--demo"); !strings.Contains(out, "存储空间已满") && !strings.Contains(out, "no space") {
		t.Error(out)
	}
	if err := errors.Join(os.Remove("demo-data/mingda.key"), os.Remove(filepath.Join("demo-data", lockName)), os.Remove("demo-data")); err != nil {
		t.Error("the import leaves something: ", err)
	}
}

// TestMoveServing takes a real office out while it serves and people ask. Whoever was told
// a number before finds it in the new office with the same code; people sign in with the
// same passwords; the mails that wait are not sent twice.
func TestMoveServing(t *testing.T) {
	withFonts(t)
	newOffice(t)
	p := newProcess(t)
	p.start()
	number, code, err := p.applicant("甲").ask()
	if err != nil {
		t.Fatal(err)
	}
	asking, stop := context.WithCancel(t.Context())
	done := make(chan struct{})
	go func() {
		defer close(done)
		for n := 0; asking.Err() == nil; n++ {
			if _, _, err := p.applicant(fmt.Sprint("申请人", n)).ask(); err != nil {
				t.Error(err)
			}
		}
	}()
	out := filepath.Join(t.TempDir(), "out")
	want(t, 0, "export", out)
	stop()
	<-done
	p.stop()
	var m export.Manifest
	text, err := os.ReadFile(filepath.Join(out, "manifest.json"))
	if err == nil {
		err = json.Unmarshal(text, &m)
	}
	if err != nil {
		t.Fatal(err)
	}
	old := openOffice(t)
	users, err := old.desk.DB.Users(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	before, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	t.Chdir(t.TempDir())
	if err := errors.Join(copyFile(filepath.Join(out, "mingda.toml"), "mingda.toml"), copyFile(filepath.Join(before, "data/mingda.key"), "data/mingda.key")); err != nil {
		t.Fatal(err)
	}
	want(t, 0, "import", out)
	if got := want(t, 0, "ledger", "head"); got != fmt.Sprintf("%d %s\n", m.Entries, m.Head) {
		t.Errorf("head %s, exported %d %s", got, m.Entries, m.Head)
	}
	want(t, 0, "ledger", "verify")
	want(t, 0, "ledger", "rebuild")
	o := openOffice(t)
	if v, err := o.desk.OpenStatus(t.Context(), number, code); err != nil || v.Number != number {
		t.Errorf("%+v, %v", v, err)
	}
	again, err := o.desk.DB.Users(t.Context())
	if err != nil || len(again) == 0 || fmt.Sprint(again) != fmt.Sprint(users) {
		t.Errorf("people: %v, %v", again, err)
	}
	mailHeldThere(t, o)
}

// mailHeldThere wants no mail of the office to go out before an administrator lets it go.
func mailHeldThere(t *testing.T, o *installation) {
	t.Helper()
	ctx := t.Context()
	agencies, err := o.desk.DB.Agencies(ctx)
	if err != nil {
		t.Fatal(err)
	}
	o.desk.MailFrom = func(int64) string { return "foi@example.org" }
	err = o.desk.DB.Write(ctx, func(tx *sqlite.Tx) error {
		return tx.Enqueue(ctx, sqlite.Outgoing{Key: "test/1", Agency: agencies[0].ID, MessageID: "m@x", Mail: []byte(`{"to":"a@example.org"}`), MadeAt: time.Now().Add(-time.Hour)})
	})
	if err != nil {
		t.Fatal(err)
	}
	var sent sentMails
	if n, err := o.desk.SendDue(ctx, &sent); n != 0 || err != nil || len(sent) != 0 {
		t.Errorf("sent %d, %v, while it is held", n, err)
	}
	admin, err := o.desk.DB.UserByLogin(ctx, "xitong")
	if err != nil {
		t.Fatal(err)
	}
	if since, err := o.desk.MailHeld(ctx); err != nil || since.IsZero() {
		t.Error(since, err)
	}
	if err := o.desk.ReleaseMail(ctx, admin); err != nil {
		t.Fatal(err)
	}
	if since, err := o.desk.MailHeld(ctx); err != nil || !since.IsZero() {
		t.Error(since, err)
	}
	if _, err := o.desk.SendDue(ctx, &sent); err != nil || len(sent) == 0 {
		t.Errorf("sent %d, %v, when it is let go", len(sent), err)
	}
}

// sentMails are mails that a server took.
type sentMails []desk.Mail

func (s *sentMails) Send(_ context.Context, m desk.Mail) error { *s = append(*s, m); return nil }
func (s *sentMails) IsPermanent(error) bool                    { return false }
