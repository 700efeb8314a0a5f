package page_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"mingda/internal/htmlcheck"
	"mingda/internal/page"
	"mingda/internal/paper"
	"mingda/internal/report/reporttest"
	"mingda/templates"
)

func paperFile(t *testing.T, d paper.Document) []byte {
	t.Helper()
	set, err := page.Parse(templates.FS, page.Options{Folders: []string{"shared"}})
	if err != nil {
		t.Fatal(err)
	}
	out, err := set.Document(d)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// TestPaper: the yearly report is a file of its own, that says what the report says.
func TestPaper(t *testing.T) {
	d := reporttest.Annual().Paper()
	out := paperFile(t, d)
	doc := htmlcheck.MustParse(string(out))
	if faults := htmlcheck.Faults(doc); !slices.Equal(faults, []string{"a style element"}) { // which is what makes it stand alone
		t.Errorf("%q", faults)
	}
	for _, from := range []string{"[src]", "link", "[href]", "script"} {
		if doc.Count(from) > 0 {
			t.Errorf("the file asks for something else: %s", from)
		}
	}
	text := bare(doc.Text())
	for _, part := range d.Parts {
		wants := []string{part.Heading}
		for _, b := range part.Blocks {
			wants = append(wants, b.Text)
			if b.Table != nil {
				for _, p := range b.Table.Places() {
					wants = append(wants, p.Text)
				}
			}
		}
		for _, want := range wants {
			if !strings.Contains(text, bare(want)) {
				t.Errorf("no %q", want)
			}
		}
	}
	if !bytes.Equal(out, paperFile(t, reporttest.Annual().Paper())) {
		t.Error("the same report gives other bytes")
	}
}

// TestPaperCells: heads are heads of what they stand above or beside.
func TestPaperCells(t *testing.T) {
	doc := htmlcheck.MustParse(string(paperFile(t, reporttest.Annual().Paper())))
	tables := doc.All("table")
	if len(tables) != 4 || doc.Count("table caption") != 4 || doc.Count("figure svg") != 2 {
		t.Fatalf("%d tables, %d pictures", len(tables), doc.Count("figure svg"))
	}
	scopes := map[string]string{}
	for _, h := range tables[1].All("th") {
		scopes[h.Text()] = h.Attr("scope") + " " + h.Attr("colspan") + " " + h.Attr("rowspan")
	}
	for text, want := range map[string]string{
		"自然人": "col  2", "法人或其他组织": "colgroup 5 ", "三、本年度办理结果": "rowgroup  22", "（三）不予公开": "rowgroup  8", "1.属于国家秘密": "row  ", "四、结转下年度继续办理": "row 3 ",
	} {
		if scopes[text] != want {
			t.Errorf("%s is head of %q, want %q", text, scopes[text], want)
		}
	}
	if n := tables[1].Count("td"); n != 7*25 {
		t.Errorf("%d figures", n)
	}
}

func TestPaperWorst(t *testing.T) {
	a := reporttest.Annual()
	a.Agency = `<b>"局"`
	a.Texts.Overview = `</p><script>alert(1)</script> ئابدۇرەھمان`
	doc := htmlcheck.MustParse(string(paperFile(t, a.Paper())))
	if doc.Count("script")+doc.Count("b") > 0 || !strings.Contains(doc.Text(), "</p><script>alert(1)</script>") || doc.Count(`bdi[lang="ug"]`) != 1 {
		t.Errorf("markup is not text: %s", doc.Text())
	}
}
