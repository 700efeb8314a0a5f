package serve

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

// forged is what strangers send to write lines of their own, to move the cursor of whoever
// reads, or to have what is read look like something else.
var forged = []string{
	"a\n{\"level\":\"INFO\",\"msg\":\"request\",\"user\":1}", "a\r\nb", "a\rb", "\x1b[2J\x1b[31mred", "\u009b31mred", "a\x00b", "a\x08\x08b", "\x7f", "\u2028line", "\u2029paragraph", "a\u0085b",
	"\u202egpj.exe", "\u2066a\u2069", "a\u200bb", "\ufeff", "\xff\xfe\x80", "\"},{\"a\":\"b", "\\n\\u000a", "\U000e0041", strings.Repeat("长", 3000),
}

// linesOf are the lines of a log, each of which must be one value of JSON and show nothing
// but signs that can be read.
func linesOf(t *testing.T, log string) (lines []map[string]any) {
	t.Helper()
	for line := range strings.SplitSeq(strings.TrimSuffix(log, "\n"), "\n") {
		var held map[string]any
		if err := json.Unmarshal([]byte(line), &held); err != nil {
			t.Errorf("%v: %q", err, line)
		}
		if at := strings.IndexFunc(line, func(r rune) bool { return r != ' ' && (!unicode.IsGraphic(r) || unicode.IsSpace(r)) }); at >= 0 {
			t.Errorf("%q holds %+q", line, line[at:])
		}
		lines = append(lines, held)
	}
	return lines
}

// TestNewLog: whatever stands in a message, a key, a value, a group or an error, it is one
// line of the log, and what it was can be read back.
func TestNewLog(t *testing.T) {
	for _, s := range forged {
		var b bytes.Buffer
		log := slog.New(slog.NewJSONHandler(NewLog(&b), nil))
		log.Info(s, "text", s, "bytes", fmt.Sprintf("%q", s), "err", errors.New(s), s, 1, slog.Group(s, "in", s), "list", []string{s})
		lines := linesOf(t, b.String())
		if len(lines) != 1 || utf8.ValidString(s) && (lines[0]["text"] != s || lines[0]["err"] != s) {
			t.Errorf("%+q became %d lines: %+v", s, len(lines), lines)
		}
	}
}

// TestForgedRequests: nothing of a request writes a line of its own into the log: its path,
// its query, what the browser calls itself, other header, fields, the name of a file, and
// what is said of all that in a failure.
func TestForgedRequests(t *testing.T) {
	for _, s := range forged {
		var b bytes.Buffer
		d, _ := newDoor()
		d.Log = slog.New(slog.NewJSONHandler(NewLog(&b), nil))
		d.TakesFiles = func(_, pattern string) bool { return true }
		h := chain(t, d, Options{}, func(w http.ResponseWriter, r *http.Request) error {
			f, err := ReadForm(r, FormLimits{Text: 1 << 20, Fields: 10, File: 1, Files: 1, Total: 1}, func(_ File, content io.Reader) error {
				_, err := io.Copy(io.Discard, content)
				return err
			})
			return fmt.Errorf("%s %s %s %s: %v", r.URL.Query(), r.UserAgent(), f.Values, s, err)
		})
		body := "--x\r\nContent-Disposition: form-data; name=\"login\"\r\n\r\n" + s + "\r\n--x\r\nContent-Disposition: form-data; name=\"f\"; filename=\"" + s + "\"\r\n\r\ncontent\r\n--x--\r\n"
		r := httptest.NewRequest(http.MethodPost, "/cases/1?q="+url.QueryEscape(s), strings.NewReader(body))
		r.Header = http.Header{"Content-Type": {"multipart/form-data; boundary=x"}, "User-Agent": {s}, "Referer": {s}, "X-Forwarded-For": {s}}
		h.ServeHTTP(httptest.NewRecorder(), r)
		if lines := linesOf(t, b.String()); len(lines) != 2 {
			t.Errorf("%+q: %d lines of %d: %s", s, len(lines), 2, b.String())
		}
	}
}
