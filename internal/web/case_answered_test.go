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
	for _, want := range []string{"答复 按期", "交邮，以交邮之日为答复之日", "申请行政复议 未起算 等收件员", "还不知道哪天签收", "直接起诉 未起算", "复议法第二十条第一款", "诉讼法第四十六条第一款"} {
		if !p.HasText("#periods", want) {
			t.Errorf("the periods of an answered case lack %q", want)
		}
	}
	if p.HasText("#periods", "告知补正") {
		t.Error("the periods tell that no clarification was asked for")
	}
	if now, ok := p.In(".track li.now"); !ok || now.Text() != "归档" {
		t.Errorf("an answered case stands at %q", now.Text())
	}
	if main, _ := p.In(".actbar a"); main.Attr("href") != path(id, "/letters/1/delivery") {
		t.Errorf("a posted reply waits for its slip, not for %q", main.Attr("href"))
	}
}

// TestPeriods: the periods of an open case, what is left of each and whose move it
// is; what a person set is told from what the law sets.
func TestPeriods(t *testing.T) {
	o := newCaseOffice(t)
	id := o.register(ask(longName, "补偿方案", "补偿方案"))
	o.must(o.desk.Assign(t.Context(), o.clerk, id, o.version(id), casefile.Assigned{Unit: o.units[0], InnerDue: o.desk.Today().AddDays(8)}))
	p := o.in(o.clerk).page(path(id, ""))
	for _, want := range []string{"答复 正在计算 等承办单位", "告知补正 最迟", "条例第三十条", "承办单位拟稿 最迟", "本机关自己定的期限"} {
		if !p.HasText("#periods", want) {
			t.Errorf("the periods lack %q", want)
		}
	}
	if p.HasText("#periods", "剩余 20 个工作日") {
		t.Error("the periods repeat what stands at the head of the page")
	}
	if p.HasText("#periods", "申请行政复议") {
		t.Error("the periods tell what follows if no answer comes")
	}
}
