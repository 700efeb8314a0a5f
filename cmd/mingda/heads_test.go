package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestRestoreBehindHeads: after an older backup was restored, the file outside, which knows
// of more, is put aside, so that the check does not call missing what the restore left out.
func TestRestoreBehindHeads(t *testing.T) {
	newOffice(t)
	text, err := os.ReadFile("mingda.toml")
	if err != nil {
		t.Fatal(err)
	}
	outside := filepath.Join(t.TempDir(), "heads.txt")
	if err := os.WriteFile("mingda.toml", []byte(strings.Replace(string(text), "[backup]\n", "[backup]\nheads = \""+outside+"\"\n", 1)), 0o600); err != nil {
		t.Fatal(err)
	}
	want(t, 0, "backup", "older", "--with-key")
	want(t, 0, "user", "reset", "xitong") // which the audit knows of
	want(t, 0, "backup", "newer")
	if out := want(t, 0, "ledger", "verify"); !strings.Contains(out, "2 heads compared with "+outside) {
		t.Error(out)
	}
	if err := os.RemoveAll("data"); err != nil {
		t.Fatal(err)
	}
	if out := want(t, 0, "restore", "older"); !strings.Contains(out, outside+".before-") {
		t.Error(out)
	}
	if out := want(t, 0, "ledger", "verify"); !strings.Contains(out, "0 heads compared") {
		t.Error(out)
	}
	aside, err := filepath.Glob(outside + ".before-*")
	if err != nil || len(aside) != 1 {
		t.Fatal(aside, err)
	}
	if err := os.Rename(aside[0], outside); err != nil {
		t.Fatal(err)
	}
	if out := want(t, 1, "ledger", "verify"); !strings.Contains(out, "in the file outside") {
		t.Error(out)
	}
}
