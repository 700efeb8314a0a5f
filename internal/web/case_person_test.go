package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"mingda/internal/audit"
	"mingda/internal/auth"
	"mingda/internal/casefile"
)

// secrets are what ask gives of an applicant that nobody sees without a reason.
var secrets = []string{"650102199001011239", "13900001357", "a@example.com", "明川区团结路 9 号"}

// revealed wants the page of the applicant masked, and in full on one answer to who says
// why.
func (o *caseOffice) revealed(b *browser, id casefile.ID) {
	o.t.Helper()
	masked := b.get(path(id, "/person"))
	for _, secret := range secrets {
		if strings.Contains(masked.body, secret) {
			o.t.Errorf("without a reason %q is shown", secret)
		}
	}
	full := b.post(path(id, "/person"), url.Values{"whose": {"0"}, "reason": {"call"}})
	for _, secret := range secrets {
		if !full.page.HasText("main", secret) {
			o.t.Errorf("with a reason %q is not shown: %d", secret, full.status)
		}
	}
	for _, a := range []answer{masked, full} {
		if kept := a.header.Get("Cache-Control"); kept != "no-store" {
			o.t.Errorf("the browser keeps it: %q", kept)
		}
	}
}

func (o *caseOffice) lastRecorded() audit.Entry {
	o.t.Helper()
	all := o.recorded(o.audited() - 1)
	return all[len(all)-1]
}

// TestReveal: what is known of a person is shown on one answer to who says what for, of
// nobody else on it, and the audit has whose and why before; who says nothing is asked again
// and shown nothing; the reason that is likely is chosen.
func TestReveal(t *testing.T) {
	o := newCaseOffice(t)
	id := o.register(ask("陈立衡", "方案", "方案"))
	clerk := o.in(o.clerk)
	o.revealed(clerk, id)
	e := o.lastRecorded()
	if e.Kind != audit.Revealed || e.Note != "申请人：电话联系" || e.Subject.ID != int64(id) || e.By != o.clerk.ID {
		t.Errorf("recorded: %+v", e)
	}
	if p := clerk.page(path(id, "/person")); p.Count(`input[name=reason][value=call][checked]`) != 1 {
		t.Error("no reason is chosen")
	}
	for _, c := range []struct {
		form url.Values
		says string
	}{
		{url.Values{"whose": {"0"}}, "选做什么用"}, {url.Values{"whose": {"0"}, "reason": {"curious"}}, "选做什么用"}, {url.Values{"whose": {"0"}, "reason": {"other"}, "note": {" "}}, "写明做什么用"},
		{url.Values{"whose": {"7"}, "reason": {"call"}}, "选看谁的"}, {url.Values{"reason": {"call"}}, "选看谁的"},
	} {
		a := clerk.post(path(id, "/person"), c.form)
		if a.status != http.StatusUnprocessableEntity || !a.page.HasText("main", c.says) || strings.Contains(a.body, secrets[0]) {
			t.Errorf("%v: %d, %s", c.form, a.status, a.page.Text())
		}
		if e := o.lastRecorded(); e.Kind != audit.Saw {
			t.Errorf("%v: recorded as %s", c.form, e.Kind)
		}
	}
	if a := clerk.post(path(id, "/person"), url.Values{"whose": {"0"}, "reason": {"other"}, "note": {"核对13900001357"}}); a.status != http.StatusOK {
		t.Errorf("%d", a.status)
	}
	if note := o.lastRecorded().Note; !strings.HasPrefix(note, "申请人：其他，核对#") || strings.Contains(note, "13900001357") {
		t.Errorf("the audit says %q", note)
	}
	roles := o.everyRole()
	if a := o.in(roles[auth.Signer]).get(path(id, "/person")); a.status != http.StatusOK {
		t.Errorf("the signer: %d", a.status)
	}
	if a := o.in(roles[auth.SystemAdmin]).post(path(id, "/person"), url.Values{"whose": {"0"}, "reason": {"call"}}); a.status == http.StatusOK {
		t.Error("an administrator is shown somebody")
	}
}

// TestCorrectMasked: the form of a correction shows masks, which stay what they hide where
// nobody types anything else.
func TestCorrectMasked(t *testing.T) {
	o := newCaseOffice(t)
	id := o.register(ask("陈立衡", "方案", "方案"))
	clerk := o.in(o.clerk)
	form := clerk.get(path(id, "/correct-person"))
	for _, secret := range secrets {
		if strings.Contains(form.body, secret) {
			t.Errorf("the form shows %q", secret)
		}
	}
	gone(t, clerk.fill(path(id, "/correct-person"), url.Values{"name": {"陈立恒"}, "reason": {"写错"}}), path(id, ""))
	o.revealed(clerk, id)
	a := clerk.fill(path(id, "/correct-person"), url.Values{"phone": {"139****1358"}, "reason": {"写错"}})
	if a.status != http.StatusUnprocessableEntity || !a.page.HasText("#f-phone-error", "没有写全") {
		t.Errorf("a mask in part: %d", a.status)
	}
}
