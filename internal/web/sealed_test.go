package web_test

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"mingda/internal/auth"
	"mingda/internal/casefile"
	"mingda/internal/clamav"
	"mingda/internal/clamav/clamavtest"
	"mingda/internal/intake"
)

// TestSealedPages: what the scanner found is shown as such on the case, had by nobody, and
// let go by the security administrator alone, who sees neither its name nor what it holds.
func TestSealedPages(t *testing.T) {
	o := newCaseOffice(t)
	s, err := clamavtest.New()
	if errors.Is(err, clamavtest.ErrMissing) {
		t.Skip(err)
	}
	o.must(err)
	t.Cleanup(func() { o.must(s.Close()) })
	o.must(s.Run())
	o.desk.Scanner, o.desk.ScanRequired = s.TCP, true
	id := o.register(ask(longName, "补偿方案", "补偿方案"))
	o.assign(id)
	officer := o.in(o.officer)
	form := url.Values(officer.page(path(id, "/add-material")).Values())
	form.Set("purpose", string(casefile.Evidence))
	if a := officer.upload(path(id, "/add-material"), form, part{"王某某的录音.txt", string(clamavtest.Bad())}, part{"图.png", png}); a.status != http.StatusSeeOther {
		t.Fatal(a.status, a.body)
	}
	file := o.caseOf(id).Materials[0].File
	text := officer.page(path(id, "")).Text()
	has(t, "not scanned yet", text, "待查毒，查好才能打开")
	if a := officer.get(path(id, "/materials/1")); a.status != http.StatusForbidden || !strings.Contains(a.body, "这份文件查出病毒（"+clamavtest.Signature+"），已经隔离") {
		t.Errorf("had: %d", a.status)
	}
	if a := officer.get(path(id, "/materials/2?show=1")); a.status != http.StatusOK {
		t.Errorf("what is clean is kept back: %d", a.status)
	}
	has(t, "case", officer.page(path(id, "")).Text(), "王某某的录音.txt", "查出病毒 "+clamavtest.Signature+"，已隔离")
	// The timeline leads to the page that says why it cannot be had; the list of documents nowhere.
	if body := officer.get(path(id, "")).body; strings.Contains(body, `/materials/1">王某某的录音.txt</a><br>`) || !strings.Contains(body, `/materials/2?show=1">图.png</a><br>`) {
		t.Error("the sealed file is a link, or the other is none")
	}

	roles := o.everyRole()
	safe := o.in(roles[auth.SecurityAdmin])
	list := safe.page("/sealed")
	has(t, "list", list.Text(), "已隔离", clamavtest.Signature, file, o.caseOf(id).Number)
	if strings.Contains(list.Text(), "录音") {
		t.Error("the security administrator sees what it is called")
	}
	for role, u := range roles {
		if role == auth.SecurityAdmin {
			continue
		}
		if a := o.in(u).get("/sealed"); a.status != http.StatusForbidden {
			t.Errorf("%s sees what is sealed: %d", role, a.status)
		}
	}
	address := "/sealed/" + file
	has(t, "release", safe.page(address).Text(), "为什么放行", clamavtest.Signature)
	if a := safe.post(address, url.Values{"reason": {""}}); a.status != http.StatusUnprocessableEntity || !strings.Contains(a.body, "写明为什么放行") {
		t.Errorf("without a reason: %d", a.status)
	}
	if a := safe.post(address, url.Values{"reason": {"经核实是误报"}}); a.status != http.StatusSeeOther {
		t.Errorf("release: %d", a.status)
	}
	has(t, "list", safe.page("/sealed").Text(), "已放行", "经核实是误报")
	if a := safe.get(address); a.status != http.StatusNotFound {
		t.Errorf("again: %d", a.status)
	}
	if a := officer.get(path(id, "/materials/1")); a.status != http.StatusOK || a.header.Get("Content-Disposition") == "" {
		t.Errorf("let go: %d", a.status)
	}
	has(t, "case", officer.page(path(id, "")).Text(), "查出病毒 "+clamavtest.Signature+"，已放行")
	o.must(s.Kill())
	has(t, "health", o.in(roles[auth.SystemAdmin]).page("/health").Text(), "没有应答：收到的文件都存着，查好以前不能打开")
}

// TestInputWaitsScan: an input whose file nobody could scan says so, shows nothing of the
// file, and is registered later; where scanning need not be, it is marked and open.
func TestInputWaitsScan(t *testing.T) {
	o := newCaseOffice(t)
	o.desk.Scanner, o.desk.ScanRequired = &clamav.Scanner{Network: "unix", Address: filepath.Join(t.TempDir(), "nobody")}, true
	in := ask(longName, "补偿方案", "补偿方案")
	f, err := o.desk.StoreUpload(strings.NewReader(png), "证明.png", "image/png")
	o.must(err)
	in.Files, in.Agency = []intake.File{f}, strconv.FormatInt(o.agency.ID, 10)
	ticket, err := o.desk.TakeCounter(t.Context(), o.clerk, in)
	o.must(err)
	clerk, at := o.in(o.clerk), fmt.Sprintf("/inbox/%d", ticket.Input)
	p := clerk.page(at)
	has(t, "waits", p.Text(), "待查毒，查好才能打开")
	if a := clerk.get(at + "/files/0"); a.status != http.StatusServiceUnavailable || !strings.Contains(a.body, "还没有查毒，查好才能打开") {
		t.Errorf("had: %d", a.status)
	}
	form := url.Values(p.Values())
	if a := clerk.post(at+"/register", form); a.status != http.StatusUnprocessableEntity || !strings.Contains(a.body, "附件还没有查毒，现在不能登记") {
		t.Errorf("registered: %d", a.status)
	}
	o.desk.ScanRequired = false
	has(t, "need not be", clerk.page(at).Text(), "未查毒")
	if a := clerk.get(at + "/files/0"); a.status != http.StatusOK {
		t.Errorf("open: %d", a.status)
	}
}
