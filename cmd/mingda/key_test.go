package main

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"mingda/internal/calendar"
)

// keyNames returns the short names of the keys in the file, and the lines of status.
func keyNames(t *testing.T) (names []string, status string) {
	t.Helper()
	k, err := readKeys("data/mingda.key")
	if err != nil {
		t.Fatal(err)
	}
	for _, one := range k.all {
		names = append(names, one.name[:shortName])
	}
	return names, want(t, 0, "key", "status")
}

// TestKeyRotate changes the key of an office with mails in it, seals all anew, and takes the
// old one out of the file: what was sealed opens all the while, a backup of before can be
// restored as long as the old key is there, and the key is not let go before.
func TestKeyRotate(t *testing.T) {
	newOffice(t)
	takeMails(t, 2)
	before, err := os.ReadFile("data/mingda.key")
	if err != nil {
		t.Fatal(err)
	}
	want(t, 0, "backup", "old")
	head := want(t, 0, "ledger", "head")
	first, status := keyNames(t)
	if len(first) != 1 || !strings.Contains(status, "private_parts") || !strings.Contains(status, "audit_end") {
		t.Fatal(first, status)
	}
	if out := want(t, 0, "key", "rotate"); !strings.Contains(out, "key reseal") {
		t.Error(out)
	}
	names, status := keyNames(t)
	info, err := os.Stat("data/mingda.key")
	if err != nil || info.Mode().Perm() != 0o600 || len(names) != 2 || names[1] != first[0] {
		t.Fatal(names, info.Mode(), err)
	}
	if !strings.Contains(status, "since "+calendar.DateOf(time.Now()).String()) {
		t.Error(status)
	}
	want(t, 0, "ledger", "verify")
	if out := want(t, 2, "key", "retire", first[0], "--yes"); !strings.Contains(out, "rows of private_parts") || !strings.Contains(out, "files") {
		t.Error(out)
	}
	if out := want(t, 2, "key", "retire", names[0], "--yes"); !strings.Contains(out, "rotate makes another") {
		t.Error(out)
	}
	takeMails(t, 1)
	if out := want(t, 0, "key", "reseal"); strings.HasPrefix(out, "0 rows") || strings.Contains(out, ", 0 files") {
		t.Error(out)
	}
	if out := want(t, 0, "key", "reseal"); out != "0 rows, 0 files sealed anew\n" {
		t.Error(out)
	}
	want(t, 0, "ledger", "verify")

	if err := os.MkdirAll("kept", 0o700); err != nil {
		t.Fatal(err)
	}
	config, err := os.ReadFile("mingda.toml")
	if err != nil {
		t.Fatal(err)
	}
	t.Setenv("MINGDA_BACKUP_DIR", "kept")
	if err := os.Rename("old", "kept/mingda-20260101-020000"); err != nil {
		t.Fatal(err)
	}
	if out := want(t, 2, "key", "retire", first[0], "--yes"); !strings.Contains(out, "1 backups (mingda-20260101-020000)") || strings.Contains(out, "rows") {
		t.Error(out)
	}
	for name, key := range map[string]string{"with both": "data/mingda.key", "with the old one": ""} {
		if err := errors.Join(os.RemoveAll("again"), os.Mkdir("again", 0o700)); err != nil {
			t.Fatal(err)
		}
		text := before
		if key != "" {
			if text, err = os.ReadFile(key); err != nil {
				t.Fatal(err)
			}
		}
		if err := errors.Join(os.WriteFile("again/mingda.key", text, 0o600), os.WriteFile("again.toml", []byte(strings.Replace(string(config), `"data"`, `"again"`, 1)), 0o600)); err != nil {
			t.Fatal(err)
		}
		want(t, 0, "restore", "--config", "again.toml", "kept/mingda-20260101-020000")
		if out := want(t, 0, "ledger", "head", "--config", "again.toml"); out != head {
			t.Errorf("%s: %s, not %s", name, out, head)
		}
	}
	if err := os.RemoveAll("kept/mingda-20260101-020000"); err != nil {
		t.Fatal(err)
	}

	if _, out, errs := mingda("no\n", "key", "retire", first[0]); out != "" || !strings.Contains(errs, "not agreed") {
		t.Error(out, errs)
	}
	if status, _, errs := mingda(first[0]+"\n", "key", "retire", first[0]); status != 0 {
		t.Fatal(errs)
	}
	if text, err := os.ReadFile("data/mingda.key"); err != nil || strings.Contains(string(text), strings.Fields(strings.Split(string(before), keyMark)[1])[0]) {
		t.Errorf("the retired key is in the file still: %v", err)
	}
	if names, status := keyNames(t); len(names) != 2 || !strings.Contains(status, "retired") {
		t.Error(names, status)
	}
	want(t, 0, "ledger", "verify")
	if err := os.WriteFile("data/mingda.key", before, 0o600); err != nil {
		t.Fatal(err)
	}
	if out := want(t, 2, "ledger", "head"); !strings.Contains(out, "newest key") {
		t.Error(out)
	}
}

// TestKeyRotateKilled kills processes that rotate and that seal anew, at any moment: the
// office opens and its chains and files are whole after each, and all is sealed anew once
// one gets through.
func TestKeyRotateKilled(t *testing.T) {
	newOffice(t)
	takeMails(t, 3)
	for n := range 12 {
		act := []string{"rotate", "reseal"}[n%2]
		c := exec.Command(os.Args[0], "key", act)
		c.Env = append(os.Environ(), asProgram+"=1")
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		stop := time.AfterFunc(time.Duration(20+n*12)*time.Millisecond, func() { c.Process.Kill() })
		c.Wait() //nolint:errcheck // it may have been killed
		stop.Stop()
		want(t, 0, "ledger", "verify")
	}
	want(t, 0, "key", "rotate")
	want(t, 0, "key", "reseal")
	names, _ := keyNames(t)
	for _, name := range names[1:] {
		want(t, 0, "key", "retire", name, "--yes")
	}
	want(t, 0, "ledger", "verify")
	if left, err := filepath.Glob("data/.mingda-key-*"); err != nil || len(left) > 0 {
		t.Error(left, err)
	}
}

// TestKeyFile reads files of one key and of several, and refuses what is damaged.
func TestKeyFile(t *testing.T) {
	one, two := strings.Repeat("01", secretSize), strings.Repeat("02", secretSize)
	for _, c := range []struct {
		text string
		keys int
	}{
		{keyMark + one, 1},
		{"# comment\n" + keyMark + one + "\n", 1},
		{keyMark + two + " 2026-11-27\n" + keyMark + one, 2},
		{keyMark + two + " 2026-11-27\n" + codeMark + "0011223344556677 " + one + " 2026-01-01", 2},
		{keyMark + two + "\n" + keyMark + one[:10], 0},
		{codeMark + "0011223344556677 " + one, 0},
		{keyMark + two + "\nanother line", 0},
		{"", 0},
	} {
		all, ok := parseKeys(c.text)
		if ok != (c.keys > 0) || ok && len(all) != c.keys {
			t.Errorf("%q: %d keys, %v", c.text, len(all), ok)
		}
		if ok {
			if again, ok := parseKeys(string(keyText(all))); !ok || len(again) != len(all) || again[0].name != all[0].name || again[len(all)-1].name != all[len(all)-1].name {
				t.Errorf("%q is not read again as it was written", c.text)
			}
		}
	}
}
