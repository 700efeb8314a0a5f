package arch

import (
	"path/filepath"
	"regexp"
	"testing"
)

// dangerous is what our scripts do without: text becomes code or markup by it, it stays in
// the browser, or it comes from elsewhere.
var dangerous = regexp.MustCompile(`innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|localStorage|sessionStorage|indexedDB|document\.cookie|postMessage`)

// TestScriptsPlain: no script of the pages writes markup, makes code of text or keeps
// anything in the browser.
func TestScriptsPlain(t *testing.T) {
	scripts, err := filepath.Glob("../../static/js/*.js")
	if err != nil || len(scripts) == 0 {
		t.Fatal(scripts, err)
	}
	for _, name := range scripts {
		if found := dangerous.FindString(read(t, name)); found != "" {
			t.Errorf("%s uses %s", name, found)
		}
	}
}
