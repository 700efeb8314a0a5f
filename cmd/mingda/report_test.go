package main

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"io"
	"strconv"
	"strings"
	"testing"
	"time"

	"mingda/internal/auth"
	"mingda/internal/desk"
	"mingda/internal/yearly"
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

// publishedThenCorrected writes and publishes the reports of the office that it is in, the
// first agency's own and that of all together, and begins to write each otherwise.
func publishedThenCorrected(t *testing.T, year int) {
	t.Helper()
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	ctx := t.Context()
	o, err := officeFlags{Config: "mingda.toml"}.open(ctx, std{Err: io.Discard, Now: time.Now})
	must(err)
	defer func() { must(o.Close()) }()
	by := auth.User{Login: "bianxie", Name: "编写公布的人", Roles: []auth.Role{auth.Clerk, auth.Signer}, Agency: 1}
	by.ID, err = o.desk.PutUser(ctx, desk.Operator, by, "mingda-demo-1")
	must(err)
	for _, agency := range []int64{1, 0} {
		id := yearly.IDOf(year, agency)
		write := func(f yearly.Written) {
			v, err := o.desk.Yearly(ctx, by, id)
			must(err)
			must(o.desk.WriteYearly(ctx, by, id, v.Report.Parts[f.Part].N, f))
		}
		write(yearly.Written{Part: yearly.Overview, Text: "公布时的话"})
		write(yearly.Written{Part: yearly.Problems, Text: "不足"})
		if agency != 0 {
			figures := map[string]int64{}
			for _, key := range yearly.Lacking(nil) {
				figures[key] = 0
			}
			write(yearly.Written{Part: yearly.Proactive, Figures: figures})
		}
		draft, err := o.desk.YearlyDraft(ctx, by, id)
		must(err)
		must(o.desk.PublishYearly(ctx, by, id, draft.Seen, true, "机关没有报送"))
		must(o.desk.DoYearly(ctx, by, id, 0, yearly.Correct, "写错了"))
		write(yearly.Written{Part: yearly.Overview, Text: "后来改的话"})
	}
}

// TestReportPublished: a year that is published is written as it was published, and with --now
// as it stands now; of the agency that coordinates that of all together, and with --own its
// own.
func TestReportPublished(t *testing.T) {
	newOffice(t)
	year := time.Now().Year() - 1
	publishedThenCorrected(t, year)
	for _, c := range []struct {
		args string
		own  bool
		now  bool
	}{
		{"", false, false}, {"--agency QZF", false, false}, {"--now", false, true},
		{"--own", true, false}, {"--own --agency QZF", true, false}, {"--own --now", true, true},
	} {
		out := want(t, 0, append([]string{"report", "annual", "--year", strconv.Itoa(year), "--format", "html"}, strings.Fields(c.args)...)...)
		for word, there := range map[string]bool{"公布时的话": !c.now, "后来改的话": c.now, "草稿": c.now, "（本级）": c.own} {
			if strings.Contains(out, word) != there {
				t.Errorf("%q: %s is there: %t", c.args, word, !there)
			}
		}
	}
	uncoordinated(t)
	want(t, 2, "report", "annual", "--year", strconv.Itoa(year), "--own")
}

// uncoordinated makes the first agency of the office that it is in one that does not coordinate.
func uncoordinated(t *testing.T) {
	t.Helper()
	o, err := officeFlags{Config: "mingda.toml"}.open(t.Context(), std{Err: io.Discard, Now: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	defer o.Close()
	a, err := o.desk.DB.Agency(t.Context(), 1)
	if err != nil {
		t.Fatal(err)
	}
	a.Coordinates = false
	if _, err := o.desk.PutAgency(t.Context(), desk.Operator, a); err != nil {
		t.Fatal(err)
	}
}
