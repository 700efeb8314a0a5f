package main

import (
	"strings"
	"testing"
)

// TestFee: the command says what the table of the law says, and takes one way
// of counting.
func TestFee(t *testing.T) {
	for args, want := range map[string]string{
		"--pages 30 --json":             `{"amount":0,"steps":[]}`,
		"--pages 130 --json":            `{"amount":1300,"steps":[{"from":31,"to":100,"count":70,"rate":10,"amount":700},{"from":101,"to":130,"count":30,"rate":20,"amount":600}]}`,
		"--items 3 --earlier 29 --json": `{"amount":500,"steps":[{"from":30,"to":30,"count":1,"rate":100,"amount":100},{"from":31,"to":32,"count":2,"rate":200,"amount":400}]}`,
		"--items 10":                    "合计 0 元",
		"--items 11":                    "第 11 至 11 件：1 件 × 100 元 = 100 元\n合计 100 元",
	} {
		status, out, errs := mingda("", append([]string{"fee"}, strings.Fields(args)...)...)
		if status != 0 || errs != "" || strings.TrimSpace(out) != want {
			t.Errorf("%s: status %d, %s%s, want %s", args, status, out, errs, want)
		}
	}
	for _, args := range []string{"", "--pages 1 --items 1", "--pages 3 --earlier 1", "--pages -1", "--items 1 --earlier -1", "--items 9999999", "--pages many"} {
		status, out, errs := mingda("", append([]string{"fee"}, strings.Fields(args)...)...)
		if status != 2 || out != "" || strings.Count(errs, "\n") != 1 {
			t.Errorf("%q: status %d, %q, %q", args, status, out, errs)
		}
	}
}
