package desk

import (
	"bytes"
	"context"
	"encoding/base64"
	"errors"
	"io"
	"net"
	"path/filepath"
	"strings"
	"testing"

	"mingda/internal/auth"
	"mingda/internal/casefile"
	"mingda/internal/clamav"
	"mingda/internal/clamav/clamavtest"
	"mingda/internal/fault"
	"mingda/internal/inbox"
	"mingda/internal/intake"
	"mingda/internal/sqlite"
)

// scanning gives the bench a real scanner, which is required and does not run yet.
func (b *bench) scanning() *clamavtest.Server {
	b.t.Helper()
	s, err := clamavtest.New()
	if errors.Is(err, clamavtest.ErrMissing) {
		b.t.Skip(err)
	}
	b.must(err)
	b.t.Cleanup(func() { b.must(s.Close()) })
	b.Scanner, b.ScanRequired = s.Unix, true
	return s
}

func (b *bench) scan(wantErr bool) int {
	b.t.Helper()
	n, err := b.ScanWaiting(ctx, func() bool { return true })
	if (err != nil) != wantErr {
		b.t.Fatalf("scanning: %v", err)
	}
	return n
}

// had wants a download to be had, or refused with the code.
func (b *bench) had(code fault.Code, d Download, err error) {
	b.t.Helper()
	if code != "" {
		b.refused(err, code)
		return
	}
	b.must(err)
	_, err = io.Copy(io.Discard, d)
	b.must(errors.Join(err, d.Close()))
}

// mailWith is a mail with files.
func mailWith(id string, files ...[]byte) string {
	s := strings.Replace(letterIn(id, ""), "Content-Type: text/plain; charset=utf-8\r\n", "Content-Type: multipart/mixed; boundary=B\r\n", 1)
	head, text, _ := strings.Cut(s, "\r\n\r\n")
	s = head + "\r\n\r\n--B\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n" + text
	for _, f := range files {
		s += "\r\n--B\r\nContent-Type: application/octet-stream; name=a.bin\r\nContent-Disposition: attachment; filename=a.bin\r\nContent-Transfer-Encoding: base64\r\n\r\n" +
			base64.StdEncoding.EncodeToString(f)
	}
	return s + "\r\n--B--\r\n"
}

// TestScannerDown: while the scanner that is required does not answer, nothing that came
// is lost, nobody opens it, it is in no case; when it is back, all is caught up with.
func TestScannerDown(t *testing.T) {
	b := newBench(t)
	s, clerk := b.scanning(), b.by("clerk")
	mail := b.mail(1, "a@example.com", mailWith("a@example.com", []byte("harmless")))
	form := form(casefile.ByDownload)
	form.Files = []intake.File{b.upload("证明.pdf", "application/pdf", "%PDF-1.4 harmless")}
	web := b.web(form).Input
	if n, err := b.SendDue(ctx, b.sent); n == 0 || err != nil {
		t.Fatalf("%d confirmations, %v", n, err) // a receipt is proposed after it
	}
	b.scan(true)
	v, err := b.Input(ctx, clerk, mail)
	b.must(err)
	if v.Mark.Kind != WaitsScan || len(v.Marks) != 1 || v.Marks[0].Kind != WaitsScan {
		t.Errorf("marks %+v, %+v", v.Mark, v.Marks)
	}
	raw := func(code fault.Code, id inbox.ID) { d, err := b.InputRaw(ctx, clerk, id); b.had(code, d, err) }
	file := func(code fault.Code, id inbox.ID) {
		d, err := b.InputAttachment(ctx, clerk, id, 0)
		b.had(code, d, err)
	}
	raw("file_waits_scan", mail)
	raw("", web) // it is ours: what was typed
	file("file_waits_scan", mail)
	file("file_waits_scan", web)
	for _, id := range []inbox.ID{mail, web} {
		v, err := b.Input(ctx, clerk, id)
		b.must(err)
		at := v.Candidates[v.Proposed]
		_, err = b.Register(ctx, clerk, id, Registration{Applicant: people, Wants: wants(casefile.ByDownload), On: at.On, Ground: at.Ground})
		b.refused(err, "input_waits_scan", "")
	}
	h, err := b.Health(ctx, b.by("admin"))
	b.must(err)
	if !h.Scanning || h.ScannerDown == "" || h.Scans.Waiting != 2 {
		t.Errorf("health: %+v, %q", h.Scans, h.ScannerDown)
	}

	b.ScanRequired = false // as the operator may have it
	v, err = b.Input(ctx, clerk, mail)
	b.must(err)
	if v.Marks[0].Kind != Unscanned {
		t.Errorf("not required: %+v", v.Marks)
	}
	raw("", mail)
	file("", mail)
	b.ScanRequired = true

	b.must(s.Run())
	if n := b.scan(false); n != 2 {
		t.Errorf("%d files are caught up with", n)
	}
	v, err = b.Input(ctx, clerk, mail)
	b.must(err)
	if v.Mark.Kind != Unmarked || v.Marks[0].Kind != Unmarked {
		t.Errorf("clean: %+v, %+v", v.Mark, v.Marks)
	}
	raw("", mail)
	file("", mail)
	file("", web)
	b.register(mail, wants(casefile.ByEmail))
	b.register(web, wants(casefile.ByDownload))
	if h, err = b.Health(ctx, b.by("admin")); err != nil || h.ScannerDown != "" || h.Scans != (sqlite.ScanFigures{}) {
		t.Errorf("health: %+v, %q, %v", h.Scans, h.ScannerDown, err)
	}
}

// TestSealedFile: what the scanner finds stays sealed off, in the inbox and in the case,
// whoever asks, until the security administrator lets it go for a reason.
func TestSealedFile(t *testing.T) {
	b := newBench(t)
	s, clerk := b.scanning(), b.by("clerk")
	b.must(s.Run())
	safe := auth.User{Login: "safe", Name: "safe", Roles: []auth.Role{auth.SecurityAdmin}}
	safe.ID = b.must1(b.PutUser(ctx, Operator, safe, "mingda-demo"))
	// the second file alone is bad
	mail := b.mail(1, "a@example.com", mailWith("a@example.com", []byte("harmless"), clamavtest.Bad()))
	added := func(code fault.Code, n int) {
		t.Helper()
		d, err := b.InputAttachment(ctx, clerk, mail, n)
		b.had(code, d, err)
	}
	added("file_sealed", 1) // scanned when it is asked for, before the worker came
	added("", 0)
	d, err := b.InputRaw(ctx, clerk, mail)
	b.had("file_sealed", d, err) // it holds the file
	v, err := b.Input(ctx, clerk, mail)
	b.must(err)
	if v.Mark != (ScanMark{Sealed, clamavtest.Signature}) || v.Marks[0].Kind != Unmarked || v.Marks[1] != (ScanMark{Sealed, clamavtest.Signature}) {
		t.Errorf("marks %+v, %+v", v.Mark, v.Marks)
	}
	_, err = b.SendDue(ctx, b.sent)
	b.must(err)
	id := b.register(mail, wants(casefile.ByEmail)) // it keeps nobody
	b.scan(false)
	now, err := b.Case(ctx, clerk, id)
	b.must(err)
	if now.Marks[1].Kind != Sealed || now.Marks[2].Kind != Unmarked || now.Marks[3].Kind != Sealed {
		t.Errorf("marks of the case %+v", now.Marks)
	}
	for n, code := range map[int]fault.Code{1: "file_sealed", 2: "", 3: "file_sealed"} {
		d, err := b.Material(ctx, clerk, id, n)
		b.had(code, d, err)
	}
	if _, err := b.Attached(ctx, now.Case.Materials[2].File); fault.CodeOf(err) != "file_sealed" {
		t.Errorf("it would go out by mail: %v", err)
	}
	if n, err := b.ReadWaiting(ctx, func() bool { return true }); err != nil {
		t.Errorf("%d read, %v", n, err)
	}
	f, err := b.DB.ReadingFigures(ctx)
	if b.must(err); f.Needing[sqlite.NeedsRelease] != 1 {
		t.Errorf("what is sealed waits to be read: %+v", f)
	}

	_, err = b.SealedFiles(ctx, b.by("admin"))
	b.refused(err, "auth_role")
	all, err := b.SealedFiles(ctx, safe)
	b.must(err)
	if len(all) != 2 || all[0].Where != v.Input.Number || all[1].Where != v.Input.Number {
		t.Fatalf("sealed: %+v", all)
	}
	file := now.Case.Materials[2].File
	b.refused(b.ReleaseFile(ctx, clerk, file, "误报"), "auth_role")
	b.refused(b.ReleaseFile(ctx, safe, file, " "), "release_reason_needed", "reason")
	b.refused(b.ReleaseFile(ctx, safe, now.Case.Materials[1].File, "误报"), "file_not_sealed")
	b.must(b.ReleaseFile(ctx, safe, file, "经厂商核实是误报"))
	b.refused(b.ReleaseFile(ctx, safe, file, "误报"), "file_released")
	d, err = b.Material(ctx, clerk, id, 3)
	b.had("", d, err)
	d, err = b.Material(ctx, clerk, id, 1) // the mail is another file
	b.had("file_sealed", d, err)
	if f, err = b.DB.ReadingFigures(ctx); err != nil || f.Needing[sqlite.NeedsRelease] != 0 {
		t.Errorf("what was let go still waits: %+v, %v", f, err)
	}
	b.Scanner = nil // who takes the scanner away opens nothing
	d, err = b.Material(ctx, clerk, id, 1)
	b.had("file_sealed", d, err)
}

// TestScannerCut: a scanner that dies in the middle, or a person who goes away meanwhile,
// opens nothing.
func TestScannerCut(t *testing.T) {
	b := newBench(t)
	clerk := b.by("clerk")
	form := form(casefile.ByDownload)
	form.Files = []intake.File{b.upload("证明.pdf", "application/pdf", "%PDF-1.4 harmless")}
	id := b.web(form).Input
	at := filepath.Join(t.TempDir(), "s")
	l, err := net.Listen("unix", at)
	b.must(err)
	defer l.Close()
	cut := make(chan func())
	go func() {
		for during := range cut {
			c, err := l.Accept()
			if err != nil {
				return
			}
			during()
			c.Close()
		}
	}()
	defer close(cut)
	b.Scanner, b.ScanRequired = &clamav.Scanner{Network: "unix", Address: at}, true
	cut <- func() {}
	d, err := b.InputAttachment(ctx, clerk, id, 0)
	b.had("file_waits_scan", d, err)
	going, away := context.WithCancel(ctx)
	cut <- away
	if _, err := b.InputAttachment(going, clerk, id, 0); !errors.Is(err, context.Canceled) {
		t.Errorf("who went away: %v", err)
	}
}

// TestMailOnceFile: of a mail that was scanned as a file, and so not part by part, no part
// opens while it is sealed.
func TestMailOnceFile(t *testing.T) {
	b := newBench(t)
	mail := b.mail(1, "a@example.com", mailWith("a@example.com", []byte("harmless")))
	v, err := b.Input(ctx, b.by("clerk"), mail)
	b.must(err)
	b.must(b.DB.Write(ctx, func(tx *sqlite.Tx) error {
		return tx.PutScan(ctx, sqlite.Scan{File: v.Input.File, State: sqlite.ScanFound, Signature: clamavtest.Signature})
	}))
	d, err := b.InputAttachment(ctx, b.by("clerk"), mail, 0)
	b.had("file_sealed", d, err)
}

// TestUnscannable: what the scanner does not take for its size stays closed where scanning
// is required, and is tried again.
func TestUnscannable(t *testing.T) {
	b := newBench(t)
	s, clerk := b.scanning(), b.by("clerk")
	b.must(s.Run())
	b.Limits.Upload = 100 << 20
	form := form(casefile.ByDownload)
	form.Files = []intake.File{b.upload("大.bin", "application/octet-stream", string(bytes.Repeat([]byte("x"), (clamavtest.Limit+2)<<20)))}
	id := b.web(form).Input
	if n := b.scan(false); n != 1 {
		t.Errorf("%d scanned", n)
	}
	d, err := b.InputAttachment(ctx, clerk, id, 0)
	b.had("file_unscannable", d, err)
	h, err := b.Health(ctx, b.by("admin"))
	if b.must(err); h.Scans.Large != 1 {
		t.Errorf("%+v", h.Scans)
	}
	if n := b.scan(false); n != 0 {
		t.Error("it is tried over and over")
	}
	b.at = b.at.Add(2 * scanLargeAgain)
	if n := b.scan(false); n != 1 {
		t.Error("it is not tried again")
	}
	b.ScanRequired = false
	d, err = b.InputAttachment(ctx, clerk, id, 0)
	b.had("", d, err)
}
