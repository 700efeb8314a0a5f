package main

import (
	"encoding/json"
	"strconv"
	"strings"
	"testing"
	"time"
)

// reportContract is what `mingda report annual --format json` promises, and nothing else.
type reportContract struct {
	Year     int    `json:"year"`
	Agency   string `json:"agency"`
	Requests struct {
		Columns []string `json:"columns"`
		Rows    []struct {
			Code   string `json:"code"`
			Label  string `json:"label"`
			Values []int  `json:"values"`
		} `json:"rows"`
	} `json:"requests"`
	Review     map[string]int `json:"review"`
	Direct     map[string]int `json:"court_direct"`
	After      map[string]int `json:"court_after_review"`
	Identities []struct {
		Name  string `json:"name"`
		Holds bool   `json:"holds"`
	} `json:"identities"`
}

// TestReportJSON: the figures of a report for programs, of all together, by name
// or code.
func TestReportJSON(t *testing.T) {
	newOffice(t)
	year := strconv.Itoa(time.Now().Year())
	var name string
	for _, agency := range [][]string{nil, {"--agency", "qzf"}} {
		out := want(t, 0, append([]string{"report", "annual", "--year", year}, agency...)...)
		var got reportContract
		dec := json.NewDecoder(strings.NewReader(out))
		dec.DisallowUnknownFields()
		if err := dec.Decode(&got); err != nil {
			t.Fatalf("%v: %s", err, out)
		}
		var codes []string
		for _, row := range got.Requests.Rows {
			if codes = append(codes, row.Code); len(row.Values) != 7 || row.Label == "" {
				t.Errorf("%v: row %+v", agency, row)
			}
		}
		if got := strings.Join(codes, " "); got != "new carried_in disclose partial secret forbidden security third_party internal process enforcement inquiry not_existing making unclear petition repeated publication excessive confirm no_supplement no_payment other total carried_out" {
			t.Errorf("the rows are %s", got)
		}
		if cols := strings.Join(got.Requests.Columns, " "); cols != "natural business research social legal other total" || len(got.Review) != 5 || len(got.Direct) != 5 || len(got.After) != 5 {
			t.Errorf("columns %s; %v, %v, %v", cols, got.Review, got.Direct, got.After)
		}
		for _, is := range got.Identities {
			if !is.Holds || is.Name == "" {
				t.Errorf("%v: %+v", agency, is)
			}
		}
		if len(got.Identities) == 0 || strconv.Itoa(got.Year) != year || got.Agency == "" {
			t.Errorf("%v: %s", agency, out)
		}
		if name == "" {
			name = got.Agency
		}
	}
	if out := want(t, 0, "report", "annual", "--year", year, "--agency", name); !strings.Contains(out, name) {
		t.Errorf("by its name: %s", out)
	}
}

// TestBenchReport: what is measured is the report, whose identities hold.
func TestBenchReport(t *testing.T) {
	if out := want(t, 0, "bench", "report", "--cases", "5000", "--rounds", "1", "--dir", t.TempDir()); !strings.Contains(out, "5,000 cases") || !strings.Contains(out, "| all agencies |") {
		t.Error(out)
	}
}
