package web_test

import (
	"net/http"
	"testing"

	"mingda/internal/casefile"
	"mingda/internal/desk"
	"mingda/internal/letter"
)

// TestSheetLinks: the page of a case offers the sheets of its file once they make
// sense: the approval sheet with its letter, those of the archive once it is over.
func TestSheetLinks(t *testing.T) {
	o, id := drafted(t)
	clerk := o.in(o.clerk)
	offers := func(when string, want map[string]bool) {
		t.Helper()
		p := clerk.page(path(id, ""))
		for below, is := range want {
			if n := p.Count("a[href=" + path(id, below) + "]"); (n == 1) != is {
				t.Errorf("%s: %d links to %s", when, n, below)
			}
			a := clerk.get(path(id, below))
			if is && (a.status != http.StatusOK || a.header.Get("Content-Type") != "application/pdf") {
				t.Errorf("%s: %s answers %d, %s", when, below, a.status, a.header.Get("Content-Type"))
			}
			if !is && a.status == http.StatusOK {
				t.Errorf("%s: %s is printed all the same", when, below)
			}
		}
	}
	const form, approval, cover, contents = "/registration.pdf", "/letters/1/approval.pdf", "/archive-cover.pdf", "/archive-contents.pdf"
	offers("assigned", map[string]bool{form: true, approval: false, cover: false, contents: false})

	sample, err := letter.Sample(letter.NotExisting)
	o.must(err)
	n, version, err := o.desk.SaveDraft(t.Context(), o.officer, id, desk.DraftForm{Version: o.version(id), Kind: letter.NotExisting, Values: sample.Values})
	o.must(err)
	offers("drafted", map[string]bool{form: true, approval: true, cover: false, contents: false})

	o.must(o.desk.Submit(t.Context(), o.officer, id, version, n))
	o.must(o.desk.Check(t.Context(), o.checker, id, o.version(id), n, ""))
	o.must(o.desk.Sign(t.Context(), o.signer, id, o.version(id), n))
	o.must(o.desk.Render(t.Context(), id, n))
	o.must(o.desk.Serve(t.Context(), o.clerk, id, desk.ServiceForm{Version: o.version(id), Letter: n, Way: casefile.Posted, On: o.desk.Today(), Tracking: "XA123"}))
	offers("answered", map[string]bool{form: true, approval: true, cover: true, contents: true})

	other := o.in(o.everyRole()["audit_admin"])
	for _, below := range []string{form, approval, cover, contents} {
		if a := other.get(path(id, below)); a.status == http.StatusOK {
			t.Errorf("somebody who may not see the case prints %s", below)
		}
	}
}
