package sheet

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mingda/internal/paper"
	"mingda/internal/report/reporttest"
)

// reader is the program that reads a workbook by openpyxl, which knows nothing of us.
const reader = `
import sys, json, openpyxl
b = openpyxl.load_workbook(sys.argv[1])
print(json.dumps({"title": b.properties.title, "created": b.properties.created.isoformat(), "sheets": [{
    "name": s.title, "rows": [[c.value for c in r] for r in s.iter_rows()], "merged": sorted(str(m) for m in s.merged_cells.ranges),
    "titles": s.print_title_rows, "freeze": s.freeze_panes} for s in b.worksheets]}))
`

type readSheet struct {
	Name   string
	Rows   [][]any
	Merged []string
	Titles string
	Freeze string
}

func readBack(t *testing.T, d paper.Document) (r struct {
	Title, Created string
	Sheets         []readSheet
}) {
	t.Helper()
	const python = "/usr/bin/python3" // Debian's, for which python3-openpyxl is installed
	if err := exec.Command(python, "-c", "import openpyxl").Run(); err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal("python3-openpyxl is not installed")
		}
		t.Skip("python3-openpyxl is not installed")
	}
	out, err := Paper(d)
	if err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(t.TempDir(), "paper.xlsx")
	if err := os.WriteFile(name, out, 0o644); err != nil {
		t.Fatal(err)
	}
	said, err := exec.Command(python, "-c", reader, name).Output()
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(said, &r); err != nil {
		t.Fatal(err)
	}
	return r
}

// TestPaper: another's library reads the tables of the yearly report as they were written.
func TestPaper(t *testing.T) {
	d := reporttest.Annual().Paper()
	r := readBack(t, d)
	if r.Title != d.Name() || r.Created != "2027-01-19T16:00:00" {
		t.Errorf("title %q, created %q", r.Title, r.Created)
	}
	var names []string
	for _, s := range r.Sheets {
		names = append(names, s.Name)
	}
	if want := []string{"报告", "主动公开政府信息情况", "收到和处理政府信息公开申请情况", "政府信息公开行政复议、行政诉讼情况", "主要数据与上年对比"}; !slices.Equal(names, want) {
		t.Fatalf("sheets %q", names)
	}
	n := 0
	for _, part := range d.Parts {
		for _, b := range part.Blocks {
			if b.Table != nil {
				n++
				readsAs(t, *b.Table, r.Sheets[n])
			}
		}
	}
	three := r.Sheets[2]
	if three.Titles != "$1:$4" || three.Freeze != "A5" || !slices.Contains(three.Merged, "A7:A28") || !slices.Contains(three.Merged, "D2:J2") {
		t.Errorf("titles %q, freeze %q, merged %q", three.Titles, three.Freeze, three.Merged)
	}
	if fees := r.Sheets[1].Rows[len(r.Sheets[1].Rows)-1]; fees[1] != 1234.5678 {
		t.Errorf("万元 are %v", fees)
	}
	first, _ := Paper(d)
	for range 3 {
		if again, _ := Paper(reporttest.Annual().Paper()); !bytes.Equal(first, again) {
			t.Fatal("the same report gives other bytes")
		}
	}
}

// readsAs wants the sheet to have each cell of the table in its place, numbers as numbers.
func readsAs(t *testing.T, table paper.Table, s readSheet) {
	t.Helper()
	want := make([][]any, len(table.Rows))
	for i := range want {
		want[i] = make([]any, len(table.Widths))
	}
	for _, p := range table.Places() {
		switch n := number(p.Text).(type) {
		case int64:
			want[p.Row][p.Column] = float64(n) // as JSON has it
		case float64:
			want[p.Row][p.Column] = n
		default:
			if p.Text != "" {
				want[p.Row][p.Column] = p.Text
			}
		}
	}
	if diff := cmp.Diff(want, s.Rows[1:]); diff != "" {
		t.Errorf("%s: %s", table.Name, diff)
	}
}

func TestPaperWorst(t *testing.T) {
	table := &paper.Table{Name: strings.Repeat("很长的表名[1]", 9), Widths: []float64{1, 1}, Rows: [][]paper.Cell{{{Text: "=1+1"}, {Text: "12345678901234567890", Number: true}}, {{Text: "\x00'"}, {Text: "8888888", Number: true}}}}
	d := paper.Document{Title: "<表>\x01", Parts: []paper.Part{{Heading: "=A1", Blocks: []paper.Block{paper.Text(strings.Repeat("字", 40_000)), {Table: table}, {Table: table}, {Table: &paper.Table{}}}}}}
	r := readBack(t, d)
	if len(r.Sheets) != 4 || r.Sheets[1].Name == r.Sheets[2].Name {
		t.Fatalf("%d sheets", len(r.Sheets))
	}
	if diff := cmp.Diff([][]any{{"=1+1", "12345678901234567890"}, {"'", 8888888.0}}, r.Sheets[1].Rows[1:]); diff != "" {
		t.Error(diff)
	}
}
