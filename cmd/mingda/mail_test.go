package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

const mails = "../../internal/intake/testdata/mail/"

// TestMailParse reads every mail of the test data in one command, and the same
// file names come back in the same order.
func TestMailParse(t *testing.T) {
	var files []string
	for _, pattern := range []string{"enmime/*", "stalwart-mail-parser/*", "python-stdlib-email/*", "python-cjkencodings/*"} {
		found, err := filepath.Glob(mails + pattern)
		if err != nil || len(found) == 0 {
			t.Fatal(pattern, err)
		}
		files = append(files, found...)
	}
	var out, errs bytes.Buffer
	code := run(context.Background(), append([]string{"mail", "parse"}, files...), std{Out: &out, Err: &errs, Now: time.Now})
	if code != 0 || errs.Len() > 0 {
		t.Fatalf("status %d, %s", code, errs.String())
	}
	lines := bufio.NewScanner(&out)
	lines.Buffer(nil, 16<<20)
	n := 0
	for ; lines.Scan(); n++ {
		var line map[string]any
		if err := json.Unmarshal(lines.Bytes(), &line); err != nil {
			t.Fatal(err)
		}
		if line["file"] != files[n] {
			t.Errorf("line %d is of %v, want %s", n, line["file"], files[n])
		}
		for _, key := range []string{"to", "attachments", "problems"} {
			if _, ok := line[key].([]any); !ok {
				t.Errorf("%s: %s is no list", files[n], key)
			}
		}
	}
	if n != len(files) {
		t.Errorf("%d lines for %d files", n, len(files))
	}
}

func TestMailParseContract(t *testing.T) {
	var out, errs bytes.Buffer
	file := mails + "enmime/mail__attachment.raw"
	if code := run(context.Background(), []string{"mail", "parse", file}, std{Out: &out, Err: &errs, Now: time.Now}); code != 0 {
		t.Fatal(code, errs.String())
	}
	for _, want := range []string{`{"file":"` + file + `","message_id":"`, `"from":{"name":"`, `"to":[{"name":"`, `"date":"20`, `"attachments":[{"name":"test.html","type":"text/html","size":`, `"kind":"request"`} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("no %s in %s", want, out.String())
		}
	}
}

// TestMailParseMissing holds the contract of errors: status 2, a line on
// standard error, nothing on standard output, also where a good file came first.
func TestMailParseMissing(t *testing.T) {
	var out, errs bytes.Buffer
	code := run(context.Background(), []string{"mail", "parse", mails + "enmime/mail__attachment.raw", "no-such-file"}, std{Out: &out, Err: &errs, Now: time.Now})
	if code != 2 || out.Len() > 0 || strings.Count(errs.String(), "\n") != 1 {
		t.Errorf("status %d, out %q, errors %q", code, out.String(), errs.String())
	}
}
