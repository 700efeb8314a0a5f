package arch

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// asvs are the numbers of the requirements of OWASP ASVS 5.0.0 that a level 2 asks for:
// after a section those of level 1, after the stroke those of level 2.
var asvs = []string{
	"1.1: | 1 2", "1.2: 1 2 3 4 5 | 6 7 8 9", "1.3: 1 2 | 3 4 5 6 7 8 9 10 11", "1.4: | 1 2 3", "1.5: 1 | 2",
	"2.1: 1 | 2 3", "2.2: 1 2 | 3", "2.3: 1 | 2 3 4", "2.4: | 1",
	"3.2: 1 2 |", "3.3: 1 | 2 3 4", "3.4: 1 2 | 3 4 5 6", "3.5: 1 2 3 | 4 5", "3.7: | 1 2",
	"4.1: 1 | 2 3", "4.2: | 1", "4.3: | 1 2", "4.4: 1 | 2 3 4",
	"5.1: | 1", "5.2: 1 2 | 3", "5.3: 1 2 |", "5.4: | 1 2 3",
	"6.1: 1 | 2 3", "6.2: 1 2 3 4 5 6 7 8 | 9 10 11 12", "6.3: 1 2 | 3 4", "6.4: 1 2 | 3 4", "6.5: | 1 2 3 4 5", "6.6: | 1 2 3", "6.8: | 1 2 3 4",
	"7.1: | 1 2 3", "7.2: 1 2 3 4 |", "7.3: | 1 2", "7.4: 1 2 | 3 4 5", "7.5: | 1 2", "7.6: | 1 2",
	"8.1: 1 | 2", "8.2: 1 2 | 3", "8.3: 1 |", "8.4: | 1",
	"9.1: 1 2 3 |", "9.2: 1 | 2 3 4",
	"10.1: | 1 2", "10.2: | 1 2", "10.3: | 1 2 3 4", "10.4: 1 2 3 4 5 | 6 7 8 9 10 11", "10.5: | 1 2 3 4 5", "10.6: | 1 2", "10.7: | 1 2 3",
	"11.1: | 1 2", "11.2: | 1 2 3", "11.3: 1 2 | 3", "11.4: 1 | 2 3 4", "11.5: | 1", "11.6: | 1",
	"12.1: 1 | 2 3", "12.2: 1 2 |", "12.3: | 1 2 3 4",
	"13.1: | 1", "13.2: | 1 2 3 4 5", "13.3: | 1 2", "13.4: 1 | 2 3 4 5",
	"14.1: | 1 2", "14.2: 1 | 2 3 4", "14.3: 1 | 2 3",
	"15.1: 1 | 2 3", "15.2: 1 | 2 3", "15.3: 1 | 2 3 4 5 6 7",
	"16.1: | 1", "16.2: | 1 2 3 4 5", "16.3: | 1 2 3 4", "16.4: | 1 2 3", "16.5: | 1 2 3",
	"17.1: | 1", "17.2: | 1 2 3 4", "17.3: | 1 2",
}

// asvsLevels returns the level of each number.
func asvsLevels() map[string]string {
	levels := map[string]string{}
	for _, section := range asvs {
		name, numbers, _ := strings.Cut(section, ": ")
		one, two, _ := strings.Cut(numbers, "|")
		for level, of := range map[string]string{"1": one, "2": two} {
			for n := range strings.FieldsSeq(of) {
				levels[name+"."+n] = level
			}
		}
	}
	return levels
}

var (
	asvsRow  = regexp.MustCompile(`(?m)^\| (\d+\.\d+\.\d+) \| (\d) \| ([^|]+) \| ([^|]+) \| ([^|]*) \|$`)
	testName = regexp.MustCompile("`(?:[a-z]+\\.)?((?:Test|Fuzz)[A-Za-z0-9]+)`")
	story    = regexp.MustCompile("story `([a-z]+)`")
)

// TestASVS: docs/asvs.md has a line for each requirement of level 1 and 2, once, with what
// is so; who says yes or partly says where, who says no or partly says why in as many words.
func TestASVS(t *testing.T) {
	page, err := os.ReadFile("../../docs/asvs.md")
	if err != nil {
		t.Fatal(err)
	}
	levels, counts := asvsLevels(), map[string]int{}
	if len(levels) != 253 {
		t.Fatalf("%d requirements of level 1 and 2, should be 253", len(levels))
	}
	seen := map[string]bool{}
	for _, row := range asvsRow.FindAllStringSubmatch(string(page), -1) {
		number, level, is, why := row[1], row[2], row[4], strings.TrimSpace(row[5])
		if levels[number] != level || seen[number] {
			t.Errorf("%s, level %s: is of level %q, or there twice", number, level, levels[number])
		}
		seen[number] = true
		counts[is]++
		switch is {
		case "yes", "partly", "no", "n/a":
		default:
			t.Errorf("%s: %q", number, is)
		}
		if why == "" {
			t.Errorf("%s: neither where nor why", number)
		}
	}
	for number := range levels {
		if !seen[number] {
			t.Errorf("%s has no line", number)
		}
	}
	said := fmt.Sprintf("%d yes, %d partly, %d no, %d not applicable", counts["yes"], counts["partly"], counts["no"], counts["n/a"])
	if !strings.Contains(string(page), said) {
		t.Errorf("the page does not say: %s", said)
	}
}

// TestNamedTests: every test and every story that the pages about security name is there.
func TestNamedTests(t *testing.T) {
	tests := map[string]bool{}
	err := filepath.WalkDir("../..", func(name string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() && (d.Name() == "node_modules" || strings.HasPrefix(d.Name(), ".") && len(d.Name()) > 2) {
			return filepath.SkipDir
		}
		if strings.HasSuffix(name, "_test.go") {
			for _, m := range testFunc.FindAllStringSubmatch(read(t, name), -1) {
				tests[m[1]] = true
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range []string{"../../docs/asvs.md", "../../docs/security.md"} {
		page := read(t, file)
		for _, m := range testName.FindAllStringSubmatch(page, -1) {
			if !tests[m[1]] {
				t.Errorf("%s names %s, which is not there", file, m[1])
			}
		}
		for _, m := range story.FindAllStringSubmatch(page, -1) {
			if _, err := os.Stat("../../e2e/stories/" + m[1] + ".mjs"); err != nil {
				t.Errorf("%s names the story %s, which is not there", file, m[1])
			}
		}
	}
}

var testFunc = regexp.MustCompile(`(?m)^func ((?:Test|Fuzz)[A-Za-z0-9]+)\(`)

func read(t *testing.T, name string) string {
	t.Helper()
	b, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}
