package pdf

import (
	"bufio"
	"compress/bzip2"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"mingda/fonts"
	"mingda/internal/fault"
)

var loaded = sync.OnceValues(func() (*Fonts, error) { return LoadFonts("../../fonts", fonts.FS()) })

// testFonts returns the fonts of the checkout. Where there are none the test
// is skipped, but fails on the build machine.
func testFonts(t testing.TB) *Fonts {
	t.Helper()
	f, err := loaded()
	if err == nil && len(f.Fallbacks()) == 0 {
		return f
	}
	without(t, "fonts are missing: run make fonts")
	return nil
}

// without ends a test for which something is not installed.
func without(t testing.TB, why string) {
	t.Helper()
	if os.Getenv("CI") == "true" {
		t.Fatal(why)
	}
	t.Skip(why)
}

// tool runs a program on standard input and returns what it prints.
func tool(t testing.TB, name string, args ...string) string {
	t.Helper()
	if _, err := exec.LookPath(name); err != nil {
		without(t, name+" is not installed (poppler-utils, qpdf)")
	}
	out, err := exec.Command(name, args...).CombinedOutput()
	if err != nil {
		t.Fatalf("%s %v: %v\n%s", name, args, err, out)
	}
	return string(out)
}

func TestMissing(t *testing.T) {
	f := testFonts(t)
	for text, want := range map[string]string{
		"镕基喆堃㛃䶮𬭎𫖯犇，《》〔2026〕1号 Günther — ①□": "",
		"ئابدۇرەھمان مەمتىمىن":              "",
		"囍朙鎔龘":                    "",
		"甲\U0001F600乙\U0001F600 ": "\U0001F600",
		"私\uE001":                 "\uE001",
		"征收\u200B方\u00AD案\uFE0F葛\U000E0100\uFEFF": "",
		"ئا\u200Cب\u200D\u200E":                   "",
		"\u0E01\u0E01":                            "\u0E01",
	} {
		if got := string(f.Missing(text)); got != want {
			t.Errorf("Missing(%q) = %q, want %q", text, got, want)
		}
	}
}

// TestTable8105 holds the promise that each character of 通用规范汉字表 can be
// printed in each role: by the table itself where make fonts has fetched it, and
// by what it must contain anywhere.
func TestTable8105(t *testing.T) {
	f := testFonts(t)
	if table := table8105(t); len(table) > 0 {
		if len(table) != 8105 {
			t.Errorf("the table has %d characters", len(table))
		}
		for _, as := range []role{body, title, heavy} {
			for _, r := range table {
				if _, _, ok := f.find(as, r); !ok {
					t.Errorf("no %c in role %d", r, as)
				}
			}
		}
	}
	if len(f.places) < 196 {
		t.Errorf("%d characters outside the basic plane, the table has 196", len(f.places))
	}
	common := 0
	for r := rune(0x4E00); r <= 0x9FFF; r++ {
		if _, _, ok := f.find(body, r); ok {
			common++
		}
	}
	if common < 20902 {
		t.Errorf("%d characters of the basic block, want all 20902 of GBK", common)
	}
}

// table8105 reads the table from the data of Unicode that the fonts are cut by;
// nothing where they came ready.
func table8105(t *testing.T) (list []rune) {
	t.Helper()
	files, err := filepath.Glob("../../fonts/build/unicode-data/usr/share/unicode/Unihan_OtherMappings.txt.bz2")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range files {
		data, err := os.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		defer data.Close()
		lines := bufio.NewScanner(bzip2.NewReader(data))
		for lines.Scan() {
			var char rune
			if !strings.Contains(lines.Text(), "\tkTGH\t") {
				continue
			}
			if _, err := fmt.Sscanf(lines.Text(), "U+%X", &char); err != nil {
				t.Fatal(err)
			}
			list = append(list, char)
		}
		if err := lines.Err(); err != nil {
			t.Fatal(err)
		}
	}
	return list
}

func TestNoFonts(t *testing.T) {
	_, err := LoadFonts(t.TempDir(), os.DirFS(t.TempDir()))
	if fault.KindOf(err) != fault.Unavailable || !strings.Contains(err.Error(), "make fonts") {
		t.Error(err)
	}
}

func TestWithoutFang(t *testing.T) {
	testFonts(t)
	f, err := LoadFonts(t.TempDir(), fonts.FS())
	if err != nil {
		t.Fatal(err)
	}
	if len(f.Fallbacks()) != 1 || f.chains[body][0].name != "song" {
		t.Errorf("fallbacks %v", f.Fallbacks())
	}
}

// TestWithoutSome is a build that had no faces but the needed ones: letters are
// made, and what cannot be set in them is named beforehand.
func TestWithoutSome(t *testing.T) {
	testFonts(t)
	some := fstest.MapFS{}
	for _, name := range []string{"song.ttf", "title.ttf", "hei.ttf"} {
		data, err := fs.ReadFile(fonts.FS(), name)
		if err != nil {
			t.Fatal(err)
		}
		some[name] = &fstest.MapFile{Data: data}
	}
	f, err := LoadFonts(t.TempDir(), some)
	if err != nil || len(f.Fallbacks()) != 3 {
		t.Fatal(f, err)
	}
	if got := string(f.Missing("阿里木 ئا 明\U0002CBCE〇")); got != "ئا\U0002CBCE" {
		t.Errorf("missing %q", got)
	}
	if pieces, missing := f.fromRight("ئا"); len(pieces) != 0 || len(missing) != 2 {
		t.Errorf("drawn %v, missing %q", pieces, string(missing))
	}
	delete(some, "hei.ttf")
	if _, err := LoadFonts(t.TempDir(), some); fault.KindOf(err) != fault.Unavailable {
		t.Error(err)
	}
}

// TestCut: a cut font is a font, with the same outlines and widths.
func TestCut(t *testing.T) {
	for _, whole := range testFonts(t).chains[body] {
		cut, err := parseFace("cut", whole.cut(map[rune]bool{'明': true, '川': true, '，': true, 'é': whole.has('é')}))
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range "明川，" {
			l1, h1 := whole.box(r)
			l2, h2 := cut.box(r)
			if whole.advance(r) != cut.advance(r) || l1 != l2 || h1 != h2 || !cut.has(r) {
				t.Errorf("%s %c differs", whole.name, r)
			}
		}
		if cut.has('区') {
			t.Error("a character that was not asked for is there")
		}
	}
}

func TestParseFaceRefusesOthers(t *testing.T) {
	whole := testFonts(t).uyghur.data
	for _, n := range []int{0, 3, 12, 100, len(whole) / 2} {
		if _, err := parseFace("broken", whole[:n]); err == nil {
			t.Errorf("%d bytes are taken for a font", n)
		}
	}
}

// TestPrintable: what no font has is seen to be missing; what has no shape
// takes no room and parts no word.
func TestPrintable(t *testing.T) {
	f := testFonts(t)
	for text, want := range map[string]string{
		"征收方案": "征收方案", "想要\U0001F600的➡文件": "想要〓的〓文件", "བོད་ 한국": "〓〓〓〓 〓〓", "征收\u200B方案": "征收\u200B方案",
	} {
		if got := f.Printable(text); got != want || len(f.Missing(got)) > 0 {
			t.Errorf("Printable(%q) = %q, want %q", text, got, want)
		}
	}
	for text, want := range map[string]string{
		"征收\u200B方\uFEFF案": "征收方案", "fo\u00ADi": "foi", "ئا\u200Cب": "ئا\u200Cب", "\u200Cئا\u200C": "ئا", "甲\u200D乙": "甲乙",
	} {
		list, missing := f.atoms(text, bodyStyle, false)
		got := ""
		for _, a := range list {
			got += a.text
		}
		if got != want || len(missing) > 0 {
			t.Errorf("atoms of %q: %q, missing %q", text, got, missing)
		}
	}
	has := func(rune) bool { return true }
	joined, parted := shape("بب", has), shape("ب\u200Cب", has)
	if len(parted) != 2 || parted[0].drawn == joined[0].drawn || parted[1].drawn == joined[1].drawn {
		t.Errorf("joined %v, parted %v", joined, parted)
	}
	if through := shape("ب\u200Dب", has); len(through) != 2 || through[0] != joined[0] || through[1] != joined[1] {
		t.Errorf("joined %v, by a joiner %v", joined, through)
	}
}
