package main

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"strconv"
	"strings"
	"testing"
	"time"
)

// TestReportAnnual: the yearly report of an office comes in every format.
func TestReportAnnual(t *testing.T) {
	withFonts(t)
	newOffice(t)
	year := strconv.Itoa(time.Now().Year())
	made := func(format string) string { return want(t, 0, "report", "annual", "--year", year, "--format", format) }
	var figures struct{ Year int }
	if err := json.Unmarshal([]byte(made("json")), &figures); err != nil || strconv.Itoa(figures.Year) != year {
		t.Errorf("json: %+v, %v", figures, err)
	}
	if out := made("csv"); !strings.Contains(out, "一、本年新收") {
		t.Errorf("csv: %s", out)
	}
	if out := made("pdf"); !strings.HasPrefix(out, "%PDF-") {
		t.Errorf("pdf: %.40q", out)
	}
	if out := made("html"); !strings.HasPrefix(strings.TrimSpace(out), "<!doctype html>") || !strings.Contains(out, year+"年政府信息公开工作年度报告") || !strings.Contains(out, "一、本年新收政府信息公开申请数量") {
		t.Errorf("html: %s", out)
	}
	for _, format := range []string{"docx", "xlsx"} {
		out := made(format)
		z, err := zip.NewReader(bytes.NewReader([]byte(out)), int64(len(out)))
		if err != nil || len(z.File) < 5 {
			t.Errorf("%s: %v", format, err)
		}
		if again := made(format); again != out {
			t.Errorf("%s: other bytes", format)
		}
	}
	for _, args := range [][]string{{"--format", "doc"}, {"--format", "pdf", "--year", "2199"}, {"--format", "docx", "--year", "2019"}, {"--format", "html", "--agency", "没有的局"}} {
		args = append([]string{"report", "annual", "--year", year}, args...)
		if status, out, errs := mingda("", args...); status != 2 || out != "" || strings.Count(errs, "\n") != 1 {
			t.Errorf("%q: status %d, %q, %q", args, status, out, errs)
		}
	}
}
