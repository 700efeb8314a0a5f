package sheet

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
)

func TestWriter(t *testing.T) {
	w, err := NewWriter("台账：2026/1 [全部]", []Column{{Name: "编号"}, {Name: "收到", Width: 12}, {Name: "件数"}})
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	day := time.Date(2026, 3, 5, 0, 0, 0, 0, time.UTC)
	for _, row := range [][]any{
		{"=1+1", day, 7}, {"0158", time.Time{}, 0}, {"a\x01b\xff", day, 1}, {strings.Repeat("字", 40_000), day, 2},
	} {
		if err := w.Row(row...); err != nil {
			t.Fatal(err)
		}
	}
	var out bytes.Buffer
	if _, err := w.WriteTo(&out); err != nil {
		t.Fatal(err)
	}
	book, err := excelize.OpenReader(&out)
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	name := book.GetSheetName(0)
	if name != "台账：2026 1  全部" {
		t.Errorf("sheet %q", name)
	}
	for at, want := range map[string]string{
		"A1": "编号", "A2": "=1+1", "B2": "2026-03-05", "C2": "7", "A3": "0158", "B3": "", "C3": "0", "A4": "ab�",
	} {
		if got, _ := book.GetCellValue(name, at); got != want {
			t.Errorf("%s: %q, want %q", at, got, want)
		}
	}
	if formula, _ := book.GetCellFormula(name, "A2"); formula != "" {
		t.Errorf("a formula: %q", formula)
	}
	if long, _ := book.GetCellValue(name, "A5"); len([]rune(long)) != excelize.TotalCellChars {
		t.Errorf("%d characters", len([]rune(long)))
	}
}
