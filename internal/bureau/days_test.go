package bureau

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"testing"
)

// TestDayFields: every field of a day is one whose typing errors are said.
func TestDayFields(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil || len(files) == 0 {
		t.Fatal(err, files)
	}
	date := regexp.MustCompile(`\.Date\("([a-z_]+)"`)
	found := 0
	for _, file := range files {
		b, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range date.FindAllStringSubmatch(string(b), -1) {
			found++
			if !slices.Contains(dayFields, m[1]) {
				t.Errorf("%s: %s", file, m[1])
			}
		}
	}
	if found < len(dayFields) {
		t.Errorf("%d fields found of %d", found, len(dayFields))
	}
}
