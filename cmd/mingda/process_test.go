package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"mime/multipart"
	"net"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
	"time"

	"mingda/internal/apart"
	"mingda/internal/htmlcheck"
	"mingda/internal/loopback"
)

// asProgram makes the binary of the tests the program itself, so that there is
// a real process to kill.
const asProgram = "RUN_AS_PROGRAM"

func TestMain(m *testing.M) {
	if os.Getenv(asProgram) != "" || os.Getenv(apart.Env) != "" {
		main()
	}
	os.Exit(m.Run())
}

// A process is "mingda serve" in a process of its own, over the office of the
// current folder, on the same port however often it is started.
type process struct {
	t    *testing.T
	url  string
	cmd  *exec.Cmd
	said lockedBuffer
}

// newProcess chooses the port.
func newProcess(t *testing.T) *process {
	t.Helper()
	l, err := net.Listen("tcp", loopback.Address(0))
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return &process{t: t, url: "http://" + l.Addr().String()}
}

// start starts it and returns when it answers.
func (p *process) start() {
	p.t.Helper()
	p.cmd = exec.Command(os.Args[0], "serve", "--listen", strings.TrimPrefix(p.url, "http://"))
	p.cmd.Env = append(os.Environ(), asProgram+"=1")
	p.cmd.Stdout, p.cmd.Stderr = &p.said, &p.said
	if err := p.cmd.Start(); err != nil {
		p.t.Fatal(err)
	}
	for began := time.Now(); time.Since(began) < time.Minute; time.Sleep(10 * time.Millisecond) {
		if r, err := http.Get(p.url + healthPath); err == nil {
			r.Body.Close()
			return
		}
	}
	p.kill()
	p.t.Fatalf("it does not answer: %s", p.said.String())
}

// waitSaid waits until the log says so.
func (p *process) waitSaid(words string) {
	p.t.Helper()
	for began := time.Now(); !strings.Contains(p.said.String(), words); time.Sleep(20 * time.Millisecond) {
		if time.Since(began) > time.Minute {
			p.t.Fatalf("it never says %q: %s", words, p.said.String())
		}
	}
}

// kill ends it as a power cut would, at whatever it does.
func (p *process) kill() {
	_ = p.cmd.Process.Kill() // it may have ended by itself: Wait tells
	_ = p.cmd.Wait()
}

// stop ends it as a service manager does; it must end well.
func (p *process) stop() {
	p.t.Helper()
	if err := errors.Join(p.cmd.Process.Signal(syscall.SIGTERM), p.cmd.Wait()); err != nil {
		p.t.Errorf("%v: %s", err, p.said.String())
	}
}

// An applicant is somebody who asks by the web form, and tries again when no
// answer comes.
type applicant struct {
	name   string
	url    string
	client *http.Client
	until  time.Time // how long they keep trying
	at     *url.URL
	page   htmlcheck.Node
	status int
}

func (p *process) applicant(name string) *applicant {
	jar, _ := cookiejar.New(nil) // without options it cannot fail
	return &applicant{name: name, url: p.url, client: &http.Client{Timeout: 20 * time.Second, Jar: jar}, until: time.Now().Add(3 * time.Minute)}
}

// send sends the request that build makes, again and again until an answer comes.
func (a *applicant) send(build func() (*http.Request, error)) error {
	for {
		r, err := build()
		if err != nil {
			return err
		}
		answer, err := a.client.Do(r)
		var body []byte
		if err == nil {
			body, err = io.ReadAll(answer.Body)
			answer.Body.Close()
		}
		if err == nil {
			a.at, a.status, a.page = answer.Request.URL, answer.StatusCode, htmlcheck.MustParse(string(body))
			return nil
		}
		if time.Now().After(a.until) {
			return fmt.Errorf("%s gives up: %w", a.name, err)
		}
		time.Sleep(20 * time.Millisecond)
	}
}

func (a *applicant) get(path string) error {
	return a.send(func() (*http.Request, error) { return http.NewRequest(http.MethodGet, a.url+path, nil) })
}

// submit sends the form of the page that posts to the path, as it stands, with
// some fields filled in, and a photo where one is asked for.
func (a *applicant) submit(path string, fill map[string]string) error {
	for _, form := range a.page.All("main form[method=post]") {
		to, err := a.at.Parse(form.Attr("action"))
		if err != nil || to.Path != path {
			continue
		}
		var body bytes.Buffer
		w := multipart.NewWriter(&body)
		values := url.Values(form.Values())
		for name, value := range fill {
			values.Set(name, value)
		}
		for name, all := range values {
			for _, v := range all {
				err = errors.Join(err, w.WriteField(name, v))
			}
		}
		if form.Count("[name=id_files]") > 0 {
			part, partErr := w.CreateFormFile("id_files", "身份证.png")
			_, copyErr := io.WriteString(part, "\x89PNG\r\n\x1a\n"+a.name)
			err = errors.Join(err, partErr, copyErr)
		}
		if err = errors.Join(err, w.Close()); err != nil {
			return err
		}
		return a.send(func() (*http.Request, error) {
			r, err := http.NewRequest(http.MethodPost, to.String(), bytes.NewReader(body.Bytes()))
			if err == nil {
				r.Header.Set("Content-Type", w.FormDataContentType())
			}
			return r, err
		})
	}
	return fmt.Errorf("%s: no form for %s on %s: %d %s", a.name, path, a.at, a.status, a.page.Text())
}

// fillIn goes as far as the page on which the request is checked.
func (a *applicant) fillIn() error {
	return errors.Join(a.get("/apply"), a.submit("/apply", map[string]string{"class": "natural"}),
		a.submit("/apply/request", map[string]string{
			"name": a.name, "id_number": "11010519491231002X", "phone": "13800138000", "content": a.name + "申请公开补偿方案",
			"medium": "electronic", "delivery": "download",
		}))
}

// confirm hands the request in and returns number and code.
func (a *applicant) confirm() (number, code string, err error) {
	if err := a.submit("/apply/check", map[string]string{"confirm": "1"}); err != nil {
		return "", "", err
	}
	told := a.page.All(".receipt dd")
	if a.status != http.StatusOK || len(told) < 2 {
		return "", "", fmt.Errorf("%s: %s: %d %s", a.name, a.at, a.status, a.page.Text())
	}
	return told[0].Text(), told[1].Text(), nil
}

// ask does both.
func (a *applicant) ask() (number, code string, err error) {
	if err := a.fillIn(); err != nil {
		return "", "", err
	}
	return a.confirm()
}
