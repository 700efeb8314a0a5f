package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"mingda/internal/audit"
)

// TestBureauReveal: numbers and addresses of those who take part in a case of the bureau
// stand on none of its pages but masked; one person is shown in full to who handles it and
// says what for, which the audit has; a correction keeps what was not touched, and takes no
// mask that was changed in part.
func TestBureauReveal(t *testing.T) {
	o := newBureau(t)
	head, ye := o.in(o.chief), o.in(o.handler)
	filed := url.Values{"id_number": {"650102199001011239"}, "phone": {"13900001357"}, "address": {"明川区团结路 9 号"}}
	for name, value := range objection {
		filed[name] = value
	}
	gone(t, head.fill("/review/new", filed), "/review/new/done")
	gone(t, head.fill("/review/1/assign", url.Values{"handlers": {itoa(int(o.handler.ID))}}), "/review/1")
	gone(t, ye.fill("/review/1/add-party", url.Values{"is": {"third_party"}, "name": {"王五"}, "phone": {"13900002468"}, "address": {"明川区胜利路 2 号"}}), "/review/1")
	applicant, third := []string{"650102199001011239", "13900001357", "团结路 9 号"}, []string{"13900002468", "胜利路 2 号"}
	masked := func(b *browser, paths ...string) {
		t.Helper()
		for _, path := range paths {
			a := b.get(path)
			for _, secret := range append(applicant, third...) {
				if a.status != http.StatusOK || strings.Contains(a.body, secret) {
					t.Errorf("%s without a reason: %d, %q", path, a.status, secret)
				}
			}
		}
	}
	masked(ye, "/review", "/review/1", "/review/1/person", "/review/1/filing", "/review/1/clock", "/review/1/add-party")
	has(t, "the case", ye.page("/review/1").Text(), "139****1357", "王五")

	a := ye.post("/review/1/person", url.Values{"whose": {"1"}, "reason": {"post"}})
	has(t, "the third party", a.page.Text(), third...)
	hasNot(t, "the third party", a.page.Text(), applicant...)
	if kept := a.header.Get("Cache-Control"); kept != "no-store" {
		t.Errorf("the browser keeps it: %q", kept)
	}
	if e := o.lastRecorded(); e.Kind != audit.Revealed || e.Note != "第三人（参加人1）：寄送文书" || e.Subject.ID != 1 || e.Subject.Matter != audit.Review || e.By != o.handler.ID {
		t.Errorf("recorded: %+v", e)
	}
	has(t, "the applicant", ye.post("/review/1/person", url.Values{"whose": {"0"}, "reason": {"other"}, "note": {"核对"}}).page.Text(), applicant...)
	for _, form := range []url.Values{{"whose": {"0"}}, {"whose": {"2"}, "reason": {"call"}}, {"whose": {"0"}, "reason": {"other"}}, {}} {
		if a := ye.post("/review/1/person", form); a.status != http.StatusUnprocessableEntity || strings.Contains(a.body, "13900001357") {
			t.Errorf("%v: %d", form, a.status)
		}
	}
	if a := o.in(o.second).post("/review/1/person", url.Values{"whose": {"0"}, "reason": {"call"}}); a.status != http.StatusForbidden {
		t.Errorf("who does not handle it: %d", a.status)
	}
	masked(o.in(o.second), "/review/1")

	gone(t, ye.fill("/review/1/filing", url.Values{"address": {"明川区新路 1 号"}, "reason": {"搬了"}}), "/review/1")
	has(t, "what was not touched", ye.post("/review/1/person", url.Values{"whose": {"0"}, "reason": {"call"}}).page.Text(), "650102199001011239", "13900001357", "明川区新路 1 号")
	a = ye.fill("/review/1/filing", url.Values{"phone": {"139****1358"}, "reason": {"错了"}})
	if a.status != http.StatusUnprocessableEntity || !a.page.HasText("#f-phone-error", "没有写全") {
		t.Errorf("a mask in part: %d %s", a.status, a.page.Text())
	}
	masked(ye, "/review/1")
	gone(t, ye.fill("/review/1/filing", url.Values{"phone": {""}, "reason": {"停机"}}), "/review/1")
	hasNot(t, "taken out", ye.post("/review/1/person", url.Values{"whose": {"0"}, "reason": {"call"}}).page.Text(), "13900001357")
}
