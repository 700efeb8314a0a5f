package web_test

import (
	"testing"

	"mingda/internal/casefile"
	"mingda/internal/desk"
	"mingda/internal/letter"
)

// TestAnswered: a case whose reply was posted says how it ended, and what is
// left to do.
func TestAnswered(t *testing.T) {
	o := newCaseOffice(t)
	id := o.register(ask(longName, "补偿方案", "补偿方案"))
	o.assign(id)
	sample, err := letter.Sample(letter.NotExisting)
	o.must(err)
	n, version, err := o.desk.SaveDraft(t.Context(), o.officer, id, desk.DraftForm{Version: o.version(id), Kind: letter.NotExisting, Values: sample.Values})
	o.must(err)
	o.must(o.desk.Submit(t.Context(), o.officer, id, version, n))
	o.must(o.desk.Check(t.Context(), o.checker, id, o.version(id), n, ""))
	signer := o.in(o.signer)
	if main, _ := signer.page(path(id, "")).In(".actbar a"); main.Attr("href") != path(id, "/letters/1") {
		t.Errorf("the signer's main act leads to %q", main.Attr("href"))
	}
	o.must(o.desk.Sign(t.Context(), o.signer, id, o.version(id), n))
	o.must(o.desk.Render(t.Context(), id, n))
	clerk := o.in(o.clerk)
	if main, _ := clerk.page(path(id, "")).In(".actbar a"); main.Attr("href") != path(id, "/letters/1/serve") {
		t.Errorf("the clerk's main act leads to %q", main.Attr("href"))
	}
	o.must(o.desk.Serve(t.Context(), o.clerk, id, desk.ServiceForm{Version: o.version(id), Letter: n, Way: casefile.Posted, On: o.desk.Today(), Tracking: "XA123"}))
	p := clerk.page(path(id, ""))
	for _, want := range []string{"办结", "答复，按期", "送达：信息不存在答复书", "邮件号 XA123"} {
		if !p.HasText("main", want) {
			t.Errorf("the page of an answered case lacks %q", want)
		}
	}
	if now, ok := p.In(".track li.now"); !ok || now.Text() != "归档" {
		t.Errorf("an answered case stands at %q", now.Text())
	}
	if main, _ := p.In(".actbar a"); main.Attr("href") != path(id, "/letters/1/delivery") {
		t.Errorf("a posted reply waits for its slip, not for %q", main.Attr("href"))
	}
}
