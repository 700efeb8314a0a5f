package web_test

import (
	"net/url"
	"strings"
	"testing"

	"mingda/internal/desk"
	"mingda/internal/letter"
)

// TestRespondByLetter: from the respondent's page the answer is drafted with what is known
// filled in; signed, it is handed in with the bundle by one button, and lies before the
// bureau as the letter that it is.
func TestRespondByLetter(t *testing.T) {
	o := newBureauOffice(t)
	o.tell()
	clerk, at := o.in(o.clerk), o.respond("")
	has(t, "the clerk", clerk.page(at).Text(), "行政复议答复书", "还没有拟", "由经办人拟", "不在系统里拟答复书的")
	v, err := o.desk.ReviewAgainst(t.Context(), o.clerk, o.id)
	o.must(err)
	a, ok := o.desk.AnswerOf(o.officer, v)
	if !ok || a.MayNot != nil {
		t.Fatalf("%+v", a)
	}
	open := o.in(o.officer).page("/cases/1/letters/new?" + url.Values{"kind": {"respondent_answer"}, "for": {"1"}}.Encode())
	has(t, "the draft", open.Text(), "收到申请书副本之日", "我单位收到申请人的政府信息公开申请", "行政行为合法、适当的理由")
	sample, err := letter.Sample(letter.RespondentAnswer)
	o.must(err)
	sample.Values["copy_received_on"] = o.desk.Today().String()
	n, version, err := o.desk.SaveDraft(t.Context(), o.officer, a.Request, desk.DraftForm{Kind: letter.RespondentAnswer, To: a.To, Values: sample.Values})
	o.must(err)
	has(t, "begun", clerk.page(at).Text(), "草稿", "打开答复书", "签发以后在这里提交")
	o.must(o.desk.Submit(t.Context(), o.officer, a.Request, version, n))
	o.must(o.desk.Check(t.Context(), o.checker, a.Request, version+1, n, ""))
	o.must(o.desk.Sign(t.Context(), o.signer, a.Request, version+2, n))
	made := clerk.fill(at, url.Values{"do": {"bundle"}})
	ready := clerk.page(made.header.Get("Location"))
	has(t, "ready", ready.Text(), "已签发", "提交答复书和证据", "交哪一份证据卷")
	form := url.Values(ready.Values())
	form.Del("q")
	form.Del("keys")
	form.Set("do", "letter")
	gone(t, clerk.post(at, form), at)
	has(t, "answered", clerk.page(at).Text(), "行政复议答复书（", "证据目录")
	if strings.Contains(clerk.page("/").Text(), "待答复") {
		t.Error("it is still to be answered")
	}
	shown := o.in(o.handler).page(o.review(""))
	has(t, "the bureau", shown.Text(), "行政复议答复书（", "征地公告只引用了征收决定")
	if f := o.in(o.handler).get(shown.Href("行政复议答复书（")); !strings.HasPrefix(f.body, "%PDF") {
		t.Errorf("the letter: %d", f.status)
	}
}
