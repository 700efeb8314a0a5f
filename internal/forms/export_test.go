package forms

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"encoding/json"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"mingda/internal/calendar"
	"mingda/internal/sheet"
)

// nasty are texts that a spreadsheet would take for formulas, or numbers.
var nasty = []string{"=1+1", "+861390000", "-3", "@SUM(A1)", "\t=1", "\r=1", " ＝1", "0007", "2026-0001", "买买提·“艾”, 一\n二"}

func written(t *testing.T, format Format) []byte {
	t.Helper()
	var b bytes.Buffer
	e := Export{What: "台账", Name: "台账", Columns: Heads("文字", "日子", "没有", "数")}
	day, _ := calendar.ParseDate("2026-09-07")
	n, err := e.write(&b, t.TempDir(), format, func(rows Rows) error {
		for i, text := range nasty {
			if err := rows.Row(text, day, calendar.Date{}, i); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil || n != len(nasty) {
		t.Fatal(n, err)
	}
	return b.Bytes()
}

// TestCSV: what looks like a formula is a text, days are days, and the file says that it
// is UTF-8.
func TestCSV(t *testing.T) {
	raw := written(t, CSV)
	if !bytes.HasPrefix(raw, []byte("\xef\xbb\xbf")) {
		t.Error("no mark of UTF-8")
	}
	lines, err := csv.NewReader(bytes.NewReader(raw[3:])).ReadAll()
	if err != nil || len(lines) != len(nasty)+1 {
		t.Fatal(lines, err)
	}
	for i, text := range nasty {
		want := strings.ReplaceAll(text, "\r", "") // as encoding/csv writes it
		if i < 7 {
			want = "'" + want
		}
		if got := lines[i+1]; !slices.Equal(got, []string{want, "2026-09-07", "", string(rune('0' + i))}) {
			t.Errorf("%q is %q", text, got)
		}
	}
}

// TestXLSX: texts stay texts, exactly; days are days; the heading stays in sight.
func TestXLSX(t *testing.T) {
	raw := written(t, XLSX)
	book, err := sheet.Open(bytes.NewReader(raw), int64(len(raw)), sheet.Bounds)
	if err != nil {
		t.Fatal(err)
	}
	table, err := book.Table(0)
	if err != nil || table.Name != "台账" || len(table.Rows) != len(nasty)+1 {
		t.Fatal(table, err)
	}
	for i, text := range nasty {
		row := table.Rows[i+1]
		if c := row.Cell(1); c.Kind != sheet.Text || strings.ReplaceAll(c.Text, "\r", "") != strings.ReplaceAll(text, "\r", "") {
			t.Errorf("%q is %+v", text, c)
		}
		if c := row.Cell(2); c.Kind != sheet.Day || c.Number != 46272 {
			t.Errorf("the day is %+v", c)
		}
		if c := row.Cell(3); c.Kind != sheet.Empty {
			t.Errorf("no day is %+v", c)
		}
		if c := row.Cell(4); c.Kind != sheet.Number || int(c.Number) != i {
			t.Errorf("the number is %+v", c)
		}
	}
	packed, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		t.Fatal(err)
	}
	f, err := packed.Open("xl/worksheets/sheet1.xml")
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(f)
	if err != nil || !bytes.Contains(text, []byte(`state="frozen"`)) || bytes.Contains(text, []byte("<f>")) {
		t.Errorf("no frozen heading, or a formula: %v", err)
	}
}

// reader is a program that reads a workbook by openpyxl, which knows nothing of us.
const reader = `
import sys, json, openpyxl
s = openpyxl.load_workbook(sys.argv[1]).active
print(json.dumps({"name": s.title, "frozen": s.freeze_panes, "width": s.column_dimensions["A"].width,
  "cells": [[[c.data_type, str(c.value)] for c in row] for row in s.iter_rows()]}))`

// TestReadBack: another program reads what was written: texts as texts, also those that
// look like formulas or numbers, and days as days.
func TestReadBack(t *testing.T) {
	const python = "/usr/bin/python3" // Debian's, for which python3-openpyxl is installed
	if err := exec.Command(python, "-c", "import openpyxl").Run(); err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal("python3-openpyxl is missing: ", err)
		}
		t.Skip("python3-openpyxl is missing")
	}
	path := filepath.Join(t.TempDir(), "a.xlsx")
	if err := os.WriteFile(path, written(t, XLSX), 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command(python, "-c", reader, path).Output()
	if err != nil {
		t.Fatal(err)
	}
	var got struct {
		Name, Frozen string
		Width        float64
		Cells        [][][2]string
	}
	if err := json.Unmarshal(out, &got); err != nil {
		t.Fatal(err)
	}
	if got.Name != "台账" || got.Frozen != "A2" || got.Width == 0 || len(got.Cells) != len(nasty)+1 {
		t.Fatalf("%+v", got)
	}
	for i, text := range nasty {
		row := got.Cells[i+1]
		plain := func(s string) string { return strings.NewReplacer("\r", "", "\n", "", "_x000D_", "").Replace(s) }
		if row[0][0] != "s" || plain(row[0][1]) != plain(text) || row[1] != [2]string{"d", "2026-09-07 00:00:00"} || row[2][1] != "None" || row[3][0] != "n" {
			t.Errorf("%q is %q", text, row)
		}
	}
}

// TestHarmless: no cell of a CSV commands a terminal, turns the direction of writing, or is
// a formula once what hid it is gone.
func TestHarmless(t *testing.T) {
	for cell, want := range map[string]string{
		"\x1b[2J红": "[2J红", "\u009b31m": "31m", "a\x00b": "ab", "\u202egpj.exe": "gpj.exe", "\u2067a\u2069": "a", "a\u2028b": "ab", "\x1b=1+1": "'=1+1", "\u202e@SUM(1)": "'@SUM(1)",
		"\xff": "\uFFFD", "一\n二": "一\n二", "ئا\u200cئا": "ئا\u200cئا",
	} {
		if got := harmless(cell); got != want {
			t.Errorf("%+q is %+q, want %+q", cell, got, want)
		}
	}
}
