package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
)

// TestCorrectJoint: a correction opens with what is recorded of the one it is about,
// also while another waits, and changes nobody else's record.
func TestCorrectJoint(t *testing.T) {
	o, id := drafted(t)
	clerk, officer := o.in(o.clerk), o.in(o.officer)
	gone(t, clerk.fill(path(id, "/joint-applicant"), url.Values{"name": {"李四"}, "address": {"胜利路1号"}}), path(id, ""))
	gone(t, officer.fill(path(id, "/letters/new?kind=disclose"), url.Values{"given": {"《方案》"}, "do": {"submit"}}), path(id, "/letters/1"))
	gone(t, o.in(o.checker).post(path(id, "/letters/1/check"), url.Values{"version": {itoa(o.version(id))}}), "/letters")
	gone(t, o.in(o.signer).fill(path(id, "/letters/1/sign"), nil), path(id, "/letters/1"))
	serve := path(id, "/letters/1/serve")
	gone(t, clerk.fill(serve, url.Values{"to": {"1"}, "way": {"posted"}, "tracking": {"XA1"}}), path(id, "/letters/1"))
	has(t, "register of numbers", clerk.page("/numbers").Text(), "邮寄送达，")

	at := path(id, "/letters/1/correct-service")
	if v := url.Values(clerk.page(at).Values()); v.Get("to") != "1" || v.Get("way") != "posted" || v.Get("tracking") != "XA1" {
		t.Errorf("while the other waits it opens with %v", v)
	}
	gone(t, clerk.fill(at, url.Values{"failed": {"wrong"}, "tracking": {"XA2"}, "reason": {"写错"}, "sure": {"1"}}), path(id, "/letters/1"))
	gone(t, clerk.fill(serve, url.Values{"to": {"0"}, "way": {"direct"}, "recipient": {"本人"}}), path(id, "/letters/1"))
	has(t, "register of numbers", clerk.page("/numbers").Text(), "直接送达，", "；邮寄送达，")

	if v := url.Values(clerk.page(at).Values()); v.Get("to") != "0" || v.Get("way") != "direct" || v.Get("recipient") != "本人" {
		t.Errorf("it opens with %v", v)
	}
	other := at + "?to=1"
	if page := clerk.page(at); !strings.Contains(page.Text(), "XA2") || page.Href("更正送达") == "" {
		t.Errorf("it does not lead to the other: %s", page.Text())
	}
	if v := url.Values(clerk.page(other).Values()); v.Get("to") != "1" || v.Get("tracking") != "XA2" || v.Get("recipient") != "" {
		t.Errorf("of the other it opens with %v", v)
	}
	if a := clerk.fill(other, url.Values{"failed": {"wrong"}, "reason": {""}, "sure": {"1"}}); a.status != http.StatusUnprocessableEntity || url.Values(a.page.Values()).Get("to") != "1" {
		t.Errorf("refused: %d %v", a.status, a.page.Values())
	}
	has(t, "came back", clerk.page(path(id, "/letters/1/returned")).Text(), "李四")
}
