package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"mingda/internal/filestore"
	"mingda/internal/sealed"
)

// TestFilesSeal seals what an office stored before files were sealed, and backs it up.
func TestFilesSeal(t *testing.T) {
	newOffice(t)
	takeMails(t, 2)
	old, err := filestore.Open("data/files")
	if err != nil {
		t.Fatal(err)
	}
	h, err := old.PutBytes([]byte("stored long ago"))
	if err != nil {
		t.Fatal(err)
	}
	if out := want(t, 0, "files", "seal"); !strings.Contains(out, "3 files, 1 sealed now") {
		t.Error(out)
	}
	lies, err := os.ReadFile(old.Path(h))
	if err != nil || !sealed.IsSealed(lies) {
		t.Errorf("%q, %v", lies, err)
	}
	if out := want(t, 0, "files", "seal"); !strings.Contains(out, "3 files, 0 sealed now") {
		t.Error(out)
	}
	want(t, 0, "ledger", "verify")
	want(t, 0, "backup", "copy")
	files, err := filepath.Glob("copy/files/[0-9a-f][0-9a-f]/*")
	if err != nil || len(files) != 2 {
		t.Fatal(files, err)
	}
	for _, name := range files {
		if text, err := os.ReadFile(name); err != nil || !sealed.IsSealed(text) {
			t.Errorf("%s lies open, %v", name, err)
		}
	}
}
