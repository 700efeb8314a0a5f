package main

import (
	"bytes"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"net/url"
	"os"
	"strings"
	"syscall"
	"testing"
	"time"

	"mingda/internal/mailbox/mailboxtest"
)

// onSmallDisk moves the data of the office of the current folder to a file
// system of its own of so many megabytes.
func onSmallDisk(t *testing.T, megabytes int) {
	t.Helper()
	if err := os.Rename("data", "data.was"); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir("data", 0o700); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Mount("tmpfs", "data", "tmpfs", 0, fmt.Sprintf("size=%dm", megabytes)); err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal("cannot mount a small file system: ", err)
		}
		t.Skip("cannot mount a small file system: ", err)
	}
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = syscall.Unmount(dir+"/data", syscall.MNT_DETACH) })
	for _, name := range []string{"mingda.db", "mingda.key"} {
		if err := copyFile("data.was/"+name, "data/"+name); err != nil {
			t.Fatal(err)
		}
	}
}

// TestServingOnFullDisk fills the disk under the running program. Forms are
// refused in words and mail stays where it is; pages still open; and once there
// is room the same form and the same mails come in, once.
func TestServingOnFullDisk(t *testing.T) {
	withFonts(t)
	server := mailboxtest.StartDovecot(t, mailboxtest.Options{})
	newOffice(t)
	withMail(t, server)
	onSmallDisk(t, 24)
	p := newProcess(t)
	p.start()
	first, second := p.applicant("甲"), p.applicant("乙")
	number, code, err := first.ask()
	if err != nil {
		t.Fatal(err)
	}
	if err := second.fillIn(); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile("data/ballast", make([]byte, 64<<20), 0o600); err == nil {
		t.Fatal("the disk does not fill")
	}
	check := *second
	if err := second.submit("/apply/check", map[string]string{"confirm": "1"}); err != nil {
		t.Fatal(err)
	}
	text := second.page.Text()
	if second.status != http.StatusServiceUnavailable || !strings.Contains(text, "存储空间已满") || !strings.Contains(text, "填过的还在") {
		t.Errorf("a form: %d %s", second.status, text)
	}
	for _, path := range []string{"/", "/guide", "/desk/sign-in"} {
		if got := get(t, p.url+path); got != http.StatusOK {
			t.Errorf("%s on a full disk: %d", path, got)
		}
	}
	const mails = 3
	for n := range mails {
		if err := server.Append(fmt.Appendf(nil, "From: <zhou@example.org>\r\nSubject: apply\r\nMessage-ID: <full%d@example.org>\r\n\r\n%s\r\n", n, strings.Repeat("申请公开预算。", 2000))); err != nil {
			t.Fatal(err)
		}
	}
	time.Sleep(2 * time.Second)
	if left := server.Pending(); left != mails {
		t.Errorf("%d of %d mails left in the mailbox", left, mails)
	}
	if b := balanceToday(t); b.Received != 1 || !b.Agrees {
		t.Errorf("while it is full: %+v", b)
	}
	if err := os.Remove("data/ballast"); err != nil {
		t.Fatal(err)
	}
	second = &check // back to the page as it was
	if _, _, err := second.confirm(); err != nil {
		t.Error(err)
	}
	for began := time.Now(); server.Pending() > 0 && time.Since(began) < time.Minute; time.Sleep(50 * time.Millisecond) {
	}
	p.stop()
	want(t, 0, "ledger", "verify")
	if b := balanceToday(t); b.Received != 2+mails || !b.Agrees {
		t.Errorf("with room again: %+v", b)
	}
	if _, err := openOffice(t).desk.OpenStatus(t.Context(), number, code); err != nil {
		t.Error("what was acknowledged before: ", err)
	}
}

// TestStopDuringUpload tells the program to stop while somebody is sending the
// form: it is taken in, the sender is answered, and nobody new is.
func TestStopDuringUpload(t *testing.T) {
	newOffice(t)
	withFonts(t)
	p := newProcess(t)
	p.start()
	a := p.applicant("甲")
	if err := a.fillIn(); err != nil {
		t.Fatal(err)
	}
	form, ok := a.page.In("main form[method=post]")
	if !ok {
		t.Fatal("no form")
	}
	var body bytes.Buffer
	w := multipart.NewWriter(&body)
	values := url.Values(form.Values())
	values.Set("confirm", "1")
	for name := range values {
		if err := w.WriteField(name, values.Get(name)); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	to, err := a.at.Parse(form.Attr("action"))
	if err != nil {
		t.Fatal(err)
	}
	rest, send := io.Pipe()
	half := body.Len() / 2
	r, err := http.NewRequest(http.MethodPost, to.String(), io.MultiReader(bytes.NewReader(body.Bytes()[:half]), rest))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", w.FormDataContentType())
	answered := make(chan *http.Response, 1)
	go func() {
		client := http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
		answer, err := client.Do(r)
		if err != nil {
			t.Error(err)
		}
		answered <- answer
	}()
	time.Sleep(300 * time.Millisecond)
	if err := p.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	time.Sleep(300 * time.Millisecond)
	if answer, err := (&http.Client{Transport: &http.Transport{DisableKeepAlives: true}}).Get(p.url + "/"); err == nil {
		answer.Body.Close()
		t.Error("somebody new is served after it was told to stop")
	}
	_, err = send.Write(body.Bytes()[half:])
	if err == nil {
		err = send.Close()
	}
	answer := <-answered
	if err != nil || answer == nil {
		t.Fatal("no answer: ", err)
	}
	answer.Body.Close()
	if answer.StatusCode != http.StatusSeeOther || !strings.HasPrefix(answer.Header.Get("Location"), "/apply/done") {
		t.Errorf("%d to %q", answer.StatusCode, answer.Header.Get("Location"))
	}
	if err := p.cmd.Wait(); err != nil {
		t.Errorf("%v: %s", err, p.said.String())
	}
	if b := balanceToday(t); b.Received != 1 || !b.Agrees {
		t.Errorf("%+v", b)
	}
}
